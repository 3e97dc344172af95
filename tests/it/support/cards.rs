//! Saved cards and pages of the simulated payment provider. Part of `make`.

use simportal::domain::charges;
use simportal::domain::orders::{For, OrderRow};
use simportal::payments::{
    Answered, AttemptKey, Choice, Customer, CustomerRef, Payment, PaymentProvider, ReturnTo, Saving, SavingState,
    Simulated,
};
use simportal::types::card_payment::TestCard;
use simportal::types::lang::Lang;
use simportal::types::money::{Currency, Money};
use simportal::types::order::PaymentMethod;

use super::TestApp;
use super::cast::Org;
use super::make::{addresses, next, placed, placement, scope};

const BACK: ReturnTo<'_> = ReturnTo {
    done: "http://portal.example/welcome",
    cancelled: "http://portal.example/welcome",
};

fn simulated(app: &TestApp) -> &Simulated {
    app.state.payments.simulated().expect("the provider of tests")
}

fn customer(app: &TestApp, org: Org) -> CustomerRef {
    let who = Customer {
        account: org.account_number(),
        name: "Hansa",
        email: "",
    };
    simulated(app).customer(&who, None).unwrap()
}

fn key() -> AttemptKey {
    AttemptKey::parse(&format!("attempt-of-a-test-{}", next())).unwrap()
}

/// A saved card of an organisation that does its one thing; answers its key.
pub fn card_of(app: &TestApp, org: Org, kind: TestCard) -> i64 {
    let (provider, customer, attempt) = (simulated(app), customer(app, org), key());
    let saving = Saving {
        customer: &customer,
        attempt: &attempt,
        currency: Currency::Eur,
        lang: Lang::En,
        back: BACK,
    };
    let page = provider.begin_saving(&saving).unwrap();
    let done = provider.choose(page.saving.as_str(), Choice::Card(kind)).unwrap();
    assert!(matches!(done, Some(Answered::Done { .. })), "{done:?}");
    let SavingState::Saved(card) = provider.saving(&page.saving).unwrap() else {
        panic!("a card was not saved");
    };
    let (now, scope) = (app.state.clock.now(), scope(app, org));
    let whose = ("simulated", customer.as_str());
    app.write(|db| charges::keep_cards(db, &scope, whose, &[card], now))[0]
}

/// A saved card of the master organisation that pays; answers its key.
pub fn card(app: &TestApp) -> i64 {
    card_of(app, Org::Master, TestCard::Success)
}

/// A page of the simulated provider that waits for its visitor; answers its name.
pub fn simulated_page(app: &TestApp) -> String {
    let (customer, attempt) = (customer(app, Org::Master), key());
    let payment = Payment {
        customer: &customer,
        attempt: &attempt,
        amount: Money::from_cents(500),
        currency: Currency::Eur,
        order: "SO-100001",
        description: "Order SO-100001",
        lang: Lang::En,
        back: BACK,
    };
    let charged = simulated(app).begin_checkout(&payment, false).unwrap();
    charged.charge.as_str().to_owned()
}

/// An order that is paid by card, of so many eSIMs.
pub fn order_by_card(app: &TestApp, quantity: i64) -> OrderRow {
    addresses(app, Org::Master, "DE");
    let mut wanted = placement(app, "SIM-ESIM", quantity, For::Delivery(None));
    wanted.method = PaymentMethod::Card;
    placed(app, Org::Master, &wanted)
}
