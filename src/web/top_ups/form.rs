//! What was typed into the form: one product, so many pieces for each SIM, how it is paid.

use crate::domain::charges::Means;
use crate::domain::orders::ForSims;
use crate::domain::products::ProductRow;
use crate::types::money::{self, UnitPrice};
use crate::web::fields::FieldErrors;
use crate::web::orders::basket::{Basket, is_too_long};
use crate::web::payments::Choice;

/// A form that was read.
pub(super) struct Parsed {
    pub(super) wish: ForSims,
    /// With which card, if by card.
    pub(super) means: Option<Means>,
}

/// The product that is chosen, if it is offered: without a choice the only one.
pub(super) fn chosen<'a>(basket: &Basket, products: &'a [ProductRow]) -> Option<&'a ProductRow> {
    match (basket.get("product"), products) {
        ("", [only]) => Some(only),
        (typed, all) => all.iter().find(|row| row.id.to_string() == typed),
    }
}

/// What is ordered, or all that is wrong.
pub(super) fn parse(basket: &Basket, products: &[ProductRow], takes_cards: bool) -> Result<Parsed, FieldErrors> {
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
    let choice = Choice::parse(basket.get("payment"), !basket.get("keep_card").is_empty(), takes_cards);
    if choice.is_none() {
        errors.add("payment", "orders-payment-missing");
    }
    match (product, each, choice) {
        (Some(product), Some(each), Some(choice)) if errors.is_empty() => Ok(Parsed {
            wish: ForSims {
                product_id: product.id,
                each,
                shown: basket
                    .of("shown", product.id)
                    .parse()
                    .ok()
                    .and_then(UnitPrice::from_micros),
                cost_centre: basket.get("centre").to_owned(),
                method: choice.method,
                purchase_order: basket.get("purchase_order").to_owned(),
                buyer_reference: basket.get("reference").to_owned(),
            },
            means: choice.means,
        }),
        _ => Err(errors),
    }
}
