//! Counters by day, next to those of `counts.rs` and kept in the same way: how many SIMs are silent since a day, expire by a day, or
//! changed their device since a day is a sum over days, whatever the day, and costs the same for ten SIMs and for a million.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::counts::ROWS;
use super::{NewSim, SimRow};
use crate::storage::schema::{sim_day_counts, sims};
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::attention::{ANY_DAY, DayKind};
use crate::types::status::SimStatus;

/// The days a SIM counts for, one per [`DayKind`] at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SimDays {
    activity: Option<NaiveDate>,
    lifetime: Option<NaiveDate>,
    imei_change: Option<NaiveDate>,
    over_pace: Option<NaiveDate>,
    blocked: Option<NaiveDate>,
}

impl SimDays {
    /// The days of this SIM.
    pub(super) fn of(sim: &SimRow) -> Self {
        let is_activated = sim.status == SimStatus::Activated;
        let has_expired = sim.status == SimStatus::Expired;
        Self {
            activity: is_activated.then(|| sim.last_activity_at.date()),
            lifetime: (!has_expired).then_some(sim.lifetime_ends_on),
            imei_change: sim.imei_changed_at.filter(|_| !has_expired).map(|at| at.date()),
            over_pace: sim.over_pace_month.filter(|_| is_activated),
            blocked: sim.blocked_by.map(|_| ANY_DAY),
        }
    }

    /// The days of a SIM that is being added: no device has changed and nothing was used.
    pub(super) fn of_new(sim: &NewSim) -> Self {
        Self {
            activity: (sim.status == SimStatus::Activated).then(|| sim.last_activity_at.date()),
            lifetime: (sim.status != SimStatus::Expired).then_some(sim.lifetime_ends_on),
            blocked: sim.blocked().map(|_| ANY_DAY),
            ..Self::default()
        }
    }

    /// The counters of these days.
    pub(super) fn keys(self, root_id: i64, organisation_id: i64) -> impl Iterator<Item = DayKey> {
        let days = [
            (DayKind::Activity, self.activity),
            (DayKind::Lifetime, self.lifetime),
            (DayKind::ImeiChange, self.imei_change),
            (DayKind::OverPace, self.over_pace),
            (DayKind::Blocked, self.blocked),
        ];
        days.into_iter().filter_map(move |(kind, day)| {
            Some(DayKey {
                root_id,
                organisation_id,
                kind,
                day: day?,
            })
        })
    }
}

/// A counter's key. Ordered, so that two transactions touch the rows in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayKey {
    /// Master organisation.
    pub root_id: i64,
    /// Organisation.
    pub organisation_id: i64,
    /// In what respect.
    pub kind: DayKind,
    /// Day (UTC).
    pub day: NaiveDate,
}

/// Adds to counters; keys are sorted and unique.
pub(super) fn add(db: &mut Db, changed: &[(DayKey, i64)], now: NaiveDateTime) -> Result<()> {
    use sim_day_counts as c;
    for part in changed.chunks(ROWS) {
        let rows: Vec<_> = part
            .iter()
            .map(|(key, n)| {
                (
                    c::root_id.eq(key.root_id),
                    c::organisation_id.eq(key.organisation_id),
                    c::kind.eq(key.kind.as_str()),
                    c::day.eq(key.day),
                    c::sims.eq(*n),
                    c::updated_at.eq(now),
                )
            })
            .collect();
        on_backend!(db, conn => diesel::insert_into(c::table)
            .values(&rows)
            .on_conflict((c::organisation_id, c::kind, c::day))
            .do_update()
            .set((c::sims.eq(c::sims + excluded(c::sims)), c::updated_at.eq(excluded(c::updated_at))))
            .execute(conn))?;
    }
    Ok(())
}

/// How many SIMs of an organisation count for the days of one kind, oldest day first. Not for end users: their few SIMs are counted.
pub fn of(db: &mut Db, scope: &OrgScope, kind: DayKind) -> Result<Vec<(NaiveDate, i64)>> {
    use sim_day_counts as c;
    Ok(c::table
        .filter(c::organisation_id.eq(scope.organisation_id()))
        .filter(c::kind.eq(kind))
        .filter(c::sims.ne(0))
        .order(c::day)
        .select((c::day, c::sims))
        .load(db)?)
}

/// Counts again from the SIMs, over all organisations: what the counters must equal.
pub fn recount(db: &mut Db) -> Result<Vec<(DayKey, i64)>> {
    let rows: Vec<SimRow> = sims::table.order(sims::id).select(sims::all_columns).load(db)?;
    let mut counts = BTreeMap::new();
    for sim in &rows {
        for key in SimDays::of(sim).keys(sim.root_id, sim.organisation_id) {
            *counts.entry(key).or_insert(0) += 1;
        }
    }
    Ok(counts.into_iter().collect())
}

/// The counters as they are stored, over all organisations.
pub fn stored(db: &mut Db) -> Result<Vec<(DayKey, i64)>> {
    use sim_day_counts as c;
    let rows: Vec<(i64, i64, DayKind, NaiveDate, i64)> = c::table
        .filter(c::sims.ne(0))
        .select((c::root_id, c::organisation_id, c::kind, c::day, c::sims))
        .load(db)?;
    let mut counts: Vec<(DayKey, i64)> = rows
        .into_iter()
        .map(|(root_id, organisation_id, kind, day, n)| {
            let key = DayKey {
                root_id,
                organisation_id,
                kind,
                day,
            };
            (key, n)
        })
        .collect();
    counts.sort();
    Ok(counts)
}
