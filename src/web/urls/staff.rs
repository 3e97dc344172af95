//! Addresses of what staff do with orders, payments and stock, and of their first page.

use super::order;

/// What waits for staff: where they land. Every other page of theirs lies below it.
pub const OPERATIONS: &str = "/operations";
/// Orders of all customers (staff).
pub const STAFF_ORDERS: &str = "/operations/orders";
/// They as CSV.
pub const STAFF_ORDERS_CSV: &str = "/operations/orders/export.csv";
/// One of them.
pub const STAFF_ORDER: &str = "/operations/orders/{order}";
/// Its SIMs as CSV.
pub const STAFF_ORDER_SIMS: &str = "/operations/orders/{order}/sims.csv";
/// One of its invoice documents as a file.
pub const STAFF_DOCUMENT_PDF: &str = "/operations/orders/{order}/documents/{document}.pdf";
/// The same as XRechnung.
pub const STAFF_DOCUMENT_XML: &str = "/operations/orders/{order}/documents/{document}.xml";
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
/// Correcting its invoice.
pub const STAFF_ORDER_CORRECTION: &str = "/operations/orders/{order}/correction";
/// Giving money back to the card.
pub const STAFF_ORDER_CARD_REFUND: &str = "/operations/orders/{order}/card-refund";
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

/// An address of one payment of a bank statement: `bank_entry(BANK_ENTRY_ASIDE, &id)`.
pub fn bank_entry(pattern: &str, id: &i64) -> String {
    pattern.replace("{incoming}", &id.to_string())
}

/// A file of one of an order's documents: `staff_document(STAFF_DOCUMENT_PDF, "SO-100001", "RE-2026-00042")`.
pub fn staff_document(pattern: &str, number: &str, document: &str) -> String {
    super::document(&order(pattern, number), document)
}

/// Assigning SIMs to this line.
pub fn assignment(number: &str, line: &i64) -> String {
    format!("{}?line={line}", order(STAFF_ORDER_ASSIGNMENT, number))
}
