//! The address of the list: search, status, order, and the page with its signed key.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::crypto::Keys;
use crate::domain::organisations::{Bound, Direction, OrganisationRow, SubFilter, SubSort};
use crate::types::organisation::OrganisationStatus;
use crate::web::urls;

const PURPOSE: &str = "sub-organisations-page";

/// Longest search in characters.
const LONGEST: usize = 100;

/// Orders by their names in the address; the first is the usual one.
pub(super) const ORDERS: [(&str, SubSort, Direction); 4] = [
    ("name", SubSort::Name, Direction::Ascending),
    ("name-down", SubSort::Name, Direction::Descending),
    ("newest", SubSort::Created, Direction::Descending),
    ("oldest", SubSort::Created, Direction::Ascending),
];

/// What the address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListQuery {
    pub(super) filter: SubFilter,
    order: usize,
    after: String,
    before: String,
    is_last: bool,
}

impl ListQuery {
    /// Reads decoded pairs; what does not exist is left out, and the page shows what it was asked for.
    pub(super) fn parse(pairs: &[(String, String)]) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            match name.as_str() {
                "q" => {
                    query.filter.search = value.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
                }
                "status" => query.filter.status = OrganisationStatus::parse(value),
                "sort" => query.order = ORDERS.iter().position(|(key, ..)| *key == value).unwrap_or(0),
                "after" => query.after = value.to_owned(),
                "before" => query.before = value.to_owned(),
                "page" => query.is_last = value == "last",
                _ => {}
            }
        }
        query
    }

    fn ordered(&self) -> (&'static str, SubSort, Direction) {
        ORDERS
            .get(self.order)
            .copied()
            .unwrap_or(("name", SubSort::Name, Direction::Ascending))
    }

    /// Name of the order.
    pub(super) fn order_key(&self) -> &'static str {
        self.ordered().0
    }

    /// The order.
    pub(super) fn sorting(&self) -> (SubSort, Direction) {
        let (_, sort, direction) = self.ordered();
        (sort, direction)
    }

    /// Whether anything narrows the list.
    pub(super) fn is_narrowed(&self) -> bool {
        self.filter != SubFilter::default()
    }

    /// Where the page begins: at the first row if its key is not ours.
    pub(super) fn bound(&self, keys: &Keys, organisation_id: i64) -> Bound {
        if self.is_last {
            return Bound::Last;
        }
        let open = |key: &str| self.open(keys, organisation_id, key);
        match (open(&self.after), open(&self.before)) {
            (Some((id, value)), _) => Bound::After { value, id },
            (None, Some((id, value))) => Bound::Before { value, id },
            (None, None) => Bound::First,
        }
    }

    fn open(&self, keys: &Keys, organisation_id: i64, key: &str) -> Option<(i64, String)> {
        let (edge, signature) = key.split_once('.')?;
        if !keys.verify(PURPOSE, &self.message(organisation_id, edge), signature) {
            return None;
        }
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(edge).ok()?).ok()?;
        let (id, value) = text.split_once(':')?;
        Some((id.parse().ok()?, value.to_owned()))
    }

    fn message(&self, organisation_id: i64, edge: &str) -> String {
        format!("{organisation_id}\n{}\n{edge}", self.order_key())
    }

    /// The page that begins beyond this row: `after` or `before` it.
    pub(super) fn beside(&self, name: &str, keys: &Keys, organisation_id: i64, row: &OrganisationRow) -> String {
        let edge = URL_SAFE_NO_PAD.encode(format!("{}:{}", row.id, self.sorting().0.value_of(row)));
        let signature = keys.sign(PURPOSE, &self.message(organisation_id, &edge));
        self.href(urls::ORGANISATION, Some((name, format!("{edge}.{signature}"))))
    }

    /// The last page.
    pub(super) fn last(&self) -> String {
        self.href(urls::ORGANISATION, Some(("page", "last".to_owned())))
    }

    /// An address with this search and order.
    pub(super) fn href(&self, path: &str, more: Option<(&str, String)>) -> String {
        let mut pairs = Vec::new();
        if !self.filter.search.is_empty() {
            pairs.push(("q", self.filter.search.clone()));
        }
        if let Some(status) = self.filter.status {
            pairs.push(("status", status.to_string()));
        }
        if self.order != 0 {
            pairs.push(("sort", self.order_key().to_owned()));
        }
        pairs.extend(more);
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={}", urls::encode(value)))
            .collect();
        if pairs.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", pairs.join("&"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> ListQuery {
        let pairs: Vec<(String, String)> = serde_html_form::from_str(text).unwrap();
        ListQuery::parse(&pairs)
    }

    #[test]
    fn an_address_says_what_the_list_is_asked_for() {
        let asked = query("q=+K%C3%BChl+&status=pending&sort=newest&colour=red");
        assert_eq!(
            asked.href("/organisation", None),
            "/organisation?q=K%C3%BChl&status=pending&sort=newest"
        );
        assert_eq!(query("sort=colour&status=dead"), ListQuery::default());
    }
}
