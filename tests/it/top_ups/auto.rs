//! Auto-top-up: runs, the cap, cards that fail.

use chrono::TimeDelta;
use simportal::domain::auto_top_ups::{self, ChargeRow, Pays};
use simportal::domain::charges;
use simportal::domain::orders::{self, OrderRow};
use simportal::domain::work::{Job, enqueue};
use simportal::mail::Letter;
use simportal::storage::sims;
use simportal::types::auto_top_up::{ChargeResult, OffReason, VolumeKind};
use simportal::types::card_payment::TestCard;
use simportal::types::order::{OrderKind, OrderStatus, PaymentStatus};
use simportal::types::status::{SimStatus, VolumeGroup};
use simportal::types::time::month_of;

use super::{again, all_orders, low, saved_card, set, shop, switch_on, wish};
use crate::support::cast::Org;
use crate::support::{TestApp, make};

on_both!(
    a_sim_with_little_left_gets_a_package_once,
    only_sims_that_are_on_activated_and_low_are_topped_up,
    a_run_that_was_killed_orders_once,
    a_card_pays_and_the_ledger_says_so,
    nothing_is_spent_beyond_the_cap,
    after_three_failures_it_is_switched_off,
    a_card_that_pays_again_ends_the_failures,
    a_deleted_card_switches_it_off,
    what_cannot_be_bought_any_more_switches_it_off,
    sims_with_little_of_both_are_not_topped_up_twice,
);

/// The ledger of this month, in the order of time.
fn ledger(app: &TestApp) -> Vec<ChargeRow> {
    let (scope, month) = (make::scope(app, Org::Master), month_of(app.state.clock.now().date()));
    app.db(|db| auto_top_ups::charges_after(db, &scope, month, 0, 1_000))
}

fn results(app: &TestApp) -> Vec<ChargeResult> {
    ledger(app).into_iter().map(|row| row.result).collect()
}

fn automatic(app: &TestApp) -> Vec<OrderRow> {
    let mut orders = all_orders(app);
    orders.retain(|order| order.kind == OrderKind::AutoTopUp);
    orders
}

/// Letters to Alice with these words in their subject.
fn told(letters: &[Letter], words: &str) -> usize {
    letters
        .iter()
        .filter(|letter| letter.recipient.contains("alice") && letter.subject.contains(words))
        .count()
}

/// Lets the pause between two runs pass, and the run take place.
async fn next_run(app: &TestApp) {
    app.pass(TimeDelta::hours(4));
    app.run_jobs().await;
}

async fn a_sim_with_little_left_gets_a_package_once(app: TestApp) {
    shop(&app);
    let sim = low(&app);
    switch_on(&app, &sim, VolumeKind::Data);
    set(&app, VolumeKind::Data, &wish(&app, Pays::MonthlyInvoice, 10_000));
    app.run_jobs().await;
    let orders = automatic(&app);
    assert_eq!(orders.len(), 1);
    assert_eq!((orders[0].status, orders[0].items), (OrderStatus::Completed, 1));
    let booked = again(&app, &sim);
    assert_eq!(
        (booked.data_total, booked.data_group),
        (1_000_000_000, VolumeGroup::Sufficient)
    );
    let rows = ledger(&app);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].volume_left, rows[0].threshold, rows[0].amount),
        (90_000_000, 100_000_000, orders[0].gross)
    );
    assert_eq!(
        (rows[0].result, rows[0].order_id),
        (ChargeResult::Ordered, Some(orders[0].id))
    );
    let letters = app.letters();
    assert_eq!(told(&letters, &orders[0].number), 1, "{letters:?}");
    next_run(&app).await;
    assert_eq!(automatic(&app).len(), 1);
    assert!(app.letters().is_empty());
}

async fn only_sims_that_are_on_activated_and_low_are_topped_up(app: TestApp) {
    shop(&app);
    let today = app.state.clock.now().date();
    let on = low(&app);
    let off = low(&app);
    let enough = make::sim(&app, Org::Master);
    let deactivated = make::sim_with(&app, Org::Master, |sim| {
        sim.status = SimStatus::Deactivated;
        (sim.data_left, sim.data_group) = (0, VolumeGroup::None);
    });
    let over = make::sim_with(&app, Org::Master, |sim| {
        (sim.data_left, sim.data_group) = (0, VolumeGroup::None);
        sim.lifetime_ends_on = today + TimeDelta::days(1);
    });
    let foreign = make::sim_with(&app, Org::Stranger, |sim| {
        (sim.data_left, sim.data_group) = (0, VolumeGroup::None);
    });
    for sim in [&on, &enough, &deactivated, &over] {
        switch_on(&app, sim, VolumeKind::Data);
    }
    set(&app, VolumeKind::Data, &wish(&app, Pays::MonthlyInvoice, 1_000_000));
    app.pass(TimeDelta::days(3));
    app.run_jobs().await;
    let orders = automatic(&app);
    assert_eq!(orders.len(), 1);
    let named = app.db(|db| orders::sims_after(db, orders[0].id, 0, 10));
    let booked: Vec<&str> = named.iter().map(|sim| sim.iccid.as_str()).collect();
    assert_eq!(booked, [on.iccid.as_str()]);
    assert_eq!(again(&app, &off).data_total, off.data_total);
    let stranger = make::scope(&app, Org::Stranger);
    assert_eq!(
        app.db(|db| sims::find_by_id(db, &stranger, foreign.id)).data_total,
        foreign.data_total
    );
}

async fn a_run_that_was_killed_orders_once(app: TestApp) {
    shop(&app);
    let (one, two) = (low(&app), low(&app));
    switch_on(&app, &one, VolumeKind::Data);
    switch_on(&app, &two, VolumeKind::Data);
    set(&app, VolumeKind::Data, &wish(&app, Pays::MonthlyInvoice, 10_000));
    let (scope, at) = (make::scope(&app, Org::Master), app.state.clock.now());
    let turn = auto_top_ups::Turn {
        kind: VolumeKind::Data,
        at,
        part: 1,
    };
    let ids = [one.id, two.id];
    // Killed before it was kept: as if it had never been.
    let lost = app.try_write(|db| -> simportal::domain::Result<()> {
        auto_top_ups::top_up(db, &scope, &turn, &ids, at)?;
        Err(simportal::domain::Error::NotFound)
    });
    assert!(lost.is_err() && automatic(&app).is_empty() && ledger(&app).is_empty());
    // Killed after it was kept, and tried again, before anything is booked and afterwards.
    for _ in 0..2 {
        app.write(|db| auto_top_ups::top_up(db, &scope, &turn, &ids, at));
    }
    let job = Job::AutoTopUp {
        root_id: scope.root_id(),
        organisation_id: scope.organisation_id(),
        kind: VolumeKind::Data,
        at,
    };
    for _ in 0..2 {
        app.write(|db| enqueue(db, None, &job, at));
        app.run_jobs().await;
    }
    let orders = automatic(&app);
    assert_eq!((orders.len(), orders[0].items, ledger(&app).len()), (1, 2, 2));
    assert_eq!(again(&app, &one).data_total, 1_000_000_000);
    let sum: i64 = ledger(&app).iter().map(|row| row.amount.cents()).sum();
    assert_eq!(sum, orders[0].gross.cents(), "the shares add up to the order");
}

async fn a_card_pays_and_the_ledger_says_so(app: TestApp) {
    shop(&app);
    let card = saved_card(&app, TestCard::Success);
    let sim = low(&app);
    switch_on(&app, &sim, VolumeKind::Data);
    set(&app, VolumeKind::Data, &wish(&app, Pays::Card(card), 10_000));
    app.run_jobs().await;
    let orders = automatic(&app);
    assert_eq!(
        (orders.len(), orders[0].status, orders[0].payment_status),
        (1, OrderStatus::Completed, PaymentStatus::Paid)
    );
    assert_eq!(results(&app), [ChargeResult::Charged]);
    assert_eq!(again(&app, &sim).data_total, 1_000_000_000);
    assert_eq!(told(&app.letters(), &orders[0].number), 1);
}

async fn nothing_is_spent_beyond_the_cap(app: TestApp) {
    shop(&app);
    let sims = [low(&app), low(&app), low(&app)];
    for sim in &sims {
        switch_on(&app, sim, VolumeKind::Data);
    }
    // Two packages cost 23.80 with VAT.
    set(&app, VolumeKind::Data, &wish(&app, Pays::MonthlyInvoice, 2_380));
    app.run_jobs().await;
    let orders = automatic(&app);
    assert_eq!((orders.len(), orders[0].items, orders[0].gross.cents()), (1, 2, 2_380));
    let over = || {
        results(&app)
            .iter()
            .filter(|result| **result == ChargeResult::OverCap)
            .count()
    };
    assert_eq!((ledger(&app).len(), over()), (3, 1));
    assert_eq!(told(&app.letters(), "monthly cap"), 1);
    for _ in 0..3 {
        next_run(&app).await;
    }
    assert_eq!((automatic(&app).len(), over()), (1, 1), "said once a month");
    assert_eq!(told(&app.letters(), "monthly cap"), 0);
    // A month later there is money again.
    app.pass(TimeDelta::days(12));
    app.run_jobs().await;
    assert_eq!(automatic(&app).len(), 2);
    assert!(sims.iter().all(|sim| again(&app, sim).data_total == 1_000_000_000));
}

async fn after_three_failures_it_is_switched_off(app: TestApp) {
    shop(&app);
    let card = saved_card(&app, TestCard::Declined);
    let sim = low(&app);
    switch_on(&app, &sim, VolumeKind::Data);
    set(&app, VolumeKind::Data, &wish(&app, Pays::Card(card), 10_000));
    let scope = make::scope(&app, Org::Master);
    let setting = |app: &TestApp| app.db(|db| auto_top_ups::find(db, &scope, VolumeKind::Data)).unwrap();
    app.run_jobs().await;
    assert_eq!((setting(&app).failures, setting(&app).is_on), (1, true));
    assert_eq!(told(&app.letters(), "has failed"), 1);
    // Another SIM runs low meanwhile: the same card is not asked for more.
    let other = low(&app);
    switch_on(&app, &other, VolumeKind::Data);
    next_run(&app).await;
    assert_eq!((setting(&app).failures, automatic(&app).len()), (2, 1));
    assert_eq!(told(&app.letters(), "has failed"), 1);
    next_run(&app).await;
    assert_eq!(setting(&app).failures, 2, "the next try is twelve hours after the last");
    app.pass(TimeDelta::hours(8));
    app.run_jobs().await;
    let off = setting(&app);
    assert!(!off.is_on);
    assert_eq!(off.switched_off_reason, OffReason::Declined.as_str());
    let orders = automatic(&app);
    assert_eq!((orders.len(), orders[0].status), (1, OrderStatus::Cancelled));
    assert_eq!(
        results(&app),
        [ChargeResult::Failed],
        "it counts against the cap no more"
    );
    let letters = app.letters();
    assert_eq!((told(&letters, "switched off"), told(&letters, "has failed")), (1, 0));
    let attempts = app.db(|db| charges::of_order(db, orders[0].id));
    assert_eq!(attempts.len(), 3);
    next_run(&app).await;
    assert_eq!(automatic(&app).len(), 1);
    assert_eq!(again(&app, &sim).data_total, sim.data_total);
}

async fn a_card_that_pays_again_ends_the_failures(app: TestApp) {
    shop(&app);
    let (bad, good) = (
        saved_card(&app, TestCard::Declined),
        saved_card(&app, TestCard::Success),
    );
    assert_ne!(bad, good);
    let sim = low(&app);
    switch_on(&app, &sim, VolumeKind::Data);
    set(&app, VolumeKind::Data, &wish(&app, Pays::Card(bad), 10_000));
    app.run_jobs().await;
    assert_eq!(results(&app), [ChargeResult::Ordered]);
    // The Owner chooses another card; the try that waits takes that one.
    set(&app, VolumeKind::Data, &wish(&app, Pays::Card(good), 10_000));
    next_run(&app).await;
    let orders = automatic(&app);
    assert_eq!((orders.len(), orders[0].status), (1, OrderStatus::Completed));
    assert_eq!(results(&app), [ChargeResult::Charged]);
    let scope = make::scope(&app, Org::Master);
    let setting = app.db(|db| auto_top_ups::find(db, &scope, VolumeKind::Data)).unwrap();
    assert_eq!((setting.failures, setting.is_on), (0, true));
}

async fn a_deleted_card_switches_it_off(app: TestApp) {
    shop(&app);
    let card = saved_card(&app, TestCard::Success);
    set(&app, VolumeKind::Sms, &wish(&app, Pays::Card(card), 10_000));
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    app.write(|db| charges::delete_card(db, &scope, card, now));
    app.run_jobs().await;
    let setting = app.db(|db| auto_top_ups::find(db, &scope, VolumeKind::Sms)).unwrap();
    assert_eq!(
        (
            setting.is_on,
            setting.payment_method_id,
            setting.switched_off_reason.as_str()
        ),
        (false, None, OffReason::CardGone.as_str())
    );
    assert_eq!(told(&app.letters(), "switched off"), 1);
}

async fn what_cannot_be_bought_any_more_switches_it_off(app: TestApp) {
    shop(&app);
    let sim = low(&app);
    switch_on(&app, &sim, VolumeKind::Data);
    set(&app, VolumeKind::Data, &wish(&app, Pays::MonthlyInvoice, 10_000));
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    let product = make::product_named(&app, "TOPUP-500");
    app.write(|db| {
        simportal::domain::products::put_status(
            db,
            &make::by(),
            product,
            simportal::types::product::ProductStatus::Withdrawn,
            now,
        )
    });
    app.run_jobs().await;
    let setting = app.db(|db| auto_top_ups::find(db, &scope, VolumeKind::Data)).unwrap();
    assert_eq!(
        (setting.is_on, setting.switched_off_reason.as_str()),
        (false, OffReason::ProductGone.as_str())
    );
    assert!(automatic(&app).is_empty() && ledger(&app).is_empty());
}

async fn sims_with_little_of_both_are_not_topped_up_twice(app: TestApp) {
    shop(&app);
    let card = saved_card(&app, TestCard::Success);
    let sim = make::sim_with(&app, Org::Master, |sim| {
        (sim.data_left, sim.data_group) = (0, VolumeGroup::None);
        (sim.sms_left, sim.sms_group) = (3, VolumeGroup::Low);
    });
    for kind in VolumeKind::ALL {
        switch_on(&app, &sim, *kind);
        set(&app, *kind, &wish(&app, Pays::Card(card), 10_000));
    }
    app.run_jobs().await;
    next_run(&app).await;
    // The package has both.
    assert_eq!(automatic(&app).len(), 1);
    let booked = again(&app, &sim);
    assert_eq!((booked.data_total, booked.sms_total), (1_000_000_000, 500));
}
