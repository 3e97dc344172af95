//! Transfers of SIMs between a master organisation and its sub-organisation: files, rules, the run, taking back, the command.

mod command;
mod files;
mod rules;
mod run;
mod undo;

use std::collections::BTreeMap;
use std::path::PathBuf;

use actix_web::http::Method;
use serde_json::Value;
use simportal::domain::ingest::parse::inventory::InventoryReader;
use simportal::domain::ingest::{self, InventoryTerms};
use simportal::storage::sims::{self, SimRow};
use simportal::storage::transfers::{self, TransferRow};
use simportal::types::access::OrgScope;
use simportal::types::carrier::Adapter;
use simportal::types::iccid::Iccid;
use simportal::types::transfer::TransferStatus;
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::{Answer, Client, TestApp};

/// First number of the fleets of these tests.
const FIRST: u64 = 8_988_228_077_000_000_000;

/// What a job of an organisation may see.
fn scope(app: &TestApp, org: Org) -> OrgScope {
    let root = if org == Org::Sub { Org::Master } else { org };
    let cast = &app.database.cast;
    OrgScope::for_job(cast.organisation(root), cast.organisation(org), "test")
}

/// The SIM, if the organisation holds it.
fn held(app: &TestApp, org: Org, number: u64) -> Option<SimRow> {
    let iccid = Iccid::from_number(number).unwrap();
    app.db(|db| match sims::find(db, &scope(app, org), &iccid) {
        Ok(sim) => Ok(Some(sim)),
        Err(simportal::storage::Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    })
}

/// How many of the SIMs with these numbers the organisation holds.
fn count(app: &TestApp, org: Org, numbers: std::ops::Range<u64>) -> usize {
    let iccids: Vec<String> = numbers.map(|number| number.to_string()).collect();
    iccids
        .chunks(500)
        .map(|part| app.db(|db| sims::find_many(db, &scope(app, org), part.to_vec())).len())
        .sum()
}

fn transfer(app: &TestApp, id: i64) -> TransferRow {
    app.db(|db| transfers::find(db, &scope(app, Org::Master), id))
}

fn status(app: &TestApp, id: i64) -> TransferStatus {
    transfer(app, id).status
}

/// Line and kind of everything that is wrong.
fn faults(app: &TestApp, id: i64) -> Vec<(i64, String)> {
    let row = transfer(app, id);
    let errors = app.db(|db| transfers::errors_after(db, &row, 0, 10_000));
    let kind = |stored: &str| stored.split(' ').next().unwrap().to_owned();
    errors.iter().map(|error| (error.line, kind(&error.kind))).collect()
}

/// The sub-organisation as the form names it.
fn partner(app: &TestApp) -> String {
    app.database.cast.organisation(Org::Sub).to_string()
}

/// Sends the form of a new transfer with a file, or with fields alone.
async fn order(client: &Client<'_>, fields: &[(&str, &str)], file: Option<&[u8]>) -> Answer {
    let proof = client.proof().await;
    let mut body = Vec::new();
    let mut part = |head: &str, content: &[u8]| {
        body.extend_from_slice(format!("--b0undary\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    part("name=\"_csrf\"", proof.csrf.as_bytes());
    part("name=\"_org\"", proof.org.as_bytes());
    for (name, value) in fields {
        part(&format!("name=\"{name}\""), value.as_bytes());
    }
    let file_name = if file.is_some() { "ranges.csv" } else { "" };
    part(
        &format!("name=\"file\"; filename=\"{file_name}\"\r\nContent-Type: text/csv"),
        file.unwrap_or_default(),
    );
    body.extend_from_slice(b"--b0undary--\r\n");
    let request = client
        .request(Method::POST, urls::TRANSFER_NEW)
        .insert_header(("content-type", "multipart/form-data; boundary=b0undary"))
        .insert_header(("sec-fetch-site", "same-origin"))
        .set_payload(body);
    client.send("POST a transfer", request).await
}

/// Orders a transfer by file between the master and its sub-organisation.
async fn upload(app: &TestApp, client: &Client<'_>, direction: &str, file: &[u8]) -> i64 {
    let partner = partner(app);
    let fields = [
        ("partner", partner.as_str()),
        ("direction", direction),
        ("what", "file"),
    ];
    key(&order(client, &fields, Some(file)).await)
}

/// A file of one range: so many SIMs from a number on.
fn range(first: u64, size: u64) -> String {
    format!("{first};{}\n", first + size - 1)
}

/// The key of the transfer that an answer leads to.
fn key(answer: &Answer) -> i64 {
    assert_eq!(answer.status, 303, "{}", answer.text());
    let key = answer.location().strip_prefix("/organisation/transfers/");
    key.unwrap_or_else(|| panic!("leads to {}", answer.location()))
        .parse()
        .unwrap()
}

async fn page(client: &Client<'_>, id: i64) -> Answer {
    client.get(&urls::transfer(urls::TRANSFER, &id)).await
}

async fn post(client: &Client<'_>, pattern: &str, id: i64) -> Answer {
    client.post(&urls::transfer(pattern, &id), &[]).await
}

/// Confirms a transfer and does all work.
async fn carry_out(app: &TestApp, client: &Client<'_>, id: i64) {
    let answer = post(client, urls::TRANSFER_CONFIRM, id).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    app.run_jobs().await;
}

fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// The verdicts on the sample files, by name.
fn expected() -> BTreeMap<String, Value> {
    let json = std::fs::read(sample("ranges/expected.json")).unwrap();
    let all: BTreeMap<String, Value> = serde_json::from_slice(&json).unwrap();
    assert!(all.len() > 20, "only {} sample files", all.len());
    all
}

/// The 200 SIMs of the sample inventory, in the master organisation.
fn sample_inventory(app: &TestApp) {
    let csv = std::fs::read(sample("inventory/sims.csv")).unwrap();
    let lines = InventoryReader::new(csv.as_slice())
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let terms = InventoryTerms {
        tariff: app.state.config.tariff,
        carrier: ("Inventory", Adapter::None),
        keys: &app.state.keys,
    };
    let now = app.state.clock.now();
    let handle = &app.database.handle;
    let intake = handle.write_blocking(|db| ingest::take_inventory(db, &scope(app, Org::Master), &terms, lines, now));
    assert_eq!(intake.unwrap().loaded, 200);
}
