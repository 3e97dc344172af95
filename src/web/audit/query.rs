//! What the address asks for: the filter as people choose it, with days in their own time zone.

use actix_web::HttpRequest;
use chrono_tz::Tz;

use crate::domain::audit::{AuditFilter, Who};
use crate::web::filter::{self, day_of};

/// Value of `who` for jobs and commands.
pub(super) const NOBODY: &str = "nobody";

/// Longest text that is worth looking for.
const OBJECT_CHARS: usize = 100;

/// What people chose, as the address writes it; empty: anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) who: String,
    pub(super) action: String,
    pub(super) kind: String,
    pub(super) object: String,
    pub(super) from: String,
    pub(super) to: String,
    /// Something in the address does not exist and was left out.
    pub(super) is_ignored: bool,
}

impl Query {
    /// Reads the address. What is no value of its field is left out.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let text = |name: &str| filter::text(request, name, OBJECT_CHARS);
        let mut query = Self {
            who: text("who"),
            action: text("action"),
            kind: text("kind"),
            object: text("object"),
            from: text("from"),
            to: text("to"),
            is_ignored: false,
        };
        let is_word = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.');
        let is_person = query.who == NOBODY || query.who.parse::<i64>().is_ok_and(|id| id > 0);
        let (is_action, is_kind) = (is_word(&query.action), is_word(&query.kind));
        let (is_from, is_to) = (day_of(&query.from).is_some(), day_of(&query.to).is_some());
        query.is_ignored = filter::leave_out([
            (&mut query.who, is_person),
            (&mut query.action, is_action),
            (&mut query.kind, is_kind),
            (&mut query.from, is_from),
            (&mut query.to, is_to),
        ]);
        query
    }

    /// Whether anything narrows the log.
    pub(super) fn is_filtered(&self) -> bool {
        self.pairs().next().is_some()
    }

    /// What storage narrows by; days begin and end in this zone.
    pub(super) fn filter(&self, zone: Tz) -> AuditFilter {
        let (since, before) = filter::days(&self.from, &self.to, zone);
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        AuditFilter {
            who: match self.who.as_str() {
                NOBODY => Some(Who::Nobody),
                who => who.parse().ok().map(Who::Person),
            },
            action: some(&self.action),
            kind: some(&self.kind),
            object: self.object.clone(),
            since,
            before,
        }
    }

    /// An address with this filter.
    pub(super) fn href(&self, path: &str) -> String {
        filter::address(path, self.pairs())
    }

    fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let pairs = [
            ("who", self.who.as_str()),
            ("action", &self.action),
            ("kind", &self.kind),
            ("object", &self.object),
            ("from", &self.from),
            ("to", &self.to),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn read(address: &str) -> Query {
        Query::of(&TestRequest::with_uri(address).to_http_request())
    }

    #[test]
    fn days_are_those_of_the_reader_and_the_last_one_counts_whole() {
        let filter = read("/audit?from=2026-07-01&to=2026-12-31").filter(Tz::Europe__Berlin);
        assert_eq!(filter.since.unwrap().to_string(), "2026-06-30 22:00:00");
        assert_eq!(filter.before.unwrap().to_string(), "2026-12-31 23:00:00");
    }

    #[test]
    fn what_does_not_exist_is_left_out_and_said() {
        let query = read("/audit?who=-3&action=DROP+TABLE&kind=sim&from=yesterday&to=99999-01-01&object=%20Anna%20");
        assert!(query.is_ignored);
        assert_eq!(query.href("/audit"), "/audit?kind=sim&object=Anna");
        assert!(!read("/audit?campaign=x").is_ignored);
        assert_eq!(read("/audit").href("/audit"), "/audit");
    }

    #[test]
    fn a_link_means_what_was_chosen() {
        let query = read("/audit?who=nobody&action=sim.label&kind=sim&object=a%26b&from=2026-01-01&to=2026-01-31");
        assert_eq!(read(&query.href("/audit")), query);
        assert_eq!(query.filter(Tz::UTC).who, Some(Who::Nobody));
        assert_eq!(read("/audit?who=7").filter(Tz::UTC).who, Some(Who::Person(7)));
    }
}
