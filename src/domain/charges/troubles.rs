//! Payments by card that do not come right by themselves: staff have to look at them.

use chrono::{NaiveDateTime, TimeDelta};

use crate::domain::Result;
use crate::storage::{Db, charges as rows};

/// A provider that has not answered for so long, although it was asked again and again, is out of order or refuses us.
const ANSWERED_WITHIN: TimeDelta = TimeDelta::hours(1);
/// A refund that failed is named for so long: by then it was made again, or settled in another way that we are not told of.
const NAMED_FOR: TimeDelta = TimeDelta::days(30);
/// Attempts that are looked at: far more than a day has that goes well.
const MOST: i64 = 500;

/// Orders that need somebody who looks at their payments by card, by number, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Troubles {
    /// The provider has not said for an hour what became of a charge or refund. It is asked again until it does.
    pub unanswered: Vec<String>,
    /// The last attempt to give something back to the card failed.
    pub failed_refunds: Vec<String>,
}

/// What has to be looked at now.
pub fn troubles(db: &mut Db, now: NaiveDateTime) -> Result<Troubles> {
    Ok(Troubles {
        unanswered: rows::unanswered(db, now - ANSWERED_WITHIN, MOST)?,
        failed_refunds: rows::failed_refunds(db, now - NAMED_FOR, MOST)?,
    })
}
