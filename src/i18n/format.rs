//! Numbers, volumes, dates and spans of time as people read them: `DESIGN.md`, section 9.
//!
//! Everything here is pure: the caller hands in the moment that counts as "now". Moments are UTC, as they are stored,
//! and are shown in the reader's zone; calendar days ([`NaiveDate`]) are shown as they are.

use std::cmp::Ordering;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::types::lang::Lang;

mod money;

/// Keeps a number and its unit on one line.
const NBSP: char = '\u{a0}';

const KB: u64 = 1_000;
const MB: u64 = 1_000_000;
const GB: u64 = 1_000_000_000;

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const MONTHS_SHORT_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const MONTHS_SHORT_DE: [&str; 12] = [
    "Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
];

/// How one reader wants things written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formats {
    /// The language.
    pub lang: Lang,
    /// The time zone.
    pub zone: Tz,
}

impl Formats {
    /// The formats of a language in a zone.
    pub const fn new(lang: Lang, zone: Tz) -> Formats {
        Formats { lang, zone }
    }

    /// A whole number in groups of three: `4,812` / `4.812`.
    pub fn number(&self, value: i64) -> String {
        format!("{}{}", sign(value), self.grouped(value.unsigned_abs()))
    }

    /// A number with exactly `places` decimals: `1,234.50` / `1.234,50`. What is not finite becomes an en dash.
    pub fn decimal(&self, value: f64, places: usize) -> String {
        if !value.is_finite() {
            return "–".to_owned();
        }
        let text = format!("{:.places$}", value.abs());
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        // -0.04 with one decimal is 0.0, not -0.0.
        let sign = if value < 0.0 && text.contains(|digit| ('1'..='9').contains(&digit)) {
            "-"
        } else {
            ""
        };
        let point = if decimals.is_empty() { "" } else { self.point() };
        format!("{sign}{}{point}{decimals}", self.group_digits(whole))
    }

    /// A share in percent with one decimal, where 89.2 means 89.2 %.
    pub fn percent(&self, value: f64) -> String {
        format!("{}{NBSP}%", self.decimal(value, 1))
    }

    /// A share in whole percent: `89 %`.
    pub fn percent_whole(&self, value: f64) -> String {
        format!("{}{NBSP}%", self.decimal(value, 0))
    }

    /// A data volume in the unit that suits it: `38.6 GB`, `435 MB`, `9.9 MB`, `38 kB`, `12 B`, and `0 MB`.
    ///
    /// `bytes` counts decimally, as carriers do: 1 MB is 1,000,000 bytes. Below 0.1 MB the unit is kB, below that B, so
    /// that no volume but zero is shown as zero.
    pub fn data(&self, bytes: i64) -> String {
        let size = bytes.unsigned_abs();
        // The limits are those of the rounded value: 999.6 MB is 1.0 GB, never "1,000 MB".
        let text = match size {
            0 => return format!("0{NBSP}MB"),
            _ if size >= GB - MB / 2 => format!("{}{NBSP}GB", self.tenths(rounded(size, GB / 10))),
            _ if size >= 10 * MB - MB / 20 => format!("{}{NBSP}MB", rounded(size, MB)),
            _ if size >= MB / 10 - KB / 2 => format!("{}{NBSP}MB", self.tenths(rounded(size, MB / 10))),
            _ if size >= KB => format!("{}{NBSP}kB", rounded(size, KB)),
            _ => format!("{size}{NBSP}B"),
        };
        format!("{}{text}", sign(bytes))
    }

    /// A data volume in MB however large or small, for columns that are compared: `38,600 MB`, `9.9 MB`, `0.004 MB`.
    pub fn data_in_mb(&self, bytes: i64) -> String {
        let size = bytes.unsigned_abs();
        let text = match size {
            0 => "0".to_owned(),
            _ if size >= 10 * MB - MB / 20 => self.grouped(rounded(size, MB)),
            _ if size >= MB / 10 - KB / 2 => self.tenths(rounded(size, MB / 10)),
            // Less than half a kB would be 0.000 MB.
            _ => format!("0{}{:03}", self.point(), rounded(size, KB).max(1)),
        };
        format!("{}{text}{NBSP}MB", sign(bytes))
    }

    /// The calendar day of a moment in the reader's zone.
    pub fn day(&self, utc: NaiveDateTime) -> NaiveDate {
        self.local(utc).date_naive()
    }

    /// The day of a moment: `21 Nov 2026` / `21.11.2026`.
    pub fn date(&self, utc: NaiveDateTime) -> String {
        self.calendar_date(self.day(utc))
    }

    /// A calendar day that has no time (a due date, the day of a usage record): `02 Oct 2026` / `02.10.2026`.
    pub fn calendar_date(&self, day: NaiveDate) -> String {
        match self.lang {
            Lang::En => format!("{:02} {} {}", day.day(), self.month_short(day), day.year()),
            Lang::De => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
        }
    }

    /// A moment to the minute: `21 Nov 2026, 17:20` / `21.11.2026, 17:20 Uhr`.
    pub fn date_time(&self, utc: NaiveDateTime) -> String {
        self.with_clock(utc, "%H:%M")
    }

    /// A moment to the second: `21 Nov 2026, 17:20:05` / `21.11.2026, 17:20:05 Uhr`.
    pub fn with_seconds(&self, utc: NaiveDateTime) -> String {
        self.with_clock(utc, "%H:%M:%S")
    }

    /// A moment of the reader's today with its time, `Today, 17:20` / `Heute, 17:20`; of another day only the date.
    pub fn recent(&self, utc: NaiveDateTime, now: NaiveDateTime) -> String {
        if self.day(utc) != self.day(now) {
            return self.date(utc);
        }
        let today = match self.lang {
            Lang::En => "Today",
            Lang::De => "Heute",
        };
        format!("{today}, {}", self.local(utc).format("%H:%M"))
    }

    /// How long ago, in the largest whole unit: `now`, `5 min`, `3 h`, `2 d` / `jetzt`, `5 Min.`, `3 Std.`, `2 T.`
    ///
    /// A moment in the future (clocks differ) is now.
    pub fn ago(&self, utc: NaiveDateTime, now: NaiveDateTime) -> String {
        let minutes = now.signed_duration_since(utc).max(TimeDelta::zero()).num_minutes();
        let (count, en, de) = match minutes {
            0 => return if self.lang == Lang::En { "now" } else { "jetzt" }.to_owned(),
            1..60 => (minutes, "min", "Min."),
            60..1440 => (minutes / 60, "h", "Std."),
            _ => (minutes / 1440, "d", "T."),
        };
        format!(
            "{}{NBSP}{}",
            self.number(count),
            if self.lang == Lang::En { en } else { de }
        )
    }

    /// `Nov` / `Nov`, without a full stop, for chart axes.
    pub fn month_short(&self, day: NaiveDate) -> &'static str {
        let names = if self.lang == Lang::En {
            MONTHS_SHORT_EN
        } else {
            MONTHS_SHORT_DE
        };
        names.get(day.month0() as usize).copied().unwrap_or_default()
    }

    /// `March` / `März`.
    pub fn month_long(&self, day: NaiveDate) -> &'static str {
        let names = if self.lang == Lang::En { MONTHS_EN } else { MONTHS_DE };
        names.get(day.month0() as usize).copied().unwrap_or_default()
    }

    /// `Oct 2026` / `Okt 2026`.
    pub fn month_year(&self, day: NaiveDate) -> String {
        format!("{} {}", self.month_short(day), day.year())
    }

    /// A day of the year for chart axes: `1 Nov` / `1.11.`
    pub fn day_month(&self, day: NaiveDate) -> String {
        match self.lang {
            Lang::En => format!("{} {}", day.day(), self.month_short(day)),
            Lang::De => format!("{}.{}.", day.day(), day.month()),
        }
    }

    /// A number of months in years and months: `5 years, 3 months` / `1 Jahr, 1 Monat`; 0 is `0 months`.
    pub fn months(&self, months: u32) -> String {
        let years = (months / 12 > 0).then(|| self.counted(months / 12, ["year", "years"], ["Jahr", "Jahre"]));
        let rest = (!months.is_multiple_of(12) || months == 0)
            .then(|| self.counted(months % 12, ["month", "months"], ["Monat", "Monate"]));
        years.into_iter().chain(rest).collect::<Vec<_>>().join(", ")
    }

    /// The time from `now` until `end` in whole years and months, below one month in days, both counted in calendar
    /// days of the reader's zone. What is over has `0 days`.
    pub fn left(&self, end: NaiveDateTime, now: NaiveDateTime) -> String {
        self.left_between(self.day(now), self.day(end))
    }

    /// The time from one calendar day to a later one, as [`Formats::left`] writes it.
    pub fn left_between(&self, today: NaiveDate, end: NaiveDate) -> String {
        match whole_months(today, end) {
            0 => {
                let days = u32::try_from(end.signed_duration_since(today).num_days()).unwrap_or(0);
                self.counted(days, ["day", "days"], ["Tag", "Tage"])
            }
            months => self.months(months),
        }
    }

    /// The UTC text for `<time datetime>`: `2026-11-21T16:20:05Z`.
    pub fn iso(&self, utc: NaiveDateTime) -> String {
        utc.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// A moment in the reader's zone for names of files; sorts by time and needs no quoting: `2026-11-21-1720`.
    pub fn file_stamp(&self, utc: NaiveDateTime) -> String {
        self.local(utc).format("%Y-%m-%d-%H%M").to_string()
    }

    fn local(&self, utc: NaiveDateTime) -> DateTime<Tz> {
        self.zone.from_utc_datetime(&utc)
    }

    fn with_clock(&self, utc: NaiveDateTime, clock: &str) -> String {
        let text = format!("{}, {}", self.date(utc), self.local(utc).format(clock));
        match self.lang {
            Lang::En => text,
            Lang::De => format!("{text}{NBSP}Uhr"),
        }
    }

    fn counted(&self, count: u32, en: [&str; 2], de: [&str; 2]) -> String {
        let [one, many] = if self.lang == Lang::En { en } else { de };
        format!("{count}{NBSP}{}", if count == 1 { one } else { many })
    }

    const fn point(&self) -> &'static str {
        match self.lang {
            Lang::En => ".",
            Lang::De => ",",
        }
    }

    fn grouped(&self, value: u64) -> String {
        self.group_digits(&value.to_string())
    }

    fn group_digits(&self, digits: &str) -> String {
        let separator = if self.lang == Lang::En { ',' } else { '.' };
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }

    /// A count of tenths with one decimal: 386 is `38.6`.
    fn tenths(&self, tenths: u64) -> String {
        format!("{}{}{}", self.grouped(tenths / 10), self.point(), tenths % 10)
    }
}

const fn sign(value: i64) -> &'static str {
    if value < 0 { "-" } else { "" }
}

/// Whole units, half rounded up. Integers, because a volume may exceed what `f64` holds exactly.
const fn rounded(value: u64, unit: u64) -> u64 {
    value.saturating_add(unit / 2) / unit
}

/// Whole months from one day to a later one; 0 when it is not later. 31 January to 28 February is no whole month.
fn whole_months(from: NaiveDate, to: NaiveDate) -> u32 {
    let months = (to.year() - from.year()) * 12 + to.month().cast_signed() - from.month().cast_signed();
    let months = if to.day().cmp(&from.day()) == Ordering::Less {
        months - 1
    } else {
        months
    };
    u32::try_from(months).unwrap_or(0)
}

#[cfg(test)]
mod tests;
