//! One SIM: choosing, checking, placing.

use chrono::TimeDelta;
use simportal::domain::orders;
use simportal::types::card_payment::TestCard;
use simportal::types::lang::Lang;
use simportal::types::order::{OrderKind, OrderStatus, PaymentMethod, PaymentStatus};
use simportal::types::status::SimStatus;
use simportal::web::urls;

use super::{again, all_orders, at, saved_card, shop};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{Answer, Client, TestApp, Who, make};

on_both!(
    a_top_up_is_shown_with_all_sums_and_booked_at_once_on_the_monthly_invoice,
    the_same_attempt_places_one_order_twice_and_at_once,
    an_expired_sim_can_only_be_extended,
    a_saved_card_is_charged_at_once,
    a_card_that_is_declined_leaves_the_order_unpaid,
    what_is_typed_wrong_comes_back_with_the_reason,
    sims_of_others_do_not_exist_and_not_everybody_buys,
);

/// The fields of a form that was filled in.
fn fields<'a>(form: &Answer, product: &'a str, payment: &'a str, go: &'a str) -> Vec<(&'a str, String)> {
    vec![
        ("attempt", form.field("attempt").unwrap()),
        ("product", product.to_owned()),
        ("each", "2".to_owned()),
        ("centre", "K-7".to_owned()),
        ("purchase_order", "PO-9".to_owned()),
        ("payment", payment.to_owned()),
        ("go", go.to_owned()),
    ]
}

async fn send(client: &Client<'_>, path: &str, fields: &[(&str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post(path, &fields).await
}

async fn a_top_up_is_shown_with_all_sums_and_booked_at_once_on_the_monthly_invoice(app: TestApp) {
    shop(&app);
    let sim = make::sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let path = at(urls::SIM_TOP_UP, &sim);
    let page = alice.get(&at(urls::SIM, &sim)).await.text();
    assert!(page.contains(&format!("href=\"{path}\"")), "the SIM's page leads there");
    let form = alice.get(&path).await;
    assert_eq!(form.status, 200, "{}", form.text());
    let product = make::product_named(&app, "TOPUP-500").to_string();
    let summary = send(&alice, &path, &fields(&form, &product, "monthly_invoice", "check")).await;
    assert_eq!(summary.status, 200, "{}", summary.words());
    let words = summary.words();
    for part in [
        "2 × Top-up 500 MB + 250 SMS",
        "€20.00",
        "€3.80",
        "€23.80",
        "Cost centre K-7",
        "PO-9",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(all_orders(&app).is_empty(), "nothing is ordered by looking");
    let back = send(&alice, &path, &fields(&form, &product, "monthly_invoice", "back")).await;
    assert_eq!(back.field("each").as_deref(), Some("2"), "what was typed comes back");
    let placed = send(&alice, &path, &fields(&form, &product, "monthly_invoice", "place")).await;
    assert_eq!(placed.status, 303, "{}", placed.text());
    app.run_jobs().await;
    let order = all_orders(&app).remove(0);
    assert_eq!(placed.location(), urls::order(urls::ORDER, &order.number));
    assert_eq!(
        (order.kind, order.status, order.payment_method),
        (OrderKind::TopUp, OrderStatus::Completed, PaymentMethod::MonthlyInvoice)
    );
    let booked = again(&app, &sim);
    assert_eq!((booked.data_total, booked.sms_total), (1_500_000_000, 750));
}

async fn the_same_attempt_places_one_order_twice_and_at_once(mut app: TestApp) {
    app.leave_work();
    shop(&app);
    let sim = make::sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let path = at(urls::SIM_TOP_UP, &sim);
    let form = alice.get(&path).await;
    let product = make::product_named(&app, "TOPUP-500").to_string();
    let place = fields(&form, &product, "bank_transfer", "place");
    let other_tab = alice.copy();
    let (one, two) = futures_util::future::join(send(&alice, &path, &place), send(&other_tab, &path, &place)).await;
    let three = send(&alice, &path, &place).await;
    assert_eq!(
        (one.status, two.status, three.status),
        (303, 303, 303),
        "{}",
        two.text()
    );
    assert_eq!((one.location(), two.location()), (three.location(), three.location()));
    let orders = all_orders(&app);
    assert_eq!(orders.len(), 1);
    assert_eq!(
        (orders[0].status, orders[0].items),
        (OrderStatus::AwaitingPayment, 2),
        "a transfer is booked when it has arrived"
    );
}

async fn an_expired_sim_can_only_be_extended(app: TestApp) {
    shop(&app);
    let today = app.state.clock.now().date();
    let sim = make::sim_with(&app, Org::Master, |sim| {
        sim.status = SimStatus::Expired;
        sim.lifetime_ends_on = today - TimeDelta::days(40);
    });
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(&at(urls::SIM, &sim)).await.text();
    let (top_up, extension) = (at(urls::SIM_TOP_UP, &sim), at(urls::SIM_EXTENSION, &sim));
    assert!(page.contains(&extension) && !page.contains(&format!("\"{top_up}\"")));
    let refused = alice.get(&top_up).await;
    assert!(refused.text().contains(&extension) && refused.field("each").is_none());
    let form = alice.get(&extension).await;
    let product = make::product_named(&app, "TOPUP-500").to_string();
    // Sent all the same, it is answered all the same.
    let answer = send(&alice, &top_up, &fields(&form, &product, "monthly_invoice", "place")).await;
    assert_eq!(answer.status, 422);
    assert!(all_orders(&app).is_empty());
    let product = make::product_named(&app, "EXT-5Y").to_string();
    let placed = send(&alice, &extension, &fields(&form, &product, "monthly_invoice", "place")).await;
    assert_eq!(placed.status, 303, "{}", placed.words());
    app.run_jobs().await;
    let back = again(&app, &sim);
    assert_eq!(back.status, SimStatus::Deactivated);
    assert_eq!(back.lifetime_ends_on, today + TimeDelta::days(2 * 1_826));
}

async fn a_saved_card_is_charged_at_once(app: TestApp) {
    shop(&app);
    let card = saved_card(&app, TestCard::Success);
    let sim = make::sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let path = at(urls::SIM_TOP_UP, &sim);
    let form = alice.get(&path).await;
    assert!(form.words().contains("4242"), "{}", form.words());
    let product = make::product_named(&app, "TOPUP-500").to_string();
    let payment = format!("card-{card}");
    let place = fields(&form, &product, &payment, "place");
    for _ in 0..2 {
        assert_eq!(send(&alice, &path, &place).await.status, 303);
    }
    app.run_jobs().await;
    let order = all_orders(&app).remove(0);
    assert_eq!(
        (order.status, order.payment_status, order.paid),
        (OrderStatus::Completed, PaymentStatus::Paid, order.gross)
    );
    assert_eq!(again(&app, &sim).data_total, 1_500_000_000);
}

async fn a_card_that_is_declined_leaves_the_order_unpaid(app: TestApp) {
    shop(&app);
    let card = saved_card(&app, TestCard::Declined);
    let sim = make::sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let path = at(urls::SIM_TOP_UP, &sim);
    let form = alice.get(&path).await;
    let product = make::product_named(&app, "TOPUP-500").to_string();
    let payment = format!("card-{card}");
    send(&alice, &path, &fields(&form, &product, &payment, "place")).await;
    app.run_jobs().await;
    let order = all_orders(&app).remove(0);
    assert_eq!(
        (order.status, order.payment_status),
        (OrderStatus::AwaitingPayment, PaymentStatus::Failed)
    );
    assert_eq!(again(&app, &sim).data_total, sim.data_total);
}

async fn what_is_typed_wrong_comes_back_with_the_reason(app: TestApp) {
    shop(&app);
    let sim = make::sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let path = at(urls::SIM_TOP_UP, &sim);
    let form = alice.get(&path).await;
    let id = make::product_named(&app, "TOPUP-500").to_string();
    let sims = make::product_named(&app, "SIM-4FF").to_string();
    let shown = format!("shown-{id}");
    let long = "x".repeat(36);
    for (field, value, key) in [
        ("product", "0", "top-up-product-missing"),
        // What is delivered is no volume.
        ("product", sims.as_str(), "top-up-product-missing"),
        ("each", "", "orders-quantity-wrong"),
        ("each", "0", "orders-quantity-wrong"),
        ("each", "2.5", "orders-quantity-wrong"),
        ("payment", "", "orders-payment-missing"),
        ("payment", "cash", "orders-payment-missing"),
        ("payment", "card-999", "cards-refused-card-gone"),
        ("centre", long.as_str(), "orders-centre-too-long"),
        ("purchase_order", long.as_str(), "orders-number-too-long"),
    ] {
        let mut typed = fields(&form, &id, "bank_transfer", "place");
        typed.retain(|(name, _)| *name != field);
        typed.push((field, value.to_owned()));
        let answer = send(&alice, &path, &typed).await;
        assert_eq!(answer.status, 422, "{field} {value}");
        assert!(
            answer.words().contains(&text(Lang::En, key)),
            "{field}: {}",
            answer.words()
        );
        assert_eq!(
            answer.field("purchase_order").as_deref().map(str::is_empty),
            Some(false),
            "{field}"
        );
    }
    // Another price than was shown is shown again, and not applied.
    let mut typed = fields(&form, &id, "bank_transfer", "place");
    typed.push((&shown, "9000000".to_owned()));
    let answer = send(&alice, &path, &typed).await;
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains("from €9.00 to €10.00"), "{}", answer.words());
    let mut typed = fields(&form, &id, "bank_transfer", "place");
    typed.retain(|(name, _)| *name != "each");
    typed.push(("each", "99999999999".to_owned()));
    let answer = send(&alice, &path, &typed).await;
    assert_eq!(answer.status, 422, "{}", answer.words());
    assert!(all_orders(&app).is_empty());
}

async fn sims_of_others_do_not_exist_and_not_everybody_buys(app: TestApp) {
    shop(&app);
    let sim = make::sim(&app, Org::Master);
    let charlie = app.as_(Who::Charlie).await;
    for path in [at(urls::SIM_TOP_UP, &sim), at(urls::SIM_EXTENSION, &sim)] {
        assert_eq!(charlie.get(&path).await.status, 404);
        assert_eq!(charlie.post(&path, &[("go", "place")]).await.status, 404);
        for (who, status) in [(Who::Adam, 200), (Who::Uma, 403), (Who::Bob, 403), (Who::Emil, 403)] {
            assert_eq!(app.as_(who).await.get(&path).await.status, status, "{who:?}");
        }
    }
    let scope = make::scope(&app, Org::Stranger);
    assert!(app.db(|db| orders::count_by_status(db, &scope)).is_empty());
}
