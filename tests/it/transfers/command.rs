//! The command of staff, as a process of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use simportal::storage::DatabaseUrl;

use super::{FIRST, count, expected, range, sample, sample_inventory};
use crate::support::cast::Org;
use crate::support::{TestApp, make};

on_both!(
    every_sample_file_gives_exactly_its_verdict_by_the_command,
    a_file_is_carried_through,
    what_cannot_be_transferred_is_refused_with_the_reason,
);

struct Said {
    code: i32,
    out: String,
    report: Value,
}

fn run(app: &TestApp, from: &str, to: &str, file: &Path, more: &[&str]) -> Said {
    let folder = app.database.folder.path();
    let report = folder.join("report.json");
    let _ = std::fs::remove_file(&report);
    let mut command = Command::new(env!("CARGO_BIN_EXE_simportal"));
    command.env_clear().args(["--data-dir".as_ref(), folder.as_os_str()]);
    if let DatabaseUrl::Postgres(url) = &app.database.options.url {
        command.env("SIMPORTAL_DATABASE_URL", url);
    }
    command
        .args(["transfer", "--from", from, "--to", to, "--file"])
        .args([file.as_os_str(), "--report".as_ref(), report.as_os_str()])
        .args(more);
    let output = command.output().unwrap();
    Said {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr),
        report: std::fs::read(&report).map_or(Value::Null, |json| serde_json::from_slice(&json).unwrap()),
    }
}

fn file(app: &TestApp, content: &str) -> PathBuf {
    let path = app.database.folder.path().join("ranges.csv");
    std::fs::write(&path, content).unwrap();
    path
}

async fn every_sample_file_gives_exactly_its_verdict_by_the_command(app: TestApp) {
    sample_inventory(&app);
    for (name, verdict) in expected() {
        let said = run(
            &app,
            "81000001",
            "81000002",
            &sample("ranges").join(&name),
            &["--dry-run"],
        );
        assert_eq!(said.report, verdict, "{name}: {}", said.out);
        let code = if verdict["accepted"] == true { 0 } else { 3 };
        assert_eq!(said.code, code, "{name}: {}", said.out);
    }
    assert_eq!(
        count(&app, Org::Sub, 8_988_228_066_600_700_000..8_988_228_066_600_700_200),
        0
    );
}

async fn a_file_is_carried_through(mut app: TestApp) {
    // The command has the time of the machine, which is later than the test's: what it leaves to the worker waits for that.
    app.leave_work();
    make::fleet(&app, Org::Master, FIRST, 2500);
    let path = file(&app, &range(FIRST, 2500));
    let said = run(&app, "81000001", "81000002", &path, &[]);
    assert_eq!(said.code, 0, "{}", said.out);
    assert_eq!(
        said.report,
        json!({"accepted": true, "sims": 2500, "errors": [], "repairable": false})
    );
    assert!(said.out.contains("2500 SIMs were transferred"), "{}", said.out);
    assert_eq!(count(&app, Org::Sub, FIRST..FIRST + 2500), 2500);
    // Once more there is nothing there.
    let said = run(&app, "81000001", "81000002", &path, &[]);
    assert_eq!(said.report["errors"], json!([{"line": 1, "kind": "unknown_sims"}]));
    assert_eq!(said.code, 3);
    // And back.
    let said = run(&app, "81000002", "81000001", &path, &[]);
    assert_eq!(said.code, 0, "{}", said.out);
    assert_eq!(count(&app, Org::Master, FIRST..FIRST + 2500), 2500);
}

async fn what_cannot_be_transferred_is_refused_with_the_reason(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 1);
    let path = file(&app, &range(FIRST, 1));
    for (from, to) in [
        ("81000001", "81000003"),
        ("81000003", "81000002"),
        ("81000001", "81000001"),
        ("81000002", "81000002"),
    ] {
        let said = run(&app, from, to, &path, &[]);
        assert_eq!(
            (said.code, &said.report),
            (2, &Value::Null),
            "{from} {to}: {}",
            said.out
        );
        assert!(
            said.out.contains("one of its own active sub-organisations"),
            "{}",
            said.out
        );
    }
    let said = run(&app, "81000001", "89999999", &path, &[]);
    assert!(said.code == 1 && said.out.contains("89999999"), "{}", said.out);
    let said = run(&app, "81000001", "81000002", Path::new("/nowhere.csv"), &[]);
    assert!(said.code == 1 && said.out.contains("cannot read"), "{}", said.out);
    let large = app.database.folder.path().join("large.csv");
    std::fs::File::create(&large)
        .unwrap()
        .set_len(100 * 1024 * 1024)
        .unwrap();
    let said = run(&app, "81000001", "81000002", &large, &[]);
    assert_eq!(said.report["errors"], json!([{"line": 0, "kind": "too_large"}]));
    assert_eq!(said.code, 3);
    assert_eq!(count(&app, Org::Master, FIRST..FIRST + 1), 1);
}
