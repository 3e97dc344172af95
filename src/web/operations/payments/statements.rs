//! Bank statements: those that were read in, and reading a file.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::fault;
use crate::domain::bank::parse::{self, MOST_BYTES, camt053};
use crate::domain::bank::{self, Edge, Recent, StatementRow, Stored};
use crate::domain::{self, Db, Error as DomainError};
use crate::state::AppState;
use crate::types::bank::BankEntryStatus;
use crate::types::iban::Iban;
use crate::types::matrix::StaffPermission::Finance;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::operations::serve;
use crate::web::paging::{self, Links, param};
use crate::web::session::{FlashKind, PageSession};
use crate::web::transfers::new::file_name;
use crate::web::upload::Upload;
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// A form with the largest file, and room for its other fields.
const LARGEST_FORM: usize = MOST_BYTES + 64 * 1024;

/// Statements on one page, and most that an address names.
const ON_A_PAGE: i64 = 50;

/// What page keys are signed for.
const LIST: &str = "bank statements";

type Counts = HashMap<(i64, BankEntryStatus), i64>;

#[derive(Template)]
#[template(path = "operations/payments/statements.html")]
struct StatementsPage {
    layout: Layout,
    errors: FieldErrors,
    /// What the file says is wrong: place and sentence.
    faults: Vec<(String, String)>,
    /// Why nothing of it was taken.
    refused: Option<String>,
    /// Whether only the statements of one file are shown.
    is_of_file: bool,
    rows: Vec<Row>,
    links: Links,
}

impl Page for StatementsPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A line of the table.
struct Row {
    name: String,
    account: String,
    file_name: String,
    iso: String,
    at: String,
    who: String,
    /// Payments of the file as it was read last, and those of them that were new then.
    new: String,
    known: String,
    matched: String,
    unmatched: String,
    ignored: String,
}

fn row(layout: &Layout, statement: &StatementRow, counts: &Counts) -> Row {
    let formats = &layout.formats;
    let number = |status| formats.number(counts.get(&(statement.id, status)).copied().unwrap_or_default());
    let account = Iban::parse(&statement.account_iban);
    Row {
        name: statement.reference.clone(),
        account: account.map_or_else(|_| statement.account_iban.clone(), |iban| iban.grouped()),
        file_name: statement.file_name.clone(),
        iso: formats.iso(statement.imported_at),
        at: formats.date_time(statement.imported_at),
        who: statement.imported_by_name.clone(),
        new: formats.number(statement.entries - statement.known),
        known: formats.number(statement.known),
        matched: number(BankEntryStatus::Matched),
        unmatched: number(BankEntryStatus::Unmatched),
        ignored: number(BankEntryStatus::Ignored),
    }
}

/// The statements that the address names: those of the file that was just read.
fn named(request: &HttpRequest) -> Vec<i64> {
    let most = usize::try_from(ON_A_PAGE).unwrap_or(usize::MAX);
    let text = param(request, "of");
    text.split('-').filter_map(|id| id.parse().ok()).take(most).collect()
}

async fn found(request: &HttpRequest, state: &AppState) -> Result<(Recent<StatementRow>, Counts)> {
    let ids = named(request);
    let edge: Edge<i64> = paging::edge(request, &state.keys, LIST);
    let read = move |db: &mut Db| -> domain::Result<_> {
        let page = if ids.is_empty() {
            bank::statements_page(db, edge, ON_A_PAGE)?
        } else {
            Recent {
                rows: bank::statements_of(db, ids)?,
                has_newer: false,
                has_older: false,
            }
        };
        let ids = page.rows.iter().map(|row| row.id).collect();
        Ok((page, bank::counts_of(db, ids)?))
    };
    Ok(state.db.read(read).await?)
}

async fn page(request: &HttpRequest, layout: Layout, state: &AppState) -> Result<StatementsPage> {
    let (found, counts) = found(request, state).await?;
    Ok(StatementsPage {
        errors: FieldErrors::new(),
        faults: Vec::new(),
        refused: None,
        is_of_file: !named(request).is_empty(),
        rows: found
            .rows
            .iter()
            .map(|statement| row(&layout, statement, &counts))
            .collect(),
        links: paging::links(&found, &state.keys, LIST, urls::BANK_STATEMENTS, |row| row.id),
        layout,
    })
}

pub(super) async fn get(request: HttpRequest, layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    show(&page(&request, layout, &state).await?)
}

/// What became of a file.
enum Outcome {
    Stored(Stored),
    Faults(Vec<parse::Fault>),
    Foreign(Iban),
}

pub(super) async fn post(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    upload: Upload<LARGEST_FORM>,
) -> Result<HttpResponse> {
    let (staff, now) = (serve(&actor, Finance)?, layout.now);
    let Some(file) = upload.into_file("file") else {
        let mut page = page(&request, layout, &state).await?;
        page.errors = FieldErrors::one("file", "bank-file-missing");
        return show_invalid(&page);
    };
    let name = file_name(&file.name);
    let body = file.body;
    // Reading some megabytes takes a moment; it happens before the transaction begins.
    let read = web::block(move || camt053(&body)).await;
    let outcome = match read.map_err(|error| Error::Internal(error.to_string()))? {
        Err(faults) => Ok(Outcome::Faults(faults)),
        Ok(statements) => {
            let store = move |db: &mut Db| match bank::foreign_account(db, &statements)? {
                Some(iban) => Ok(Outcome::Foreign(iban)),
                None => bank::store(db, &staff, &statements, &name, now).map(Outcome::Stored),
            };
            state.db.write(store).await
        }
    };
    let (faults, refused) = match outcome {
        Ok(Outcome::Stored(stored)) => {
            state.work.notify_one();
            session.flash(FlashKind::Ok, told(&layout, &stored))?;
            if stored.is_going_on {
                session.flash(FlashKind::Info, layout.t("bank-going-on"))?;
            }
            let ids: Vec<String> = stored.statements.iter().map(ToString::to_string).collect();
            let most = usize::try_from(ON_A_PAGE).unwrap_or(usize::MAX);
            return Ok(redirect(&if ids.len() <= most {
                format!("{}?of={}", urls::BANK_STATEMENTS, ids.join("-"))
            } else {
                urls::BANK_STATEMENTS.to_owned()
            }));
        }
        Ok(Outcome::Faults(faults)) => (faults, "bank-file-broken".to_owned()),
        Ok(Outcome::Foreign(iban)) => {
            let mut page = page(&request, layout, &state).await?;
            page.refused = Some(page.layout.t1("bank-other-account", "iban", &iban.grouped()));
            return show_invalid(&page);
        }
        Err(DomainError::Refused(key)) => (Vec::new(), key.to_owned()),
        Err(error) => return Err(error.into()),
    };
    let mut page = page(&request, layout, &state).await?;
    page.refused = Some(page.layout.t(&refused));
    page.faults = faults.iter().map(|each| fault(&page.layout, each)).collect();
    show_invalid(&page)
}

fn told(layout: &Layout, stored: &Stored) -> String {
    let statements = i64::try_from(stored.statements.len()).unwrap_or(i64::MAX);
    let (new, known) = (layout.formats.number(stored.new), layout.formats.number(stored.known));
    let sums = layout.t2("bank-stored", "new", &new, "known", &known);
    format!("{} {sums}", layout.tn("bank-statements-read", &statements))
}
