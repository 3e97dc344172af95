//! P3: the whole list as a CSV file, from the order to the last byte of the download, against the engine's own export of the columns.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::fleet::Fleet;
use super::lists::{organisation, owner};
use super::portal::Portal;
use super::tools::{memory, output};

/// The columns as the portal names them, and as the engine does.
const COLUMNS: [(&str, &str); 6] = [
    ("iccid", "iccid"),
    ("imsi", "imsi"),
    ("msisdn", "msisdn"),
    ("label", "label"),
    ("status", "status"),
    ("data", "data_left, data_total"),
];

/// Prints the figure of P3.
pub fn measure(fleet: &Fleet) {
    let portal = Portal::start(fleet);
    portal.sign_in(&owner(fleet));
    portal.get("/sims");
    std::thread::sleep(Duration::from_secs(1));
    // Pages of the database file that are mapped belong to the system's cache, which takes them back when it wants.
    let process = portal.process();
    let idle = memory(process, "RssAnon");
    let is_over = Arc::new(AtomicBool::new(false));
    let over = Arc::clone(&is_over);
    let watch = std::thread::spawn(move || {
        let mut peak = idle;
        while !over.load(Ordering::Relaxed) {
            peak = peak.max(memory(process, "RssAnon"));
            std::thread::sleep(Duration::from_millis(10));
        }
        peak
    });
    let names = COLUMNS.map(|(name, _)| name).join(",");
    let begin = Instant::now();
    let page = portal.post(
        "/sims",
        "/sims/export",
        &[("query", ""), ("columns", &names), ("format", "csv")],
    );
    let id = page.rsplit('/').next().unwrap_or_default().to_owned();
    let status = || fleet.value(&format!("SELECT status FROM exports WHERE id = {id}"));
    while status() != "ready" {
        assert!(
            begin.elapsed() < Duration::from_secs(1800) && status() != "failed",
            "the export does not end"
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    let file = fleet.folder.join("export.csv");
    portal.download(&format!("{page}/file"), &file);
    let taken = begin.elapsed().as_secs_f64();
    is_over.store(true, Ordering::Relaxed);
    let peak = watch.join().expect("the watch ends");
    let lines = std::fs::read(&file)
        .expect("the file")
        .iter()
        .filter(|byte| **byte == b'\n')
        .count();

    let columns = COLUMNS.map(|(_, column)| column).join(", ");
    let sql = format!(
        "SELECT {columns} FROM sims WHERE organisation_id = {} ORDER BY iccid",
        organisation(fleet)
    );
    let bare = fleet.folder.join("bare.csv");
    let begin = Instant::now();
    if fleet.is_sqlite() {
        let rows = output(
            Command::new("sqlite3")
                .arg("-csv")
                .arg(fleet.folder.join("simportal.db"))
                .arg(&sql),
        );
        std::fs::write(&bare, rows).expect("target can be written");
    } else {
        fleet.shell(&format!("\\copy ({sql}) TO '{}' CSV", bare.display()));
    }
    let engine = begin.elapsed().as_secs_f64();
    println!(
        "### P3: export of {} SIMs as CSV, with {fleet}\n",
        lines.saturating_sub(1)
    );
    println!("| what | measured | target |\n|---|---|---|");
    println!("| order, job and download | {taken:.2} s | |");
    println!("| the engine's own export of the columns | {engine:.2} s | |");
    println!("| ratio | {:.2} × | ≤ 2 × |", taken / engine);
    println!(
        "| peak memory above idle, without mapped files | {:.1} MiB | ≤ 64 MiB |\n",
        peak - idle
    );
}
