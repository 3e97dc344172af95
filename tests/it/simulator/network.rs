//! Devices act once, in order, within what their SIMs may, and whatever interrupts them.

use chrono::TimeDelta;
use diesel::prelude::*;
use simportal::domain::simulator;
use simportal::jobs::simulate;
use simportal::storage::schema::{events, set_aside_records, sims, simulated_devices, usage_records};
use simportal::storage::sims::{NewSim, SimRow};
use simportal::storage::simulated_devices::{self as devices, NewDevice};
use simportal::storage::{self, Error};
use simportal::types::access::OrgScope;
use simportal::types::attention::BlockedBy;
use simportal::types::device_profile::DeviceProfile;
use simportal::types::status::{SessionStatus, SimStatus};

use super::{assert_exact, make_demo};
use crate::support::cast::Org;
use crate::support::{TestApp, make};

on_both!(
    the_network_lives_and_everything_stays_exact,
    a_deactivated_sim_stays_quiet,
    a_used_up_quota_stops_the_data,
    a_lock_refuses_another_device,
    two_instances_take_turns,
    two_instances_at_the_same_moment_do_not_double,
    what_was_interrupted_is_done_once,
    new_sims_join_the_network,
    after_a_long_pause_each_device_takes_one_step,
);

/// A SIM in a device that is due now.
fn device(app: &TestApp, profile: DeviceProfile, change: impl FnOnce(&mut NewSim)) -> SimRow {
    let sim = make::sim_with(app, Org::Master, change);
    let new = NewDevice {
        sim_id: sim.id,
        root_id: sim.root_id,
        profile,
        seed: 1,
        step: 0,
        next_at: app.state.clock.now(),
    };
    app.db(|db| devices::insert(db, &[new]));
    sim
}

/// Lets some time pass in so many turns.
fn run(app: &TestApp, turns: u32, time: TimeDelta) -> u64 {
    let mut records = 0;
    for _ in 0..turns {
        records += simulate(&app.state).unwrap().records;
        app.pass(time);
    }
    records
}

fn again(app: &TestApp, sim: &SimRow) -> SimRow {
    app.db(|db| Ok(sims::table.find(sim.id).select(sims::all_columns).first(db)?))
}

fn types_of(app: &TestApp, sim: &SimRow) -> Vec<i32> {
    app.db(|db| {
        Ok(events::table
            .filter(events::sim_id.eq(sim.id))
            .order((events::occurred_at, events::id))
            .select(events::type_id)
            .load(db)?)
    })
}

fn records(app: &TestApp) -> (i64, i64) {
    app.db(|db| {
        Ok((
            usage_records::table.count().get_result(db)?,
            events::table.count().get_result(db)?,
        ))
    })
}

async fn the_network_lives_and_everything_stays_exact(app: TestApp) {
    make_demo(&app, 60, None);
    let before = records(&app);
    let taken = run(&app, 40, TimeDelta::minutes(4));
    let after = records(&app);
    assert!(
        after.0 > before.0 + 100 && after.1 > before.1 + 30,
        "{before:?} {after:?}"
    );
    let new = after.0 + after.1 - before.0 - before.1;
    assert_eq!(u64::try_from(new), Ok(taken));
    assert_exact(&app);
    let now = app.state.clock.now();
    let (late, aside): (i64, i64) = app.db(|db| {
        Ok((
            usage_records::table
                .filter(usage_records::ended_at.gt(now))
                .count()
                .get_result(db)?,
            set_aside_records::table.count().get_result(db)?,
        ))
    });
    assert_eq!((late, aside), (0, 0));
}

async fn a_deactivated_sim_stays_quiet(app: TestApp) {
    let quiet = device(&app, DeviceProfile::Chatty, |sim| sim.status = SimStatus::Deactivated);
    let expired = device(&app, DeviceProfile::Chatty, |sim| sim.status = SimStatus::Expired);
    let lively = device(&app, DeviceProfile::Chatty, |_| {});
    run(&app, 20, TimeDelta::minutes(10));
    for sim in [&quiet, &expired] {
        let now = again(&app, sim);
        assert!(types_of(&app, sim).is_empty());
        assert_eq!(
            (now.session, now.data_used, now.last_usage_at),
            (SessionStatus::Offline, 0, None)
        );
    }
    assert!(again(&app, &lively).data_used > 0);
    let scope = OrgScope::for_job(quiet.root_id, quiet.organisation_id, "test");
    let now = app.state.clock.now();
    app.db(|db| {
        let sim = storage::sims::find_by_id(db, &scope, quiet.id)?;
        storage::sims::set_status(db, &sim, SimStatus::Activated, now)
    });
    run(&app, 20, TimeDelta::minutes(10));
    assert!(again(&app, &quiet).data_used > 0, "switched on, it goes on");
}

async fn a_used_up_quota_stops_the_data(app: TestApp) {
    let sim = device(&app, DeviceProfile::QuotaBurner, |sim| {
        (sim.data_total, sim.data_left) = (20_000_000, 20_000_000);
    });
    run(&app, 60, TimeDelta::minutes(8));
    let after = again(&app, &sim);
    assert_eq!((after.data_used, after.data_left), (20_000_000, 0));
    assert_eq!(after.blocked_by, Some(BlockedBy::Data));
    assert_ne!(after.session, SessionStatus::Online);
    let told = types_of(&app, &sim);
    assert_eq!(told.iter().filter(|id| **id == 19).count(), 1, "{told:?}");
    assert_exact(&app);
}

async fn a_lock_refuses_another_device(app: TestApp) {
    let sim = device(&app, DeviceProfile::Chatty, |sim| {
        sim.imei = Some("8635760412345601".to_owned());
        sim.imei_locked = true;
        sim.locked_imei = Some("8647530500000101".to_owned());
    });
    // Somebody puts it back sooner or later; until then it is refused each time.
    let mut refused = 0;
    while again(&app, &sim).imei.as_deref() == Some("8635760412345601") && refused < 40 {
        assert_eq!(again(&app, &sim).data_used, 0);
        run(&app, 1, TimeDelta::minutes(50));
        refused += 1;
    }
    run(&app, 4, TimeDelta::minutes(10));
    let after = again(&app, &sim);
    assert_eq!(after.blocked_by, None);
    assert_eq!(after.imei.as_deref(), Some("8647530500000101"));
    assert!(types_of(&app, &sim).contains(&3));
}

async fn two_instances_take_turns(app: TestApp) {
    for _ in 0..5 {
        device(&app, DeviceProfile::Chatty, |_| {});
    }
    let other = app.state.clone();
    assert_eq!(simulate(&app.state).unwrap().devices, 5);
    app.db(|db| {
        diesel::update(simulated_devices::table)
            .set(simulated_devices::next_at.eq(other.clock.now()))
            .execute(db)?;
        Ok(())
    });
    assert_eq!(simulate(&other).unwrap().devices, 0, "this turn was the first one's");
    app.pass(TimeDelta::seconds(1));
    assert_eq!(simulate(&other).unwrap().devices, 5);
}

async fn two_instances_at_the_same_moment_do_not_double(app: TestApp) {
    for _ in 0..40 {
        device(&app, DeviceProfile::Chatty, |_| {});
    }
    let now = app.state.clock.now();
    let instance = || app.state.db.write(move |db| simulator::act(db, 1, now));
    let (one, two) = futures_util::future::join(instance(), instance()).await;
    let acted = one.unwrap().devices + two.unwrap().devices;
    assert_eq!(acted, 40);
    let steps: Vec<i64> = app.db(|db| {
        Ok(simulated_devices::table
            .order(simulated_devices::sim_id)
            .select(simulated_devices::step)
            .load(db)?)
    });
    assert!(steps.iter().all(|step| *step == 1 || *step == 2), "{steps:?}");
    let opened: i64 = app.db(|db| Ok(events::table.filter(events::type_id.eq(3)).count().get_result(db)?));
    assert_eq!(opened, 40, "each has opened one session");
}

async fn what_was_interrupted_is_done_once(app: TestApp) {
    for profile in DeviceProfile::ALL {
        device(&app, *profile, |_| {});
    }
    let now = app.state.clock.now();
    let told = |db: &mut storage::Db| -> Result<Vec<(Option<i64>, String)>, Error> {
        Ok(events::table
            .order(events::record_id)
            .select((events::record_id, events::description))
            .load(db)?)
    };
    // Killed before the commit: nothing was done.
    let mut lost = Vec::new();
    let killed = app.database.handle.write_blocking(|db| {
        simulator::act(db, 1, now)?;
        lost = told(db)?;
        Err::<(), _>(simportal::domain::Error::NotFound)
    });
    assert!(killed.is_err() && !lost.is_empty());
    assert!(app.db(told).is_empty());
    // Started again, it does the same.
    app.database
        .handle
        .write_blocking(|db| simulator::act(db, 1, now))
        .unwrap();
    assert_eq!(app.db(told), lost);
    let rest = app
        .database
        .handle
        .write_blocking(|db| simulator::act(db, 1, now))
        .unwrap();
    assert_eq!(rest.devices, 0);
}

async fn new_sims_join_the_network(app: TestApp) {
    let first = make::sim(&app, Org::Master);
    simulate(&app.state).unwrap();
    let second = make::sim(&app, Org::Stranger);
    // Looked for once a minute.
    app.pass(TimeDelta::minutes(1));
    simulate(&app.state).unwrap();
    let joined: Vec<i64> = app.db(|db| {
        Ok(simulated_devices::table
            .order(simulated_devices::sim_id)
            .select(simulated_devices::sim_id)
            .load(db)?)
    });
    assert_eq!(joined, [first.id, second.id]);
}

async fn after_a_long_pause_each_device_takes_one_step(app: TestApp) {
    for _ in 0..10 {
        device(&app, DeviceProfile::Chatty, |_| {});
    }
    app.pass(TimeDelta::days(30));
    let done = simulate(&app.state).unwrap();
    assert_eq!(
        (done.devices, done.records),
        (10, 30),
        "one step each: seen, registered, session opened"
    );
    assert_eq!(simulate(&app.state).unwrap().devices, 0);
    let now = app.state.clock.now();
    let due = app.db(|db| devices::claim_due(db, now + TimeDelta::seconds(1), 100));
    assert!(due.is_empty());
}
