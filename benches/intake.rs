//! P5: usage records taken in, durable and with everything that follows from them, against the engine's own bulk insert of the same rows.
//!
//! `cargo bench --bench intake -- sqlite:/tmp/intake.db 100000` (a new database; SIMs: 100,000 unless told otherwise)
#![expect(clippy::print_stdout, reason = "its output is what it is for")]

use std::error::Error;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::value::RawValue;
use simportal::domain::ingest::parse::Parsed;
use simportal::domain::ingest::parse::usage::{UsageRecord, parse_usage};
use simportal::domain::ingest::{MOST_RECORDS, Source, take_usage};
use simportal::storage::organisations::{self, NewOrganisation};
use simportal::storage::sims::{self, NewSim};
use simportal::storage::{Database, DatabaseOptions, DatabaseUrl, Durability, Error as StorageError, migrations};
use simportal::types::carrier::Adapter;
use simportal::types::status::{SessionStatus, SimStatus, VolumeGroup};

/// Batches that are measured; as many before them warm up.
const BATCHES: usize = 20;

/// One layout of records over SIMs.
struct Layout {
    name: &'static str,
    /// How many records of a batch are of the same SIM.
    per_sim: usize,
}

const LAYOUTS: &[Layout] = &[
    Layout {
        name: "each of another SIM",
        per_sim: 1,
    },
    Layout {
        name: "ten of each SIM",
        per_sim: 10,
    },
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let url = DatabaseUrl::parse(
        &args
            .next()
            .unwrap_or_else(|| "sqlite:/tmp/simportal-intake.db".to_owned()),
    )?;
    let sims: usize = args.next().map_or(Ok(100_000), |n| n.parse())?;
    let options = DatabaseOptions {
        url: url.clone(),
        durability: Durability::Full,
        connections: 2,
        wait: Duration::from_secs(10),
    };
    let database = Database::open(&options)?;
    migrations::migrate(&database)?;
    let now: NaiveDateTime = "2026-11-21T12:00:00".parse()?;
    fill(&database, sims, now)?;
    println!("{} with {sims} SIMs, batches of {MOST_RECORDS}", url.kind().name());
    let mut id = 0;
    for layout in LAYOUTS {
        let mut spent = Duration::ZERO;
        for batch in 0..BATCHES * 2 {
            let records = records(&mut id, batch, sims, layout.per_sim, now)?;
            let source = Source {
                name: "bench",
                root_id: None,
            };
            let at = now + TimeDelta::seconds(i64::try_from(id)?);
            let begin = Instant::now();
            let intake = database.write_blocking(|db| take_usage(db, &source, records, at))?;
            if batch >= BATCHES {
                spent += begin.elapsed();
            }
            assert_eq!(intake.loaded, MOST_RECORDS as u64, "{intake:?}");
        }
        let rate = rate(BATCHES * MOST_RECORDS, spent);
        println!("take_usage, {}: {rate:.0} records/s", layout.name);
    }
    let (rows, spent) = yardstick(&url)?;
    println!(
        "bulk insert of the engine's shell: {:.0} records/s ({rows} rows)",
        rate(rows, spent)
    );
    Ok(())
}

fn rate(rows: usize, time: Duration) -> f64 {
    rows as f64 / time.as_secs_f64()
}

fn fill(database: &Database, sims: usize, now: NaiveDateTime) -> Result<(), Box<dyn Error>> {
    let (organisation, carrier) = database.write_blocking(|db| {
        let new = NewOrganisation {
            parent_id: None,
            account_number: "81000001",
            name: "Bench",
            language: "en",
            time_zone: "Europe/Berlin",
        };
        let organisation = organisations::insert(db, &new, now)?;
        Ok::<_, StorageError>((
            organisation.id,
            sims::carrier_named(db, "Simulated", Adapter::Simulated, now)?.id,
        ))
    })?;
    let all: Vec<NewSim> = (0..sims).map(|n| sim(n, organisation, carrier, now)).collect();
    for part in all.chunks(10_000) {
        database.write_blocking(|db| sims::insert_many(db, part, now))?;
    }
    Ok(())
}

fn iccid(n: usize) -> String {
    format!("89882280990{n:08}")
}

fn sim(n: usize, organisation: i64, carrier_id: i64, now: NaiveDateTime) -> NewSim {
    NewSim {
        root_id: organisation,
        organisation_id: organisation,
        end_user_id: None,
        carrier_id,
        iccid: iccid(n),
        eid: None,
        imsi: format!("26201{n:010}"),
        msisdn: format!("4915{n:09}"),
        imei: None,
        imei_locked: false,
        locked_imei: None,
        ip_address: None,
        sim_type: "Industrial".to_owned(),
        label: format!("Sensor {n}"),
        label_key: format!("sensor {n}"),
        note: String::new(),
        service: "Cold chain".to_owned(),
        pin_sealed: None,
        puk_sealed: None,
        status: SimStatus::Activated,
        session: SessionStatus::Offline,
        session_since: None,
        data_total: 500_000_000,
        data_left: 500_000_000,
        data_group: VolumeGroup::Sufficient,
        sms_total: 250,
        sms_left: 250,
        sms_group: VolumeGroup::Sufficient,
        lifetime_starts_on: now.date(),
        lifetime_ends_on: now.date() + TimeDelta::days(3652),
        last_activity_at: now - TimeDelta::days(1),
        created_at: now,
        updated_at: now,
    }
}

/// A batch: SIMs in no order of their keys, as records come.
fn records(
    id: &mut i64,
    batch: usize,
    sims: usize,
    per_sim: usize,
    now: NaiveDateTime,
) -> Result<Vec<Parsed<UsageRecord>>, Box<dyn Error>> {
    let mut records = Vec::with_capacity(MOST_RECORDS);
    for position in 0..MOST_RECORDS {
        *id += 1;
        // A prime step visits all SIMs before it meets one again.
        let sim = ((batch * MOST_RECORDS + position) / per_sim * 7919) % sims;
        let end = now + TimeDelta::seconds(*id);
        let json = format!(
            r#"{{"id":{id},"sim":{{"iccid":"{}"}},"start_timestamp":"{}","end_timestamp":"{}","traffic_type":{{"id":5,"description":"Data"}},
            "volume":{{"total":0.012345,"tx":0.002345,"rx":0.01}},"endpoint":{{"imei":"3569380356438{:02}"}},"operator":{{"id":3,"name":"Telekom",
            "mnc":"01","country":{{"name":"Germany","mcc":"262"}}}},"tariff":{{"name":"IoT Flex"}}}}"#,
            iccid(sim),
            (end - TimeDelta::minutes(15)).format("%Y-%m-%dT%H:%M:%SZ"),
            end.format("%Y-%m-%dT%H:%M:%SZ"),
            sim % 90,
        );
        records.push(parse_usage(1, &RawValue::from_string(json)?));
    }
    Ok(records)
}

/// The same rows, written out as CSV and loaded by the engine's own shell into a table with the same keys.
fn yardstick(url: &DatabaseUrl) -> Result<(usize, Duration), Box<dyn Error>> {
    let folder = std::env::temp_dir().join("simportal-yardstick");
    std::fs::create_dir_all(&folder)?;
    let csv = folder.join("rows.csv");
    let spent = match url {
        DatabaseUrl::Sqlite(path) => {
            shell(
                "sqlite3",
                &[&path.to_string_lossy()],
                &format!(
                    ".headers off\n.mode csv\n.once {}\nSELECT * FROM usage_records;\n\
                 CREATE TABLE bulk (record_id BIGINT NOT NULL PRIMARY KEY, root_id BIGINT NOT NULL, \
                 organisation_id BIGINT NOT NULL REFERENCES organisations (id), sim_id BIGINT NOT NULL REFERENCES sims (id), \
                 started_at TIMESTAMP NOT NULL, ended_at TIMESTAMP NOT NULL, data_bytes BIGINT NOT NULL, data_tx BIGINT NOT NULL, \
                 data_rx BIGINT NOT NULL, sms_mo BIGINT NOT NULL, sms_mt BIGINT NOT NULL, operator_name TEXT, network_code TEXT, \
                 country_name TEXT, tariff_name TEXT, ip_address TEXT, imei TEXT, received_at TIMESTAMP NOT NULL);\n\
                 CREATE INDEX bulk_sim_id_idx ON bulk (sim_id, ended_at, record_id);\n",
                    csv.display()
                ),
            )?;
            shell(
                "sqlite3",
                &[&path.to_string_lossy()],
                &format!(
                    "PRAGMA foreign_keys = ON;\nPRAGMA synchronous = FULL;\n.import --csv {} bulk\n",
                    csv.display()
                ),
            )?
        }
        DatabaseUrl::Postgres(url) => {
            shell(
                "psql",
                &["-qX", "-v", "ON_ERROR_STOP=1", url],
                &format!(
                    "\\copy usage_records TO '{}' CSV\nCREATE TABLE bulk (LIKE usage_records INCLUDING ALL);\n\
                 ALTER TABLE bulk ADD FOREIGN KEY (organisation_id) REFERENCES organisations (id), \
                 ADD FOREIGN KEY (sim_id) REFERENCES sims (id);\nCHECKPOINT;\n",
                    csv.display()
                ),
            )?;
            shell(
                "psql",
                &["-qX", "-v", "ON_ERROR_STOP=1", url],
                &format!("\\copy bulk FROM '{}' CSV\n", csv.display()),
            )?
        }
    };
    let rows = count_lines(&csv)?;
    std::fs::remove_file(csv)?;
    Ok((rows, spent))
}

fn shell(program: &str, args: &[&str], script: &str) -> Result<Duration, Box<dyn Error>> {
    let begin = Instant::now();
    let mut child = Command::new(program).args(args).stdin(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().ok_or("no standard input")?;
    input.write_all(script.as_bytes())?;
    drop(input);
    let status = child.wait()?;
    if !status.success() {
        return Err(format!("{program}: {status}").into());
    }
    Ok(begin.elapsed())
}

fn count_lines(path: &Path) -> Result<usize, Box<dyn Error>> {
    Ok(std::fs::read(path)?.iter().filter(|byte| **byte == b'\n').count())
}
