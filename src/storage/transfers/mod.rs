//! Transfers: one row per transfer, its lines and faults (`ranges.rs`), between whom (`route.rs`), and the SIMs it holds and moves
//! (`moves.rs`).

mod moves;
mod ranges;
mod route;

use chrono::NaiveDateTime;
use diesel::prelude::*;

pub use moves::{
    Bounds, Departed, Found, ItemRow, changed_since, elsewhere, find_piece, held_by_others, hold, hold_window,
    iccids_between, items_after, move_piece, next_piece, open_bulk_iccids, open_in_window, open_ranges, release_piece,
    running_bulk_actions,
};
pub use ranges::{
    ErrorRow, RangeRow, drop_errors, errors_after, insert_errors, insert_ranges, range_around, ranges_after,
    ranges_page,
};
pub use route::{Route, Told, is_master, names, told};

/// Call first in a transaction that reserves or moves by the thousand.
pub use super::ingest::begin;

use super::db::MultiBackend;
use super::keyset::{Edge, Recent};
use super::schema::{transfer_files, transfer_items, transfer_ranges, transfers};
use super::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::transfer::{TransferSource, TransferStatus};

/// A transfer.
#[derive(Debug, Clone, Queryable)]
pub struct TransferRow {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Organisation whose person ordered it: the master.
    pub organisation_id: i64,
    /// Who gives the SIMs away.
    pub from_organisation_id: i64,
    /// Who gets them.
    pub to_organisation_id: i64,
    /// Who ordered it; `None` for staff with the command.
    pub actor_id: Option<i64>,
    /// Their name.
    pub actor_name: String,
    /// Where its SIMs come from.
    pub source: TransferSource,
    /// Name of the file; empty without one.
    pub file_name: String,
    /// How far it is.
    pub status: TransferStatus,
    /// Language of who ordered it.
    pub language: String,
    /// SIMs that its ranges cover.
    pub sims: i64,
    /// SIMs that are reserved, of a transfer that was carried through: that were.
    pub reserved: i64,
    /// SIMs that are in the other organisation.
    pub moved: i64,
    /// Everything that is wrong with its lines.
    pub errors: i64,
    /// Whether all of that can be mended without guessing.
    pub is_repairable: bool,
    /// The last ICCID that is reserved, as a number; 0 before the first.
    pub position: i64,
    /// Why it failed.
    pub problem: Option<String>,
    /// The transfer that it takes back.
    pub undo_of: Option<i64>,
    /// Network address of who ordered it.
    pub address: String,
    /// When it was ordered.
    pub created_at: NaiveDateTime,
    /// When the preview was confirmed.
    pub confirmed_at: Option<NaiveDateTime>,
    /// When it was over.
    pub finished_at: Option<NaiveDateTime>,
}

/// A transfer to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = transfers, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the same fields as TransferRow")]
pub struct NewTransfer {
    pub root_id: i64,
    pub organisation_id: i64,
    pub from_organisation_id: i64,
    pub to_organisation_id: i64,
    pub actor_id: Option<i64>,
    pub actor_name: String,
    pub source: TransferSource,
    pub file_name: String,
    pub status: TransferStatus,
    pub language: String,
    pub undo_of: Option<i64>,
    pub address: String,
    pub created_at: NaiveDateTime,
}

/// The transfers that the scope's organisation may know of: those of its own people, and, once they were confirmed, those that give it
/// SIMs or take some.
fn of(scope: &OrgScope) -> transfers::BoxedQuery<'static, MultiBackend> {
    use transfers as t;
    let organisation = scope.organisation_id();
    let touches = t::from_organisation_id
        .eq(organisation)
        .or(t::to_organisation_id.eq(organisation));
    t::table
        .filter(touches)
        .filter(t::organisation_id.eq(organisation).or(t::confirmed_at.is_not_null()))
        .into_boxed()
}

/// Adds a transfer.
pub fn insert(db: &mut Db, new: NewTransfer) -> Result<i64> {
    Ok(diesel::insert_into(transfers::table)
        .values(new)
        .returning(transfers::id)
        .get_result(db)?)
}

/// One transfer of the scope; unknown and foreign ones are both `NotFound`.
pub fn find(db: &mut Db, scope: &OrgScope, id: i64) -> Result<TransferRow> {
    Ok(of(scope)
        .filter(transfers::id.eq(id))
        .select(transfers::all_columns)
        .first(db)?)
}

/// Finds one and keeps others from changing it until the transaction ends.
pub fn lock(db: &mut Db, scope: &OrgScope, id: i64) -> Result<TransferRow> {
    if let Db::Pg(c) = db {
        transfers::table
            .filter(transfers::root_id.eq(scope.root_id()))
            .filter(transfers::id.eq(id))
            .select(transfers::id)
            .for_update()
            .first::<i64>(c)?;
    }
    find(db, scope, id)
}

/// Master organisation of a transfer: for jobs, which get only its key.
pub fn home_of(db: &mut Db, id: i64) -> Result<(i64, i64)> {
    Ok(transfers::table
        .find(id)
        .select((transfers::root_id, transfers::organisation_id))
        .first(db)?)
}

/// The latest transfer that takes this one back and was not given up.
pub fn undone_by(db: &mut Db, transfer: &TransferRow) -> Result<Option<i64>> {
    use transfers as t;
    let given_up = [
        TransferStatus::Rejected,
        TransferStatus::Cancelled,
        TransferStatus::Failed,
    ];
    Ok(t::table
        .filter(t::undo_of.eq(Some(transfer.id)))
        .filter(t::root_id.eq(transfer.root_id))
        .filter(t::status.ne_all(given_up))
        .order(t::id.desc())
        .select(t::id)
        .first(db)
        .optional()?)
}

/// Writes how far it is.
pub fn save(db: &mut Db, transfer: &TransferRow) -> Result<()> {
    use transfers as t;
    diesel::update(t::table.find(transfer.id))
        .set((
            t::status.eq(transfer.status),
            t::sims.eq(transfer.sims),
            t::reserved.eq(transfer.reserved),
            t::moved.eq(transfer.moved),
            t::errors.eq(transfer.errors),
            t::is_repairable.eq(transfer.is_repairable),
            t::position.eq(transfer.position),
            t::problem.eq(&transfer.problem),
            t::confirmed_at.eq(transfer.confirmed_at),
            t::finished_at.eq(transfer.finished_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Transfers of the scope, newest first.
pub fn recent(db: &mut Db, scope: &OrgScope, edge: Edge<i64>, most: i64) -> Result<Recent<TransferRow>> {
    let mut query = of(scope);
    query = match edge {
        Edge::Newest => query,
        Edge::OlderThan(id) => query.filter(transfers::id.lt(id)),
        Edge::NewerThan(id) => query.filter(transfers::id.gt(id)),
    };
    query = if edge.is_backwards() {
        query.order(transfers::id.asc())
    } else {
        query.order(transfers::id.desc())
    };
    let rows = query.limit(most + 1).select(transfers::all_columns).load(db)?;
    Ok(Recent::of(&edge, rows, most))
}

/// Keeps the file that a transfer came with.
pub fn keep_file(db: &mut Db, transfer_id: i64, body: &[u8]) -> Result<()> {
    diesel::insert_into(transfer_files::table)
        .values((
            transfer_files::transfer_id.eq(transfer_id),
            transfer_files::body.eq(body),
        ))
        .execute(db)?;
    Ok(())
}

/// The file that it came with; empty if it had none, or needs it no longer.
pub fn file_of(db: &mut Db, transfer: &TransferRow) -> Result<Vec<u8>> {
    Ok(transfer_files::table
        .find(transfer.id)
        .select(transfer_files::body)
        .first(db)
        .optional()?
        .unwrap_or_default())
}

/// Removes the file that it came with.
pub fn drop_file(db: &mut Db, transfer: &TransferRow) -> Result<()> {
    diesel::delete(transfer_files::table.find(transfer.id)).execute(db)?;
    Ok(())
}

/// Removes a transfer without items, after its ranges if these are many.
fn delete_with_ranges(db: &mut Db, id: i64, most: i64) -> Result<()> {
    use transfer_ranges as r;
    let last: Option<i64> = r::table
        .filter(r::transfer_id.eq(id))
        .order(r::position)
        .select(r::position)
        .offset(most)
        .first(db)
        .optional()?;
    match last {
        Some(position) => {
            diesel::delete(r::table.filter(r::transfer_id.eq(id)).filter(r::position.lt(position))).execute(db)?
        }
        None => diesel::delete(transfers::table.find(id)).execute(db)?,
    };
    Ok(())
}

/// Removes up to `most` items of the oldest transfer that was over before `then`, and the transfer itself with its last item. Answers
/// whether there is more to remove. A transfer that never ended is removed only if it holds nothing.
pub fn delete_old(db: &mut Db, then: NaiveDateTime, most: i64) -> Result<bool> {
    use transfers as t;
    let holding: Vec<TransferStatus> = TransferStatus::ALL
        .iter()
        .copied()
        .filter(|status| status.holds_sims())
        .collect();
    let oldest: Option<i64> = t::table
        .filter(t::created_at.lt(then))
        .filter(t::status.ne_all(holding))
        .order((t::created_at, t::id))
        .select(t::id)
        .first(db)
        .optional()?;
    let Some(id) = oldest else { return Ok(false) };
    let last: Option<String> = transfer_items::table
        .filter(transfer_items::transfer_id.eq(id))
        .order(transfer_items::iccid)
        .select(transfer_items::iccid)
        .offset(most)
        .first(db)
        .optional()?;
    match last {
        Some(iccid) => {
            diesel::delete(
                transfer_items::table
                    .filter(transfer_items::transfer_id.eq(id))
                    .filter(transfer_items::iccid.lt(iccid)),
            )
            .execute(db)?;
        }
        None => delete_with_ranges(db, id, most)?,
    }
    Ok(true)
}
