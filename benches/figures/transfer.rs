//! A transfer of a whole fleet by a range file (quality P4): how long it takes against the bare UPDATE in the engine's own shell, and what
//! it does to the pages of others meanwhile.

use std::time::{Duration, Instant};

use super::fleet::Fleet;
use super::lists::owner;
use super::portal::Portal;
use super::tools::{Load, SLICES, output, wrk};

/// Pages that others look at meanwhile.
const PAGES: [(&str, &str); 2] = [("Dashboard", "/dashboard"), ("My SIMs", "/sims")];

/// Account number of the sub-organisation that the SIMs go to and come back from.
const SUB: &str = "89990001";

/// Gives all SIMs of the large organisation to a sub-organisation and takes them back: by the command for the figure, with a server beside it
/// for the pages.
pub fn measure(fleet: &Fleet, seconds: u32) {
    let (master, account) = master(fleet);
    let sub = sub(fleet, master);
    let file = fleet.folder.join("ranges.csv");
    let lines = ranges(fleet, master);
    std::fs::write(&file, &lines).expect("the folder can be written");
    let sims = fleet.value(&format!("SELECT COUNT(*) FROM sims WHERE organisation_id = {master}"));
    let transfer = |from: &str, to: &str| {
        let begin = Instant::now();
        output(
            fleet
                .portal()
                .args(["transfer", "--from", from, "--to", to, "--file"])
                .arg(&file),
        );
        begin.elapsed()
    };

    // The yardstick: the one statement that changes the holder, on the same file, there and back.
    let update = |from: i64, to: i64| {
        let begin = Instant::now();
        fleet.shell(&format!(
            "UPDATE sims SET organisation_id = {to} WHERE organisation_id = {from} AND iccid BETWEEN '0' AND '99'"
        ));
        begin.elapsed()
    };
    let bare = [update(master, sub), update(sub, master)];
    let idle = [transfer(&account, SUB), transfer(SUB, &account)];

    let portal = Portal::start(fleet);
    let cookie = portal.sign_in(&owner(fleet));
    let load = |path: &str| wrk(&format!("{}{path}", portal.base), &cookie, seconds * SLICES);
    let before = PAGES.map(|(_, path)| load(path));
    let mut running = fleet
        .portal()
        .args(["transfer", "--from", &account, "--to", SUB, "--file"])
        .arg(&file)
        .stdout(std::process::Stdio::null())
        .spawn()
        .expect("the program");
    // Past the check, which only reads.
    wait(fleet, "reserving");
    let mut busy: Vec<Option<Load>> = Vec::new();
    for (_, path) in PAGES {
        let seen = load(path);
        let is_running = running.try_wait().expect("a process").is_none();
        busy.push(is_running.then_some(seen));
    }
    assert!(running.wait().expect("a process").success(), "the transfer failed");
    drop(portal);
    let _ = transfer(SUB, &account);

    let total = |times: &[Duration]| times.iter().map(Duration::as_secs_f64).sum::<f64>() / times.len() as f64;
    println!("### P4: transfer of all SIMs of the large organisation by a range file, with {fleet}\n");
    println!(
        "{} lines, {sims} SIMs; means of there and back.\n",
        lines.lines().count()
    );
    println!("| | seconds | ratio (target ≤ 3) |\n|---|---:|---:|");
    println!("| bare UPDATE in the engine's shell | {:.2} | |", total(&bare));
    println!(
        "| parse, check, preview, reserve, move, audit | {:.2} | {:.2} |\n",
        total(&idle),
        total(&idle) / total(&bare)
    );
    println!("| page | p99 idle | p99 meanwhile | ratio (target ≤ 3) |\n|---|---:|---:|---:|");
    for (((name, _), idle), busy) in PAGES.iter().zip(before).zip(busy) {
        match busy {
            Some(busy) => println!(
                "| {name} | {:.1} ms | {:.1} ms | {:.2} |",
                idle.p99,
                busy.p99,
                busy.p99 / idle.p99
            ),
            None => println!("| {name} | {:.1} ms | the transfer was over before | |", idle.p99),
        }
    }
    println!();
}

/// Key and account number of the organisation with the most SIMs.
fn master(fleet: &Fleet) -> (i64, String) {
    let row = fleet.value(
        "SELECT o.id, o.account_number FROM organisations o WHERE o.parent_id IS NULL \
         ORDER BY (SELECT SUM(c.sims) FROM sim_counts c WHERE c.organisation_id = o.id) DESC LIMIT 1",
    );
    let (id, account) = row.split_once('|').expect("two columns");
    (id.parse().expect("a key"), account.to_owned())
}

/// The sub-organisation, made if it is missing.
fn sub(fleet: &Fleet, master: i64) -> i64 {
    let find = format!("SELECT id FROM organisations WHERE account_number = '{SUB}'");
    if fleet.value(&find).is_empty() {
        fleet.shell(&format!(
            "INSERT INTO organisations (root_id, parent_id, account_number, name, status, language, time_zone, created_at) \
             VALUES ({master}, {master}, '{SUB}', 'Nordfrost Service GmbH', 'active', 'de', 'Europe/Berlin', '2026-11-01 00:00:00')"
        ));
    }
    fleet.value(&find).parse().expect("a key")
}

/// The SIMs of an organisation as ranges: numbers that follow each other are one.
fn ranges(fleet: &Fleet, organisation: i64) -> String {
    let iccids = fleet.shell(&format!(
        "SELECT iccid FROM sims WHERE organisation_id = {organisation} ORDER BY iccid"
    ));
    let mut text = String::new();
    let mut range: Option<(u64, u64)> = None;
    for number in iccids.lines().map(|line| line.parse::<u64>().expect("digits")) {
        range = match range {
            Some((first, last)) if last + 1 == number => Some((first, number)),
            Some((first, last)) => {
                text.push_str(&format!("{first};{last}\n"));
                Some((number, number))
            }
            None => Some((number, number)),
        };
    }
    if let Some((first, last)) = range {
        text.push_str(&format!("{first};{last}\n"));
    }
    text
}

/// Waits until the latest transfer is in this status, or over.
fn wait(fleet: &Fleet, status: &str) {
    let begin = Instant::now();
    loop {
        let now = fleet.value("SELECT status FROM transfers ORDER BY id DESC LIMIT 1");
        if now == status || now == "moving" {
            return;
        }
        assert!(begin.elapsed() < Duration::from_secs(300), "it does not begin: {now}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
