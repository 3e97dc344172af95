//! Bulk actions: previews and runs, a transaction per piece of some hundred SIMs.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{JobError, Progress};
use crate::domain::bulk::{self, Step};
use crate::domain::{self, Db};
use crate::state::AppState;

/// How long one run of the job works before other jobs and mails get their turn; well within the lease.
const TURN: Duration = Duration::from_secs(2);

/// Pause between two transactions, so that writers who wait for the write lock of SQLite, which knows no queue, get it.
const PAUSE: Duration = Duration::from_millis(4);

/// Collects the SIMs of an action.
pub(super) fn prepare(state: &AppState, bulk_id: i64) -> Result<Progress, JobError> {
    turn(state, |db| bulk::prepare_piece(db, bulk_id, state.clock.now()))
}

/// Carries an action out.
pub(super) fn run(state: &AppState, bulk_id: i64) -> Result<Progress, JobError> {
    turn(state, |db| bulk::run_piece(db, bulk_id, state.clock.now()))
}

fn turn(state: &AppState, piece: impl Fn(&mut Db) -> domain::Result<Step>) -> Result<Progress, JobError> {
    let begun = Instant::now();
    loop {
        match state.db.write_blocking(&piece).map_err(JobError::from)? {
            Step::Done => return Ok(Progress::Done),
            Step::More if begun.elapsed() >= TURN => return Ok(Progress::More),
            Step::More => sleep(PAUSE),
        }
    }
}
