//! Orders of all customers, for staff: these queries take no scope, and whoever calls them has a `StaffScope` or is a job.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::OrderRow;
use crate::storage::db::MultiBackend;
use crate::storage::keyset::{Edge, Recent};
use crate::storage::schema::{invoices, orders, organisations};
use crate::storage::{Db, Result};
use crate::types::money::{Currency, Money};
use crate::types::order::{InvoiceKind, OrderKind, OrderNumber, OrderStatus, PaymentStatus};

/// What the list is narrowed to; empty parts do not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StaffFilter {
    /// How far.
    pub status: Option<OrderStatus>,
    /// What became of the money.
    pub payment: Option<PaymentStatus>,
    /// One of these kinds; empty: any.
    pub kinds: Vec<OrderKind>,
    /// Of this organisation.
    pub organisation_id: Option<i64>,
    /// With this number.
    pub number: Option<OrderNumber>,
    /// What has waited longest comes first, instead of the latest.
    pub is_oldest_first: bool,
}

type Query = orders::BoxedQuery<'static, MultiBackend>;

fn narrowed(filter: &StaffFilter) -> Query {
    use orders as o;
    let mut query = o::table.into_boxed::<MultiBackend>();
    if let Some(number) = &filter.number {
        query = query.filter(o::number.eq(number.as_str().to_owned()));
    }
    if let Some(id) = filter.organisation_id {
        query = query.filter(o::organisation_id.eq(id));
    }
    if let Some(status) = filter.status {
        query = query.filter(o::status.eq(status));
    }
    if let Some(payment) = filter.payment {
        query = query.filter(o::payment_status.eq(payment));
    }
    if !filter.kinds.is_empty() {
        query = query.filter(o::kind.eq_any(filter.kinds.clone()));
    }
    query
}

/// Orders from the edge on (key of an order), `most` of them, in the order that the filter asks for: where the oldest come first, "older"
/// and "newer" of the edge and of what is answered mean further and back.
pub fn all_page(db: &mut Db, filter: &StaffFilter, edge: Edge<i64>, most: i64) -> Result<Recent<OrderRow>> {
    use orders as o;
    // A bound on the key on every page: without one the first page of all orders would be planned as a walk over the whole table.
    let query = match (edge, filter.is_oldest_first) {
        (Edge::Newest, true) => narrowed(filter).filter(o::id.gt(0)),
        (Edge::Newest, false) => narrowed(filter).filter(o::id.lt(i64::MAX)),
        (Edge::OlderThan(id), false) | (Edge::NewerThan(id), true) => narrowed(filter).filter(o::id.lt(id)),
        (Edge::NewerThan(id), false) | (Edge::OlderThan(id), true) => narrowed(filter).filter(o::id.gt(id)),
    };
    let query = if edge.is_backwards() == filter.is_oldest_first {
        query.order(o::id.desc())
    } else {
        query.order(o::id.asc())
    };
    let rows = query.limit(most + 1).select(o::all_columns).load(db)?;
    Ok(Recent::of(&edge, rows, most))
}

/// The next orders of a file, oldest first, behind this key.
pub fn all_after(db: &mut Db, filter: &StaffFilter, after: i64, most: i64) -> Result<Vec<OrderRow>> {
    Ok(narrowed(filter)
        .filter(orders::id.gt(after))
        .order(orders::id)
        .limit(most)
        .select(orders::all_columns)
        .load(db)?)
}

/// An order by its number, whoever placed it.
pub fn find_any(db: &mut Db, number: &OrderNumber) -> Result<OrderRow> {
    Ok(orders::table
        .filter(orders::number.eq(number.as_str()))
        .select(orders::all_columns)
        .first(db)?)
}

/// Orders by key, at most some hundred.
pub fn of_keys(db: &mut Db, ids: Vec<i64>) -> Result<Vec<OrderRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(orders::table
        .filter(orders::id.eq_any(ids))
        .order(orders::id)
        .select(orders::all_columns)
        .load(db)?)
}

/// Whoever placed an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// Name of the organisation.
    pub name: String,
    /// Its account number.
    pub account_number: String,
}

/// Organisations by key.
pub fn customers(db: &mut Db, mut ids: Vec<i64>) -> Result<HashMap<i64, Customer>> {
    use organisations as o;
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, String, String)> = o::table
        .filter(o::id.eq_any(ids))
        .order(o::id)
        .select((o::id, o::name, o::account_number))
        .load(db)?;
    let customer = |(id, name, account_number)| (id, Customer { name, account_number });
    Ok(rows.into_iter().map(customer).collect())
}

/// How many orders wait for something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// SIMs are to be assigned and sent.
    pub to_fulfil: i64,
    /// When the first of these was placed.
    pub oldest_to_fulfil: Option<NaiveDateTime>,
    /// The money is to come.
    pub awaiting_payment: i64,
    /// Those of them whose last payment failed.
    pub payment_failed: i64,
    /// On their way.
    pub shipped: i64,
}

/// How many orders wait for what.
pub fn waiting(db: &mut Db) -> Result<Waiting> {
    use diesel::dsl::{count_star, min};
    use orders as o;
    let open: Vec<OrderStatus> = OrderStatus::ALL.iter().copied().filter(|it| it.is_open()).collect();
    let rows: Vec<(OrderStatus, OrderKind, PaymentStatus, i64, Option<NaiveDateTime>)> = o::table
        .filter(o::status.eq_any(open))
        .group_by((o::status, o::kind, o::payment_status))
        .order((o::status, o::kind, o::payment_status))
        .select((o::status, o::kind, o::payment_status, count_star(), min(o::placed_at)))
        .load(db)?;
    let mut waiting = Waiting::default();
    for (status, kind, payment, n, oldest) in rows {
        match status {
            OrderStatus::AwaitingPayment => {
                waiting.awaiting_payment += n;
                if payment == PaymentStatus::Failed {
                    waiting.payment_failed += n;
                }
            }
            OrderStatus::InPreparation if !kind.is_booked() => {
                waiting.to_fulfil += n;
                waiting.oldest_to_fulfil = waiting.oldest_to_fulfil.into_iter().chain(oldest).min();
            }
            OrderStatus::Shipped => waiting.shipped += n,
            OrderStatus::InPreparation | OrderStatus::Completed | OrderStatus::Cancelled => {}
        }
    }
    Ok(waiting)
}

/// An order with something to be paid.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Due {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Whose order it is.
    pub organisation_id: i64,
    /// Its number.
    pub number: String,
    /// In what it is paid.
    pub currency: Currency,
    /// What is to be paid.
    pub gross: Money,
    /// What came in so far.
    pub paid: Money,
}

/// Numbers of the documents of all orders with something to be paid, with the keys of the orders.
pub fn documents_of_due(db: &mut Db) -> Result<Vec<(i64, String)>> {
    use invoices as i;
    use orders as o;
    Ok(i::table
        .inner_join(o::table.on(i::order_id.eq(o::id)))
        .filter(o::payment_status.eq_any([PaymentStatus::Open, PaymentStatus::Failed]))
        .filter(o::status.ne(OrderStatus::Cancelled))
        .filter(i::kind.ne(InvoiceKind::CreditNote))
        .order((o::id, i::id))
        .select((o::id, i::number))
        .load(db)?)
}

/// All orders with something to be paid, oldest first.
pub fn due(db: &mut Db) -> Result<Vec<Due>> {
    use orders as o;
    Ok(o::table
        .filter(o::payment_status.eq_any([PaymentStatus::Open, PaymentStatus::Failed]))
        .filter(o::status.ne(OrderStatus::Cancelled))
        .order(o::id)
        .select((
            o::id,
            o::root_id,
            o::organisation_id,
            o::number,
            o::currency,
            o::gross,
            o::paid,
        ))
        .load(db)?)
}
