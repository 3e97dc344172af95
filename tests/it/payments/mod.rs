//! Card payments: the adapter of Stripe against a strict stand-in, and the simulated provider.

mod localstripe;
mod simulated;
pub(crate) mod stand_in;
mod stripe;
mod troubles;
mod webhooks;

use chrono::NaiveDateTime;

use simportal::payments::{AttemptKey, Customer, CustomerRef, Payment, PaymentProvider, ReturnTo};
use simportal::types::lang::Lang;
use simportal::types::money::{Currency, Money};

const HANSA: Customer<'_> = Customer {
    account: "81000001",
    name: "Hansa Kühllogistik GmbH & Co. KG",
    email: "owner@hansa.example",
};

const BACK: ReturnTo<'_> = ReturnTo {
    done: "https://portal.example/orders/10482?paid=1&x=ä",
    cancelled: "https://portal.example/orders/10482",
};

fn key(text: &str) -> AttemptKey {
    AttemptKey::parse(text).unwrap()
}

fn now() -> NaiveDateTime {
    chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc()
}

fn payment<'a>(customer: &'a CustomerRef, attempt: &'a AttemptKey, cents: i64) -> Payment<'a> {
    Payment {
        customer,
        attempt,
        amount: Money::from_cents(cents),
        currency: Currency::Eur,
        order: "10482",
        description: "Order 10482",
        lang: Lang::De,
        back: BACK,
    }
}

fn customer(provider: &dyn PaymentProvider) -> CustomerRef {
    provider.customer(&HANSA, None).unwrap()
}
