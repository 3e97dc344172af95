//! Records in: by file and by HTTP, the same records once and only once, what they change, and what is set aside.

mod concurrent;
mod effects;
mod files;
mod http;
mod months;
mod retry;
mod set_aside_pages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use actix_web::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use simportal::domain::ingest::parse::inventory::InventoryReader;
use simportal::domain::ingest::{self, Edge, Intake, InventoryTerms, SetAsideRow, SetAsideStatus};
use simportal::domain::{self, Db};
use simportal::storage::ingest::Sum;
use simportal::storage::sims::{SimFilter, SimRow, counts};
use simportal::storage::{DatabaseUrl, Error, sims, usage};
use simportal::types::access::OrgScope;
use simportal::types::carrier::Adapter;
use simportal::types::iccid::Iccid;

use crate::support::cast::Org;
use crate::support::{Answer, Client, TestApp, source};

/// A sample file.
fn sample(name: &str) -> PathBuf {
    source::root().join("tests/data").join(name)
}

/// What the sample files must give.
fn expected() -> Value {
    serde_json::from_slice(&std::fs::read(sample("expected.json")).unwrap()).unwrap()
}

/// A system that sends records.
struct Sender<'a> {
    client: Client<'a>,
    authorisation: String,
}

impl<'a> Sender<'a> {
    fn new(app: &'a TestApp) -> Self {
        let now = app.state.clock.now();
        let handle = &app.database.handle;
        let secret = handle
            .write_blocking(|db| ingest::add_client(db, "streamer", now))
            .unwrap();
        Self::with_secret(app, "streamer", &secret)
    }

    fn with_secret(app: &'a TestApp, name: &str, secret: &str) -> Self {
        Self {
            client: app.anonymous(),
            authorisation: format!("Basic {}", STANDARD.encode(format!("{name}:{secret}"))),
        }
    }

    /// Sends a body as JSON.
    async fn post(&self, path: &str, body: impl Into<Vec<u8>>) -> Answer {
        self.post_as(path, "application/json", body).await
    }

    async fn post_as(&self, path: &str, media_type: &str, body: impl Into<Vec<u8>>) -> Answer {
        let request = self
            .client
            .request(Method::POST, path)
            .insert_header(("authorization", self.authorisation.as_str()))
            .insert_header(("content-type", media_type))
            .set_payload(body.into());
        self.client.send(path, request).await
    }

    /// Sends records, which must be answered with 200.
    async fn send(&self, path: &str, records: &[Value]) -> Value {
        let answer = self.post(path, serde_json::to_vec(records).unwrap()).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        report(&answer)
    }
}

fn report(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.text()))
}

/// How many records of an answer or a report have which reason.
fn reasons(rejected: &Value) -> BTreeMap<String, u64> {
    let mut reasons = BTreeMap::new();
    for reject in rejected.as_array().unwrap() {
        *reasons.entry(reject["kind"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    reasons
}

/// A usage record of a SIM. Its volume is in MB, as senders write it.
fn usage_record(id: i64, iccid: &str, ended_at: &str, megabytes: f64) -> Value {
    json!({
        "id": id,
        "start_timestamp": ended_at,
        "end_timestamp": ended_at,
        "organisation": { "name": "81000001" },
        "sim": { "iccid": iccid },
        "traffic_type": { "id": 5, "description": "Data" },
        "volume": { "total": megabytes, "tx": 0, "rx": megabytes },
    })
}

/// A network event of a SIM.
fn event_record(id: i64, iccid: &str, at: &str, type_id: i32) -> Value {
    json!({
        "id": id,
        "timestamp": at,
        "event_type": { "id": type_id },
        "event_source": { "id": 0 },
        "organisation": { "name": "81000001" },
        "sim": { "iccid": iccid },
    })
}

fn scope(app: &TestApp) -> OrgScope {
    let master = app.database.cast.organisation(Org::Master);
    OrgScope::for_job(master, master, "test")
}

/// Takes an inventory in for the master organisation, as the command does.
fn inventory(app: &TestApp, csv: &[u8]) -> Intake {
    let lines = InventoryReader::new(csv).unwrap().collect::<Result<_, _>>().unwrap();
    let terms = InventoryTerms {
        tariff: app.state.config.tariff,
        carrier: ("Inventory", Adapter::None),
        keys: &app.state.keys,
    };
    let now = app.state.clock.now();
    let handle = &app.database.handle;
    handle
        .write_blocking(|db| ingest::take_inventory(db, &scope(app), &terms, lines, now))
        .unwrap()
}

/// The 200 SIMs of the sample inventory.
fn sample_inventory(app: &TestApp) {
    let intake = inventory(app, &std::fs::read(sample("inventory/sims.csv")).unwrap());
    assert_eq!(intake.loaded, 200);
}

fn sim(app: &TestApp, iccid: &str) -> SimRow {
    let iccid = Iccid::parse(iccid).unwrap();
    app.db(|db| sims::find(db, &scope(app), &iccid))
}

fn set_aside(app: &TestApp, status: SetAsideStatus) -> Vec<SetAsideRow> {
    let handle = &app.database.handle;
    let page: Result<_, domain::Error> =
        handle.read_blocking(|db| Ok(ingest::page(db, status, None, Edge::Newest, 10_000)?));
    page.unwrap().rows
}

/// What the command said.
struct Imported {
    code: i32,
    out: String,
    report: Value,
}

/// Runs `simportal import` as its own process on the database of the test.
fn import(app: &TestApp, kind: &str, file: &Path, more: &[&str]) -> Imported {
    let folder = app.database.folder.path();
    let report = folder.join("report.json");
    let mut command = Command::new(env!("CARGO_BIN_EXE_simportal"));
    command.env_clear().args(["--data-dir".as_ref(), folder.as_os_str()]);
    if let DatabaseUrl::Postgres(url) = &app.database.options.url {
        command.env("SIMPORTAL_DATABASE_URL", url);
    }
    command
        .args(["import", kind, "--organisation", "81000001", "--report"])
        .args([report.as_os_str(), file.as_os_str()])
        .args(more);
    let output = command.output().unwrap();
    let report = std::fs::read(&report).map_or(Value::Null, |json| serde_json::from_slice(&json).unwrap());
    Imported {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr),
        report,
    }
}

/// Months of the master organisation by "2026-11".
fn months(app: &TestApp) -> BTreeMap<String, Sum> {
    let rows = app.db(|db| usage::months(db, &scope(app), NaiveDate::default()));
    rows.iter()
        .map(|row| (row.day.format("%Y-%m").to_string(), sum(row)))
        .collect()
}

fn sum(row: &usage::UsageRow) -> Sum {
    Sum {
        data_bytes: row.data_bytes,
        data_tx: row.data_tx,
        data_rx: row.data_rx,
        sms_mo: row.sms_mo,
        sms_mt: row.sms_mt,
    }
}

/// Everything that records change, to be compared before and after.
#[derive(Debug, PartialEq)]
struct Picture {
    sims: Vec<String>,
    days: BTreeMap<(i64, NaiveDate), Sum>,
    months: BTreeMap<String, Sum>,
    counts: Vec<(counts::CountKey, i64)>,
    set_aside: Vec<String>,
}

/// Takes the picture, and checks that every roll-up and counter equals what it sums up.
fn picture(app: &TestApp) -> Picture {
    let (sims, days) = app.db(|db| Ok((all_sims(db, app)?, simportal::storage::ingest::recount_days(db)?)));
    let mut of_months: BTreeMap<(i64, NaiveDate), Sum> = BTreeMap::new();
    let (mut organisation_days, mut organisation_months) = (BTreeMap::new(), BTreeMap::new());
    for ((sim_id, day), sum) in &days {
        let month = day.with_day(1).unwrap();
        *of_months.entry((*sim_id, month)).or_default() += *sum;
        *organisation_days.entry(*day).or_default() += *sum;
        *organisation_months.entry(month).or_default() += *sum;
    }
    app.db(|db| {
        for sim in &sims {
            let stored = |rows: Vec<usage::UsageRow>| rows.iter().map(|row| (row.day, sum(row))).collect::<Vec<_>>();
            let counted = |sums: &BTreeMap<(i64, NaiveDate), Sum>| {
                let of_sim = sums.iter().filter(|((id, _), _)| *id == sim.id);
                of_sim.map(|((_, day), sum)| (*day, *sum)).collect::<Vec<_>>()
            };
            let stored_days = stored(usage::days_of_sim(db, sim, NaiveDate::default())?);
            assert_eq!(stored_days, counted(&days), "days of SIM {}", sim.iccid);
            let stored_months = stored(usage::months_of_sim(db, sim, NaiveDate::default())?);
            assert_eq!(stored_months, counted(&of_months), "months of SIM {}", sim.iccid);
        }
        let of = |rows: Vec<usage::UsageRow>| rows.iter().map(|row| (row.day, sum(row))).collect::<BTreeMap<_, _>>();
        assert_eq!(
            of(usage::days(db, &scope(app), NaiveDate::default())?),
            organisation_days
        );
        assert_eq!(
            of(usage::months(db, &scope(app), NaiveDate::default())?),
            organisation_months
        );
        Ok(())
    });
    let counts = app.db(counts::stored);
    assert_eq!(counts, app.db(counts::recount), "the counters of SIMs");
    let mut aside = Vec::new();
    for status in SetAsideStatus::ALL {
        aside.extend(set_aside(app, *status).iter().map(|row| format!("{row:?}")));
    }
    Picture {
        sims: sims.iter().map(|sim| format!("{sim:?}")).collect(),
        days,
        months: months(app),
        counts,
        set_aside: aside,
    }
}

fn all_sims(db: &mut Db, app: &TestApp) -> Result<Vec<SimRow>, Error> {
    sims::next(db, &scope(app), &SimFilter::default(), None, 10_000)
}
