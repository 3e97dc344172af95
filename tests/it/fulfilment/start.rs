//! The first page of staff: what waits.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use diesel::prelude::*;
use simportal::domain::orders::{self, OrderRow};
use simportal::domain::work::{self, Job, Outcome};
use simportal::storage::charges::{self, NewAttempt};
use simportal::storage::schema;
use simportal::types::order::{PaymentKind, PaymentState, PaymentStatus};
use simportal::types::role::StaffRole;
use simportal::web::urls;

use super::{order_of, pay};
use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{Answer, Client, TestApp, Who, make};

on_both!(
    staff_land_there,
    nothing_is_said_calmly,
    each_role_sees_its_rows_and_nobody_else_any,
    orders_are_counted_as_they_go_on,
    each_figure_leads_to_exactly_these,
    payments_by_card_are_named_that_need_somebody,
    what_failed_for_good_is_counted,
    without_the_data_of_the_seller_there_is_a_warning,
);

/// What the rows are about.
fn names(answer: &Answer) -> Vec<String> {
    let page = answer.page();
    page.select(&selector(".groups li .st"))
        .map(|name| name.text().collect())
        .collect()
}

/// How many wait, by the name of the row.
fn count(answer: &Answer, name: &str) -> String {
    let page = answer.page();
    let named = names(answer);
    let place = named.iter().position(|each| each == name);
    let place = place.unwrap_or_else(|| panic!("{name} is not among {named:?}"));
    let counts: Vec<String> = page
        .select(&selector(".groups li .num"))
        .map(|count| count.text().collect())
        .collect();
    counts[place].clone()
}

/// Where links of the rows lead.
fn links(answer: &Answer) -> Vec<String> {
    let page = answer.page();
    page.select(&selector(".groups a"))
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect()
}

/// The entries of the menu to which the page belongs.
async fn current(client: &Client<'_>, path: &str) -> Vec<String> {
    let page = client.get(path).await.page();
    page.select(&selector(".nav a[aria-current]"))
        .map(|link| link.text().collect::<String>().trim().to_owned())
        .collect()
}

/// Sam has another role among staff.
fn sam_is(app: &TestApp, role: StaffRole) {
    use schema::users as u;
    let sam = app.database.cast.user(Who::Sam);
    app.db(|db| {
        diesel::update(u::table.find(sam))
            .set(u::staff_role.eq(Some(role.as_str())))
            .execute(db)?;
        Ok(())
    });
}

/// An attempt to move the money of an order by card, as far as it is; answers its key.
fn attempt(
    app: &TestApp,
    order: &OrderRow,
    (kind, refund_of): (PaymentKind, Option<i64>),
    status: PaymentState,
) -> i64 {
    let (key, now) = (make::attempt(), app.state.clock.now());
    app.db(|db| {
        let new = NewAttempt {
            kind,
            provider: "simulated",
            payment_method_id: None,
            refund_of,
            attempt_key: key.as_str(),
            amount: order.gross,
            keep_card: false,
            language: "en",
            look_at: now,
        };
        let mut row = charges::insert(db, order, &make::by(), &new, now)?;
        row.status = status;
        let is_settled = matches!(status, PaymentState::Succeeded | PaymentState::Failed);
        row.settled_at = is_settled.then_some(now);
        charges::save(db, &row)?;
        Ok(row.id)
    })
}

async fn staff_land_there(app: TestApp) {
    for who in [Who::Stella, Who::Sam] {
        let client = app.as_(who).await;
        assert_eq!(client.get(urls::HOME).await.location(), urls::OPERATIONS, "{who:?}");
        assert_eq!(current(&client, urls::OPERATIONS).await, ["Overview"]);
        assert_eq!(current(&client, urls::STAFF_ORDERS).await, ["Orders"]);
        let page = client.get(urls::OPERATIONS).await.page();
        let first = page.select(&selector(".nav a")).next().unwrap();
        assert_eq!(first.attr("href"), Some(urls::OPERATIONS));
    }
    let alice = app.as_(Who::Alice).await;
    assert_eq!(alice.get(urls::HOME).await.location(), urls::DASHBOARD);
}

async fn nothing_is_said_calmly(app: TestApp) {
    let page = app.as_(Who::Stella).await.get(urls::OPERATIONS).await;
    let rows = names(&page).len();
    assert_eq!(rows, 11);
    assert_eq!(page.words().matches("Nothing waits.").count(), rows, "{}", page.words());
    let html = page.page();
    assert_eq!(html.select(&selector(".groups .st-ok")).count(), rows);
    for count in html.select(&selector(".groups .num")) {
        assert_eq!(count.text().collect::<String>(), "0");
    }
    assert!(!page.words().contains("Oldest"), "{}", page.words());
}

async fn each_role_sees_its_rows_and_nobody_else_any(app: TestApp) {
    let everybodys = [
        "Orders to fulfil",
        "Orders awaiting payment",
        "Shipped orders",
        "Set-aside records",
        "Jobs waiting",
        "Jobs failed",
        "Mails waiting",
        "Mails failed",
    ];
    let finances = [
        "Bank payments without an order",
        "Orders without an answer",
        "Orders with a failed refund",
    ];
    for role in StaffRole::ALL {
        sam_is(&app, role);
        let page = app.as_(Who::Sam).await.get(urls::OPERATIONS).await;
        assert_eq!(page.status, 200, "{role:?}");
        let is_finance = matches!(role, StaffRole::Finance | StaffRole::Administrator);
        let names = names(&page);
        let shown: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        let mut expected = BTreeSet::from(everybodys);
        if is_finance {
            expected.extend(finances);
        }
        assert_eq!(shown, expected, "{role:?}");
        assert_eq!(page.text().contains(urls::SELLER), is_finance, "{role:?}");
        assert_eq!(links(&page).contains(&urls::BANK.to_owned()), is_finance, "{role:?}");
    }
    for who in [Who::Alice, Who::Emil, Who::Charlie] {
        assert_eq!(app.as_(who).await.get(urls::OPERATIONS).await.status, 403, "{who:?}");
    }
    let answer = app.anonymous().get(urls::OPERATIONS).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, urls::sign_in(urls::OPERATIONS).as_str())
    );
}

async fn orders_are_counted_as_they_go_on(mut app: TestApp) {
    app.leave_work();
    let stella = app.as_(Who::Stella).await;
    let counts = async || {
        let page = stella.get(urls::OPERATIONS).await;
        ["Orders to fulfil", "Orders awaiting payment", "Shipped orders"].map(|name| count(&page, name))
    };
    assert_eq!(counts().await, ["0", "0", "0"]);
    let one = order_of(&app, 10, false);
    assert_eq!(counts().await, ["0", "1", "0"]);
    order_of(&app, 20, false);
    assert_eq!(counts().await, ["0", "2", "0"]);
    pay(&app, &one);
    assert_eq!(counts().await, ["1", "1", "0"]);
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    app.write(|db| orders::ship(db, &scope, one.id, ("DHL", "00340434"), now));
    assert_eq!(counts().await, ["0", "1", "1"]);
    app.write(|db| orders::complete(db, &scope, one.id, now));
    assert_eq!(counts().await, ["0", "1", "0"]);
    let two = order_of(&app, 10, true);
    app.pass(TimeDelta::days(3));
    let three = order_of(&app, 10, true);
    assert!(two.placed_at < three.placed_at);
    let page = app.as_(Who::Stella).await.get(urls::OPERATIONS).await;
    assert_eq!(count(&page, "Orders to fulfil"), "2");
    assert!(page.words().contains("Oldest: 3 d"), "{}", page.words());
}

async fn each_figure_leads_to_exactly_these(mut app: TestApp) {
    use schema::orders as o;
    app.leave_work();
    order_of(&app, 10, true);
    order_of(&app, 20, false);
    let failed = order_of(&app, 20, false);
    app.db(|db| {
        diesel::update(o::table.find(failed.id))
            .set(o::payment_status.eq(PaymentStatus::Failed))
            .execute(db)?;
        Ok(())
    });
    make::incoming(&app);
    for _ in 0..3 {
        make::set_aside(&app);
    }
    let stella = app.as_(Who::Stella).await;
    let page = stella.get(urls::OPERATIONS).await;
    assert!(page.words().contains("1 payment failed"), "{}", page.words());
    let mut found = Vec::new();
    for link in links(&page) {
        let list = stella.get(&link).await;
        assert_eq!(list.status, 200, "{link}");
        found.push(list.page().select(&selector("tbody th a")).count());
    }
    // To fulfil, with a failed payment, awaiting payment, shipped, of the bank, set aside.
    assert_eq!(found, [1, 1, 2, 0, 1, 3], "{:?}", links(&page));
    for (name, n) in [
        ("Orders to fulfil", "1"),
        ("Orders awaiting payment", "2"),
        ("Shipped orders", "0"),
        ("Bank payments without an order", "1"),
        ("Set-aside records", "3"),
    ] {
        assert_eq!(count(&page, name), n, "{name}");
    }
}

async fn payments_by_card_are_named_that_need_somebody(mut app: TestApp) {
    const UNANSWERED: &str = "Orders without an answer";
    const FAILED: &str = "Orders with a failed refund";
    app.leave_work();
    let [one, two] = [make::order_by_card(&app, 1), make::order_by_card(&app, 2)];
    let charge = attempt(&app, &one, (PaymentKind::Charge, None), PaymentState::Succeeded);
    attempt(&app, &one, (PaymentKind::Refund, Some(charge)), PaymentState::Failed);
    attempt(&app, &two, (PaymentKind::Charge, None), PaymentState::Unknown);
    let page = app.as_(Who::Stella).await.get(urls::OPERATIONS).await;
    assert_eq!(
        [UNANSWERED, FAILED].map(|name| count(&page, name)),
        ["0", "1"],
        "the provider has been asked just now"
    );
    let path = |order: &OrderRow| urls::order(urls::STAFF_ORDER, &order.number);
    assert!(links(&page).contains(&path(&one)) && !links(&page).contains(&path(&two)));
    app.pass(TimeDelta::hours(2));
    // It is given back after all.
    attempt(&app, &one, (PaymentKind::Refund, Some(charge)), PaymentState::Succeeded);
    let stella = app.as_(Who::Stella).await;
    let page = stella.get(urls::OPERATIONS).await;
    assert_eq!([UNANSWERED, FAILED].map(|name| count(&page, name)), ["1", "0"]);
    assert!(links(&page).contains(&path(&two)) && !links(&page).contains(&path(&one)));
    assert_eq!(stella.get(&path(&two)).await.status, 200);
}

async fn what_failed_for_good_is_counted(mut app: TestApp) {
    app.leave_work();
    let now = app.state.clock.now();
    let job = Job::RetrySetAside { reason: String::new() };
    for is_failed in [true, false, false] {
        app.write(|db| {
            let id = work::enqueue(db, None, &job, now)?;
            if is_failed {
                work::finish_job(db, id, &Outcome::Failed("out of order".to_owned()), now)?;
            }
            Ok(())
        });
    }
    let page = app.as_(Who::Sam).await.get(urls::OPERATIONS).await;
    let names = ["Jobs waiting", "Jobs failed", "Mails waiting", "Mails failed"];
    assert_eq!(names.map(|name| count(&page, name)), ["2", "1", "0", "0"]);
    let html = page.page();
    assert_eq!(html.select(&selector(".groups .st-bad")).count(), 1);
}

async fn without_the_data_of_the_seller_there_is_a_warning(app: TestApp) {
    use schema::sellers as s;
    let stella = app.as_(Who::Stella).await;
    let page = stella.get(urls::OPERATIONS).await;
    assert!(page.words().contains("The data of our company is missing"));
    let html = page.page();
    let link = html.select(&selector(".flash-warn a")).next().unwrap();
    assert_eq!(link.attr("href"), Some(urls::SELLER));
    make::shop(&app);
    let page = stella.get(urls::OPERATIONS).await.words();
    assert!(!page.contains("The data of our company"), "{page}");
    app.db(|db| {
        diesel::update(s::table).set(s::iban.eq("")).execute(db)?;
        Ok(())
    });
    let page = stella.get(urls::OPERATIONS).await.words();
    assert!(page.contains("The data of our company is incomplete"), "{page}");
    let page = app.as_(Who::Sam).await.get(urls::OPERATIONS).await.words();
    assert!(!page.contains("The data of our company"), "{page}");
}
