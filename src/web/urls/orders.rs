//! Addresses of orders, their documents, and what staff do with them.

use super::encode;

/// Orders of all customers (staff).
pub const STAFF_ORDERS: &str = "/operations/orders";
/// They as CSV.
pub const STAFF_ORDERS_CSV: &str = "/operations/orders/export.csv";
/// One of them.
pub const STAFF_ORDER: &str = "/operations/orders/{order}";
/// Its SIMs as CSV.
pub const STAFF_ORDER_SIMS: &str = "/operations/orders/{order}/sims.csv";
/// Assigning SIMs to one of its lines.
pub const STAFF_ORDER_ASSIGNMENT: &str = "/operations/orders/{order}/assignment";
/// Taking its SIMs back into the stock.
pub const STAFF_ORDER_RETURN: &str = "/operations/orders/{order}/return";
/// Handing its parcel to a carrier.
pub const STAFF_ORDER_SHIPMENT: &str = "/operations/orders/{order}/shipment";
/// Noting that it is done.
pub const STAFF_ORDER_COMPLETION: &str = "/operations/orders/{order}/completion";
/// Giving it up.
pub const STAFF_ORDER_CANCELLATION: &str = "/operations/orders/{order}/cancellation";
/// Noting money that came in.
pub const STAFF_ORDER_PAYMENT: &str = "/operations/orders/{order}/payment";
/// Noting money that went back.
pub const STAFF_ORDER_REFUND: &str = "/operations/orders/{order}/refund";
/// Payments of bank statements (staff).
pub const BANK: &str = "/operations/payments";
/// Bank statements, and reading one in.
pub const BANK_STATEMENTS: &str = "/operations/payments/statements";
/// One payment.
pub const BANK_ENTRY: &str = "/operations/payments/{incoming}";
/// Giving it to an order.
pub const BANK_ENTRY_ASSIGNMENT: &str = "/operations/payments/{incoming}/assignment";
/// Putting it aside.
pub const BANK_ENTRY_ASIDE: &str = "/operations/payments/{incoming}/aside";
/// Taking it up again.
pub const BANK_ENTRY_AGAIN: &str = "/operations/payments/{incoming}/again";
/// Which organisations hold SIMs that nobody ordered yet (staff).
pub const STOCK: &str = "/operations/stock";
/// One of them does not any more.
pub const STOCK_REMOVAL: &str = "/operations/stock/removal";
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

/// An address of one payment of a bank statement: `bank_entry(BANK_ENTRY_ASIDE, &id)`.
pub fn bank_entry(pattern: &str, id: &i64) -> String {
    pattern.replace("{incoming}", &id.to_string())
}

/// Assigning SIMs to this line.
pub fn assignment(number: &str, line: &i64) -> String {
    format!("{}?line={line}", order(STAFF_ORDER_ASSIGNMENT, number))
}
