//! What the provider tells by itself: repeated, late, out of order, forged.

use chrono::TimeDelta;
use serde_json::Value;
use simportal::payments::signature;
use simportal::types::card_payment::TestCard;
use simportal::types::order::{OrderStatus, PaymentState, PaymentStatus};

use super::{attempts, choose_unseen, deliver, now, order, page_name, pay, work};
use crate::support::{TestApp, Who};

on_both!(
    a_webhook_pays_an_order_whose_payer_never_came_back,
    a_repeated_webhook_is_taken_once,
    an_event_that_was_dealt_with_is_forgotten_after_ninety_days_and_harms_nothing_then,
    a_webhook_that_is_not_signed_as_it_should_be_is_refused,
    another_amount_than_was_asked_for_is_not_booked,
    a_webhook_is_only_a_hint,
    a_webhook_about_nothing_of_ours_is_taken_and_forgotten,
    a_body_that_is_too_large_is_refused,
);

/// The secret that the simulated provider signs with.
fn secret(app: &TestApp) -> String {
    let file = app.state.config.data_dir.join("simulated-payments/webhook-secret.json");
    serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap()
}

fn events(app: &TestApp) -> i64 {
    use diesel::prelude::*;
    use simportal::storage::schema::payment_events as e;
    app.db(|db| Ok(e::table.count().get_result(db)?))
}

async fn a_webhook_pays_an_order_whose_payer_never_came_back(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    let told = choose_unseen(&app, &page, TestCard::Success);
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Open);
    assert_eq!(deliver(&app, &told.signature, &told.body).await.status, 200);
    work(&app).await;
    assert_eq!(now(&app, &order).status, OrderStatus::InPreparation);
}

async fn a_repeated_webhook_is_taken_once(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    let told = choose_unseen(&app, &page, TestCard::Success);
    for round in 0..3 {
        let answer = deliver(&app, &told.signature, &told.body).await;
        assert_eq!(answer.status, 200);
        assert_eq!(
            answer.text().contains(r#""known":true"#),
            round > 0,
            "{}",
            answer.text()
        );
        work(&app).await;
    }
    assert_eq!(events(&app), 1);
    // Sent again two days later, signed anew as the provider does.
    app.pass(TimeDelta::days(2));
    let again = signature::sign(&secret(&app), &told.body, app.state.clock.now());
    assert_eq!(deliver(&app, &again, &told.body).await.status, 200);
    work(&app).await;
    let order = now(&app, &order);
    assert_eq!((order.paid, attempts(&app, &order).len()), (order.gross, 1));
}

async fn an_event_that_was_dealt_with_is_forgotten_after_ninety_days_and_harms_nothing_then(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    let told = choose_unseen(&app, &page, TestCard::Success);
    deliver(&app, &told.signature, &told.body).await;
    work(&app).await;
    let paid = now(&app, &order);
    for (days, left) in [(89, 1), (2, 0)] {
        app.pass(TimeDelta::days(days));
        work(&app).await;
        assert_eq!(events(&app), left, "{days} days later");
    }
    let again = signature::sign(&secret(&app), &told.body, app.state.clock.now());
    assert_eq!(deliver(&app, &again, &told.body).await.status, 200);
    work(&app).await;
    let after = now(&app, &order);
    assert_eq!((after.paid, attempts(&app, &order).len()), (paid.gross, 1));
}

async fn a_webhook_that_is_not_signed_as_it_should_be_is_refused(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    let told = choose_unseen(&app, &page, TestCard::Success);
    let forged = signature::sign("whsec_somebody_else", &told.body, app.state.clock.now());
    let mut changed = told.body.clone();
    changed.extend_from_slice(b" ");
    for (signature, body) in [
        ("", &told.body),
        ("t=1", &told.body),
        (forged.as_str(), &told.body),
        (told.signature.as_str(), &changed),
    ] {
        assert_eq!(deliver(&app, signature, body).await.status, 400, "{signature}");
    }
    // The right one, played again six minutes later.
    app.pass(TimeDelta::minutes(6));
    assert_eq!(deliver(&app, &told.signature, &told.body).await.status, 400);
    assert_eq!(events(&app), 0);
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Open);
}

async fn another_amount_than_was_asked_for_is_not_booked(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    let told = choose_unseen(&app, &page, TestCard::Success);
    // The provider's own books say another amount: nothing that a customer could do, but a person has to look.
    let file = app
        .state
        .config
        .data_dir
        .join(format!("simulated-payments/{page}.json"));
    let mut kept: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    kept["cents"] = 1.into();
    std::fs::write(&file, kept.to_string()).unwrap();
    assert_eq!(deliver(&app, &told.signature, &told.body).await.status, 200);
    work(&app).await;
    let order = now(&app, &order);
    assert_eq!((order.status, order.paid.cents()), (OrderStatus::AwaitingPayment, 0));
    let attempt = &attempts(&app, &order)[0];
    assert_eq!(
        (attempt.status, attempt.failure_code.as_str()),
        (PaymentState::Failed, "other-amount")
    );
    app.letters();
}

async fn a_webhook_is_only_a_hint(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    // Signed, and says that the page was paid on; the provider, asked, says that it was not.
    let key = attempts(&app, &order)[0].attempt_key.clone();
    let body = serde_json::json!({
        "id": "evt_early", "type": "checkout.session.completed", "created": app.state.clock.now().and_utc().timestamp(),
        "data": { "object": {
            "id": page, "mode": "payment", "status": "complete", "payment_status": "paid",
            "amount_total": order.gross.cents(), "currency": "eur", "client_reference_id": key,
        } },
    });
    let body = body.to_string().into_bytes();
    // The secret is made with the first webhook.
    super::choose_unseen(&app, &crate::support::make::simulated_page(&app), TestCard::Success);
    let signed = signature::sign(&secret(&app), &body, app.state.clock.now());
    assert_eq!(deliver(&app, &signed, &body).await.status, 200);
    work(&app).await;
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Open);
}

async fn a_webhook_about_nothing_of_ours_is_taken_and_forgotten(app: TestApp) {
    // A charge that was made by hand, or by another installation with the same account.
    let told = choose_unseen(&app, &crate::support::make::simulated_page(&app), TestCard::Success);
    assert_eq!(deliver(&app, &told.signature, &told.body).await.status, 200);
    let body = serde_json::json!({ "id": "evt_other", "type": "payout.paid", "created": 1, "data": { "object": {} } });
    let body = body.to_string().into_bytes();
    let signed = signature::sign(&secret(&app), &body, app.state.clock.now());
    assert_eq!(deliver(&app, &signed, &body).await.status, 200);
    // Signed by the provider, but not to be understood.
    let signed = signature::sign(&secret(&app), b"{", app.state.clock.now());
    assert_eq!(deliver(&app, &signed, b"{").await.status, 400);
    work(&app).await;
    assert_eq!(events(&app), 2);
}

async fn a_body_that_is_too_large_is_refused(app: TestApp) {
    let answer = deliver(&app, "t=1,v1=00", &vec![b'x'; 300 * 1024]).await;
    assert_eq!(answer.status, 413);
}
