//! Volume and lifetime that were bought for SIMs. Keeps the counters.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::SimRow;
use super::counts::{Counted, Deltas};
use crate::storage::schema::sims;
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;

/// SIMs by key, whichever organisation of the scope's tree holds them now, kept from others until the transaction ends, in the order of
/// their ICCIDs. What was bought for a SIM goes where the SIM went.
pub fn lock_in_tree(db: &mut Db, scope: &OrgScope, ids: Vec<i64>) -> Result<Vec<SimRow>> {
    if let Db::Pg(c) = db {
        sims::table
            .filter(sims::id.eq_any(ids.clone()))
            .filter(sims::root_id.eq(scope.root_id()))
            .order(sims::iccid)
            .select(sims::id)
            .for_update()
            .load::<i64>(c)?;
    }
    super::find_in_tree(db, scope, ids)
}

/// Writes volume, lifetime and status of SIMs that were locked: pairs of a SIM before and after.
pub fn set_volume(db: &mut Db, changed: &[(SimRow, SimRow)], now: NaiveDateTime) -> Result<()> {
    let mut deltas = Deltas::default();
    for (before, after) in changed {
        deltas.moved(Counted::of(before), Counted::of(after));
        diesel::update(sims::table.find(after.id))
            .set((
                sims::data_total.eq(after.data_total),
                sims::data_left.eq(after.data_left),
                sims::data_group.eq(after.data_group),
                sims::sms_total.eq(after.sms_total),
                sims::sms_left.eq(after.sms_left),
                sims::sms_group.eq(after.sms_group),
                sims::lifetime_starts_on.eq(after.lifetime_starts_on),
                sims::lifetime_ends_on.eq(after.lifetime_ends_on),
                sims::status.eq(after.status),
                sims::over_pace_month.eq(after.over_pace_month),
                sims::blocked_by.eq(after.blocked_by),
                sims::updated_at.eq(now),
            ))
            .execute(db)?;
    }
    deltas.apply(db, now)
}
