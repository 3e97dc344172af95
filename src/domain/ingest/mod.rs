//! Records in: usage, events and inventory, by file and by HTTP (product section 15).
//!
//! - `parse/` reads bytes into values or a reason, without a database
//! - `usage.rs`, `events.rs` take a batch in: new records, roll-ups, quotas, sessions and counters change in one transaction
//! - `inventory.rs` takes SIMs in
//! - `direct.rs` the same for records that are known to be new and right (demo data by the million)
//! - `set_aside.rs` keeps what could not be taken in, and tries again
//! - `clients.rs` who may post records

mod clients;
mod direct;
mod events;
mod inventory;
pub mod parse;
mod set_aside;
mod touched;
mod usage;

pub use clients::{add_client, authenticate, disable_client, is_use_worth_noting, note_use};
pub(in crate::domain) use direct::take_directly;
pub use events::take_events;
pub use inventory::{InventoryTerms, take_inventory};
use parse::{Reject, RejectKind};
pub use set_aside::{SetAsideRow, SetAsideStatus, count_by_reason, discard, find, page, retry, retry_all};
pub use usage::take_usage;

pub use crate::storage::keyset::{Edge, Recent};

/// Records that one call or one transaction of a file takes at the most.
pub const MOST_RECORDS: usize = 3000;

/// Where records come from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Name of the ingest client or file, for the set-aside page.
    pub name: &'a str,
    /// Only SIMs of this master organisation's tree, for files loaded for one organisation.
    pub root_id: Option<i64>,
}

/// What came of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Intake {
    /// Records taken in.
    pub loaded: u64,
    /// Records that had been taken in before: nothing changed.
    pub already_known: u64,
    /// Records that could not be taken in.
    pub set_aside: Vec<SetAside>,
}

/// A record that could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Line of the file, or position in the JSON array; both from 1.
    pub line: u64,
    /// The sender's id.
    pub record_id: Option<i64>,
    /// Why.
    pub kind: RejectKind,
    /// What exactly was wrong.
    pub detail: String,
}

impl Intake {
    /// Adds another batch of the same file.
    pub fn add(&mut self, other: Self) {
        self.loaded += other.loaded;
        self.already_known += other.already_known;
        self.set_aside.extend(other.set_aside);
    }

    fn reject(&mut self, line: u64, record_id: Option<i64>, reject: &Reject) {
        self.set_aside.push(SetAside {
            line,
            record_id,
            kind: reject.kind,
            detail: reject.detail.clone(),
        });
    }
}
