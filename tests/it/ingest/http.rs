//! `POST /ingest/usage` and `/ingest/events`.

use actix_web::http::Method;
use chrono::TimeDelta;
use serde_json::{Value, json};
use simportal::domain::ingest::{self, SetAsideStatus};

use super::{
    Sender, event_record, expected, picture, reasons, report, sample, sample_inventory, set_aside, usage_record,
};
use crate::support::TestApp;
use crate::support::cast::Org;
use crate::support::make;

const USAGE: &str = "/ingest/usage";
const EVENTS: &str = "/ingest/events";
const MIB: usize = 1024 * 1024;

on_both!(
    the_sample_records_give_by_http_what_they_give_by_file,
    the_same_call_again_changes_nothing,
    good_records_of_a_call_are_kept_and_wrong_ones_named,
    a_call_takes_3000_records_and_not_one_more,
    a_call_takes_5_mebibytes_and_not_one_byte_more,
    what_is_no_json_array_is_refused_with_its_place,
    only_json_is_taken,
    wrong_names_and_secrets_are_refused_and_slowed_down,
    a_disabled_sender_is_refused,
);

async fn the_sample_records_give_by_http_what_they_give_by_file(app: TestApp) {
    sample_inventory(&app);
    let (sender, expected) = (Sender::new(&app), expected());
    for (path, name, count) in [
        (USAGE, "records/usage.json", 1500),
        (EVENTS, "records/events.json", 400),
    ] {
        let answer = sender.post(path, std::fs::read(sample(name)).unwrap()).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(expected[name]["records"], count);
        assert_eq!(
            report(&answer),
            json!({ "accepted": count, "already_known": 0, "set_aside": [] })
        );
    }
    let months = super::months(&app);
    for (month, sum) in expected["records/usage.json"]["by_month"].as_object().unwrap() {
        let bytes = (sum["data_mb"].as_f64().unwrap() * 1e6).round() as i64;
        assert_eq!(months[month].data_bytes, bytes, "{month}");
        assert_eq!(json!(months[month].sms_mo), sum["sms_mo"], "{month}");
        assert_eq!(json!(months[month].sms_mt), sum["sms_mt"], "{month}");
    }
    picture(&app);

    let answer = sender.post(USAGE, std::fs::read(sample("records/usage-with-errors.json")).unwrap());
    let (said, expectation) = (
        report(&answer.await),
        &expected["records/usage-with-errors.json (after usage.json)"],
    );
    assert_eq!(said["accepted"], expectation["accepted"]);
    assert_eq!(said["already_known"], expectation["already_known"]);
    assert_eq!(json!(reasons(&said["set_aside"])), expectation["set_aside"]);
    picture(&app);
}

async fn the_same_call_again_changes_nothing(app: TestApp) {
    sample_inventory(&app);
    let sender = Sender::new(&app);
    let bodies = [
        (USAGE, std::fs::read(sample("records/usage-with-errors.json")).unwrap()),
        (EVENTS, std::fs::read(sample("records/events.json")).unwrap()),
    ];
    let mut taken = 0;
    for (path, body) in &bodies {
        let said = report(&sender.post(path, body.clone()).await);
        taken += said["accepted"].as_u64().unwrap();
    }
    let before = picture(&app);
    app.pass(TimeDelta::days(1));
    let mut known = 0;
    for (path, body) in &bodies {
        let said = report(&sender.post(path, body.clone()).await);
        assert_eq!(said["accepted"], 0);
        known += said["already_known"].as_u64().unwrap();
    }
    assert_eq!((taken, known), (403, 403));
    assert_eq!(picture(&app), before, "nothing is counted or set aside twice");
}

async fn good_records_of_a_call_are_kept_and_wrong_ones_named(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let sender = Sender::new(&app);
    let mut wrong = usage_record(2, &sim.iccid, "2026-11-20T10:00:00Z", 1.0);
    wrong["volume"]["total"] = json!("much");
    let said = sender
        .send(
            USAGE,
            &[
                usage_record(1, &sim.iccid, "2026-11-20T10:00:00Z", 1.5),
                wrong,
                json!({ "no": "record" }),
                usage_record(3, &sim.iccid, "2026-11-20T11:00:00Z", 0.5),
                // The same record twice in one call counts once.
                usage_record(3, &sim.iccid, "2026-11-20T11:00:00Z", 0.5),
            ],
        )
        .await;
    assert_eq!((&said["accepted"], &said["already_known"]), (&json!(2), &json!(1)));
    let aside = said["set_aside"].as_array().unwrap();
    let named: Vec<Value> = aside
        .iter()
        .map(|a| json!([a["position"], a["id"], a["kind"]]))
        .collect();
    assert_eq!(named, [json!([2, 2, "bad_volume"]), json!([3, null, "bad_id"])]);
    assert_eq!(super::sim(&app, &sim.iccid).data_used, 2_000_000);
    assert_eq!(set_aside(&app, SetAsideStatus::Waiting).len(), 2);
    picture(&app);
}

async fn a_call_takes_3000_records_and_not_one_more(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let sender = Sender::new(&app);
    let mut records: Vec<Value> = (1..=3001)
        .map(|id| usage_record(id, &sim.iccid, "2026-11-20T10:00:00Z", 0.001))
        .collect();
    let answer = sender.post(USAGE, serde_json::to_vec(&records).unwrap()).await;
    assert_eq!((answer.status, &report(&answer)["error"]), (413, &json!("too_large")));
    assert_eq!(super::sim(&app, &sim.iccid).data_used, 0, "and nothing of it is kept");
    records.pop();
    assert_eq!(sender.send(USAGE, &records).await["accepted"], 3000);
    assert_eq!(super::sim(&app, &sim.iccid).data_used, 3_000_000);
    picture(&app);
}

async fn a_call_takes_5_mebibytes_and_not_one_byte_more(app: TestApp) {
    let sender = Sender::new(&app);
    let body = |length: usize| format!("[{}]", " ".repeat(length - 2)).into_bytes();
    assert_eq!(sender.post(USAGE, body(5 * MIB)).await.status, 200);
    assert_eq!(sender.post(EVENTS, body(5 * MIB + 1)).await.status, 413);
    // Whether it is announced and never comes, or comes and was not announced.
    for (announced, length) in [(5 * MIB + 1, 2), (2, 5 * MIB + 1)] {
        let request = sender
            .client
            .request(Method::POST, USAGE)
            .insert_header(("authorization", sender.authorisation.as_str()))
            .set_payload(body(length))
            .insert_header(("content-type", "application/json"))
            .insert_header(("content-length", announced.to_string()));
        assert_eq!(
            sender.client.send(USAGE, request).await.status,
            413,
            "{length} bytes, {announced} announced"
        );
    }
}

async fn what_is_no_json_array_is_refused_with_its_place(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let sender = Sender::new(&app);
    let good = usage_record(1, &sim.iccid, "2026-11-20T10:00:00Z", 1.0);
    for (body, place) in [
        (format!("[{good},\n{{\"id\" 2}}]"), "line 2, column 7:"),
        (format!("[{good}"), "line 1, column "),
        (format!("[{good}] and more"), "line 1, column "),
        (good.to_string(), "line 1, column "),
        (String::new(), "line 1, column 0:"),
    ] {
        let answer = sender.post(USAGE, body.clone()).await;
        assert_eq!(answer.status, 400, "{body}");
        let said = report(&answer);
        assert_eq!(said["error"], "malformed");
        let message = said["message"].as_str().unwrap();
        assert!(message.starts_with(place), "{body}: {message}");
    }
    assert_eq!(
        super::sim(&app, &sim.iccid).data_used,
        0,
        "what stood before the mistake is not kept"
    );
    assert_eq!(
        sender.send(USAGE, &[]).await,
        json!({ "accepted": 0, "already_known": 0, "set_aside": [] })
    );
}

async fn only_json_is_taken(app: TestApp) {
    let sender = Sender::new(&app);
    for media_type in ["text/plain", "text/csv", "application/x-www-form-urlencoded", ""] {
        let answer = sender.post_as(USAGE, media_type, "[]").await;
        assert_eq!(answer.status, 415, "{media_type:?}");
    }
    let answer = sender.post_as(USAGE, "application/json; charset=utf-8", "[]").await;
    assert_eq!(answer.status, 200);
}

async fn wrong_names_and_secrets_are_refused_and_slowed_down(app: TestApp) {
    let right = Sender::new(&app);
    let wrong = Sender::with_secret(&app, "streamer", "guessed");
    let unknown = Sender::with_secret(&app, "nobody", "guessed");
    for n in 1..=20 {
        let sender = if n % 2 == 0 { &wrong } else { &unknown };
        let answer = sender.post(USAGE, "[]").await;
        assert_eq!(
            (answer.status, &report(&answer)["error"]),
            (401, &json!("unauthorized")),
            "try {n}"
        );
        assert!(answer.header("www-authenticate").starts_with("Basic "));
    }
    for sender in [&wrong, &unknown] {
        let answer = sender.post(USAGE, "[]").await;
        assert_eq!((answer.status, answer.header("retry-after")), (429, "900"));
    }
    assert_eq!(
        right.post(USAGE, "[]").await.status,
        200,
        "records do not wait for a guesser"
    );
    let elsewhere = Sender::with_secret(&app, "streamer", "guessed");
    elsewhere.client.address.set("192.0.2.99:50000".parse().unwrap());
    assert_eq!(
        elsewhere.post(USAGE, "[]").await.status,
        401,
        "the guesser's address is slowed down, no other"
    );
    app.pass(TimeDelta::minutes(16));
    assert_eq!(wrong.post(USAGE, "[]").await.status, 401);
}

async fn a_disabled_sender_is_refused(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let sender = Sender::new(&app);
    let now = app.state.clock.now();
    let handle = &app.database.handle;
    assert!(
        handle
            .write_blocking(|db| ingest::disable_client(db, "streamer", now))
            .unwrap()
    );
    let event = event_record(1, &sim.iccid, "2026-11-20T10:00:00Z", 3);
    let answer = sender.post(EVENTS, serde_json::to_vec(&[event]).unwrap()).await;
    assert_eq!(answer.status, 401);
    // A new secret makes the sender welcome again, and the old one stays worthless.
    let renewed = Sender::new(&app);
    assert_eq!(renewed.post(EVENTS, "[]").await.status, 200);
    assert_eq!(sender.post(EVENTS, "[]").await.status, 401);
}
