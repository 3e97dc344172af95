//! The tools that measure and compare: `wrk`, `curl`, `sqlite3`, `psql`.

use std::process::{Command, Stdio};

/// What `wrk` saw.
#[derive(Debug, Clone, Copy)]
pub struct Load {
    /// Requests per second.
    pub rate: f64,
    /// Half of the answers took no longer, milliseconds.
    pub p50: f64,
    /// All but one in a hundred took no longer, milliseconds.
    pub p99: f64,
}

/// One thread and 16 connections ask for one address. Answers other than 2xx end the measurement: an error page is quick.
pub fn wrk(url: &str, cookie: &str, seconds: u32) -> Load {
    let text = output(Command::new("wrk").args([
        "-t1",
        "-c16",
        &format!("-d{seconds}s"),
        "--latency",
        "-H",
        &format!("Cookie: {cookie}"),
        url,
    ]));
    assert!(!text.contains("Non-2xx"), "{url} answers with errors:\n{text}");
    let after = |marker: &str| {
        let line = text.lines().find(|line| line.trim_start().starts_with(marker));
        line.and_then(|line| line.split_whitespace().nth(1))
            .unwrap_or_else(|| panic!("no {marker} in {text}"))
            .to_owned()
    };
    Load {
        rate: after("Requests/sec:").parse().expect("a number"),
        p50: milliseconds(&after("50%")),
        p99: milliseconds(&after("99%")),
    }
}

/// How often each address is asked, in turn with those that it is compared with.
pub const SLICES: u32 = 3;

/// Asks several addresses in turn, again and again, and answers with the best slice of each. What a host takes away from the machine for
/// some seconds then hits all of them or a slice that does not count; one long run after another would compare two hours of the host's day.
pub fn in_turn<const N: usize>(ask: [&dyn Fn() -> Load; N]) -> [Load; N] {
    let mut best = ask.map(|ask| ask());
    for _ in 1..SLICES {
        for (best, ask) in best.iter_mut().zip(ask) {
            let seen = ask();
            if seen.rate > best.rate {
                *best = seen;
            }
        }
    }
    best
}

fn milliseconds(text: &str) -> f64 {
    let digits = text.find(|c: char| c.is_alphabetic()).expect("a unit");
    let value: f64 = text[..digits].parse().expect("a number");
    match &text[digits..] {
        "us" => value / 1000.0,
        "ms" => value,
        "s" => value * 1000.0,
        other => panic!("unknown unit {other}"),
    }
}

/// Runs a command that must succeed; answers with what it wrote.
pub fn output(command: &mut Command) -> String {
    let done = command
        .stderr(Stdio::piped())
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(
        done.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// The middle one of several numbers.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

/// A number of bytes a process holds, from `/proc`: `VmRSS` or `VmHWM`, in MiB.
pub fn memory(process: u32, what: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("the process lives");
    let line = status
        .lines()
        .find(|line| line.starts_with(what))
        .expect("the kernel tells");
    let kib: f64 = line
        .split_whitespace()
        .nth(1)
        .and_then(|text| text.parse().ok())
        .expect("a number");
    kib / 1024.0
}
