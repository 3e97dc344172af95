//! Invoices, credit notes and corrected invoices of orders (product sections 7 and 14).
//!
//! - `draft.rs` writes down what an invoice says; here it gets its number and is stored, in the transaction of whatever made it due
//! - `correct.rs` credits a document and puts another one in its place; a document itself is never changed
//! - `file.rs` makes the file, once, and mails it
//!
//! An order that is paid by transfer or with the invoice of the month is invoiced when it is placed, for the invoice says where the money goes;
//! one that is paid by card when it is paid. An order that is cancelled after that is credited whole.

mod correct;
mod draft;
mod file;

use chrono::{Datelike, NaiveDate, NaiveDateTime};

pub use correct::{CORRECTED_MEANWHILE, Correction, NO_DOCUMENT, NewLine, credit, gross_after, replace};
pub use draft::{Facts, Party, draft, lines};
pub use file::{File, keep, kept, make, saved};

use super::work::{Job, enqueue};
use super::{Error, Result};
use crate::documents::invoice::{Invoice, InvoiceError, Kind, check};
pub use crate::documents::invoice::{Line, Profile, Unit};
use crate::storage::audit::{self, Change};
use crate::storage::invoices::{self as rows, NewDocument};
pub use crate::storage::invoices::{Days, DocumentRow, count_in, files, find, issued_in, of_order, page};
use crate::storage::orders::{self, OrderRow};
use crate::storage::organisations::{self, OrganisationRow};
use crate::storage::users;
use crate::storage::{Db, Error as StorageError, sellers};
use crate::types::access::OrgScope;
use crate::types::invoice_number::InvoiceNumber;
use crate::types::order::{InvoiceKind, OrderEventKind};
use crate::types::organisation::AddressKind;

/// Kind of these objects in the audit log.
pub const OBJECT_KIND: &str = "invoice";

/// Sentence: nobody gets the invoices.
pub const NO_EMAIL: &str = "invoices-refused-no-email";
/// Sentence: the customer's data lacks something that an invoice needs.
pub const NO_BUYER_DATA: &str = "invoices-refused-buyer";
/// Sentence: the operator's data lacks something that an invoice needs.
pub const NO_SELLER_DATA: &str = "invoices-refused-seller";

/// The sentence that says what is missing.
fn refusal(error: &InvoiceError) -> &'static str {
    match error {
        InvoiceError::Missing("buyer.email") => NO_EMAIL,
        InvoiceError::Missing(field) if field.starts_with("buyer") || *field == "reference" => NO_BUYER_DATA,
        InvoiceError::Missing(_)
        | InvoiceError::NoLines
        | InvoiceError::Line(..)
        | InvoiceError::TooLarge
        | InvoiceError::Paid
        | InvoiceError::Period
        | InvoiceError::MixedOutOfScope
        | InvoiceError::Pdf(_) => NO_SELLER_DATA,
    }
}

/// Where the documents of an organisation go: its main address, or that of the first of those who decide for it.
pub fn email_of(db: &mut Db, scope: &OrgScope, organisation: &OrganisationRow) -> Result<String> {
    if !organisation.main_email.is_empty() {
        return Ok(organisation.main_email.clone());
    }
    let first = users::deciders(db, scope, 1)?.into_iter().next();
    Ok(first.and_then(|user| user.email).unwrap_or_default())
}

/// The day on which something happens for an organisation.
pub fn day_of(organisation: &OrganisationRow, now: NaiveDateTime) -> NaiveDate {
    let zone = organisation.time_zone.parse().unwrap_or(chrono_tz::Europe::Berlin);
    now.and_utc().with_timezone(&zone).date_naive()
}

/// Issues the invoice of an order that was locked, unless it has one.
pub fn issue(db: &mut Db, scope: &OrgScope, order: &OrderRow, now: NaiveDateTime) -> Result<()> {
    if !rows::of_order(db, order.id)?.is_empty() {
        return Ok(());
    }
    let organisation = organisations::find(db, order.organisation_id)?;
    let seller = sellers::find(db)?.ok_or(Error::Refused(NO_SELLER_DATA))?;
    let email = email_of(db, scope, &organisation)?;
    let (mut billing, mut shipping) = (None, None);
    for address in orders::addresses(db, order.id)? {
        match address.kind {
            AddressKind::Billing => billing = Some(Party::from(&address)),
            AddressKind::Shipping => shipping = Some(Party::from(&address)),
        }
    }
    let facts = Facts {
        organisation: &organisation,
        email: &email,
        seller: &seller,
        billing: billing.ok_or(Error::Refused(NO_BUYER_DATA))?,
        shipping,
        order: &order.number,
        purchase_order: &order.purchase_order,
        buyer_reference: &order.buyer_reference,
        vat_id: &order.vat_id,
        currency: order.currency,
        method: order.payment_method,
        last4: &orders::last4_of(db, order.id)?,
        paid: order.paid,
        lines: lines(&orders::lines(db, vec![order.id])?),
    };
    let invoice = draft(facts, day_of(&organisation, now))?;
    let number = store(db, scope, order.id, (InvoiceKind::Invoice, None), invoice, now)?;
    let event = OrderEventKind::Invoiced;
    Ok(orders::insert_event(
        db,
        scope.by(),
        order.id,
        event,
        number.as_str(),
        now,
    )?)
}

/// Gives a document its number, as late as can be, and stores it; its file and the mail follow by a job.
fn store(
    db: &mut Db,
    scope: &OrgScope,
    order_id: i64,
    (kind, corrects_id): (InvoiceKind, Option<i64>),
    mut invoice: Invoice,
    now: NaiveDateTime,
) -> Result<InvoiceNumber> {
    let totals = check(&invoice).map_err(|error| Error::Refused(refusal(&error)))?;
    let year = invoice.issued_on.year();
    let series = InvoiceNumber::series(kind, year);
    let number = InvoiceNumber::of(kind, year, sellers::next_number(db, &series)?);
    number.as_str().clone_into(&mut invoice.number);
    let data = serde_json::to_string(&invoice).map_err(StorageError::internal)?;
    let new = NewDocument {
        order_id,
        kind,
        number: &number,
        series: &series,
        corrects_id,
        issued_on: invoice.issued_on,
        due_on: invoice.due_on,
        currency: invoice.currency,
        net: totals.net,
        vat: totals.vat,
        gross: totals.gross,
        language: invoice.language.as_str(),
        data: &data,
    };
    let id = rows::insert(db, scope, &new, now)?;
    let change = Change {
        action: match kind {
            InvoiceKind::Invoice => "invoice.issue",
            InvoiceKind::CreditNote => "invoice.credit",
            InvoiceKind::Correction => "invoice.correct",
        },
        object_kind: OBJECT_KIND,
        object_id: id,
        object_name: number.as_str(),
        old: None,
        new: Some(format!("{} {}", totals.gross, invoice.currency)),
    };
    audit::insert(db, scope, now, vec![change])?;
    let job = Job::IssueInvoice { invoice_id: id };
    enqueue(db, Some(scope.organisation_id()), &job, now)?;
    Ok(number)
}

/// The document that holds: the last invoice or corrected one that was not credited.
pub fn current(documents: &[DocumentRow]) -> Option<&DocumentRow> {
    let is_credited = |id: i64| {
        documents
            .iter()
            .any(|row| row.kind == InvoiceKind::CreditNote && row.corrects_id == Some(id))
    };
    documents
        .iter()
        .rev()
        .find(|row| row.kind != InvoiceKind::CreditNote && !is_credited(row.id))
}

/// What a document says.
pub fn content(document: &DocumentRow) -> Result<Invoice> {
    let invoice: Invoice = serde_json::from_str(&document.data).map_err(StorageError::internal)?;
    Ok(invoice)
}

/// The code of a kind of document.
const fn code_of(kind: InvoiceKind) -> Kind {
    match kind {
        InvoiceKind::Invoice => Kind::Invoice,
        InvoiceKind::CreditNote => Kind::CreditNote,
        InvoiceKind::Correction => Kind::Corrected,
    }
}
