//! Runs the simulated network beside the server: a turn per second, over all instances together.

use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;

use crate::domain::simulator::{self, Done};
use crate::domain::{self, work};
use crate::state::AppState;

/// Records per turn, and so per second, over all instances: what is due beyond that waits. It leaves the database to others for most
/// of the time.
const MOST_RECORDS: u64 = 500;
/// Time between two looks for SIMs that were added.
const ENROL_EVERY: TimeDelta = TimeDelta::seconds(60);
const ENROLMENT: &str = "simulator_enrolment";

/// Runs until `stop` says so; ends within a step.
pub async fn run_simulator(state: AppState, mut stop: watch::Receiver<bool>) {
    let pace = state.config.simulator.pace;
    tracing::info!(simulator.pace = pace, "simulated devices use the network");
    let pause = Duration::from_millis(simulator::TURN_LENGTH.num_milliseconds().unsigned_abs());
    while !*stop.borrow() {
        let (turn, stopped) = (state.clone(), stop.clone());
        let done = tokio::task::spawn_blocking(move || turn_of(&turn, &|| *stopped.borrow())).await;
        match done {
            Ok(Ok(done)) if done.devices > 0 => {
                tracing::debug!(
                    simulator.devices = done.devices,
                    simulator.records = done.records,
                    "simulated"
                );
            }
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::warn!(error = %error, "the simulated network pauses"),
            // A panic is a fault of ours: going on would repeat it every second.
            Err(panic) => {
                tracing::error!(error = %panic, "the simulated network ends");
                return;
            }
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// One turn, if it is ours and anything is due; for tests and commands.
pub fn simulate(state: &AppState) -> Result<Done, domain::Error> {
    turn_of(state, &|| false)
}

fn turn_of(state: &AppState, is_stopped: &dyn Fn() -> bool) -> Result<Done, domain::Error> {
    enrol(state)?;
    let pace = state.config.simulator.pace;
    let mut all = Done::default();
    let mut is_ours = false;
    while all.records < MOST_RECORDS && !is_stopped() {
        let now = state.clock.now();
        // Look first without taking the write lock.
        let is_due = |db: &mut domain::Db| simulator::is_any_due(db, now).map_err(domain::Error::from);
        if !state.db.read_blocking(is_due)? {
            break;
        }
        let done = state.db.write_blocking(|db| {
            if !is_ours && !simulator::take_turn(db, now)? {
                return Ok(None);
            }
            simulator::act(db, pace, now).map(Some)
        })?;
        let Some(done) = done else { break };
        is_ours = true;
        all.devices += done.devices;
        all.records += done.records;
        // Nothing left that another instance does not hold.
        if done.devices == 0 {
            break;
        }
    }
    Ok(all)
}

fn enrol(state: &AppState) -> Result<(), domain::Error> {
    let now = state.clock.now();
    let is_due = |db: &mut domain::Db| work::is_due(db, ENROLMENT, now).map_err(domain::Error::from);
    if !state.db.read_blocking(is_due)? {
        return Ok(());
    }
    loop {
        let enrolled = state.db.write_blocking(|db| simulator::enrol(db, now))?;
        if enrolled == 0 {
            break;
        }
        tracing::info!(sims = enrolled, "SIMs joined the simulated network");
    }
    state
        .db
        .write_blocking(|db| work::take_turn(db, ENROLMENT, now, ENROL_EVERY).map(drop))
        .map_err(|error: crate::domain::StorageError| error.into())
}
