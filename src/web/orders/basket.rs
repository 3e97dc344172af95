//! What was typed into the form of a new order.

use std::collections::BTreeMap;

use crate::domain::charges::Means;
use crate::domain::orders::{For, Placement, Wanted};
use crate::domain::products::ProductRow;
use crate::types::address::line;
use crate::types::money::{self, UnitPrice};
use crate::types::order::{AttemptKey, PaymentMethod};
use crate::web::fields::FieldErrors;
use crate::web::payments::Choice;

/// Longest number of an order or a cost centre, in characters.
const NUMBER_CHARS: usize = 35;
/// Longest note, in characters.
const NOTES_CHARS: usize = 500;

/// The fields by name. Those of a product end with its key.
#[derive(Debug, Clone, Default)]
pub(in crate::web) struct Basket(pub(in crate::web) BTreeMap<String, String>);

/// A basket that was read: lines that cannot be read are named by the product's key.
pub(super) struct Parsed {
    pub(super) wanted: Vec<Wanted>,
    /// Product and key of the sentence.
    pub(super) unreadable: Vec<(i64, &'static str)>,
    pub(super) errors: FieldErrors,
    pub(super) shipping: Option<i64>,
    pub(super) method: PaymentMethod,
    /// With which card, if by card.
    pub(super) means: Option<Means>,
}

impl Basket {
    /// What was typed into a field; empty if it was not there.
    pub(in crate::web) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    /// What was typed into a product's field.
    pub(in crate::web) fn of(&self, name: &str, product_id: i64) -> &str {
        self.get(&format!("{name}-{product_id}"))
    }

    /// Puts a value into a field.
    pub(in crate::web) fn put(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// Key of the attempt, if the form has one.
    pub(in crate::web) fn attempt(&self) -> Option<AttemptKey> {
        AttemptKey::parse(self.get("attempt"))
    }

    /// Lines and choices, with all that is wrong with them.
    pub(super) fn parse(&self, products: &[ProductRow], takes_cards: bool) -> Parsed {
        let (mut wanted, mut unreadable, mut errors) = (Vec::new(), Vec::new(), FieldErrors::new());
        for product in products {
            let typed = self.of("quantity", product.id);
            if typed.is_empty() || typed.bytes().all(|byte| byte == b'0') {
                continue;
            }
            let cost_centre = self.of("centre", product.id);
            match money::whole(typed) {
                _ if is_too_long(cost_centre) => unreadable.push((product.id, "orders-centre-too-long")),
                Ok(quantity) => wanted.push(Wanted {
                    product_id: product.id,
                    quantity,
                    cost_centre: cost_centre.to_owned(),
                    shown: self
                        .of("shown", product.id)
                        .parse()
                        .ok()
                        .and_then(UnitPrice::from_micros),
                }),
                Err(_) => unreadable.push((product.id, "orders-quantity-wrong")),
            }
        }
        if wanted.is_empty() && unreadable.is_empty() {
            errors.add("products", crate::domain::orders::NOTHING);
        }
        for field in ["purchase_order", "reference"] {
            if is_too_long(self.get(field)) {
                errors.add(field, "orders-number-too-long");
            }
        }
        if self.notes().chars().count() > NOTES_CHARS {
            errors.add("notes", "orders-notes-too-long");
        }
        let choice = Choice::parse(self.get("payment"), !self.get("keep_card").is_empty(), takes_cards);
        if choice.is_none() {
            errors.add("payment", "orders-payment-missing");
        }
        Parsed {
            wanted,
            unreadable,
            errors,
            shipping: self.get("shipping").parse().ok(),
            method: choice.map_or(PaymentMethod::BankTransfer, |choice| choice.method),
            means: choice.and_then(|choice| choice.means),
        }
    }

    /// The notes on one line each way: browsers send line breaks of their own kind.
    fn notes(&self) -> String {
        self.get("notes").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The order that this is.
    pub(super) fn placement(&self, parsed: &Parsed, attempt: AttemptKey) -> Placement {
        Placement {
            wanted: parsed.wanted.clone(),
            purpose: For::Delivery(parsed.shipping),
            method: parsed.method,
            purchase_order: self.get("purchase_order").to_owned(),
            buyer_reference: self.get("reference").to_owned(),
            notes: self.notes(),
            attempt,
        }
    }
}

/// Whether a text is more than a short line.
pub(in crate::web) fn is_too_long(text: &str) -> bool {
    line(text).is_err() || text.chars().count() > NUMBER_CHARS
}
