//! The documents of a period for bookkeeping: by VAT rate as CSV, and as bookings for DATEV.

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use futures_util::{StreamExt, stream};

use super::books::BooksForm;
use super::list;
use super::period::Period;
use crate::documents::datev::{Booked, Books, bookings, head};
use crate::documents::invoice::{Invoice, Kind};
use crate::domain::invoices::{self, Days, DocumentRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::vat_sums::vat_sums;
use crate::web::csv::{Part, download};
use crate::web::error::{Error, Result};
use crate::web::layout::Layout;

/// Documents read at once.
const AT_ONCE: i64 = 200;

/// Key of the last document that was read.
type Key = (NaiveDate, i64);

/// The next documents of a period with what they say, and the key to go on behind.
async fn read(
    state: &web::Data<AppState>,
    scope: &OrgScope,
    days: Days,
    after: Option<Key>,
) -> Result<(Vec<(DocumentRow, Invoice)>, Option<Key>)> {
    let scope = scope.clone();
    let read = move |db: &mut _| -> domain::Result<_> {
        invoices::issued_in(db, &scope, days, after, AT_ONCE)?
            .into_iter()
            .map(|row| {
                let content = invoices::content(&row)?;
                Ok((row, content))
            })
            .collect::<domain::Result<Vec<_>>>()
    };
    let documents = state.db.read(read).await?;
    let is_full = i64::try_from(documents.len()).is_ok_and(|count| count == AT_ONCE);
    let next = documents
        .last()
        .filter(|_| is_full)
        .map(|(row, _)| (row.issued_on, row.id));
    Ok((documents, next))
}

pub(super) async fn csv(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let period = Period::of(&request, &layout);
    let name = format!("invoices-{}.csv", period.stamp());
    let columns = [
        "number",
        "kind",
        "issued_on",
        "due_on",
        "corrects",
        "order",
        "purchase_order",
        "currency",
        "vat_category",
        "vat_percent",
        "basis",
        "vat",
        "gross",
    ];
    let days = period.days;
    download(&name, &columns, move |after: Option<Key>| {
        let (state, scope) = (state.clone(), scope.clone());
        async move {
            let (documents, next) = read(&state, &scope, days, after).await?;
            let rows = documents
                .iter()
                .flat_map(|(row, content)| lines(row, content))
                .collect();
            Ok(Part { rows, next })
        }
    })
    .await
}

/// A line for each VAT rate of a document. Credit notes are negative, so that a column adds up.
fn lines(row: &DocumentRow, content: &Invoice) -> Vec<Vec<String>> {
    let taxed = content
        .lines
        .iter()
        .map(|line| (line.net, line.vat_category, line.vat_rate));
    let groups = vat_sums(taxed).map(|sums| sums.groups).unwrap_or_default();
    let signed = |amount: crate::types::money::Money| match content.kind {
        Kind::CreditNote => amount.negated().to_string(),
        Kind::Invoice | Kind::Corrected => amount.to_string(),
    };
    groups
        .into_iter()
        .map(|group| {
            let gross = group.basis.checked_add(group.vat).unwrap_or_default();
            vec![
                row.number.clone(),
                row.kind.to_string(),
                row.issued_on.to_string(),
                row.due_on.map_or_else(String::new, |day| day.to_string()),
                content
                    .corrects
                    .as_ref()
                    .map_or_else(String::new, |original| original.number.clone()),
                content.order.clone(),
                content.purchase_order.clone(),
                row.currency.to_string(),
                group.category.to_string(),
                group.rate.to_string(),
                signed(group.basis),
                signed(group.vat),
                signed(gross),
            ]
        })
        .collect()
}

pub(super) async fn datev(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let (period, form) = (Period::of(&request, &layout), BooksForm::of(&request));
    let books = match form.books(period.days) {
        Ok(books) => books,
        Err(errors) => return list::with_errors(&request, layout, scope, &state, form, errors).await,
    };
    let days = period.days;
    let batch = layout.t("datev-batch");
    let beginning = head(&books, (days.from, days.until), &batch, layout.now);
    let (first, next) = read(&state, &scope, days, None).await?;
    let mut part = beginning;
    part.extend(booked(&books, &first));
    let rest = stream::unfold((next, books), move |(next, books)| {
        let (state, scope) = (state.clone(), scope.clone());
        async move {
            match read(&state, &scope, days, Some(next?)).await {
                Ok((documents, next)) => {
                    let bytes = booked(&books, &documents);
                    // Nothing more is no part: an empty one would end the answer.
                    (!bytes.is_empty()).then(|| (Ok(Bytes::from(bytes)), (next, books)))
                }
                Err(error) => {
                    tracing::error!(%error, "file broken off");
                    Some((Err(error), (None, books)))
                }
            }
        }
    });
    // The name begins as the format wants it.
    let name = format!("EXTF_{}.csv", period.stamp());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=windows-1252")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .streaming(stream::iter([Ok::<_, Error>(Bytes::from(part))]).chain(rest)))
}

fn booked(books: &Books, documents: &[(DocumentRow, Invoice)]) -> Vec<u8> {
    documents
        .iter()
        .flat_map(|(row, content)| {
            let document = Booked {
                number: row.number.clone(),
                is_credit: content.kind == Kind::CreditNote,
                issued_on: row.issued_on,
                due_on: row.due_on,
                currency: row.currency.to_string(),
                text: format!("{} {}", content.order, content.seller.name),
                lines: content
                    .lines
                    .iter()
                    .map(|line| (line.net, line.vat_category, line.vat_rate, line.cost_centre.clone()))
                    .collect(),
            };
            bookings(books, &document)
        })
        .collect()
}
