//! The same way with the adapter of Stripe, against the strict stand-in.

use diesel::prelude::*;
use serde_json::json;
use simportal::config::PaymentsBy;
use simportal::domain::charges;
use simportal::payments::signature;
use simportal::storage::schema::organisations;
use simportal::types::order::{OrderStatus, PaymentStatus};
use simportal::web::urls;

use super::{attempts, cents, deliver, now, order, pay, pay_path, return_path, work};
use crate::payments::stand_in::{StandIn, Trouble, WEBHOOK_SECRET};
use crate::support::cast::Org;
use crate::support::{Client, TestApp, Who, make};

on_both!(
    an_order_is_paid_on_stripes_page_saved_and_refunded,
    an_answer_that_is_lost_does_not_charge_twice,
    a_provider_that_cannot_be_reached_is_said_and_nothing_is_lost,
);

async fn with_stripe(app: &mut TestApp) -> StandIn {
    let server = StandIn::start();
    let settings = server.settings.clone();
    app.restart(|setup| setup.config.payments.by = PaymentsBy::Stripe(settings))
        .await;
    // Stripe wants an address of each customer.
    let organisation = app.database.cast.organisation(Org::Master);
    app.db(|db| {
        Ok(diesel::update(organisations::table.find(organisation))
            .set(organisations::main_email.eq("office@hansa.example"))
            .execute(db)?)
    });
    server
}

/// Pays on a page: answers its name.
async fn to_page(client: &Client<'_>, order: &simportal::domain::orders::OrderRow, fields: &[(&str, &str)]) -> String {
    let shown = client.get(&pay_path(order)).await;
    let policy = shown.header("content-security-policy");
    assert!(
        policy.contains("form-action 'self' https://checkout.stripe.com;"),
        "{policy}"
    );
    let answer = client.post(&pay_path(order), fields).await;
    let address = answer.location();
    assert!(
        address.starts_with("https://checkout.stripe.com/"),
        "{} {address}",
        answer.status
    );
    address
        .rsplit('/')
        .next()
        .unwrap()
        .split('#')
        .next()
        .unwrap()
        .to_owned()
}

async fn an_order_is_paid_on_stripes_page_saved_and_refunded(mut app: TestApp) {
    let server = with_stripe(&mut app).await;
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    to_page(
        &alice,
        &order,
        &[("payment", "card"), ("seen", "0"), ("keep_card", "1")],
    )
    .await;
    let page = attempts(&app, &order)[0].provider_reference.clone().unwrap();
    server.state().objects.complete(&page);
    // The webhook is faster than the visitor; it names the page, and Stripe is asked.
    let body = json!({
        "id": "evt_1", "object": "event", "type": "checkout.session.completed", "created": 1_700_000_000, "livemode": false,
        "data": { "object": server.state().objects.get(&page).clone() },
    });
    let body = body.to_string().into_bytes();
    let signed = signature::sign(WEBHOOK_SECRET, &body, app.state.clock.now());
    assert_eq!(deliver(&app, &signed, &body).await.status, 200);
    work(&app).await;
    let paid = now(&app, &order);
    assert_eq!((paid.status, paid.paid), (OrderStatus::InPreparation, order.gross));
    let back = alice.get(&return_path(&order)).await;
    assert_eq!(back.location(), urls::order(urls::ORDER, &order.number));
    let (scope, at) = (make::scope(&app, Org::Master), app.state.clock.now());
    app.write(|db| charges::refund_later(db, &scope, &order, (cents(100), &make::attempt()), at));
    work(&app).await;
    assert_eq!(now(&app, &order).refunded, cents(0), "Stripe has yet to hand it over");
    let refund = attempts(&app, &order)[1].provider_reference.clone().unwrap();
    server.state().objects.get_mut(&refund)["status"] = "succeeded".into();
    app.pass(chrono::TimeDelta::minutes(6));
    work(&app).await;
    assert_eq!(now(&app, &order).refunded, cents(100));
    assert_eq!(server.count("POST /v1/refunds"), 1);
}

async fn an_answer_that_is_lost_does_not_charge_twice(mut app: TestApp) {
    let server = with_stripe(&mut app).await;
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    // A card that was saved with Stripe.
    let customer = {
        to_page(&alice, &order, &[("payment", "card"), ("seen", "0")]).await;
        attempts(&app, &order)[0].customer_reference.clone()
    };
    server.state().objects.add_card("pm_ok_1", &customer);
    let scope = make::scope(&app, Org::Master);
    let saved = simportal::payments::SavedCard {
        card: simportal::payments::CardRef::parse("pm_ok_1").unwrap(),
        brand: "visa".to_owned(),
        last4: "4242".to_owned(),
        exp_month: 8,
        exp_year: 2028,
    };
    let at = app.state.clock.now();
    let card = app.write(|db| charges::keep_cards(db, &scope, ("stripe", &customer), &[saved], at))[0];
    // The page is expired first (two requests), then the card charged, whose answer is lost.
    server.trouble(Trouble::None);
    server.trouble(Trouble::None);
    server.trouble(Trouble::DoneButLost);
    let answer = pay(&alice, &order, &format!("card-{card}")).await;
    let shown = alice.get(answer.location()).await.words();
    assert!(
        shown.contains("Visa ending in 4242") && shown.contains("being confirmed"),
        "{shown}"
    );
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Open);
    alice.get(&return_path(&order)).await;
    work(&app).await;
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Paid);
    assert_eq!(server.count("POST /v1/payment_intents"), 1);
}

async fn a_provider_that_cannot_be_reached_is_said_and_nothing_is_lost(mut app: TestApp) {
    let server = with_stripe(&mut app).await;
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    for answer in [
        Trouble::Answer(503, "{}".to_owned()),
        Trouble::Answer(500, "<html>".to_owned()),
    ] {
        server.trouble(answer);
        let seen = alice.get(&pay_path(&order)).await.field("seen").unwrap();
        let answer = alice
            .post(&pay_path(&order), &[("payment", "card"), ("seen", &seen)])
            .await;
        assert_eq!(answer.location(), pay_path(&order));
        let shown = alice.get(&pay_path(&order)).await.words();
        assert!(shown.contains("The payment provider cannot be reached"), "{shown}");
    }
    // The customer, the page: the answer about the page is lost, and the same page is found again.
    server.trouble(Trouble::None);
    server.trouble(Trouble::DoneButLost);
    alice
        .post(&pay_path(&order), &[("payment", "card"), ("seen", "0")])
        .await;
    let shown = alice.get(&pay_path(&order)).await.field("seen").unwrap();
    to_page(&alice, &order, &[("payment", "card"), ("seen", &shown)]).await;
    assert_eq!(server.count("POST /v1/checkout/sessions"), 1);
    assert_eq!(attempts(&app, &order).len(), 1);
}
