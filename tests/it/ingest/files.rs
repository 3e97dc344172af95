//! The command that loads files.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use serde_json::{Value, json};
use simportal::domain::ingest::SetAsideStatus;
use simportal::storage::events;
use simportal::storage::ingest::Sum;
use simportal::storage::keyset::Edge;

use super::{all_sims, expected, import, months, picture, reasons, sample, sample_inventory, set_aside};
use crate::support::TestApp;

on_both!(
    every_sample_file_gives_exactly_what_is_expected_of_it,
    a_file_loaded_again_changes_nothing,
    strict_loads_everything_or_nothing,
    a_file_that_cannot_be_read_names_the_place_and_loads_nothing,
    a_set_aside_cdr_line_can_be_read_again,
);

async fn every_sample_file_gives_exactly_what_is_expected_of_it(mut app: TestApp) {
    app.leave_work();
    let expected = expected();
    let load = |kind: &str, name: &str| {
        let imported = import(&app, kind, &sample(name), &[]);
        assert_eq!(imported.code, 0, "{name}: {}", imported.out);
        imported.report
    };

    let report = load("inventory", "inventory/sims.csv");
    assert_eq!(report["loaded"], expected["inventory/sims.csv"]["loaded"]);
    assert_eq!(report["rejected"], json!([]));

    let report = load("inventory", "inventory/sims-with-errors.csv");
    let expectation = &expected["inventory/sims-with-errors.csv (after sims.csv)"];
    let lines = report["rejected"].as_array().unwrap().iter();
    let lines: serde_json::Map<String, Value> = lines
        .map(|reject| (reject["line"].to_string(), reject["kind"].clone()))
        .collect();
    assert_eq!(Value::Object(lines), expectation["rejected_lines"]);
    assert_eq!(report["loaded"], expectation["loaded_lines"].as_array().unwrap().len());

    let report = load("usage", "records/usage.json");
    let expectation = &expected["records/usage.json"];
    assert_eq!(report["loaded"], expectation["records"]);
    assert_eq!(report["rejected"], json!([]));
    assert_eq!(months_of(&months(&app)), expected_months(&expectation["by_month"]));

    let report = load("usage", "records/usage-with-errors.json");
    let expectation = &expected["records/usage-with-errors.json (after usage.json)"];
    assert_eq!(report["loaded"], expectation["accepted"]);
    assert_eq!(report["already_known"], expectation["already_known"]);
    assert_eq!(json!(reasons(&report["rejected"])), expectation["set_aside"]);
    assert_eq!(set_aside(&app, SetAsideStatus::Waiting).len(), 3);

    let before: i64 = months(&app).values().map(|sum| sum.data_bytes).sum();
    let report = load("cdr", "records/cdr_20261120_120000.csv");
    let expectation = &expected["records/cdr_20261120_120000.csv"];
    assert_eq!(report["loaded"], expectation["records"]);
    assert_eq!(report["rejected"], json!([]));
    let after: i64 = months(&app).values().map(|sum| sum.data_bytes).sum();
    assert_eq!(after - before, bytes(&expectation["data_mb"]));

    let report = load("events", "records/events.json");
    assert_eq!(report["loaded"], expected["records/events.json"]["records"]);
    assert_eq!(report["rejected"], json!([]));
    let odd = odd_detail();
    assert!(details(&app).contains(&odd), "{odd:?} is kept as it came");

    picture(&app);
}

fn bytes(megabytes: &Value) -> i64 {
    (megabytes.as_f64().unwrap() * 1e6).round() as i64
}

fn months_of(months: &BTreeMap<String, Sum>) -> BTreeMap<String, [i64; 3]> {
    let numbers = |sum: &Sum| [sum.data_bytes, sum.sms_mo, sum.sms_mt];
    months
        .iter()
        .map(|(month, sum)| (month.clone(), numbers(sum)))
        .collect()
}

fn expected_months(months: &Value) -> BTreeMap<String, [i64; 3]> {
    let months = months.as_object().unwrap().iter();
    let n = |value: &Value| value.as_i64().unwrap();
    months
        .map(|(month, sum)| {
            (
                month.clone(),
                [bytes(&sum["data_mb"]), n(&sum["sms_mo"]), n(&sum["sms_mt"])],
            )
        })
        .collect()
}

/// The detail in the sample events that is text, but no JSON.
fn odd_detail() -> String {
    let events: Value = serde_json::from_slice(&std::fs::read(sample("records/events.json")).unwrap()).unwrap();
    let details = events
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|event| event["detail"].as_str());
    let odd: Vec<&str> = details
        .filter(|text| serde_json::from_str::<Value>(text).is_err())
        .collect();
    assert_eq!(odd.len(), 1);
    odd[0].to_owned()
}

fn details(app: &TestApp) -> Vec<String> {
    app.db(|db| {
        let mut details = Vec::new();
        for sim in all_sims(db, app)? {
            let page = events::of_sim(db, &sim, Default::default(), Edge::Newest, 1000)?;
            details.extend(page.rows.into_iter().filter_map(|event| event.detail));
        }
        Ok(details)
    })
}

async fn a_file_loaded_again_changes_nothing(mut app: TestApp) {
    app.leave_work();
    let files = [
        ("inventory", "inventory/sims.csv"),
        ("usage", "records/usage.json"),
        ("usage", "records/usage-with-errors.json"),
        ("cdr", "records/cdr_20261120_120000.csv"),
        ("events", "records/events.json"),
    ];
    for (kind, name) in files {
        assert_eq!(import(&app, kind, &sample(name), &[]).code, 0);
    }
    let before = picture(&app);
    for (kind, name) in files {
        let again = import(&app, kind, &sample(name), &[]);
        assert_eq!(again.report["loaded"], 0, "{name}");
    }
    assert_eq!(picture(&app), before);
}

async fn strict_loads_everything_or_nothing(app: TestApp) {
    sample_inventory(&app);
    let before = picture(&app);
    let refused = import(&app, "usage", &sample("records/usage-with-errors.json"), &["--strict"]);
    assert_eq!(refused.code, 1, "{}", refused.out);
    assert_eq!(refused.report["loaded"], 0);
    assert_eq!(refused.report["already_known"], 0);
    assert_eq!(
        refused.report["rejected"].as_array().unwrap().len(),
        3,
        "and says what is wrong"
    );
    assert_eq!(picture(&app), before, "not even set aside");

    let taken = import(&app, "usage", &sample("records/usage.json"), &["--strict"]);
    assert_eq!(
        (taken.code, &taken.report["loaded"]),
        (0, &json!(1500)),
        "{}",
        taken.out
    );
}

async fn a_file_that_cannot_be_read_names_the_place_and_loads_nothing(app: TestApp) {
    sample_inventory(&app);
    let before = picture(&app);
    let file = app.database.folder.path().join("broken.json");
    std::fs::write(&file, "[\n{\"id\": 1},\n{\"id\" 2}\n]").unwrap();
    let refused = import(&app, "usage", &file, &[]);
    assert_eq!(refused.code, 1);
    assert!(refused.out.contains("line 3, column 7"), "{}", refused.out);
    let refused = import(&app, "usage", &file.with_file_name("missing.json"), &[]);
    assert_eq!(refused.code, 1);
    assert!(refused.out.contains("missing.json"), "{}", refused.out);
    assert_eq!(picture(&app), before);
}

async fn a_set_aside_cdr_line_can_be_read_again(app: TestApp) {
    let report = import(&app, "cdr", &sample("records/cdr_20261120_120000.csv"), &[]).report;
    assert_eq!(json!(reasons(&report["rejected"])), json!({ "unknown_sim": 300 }));
    app.pass(TimeDelta::hours(1));
    // The inventory brings the SIMs, and has the records that waited for them tried again.
    sample_inventory(&app);
    app.run_jobs().await;
    assert_eq!(set_aside(&app, SetAsideStatus::Waiting).len(), 0);
    assert_eq!(set_aside(&app, SetAsideStatus::Loaded).len(), 300);
    let data: i64 = months(&app).values().map(|sum| sum.data_bytes).sum();
    assert_eq!(data, bytes(&expected()["records/cdr_20261120_120000.csv"]["data_mb"]));
    picture(&app);
}
