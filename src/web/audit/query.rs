//! What the address asks for: the filter as people choose it, with days in their own time zone.

use actix_web::HttpRequest;
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::domain::audit::{AuditFilter, Who};
use crate::web::paging::param;
use crate::web::urls;

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
        let text = |name: &str| -> String {
            let value = param(request, name);
            let value: String = value.chars().filter(|c| !c.is_control()).take(OBJECT_CHARS).collect();
            value.trim().to_owned()
        };
        let mut query = Self {
            who: text("who"),
            action: text("action"),
            kind: text("kind"),
            object: text("object"),
            from: text("from"),
            to: text("to"),
            is_ignored: false,
        };
        let is_person = query.who.parse::<i64>().is_ok_and(|id| id > 0);
        let is_word = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.');
        let known = [
            is_person || query.who == NOBODY,
            is_word(&query.action),
            is_word(&query.kind),
            day_of(&query.from).is_some(),
            day_of(&query.to).is_some(),
        ];
        let values = [
            &mut query.who,
            &mut query.action,
            &mut query.kind,
            &mut query.from,
            &mut query.to,
        ];
        for (value, is_known) in values.into_iter().zip(known) {
            if !value.is_empty() && !is_known {
                value.clear();
                query.is_ignored = true;
            }
        }
        query
    }

    /// Whether anything narrows the log.
    pub(super) fn is_filtered(&self) -> bool {
        self.pairs().next().is_some()
    }

    /// What storage narrows by; days begin and end in this zone.
    pub(super) fn filter(&self, zone: Tz) -> AuditFilter {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        AuditFilter {
            who: match self.who.as_str() {
                NOBODY => Some(Who::Nobody),
                who => who.parse().ok().map(Who::Person),
            },
            action: some(&self.action),
            kind: some(&self.kind),
            object: self.object.clone(),
            since: day_of(&self.from).map(|day| begin(day, zone)),
            before: day_of(&self.to)
                .and_then(|day| day.checked_add_days(Days::new(1)))
                .map(|day| begin(day, zone)),
        }
    }

    /// An address with this filter.
    pub(super) fn href(&self, path: &str) -> String {
        let pairs: Vec<String> = self
            .pairs()
            .map(|(name, value)| format!("{name}={}", urls::encode(value)))
            .collect();
        if pairs.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", pairs.join("&"))
        }
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

/// A day as date fields send it (ISO 8601), in the years that both databases can hold.
pub(in crate::web) fn day_of(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    let known = NaiveDate::from_ymd_opt(1970, 1, 1)?..NaiveDate::from_ymd_opt(9999, 1, 1)?;
    known.contains(&day).then_some(day)
}

/// When the day begins in the zone, in UTC. Where clocks jump over midnight it begins an hour later.
pub(in crate::web) fn begin(day: NaiveDate, zone: Tz) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    let local = zone.from_local_datetime(&midnight).earliest();
    let local = local.or_else(|| {
        zone.from_local_datetime(&(midnight + chrono::TimeDelta::hours(1)))
            .earliest()
    });
    local.map_or(midnight, |local| local.with_timezone(&Utc).naive_utc())
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
