//! Transfers: the check, and the run in transactions of some thousand SIMs.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{JobError, Progress};
use crate::domain::transfers::{self, RANGES_AT_ONCE, Step};
use crate::domain::{self, work};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::transfer::TransferStatus;

/// How long one run of the job works before other jobs and mails get their turn; well within the lease.
const TURN: Duration = Duration::from_secs(2);

/// Pause between two transactions, so that writers who wait for the write lock of SQLite, which knows no queue, get it.
const PAUSE: Duration = Duration::from_millis(4);

/// The same for a process beside the server, whose writers look again every 25 ms at the most often.
const PAUSE_BESIDE: Duration = Duration::from_millis(25);

/// Does a piece of whatever is the transfer's turn.
pub(super) fn run(state: &AppState, job_id: i64, transfer_id: i64) -> Result<Progress, JobError> {
    turn(state, Some(job_id), transfer_id, Some(TURN)).map_err(JobError::from)
}

/// Does all that is left to do of a transfer, in this process. A worker may be at it as well: the pieces go one after the other,
/// whoever does them.
pub fn carry_through(state: &AppState, transfer_id: i64) -> domain::Result<()> {
    turn(state, None, transfer_id, None)?;
    Ok(())
}

fn turn(state: &AppState, job_id: Option<i64>, id: i64, time: Option<Duration>) -> domain::Result<Progress> {
    let begun = Instant::now();
    let pause = if job_id.is_some() { PAUSE } else { PAUSE_BESIDE };
    let home = state
        .db
        .read_blocking(|db| transfers::home_of(db, id).map_err(domain::Error::from));
    let (root_id, organisation_id) = match home {
        Ok(home) => home,
        // Forgotten after 90 days: nobody waits for it.
        Err(domain::Error::NotFound) => return Ok(Progress::Done),
        Err(error) => return Err(error),
    };
    let scope = OrgScope::for_job(root_id, organisation_id, "transfer");
    let context = MailContext::of(&state.config);
    loop {
        let transfer = state
            .db
            .read_blocking(|db| transfers::find(db, &scope, id).map_err(domain::Error::from))?;
        let now = state.clock.now();
        let step = match transfer.status {
            TransferStatus::Checking => check(state, job_id, &scope, id)?,
            TransferStatus::Reserving => state
                .db
                .write_blocking(|db| transfers::reserve_piece(db, &scope, id, now))?,
            TransferStatus::Moving => state
                .db
                .write_blocking(|db| transfers::move_piece(db, &scope, id, &context, now))?,
            TransferStatus::Releasing => state
                .db
                .write_blocking(|db| transfers::release_piece(db, &scope, id, now))?,
            TransferStatus::Rejected
            | TransferStatus::Previewed
            | TransferStatus::Waiting
            | TransferStatus::Done
            | TransferStatus::Cancelled
            | TransferStatus::Failed => Step::Done,
        };
        match step {
            Step::Done => return Ok(Progress::Done),
            Step::More if time.is_some_and(|time| begun.elapsed() >= time) => return Ok(Progress::More),
            Step::More => sleep(pause),
        }
    }
}

/// Checks the whole of a file and writes down what came of it. A check that is killed begins again; what it had written already stays.
fn check(state: &AppState, job_id: Option<i64>, scope: &OrgScope, id: i64) -> domain::Result<Step> {
    let verdict = state.db.read_blocking(|db| transfers::stored_verdict(db, scope, id))?;
    let renew = |db: &mut domain::Db| -> domain::Result<()> {
        match job_id {
            Some(job_id) => Ok(work::renew_lease(db, job_id, state.clock.now())?),
            None => Ok(()),
        }
    };
    for ranges in verdict.ranges(id).chunks(RANGES_AT_ONCE) {
        let is_wanted = state.db.write_blocking(|db| {
            renew(db)?;
            transfers::keep_ranges(db, scope, id, ranges)
        })?;
        if !is_wanted {
            return Ok(Step::Done);
        }
        sleep(PAUSE);
    }
    let now = state.clock.now();
    state.db.write_blocking(|db| {
        renew(db)?;
        transfers::settle(db, scope, id, &verdict, now)
    })?;
    Ok(Step::Done)
}
