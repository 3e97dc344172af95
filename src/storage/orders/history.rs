//! What happened to orders: the timeline, payments, and the documents that were issued.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::OrderRow;
use crate::storage::schema::{invoices, order_events, payment_methods, payments};
use crate::storage::{Db, Result};
use crate::types::access::By;
use crate::types::money::{Currency, Money};
use crate::types::order::{AttemptKey, InvoiceKind, OrderEventKind, PaymentKind, PaymentState};

/// Something that happened to an order.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct EventRow {
    /// Key; grows with time.
    pub id: i64,
    /// What.
    pub kind: OrderEventKind,
    /// When.
    pub at: NaiveDateTime,
    /// By whom; the name of the job if by nobody.
    pub actor_name: String,
    /// More about it, as [`OrderEventKind`] says; may be empty.
    pub detail: String,
}

/// Notes what happened to an order that was found through a scope.
pub fn insert_event(
    db: &mut Db,
    by: &By,
    order_id: i64,
    kind: OrderEventKind,
    detail: &str,
    now: NaiveDateTime,
) -> Result<()> {
    insert(db, by, (order_id, kind, detail, Some(now)), now)
}

/// The same, of something that people are to be told by mail.
pub fn insert_event_to_tell(
    db: &mut Db,
    by: &By,
    order_id: i64,
    kind: OrderEventKind,
    detail: &str,
    now: NaiveDateTime,
) -> Result<()> {
    insert(db, by, (order_id, kind, detail, None), now)
}

fn insert(
    db: &mut Db,
    by: &By,
    (order_id, kind, detail, told_at): (i64, OrderEventKind, &str, Option<NaiveDateTime>),
    now: NaiveDateTime,
) -> Result<()> {
    use order_events as e;
    diesel::insert_into(e::table)
        .values((
            e::order_id.eq(order_id),
            e::kind.eq(kind),
            e::at.eq(now),
            e::actor_id.eq(by.user_id),
            e::actor_name.eq(&by.name),
            e::detail.eq(detail),
            e::told_at.eq(told_at),
        ))
        .execute(db)?;
    Ok(())
}

/// What happened to an order that was found through a scope, in the order of time.
pub fn events(db: &mut Db, order_id: i64) -> Result<Vec<EventRow>> {
    use order_events as e;
    Ok(e::table
        .filter(e::order_id.eq(order_id))
        .order(e::id)
        .select((e::id, e::kind, e::at, e::actor_name, e::detail))
        .load(db)?)
}

/// What happened to an order and was not told yet, in the order of time.
pub fn untold(db: &mut Db, order_id: i64) -> Result<Vec<EventRow>> {
    use order_events as e;
    Ok(e::table
        .filter(e::order_id.eq(order_id))
        // As a literal, or the index of these would not be used.
        .filter(diesel::dsl::sql::<Bool>("order_events.told_at IS NULL"))
        .order(e::id)
        .select((e::id, e::kind, e::at, e::actor_name, e::detail))
        .load(db)?)
}

/// Notes that these events were told.
pub fn mark_told(db: &mut Db, ids: Vec<i64>, now: NaiveDateTime) -> Result<()> {
    use order_events as e;
    diesel::update(e::table.filter(e::id.eq_any(ids)))
        .set(e::told_at.eq(Some(now)))
        .execute(db)?;
    Ok(())
}

/// A charge or a refund.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct PaymentRow {
    /// Key.
    pub id: i64,
    /// The order.
    pub order_id: i64,
    /// Which way the money went.
    pub kind: PaymentKind,
    /// Who moved it: `bank`, `manual` or a card provider.
    pub provider: String,
    /// What the provider calls it.
    pub provider_reference: Option<String>,
    /// Key of the attempt.
    pub attempt_key: String,
    /// What is known of it.
    pub status: PaymentState,
    /// How much, always positive.
    pub amount: Money,
    /// Begun at.
    pub created_at: NaiveDateTime,
    /// When it was known to have succeeded or failed.
    pub settled_at: Option<NaiveDateTime>,
}

type Columns = (
    payments::id,
    payments::order_id,
    payments::kind,
    payments::provider,
    payments::provider_reference,
    payments::attempt_key,
    payments::status,
    payments::amount,
    payments::created_at,
    payments::settled_at,
);

const fn columns() -> Columns {
    use payments as p;
    (
        p::id,
        p::order_id,
        p::kind,
        p::provider,
        p::provider_reference,
        p::attempt_key,
        p::status,
        p::amount,
        p::created_at,
        p::settled_at,
    )
}

/// A payment to insert; it succeeded already.
#[derive(Debug, Clone)]
pub struct NewPayment<'a> {
    /// Which way the money went.
    pub kind: PaymentKind,
    /// Who moved it: `bank`, `manual` or a card provider.
    pub provider: &'a str,
    /// What the provider calls it.
    pub provider_reference: Option<&'a str>,
    /// Key of the attempt.
    pub attempt_key: &'a AttemptKey,
    /// How much.
    pub amount: Money,
    /// In what.
    pub currency: Currency,
}

/// Adds a payment of an order that was locked; `payments_attempt_key_key` is violated if the attempt was noted already.
pub fn insert_payment(db: &mut Db, order: &OrderRow, by: &By, new: &NewPayment<'_>, now: NaiveDateTime) -> Result<i64> {
    use payments as p;
    Ok(diesel::insert_into(p::table)
        .values((
            (
                p::root_id.eq(order.root_id),
                p::organisation_id.eq(order.organisation_id),
                p::order_id.eq(order.id),
                p::kind.eq(new.kind),
                p::provider.eq(new.provider),
                p::provider_reference.eq(new.provider_reference),
                p::attempt_key.eq(new.attempt_key.as_str()),
            ),
            (
                p::status.eq(PaymentState::Succeeded),
                p::amount.eq(new.amount),
                p::currency.eq(new.currency),
                p::actor_name.eq(&by.name),
                p::created_at.eq(now),
                p::settled_at.eq(Some(now)),
            ),
        ))
        .returning(p::id)
        .get_result(db)?)
}

/// The payment of an attempt, whatever order it is of.
pub fn payment_by_key(db: &mut Db, key: &AttemptKey) -> Result<Option<PaymentRow>> {
    Ok(payments::table
        .filter(payments::attempt_key.eq(key.as_str()))
        .select(columns())
        .first(db)
        .optional()?)
}

/// Payments of an order that was found through a scope, in the order of time.
pub fn payments(db: &mut Db, order_id: i64) -> Result<Vec<PaymentRow>> {
    Ok(payments::table
        .filter(payments::order_id.eq(order_id))
        .order(payments::id)
        .select(columns())
        .load(db)?)
}

/// Last four digits of the saved card that an order is paid with; empty if it is paid otherwise. The charge may be noted as paid later in the
/// same transaction.
pub fn last4_of(db: &mut Db, order_id: i64) -> Result<String> {
    use payment_methods as m;
    use payments as p;
    let digits: Option<String> = p::table
        .inner_join(m::table.on(p::payment_method_id.eq(m::id.nullable())))
        .filter(p::order_id.eq(order_id))
        .filter(p::kind.eq(PaymentKind::Charge))
        .filter(p::status.ne(PaymentState::Failed))
        .order(p::id.desc())
        .select(m::last4)
        .first(db)
        .optional()?;
    Ok(digits.unwrap_or_default())
}

/// An invoice document, without what it says.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct InvoiceRow {
    /// Key.
    pub id: i64,
    /// The order.
    pub order_id: i64,
    /// What it is.
    pub kind: InvoiceKind,
    /// Its number.
    pub number: String,
    /// When it was issued.
    pub issued_on: NaiveDate,
    /// Until when it is to be paid.
    pub due_on: Option<NaiveDate>,
    /// What it comes to.
    pub gross: Money,
}

/// Invoice documents of orders that were found through a scope, in the order of their keys.
pub fn invoices_of(db: &mut Db, order_ids: Vec<i64>) -> Result<Vec<InvoiceRow>> {
    use invoices as i;
    if order_ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(i::table
        .filter(i::order_id.eq_any(order_ids))
        .order((i::order_id, i::id))
        .select((
            i::id,
            i::order_id,
            i::kind,
            i::number,
            i::issued_on,
            i::due_on,
            i::gross,
        ))
        .load(db)?)
}
