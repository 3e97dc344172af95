//! How a card is called: its make and its last digits.

use super::text_with;
use crate::types::lang::Lang;

/// Makes as the provider writes them, and as their owners do.
const MAKES: &[(&str, &str)] = &[
    ("amex", "American Express"),
    ("cartes_bancaires", "Cartes Bancaires"),
    ("diners", "Diners Club"),
    ("discover", "Discover"),
    ("eftpos_au", "Eftpos"),
    ("jcb", "JCB"),
    ("mastercard", "Mastercard"),
    ("unionpay", "UnionPay"),
    ("visa", "Visa"),
];

/// `Visa ending in 4242`; a make that nobody knows is called a card.
pub fn card(lang: Lang, make: &str, last4: &str) -> String {
    let known = MAKES
        .iter()
        .find(|(word, _)| *word == make)
        .map(|(_, name)| (*name).to_owned());
    let name = known.unwrap_or_else(|| {
        let key = if make == "simulated" {
            "cards-make-simulated"
        } else {
            "cards-make-other"
        };
        super::text(lang, key)
    });
    text_with(lang, "cards-name", &[("make", name.into()), ("last4", last4.into())])
}
