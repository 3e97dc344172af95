//! The operator's own SIMs: which organisations hold them, and how they get out of there to whoever ordered them. A SIM changes its tree
//! here, which it does nowhere else.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::organisations::OrganisationRow;
use super::schema::{
    order_sims, organisations, sim_auto_top_ups, sim_counts, sim_tags, sim_usage_daily, sim_usage_monthly, sims,
    simulated_devices, stocks,
};
use super::sims::counts::{CountedRow, Deltas};
use super::transfers::Route;
use super::{Db, Result};

/// Rows per statement, far below the bind limits of both databases.
const ROWS: usize = 500;

/// An organisation that holds SIMs of the operator.
#[derive(Debug, Clone)]
pub struct Stock {
    /// The organisation.
    pub organisation: OrganisationRow,
    /// SIMs it holds.
    pub sims: i64,
    /// Who said so.
    pub marked_by_name: String,
    /// When.
    pub marked_at: NaiveDateTime,
}

/// All stocks, by name. There are a handful.
pub fn list(db: &mut Db) -> Result<Vec<Stock>> {
    let marks: Vec<(i64, String, NaiveDateTime)> = stocks::table
        .filter(stocks::organisation_id.gt(0))
        .order(stocks::organisation_id)
        .select((stocks::organisation_id, stocks::marked_by_name, stocks::marked_at))
        .load(db)?;
    if marks.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = marks.iter().map(|(id, ..)| *id).collect();
    let mut held: Vec<OrganisationRow> = organisations::table
        .filter(organisations::id.eq_any(ids.clone()))
        .order(organisations::id)
        .select(organisations::all_columns)
        .load(db)?;
    let counts: Vec<(i64, i64)> = sim_counts::table
        .filter(sim_counts::organisation_id.eq_any(ids))
        .group_by(sim_counts::organisation_id)
        .order(sim_counts::organisation_id)
        .select((
            sim_counts::organisation_id,
            sql::<BigInt>("CAST(SUM(sim_counts.sims) AS BIGINT)"),
        ))
        .load(db)?;
    let counts: HashMap<i64, i64> = counts.into_iter().collect();
    held.sort_by(|one, other| (&one.name_key, one.id).cmp(&(&other.name_key, other.id)));
    let stock = |organisation: OrganisationRow| {
        let (_, name, at) = marks.iter().find(|(id, ..)| *id == organisation.id)?;
        Some(Stock {
            sims: counts.get(&organisation.id).copied().unwrap_or_default(),
            marked_by_name: name.clone(),
            marked_at: *at,
            organisation,
        })
    };
    Ok(held.into_iter().filter_map(stock).collect())
}

/// Whether an organisation is a stock.
pub fn is_stock(db: &mut Db, organisation_id: i64) -> Result<bool> {
    let found: Option<i64> = stocks::table
        .find(organisation_id)
        .select(stocks::organisation_id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// Makes an organisation a stock; answers whether it was none before.
pub fn mark(db: &mut Db, organisation_id: i64, by_name: &str, now: NaiveDateTime) -> Result<bool> {
    let added = on_backend!(db, c => diesel::insert_into(stocks::table)
        .values((
            stocks::organisation_id.eq(organisation_id),
            stocks::marked_by_name.eq(by_name),
            stocks::marked_at.eq(now),
        ))
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(added > 0)
}

/// Makes it none any more; answers whether it was one.
pub fn unmark(db: &mut Db, organisation_id: i64) -> Result<bool> {
    Ok(diesel::delete(stocks::table.find(organisation_id)).execute(db)? > 0)
}

/// Keys and types of the SIMs of the giving side with these ICCIDs, at most some hundred, in the order of their numbers.
pub fn types_of(db: &mut Db, route: &Route, iccids: &[String]) -> Result<Vec<(i64, String)>> {
    Ok(sims::table
        .filter(sims::iccid.eq_any(iccids.to_vec()))
        .filter(sims::organisation_id.eq(route.from().id))
        .order(sims::iccid)
        .select((sims::id, sims::sim_type))
        .load(db)?)
}

/// Gives SIMs of one side of a delivery to the other, all that have these keys and are there: without what their last holder made of them
/// (address of the network, end user, label, note, tags, IMEI lock, auto-top-up). Answers how many; whoever expects another number must not
/// keep the transaction.
pub fn hand_over(db: &mut Db, route: &Route, ids: &[i64], now: NaiveDateTime) -> Result<usize> {
    let (from, to) = (route.from(), route.to());
    let mut deltas = Deltas::default();
    let mut moved = 0;
    for part in ids.chunks(ROWS) {
        let part = part.to_vec();
        let query = sims::table
            .filter(sims::id.eq_any(part.clone()))
            .filter(sims::organisation_id.eq(from.id))
            .order(sims::iccid)
            .select(CountedRow::COLUMNS);
        let rows: Vec<CountedRow> = match db {
            Db::Pg(c) => query.for_update().load(c)?,
            Db::Sqlite(c) => query.load(c)?,
        };
        for row in &rows {
            deltas.moved(row.counted(from.root_id, from.id), row.counted(to.root_id, to.id));
        }
        let held = sims::table
            .filter(sims::id.eq_any(part.clone()))
            .filter(sims::organisation_id.eq(from.id));
        moved += diesel::update(held)
            .set((
                sims::root_id.eq(to.root_id),
                sims::organisation_id.eq(to.id),
                sims::end_user_id.eq(None::<i64>),
                sims::ip_address.eq(None::<String>),
                sims::label.eq(""),
                sims::label_key.eq(""),
                sims::note.eq(""),
                sims::auto_top_up.eq(false),
                sims::imei_locked.eq(false),
                sims::locked_imei.eq(None::<String>),
                sims::updated_at.eq(now),
            ))
            .execute(db)?;
        leave_behind(db, part, to.root_id)?;
    }
    deltas.apply(db, now)?;
    Ok(moved)
}

/// What belongs to the last holder stays there, and what belongs to the SIM goes to its new tree.
fn leave_behind(db: &mut Db, sim_ids: Vec<i64>, root_id: i64) -> Result<()> {
    diesel::delete(sim_tags::table.filter(sim_tags::sim_id.eq_any(sim_ids.clone()))).execute(db)?;
    diesel::delete(sim_auto_top_ups::table.filter(sim_auto_top_ups::sim_id.eq_any(sim_ids.clone()))).execute(db)?;
    diesel::update(simulated_devices::table.filter(simulated_devices::sim_id.eq_any(sim_ids.clone())))
        .set(simulated_devices::root_id.eq(root_id))
        .execute(db)?;
    diesel::update(sim_usage_daily::table.filter(sim_usage_daily::sim_id.eq_any(sim_ids.clone())))
        .set(sim_usage_daily::root_id.eq(root_id))
        .execute(db)?;
    diesel::update(sim_usage_monthly::table.filter(sim_usage_monthly::sim_id.eq_any(sim_ids)))
        .set(sim_usage_monthly::root_id.eq(root_id))
        .execute(db)?;
    Ok(())
}

/// How many of these SIMs are named by another order: by one that booked something on them since.
pub fn in_other_orders(db: &mut Db, order_id: i64, sim_ids: &[i64]) -> Result<i64> {
    let mut found = 0;
    for part in sim_ids.chunks(ROWS) {
        let ids: Vec<Option<i64>> = part.iter().copied().map(Some).collect();
        let of_part: i64 = order_sims::table
            .filter(order_sims::sim_id.eq_any(ids))
            .filter(order_sims::order_id.ne(order_id))
            .count()
            .get_result(db)?;
        found += of_part;
    }
    Ok(found)
}
