//! The period that the address asks for.

use actix_web::HttpRequest;
use chrono::{Datelike, NaiveDate};

use crate::domain::invoices::Days;
use crate::web::filter::{self, day_of};
use crate::web::layout::Layout;

/// A period as date fields have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    /// First day, as the field has it.
    pub(super) from: String,
    /// Last day.
    pub(super) to: String,
    /// Both as days.
    pub(super) days: Days,
    /// Something in the address is no day, or the days are the wrong way round.
    pub(super) is_ignored: bool,
}

impl Period {
    /// Reads the address; without days it is this year so far.
    pub(super) fn of(request: &HttpRequest, layout: &Layout) -> Self {
        let text = |name: &str| filter::text(request, name, 10);
        Self::new(text("from"), text("to"), layout.formats.day(layout.now))
    }

    fn new(mut from: String, mut to: String, today: NaiveDate) -> Self {
        let (is_from, is_to) = (day_of(&from).is_some(), day_of(&to).is_some());
        let mut is_ignored = filter::leave_out([(&mut from, is_from), (&mut to, is_to)]);
        let until = day_of(&to).unwrap_or(today);
        let begins = day_of(&from).unwrap_or_else(|| until.with_ordinal(1).unwrap_or(until));
        let days = if begins <= until {
            Days { from: begins, until }
        } else {
            is_ignored = true;
            Days {
                from: until,
                until: begins,
            }
        };
        Self {
            from: days.from.to_string(),
            to: days.until.to_string(),
            days,
            is_ignored,
        }
    }

    /// An address with this period.
    pub(super) fn href(&self, path: &str) -> String {
        filter::address(path, [("from", self.from.as_str()), ("to", &self.to)].into_iter())
    }

    /// Part of file names: `2026-01-01-2026-11-30`.
    pub(super) fn stamp(&self) -> String {
        format!("{}-{}", self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> (String, bool) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let period = Period::new(from.to_owned(), to.to_owned(), today);
        (period.stamp(), period.is_ignored)
    }

    #[test]
    fn a_period_without_days_is_the_year_so_far_and_wrong_days_are_said() {
        assert_eq!(period("", ""), ("2026-01-01-2026-11-22".to_owned(), false));
        assert_eq!(
            period("2026-10-01", "2026-10-31"),
            ("2026-10-01-2026-10-31".to_owned(), false)
        );
        assert_eq!(period("", "2025-06-30"), ("2025-01-01-2025-06-30".to_owned(), false));
        assert_eq!(
            period("2026-10-31", "2026-10-01"),
            ("2026-10-01-2026-10-31".to_owned(), true)
        );
        assert_eq!(period("never", ""), ("2026-01-01-2026-11-22".to_owned(), true));
    }
}
