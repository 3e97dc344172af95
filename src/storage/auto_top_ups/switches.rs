//! The switch of each SIM, for data and for SMS. `sims.auto_top_up` says that at least one of them is on: the list of SIMs shows that.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::storage::schema::{order_sims, orders, sim_auto_top_ups, sims};
use crate::storage::sims::{SimRow, of};
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::auto_top_up::VolumeKind;
use crate::types::order::{OrderKind, OrderStatus};
use crate::types::status::{SimStatus, VolumeGroup};

/// Rows per statement, far below the bind limits of both databases.
const ROWS: usize = 500;

/// Kinds for which SIMs that were found through a scope are switched on; SIMs without any are left out.
pub fn kinds_of(db: &mut Db, sim_ids: &[i64]) -> Result<HashMap<i64, Vec<VolumeKind>>> {
    use sim_auto_top_ups as s;
    let mut kinds: HashMap<i64, Vec<VolumeKind>> = HashMap::new();
    for part in sim_ids.chunks(ROWS) {
        let rows: Vec<(i64, VolumeKind)> = s::table
            .filter(s::sim_id.eq_any(part.to_vec()))
            .order((s::sim_id, s::kind))
            .select((s::sim_id, s::kind))
            .load(db)?;
        for (sim_id, kind) in rows {
            kinds.entry(sim_id).or_default().push(kind);
        }
    }
    Ok(kinds)
}

/// Kinds for which a SIM is switched on.
pub fn of_sim(db: &mut Db, sim: &SimRow) -> Result<Vec<VolumeKind>> {
    Ok(kinds_of(db, &[sim.id])?.remove(&sim.id).unwrap_or_default())
}

/// Whether a list of kinds has this one.
pub fn switched(kinds: Option<&Vec<VolumeKind>>, kind: VolumeKind) -> bool {
    kinds.is_some_and(|kinds| kinds.contains(&kind))
}

/// Switches SIMs, which were locked through the scope, on or off.
pub fn set(
    db: &mut Db,
    scope: &OrgScope,
    changed: &[&SimRow],
    kind: VolumeKind,
    is_on: bool,
    now: NaiveDateTime,
) -> Result<()> {
    use sim_auto_top_ups as s;
    for part in changed.chunks(ROWS) {
        let ids: Vec<i64> = part.iter().map(|sim| sim.id).collect();
        let still_on: Vec<i64> = if is_on {
            let rows: Vec<_> = ids
                .iter()
                .map(|id| {
                    (
                        s::sim_id.eq(*id),
                        s::kind.eq(kind),
                        s::root_id.eq(scope.root_id()),
                        s::organisation_id.eq(scope.organisation_id()),
                    )
                })
                .collect();
            on_backend!(db, c => diesel::insert_into(s::table)
                .values(&rows)
                .on_conflict_do_nothing()
                .execute(c))?;
            ids
        } else {
            diesel::delete(s::table.filter(s::sim_id.eq_any(ids.clone())).filter(s::kind.eq(kind))).execute(db)?;
            let others: Vec<i64> = s::table
                .filter(s::sim_id.eq_any(ids.clone()))
                .order(s::sim_id)
                .select(s::sim_id)
                .distinct()
                .load(db)?;
            let gone: Vec<i64> = ids.into_iter().filter(|id| !others.contains(id)).collect();
            show(db, gone, false, now)?;
            others
        };
        show(db, still_on, true, now)?;
    }
    Ok(())
}

/// What the list of SIMs shows.
fn show(db: &mut Db, ids: Vec<i64>, is_on: bool, now: NaiveDateTime) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    diesel::update(sims::table.filter(sims::id.eq_any(ids)))
        .set((sims::auto_top_up.eq(is_on), sims::updated_at.eq(now)))
        .execute(db)?;
    Ok(())
}

/// How many SIMs of the scope's organisation are switched on, by kind; a kind without any is left out.
pub fn counts(db: &mut Db, scope: &OrgScope) -> Result<HashMap<VolumeKind, i64>> {
    use sim_auto_top_ups as s;
    let rows: Vec<(VolumeKind, i64)> = s::table
        .filter(s::organisation_id.eq(scope.organisation_id()))
        .group_by(s::kind)
        .order(s::kind)
        .select((s::kind, diesel::dsl::count_star()))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// Keys of activated SIMs of the scope behind a key that are switched on for a kind and have this group of it left, in the order of keys. The
/// index of the group leads: few of many SIMs have little left.
pub fn low(
    db: &mut Db,
    scope: &OrgScope,
    kind: VolumeKind,
    group: VolumeGroup,
    after: i64,
    most: i64,
) -> Result<Vec<i64>> {
    use sim_auto_top_ups as s;
    let switch = s::table
        .filter(s::sim_id.eq(sims::id))
        .filter(s::kind.eq(kind))
        .select(s::sim_id);
    let query = of(scope)
        .filter(sims::id.gt(after))
        .filter(sims::status.eq(SimStatus::Activated))
        .filter(diesel::dsl::exists(switch));
    let query = match kind {
        VolumeKind::Data => query.filter(sims::data_group.eq(group)),
        VolumeKind::Sms => query.filter(sims::sms_group.eq(group)),
    };
    Ok(query.order(sims::id).limit(most).select(sims::id).load(db)?)
}

/// An order that has yet to book something on a SIM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct ReservedFor {
    /// The SIM.
    pub sim_id: Option<i64>,
    /// Why the order was placed.
    pub kind: OrderKind,
    /// How far it is.
    pub status: OrderStatus,
}

/// Open orders that have yet to book something on these SIMs, whoever placed them.
pub fn open_orders(db: &mut Db, sim_ids: &[i64]) -> Result<Vec<ReservedFor>> {
    use order_sims as s;
    let mut found = Vec::new();
    for part in sim_ids.chunks(ROWS) {
        let ids: Vec<Option<i64>> = part.iter().copied().map(Some).collect();
        let rows: Vec<ReservedFor> = s::table
            .inner_join(orders::table)
            .filter(s::sim_id.eq_any(ids))
            .filter(s::booked_at.is_null())
            .filter(orders::status.eq_any([OrderStatus::AwaitingPayment, OrderStatus::InPreparation]))
            .order(s::id)
            .select((s::sim_id, orders::kind, orders::status))
            .load(db)?;
        found.extend(rows);
    }
    Ok(found)
}
