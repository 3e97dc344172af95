//! Books volume and lifetime that were bought on their SIMs, piece by piece.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{JobError, Progress};
use crate::domain;
use crate::domain::orders::{self, Step};
use crate::state::AppState;
use crate::types::access::OrgScope;

/// How long one run of the job works before other jobs and mails get their turn; well within the lease.
const TURN: Duration = Duration::from_secs(2);

/// Pause between two transactions, so that writers who wait for the write lock of SQLite, which knows no queue, get it.
const PAUSE: Duration = Duration::from_millis(4);

pub(super) fn run(state: &AppState, order_id: i64) -> Result<Progress, JobError> {
    let begun = Instant::now();
    let home = state
        .db
        .read_blocking(|db| orders::home_of(db, order_id).map_err(domain::Error::from));
    let (root_id, organisation_id, placed_by) = match home {
        Ok(home) => home,
        Err(domain::Error::NotFound) => return Ok(Progress::Done),
        Err(error) => return Err(error.into()),
    };
    // In the history of its SIMs stands who ordered it.
    let scope = OrgScope::for_job(root_id, organisation_id, &placed_by);
    loop {
        let now = state.clock.now();
        let step = state
            .db
            .write_blocking(|db| orders::book_piece(db, &scope, order_id, now))?;
        match step {
            Step::Done => return Ok(Progress::Done),
            Step::More if begun.elapsed() >= TURN => return Ok(Progress::More),
            Step::More => sleep(PAUSE),
        }
    }
}
