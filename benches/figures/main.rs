//! Measures the portal (design: quality P1 to P7) with public tools: each figure is a ratio against its yardstick in the same run on the
//! same machine; absolute numbers only describe it. Prints Markdown for docs/BENCHMARKS.md, which says how to run it.
//!
//! The figures are taken from outside, as a visitor, a sender of records or an administrator would see them: the built program runs as a
//! process of its own, `wrk` asks for its pages, and `sqlite3` or `psql` do the bare work that a figure is compared with.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measurement ends where it finds the unexpected"
)]

mod bulk;
mod export;
mod fleet;
mod intake;
mod invoice;
mod lists;
mod pages;
mod portal;
mod start;
mod tools;
mod transfer;

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use fleet::{Engine, Fleet};

/// Measures the portal and prints the figures as Markdown.
#[derive(Parser)]
struct Arguments {
    /// Sizes of fleets; the last is compared with the first
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 100_000])]
    sims: Vec<u32>,
    /// Administration address of a PostgreSQL server on which databases may be made, such as postgres://postgres@localhost/postgres;
    /// without it SQLite is measured
    #[arg(long)]
    postgres: Option<String>,
    /// What to measure; everything if left out
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Figure>,
    /// Seconds per slice; an address is asked for three slices, in turn with what it is compared with
    #[arg(long, default_value_t = 1)]
    seconds: u32,
    /// Records to take in
    #[arg(long, default_value_t = 150_000)]
    records: u32,
    /// The program to measure, if not the one that was built with this one
    #[arg(long, default_value = env!("CARGO_BIN_EXE_simportal"))]
    program: PathBuf,
    /// Told by `cargo bench`; means nothing here
    #[arg(long, hide = true)]
    bench: bool,
    /// Serve a bare page on this port instead of measuring: the yardstick of P2
    #[arg(long, hide = true)]
    hello: Option<u16>,
}

/// A figure of the design's table of quality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Figure {
    /// Start, memory, size
    P7,
    /// Every list of My SIMs at the last size against the first
    P1,
    /// Pages against a bare page
    P2,
    /// Dashboard at the last size against the first
    P6,
    /// Records taken in, against the engine's own bulk insert
    P5,
    /// Export of the whole list, against the engine's own export
    P3,
    /// Transfer of a fleet by a range file, against the bare UPDATE
    P4,
    /// Pages while a bulk action runs, against an idle portal
    Bulk,
    /// Invoices as files; needs no portal
    Invoice,
}

fn main() {
    let arguments = Arguments::parse();
    if let Some(port) = arguments.hello {
        return pages::hello(port);
    }
    if arguments.only.is_empty() || arguments.only.contains(&Figure::Invoice) {
        invoice::measure();
    }
    if arguments.only == [Figure::Invoice] {
        return;
    }
    let engine = match &arguments.postgres {
        Some(url) => Engine::Postgres(url.clone()),
        None => Engine::Sqlite,
    };
    let wants = |figure: Figure| arguments.only.is_empty() || arguments.only.contains(&figure);
    let fleets: Vec<Fleet> = arguments
        .sims
        .iter()
        .map(|sims| Fleet::of(&engine, &arguments.program, *sims))
        .collect();
    let (first, last) = (&fleets[0], &fleets[fleets.len() - 1]);
    println!(
        "\n## {engine}, {}\n",
        fleets.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
    );
    if wants(Figure::P7) {
        start::measure(last);
    }
    if wants(Figure::P1) {
        lists::measure(first, last, arguments.seconds);
    }
    if wants(Figure::P2) {
        pages::against_hello(last, arguments.seconds);
    }
    if wants(Figure::P6) {
        pages::dashboards(first, last, arguments.seconds);
    }
    if wants(Figure::P3) {
        export::measure(last);
    }
    if wants(Figure::P4) {
        transfer::measure(last, arguments.seconds);
    }
    if wants(Figure::Bulk) {
        bulk::measure(last, arguments.seconds);
    }
    if wants(Figure::P5) {
        intake::measure(last, arguments.records);
    }
}
