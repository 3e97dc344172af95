//! The same change of many SIMs, set by set. Each keeps the counters; the SIMs were locked through a scope by [`lock_many`].

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::counts::{Counted, Deltas};
use super::{SimRow, of};
use crate::storage::schema::{carriers, sim_tags, sims};
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::attention::BlockedBy;
use crate::types::carrier::Adapter;
use crate::types::label::Label;
use crate::types::status::{SessionStatus, SimStatus};

/// Rows per statement, far below the bind limits of both databases.
const ROWS: usize = 1000;

/// SIMs of the scope by ICCID; those that the scope does not contain are left out. At most some hundred at a time.
pub fn find_many(db: &mut Db, scope: &OrgScope, iccids: Vec<String>) -> Result<Vec<SimRow>> {
    Ok(of(scope)
        .filter(sims::iccid.eq_any(iccids))
        .order(sims::iccid)
        .select(sims::all_columns)
        .load(db)?)
}

/// SIMs of the scope by key; those that the scope does not contain are left out. At most some hundred at a time.
pub fn find_own(db: &mut Db, scope: &OrgScope, ids: Vec<i64>) -> Result<Vec<SimRow>> {
    Ok(of(scope)
        .filter(sims::id.eq_any(ids))
        .order(sims::iccid)
        .select(sims::all_columns)
        .load(db)?)
}

/// SIMs by key, whichever organisation of the scope's tree holds them now: for what is told to carriers after a change, because a SIM may
/// have been transferred in between.
pub fn find_in_tree(db: &mut Db, scope: &OrgScope, ids: Vec<i64>) -> Result<Vec<SimRow>> {
    Ok(sims::table
        .filter(sims::id.eq_any(ids))
        .filter(sims::root_id.eq(scope.root_id()))
        .order(sims::iccid)
        .select(sims::all_columns)
        .load(db)?)
}

/// SIMs of the scope by key, kept from others until the transaction ends; those that the scope does not contain are left out. In the
/// order of their ICCIDs, as records lock them: two transactions wait for each other instead of blocking each other for good.
pub fn lock_many(db: &mut Db, scope: &OrgScope, ids: Vec<i64>) -> Result<Vec<SimRow>> {
    if let Db::Pg(c) = db {
        sims::table
            .filter(sims::id.eq_any(ids.clone()))
            .filter(sims::organisation_id.eq(scope.organisation_id()))
            .order(sims::iccid)
            .select(sims::id)
            .for_update()
            .load::<i64>(c)?;
    }
    Ok(of(scope)
        .filter(sims::id.eq_any(ids))
        .order(sims::iccid)
        .select(sims::all_columns)
        .load(db)?)
}

/// What each carrier can be asked to do, and what it is called.
pub fn adapters(db: &mut Db) -> Result<HashMap<i64, (String, Adapter)>> {
    let rows: Vec<(i64, String, Adapter)> = carriers::table
        .order(carriers::id)
        .select((carriers::id, carriers::name, carriers::adapter))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, adapter)| (id, (name, adapter)))
        .collect())
}

/// Sets a status; sessions of SIMs that are barred end.
pub fn set_status_of(db: &mut Db, changed: &[&SimRow], status: SimStatus, now: NaiveDateTime) -> Result<()> {
    let ends_session = status != SimStatus::Activated;
    let after = |sim: &SimRow| SimRow {
        status,
        session: if ends_session {
            SessionStatus::Offline
        } else {
            sim.session
        },
        ..sim.clone()
    };
    for (blocked_by, ids) in counted(db, changed, after, now)? {
        for ids in ids.chunks(ROWS) {
            diesel::update(sims::table.filter(sims::id.eq_any(ids.to_vec())))
                .set((
                    sims::status.eq(status),
                    sims::blocked_by.eq(blocked_by),
                    sims::updated_at.eq(now),
                ))
                .execute(db)?;
        }
    }
    let connected = changed
        .iter()
        .filter(|sim| ends_session && sim.session != SessionStatus::Offline);
    let connected: Vec<i64> = connected.map(|sim| sim.id).collect();
    for ids in connected.chunks(ROWS) {
        diesel::update(sims::table.filter(sims::id.eq_any(ids.to_vec())))
            .set((
                sims::session.eq(SessionStatus::Offline),
                sims::session_since.eq(Some(now)),
                sims::session_event_at.eq(Some(now)),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Locks SIMs to the device each was last seen in, or releases them.
pub fn set_imei_lock_of(db: &mut Db, changed: &[&SimRow], locked: bool, now: NaiveDateTime) -> Result<()> {
    let after = |sim: &SimRow| SimRow {
        imei_locked: locked,
        locked_imei: sim.imei.clone().filter(|_| locked),
        ..sim.clone()
    };
    for (blocked_by, ids) in counted(db, changed, after, now)? {
        for ids in ids.chunks(ROWS) {
            let target = sims::table.filter(sims::id.eq_any(ids.to_vec()));
            if locked {
                diesel::update(target)
                    .set((
                        sims::imei_locked.eq(true),
                        sims::locked_imei.eq(sims::imei),
                        sims::blocked_by.eq(blocked_by),
                        sims::updated_at.eq(now),
                    ))
                    .execute(db)?;
            } else {
                diesel::update(target)
                    .set((
                        sims::imei_locked.eq(false),
                        sims::locked_imei.eq(None::<String>),
                        sims::blocked_by.eq(blocked_by),
                        sims::updated_at.eq(now),
                    ))
                    .execute(db)?;
            }
        }
    }
    Ok(())
}

/// Counts the SIMs as they will be, and groups them by what will block them.
fn counted(
    db: &mut Db,
    changed: &[&SimRow],
    after: impl Fn(&SimRow) -> SimRow,
    now: NaiveDateTime,
) -> Result<BTreeMap<Option<BlockedBy>, Vec<i64>>> {
    let mut deltas = Deltas::default();
    let mut groups: BTreeMap<Option<BlockedBy>, Vec<i64>> = BTreeMap::new();
    for sim in changed {
        let mut will_be = after(sim);
        will_be.blocked_by = will_be.blocked();
        deltas.moved(Counted::of(sim), Counted::of(&will_be));
        groups.entry(will_be.blocked_by).or_default().push(sim.id);
    }
    deltas.apply(db, now)?;
    Ok(groups)
}

/// Gives SIMs one label.
pub fn set_label_of(db: &mut Db, ids: &[i64], label: &Label, now: NaiveDateTime) -> Result<()> {
    for ids in ids.chunks(ROWS) {
        diesel::update(sims::table.filter(sims::id.eq_any(ids.to_vec())))
            .set((
                sims::label.eq(label.as_str()),
                sims::label_key.eq(label.as_str().to_lowercase()),
                sims::updated_at.eq(now),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// Replaces the tags of SIMs: pairs of a SIM's key and those of its tags, which the scope's organisation has.
pub fn set_tags_of(db: &mut Db, scope: &OrgScope, changed: &[(i64, Vec<i64>)]) -> Result<()> {
    for part in changed.chunks(ROWS) {
        let ids: Vec<i64> = part.iter().map(|(sim_id, _)| *sim_id).collect();
        diesel::delete(sim_tags::table.filter(sim_tags::sim_id.eq_any(ids))).execute(db)?;
    }
    let pairs: Vec<(i64, i64)> = changed
        .iter()
        .flat_map(|(sim_id, tags)| tags.iter().map(|tag_id| (*sim_id, *tag_id)))
        .collect();
    for part in pairs.chunks(ROWS) {
        let rows: Vec<_> = part
            .iter()
            .map(|(sim_id, tag_id)| {
                (
                    sim_tags::root_id.eq(scope.root_id()),
                    sim_tags::tag_id.eq(*tag_id),
                    sim_tags::sim_id.eq(*sim_id),
                )
            })
            .collect();
        on_backend!(db, c => diesel::insert_into(sim_tags::table)
            .values(&rows)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}
