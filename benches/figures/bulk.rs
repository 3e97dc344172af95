//! A bulk action over a whole fleet: how long it takes, and what it does to the pages of others meanwhile.

use std::time::{Duration, Instant};

use super::fleet::Fleet;
use super::lists::owner;
use super::portal::Portal;
use super::tools::{Load, SLICES, wrk};

/// Pages that others look at meanwhile.
const PAGES: [(&str, &str); 2] = [("Dashboard", "/dashboard"), ("My SIMs", "/sims")];

/// Deactivates all SIMs of the large organisation, and puts it back. Prints what pages cost before and meanwhile.
pub fn measure(fleet: &Fleet, seconds: u32) {
    let portal = Portal::start(fleet);
    let cookie = portal.sign_in(&owner(fleet));
    let load = |path: &str| wrk(&format!("{}{path}", portal.base), &cookie, seconds * SLICES);
    let idle = PAGES.map(|(_, path)| load(path));

    let begin = Instant::now();
    let action = portal.post(
        "/sims",
        "/sims/bulk/state",
        &[("action", "deactivate"), ("all", "1"), ("list", "/sims")],
    );
    wait(fleet, &action, "'preparing'");
    let prepared = begin.elapsed();
    let begin = Instant::now();
    portal.post(&action, &format!("{action}/confirm"), &[]);
    let mut busy: Vec<Option<Load>> = Vec::new();
    for (_, path) in PAGES {
        let seen = load(path);
        // Only what was measured while the action ran counts.
        busy.push((status(fleet, &action) == "running").then_some(seen));
    }
    wait(fleet, &action, "'running'");
    let ran = begin.elapsed();

    let id = action.rsplit('/').next().unwrap_or_default();
    let sums = fleet.value(&format!(
        "SELECT sims, changed, already, refused FROM bulk_jobs WHERE id = {id}"
    ));
    let file = portal.get(&format!("{action}/result.csv"));
    let rate = fleet
        .value(&format!("SELECT sims FROM bulk_jobs WHERE id = {id}"))
        .parse::<f64>()
        .expect("a number")
        / ran.as_secs_f64();
    println!("### A bulk action over all SIMs of the large organisation, with {fleet}\n");
    println!(
        "SIMs, changed, already so, refused: {sums}. Preview after {:.1} s, done after {:.1} s ({rate:.0} SIMs/s, while pages were asked for as",
        prepared.as_secs_f64(),
        ran.as_secs_f64()
    );
    println!(
        "quickly as they answered). Lines of the result file: {}.\n",
        file.lines().count()
    );
    println!("| page | p99 idle | p99 meanwhile | ratio (target ≤ 3) |\n|---|---:|---:|---:|");
    for (((name, _), idle), busy) in PAGES.iter().zip(idle).zip(busy) {
        match busy {
            Some(busy) => println!(
                "| {name} | {:.1} ms | {:.1} ms | {:.2} |",
                idle.p99,
                busy.p99,
                busy.p99 / idle.p99
            ),
            None => println!("| {name} | {:.1} ms | the action was over before | |", idle.p99),
        }
    }
    println!();
    // As it was, for the next measurement.
    let undo = portal.post(&action, &format!("{action}/undo"), &[]);
    wait(fleet, &undo, "'preparing'");
    portal.post(&undo, &format!("{undo}/confirm"), &[]);
    wait(fleet, &undo, "'running'");
    // What it told the carriers has arrived: until then these SIMs cannot be transferred.
    let begin = Instant::now();
    while fleet.value("SELECT COUNT(*) FROM jobs WHERE finished_at IS NULL") != "0" {
        assert!(begin.elapsed() < Duration::from_secs(600), "the carriers are not told");
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn status(fleet: &Fleet, action: &str) -> String {
    let id = action.rsplit('/').next().unwrap_or_default();
    fleet.value(&format!("SELECT status FROM bulk_jobs WHERE id = {id}"))
}

/// Waits until the action is no longer in this status.
fn wait(fleet: &Fleet, action: &str, status_now: &str) {
    let begin = Instant::now();
    while format!("'{}'", status(fleet, action)) == status_now {
        assert!(begin.elapsed() < Duration::from_secs(1800), "the action does not end");
        std::thread::sleep(Duration::from_millis(50));
    }
}
