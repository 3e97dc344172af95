//! Auto-top-up (product section 5): a SIM that has a fifth or less of its data or SMS left gets a package by itself.
//!
//! - `settings.rs` what the organisation buys, how it pays, and its monthly cap
//! - `switches.rs` for which SIMs
//! - `run.rs` a run, every four hours: one order for all SIMs of an organisation and kind
//! - `settle.rs` what becomes of the money: paid, tried again, given up; `tell.rs` the mails about it
//!
//! Nothing is bought twice: a run has a key, so that its order is placed once however often its job is killed; a SIM whose order is still
//! open is passed over; and while a payment waits for another try, its organisation orders nothing new. What was bought and why stands in
//! the ledger, which is written with the order.

mod run;
mod settings;
mod settle;
mod switches;
mod tell;

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

pub use run::{PIECE, Turn, begin, top_up, waiting};
pub use settings::{Pays, Problem, Wish, change, product_fits};
pub use settle::{cancelled, card_gone, charged, failed, retry};
pub use switches::{audited, of_new_sims, set_sim};
pub use tell::write_mails;

use super::Result;
use super::work::{Job, enqueue};
use crate::storage::Db;
pub use crate::storage::auto_top_ups::{
    ChargeRow, SettingRow, charges_after, counts, find, of, of_sim, page, paid_by, sums,
};
use crate::types::access::OrgScope;
use crate::types::auto_top_up::VolumeKind;

/// Name of the recurring work.
pub const NAME: &str = "auto-top-ups";

/// How often it is looked for SIMs that have little left.
pub const EVERY: TimeDelta = TimeDelta::hours(4);

/// After so many failed payments in a row auto-top-up is switched off.
pub const MOST_FAILURES: i64 = 3;

/// Something that people are told by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum News {
    /// Volume was bought.
    Done {
        /// By this order.
        order_id: i64,
    },
    /// The card was declined; it is tried again.
    Failed {
        /// For this order.
        order_id: i64,
        /// Why: a `Decline`.
        code: String,
        /// When it is tried again.
        next: NaiveDateTime,
    },
    /// It was switched off by itself.
    SwitchedOff {
        /// Why: an `OffReason`.
        reason: String,
        /// Why the card was declined, if it was.
        code: String,
    },
    /// SIMs were left out because of the cap.
    CapReached {
        /// How many, the first time in this month.
        sims: i64,
    },
}

/// Has people told of something, by a job: only that knows what mails look like.
fn tell(db: &mut Db, scope: &OrgScope, kind: VolumeKind, news: News, now: NaiveDateTime) -> Result<()> {
    let job = Job::AutoTopUpNews {
        root_id: scope.root_id(),
        organisation_id: scope.organisation_id(),
        kind,
        news,
    };
    enqueue(db, Some(scope.organisation_id()), &job, now)?;
    Ok(())
}
