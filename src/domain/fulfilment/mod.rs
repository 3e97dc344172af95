//! Orders as staff handle them (product section 14): finding one whoever placed it, SIMs out of the stock (`assign.rs`), taken back
//! (`take_back.rs`), and everything else that is decided by hand. What may become of an order is `domain::orders::standing`'s business.
//!
//! SIMs that nobody ordered yet are held by organisations that staff have marked as stock (`stock.rs`): inventory is read into them like
//! into any other, and no SIM of a customer can be given away by a typing error. Assigning moves SIMs out of a stock into the organisation
//! of the order, all of a file or none, in one transaction.

mod assign;
pub mod stock;
mod take_back;
mod view;

use chrono::{NaiveDate, NaiveDateTime};

pub use assign::{Assigned, Assignment, Checked, MOST_AT_ONCE, Misfit, assign, check, repaired};
pub use take_back::take_back;
pub use view::{View, new_view, note_view};

use super::orders::{self, LineRow, OrderRow, Received};
use super::{Error, Result, charges, invoices};
use crate::storage::invoices::DocumentRow;
use crate::storage::orders as rows;
pub use crate::storage::orders::{
    Customer, StaffFilter, Waiting, all_after, all_page, customers, find_any, of_keys, waiting,
};
use crate::storage::{Db, Error as StorageError};
use crate::types::access::{OrgScope, StaffScope};
use crate::types::invoice_number::InvoiceNumber;
use crate::types::money::Money;
use crate::types::order::{AttemptKey, OrderNumber, OrderStatus, PaymentKind, PaymentState};

/// Who moves money that is noted by hand, in the table of payments.
pub const BY_HAND: &str = "manual";
/// Who moves money that a bank statement names.
pub const BY_BANK: &str = "bank";

/// Sentence: not all SIMs of the order are assigned.
pub const SIMS_MISSING: &str = "fulfilment-refused-sims-missing";
/// Sentence: the order has no SIMs to be sent or assigned.
pub const NO_DELIVERY: &str = "fulfilment-refused-no-delivery";
/// Sentence: nothing came by card.
pub const NOT_BY_CARD: &str = "fulfilment-refused-not-by-card";
/// Sentence: what came by card goes back to the card.
pub const BY_CARD: &str = "fulfilment-refused-by-card";
/// Sentence: this very movement was noted before.
pub const REFERENCE_KNOWN: &str = "fulfilment-reference-known";

/// The order with this number and the organisation it is of, kept from others until the transaction ends.
fn open(db: &mut Db, staff: &StaffScope, number: &OrderNumber) -> Result<(OrgScope, OrderRow)> {
    let found = rows::find_any(db, number)?;
    let scope = staff.of_customer(found.root_id, found.organisation_id);
    let order = rows::lock(db, &scope, found.id)?;
    Ok((scope, order))
}

/// Pieces of the lines that are still to be assigned.
pub fn missing(lines: &[LineRow]) -> i64 {
    lines.iter().map(|line| line.quantity - line.fulfilled).sum()
}

fn all_assigned(db: &mut Db, order: &OrderRow) -> Result<()> {
    let is_open = order.status == OrderStatus::InPreparation;
    if order.kind.is_booked() {
        return Err(Error::Refused(NO_DELIVERY));
    }
    if is_open && missing(&rows::lines(db, vec![order.id])?) > 0 {
        return Err(Error::Refused(SIMS_MISSING));
    }
    Ok(())
}

/// Notes that the parcel was handed to its carrier. Every SIM has to be assigned: the customer could not use the others.
pub fn ship(
    db: &mut Db,
    staff: &StaffScope,
    number: &OrderNumber,
    parcel: (&str, &str),
    now: NaiveDateTime,
) -> Result<OrderRow> {
    let (scope, order) = open(db, staff, number)?;
    all_assigned(db, &order)?;
    orders::ship(db, &scope, order.id, parcel, now)
}

/// Notes that an order of SIMs is done; one of profiles is never shipped.
pub fn complete(db: &mut Db, staff: &StaffScope, number: &OrderNumber, now: NaiveDateTime) -> Result<OrderRow> {
    let (scope, order) = open(db, staff, number)?;
    all_assigned(db, &order)?;
    orders::complete(db, &scope, order.id, now)
}

/// Gives an order up. Refused while it has SIMs: these are taken back first ([`take_back()`]).
pub fn cancel(
    db: &mut Db,
    staff: &StaffScope,
    number: &OrderNumber,
    reason: &str,
    now: NaiveDateTime,
) -> Result<OrderRow> {
    let (scope, order) = open(db, staff, number)?;
    orders::cancel(db, &scope, order.id, (true, reason), now)
}

/// Money that a person notes.
#[derive(Debug, Clone)]
pub struct ByHand<'a> {
    /// How much, in the currency of the order.
    pub amount: Money,
    /// The day it moved.
    pub on: NaiveDate,
    /// What the bank calls it.
    pub reference: &'a str,
    /// Key of the form: sent twice it counts once.
    pub attempt: &'a AttemptKey,
}

impl ByHand<'_> {
    /// Day and reference, which together with the order and the direction are noted once.
    fn name(&self, order: &OrderRow, kind: PaymentKind) -> String {
        format!("{} {} ({} {kind})", self.on, self.reference, order.number)
    }
}

/// Notes money that came in, which may be a part of what is due.
pub fn note_payment(
    db: &mut Db,
    staff: &StaffScope,
    number: &OrderNumber,
    money: &ByHand<'_>,
    now: NaiveDateTime,
) -> Result<OrderRow> {
    let (scope, order) = open(db, staff, number)?;
    let name = money.name(&order, PaymentKind::Charge);
    let received = Received {
        amount: money.amount,
        provider: BY_HAND,
        reference: Some(&name),
        attempt: money.attempt,
    };
    orders::mark_paid(db, &scope, order.id, &received, now).map_err(at_reference)
}

/// Notes money that was sent back by bank transfer. What came by card goes back to the card, through its provider.
pub fn note_refund(
    db: &mut Db,
    staff: &StaffScope,
    number: &OrderNumber,
    money: &ByHand<'_>,
    now: NaiveDateTime,
) -> Result<OrderRow> {
    let (scope, order) = open(db, staff, number)?;
    if is_by_card(&rows::payments(db, order.id)?) {
        return Err(Error::Refused(BY_CARD));
    }
    let name = money.name(&order, PaymentKind::Refund);
    let sent = Received {
        amount: money.amount,
        provider: BY_HAND,
        reference: Some(&name),
        attempt: money.attempt,
    };
    orders::refund(db, &scope, order.id, &sent, now).map_err(at_reference)
}

/// A document of an order, with the organisation that it was issued to.
pub fn document(
    db: &mut Db,
    staff: &StaffScope,
    number: &OrderNumber,
    document: &InvoiceNumber,
) -> Result<(OrgScope, DocumentRow)> {
    let order = rows::find_any(db, number)?;
    let scope = staff.of_customer(order.root_id, order.organisation_id);
    let found = invoices::find(db, &scope, document)?;
    if found.order_id == order.id {
        Ok((scope, found))
    } else {
        Err(Error::NotFound)
    }
}

/// Credits the invoice of an order and issues a corrected one.
pub fn correct(
    db: &mut Db,
    staff: &StaffScope,
    number: &OrderNumber,
    correction: &invoices::Correction,
    now: NaiveDateTime,
) -> Result<()> {
    let (scope, order) = open(db, staff, number)?;
    orders::correct(db, &scope, order.id, correction, now).map(|_| ())
}

/// Gives money back to the card that it came from, through its provider, by a job.
pub fn refund_card(
    db: &mut Db,
    staff: &StaffScope,
    number: &OrderNumber,
    (amount, attempt): (Money, &AttemptKey),
    now: NaiveDateTime,
) -> Result<()> {
    let (scope, order) = open(db, staff, number)?;
    charges::refund_later(db, &scope, &order, (amount, attempt), now)
}

/// Whether some of the money came by card.
pub fn is_by_card(payments: &[orders::PaymentRow]) -> bool {
    payments.iter().any(|payment| {
        let is_charge = payment.kind == PaymentKind::Charge && payment.status == PaymentState::Succeeded;
        is_charge && payment.provider != BY_HAND && payment.provider != BY_BANK
    })
}

fn at_reference(error: Error) -> Error {
    match error {
        Error::Storage(StorageError::Violated(index)) if index == "payments_provider_provider_reference_key" => {
            Error::Refused(REFERENCE_KNOWN)
        }
        other => other,
    }
}
