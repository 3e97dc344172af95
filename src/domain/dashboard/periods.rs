//! Roll-ups as months and weeks without gaps. All days are UTC days, as in the roll-ups; weeks begin on Monday (ISO 8601).

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::storage::usage::UsageRow;
use crate::types::time::month_of;

/// Months on the Dashboard (product section 3).
const MONTHS: u32 = 6;
/// Weeks on the Dashboard, as many as on the page of a SIM (product section 4).
const WEEKS: u64 = 8;

/// How the usage is cut into periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Six months.
    Months,
    /// Eight weeks.
    Weeks,
}

/// Usage in a month or week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub first: NaiveDate,
    /// Last day; of a running period it lies ahead.
    pub last: NaiveDate,
    /// The period is not over.
    pub is_running: bool,
    /// Data in both directions, bytes.
    pub data_bytes: i64,
    /// SMS from SIMs.
    pub sms_mo: i64,
    /// SMS to SIMs.
    pub sms_mt: i64,
}

impl Period {
    fn empty(first: NaiveDate, last: NaiveDate, today: NaiveDate) -> Self {
        Self {
            first,
            last,
            is_running: first <= today && today <= last,
            data_bytes: 0,
            sms_mo: 0,
            sms_mt: 0,
        }
    }

    /// Adds the rows that lie in the period; a month's row has the month's first day.
    fn with(mut self, rows: &[UsageRow]) -> Self {
        for row in rows.iter().filter(|row| (self.first..=self.last).contains(&row.day)) {
            self.data_bytes = self.data_bytes.saturating_add(row.data_bytes);
            self.sms_mo = self.sms_mo.saturating_add(row.sms_mo);
            self.sms_mt = self.sms_mt.saturating_add(row.sms_mt);
        }
        self
    }

    /// SMS in both directions.
    pub fn sms(&self) -> i64 {
        self.sms_mo.saturating_add(self.sms_mt)
    }
}

/// How much more (or, negative, less) `now` is than `before`, in percent; `None` where `before` is nothing.
pub fn change(now: i64, before: i64) -> Option<f64> {
    (before > 0).then(|| (now as f64 - before as f64) / before as f64 * 100.0)
}

/// The days of the month before that the running month has had so far: 1 to 21 October on 21 November, all of February on
/// 31 March. `None` without usage on them, because there is nothing to compare with.
pub(super) fn same_days_before(days: &[UsageRow], today: NaiveDate) -> Option<Period> {
    let first = month_before(today);
    let last = first.with_day(today.day()).unwrap_or_else(|| last_of_month(first));
    let period = Period::empty(first, last, today).with(days);
    (period.data_bytes > 0 || period.sms() > 0).then_some(period)
}

/// The running month.
pub(super) fn month(rows: &[UsageRow], today: NaiveDate) -> Period {
    let first = month_of(today);
    Period::empty(first, last_of_month(first), today).with(rows)
}

/// The last six months; those without usage are zero.
pub(super) fn months(rows: &[UsageRow], today: NaiveDate) -> Vec<Period> {
    let begin = first_day(Spread::Months, today);
    let firsts = (0..MONTHS).filter_map(|n| begin.checked_add_months(Months::new(n)));
    firsts
        .map(|first| Period::empty(first, last_of_month(first), today).with(rows))
        .collect()
}

/// The last eight weeks; those without usage are zero.
pub(super) fn weeks(days: &[UsageRow], today: NaiveDate) -> Vec<Period> {
    let begin = first_day(Spread::Weeks, today);
    let firsts = (0..WEEKS).filter_map(|n| begin.checked_add_days(Days::new(7 * n)));
    firsts
        .map(|first| {
            let last = first.checked_add_days(Days::new(6)).unwrap_or(first);
            Period::empty(first, last, today).with(days)
        })
        .collect()
}

/// The first day of the first period.
pub(super) fn first_day(spread: Spread, today: NaiveDate) -> NaiveDate {
    let first = match spread {
        Spread::Months => month_of(today).checked_sub_months(Months::new(MONTHS - 1)),
        Spread::Weeks => {
            let since_monday = u64::from(today.weekday().num_days_from_monday());
            today.checked_sub_days(Days::new(since_monday + 7 * (WEEKS - 1)))
        }
    };
    first.unwrap_or(today)
}

/// The first day of the month before.
pub(super) fn month_before(today: NaiveDate) -> NaiveDate {
    month_of(today).checked_sub_months(Months::new(1)).unwrap_or(today)
}

fn last_of_month(first: NaiveDate) -> NaiveDate {
    let next = first.checked_add_months(Months::new(1));
    next.and_then(|next| next.pred_opt()).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::time::parse_date;

    fn day(text: &str) -> NaiveDate {
        parse_date(text).unwrap()
    }

    fn used(on: &str, data_bytes: i64, sms_mo: i64) -> UsageRow {
        UsageRow {
            day: day(on),
            data_bytes,
            data_tx: 0,
            data_rx: data_bytes,
            sms_mo,
            sms_mt: 1,
        }
    }

    #[test]
    fn six_months_end_with_the_running_one_and_have_no_gaps() {
        let rows = [used("2026-08-01", 8, 2), used("2026-11-01", 11, 3)];
        let months = months(&rows, day("2026-11-21"));
        let firsts: Vec<String> = months.iter().map(|month| month.first.to_string()).collect();
        assert_eq!(
            firsts.join(" "),
            "2026-06-01 2026-07-01 2026-08-01 2026-09-01 2026-10-01 2026-11-01"
        );
        let data: Vec<i64> = months.iter().map(|month| month.data_bytes).collect();
        assert_eq!(data, [0, 0, 8, 0, 0, 11]);
        assert_eq!(months[5].sms(), 4);
        let running: Vec<bool> = months.iter().map(|month| month.is_running).collect();
        assert_eq!(running, [false, false, false, false, false, true]);
        assert_eq!(months[0].last, day("2026-06-30"));
    }

    #[test]
    fn six_months_reach_over_the_turn_of_the_year() {
        let months = months(&[], day("2027-02-01"));
        assert_eq!(
            (months[0].first, months[5].first),
            (day("2026-09-01"), day("2027-02-01"))
        );
    }

    #[test]
    fn eight_weeks_begin_on_monday_and_end_with_the_running_one() {
        // 21 November 2026 is a Saturday.
        let rows = [
            used("2026-09-27", 1, 0),
            used("2026-09-28", 2, 0),
            used("2026-10-04", 4, 0),
            used("2026-11-16", 8, 0),
        ];
        let weeks = weeks(&rows, day("2026-11-21"));
        assert_eq!(weeks.len(), 8);
        assert_eq!((weeks[0].first, weeks[0].last), (day("2026-09-28"), day("2026-10-04")));
        assert_eq!((weeks[7].first, weeks[7].last), (day("2026-11-16"), day("2026-11-22")));
        assert_eq!((weeks[0].data_bytes, weeks[7].data_bytes), (6, 8));
        assert!(weeks[7].is_running && !weeks[6].is_running);
    }

    #[test]
    fn the_month_is_compared_with_the_same_days_of_the_month_before() {
        let rows = [
            used("2026-10-01", 1, 0),
            used("2026-10-21", 2, 0),
            used("2026-10-22", 4, 0),
            used("2026-11-01", 8, 0),
        ];
        let before = same_days_before(&rows, day("2026-11-21")).unwrap();
        assert_eq!((before.first, before.last), (day("2026-10-01"), day("2026-10-21")));
        assert_eq!((before.data_bytes, before.sms()), (3, 2));
        assert_eq!(same_days_before(&rows[3..], day("2026-11-21")), None);
    }

    #[test]
    fn a_day_that_the_month_before_lacks_stands_for_its_last() {
        let before = same_days_before(&[used("2026-02-28", 5, 0)], day("2026-03-31")).unwrap();
        assert_eq!((before.last, before.data_bytes), (day("2026-02-28"), 5));
    }

    #[test]
    fn change_is_in_percent_of_before_and_unknown_from_nothing() {
        assert_eq!(change(150, 100), Some(50.0));
        assert_eq!(change(0, 100), Some(-100.0));
        assert_eq!(change(7, 0), None);
    }
}
