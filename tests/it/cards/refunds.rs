//! Giving money back to a card.

use simportal::domain::charges;
use simportal::domain::orders::{self, OrderRow, standing};
use simportal::domain::{self};
use simportal::types::order::{OrderStatus, PaymentStatus};

use super::{attempts, cents, money_at_provider, now, order, pay, work};
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    what_was_paid_goes_back_in_parts_and_never_more,
    a_refund_whose_answer_was_lost_is_not_made_twice,
    what_was_not_paid_by_card_is_not_refunded_to_one,
);

async fn paid(app: &TestApp) -> OrderRow {
    let order = order(app, 3);
    let card = make::card(app);
    let alice = app.as_(Who::Alice).await;
    pay(&alice, &order, &format!("card-{card}")).await;
    work(app).await;
    now(app, &order)
}

fn refund(app: &TestApp, order: &OrderRow, amount: i64) -> Result<(), &'static str> {
    let (scope, at) = (make::scope(app, Org::Master), app.state.clock.now());
    match app.try_write(|db| charges::refund_later(db, &scope, order, (cents(amount), &make::attempt()), at)) {
        Ok(()) => Ok(()),
        Err(domain::Error::Refused(key)) => Err(key),
        Err(other) => panic!("{other}"),
    }
}

async fn what_was_paid_goes_back_in_parts_and_never_more(app: TestApp) {
    let order = paid(&app).await;
    let gross = order.gross.cents();
    assert_eq!(refund(&app, &order, 0), Err(standing::NO_AMOUNT));
    assert_eq!(refund(&app, &order, gross + 1), Err(standing::REFUND_TOO_MUCH));
    assert_eq!(refund(&app, &order, 100), Ok(()));
    // What is on its way counts.
    assert_eq!(refund(&app, &order, gross - 99), Err(standing::REFUND_TOO_MUCH));
    assert_eq!(
        now(&app, &order).refunded.cents(),
        0,
        "the provider has not done it yet"
    );
    work(&app).await;
    let part = now(&app, &order);
    assert_eq!(
        (part.refunded.cents(), part.payment_status),
        (100, PaymentStatus::PartlyRefunded)
    );
    assert_eq!(money_at_provider(&app, &order), gross - 100);
    // All of the rest of a cancelled order.
    let (scope, at) = (make::scope(&app, Org::Master), app.state.clock.now());
    app.write(|db| orders::cancel(db, &scope, order.id, (true, "out of stock"), at));
    assert_eq!(refund(&app, &order, gross - 100), Ok(()));
    work(&app).await;
    let all = now(&app, &order);
    assert_eq!(
        (all.status, all.payment_status, all.refunded),
        (OrderStatus::Cancelled, PaymentStatus::Refunded, order.gross)
    );
    assert_eq!(money_at_provider(&app, &order), 0);
    assert_eq!(refund(&app, &order, 1), Err(standing::REFUND_TOO_MUCH));
}

async fn a_refund_whose_answer_was_lost_is_not_made_twice(app: TestApp) {
    use simportal::payments::{AttemptKey, ChargeRef, PaymentProvider, Refunding};
    let order = paid(&app).await;
    assert_eq!(refund(&app, &order, 100), Ok(()));
    // Asked for by a process that was killed before it wrote the answer down.
    let all = attempts(&app, &order);
    let refunding = Refunding {
        charge: &ChargeRef::parse(all[0].provider_reference.as_deref().unwrap()).unwrap(),
        attempt: &AttemptKey::parse(&all[1].attempt_key).unwrap(),
        amount: cents(100),
        currency: order.currency,
    };
    super::simulated(&app).refund(&refunding).unwrap();
    work(&app).await;
    assert_eq!(now(&app, &order).refunded.cents(), 100);
    assert_eq!(money_at_provider(&app, &order), order.gross.cents() - 100);
}

async fn what_was_not_paid_by_card_is_not_refunded_to_one(mut app: TestApp) {
    app.leave_work();
    let order = make::order(&app, Org::Master);
    assert_eq!(refund(&app, &order, 100), Err(standing::NOT_YET));
    let (scope, at) = (make::scope(&app, Org::Master), app.state.clock.now());
    let received = orders::Received {
        amount: order.gross,
        provider: "bank",
        reference: Some("camt-1"),
        attempt: &make::attempt(),
    };
    app.write(|db| orders::mark_paid(db, &scope, order.id, &received, at));
    assert_eq!(refund(&app, &order, 100), Err(standing::REFUND_TOO_MUCH));
}
