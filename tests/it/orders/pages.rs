//! The list, its filters and files, cancelling, and the Dashboard's card.

use scraper::Html;
use simportal::domain::orders::{self, For};
use simportal::types::order::OrderStatus;
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{Client, TestApp, Who, make};

on_both!(
    the_list_is_narrowed_by_status_kind_day_and_number,
    a_long_list_has_pages,
    bookkeeping_gets_a_row_per_line,
    an_order_that_waits_for_its_payment_can_be_cancelled,
    the_dashboard_shows_the_latest_orders,
    the_same_can_be_ordered_again,
    each_role_sees_what_is_theirs,
);

async fn numbers(client: &Client<'_>, query: &str) -> Vec<String> {
    let page = client.get(&format!("{}{query}", urls::ORDERS)).await;
    assert_eq!(page.status, 200, "{query}");
    page.page()
        .select(&selector("tbody th a"))
        .map(|link| link.text().collect())
        .collect()
}

async fn the_list_is_narrowed_by_status_kind_day_and_number(mut app: TestApp) {
    app.leave_work();
    let first = make::order(&app, Org::Master);
    app.pass(chrono::TimeDelta::days(3));
    let sim = make::sim(&app, Org::Master);
    let purpose = For::Sims {
        ids: vec![sim.id],
        is_automatic: false,
    };
    let second = make::placed(&app, Org::Master, &make::placement(&app, "TOPUP-500", 1, purpose));
    make::order(&app, Org::Stranger);
    let alice = app.as_(Who::Alice).await;
    let (one, two) = (first.number.as_str(), second.number.as_str());
    for (query, found) in [
        ("", &[two, one][..]),
        ("?kind=sims", &[one]),
        ("?kind=top_ups", &[two]),
        ("?kind=extensions", &[]),
        ("?status=awaiting_payment", &[two, one]),
        ("?status=shipped", &[]),
        ("?from=2026-11-24", &[two]),
        ("?to=2026-11-23", &[one]),
        ("?q=so100001", &[one]),
        ("?q=100002", &[two]),
        ("?q=%25", &[]),
        // That one is somebody else's.
        ("?q=SO-100003", &[]),
    ] {
        assert_eq!(numbers(&alice, query).await, found, "{query}");
    }
    assert!(alice.get("/orders?status=lost").await.words().contains("was left out"));
    let charlie = app.as_(Who::Charlie).await;
    assert_eq!(charlie.get(&urls::order(urls::ORDER, one)).await.status, 404);
    assert_eq!(charlie.get(&urls::order(urls::ORDER_SIMS, two)).await.status, 404);
}

async fn a_long_list_has_pages(mut app: TestApp) {
    app.leave_work();
    make::addresses(&app, Org::Master, "DE");
    for _ in 0..51 {
        make::placed(
            &app,
            Org::Master,
            &make::placement(&app, "SIM-ESIM", 1, For::Delivery(None)),
        );
    }
    let alice = app.as_(Who::Alice).await;
    assert_eq!(numbers(&alice, "").await.len(), 50);
    let page = alice.get(urls::ORDERS).await.page();
    // All were placed in the same second: the key decides among them.
    let (older, newest) = (neighbour(&page, "next"), numbers(&alice, "").await);
    assert_eq!(
        numbers(&alice, older.trim_start_matches(urls::ORDERS)).await,
        ["SO-100001"]
    );
    let newer = neighbour(&alice.get(&older).await.page(), "prev");
    assert_eq!(numbers(&alice, newer.trim_start_matches(urls::ORDERS)).await, newest);
    let rows = selector("table tbody tr");
    let documents = alice.get(urls::DOCUMENTS).await.page();
    assert_eq!(documents.select(&rows).count(), 50);
    let rest = alice.get(&neighbour(&documents, "next")).await.page();
    assert_eq!(rest.select(&rows).count(), 1);
    let again = alice.get(&neighbour(&rest, "prev")).await.page();
    assert_eq!(again.select(&rows).count(), 50);
}

/// Where the link to the next or the previous page leads.
fn neighbour(page: &Html, rel: &str) -> String {
    let link = page.select(&selector(&format!("a[rel={rel}]"))).next();
    link.and_then(|link| link.attr("href")).expect(rel).to_owned()
}

async fn bookkeeping_gets_a_row_per_line(mut app: TestApp) {
    app.leave_work();
    make::order(&app, Org::Master);
    let anna = app.as_(Who::Anna).await;
    let file = anna.get(urls::ORDERS_CSV).await;
    assert_eq!(file.status, 200);
    let text = file.text();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].starts_with("order,placed_at_utc,kind"), "{}", rows[0]);
    for part in [
        "SO-100001,2026-11-21T17:20:00Z,first,awaiting_payment,bank_transfer,open",
        "PO-1,K-7,SIM-4FF",
        "100,10.00,1000.00,S,19,EUR,1000.00,190.00,1190.00",
    ] {
        assert!(rows[1].contains(part), "{part}: {}", rows[1]);
    }
}

async fn an_order_that_waits_for_its_payment_can_be_cancelled(mut app: TestApp) {
    app.leave_work();
    let order = make::order(&app, Org::Master);
    let path = urls::order(urls::ORDER_CANCELLATION, &order.number);
    let alice = app.as_(Who::Alice).await;
    assert!(alice.get(&path).await.words().contains("Cancel this order?"));
    // Only the page that asks sends the answer.
    assert_eq!(alice.post(&path, &[]).await.status, 422);
    assert_eq!(alice.post(&path, &[("sure", "1")]).await.status, 303);
    let page = alice.get(&urls::order(urls::ORDER, &order.number)).await;
    assert!(page.words().contains("Cancelled") && !page.words().contains("DE89370400440532013000"));
    let again = alice.post(&path, &[("sure", "1")]).await;
    assert_eq!(again.status, 422);
    assert!(again.words().contains("That was done already."));
    let scope = make::scope(&app, Org::Master);
    assert_eq!(
        app.db(|db| orders::count_by_status(db, &scope)),
        [(OrderStatus::Cancelled, 1)]
    );
    let audit = alice.get("/audit").await.words();
    assert!(
        audit.contains("Order cancelled") && audit.contains("Order placed"),
        "{audit}"
    );
}

async fn the_dashboard_shows_the_latest_orders(mut app: TestApp) {
    app.leave_work();
    let alice = app.as_(Who::Alice).await;
    assert!(alice.get(urls::DASHBOARD).await.words().contains("No open orders"));
    for _ in 0..6 {
        make::order(&app, Org::Master);
    }
    let page = alice.get(urls::DASHBOARD).await;
    assert!(page.words().contains("6 open orders"));
    assert_eq!(
        page.page()
            .select(&selector("[aria-labelledby=orders-t] tbody tr"))
            .count(),
        5
    );
    assert!(page.words().contains("Reorder"));
    let uma = app.as_(Who::Uma).await.get(urls::DASHBOARD).await.words();
    assert!(uma.contains("6 open orders") && !uma.contains("Reorder"));
    for who in [Who::Tessa, Who::Emil] {
        let words = app.as_(who).await.get(urls::DASHBOARD).await.words();
        assert!(!words.contains("open orders"), "{who:?}");
    }
}

async fn the_same_can_be_ordered_again(mut app: TestApp) {
    app.leave_work();
    let order = make::order(&app, Org::Master);
    let quantity = format!("quantity-{}", make::product(&app));
    let alice = app.as_(Who::Alice).await;
    let form = alice.get(&format!("{}?like={}", urls::ORDER_NEW, order.number)).await;
    assert_eq!(form.field(&quantity).as_deref(), Some("100"));
    // What belongs to somebody else is as good as none.
    make::addresses(&app, Org::Stranger, "DE");
    let charlie = app.as_(Who::Charlie).await;
    let form = charlie.get(&format!("{}?like={}", urls::ORDER_NEW, order.number)).await;
    assert_eq!((form.status, form.field(&quantity).as_deref()), (200, Some("")));
}

async fn each_role_sees_what_is_theirs(mut app: TestApp) {
    app.leave_work();
    let order = make::order(&app, Org::Master);
    let path = urls::order(urls::ORDER, &order.number);
    for (who, sees, places) in [
        (Who::Alice, true, true),
        (Who::Adam, true, true),
        (Who::Uma, true, false),
        (Who::Bob, true, false),
        (Who::Anna, true, false),
        (Who::Tessa, false, false),
        (Who::Emil, false, false),
    ] {
        let client = app.as_(who).await;
        let page = client.get(&path).await;
        assert_eq!(page.status, if sees { 200 } else { 403 }, "{who:?}");
        assert_eq!(
            client.get(urls::ORDER_NEW).await.status,
            if places { 200 } else { 403 },
            "{who:?}"
        );
        if sees {
            let cancellation = urls::order(urls::ORDER_CANCELLATION, &order.number);
            assert_eq!(page.text().contains(&cancellation), places, "{who:?}");
        }
    }
}
