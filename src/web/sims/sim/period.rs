//! The periods that Usage can show, and their bars: days, weeks and months in UTC, as the roll-ups are kept.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::domain::sims::{self, SimRow, UsageRow};
use crate::domain::{self, Db};
use crate::types::time::month_of;

/// How far back, and by which step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    /// 7 days.
    Week,
    /// 30 days.
    Month,
    /// 8 calendar weeks, by week.
    Weeks,
    /// 6 calendar months, by month.
    Months,
}

/// One bar: usage from `from` to `to`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// What was used; `day` is `from`.
    pub usage: UsageRow,
}

impl Period {
    /// All, in the order in which they are offered.
    pub const ALL: [Period; 4] = [Self::Week, Self::Month, Self::Weeks, Self::Months];

    /// Its name in addresses and in keys of texts.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Week => "7d",
            Self::Month => "30d",
            Self::Weeks => "8w",
            Self::Months => "6m",
        }
    }

    /// The period of this name; any other is 30 days.
    pub fn read(text: &str) -> Period {
        let known = Self::ALL.into_iter().find(|period| period.key() == text);
        known.unwrap_or(Self::Month)
    }

    /// First day; weeks begin on Monday (ISO 8601).
    pub fn from(self, today: NaiveDate) -> NaiveDate {
        let days_back = |days| today.checked_sub_days(Days::new(days));
        let from = match self {
            Self::Week => days_back(6),
            Self::Month => days_back(29),
            Self::Weeks => days_back(7 * 7 + u64::from(today.weekday().num_days_from_monday())),
            Self::Months => month_of(today).checked_sub_months(Months::new(5)),
        };
        from.unwrap_or(today)
    }

    fn next(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Week | Self::Month => day.checked_add_days(Days::new(1)),
            Self::Weeks => day.checked_add_days(Days::new(7)),
            Self::Months => day.checked_add_months(Months::new(1)),
        }
    }

    /// The spans of a SIM, oldest first; those without usage are there, too.
    pub fn spans(self, db: &mut Db, sim: &SimRow, today: NaiveDate) -> domain::Result<Vec<Span>> {
        let from = self.from(today);
        let rows = match self {
            Self::Months => sims::months_of_sim(db, sim, from)?,
            _ => sims::days_of_sim(db, sim, from)?,
        };
        Ok(self.filled(&rows, today))
    }

    fn filled(self, rows: &[UsageRow], today: NaiveDate) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut from = self.from(today);
        while from <= today {
            let Some(next) = self.next(from) else { break };
            let within = rows.iter().filter(|row| (from..next).contains(&row.day));
            spans.push(Span {
                from,
                to: next.pred_opt().unwrap_or(from),
                usage: sum(from, within),
            });
            from = next;
        }
        spans
    }
}

fn sum<'a>(day: NaiveDate, rows: impl Iterator<Item = &'a UsageRow>) -> UsageRow {
    let none = UsageRow {
        day,
        data_bytes: 0,
        data_tx: 0,
        data_rx: 0,
        sms_mo: 0,
        sms_mt: 0,
    };
    rows.fold(none, |sum, row| UsageRow {
        day,
        data_bytes: sum.data_bytes.saturating_add(row.data_bytes),
        data_tx: sum.data_tx.saturating_add(row.data_tx),
        data_rx: sum.data_rx.saturating_add(row.data_rx),
        sms_mo: sum.sms_mo.saturating_add(row.sms_mo),
        sms_mt: sum.sms_mt.saturating_add(row.sms_mt),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn used(text: &str, data_bytes: i64) -> UsageRow {
        UsageRow {
            data_bytes,
            ..sum(day(text), [].iter())
        }
    }

    #[test]
    fn days_without_usage_are_filled_and_every_period_ends_with_the_running_one() {
        let today = day("2026-11-21");
        for (period, count, first, last) in [
            (Period::Week, 7, "2026-11-15", "2026-11-21"),
            (Period::Month, 30, "2026-10-23", "2026-11-21"),
            (Period::Weeks, 8, "2026-09-28", "2026-11-16"),
            (Period::Months, 6, "2026-06-01", "2026-11-01"),
        ] {
            let spans = period.filled(&[], today);
            assert_eq!(spans.len(), count, "{period:?}");
            assert_eq!(spans.first().unwrap().from, day(first), "{period:?}");
            assert_eq!(spans.last().unwrap().from, day(last), "{period:?}");
            assert!(spans.iter().all(|span| span.usage.data_bytes == 0));
        }
    }

    #[test]
    fn a_week_is_the_sum_of_its_days_from_monday_on() {
        let rows = [used("2026-11-15", 1), used("2026-11-16", 2), used("2026-11-21", 4)];
        let spans = Period::Weeks.filled(&rows, day("2026-11-21"));
        let bytes: Vec<i64> = spans.iter().map(|span| span.usage.data_bytes).collect();
        assert_eq!(bytes, [0, 0, 0, 0, 0, 0, 1, 6]);
        assert_eq!(spans.last().unwrap().to, day("2026-11-22"));
    }

    #[test]
    fn a_period_that_does_not_exist_is_thirty_days() {
        assert_eq!(Period::read("8w"), Period::Weeks);
        assert_eq!(Period::read("90d"), Period::Month);
        assert_eq!(Period::read(""), Period::Month);
    }
}
