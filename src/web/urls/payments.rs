//! Addresses of card payments.

use super::encode;

/// Paying an order by card.
pub const ORDER_PAYMENT: &str = "/orders/{order}/payment";
/// Where the payment provider sends its visitor back to.
pub const ORDER_PAYMENT_RETURN: &str = "/orders/{order}/payment/return";
/// A page of the simulated payment provider (development).
pub const SIMULATED_PAYMENT: &str = "/development/payments/{reference}";
/// Saved cards of the organisation.
pub const PAYMENT_DETAILS: &str = "/account/payment-details";
/// Where the payment provider sends its visitor back to after a card was saved.
pub const PAYMENT_DETAILS_RETURN: &str = "/account/payment-details/return";
/// Making a card the default.
pub const CARD_DEFAULT: &str = "/account/payment-details/{card}/default";
/// Deleting a card.
pub const CARD_DELETION: &str = "/account/payment-details/{card}/deletion";

/// An address of one saved card: `card(CARD_DEFAULT, &id)`.
pub fn card(pattern: &str, id: &i64) -> String {
    pattern.replace("{card}", &id.to_string())
}

/// A page of the simulated payment provider.
pub fn simulated_payment(reference: &str) -> String {
    SIMULATED_PAYMENT.replace("{reference}", &encode(reference))
}
