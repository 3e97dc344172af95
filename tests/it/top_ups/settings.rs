//! What people switch: a SIM, many, all; the settings of the organisation; the ledger they read.

use simportal::domain::auto_top_ups::{self, Pays};
use simportal::domain::orders::{self, For};
use simportal::domain::transfers;
use simportal::storage::audit;
use simportal::storage::keyset::Edge;
use simportal::storage::sims::{self, SimRow};
use simportal::types::auto_top_up::VolumeKind;
use simportal::types::card_payment::TestCard;
use simportal::types::lang::Lang;
use simportal::types::order::PaymentMethod;
use simportal::types::status::SimStatus;
use simportal::web::urls;

use super::{again, at, low, saved_card, set, shop, switch_on, wish};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{Client, TestApp, Who, make};

on_both!(
    each_volume_of_a_sim_has_a_switch,
    many_are_switched_with_a_preview_and_back,
    all_sims_are_switched_from_the_configuration,
    settings_are_kept_and_what_is_wrong_comes_back,
    sims_of_future_orders_are_switched_on,
    a_sim_that_leaves_is_switched_off,
    the_ledger_explains_every_charge_of_a_month,
    only_who_pays_sees_the_configuration,
);

fn kinds(app: &TestApp, sim: &SimRow) -> Vec<VolumeKind> {
    app.db(|db| auto_top_ups::of_sim(db, sim))
}

async fn turn(client: &Client<'_>, sim: &SimRow, kind: &str, on: &str) -> u16 {
    let path = at(urls::SIM_AUTO_TOP_UP, sim);
    client.post(&path, &[("kind", kind), ("on", on)]).await.status
}

async fn each_volume_of_a_sim_has_a_switch(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(&at(urls::SIM, &sim)).await;
    assert!(page.text().contains(&at(urls::SIM_AUTO_TOP_UP, &sim)));
    assert_eq!(turn(&alice, &sim, "data", "yes").await, 303);
    let said = alice.get(&at(urls::SIM, &sim)).await.words();
    assert!(said.contains("nothing is bought yet"), "{said}");
    assert_eq!(
        (kinds(&app, &sim), again(&app, &sim).auto_top_up),
        (vec![VolumeKind::Data], true)
    );
    assert_eq!(turn(&alice, &sim, "sms", "yes").await, 303);
    assert_eq!(turn(&alice, &sim, "data", "no").await, 303);
    assert_eq!(
        (kinds(&app, &sim), again(&app, &sim).auto_top_up),
        (vec![VolumeKind::Sms], true)
    );
    assert_eq!(turn(&alice, &sim, "sms", "no").await, 303);
    assert_eq!((kinds(&app, &sim), again(&app, &sim).auto_top_up), (vec![], false));
    let history = alice.get(&at(urls::SIM_HISTORY, &sim)).await.words();
    assert!(
        history.contains(&text(Lang::En, "audit-sim-auto-top-up-sms")),
        "{history}"
    );
    assert_eq!(turn(&alice, &sim, "voice", "yes").await, 400);
    // Who may not has no switch; whoever is somebody else has no SIM.
    let uma = app.as_(Who::Uma).await;
    assert!(
        !uma.get(&at(urls::SIM, &sim))
            .await
            .text()
            .contains(&at(urls::SIM_AUTO_TOP_UP, &sim))
    );
    assert_eq!(turn(&uma, &sim, "data", "yes").await, 403);
    assert_eq!(turn(&app.as_(Who::Charlie).await, &sim, "data", "yes").await, 404);
    let expired = make::sim_with(&app, Org::Master, |sim| sim.status = SimStatus::Expired);
    assert_ne!(turn(&alice, &expired, "data", "yes").await, 303);
    assert!(kinds(&app, &expired).is_empty());
}

async fn many_are_switched_with_a_preview_and_back(app: TestApp) {
    let (one, two) = (make::sim(&app, Org::Master), make::sim(&app, Org::Master));
    let expired = make::sim_with(&app, Org::Master, |sim| sim.status = SimStatus::Expired);
    switch_on(&app, &two, VolumeKind::Data);
    let alice = app.as_(Who::Alice).await;
    let ticked = [
        ("list", "/sims"),
        ("sim", one.iccid.as_str()),
        ("sim", &two.iccid),
        ("sim", &expired.iccid),
    ];
    let asks = alice.post(urls::BULK_AUTO_TOP_UP, &ticked).await;
    assert_eq!(asks.status, 200, "it asks which");
    let mut fields = ticked.to_vec();
    fields.push(("action", "data-top-up-on"));
    let answer = alice.post(urls::BULK_AUTO_TOP_UP, &fields).await;
    let id: i64 = answer.location().strip_prefix("/sims/bulk/").unwrap().parse().unwrap();
    let preview = alice.get(&urls::bulk(urls::BULK_ACTION, &id)).await;
    assert!(preview.words().contains(&text(Lang::En, "bulk-happens-data-top-up-on")));
    assert!(kinds(&app, &one).is_empty(), "a preview changes nothing");
    assert_eq!(alice.post(&urls::bulk(urls::BULK_CONFIRM, &id), &[]).await.status, 303);
    app.run_jobs().await;
    assert_eq!(kinds(&app, &one), [VolumeKind::Data]);
    assert!(again(&app, &one).auto_top_up && kinds(&app, &expired).is_empty());
    let page = alice.get(&urls::bulk(urls::BULK_ACTION, &id)).await;
    assert!(page.words().contains(&text(Lang::En, "bulk-reason-expired")));
    let undone = alice.post(&urls::bulk(urls::BULK_UNDO, &id), &[]).await;
    let back: i64 = undone.location().strip_prefix("/sims/bulk/").unwrap().parse().unwrap();
    alice.post(&urls::bulk(urls::BULK_CONFIRM, &back), &[]).await;
    app.run_jobs().await;
    assert!(kinds(&app, &one).is_empty() && !again(&app, &one).auto_top_up);
    assert_eq!(kinds(&app, &two), [VolumeKind::Data], "it was on before");
    let entries = app.db(|db| audit::of_object(db, &make::scope(&app, Org::Master), "sim", one.id, Edge::Newest, 10));
    let actions: Vec<&str> = entries.rows.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(actions, ["sim.auto_top_up_data", "sim.auto_top_up_data"]);
}

async fn all_sims_are_switched_from_the_configuration(app: TestApp) {
    shop(&app);
    make::fleet(&app, Org::Master, 8_988_228_070_000_000_000, 20);
    let foreign = make::sim(&app, Org::Stranger);
    set(&app, VolumeKind::Sms, &wish(&app, Pays::MonthlyInvoice, 10_000));
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(urls::AUTO_TOP_UP).await;
    assert!(page.text().contains(urls::AUTO_TOP_UP_ALL));
    let answer = alice.post(urls::AUTO_TOP_UP_ALL, &[("action", "sms-top-up-on")]).await;
    let id: i64 = answer.location().strip_prefix("/sims/bulk/").unwrap().parse().unwrap();
    alice.post(&urls::bulk(urls::BULK_CONFIRM, &id), &[]).await;
    app.run_jobs().await;
    let scope = make::scope(&app, Org::Master);
    let counts = app.db(|db| auto_top_ups::counts(db, &scope));
    assert_eq!(counts.get(&VolumeKind::Sms), Some(&20));
    assert!(kinds(&app, &foreign).is_empty());
    let page = alice.get(urls::AUTO_TOP_UP).await.words();
    assert!(page.contains("20 SIMs are switched on"), "{page}");
    // Other actions are none of its business.
    assert_eq!(
        alice
            .post(urls::AUTO_TOP_UP_ALL, &[("action", "deactivate")])
            .await
            .status,
        400
    );
}

async fn settings_are_kept_and_what_is_wrong_comes_back(app: TestApp) {
    shop(&app);
    let card = saved_card(&app, TestCard::Success);
    let expired_card = saved_card(&app, TestCard::Declined);
    let scope = make::scope(&app, Org::Master);
    app.db(|db| {
        use diesel::prelude::*;
        use simportal::storage::schema::payment_methods as p;
        diesel::update(p::table.find(expired_card))
            .set((p::exp_year.eq(2026), p::exp_month.eq(10)))
            .execute(db)?;
        Ok(())
    });
    let alice = app.as_(Who::Alice).await;
    assert_eq!(alice.get(urls::CONFIGURATION).await.location(), urls::AUTO_TOP_UP);
    let product = make::product_named(&app, "TOPUP-500").to_string();
    let delivery = make::product_named(&app, "SIM-4FF").to_string();
    let (pays, gone) = (format!("card-{card}"), format!("card-{expired_card}"));
    let good = [
        ("kind", "data"),
        ("on", "yes"),
        ("product", product.as_str()),
        ("payment", pays.as_str()),
        ("cap", "1,234.50"),
        ("future", "yes"),
    ];
    for (field, value, key) in [
        ("product", "", "auto-top-up-refused-product"),
        ("product", delivery.as_str(), "auto-top-up-refused-product"),
        ("payment", "", "auto-top-up-refused-card"),
        ("payment", gone.as_str(), "auto-top-up-refused-card"),
        ("payment", "card-999", "auto-top-up-refused-card"),
        ("cap", "", "auto-top-up-refused-cap"),
        ("cap", "0", "auto-top-up-refused-cap"),
        ("cap", "much", "auto-top-up-cap-wrong"),
        ("cap", "-5", "auto-top-up-cap-wrong"),
    ] {
        let mut fields = good.to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let answer = alice.post(urls::AUTO_TOP_UP, &fields).await;
        assert_eq!(answer.status, 422, "{field} {value}");
        assert!(
            answer.words().contains(&text(Lang::En, key)),
            "{field}: {}",
            answer.words()
        );
    }
    // All that is wrong is said at once.
    let all_wrong = [("kind", "data"), ("on", "yes"), ("cap", "much")];
    let answer = alice.post(urls::AUTO_TOP_UP, &all_wrong).await.words();
    for key in [
        "auto-top-up-refused-product",
        "auto-top-up-refused-card",
        "auto-top-up-cap-wrong",
    ] {
        assert!(answer.contains(&text(Lang::En, key)), "{key}: {answer}");
    }
    assert!(app.db(|db| auto_top_ups::of(db, &scope)).is_empty());
    assert_eq!(alice.post(urls::AUTO_TOP_UP, &good).await.status, 303);
    let kept = app.db(|db| auto_top_ups::find(db, &scope, VolumeKind::Data)).unwrap();
    assert_eq!(
        (kept.is_on, kept.payment_method_id, kept.monthly_cap.cents()),
        (true, Some(card), 123_450)
    );
    assert!(kept.for_future_sims);
    let page = alice.get(urls::AUTO_TOP_UP).await;
    assert_eq!(page.field("cap").as_deref(), Some("1,234.50"));
    // Off without anything else.
    assert_eq!(alice.post(urls::AUTO_TOP_UP, &[("kind", "data")]).await.status, 303);
    assert!(
        !app.db(|db| auto_top_ups::find(db, &scope, VolumeKind::Data))
            .unwrap()
            .is_on
    );
    assert_eq!(alice.post(urls::AUTO_TOP_UP, &[("kind", "voice")]).await.status, 400);
    let log = alice.get(urls::AUDIT).await.words();
    assert!(log.contains(&text(Lang::En, "audit-organisation-auto-top-up")), "{log}");
}

async fn sims_of_future_orders_are_switched_on(mut app: TestApp) {
    app.leave_work();
    shop(&app);
    let mut future = wish(&app, Pays::MonthlyInvoice, 10_000);
    future.for_future_sims = true;
    set(&app, VolumeKind::Data, &future);
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    let mut placement = make::placement(&app, "SIM-ESIM", 2, For::Delivery(None));
    placement.method = PaymentMethod::MonthlyInvoice;
    let order = make::placed(&app, Org::Master, &placement);
    let sims = [make::sim(&app, Org::Master), make::sim(&app, Org::Master)];
    app.write(|db| {
        let line = orders::lines(db, vec![order.id])?.remove(0);
        orders::assign(db, &scope, order.id, line.id, &sims, now)
    });
    for sim in &sims {
        assert_eq!(kinds(&app, sim), [VolumeKind::Data]);
        assert!(again(&app, sim).auto_top_up);
    }
}

async fn a_sim_that_leaves_is_switched_off(app: TestApp) {
    let id = make::transfer(&app);
    let scope = make::scope(&app, Org::Master);
    let sim = app
        .db(|db| {
            let order = (sims::Sort::Iccid, sims::Direction::Ascending);
            sims::page(db, &scope, &Default::default(), order, &sims::Bound::First, 1)
        })
        .rows
        .remove(0);
    let row = app.db(|db| sims::find_by_id(db, &scope, sim.id));
    switch_on(&app, &row, VolumeKind::Data);
    let alice = app.as_(Who::Alice).await;
    app.run_jobs().await;
    let confirmed = alice.post(&urls::transfer(urls::TRANSFER_CONFIRM, &id), &[]).await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.text());
    app.run_jobs().await;
    let sub = make::scope(&app, Org::Sub);
    let moved = app.db(|db| sims::find_by_id(db, &sub, sim.id));
    assert!(!moved.auto_top_up && kinds(&app, &moved).is_empty());
    assert!(app.db(|db| transfers::find(db, &scope, id)).moved == 1);
}

async fn the_ledger_explains_every_charge_of_a_month(app: TestApp) {
    shop(&app);
    let alice = app.as_(Who::Alice).await;
    let empty = alice.get(urls::AUTO_TOP_UP_LEDGER).await;
    assert!(empty.words().contains(&text(Lang::En, "auto-top-up-none-title")));
    let sims: Vec<SimRow> = (0..52).map(|_| low(&app)).collect();
    for sim in &sims {
        switch_on(&app, sim, VolumeKind::Data);
    }
    set(&app, VolumeKind::Data, &wish(&app, Pays::MonthlyInvoice, 60_690));
    app.run_jobs().await;
    let page = alice.get(urls::AUTO_TOP_UP_LEDGER).await;
    let words = page.words();
    for part in [
        "€606.90 of €606.90",
        "1 SIM was left out because of the cap",
        "90 MB left, threshold 100 MB (20 %)",
        "SO-100001",
        "€11.90",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let older = page.page();
    let older = older
        .select(&crate::support::page::selector("a[rel=next]"))
        .next()
        .unwrap();
    let second = alice.get(older.attr("href").unwrap()).await;
    assert_eq!(
        second
            .page()
            .select(&crate::support::page::selector("tbody tr"))
            .count(),
        2
    );
    let file = alice
        .get(&format!("{}?month=2026-11", urls::AUTO_TOP_UP_CSV))
        .await
        .text();
    assert_eq!(file.lines().count(), 53);
    assert!(
        file.contains("data,90000000,100000000") && file.contains("11.90,EUR,SO-100001,ordered"),
        "{file}"
    );
    let other = alice
        .get(&format!("{}?month=2026-10", urls::AUTO_TOP_UP_LEDGER))
        .await
        .words();
    assert!(other.contains(&text(Lang::En, "auto-top-up-none-title")));
    let foreign = app.as_(Who::Charlie).await.get(urls::AUTO_TOP_UP_LEDGER).await.words();
    assert!(!foreign.contains("SO-100001"));
}

async fn only_who_pays_sees_the_configuration(app: TestApp) {
    for (who, status) in [
        (Who::Alice, 200),
        (Who::Adam, 200),
        (Who::Uma, 403),
        (Who::Bob, 403),
        (Who::Tessa, 403),
        (Who::Emil, 403),
    ] {
        let client = app.as_(who).await;
        for path in [urls::AUTO_TOP_UP, urls::AUTO_TOP_UP_LEDGER, urls::AUTO_TOP_UP_CSV] {
            assert_eq!(client.get(path).await.status, status, "{who:?} {path}");
        }
        if who != Who::Emil {
            let home = client.get(urls::ACCOUNT).await;
            let home = if home.status == 303 {
                client.get(home.location()).await
            } else {
                home
            };
            let is_there = home.text().contains(&format!("href=\"{}\"", urls::CONFIGURATION));
            assert_eq!(is_there, status == 200, "{who:?}");
        }
    }
}
