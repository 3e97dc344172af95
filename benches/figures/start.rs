//! P7: how long it takes to start, what an idle portal holds, how large the program is.

use std::time::Duration;

use super::fleet::Fleet;
use super::portal::Portal;
use super::tools::{median, memory};

/// Prints the figures of P7.
pub fn measure(fleet: &Fleet) {
    let starts = (0..5).map(|_| Portal::start(fleet).start.as_secs_f64()).collect();
    let portal = Portal::start(fleet);
    std::thread::sleep(Duration::from_secs(5));
    let program = fleet.program_size();
    println!("### P7: start, memory, size\n");
    println!("| what | measured | target |\n|---|---|---|");
    println!(
        "| start to first answer, median of 5 | {:.3} s | ≤ 0.3 s |",
        median(starts)
    );
    println!(
        "| memory when idle (VmRSS after 5 s) | {:.1} MiB | ≤ 40 MiB |",
        memory(portal.process(), "VmRSS")
    );
    println!(
        "| release binary | {:.1} MiB | ≤ 40 MiB |\n",
        program as f64 / 1024.0 / 1024.0
    );
}
