//! The real program, killed at random moments while records come in (quality R1), and told to stop while they do (R4): nothing that was
//! acknowledged is missing, nothing is there twice, and every sum equals what it was added up from.
//!
//! A few rounds in every run; many by hand: `SIMPORTAL_TEST_KILLS=200 cargo test --test it crash -- --nocapture`.

mod bulk;
mod program;
mod sender;
mod transfer;

use std::collections::BTreeSet;
use std::time::Duration;

use diesel::prelude::*;
use simportal::domain::doctor;
use simportal::storage::schema::{events, usage_records};
use simportal::storage::{Database, Error, Kind};

use crate::support::database::TestDatabase;
use program::Program;
use sender::{Answers, Sender};

/// Rounds of a run in which nobody asked for more: half end with a kill, half with the wish to stop.
const ROUNDS: u32 = 4;

#[test]
fn nothing_acknowledged_is_lost_or_doubled_on_sqlite() {
    survives(Kind::Sqlite);
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled_on_postgres() {
    survives(Kind::Postgres);
}

#[expect(
    clippy::disallowed_methods,
    reason = "a wish of whoever runs the tests, not a setting of the portal"
)]
fn rounds() -> u32 {
    let asked = std::env::var("SIMPORTAL_TEST_KILLS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(ROUNDS)
}

fn survives(kind: Kind) {
    let Some(database) = TestDatabase::empty(kind) else {
        return;
    };
    let program = Program::new(&database);
    program.make_demo(40);
    let (mut sender, seed) = (Sender::new(iccids(&database.handle)), std::process::id());
    let mut answers = Answers::default();
    for round in 0..rounds() {
        let mut running = program.serve();
        let until = Duration::from_millis(u64::from(pseudo_random(seed, round) % 700) + 30);
        let is_kill = round % 2 == 0;
        let of_round = sender.send_until(&running.address(), until, || {
            if is_kill { running.kill() } else { running.stop() }
        });
        // A killed program may break off in the middle of an answer; one that was asked to stop may not.
        if !is_kill {
            assert_eq!(of_round.broken, 0, "round {round}: an answer was broken off");
        }
        answers.add(&of_round);
    }
    // Whatever was not acknowledged is sent again, as senders do; what had arrived after all is known.
    let running = program.serve();
    sender.send_rest(&running.address());
    drop(running);

    let stored = stored(&database.handle);
    assert_eq!(
        stored,
        sender.acknowledged(),
        "what the database holds beside the demo, and what was acknowledged"
    );
    let findings = database
        .handle
        .read_blocking(|db| doctor::examine(db, &mut |_| {}))
        .unwrap();
    for finding in &findings {
        assert_eq!(finding.differences, 0, "{} after {} rounds", finding.name, rounds());
    }
    assert!(
        answers.acknowledged > 0 && findings.len() > 5,
        "records came in, and were checked: {answers:?}"
    );
    println!("{kind:?}: {} rounds, {} records, {answers:?}", rounds(), stored.len());
}

/// A number that looks random and can be had again with the printed seed.
fn pseudo_random(seed: u32, round: u32) -> u32 {
    let mut x = seed.wrapping_mul(2_654_435_761) ^ round.wrapping_add(1).wrapping_mul(40_503);
    x ^= x << 13;
    x ^= x >> 17;
    x ^ (x << 5)
}

fn iccids(database: &Database) -> Vec<String> {
    use simportal::storage::schema::sims;
    let found: Result<Vec<String>, Error> =
        database.read_blocking(|db| Ok(sims::table.order(sims::id).select(sims::iccid).load(db)?));
    found.unwrap()
}

/// Ids of the sender's records in the database; a doubled one would be there twice.
fn stored(database: &Database) -> BTreeSet<(char, i64)> {
    let rows: Result<(Vec<i64>, Vec<Option<i64>>), Error> = database.read_blocking(|db| {
        Ok((
            usage_records::table
                .filter(usage_records::record_id.ge(sender::FIRST_ID))
                .order(usage_records::record_id)
                .select(usage_records::record_id)
                .load(db)?,
            events::table
                .filter(events::record_id.ge(Some(sender::FIRST_ID)))
                .order(events::record_id)
                .select(events::record_id)
                .load(db)?,
        ))
    });
    let (usage, events) = rows.unwrap();
    let count = usage.len() + events.len();
    let ids: BTreeSet<(char, i64)> = usage
        .into_iter()
        .map(|id| ('u', id))
        .chain(events.into_iter().flatten().map(|id| ('e', id)))
        .collect();
    assert_eq!(ids.len(), count, "a record is there twice");
    ids
}
