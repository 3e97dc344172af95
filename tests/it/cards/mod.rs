//! Paying by card: over HTTP, with the simulated provider, which keeps to what Stripe keeps to.

mod healing;
mod paying;
mod random;
mod refunds;
mod saved;
mod stripe;
mod webhooks;

use simportal::domain::charges::{self, AttemptRow};
use simportal::domain::orders::{self, For, OrderRow};
use simportal::mail::Letter;
use simportal::payments::{Answered, ChargeState, Choice, PaymentProvider, Signed, Simulated};
use simportal::types::card_payment::TestCard;
use simportal::types::money::Money;
use simportal::types::order::{OrderNumber, PaymentMethod};
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::make::order_by_card as order;
use crate::support::{Answer, Client, TestApp, make};

/// A top-up of a SIM, paid by card.
fn top_up(app: &TestApp) -> OrderRow {
    make::addresses(app, Org::Master, "DE");
    let ids = vec![make::sim(app, Org::Master).id];
    let purpose = For::Sims {
        ids,
        is_automatic: false,
    };
    let mut placement = make::placement(app, "TOPUP-500", 1, purpose);
    placement.method = PaymentMethod::Card;
    make::placed(app, Org::Master, &placement)
}

/// The order as it is now.
fn now(app: &TestApp, order: &OrderRow) -> OrderRow {
    let (scope, number) = (
        make::scope(app, Org::Master),
        OrderNumber::parse(&order.number).unwrap(),
    );
    app.db(|db| orders::find(db, &scope, &number))
}

fn attempts(app: &TestApp, order: &OrderRow) -> Vec<AttemptRow> {
    app.db(|db| charges::of_order(db, order.id))
}

fn simulated(app: &TestApp) -> &Simulated {
    app.state.payments.simulated().unwrap()
}

/// What the provider has of an attempt.
fn at_provider(app: &TestApp, attempt: &AttemptRow) -> Option<ChargeState> {
    let reference = attempt.provider_reference.as_deref()?;
    let charge = simportal::payments::ChargeRef::parse(reference).unwrap();
    Some(simulated(app).charge_state(&charge).unwrap().state)
}

/// What the provider has taken for an order, less what it gave back, in cents: of its own books.
fn money_at_provider(app: &TestApp, order: &OrderRow) -> i64 {
    let of = |row: &AttemptRow| {
        let name = row.provider_reference.as_deref()?;
        let folder = app.state.config.data_dir.join("simulated-payments");
        let kept = std::fs::read(folder.join(format!("{name}.json"))).ok()?;
        let kept: serde_json::Value = serde_json::from_slice(&kept).unwrap();
        let cents = |field: &str| kept[field].as_i64().unwrap();
        (kept["standing"] == "succeeded").then(|| cents("cents") - cents("refunded_cents"))
    };
    attempts(app, order).iter().filter_map(of).sum()
}

fn pay_path(order: &OrderRow) -> String {
    urls::order(urls::ORDER_PAYMENT, &order.number)
}

fn return_path(order: &OrderRow) -> String {
    urls::order(urls::ORDER_PAYMENT_RETURN, &order.number)
}

/// Sends the form that pays an order, as its page shows it.
async fn pay(client: &Client<'_>, order: &OrderRow, payment: &str) -> Answer {
    let page = client.get(&pay_path(order)).await;
    assert_eq!(page.status, 200, "{}", page.location());
    let seen = page.field("seen").unwrap();
    client
        .post(&pay_path(order), &[("payment", payment), ("seen", &seen)])
        .await
}

/// Name of the page of the simulated provider that an answer leads to.
fn page_name(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.words());
    let name = answer.location().strip_prefix("/development/payments/");
    name.unwrap_or_else(|| panic!("it leads to {}", answer.location()))
        .to_owned()
}

/// Chooses a card on a page of the provider, as its visitor does in the browser.
async fn choose(client: &Client<'_>, page: &str, choice: &str) -> Answer {
    client.post(&urls::simulated_payment(page), &[("choice", choice)]).await
}

/// The visitor chooses, and neither comes back nor does the webhook come yet.
fn choose_unseen(app: &TestApp, page: &str, card: TestCard) -> Signed {
    match simulated(app).choose(page, Choice::Card(card)).unwrap() {
        Some(Answered::Done { webhook, .. }) => webhook,
        other => panic!("{other:?}"),
    }
}

/// Hands a webhook in.
async fn deliver(app: &TestApp, signature: &str, body: &[u8]) -> Answer {
    let client = app.anonymous();
    let request = client
        .request(actix_web::http::Method::POST, "/webhooks/payments")
        .insert_header((simportal::payments::signature::HEADER, signature))
        .insert_header(("content-type", "application/json"))
        .set_payload(body.to_vec());
    client.send("POST /webhooks/payments", request).await
}

/// Takes the letters that have left, and answers those about cards: orders have letters of their own.
fn card_letters(app: &TestApp) -> Vec<Letter> {
    let words = ["has failed", "fehlgeschlagen", "expires soon", "läuft bald ab"];
    let is_about_cards = |letter: &Letter| words.iter().any(|word| letter.subject.contains(word));
    app.letters().into_iter().filter(is_about_cards).collect()
}

/// Does all work that is due, that which recurring work has found too.
async fn work(app: &TestApp) {
    app.run_jobs().await;
    app.run_jobs().await;
}

fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}
