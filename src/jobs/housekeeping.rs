//! Recurring work, once per period over all instances.

use chrono::TimeDelta;

use super::charges;
use crate::domain::{self, approvals, auth, bulk, exports, shop, sims, transfers, work};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;

const NAME: &str = "housekeeping";

/// Browsers are known as long as their cookie lives.
const DEVICE_LIFE: TimeDelta = TimeDelta::days(400);

/// SIMs that expire per transaction.
const EXPIRING: i64 = 1000;

/// SIMs over pace that are looked at per transaction.
const CHECKED: i64 = 1000;
/// Items of bulk actions that are removed per transaction.
const FORGOTTEN: i64 = 1000;

/// Removes what is past its time: sessions, throttle windows, finished mail and jobs.
pub(super) fn run(state: &AppState) -> Result<(), domain::Error> {
    let now = state.clock.now();
    // Asked every few seconds; reading first keeps an idle worker out of the writers' way.
    if !state
        .db
        .read_blocking(|db| work::is_due(db, NAME, now).map_err(domain::Error::from))?
    {
        return Ok(());
    }
    let is_ours = state.db.write_blocking(|db| {
        if !work::take_turn(db, NAME, now, TimeDelta::hours(1))? {
            return Ok(false);
        }
        let sessions = auth::sessions::delete_expired(db, now)?;
        let devices = auth::known_devices::delete_older(db, now - DEVICE_LIFE)?;
        let challenges = auth::passkeys::delete_expired(db, now)?;
        let throttles = auth::forget_old_failures(db, now)?;
        let done = work::delete_done(db, now - TimeDelta::days(30))?;
        let events = domain::charges::forget_events(db, now)?;
        tracing::debug!(sessions, devices, challenges, throttles, done, events, "housekeeping");
        Ok::<_, domain::Error>(true)
    })?;
    if is_ours {
        expire_sims(state)?;
        check_pace(state)?;
        forget_bulk_actions(state)?;
        delete_exports(state)?;
        forget_transfers(state)?;
        expire_approvals(state)?;
        charges::warn_of_expiry(state)?;
        forget_carts(state)?;
    }
    Ok(())
}

/// Files whose time is over go, one per transaction: each may be large.
fn delete_exports(state: &AppState) -> Result<(), domain::Error> {
    let now = state.clock.now();
    while state.db.write_blocking(|db| exports::delete_expired(db, now, 1))? > 0 {}
    Ok(())
}

/// SIMs over pace are looked at again, a batch per transaction: a month ends, and a day without records slows the pace.
fn check_pace(state: &AppState) -> Result<(), domain::Error> {
    let mut place = None;
    loop {
        let now = state.clock.now();
        let (next, cleared) = state.db.write_blocking(|db| {
            sims::check_pace(db, now.date(), place.as_ref(), CHECKED, now).map_err(domain::Error::from)
        })?;
        if cleared > 0 {
            tracing::debug!(sims = cleared, "over pace no more");
        }
        if next.is_none() {
            return Ok(());
        }
        place = next;
    }
}

/// Bulk actions of long ago are forgotten, a piece of their items per transaction.
fn forget_bulk_actions(state: &AppState) -> Result<(), domain::Error> {
    let now = state.clock.now();
    while state.db.write_blocking(|db| bulk::forget_old(db, FORGOTTEN, now))? {}
    Ok(())
}

/// Transfers of long ago are forgotten, a piece of their items per transaction.
fn forget_transfers(state: &AppState) -> Result<(), domain::Error> {
    let now = state.clock.now();
    while state
        .db
        .write_blocking(|db| transfers::forget_old(db, FORGOTTEN, now))?
    {}
    Ok(())
}

/// Carts whose time is over are forgotten, a piece per transaction.
fn forget_carts(state: &AppState) -> Result<(), domain::Error> {
    let now = state.clock.now();
    while state.db.write_blocking(|db| shop::forget_expired(db, FORGOTTEN, now))? > 0 {}
    Ok(())
}

/// Requests for approval that nobody decided about in time end, one per transaction.
fn expire_approvals(state: &AppState) -> Result<(), domain::Error> {
    let context = MailContext::of(&state.config);
    loop {
        let now = state.clock.now();
        let due = state
            .db
            .read_blocking(|db| approvals::due(db, now, FORGOTTEN).map_err(domain::Error::from))?;
        if due.is_empty() {
            return Ok(());
        }
        for (id, root_id, organisation_id) in due {
            let scope = OrgScope::for_job(root_id, organisation_id, "approval");
            state
                .db
                .write_blocking(|db| approvals::expire(db, &context, &scope, id, now))?;
        }
    }
}

/// SIMs past their last day (UTC) expire, a batch per transaction.
fn expire_sims(state: &AppState) -> Result<(), domain::Error> {
    loop {
        let now = state.clock.now();
        let expired = state
            .db
            .write_blocking(|db| sims::expire_due(db, now.date(), EXPIRING, now).map_err(domain::Error::from))?;
        if expired > 0 {
            tracing::info!(sims = expired, "lifetimes ended");
        }
        if i64::try_from(expired).unwrap_or(EXPIRING) < EXPIRING {
            return Ok(());
        }
    }
}
