//! Items of bulk actions: a SIM or a line of a file each, with the verdict before and what became of it.

use diesel::prelude::*;
use diesel::upsert::excluded;

use super::BulkRow;
use crate::storage::db::MultiBackend;
use crate::storage::schema::bulk_items;
use crate::storage::{Db, Result};
use crate::types::bulk::{Expected, Outcome};

/// Rows per statement, far below the bind limits of both databases.
const ROWS: usize = 500;

/// An item.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = bulk_items, treat_none_as_default_value = false)]
pub struct ItemRow {
    /// The action.
    pub bulk_id: i64,
    /// Place in the action; for a file the number of the line.
    pub position: i64,
    /// Master organisation.
    pub root_id: i64,
    /// The SIM; `None` for a line without one, and after the SIM was deleted.
    pub sim_id: Option<i64>,
    /// Its ICCID, or the text that should have been one.
    pub iccid: String,
    /// What this SIM gets, where it is not the same for all: a label, tags, the device to lock to.
    pub argument: Option<String>,
    /// Verdict of the preview.
    pub expected: Expected,
    /// What became of it; `None` until it was its turn.
    pub verdict: Option<Outcome>,
    /// Why it was refused: a `Refusal`, for a repeated SIM followed by a space and the line that came first.
    pub reason: Option<String>,
    /// Value before; of an undoing that has not run: the value that must still be there.
    pub old_value: Option<String>,
    /// Value after.
    pub new_value: Option<String>,
}

/// Which items of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemFilter {
    /// All.
    #[default]
    All,
    /// Those of which the preview says this.
    Expected(Expected),
    /// Those of which this became.
    Became(Outcome),
    /// Those that have no result.
    Open,
    /// Those whose result is not what the preview said.
    Different,
}

/// Where a page of items begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemPlace {
    /// At the first item.
    #[default]
    First,
    /// Behind this position.
    After(i64),
    /// Before this position, next to it.
    Before(i64),
}

/// Items of one page, in their order.
#[derive(Debug, Clone)]
pub struct ItemPage {
    /// The items.
    pub rows: Vec<ItemRow>,
    /// Whether others come before.
    pub has_before: bool,
    /// Whether others come after.
    pub has_after: bool,
}

type Query = bulk_items::BoxedQuery<'static, MultiBackend>;

fn of(bulk: &BulkRow) -> Query {
    bulk_items::table.filter(bulk_items::bulk_id.eq(bulk.id)).into_boxed()
}

fn narrowed(query: Query, filter: ItemFilter) -> Query {
    use bulk_items as i;
    match filter {
        ItemFilter::All => query,
        ItemFilter::Expected(expected) => query.filter(i::expected.eq(expected)),
        ItemFilter::Became(outcome) => query.filter(i::verdict.eq(Some(outcome))),
        ItemFilter::Open => query.filter(i::verdict.is_null()),
        ItemFilter::Different => query.filter(
            i::expected
                .eq(Expected::Change)
                .and(i::verdict.ne(Some(Outcome::Changed)))
                .or(i::expected
                    .eq(Expected::Already)
                    .and(i::verdict.ne(Some(Outcome::Already))))
                .or(i::expected
                    .eq(Expected::Refused)
                    .and(i::verdict.ne(Some(Outcome::Refused)))),
        ),
    }
}

/// Adds items.
pub fn insert(db: &mut Db, items: &[ItemRow]) -> Result<()> {
    for rows in items.chunks(ROWS) {
        on_backend!(db, c => diesel::insert_into(bulk_items::table).values(rows.to_vec()).execute(c))?;
    }
    Ok(())
}

/// Writes what became of items that are there.
pub fn put_results(db: &mut Db, items: &[ItemRow]) -> Result<()> {
    use bulk_items as i;
    for rows in items.chunks(ROWS) {
        on_backend!(db, c => diesel::insert_into(i::table)
            .values(rows.to_vec())
            .on_conflict((i::bulk_id, i::position))
            .do_update()
            .set((
                i::verdict.eq(excluded(i::verdict)),
                i::reason.eq(excluded(i::reason)),
                i::old_value.eq(excluded(i::old_value)),
                i::new_value.eq(excluded(i::new_value)),
            ))
            .execute(c))?;
    }
    Ok(())
}

/// Keys of the SIMs that the preview says will change, in the order of the items.
pub fn wanted(db: &mut Db, bulk: &BulkRow, most: i64) -> Result<Vec<i64>> {
    use bulk_items as i;
    let ids: Vec<Option<i64>> = of(bulk)
        .filter(i::expected.eq(Expected::Change))
        .filter(i::sim_id.is_not_null())
        .order(i::position)
        .limit(most)
        .select(i::sim_id)
        .load(db)?;
    Ok(ids.into_iter().flatten().collect())
}

/// Writes that of all items became what the preview said: an order took them all. `value` is what those that changed have now.
pub fn settle_as_expected(db: &mut Db, bulk: &BulkRow, value: &str) -> Result<()> {
    use bulk_items as i;
    for (expected, outcome) in [
        (Expected::Change, Outcome::Changed),
        (Expected::Already, Outcome::Already),
        (Expected::Refused, Outcome::Refused),
    ] {
        let new_value = (outcome == Outcome::Changed).then_some(value);
        diesel::update(i::table.filter(i::bulk_id.eq(bulk.id)).filter(i::expected.eq(expected)))
            .set((i::verdict.eq(Some(outcome)), i::new_value.eq(new_value)))
            .execute(db)?;
    }
    Ok(())
}

/// The next items behind a position.
pub fn items_after(db: &mut Db, bulk: &BulkRow, after: i64, most: i64) -> Result<Vec<ItemRow>> {
    Ok(of(bulk)
        .filter(bulk_items::position.gt(after))
        .order(bulk_items::position)
        .limit(most)
        .select(bulk_items::all_columns)
        .load(db)?)
}

/// The items from one position to another, both included. For the carrier's job, which gets only the keys.
pub fn items_between(db: &mut Db, bulk: &BulkRow, from: i64, to: i64) -> Result<Vec<ItemRow>> {
    Ok(of(bulk)
        .filter(bulk_items::position.between(from, to))
        .order(bulk_items::position)
        .select(bulk_items::all_columns)
        .load(db)?)
}

/// The next items that the action taken back by `bulk` has changed. Both belong to one organisation.
pub fn of_original(db: &mut Db, bulk: &BulkRow, after: i64, most: i64) -> Result<Vec<ItemRow>> {
    let Some(original) = bulk.undo_of else {
        return Ok(Vec::new());
    };
    Ok(bulk_items::table
        .filter(bulk_items::bulk_id.eq(original))
        .filter(bulk_items::position.gt(after))
        .filter(bulk_items::verdict.eq(Some(Outcome::Changed)))
        .order(bulk_items::position)
        .limit(most)
        .select(bulk_items::all_columns)
        .load(db)?)
}

/// A page of the items of an action, which was found through a scope.
pub fn page(db: &mut Db, bulk: &BulkRow, filter: ItemFilter, place: ItemPlace, most: i64) -> Result<ItemPage> {
    let query = narrowed(of(bulk), filter);
    let (query, backwards) = match place {
        ItemPlace::First => (query, false),
        ItemPlace::After(position) => (query.filter(bulk_items::position.gt(position)), false),
        ItemPlace::Before(position) => (query.filter(bulk_items::position.lt(position)), true),
    };
    let query = if backwards {
        query.order(bulk_items::position.desc())
    } else {
        query.order(bulk_items::position.asc())
    };
    let mut rows: Vec<ItemRow> = query.limit(most + 1).select(bulk_items::all_columns).load(db)?;
    let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > most;
    if more {
        rows.pop();
    }
    if backwards {
        rows.reverse();
    }
    let (has_before, has_after) = match place {
        ItemPlace::First => (false, more),
        ItemPlace::After(_) => (true, more),
        ItemPlace::Before(_) => (more, true),
    };
    Ok(ItemPage {
        rows,
        has_before,
        has_after,
    })
}
