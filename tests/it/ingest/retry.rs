//! Records that wait, and are tried again.

use chrono::TimeDelta;
use serde_json::json;
use serde_json::value::RawValue;
use simportal::domain::ingest::parse::usage::parse_usage;
use simportal::domain::ingest::{self, SetAsideStatus, Source};

use super::{Sender, inventory, picture, set_aside, sim, usage_record};
use crate::support::TestApp;
use crate::support::cast::Org;
use crate::support::make;

on_both!(
    records_of_an_unknown_sim_are_taken_in_once_its_inventory_comes,
    a_file_about_one_organisation_reaches_no_other_by_a_later_try,
    the_same_wrong_record_waits_once,
    a_record_that_is_still_wrong_goes_on_waiting_with_its_new_reason,
    a_record_taken_in_meanwhile_is_not_counted_again,
    a_record_too_long_to_be_kept_whole_does_not_hold_up_the_others,
);

const ICCID: &str = "8988228066600799999";

fn inventory_of_one(app: &TestApp) {
    let csv = format!("ICCID,STATUS,IMSI\n{ICCID},Activated,901405100099999\n");
    assert_eq!(inventory(app, csv.as_bytes()).loaded, 1);
}

async fn records_of_an_unknown_sim_are_taken_in_once_its_inventory_comes(app: TestApp) {
    let sender = Sender::new(&app);
    let wait = |id| usage_record(id, ICCID, "2026-11-20T10:00:00Z", 0.25);
    let said = sender.send("/ingest/usage", &[wait(1), wait(2)]).await;
    assert_eq!(said["accepted"], 0);
    let event = super::event_record(1, ICCID, "2026-11-20T10:00:00Z", 3);
    assert_eq!(
        sender.send("/ingest/events", &[event]).await["set_aside"][0]["kind"],
        "unknown_sim"
    );
    app.pass(TimeDelta::hours(1));
    inventory_of_one(&app);
    assert_eq!(
        set_aside(&app, SetAsideStatus::Waiting).len(),
        3,
        "until the job has run"
    );
    app.run_jobs().await;
    assert_eq!(set_aside(&app, SetAsideStatus::Waiting).len(), 0);
    let taken = set_aside(&app, SetAsideStatus::Loaded);
    assert_eq!(taken.len(), 3);
    assert!(
        taken
            .iter()
            .all(|row| row.attempts == 2 && row.updated_at == app.state.clock.now())
    );
    assert_eq!(sim(&app, ICCID).data_used, 500_000);
    picture(&app);
}

async fn a_file_about_one_organisation_reaches_no_other_by_a_later_try(app: TestApp) {
    let foreign = make::sim(&app, Org::Stranger).iccid;
    let source = Source {
        name: "of-the-master.json",
        root_id: Some(app.database.cast.organisation(Org::Master)),
    };
    let record = usage_record(1, &foreign, "2026-11-20T10:00:00Z", 0.25).to_string();
    let parsed = parse_usage(1, &RawValue::from_string(record).unwrap());
    let now = app.state.clock.now();
    let handle = &app.database.handle;
    let intake = handle
        .write_blocking(|db| ingest::take_usage(db, &source, vec![parsed], now))
        .unwrap();
    assert_eq!(intake.set_aside.len(), 1, "the SIM is not the master's");
    let waiting = set_aside(&app, SetAsideStatus::Waiting);
    assert!(!retry(&app, waiting[0].id), "nor is it at a later try");
    assert_eq!(set_aside(&app, SetAsideStatus::Waiting).len(), 1);
    let used = app.db(|db| Ok(simportal::storage::ingest::lock_sims(db, &[&foreign])?[0].data_used));
    assert_eq!(used, 0);
}

async fn the_same_wrong_record_waits_once(app: TestApp) {
    let sender = Sender::new(&app);
    let record = usage_record(1, ICCID, "2026-11-20T10:00:00Z", 0.25);
    for _ in 0..3 {
        sender.send("/ingest/usage", &[record.clone(), record.clone()]).await;
    }
    assert_eq!(set_aside(&app, SetAsideStatus::Waiting).len(), 1);
}

fn retry(app: &TestApp, id: i64) -> bool {
    let now = app.state.clock.now();
    let handle = &app.database.handle;
    handle.write_blocking(|db| ingest::retry(db, id, now)).unwrap()
}

async fn a_record_that_is_still_wrong_goes_on_waiting_with_its_new_reason(app: TestApp) {
    let sender = Sender::new(&app);
    let event = json!({
        "id": 7,
        "timestamp": "2026-11-20T10:00:00Z",
        "event_type": { "id": 12 },
        "organisation": { "name": "81999999" },
    });
    sender.send("/ingest/events", &[event]).await;
    let waiting = set_aside(&app, SetAsideStatus::Waiting);
    assert_eq!(waiting[0].reason, "wrong_organisation");
    assert!(!retry(&app, waiting[0].id));
    let again = set_aside(&app, SetAsideStatus::Waiting);
    assert_eq!(again.len(), 1);
    assert_eq!((again[0].reason.as_str(), again[0].attempts), ("wrong_organisation", 2));
}

async fn a_record_taken_in_meanwhile_is_not_counted_again(app: TestApp) {
    let sender = Sender::new(&app);
    let row = make::sim(&app, Org::Master);
    let mut wrong = usage_record(1, &row.iccid, "2026-11-20T10:00:00Z", 0.25);
    let right = wrong.clone();
    wrong["sim"]["iccid"] = json!(ICCID);
    sender.send("/ingest/usage", &[wrong]).await;
    // The sender corrects the record by itself; then the SIM of the wrong one comes after all.
    sender.send("/ingest/usage", &[right]).await;
    inventory_of_one(&app);
    app.run_jobs().await;
    assert_eq!(set_aside(&app, SetAsideStatus::Waiting).len(), 0);
    assert_eq!(sim(&app, &row.iccid).data_used, 250_000);
    assert_eq!(sim(&app, ICCID).data_used, 0, "one id is one record");
    picture(&app);
}

async fn a_record_too_long_to_be_kept_whole_does_not_hold_up_the_others(app: TestApp) {
    let sender = Sender::new(&app);
    let mut long = usage_record(1, ICCID, "2026-11-20T10:00:00Z", 0.25);
    long["note"] = json!("x".repeat(70_000));
    let mut event = super::event_record(1, ICCID, "2026-11-20T10:00:00Z", 3);
    event["note"] = long["note"].clone();
    sender.send("/ingest/usage", &[long]).await;
    sender.send("/ingest/events", &[event]).await;
    let short = usage_record(2, ICCID, "2026-11-20T10:00:00Z", 0.25);
    sender.send("/ingest/usage", &[short]).await;
    inventory_of_one(&app);
    app.run_jobs().await;
    assert_eq!(sim(&app, ICCID).data_used, 250_000, "the short one is taken in");
    let left = set_aside(&app, SetAsideStatus::Waiting);
    assert_eq!(left.len(), 2);
    assert!(
        left.iter()
            .all(|row| row.reason == "bad_record" && row.detail.contains("sent again")),
        "{left:?}"
    );
}
