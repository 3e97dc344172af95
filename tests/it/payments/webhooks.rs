//! What Stripe tells by itself, as its documentation shows it, shortened to what matters and some of what does not.

use chrono::TimeDelta;
use serde_json::{Value, json};
use simportal::payments::{About, ChargeState, PaymentProvider, RefundState, WebhookError, signature};
use simportal::types::card_payment::Decline;
use simportal::types::money::{Currency, Money};

use super::now;
use super::stand_in::{StandIn, WEBHOOK_SECRET};
use super::stripe::stripe;

fn event(kind: &str, object: Value) -> Vec<u8> {
    json!({
        "id": "evt_1NG8Du2eZvKYlo2CUI79vXWy",
        "object": "event",
        "api_version": "2025-03-31.basil",
        "created": 1_799_999_990,
        "data": { "object": object, "previous_attributes": { "status": "requires_payment_method" } },
        "livemode": false,
        "pending_webhooks": 1,
        "request": { "id": null, "idempotency_key": null },
        "type": kind,
    })
    .to_string()
    .into_bytes()
}

fn told(kind: &str, object: Value) -> About {
    let server = StandIn::start();
    let body = event(kind, object);
    let header = signature::sign(WEBHOOK_SECRET, &body, now());
    let event = stripe(&server).verify_webhook(Some(&header), &body, now()).unwrap();
    assert_eq!(
        (event.id.as_str(), event.kind.as_str()),
        ("evt_1NG8Du2eZvKYlo2CUI79vXWy", kind)
    );
    assert_eq!(event.at, now() - TimeDelta::seconds(10));
    event.about
}

fn intent(status: &str) -> Value {
    json!({
        "id": "pi_1", "object": "payment_intent", "amount": 11_900, "amount_received": 11_900, "currency": "eur", "status": status,
        "customer": "cus_1", "metadata": { "attempt": "charge-1", "order": "10482" }, "latest_charge": "ch_1",
        "next_action": null, "last_payment_error": null, "automatic_payment_methods": null,
    })
}

#[test]
fn a_charge_that_succeeded_names_its_attempt() {
    let About::Charge(charged) = told("payment_intent.succeeded", intent("succeeded")) else {
        panic!("no charge");
    };
    assert_eq!(charged.charge.as_str(), "pi_1");
    assert_eq!(charged.state, ChargeState::Succeeded);
    assert_eq!(
        (charged.amount, charged.currency),
        (Money::from_cents(11_900), Currency::Eur)
    );
    assert_eq!(charged.attempt.unwrap().as_str(), "charge-1");
}

#[test]
fn a_charge_that_failed_says_why() {
    let mut failed = intent("requires_payment_method");
    failed["last_payment_error"] = json!({
        "code": "card_declined", "decline_code": "insufficient_funds", "message": "Your card has insufficient funds.",
        "payment_method": { "id": "pm_1", "object": "payment_method" }, "type": "card_error",
    });
    let About::Charge(charged) = told("payment_intent.payment_failed", failed) else {
        panic!("no charge");
    };
    let reason = Decline::InsufficientFunds;
    assert_eq!(
        charged.state,
        ChargeState::Declined {
            code: "insufficient_funds".to_owned(),
            reason
        }
    );
}

#[test]
fn a_page_that_was_completed_is_a_charge_or_a_saved_card() {
    let mut session = json!({
        "id": "cs_test_1", "object": "checkout.session", "mode": "payment", "status": "complete", "payment_status": "paid",
        "amount_total": 11_900, "currency": "eur", "client_reference_id": "checkout-1", "payment_intent": "pi_1",
        "setup_intent": null, "url": null,
    });
    let About::Charge(charged) = told("checkout.session.completed", session.clone()) else {
        panic!("no charge");
    };
    assert_eq!(
        (charged.charge.as_str(), charged.state),
        ("cs_test_1", ChargeState::Succeeded)
    );
    assert_eq!(charged.attempt.unwrap().as_str(), "checkout-1");
    session["status"] = "expired".into();
    session["payment_status"] = "unpaid".into();
    let About::Charge(charged) = told("checkout.session.expired", session) else {
        panic!("no charge");
    };
    assert_eq!(charged.state, ChargeState::Cancelled);
    let saved = json!({ "id": "cs_test_2", "mode": "setup", "status": "complete", "setup_intent": "seti_1" });
    assert!(matches!(told("checkout.session.completed", saved), About::Saving(page) if page.as_str() == "cs_test_2"));
}

#[test]
fn refunds_and_disputes_name_their_charge() {
    let refund = json!({
        "id": "re_1", "object": "refund", "amount": 500, "currency": "eur", "status": "succeeded", "payment_intent": "pi_1",
        "metadata": { "attempt": "refund-1" }, "reason": null,
    });
    for kind in ["refund.updated", "charge.refund.updated"] {
        let About::Refund(refunded) = told(kind, refund.clone()) else {
            panic!("no refund");
        };
        assert_eq!(refunded.state, RefundState::Succeeded);
        assert_eq!(refunded.charge.unwrap().as_str(), "pi_1");
    }
    let dispute = json!({ "id": "dp_1", "object": "dispute", "amount": 500, "payment_intent": "pi_1", "status": "needs_response" });
    assert!(matches!(told("charge.dispute.created", dispute), About::Dispute(charge) if charge.as_str() == "pi_1"));
}

#[test]
fn what_is_not_about_us_is_taken_and_means_nothing() {
    let mut yen = intent("succeeded");
    yen["currency"] = "jpy".into();
    assert_eq!(told("payment_intent.succeeded", yen), About::Other);
    assert_eq!(told("customer.created", json!({ "id": "cus_1" })), About::Other);
    assert_eq!(told("invented.tomorrow", json!([])), About::Other);
}

#[test]
fn a_forged_an_old_and_an_unreadable_one_are_told_apart() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let body = event("payment_intent.succeeded", intent("succeeded"));
    let right = signature::sign(WEBHOOK_SECRET, &body, now());
    let forged = signature::sign("whsec_guessed", &body, now());
    let verify = |header: Option<&str>, body: &[u8], at| stripe.verify_webhook(header, body, at).unwrap_err();
    assert_eq!(verify(None, &body, now()), WebhookError::Unsigned);
    assert_eq!(verify(Some(&forged), &body, now()), WebhookError::Forged);
    assert_eq!(verify(Some(&right), b"{}", now()), WebhookError::Forged);
    assert_eq!(
        verify(Some(&right), &body, now() + TimeDelta::seconds(301)),
        WebhookError::Stale
    );
    for body in [
        b"".as_slice(),
        b"{}",
        b"\xFF",
        b"[]",
        b"{\"id\":\"evt_1\",\"type\":\"x\",\"created\":1}",
    ] {
        let header = signature::sign(WEBHOOK_SECRET, body, now());
        assert!(
            matches!(verify(Some(&header), body, now()), WebhookError::Unreadable(_)),
            "{body:?}"
        );
    }
    let no_intent = event("payment_intent.succeeded", json!({ "id": "pi_1" }));
    let header = signature::sign(WEBHOOK_SECRET, &no_intent, now());
    assert!(matches!(
        verify(Some(&header), &no_intent, now()),
        WebhookError::Unreadable(_)
    ));
}
