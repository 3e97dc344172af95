//! Means of payment in a form: radio buttons named `payment`, and the box `keep_card`.

use crate::domain::charges::{CardRow, Means};
use crate::i18n;
use crate::types::card_payment::PaymentProviderKind;
use crate::types::order::PaymentMethod;
use crate::web::layout::Layout;

/// What a form says about how it is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// How.
    pub method: PaymentMethod,
    /// With which card, if by card.
    pub means: Option<Means>,
}

impl Choice {
    /// Reads `bank_transfer`, `monthly_invoice`, `card` (another card) or `card-7` (a saved one). That the saved one exists, and that the
    /// customer may pay so, is seen when the order is placed.
    pub fn parse(payment: &str, keep_card: bool, takes_cards: bool) -> Option<Self> {
        if let Some(id) = payment.strip_prefix("card-") {
            let id: i64 = id.parse().ok()?;
            return takes_cards.then_some(Self {
                method: PaymentMethod::Card,
                means: Some(Means::Card(id)),
            });
        }
        let method = PaymentMethod::parse(payment)?;
        let is_card = method == PaymentMethod::Card;
        (takes_cards || !is_card).then_some(Self {
            method,
            means: is_card.then_some(Means::Page { keep_card }),
        })
    }
}

/// A radio button.
pub struct Offered {
    /// Its value.
    pub value: String,
    /// What is chosen.
    pub words: String,
    /// More about it.
    pub text: String,
    /// Whether it is checked.
    pub is_chosen: bool,
}

/// The ways to pay: those without a card, then each saved card that pays today, then another card. `typed` is what was chosen before; the
/// first is checked if nothing was.
pub fn offered(
    layout: &Layout,
    others: &[PaymentMethod],
    cards: &[CardRow],
    provider: Option<PaymentProviderKind>,
    typed: &str,
) -> Vec<Offered> {
    let mut all: Vec<Offered> = others
        .iter()
        .map(|method| Offered {
            value: method.as_str().to_owned(),
            words: layout.t(&format!("order-method-{method}")),
            text: layout.t(&format!("order-method-{method}-text")),
            is_chosen: false,
        })
        .collect();
    if let Some(provider) = provider {
        let today = layout.now.date();
        let usable = cards
            .iter()
            .filter(|card| card.provider == provider.as_str() && !card.is_expired(today));
        all.extend(usable.map(|card| Offered {
            value: format!("card-{}", card.id),
            words: name(layout, card),
            text: layout.t1("cards-pays-now", "expiry", &card.expiry()),
            is_chosen: false,
        }));
        all.push(Offered {
            value: PaymentMethod::Card.as_str().to_owned(),
            words: layout.t("cards-another"),
            text: layout.t(&format!("cards-another-text-{provider}")),
            is_chosen: false,
        });
    }
    let chosen = all.iter().position(|one| one.value == typed);
    let place = chosen.or_else(|| typed.is_empty().then_some(0));
    if let Some(one) = place.and_then(|place| all.get_mut(place)) {
        one.is_chosen = true;
    }
    all
}

/// What was chosen, in words.
pub fn words(layout: &Layout, cards: &[CardRow], typed: &str) -> String {
    let saved = cards.iter().find(|card| typed == format!("card-{}", card.id));
    match saved {
        Some(card) => name(layout, card),
        None if typed == PaymentMethod::Card.as_str() => layout.t("cards-another"),
        None => layout.t(&format!("order-method-{typed}")),
    }
}

/// `Visa ending in 4242`.
pub(super) fn name(layout: &Layout, card: &CardRow) -> String {
    i18n::card(layout.lang(), &card.brand, &card.last4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_read_only_where_they_are_taken() {
        let parse = |text, takes| Choice::parse(text, true, takes).map(|choice| (choice.method, choice.means));
        let page = Means::Page { keep_card: true };
        assert_eq!(parse("card", true), Some((PaymentMethod::Card, Some(page))));
        assert_eq!(parse("card-7", true), Some((PaymentMethod::Card, Some(Means::Card(7)))));
        assert_eq!(parse("bank_transfer", false), Some((PaymentMethod::BankTransfer, None)));
        for wrong in ["card", "card-7", "", "cash", "card-", "card-x"] {
            assert_eq!(parse(wrong, false), None, "{wrong}");
        }
        for wrong in ["", "card-", "card-x", "card-99999999999999999999"] {
            assert_eq!(parse(wrong, true), None, "{wrong}");
        }
    }
}
