//! Volume or lifetime for SIMs that the customer has: how many pieces each of them gets.

use super::{For, Placement, Wanted};
use crate::types::money::UnitPrice;
use crate::types::order::{AttemptKey, PaymentMethod};

/// SIMs that one order is for at the most: they are written with it, in one transaction, which others wait for meanwhile.
pub const MOST_SIMS: usize = 10_000;

/// Sentence: more SIMs than one order can be for.
pub const TOO_MANY: &str = "orders-refused-too-many";

/// What each SIM gets, and how it is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForSims {
    /// The product.
    pub product_id: i64,
    /// Pieces for each SIM.
    pub each: i64,
    /// The price of a piece that was shown.
    pub shown: Option<UnitPrice>,
    /// The customer's cost centre; may be empty.
    pub cost_centre: String,
    /// How it is paid.
    pub method: PaymentMethod,
    /// The customer's own number; may be empty.
    pub purchase_order: String,
    /// What the customer wants to read on the invoice; may be empty.
    pub buyer_reference: String,
}

impl ForSims {
    /// The order for these SIMs, each named once. A number of pieces that is too large for any order stays too large.
    pub fn placement(&self, ids: Vec<i64>, attempt: AttemptKey) -> Placement {
        let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        Placement {
            wanted: vec![Wanted {
                product_id: self.product_id,
                quantity: self.each.saturating_mul(count),
                cost_centre: self.cost_centre.clone(),
                shown: self.shown,
            }],
            purpose: For::Sims {
                ids,
                is_automatic: false,
            },
            method: self.method,
            purchase_order: self.purchase_order.clone(),
            buyer_reference: self.buyer_reference.clone(),
            notes: String::new(),
            attempt,
        }
    }
}
