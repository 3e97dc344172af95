//! Activation, deactivation, IMEI lock and reset.

use chrono::TimeDelta;
use simportal::domain::work;
use simportal::storage::events::{self, EventFilter};
use simportal::storage::keyset::Edge;
use simportal::storage::sims;
use simportal::types::iccid::Iccid;
use simportal::types::lang::Lang;
use simportal::types::status::{SessionStatus, SimStatus};
use simportal::web::urls;

use super::{again, assert_counted, at, history, scope, unmanaged};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    deactivating_ends_the_session_and_tells_the_carrier,
    an_order_sent_twice_counts_once,
    an_expired_sim_can_only_be_extended,
    a_carrier_without_adapter_takes_no_orders,
    a_sim_is_bound_to_the_device_that_the_person_saw,
    a_reset_is_ordered_once_per_page,
    a_deactivated_sim_has_no_connection_to_reset,
);

const IMEI: &str = "867322050418827";

fn waiting(app: &TestApp) -> i64 {
    app.db(work::backlog).jobs_waiting
}

async fn deactivating_ends_the_session_and_tells_the_carrier(app: TestApp) {
    let sim = make::sim_with(&app, Org::Master, |sim| sim.session = SessionStatus::Online);
    let client = app.as_(Who::Uma).await;
    let page = client.get(&at(urls::SIM_DEACTIVATION, &sim)).await;
    assert!(page.words().contains(&text(Lang::En, "sim-order-not-deactivate")));
    let answer = client.post(&at(urls::SIM_DEACTIVATION, &sim), &[]).await;
    assert_eq!((answer.status, answer.location()), (303, at(urls::SIM, &sim).as_str()));
    let now = again(&app, &sim);
    assert_eq!(
        (now.status, now.session),
        (SimStatus::Deactivated, SessionStatus::Offline)
    );
    assert_counted(&app);
    assert_eq!(waiting(&app), 1);
    app.run_jobs().await;
    let happened = app.db(|db| events::of_sim(db, &now, EventFilter::default(), Edge::Newest, 10));
    let event = happened.rows.first().unwrap();
    assert_eq!((event.type_id, event.actor.as_deref()), (9, Some("Uma Umsen")));
    client.get(answer.location()).await;
    client.post(&at(urls::SIM_ACTIVATION, &sim), &[]).await;
    app.run_jobs().await;
    assert_eq!(again(&app, &sim).status, SimStatus::Activated);
    assert_counted(&app);
    let actions: Vec<String> = history(&app, &sim).into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions, ["sim.activate", "sim.deactivate"]);
}

async fn an_order_sent_twice_counts_once(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    for _ in 0..2 {
        let answer = client.post(&at(urls::SIM_DEACTIVATION, &sim), &[]).await;
        assert_eq!(answer.status, 303);
    }
    assert_eq!((waiting(&app), history(&app, &sim).len()), (1, 1));
    app.run_jobs().await;
}

async fn an_expired_sim_can_only_be_extended(app: TestApp) {
    let sim = make::sim_with(&app, Org::Master, |sim| {
        sim.status = SimStatus::Expired;
        sim.imei = Some(IMEI.to_owned());
    });
    let client = app.as_(Who::Alice).await;
    let asked = app.state.clock.now().and_utc().timestamp_micros().to_string();
    for (pattern, fields) in [
        (urls::SIM_ACTIVATION, vec![]),
        (urls::SIM_DEACTIVATION, vec![]),
        (urls::SIM_IMEI_LOCK, vec![("lock", "yes"), ("imei", IMEI)]),
        (urls::SIM_RESET, vec![("asked", asked.as_str())]),
    ] {
        let answer = client.post(&at(pattern, &sim), &fields).await;
        assert_eq!(answer.status, 409, "{pattern}");
        assert!(answer.words().contains(&text(Lang::En, "sim-refused-expired")));
    }
    assert_eq!(again(&app, &sim).status, SimStatus::Expired);
    assert!(history(&app, &sim).is_empty());
}

async fn a_carrier_without_adapter_takes_no_orders(app: TestApp) {
    let carrier = unmanaged(&app);
    let sim = make::sim_with(&app, Org::Master, |sim| sim.carrier_id = carrier);
    let client = app.as_(Who::Alice).await;
    let answer = client.post(&at(urls::SIM_DEACTIVATION, &sim), &[]).await;
    assert_eq!(answer.status, 409);
    assert!(answer.words().contains(&text(Lang::En, "sim-refused-not-managed")));
    assert_eq!(again(&app, &sim).status, SimStatus::Activated);
}

async fn a_sim_is_bound_to_the_device_that_the_person_saw(app: TestApp) {
    let sim = make::sim_with(&app, Org::Master, |sim| sim.imei = Some(IMEI.to_owned()));
    let client = app.as_(Who::Alice).await;
    let lock = at(urls::SIM_IMEI_LOCK, &sim);
    let page = client.get(&lock).await;
    assert_eq!(page.field("imei").as_deref(), Some(IMEI));
    let answer = client
        .post(&lock, &[("lock", "yes"), ("imei", "867322050418000")])
        .await;
    assert_eq!(answer.status, 409, "another device than the one shown");
    for _ in 0..2 {
        let answer = client.post(&lock, &[("lock", "yes"), ("imei", IMEI)]).await;
        assert_eq!(answer.status, 303);
    }
    assert!(again(&app, &sim).imei_locked);
    let page = client.get(&lock).await;
    assert_eq!(page.field("lock").as_deref(), Some("no"));
    client.post(&lock, &[("lock", "no")]).await;
    assert!(!again(&app, &sim).imei_locked);
    let entries = history(&app, &sim);
    assert_eq!(entries.len(), 2);
    assert_eq!(
        (entries[0].old_value.as_deref(), entries[0].new_value.as_deref()),
        (Some(IMEI), None)
    );
    let unknown = make::sim(&app, Org::Master);
    let answer = client
        .post(&at(urls::SIM_IMEI_LOCK, &unknown), &[("lock", "yes"), ("imei", "")])
        .await;
    assert_eq!(answer.status, 409, "no device is known");
    app.run_jobs().await;
}

async fn a_reset_is_ordered_once_per_page(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Tessa).await;
    let reset = at(urls::SIM_RESET, &sim);
    let asked = client.get(&reset).await.field("asked").unwrap();
    for expected in [1, 1] {
        app.pass(TimeDelta::seconds(1));
        assert_eq!(client.post(&reset, &[("asked", &asked)]).await.status, 303);
        assert_eq!(waiting(&app), expected);
    }
    app.pass(TimeDelta::seconds(1));
    let asked = client.get(&reset).await.field("asked").unwrap();
    client.post(&reset, &[("asked", &asked)]).await;
    assert_eq!(history(&app, &sim).len(), 2, "a second wish is a second reset");
    app.run_jobs().await;
}

async fn a_deactivated_sim_has_no_connection_to_reset(app: TestApp) {
    let sim = make::sim_with(&app, Org::Master, |sim| sim.status = SimStatus::Deactivated);
    let client = app.as_(Who::Alice).await;
    let page = client.get(&at(urls::SIM_RESET, &sim)).await;
    assert!(page.words().contains(&text(Lang::En, "sim-refused-not-activated")));
    let answer = client.post(&at(urls::SIM_RESET, &sim), &[("asked", "0")]).await;
    assert_eq!(answer.status, 409);
    let iccid = Iccid::parse(&sim.iccid).unwrap();
    assert!(
        app.db(|db| sims::find(db, &scope(&app), &iccid))
            .session_since
            .is_none()
    );
}
