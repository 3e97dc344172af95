//! Every call of the adapter, as the documentation of Stripe has it.

use serde_json::json;
use simportal::payments::{
    CardRef, ChargeRef, ChargeState, CustomerRef, PaymentError, PaymentProvider, RefundState, Refunding, Saving,
    SavingState, Stripe,
};
use simportal::types::card_payment::Decline;
use simportal::types::lang::Lang;
use simportal::types::money::{Currency, Money};

use super::stand_in::StandIn;
use super::{BACK, HANSA, customer, key, now, payment};

pub fn stripe(server: &StandIn) -> Stripe {
    Stripe::with_time_limit(&server.settings, std::time::Duration::from_secs(20)).unwrap()
}

fn card(server: &StandIn, name: &str, owner: &CustomerRef) -> CardRef {
    server.state().objects.add_card(name, owner.as_str());
    CardRef::parse(name).unwrap()
}

fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

#[test]
fn a_customer_is_made_once_and_found_again() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let first = customer(&stripe);
    assert_eq!(customer(&stripe), first);
    assert_eq!(server.count("POST /v1/customers"), 1);
    assert_eq!(stripe.customer(&HANSA, Some(&first)).unwrap(), first);
    assert_eq!(server.count("POST /v1/customers"), 1);
    // Somebody has deleted it at Stripe.
    server.state().objects.put(
        first.as_str(),
        json!({ "id": first, "object": "customer", "deleted": true }),
    );
    let second = stripe.customer(&HANSA, Some(&first)).unwrap();
    assert_ne!(second, first);
    let unknown = CustomerRef::parse("cus_of_another_account").unwrap();
    assert_ne!(stripe.customer(&HANSA, Some(&unknown)).unwrap(), unknown);
}

#[test]
fn a_card_is_saved_on_a_page_of_stripes_listed_and_removed() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let owner = customer(&stripe);
    let attempt = key("save-1");
    let saving = Saving {
        customer: &owner,
        attempt: &attempt,
        currency: Currency::Eur,
        lang: Lang::De,
        back: BACK,
    };
    let page = stripe.begin_saving(&saving).unwrap();
    assert!(
        page.address.starts_with("https://checkout.stripe.com/"),
        "{}",
        page.address
    );
    assert!(page.address.starts_with(stripe.page_origin()));
    assert_eq!(stripe.begin_saving(&saving).unwrap(), page, "asked again");
    assert!(matches!(stripe.saving(&page.saving).unwrap(), SavingState::Open { address } if address == page.address));
    assert_eq!(stripe.cards(&owner).unwrap(), []);
    server.state().objects.complete(page.saving.as_str());
    let SavingState::Saved(saved) = stripe.saving(&page.saving).unwrap() else {
        panic!("not saved");
    };
    assert_eq!(
        (saved.brand.as_str(), saved.last4.as_str(), saved.expiry().as_str()),
        ("visa", "4242", "08/28")
    );
    assert_eq!(stripe.cards(&owner).unwrap(), std::slice::from_ref(&saved));
    stripe.remove_card(&saved.card).unwrap();
    assert_eq!(stripe.cards(&owner).unwrap(), []);
    stripe.remove_card(&saved.card).unwrap();
    stripe.remove_card(&CardRef::parse("pm_unknown").unwrap()).unwrap();
}

#[test]
fn a_page_to_save_a_card_that_has_expired_has_ended() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let (owner, attempt) = (customer(&stripe), key("save-1"));
    let saving = Saving {
        customer: &owner,
        attempt: &attempt,
        currency: Currency::Eur,
        lang: Lang::En,
        back: BACK,
    };
    let page = stripe.begin_saving(&saving).unwrap();
    server.state().objects.get_mut(page.saving.as_str())["status"] = "expired".into();
    assert_eq!(stripe.saving(&page.saving).unwrap(), SavingState::Ended);
}

#[test]
fn a_saved_card_is_charged_once_however_often_it_is_asked_for() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let (owner, attempt) = (customer(&stripe), key("charge-1"));
    let card = card(&server, "pm_ok_1", &owner);
    let charged = stripe.charge(&payment(&owner, &attempt, 11_900), &card).unwrap();
    assert_eq!(charged.state, ChargeState::Succeeded);
    assert_eq!((charged.amount, charged.currency), (cents(11_900), Currency::Eur));
    assert_eq!(charged.attempt.as_ref(), Some(&attempt));
    assert_eq!(charged.card, Some(("visa".to_owned(), "4242".to_owned())));
    assert_eq!(
        stripe.charge(&payment(&owner, &attempt, 11_900), &card).unwrap(),
        charged
    );
    assert_eq!(server.count("POST /v1/payment_intents"), 1);
    assert_eq!(stripe.charge_state(&charged.charge).unwrap(), charged);
    // The same attempt with another amount is a mistake of ours, and charges nothing.
    let other = stripe.charge(&payment(&owner, &attempt, 11_901), &card).unwrap_err();
    assert!(
        matches!(&other, PaymentError::Refused { code, .. } if code == "idempotency_error"),
        "{other:?}"
    );
    assert!(!other.is_unknown());
    assert_eq!(server.count("POST /v1/payment_intents"), 1);
}

#[test]
fn a_declined_card_says_why_as_far_as_its_holder_may_know() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let owner = customer(&stripe);
    for (name, told, why) in [
        ("pm_insufficient_1", "insufficient_funds", Decline::InsufficientFunds),
        ("pm_expired_1", "expired_card", Decline::Expired),
        ("pm_stolen_1", "stolen_card", Decline::Other),
    ] {
        let (card, attempt) = (card(&server, name, &owner), key(&format!("charge-{name}")));
        let charged = stripe.charge(&payment(&owner, &attempt, 500), &card).unwrap();
        let expected = ChargeState::Declined {
            code: told.to_owned(),
            reason: why,
        };
        assert_eq!(charged.state, expected, "{name}");
        assert!(charged.state.is_final());
        assert_eq!(stripe.charge_state(&charged.charge).unwrap().state, expected, "{name}");
    }
}

#[test]
fn a_bank_that_wants_to_ask_the_holder_leads_to_a_page_and_the_first_charge_can_never_be_paid() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let owner = customer(&stripe);
    for name in ["pm_authenticate_1", "pm_sdk_1"] {
        let (card, attempt) = (card(&server, name, &owner), key(&format!("charge-{name}")));
        let charged = stripe.charge(&payment(&owner, &attempt, 500), &card).unwrap();
        let ChargeState::NeedsConfirmation { address } = &charged.state else {
            panic!("{charged:?}");
        };
        assert!(address.starts_with("https://checkout.stripe.com/"));
        assert!(charged.charge.as_str().starts_with("cs_"), "{charged:?}");
        let again = stripe.charge(&payment(&owner, &attempt, 500), &card).unwrap();
        assert_eq!(again, charged, "asked again");
        server.state().objects.complete(charged.charge.as_str());
        assert_eq!(
            stripe.charge_state(&charged.charge).unwrap().state,
            ChargeState::Succeeded
        );
        let found = stripe.find_charge(&owner, &attempt, now()).unwrap().unwrap();
        assert_eq!(found.state, ChargeState::Succeeded, "not the one that was given up");
    }
    assert_eq!(server.count("POST /v1/payment_intents"), 2);
    assert_eq!(server.count("POST /v1/checkout/sessions"), 2);
    let (redirect, attempt) = (card(&server, "pm_redirect_1", &owner), key("charge-redirect"));
    let charged = stripe.charge(&payment(&owner, &attempt, 500), &redirect).unwrap();
    let to = "https://hooks.stripe.com/3d".to_owned();
    assert_eq!(charged.state, ChargeState::NeedsConfirmation { address: to });
}

#[test]
fn a_bank_that_takes_its_time_leaves_a_charge_pending() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let (owner, attempt) = (customer(&stripe), key("charge-1"));
    let card = card(&server, "pm_processing_1", &owner);
    let charged = stripe.charge(&payment(&owner, &attempt, 500), &card).unwrap();
    assert_eq!(charged.state, ChargeState::Pending);
    assert!(!charged.state.is_final());
    server.state().objects.get_mut(charged.charge.as_str())["status"] = "succeeded".into();
    assert_eq!(
        stripe.charge_state(&charged.charge).unwrap().state,
        ChargeState::Succeeded
    );
}

#[test]
fn a_visitor_pays_on_a_page_and_what_was_paid_is_given_back_in_parts() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let (owner, attempt) = (customer(&stripe), key("checkout-1"));
    let begun = stripe
        .begin_checkout(&payment(&owner, &attempt, 238_000), true)
        .unwrap();
    assert!(matches!(begun.state, ChargeState::NeedsConfirmation { .. }));
    assert_eq!(
        stripe
            .begin_checkout(&payment(&owner, &attempt, 238_000), true)
            .unwrap(),
        begun
    );
    assert_eq!(
        server.state().objects.get(begun.charge.as_str())["keep_card"],
        "off_session"
    );
    let refunding = |attempt, amount| Refunding {
        charge: &begun.charge,
        attempt,
        amount: cents(amount),
        currency: Currency::Eur,
    };
    let (first, second, third) = (key("refund-1"), key("refund-2"), key("refund-3"));
    assert!(
        matches!(stripe.refund(&refunding(&first, 1)), Err(PaymentError::Refused { .. })),
        "nothing was paid"
    );
    server.state().objects.complete(begun.charge.as_str());
    let paid = stripe.charge_state(&begun.charge).unwrap();
    assert_eq!(
        (paid.state, paid.amount, paid.attempt),
        (ChargeState::Succeeded, cents(238_000), Some(attempt))
    );
    let part = stripe.refund(&refunding(&first, 38_000)).unwrap();
    assert_eq!(
        (&part.state, part.amount, part.attempt.as_ref()),
        (&RefundState::Pending, cents(38_000), Some(&first))
    );
    assert_eq!(stripe.refund(&refunding(&first, 38_000)).unwrap(), part, "asked again");
    assert_eq!(
        stripe.refund(&refunding(&second, 200_000)).unwrap().amount,
        cents(200_000)
    );
    let too_much = stripe.refund(&refunding(&third, 1)).unwrap_err();
    assert!(matches!(&too_much, PaymentError::Refused { code, .. } if code == "charge_already_refunded"));
    server.state().objects.get_mut(part.refund.as_str())["status"] = "failed".into();
    server.state().objects.get_mut(part.refund.as_str())["failure_reason"] = "expired_or_canceled_card".into();
    let failed = RefundState::Failed {
        code: "expired_or_canceled_card".to_owned(),
    };
    assert_eq!(stripe.refund_state(&part.refund).unwrap().state, failed);
}

#[test]
fn what_is_given_up_cannot_be_paid_and_what_is_paid_cannot_be_given_up() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let owner = customer(&stripe);
    let (first, second) = (key("checkout-1"), key("checkout-2"));
    let begun = stripe.begin_checkout(&payment(&owner, &first, 100), false).unwrap();
    assert_eq!(
        stripe.cancel_charge(&begun.charge).unwrap().state,
        ChargeState::Cancelled
    );
    assert_eq!(server.state().objects.get(begun.charge.as_str())["status"], "expired");
    let begun = stripe.begin_checkout(&payment(&owner, &second, 100), false).unwrap();
    server.state().objects.complete(begun.charge.as_str());
    assert_eq!(
        stripe.cancel_charge(&begun.charge).unwrap().state,
        ChargeState::Succeeded
    );
}

#[test]
fn a_charge_whose_answer_was_lost_is_found_among_many() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let owner = customer(&stripe);
    let card = card(&server, "pm_ok_1", &owner);
    for n in 0..7 {
        stripe
            .charge(&payment(&owner, &key(&format!("charge-{n}")), 100 + n), &card)
            .unwrap();
    }
    let found = stripe.find_charge(&owner, &key("charge-0"), now()).unwrap().unwrap();
    assert_eq!(found.amount, cents(100));
    assert_eq!(stripe.find_charge(&owner, &key("charge-9"), now()).unwrap(), None);
}

#[test]
fn nothing_is_asked_for_an_amount_that_is_none() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let (owner, attempt) = (customer(&stripe), key("charge-1"));
    let (card, came) = (card(&server, "pm_ok_1", &owner), server.state().came);
    for amount in [0, -1] {
        let refused = stripe.charge(&payment(&owner, &attempt, amount), &card).unwrap_err();
        assert!(matches!(refused, PaymentError::Refused { .. }));
        let refused = stripe
            .begin_checkout(&payment(&owner, &attempt, amount), false)
            .unwrap_err();
        assert!(matches!(refused, PaymentError::Refused { .. }));
    }
    assert_eq!(server.state().came, came);
}

#[test]
fn what_stripe_does_not_know_is_refused_and_not_asked_again() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let refused = stripe
        .charge_state(&ChargeRef::parse("pi_unknown").unwrap())
        .unwrap_err();
    assert!(
        matches!(&refused, PaymentError::Refused { code, .. } if code == "resource_missing"),
        "{refused:?}"
    );
}
