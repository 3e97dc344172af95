//! My SIMs: the list, one SIM, and what people change of it (product section 4).
//!
//! Plain reads come from storage as they are; `query.rs`, `filters.rs` and `columns.rs` say what a list shows; `chain.rs` why a SIM
//! does not work; `details.rs` labels, tags and notes; `status.rs` activation, IMEI lock and reset; `rules.rs` what may be done with a
//! SIM, for one and for many.

mod chain;
mod columns;
mod details;
mod filters;
pub mod query;
pub mod rules;
mod status;

pub use chain::{Chain, Finding, Link, LinkState, QUIET_DAYS, Remedy, chain};
pub use columns::{Column, Columns};
pub use details::{set_label, set_note, set_tags};
pub use filters::{EXPIRING_MONTHS, Filters, IMEI_CHANGE_DAYS, Part, SILENCES};
pub use query::{FIELDS, Ignored, SimQuery, clean};
pub use rules::is_over;
pub use status::{
    EXPIRED, ImeiOrder, NO_IMEI, NOT_ACTIVATED, NOT_MANAGED, OTHER_IMEI, activate, deactivate, reset_connection,
    set_imei_lock,
};

use super::Result;
use crate::storage::Db;
use crate::storage::audit;
pub use crate::storage::audit::AuditRow;
pub use crate::storage::events::{EventFilter, EventRow, of_sim as events_of};
pub use crate::storage::keyset::{Edge, Recent};
/// The counters behind chips and tiles.
pub use crate::storage::sims::counts::{CountRow, of as counts};
pub use crate::storage::sims::{
    Bound, CarrierRow, Direction, ListRow, SearchField, SimFilter, SimRow, Slice, Sort, TagRow, Total, carrier,
    check_pace, count, expire_due, find, find_with_carrier, page, services, settled, tags_by_id, tags_in_use, tags_of,
    tags_of_and_used,
};
pub use crate::storage::usage::{RecordRow, UsageRow, days_of_sim, months_of_sim, records_of_sim};
/// Columns of the list: a person's own taste, so not in the audit log.
pub use crate::storage::users::set_sim_columns;
use crate::types::access::OrgScope;

/// What SIMs are called in the audit log.
pub(super) const OBJECT_KIND: &str = "sim";

/// What an order brought about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It was done.
    Changed,
    /// It already was so: nothing was done, and nothing is in the audit log.
    AlreadySo,
}

/// Who changed what of a SIM, newest first.
pub fn history(db: &mut Db, scope: &OrgScope, sim: &SimRow, edge: Edge<i64>, most: i64) -> Result<Recent<AuditRow>> {
    Ok(audit::of_object(db, scope, OBJECT_KIND, sim.id, edge, most)?)
}
