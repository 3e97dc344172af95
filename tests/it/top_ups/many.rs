//! Many SIMs: a preview, and one order for those that can have it.

use chrono::TimeDelta;
use simportal::storage::bulk::{self, BulkRow};
use simportal::storage::sims;
use simportal::types::bulk::BulkStatus;
use simportal::types::iccid::Iccid;
use simportal::types::lang::Lang;
use simportal::types::order::{OrderKind, OrderStatus};
use simportal::types::status::SimStatus;
use simportal::web::urls;

use super::{again, all_orders, shop};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{Answer, Client, TestApp, Who, make};

on_both!(
    all_that_match_become_one_order_and_each_sim_is_booked_once,
    many_are_extended_and_the_expired_come_back,
    what_changed_since_the_preview_is_said_and_nothing_is_ordered,
    a_preview_that_is_none_of_these_has_no_order,
);

/// Presses a button of the bar; answers the key of the preview.
async fn preview(client: &Client<'_>, fields: &[(&str, &str)]) -> i64 {
    let answer = client.post(urls::BULK_PURCHASE, fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().strip_prefix("/sims/bulk/").unwrap().parse().unwrap()
}

fn row(app: &TestApp, id: i64) -> BulkRow {
    let scope = make::scope(app, Org::Master);
    app.db(|db| bulk::find(db, &scope, id))
}

async fn place(client: &Client<'_>, id: i64, product: i64, each: &str) -> Answer {
    let product = product.to_string();
    let fields = [
        ("attempt", "of-no-meaning-for-previews"),
        ("product", product.as_str()),
        ("each", each),
        ("payment", "monthly_invoice"),
        ("go", "place"),
    ];
    client.post(&urls::bulk(urls::BULK_ORDER, &id), &fields).await
}

async fn all_that_match_become_one_order_and_each_sim_is_booked_once(app: TestApp) {
    shop(&app);
    make::fleet(&app, Org::Master, 8_988_228_070_000_000_000, 30);
    let expired = make::sim_with(&app, Org::Master, |sim| sim.status = SimStatus::Expired);
    make::sim(&app, Org::Stranger);
    let alice = app.as_(Who::Alice).await;
    let id = preview(&alice, &[("list", "/sims"), ("all", "1"), ("action", "top-up")]).await;
    let found = row(&app, id);
    assert_eq!(
        (found.status, found.will_change, found.refused),
        (BulkStatus::Previewed, 30, 1)
    );
    let address = urls::bulk(urls::BULK_ORDER, &id);
    let page = alice.get(&urls::bulk(urls::BULK_ACTION, &id)).await;
    assert!(page.text().contains(&address), "the preview leads on");
    assert!(page.words().contains(&text(Lang::En, "bulk-reason-expired")));
    // It is an order, not an action to be confirmed.
    let confirmed = alice.post(&urls::bulk(urls::BULK_CONFIRM, &id), &[]).await;
    assert!((400..500).contains(&confirmed.status), "{}", confirmed.status);
    assert_eq!(row(&app, id).status, BulkStatus::Previewed);
    let form = alice.get(&address).await;
    assert!(form.words().contains("Top up 30 SIMs"), "{}", form.words());
    let product = make::product_named(&app, "TOPUP-500");
    // Two tabs with keys of their own: a preview is one attempt all the same.
    let (one, two) =
        futures_util::future::join(place(&alice, id, product, "1"), place(&alice.copy(), id, product, "1")).await;
    assert_eq!((one.status, two.status), (303, 303), "{}", two.text());
    assert_eq!(one.location(), two.location());
    app.run_jobs().await;
    let orders = all_orders(&app);
    assert_eq!(orders.len(), 1);
    assert_eq!(
        (orders[0].kind, orders[0].items, orders[0].status),
        (OrderKind::BulkTopUp, 30, OrderStatus::Completed)
    );
    let scope = make::scope(&app, Org::Master);
    for number in 8_988_228_070_000_000_000_u64..8_988_228_070_000_000_030 {
        let iccid = Iccid::parse(&number.to_string()).unwrap();
        let sim = app.db(|db| sims::find(db, &scope, &iccid));
        assert_eq!(sim.data_total, 1_000_000_000, "{number}");
    }
    assert_eq!(again(&app, &expired).data_total, expired.data_total);
    let done = alice.get(&urls::bulk(urls::BULK_ACTION, &id)).await;
    assert!(done.words().contains(&orders[0].number), "{}", done.words());
    assert_eq!((row(&app, id).status, row(&app, id).changed), (BulkStatus::Done, 30));
    // There is nothing more to order.
    assert_eq!(alice.get(&address).await.status, 303);
    let later = place(&alice, id, product, "5").await;
    assert_eq!(later.location(), one.location());
    assert_eq!(all_orders(&app).len(), 1);
}

async fn many_are_extended_and_the_expired_come_back(app: TestApp) {
    shop(&app);
    let today = app.state.clock.now().date();
    let running = make::sim(&app, Org::Master);
    let expired = make::sim_with(&app, Org::Master, |sim| {
        sim.status = SimStatus::Expired;
        sim.lifetime_ends_on = today - TimeDelta::days(3);
    });
    let alice = app.as_(Who::Alice).await;
    let id = preview(
        &alice,
        &[
            ("list", "/sims"),
            ("sim", &running.iccid),
            ("sim", &expired.iccid),
            ("action", "extend"),
        ],
    )
    .await;
    assert_eq!((row(&app, id).will_change, row(&app, id).refused), (2, 0));
    let placed = place(&alice, id, make::product_named(&app, "EXT-5Y"), "1").await;
    assert_eq!(placed.status, 303, "{}", placed.words());
    app.run_jobs().await;
    assert_eq!(all_orders(&app)[0].kind, OrderKind::Extension);
    let back = again(&app, &expired);
    assert_eq!(
        (back.status, back.lifetime_ends_on),
        (SimStatus::Deactivated, today + TimeDelta::days(1_826))
    );
    assert_eq!(
        again(&app, &running).lifetime_ends_on,
        running.lifetime_ends_on + TimeDelta::days(1_826)
    );
}

async fn what_changed_since_the_preview_is_said_and_nothing_is_ordered(app: TestApp) {
    shop(&app);
    let (one, two) = (make::sim(&app, Org::Master), make::sim(&app, Org::Master));
    let alice = app.as_(Who::Alice).await;
    let fields = [
        ("list", "/sims"),
        ("sim", one.iccid.as_str()),
        ("sim", &two.iccid),
        ("action", "top-up"),
    ];
    let id = preview(&alice, &fields).await;
    // Meanwhile the lifetime of one ends.
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    app.db(|db| {
        let sim = sims::find_by_id(db, &scope, two.id)?;
        sims::set_status_of(db, &[&sim], SimStatus::Expired, now)
    });
    let answer = place(&alice, id, make::product_named(&app, "TOPUP-500"), "1").await;
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains(&text(Lang::En, "orders-refused-sims-expired")));
    assert!(all_orders(&app).is_empty());
    assert_eq!(row(&app, id).status, BulkStatus::Previewed);
}

async fn a_preview_that_is_none_of_these_has_no_order(app: TestApp) {
    shop(&app);
    let reset = make::bulk(&app);
    let sim = make::sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let path = urls::bulk(urls::BULK_ORDER, &reset);
    assert_eq!(alice.get(&path).await.status, 404);
    assert_eq!(alice.post(&path, &[("go", "place")]).await.status, 404);
    let id = preview(&alice, &[("list", "/sims"), ("sim", &sim.iccid), ("action", "top-up")]).await;
    let charlie = app.as_(Who::Charlie).await;
    assert_eq!(charlie.get(&urls::bulk(urls::BULK_ORDER, &id)).await.status, 404);
    // Who may not buy has no button, and no page.
    let uma = app.as_(Who::Uma).await;
    assert!(!uma.get(urls::SIMS).await.text().contains(urls::BULK_PURCHASE));
    assert_eq!(uma.get(&urls::bulk(urls::BULK_ORDER, &id)).await.status, 403);
    assert!(alice.get(urls::SIMS).await.text().contains(urls::BULK_PURCHASE));
}
