//! Recurring work, once per period over all instances.

use chrono::TimeDelta;

use crate::domain::{self, auth, work};
use crate::state::AppState;

/// Removes what is past its time: sessions, throttle windows, finished mail and jobs.
pub(super) fn run(state: &AppState) -> Result<(), domain::Error> {
    let now = state.clock.now();
    state.db.write_blocking(|db| {
        if !work::take_turn(db, "housekeeping", now, TimeDelta::hours(1))? {
            return Ok(());
        }
        let sessions = auth::sessions::delete_expired(db, now)?;
        let throttles = auth::forget_old_failures(db, now)?;
        let done = work::delete_done(db, now - TimeDelta::days(30))?;
        tracing::debug!(sessions, throttles, done, "housekeeping");
        Ok(())
    })
}
