//! "Needs attention" (product section 3): how many SIMs are worth a look, and why. Each number is that of the list narrowed by the same
//! filter, because both come from it.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::Result;
use crate::domain::sims::Filters;
use crate::storage::Db;
use crate::storage::sims::days::{self, DaySpan};
use crate::types::access::OrgScope;
use crate::types::attention::{Blocked, BlockedBy};

/// Days without a sign of life after which a SIM counts as silent on the Dashboard; one of [`crate::domain::sims::SILENCES`].
pub const SILENT_DAYS: u64 = 30;

/// Why SIMs are worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// Blocked although they are activated.
    Blocked,
    /// Their use of the month will pass what is left.
    OverPace,
    /// Nothing was heard of them for [`SILENT_DAYS`].
    Silent,
    /// Another device was seen lately.
    ImeiChanged,
    /// Their lifetime ends soon.
    Expiring,
}

impl Concern {
    /// All of them, most urgent first.
    pub const ALL: [Self; 5] = [
        Self::Blocked,
        Self::OverPace,
        Self::Silent,
        Self::ImeiChanged,
        Self::Expiring,
    ];

    /// The filter of the list that finds exactly these SIMs.
    pub fn filters(self) -> Filters {
        let none = Filters::default();
        match self {
            Self::Blocked => Filters {
                blocked: Some(Blocked::Any),
                ..none
            },
            Self::OverPace => Filters {
                over_pace: true,
                ..none
            },
            Self::Silent => Filters {
                silent: Some(SILENT_DAYS),
                ..none
            },
            Self::ImeiChanged => Filters {
                imei_changed: true,
                ..none
            },
            Self::Expiring => Filters { expiring: true, ..none },
        }
    }
}

/// What needs attention.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attention {
    /// How many SIMs, in the order of [`Concern::ALL`]; those that no SIM gives cause for are left out.
    pub concerns: Vec<(Concern, i64)>,
    /// The blocked SIMs by reason; reasons without SIMs are left out.
    pub blocked: Vec<(BlockedBy, i64)>,
    /// When one of the counters changed last; `None` if there never was any.
    pub updated_at: Option<NaiveDateTime>,
}

/// Reads it in one query; `today` is the day in UTC.
pub(super) fn attention(db: &mut Db, scope: &OrgScope, today: NaiveDate) -> Result<Attention> {
    let spans_of = |filters: Filters| filters.narrowing(today).spans().unwrap_or_default();
    let of_concerns = Concern::ALL.map(|concern| spans_of(concern.filters()));
    let of_reasons = BlockedBy::ALL.iter().map(|by| {
        spans_of(Filters {
            blocked: Some(Blocked::By(*by)),
            ..Filters::default()
        })
    });
    let parts: Vec<Vec<DaySpan>> = of_concerns.into_iter().chain(of_reasons).collect();
    let spans: Vec<DaySpan> = parts.iter().flatten().copied().collect();
    let (sums, updated_at) = days::sums(db, scope, &spans)?;
    let mut sums = sums.into_iter();
    let mut totals = parts.iter().map(|part| sums.by_ref().take(part.len()).sum::<i64>());
    let concerns = Concern::ALL.into_iter().zip(totals.by_ref());
    let concerns = concerns.filter(|(_, sims)| *sims > 0).collect();
    let blocked = BlockedBy::ALL.iter().copied().zip(totals);
    Ok(Attention {
        concerns,
        blocked: blocked.filter(|(_, sims)| *sims > 0).collect(),
        updated_at,
    })
}
