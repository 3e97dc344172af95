//! Bulk actions: one row per action, and in `items.rs` one per SIM or line of a file.

mod items;

use chrono::NaiveDateTime;
use diesel::prelude::*;

pub use items::{
    ItemFilter, ItemPage, ItemPlace, ItemRow, insert as insert_items, items_after, items_between, of_original, page,
    put_results, settle_as_expected, wanted,
};

use super::db::MultiBackend;
use super::keyset::{Edge, Recent};
use super::schema::{bulk_files, bulk_items, bulk_jobs};
use super::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::bulk::{BulkAction, BulkSource, BulkStatus};

/// A bulk action.
#[derive(Debug, Clone, Queryable)]
pub struct BulkRow {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Organisation whose SIMs it is about.
    pub organisation_id: i64,
    /// Who ordered it: with whose rights it runs.
    pub actor_id: i64,
    /// Their name.
    pub actor_name: String,
    /// What is done.
    pub action: BulkAction,
    /// JSON of what goes with it: a label, tags, a filter, a selection.
    pub argument: String,
    /// Where its SIMs come from.
    pub source: BulkSource,
    /// Address of the list it came from.
    pub query: String,
    /// How far it is.
    pub status: BulkStatus,
    /// Language of who ordered it.
    pub language: String,
    /// Items collected so far.
    pub sims: i64,
    /// The last item that has its verdict: of the preview while it is prepared, of the result while it runs.
    pub position: i64,
    /// Items that the preview says will change.
    pub will_change: i64,
    /// Items that were changed.
    pub changed: i64,
    /// Items that already were so: by the preview before it runs, by the result afterwards.
    pub already: i64,
    /// Items that cannot be changed, likewise.
    pub refused: i64,
    /// Items whose result is not what the preview said.
    pub differs: i64,
    /// Why it failed.
    pub problem: Option<String>,
    /// The action that it takes back.
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

/// A bulk action to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = bulk_jobs, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the same fields as BulkRow")]
pub struct NewBulk {
    pub root_id: i64,
    pub organisation_id: i64,
    pub actor_id: i64,
    pub actor_name: String,
    pub action: BulkAction,
    pub argument: String,
    pub source: BulkSource,
    pub query: String,
    pub status: BulkStatus,
    pub language: String,
    pub undo_of: Option<i64>,
    pub address: String,
    pub created_at: NaiveDateTime,
}

/// The bulk actions of the scope's organisation.
fn of(scope: &OrgScope) -> bulk_jobs::BoxedQuery<'static, MultiBackend> {
    bulk_jobs::table
        .filter(bulk_jobs::organisation_id.eq(scope.organisation_id()))
        .into_boxed()
}

/// Adds a bulk action.
pub fn insert(db: &mut Db, new: NewBulk) -> Result<i64> {
    Ok(diesel::insert_into(bulk_jobs::table)
        .values(new)
        .returning(bulk_jobs::id)
        .get_result(db)?)
}

/// Keeps the file that a bulk action came with, until its lines are items.
pub fn keep_file(db: &mut Db, bulk: &BulkRow, body: &str) -> Result<()> {
    diesel::insert_into(bulk_files::table)
        .values((bulk_files::bulk_id.eq(bulk.id), bulk_files::body.eq(body)))
        .execute(db)?;
    Ok(())
}

/// The file that it came with; nothing is left of it once its lines are items.
pub fn file_of(db: &mut Db, bulk: &BulkRow) -> Result<String> {
    Ok(bulk_files::table
        .find(bulk.id)
        .select(bulk_files::body)
        .first(db)
        .optional()?
        .unwrap_or_default())
}

/// Removes the file that it came with.
pub fn drop_file(db: &mut Db, bulk: &BulkRow) -> Result<()> {
    diesel::delete(bulk_files::table.find(bulk.id)).execute(db)?;
    Ok(())
}

/// One bulk action of the scope; unknown and foreign ones are both `NotFound`.
pub fn find(db: &mut Db, scope: &OrgScope, id: i64) -> Result<BulkRow> {
    Ok(of(scope)
        .filter(bulk_jobs::id.eq(id))
        .select(bulk_jobs::all_columns)
        .first(db)?)
}

/// Finds one and keeps others from changing it until the transaction ends.
pub fn lock(db: &mut Db, scope: &OrgScope, id: i64) -> Result<BulkRow> {
    if let Db::Pg(c) = db {
        bulk_jobs::table
            .filter(bulk_jobs::organisation_id.eq(scope.organisation_id()))
            .filter(bulk_jobs::id.eq(id))
            .select(bulk_jobs::id)
            .for_update()
            .first::<i64>(c)?;
    }
    find(db, scope, id)
}

/// Who ordered a bulk action, in which organisation and from which network address: for jobs, which get only its key and act with that
/// person's rights.
pub fn ordered_by(db: &mut Db, id: i64) -> Result<(i64, i64, String)> {
    Ok(bulk_jobs::table
        .find(id)
        .select((bulk_jobs::actor_id, bulk_jobs::organisation_id, bulk_jobs::address))
        .first(db)?)
}

/// The latest action that took back something of this one.
pub fn undone_by(db: &mut Db, bulk: &BulkRow) -> Result<Option<i64>> {
    Ok(bulk_jobs::table
        .filter(bulk_jobs::undo_of.eq(Some(bulk.id)))
        .filter(bulk_jobs::organisation_id.eq(bulk.organisation_id))
        .filter(bulk_jobs::changed.gt(0))
        .order(bulk_jobs::id.desc())
        .select(bulk_jobs::id)
        .first(db)
        .optional()?)
}

/// Writes how far it is.
pub fn save(db: &mut Db, bulk: &BulkRow) -> Result<()> {
    use bulk_jobs as b;
    diesel::update(b::table.find(bulk.id))
        .set((
            b::actor_id.eq(bulk.actor_id),
            b::actor_name.eq(&bulk.actor_name),
            b::address.eq(&bulk.address),
            b::argument.eq(&bulk.argument),
            b::status.eq(bulk.status),
            (
                b::sims.eq(bulk.sims),
                b::position.eq(bulk.position),
                b::will_change.eq(bulk.will_change),
                b::changed.eq(bulk.changed),
                b::already.eq(bulk.already),
                b::refused.eq(bulk.refused),
                b::differs.eq(bulk.differs),
            ),
            b::problem.eq(&bulk.problem),
            b::confirmed_at.eq(bulk.confirmed_at),
            b::finished_at.eq(bulk.finished_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Ends a bulk action that its job may not go on with; one that is over stays as it is.
pub fn fail(db: &mut Db, id: i64, problem: &str, now: NaiveDateTime) -> Result<()> {
    use bulk_jobs as b;
    let busy: Vec<BulkStatus> = BulkStatus::ALL
        .iter()
        .copied()
        .filter(|status| status.is_busy())
        .collect();
    diesel::update(b::table.filter(b::id.eq(id)).filter(b::status.eq_any(busy)))
        .set((
            b::status.eq(BulkStatus::Failed),
            b::problem.eq(Some(problem)),
            b::finished_at.eq(Some(now)),
        ))
        .execute(db)?;
    Ok(())
}

/// Bulk actions of the organisation, newest first.
pub fn recent(db: &mut Db, scope: &OrgScope, edge: Edge<i64>, most: i64) -> Result<Recent<BulkRow>> {
    let mut query = of(scope);
    query = match edge {
        Edge::Newest => query,
        Edge::OlderThan(id) => query.filter(bulk_jobs::id.lt(id)),
        Edge::NewerThan(id) => query.filter(bulk_jobs::id.gt(id)),
    };
    query = if edge.is_backwards() {
        query.order(bulk_jobs::id.asc())
    } else {
        query.order(bulk_jobs::id.desc())
    };
    let rows = query.limit(most + 1).select(bulk_jobs::all_columns).load(db)?;
    Ok(Recent::of(&edge, rows, most))
}

/// Removes up to `most` items of the oldest bulk action ordered before `then`, and the action itself with its last item. Answers
/// whether there is more to remove.
pub fn delete_old(db: &mut Db, then: NaiveDateTime, most: i64) -> Result<bool> {
    let oldest: Option<i64> = bulk_jobs::table
        .filter(bulk_jobs::created_at.lt(then))
        .order((bulk_jobs::created_at, bulk_jobs::id))
        .select(bulk_jobs::id)
        .first(db)
        .optional()?;
    let Some(id) = oldest else { return Ok(false) };
    let last: Option<i64> = bulk_items::table
        .filter(bulk_items::bulk_id.eq(id))
        .order(bulk_items::position)
        .select(bulk_items::position)
        .offset(most)
        .first(db)
        .optional()?;
    match last {
        Some(position) => {
            diesel::delete(
                bulk_items::table
                    .filter(bulk_items::bulk_id.eq(id))
                    .filter(bulk_items::position.lt(position)),
            )
            .execute(db)?;
        }
        None => {
            diesel::delete(bulk_jobs::table.find(id)).execute(db)?;
        }
    }
    Ok(true)
}
