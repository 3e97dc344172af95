//! What was typed into the form: one product, so many pieces for each SIM, how it is paid.

use crate::domain::charges::CardRow;
use crate::domain::orders::ForSims;
use crate::domain::products::ProductRow;
use crate::types::money::{self, UnitPrice};
use crate::types::order::PaymentMethod;
use crate::web::fields::FieldErrors;
use crate::web::orders::basket::{Basket, is_too_long};

/// What the value of a saved card begins with; its key follows.
const CARD: &str = "card-";

/// A form that was read.
pub(super) struct Parsed {
    pub(super) wish: ForSims,
    /// The saved card that pays.
    pub(super) card: Option<i64>,
}

/// The value of a saved card in the form.
pub(super) fn value_of(card: &CardRow) -> String {
    format!("{CARD}{}", card.id)
}

/// The product that is chosen, if it is offered: without a choice the only one.
pub(super) fn chosen<'a>(basket: &Basket, products: &'a [ProductRow]) -> Option<&'a ProductRow> {
    match (basket.get("product"), products) {
        ("", [only]) => Some(only),
        (typed, all) => all.iter().find(|row| row.id.to_string() == typed),
    }
}

/// What is ordered, or all that is wrong.
pub(super) fn parse(basket: &Basket, products: &[ProductRow], cards: &[CardRow]) -> Result<Parsed, FieldErrors> {
    let mut errors = FieldErrors::new();
    let product = chosen(basket, products);
    if product.is_none() {
        errors.add("product", "top-up-product-missing");
    }
    let each = money::whole(basket.get("each")).ok().filter(|each| *each > 0);
    if each.is_none() {
        errors.add("each", "orders-quantity-wrong");
    }
    for (field, key) in [
        ("centre", "orders-centre-too-long"),
        ("purchase_order", "orders-number-too-long"),
        ("reference", "orders-number-too-long"),
    ] {
        if is_too_long(basket.get(field)) {
            errors.add(field, key);
        }
    }
    let typed = basket.get("payment");
    let card = cards.iter().find(|card| value_of(card) == typed).map(|card| card.id);
    let method = match card {
        Some(_) => Some(PaymentMethod::Card),
        None => PaymentMethod::parse(typed).filter(|method| *method != PaymentMethod::Card),
    };
    if method.is_none() {
        errors.add("payment", "orders-payment-missing");
    }
    match (product, each, method) {
        (Some(product), Some(each), Some(method)) if errors.is_empty() => Ok(Parsed {
            wish: ForSims {
                product_id: product.id,
                each,
                shown: basket
                    .of("shown", product.id)
                    .parse()
                    .ok()
                    .and_then(UnitPrice::from_micros),
                cost_centre: basket.get("centre").to_owned(),
                method,
                purchase_order: basket.get("purchase_order").to_owned(),
                buyer_reference: basket.get("reference").to_owned(),
            },
            card,
        }),
        _ => Err(errors),
    }
}
