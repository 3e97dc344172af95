//! Tells by mail what happened to an order.

use super::JobError;
use crate::domain::{self, orders};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;

/// Idempotent: what was told is not told again.
pub(super) fn run(state: &AppState, order_id: i64) -> Result<(), JobError> {
    let home = state
        .db
        .read_blocking(|db| orders::home_of(db, order_id).map_err(domain::Error::from));
    let (root_id, organisation_id, _) = match home {
        Ok(home) => home,
        Err(domain::Error::NotFound) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let (context, now) = (MailContext::of(&state.config), state.clock.now());
    let scope = OrgScope::for_job(root_id, organisation_id, "tell_order");
    let tell = |db: &mut _| -> domain::Result<()> { orders::tell(db, &scope, &context, order_id, now) };
    Ok(state.db.write_blocking(tell)?)
}
