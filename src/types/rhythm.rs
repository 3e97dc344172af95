//! Regular times in a person's calendar: every day, every week, every month, at an hour.

use chrono::{Datelike, Days, MappedLocalTime, NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::text_enum::text_enum;

text_enum! {
    /// How often.
    pub enum Every {
        /// Every day.
        Day => "day",
        /// On one day of the week.
        Week => "week",
        /// On one day of the month.
        Month => "month",
    }
}

/// Regular times. Made by [`Rhythm::new`], which knows what days there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    every: Every,
    on_day: i64,
    at_hour: i64,
}

impl Rhythm {
    /// `on_day` is 1 (Monday) to 7 for weeks and 1 to 28 for months, which every month has; days have none (0). `at_hour` is 0 to 23.
    pub fn new(every: Every, on_day: i64, at_hour: i64) -> Option<Self> {
        let days = match every {
            Every::Day => 0..=0,
            Every::Week => 1..=7,
            Every::Month => 1..=28,
        };
        (days.contains(&on_day) && (0..24).contains(&at_hour)).then_some(Self { every, on_day, at_hour })
    }

    /// How often.
    pub const fn every(self) -> Every {
        self.every
    }

    /// On which day of the week (1 is Monday) or month; 0 for every day.
    pub const fn on_day(self) -> i64 {
        self.on_day
    }

    /// At which hour of the zone's clocks.
    pub const fn at_hour(self) -> i64 {
        self.at_hour
    }

    /// The first of these times later than `now` (both UTC), by the clocks of the zone.
    ///
    /// When clocks are put forward and skip the hour, it is the first moment after the gap; when they are put back and the hour comes
    /// twice, it is the first of the two: each day has exactly one such time.
    pub fn next_after(self, now: NaiveDateTime, zone: Tz) -> NaiveDateTime {
        let mut day = zone.from_utc_datetime(&now).date_naive();
        // At most a month ahead; the bound only keeps a fault from looping.
        for _ in 0..=62 {
            if self.includes(day)
                && let Some(at) = self.on(day, zone)
                && at > now
            {
                return at;
            }
            day = day.checked_add_days(Days::new(1)).unwrap_or(day);
        }
        now + TimeDelta::days(31)
    }

    fn includes(self, day: NaiveDate) -> bool {
        match self.every {
            Every::Day => true,
            Every::Week => i64::from(day.weekday().number_from_monday()) == self.on_day,
            Every::Month => i64::from(day.day()) == self.on_day,
        }
    }

    fn on(self, day: NaiveDate, zone: Tz) -> Option<NaiveDateTime> {
        let local = day.and_hms_opt(u32::try_from(self.at_hour).ok()?, 0, 0)?;
        // Gaps are an hour at most in today's zones; some are half an hour, so the search goes by quarters.
        (0..=8).find_map(
            |quarters| match zone.from_local_datetime(&(local + TimeDelta::minutes(15 * quarters))) {
                MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => Some(at.naive_utc()),
                MappedLocalTime::None => None,
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    fn next(every: Every, on_day: i64, at_hour: i64, now: &str) -> String {
        let rhythm = Rhythm::new(every, on_day, at_hour).unwrap();
        rhythm.next_after(at(now), chrono_tz::Europe::Berlin).to_string()
    }

    #[test]
    fn the_next_time_is_by_the_clocks_of_the_zone() {
        // 17:20 UTC is 18:20 in Germany, a Saturday.
        let now = "2026-11-21T17:20:00";
        assert_eq!(next(Every::Day, 0, 19, now), "2026-11-21 18:00:00");
        assert_eq!(next(Every::Day, 0, 18, now), "2026-11-22 17:00:00");
        assert_eq!(next(Every::Week, 1, 6, now), "2026-11-23 05:00:00");
        assert_eq!(next(Every::Week, 6, 6, now), "2026-11-28 05:00:00");
        assert_eq!(next(Every::Month, 1, 0, now), "2026-11-30 23:00:00");
        assert_eq!(next(Every::Month, 28, 0, "2027-02-27T23:00:00"), "2027-03-27 23:00:00");
    }

    #[test]
    fn an_hour_that_the_clocks_skip_is_the_first_moment_after_it() {
        // On 28 March 2027 clocks go from 02:00 to 03:00 in Germany.
        assert_eq!(next(Every::Day, 0, 2, "2027-03-27T12:00:00"), "2027-03-28 01:00:00");
        assert_eq!(next(Every::Day, 0, 2, "2027-03-28T01:00:00"), "2027-03-29 00:00:00");
        assert_eq!(next(Every::Day, 0, 6, "2027-03-27T12:00:00"), "2027-03-28 04:00:00");
    }

    #[test]
    fn an_hour_that_comes_twice_counts_once() {
        // On 31 October 2027 clocks go from 03:00 back to 02:00.
        assert_eq!(next(Every::Day, 0, 2, "2027-10-30T12:00:00"), "2027-10-31 00:00:00");
        assert_eq!(next(Every::Day, 0, 2, "2027-10-31T00:00:00"), "2027-11-01 01:00:00");
        assert_eq!(next(Every::Day, 0, 2, "2027-10-31T00:30:00"), "2027-11-01 01:00:00");
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for (every, on_day, at_hour) in [
            (Every::Day, 1, 0),
            (Every::Week, 0, 0),
            (Every::Week, 8, 0),
            (Every::Month, 29, 0),
            (Every::Month, 1, 24),
            (Every::Month, 1, -1),
        ] {
            assert_eq!(Rhythm::new(every, on_day, at_hour), None);
        }
    }

    proptest! {
        #[test]
        fn the_next_time_is_later_and_at_most_a_month_ahead(seconds in 1_700_000_000_i64..2_000_000_000, hour in 0_i64..24, day in 1_i64..=28) {
            let now = chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            for zone in [chrono_tz::Europe::Berlin, chrono_tz::America::New_York, chrono_tz::Australia::Lord_Howe, chrono_tz::Asia::Kolkata] {
                for (every, on_day, most) in [(Every::Day, 0, 26), (Every::Week, day.min(7), 8 * 24), (Every::Month, day, 32 * 24)] {
                    let next = Rhythm::new(every, on_day, hour).unwrap().next_after(now, zone);
                    prop_assert!(next > now && next - now <= TimeDelta::hours(most), "{every} {zone}: {now} to {next}");
                }
            }
        }
    }
}
