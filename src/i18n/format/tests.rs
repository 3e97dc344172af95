//! Both languages, both sides of each limit, and the days on which the clocks change.

use chrono_tz::{America::New_York, Europe::Berlin, UTC};
use proptest::prelude::*;

use super::*;

const EN: Formats = Formats {
    lang: Lang::En,
    zone: Berlin,
};
const DE: Formats = Formats {
    lang: Lang::De,
    zone: Berlin,
};

fn utc(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").expect("a moment")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Shows the non-breaking space as `_`, so that the tests can be read.
fn visible(text: &str) -> String {
    text.replace(NBSP, "_")
}

#[test]
fn numbers_are_grouped_in_threes() {
    let cases = [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1,000", "1.000"),
        (4812, "4,812", "4.812"),
        (-1234567, "-1,234,567", "-1.234.567"),
        (i64::MIN, "-9,223,372,036,854,775,808", "-9.223.372.036.854.775.808"),
    ];
    for (value, en, de) in cases {
        assert_eq!((EN.number(value).as_str(), DE.number(value).as_str()), (en, de));
    }
}

#[test]
fn decimals_round_and_never_show_a_negative_zero() {
    assert_eq!(EN.decimal(1234.5, 2), "1,234.50");
    assert_eq!(DE.decimal(1234.5, 2), "1.234,50");
    assert_eq!(DE.decimal(-1234.56, 1), "-1.234,6");
    assert_eq!(EN.decimal(-0.04, 1), "0.0");
    assert_eq!(EN.decimal(999.96, 1), "1,000.0");
    assert_eq!(EN.decimal(12.0, 0), "12");
    assert_eq!(EN.decimal(f64::NAN, 1), "–");
}

#[test]
fn percent_has_a_space_that_does_not_break() {
    assert_eq!(visible(&EN.percent(89.2)), "89.2_%");
    assert_eq!(visible(&DE.percent(89.2)), "89,2_%");
    assert_eq!(visible(&DE.percent_whole(89.2)), "89_%");
}

#[test]
fn a_volume_has_the_unit_and_the_decimals_that_suit_it() {
    let cases: [(i64, &str, &str); 19] = [
        (0, "0_MB", "0_MB"),
        (1, "1_B", "1_B"),
        (999, "999_B", "999_B"),
        (1_000, "1_kB", "1_kB"),
        (38_400, "38_kB", "38_kB"),
        (99_499, "99_kB", "99_kB"),
        (99_500, "0.1_MB", "0,1_MB"),
        (100_000, "0.1_MB", "0,1_MB"),
        (9_900_000, "9.9_MB", "9,9_MB"),
        (9_949_999, "9.9_MB", "9,9_MB"),
        (9_950_000, "10_MB", "10_MB"),
        (435_400_000, "435_MB", "435_MB"),
        (999_499_999, "999_MB", "999_MB"),
        (999_500_000, "1.0_GB", "1,0_GB"),
        (1_000_000_000, "1.0_GB", "1,0_GB"),
        (38_600_000_000, "38.6_GB", "38,6_GB"),
        (1_234_560_000_000, "1,234.6_GB", "1.234,6_GB"),
        (-2_500_000, "-2.5_MB", "-2,5_MB"),
        (i64::MAX, "9,223,372,036.9_GB", "9.223.372.036,9_GB"),
    ];
    for (bytes, en, de) in cases {
        assert_eq!(
            (visible(&EN.data(bytes)).as_str(), visible(&DE.data(bytes)).as_str()),
            (en, de),
            "{bytes}"
        );
    }
}

#[test]
fn a_volume_in_mb_stays_in_mb() {
    let cases = [
        (0, "0_MB"),
        (12, "0.001_MB"),
        (4_200, "0.004_MB"),
        (99_499, "0.099_MB"),
        (99_500, "0.1_MB"),
        (9_900_000, "9.9_MB"),
        (9_950_000, "10_MB"),
        (38_600_000_000, "38,600_MB"),
        (-5_000_000, "-5.0_MB"),
    ];
    for (bytes, expected) in cases {
        assert_eq!(visible(&EN.data_in_mb(bytes)), expected, "{bytes}");
    }
    assert_eq!(visible(&DE.data_in_mb(4_200)), "0,004_MB");
}

proptest! {
    #[test]
    fn only_zero_bytes_are_shown_as_zero(bytes in 1_i64..) {
        for text in [EN.data(bytes), EN.data_in_mb(bytes)] {
            prop_assert!(text.contains(|digit| ('1'..='9').contains(&digit)), "{} is {}", bytes, text);
            prop_assert!(!text.starts_with("1,000 "), "{} is {}", bytes, text);
        }
    }
}

#[test]
fn moments_are_written_in_the_zone_of_the_reader() {
    let moment = utc("2026-11-21 16:20:05");
    assert_eq!(EN.date(moment), "21 Nov 2026");
    assert_eq!(DE.date(moment), "21.11.2026");
    assert_eq!(EN.date_time(moment), "21 Nov 2026, 17:20");
    assert_eq!(visible(&DE.date_time(moment)), "21.11.2026, 17:20_Uhr");
    assert_eq!(EN.with_seconds(moment), "21 Nov 2026, 17:20:05");
    assert_eq!(visible(&DE.with_seconds(moment)), "21.11.2026, 17:20:05_Uhr");
    assert_eq!(EN.iso(moment), "2026-11-21T16:20:05Z");
    assert_eq!(EN.file_stamp(moment), "2026-11-21-1720");
}

#[test]
fn a_moment_near_midnight_belongs_to_the_day_of_the_zone() {
    let moment = utc("2026-12-31 23:30:00");
    assert_eq!(EN.date_time(moment), "01 Jan 2027, 00:30");
    assert_eq!(Formats { zone: UTC, ..EN }.date_time(moment), "31 Dec 2026, 23:30");
    assert_eq!(
        Formats { zone: New_York, ..EN }.date(utc("2026-03-01 04:59:00")),
        "28 Feb 2026"
    );
    assert_eq!(DE.calendar_date(day("2026-10-02")), "02.10.2026");
}

#[test]
fn the_hour_of_the_clock_change_is_skipped_in_spring_and_comes_twice_in_autumn() {
    assert_eq!(EN.date_time(utc("2026-03-29 00:59:59")), "29 Mar 2026, 01:59");
    assert_eq!(EN.date_time(utc("2026-03-29 01:00:00")), "29 Mar 2026, 03:00");
    assert_eq!(EN.date_time(utc("2026-10-25 00:30:00")), "25 Oct 2026, 02:30");
    assert_eq!(EN.date_time(utc("2026-10-25 01:30:00")), "25 Oct 2026, 02:30");
    assert_eq!(EN.date_time(utc("2026-10-25 02:00:00")), "25 Oct 2026, 03:00");
}

#[test]
fn only_a_moment_of_today_is_called_today() {
    let now = utc("2026-11-21 22:30:00");
    assert_eq!(EN.recent(utc("2026-11-21 16:20:00"), now), "Today, 17:20");
    assert_eq!(DE.recent(utc("2026-11-21 16:20:00"), now), "Heute, 17:20");
    assert_eq!(EN.recent(utc("2026-11-20 23:00:00"), now), "Today, 00:00");
    assert_eq!(EN.recent(utc("2026-11-20 22:59:00"), now), "20 Nov 2026");
    assert_eq!(DE.recent(utc("2026-11-21 23:00:00"), now), "22.11.2026");
}

#[test]
fn today_is_a_calendar_day_even_when_it_has_25_hours() {
    let now = utc("2026-10-25 22:59:00");
    assert_eq!(EN.recent(utc("2026-10-24 22:00:00"), now), "Today, 00:00");
    assert_eq!(EN.recent(utc("2026-10-24 21:59:00"), now), "24 Oct 2026");
}

#[test]
fn how_long_ago_is_one_number_and_one_unit() {
    let now = utc("2026-11-21 17:20:00");
    let cases = [
        ("2026-11-21 17:25:00", "now", "jetzt"),
        ("2026-11-21 17:19:01", "now", "jetzt"),
        ("2026-11-21 17:19:00", "1_min", "1_Min."),
        ("2026-11-21 16:20:01", "59_min", "59_Min."),
        ("2026-11-21 14:20:00", "3_h", "3_Std."),
        ("2026-11-20 17:20:01", "23_h", "23_Std."),
        ("2026-11-19 17:20:00", "2_d", "2_T."),
        ("2023-01-01 00:00:00", "1,420_d", "1.420_T."),
    ];
    for (moment, en, de) in cases {
        assert_eq!(visible(&EN.ago(utc(moment), now)), en, "{moment}");
        assert_eq!(visible(&DE.ago(utc(moment), now)), de, "{moment}");
    }
}

#[test]
fn months_have_names_in_both_languages() {
    assert_eq!(
        (EN.month_short(day("2026-10-01")), DE.month_short(day("2026-10-01"))),
        ("Oct", "Okt")
    );
    assert_eq!(
        (EN.month_long(day("2026-03-31")), DE.month_long(day("2026-03-31"))),
        ("March", "März")
    );
    assert_eq!(
        (EN.month_year(day("2026-12-05")), DE.month_year(day("2026-12-05"))),
        ("Dec 2026".into(), "Dez 2026".into())
    );
    assert_eq!(
        (EN.day_month(day("2026-11-01")), DE.day_month(day("2026-11-01"))),
        ("1 Nov".into(), "1.11.".into())
    );
}

#[test]
fn years_and_months_have_their_singular() {
    let cases = [
        (63, "5_years, 3_months", "5_Jahre, 3_Monate"),
        (13, "1_year, 1_month", "1_Jahr, 1_Monat"),
        (24, "2_years", "2_Jahre"),
        (12, "1_year", "1_Jahr"),
        (11, "11_months", "11_Monate"),
        (1, "1_month", "1_Monat"),
        (0, "0_months", "0_Monate"),
    ];
    for (months, en, de) in cases {
        assert_eq!(
            (
                visible(&EN.months(months)).as_str(),
                visible(&DE.months(months)).as_str()
            ),
            (en, de)
        );
    }
}

#[test]
fn the_time_left_is_counted_in_calendar_days_of_the_zone() {
    let now = utc("2026-11-21 16:00:00");
    let cases = [
        ("2032-02-21 12:00:00", "5_years, 3_months"),
        ("2032-02-20 12:00:00", "5_years, 2_months"),
        ("2026-12-21 05:00:00", "1_month"),
        ("2026-12-20 12:00:00", "29_days"),
        ("2026-11-21 23:30:00", "1_day"),
        ("2026-11-21 17:00:00", "0_days"),
        ("2025-01-01 00:00:00", "0_days"),
    ];
    for (end, expected) in cases {
        assert_eq!(visible(&EN.left(utc(end), now)), expected, "{end}");
    }
    assert_eq!(visible(&DE.left(utc("2026-11-22 12:00:00"), now)), "1_Tag");
    assert_eq!(
        visible(&EN.left(utc("2027-02-28 12:00:00"), utc("2027-01-31 12:00:00"))),
        "28_days"
    );
}
