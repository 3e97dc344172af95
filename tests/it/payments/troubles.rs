//! What goes wrong between the portal and Stripe: nothing is charged twice, nothing is believed that was not said, and nothing waits for
//! ever.

use std::time::{Duration, Instant};

use simportal::payments::{CardRef, ChargeState, PaymentError, PaymentProvider, Stripe};

use super::stand_in::{StandIn, Trouble, refusal};
use super::stripe::stripe;
use super::{HANSA, customer, key, payment};

#[test]
fn an_answer_that_is_lost_is_told_again_and_charges_once() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let (owner, attempt) = (customer(&stripe), key("charge-1"));
    server.state().objects.add_card("pm_ok_1", owner.as_str());
    let card = CardRef::parse("pm_ok_1").unwrap();
    server.trouble(Trouble::DoneButLost);
    let lost = stripe.charge(&payment(&owner, &attempt, 100), &card).unwrap_err();
    assert!(lost.is_unknown(), "{lost:?}");
    let charged = stripe.charge(&payment(&owner, &attempt, 100), &card).unwrap();
    assert_eq!(charged.state, ChargeState::Succeeded);
    assert_eq!(server.count("POST /v1/payment_intents"), 1);
}

#[test]
fn each_step_of_a_confirmation_may_be_lost() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    let (owner, attempt) = (customer(&stripe), key("charge-1"));
    server.state().objects.add_card("pm_authenticate_1", owner.as_str());
    let card = CardRef::parse("pm_authenticate_1").unwrap();
    // The first try loses the answer of the charge, the second that of the cancellation, the third that of the page; what came before is
    // told again.
    for step in 0..3 {
        for _ in 0..step {
            server.trouble(Trouble::None);
        }
        server.trouble(Trouble::DoneButLost);
        let lost = stripe.charge(&payment(&owner, &attempt, 100), &card).unwrap_err();
        assert!(lost.is_unknown(), "{lost:?}");
        assert!(server.state().troubles.is_empty());
    }
    let charged = stripe.charge(&payment(&owner, &attempt, 100), &card).unwrap();
    assert!(matches!(charged.state, ChargeState::NeedsConfirmation { .. }));
    for what in ["POST /v1/payment_intents", "POST /v1/checkout/sessions"] {
        assert_eq!(server.count(what), 1, "{what}");
    }
}

#[test]
fn an_answer_that_nobody_understands_is_none() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    for (status, body) in [
        (200, "<html>Welcome to the hotel's network</html>"),
        (200, ""),
        (200, "{}"),
        (200, "[1,2"),
        (404, "<html>not here</html>"),
        (403, ""),
        (500, "{\"error\":{\"message\":\"oops\"}}"),
        (502, "Bad gateway"),
        (503, ""),
    ] {
        server.trouble(Trouble::Answer(status, body.to_owned()));
        let error = stripe.customer(&HANSA, None).unwrap_err();
        assert!(
            matches!(error, PaymentError::Unreachable(_)),
            "{status} {body}: {error:?}"
        );
    }
    assert_eq!(server.count("POST /v1/customers"), 0);
    customer(&stripe);
}

#[test]
fn a_busy_interface_is_asked_again_later_and_a_wrong_key_is_not() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    for (status, code) in [
        (429, "rate_limit"),
        (429, "lock_timeout"),
        (409, "idempotency_key_in_use"),
    ] {
        let body = refusal("invalid_request_error", code, "Come back later");
        server.trouble(Trouble::Answer(status, body.to_string()));
        let error = stripe.customer(&HANSA, None).unwrap_err();
        assert!(error.is_unknown(), "{code}: {error:?}");
        assert!(error.to_string().contains("Come back later"), "{error}");
    }
    let mut settings = server.settings.clone();
    settings.secret_key = "sk_test_of_somebody_else".to_owned();
    let stranger = Stripe::with_time_limit(&settings, Duration::from_secs(5)).unwrap();
    let error = stranger.customer(&HANSA, None).unwrap_err();
    assert!(!error.is_unknown(), "{error:?}");
    assert!(
        !error.to_string().contains("somebody_else"),
        "keys do not get into logs: {error}"
    );
}

#[test]
fn neither_silence_nor_a_trickle_holds_a_thread() {
    let server = StandIn::start();
    let hasty = Stripe::with_time_limit(&server.settings, Duration::from_millis(400)).unwrap();
    for trouble in [Trouble::Silence(Duration::from_secs(5)), Trouble::Trickle] {
        server.trouble(trouble);
        let begun = Instant::now();
        assert_eq!(hasty.customer(&HANSA, None).unwrap_err(), PaymentError::TimedOut);
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    }
}

#[test]
fn a_key_does_not_follow_to_another_address() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    server.trouble(Trouble::Redirect);
    let error = stripe.customer(&HANSA, None).unwrap_err();
    assert!(
        matches!(&error, PaymentError::Unreachable(why) if why.contains("302")),
        "{error:?}"
    );
}

#[test]
fn an_endless_answer_is_not_read_to_its_end() {
    let server = StandIn::start();
    let stripe = stripe(&server);
    server.trouble(Trouble::Answer(
        200,
        format!("{{\"id\":\"{}\"}}", "x".repeat(3_000_000)),
    ));
    let error = stripe.customer(&HANSA, None).unwrap_err();
    assert!(matches!(error, PaymentError::Unreachable(_)), "{error:?}");
}

#[test]
fn a_server_that_is_not_there_is_told_at_once() {
    let server = StandIn::start();
    let mut settings = server.settings.clone();
    // Nothing listens on port 1.
    settings.api_url = "http://127.0.0.1:1".to_owned();
    let stripe = Stripe::with_time_limit(&settings, Duration::from_secs(5)).unwrap();
    assert!(stripe.customer(&HANSA, None).unwrap_err().is_unknown());
}
