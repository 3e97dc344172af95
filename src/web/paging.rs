//! Links to newer and older rows. The key of a row in the address is signed: who changes it gets the first page, so that nobody can
//! read the order of other people's rows from it.

use actix_web::HttpRequest;
use chrono::{DateTime, NaiveDate, NaiveDateTime};

use crate::crypto::Keys;
use crate::domain::sims::{Edge, Recent};

const PURPOSE: &str = "sim rows";
const NEWER: &str = "newer";
const OLDER: &str = "older";

/// Sort key of a row that can stand in an address.
pub(in crate::web) trait RowKey: Sized {
    /// As text.
    fn write(&self) -> String;
    /// Back from text.
    fn read(text: &str) -> Option<Self>;
}

impl RowKey for i64 {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl RowKey for (NaiveDateTime, i64) {
    fn write(&self) -> String {
        format!("{}-{}", self.0.and_utc().timestamp_micros(), self.1)
    }

    fn read(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('-')?;
        let at = DateTime::from_timestamp_micros(at.parse().ok()?)?.naive_utc();
        Some((at, id.parse().ok()?))
    }
}

impl RowKey for (NaiveDate, i64) {
    fn write(&self) -> String {
        format!("{}-{}", self.0.to_epoch_days(), self.1)
    }

    fn read(text: &str) -> Option<Self> {
        let (day, id) = text.split_once('-')?;
        let day = NaiveDate::from_epoch_days(day.parse().ok()?)?;
        Some((day, id.parse().ok()?))
    }
}

/// Where the page asked for begins; a key that is not ours leads to the first page. `list` names the list and what it is of.
pub(in crate::web) fn edge<K: RowKey>(request: &HttpRequest, keys: &Keys, list: &str) -> Edge<K> {
    let key = |name: &str| {
        let value = param(request, name);
        let (row, signature) = value.split_once('.')?;
        let ours = keys.verify(PURPOSE, &format!("{list} {row}"), signature);
        ours.then(|| K::read(row)).flatten()
    };
    match (key(NEWER), key(OLDER)) {
        (Some(row), _) => Edge::NewerThan(row),
        (None, Some(row)) => Edge::OlderThan(row),
        (None, None) => Edge::Newest,
    }
}

/// The first value of a parameter of the address; empty if there is none.
pub(in crate::web) fn param(request: &HttpRequest, name: &str) -> String {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(request.query_string()).unwrap_or_default();
    pairs
        .into_iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value)
        .unwrap_or_default()
}

/// Links of a page; `None` where there is nothing more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::web) struct Links {
    /// To newer rows.
    pub newer: Option<String>,
    /// To older rows.
    pub older: Option<String>,
}

/// The links of a page of rows. `base` is the address with its filters, without a key.
pub(in crate::web) fn links<T, K: RowKey>(
    page: &Recent<T>,
    keys: &Keys,
    list: &str,
    base: &str,
    key_of: impl Fn(&T) -> K,
) -> Links {
    let joint = if base.contains('?') { '&' } else { '?' };
    let link = |name: &str, row: Option<&T>, exists: bool| {
        let row = key_of(row.filter(|_| exists)?).write();
        let signature = keys.sign(PURPOSE, &format!("{list} {row}"));
        Some(format!("{base}{joint}{name}={row}.{signature}"))
    };
    Links {
        newer: link(NEWER, page.rows.first(), page.has_newer),
        older: link(OLDER, page.rows.last(), page.has_older),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    type Place = (NaiveDateTime, i64);

    fn asked(address: &str, keys: &Keys, list: &str) -> Edge<Place> {
        edge(&TestRequest::with_uri(address).to_http_request(), keys, list)
    }

    #[test]
    fn a_link_leads_to_its_row_and_a_changed_one_to_the_first_page() {
        let keys = Keys::derive(&[7; 32]);
        let row = (
            DateTime::from_timestamp_micros(1_700_000_000_000_001)
                .unwrap()
                .naive_utc(),
            42,
        );
        let page = Recent {
            rows: vec![row],
            has_newer: false,
            has_older: true,
        };
        let links = links(&page, &keys, "events 1", "/e?source=api", |row| *row);
        assert_eq!(links.newer, None);
        let older = links.older.unwrap();
        assert!(older.starts_with("/e?source=api&older="), "{older}");
        assert_eq!(asked(&older, &keys, "events 1"), Edge::OlderThan(row));
        assert_eq!(asked(&older, &keys, "events 2"), Edge::Newest, "a key of another SIM");
        assert_eq!(asked(&older.replace("-42.", "-43."), &keys, "events 1"), Edge::Newest);
        assert_eq!(asked("/e?older=x", &keys, "events 1"), Edge::Newest);
    }
}
