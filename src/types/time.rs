//! Points in time and days. All of them are UTC; months are UTC months, too, so that a roll-up never depends on a zone.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

/// A point in time in UTC, cut to microseconds: the finest that both databases store (house rule D4).
pub type UtcTime = NaiveDateTime;

/// Years that a record or a contract can be of; what lies outside is a clock that was never set, or a typing error.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// The time without its nanoseconds.
pub fn truncate(time: UtcTime) -> UtcTime {
    time.with_nanosecond(time.nanosecond() / 1000 * 1000).unwrap_or(time)
}

/// Reads the forms in which network records carry their times (RFC 3339 and its relatives), all at least to the second:
/// `2021-08-09T12:59:05Z`, `…05.000Z`, `…05+02:00`, `…05+0000`, and `2021-08-09 12:59:05`, which is UTC as in the CDR files.
///
/// A `T` without a zone is refused, since ISO 8601 calls that local time. So are leap seconds and years outside 2000 to 2100.
pub fn parse_timestamp(text: &str) -> Option<UtcTime> {
    let (date, rest) = text.trim().split_at_checked(10)?;
    let separator = rest.chars().next()?;
    let (clock, rest) = rest.get(1..)?.split_at_checked(8)?;
    let (micros, zone) = split_fraction(rest)?;
    let offset = match (separator, zone) {
        ('T' | 't', "") => return None,
        ('T' | 't' | ' ', zone) => parse_offset(zone)?,
        _ => return None,
    };
    let time = parse_any_date(date)?.and_time(parse_clock(clock, micros)?);
    time.checked_sub_signed(offset)
        .filter(|time| YEARS.contains(&time.year()))
}

/// Reads a day as `YYYY-MM-DD`, of a year from 2000 to 2100.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    parse_any_date(text.trim()).filter(|date| YEARS.contains(&date.year()))
}

/// The UTC day of a point in time.
pub fn day_of(time: UtcTime) -> NaiveDate {
    time.date()
}

/// The first day of the month: the key of every monthly roll-up.
pub fn month_of(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

/// `YYYY-MM-DD` of any year. Written by hand because chrono's `%Y-%m-%d` also takes signs, single digits and spaces.
fn parse_any_date(text: &str) -> Option<NaiveDate> {
    let (century, rest) = text.split_at_checked(2)?;
    let (year, rest) = rest.split_at_checked(2)?;
    let (month, day) = rest.strip_prefix('-')?.split_once('-')?;
    let year = two_digits(century)? * 100 + two_digits(year)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, two_digits(month)?, two_digits(day)?)
}

/// `HH:MM:SS` from 00:00:00 to 23:59:59.
fn parse_clock(text: &str, micros: u32) -> Option<NaiveTime> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, second) = rest.split_once(':')?;
    NaiveTime::from_hms_micro_opt(two_digits(hour)?, two_digits(minute)?, two_digits(second)?, micros)
}

/// Takes `.digits` from the front: the microseconds (further digits are cut off, not rounded) and what follows.
fn split_fraction(text: &str) -> Option<(u32, &str)> {
    let Some(fraction) = text.strip_prefix('.') else {
        return Some((0, text));
    };
    let end = fraction.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = fraction
        .split_at_checked(end)
        .filter(|(digits, _)| !digits.is_empty())?;
    let micros = digits
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(6)
        .fold(0, |sum, b| sum * 10 + u32::from(b - b'0'));
    Some((micros, rest))
}

/// `Z`, nothing, `+HH:MM`, `+HHMM` or `+HH`: how far local time is ahead of UTC.
fn parse_offset(zone: &str) -> Option<TimeDelta> {
    if matches!(zone, "" | "Z" | "z") {
        return Some(TimeDelta::zero());
    }
    let (sign, digits) = match zone.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, zone.strip_prefix('+')?),
    };
    let (hours, rest) = digits.split_at_checked(2)?;
    let minutes = match rest.strip_prefix(':').unwrap_or(rest) {
        "" if rest.is_empty() => 0,
        minutes => two_digits(minutes)?,
    };
    let hours = two_digits(hours).filter(|hours| *hours < 24 && minutes < 60)?;
    TimeDelta::try_minutes(sign * i64::from(hours * 60 + minutes))
}

/// Exactly two ASCII digits.
fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Option<String> {
        parse_timestamp(text).map(|time| time.format("%Y-%m-%d %H:%M:%S%.6f").to_string())
    }

    #[test]
    fn every_form_of_the_sources_is_read_as_utc() {
        for (text, expected) in [
            ("2021-08-09T12:59:05Z", "2021-08-09 12:59:05.000000"),
            (" 2021-08-09t12:59:05z ", "2021-08-09 12:59:05.000000"),
            ("2021-08-09T12:59:05.000Z", "2021-08-09 12:59:05.000000"),
            ("2021-08-09T12:59:05.1234569Z", "2021-08-09 12:59:05.123456"),
            ("2021-08-09T12:59:05+0000", "2021-08-09 12:59:05.000000"),
            ("2021-08-09T12:59:05.5+02:00", "2021-08-09 10:59:05.500000"),
            ("2021-01-01T01:59:05+02", "2020-12-31 23:59:05.000000"),
            ("2021-12-31T22:00:00-0330", "2022-01-01 01:30:00.000000"),
            ("2021-08-09 12:59:05", "2021-08-09 12:59:05.000000"),
            ("2024-02-29 00:00:00", "2024-02-29 00:00:00.000000"),
        ] {
            assert_eq!(at(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_or_of_no_possible_year_is_refused() {
        for text in [
            "",
            "2021-08-09",
            "2021-08-09T12:59Z",
            "2021-08-09T12:59:05",
            "2026-13-45T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2021-08-09T24:00:00Z",
            "2021-08-09T23:59:60Z",
            "2021-08-09T12:59:05.Z",
            "2021-08-09T12:59:05+2",
            "2021-08-09T12:59:05+02:",
            "2021-08-09T12:59:05+02:60",
            "2021-08-09T12:59:05+24:00",
            "2021-08-09T12:59:05ZZ",
            "2021-8-09T12:59:05Z",
            "+021-08-09T12:59:05Z",
            "2021-08-09_12:59:05Z",
            "1999-12-31T23:59:59Z",
            "2000-01-01T00:00:00+01:00",
            "2101-01-01T00:00:00Z",
            "1628513945",
            "２021-08-09T12:59:05Z",
        ] {
            assert_eq!(at(text), None, "{text}");
        }
    }

    #[test]
    fn days_and_months_are_cut_in_utc() {
        let time = parse_timestamp("2026-11-01T00:30:00+01:00").unwrap();
        assert_eq!(day_of(time), parse_date("2026-10-31").unwrap());
        assert_eq!(month_of(day_of(time)), parse_date("2026-10-01").unwrap());
        for text in [
            "",
            "2026-1-01",
            "2026-02-30",
            "01.02.2026",
            "1999-12-31",
            "2026-02-01x",
            "20260201",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn nanoseconds_are_cut_off() {
        let time = NaiveDate::from_ymd_opt(2026, 11, 20)
            .unwrap()
            .and_hms_nano_opt(1, 2, 3, 999_999_999)
            .unwrap();
        assert_eq!(truncate(time).nanosecond(), 999_999_000);
        assert_eq!(truncate(truncate(time)), truncate(time));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parsers_panic(text in "\\PC*|[0-9TZ:+. -]{10,32}") {
            let _ = parse_timestamp(&text);
            let _ = parse_date(&text);
        }

        #[test]
        fn the_offset_is_what_local_time_is_ahead_of_utc(seconds in 946_771_200_i64..4_133_894_400, minutes in -840_i64..=840) {
            let utc = chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
            let local = utc + TimeDelta::try_minutes(minutes).unwrap();
            let sign = if minutes < 0 { '-' } else { '+' };
            let zone = format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
            prop_assert_eq!(parse_timestamp(&format!("{}{zone}", local.format("%Y-%m-%dT%H:%M:%S"))), Some(utc));
        }
    }
}
