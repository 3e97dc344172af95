//! Who of staff looked at an order stands in the log of the customer.

use chrono::TimeDelta;
use simportal::web::urls;

use super::order_of;
use crate::support::{TestApp, Who};

on_both!(
    looking_at_an_order_is_in_the_log_of_its_customer_once_in_twelve_hours,
    every_page_and_file_of_an_order_is_looking_at_it,
);

/// How often the log of the master organisation says that an order was looked at.
async fn looks(app: &TestApp) -> usize {
    let alice = app.as_(Who::Alice).await;
    let table = alice.get(urls::AUDIT_CSV).await.text();
    table.lines().filter(|line| line.contains("order.view")).count()
}

async fn looking_at_an_order_is_in_the_log_of_its_customer_once_in_twelve_hours(app: TestApp) {
    let order = order_of(&app, 20, true);
    let at = urls::order(urls::STAFF_ORDER, &order.number);
    let stella = app.as_(Who::Stella).await;
    assert_eq!(looks(&app).await, 0);
    for _ in 0..3 {
        assert_eq!(stella.get(&at).await.status, 200);
    }
    assert_eq!(looks(&app).await, 1);
    app.pass(TimeDelta::hours(13));
    let stella = app.as_(Who::Stella).await;
    assert_eq!(stella.get(&at).await.status, 200);
    assert_eq!(looks(&app).await, 2);
    // Somebody else of staff has their own line; whoever may not look leaves none.
    let charlie = app.as_(Who::Charlie).await;
    assert_eq!(charlie.get(&at).await.status, 403);
    assert_eq!(looks(&app).await, 2);
}

async fn every_page_and_file_of_an_order_is_looking_at_it(app: TestApp) {
    for (seen, pattern) in [
        urls::STAFF_ORDER_SIMS,
        urls::STAFF_ORDER_ASSIGNMENT,
        urls::STAFF_ORDER_CORRECTION,
        urls::STAFF_ORDER_SHIPMENT,
        urls::STAFF_ORDER_REFUND,
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(looks(&app).await, seen, "before {pattern}");
        let order = order_of(&app, 20, true);
        let stella = app.as_(Who::Stella).await;
        let answer = stella.get(&urls::order(pattern, &order.number)).await;
        assert!([200, 303].contains(&answer.status), "{pattern}: {}", answer.status);
    }
    assert_eq!(looks(&app).await, 5);
}
