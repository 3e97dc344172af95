//! What lists share that are narrowed by their address: text that people typed, days in their own time zone, values that do not exist.

use actix_web::HttpRequest;
use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use super::paging::param;
use super::urls;

/// A parameter on one line, at most so many characters; empty if there is none.
pub(in crate::web) fn text(request: &HttpRequest, name: &str, most: usize) -> String {
    let value = param(request, name);
    let value: String = value.chars().filter(|c| !c.is_control()).take(most).collect();
    value.trim().to_owned()
}

/// Empties the values that are none of their field; answers whether there were any, which the page says.
pub(in crate::web) fn leave_out<const N: usize>(values: [(&mut String, bool); N]) -> bool {
    let mut any = false;
    for (value, is_known) in values {
        if !value.is_empty() && !is_known {
            value.clear();
            any = true;
        }
    }
    any
}

/// An address with these parameters.
pub(in crate::web) fn address<'a>(path: &str, pairs: impl Iterator<Item = (&'static str, &'a str)>) -> String {
    let pairs: Vec<String> = pairs
        .map(|(name, value)| format!("{name}={}", urls::encode(value)))
        .collect();
    if pairs.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", pairs.join("&"))
    }
}

/// A day as date fields send it (ISO 8601), in the years that both databases can hold.
pub(in crate::web) fn day_of(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    let known = NaiveDate::from_ymd_opt(1970, 1, 1)?..NaiveDate::from_ymd_opt(9999, 1, 1)?;
    known.contains(&day).then_some(day)
}

/// From the beginning of one day to the end of another in the zone, in UTC; either may be missing.
pub(in crate::web) fn days(from: &str, to: &str, zone: Tz) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) {
    let after = day_of(to).and_then(|day| day.checked_add_days(Days::new(1)));
    (
        day_of(from).map(|day| begin(day, zone)),
        after.map(|day| begin(day, zone)),
    )
}

/// When the day begins in the zone, in UTC. Where clocks jump over midnight it begins an hour later.
pub(in crate::web) fn begin(day: NaiveDate, zone: Tz) -> NaiveDateTime {
    let midnight = day.and_time(NaiveTime::MIN);
    let local = zone.from_local_datetime(&midnight).earliest();
    let local = local.or_else(|| zone.from_local_datetime(&(midnight + TimeDelta::hours(1))).earliest());
    local.map_or(midnight, |local| local.with_timezone(&Utc).naive_utc())
}
