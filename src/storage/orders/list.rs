//! Lists of orders, latest first.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::OrderRow;
use crate::storage::db::MultiBackend;
use crate::storage::dialect;
use crate::storage::keyset::{Edge, Recent};
use crate::storage::schema::{invoices, orders};
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::money::{Currency, Money};
use crate::types::order::{OrderKind, OrderNumber, OrderStatus, PaymentStatus};

/// What the list is narrowed to; empty parts do not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderFilter {
    /// How far.
    pub status: Option<OrderStatus>,
    /// One of these kinds; empty: any.
    pub kinds: Vec<OrderKind>,
    /// Placed at this moment (UTC) or later.
    pub since: Option<NaiveDateTime>,
    /// Placed before this moment (UTC).
    pub before: Option<NaiveDateTime>,
    /// A part of the number of the order or of one of its invoices; empty: any.
    pub number: String,
}

type Query = orders::BoxedQuery<'static, MultiBackend>;

fn narrowed(scope: &OrgScope, filter: &OrderFilter) -> Query {
    use orders as o;
    let mut query = o::table
        .filter(o::organisation_id.eq(scope.organisation_id()))
        .into_boxed::<MultiBackend>();
    if let Some(status) = filter.status {
        query = query.filter(o::status.eq(status));
    }
    match filter.kinds.as_slice() {
        [] => {}
        [kind] => query = query.filter(o::kind.eq(*kind)),
        kinds => query = query.filter(o::kind.eq_any(kinds.to_vec())),
    }
    if let Some(since) = filter.since {
        query = query.filter(o::placed_at.ge(since));
    }
    if let Some(before) = filter.before {
        query = query.filter(o::placed_at.lt(before));
    }
    if let Some(number) = OrderNumber::parse(&filter.number) {
        query = query.filter(o::number.eq(number.into_string()));
    } else if !filter.number.is_empty() {
        let part = filter.number.to_uppercase();
        let part = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let part = format!("%{part}%");
        let by_invoice = invoices::table
            .filter(invoices::organisation_id.eq(scope.organisation_id()))
            .filter(invoices::number.like(part.clone()).escape('\\'))
            .select(invoices::order_id);
        query = query.filter(o::number.like(part).escape('\\').or(o::id.eq_any(by_invoice)));
    }
    query
}

/// Orders of the scope from the edge on (moment and key of an order), `most` of them, latest first. By the moment and not by the key alone:
/// an index leads to a period then, however many orders came after it.
pub fn page(
    db: &mut Db,
    scope: &OrgScope,
    filter: &OrderFilter,
    edge: Edge<(NaiveDateTime, i64)>,
    most: i64,
) -> Result<Recent<OrderRow>> {
    use orders as o;
    let query = narrowed(scope, filter);
    let query = match edge {
        Edge::Newest => query,
        // The first comparison lets the index find the place; the second decides among equals.
        Edge::OlderThan((at, id)) => query
            .filter(o::placed_at.le(at))
            .filter(o::placed_at.lt(at).or(o::id.lt(id))),
        Edge::NewerThan((at, id)) => query
            .filter(o::placed_at.ge(at))
            .filter(o::placed_at.gt(at).or(o::id.gt(id))),
    };
    let query = if edge.is_backwards() {
        query.order((o::placed_at.asc(), o::id.asc()))
    } else {
        query.order((o::placed_at.desc(), o::id.desc()))
    };
    let rows = query.limit(most + 1).select(o::all_columns).load(db)?;
    Ok(Recent::of(&edge, rows, most))
}

/// The next orders of a file, oldest first, behind this moment and key.
pub fn page_after(
    db: &mut Db,
    scope: &OrgScope,
    filter: &OrderFilter,
    after: Option<(NaiveDateTime, i64)>,
    most: i64,
) -> Result<Vec<OrderRow>> {
    use orders as o;
    let query = narrowed(scope, filter);
    let query = match after {
        None => query,
        Some((at, id)) => query
            .filter(o::placed_at.ge(at))
            .filter(o::placed_at.gt(at).or(o::id.gt(id))),
    };
    Ok(query
        .order((o::placed_at, o::id))
        .limit(most)
        .select(o::all_columns)
        .load(db)?)
}

/// How many orders of the scope have each status.
pub fn count_by_status(db: &mut Db, scope: &OrgScope) -> Result<Vec<(OrderStatus, i64)>> {
    use orders as o;
    Ok(o::table
        .filter(o::organisation_id.eq(scope.organisation_id()))
        .group_by(o::status)
        .order(o::status)
        .select((o::status, diesel::dsl::count_star()))
        .load(db)?)
}

/// An order on the Dashboard.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the same fields as OrderRow")]
pub struct Latest {
    pub number: String,
    pub kind: OrderKind,
    pub status: OrderStatus,
    pub currency: Currency,
    pub gross: Money,
    pub placed_at: NaiveDateTime,
}

/// How many orders of the scope are open, and the latest ones, at most `most`.
pub fn latest(db: &mut Db, scope: &OrgScope, most: i64) -> Result<(i64, Vec<Latest>)> {
    let rows = dialect::latest_orders(db, scope, most)?;
    let open = rows.first().map_or(0, |row| row.0);
    let latest = rows.into_iter().map(|row| {
        let (_, number, kind, status, currency, gross, placed_at) = row;
        Latest {
            number,
            kind,
            status,
            currency,
            gross,
            placed_at,
        }
    });
    Ok((open, latest.collect()))
}

/// How many orders of an organisation are open, or not paid although they are done. It was found through the scope of its master.
pub fn unfinished(db: &mut Db, organisation_id: i64) -> Result<i64> {
    use orders as o;
    let is_unpaid = o::status
        .eq(OrderStatus::Completed)
        .and(o::payment_status.eq_any([PaymentStatus::Open, PaymentStatus::Failed]));
    Ok(o::table
        .filter(o::organisation_id.eq(organisation_id))
        .filter(o::status.eq_any(open_statuses()).or(is_unpaid))
        .count()
        .get_result(db)?)
}

fn open_statuses() -> Vec<OrderStatus> {
    let all = OrderStatus::ALL.iter().copied();
    all.filter(|status| status.is_open()).collect()
}
