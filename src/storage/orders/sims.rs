//! SIMs of orders: delivered, or with volume or lifetime booked on them.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::storage::schema::{order_lines, order_sims};
use crate::storage::{Db, Result};

/// A SIM of an order, as it was called then.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct OrderSimRow {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// The order.
    pub order_id: i64,
    /// Its line.
    pub line_id: i64,
    /// The SIM, as long as there is one.
    pub sim_id: Option<i64>,
    /// 19 digits.
    pub iccid: String,
    /// Label then.
    pub label: String,
    /// IMSI then.
    pub imsi: String,
    /// MSISDN then.
    pub msisdn: String,
    /// Pieces of the line for this SIM.
    pub quantity: i64,
    /// When volume or lifetime was booked on it.
    pub booked_at: Option<NaiveDateTime>,
}

/// A SIM of an order to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = order_sims)]
#[expect(missing_docs, reason = "the same fields as OrderSimRow")]
pub struct NewOrderSim {
    pub root_id: i64,
    pub order_id: i64,
    pub line_id: i64,
    pub sim_id: i64,
    pub iccid: String,
    pub label: String,
    pub imsi: String,
    pub msisdn: String,
    pub quantity: i64,
}

/// Adds SIMs to orders; `order_sims_line_id_iccid_key` is violated by one that the line has.
pub fn insert_sims(db: &mut Db, new: &[NewOrderSim]) -> Result<()> {
    for part in new.chunks(500) {
        on_backend!(db, c => diesel::insert_into(order_sims::table).values(part).execute(c))?;
    }
    Ok(())
}

/// SIMs of an order of the scope behind this key, in the order in which they were added; at most `most`.
pub fn sims_after(db: &mut Db, order_id: i64, after: i64, most: i64) -> Result<Vec<OrderSimRow>> {
    use order_sims as s;
    Ok(s::table
        .filter(s::order_id.eq(order_id))
        .filter(s::id.gt(after))
        .order(s::id)
        .limit(most)
        .select(s::all_columns)
        .load(db)?)
}

/// How many SIMs an order has.
pub fn count_sims(db: &mut Db, order_id: i64) -> Result<i64> {
    Ok(order_sims::table
        .filter(order_sims::order_id.eq(order_id))
        .count()
        .get_result(db)?)
}

/// How many SIMs each of these orders has; those without any are left out.
pub fn sims_counts(db: &mut Db, order_ids: Vec<i64>) -> Result<HashMap<i64, i64>> {
    use order_sims as s;
    if order_ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, i64)> = s::table
        .filter(s::order_id.eq_any(order_ids))
        .group_by(s::order_id)
        .order(s::order_id)
        .select((s::order_id, diesel::dsl::count_star()))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// SIMs of an order whose volume or lifetime is still to be booked, at most `most`; those that are gone for good are left out. The order was
/// locked: nobody else books them.
pub fn unbooked(db: &mut Db, order_id: i64, most: i64) -> Result<Vec<OrderSimRow>> {
    use order_sims as s;
    Ok(s::table
        .filter(s::order_id.eq(order_id))
        // As a literal, or the index of these would not be used.
        .filter(diesel::dsl::sql::<Bool>("order_sims.booked_at IS NULL"))
        .filter(s::sim_id.is_not_null())
        .order(s::id)
        .limit(most)
        .select(s::all_columns)
        .load(db)?)
}

/// Whether anything of an order was booked.
pub fn has_booked(db: &mut Db, order_id: i64) -> Result<bool> {
    let found: Option<i64> = order_sims::table
        .filter(order_sims::order_id.eq(order_id))
        .filter(order_sims::booked_at.is_not_null())
        .order(order_sims::id)
        .select(order_sims::id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// Notes that these are booked: in the transaction that changes the SIMs.
pub fn mark_booked(db: &mut Db, ids: Vec<i64>, now: NaiveDateTime) -> Result<()> {
    diesel::update(order_sims::table.filter(order_sims::id.eq_any(ids)))
        .set(order_sims::booked_at.eq(Some(now)))
        .execute(db)?;
    Ok(())
}

/// How many of these SIMs a line has.
pub fn count_on_line(db: &mut Db, line_id: i64, iccids: &[String]) -> Result<i64> {
    let mut found = 0;
    for part in iccids.chunks(500) {
        let of_part: i64 = order_sims::table
            .filter(order_sims::line_id.eq(line_id))
            .filter(order_sims::iccid.eq_any(part.to_vec()))
            .count()
            .get_result(db)?;
        found += of_part;
    }
    Ok(found)
}

/// Takes SIMs off an order that was locked: the first ones, up to this key. What its lines count as delivered is another matter
/// ([`add_fulfilled`]).
pub fn remove_sims(db: &mut Db, order_id: i64, up_to: i64) -> Result<usize> {
    use order_sims as s;
    Ok(diesel::delete(s::table.filter(s::order_id.eq(order_id)).filter(s::id.le(up_to))).execute(db)?)
}

/// Notes that so many more pieces of a line were delivered or booked.
pub fn add_fulfilled(db: &mut Db, line_id: i64, pieces: i64) -> Result<()> {
    diesel::update(order_lines::table.find(line_id))
        .set(order_lines::fulfilled.eq(order_lines::fulfilled + pieces))
        .execute(db)?;
    Ok(())
}
