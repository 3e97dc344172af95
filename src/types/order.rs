//! Words about orders and what is paid for them.

use super::text_enum::text_enum;
use super::text_value::text_value;

text_enum! {
    /// Why an order was placed (product section 7).
    pub enum OrderKind {
        /// The first order of an organisation.
        First => "first",
        /// More SIMs.
        Additional => "additional",
        /// Volume for one SIM.
        TopUp => "top_up",
        /// Volume for several SIMs.
        BulkTopUp => "bulk_top_up",
        /// A longer lifetime for SIMs.
        Extension => "extension",
        /// Volume that was bought because little was left.
        AutoTopUp => "auto_top_up",
    }
}

impl OrderKind {
    /// Whether volume or lifetime is booked on SIMs that the customer has, instead of SIMs being delivered.
    pub const fn is_booked(self) -> bool {
        matches!(self, Self::TopUp | Self::BulkTopUp | Self::Extension | Self::AutoTopUp)
    }
}

text_enum! {
    /// How far an order is.
    pub enum OrderStatus {
        /// Nothing is done before it is paid.
        AwaitingPayment => "awaiting_payment",
        /// Being made ready.
        InPreparation => "in_preparation",
        /// On its way.
        Shipped => "shipped",
        /// All was delivered or booked.
        Completed => "completed",
        /// Given up.
        Cancelled => "cancelled",
    }
}

impl OrderStatus {
    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::AwaitingPayment | Self::InPreparation | Self::Shipped)
    }
}

text_enum! {
    /// How an order is paid.
    pub enum PaymentMethod {
        /// By transfer, before anything is delivered.
        BankTransfer => "bank_transfer",
        /// By card, at once.
        Card => "card",
        /// With the invoice of the month; staff allow it.
        MonthlyInvoice => "monthly_invoice",
    }
}

text_enum! {
    /// What became of the money.
    pub enum PaymentStatus {
        /// Not all is paid yet.
        Open => "open",
        /// All is paid.
        Paid => "paid",
        /// The last try failed; another one may follow.
        Failed => "failed",
        /// All that was paid went back.
        Refunded => "refunded",
        /// Some of what was paid went back.
        PartlyRefunded => "partly_refunded",
    }
}

text_enum! {
    /// What happened to an order.
    pub enum OrderEventKind {
        /// It was placed.
        Placed => "placed",
        /// Money came in; the detail is the amount.
        Paid => "paid",
        /// A payment failed.
        PaymentFailed => "payment_failed",
        /// Volume or lifetime was booked on SIMs; the detail is their number.
        Booked => "booked",
        /// It was shipped; the detail is the tracking number.
        Shipped => "shipped",
        /// All is done.
        Completed => "completed",
        /// It was given up; the detail is the reason.
        Cancelled => "cancelled",
        /// Money went back; the detail is the amount.
        Refunded => "refunded",
        /// An invoice was issued; the detail is its number.
        Invoiced => "invoiced",
        /// A credit note or a corrected invoice was issued; the detail is its number.
        Corrected => "corrected",
    }
}

text_enum! {
    /// Which way money went.
    pub enum PaymentKind {
        /// To us.
        Charge => "charge",
        /// Back to the customer.
        Refund => "refund",
    }
}

text_enum! {
    /// What is known of a charge or a refund.
    pub enum PaymentState {
        /// On its way.
        Pending => "pending",
        /// The customer has to confirm it with their bank.
        NeedsConfirmation => "needs_confirmation",
        /// The money moved.
        Succeeded => "succeeded",
        /// It did not and will not.
        Failed => "failed",
        /// The provider did not answer: it has to be asked again, with the same key.
        Unknown => "unknown",
    }
}

text_enum! {
    /// What an invoice document is.
    pub enum InvoiceKind {
        /// An invoice.
        Invoice => "invoice",
        /// A credit note on an invoice.
        CreditNote => "credit_note",
        /// An invoice in the place of another one.
        Correction => "correction",
    }
}

/// The number of an order: `SO-` and at least six digits, as it stands on transfers and invoices.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderNumber(String);

impl OrderNumber {
    /// The series that the numbers come from.
    pub const SERIES: &'static str = "order";
    /// What the first order is counted from, so that all numbers have six digits for long.
    const BASE: i64 = 100_000;

    /// The number of the order with this place in the series, from 1.
    pub fn of(place: i64) -> Self {
        Self(format!("SO-{}", Self::BASE + place))
    }

    /// Reads a number in any case, with or without the hyphen and blanks: people type it from a letter.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let digits = plain.strip_prefix("SO")?;
        let fits = (6..=12).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| Self(format!("SO-{digits}")))
    }
}

text_value!(OrderNumber);

/// The key of one attempt to place an order or to move money: whatever is sent again with the same key is the same attempt.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AttemptKey(String);

impl AttemptKey {
    /// Reads a key: 16 to 64 letters, digits, hyphens and underscores.
    pub fn parse(text: &str) -> Option<Self> {
        let is_plain = text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        (is_plain && (16..=64).contains(&text.len())).then(|| Self(text.to_owned()))
    }
}

text_value!(AttemptKey);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_orders_are_read_as_people_type_them() {
        let number = OrderNumber::of(1);
        assert_eq!(number.as_str(), "SO-100001");
        for text in ["SO-100001", "so100001", " So 100 001 ", "so-100-001"] {
            assert_eq!(OrderNumber::parse(text).as_ref(), Some(&number), "{text}");
        }
        for wrong in ["", "SO-", "SO-12345", "100001", "SO-10000x", "SO-1234567890123"] {
            assert_eq!(OrderNumber::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_key_of_an_attempt_is_a_token() {
        assert!(AttemptKey::parse("bm9ib2R5IGhhcyBldmVy").is_some());
        for wrong in ["", "short", "with blanks in it every", &"x".repeat(65)] {
            assert_eq!(AttemptKey::parse(wrong), None, "{wrong}");
        }
    }
}
