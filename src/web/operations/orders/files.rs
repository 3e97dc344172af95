//! Files: the orders of all customers, the SIMs of one, and its invoice documents. Tables are in stored words, which are the same in
//! every language.

use actix_web::{HttpRequest, HttpResponse, web};

use super::list::filter_of;
use super::query::Query;
use super::{note_view, number_of};
use crate::domain::invoices::DocumentRow;
use crate::domain::{self, Db, fulfilment, orders};
use crate::state::AppState;
use crate::types::access::{Actor, OrgScope};
use crate::types::matrix::StaffPermission::Operations;
use crate::web::csv::{PAGE, Part, download};
use crate::web::error::Result;
use crate::web::invoices::document;
use crate::web::layout::Layout;
use crate::web::operations::serve;
use crate::web::visitor::SignedIn;

pub(super) async fn orders(request: HttpRequest, layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    let query = Query::of(&request);
    let name = format!("all-orders-{}.csv", layout.formats.file_stamp(layout.now));
    let head = [
        "order",
        "placed_at_utc",
        "customer",
        "account_number",
        "kind",
        "status",
        "payment_method",
        "payment_status",
        "items",
        "currency",
        "net",
        "vat",
        "gross",
        "paid",
        "refunded",
        "shipped_at_utc",
        "carrier",
        "tracking_number",
    ];
    download(&name, &head, move |after: Option<i64>| {
        let (state, query, formats) = (state.clone(), query.clone(), layout.formats);
        async move {
            let read = move |db: &mut Db| -> domain::Result<_> {
                let Some(filter) = filter_of(db, &query)? else {
                    return Ok((Vec::new(), std::collections::HashMap::new()));
                };
                let page = fulfilment::all_after(db, &filter, after.unwrap_or_default(), PAGE)?;
                let ids = page.iter().map(|order| order.organisation_id).collect();
                Ok((page, fulfilment::customers(db, ids)?))
            };
            let (page, customers) = state.db.read(read).await?;
            let is_full = i64::try_from(page.len()).is_ok_and(|count| count == PAGE);
            let next = page.last().filter(|_| is_full).map(|order| order.id);
            let rows = page.into_iter().map(|order| {
                let customer = customers.get(&order.organisation_id);
                let (customer, account) = customer.map_or_else(Default::default, |customer| {
                    (customer.name.clone(), customer.account_number.clone())
                });
                vec![
                    order.number,
                    formats.iso(order.placed_at),
                    customer,
                    account,
                    order.kind.to_string(),
                    order.status.to_string(),
                    order.payment_method.to_string(),
                    order.payment_status.to_string(),
                    order.items.to_string(),
                    order.currency.to_string(),
                    order.net.to_string(),
                    order.vat.to_string(),
                    order.gross.to_string(),
                    order.paid.to_string(),
                    order.refunded.to_string(),
                    order.shipped_at.map_or_else(String::new, |at| formats.iso(at)),
                    order.carrier,
                    order.tracking_number,
                ]
            });
            Ok(Part {
                rows: rows.collect(),
                next,
            })
        }
    })
    .await
}

pub(super) async fn sims(
    request: HttpRequest,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let number = number_of(&request)?;
    note_view(&state, &actor, &number).await?;
    let name = format!("sims-{number}.csv");
    let read = move |db: &mut Db| -> domain::Result<i64> { Ok(fulfilment::find_any(db, &number)?.id) };
    let order_id = state.db.read(read).await?;
    download(&name, &["iccid", "imsi", "msisdn"], move |after: Option<i64>| {
        let state = state.clone();
        async move {
            let read = move |db: &mut Db| -> domain::Result<_> {
                Ok(orders::sims_after(db, order_id, after.unwrap_or_default(), PAGE)?)
            };
            let rows = state.db.read(read).await?;
            let is_full = i64::try_from(rows.len()).is_ok_and(|count| count == PAGE);
            Ok(Part {
                next: rows.last().filter(|_| is_full).map(|row| row.id),
                rows: rows
                    .into_iter()
                    .map(|row| vec![row.iccid, row.imsi, row.msisdn])
                    .collect(),
            })
        }
    })
    .await
}

/// The document in the path and whose it is.
async fn document_of(
    request: &HttpRequest,
    state: &web::Data<AppState>,
    actor: &Actor,
) -> Result<(OrgScope, DocumentRow)> {
    let (staff, number, document) = (
        serve(actor, Operations)?,
        number_of(request)?,
        document::number_of(request)?,
    );
    note_view(state, actor, &number).await?;
    let read = move |db: &mut Db| fulfilment::document(db, &staff, &number, &document);
    Ok(state.db.read(read).await?)
}

pub(super) async fn pdf(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let (scope, found) = document_of(&request, &state, &actor).await?;
    document::send_pdf(&state, &scope, &layout, found).await
}

pub(super) async fn xml(
    request: HttpRequest,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let (_, found) = document_of(&request, &state, &actor).await?;
    document::send_xml(&state, found).await
}
