//! Credit notes and corrected invoices.

use chrono::NaiveDateTime;

use super::{DocumentRow, code_of, content, current, day_of, store};
use crate::documents::invoice::{Corrects, Invoice, Totals, check};
use crate::domain::{Error, Result};
use crate::storage::invoices as rows;
use crate::storage::orders::OrderRow;
use crate::storage::{Db, organisations};
use crate::types::access::OrgScope;
use crate::types::invoice_number::InvoiceNumber;
use crate::types::money::{Money, UnitPrice};
use crate::types::order::InvoiceKind;

/// Sentence: nothing of the document would change.
pub const NOTHING_CHANGED: &str = "invoices-refused-unchanged";
/// Sentence: every line would be gone; that is a cancellation.
pub const NO_LINE_LEFT: &str = "invoices-refused-no-line";
/// Sentence: another document holds by now than the one that was to be corrected.
pub const CORRECTED_MEANWHILE: &str = "invoices-refused-meanwhile";
/// Sentence: there is no document that could be corrected.
pub const NO_DOCUMENT: &str = "invoices-refused-no-document";
/// Sentence: a line comes to more than can be charged.
pub const TOO_MUCH: &str = "invoices-refused-too-much";

/// A line as it should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    /// The line of the document that holds.
    pub position: u32,
    /// Pieces; none: the line goes.
    pub quantity: i64,
    /// Net price of a piece.
    pub unit_price: UnitPrice,
    /// The customer's cost centre; may be empty.
    pub cost_centre: String,
}

/// What should have stood on the invoice of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The document that is to be corrected. Whoever sends the same correction twice, or two at a time, so corrects once.
    pub document: InvoiceNumber,
    /// Its lines; those that are not named stay as they are.
    pub lines: Vec<NewLine>,
    /// Name of the customer.
    pub name: String,
    /// Person or department; may be empty.
    pub contact: String,
    /// Street and what more there is.
    pub address: Vec<String>,
    /// Postcode; may be empty.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// The customer's number of the order; may be empty.
    pub purchase_order: String,
    /// What the customer wants to read.
    pub reference: String,
    /// Why, as both documents say it; may be empty.
    pub reason: String,
}

/// Credits the whole of the document that holds, if there is one.
pub fn credit(
    db: &mut Db,
    scope: &OrgScope,
    order: &OrderRow,
    reason: &str,
    now: NaiveDateTime,
) -> Result<Option<InvoiceNumber>> {
    let documents = rows::of_order(db, order.id)?;
    match current(&documents) {
        Some(document) => credit_one(db, scope, document, reason, now).map(Some),
        None => Ok(None),
    }
}

/// Credits the document that holds and issues another one in its place. Answers the numbers of both and what the order comes to now.
pub fn replace(
    db: &mut Db,
    scope: &OrgScope,
    order: &OrderRow,
    correction: &Correction,
    now: NaiveDateTime,
) -> Result<([InvoiceNumber; 2], [Money; 3])> {
    let documents = rows::of_order(db, order.id)?;
    let document = current(&documents).ok_or(Error::Refused(NO_DOCUMENT))?;
    if document.number != correction.document.as_str() {
        return Err(Error::Refused(CORRECTED_MEANWHILE));
    }
    let old = content(document)?;
    let (mut new, totals) = corrected(&old, correction)?;
    // More than it comes to goes back to the customer: the document says that all is paid.
    new.paid = order.paid.min(totals.gross);
    let credited = credit_one(db, scope, document, &correction.reason, now)?;
    let today = day_of(&organisations::find(db, order.organisation_id)?, now);
    new.kind = code_of(InvoiceKind::Correction);
    new.due_on = old.due_on.map(|due| due.max(today));
    new.issued_on = today;
    new.corrects = Some(original_of(document));
    new.notes = notes(&correction.reason);
    let link = (InvoiceKind::Correction, Some(document.id));
    let number = store(db, scope, order.id, link, new, now)?;
    Ok(([credited, number], [totals.net, totals.vat, totals.gross]))
}

fn credit_one(
    db: &mut Db,
    scope: &OrgScope,
    document: &DocumentRow,
    reason: &str,
    now: NaiveDateTime,
) -> Result<InvoiceNumber> {
    let today = day_of(&organisations::find(db, document.organisation_id)?, now);
    let credit = Invoice {
        kind: code_of(InvoiceKind::CreditNote),
        issued_on: today,
        due_on: None,
        corrects: Some(original_of(document)),
        paid: Money::ZERO,
        notes: notes(reason),
        ..content(document)?
    };
    let link = (InvoiceKind::CreditNote, Some(document.id));
    store(db, scope, document.order_id, link, credit, now)
}

fn original_of(document: &DocumentRow) -> Corrects {
    Corrects {
        number: document.number.clone(),
        issued_on: document.issued_on,
    }
}

fn notes(reason: &str) -> Vec<String> {
    if reason.is_empty() {
        Vec::new()
    } else {
        vec![reason.to_owned()]
    }
}

/// What an order would come to if its document were corrected like this: for whoever wants to see it first.
pub fn gross_after(old: &Invoice, correction: &Correction) -> Result<Money> {
    corrected(old, correction).map(|(_, totals)| totals.gross)
}

/// The same document as it should have been, and what it comes to. Nothing of it is paid.
fn corrected(old: &Invoice, correction: &Correction) -> Result<(Invoice, Totals)> {
    let mut new = old.clone();
    for line in &correction.lines {
        let Some(place) = new.lines.iter().position(|old| old.position == line.position) else {
            return Err(Error::NotFound);
        };
        if line.quantity == 0 {
            new.lines.remove(place);
        } else if let Some(old) = new.lines.get_mut(place) {
            old.quantity = line.quantity;
            old.unit_price = line.unit_price;
            old.net = line.unit_price.times(line.quantity).ok_or(Error::Refused(TOO_MUCH))?;
            old.cost_centre.clone_from(&line.cost_centre);
        }
    }
    if new.lines.is_empty() {
        return Err(Error::Refused(NO_LINE_LEFT));
    }
    new.buyer.name.clone_from(&correction.name);
    new.buyer.contact.clone_from(&correction.contact);
    new.buyer.address.clone_from(&correction.address);
    new.buyer.postcode.clone_from(&correction.postcode);
    new.buyer.city.clone_from(&correction.city);
    new.purchase_order.clone_from(&correction.purchase_order);
    new.reference.clone_from(&correction.reference);
    if new == *old {
        return Err(Error::Refused(NOTHING_CHANGED));
    }
    new.paid = Money::ZERO;
    let totals = check(&new).map_err(|error| Error::Refused(super::refusal(&error)))?;
    Ok((new, totals))
}
