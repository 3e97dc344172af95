//! My SIMs: the list, one SIM, and what people change of it (product section 4).
//!
//! Plain reads come from storage as they are; `details.rs` labels, tags and notes; `status.rs` activation, IMEI lock and reset.

/// The counters behind chips and tiles.
pub use crate::storage::sims::counts::{CountRow, of as counts};
pub use crate::storage::sims::{
    Bound, Direction, MOST_COUNTED, SearchField, SimFilter, SimRow, Slice, Sort, TagRow, Total, carrier, count,
    expire_due, find, page, services, tags_in_use, tags_of, tags_of_each,
};
/// Columns of the list: a person's own taste, so not in the audit log.
pub use crate::storage::users::{set_sim_columns, sim_columns};
