//! Transfers of SIMs between a master organisation and one of its sub-organisations (product section 10): all or nothing.
//!
//! - `parse.rs`, `covered.rs` range files; `check.rs` what is wrong with one, compared with the SIMs there are
//! - `run.rs` reserving all SIMs, then moving them, piece by piece; `tell.rs` who is told
//!
//! A transfer of many SIMs goes on in a job. Until every one of its SIMs is reserved nothing has been moved and everything can be taken
//! back; from then on nothing can stop it, because what is reserved cannot be refused. How far it is stands in its row and in the
//! reservations, written with each piece, so that a job that was killed goes on where it was.

mod check;
mod covered;
mod parse;
mod run;
mod tell;

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDateTime, TimeDelta};

pub use check::{RANGES_AT_ONCE, Verdict, examine, keep_ranges, settle, stored_verdict};
pub use parse::{Fault, Faults, LARGEST, Line, RangeFile, fault_of, parse, write};
pub use run::{move_piece, release_piece, reserve_piece};

use super::approvals::{self, What};
use super::work::{Job, enqueue_for};
use super::{Error, Result};
use crate::mail::MailContext;
use crate::storage::Db;
use crate::storage::audit::{self, Change};
pub use crate::storage::keyset::{Edge, Recent};
use crate::storage::organisations::{self, OrganisationRow};
use crate::storage::transfers::{self as rows, NewTransfer};
pub use crate::storage::transfers::{
    ErrorRow, ItemRow, RangeRow, Route, TransferRow, errors_after, find, home_of, is_master, items_after, ranges_page,
    recent, undone_by,
};
use crate::types::access::OrgScope;
use crate::types::approval::ApprovalKind;
use crate::types::lang::Lang;
use crate::types::transfer::{RangeFault, TransferSource, TransferStatus};

/// Faults that are kept of a transfer; all of them are counted.
pub const MOST_FAULTS: usize = 1000;

/// SIMs of one transaction: few enough that other writers hardly wait.
const PIECE: i64 = 2000;

/// A transfer of no more SIMs and no longer file is checked at once: its preview is the next page.
const AT_ONCE: (u64, usize) = (5000, 64 * 1024);

/// How long a command works alone before a worker helps: two processes would only wait for each other.
const COMMAND_ALONE: TimeDelta = TimeDelta::minutes(10);

/// How long a transfer can be taken back.
pub const UNDO_WITHIN: TimeDelta = TimeDelta::hours(24);

/// How long a transfer and its result are kept.
const KEPT: TimeDelta = TimeDelta::days(90);

/// Problem: not every SIM could be reserved.
pub const NOT_RESERVED: &str = "not-reserved";

/// What is to be transferred.
#[derive(Debug, Clone)]
pub struct Order {
    /// Who gives the SIMs away.
    pub from: i64,
    /// Who gets them.
    pub to: i64,
    /// Where they come from.
    pub source: TransferSource,
    /// Name of the file; empty without one.
    pub file_name: String,
    /// The file, or what was typed, in the form of one.
    pub body: Vec<u8>,
    /// Language of who orders it.
    pub lang: Lang,
}

/// Whether a job has more to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// All is done.
    Done,
    /// A piece is done.
    More,
}

/// An organisation that SIMs can be given to or taken from.
#[derive(Debug, Clone)]
pub struct Partner {
    /// The sub-organisation.
    pub organisation: OrganisationRow,
    /// SIMs it holds.
    pub sims: i64,
}

/// The active sub-organisations of the scope's organisation, by name.
pub fn partners(db: &mut Db, scope: &OrgScope) -> Result<Vec<Partner>> {
    if !is_master(scope) {
        return Ok(Vec::new());
    }
    // All of them: one has to be chosen.
    let subs = organisations::subs_with_totals(db, scope, i64::MAX)?;
    Ok(subs
        .into_iter()
        .filter(|(sub, ..)| sub.deleted_at.is_none() && sub.status == "active")
        .map(|(organisation, sims, _)| Partner { organisation, sims })
        .collect())
}

/// The names of both sides of a transfer that was found through a scope.
pub fn names(db: &mut Db, transfer: &TransferRow) -> Result<(String, String)> {
    let mut names = names_of(db, std::slice::from_ref(transfer))?;
    let mut name = |id: i64| names.remove(&id).unwrap_or_default();
    Ok((name(transfer.from_organisation_id), name(transfer.to_organisation_id)))
}

/// The names of both sides of several transfers that were found through a scope, by key.
pub fn names_of(db: &mut Db, transfers: &[TransferRow]) -> Result<HashMap<i64, String>> {
    let ids = transfers
        .iter()
        .flat_map(|transfer| [transfer.from_organisation_id, transfer.to_organisation_id]);
    let ids: BTreeSet<i64> = ids.collect();
    Ok(rows::names(db, ids.into_iter().collect())?)
}

/// Orders a transfer and checks it, at once if it is short, else in a job. Nothing is moved before [`confirm`]. What was typed into fields
/// and is found to be wrong at once is refused and leaves nothing behind.
pub fn create(db: &mut Db, scope: &OrgScope, order: Order, now: NaiveDateTime) -> Result<i64> {
    let route = Route::between(db, scope, order.from, order.to)?;
    let by = scope.by();
    let new = NewTransfer {
        root_id: scope.root_id(),
        organisation_id: scope.organisation_id(),
        from_organisation_id: order.from,
        to_organisation_id: order.to,
        actor_id: by.user_id,
        actor_name: by.name.clone(),
        source: order.source,
        file_name: order.file_name,
        status: TransferStatus::Checking,
        language: order.lang.as_str().to_owned(),
        undo_of: None,
        address: by.address.clone(),
        created_at: now,
    };
    let id = rows::insert(db, new)?;
    rows::keep_file(db, id, &order.body)?;
    let (most_sims, most_bytes) = AT_ONCE;
    let is_command = order.source == TransferSource::Command;
    if order.body.len() > most_bytes {
        return begin(db, scope, id, is_command, now);
    }
    let file = parse(&order.body, MOST_FAULTS);
    if file.size() > most_sims {
        return begin(db, scope, id, is_command, now);
    }
    let verdict = examine(db, &route, file, MOST_FAULTS)?;
    if matches!(order.source, TransferSource::Single | TransferSource::Range)
        && let Some(fault) = verdict.faults.kept().first()
    {
        return Err(Error::Refused(typed_key(fault.kind)));
    }
    keep_ranges(db, scope, id, &verdict.ranges(id))?;
    settle(db, scope, id, &verdict, now)?;
    Ok(id)
}

/// The sentence for numbers that were typed and cannot be transferred.
fn typed_key(fault: RangeFault) -> &'static str {
    match fault {
        RangeFault::OpenAction => "transfer-typed-open",
        _ => "transfer-typed-unknown",
    }
}

/// Leaves the rest to a job. A command does the work itself; the job is there for the case that it is stopped.
fn begin(db: &mut Db, scope: &OrgScope, id: i64, is_command: bool, now: NaiveDateTime) -> Result<i64> {
    let run_at = if is_command { now + COMMAND_ALONE } else { now };
    let job = Job::Transfer { transfer_id: id };
    enqueue_for(db, Some(scope.organisation_id()), &job, run_at, now)?;
    Ok(id)
}

/// Orders that a transfer be taken back: all of its SIMs, or, if something happened to one of them since, none.
pub fn undo(db: &mut Db, scope: &OrgScope, id: i64, lang: Lang, now: NaiveDateTime) -> Result<i64> {
    let original = rows::lock(db, scope, id)?;
    if !is_undoable(&original, now) || rows::undone_by(db, &original)?.is_some() {
        return Err(Error::Refused("transfer-refused-undo"));
    }
    Route::between(db, scope, original.to_organisation_id, original.from_organisation_id)?;
    let by = scope.by();
    let new = NewTransfer {
        root_id: scope.root_id(),
        organisation_id: scope.organisation_id(),
        from_organisation_id: original.to_organisation_id,
        to_organisation_id: original.from_organisation_id,
        actor_id: by.user_id,
        actor_name: by.name.clone(),
        source: TransferSource::Undo,
        file_name: String::new(),
        status: TransferStatus::Checking,
        language: lang.as_str().to_owned(),
        undo_of: Some(original.id),
        address: by.address.clone(),
        created_at: now,
    };
    let undoing = rows::insert(db, new)?;
    if u64::try_from(original.moved).unwrap_or(u64::MAX) > AT_ONCE.0 {
        return begin(db, scope, undoing, false, now);
    }
    let verdict = stored_verdict(db, scope, undoing)?;
    keep_ranges(db, scope, undoing, &verdict.ranges(undoing))?;
    settle(db, scope, undoing, &verdict, now)?;
    Ok(undoing)
}

/// Whether a transfer can still be taken back, as far as its own row tells.
pub fn is_undoable(transfer: &TransferRow, now: NaiveDateTime) -> bool {
    let is_recent = transfer.finished_at.is_some_and(|at| now <= at + UNDO_WITHIN);
    transfer.status == TransferStatus::Done && transfer.moved > 0 && is_recent
}

/// The repaired file of a transfer that was rejected for faults that can be mended without guessing.
pub fn repaired(db: &mut Db, scope: &OrgScope, id: i64) -> Result<(TransferRow, String)> {
    let transfer = rows::find(db, scope, id)?;
    if transfer.status != TransferStatus::Rejected || !transfer.is_repairable {
        return Err(Error::Refused("transfer-refused-repair"));
    }
    let file = parse(&rows::file_of(db, &transfer)?, 0);
    Ok((transfer, write(&file.repaired())))
}

/// Orders a rejected transfer anew, with its file repaired.
pub fn repair(db: &mut Db, scope: &OrgScope, id: i64, lang: Lang, now: NaiveDateTime) -> Result<i64> {
    let (transfer, text) = repaired(db, scope, id)?;
    let order = Order {
        from: transfer.from_organisation_id,
        to: transfer.to_organisation_id,
        source: TransferSource::File,
        file_name: transfer.file_name,
        body: text.into_bytes(),
        lang,
    };
    create(db, scope, order, now)
}

/// Lets a transfer take place whose preview a person has looked at; it waits for a second person first where the organisation that orders
/// it, which is the master, asks for that. The sub-organisation has no say in it.
pub fn confirm(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    id: i64,
    now: NaiveDateTime,
) -> Result<TransferRow> {
    let mut transfer = rows::lock(db, scope, id)?;
    if transfer.status != TransferStatus::Previewed {
        return Err(Error::Refused("transfer-refused-confirm"));
    }
    if !approvals::is_required(db, scope, ApprovalKind::Transfer)? {
        return start(db, scope, id, now);
    }
    Route::between(db, scope, transfer.from_organisation_id, transfer.to_organisation_id)?;
    let (from, to) = names(db, &transfer)?;
    let name = format!("{from} → {to}");
    let sims = transfer.sims;
    transfer.status = TransferStatus::Waiting;
    rows::save(db, &transfer)?;
    let what = What::Transfer { from, to, sims };
    approvals::ask(db, context, scope, &what, (id, &name), now)?;
    Ok(transfer)
}

/// Begins to reserve the SIMs of a transfer: after its preview was confirmed, or after a second person has approved it.
pub fn start(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<TransferRow> {
    let mut transfer = rows::lock(db, scope, id)?;
    if !matches!(transfer.status, TransferStatus::Previewed | TransferStatus::Waiting) {
        return Err(Error::Refused("transfer-refused-confirm"));
    }
    Route::between(db, scope, transfer.from_organisation_id, transfer.to_organisation_id)?;
    let is_command = transfer.source == TransferSource::Command;
    transfer.status = TransferStatus::Reserving;
    transfer.confirmed_at = Some(now);
    rows::save(db, &transfer)?;
    note(db, scope, &transfer, "transfer.confirm", now)?;
    begin(db, scope, id, is_command, now)?;
    Ok(transfer)
}

/// Gives a transfer up of which nothing has been moved.
pub fn cancel(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<TransferRow> {
    let mut transfer = rows::lock(db, scope, id)?;
    if transfer.organisation_id != scope.organisation_id() {
        return Err(Error::Refused("transfer-refused-not-master"));
    }
    match transfer.status {
        TransferStatus::Checking | TransferStatus::Previewed | TransferStatus::Waiting => {
            transfer.status = TransferStatus::Cancelled;
            transfer.finished_at = Some(now);
            rows::drop_file(db, &transfer)?;
            approvals::close_of(db, scope, ApprovalKind::Transfer, id, now)?;
        }
        TransferStatus::Reserving => transfer.status = TransferStatus::Releasing,
        TransferStatus::Moving => return Err(Error::Refused("transfer-refused-moving")),
        TransferStatus::Releasing => return Ok(transfer),
        TransferStatus::Rejected | TransferStatus::Done | TransferStatus::Cancelled | TransferStatus::Failed => {
            return Err(Error::Refused("transfer-refused-over"));
        }
    }
    rows::save(db, &transfer)?;
    note(db, scope, &transfer, "transfer.cancel", now)?;
    Ok(transfer)
}

/// The audit entry of a decision about a transfer; that it took place is noted on both sides, and each SIM has its own entry.
fn note(db: &mut Db, scope: &OrgScope, transfer: &TransferRow, action: &str, now: NaiveDateTime) -> Result<()> {
    let (from, to) = names(db, transfer)?;
    let change = Change {
        action,
        object_kind: OBJECT_KIND,
        object_id: transfer.id,
        object_name: &format!("{} SIM", transfer.sims),
        old: Some(from),
        new: Some(to),
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}

/// What a transfer is called in the audit log.
const OBJECT_KIND: &str = "transfer";

/// Removes a piece of the transfers that are older than 90 days; answers whether there is more.
pub fn forget_old(db: &mut Db, most: i64, now: NaiveDateTime) -> Result<bool> {
    Ok(rows::delete_old(db, now - KEPT, most)?)
}
