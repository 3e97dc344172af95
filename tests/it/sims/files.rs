//! Files of usage and events, and paging of events.

use chrono::TimeDelta;
use simportal::storage::ingest::{self, NewEvent, NewUsageRecord};
use simportal::storage::sims::SimRow;
use simportal::types::status::{EventSource, Severity};
use simportal::web::urls;

use super::at;
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    a_file_of_usage_holds_every_record_of_the_period_once,
    a_file_of_events_holds_the_filter_and_runs_nowhere,
    events_are_paged_to_the_end_and_back,
    who_may_not_export_gets_no_file,
);

/// More than one page of a file.
const RECORDS: i64 = 1_203;

fn use_it(app: &TestApp, sim: &SimRow) {
    let now = app.state.clock.now();
    let records: Vec<NewUsageRecord> = (0..RECORDS)
        .map(|n| NewUsageRecord {
            record_id: n + 1,
            root_id: sim.root_id,
            organisation_id: sim.organisation_id,
            sim_id: sim.id,
            // Three records end at the same time: the key of a page must tell them apart.
            started_at: now - TimeDelta::minutes(n / 3 + 10),
            ended_at: now - TimeDelta::minutes(n / 3),
            data_bytes: 30,
            data_tx: 10,
            data_rx: 20,
            sms_mo: 0,
            sms_mt: 1,
            operator_name: Some(if n == 0 { "=cmd|'x'" } else { "Netz, \"Süd\"" }.to_owned()),
            network_code: Some("262 01".to_owned()),
            country_name: Some("Germany".to_owned()),
            tariff_name: None,
            ip_address: None,
            imei: None,
            received_at: now,
        })
        .collect();
    app.db(|db| ingest::insert_usage(db, &records));
}

fn happen(app: &TestApp, sim: &SimRow, count: i64) {
    let now = app.state.clock.now();
    let events: Vec<NewEvent> = (0..count)
        .map(|n| NewEvent {
            record_id: Some(n + 1),
            root_id: sim.root_id,
            organisation_id: sim.organisation_id,
            sim_id: Some(sim.id),
            occurred_at: now - TimeDelta::minutes(n / 2),
            type_id: 3,
            type_name: "Create PDP Context".to_owned(),
            severity: if n % 10 == 0 { Severity::Warn } else { Severity::Info },
            source: EventSource::Network,
            alert: false,
            description: format!("=happening {n:03}"),
            actor: None,
            operator_name: None,
            country_name: None,
            bearer: None,
            ip_address: None,
            imei: None,
            detail: Some(r#"{"z":1,"a":12345678901234567890123}"#.to_owned()),
            received_at: now,
        })
        .collect();
    app.db(|db| ingest::insert_events(db, &events));
}

async fn a_file_of_usage_holds_every_record_of_the_period_once(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    use_it(&app, &sim);
    let client = app.as_(Who::Uma).await;
    let file = client
        .get(&format!("{}?period=7d", at(urls::SIM_USAGE_CSV, &sim)))
        .await;
    assert_eq!(file.status, 200);
    assert_eq!(
        file.header("content-disposition"),
        format!("attachment; filename=\"sim-{}-usage-2026-11-21-1820.csv\"", sim.iccid)
    );
    let text = file.text();
    assert!(text.starts_with("iccid,record_id,started_at_utc,"), "{text:.100}");
    assert!(text.contains("\r\n"), "lines end as RFC 4180 says");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut ids: Vec<i64> = rows.iter().map(|row| row[1].parse().unwrap()).collect();
    ids.sort_unstable();
    assert_eq!(ids, (1..=RECORDS).collect::<Vec<i64>>());
    let last = rows.iter().find(|row| &row[1] == "1").unwrap();
    assert_eq!(
        (&last[3], &last[4], &last[9]),
        ("2026-11-21T17:20:00Z", "30", "'=cmd|'x'")
    );
}

async fn a_file_of_events_holds_the_filter_and_runs_nowhere(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    happen(&app, &sim, 40);
    let client = app.as_(Who::Alice).await;
    let file = client
        .get(&format!("{}?severity=warn", at(urls::SIM_EVENTS_CSV, &sim)))
        .await;
    let text = file.text();
    assert_eq!(text.lines().count(), 5, "{text}");
    assert!(text.contains(",'=happening 000,"), "{text}");
}

async fn events_are_paged_to_the_end_and_back(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    happen(&app, &sim, 60);
    let client = app.as_(Who::Alice).await;
    let link = |page: &crate::support::Answer, rel: &str| {
        let selector = crate::support::page::selector(&format!("a[rel={rel}]"));
        let html = page.page();
        html.select(&selector)
            .next()
            .map(|link| link.attr("href").unwrap().to_owned())
    };
    let mut page = client.get(&at(urls::SIM_EVENTS, &sim)).await;
    assert!(
        page.text().contains("&quot;a&quot;: 12345678901234567890123")
            || page.text().contains("&#34;a&#34;: 12345678901234567890123")
    );
    assert_eq!(link(&page, "prev"), None);
    let mut seen = Vec::new();
    loop {
        let words = page.words();
        seen.extend(
            words
                .match_indices("=happening ")
                .map(|(at, _)| words[at + 11..at + 14].to_owned()),
        );
        match link(&page, "next") {
            Some(older) => page = client.get(&older).await,
            None => break,
        }
    }
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!((seen.len(), unique.len()), (60, 60), "{seen:?}");
    let newer = client.get(&link(&page, "prev").unwrap()).await;
    let newest = client.get(&link(&newer, "prev").unwrap()).await;
    assert!(newest.words().contains("=happening 000") || newest.words().contains("=happening 001"));
    assert_eq!(link(&newest, "prev"), None);
    let filtered = client
        .get(&format!("{}?severity=warn&source=nowhere", at(urls::SIM_EVENTS, &sim)))
        .await;
    let words = filtered.words();
    assert_eq!(words.matches("=happening").count(), 6, "{words}");
    assert!(words.contains("does not exist and was ignored"));
}

async fn who_may_not_export_gets_no_file(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Bob).await;
    assert_eq!(client.get(&at(urls::SIM_USAGE_CSV, &sim)).await.status, 403);
}
