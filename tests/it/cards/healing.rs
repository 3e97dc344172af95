//! Whatever is killed, lost or late between two steps: money moves once, and the order says what is true.

use chrono::TimeDelta;
use simportal::cashier;
use simportal::domain::charges::{self, Begun, Means, Wish};
use simportal::domain::orders::{self, OrderRow, Received};
use simportal::payments::{ChargeState, PaymentProvider};
use simportal::types::card_payment::{PaymentProviderKind, TestCard};
use simportal::types::lang::Lang;
use simportal::types::order::{OrderStatus, PaymentState, PaymentStatus};

use super::{
    at_provider, attempts, card_letters, choose_unseen, money_at_provider, now, order, page_name, pay, return_path,
    simulated, top_up, work,
};
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    an_attempt_that_was_never_asked_for_is_carried_on,
    a_charge_whose_answer_was_lost_is_not_made_twice,
    a_card_that_gives_no_answer_is_asked_again_and_pays,
    a_page_that_nobody_finishes_is_given_up_after_a_day,
    an_attempt_of_long_ago_is_looked_for_and_not_repeated,
    money_that_comes_after_the_order_was_cancelled_goes_back,
    money_that_comes_after_the_order_was_paid_otherwise_goes_back,
    an_order_that_is_cancelled_takes_its_page_with_it,
    a_card_that_fails_while_nobody_is_there_is_mailed,
    a_deleted_card_is_not_charged,
);

/// Writes an attempt down, as a request does that is killed right after.
fn begin(app: &TestApp, order: &OrderRow, means: Means) -> i64 {
    let (scope, now) = (make::scope(app, Org::Master), app.state.clock.now());
    let how = (PaymentProviderKind::Simulated, means, Lang::En);
    match app.write(|db| charges::begin(db, &scope, order.id, how, now)) {
        Begun::New(attempt) => attempt.id,
        other => panic!("{other:?}"),
    }
}

/// Asks the question that is due of the last attempt, has it carried out, and forgets the answer, as a process does that is killed then.
fn ask_and_die(app: &TestApp, order: &OrderRow) {
    let (scope, now) = (make::scope(app, Org::Master), app.state.clock.now());
    let id = attempts(app, order).last().unwrap().id;
    let wish = (PaymentProviderKind::Simulated, Wish::Pursue);
    let question = app.write(|db| charges::question(db, &scope, id, wish, now));
    let Some(charges::Question::Charge(terms, card)) = question else {
        panic!("{question:?}");
    };
    let payment = simportal::payments::Payment {
        customer: &terms.customer,
        attempt: &terms.attempt,
        amount: terms.amount,
        currency: terms.currency,
        order: &terms.order,
        description: "Order",
        lang: terms.lang,
        back: simportal::payments::ReturnTo {
            done: "http://portal.example/done",
            cancelled: "http://portal.example/cancelled",
        },
    };
    let charged = simulated(app).charge(&payment, &card).unwrap();
    assert_eq!(charged.state, ChargeState::Succeeded);
}

fn states(app: &TestApp, order: &OrderRow) -> Vec<(PaymentState, String)> {
    let rows = attempts(app, order).into_iter();
    rows.map(|row| (row.status, row.failure_code)).collect()
}

async fn an_attempt_that_was_never_asked_for_is_carried_on(app: TestApp) {
    let order = top_up(&app);
    let card = make::card(&app);
    begin(&app, &order, Means::Card(card));
    // Too young to be forgotten: a request may be at it.
    work(&app).await;
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Open);
    app.pass(TimeDelta::minutes(6));
    work(&app).await;
    work(&app).await;
    let order = now(&app, &order);
    assert_eq!((order.status, order.paid), (OrderStatus::Completed, order.gross));
    assert_eq!(attempts(&app, &order).len(), 1);
}

async fn a_charge_whose_answer_was_lost_is_not_made_twice(app: TestApp) {
    let order = order(&app, 3);
    let card = make::card(&app);
    begin(&app, &order, Means::Card(card));
    ask_and_die(&app, &order);
    assert_eq!(attempts(&app, &order)[0].status, PaymentState::Unknown);
    app.pass(TimeDelta::minutes(6));
    work(&app).await;
    let paid = now(&app, &order);
    assert_eq!((paid.payment_status, paid.paid), (PaymentStatus::Paid, order.gross));
    assert_eq!(attempts(&app, &order).len(), 1);
}

async fn a_card_that_gives_no_answer_is_asked_again_and_pays(app: TestApp) {
    let order = order(&app, 3);
    let card = make::card_of(&app, Org::Master, TestCard::TimesOut);
    let alice = app.as_(Who::Alice).await;
    let answer = pay(&alice, &order, &format!("card-{card}")).await;
    let shown = alice.get(answer.location()).await.words();
    assert!(shown.contains("The payment is being confirmed"), "{shown}");
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Open);
    // The payer looks again, and the provider knows by now.
    let back = alice.get(&return_path(&order)).await;
    assert!(alice.get(back.location()).await.words().contains("is paid"));
    // The same by a job, which tries again by itself.
    let other = super::order(&app, 3);
    let (scope, at) = (make::scope(&app, Org::Master), app.state.clock.now());
    let card = make::card_of(&app, Org::Master, TestCard::TimesOut);
    app.write(|db| charges::charge_later(db, &scope, &other, card, at));
    work(&app).await;
    assert_eq!(now(&app, &other).payment_status, PaymentStatus::Open);
    app.pass(TimeDelta::seconds(10));
    work(&app).await;
    assert_eq!(now(&app, &other).payment_status, PaymentStatus::Paid);
}

async fn a_page_that_nobody_finishes_is_given_up_after_a_day(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    page_name(&pay(&alice, &order, "card").await);
    app.pass(TimeDelta::hours(24));
    work(&app).await;
    assert_eq!(states(&app, &order), [(PaymentState::Failed, "given-up".to_owned())]);
    assert_eq!(
        at_provider(&app, &attempts(&app, &order)[0]),
        Some(ChargeState::Cancelled)
    );
    let left = now(&app, &order);
    assert_eq!(
        (left.status, left.payment_status),
        (OrderStatus::AwaitingPayment, PaymentStatus::Open)
    );
    assert!(card_letters(&app).is_empty(), "nothing has failed");
    // It can be paid still.
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    super::choose(&alice, &page, "success").await;
    work(&app).await;
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Paid);
}

async fn an_attempt_of_long_ago_is_looked_for_and_not_repeated(app: TestApp) {
    // Charged, and the answer lost; the portal comes back after two days, when the provider has forgotten the key.
    let charged = order(&app, 3);
    let card = make::card(&app);
    begin(&app, &charged, Means::Card(card));
    ask_and_die(&app, &charged);
    // Never arrived at the provider.
    let lost = order(&app, 3);
    begin(&app, &lost, Means::Card(card));
    let (scope, at) = (make::scope(&app, Org::Master), app.state.clock.now());
    let wish = (PaymentProviderKind::Simulated, Wish::Pursue);
    let id = attempts(&app, &lost)[0].id;
    app.write(|db| charges::question(db, &scope, id, wish, at));
    app.pass(TimeDelta::days(2));
    work(&app).await;
    assert_eq!(now(&app, &charged).payment_status, PaymentStatus::Paid);
    assert_eq!(states(&app, &lost), [(PaymentState::Failed, "given-up".to_owned())]);
    assert_eq!(at_provider(&app, &attempts(&app, &lost)[0]), None);
    assert_eq!(now(&app, &lost).payment_status, PaymentStatus::Open);
}

async fn money_that_comes_after_the_order_was_cancelled_goes_back(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    // Paid, but nobody has told us yet; then cancelled.
    choose_unseen(&app, &page, TestCard::Success);
    let (scope, at) = (make::scope(&app, Org::Master), app.state.clock.now());
    app.write(|db| orders::cancel(db, &scope, order.id, (false, ""), at));
    work(&app).await;
    let left = now(&app, &order);
    assert_eq!((left.status, left.paid.cents()), (OrderStatus::Cancelled, 0));
    assert_eq!(
        states(&app, &order),
        [
            (PaymentState::Succeeded, "late".to_owned()),
            (PaymentState::Succeeded, String::new())
        ]
    );
    assert_eq!(money_at_provider(&app, &order), 0);
}

async fn money_that_comes_after_the_order_was_paid_otherwise_goes_back(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    choose_unseen(&app, &page, TestCard::Success);
    let (scope, at) = (make::scope(&app, Org::Master), app.state.clock.now());
    let received = Received {
        amount: order.gross,
        provider: "bank",
        reference: None,
        attempt: &make::attempt(),
    };
    app.write(|db| orders::mark_paid(db, &scope, order.id, &received, at));
    alice.get(&return_path(&order)).await;
    work(&app).await;
    let paid = now(&app, &order);
    assert_eq!((paid.paid, paid.refunded.cents()), (order.gross, 0));
    assert_eq!(money_at_provider(&app, &order), 0);
}

async fn an_order_that_is_cancelled_takes_its_page_with_it(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    let (scope, at) = (make::scope(&app, Org::Master), app.state.clock.now());
    app.write(|db| orders::cancel(db, &scope, order.id, (false, ""), at));
    work(&app).await;
    assert_eq!(states(&app, &order), [(PaymentState::Failed, "given-up".to_owned())]);
    let shown = alice.get(&simportal::web::urls::simulated_payment(&page)).await.words();
    assert!(shown.contains("nothing left to do"), "{shown}");
}

async fn a_card_that_fails_while_nobody_is_there_is_mailed(app: TestApp) {
    let (scope, at) = (make::scope(&app, Org::Master), app.state.clock.now());
    for (kind, part) in [
        (TestCard::Declined, "not enough money"),
        (TestCard::NeedsConfirmation, "not confirmed"),
    ] {
        let order = order(&app, 3);
        let card = make::card_of(&app, Org::Master, kind);
        app.write(|db| charges::charge_later(db, &scope, &order, card, at));
        // Twice is once.
        app.write(|db| charges::charge_later(db, &scope, &order, card, at));
        work(&app).await;
        let letters = card_letters(&app);
        // Alice in English, Adam in German: both can do something about it.
        assert_eq!(letters.len(), 2, "{kind}");
        let alices = letters
            .iter()
            .find(|letter| letter.recipient == Who::Alice.email())
            .unwrap();
        assert!(alices.text.contains(part), "{}", alices.text);
        assert!(
            alices.text.contains(&format!("/orders/{}/payment", order.number)),
            "{}",
            alices.text
        );
        assert!(alices.html.contains(&order.number) && alices.subject.contains(&order.number));
        let adams = letters
            .iter()
            .find(|letter| letter.recipient == Who::Adam.email())
            .unwrap();
        assert!(adams.subject.contains("fehlgeschlagen"), "{}", adams.subject);
        let failed = now(&app, &order).payment_status;
        let is_final = kind == TestCard::Declined;
        assert_eq!(failed == PaymentStatus::Failed, is_final, "{kind}");
    }
    // The page of the second waits; it is told once.
    app.pass(TimeDelta::minutes(10));
    work(&app).await;
    assert!(card_letters(&app).is_empty());
}

async fn a_deleted_card_is_not_charged(app: TestApp) {
    let order = order(&app, 3);
    let card = make::card(&app);
    let (scope, at) = (make::scope(&app, Org::Master), app.state.clock.now());
    app.write(|db| charges::charge_later(db, &scope, &order, card, at));
    app.write(|db| charges::delete_card(db, &scope, card, at));
    work(&app).await;
    assert_eq!(states(&app, &order), [(PaymentState::Failed, "given-up".to_owned())]);
    let again = app.try_write(|db| charges::charge_later(db, &scope, &order, card, at));
    assert!(
        matches!(again, Err(simportal::domain::Error::Refused(charges::CARD_GONE))),
        "{again:?}"
    );
    // Given up while it is asked for: the answer counts, whichever came first.
    let card = make::card(&app);
    let id = begin(&app, &order, Means::Card(card));
    ask_and_die(&app, &order);
    let scope = make::scope(&app, Org::Master);
    let given_up = cashier::give_up(&app.state, &scope, id).unwrap();
    assert_eq!(given_up.attempt.status, PaymentState::Succeeded);
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Paid);
}
