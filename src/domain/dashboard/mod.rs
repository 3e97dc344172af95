//! The Dashboard's numbers (product section 3): counters and roll-ups only, so its cost does not grow with the number of SIMs.
//!
//! `sims.rs` adds up the counters, `attention.rs` those by day, `periods.rs` lays the roll-ups out as months and weeks without gaps.

mod attention;
mod periods;
mod sims;

use chrono::{NaiveDate, NaiveDateTime};

pub use attention::{Attention, Concern, SILENT_DAYS};
pub use periods::{Period, Spread, change};
pub use sims::SimTotals;

use super::Result;
use crate::storage::{Db, organisations, sims::counts, usage};
use crate::types::access::OrgScope;

/// What the Dashboard of an organisation, or of an end user, shows.
#[derive(Debug, Clone)]
pub struct Overview {
    /// SIMs by status, session and volume group.
    pub sims: SimTotals,
    /// What is worth a look.
    pub attention: Attention,
    /// The last periods, oldest first; the last of them is running.
    pub periods: Vec<Period>,
    /// The running month.
    pub month: Period,
    /// The same days of the month before, if there was usage.
    pub before: Option<Period>,
    /// When the usage changed last; `None` before the first record.
    pub usage_updated_at: Option<NaiveDateTime>,
    /// Sub-organisations by name, at most as many as were asked for.
    pub subs: Vec<SubTotal>,
    /// Whether there are more of them.
    pub has_more_subs: bool,
}

/// A sub-organisation with the number of its SIMs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubTotal {
    /// Name.
    pub name: String,
    /// Eight digits.
    pub account_number: String,
    /// SIMs it holds.
    pub sims: i64,
    /// When a counter of its SIMs changed last; `None` if it never had any.
    pub updated_at: Option<NaiveDateTime>,
}

/// Reads the overview as of `today` (UTC). `subs` asks for as many sub-organisations, too, for those who may see them.
pub fn overview(
    db: &mut Db,
    scope: &OrgScope,
    spread: Spread,
    subs: Option<usize>,
    today: NaiveDate,
) -> Result<Overview> {
    let days_from = match spread {
        Spread::Months => periods::month_before(today),
        Spread::Weeks => periods::month_before(today).min(periods::first_day(Spread::Weeks, today)),
    };
    let months = usage::months(db, scope, periods::first_day(Spread::Months, today))?;
    let days = usage::days(db, scope, days_from)?;
    let most = subs.unwrap_or_default();
    let mut subs = match i64::try_from(most) {
        // One more tells whether there are more.
        Ok(most) if most > 0 => organisations::subs_with_totals(db, scope, most.saturating_add(1))?,
        _ => Vec::new(),
    };
    let has_more_subs = subs.len() > most;
    subs.truncate(most);
    Ok(Overview {
        sims: SimTotals::new(counts::of(db, scope)?),
        attention: attention::attention(db, scope, today)?,
        periods: match spread {
            Spread::Months => periods::months(&months, today),
            Spread::Weeks => periods::weeks(&days, today),
        },
        month: periods::month(&months, today),
        before: periods::same_days_before(&days, today),
        usage_updated_at: usage::updated_at(db, scope)?,
        subs: subs
            .into_iter()
            .map(|(row, sims, updated_at)| SubTotal {
                name: row.name,
                account_number: row.account_number,
                sims,
                updated_at,
            })
            .collect(),
        has_more_subs,
    })
}
