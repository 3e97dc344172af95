//! The orders of all customers, what waits first.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::query::{QUEUES, Query};
use crate::domain::fulfilment::{self, Customer, StaffFilter, Waiting};
use crate::domain::orders::{Edge, OrderRow, Recent};
use crate::domain::users::organisation_by_number;
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::order::{OrderKind, PaymentStatus};
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::orders::status;
use crate::web::paging::{self, Links};
use crate::web::urls;

/// Orders on one page.
const ON_A_PAGE: i64 = 50;

/// What page keys are signed for.
const LIST: &str = "staff orders";

#[derive(Template)]
#[template(path = "operations/orders/list.html")]
struct ListPage {
    layout: Layout,
    query: Query,
    /// Address, words, number of those that wait, whether it is chosen.
    queues: Vec<(String, String, Option<String>, bool)>,
    rows: Vec<Row>,
    links: Links,
    csv: String,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl ListPage {
    /// Value, words, whether it is chosen.
    fn payments(&self) -> Vec<(&'static str, String, bool)> {
        let all = PaymentStatus::ALL.iter().map(|value| value.as_str());
        all.map(|value| {
            let words = self.layout.t(&format!("order-payment-{value}"));
            (value, words, self.query.payment == value)
        })
        .collect()
    }

    fn kinds(&self) -> Vec<(&'static str, String, bool)> {
        let all = OrderKind::ALL.iter().map(|value| value.as_str());
        all.map(|value| {
            let words = self.layout.t(&format!("order-kind-{value}"));
            (value, words, self.query.kind == value)
        })
        .collect()
    }
}

/// A line of the table.
struct Row {
    href: String,
    number: String,
    iso: String,
    at: String,
    customer: Customer,
    kind: String,
    items: String,
    total: String,
    payment: String,
    status: (&'static str, String),
}

/// What storage narrows by; `None`: what was typed cannot be found.
pub(super) fn filter_of(db: &mut Db, query: &Query) -> domain::Result<Option<StaffFilter>> {
    let (Ok(number), Ok(account)) = (query.wanted(), query.account()) else {
        return Ok(None);
    };
    let mut filter = query.filter(number);
    if let Some(account) = account {
        let Some(found) = organisation_by_number(db, &account)? else {
            return Ok(None);
        };
        filter.organisation_id = Some(found.id);
    }
    Ok(Some(filter))
}

pub(super) async fn get(request: HttpRequest, layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    let query = Query::of(&request);
    let edge: Edge<i64> = paging::edge(&request, &state.keys, LIST);
    let asked = query.clone();
    let read = move |db: &mut Db| -> domain::Result<_> {
        let waiting = fulfilment::waiting(db)?;
        let page = match filter_of(db, &asked)? {
            Some(filter) => fulfilment::all_page(db, &filter, edge, ON_A_PAGE)?,
            None => Recent {
                rows: Vec::new(),
                has_newer: false,
                has_older: false,
            },
        };
        let ids = page.rows.iter().map(|order| order.organisation_id).collect();
        Ok((waiting, page, fulfilment::customers(db, ids)?))
    };
    let (waiting, page, customers) = state.db.read(read).await?;
    let base = query.href(urls::STAFF_ORDERS);
    let links = paging::links(&page, &state.keys, LIST, &base, |row| row.id);
    let rows = page.rows.iter().map(|order| {
        let customer = customers.get(&order.organisation_id).cloned();
        row(&layout, order, customer)
    });
    show(&ListPage {
        rows: rows.collect(),
        queues: queues(&layout, &query, waiting),
        csv: query.href(urls::STAFF_ORDERS_CSV),
        links,
        query,
        layout,
    })
}

fn queues(layout: &Layout, query: &Query, waiting: Waiting) -> Vec<(String, String, Option<String>, bool)> {
    let queue = |(name, ..): &(&str, _, bool, bool)| {
        let n = match *name {
            "fulfil" => Some(waiting.to_fulfil),
            "awaiting_payment" => Some(waiting.awaiting_payment),
            "shipped" => Some(waiting.shipped),
            _ => None,
        };
        (
            query.with_queue(name).href(urls::STAFF_ORDERS),
            layout.t(&format!("fulfilment-queue-{name}")),
            n.map(|n| layout.formats.number(n)),
            query.queue == *name,
        )
    };
    QUEUES.iter().map(queue).collect()
}

fn row(layout: &Layout, order: &OrderRow, customer: Option<Customer>) -> Row {
    let formats = &layout.formats;
    let method = layout.t(&format!("order-method-{}", order.payment_method));
    let paid = layout.t(&format!("order-payment-{}", order.payment_status));
    Row {
        href: urls::order(urls::STAFF_ORDER, &order.number),
        number: order.number.clone(),
        iso: formats.iso(order.placed_at),
        at: formats.date_time(order.placed_at),
        customer: customer.unwrap_or_else(|| Customer {
            name: String::new(),
            account_number: String::new(),
        }),
        kind: layout.t(&format!("order-kind-{}", order.kind)),
        items: layout.tn("orders-items", &order.items),
        total: formats.money(order.gross, order.currency),
        payment: layout.t2("orders-payment", "method", &method, "status", &paid),
        status: status(layout, order.status),
    }
}
