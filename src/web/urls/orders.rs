//! Addresses of orders and their documents.

use super::encode;

/// Orders of the organisation.
pub const ORDERS: &str = "/orders";
/// They as CSV, for bookkeeping.
pub const ORDERS_CSV: &str = "/orders/export.csv";
/// A new one.
pub const ORDER_NEW: &str = "/orders/new";
/// Invoices, credit notes and corrected invoices of the organisation.
pub const DOCUMENTS: &str = "/orders/documents";
/// All files of a period.
pub const DOCUMENTS_ZIP: &str = "/orders/documents.zip";
/// The documents of a period by VAT rate as CSV, for bookkeeping.
pub const DOCUMENTS_CSV: &str = "/orders/documents.csv";
/// The documents of a period as bookings for DATEV.
pub const DOCUMENTS_DATEV: &str = "/orders/documents/datev.csv";
/// The file of a document, by its number.
pub const DOCUMENT_PDF: &str = "/orders/documents/{document}.pdf";
/// The same as XRechnung.
pub const DOCUMENT_XML: &str = "/orders/documents/{document}.xml";
/// One of them, by its number.
pub const ORDER: &str = "/orders/{order}";
/// Its SIMs as CSV.
pub const ORDER_SIMS: &str = "/orders/{order}/sims.csv";
/// Giving it up.
pub const ORDER_CANCELLATION: &str = "/orders/{order}/cancellation";

/// An address of one invoice document: `document(DOCUMENT_PDF, "RE-2026-00042")`.
pub fn document(pattern: &str, number: &str) -> String {
    pattern.replace("{document}", &encode(number))
}

/// An address of one order: `order(ORDER_SIMS, "SO-100001")`.
pub fn order(pattern: &str, number: &str) -> String {
    pattern.replace("{order}", &encode(number))
}
