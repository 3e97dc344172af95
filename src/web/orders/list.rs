//! The orders, latest first.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;

use super::query::{GROUPS, Query};
use super::status;
use crate::domain::orders::{self, AddressRow, Edge, InvoiceRow, OrderRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::order::OrderStatus;
use crate::types::organisation::AddressKind;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::paging::{self, Links};
use crate::web::urls;

/// Orders on one page.
const ON_A_PAGE: i64 = 50;

/// What page keys are signed for.
const LIST: &str = "orders";

#[derive(Template)]
#[template(path = "orders/list.html")]
struct ListPage {
    layout: Layout,
    query: Query,
    /// Address, words, number, whether it is chosen.
    statuses: Vec<(String, String, String, bool)>,
    has_any: bool,
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
    /// Value and whether it is chosen.
    fn groups(&self) -> Vec<(&'static str, bool)> {
        GROUPS
            .iter()
            .map(|(group, _)| (*group, *group == self.query.group))
            .collect()
    }
}

/// A line of the table.
struct Row {
    href: String,
    number: String,
    iso: String,
    at: String,
    kind: String,
    items: String,
    ship_to: Option<String>,
    total: String,
    payment: String,
    status: (&'static str, String),
    /// Its invoice, then credit notes and corrected invoices: number and words.
    documents: Vec<(String, String)>,
    /// Address of the file of its SIMs, and their number.
    sims: Option<(String, String)>,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let query = Query::of(&request);
    let filter = query.filter(layout.formats.zone);
    let edge: Edge<(NaiveDateTime, i64)> = paging::edge(&request, &state.keys, LIST);
    let read = move |db: &mut _| -> domain::Result<_> {
        let page = orders::page(db, &scope, &filter, edge, ON_A_PAGE)?;
        let ids: Vec<i64> = page.rows.iter().map(|order| order.id).collect();
        Ok((
            page,
            orders::count_by_status(db, &scope)?,
            orders::addresses_of(db, ids.clone(), AddressKind::Shipping)?,
            orders::invoices_of(db, ids.clone())?,
            orders::sims_counts(db, ids)?,
        ))
    };
    let (page, counts, addresses, invoices, sims) = state.db.read(read).await?;
    let addresses: HashMap<i64, AddressRow> = addresses.into_iter().map(|row| (row.order_id, row)).collect();
    let links = paging::links(&page, &state.keys, LIST, &query.href(urls::ORDERS), |row| {
        (row.placed_at, row.id)
    });
    let rows = page
        .rows
        .into_iter()
        .map(|order| {
            let of_order = |row: &&InvoiceRow| row.order_id == order.id;
            let own: Vec<&InvoiceRow> = invoices.iter().filter(of_order).collect();
            row(
                &layout,
                &order,
                addresses.get(&order.id),
                &own,
                sims.get(&order.id).copied(),
            )
        })
        .collect();
    show(&ListPage {
        statuses: statuses(&layout, &query, &counts),
        has_any: counts.iter().any(|(_, n)| *n > 0),
        rows,
        links,
        csv: query.href(urls::ORDERS_CSV),
        query,
        layout,
    })
}

fn statuses(layout: &Layout, query: &Query, counts: &[(OrderStatus, i64)]) -> Vec<(String, String, String, bool)> {
    let all: i64 = counts.iter().map(|(_, n)| n).sum();
    let link = |status: &str, words: String, n: i64| {
        let href = query.with_status(status).href(urls::ORDERS);
        (href, words, layout.formats.number(n), query.status == status)
    };
    let mut links = vec![link("", layout.t("orders-all"), all)];
    for status in OrderStatus::ALL {
        let n = counts.iter().find(|(of, _)| of == status).map_or(0, |(_, n)| *n);
        if n > 0 || query.status == status.as_str() {
            links.push(link(status.as_str(), layout.t(&format!("order-status-{status}")), n));
        }
    }
    links
}

fn row(
    layout: &Layout,
    order: &OrderRow,
    address: Option<&AddressRow>,
    invoices: &[&InvoiceRow],
    sims: Option<i64>,
) -> Row {
    let formats = &layout.formats;
    Row {
        href: urls::order(urls::ORDER, &order.number),
        iso: formats.iso(order.placed_at),
        at: formats.date(order.placed_at),
        kind: layout.t(&format!("order-kind-{}", order.kind)),
        items: layout.tn("orders-items", &order.items),
        ship_to: address.map(|address| {
            let name = if address.company.is_empty() {
                &address.person
            } else {
                &address.company
            };
            format!("{name}, {} {}", address.postcode, address.city)
        }),
        total: formats.money(order.gross, order.currency),
        payment: layout.t2(
            "orders-payment",
            "method",
            &layout.t(&format!("order-method-{}", order.payment_method)),
            "status",
            &layout.t(&format!("order-payment-{}", order.payment_status)),
        ),
        status: status(layout, order.status),
        documents: invoices
            .iter()
            .map(|row| (row.number.clone(), layout.t(&format!("invoice-kind-{}", row.kind))))
            .collect(),
        sims: sims.map(|n| {
            (
                urls::order(urls::ORDER_SIMS, &order.number),
                layout.tn("orders-sims", &n),
            )
        }),
        number: order.number.clone(),
    }
}
