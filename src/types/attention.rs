//! What makes a SIM worth a look (product section 3): pure rules over a SIM's numbers, kept as columns and counters by storage.

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::types::imei::is_same_device;
use crate::types::status::SimStatus;
use crate::types::text_enum::text_enum;
use crate::types::time::month_of;

text_enum! {
    /// What keeps an activated SIM from working, first link of the chain first (product section 4, "Why is it off?").
    pub enum BlockedBy {
        /// Its data volume is used up.
        Data => "data",
        /// It is locked to another device than the one it is in.
        ImeiLock => "imei_lock",
    }
}

text_enum! {
    /// In what respect SIMs are counted by day.
    pub enum DayKind {
        /// Activated SIMs by the day of their last sign of life: those before a day are silent.
        Activity => "activity",
        /// SIMs that have not expired, by the last day of their lifetime.
        Lifetime => "lifetime",
        /// SIMs that have not expired, by the day on which another device was seen last.
        ImeiChange => "imei_change",
        /// SIMs over pace, by the first day of the month in which they are.
        OverPace => "over_pace",
        /// SIMs blocked because their data is used up; the day is [`ANY_DAY`].
        BlockedData => "blocked_data",
        /// SIMs blocked by their IMEI lock; the day is [`ANY_DAY`].
        BlockedImeiLock => "blocked_imei_lock",
    }
}

impl BlockedBy {
    /// What SIMs blocked like this are counted as.
    pub const fn kind(self) -> DayKind {
        match self {
            Self::Data => DayKind::BlockedData,
            Self::ImeiLock => DayKind::BlockedImeiLock,
        }
    }
}

/// Which blocked SIMs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Blocked {
    /// All of them.
    Any,
    /// Those blocked by this.
    By(BlockedBy),
}

/// The day of what is not counted by day.
pub const ANY_DAY: NaiveDate = match NaiveDate::from_ymd_opt(1970, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// Fewest days of a month that say something about its pace: a large record on the first of a month is no pace.
const FEWEST_DAYS: i64 = 3;

/// What blocks a SIM that its owner wants to work; `None` for one that is not activated, because then that is why.
pub fn blocked_by(
    status: SimStatus,
    (data_left, data_total): (i64, i64),
    imei: Option<&str>,
    locked_imei: Option<&str>,
) -> Option<BlockedBy> {
    if status != SimStatus::Activated {
        return None;
    }
    // A SIM without data in its product (SMS only) lacks nothing.
    if data_total > 0 && data_left <= 0 {
        return Some(BlockedBy::Data);
    }
    match (imei, locked_imei) {
        (Some(seen), Some(locked)) if !is_same_device(seen, locked) => Some(BlockedBy::ImeiLock),
        _ => None,
    }
}

/// Whether the data used since the first of the month, going on like this, will use up what is left before the month ends. `day` is
/// the day (UTC) up to which use is known.
pub fn is_over_pace(month_data: i64, data_left: i64, day: NaiveDate) -> bool {
    if data_left <= 0 || month_data <= 0 {
        return false;
    }
    let elapsed = i64::from(day.day()).max(FEWEST_DAYS);
    let remaining = days_in_month(day) - elapsed;
    i128::from(month_data) * i128::from(remaining.max(0)) > i128::from(data_left) * i128::from(elapsed)
}

fn days_in_month(day: NaiveDate) -> i64 {
    let first = month_of(day);
    let next = first
        .checked_add_months(Months::new(1))
        .unwrap_or(first + Days::new(30));
    (next - first).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_chain_names_the_first_link_that_is_broken() {
        let blocked = |status, data, imei, locked| blocked_by(status, data, imei, locked);
        let (here, other) = (Some("356938035643809"), Some("490154203237518"));
        assert_eq!(blocked(SimStatus::Activated, (5, 10), here, here), None);
        assert_eq!(blocked(SimStatus::Activated, (5, 10), here, None), None);
        assert_eq!(
            blocked(SimStatus::Activated, (0, 10), here, other),
            Some(BlockedBy::Data)
        );
        assert_eq!(
            blocked(SimStatus::Activated, (5, 10), here, other),
            Some(BlockedBy::ImeiLock)
        );
        // The last digits are check digit and software version, not the device.
        assert_eq!(
            blocked(SimStatus::Activated, (5, 10), Some("3569380356438012"), here),
            None
        );
        assert_eq!(blocked(SimStatus::Activated, (0, 0), None, None), None, "SMS only");
        assert_eq!(blocked(SimStatus::Deactivated, (0, 10), here, other), None);
        assert_eq!(blocked(SimStatus::Expired, (0, 10), here, other), None);
    }

    #[test]
    fn pace_is_what_the_rest_of_the_month_would_take() {
        // 100 in 10 of 30 days: 200 more to come.
        assert!(!is_over_pace(100, 200, day("2026-11-10")));
        assert!(is_over_pace(100, 199, day("2026-11-10")));
        assert!(
            !is_over_pace(100, 0, day("2026-11-10")),
            "used up is blocked, not over pace"
        );
        assert!(!is_over_pace(0, 1, day("2026-11-10")));
        assert!(!is_over_pace(1_000_000, 1, day("2026-11-30")), "no day is left");
        // The first day alone counts as three.
        assert!(!is_over_pace(100, 900, day("2026-11-01")));
        assert!(is_over_pace(100, 899, day("2026-11-01")));
        assert!(is_over_pace(i64::MAX, i64::MAX, day("2026-02-05")));
    }
}
