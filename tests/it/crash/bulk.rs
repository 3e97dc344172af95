//! The program killed while it changes SIMs in bulk: it goes on where it was, and what it says of each SIM is what became of it.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use simportal::clock::Clock;
use simportal::domain::bulk::{self, SimFilter, Target};
use simportal::domain::{self, auth, doctor};
use simportal::storage::schema::{audit_entries, bulk_items, bulk_jobs, jobs, sims, users};
use simportal::storage::{Database, Error, Kind};
use simportal::types::access::OrgScope;
use simportal::types::bulk::{BulkAction, BulkStatus};
use simportal::types::lang::Lang;
use simportal::types::matrix::Permission;

use super::program::Program;
use super::{pseudo_random, rounds};
use crate::support::database::TestDatabase;

/// SIMs of the fleet: several pieces of an action.
const SIMS: u32 = 1800;

#[test]
fn a_bulk_action_goes_on_where_it_was_killed_on_sqlite() {
    goes_on(Kind::Sqlite);
}

#[test]
fn a_bulk_action_goes_on_where_it_was_killed_on_postgres() {
    goes_on(Kind::Postgres);
}

fn goes_on(kind: Kind) {
    let Some(database) = TestDatabase::empty(kind) else {
        return;
    };
    let (program, db) = (Program::new(&database), &database.handle);
    program.make_demo(SIMS);
    let seed = std::process::id();
    let mut interrupted = 0;
    for round in 0..rounds().div_ceil(2) {
        let action = if round % 2 == 0 {
            BulkAction::Deactivate
        } else {
            BulkAction::Activate
        };
        let id = order(db, action);
        let mut running = program.serve();
        std::thread::sleep(std::time::Duration::from_millis(u64::from(
            pseudo_random(seed, round) % 120,
        )));
        running.kill();
        interrupted += u32::from(status(db, id) == BulkStatus::Running);
        // The lease of the dead worker: it runs out by itself, which a test cannot wait for.
        let released: Result<usize, Error> = db.write_blocking(|db| {
            Ok(diesel::update(jobs::table)
                .set(jobs::leased_until.eq(None::<NaiveDateTime>))
                .execute(db)?)
        });
        released.unwrap();
        let running = program.serve();
        let began = std::time::Instant::now();
        while status(db, id) == BulkStatus::Running {
            assert!(
                began.elapsed() < std::time::Duration::from_secs(60),
                "the action does not end; open work: {:?}",
                open_work(db)
            );
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        drop(running);
        assert_eq!(status(db, id), BulkStatus::Done);
        every_sim_has_its_result(db, id);
    }
    let findings = db.read_blocking(|db| doctor::examine(db, &mut |_| {})).unwrap();
    for finding in &findings {
        assert_eq!(finding.differences, 0, "{}", finding.name);
    }
    println!(
        "{kind:?}: {interrupted} of {} actions were interrupted",
        rounds().div_ceil(2)
    );
}

/// Orders an action for all SIMs of the demo's first organisation, and confirms it.
fn order(database: &Database, action: BulkAction) -> i64 {
    let now = Clock::system().now();
    let ordered: Result<i64, domain::Error> = database.write_blocking(|db| {
        let owner: i64 = users::table
            .filter(users::email_key.eq("owner@hansa.example"))
            .select(users::id)
            .first(db)
            .map_err(Error::from)?;
        let actor = auth::person(db, owner, "127.0.0.1", now)?.unwrap().actor;
        let scope: OrgScope = actor.enter(Permission::ChangeSimState).unwrap();
        let target = Target::Filter(Box::<SimFilter>::default());
        bulk::start(db, &scope, &action.into(), target, "/sims", Lang::En, now)
    });
    let id = ordered.unwrap();
    loop {
        let step: Result<_, domain::Error> = database.write_blocking(|db| bulk::prepare_piece(db, id, now));
        if step.unwrap() == bulk::Step::Done {
            break;
        }
    }
    let confirmed: Result<(), domain::Error> = database.write_blocking(|db| {
        let owner: i64 = users::table
            .filter(users::email_key.eq("owner@hansa.example"))
            .select(users::id)
            .first(db)
            .map_err(Error::from)?;
        let actor = auth::person(db, owner, "127.0.0.1", now)?.unwrap().actor;
        bulk::let_run(db, &actor.enter(Permission::ChangeSimState).unwrap(), id, now)
    });
    confirmed.unwrap();
    id
}

/// Name and tries of a job, when it is due, until when a worker has it, and what went wrong last.
type OpenJob = (String, i32, NaiveDateTime, Option<NaiveDateTime>, Option<String>);

/// The jobs that are to be done.
fn open_work(database: &Database) -> Vec<OpenJob> {
    let open: Result<_, Error> = database.read_blocking(|db| {
        Ok(jobs::table
            .filter(jobs::finished_at.is_null())
            .order(jobs::id)
            .select((
                jobs::name,
                jobs::attempts,
                jobs::run_at,
                jobs::leased_until,
                jobs::last_error,
            ))
            .load(db)?)
    });
    open.unwrap()
}

fn status(database: &Database, id: i64) -> BulkStatus {
    let status: Result<BulkStatus, Error> =
        database.read_blocking(|db| Ok(bulk_jobs::table.find(id).select(bulk_jobs::status).first(db)?));
    status.unwrap()
}

/// Each item has a verdict; a SIM that was changed is as ordered and has one entry in its history for this action, no more.
fn every_sim_has_its_result(database: &Database, id: i64) {
    let checked: Result<(i64, i64, i64, i64), Error> = database.read_blocking(|db| {
        let open = bulk_items::table
            .filter(bulk_items::bulk_id.eq(id))
            .filter(bulk_items::verdict.is_null())
            .count()
            .get_result(db)?;
        let (changed, confirmed_at): (i64, Option<NaiveDateTime>) = bulk_jobs::table
            .find(id)
            .select((bulk_jobs::changed, bulk_jobs::confirmed_at))
            .first(db)?;
        let action: BulkAction = bulk_jobs::table.find(id).select(bulk_jobs::action).first(db)?;
        let entries = audit_entries::table
            .filter(audit_entries::action.eq(action.audited()))
            .filter(audit_entries::happened_at.ge(confirmed_at.unwrap()))
            .count()
            .get_result(db)?;
        let wanted = if action == BulkAction::Activate {
            "activated"
        } else {
            "deactivated"
        };
        let as_ordered = bulk_items::table
            .inner_join(sims::table.on(bulk_items::sim_id.eq(sims::id.nullable())))
            .filter(bulk_items::bulk_id.eq(id))
            .filter(bulk_items::verdict.eq("changed"))
            .filter(sims::status.eq(wanted))
            .count()
            .get_result(db)?;
        Ok((open, changed, entries, as_ordered))
    });
    let (open, changed, entries, as_ordered) = checked.unwrap();
    assert_eq!(open, 0, "items without a result");
    assert!(changed > 500, "only {changed} SIMs were changed");
    assert_eq!(
        (entries, as_ordered),
        (changed, changed),
        "entries in histories, and SIMs that are as ordered"
    );
}
