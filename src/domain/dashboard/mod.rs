//! The Dashboard's numbers (product section 3): counters and roll-ups only, so its cost does not grow with the number of SIMs.

pub use crate::storage::organisations::subs_with_totals;
pub use crate::storage::sims::counts;
pub use crate::storage::usage::{UsageRow, days, months, updated_at};
