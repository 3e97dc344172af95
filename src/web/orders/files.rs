//! Files: the orders line by line for bookkeeping, and the SIMs of an order. In stored words, which are the same in every language.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDateTime;

use super::number_of;
use super::query::Query;
use crate::domain::orders::{self, InvoiceRow, LineRow, OrderRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::order::InvoiceKind;
use crate::web::csv::{PAGE, Part, download};
use crate::web::error::Result;
use crate::web::layout::Layout;

/// Orders read at once: each has some lines.
const ORDERS: i64 = 200;

pub(super) async fn orders(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let filter = Query::of(&request).filter(layout.formats.zone);
    let name = format!("orders-{}.csv", layout.formats.file_stamp(layout.now));
    let head = [
        "order",
        "placed_at_utc",
        "kind",
        "status",
        "payment_method",
        "payment_status",
        "paid_at_utc",
        "invoices",
        "purchase_order",
        "cost_centre",
        "sku",
        "product",
        "quantity",
        "unit_price",
        "net",
        "vat_category",
        "vat_percent",
        "currency",
        "order_net",
        "order_vat",
        "order_gross",
    ];
    download(&name, &head, move |after: Option<(NaiveDateTime, i64)>| {
        let (state, scope, filter, formats) = (state.clone(), scope.clone(), filter.clone(), layout.formats);
        async move {
            let read = move |db: &mut _| -> domain::Result<_> {
                let page = orders::page_after(db, &scope, &filter, after, ORDERS)?;
                let ids: Vec<i64> = page.iter().map(|order| order.id).collect();
                Ok((page, orders::lines(db, ids.clone())?, orders::invoices_of(db, ids)?))
            };
            let (page, lines, invoices) = state.db.read(read).await?;
            let mut by_order: HashMap<i64, Vec<LineRow>> = HashMap::new();
            for line in lines {
                by_order.entry(line.order_id).or_default().push(line);
            }
            let is_full = i64::try_from(page.len()).is_ok_and(|count| count == ORDERS);
            let next = page.last().filter(|_| is_full).map(|order| (order.placed_at, order.id));
            let rows = page
                .iter()
                .flat_map(|order| {
                    let own = by_order.remove(&order.id).unwrap_or_default();
                    let numbers = numbers(&invoices, order.id);
                    own.into_iter()
                        .map(|line| row(formats, order, line, &numbers))
                        .collect::<Vec<_>>()
                })
                .collect();
            Ok(Part { rows, next })
        }
    })
    .await
}

fn numbers(invoices: &[InvoiceRow], order_id: i64) -> String {
    let own = invoices
        .iter()
        .filter(|row| row.order_id == order_id && row.kind == InvoiceKind::Invoice);
    own.map(|row| row.number.as_str()).collect::<Vec<_>>().join(" ")
}

fn row(formats: crate::i18n::Formats, order: &OrderRow, line: LineRow, invoices: &str) -> Vec<String> {
    vec![
        order.number.clone(),
        formats.iso(order.placed_at),
        order.kind.to_string(),
        order.status.to_string(),
        order.payment_method.to_string(),
        order.payment_status.to_string(),
        order.paid_at.map_or_else(String::new, |at| formats.iso(at)),
        invoices.to_owned(),
        order.purchase_order.clone(),
        line.cost_centre,
        line.sku,
        line.name,
        line.quantity.to_string(),
        line.unit_price.to_string(),
        line.net.to_string(),
        line.vat_category.to_string(),
        line.vat_rate.to_string(),
        order.currency.to_string(),
        order.net.to_string(),
        order.vat.to_string(),
        order.gross.to_string(),
    ]
}

pub(super) async fn sims(request: HttpRequest, scope: OrgScope, state: web::Data<AppState>) -> Result<HttpResponse> {
    let number = number_of(&request)?;
    let name = format!("sims-{number}.csv");
    let read = move |db: &mut _| -> domain::Result<OrderRow> { Ok(orders::find(db, &scope, &number)?) };
    let order_id = state.db.read(read).await?.id;
    download(
        &name,
        &["iccid", "label", "imsi", "msisdn"],
        move |after: Option<i64>| {
            let state = state.clone();
            async move {
                let read = move |db: &mut _| -> domain::Result<_> {
                    Ok(orders::sims_after(db, order_id, after.unwrap_or_default(), PAGE)?)
                };
                let rows = state.db.read(read).await?;
                let is_full = i64::try_from(rows.len()).is_ok_and(|count| count == PAGE);
                Ok(Part {
                    next: rows.last().filter(|_| is_full).map(|row| row.id),
                    rows: rows
                        .into_iter()
                        .map(|row| vec![row.iccid, row.label, row.imsi, row.msisdn])
                        .collect(),
                })
            }
        },
    )
    .await
}
