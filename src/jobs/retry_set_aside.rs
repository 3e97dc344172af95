//! Tries set-aside records again, a batch per transaction.

use super::JobError;
use crate::domain::{self, ingest};
use crate::state::AppState;

pub(super) fn run(state: &AppState, reason: &str) -> Result<(), JobError> {
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    let (mut after, mut taken) = (0, 0);
    loop {
        let now = state.clock.now();
        let (last, more) = state
            .db
            .write_blocking(|db| ingest::retry_all(db, reason, after, now))
            .map_err(|error: domain::Error| JobError::from(error))?;
        taken += more;
        match last {
            Some(last) => after = last,
            None => break,
        }
    }
    tracing::info!(records = taken, "set-aside records taken in");
    Ok(())
}
