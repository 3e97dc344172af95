//! SIMs out of the stock for a line of an order, and back.

use std::collections::BTreeMap;

use serde_json::Value;
use simportal::domain::fulfilment::{self, Assigned, Assignment};
use simportal::domain::ingest::parse::inventory::InventoryReader;
use simportal::domain::ingest::{self, InventoryTerms};
use simportal::domain::orders::{self, For, OrderRow};
use simportal::domain::{self, auth};
use simportal::storage::sims;
use simportal::types::carrier::Adapter;
use simportal::types::iccid::Iccid;
use simportal::types::matrix::StaffPermission;
use simportal::types::order::{OrderNumber, OrderStatus};
use simportal::web::urls;

use super::files::{camt, paid};
use super::{FIRST, again, assign, check, deed, line_of, order_of, press, pressed, range, send, stock};
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    from_the_transfer_to_the_sims_in_the_customers_list,
    the_same_file_moves_nothing_twice,
    of_two_people_at_once_one_assigns,
    too_many_too_few_and_the_wrong_form_are_told,
    every_sample_file_gives_its_verdict,
    a_file_is_repaired_on_request,
    sims_are_taken_out_of_a_stock_only,
    unused_sims_go_back_and_the_order_can_be_cancelled,
    sims_that_are_in_use_stay,
    only_who_never_ordered_is_a_stock,
);

async fn from_the_transfer_to_the_sims_in_the_customers_list(mut app: TestApp) {
    app.leave_work();
    let stock = stock(&app, 30).await;
    let order = order_of(&app, 20, false);
    let stella = app.as_(Who::Stella).await;
    // Nothing is assigned before it is paid.
    let early = stella
        .get(&urls::order(urls::STAFF_ORDER_ASSIGNMENT, &order.number))
        .await;
    assert!(early.words().contains("This one is not."), "{}", early.words());
    let statement = camt(
        "2026-1",
        &[paid("B1", order.gross.cents(), &format!("Order {}", order.number))],
    );
    let read = send(&stella, urls::BANK_STATEMENTS, &[], Some(("bank.xml", &statement[..]))).await;
    assert_eq!(read.status, 303, "{}", read.text());
    assert_eq!(again(&app, &order).status, OrderStatus::InPreparation);
    let list = stella.get(urls::STAFF_ORDERS).await.words();
    assert!(list.contains(&order.number) && list.contains("To fulfil 1"), "{list}");
    // Two ranges, one after the other: all of each.
    let preview = check(&app, &stella, &order, &stock, range(0, 12).as_bytes()).await;
    assert_eq!(preview.status, 200);
    let words = preview.words();
    for part in ["12 SIMs are ready to be assigned", "8 more SIMs will be missing"] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert_eq!(
        app.db(|db| orders::count_sims(db, order.id)),
        0,
        "a preview changes nothing"
    );
    let action = urls::order(urls::STAFF_ORDER_ASSIGNMENT, &order.number);
    assert_eq!(press(&stella, &preview, &action).await.status, 303);
    let not_yet = stella
        .get(&urls::order(urls::STAFF_ORDER_SHIPMENT, &order.number))
        .await;
    assert!(not_yet.words().contains("Not all SIMs of this order are assigned yet."));
    let done = assign(
        &app,
        &stella,
        &order,
        &stock,
        format!("{}{}", range(12, 3), range(15, 5)).as_bytes(),
    )
    .await;
    assert_eq!(done.status, 303, "{}", done.text());
    // The customer has them, with volume and lifetime of the product from today on.
    let scope = make::scope(&app, Org::Master);
    let iccid = Iccid::from_number(FIRST + 19).unwrap();
    let sim = app.db(|db| sims::find(db, &scope, &iccid));
    let today = app.state.clock.now().date();
    assert_eq!(
        (sim.root_id, sim.data_left, sim.sms_left),
        (scope.root_id(), 500_000_000, 250)
    );
    assert_eq!((sim.lifetime_starts_on, sim.ip_address), (today, None));
    let alice = app.as_(Who::Alice).await;
    assert!(
        alice
            .get(&urls::sim_page(iccid.as_str()))
            .await
            .words()
            .contains(iccid.as_str())
    );
    let list = alice.get(&format!("{}?q={}", urls::SIMS, FIRST + 3)).await.text();
    assert!(list.contains(&urls::sim_page(&(FIRST + 3).to_string())));
    let file = alice.get(&urls::order(urls::ORDER_SIMS, &order.number)).await.text();
    assert_eq!(file.lines().count(), 21);
    assert!(file.contains(&(FIRST + 19).to_string()) && !file.contains(&(FIRST + 20).to_string()));
    let history = alice
        .get(&urls::SIM_HISTORY.replace("{iccid}", iccid.as_str()))
        .await
        .words();
    assert!(
        history.contains("Delivered") && history.contains(&order.number),
        "{history}"
    );
    // The stock has the others.
    let charlie = app.as_(Who::Charlie).await;
    assert_eq!(charlie.get(&urls::sim_page(iccid.as_str())).await.status, 404);
    assert_eq!(
        charlie.get(&urls::sim_page(&(FIRST + 20).to_string())).await.status,
        200
    );
    let parcel = [("carrier", "DHL"), ("tracking", "00340434161094021501")];
    let shipped = deed(&stella, urls::STAFF_ORDER_SHIPMENT, &order, &parcel).await;
    assert_eq!(shipped.status, 303, "{}", shipped.text());
    assert_eq!(
        deed(&stella, urls::STAFF_ORDER_COMPLETION, &order, &[]).await.status,
        303
    );
    let page = alice.get(&urls::order(urls::ORDER, &order.number)).await.words();
    for part in [
        "Completed",
        "Payment received",
        "Shipped",
        "DHL 00340434161094021501",
        "20 SIMs",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let log = alice.get(urls::AUDIT).await.words();
    for part in ["SIMs assigned", "Order shipped", "(Simportal)"] {
        assert!(log.contains(part), "{part}: {log}");
    }
}

async fn the_same_file_moves_nothing_twice(mut app: TestApp) {
    app.leave_work();
    let stock = stock(&app, 30).await;
    let order = order_of(&app, 20, true);
    let stella = app.as_(Who::Stella).await;
    let preview = check(&app, &stella, &order, &stock, range(0, 10).as_bytes()).await;
    let action = urls::order(urls::STAFF_ORDER_ASSIGNMENT, &order.number);
    assert_eq!(press(&stella, &preview, &action).await.status, 303);
    // The same form once more, as after a double click, and the same file once more.
    let twice = press(&stella, &preview, &action).await;
    assert_eq!(twice.status, 303);
    let page = stella.get(twice.location()).await.words();
    assert!(page.contains("assigned to this line already"), "{page}");
    let file = check(&app, &stella, &order, &stock, range(0, 10).as_bytes()).await;
    assert_eq!(file.status, 303, "{}", file.text());
    // A part of it that is new, and a part that is not: none of it.
    let mixed = check(&app, &stella, &order, &stock, range(5, 10).as_bytes()).await;
    assert_eq!(mixed.status, 422);
    assert!(
        mixed
            .words()
            .contains("5 SIMs of this range are not in the organisation")
    );
    let lines = app.db(|db| orders::lines(db, vec![order.id]));
    assert_eq!(
        (lines[0].fulfilled, app.db(|db| orders::count_sims(db, order.id))),
        (10, 10)
    );
}

async fn of_two_people_at_once_one_assigns(mut app: TestApp) {
    app.leave_work();
    let stock_id: i64 = stock(&app, 30).await.parse().unwrap();
    let (one, other) = (order_of(&app, 20, true), order_of(&app, 20, true));
    let now = app.state.clock.now();
    let staff = app.database.handle.read_blocking(|db| -> domain::Result<_> {
        let stella = app.database.cast.user(Who::Stella);
        let actor = auth::person(db, stella, "192.0.2.10", now)?.unwrap().actor;
        Ok(actor.serve(StaffPermission::Fulfilment).unwrap())
    });
    let staff = staff.unwrap();
    // Both at the same moment, with the same SIMs for two orders.
    let attempt = |order: &OrderRow| {
        let assignment = Assignment {
            line_id: line_of(&app, order).parse().unwrap(),
            stock_id,
            file: range(0, 20).into_bytes(),
            fits_anyway: false,
        };
        (OrderNumber::parse(&order.number).unwrap(), assignment)
    };
    let work = [attempt(&one), attempt(&other)];
    let outcomes: Vec<domain::Result<Assigned>> = std::thread::scope(|threads| {
        let running: Vec<_> = work
            .iter()
            .map(|(number, assignment)| {
                let (handle, staff) = (app.database.handle.clone(), staff.clone());
                threads
                    .spawn(move || handle.write_blocking(|db| fulfilment::assign(db, &staff, number, assignment, now)))
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let assigned = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, Ok(Assigned::Now(20))))
        .count();
    assert_eq!(assigned, 1, "{outcomes:?}");
    let counts = [&one, &other].map(|order| app.db(|db| orders::count_sims(db, order.id)));
    assert_eq!(counts.iter().sum::<i64>(), 20, "{counts:?}");
}

async fn too_many_too_few_and_the_wrong_form_are_told(mut app: TestApp) {
    app.leave_work();
    let stock = stock(&app, 40).await;
    let order = order_of(&app, 20, true);
    let stella = app.as_(Who::Stella).await;
    let more = check(&app, &stella, &order, &stock, range(0, 21).as_bytes()).await;
    assert_eq!(more.status, 422);
    assert!(
        more.words().contains("The ranges hold 21 SIMs; the line asks for 20."),
        "{}",
        more.words()
    );
    // Industrial cards for a line of nano cards: not without a word.
    let shipping = make::addresses(&app, Org::Master, "DE");
    let nano = make::placement(&app, "SIM-4FF", 10, For::Delivery(Some(shipping)));
    let nano = make::placed(&app, Org::Master, &nano);
    super::pay(&app, &nano);
    let misfit = check(&app, &stella, &nano, &stock, range(0, 10).as_bytes()).await;
    assert_eq!(misfit.status, 422);
    assert!(
        misfit
            .words()
            .contains("SIMs of another form: 10 of type “Industrial”."),
        "{}",
        misfit.words()
    );
    let action = urls::order(urls::STAFF_ORDER_ASSIGNMENT, &nano.number);
    // Fields that are left empty.
    let nothing = send(&stella, &action, &[("what", "file")], None).await;
    assert_eq!(nothing.status, 422);
    for part in [
        "Choose a line.",
        "Choose a stock.",
        "Choose a file, or paste at least one line",
    ] {
        assert!(nothing.words().contains(part), "{part}");
    }
    let insisted = press(&stella, &misfit, &action).await;
    assert_eq!(insisted.status, 200, "{}", insisted.text());
    assert_eq!(press(&stella, &insisted, &action).await.status, 303);
    assert_eq!(app.db(|db| orders::count_sims(db, nano.id)), 10);
}

/// The 200 SIMs of the sample inventory, in the stock.
fn sample_inventory(app: &TestApp) {
    let csv = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/inventory/sims.csv")).unwrap();
    let lines = InventoryReader::new(csv.as_slice())
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let terms = InventoryTerms {
        tariff: app.state.config.tariff,
        carrier: ("Inventory", Adapter::None),
        keys: &app.state.keys,
    };
    let (now, scope) = (app.state.clock.now(), make::scope(app, Org::Stranger));
    let intake = app.write(|db| ingest::take_inventory(db, &scope, &terms, lines, now));
    assert_eq!(intake.loaded, 200);
}

async fn every_sample_file_gives_its_verdict(mut app: TestApp) {
    app.leave_work();
    let stock = stock(&app, 1).await;
    sample_inventory(&app);
    let order = order_of(&app, 200, true);
    let stella = app.as_(Who::Stella).await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/ranges");
    let json = std::fs::read(format!("{folder}/expected.json")).unwrap();
    let expected: BTreeMap<String, Value> = serde_json::from_slice(&json).unwrap();
    assert!(expected.len() > 20);
    for (name, verdict) in expected {
        let file = std::fs::read(format!("{folder}/{name}")).unwrap();
        let answer = check(&app, &stella, &order, &stock, &file).await;
        let words = answer.words();
        let is_accepted = verdict["accepted"] == Value::Bool(true);
        assert_eq!(answer.status, if is_accepted { 200 } else { 422 }, "{name}: {words}");
        assert_eq!(
            words.contains("Repair and continue"),
            verdict["repairable"] == Value::Bool(true),
            "{name}"
        );
        if is_accepted {
            let sims = verdict["sims"].as_i64().unwrap();
            assert!(words.contains(&format!("{sims} SIM")), "{name}: {words}");
        }
        for error in verdict["errors"].as_array().unwrap() {
            let line = error["line"].as_i64().unwrap();
            assert!(line == 0 || words.contains(&format!("Line {line} ")), "{name}: {words}");
        }
    }
    assert_eq!(app.db(|db| orders::count_sims(db, order.id)), 0);
}

async fn a_file_is_repaired_on_request(mut app: TestApp) {
    app.leave_work();
    let stock = stock(&app, 30).await;
    let order = order_of(&app, 20, true);
    let stella = app.as_(Who::Stella).await;
    let untidy = format!("{}\n{}", range(0, 5).trim_end().to_owned() + ";", range(3, 7));
    let refused = check(&app, &stella, &order, &stock, untidy.as_bytes()).await;
    assert_eq!(refused.status, 422);
    let action = urls::order(urls::STAFF_ORDER_ASSIGNMENT, &order.number);
    let repaired = press(&stella, &refused, &action).await;
    assert_eq!(repaired.status, 200, "{}", repaired.text());
    assert!(repaired.words().contains("10 SIMs are ready"), "{}", repaired.words());
    let text = pressed(&repaired, &action)
        .into_iter()
        .find(|(name, _)| name == "text")
        .unwrap()
        .1;
    assert_eq!(text, range(0, 10));
}

async fn sims_are_taken_out_of_a_stock_only(mut app: TestApp) {
    app.leave_work();
    let stock = stock(&app, 20).await;
    let order = order_of(&app, 20, true);
    make::fleet(&app, Org::Sub, FIRST + 100, 20);
    let stella = app.as_(Who::Stella).await;
    // A customer's SIMs, by a number of the customer, and by the stock's.
    let sub = app.database.cast.organisation(Org::Sub).to_string();
    let answer = check(&app, &stella, &order, &sub, range(100, 20).as_bytes()).await;
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains("Choose a stock."));
    let answer = check(&app, &stella, &order, &stock, range(100, 20).as_bytes()).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer
            .words()
            .contains("20 SIMs of this range are not in the organisation")
    );
    // A line of somebody else's order.
    let other = order_of(&app, 10, true);
    let line = line_of(&app, &other);
    let fields = [("line", line.as_str()), ("stock", stock.as_str()), ("what", "file")];
    let path = urls::order(urls::STAFF_ORDER_ASSIGNMENT, &order.number);
    let answer = send(&stella, &path, &fields, Some(("r.csv", range(0, 10).as_bytes()))).await;
    assert_eq!(answer.status, 404);
    let removed = stella
        .post(urls::STOCK_REMOVAL, &[("account", Org::Stranger.account_number())])
        .await;
    assert_eq!(removed.status, 303);
    let answer = stella.get(&path).await;
    assert!(
        answer.words().contains("No organisation is marked as stock yet"),
        "{}",
        answer.words()
    );
}

async fn unused_sims_go_back_and_the_order_can_be_cancelled(mut app: TestApp) {
    app.leave_work();
    let stock = stock(&app, 20).await;
    let order = order_of(&app, 20, true);
    let stella = app.as_(Who::Stella).await;
    assert_eq!(
        assign(&app, &stella, &order, &stock, range(0, 20).as_bytes())
            .await
            .status,
        303
    );
    let alice = app.as_(Who::Alice).await;
    let iccid = (FIRST + 1).to_string();
    let label = urls::sim(urls::SIM_LABEL, &Iccid::parse(&iccid).unwrap());
    assert_eq!(alice.post(&label, &[("label", "Cold store 7")]).await.status, 303);
    let refused = stella
        .get(&urls::order(urls::STAFF_ORDER_CANCELLATION, &order.number))
        .await;
    assert!(refused.words().contains("Take them back first"), "{}", refused.words());
    let back = deed(&stella, urls::STAFF_ORDER_RETURN, &order, &[("stock", &stock)]).await;
    assert_eq!(back.status, 303, "{}", back.text());
    assert_eq!(alice.get(&urls::sim_page(&iccid)).await.status, 404);
    let scope = make::scope(&app, Org::Stranger);
    let sim = app.db(|db| sims::find(db, &scope, &Iccid::parse(&iccid).unwrap()));
    assert_eq!((sim.label.as_str(), sim.root_id), ("", scope.root_id()));
    let lines = app.db(|db| orders::lines(db, vec![order.id]));
    assert_eq!(
        (lines[0].fulfilled, app.db(|db| orders::count_sims(db, order.id))),
        (0, 0)
    );
    let cancelled = deed(
        &stella,
        urls::STAFF_ORDER_CANCELLATION,
        &order,
        &[("reason", "Sold out")],
    )
    .await;
    assert_eq!(cancelled.status, 303, "{}", cancelled.text());
    assert_eq!(again(&app, &order).status, OrderStatus::Cancelled);
    // And to somebody else, as if nothing had been.
    let other = order_of(&app, 20, true);
    assert_eq!(
        assign(&app, &stella, &other, &stock, range(0, 20).as_bytes())
            .await
            .status,
        303
    );
}

async fn sims_that_are_in_use_stay(mut app: TestApp) {
    app.leave_work();
    let stock = stock(&app, 20).await;
    let order = order_of(&app, 20, true);
    let stella = app.as_(Who::Stella).await;
    assert_eq!(
        assign(&app, &stella, &order, &stock, range(0, 20).as_bytes())
            .await
            .status,
        303
    );
    let sim = app.db(|db| sims::find(db, &make::scope(&app, Org::Master), &Iccid::from_number(FIRST).unwrap()));
    make::usage(&app, &sim, app.state.clock.now(), 1.0, None);
    let path = urls::order(urls::STAFF_ORDER_RETURN, &order.number);
    let used = deed(&stella, urls::STAFF_ORDER_RETURN, &order, &[("stock", &stock)]).await;
    assert_eq!(used.status, 422);
    assert!(used.words().contains("has been used"), "{}", used.words());
    assert_eq!(app.db(|db| orders::count_sims(db, order.id)), 20);
    // Shipped is shipped.
    assert_eq!(
        deed(&stella, urls::STAFF_ORDER_SHIPMENT, &order, &[("carrier", "DHL")])
            .await
            .status,
        303
    );
    assert!(stella.get(&path).await.words().contains("The SIMs have been sent"));
}

async fn only_who_never_ordered_is_a_stock(mut app: TestApp) {
    app.leave_work();
    let stella = app.as_(Who::Stella).await;
    order_of(&app, 10, false);
    for (account, reason) in [
        ("81000001", "it is a customer"),
        ("81000002", "This is a sub-organisation"),
        ("81999999", "No organisation has this account number"),
        ("8100", "An account number has eight digits"),
    ] {
        let answer = stella.post(urls::STOCK, &[("account", account)]).await;
        assert_eq!(answer.status, 422, "{account}");
        assert!(answer.words().contains(reason), "{account}: {}", answer.words());
        assert_eq!(answer.field("account").as_deref(), Some(account));
    }
    // Support sees orders, and assigns nothing.
    let sam = app.as_(Who::Sam).await;
    assert_eq!(sam.get(urls::STAFF_ORDERS).await.status, 200);
    assert_eq!(sam.get(urls::STOCK).await.status, 403);
}
