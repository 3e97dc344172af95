//! The list of sub-organisations as CSV, in the order and with the search of the page.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::list::pairs;
use super::query::ListQuery;
use crate::documents::csv::{CsvRows, MARK};
use crate::documents::{Cell, Rows};
use crate::domain::organisations::{self, Bound, SubRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::{Error, Result};
use crate::web::layout::Layout;

/// Rows read at once.
const PAGE: i64 = 500;

/// Columns: their heads are `organisations-column-<key>`.
const COLUMNS: [&str; 9] = [
    "number", "name", "owner", "email", "status", "ordered", "sims", "access", "created",
];

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let query = ListQuery::parse(&pairs(&request)?);
    let mut rows = CsvRows::new(MARK.to_vec(), layout.lang());
    let failed = |error: std::io::Error| Error::Internal(error.to_string());
    for column in COLUMNS {
        let head = layout.t(&format!("organisations-column-{column}"));
        rows.cell(Cell::text(&head)).map_err(failed)?;
    }
    rows.end_row().map_err(failed)?;
    let mut bound = Bound::First;
    loop {
        let (asked, at, from) = (query.clone(), scope.clone(), bound);
        let read = move |db: &mut _| -> domain::Result<_> {
            Ok(organisations::page(
                db,
                &at,
                &asked.filter,
                asked.sorting(),
                &from,
                PAGE,
            )?)
        };
        let slice = state.db.read(read).await?;
        for row in &slice.rows {
            write(&mut rows, &layout, row).map_err(failed)?;
        }
        match slice.rows.last().filter(|_| slice.has_after) {
            Some(last) => {
                bound = Bound::After {
                    value: query.sorting().0.value_of(&last.organisation),
                    id: last.organisation.id,
                };
            }
            None => break,
        }
    }
    let name = format!("sub-organisations-{}.csv", layout.now.format("%Y-%m-%d"));
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8; header=present")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(rows.finish().map_err(failed)?))
}

fn write(rows: &mut CsvRows<Vec<u8>>, layout: &Layout, row: &SubRow) -> std::io::Result<()> {
    let organisation = &row.organisation;
    let (owner, email) = row.owner.clone().unwrap_or_default();
    let status = layout.t(&format!("organisations-status-{}", organisation.status));
    let access = match row.access {
        Some(level) => layout.t(&format!("organisations-access-{level}")),
        None => layout.t("organisations-access-none"),
    };
    for text in [
        &organisation.account_number,
        &organisation.name,
        &owner,
        &email,
        &status,
    ] {
        rows.cell(Cell::text(text))?;
    }
    rows.cell(Cell::Number(organisation.sims_ordered))?;
    rows.cell(Cell::Number(row.sims))?;
    rows.cell(Cell::text(&access))?;
    rows.cell(Cell::Day(layout.formats.day(organisation.created_at)))?;
    rows.end_row()
}
