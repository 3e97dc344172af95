//! Taking SIMs of an order back into the stock, as long as nothing was done with them.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;

use super::assign::{MOST_AT_ONCE, note, note_each};
use super::open;
use crate::domain::orders::{LineRow, OrderSimRow, standing};
use crate::domain::transfers::{self, Route};
use crate::domain::{Error, Result};
use crate::storage::sims::{self, SimRow};
use crate::storage::{Db, orders as rows, stock};
use crate::types::access::{OrgScope, StaffScope};
use crate::types::order::{OrderNumber, OrderStatus};

/// Sentence: the order has no SIMs.
const NO_SIMS: &str = "fulfilment-refused-no-sims";
/// Sentence: a SIM is not with the customer any more, or something is working on it.
const GONE: &str = "fulfilment-refused-gone";
/// Sentence: a SIM has been used, or something was bought for it.
const USED: &str = "fulfilment-refused-used";

/// SIMs that are read at once.
const ROWS: usize = 500;

/// Takes the SIMs of an order that is being prepared back into a stock: all or none, of very many ([`MOST_AT_ONCE`]) the first ones. Refused if
/// one of them is somewhere else by now, is being worked on, has been used, or got volume or lifetime by another order: then the SIMs are the
/// customer's for good. Answers how many went back.
pub fn take_back(
    db: &mut Db,
    staff: &StaffScope,
    number: &OrderNumber,
    stock_id: i64,
    now: NaiveDateTime,
) -> Result<i64> {
    let (scope, order) = open(db, staff, number)?;
    if order.status != OrderStatus::InPreparation || order.kind.is_booked() {
        return Err(Error::Refused(match order.status {
            OrderStatus::Cancelled => standing::IS_CANCELLED,
            OrderStatus::Shipped | OrderStatus::Completed => standing::TOO_LATE,
            OrderStatus::AwaitingPayment | OrderStatus::InPreparation => NO_SIMS,
        }));
    }
    let assigned = rows::sims_after(db, order.id, 0, MOST_AT_ONCE)?;
    if assigned.is_empty() {
        return Err(Error::Refused(NO_SIMS));
    }
    let keys: Vec<i64> = assigned.iter().filter_map(|row| row.sim_id).collect();
    let route = Route::of_delivery(db, &scope, stock_id, true)?;
    let held = locked(db, &scope, &keys)?;
    if held.len() != assigned.len() || is_busy(db, &route, &assigned)? {
        return Err(Error::Refused(GONE));
    }
    let lines = rows::lines(db, vec![order.id])?;
    let by_sim: HashMap<i64, i64> = assigned
        .iter()
        .filter_map(|row| Some((row.sim_id?, row.line_id)))
        .collect();
    if !held.iter().all(|sim| is_fresh(sim, &by_sim, &lines)) || stock::in_other_orders(db, order.id, &keys)? > 0 {
        return Err(Error::Refused(USED));
    }
    let moved = stock::hand_over(db, &route, &keys, now)?;
    if moved != keys.len() {
        return Err(Error::Refused(GONE));
    }
    let last = assigned.last().map_or(0, |row| row.id);
    if rows::remove_sims(db, order.id, last)? != moved {
        return Err(Error::Refused(GONE));
    }
    let mut of_lines = BTreeMap::<i64, i64>::new();
    for row in &assigned {
        *of_lines.entry(row.line_id).or_default() += row.quantity;
    }
    for (line_id, pieces) in of_lines {
        rows::add_fulfilled(db, line_id, -pieces)?;
    }
    let at_stock = staff.of_customer(route.to().root_id, route.to().id);
    note_each(db, &at_stock, &held, ("sim.take_back", &order.number), now)?;
    note(db, &scope, &order, ("order.take_back", format!("{moved} SIM")), now)?;
    let text = format!("{moved} SIM ← {}", route.from().name);
    note(db, &at_stock, &order, ("order.take_back", text), now)?;
    Ok(i64::try_from(moved).unwrap_or(i64::MAX))
}

fn locked(db: &mut Db, scope: &OrgScope, keys: &[i64]) -> Result<Vec<SimRow>> {
    let mut held = Vec::with_capacity(keys.len());
    for part in keys.chunks(ROWS) {
        held.extend(sims::lock_many(db, scope, part.to_vec())?);
    }
    Ok(held)
}

/// Whether a transfer or a bulk action of the customer is working on one of them.
fn is_busy(db: &mut Db, route: &Route, assigned: &[OrderSimRow]) -> Result<bool> {
    let lines = assigned.iter().map(|row| format!("{0};{0}\n", row.iccid));
    let file = transfers::parse(lines.collect::<String>().as_bytes(), 1);
    Ok(!transfers::examine(db, route, file, 1)?.is_accepted())
}

/// Whether nothing was used of what the line gave it, and nothing was added.
fn is_fresh(sim: &SimRow, line_of: &HashMap<i64, i64>, lines: &[LineRow]) -> bool {
    let line = line_of
        .get(&sim.id)
        .and_then(|id| lines.iter().find(|line| line.id == *id));
    line.is_some_and(|line| (sim.data_left, sim.sms_left) == (line.data_bytes, line.sms))
}
