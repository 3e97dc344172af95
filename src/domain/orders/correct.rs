//! Putting another invoice in the place of one that was wrong.

use chrono::NaiveDateTime;

use super::standing::{Event, next};
use super::{OrderRow, happen, rows, standing_of};
use crate::domain::invoices::{self, Correction};
use crate::domain::{Error, Result};
use crate::storage::Db;
use crate::types::access::OrgScope;

/// Credits the invoice of an order and issues a corrected one. What the order comes to follows it, unless all was paid already: then the
/// difference goes back ([`super::refund`]). Lines and SIMs of the order stay as they are.
pub fn correct(
    db: &mut Db,
    scope: &OrgScope,
    order_id: i64,
    correction: &Correction,
    now: NaiveDateTime,
) -> Result<OrderRow> {
    let mut order = rows::lock(db, scope, order_id)?;
    let (numbers, [net, vat, gross]) = invoices::replace(db, scope, &order, correction, now)?;
    let detail = numbers.map(|number| number.into_string()).join(", ");
    let after = next(standing_of(&order), Event::Corrected(gross)).map_err(Error::Refused)?;
    if after.gross == gross {
        (order.net, order.vat) = (net, vat);
    }
    happen(db, scope, &mut order, (Event::Corrected(gross), &detail), now)?;
    Ok(order)
}
