//! Paying an order on the provider's page or with a saved card.

use simportal::domain::charges;
use simportal::domain::orders::{self, OrderRow};
use simportal::payments::ChargeState;
use simportal::types::card_payment::TestCard;
use simportal::types::order::{OrderNumber, OrderStatus, PaymentState, PaymentStatus};
use simportal::web::urls;

use super::{
    at_provider, attempts, card_letters, choose, now, order, page_name, pay, pay_path, return_path, top_up, work,
};
use crate::support::cast::Org;
use crate::support::{Answer, Client, TestApp, Who, make};

on_both!(
    a_new_order_is_paid_on_the_providers_page,
    a_new_order_is_paid_with_a_saved_card_and_booked_at_once,
    a_declined_card_says_why_and_another_one_pays,
    a_payment_is_confirmed_on_the_page,
    a_payment_that_was_left_can_be_taken_up_again,
    two_tabs_and_a_double_click_pay_once,
    another_card_is_charged_only_after_the_first_is_out_of_the_way,
    a_declined_saved_card_is_not_charged_again_by_the_same_click,
    the_address_of_the_return_proves_nothing,
    what_cannot_be_paid_by_card_leads_to_the_order,
    without_a_provider_no_card_is_offered,
    somebody_elses_card_cannot_be_charged,
);

/// Fields of the form of a new order of ten eSIMs, and the answer of placing it.
async fn place(
    app: &TestApp,
    client: &Client<'_>,
    payment: &str,
    more: &[(&str, &str)],
) -> (Vec<(String, String)>, Answer) {
    make::addresses(app, Org::Master, "DE");
    let id = make::product_named(app, "SIM-ESIM");
    let page = client.get(urls::ORDER_NEW).await;
    let mut fields = vec![
        ("attempt".to_owned(), page.field("attempt").unwrap()),
        (format!("quantity-{id}"), "10".to_owned()),
        (format!("shown-{id}"), page.field(&format!("shown-{id}")).unwrap()),
        ("payment".to_owned(), payment.to_owned()),
    ];
    fields.extend(
        more.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    let check = post(client, &fields, "check").await;
    assert_eq!(check.status, 200, "{}", check.words());
    assert!(
        check.words().contains("ending in") || check.words().contains("Payment Card"),
        "{}",
        check.words()
    );
    let answer = post(client, &fields, "place").await;
    (fields, answer)
}

async fn post(client: &Client<'_>, fields: &[(String, String)], go: &str) -> Answer {
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("go", go));
    client.post(urls::ORDER_NEW, &fields).await
}

fn first_order(app: &TestApp) -> OrderRow {
    let scope = make::scope(app, Org::Master);
    let number = OrderNumber::parse("SO-100001").unwrap();
    app.db(|db| orders::find(db, &scope, &number))
}

async fn a_new_order_is_paid_on_the_providers_page(app: TestApp) {
    make::shop(&app);
    let alice = app.as_(Who::Alice).await;
    let (_, placed) = place(&app, &alice, "card", &[("keep_card", "1")]).await;
    let page = page_name(&placed);
    let order = first_order(&app);
    assert_eq!(order.status, OrderStatus::AwaitingPayment);
    let shown = alice.get(placed.location()).await;
    assert!(shown.words().contains("no money moves"), "{}", shown.words());
    let done = choose(&alice, &page, "success").await;
    assert_eq!((done.status, done.location()), (303, return_path(&order).as_str()));
    let back = alice.get(done.location()).await;
    assert_eq!(back.location(), urls::order(urls::ORDER, &order.number));
    let shown = alice.get(back.location()).await.words();
    assert!(
        shown.contains("is paid. Thank you.") && shown.contains("Payment received"),
        "{shown}"
    );
    work(&app).await;
    let order = now(&app, &order);
    assert_eq!(
        (order.status, order.payment_status, order.paid),
        (OrderStatus::InPreparation, PaymentStatus::Paid, order.gross)
    );
    assert_eq!(attempts(&app, &order).len(), 1);
    // The card was saved with it, and is the default.
    let scope = make::scope(&app, Org::Master);
    let card = app.write(|db| charges::default_card(db, &scope)).unwrap();
    assert_eq!((card.last4.as_str(), card.brand.as_str()), ("4242", "simulated"));
}

async fn a_new_order_is_paid_with_a_saved_card_and_booked_at_once(app: TestApp) {
    make::shop(&app);
    let card = make::card(&app);
    let alice = app.as_(Who::Alice).await;
    let (fields, placed) = place(&app, &alice, &format!("card-{card}"), &[]).await;
    assert_eq!((placed.status, placed.location()), (303, "/orders/SO-100001"));
    let order = first_order(&app);
    assert_eq!((order.status, order.paid), (OrderStatus::InPreparation, order.gross));
    // The same form again, from another tab: the same order, the same charge.
    let again = post(&alice, &fields, "place").await;
    assert_eq!(again.location(), "/orders/SO-100001");
    let attempts = attempts(&app, &order);
    assert_eq!(attempts.len(), 1);
    assert_eq!(at_provider(&app, &attempts[0]), Some(ChargeState::Succeeded));
    // Volume is booked by a job that the payment has written.
    let order = top_up(&app);
    assert_eq!(pay(&alice, &order, &format!("card-{card}")).await.status, 303);
    work(&app).await;
    assert_eq!(now(&app, &order).status, OrderStatus::Completed);
}

async fn a_declined_card_says_why_and_another_one_pays(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    let declined = choose(&alice, &page, "declined").await;
    assert_eq!(declined.status, 422);
    assert!(declined.words().contains("not enough money"), "{}", declined.words());
    // The page of the provider waits: nothing has failed for the order yet.
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Open);
    // With a saved card the bank's word is final, and the order says so.
    let card = make::card_of(&app, Org::Master, TestCard::Declined);
    let answer = pay(&alice, &order, &format!("card-{card}")).await;
    assert_eq!(answer.location(), pay_path(&order));
    let shown = alice.get(&pay_path(&order)).await.words();
    assert!(
        shown.contains("The payment has failed") && shown.contains("not enough money"),
        "{shown}"
    );
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Failed);
    let shown = alice.get(&urls::order(urls::ORDER, &order.number)).await.words();
    assert!(shown.contains("Payment failed") && shown.contains("Pay now"), "{shown}");
    let page = page_name(&pay(&alice, &order, "card").await);
    choose(&alice, &page, "success").await;
    work(&app).await;
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Paid);
    let states: Vec<PaymentState> = attempts(&app, &order).iter().map(|row| row.status).collect();
    assert_eq!(
        states,
        [PaymentState::Failed, PaymentState::Failed, PaymentState::Succeeded]
    );
}

async fn a_payment_is_confirmed_on_the_page(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    // A saved card whose bank insists on asking: the holder is here, and is sent to the page.
    let card = make::card_of(&app, Org::Master, TestCard::NeedsConfirmation);
    let page = page_name(&pay(&alice, &order, &format!("card-{card}")).await);
    let shown = alice.get(&urls::simulated_payment(&page)).await.words();
    assert!(shown.contains("The bank asks"), "{shown}");
    let refused = choose(&alice, &page, "refuse").await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("not confirmed"), "{}", refused.words());
    // There is another choice now; the same card asks again.
    let asked = choose(&alice, &page, "needs-confirmation").await;
    assert_eq!(asked.location(), urls::simulated_payment(&page));
    let done = choose(&alice, &page, "confirm").await;
    assert_eq!(done.location(), return_path(&order));
    alice.get(done.location()).await;
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Paid);
    work(&app).await;
    assert!(card_letters(&app).is_empty(), "who is here needs no mail");
}

async fn a_payment_that_was_left_can_be_taken_up_again(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    let shown = alice.get(&urls::simulated_payment(&page)).await;
    let cancel = shown
        .page()
        .select(&crate::support::page::selector("a.btn-quiet"))
        .next()
        .and_then(|link| link.attr("href").map(str::to_owned));
    let to_order = urls::order(urls::ORDER, &order.number);
    assert_eq!(cancel.as_deref(), Some(to_order.as_str()));
    assert!(alice.get(&to_order).await.words().contains("Pay now"));
    // The same page waits.
    assert_eq!(page_name(&pay(&alice, &order, "card").await), page);
    assert_eq!(attempts(&app, &order).len(), 1);
    choose(&alice, &page, "success").await;
    let over = alice.get(&urls::simulated_payment(&page)).await.words();
    assert!(over.contains("nothing left to do"), "{over}");
    work(&app).await;
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Paid);
}

async fn two_tabs_and_a_double_click_pay_once(app: TestApp) {
    let order = order(&app, 3);
    let card = format!("card-{}", make::card(&app));
    let alice = app.as_(Who::Alice).await;
    let adam = app.as_(Who::Adam).await;
    let seen = alice.get(&pay_path(&order)).await.field("seen").unwrap();
    let fields = [("payment", card.as_str()), ("seen", seen.as_str())];
    let first = alice.post(&pay_path(&order), &fields).await;
    let second = alice.post(&pay_path(&order), &fields).await;
    let third = adam.post(&pay_path(&order), &fields).await;
    for answer in [first, second, third] {
        assert_eq!(answer.location(), urls::order(urls::ORDER, &order.number));
    }
    assert_eq!(attempts(&app, &order).len(), 1);
    assert_eq!(now(&app, &order).paid, order.gross);
}

async fn another_card_is_charged_only_after_the_first_is_out_of_the_way(app: TestApp) {
    let order = order(&app, 3);
    let card = make::card(&app);
    let alice = app.as_(Who::Alice).await;
    let page = page_name(&pay(&alice, &order, "card").await);
    let paid = pay(&alice, &order, &format!("card-{card}")).await;
    assert_eq!(paid.location(), urls::order(urls::ORDER, &order.number));
    let both = attempts(&app, &order);
    assert_eq!(at_provider(&app, &both[0]), Some(ChargeState::Cancelled));
    assert_eq!(at_provider(&app, &both[1]), Some(ChargeState::Succeeded));
    // Nobody can pay on the first page any more.
    choose(&alice, &page, "success").await;
    work(&app).await;
    assert_eq!(at_provider(&app, &both[0]), Some(ChargeState::Cancelled));
    assert_eq!((now(&app, &order).paid, attempts(&app, &order).len()), (order.gross, 2));
}

async fn a_declined_saved_card_is_not_charged_again_by_the_same_click(app: TestApp) {
    let order = order(&app, 3);
    let card = format!("card-{}", make::card_of(&app, Org::Master, TestCard::Declined));
    let alice = app.as_(Who::Alice).await;
    let fields = [("payment", card.as_str()), ("seen", "0")];
    for _ in 0..3 {
        let answer = alice.post(&pay_path(&order), &fields).await;
        assert_eq!(answer.location(), pay_path(&order));
    }
    assert_eq!(attempts(&app, &order).len(), 1);
}

async fn the_address_of_the_return_proves_nothing(app: TestApp) {
    let order = order(&app, 3);
    let alice = app.as_(Who::Alice).await;
    let back = alice.get(&return_path(&order)).await;
    assert_eq!(back.location(), pay_path(&order));
    page_name(&pay(&alice, &order, "card").await);
    let back = alice
        .get(&format!("{}?paid=1&status=succeeded", return_path(&order)))
        .await;
    assert_eq!(back.location(), pay_path(&order));
    assert_eq!(now(&app, &order).payment_status, PaymentStatus::Open);
}

async fn what_cannot_be_paid_by_card_leads_to_the_order(mut app: TestApp) {
    app.leave_work();
    let by_transfer = make::order(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let to_order = urls::order(urls::ORDER, &by_transfer.number);
    let path = pay_path(&by_transfer);
    assert_eq!(alice.get(&path).await.location(), to_order);
    assert_eq!(
        alice
            .post(&path, &[("payment", "card"), ("seen", "0")])
            .await
            .location(),
        to_order
    );
    assert_eq!(
        alice.get(&return_path(&by_transfer)).await.location(),
        pay_path(&by_transfer)
    );
    assert!(attempts(&app, &by_transfer).is_empty());
    // Nothing chosen: the form comes back.
    let order = order(&app, 3);
    for payment in ["", "cash", "bank_transfer", "card-x"] {
        let answer = alice
            .post(&pay_path(&order), &[("payment", payment), ("seen", "0")])
            .await;
        assert_eq!(answer.status, 422, "{payment}");
    }
}

async fn without_a_provider_no_card_is_offered(mut app: TestApp) {
    let order = order(&app, 3);
    app.restart(|setup| setup.config.payments.by = simportal::config::PaymentsBy::Off)
        .await;
    let alice = app.as_(Who::Alice).await;
    let to_order = urls::order(urls::ORDER, &order.number);
    assert_eq!(alice.get(&pay_path(&order)).await.location(), to_order);
    assert!(!alice.get(&to_order).await.words().contains("Pay now"));
    let form = alice.get(urls::ORDER_NEW).await;
    assert!(!form.text().contains("value=\"card\""));
    let details = alice.get(urls::PAYMENT_DETAILS).await;
    assert!(
        details.words().contains("Cards are not taken here"),
        "{}",
        details.words()
    );
    assert_eq!(alice.post(urls::PAYMENT_DETAILS, &[]).await.status, 422);
    assert_eq!(super::deliver(&app, "t=1,v1=00", b"{}").await.status, 404);
    let page = alice
        .get(&urls::simulated_payment("simcharge_000000000000000000000000"))
        .await;
    assert_eq!(page.status, 404);
}

async fn somebody_elses_card_cannot_be_charged(app: TestApp) {
    let order = order(&app, 3);
    let foreign = make::card_of(&app, Org::Stranger, TestCard::Success);
    let alice = app.as_(Who::Alice).await;
    let fields = [("payment", format!("card-{foreign}")), ("seen", "0".to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let answer = alice.post(&pay_path(&order), &fields).await;
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains("This card was deleted"), "{}", answer.words());
    assert!(attempts(&app, &order).is_empty());
}
