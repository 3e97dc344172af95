//! The SIMs of a transfer: which there are, which it holds, which it moved. Everything that changes a SIM's organisation is here and in
//! `dialect_transfer.rs`, and asks for a [`Route`].

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::{Route, TransferRow};
use crate::storage::dialect_transfer as own;
pub use crate::storage::dialect_transfer::Departed;
use crate::storage::schema::{
    bulk_items, bulk_jobs, sim_auto_top_ups, sim_tags, sims, tags, transfer_holds, transfer_items, transfer_ranges,
    transfers,
};
use crate::storage::sims::counts::{CountedRow, Deltas};
use crate::storage::{Db, Result};
use crate::types::bulk::{BulkStatus, Expected};
use crate::types::transfer::TransferStatus;

/// Rows per statement, far below the bind limits of both databases.
const ROWS: usize = 500;

/// A SIM of the giving organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Found {
    /// Key.
    pub id: i64,
    /// ICCID as a number.
    pub number: i64,
}

/// A SIM that a transfer moved.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ItemRow {
    /// Its ICCID.
    pub iccid: String,
    /// Its address before.
    pub old_ip_address: Option<String>,
}

/// An ICCID as a number: all of them begin with 89 and have 19 digits, which a BIGINT holds.
fn number() -> diesel::expression::SqlLiteral<BigInt> {
    diesel::dsl::sql::<BigInt>("CAST(sims.iccid AS BIGINT)")
}

/// ICCIDs of the giving organisation from one number to another, both included, in their order; at most `most`.
pub fn iccids_between(db: &mut Db, route: &Route, first: i64, last: i64, most: i64) -> Result<Vec<i64>> {
    Ok(sims::table
        .filter(sims::organisation_id.eq(route.from().id))
        .filter(sims::iccid.between(first.to_string(), last.to_string()))
        .order(sims::iccid)
        .limit(most)
        .select(number())
        .load(db)?)
}

/// The SIMs of the giving organisation with these numbers, kept from others until the transaction ends.
pub fn find_piece(db: &mut Db, route: &Route, numbers: &[i64]) -> Result<Vec<Found>> {
    let mut found = Vec::with_capacity(numbers.len());
    for part in numbers.chunks(ROWS) {
        let iccids: Vec<String> = part.iter().map(ToString::to_string).collect();
        let query = sims::table
            .filter(sims::iccid.eq_any(iccids))
            .filter(sims::organisation_id.eq(route.from().id))
            .order(sims::iccid)
            .select((sims::id, number()));
        let rows: Vec<Found> = match db {
            Db::Pg(c) => query.for_update().load(c)?,
            Db::Sqlite(c) => query.load(c)?,
        };
        found.extend(rows);
    }
    Ok(found)
}

/// Reserves all SIMs of the giving organisation between two numbers; answers how many are reserved now, those that another transfer
/// holds not among them.
pub fn hold_window(db: &mut Db, transfer: &TransferRow, route: &Route, first: i64, last: i64) -> Result<usize> {
    own::hold_window(db, transfer, route, first, last)
}

/// Reserves SIMs that [`find_piece`] found; answers how many of them are reserved now, those that another transfer holds not among them.
pub fn hold(db: &mut Db, transfer: &TransferRow, found: &[Found]) -> Result<usize> {
    use transfer_holds as h;
    let mut held = 0;
    for part in found.chunks(ROWS) {
        let rows: Vec<_> = part
            .iter()
            .map(|sim| {
                (
                    h::sim_id.eq(sim.id),
                    h::transfer_id.eq(transfer.id),
                    h::root_id.eq(transfer.root_id),
                )
            })
            .collect();
        held += on_backend!(db, c => diesel::insert_into(h::table)
            .values(&rows)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(held)
}

/// Which of these SIMs another transfer holds.
pub fn held_by_others(db: &mut Db, transfer: &TransferRow, found: &[Found]) -> Result<Vec<i64>> {
    use transfer_holds as h;
    let mut held = Vec::new();
    for part in found.chunks(ROWS) {
        let ids: Vec<i64> = part.iter().map(|sim| sim.id).collect();
        let rows: Vec<i64> = h::table
            .filter(h::sim_id.eq_any(ids))
            .filter(h::transfer_id.ne(transfer.id))
            .order(h::sim_id)
            .select(h::sim_id)
            .load(db)?;
        held.extend(rows);
    }
    Ok(held)
}

/// Keys of the first and the last SIM of a piece.
pub type Bounds = (i64, i64);

/// The next piece of at most `most` SIMs that the transfer holds; `None` if it holds none.
pub fn next_piece(db: &mut Db, transfer: &TransferRow, most: i64) -> Result<Option<Bounds>> {
    use transfer_holds as h;
    let piece: Vec<i64> = h::table
        .filter(h::transfer_id.eq(transfer.id))
        .order(h::sim_id)
        .limit(most)
        .select(h::sim_id)
        .load(db)?;
    Ok(piece.first().copied().zip(piece.last().copied()))
}

/// Moves the SIMs of a piece that the transfer holds: their organisation, tags and counters change, each gets an entry in its
/// history, and they are held no longer. Answers how many.
pub fn move_piece(
    db: &mut Db,
    transfer: &TransferRow,
    route: &Route,
    piece: Bounds,
    now: NaiveDateTime,
) -> Result<usize> {
    use transfer_holds as h;
    let (low, high) = piece;
    let held = h::table
        .filter(h::transfer_id.eq(transfer.id))
        .filter(h::sim_id.between(low, high))
        .select(h::sim_id);
    let query = sims::table
        .filter(sims::id.eq_any(held))
        .filter(sims::organisation_id.eq(route.from().id))
        .order(sims::iccid)
        .select(CountedRow::COLUMNS);
    let rows: Vec<CountedRow> = match db {
        Db::Pg(c) => query.for_update().load(c)?,
        Db::Sqlite(c) => query.load(c)?,
    };
    let mut deltas = Deltas::default();
    for row in &rows {
        let before = row.counted(transfer.root_id, route.from().id);
        deltas.moved(before, row.counted(transfer.root_id, route.to().id));
    }
    own::insert_items(db, transfer, piece)?;
    own::insert_history(db, transfer, route, piece, now)?;
    rename_tags(db, transfer, route, piece)?;
    forget_auto_top_ups(db, transfer, piece)?;
    let moved = own::set_holder(db, transfer, route, piece, now)?;
    deltas.apply(db, now)?;
    release(db, transfer, piece)?;
    Ok(moved)
}

/// Gives the SIMs of a piece tags of the same names in their new organisation.
fn rename_tags(db: &mut Db, transfer: &TransferRow, route: &Route, (low, high): Bounds) -> Result<()> {
    use transfer_holds as h;
    let held = h::table
        .filter(h::transfer_id.eq(transfer.id))
        .filter(h::sim_id.between(low, high))
        .select(h::sim_id);
    let used: Vec<(i64, String, String)> = sim_tags::table
        .inner_join(tags::table)
        .filter(sim_tags::sim_id.eq_any(held))
        .filter(tags::organisation_id.eq(route.from().id))
        .order((tags::name_key, tags::id))
        .distinct()
        .select((tags::id, tags::name, tags::name_key))
        .load(db)?;
    for (old, name, key) in used {
        on_backend!(db, c => diesel::insert_into(tags::table)
            .values((
                tags::root_id.eq(transfer.root_id),
                tags::organisation_id.eq(route.to().id),
                tags::name.eq(&name),
                tags::name_key.eq(&key),
            ))
            .on_conflict((tags::organisation_id, tags::name_key))
            .do_nothing()
            .execute(c))?;
        let new: i64 = tags::table
            .filter(tags::organisation_id.eq(route.to().id))
            .filter(tags::name_key.eq(&key))
            .select(tags::id)
            .first(db)?;
        diesel::update(
            sim_tags::table
                .filter(sim_tags::tag_id.eq(old))
                .filter(sim_tags::sim_id.eq_any(held)),
        )
        .set(sim_tags::tag_id.eq(new))
        .execute(db)?;
    }
    Ok(())
}

/// Switches auto-top-up of the SIMs of a piece off: what their new organisation pays for is for that one to say.
fn forget_auto_top_ups(db: &mut Db, transfer: &TransferRow, (low, high): Bounds) -> Result<()> {
    use transfer_holds as h;
    let held = h::table
        .filter(h::transfer_id.eq(transfer.id))
        .filter(h::sim_id.between(low, high))
        .select(h::sim_id);
    diesel::delete(sim_auto_top_ups::table.filter(sim_auto_top_ups::sim_id.eq_any(held))).execute(db)?;
    Ok(())
}

/// Releases the next SIMs, at most `most`; answers how many.
pub fn release_piece(db: &mut Db, transfer: &TransferRow, most: i64) -> Result<usize> {
    match next_piece(db, transfer, most)? {
        Some(piece) => release(db, transfer, piece),
        None => Ok(0),
    }
}

fn release(db: &mut Db, transfer: &TransferRow, (low, high): Bounds) -> Result<usize> {
    use transfer_holds as h;
    let held = h::table
        .filter(h::transfer_id.eq(transfer.id))
        .filter(h::sim_id.between(low, high));
    Ok(diesel::delete(held).execute(db)?)
}

/// Numbers that other transfers out of the giving organisation are working on, as ranges in no order.
pub fn open_ranges(db: &mut Db, route: &Route, except: Option<i64>) -> Result<Vec<(i64, i64)>> {
    use transfer_ranges as r;
    use transfers as t;
    let holding: Vec<TransferStatus> = TransferStatus::ALL
        .iter()
        .copied()
        .filter(|status| status.holds_sims())
        .collect();
    Ok(r::table
        .inner_join(t::table)
        .filter(t::from_organisation_id.eq(route.from().id))
        .filter(t::status.eq_any(holding))
        .filter(t::id.ne(except.unwrap_or(0)))
        .order((r::transfer_id, r::position))
        .select((r::position, r::sims))
        .load::<(i64, i64)>(db)?
        .into_iter()
        .map(|(first, sims)| (first, first + sims - 1))
        .collect())
}

/// Bulk actions of the giving organisation that are changing SIMs now.
pub fn running_bulk_actions(db: &mut Db, route: &Route) -> Result<Vec<i64>> {
    use bulk_jobs as b;
    Ok(b::table
        .filter(b::organisation_id.eq(route.from().id))
        .filter(b::status.eq_any([BulkStatus::Running, BulkStatus::Cancelling]))
        .order(b::id)
        .select(b::id)
        .load(db)?)
}

/// Numbers of the SIMs that these bulk actions of the giving organisation change.
pub fn open_bulk_iccids(db: &mut Db, route: &Route, bulk_ids: &[i64]) -> Result<Vec<i64>> {
    use bulk_items as i;
    Ok(i::table
        .inner_join(bulk_jobs::table)
        .filter(bulk_jobs::organisation_id.eq(route.from().id))
        .filter(i::bulk_id.eq_any(bulk_ids.to_vec()))
        .filter(i::expected.eq(Expected::Change))
        .filter(i::sim_id.is_not_null())
        .select(diesel::dsl::sql::<BigInt>("CAST(bulk_items.iccid AS BIGINT)"))
        .load(db)?)
}

/// Numbers of the giving organisation's SIMs between two numbers that one of its bulk actions changes.
pub fn open_in_window(db: &mut Db, route: &Route, bulk_id: i64, first: i64, last: i64) -> Result<Vec<i64>> {
    own::open_in_window(db, route, bulk_id, first, last)
}

/// SIMs of a transfer, which was found through a scope, that are no longer where it moved them.
pub fn elsewhere(db: &mut Db, original: &TransferRow, most: i64) -> Result<Departed> {
    own::elsewhere(db, original, most)
}

/// SIMs of a transfer, which was found through a scope, that are where it moved them, but to which something was done since.
pub fn changed_since(db: &mut Db, original: &TransferRow, most: i64) -> Result<Departed> {
    own::changed_since(db, original, most)
}

/// The next items of a transfer, which was found through a scope, behind an ICCID.
pub fn items_after(db: &mut Db, transfer: &TransferRow, after: &str, most: i64) -> Result<Vec<ItemRow>> {
    use transfer_items as i;
    Ok(i::table
        .filter(i::transfer_id.eq(transfer.id))
        .filter(i::iccid.gt(after))
        .order(i::iccid)
        .limit(most)
        .select((i::iccid, i::old_ip_address))
        .load(db)?)
}
