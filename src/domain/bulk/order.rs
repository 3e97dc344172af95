//! Previews that lead to an order: volume or a longer lifetime for the SIMs that can have it. The order is placed with the end of the action, so
//! that a preview leads to one order, however often it is sent and from however many tabs.

use chrono::NaiveDateTime;

use super::{Argument, BulkRow, confirmable, note};
use crate::domain::orders::{self, ForSims, LineProblem, MOST_SIMS, Placed, Placement, Quote, TOO_MANY};
use crate::domain::{Error, Result};
use crate::storage::bulk as rows;
use crate::storage::{Db, Error as StorageError, orders as order_rows};
use crate::types::access::OrgScope;
use crate::types::bulk::BulkStatus;
use crate::types::order::AttemptKey;

/// The number of the order that a preview led to.
pub fn order_of(bulk: &BulkRow) -> Option<String> {
    Argument::of(bulk).ok()?.order
}

/// What the order would cost, or what is wrong with it; refused for the same reasons as when it is placed.
pub fn check_order(
    db: &mut Db,
    scope: &OrgScope,
    id: i64,
    wish: &ForSims,
    now: NaiveDateTime,
) -> Result<std::result::Result<Quote, Vec<(usize, LineProblem)>>> {
    let bulk = rows::find(db, scope, id)?;
    if bulk.status != BulkStatus::Previewed || !bulk.action.is_ordered() {
        return Err(Error::Refused("bulk-refused-confirm"));
    }
    let placement = placement(db, &bulk, wish)?;
    orders::check(db, scope, &placement, now)
}

/// Places the order for the SIMs that the preview says can have it, and ends the action. Sent again, it is the order placed before.
pub fn place_order(db: &mut Db, scope: &OrgScope, id: i64, wish: &ForSims, now: NaiveDateTime) -> Result<Placed> {
    let bulk = rows::lock(db, scope, id)?;
    if !bulk.action.is_ordered() {
        return Err(Error::NotFound);
    }
    if let Some(order) = order_rows::find_by_attempt(db, scope, &attempt(id)?)? {
        return Ok(Placed::Before(order));
    }
    let mut bulk = confirmable(db, scope, id)?;
    let placement = placement(db, &bulk, wish)?;
    let placed = orders::place(db, scope, &placement, now)?;
    if let Placed::New(order) = &placed {
        rows::settle_as_expected(db, &bulk, &order.number)?;
        bulk.argument = Argument {
            order: Some(order.number.clone()),
            ..Argument::of(&bulk)?
        }
        .json()?;
        bulk.status = BulkStatus::Done;
        bulk.changed = bulk.will_change;
        bulk.position = bulk.sims;
        bulk.confirmed_at = Some(now);
        bulk.finished_at = Some(now);
        rows::save(db, &bulk)?;
        note(db, scope, &bulk, "bulk.confirm", now)?;
    }
    Ok(placed)
}

fn placement(db: &mut Db, bulk: &BulkRow, wish: &ForSims) -> Result<Placement> {
    let most = i64::try_from(MOST_SIMS).unwrap_or(i64::MAX);
    if bulk.will_change > most {
        return Err(Error::Refused(TOO_MANY));
    }
    let ids = rows::wanted(db, bulk, most)?;
    Ok(wish.placement(ids, attempt(bulk.id)?))
}

/// A preview is one attempt.
fn attempt(id: i64) -> Result<AttemptKey> {
    let key = AttemptKey::parse(&format!("order-of-bulk-{id:09}"));
    key.ok_or_else(|| StorageError::internal("the key of a preview is no key").into())
}
