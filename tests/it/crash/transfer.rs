//! The program killed while it moves SIMs to another organisation: it goes on where it was, and no SIM is left behind or moved twice.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use simportal::clock::Clock;
use simportal::domain::transfers::{self, Order, Step};
use simportal::domain::{self, auth, doctor};
use simportal::storage::organisations::{self, NewOrganisation};
use simportal::storage::schema::{audit_entries, jobs, outbox, sims, transfer_holds, transfer_items, users};
use simportal::storage::{Database, Error, Kind};
use simportal::types::lang::Lang;
use simportal::types::matrix::Permission;
use simportal::types::transfer::{TransferSource, TransferStatus};

use super::program::Program;
use super::{pseudo_random, rounds};
use crate::support::database::TestDatabase;

/// SIMs of the fleet: several pieces of a transfer.
const SIMS: u32 = 6000;

#[test]
fn a_transfer_goes_on_where_it_was_killed_on_sqlite() {
    goes_on(Kind::Sqlite);
}

#[test]
fn a_transfer_goes_on_where_it_was_killed_on_postgres() {
    goes_on(Kind::Postgres);
}

fn goes_on(kind: Kind) {
    let Some(database) = TestDatabase::empty(kind) else {
        return;
    };
    let (program, db) = (Program::new(&database), &database.handle);
    program.make_demo(SIMS);
    let seed = std::process::id();
    let (master, sub) = ends(db);
    let all = iccids(db, master);
    assert!(all.len() > 4000, "only {} SIMs", all.len());
    let mut interrupted = 0;
    for round in 0..rounds().div_ceil(2) {
        let (from, to) = if round % 2 == 0 { (master, sub) } else { (sub, master) };
        let id = order(db, from, to, &all);
        let mut running = program.serve();
        let wait = u64::from(pseudo_random(seed, round) % 600);
        std::thread::sleep(std::time::Duration::from_millis(wait));
        running.kill();
        interrupted += u32::from(!status(db, id).is_over());
        // The lease of the dead worker: it runs out by itself, which a test cannot wait for.
        let released: Result<usize, Error> = db.write_blocking(|db| {
            Ok(diesel::update(jobs::table)
                .set(jobs::leased_until.eq(None::<NaiveDateTime>))
                .execute(db)?)
        });
        released.unwrap();
        let running = program.serve();
        let began = std::time::Instant::now();
        while !status(db, id).is_over() {
            assert!(
                began.elapsed() < std::time::Duration::from_secs(120),
                "the transfer does not end"
            );
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        drop(running);
        assert_eq!(status(db, id), TransferStatus::Done);
        assert_eq!(iccids(db, to), all, "all SIMs are there");
        assert_eq!(iccids(db, from), Vec::<String>::new(), "none is left behind");
        everything_is_noted_once(db, id, all.len() as i64);
    }
    let findings = db.read_blocking(|db| doctor::examine(db, &mut |_| {})).unwrap();
    for finding in &findings {
        assert_eq!(finding.differences, 0, "{}", finding.name);
    }
    println!(
        "{kind:?}: {interrupted} of {} transfers were interrupted",
        rounds().div_ceil(2)
    );
}

/// The demo's first organisation, and a sub-organisation of it that has no SIMs yet.
fn ends(database: &Database) -> (i64, i64) {
    let made: Result<(i64, i64), Error> = database.write_blocking(|db| {
        let (_, master) = owner(db)?;
        let new = NewOrganisation {
            parent_id: Some(master),
            account_number: "89990001",
            name: "Nordfrost Service GmbH",
            language: "de",
            time_zone: "Europe/Berlin",
        };
        let sub = organisations::insert(db, &new, Clock::system().now())?;
        Ok((master, sub.id))
    });
    made.unwrap()
}

fn owner(db: &mut domain::Db) -> Result<(i64, i64), Error> {
    let (user, organisation): (i64, Option<i64>) = users::table
        .filter(users::email_key.eq("owner@hansa.example"))
        .select((users::id, users::organisation_id))
        .first(db)?;
    Ok((user, organisation.unwrap()))
}

fn iccids(database: &Database, organisation: i64) -> Vec<String> {
    let found: Result<Vec<String>, Error> = database.read_blocking(|db| {
        Ok(sims::table
            .filter(sims::organisation_id.eq(organisation))
            .order(sims::iccid)
            .select(sims::iccid)
            .load(db)?)
    });
    found.unwrap()
}

/// Orders and confirms a transfer of all SIMs.
fn order(database: &Database, from: i64, to: i64, all: &[String]) -> i64 {
    let now = Clock::system().now();
    let body: String = all.iter().map(|iccid| format!("{iccid};{iccid}\n")).collect();
    let ordered: Result<i64, domain::Error> = database.write_blocking(|db| {
        let (user, _) = owner(db)?;
        let actor = auth::person(db, user, "127.0.0.1", now)?.unwrap().actor;
        let scope = actor.enter(Permission::TransferSims).unwrap();
        let order = Order {
            from,
            to,
            source: TransferSource::File,
            file_name: "all.csv".to_owned(),
            body: body.into_bytes(),
            lang: Lang::En,
        };
        let id = transfers::create(db, &scope, order, now)?;
        let verdict = transfers::stored_verdict(db, &scope, id)?;
        assert!(verdict.is_accepted(), "{:?}", verdict.faults);
        transfers::keep_ranges(db, &scope, id, &verdict.ranges(id))?;
        transfers::settle(db, &scope, id, &verdict, now)?;
        transfers::start(db, &scope, id, now)?;
        // Reserved at once, so that the kill meets the moving.
        while transfers::find(db, &scope, id)?.status == TransferStatus::Reserving {
            assert_eq!(transfers::reserve_piece(db, &scope, id, now)?, Step::More);
        }
        Ok(id)
    });
    ordered.unwrap()
}

fn status(database: &Database, id: i64) -> TransferStatus {
    use simportal::storage::schema::transfers;
    let status: Result<TransferStatus, Error> =
        database.read_blocking(|db| Ok(transfers::table.find(id).select(transfers::status).first(db)?));
    status.unwrap()
}

/// Each SIM is an item of the transfer and has one entry in its history; nothing is held; the people of both sides got one mail each.
fn everything_is_noted_once(database: &Database, id: i64, sims: i64) {
    use simportal::storage::schema::transfers;
    let counted: Result<[i64; 4], Error> = database.read_blocking(|db| {
        let confirmed_at: Option<NaiveDateTime> =
            transfers::table.find(id).select(transfers::confirmed_at).first(db)?;
        let items = transfer_items::table
            .filter(transfer_items::transfer_id.eq(id))
            .count()
            .get_result(db)?;
        let entries = audit_entries::table
            .filter(audit_entries::action.eq("sim.transfer"))
            .filter(audit_entries::happened_at.ge(confirmed_at.unwrap()))
            .count()
            .get_result(db)?;
        let mails: i64 = outbox::table
            .filter(outbox::kind.like("transfer-%"))
            .filter(outbox::recipient.eq("owner@hansa.example"))
            .filter(outbox::created_at.ge(confirmed_at.unwrap()))
            .count()
            .get_result(db)?;
        let held = transfer_holds::table.count().get_result(db)?;
        Ok([items, entries, mails, held])
    });
    assert_eq!(counted.unwrap(), [sims, sims, 1, 0], "items, entries, mails, held");
}
