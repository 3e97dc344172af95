//! What becomes of an order: paid, cancelled, refunded.

use chrono::NaiveDateTime;

use super::standing::{self, Event};
use super::{OrderRow, happen};
use crate::domain::{Error, Result, auto_top_ups, charges, invoices};
use crate::storage::orders::{self as rows, NewOrderSim, NewPayment};
use crate::storage::sims::SimRow;
use crate::storage::{Db, organisations};
use crate::types::access::OrgScope;
use crate::types::money::Money;
use crate::types::order::{AttemptKey, OrderEventKind, OrderKind, OrderStatus, PaymentKind};

/// Money that moved.
#[derive(Debug, Clone)]
pub struct Received<'a> {
    /// How much, in the currency of the order.
    pub amount: Money,
    /// Who moved it: `bank`, `manual` or a card provider.
    pub provider: &'a str,
    /// What the provider calls it.
    pub reference: Option<&'a str>,
    /// Key of the attempt: the same money counts once.
    pub attempt: &'a AttemptKey,
}

/// Notes money that came in for an order. When all is there, SIMs are prepared, and volume and lifetime are booked by a job that is written in
/// the same transaction. The same attempt again changes nothing.
pub fn mark_paid(
    db: &mut Db,
    scope: &OrgScope,
    order_id: i64,
    received: &Received<'_>,
    now: NaiveDateTime,
) -> Result<OrderRow> {
    let mut order = rows::lock(db, scope, order_id)?;
    if is_known(db, &order, PaymentKind::Charge, received)? {
        return Ok(order);
    }
    take_in(db, scope, &mut order, received.amount, now)?;
    insert(db, scope, &order, PaymentKind::Charge, received, now)?;
    Ok(order)
}

/// Notes money that came in for an order that was locked, whose row of `payments` the caller keeps. When all is there, SIMs are prepared, and
/// volume and lifetime are booked by a job that is written in the same transaction.
pub(in crate::domain) fn take_in(
    db: &mut Db,
    scope: &OrgScope,
    order: &mut OrderRow,
    amount: Money,
    now: NaiveDateTime,
) -> Result<()> {
    let detail = format!("{amount} {}", order.currency);
    happen(db, scope, order, (Event::Paid(amount), &detail), now)
}

/// Notes that a try to get money for an order that was locked has failed; `reason` is a word of
/// [`Decline`](crate::types::card_payment::Decline).
pub(in crate::domain) fn note_failure(
    db: &mut Db,
    scope: &OrgScope,
    order: &mut OrderRow,
    reason: &str,
    now: NaiveDateTime,
) -> Result<()> {
    happen(db, scope, order, (Event::PaymentFailed, reason), now)
}

/// Notes money that went back. The same attempt again changes nothing.
pub fn refund(
    db: &mut Db,
    scope: &OrgScope,
    order_id: i64,
    sent: &Received<'_>,
    now: NaiveDateTime,
) -> Result<OrderRow> {
    let mut order = rows::lock(db, scope, order_id)?;
    if is_known(db, &order, PaymentKind::Refund, sent)? {
        return Ok(order);
    }
    give_back(db, scope, &mut order, sent.amount, now)?;
    insert(db, scope, &order, PaymentKind::Refund, sent, now)?;
    Ok(order)
}

/// Notes money that went back from an order that was locked, whose row of `payments` the caller keeps.
pub(in crate::domain) fn give_back(
    db: &mut Db,
    scope: &OrgScope,
    order: &mut OrderRow,
    amount: Money,
    now: NaiveDateTime,
) -> Result<()> {
    let detail = format!("{amount} {}", order.currency);
    happen(db, scope, order, (Event::Refunded(amount), &detail), now)
}

/// Gives an order up; if it was invoiced, the whole of it is credited. What was paid has to go back ([`refund`]); what was booked on SIMs
/// cannot be taken away again. SIMs that were assigned are the customer's by then, and may be in use: they have to be taken back first
/// (`domain::fulfilment`), so that nobody keeps SIMs of an order that is not paid.
pub fn cancel(
    db: &mut Db,
    scope: &OrgScope,
    order_id: i64,
    (by_staff, reason): (bool, &str),
    now: NaiveDateTime,
) -> Result<OrderRow> {
    let mut order = rows::lock(db, scope, order_id)?;
    if rows::has_booked(db, order.id)? {
        return Err(Error::Refused(standing::TOO_LATE));
    }
    if !order.kind.is_booked() && !order_is_done(&order) && rows::count_sims(db, order.id)? > 0 {
        return Err(Error::Refused(standing::HAS_SIMS));
    }
    happen(db, scope, &mut order, (Event::Cancelled { by_staff }, reason), now)?;
    if let Some(number) = invoices::credit(db, scope, &order, reason, now)? {
        let kind = OrderEventKind::Corrected;
        rows::insert_event(db, scope.by(), order.id, kind, number.as_str(), now)?;
    }
    if !order.kind.is_booked() {
        organisations::add_sims_ordered(db, scope, -order.items)?;
    }
    // A page on which it could be paid is still open, perhaps.
    charges::drop_attempts(db, order.id, now)?;
    if order.kind == OrderKind::AutoTopUp {
        auto_top_ups::cancelled(db, &order)?;
    }
    Ok(order)
}

/// Puts SIMs that were delivered under a line of an order that is being prepared, and switches on what the organisation wants for SIMs of
/// future orders. They belong to it already.
pub fn assign(
    db: &mut Db,
    scope: &OrgScope,
    order_id: i64,
    line_id: i64,
    sims: &[SimRow],
    now: NaiveDateTime,
) -> Result<()> {
    let order = rows::lock(db, scope, order_id)?;
    if order.status != OrderStatus::InPreparation || order.kind.is_booked() {
        return Err(Error::Refused(standing::NOT_YET));
    }
    let lines = rows::lines(db, vec![order.id])?;
    let line = lines.iter().find(|line| line.id == line_id).ok_or(Error::NotFound)?;
    let pieces = i64::try_from(sims.len()).unwrap_or(i64::MAX);
    if pieces > line.quantity - line.fulfilled {
        return Err(Error::Refused(standing::TOO_MANY_SIMS));
    }
    let new: Vec<NewOrderSim> = sims
        .iter()
        .map(|sim| NewOrderSim {
            root_id: order.root_id,
            order_id: order.id,
            line_id,
            sim_id: sim.id,
            iccid: sim.iccid.clone(),
            label: sim.label.clone(),
            imsi: sim.imsi.clone(),
            msisdn: sim.msisdn.clone(),
            quantity: 1,
        })
        .collect();
    rows::insert_sims(db, &new)?;
    rows::add_fulfilled(db, line_id, pieces)?;
    auto_top_ups::of_new_sims(db, scope, sims, now)
}

/// Notes that the parcel of an order was handed to its carrier.
pub fn ship(
    db: &mut Db,
    scope: &OrgScope,
    order_id: i64,
    (carrier, tracking_number): (&str, &str),
    now: NaiveDateTime,
) -> Result<OrderRow> {
    let mut order = rows::lock(db, scope, order_id)?;
    if order.kind.is_booked() {
        return Err(Error::Refused(standing::NOT_YET));
    }
    carrier.clone_into(&mut order.carrier);
    tracking_number.clone_into(&mut order.tracking_number);
    happen(db, scope, &mut order, (Event::Shipped, tracking_number), now)?;
    Ok(order)
}

/// Notes that an order of SIMs is done. What is booked on SIMs completes itself.
pub fn complete(db: &mut Db, scope: &OrgScope, order_id: i64, now: NaiveDateTime) -> Result<OrderRow> {
    let mut order = rows::lock(db, scope, order_id)?;
    if order.kind.is_booked() {
        return Err(Error::Refused(standing::NOT_YET));
    }
    happen(db, scope, &mut order, (Event::Completed, ""), now)?;
    Ok(order)
}

/// Whether it is too late for anything that begins with its SIMs.
fn order_is_done(order: &OrderRow) -> bool {
    !matches!(order.status, OrderStatus::AwaitingPayment | OrderStatus::InPreparation)
}

/// Whether this attempt was noted before. A key that belongs to something else is a fault of whoever made it.
fn is_known(db: &mut Db, order: &OrderRow, kind: PaymentKind, received: &Received<'_>) -> Result<bool> {
    let Some(known) = rows::payment_by_key(db, received.attempt)? else {
        return Ok(false);
    };
    if (known.order_id, known.kind, known.amount) != (order.id, kind, received.amount) {
        return Err(crate::storage::Error::internal("the key of a payment was used for something else").into());
    }
    Ok(true)
}

fn insert(
    db: &mut Db,
    scope: &OrgScope,
    order: &OrderRow,
    kind: PaymentKind,
    received: &Received<'_>,
    now: NaiveDateTime,
) -> Result<()> {
    let new = NewPayment {
        kind,
        provider: received.provider,
        provider_reference: received.reference,
        attempt_key: received.attempt,
        amount: received.amount,
        currency: order.currency,
    };
    rows::insert_payment(db, order, scope.by(), &new, now)?;
    Ok(())
}
