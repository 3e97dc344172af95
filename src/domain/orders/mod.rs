//! Orders (product section 7).
//!
//! - `price.rs` works out what a basket costs (its sums: `types/vat_sums.rs`); prices and sums come from here only, never from a form
//! - `place.rs` makes an order of it, once for each attempt; `for_sims.rs` says what each of many SIMs gets
//! - `standing.rs` what may become of an order: one pure function; `change.rs` carries it out: paid, cancelled, refunded
//! - `correct.rs` puts another invoice in the place of one; `tell.rs` tells by mail what happened
//! - `book.rs` books volume and lifetime on SIMs, by a job

mod book;
mod change;
mod correct;
mod for_sims;
mod place;
mod price;
pub mod standing;
mod tell;

pub use book::{Step, book_piece};
pub use change::{Received, assign, cancel, complete, mark_paid, refund, ship};
pub(super) use change::{give_back, note_failure, take_in};
pub use correct::correct;
pub use for_sims::{ForSims, MOST_SIMS, TOO_MANY};
pub use place::{For, Placed, Placement, SIMS_EXPIRED, SIMS_GONE, UNEVEN, check, place};
pub use price::{
    Customer, LineProblem, MIXED, MONTHLY_NOT_ALLOWED, NO_BILLING_ADDRESS, NO_SELLER, NO_SHIPPING_ADDRESS,
    NOT_SHIPPED_TO, NOTHING, Quote, QuotedLine, TOO_MUCH, Wanted, check_line, quote, quote_for,
};

pub use tell::tell;

use chrono::NaiveDateTime;

use super::work::{Job, enqueue};
use super::{Result, invoices};
use crate::storage::audit::{self, Change};
pub use crate::storage::keyset::{Edge, Recent};
pub use crate::storage::orders::{
    AddressRow, EventRow, InvoiceRow, Latest, LineRow, OrderFilter, OrderRow, OrderSimRow, PaymentRow, addresses,
    addresses_of, count_by_status, count_sims, events, find, has_booked, home_of, invoices_of, latest, lines, numbers,
    page, page_after, payment_by_key, payments, sims_after, sims_counts,
};
pub use crate::storage::sellers::{SellerRow, find as seller, shipped_to, vat_rate};
use crate::storage::{Db, orders as rows};
use crate::types::access::OrgScope;
use crate::types::money::Money;
use crate::types::order::{InvoiceKind, OrderEventKind, OrderKind, OrderStatus, PaymentMethod, PaymentStatus};
use standing::{Event, Standing};

/// How far an order is.
pub fn standing_of(order: &OrderRow) -> Standing {
    Standing {
        status: order.status,
        payment: order.payment_status,
        gross: order.gross,
        paid: order.paid,
        refunded: order.refunded,
    }
}

/// What is left of an order after its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// What it comes to: invoices less credit notes, and what was agreed as long as there are none.
    pub worth: Money,
    /// What we have of the customer's money beyond that; not above nothing: nothing has to go back.
    pub surplus: Money,
}

/// How an order stands to its documents (kind and amount of each); `None` only for sums beyond what money holds.
pub fn balance(order: &OrderRow, documents: impl Iterator<Item = (InvoiceKind, Money)>) -> Option<Balance> {
    let signed: Vec<Money> = documents
        .map(|(kind, gross)| match kind {
            InvoiceKind::CreditNote => gross.negated(),
            InvoiceKind::Invoice | InvoiceKind::Correction => gross,
        })
        .collect();
    let worth = match order.status {
        OrderStatus::Cancelled => Money::ZERO,
        _ if signed.is_empty() => order.gross,
        _ => Money::checked_sum(signed)?,
    };
    let surplus = standing_of(order).kept().checked_sub(worth)?;
    Some(Balance { worth, surplus })
}

/// Lets something happen to an order that was locked: its row, its timeline and the audit log of its organisation.
fn happen(
    db: &mut Db,
    scope: &OrgScope,
    order: &mut OrderRow,
    (event, detail): (Event, &str),
    now: NaiveDateTime,
) -> Result<()> {
    let before = standing_of(order);
    let after = standing::next(before, event).map_err(super::Error::Refused)?;
    let (kind, action) = match event {
        Event::Paid(_) => (OrderEventKind::Paid, "order.pay"),
        Event::PaymentFailed => (OrderEventKind::PaymentFailed, "order.pay_failed"),
        Event::Shipped => (OrderEventKind::Shipped, "order.ship"),
        Event::Completed => (OrderEventKind::Completed, "order.complete"),
        Event::Cancelled { .. } => (OrderEventKind::Cancelled, "order.cancel"),
        Event::Refunded(_) => (OrderEventKind::Refunded, "order.refund"),
        Event::Corrected(_) => (OrderEventKind::Corrected, "order.correct"),
    };
    order.status = after.status;
    order.payment_status = after.payment;
    (order.gross, order.paid, order.refunded) = (after.gross, after.paid, after.refunded);
    let moment = match event {
        Event::Paid(_) | Event::Corrected(_) if after.payment == PaymentStatus::Paid && order.paid_at.is_none() => {
            &mut order.paid_at
        }
        Event::Shipped => &mut order.shipped_at,
        Event::Completed => &mut order.completed_at,
        Event::Cancelled { .. } => &mut order.cancelled_at,
        Event::Paid(_) | Event::PaymentFailed | Event::Refunded(_) | Event::Corrected(_) => &mut None,
    };
    *moment = Some(now);
    rows::save(db, order)?;
    remember(db, scope, order, (kind, detail), now)?;
    note(db, scope, order, action, (None, Some(detail.to_owned())), now)?;
    if before.status == OrderStatus::AwaitingPayment && after.status == OrderStatus::InPreparation {
        prepare(db, order, now)?;
    }
    if order.payment_method == PaymentMethod::Card && after.payment == PaymentStatus::Paid {
        invoices::issue(db, scope, order, now)?;
    }
    Ok(())
}

/// What begins when an order is prepared: volume and lifetime are booked by a job.
fn prepare(db: &mut Db, order: &OrderRow, now: NaiveDateTime) -> Result<()> {
    if order.kind.is_booked() {
        let job = Job::BookOrder { order_id: order.id };
        enqueue(db, Some(order.organisation_id), &job, now)?;
    }
    Ok(())
}

/// Writes the timeline, and the job that tells by mail what people want to be told. Of what orders itself there are mails of its own.
fn remember(
    db: &mut Db,
    scope: &OrgScope,
    order: &OrderRow,
    (kind, detail): (OrderEventKind, &str),
    now: NaiveDateTime,
) -> Result<()> {
    if !tell::is_told(kind) || order.kind == OrderKind::AutoTopUp {
        return Ok(rows::insert_event(db, scope.by(), order.id, kind, detail, now)?);
    }
    rows::insert_event_to_tell(db, scope.by(), order.id, kind, detail, now)?;
    let job = Job::TellOrder { order_id: order.id };
    enqueue(db, Some(order.organisation_id), &job, now)?;
    Ok(())
}

/// Writes an entry about an order into the log of its organisation.
fn note(
    db: &mut Db,
    scope: &OrgScope,
    order: &OrderRow,
    action: &str,
    (old, new): (Option<String>, Option<String>),
    now: NaiveDateTime,
) -> Result<()> {
    let change = Change {
        action,
        object_kind: "order",
        object_id: order.id,
        object_name: &order.number,
        old,
        new: new.filter(|text| !text.is_empty()),
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}
