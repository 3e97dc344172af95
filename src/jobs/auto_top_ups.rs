//! Auto-top-up: a run every four hours, a job for each organisation and kind; failed payments once more; what people are told.

use std::thread::sleep;
use std::time::Duration;

use chrono::NaiveDateTime;

use crate::domain::Result;
use crate::domain::auto_top_ups::{self, News, Turn};
use crate::domain::orders::MOST_SIMS;
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::auto_top_up::VolumeKind;
use crate::types::status::VolumeGroup;

/// Name that stands in logs for what nobody ordered.
const ACTOR: &str = "Auto-top-up";

/// Pause between two transactions, so that writers who wait for the write lock of SQLite, which knows no queue, get it.
const PAUSE: Duration = Duration::from_millis(4);

/// Master and organisation.
type Home = (i64, i64);

fn scope_of((root_id, organisation_id): Home) -> OrgScope {
    OrgScope::for_job(root_id, organisation_id, ACTOR)
}

/// Gives the next organisations their jobs.
pub(super) fn go_on(state: &AppState, at: NaiveDateTime, after: i64) -> Result<()> {
    let now = state.clock.now();
    state
        .db
        .write_blocking(|db| auto_top_ups::begin(db, Some((at, after)), now))?;
    Ok(())
}

/// Orders for the SIMs of an organisation that have little left. Their keys are read piece by piece; each order is a transaction.
pub(super) fn top_up(state: &AppState, home: Home, kind: VolumeKind, at: NaiveDateTime) -> Result<()> {
    let scope = scope_of(home);
    let mut low = Vec::new();
    for group in [VolumeGroup::None, VolumeGroup::Low] {
        let mut place = Some(0);
        while let Some(after) = place {
            let (ids, next) = state
                .db
                .read_blocking(|db| auto_top_ups::waiting(db, &scope, kind, group, after))?;
            low.extend(ids);
            place = next;
        }
    }
    for (part, ids) in (1..).zip(low.chunks(MOST_SIMS)) {
        let (turn, now) = (Turn { kind, at, part }, state.clock.now());
        state
            .db
            .write_blocking(|db| auto_top_ups::top_up(db, &scope, &turn, ids, now))?;
        sleep(PAUSE);
    }
    Ok(())
}

/// Charges an order once more.
pub(super) fn retry(state: &AppState, home: Home, order_id: i64) -> Result<()> {
    let (scope, now) = (scope_of(home), state.clock.now());
    state
        .db
        .write_blocking(|db| auto_top_ups::retry(db, &scope, order_id, now))
}

/// Writes the mails to the Owners and Admins.
pub(super) fn tell(state: &AppState, home: Home, kind: VolumeKind, news: &News) -> Result<()> {
    let (scope, now, context) = (scope_of(home), state.clock.now(), MailContext::of(&state.config));
    state
        .db
        .write_blocking(|db| auto_top_ups::write_mails(db, &context, &scope, (kind, news), now))
}
