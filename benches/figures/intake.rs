//! P5: usage records taken in, by `POST /ingest/usage` and from a file, against the engine's own bulk insert of the same rows into a
//! table with the same keys. The portal does more with each record (roll-ups, quotas, counters, repeats found), and each call is durable.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use base64::Engine as _;
use simportal::clock::Clock;

use super::fleet::Fleet;
use super::lists::organisation;
use super::portal::{PASSWORD, Portal};
use super::tools::output;

/// Records of a call: the most that is taken.
const CALL: usize = 3000;

/// Prints the table of P5.
pub fn measure(fleet: &Fleet, records: u32) {
    let calls = (records as usize).div_ceil(CALL).max(1);
    let iccids = scattered(fleet, CALL * 10);
    // Ids that no earlier measurement on this fleet has used.
    let first = Clock::system().now().and_utc().timestamp_millis().unsigned_abs() * 10_000;
    let bodies = |from: u64| -> Vec<String> {
        (0..calls)
            .map(|call| body(&iccids, from + (call * CALL) as u64))
            .collect()
    };
    let (posted, filed) = (bodies(first), bodies(first + 500_000_000));
    let rows = (calls * CALL) as f64;

    let portal = Portal::start(fleet);
    let mut sender = Sender::connect(&portal);
    let begin = Instant::now();
    for body in &posted {
        sender.post(body);
    }
    let by_post = rows / begin.elapsed().as_secs_f64();
    drop(sender);
    drop(portal);

    let file = fleet.folder.join("records.json");
    let array = format!(
        "[{}]",
        filed
            .iter()
            .map(|body| body.trim_matches(['[', ']']))
            .collect::<Vec<_>>()
            .join(",")
    );
    std::fs::write(&file, array).expect("target can be written");
    let begin = Instant::now();
    let account = fleet.value(&format!(
        "SELECT account_number FROM organisations WHERE id = {}",
        organisation(fleet)
    ));
    output(
        fleet
            .portal()
            .args(["import", "--organisation", &account, "usage"])
            .arg(&file),
    );
    let by_file = rows / begin.elapsed().as_secs_f64();

    let bare = rows / bulk_insert(fleet, first);
    println!("### P5: records taken in, {rows} in calls of {CALL}, on {fleet} (target: each ≥ 0.3)\n");
    println!("| way | records/s | ratio |\n|---|---:|---:|");
    println!("| engine's own bulk insert of the same rows | {bare:.0} | 1 |");
    println!(
        "| POST /ingest/usage, one sender | {by_post:.0} | {:.2} |",
        by_post / bare
    );
    println!("| simportal import usage | {by_file:.0} | {:.2} |\n", by_file / bare);
}

/// SIMs from all over the fleet: neighbours would be in one page of the database, which no network cares for.
fn scattered(fleet: &Fleet, most: usize) -> Vec<String> {
    let every = (fleet.sims as usize / most).max(1);
    let sql = format!(
        "SELECT iccid FROM sims WHERE status = 'activated' AND organisation_id = {} AND id % {every} = 0 ORDER BY (id * 7919) % 100003, id LIMIT {most}",
        organisation(fleet)
    );
    let found: Vec<String> = fleet.shell(&sql).lines().map(str::to_owned).collect();
    assert!(!found.is_empty(), "no SIM is activated");
    found
}

fn body(iccids: &[String], first: u64) -> String {
    let mut text = String::with_capacity(CALL * 320);
    text.push('[');
    for id in first..first + CALL as u64 {
        let iccid = &iccids[id as usize % iccids.len()];
        let second = id % 60;
        let comma = if id == first { "" } else { "," };
        let _ = write!(
            text,
            "{comma}{{\"id\":{id},\"start_timestamp\":\"2026-11-20T08:00:{second:02}Z\",\"end_timestamp\":\"2026-11-20T09:00:{second:02}Z\",\
             \"sim\":{{\"iccid\":\"{iccid}\"}},\"operator\":{{\"name\":\"Vodafone\",\"mnc\":\"02\",\"country\":{{\"mcc\":\"262\",\"name\":\"Germany\"}}}},\
             \"traffic_type\":{{\"id\":5,\"description\":\"Data\"}},\"volume\":{{\"total\":0.0003,\"tx\":0.0002,\"rx\":0.0001}}}}"
        );
    }
    text.push(']');
    text
}

/// One connection that stays open, as a data streamer's does.
struct Sender {
    stream: TcpStream,
    head: String,
}

impl Sender {
    fn connect(portal: &Portal) -> Self {
        let address = portal.base.trim_start_matches("http://");
        let secret = base64::engine::general_purpose::STANDARD.encode(format!("demo-network:{PASSWORD}"));
        Self {
            stream: TcpStream::connect(address).expect("the portal listens"),
            head: format!(
                "POST /ingest/usage HTTP/1.1\r\nhost: {address}\r\nauthorization: Basic {secret}\r\ncontent-type: application/json\r\n"
            ),
        }
    }

    fn post(&mut self, body: &str) {
        let head = format!("{}content-length: {}\r\n\r\n", self.head, body.len());
        self.stream.write_all(head.as_bytes()).expect("the portal reads");
        self.stream.write_all(body.as_bytes()).expect("the portal reads");
        let mut answer = Vec::new();
        let mut piece = [0; 4096];
        loop {
            let n = self.stream.read(&mut piece).expect("the portal answers");
            assert!(n > 0, "the portal hung up");
            answer.extend_from_slice(&piece[..n]);
            let text = String::from_utf8_lossy(&answer);
            let Some((head, rest)) = text.split_once("\r\n\r\n") else {
                continue;
            };
            let length = head.lines().find_map(|line| {
                line.to_ascii_lowercase()
                    .strip_prefix("content-length: ")
                    .map(str::to_owned)
            });
            if rest.len() >= length.and_then(|length| length.parse().ok()).unwrap_or(0) {
                assert!(head.contains(" 200 "), "{text}");
                return;
            }
        }
    }
}

/// Seconds that the engine takes for the rows of the posted records in a table like the portal's.
fn bulk_insert(fleet: &Fleet, first: u64) -> f64 {
    let csv = fleet.folder.join("rows.csv");
    let (path, to) = (csv.display(), first + 400_000_000);
    let rows = format!("SELECT * FROM usage_records WHERE record_id >= {first} AND record_id < {to}");
    let make = |source: &str| {
        format!(
            "DROP TABLE IF EXISTS bench_usage; {source}; CREATE INDEX bench_usage_idx ON bench_usage (sim_id, ended_at, record_id);"
        )
    };
    let begin;
    if fleet.is_sqlite() {
        let ddl = fleet.value("SELECT replace(sql, char(10), ' ') FROM sqlite_schema WHERE name = 'usage_records'");
        fleet.shell(&make(&ddl.replace("usage_records", "bench_usage")));
        shell_lines(fleet, &[".mode csv", &format!(".once {path}"), &rows]);
        begin = Instant::now();
        shell_lines(
            fleet,
            &[
                "PRAGMA synchronous=FULL;",
                "BEGIN;",
                &format!(".import --csv {path} bench_usage"),
                "COMMIT;",
            ],
        );
    } else {
        fleet.shell(&make(
            "CREATE TABLE bench_usage (LIKE usage_records INCLUDING ALL EXCLUDING INDEXES, PRIMARY KEY (record_id))",
        ));
        fleet.shell(&format!("\\copy ({rows}) TO '{path}' CSV"));
        begin = Instant::now();
        fleet.shell(&format!("\\copy bench_usage FROM '{path}' CSV"));
    }
    let seconds = begin.elapsed().as_secs_f64();
    fleet.shell("DROP TABLE bench_usage;");
    seconds
}

/// Lines for `sqlite3`, whose dot commands must begin a line.
fn shell_lines(fleet: &Fleet, lines: &[&str]) {
    let script = fleet.folder.join("script.sql");
    std::fs::write(&script, lines.join("\n")).expect("target can be written");
    fleet.shell(&format!(".read {}", script.display()));
}
