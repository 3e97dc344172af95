//! The adapter against localstripe, a stand-in that other people wrote (PyPI). It knows neither pages nor idempotency keys.

use std::time::Duration;

use simportal::config;
use simportal::payments::{CardRef, ChargeState, PaymentError, PaymentProvider, RefundState, Refunding, Stripe};
use simportal::types::card_payment::Decline;
use simportal::types::money::{Currency, Money};

use super::{HANSA, customer, key, payment};
use crate::support::localstripe::LocalStripe;

const SECRET_KEY: &str = "sk_test_12345";

/// Makes a card of a customer in a way that the portal has not, and does not need: with its number.
fn attach(address: &str, number: &str, customer: &str) -> CardRef {
    let post = |path: String, form: Vec<(&str, &str)>| -> serde_json::Value {
        let body = serde_html_form::to_string(form).unwrap();
        let mut answer = ureq::post(format!("{address}{path}"))
            .header("Authorization", format!("Bearer {SECRET_KEY}"))
            .content_type("application/x-www-form-urlencoded")
            .send(body)
            .unwrap();
        serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap()
    };
    let card = post(
        "/v1/payment_methods".to_owned(),
        vec![
            ("type", "card"),
            ("card[number]", number),
            ("card[exp_month]", "12"),
            ("card[exp_year]", "2030"),
            ("card[cvc]", "123"),
        ],
    );
    let id = card["id"].as_str().unwrap().to_owned();
    post(format!("/v1/payment_methods/{id}/attach"), vec![("customer", customer)]);
    CardRef::parse(&id).unwrap()
}

#[test]
fn localstripe_charges_declines_and_gives_back() {
    let Some(server) = LocalStripe::start() else { return };
    let address = &server.address;
    let settings = config::Stripe {
        api_url: address.clone(),
        api_version: "2025-03-31.basil".to_owned(),
        secret_key: SECRET_KEY.to_owned(),
        webhook_secret: "whsec_none".to_owned(),
    };
    let stripe = Stripe::with_time_limit(&settings, Duration::from_secs(20)).unwrap();
    let owner = customer(&stripe);
    assert_eq!(stripe.customer(&HANSA, Some(&owner)).unwrap(), owner);
    let good = attach(address, "4242424242424242", owner.as_str());
    let [saved] = stripe.cards(&owner).unwrap().try_into().unwrap();
    assert_eq!(
        (&saved.card, saved.last4.as_str(), saved.expiry().as_str()),
        (&good, "4242", "12/30")
    );
    let attempt = key("localstripe-1");
    let charged = stripe.charge(&payment(&owner, &attempt, 11_900), &good).unwrap();
    assert_eq!(
        (&charged.state, charged.amount),
        (&ChargeState::Succeeded, Money::from_cents(11_900))
    );
    assert_eq!(charged.attempt.as_ref(), Some(&attempt));
    assert_eq!(
        stripe.charge_state(&charged.charge).unwrap().state,
        ChargeState::Succeeded
    );
    let refund = key("localstripe-refund");
    let refunding = Refunding {
        charge: &charged.charge,
        attempt: &refund,
        amount: Money::from_cents(900),
        currency: Currency::Eur,
    };
    let refunded = stripe.refund(&refunding).unwrap();
    assert_eq!(
        (&refunded.state, refunded.amount),
        (&RefundState::Succeeded, Money::from_cents(900))
    );
    assert_eq!(
        stripe.refund_state(&refunded.refund).unwrap().amount,
        Money::from_cents(900)
    );
    let bad = attach(address, "4000000000000341", owner.as_str());
    let declined = stripe
        .charge(&payment(&owner, &key("localstripe-2"), 500), &bad)
        .unwrap();
    assert!(
        matches!(
            declined.state,
            ChargeState::Declined {
                reason: Decline::Other,
                ..
            }
        ),
        "{declined:?}"
    );
    // It would go on with a page, which localstripe does not have; the charge was given up before that.
    let asking = attach(address, "4000002760003184", owner.as_str());
    let refused = stripe
        .charge(&payment(&owner, &key("localstripe-3"), 500), &asking)
        .unwrap_err();
    assert!(
        matches!(refused, PaymentError::Refused { .. } | PaymentError::Unreachable(_)),
        "{refused:?}"
    );
    for card in [good, bad, asking] {
        stripe.remove_card(&card).unwrap();
    }
    assert_eq!(stripe.cards(&owner).unwrap(), []);
}
