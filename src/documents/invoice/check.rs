//! What must hold before a document is written: the rules of EN 16931 and of the German tax law that its data can break.

use super::InvoiceError;
use super::data::{Invoice, Kind, Line, Payment};
use super::totals::{Totals, totals};
use crate::types::money::{Money, VatCategory, VatRate};

/// Checks a document and adds it up. Both writers begin with this, so that no file is made of what does not add up.
pub fn check(invoice: &Invoice) -> Result<Totals, InvoiceError> {
    if invoice.lines.is_empty() {
        return Err(InvoiceError::NoLines);
    }
    texts(invoice)?;
    for line in &invoice.lines {
        check_line(line, invoice.kind)?;
    }
    let totals = totals(&invoice.lines, invoice.paid)?;
    vat(invoice, &totals)?;
    if invoice.paid < Money::ZERO || invoice.paid > totals.gross.max(Money::ZERO) {
        return Err(InvoiceError::Paid);
    }
    if invoice.kind != Kind::Invoice && invoice.corrects.is_none() {
        return Err(InvoiceError::Missing("corrects"));
    }
    if invoice.kind == Kind::Invoice && totals.due > Money::ZERO && invoice.due_on.is_none() {
        return Err(InvoiceError::Missing("due_on"));
    }
    let periods = invoice.lines.iter().filter_map(|line| line.period);
    if periods.chain(invoice.period).any(|period| period.until < period.from) {
        return Err(InvoiceError::Period);
    }
    payment(invoice)?;
    Ok(totals)
}

/// Texts without which receivers refuse the document.
fn texts(invoice: &Invoice) -> Result<(), InvoiceError> {
    let Invoice { seller, buyer, .. } = invoice;
    let needed = [
        ("number", &invoice.number),
        ("reference", &invoice.reference),
        ("seller.name", &seller.name),
        ("seller.postcode", &seller.postcode),
        ("seller.city", &seller.city),
        ("seller.contact.name", &seller.contact.name),
        ("seller.contact.email", &seller.contact.email),
        ("buyer.name", &buyer.name),
        ("buyer.city", &buyer.city),
        ("buyer.email", &buyer.email),
    ];
    for (field, text) in needed {
        if is_blank(text) {
            return Err(InvoiceError::Missing(field));
        }
    }
    // XRechnung, BR-DE-27.
    if seller.contact.phone.chars().filter(char::is_ascii_digit).count() < 3 {
        return Err(InvoiceError::Missing("seller.contact.phone"));
    }
    if is_blank(&seller.vat_id) && is_blank(&seller.tax_number) {
        return Err(InvoiceError::Missing("seller.vat_id"));
    }
    if let Some(corrects) = &invoice.corrects
        && is_blank(&corrects.number)
    {
        return Err(InvoiceError::Missing("corrects.number"));
    }
    Ok(())
}

/// Whether nothing of a text would be left in XML.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control())
}

fn check_line(line: &Line, kind: Kind) -> Result<(), InvoiceError> {
    let fault = |fault| Err(InvoiceError::Line(line.position, fault));
    if is_blank(&line.name) {
        return fault("it has no name");
    }
    if line.quantity == 0 || line.quantity < 0 && kind != Kind::Corrected {
        return fault("its quantity is not above zero");
    }
    if line.unit_price.times(line.quantity) != Some(line.net) {
        return fault("quantity times price is not its amount");
    }
    let is_charged = line.vat_category == VatCategory::Standard;
    if is_charged != (line.vat_rate > VatRate::ZERO) {
        return fault("its VAT rate does not fit its VAT category");
    }
    Ok(())
}

/// What a VAT category asks of the rest of the document (EN 16931, BR-AE, BR-IC, BR-G, BR-O).
fn vat(invoice: &Invoice, totals: &Totals) -> Result<(), InvoiceError> {
    for group in &totals.groups {
        let (needs_seller, needs_buyer) = match group.category {
            VatCategory::Standard => (false, false),
            VatCategory::Export => (true, false),
            VatCategory::ReverseCharge | VatCategory::IntraCommunity => (true, true),
            VatCategory::OutOfScope => {
                if totals.groups.len() > 1 {
                    return Err(InvoiceError::MixedOutOfScope);
                }
                // The VAT ID is left out then, and the tax number says who the seller is.
                if is_blank(&invoice.seller.tax_number) {
                    return Err(InvoiceError::Missing("seller.tax_number"));
                }
                (false, false)
            }
        };
        if needs_seller && is_blank(&invoice.seller.vat_id) {
            return Err(InvoiceError::Missing("seller.vat_id"));
        }
        if needs_buyer && is_blank(&invoice.buyer.vat_id) {
            return Err(InvoiceError::Missing("buyer.vat_id"));
        }
        if group.category == VatCategory::IntraCommunity && invoice.ship_to.is_none() {
            return Err(InvoiceError::Missing("ship_to"));
        }
    }
    Ok(())
}

fn payment(invoice: &Invoice) -> Result<(), InvoiceError> {
    match &invoice.payment {
        Payment::Transfer | Payment::Monthly if is_blank(&invoice.seller.bank.iban) => {
            Err(InvoiceError::Missing("seller.bank.iban"))
        }
        Payment::Card { last4 }
            if !last4.is_empty() && (last4.len() != 4 || !last4.bytes().all(|byte| byte.is_ascii_digit())) =>
        {
            Err(InvoiceError::Missing("payment.last4"))
        }
        _ => Ok(()),
    }
}
