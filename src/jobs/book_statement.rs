//! Compares the payments of a bank statement with what is open, piece by piece.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{JobError, Progress};
use crate::domain;
use crate::domain::bank::{Step, book_piece};
use crate::state::AppState;
use crate::types::access::OrgScope;

/// How long one run of the job works before other jobs and mails get their turn; well within the lease.
const TURN: Duration = Duration::from_secs(2);

/// Pause between two transactions, so that writers who wait for the write lock of SQLite, which knows no queue, get it.
const PAUSE: Duration = Duration::from_millis(4);

/// Payments of one transaction: each that is booked is some statements.
const PIECE: i64 = 100;

pub(super) fn run(state: &AppState, statement_id: i64) -> Result<Progress, JobError> {
    let begun = Instant::now();
    // What the timeline of an order says.
    let scope = |root_id, organisation_id| OrgScope::for_job(root_id, organisation_id, "Simportal");
    loop {
        let now = state.clock.now();
        let step = state
            .db
            .write_blocking(|db| book_piece(db, statement_id, &scope, PIECE, now));
        match step {
            Ok(Step::Done) | Err(domain::Error::NotFound) => return Ok(Progress::Done),
            Ok(Step::More) if begun.elapsed() >= TURN => return Ok(Progress::More),
            Ok(Step::More) => sleep(PAUSE),
            Err(error) => return Err(error.into()),
        }
    }
}
