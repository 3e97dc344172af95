//! The bar of actions for the ticked rows of the list. It is shown as soon as one is ticked, by the style sheet alone.

use crate::domain::sims::Total;
use crate::types::bulk::BulkAction;
use crate::types::matrix::Permission;
use crate::web::layout::Layout;

/// What the person may do with many SIMs at once.
pub(in crate::web::sims) struct Bar {
    /// Activating and deactivating.
    pub state: bool,
    /// IMEI lock.
    pub imei_lock: bool,
    /// Reset.
    pub reset: bool,
    /// Label and tags.
    pub labels: bool,
    /// Switches of auto-top-up.
    pub auto_top_up: bool,
    /// Volume and lifetime.
    pub purchase: bool,
    /// “All 4,377 SIMs of this filter”, where there are more than on the page.
    pub all: Option<String>,
    /// Text of the counter for many: `{n}` is filled in by the script.
    pub many: String,
}

impl Bar {
    /// Nothing for who has none of the permissions: the list has no boxes to tick then.
    pub fn of(layout: &Layout, shown: usize, total: Total) -> Option<Self> {
        let may = |action: BulkAction| layout.can(action.permission());
        if !BulkAction::ALL.iter().any(|action| may(*action)) {
            return None;
        }
        let shown = i64::try_from(shown).unwrap_or(i64::MAX);
        let all = match total {
            Total::Exactly(n) if n <= shown => None,
            Total::Exactly(n) => Some(layout.tn("bulk-all", &n)),
            Total::MoreThan(n) => Some(layout.tn("bulk-all-many", &n)),
        };
        Some(Self {
            state: may(BulkAction::Activate),
            imei_lock: may(BulkAction::LockImei),
            reset: may(BulkAction::Reset),
            labels: layout.can(Permission::LabelSims),
            auto_top_up: may(BulkAction::DataTopUpOn),
            purchase: may(BulkAction::TopUp),
            all,
            many: layout.t1("bulk-selected-many", "n", "{n}"),
        })
    }
}
