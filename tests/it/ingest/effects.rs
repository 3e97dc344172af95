//! What records change of their SIM.

use serde_json::{Value, json};
use simportal::types::status::{SessionStatus, VolumeGroup};

use super::{Sender, event_record, picture, sim, usage_record};
use crate::support::TestApp;
use crate::support::cast::Org;
use crate::support::make;

on_both!(
    data_becomes_low_at_a_fifth_and_none_at_the_last_byte,
    sms_become_low_at_a_fifth_and_none_at_the_last_one,
    events_open_and_close_the_session,
    events_that_come_late_do_not_turn_the_session_back,
    events_of_one_call_count_in_the_order_in_which_they_happened,
    another_device_is_noted_with_its_time,
);

/// Sends the next megabytes of a SIM.
async fn use_data(sender: &Sender<'_>, id: i64, iccid: &str, megabytes: f64) {
    let record = usage_record(id, iccid, "2026-11-21T18:00:00Z", megabytes);
    assert_eq!(sender.send("/ingest/usage", &[record]).await["accepted"], 1);
}

async fn data_becomes_low_at_a_fifth_and_none_at_the_last_byte(app: TestApp) {
    let row = make::sim_with(&app, Org::Master, |sim| {
        sim.data_total = 1000;
        sim.data_left = 1000;
    });
    let sender = Sender::new(&app);
    for (id, bytes, left, group) in [
        (1, 799, 201, VolumeGroup::Sufficient),
        (2, 1, 200, VolumeGroup::Low),
        (3, 199, 1, VolumeGroup::Low),
        (4, 1, 0, VolumeGroup::None),
        (5, 5, 0, VolumeGroup::None),
    ] {
        use_data(&sender, id, &row.iccid, f64::from(bytes) / 1e6).await;
        let now = sim(&app, &row.iccid);
        assert_eq!((now.data_left, now.data_group), (left, group), "after record {id}");
        picture(&app);
    }
    assert_eq!(
        sim(&app, &row.iccid).data_used,
        1005,
        "what is used beyond the quota is counted"
    );
}

async fn sms_become_low_at_a_fifth_and_none_at_the_last_one(app: TestApp) {
    let row = make::sim_with(&app, Org::Master, |sim| {
        sim.sms_total = 10;
        sim.sms_left = 10;
    });
    let sender = Sender::new(&app);
    for (id, mo, mt, left, group) in [
        (1, 4, 3, 3, VolumeGroup::Sufficient),
        (2, 0, 1, 2, VolumeGroup::Low),
        (3, 1, 0, 1, VolumeGroup::Low),
        (4, 1, 0, 0, VolumeGroup::None),
        (5, 2, 2, 0, VolumeGroup::None),
    ] {
        let mut record = usage_record(id, &row.iccid, "2026-11-21T18:00:00Z", 0.0);
        record["traffic_type"] = json!({ "id": 6, "description": "SMS" });
        record["volume"] = json!({ "total": mo + mt, "tx": mo, "rx": mt });
        assert_eq!(sender.send("/ingest/usage", &[record]).await["accepted"], 1);
        let now = sim(&app, &row.iccid);
        assert_eq!((now.sms_left, now.sms_group), (left, group), "after record {id}");
        picture(&app);
    }
    let now = sim(&app, &row.iccid);
    assert_eq!((now.sms_used, now.data_used), (14, 0));
}

async fn send_events(sender: &Sender<'_>, events: &[Value]) {
    let said = sender.send("/ingest/events", events).await;
    assert_eq!(said["accepted"], events.len(), "{said}");
}

/// Session and since when, as "18:05".
fn session(app: &TestApp, iccid: &str) -> (SessionStatus, String) {
    let sim = sim(app, iccid);
    let since = sim.session_since.map(|at| at.format("%H:%M").to_string());
    (sim.session, since.unwrap_or_default())
}

async fn events_open_and_close_the_session(app: TestApp) {
    let iccid = make::sim(&app, Org::Master).iccid;
    let sender = Sender::new(&app);
    for (id, type_id, at, expected) in [
        (1, 2, "18:00", (SessionStatus::Attached, "18:00")),
        (2, 3, "18:05", (SessionStatus::Online, "18:05")),
        // Renewed: online as before, since before.
        (3, 4, "18:10", (SessionStatus::Online, "18:05")),
        // About people and quotas: nothing to the session.
        (4, 13, "18:15", (SessionStatus::Online, "18:05")),
        (5, 18, "18:16", (SessionStatus::Online, "18:05")),
        (6, 5, "18:20", (SessionStatus::Attached, "18:20")),
        (7, 16, "18:30", (SessionStatus::Offline, "18:30")),
    ] {
        let at = format!("2026-11-21T{at}:00Z");
        send_events(&sender, &[event_record(id, &iccid, &at, type_id)]).await;
        let (status, since) = session(&app, &iccid);
        assert_eq!((status, since.as_str()), expected, "after event {id}");
        picture(&app);
    }
}

async fn events_that_come_late_do_not_turn_the_session_back(app: TestApp) {
    let iccid = make::sim(&app, Org::Master).iccid;
    let sender = Sender::new(&app);
    send_events(&sender, &[event_record(1, &iccid, "2026-11-21T18:00:00Z", 3)]).await;
    // An event that confirms the session is the newest one now, though the session is older.
    send_events(&sender, &[event_record(2, &iccid, "2026-11-21T18:30:00Z", 4)]).await;
    for (id, at) in [(3, "2026-11-21T17:59:59Z"), (4, "2026-11-21T18:29:59Z")] {
        let mut late = event_record(id, &iccid, at, 5);
        late["detail"] = json!({ "name": "Orange", "country": { "name": "France" } });
        send_events(&sender, &[late]).await;
        assert_eq!(
            session(&app, &iccid),
            (SessionStatus::Online, "18:00".to_owned()),
            "{at}"
        );
        assert_eq!(sim(&app, &iccid).operator_name, None, "nor its network");
    }
    picture(&app);
}

async fn events_of_one_call_count_in_the_order_in_which_they_happened(app: TestApp) {
    let iccid = make::sim(&app, Org::Master).iccid;
    let sender = Sender::new(&app);
    let events = [
        event_record(3, &iccid, "2026-11-21T18:20:00Z", 15),
        event_record(1, &iccid, "2026-11-21T18:00:00Z", 1),
        event_record(2, &iccid, "2026-11-21T18:10:00Z", 3),
    ];
    send_events(&sender, &events).await;
    assert_eq!(session(&app, &iccid), (SessionStatus::Offline, "18:20".to_owned()));
    picture(&app);
}

async fn another_device_is_noted_with_its_time(app: TestApp) {
    let iccid = make::sim(&app, Org::Master).iccid;
    let sender = Sender::new(&app);
    let device = |app: &TestApp| {
        let sim = sim(app, &iccid);
        let changed = sim.imei_changed_at.map(|at| at.format("%H:%M").to_string());
        (sim.imei.unwrap_or_default(), changed.unwrap_or_default())
    };
    let (first, update, second) = ("8635760478500031", "8635760478500044", "3534900698733190");
    for (id, at, imei, expected) in [
        (1, "18:00", first, (first, "")),
        // Another software version is no other device.
        (2, "18:10", update, (update, "")),
        (3, "18:20", second, (second, "18:20")),
        // What comes late says nothing about the device of now.
        (4, "18:15", first, (second, "18:20")),
        (5, "18:40", second, (second, "18:20")),
    ] {
        let mut record = usage_record(id, &iccid, &format!("2026-11-21T{at}:00Z"), 0.001);
        record["endpoint"] = json!({ "imei": imei });
        assert_eq!(sender.send("/ingest/usage", &[record]).await["accepted"], 1);
        let (imei, changed) = device(&app);
        assert_eq!((imei.as_str(), changed.as_str()), expected, "after record {id}");
    }
    let mut event = event_record(1, &iccid, "2026-11-21T19:00:00Z", 3);
    event["endpoint"] = json!({ "imei": first });
    send_events(&sender, &[event]).await;
    assert_eq!(
        device(&app),
        (first.to_owned(), "19:00".to_owned()),
        "events tell the device, too"
    );
}
