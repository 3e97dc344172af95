//! The documents of a period, latest first, and the files of all of them.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use super::books::BooksForm;
use super::period::Period;
use crate::domain::invoices::{self, DocumentRow};
use crate::domain::orders::{self, Edge};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::order::InvoiceKind;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::layout::{Layout, Page, show};
use crate::web::paging::{self, Links};
use crate::web::urls;

/// Documents on one page.
const ON_A_PAGE: i64 = 50;

/// What page keys are signed for.
const LIST: &str = "documents";

#[derive(Template)]
#[template(path = "invoices/list.html")]
struct ListPage {
    layout: Layout,
    period: Period,
    total: i64,
    rows: Vec<Row>,
    links: Links,
    books: BooksForm,
    errors: FieldErrors,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A line of the table.
struct Row {
    number: String,
    kind: String,
    day: String,
    due: Option<String>,
    order: String,
    net: String,
    vat: String,
    gross: String,
}

impl ListPage {
    /// Name, value and whether it is wrong: the fields of the bookings.
    fn accounts(&self) -> [(&'static str, &str); 5] {
        [
            ("consultant", &self.books.consultant),
            ("client", &self.books.client),
            ("digits", &self.books.digits),
            ("expense", &self.books.expense),
            ("creditor", &self.books.creditor),
        ]
    }

    /// Value, name and whether it is chosen: the months.
    fn months(&self) -> Vec<(String, String, bool)> {
        (1..=12)
            .filter_map(|month| {
                let value = month.to_string();
                let is_chosen = value == self.books.month;
                let first = NaiveDate::from_ymd_opt(2000, month, 1)?;
                Some((value, self.layout.formats.month_long(first).to_owned(), is_chosen))
            })
            .collect()
    }

    fn href(&self, path: &str) -> String {
        self.period.href(path)
    }
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let page = page(
        &request,
        layout,
        scope,
        &state,
        BooksForm::default(),
        FieldErrors::new(),
    )
    .await?;
    show(&page)
}

/// The page with what is wrong in the fields of the bookings.
pub(super) async fn with_errors(
    request: &HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: &web::Data<AppState>,
    books: BooksForm,
    errors: FieldErrors,
) -> Result<HttpResponse> {
    let mut page = page(request, layout, scope, state, books, errors).await?;
    page.layout.here = page.href(urls::DOCUMENTS);
    // The address was asked for, nothing was sent: it is a page like any other.
    show(&page)
}

async fn page(
    request: &HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: &web::Data<AppState>,
    books: BooksForm,
    errors: FieldErrors,
) -> Result<ListPage> {
    let period = Period::of(request, &layout);
    let days = period.days;
    let edge: Edge<(NaiveDate, i64)> = paging::edge(request, &state.keys, LIST);
    let read = move |db: &mut _| -> domain::Result<_> {
        let page = invoices::page(db, &scope, days, edge, ON_A_PAGE)?;
        let orders = orders::numbers(db, &scope, page.rows.iter().map(|row| row.order_id).collect())?;
        Ok((page, orders, invoices::count_in(db, &scope, days)?))
    };
    let (page, orders, total) = state.db.read(read).await?;
    let links = paging::links(&page, &state.keys, LIST, &period.href(urls::DOCUMENTS), |row| {
        (row.issued_on, row.id)
    });
    let rows = page.rows.iter().map(|row| shown(&layout, row, &orders)).collect();
    Ok(ListPage {
        layout,
        period,
        total,
        rows,
        links,
        books,
        errors,
    })
}

fn shown(layout: &Layout, row: &DocumentRow, orders: &HashMap<i64, String>) -> Row {
    let formats = &layout.formats;
    let money = |amount: crate::types::money::Money| {
        let amount = if row.kind == InvoiceKind::CreditNote {
            amount.negated()
        } else {
            amount
        };
        formats.money(amount, row.currency)
    };
    Row {
        number: row.number.clone(),
        kind: layout.t(&format!("invoice-kind-{}", row.kind)),
        day: formats.calendar_date(row.issued_on),
        due: row.due_on.map(|day| formats.calendar_date(day)),
        order: orders.get(&row.order_id).cloned().unwrap_or_default(),
        net: money(row.net),
        vat: money(row.vat),
        gross: money(row.gross),
    }
}
