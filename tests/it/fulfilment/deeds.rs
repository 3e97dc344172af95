//! What staff decide about an order by hand.

use simportal::domain::orders::{self, For};
use simportal::types::money::Money;
use simportal::types::order::{OrderStatus, PaymentStatus};
use simportal::web::urls;

use super::{again, deed, order_of, pay, pressed};
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    a_payment_is_noted_once_and_in_parts,
    what_is_typed_wrong_comes_back_with_its_reason,
    money_goes_back_after_cancelling,
    what_came_by_card_is_not_noted_as_sent_by_bank,
    a_top_up_is_paid_by_hand_and_never_shipped,
    each_role_of_staff_does_its_own,
    what_is_not_its_turn_is_said,
);

const REFERENCE: (&str, &str) = ("reference", "B-20261121-7");

async fn a_payment_is_noted_once_and_in_parts(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, false);
    let stella = app.as_(Who::Stella).await;
    let path = urls::order(urls::STAFF_ORDER_PAYMENT, &order.number);
    let page = stella.get(&path).await;
    assert_eq!(
        page.field("amount"),
        Some(order.gross.to_string()),
        "what is due stands there"
    );
    let mut fields = pressed(&page, &path);
    fields.retain(|(name, _)| name != "amount" && name != "reference");
    fields.extend([
        ("amount".to_owned(), "100,00".to_owned()),
        (REFERENCE.0.to_owned(), REFERENCE.1.to_owned()),
    ]);
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    for _ in 0..2 {
        assert_eq!(stella.post(&path, &fields).await.status, 303);
        let now = again(&app, &order);
        assert_eq!(
            (now.paid, now.status),
            (Money::from_cents(10_000), OrderStatus::AwaitingPayment)
        );
    }
    // The same movement in a form of its own.
    let known = deed(
        &stella,
        urls::STAFF_ORDER_PAYMENT,
        &order,
        &[("amount", "10"), REFERENCE],
    )
    .await;
    assert_eq!(known.status, 422);
    assert!(
        known.words().contains("was noted for this order already"),
        "{}",
        known.words()
    );
    let too_much = deed(
        &stella,
        urls::STAFF_ORDER_PAYMENT,
        &order,
        &[("amount", order.gross.to_string().as_str()), ("reference", "other")],
    )
    .await;
    assert_eq!(too_much.status, 422);
    assert!(too_much.words().contains("more than is left to be paid"));
    // The rest stands there.
    let rest = deed(&stella, urls::STAFF_ORDER_PAYMENT, &order, &[("reference", "the rest")]).await;
    assert_eq!(rest.status, 303, "{}", rest.text());
    let now = again(&app, &order);
    assert_eq!(
        (now.payment_status, now.status),
        (PaymentStatus::Paid, OrderStatus::InPreparation)
    );
    let page = stella.get(&urls::order(urls::STAFF_ORDER, &order.number)).await.words();
    assert!(page.contains("noted by hand") && page.contains("the rest"), "{page}");
}

async fn what_is_typed_wrong_comes_back_with_its_reason(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, false);
    let stella = app.as_(Who::Stella).await;
    let typed = [("amount", "a lot"), ("on", "2030-01-01"), ("reference", "")];
    let wrong = deed(&stella, urls::STAFF_ORDER_PAYMENT, &order, &typed).await;
    assert_eq!(wrong.status, 422);
    for reason in [
        "Enter an amount",
        "This day is in the future.",
        "Enter what the bank calls it",
    ] {
        assert!(wrong.words().contains(reason), "{reason}: {}", wrong.words());
    }
    assert_eq!(wrong.field("amount").as_deref(), Some("a lot"));
    // Sent without the page before.
    let path = urls::order(urls::STAFF_ORDER_PAYMENT, &order.number);
    let bare = stella
        .post(&path, &[("amount", "1"), ("on", "2026-11-20"), REFERENCE])
        .await;
    assert_eq!(bare.status, 422);
    assert!(bare.words().contains("Please send the form again."));
    let empty = deed(&stella, urls::STAFF_ORDER_CANCELLATION, &order, &[("reason", "  ")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.words().contains("Enter the reason."));
    assert_eq!(again(&app, &order), order);
}

async fn money_goes_back_after_cancelling(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, true);
    let stella = app.as_(Who::Stella).await;
    let cancelled = deed(
        &stella,
        urls::STAFF_ORDER_CANCELLATION,
        &order,
        &[("reason", "Sold out")],
    )
    .await;
    assert_eq!(cancelled.status, 303, "{}", cancelled.text());
    let page = stella.get(&urls::order(urls::STAFF_ORDER_REFUND, &order.number)).await;
    assert_eq!(page.field("amount"), Some(order.gross.to_string()));
    let part = deed(
        &stella,
        urls::STAFF_ORDER_REFUND,
        &order,
        &[("amount", "10.00"), REFERENCE],
    )
    .await;
    assert_eq!(part.status, 303, "{}", part.text());
    assert_eq!(again(&app, &order).payment_status, PaymentStatus::PartlyRefunded);
    let gross = order.gross.to_string();
    let too_much = [("amount", gross.as_str()), ("reference", "x")];
    let too_much = deed(&stella, urls::STAFF_ORDER_REFUND, &order, &too_much).await;
    assert!(
        too_much.words().contains("more than can be paid back"),
        "{}",
        too_much.words()
    );
    assert_eq!(
        deed(&stella, urls::STAFF_ORDER_REFUND, &order, &[("reference", "y")])
            .await
            .status,
        303
    );
    let now = again(&app, &order);
    assert_eq!(
        (now.refunded, now.payment_status),
        (order.gross, PaymentStatus::Refunded)
    );
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(&urls::order(urls::ORDER, &order.number)).await.words();
    assert!(page.contains("Sold out") && page.contains("Refunded so far"), "{page}");
}

async fn what_came_by_card_is_not_noted_as_sent_by_bank(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, false);
    let (scope, now, attempt) = (make::scope(&app, Org::Master), app.state.clock.now(), make::attempt());
    let received = orders::Received {
        amount: order.gross,
        provider: "simulated",
        reference: Some("ch_1"),
        attempt: &attempt,
    };
    app.write(|db| orders::mark_paid(db, &scope, order.id, &received, now));
    let stella = app.as_(Who::Stella).await;
    let page = stella.get(&urls::order(urls::STAFF_ORDER_REFUND, &order.number)).await;
    assert!(page.words().contains("This was paid by card."), "{}", page.words());
    let path = urls::order(urls::STAFF_ORDER_REFUND, &order.number);
    let key = make::attempt().to_string();
    let fields = [
        ("amount", "1"),
        ("on", "2026-11-20"),
        REFERENCE,
        ("attempt", key.as_str()),
    ];
    assert_eq!(stella.post(&path, &fields).await.status, 422);
    assert_eq!(again(&app, &order).refunded, Money::ZERO);
}

async fn a_top_up_is_paid_by_hand_and_never_shipped(mut app: TestApp) {
    app.leave_work();
    make::addresses(&app, Org::Master, "DE");
    let sim = make::sim(&app, Org::Master);
    let purpose = For::Sims {
        ids: vec![sim.id],
        is_automatic: false,
    };
    let order = make::placed(&app, Org::Master, &make::placement(&app, "TOPUP-500", 1, purpose));
    let stella = app.as_(Who::Stella).await;
    assert_eq!(
        deed(&stella, urls::STAFF_ORDER_PAYMENT, &order, &[REFERENCE])
            .await
            .status,
        303
    );
    for pattern in [urls::STAFF_ORDER_SHIPMENT, urls::STAFF_ORDER_COMPLETION] {
        let page = stella.get(&urls::order(pattern, &order.number)).await;
        assert!(page.words().contains("nothing is delivered"), "{}", page.words());
    }
    assert!(
        !stella.get(urls::STAFF_ORDERS).await.words().contains(&order.number),
        "no work of staff"
    );
    app.run_jobs().await;
    assert_eq!(again(&app, &order).status, OrderStatus::Completed);
}

async fn each_role_of_staff_does_its_own(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, true);
    let sam = app.as_(Who::Sam).await;
    let page = sam.get(&urls::order(urls::STAFF_ORDER, &order.number)).await;
    assert_eq!(page.status, 200);
    for pattern in [
        urls::STAFF_ORDER_ASSIGNMENT,
        urls::STAFF_ORDER_CANCELLATION,
        urls::STAFF_ORDER_REFUND,
    ] {
        let path = urls::order(pattern, &order.number);
        assert!(!page.text().contains(&path), "{pattern}");
        assert_eq!(sam.get(&path).await.status, 403, "{pattern}");
    }
    let alice = app.as_(Who::Alice).await;
    assert_eq!(
        alice.get(&urls::order(urls::STAFF_ORDER, &order.number)).await.status,
        403
    );
}

async fn what_is_not_its_turn_is_said(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, false);
    let stella = app.as_(Who::Stella).await;
    for (pattern, reason) in [
        (urls::STAFF_ORDER_SHIPMENT, "The order is not paid yet."),
        (urls::STAFF_ORDER_COMPLETION, "The order is not paid yet."),
        (urls::STAFF_ORDER_REFUND, "The order is not paid yet."),
        (urls::STAFF_ORDER_RETURN, "No SIMs are assigned to this order."),
    ] {
        let path = urls::order(pattern, &order.number);
        let page = stella.get(&path).await;
        assert!(page.words().contains(reason), "{pattern}: {}", page.words());
        let key = make::attempt().to_string();
        let fields = [
            ("carrier", "DHL"),
            ("amount", "1"),
            ("on", "2026-11-20"),
            REFERENCE,
            ("stock", "1"),
            ("attempt", key.as_str()),
        ];
        assert_eq!(stella.post(&path, &fields).await.status, 422, "{pattern}");
    }
    assert_eq!(again(&app, &order), order);
    pay(&app, &order);
    let paid = stella.get(&urls::order(urls::STAFF_ORDER_PAYMENT, &order.number)).await;
    assert!(paid.words().contains("Nothing is left to be paid."), "{}", paid.words());
}
