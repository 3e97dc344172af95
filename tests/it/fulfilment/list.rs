//! The orders of all customers: what waits first.

use simportal::domain::orders::For;
use simportal::web::urls;

use super::{order_of, pay};
use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{Client, TestApp, Who, make};

on_both!(
    what_waits_comes_first_and_the_list_is_narrowed,
    a_long_list_has_pages_in_both_directions
);

async fn numbers(client: &Client<'_>, query: &str) -> Vec<String> {
    let page = client.get(&format!("{}{query}", urls::STAFF_ORDERS)).await;
    assert_eq!(page.status, 200, "{query}");
    page.page()
        .select(&selector("tbody th a"))
        .map(|link| link.text().collect())
        .collect()
}

async fn what_waits_comes_first_and_the_list_is_narrowed(mut app: TestApp) {
    app.leave_work();
    let one = order_of(&app, 10, true);
    let two = order_of(&app, 20, false);
    make::addresses(&app, Org::Stranger, "DE");
    let foreign = make::placement(&app, "SIM-ESIM", 1, For::Delivery(None));
    let foreign = make::placed(&app, Org::Stranger, &foreign);
    let four = order_of(&app, 30, true);
    let stella = app.as_(Who::Stella).await;
    let [one, two, foreign, four] = [&one, &two, &foreign, &four].map(|order| order.number.as_str());
    for (query, found) in [
        ("", &[one, four][..]),
        ("?queue=awaiting_payment", &[two, foreign]),
        ("?queue=all", &[four, foreign, two, one]),
        ("?queue=all&payment=paid", &[four, one]),
        ("?queue=all&customer=81000003", &[foreign]),
        ("?queue=all&customer=81999999", &[]),
        ("?queue=all&customer=k%C3%BChl", &[]),
        ("?queue=all&kind=additional", &[four, two]),
        ("?queue=shipped", &[]),
        ("?q=100002", &[two]),
        ("?q=so%20100%20003", &[foreign]),
        ("?queue=fulfil&q=100002", &[]),
        ("?q=%25", &[]),
    ] {
        assert_eq!(numbers(&stella, query).await, found, "{query}");
    }
    let page = stella.get(urls::STAFF_ORDERS).await.words();
    assert!(
        page.contains("To fulfil 2") && page.contains("Awaiting payment 2"),
        "{page}"
    );
    assert!(
        stella
            .get("/operations/orders?queue=lost")
            .await
            .words()
            .contains("was left out")
    );
    let file = stella
        .get(&format!("{}?queue=all", urls::STAFF_ORDERS_CSV))
        .await
        .text();
    assert_eq!(file.lines().count(), 5);
    assert!(file.contains("81000003") && file.starts_with("order,placed_at_utc,customer,account_number"));
    let page = stella.get(&urls::order(urls::STAFF_ORDER, foreign)).await.words();
    assert!(page.contains("81000003"), "{page}");
}

async fn a_long_list_has_pages_in_both_directions(mut app: TestApp) {
    app.leave_work();
    make::addresses(&app, Org::Master, "DE");
    let mut placed = Vec::new();
    for _ in 0..52 {
        let placement = make::placement(&app, "SIM-ESIM", 1, For::Delivery(None));
        let order = make::placed(&app, Org::Master, &placement);
        pay(&app, &order);
        placed.push(order.number);
    }
    let stella = app.as_(Who::Stella).await;
    for (query, expected) in [
        ("?queue=fulfil", placed.clone()),
        ("?queue=all", placed.iter().rev().cloned().collect()),
    ] {
        assert_eq!(numbers(&stella, query).await, expected[..50], "{query}");
        let page = stella.get(&format!("{}{query}", urls::STAFF_ORDERS)).await.page();
        let next = page
            .select(&selector("a[rel=next]"))
            .next()
            .unwrap()
            .attr("href")
            .unwrap()
            .to_owned();
        let next = next.trim_start_matches(urls::STAFF_ORDERS).to_owned();
        assert_eq!(numbers(&stella, &next).await, expected[50..], "{next}");
        let page = stella.get(&format!("{}{next}", urls::STAFF_ORDERS)).await.page();
        let back = page
            .select(&selector("a[rel=prev]"))
            .next()
            .unwrap()
            .attr("href")
            .unwrap()
            .to_owned();
        let back = back.trim_start_matches(urls::STAFF_ORDERS).to_owned();
        assert_eq!(numbers(&stella, &back).await, expected[..50], "{back}");
    }
}
