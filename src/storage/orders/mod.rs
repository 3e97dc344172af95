//! Orders: one row per order, its lines and addresses (`lines.rs`), its SIMs (`sims.rs`), what happened to it and what was paid
//! (`history.rs`); those of all customers for staff (`staff.rs`).

mod history;
mod lines;
mod list;
mod sims;
mod staff;

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

pub use history::{
    EventRow, InvoiceRow, NewPayment, PaymentRow, events, insert_event, insert_event_to_tell, insert_payment,
    invoices_of, last4_of, mark_told, payment_by_key, payments, untold,
};
pub use lines::{AddressRow, LineRow, NewLine, addresses, addresses_of, insert_address, insert_lines, lines};
pub use list::{Latest, OrderFilter, count_by_status, latest, page, page_after, unfinished};
pub use sims::{
    NewOrderSim, OrderSimRow, add_fulfilled, count_on_line, count_sims, has_booked, insert_sims, mark_booked,
    remove_sims, sims_after, sims_counts, unbooked,
};
pub use staff::{
    Customer, Due, StaffFilter, Waiting, all_after, all_page, customers, documents_of_due, due, find_any, of_keys,
    waiting,
};

use super::schema::orders;
use super::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::money::{Currency, Money};
use crate::types::order::{AttemptKey, OrderKind, OrderNumber, OrderStatus, PaymentMethod, PaymentStatus};

/// An order. Amounts are in its currency.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct OrderRow {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Whose order it is.
    pub organisation_id: i64,
    /// Its number, unique everywhere.
    pub number: String,
    /// Why it was placed.
    pub kind: OrderKind,
    /// How far it is.
    pub status: OrderStatus,
    /// How it is paid.
    pub payment_method: PaymentMethod,
    /// What became of the money.
    pub payment_status: PaymentStatus,
    /// What it is paid in.
    pub currency: Currency,
    /// Sum of the lines.
    pub net: Money,
    /// VAT of all lines.
    pub vat: Money,
    /// What is to be paid.
    pub gross: Money,
    /// What came in.
    pub paid: Money,
    /// What went back of it.
    pub refunded: Money,
    /// Pieces of all lines.
    pub items: i64,
    /// VAT ID of the customer at that time; empty without one.
    pub vat_id: String,
    /// The customer's own number of this order; may be empty.
    pub purchase_order: String,
    /// What the customer wants to read on the invoice; may be empty.
    pub buyer_reference: String,
    /// Notes of the customer; may be empty.
    pub notes: String,
    /// Who placed it, as long as the person exists.
    pub placed_by: Option<i64>,
    /// Their name.
    pub placed_by_name: String,
    /// Key of the attempt that placed it.
    pub attempt_key: String,
    /// When it was placed.
    pub placed_at: NaiveDateTime,
    /// When all was paid.
    pub paid_at: Option<NaiveDateTime>,
    /// When it was shipped.
    pub shipped_at: Option<NaiveDateTime>,
    /// When all was done.
    pub completed_at: Option<NaiveDateTime>,
    /// When it was given up.
    pub cancelled_at: Option<NaiveDateTime>,
    /// Who carries the parcel; empty before it was shipped.
    pub carrier: String,
    /// The carrier's number of it; may be empty.
    pub tracking_number: String,
}

/// An order to insert.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the same fields as OrderRow")]
pub struct NewOrder<'a> {
    pub number: &'a OrderNumber,
    pub kind: OrderKind,
    pub status: OrderStatus,
    pub payment_method: PaymentMethod,
    pub payment_status: PaymentStatus,
    pub currency: Currency,
    pub net: Money,
    pub vat: Money,
    pub gross: Money,
    pub items: i64,
    pub vat_id: &'a str,
    pub purchase_order: &'a str,
    pub buyer_reference: &'a str,
    pub notes: &'a str,
    pub attempt_key: &'a AttemptKey,
}

type Own = diesel::dsl::Filter<orders::table, diesel::dsl::Eq<orders::organisation_id, i64>>;

/// The orders that the scope contains: every query of a tenant begins here.
fn of(scope: &OrgScope) -> Own {
    orders::table.filter(orders::organisation_id.eq(scope.organisation_id()))
}

/// One order of the scope; unknown and foreign numbers are both `NotFound`.
pub fn find(db: &mut Db, scope: &OrgScope, number: &OrderNumber) -> Result<OrderRow> {
    Ok(of(scope)
        .filter(orders::number.eq(number.as_str().to_owned()))
        .select(orders::all_columns)
        .first(db)?)
}

/// One order of the scope by key.
pub fn find_by_id(db: &mut Db, scope: &OrgScope, id: i64) -> Result<OrderRow> {
    Ok(of(scope)
        .filter(orders::id.eq(id))
        .select(orders::all_columns)
        .first(db)?)
}

/// Numbers of orders of the scope by key.
pub fn numbers(db: &mut Db, scope: &OrgScope, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, String)> = of(scope)
        .filter(orders::id.eq_any(ids))
        .order(orders::id)
        .select((orders::id, orders::number))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// The order that an attempt placed, if it did.
pub fn find_by_attempt(db: &mut Db, scope: &OrgScope, key: &AttemptKey) -> Result<Option<OrderRow>> {
    Ok(of(scope)
        .filter(orders::attempt_key.eq(key.as_str().to_owned()))
        .select(orders::all_columns)
        .first(db)
        .optional()?)
}

/// Whether the organisation has any order that was not cancelled.
pub fn has_any(db: &mut Db, scope: &OrgScope) -> Result<bool> {
    let found: Option<i64> = of(scope)
        .filter(orders::status.ne(OrderStatus::Cancelled))
        .order(orders::id)
        .select(orders::id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// Master organisation and organisation of an order, and the name of who placed it: for jobs, which get only its key.
pub fn home_of(db: &mut Db, id: i64) -> Result<(i64, i64, String)> {
    Ok(orders::table
        .find(id)
        .select((orders::root_id, orders::organisation_id, orders::placed_by_name))
        .first(db)?)
}

/// Finds an order of the scope by key and keeps others from changing it until the transaction ends.
pub fn lock(db: &mut Db, scope: &OrgScope, id: i64) -> Result<OrderRow> {
    if let Db::Pg(c) = db {
        orders::table
            .filter(orders::organisation_id.eq(scope.organisation_id()))
            .filter(orders::id.eq(id))
            .select(orders::id)
            .for_no_key_update()
            .first::<i64>(c)?;
    }
    Ok(of(scope)
        .filter(orders::id.eq(id))
        .select(orders::all_columns)
        .first(db)?)
}

/// Adds an order of the scope's organisation, placed by whoever the scope belongs to.
/// `orders_organisation_id_attempt_key_key` is violated if the attempt has placed one already.
pub fn insert(db: &mut Db, scope: &OrgScope, new: &NewOrder<'_>, now: NaiveDateTime) -> Result<OrderRow> {
    use orders as o;
    let is_paid = new.payment_status == PaymentStatus::Paid;
    let id: i64 = diesel::insert_into(o::table)
        .values((
            (
                o::root_id.eq(scope.root_id()),
                o::organisation_id.eq(scope.organisation_id()),
                o::number.eq(new.number.as_str()),
                o::kind.eq(new.kind),
                o::status.eq(new.status),
                o::payment_method.eq(new.payment_method),
                o::payment_status.eq(new.payment_status),
            ),
            (
                o::currency.eq(new.currency),
                o::net.eq(new.net),
                o::vat.eq(new.vat),
                o::gross.eq(new.gross),
                o::items.eq(new.items),
                o::vat_id.eq(new.vat_id),
                o::purchase_order.eq(new.purchase_order),
                o::buyer_reference.eq(new.buyer_reference),
                o::notes.eq(new.notes),
            ),
            (
                o::placed_by.eq(scope.by().user_id),
                o::placed_by_name.eq(&scope.by().name),
                o::attempt_key.eq(new.attempt_key.as_str()),
                o::placed_at.eq(now),
                o::paid_at.eq(is_paid.then_some(now)),
            ),
        ))
        .returning(o::id)
        .get_result(db)?;
    Ok(o::table.find(id).select(o::all_columns).first(db)?)
}

/// Writes what may change of an order that was locked: status, payment, and when it got there.
pub fn save(db: &mut Db, order: &OrderRow) -> Result<()> {
    use orders as o;
    diesel::update(o::table.find(order.id))
        .set((
            o::status.eq(order.status),
            o::payment_status.eq(order.payment_status),
            o::net.eq(order.net),
            o::vat.eq(order.vat),
            o::gross.eq(order.gross),
            o::paid.eq(order.paid),
            o::refunded.eq(order.refunded),
            o::paid_at.eq(order.paid_at),
            o::shipped_at.eq(order.shipped_at),
            o::completed_at.eq(order.completed_at),
            o::cancelled_at.eq(order.cancelled_at),
            o::carrier.eq(&order.carrier),
            o::tracking_number.eq(&order.tracking_number),
        ))
        .execute(db)?;
    Ok(())
}
