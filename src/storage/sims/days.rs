//! Counters by day, next to those of `counts.rs` and kept in the same way: how many SIMs are silent since a day, expire by a day, or
//! changed their device since a day is a sum over days, whatever the day, and costs the same for ten SIMs and for a million.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::counts::{self, CountedRow, ROWS};
use super::{NewSim, SimRow};
use crate::storage::schema::{sim_day_counts, sims};
use crate::storage::{Db, Result, dialect};
use crate::types::access::OrgScope;
use crate::types::attention::{ANY_DAY, BlockedBy, DayKind};
use crate::types::status::SimStatus;

/// The days a SIM counts for, one per [`DayKind`] at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SimDays {
    activity: Option<NaiveDate>,
    lifetime: Option<NaiveDate>,
    imei_change: Option<NaiveDate>,
    over_pace: Option<NaiveDate>,
    blocked: Option<BlockedBy>,
}

impl SimDays {
    /// The days of this SIM.
    pub(super) fn of(sim: &SimRow) -> Self {
        Self::of_row(&CountedRow::of(sim))
    }

    /// The days of a SIM by what counters need of it.
    pub(super) fn of_row(sim: &CountedRow) -> Self {
        let is_activated = sim.status == SimStatus::Activated;
        let has_expired = sim.status == SimStatus::Expired;
        Self {
            activity: is_activated.then(|| sim.last_activity_at.date()),
            lifetime: (!has_expired).then_some(sim.lifetime_ends_on),
            imei_change: sim.imei_changed_at.filter(|_| !has_expired).map(|at| at.date()),
            over_pace: sim.over_pace_month.filter(|_| is_activated),
            blocked: sim.blocked_by,
        }
    }

    /// The days of a SIM that is being added: no device has changed and nothing was used.
    pub(super) fn of_new(sim: &NewSim) -> Self {
        Self {
            activity: (sim.status == SimStatus::Activated).then(|| sim.last_activity_at.date()),
            lifetime: (sim.status != SimStatus::Expired).then_some(sim.lifetime_ends_on),
            blocked: sim.blocked(),
            ..Self::default()
        }
    }

    /// The counters of these days.
    pub(super) fn keys(self, root_id: i64, organisation_id: i64) -> impl Iterator<Item = DayKey> {
        self.iter().map(move |(kind, day)| DayKey {
            root_id,
            organisation_id,
            kind,
            day,
        })
    }

    fn iter(self) -> impl Iterator<Item = (DayKind, NaiveDate)> {
        let days = [
            (DayKind::Activity, self.activity),
            (DayKind::Lifetime, self.lifetime),
            (DayKind::ImeiChange, self.imei_change),
            (DayKind::OverPace, self.over_pace),
        ];
        let blocked = self.blocked.map(|by| (by.kind(), ANY_DAY));
        let days = days.into_iter().filter_map(|(kind, day)| Some((kind, day?)));
        days.chain(blocked)
    }
}

/// Days of one kind: those SIMs count that belong to any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaySpan {
    /// In what respect.
    pub kind: DayKind,
    /// First day; `None` begins with the oldest.
    pub from: Option<NaiveDate>,
    /// The day after the last; `None` ends with the latest.
    pub before: Option<NaiveDate>,
}

impl DaySpan {
    fn contains(&self, kind: DayKind, day: NaiveDate) -> bool {
        self.kind == kind && self.from.is_none_or(|from| from <= day) && self.before.is_none_or(|before| day < before)
    }
}

/// How many SIMs of the scope belong to each span, and when a counter of any changed last. An end user's few SIMs are counted one by one.
pub fn sums(db: &mut Db, scope: &OrgScope, spans: &[DaySpan]) -> Result<(Vec<i64>, Option<NaiveDateTime>)> {
    if scope.end_user_id().is_some() {
        let sims: Vec<SimRow> = super::of(scope).order(sims::id).select(sims::all_columns).load(db)?;
        let count = |span: &DaySpan| {
            let of_span = |sim: &&SimRow| SimDays::of(sim).iter().any(|(kind, day)| span.contains(kind, day));
            i64::try_from(sims.iter().filter(of_span).count()).unwrap_or(i64::MAX)
        };
        let updated_at = sims.iter().map(|sim| sim.updated_at).max();
        return Ok((spans.iter().map(count).collect(), updated_at));
    }
    if spans.is_empty() {
        return Ok((Vec::new(), None));
    }
    // Every activated SIM has a day of activity. Those before a day may be any number of days, those since are few: the rest is silent.
    let is_silence = |span: &DaySpan| span.kind == DayKind::Activity && span.from.is_none();
    let asked: Vec<DaySpan> = spans
        .iter()
        .map(|span| match span.before {
            Some(day) if is_silence(span) => DaySpan {
                from: Some(day),
                before: None,
                ..*span
            },
            _ => *span,
        })
        .collect();
    let activated = if spans.iter().any(|span| is_silence(span) && span.before.is_some()) {
        let counters = counts::of(db, scope)?;
        let activated = counters.iter().filter(|row| row.status == SimStatus::Activated);
        activated.map(|row| row.sims).sum()
    } else {
        0
    };
    let found = dialect::day_sums(db, scope, &asked)?;
    let sums = spans.iter().zip(&found).map(|(span, (sims, _))| match span.before {
        Some(_) if is_silence(span) => activated - sims,
        _ => *sims,
    });
    Ok((sums.collect(), found.iter().filter_map(|(_, at)| *at).max()))
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
