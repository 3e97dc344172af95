//! Counters by day, next to those of `counts.rs` and kept in the same way: how many SIMs are silent since a day, expire by a day, or
//! changed their device since a day is a sum over days, whatever the day, and costs the same for ten SIMs and for a million.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use diesel::upsert::excluded;

use super::counts::{CountedRow, ROWS};
use super::{NewSim, SimRow};
use crate::storage::db::MultiBackend;
use crate::storage::schema::{sim_day_counts, sims};
use crate::storage::{Db, Result};
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

    fn condition(&self) -> Condition {
        use sim_day_counts as c;
        let kind = c::kind.eq(self.kind);
        match (self.from, self.before) {
            (None, None) => Box::new(kind),
            (Some(from), None) => Box::new(kind.and(c::day.ge(from))),
            (None, Some(before)) => Box::new(kind.and(c::day.lt(before))),
            (Some(from), Some(before)) => Box::new(kind.and(c::day.ge(from)).and(c::day.lt(before))),
        }
    }
}

type Condition = Box<dyn BoxableExpression<sim_day_counts::table, MultiBackend, SqlType = Bool>>;

/// How many SIMs of the scope belong to each span, in one query, and when a counter of any changed last. An end user's few SIMs are
/// counted one by one. The spans of a kind must be the same days: the database adds up by kind.
pub fn sums(db: &mut Db, scope: &OrgScope, spans: &[DaySpan]) -> Result<(Vec<i64>, Option<NaiveDateTime>)> {
    use sim_day_counts as c;
    let rows: Vec<(DayKind, i64, Option<NaiveDateTime>)> = if scope.end_user_id().is_some() {
        let sims: Vec<SimRow> = super::of(scope).order(sims::id).select(sims::all_columns).load(db)?;
        let counted = |sim: &SimRow| {
            let updated_at = Some(sim.updated_at);
            SimDays::of(sim)
                .iter()
                .filter(|(kind, day)| spans.iter().any(|span| span.contains(*kind, *day)))
                .map(move |(kind, _)| (kind, 1, updated_at))
                .collect::<Vec<_>>()
        };
        sims.iter().flat_map(counted).collect()
    } else {
        let conditions = spans.iter().map(DaySpan::condition);
        let Some(any) = conditions.reduce(|any, one| Box::new(any.or(one))) else {
            return Ok((Vec::new(), None));
        };
        c::table
            .filter(c::organisation_id.eq(scope.organisation_id()))
            .filter(any)
            .group_by(c::kind)
            // The sum of a BIGINT is a NUMERIC on PostgreSQL.
            .select((
                c::kind,
                diesel::dsl::sql::<BigInt>("CAST(SUM(sim_day_counts.sims) AS BIGINT)"),
                diesel::dsl::max(c::updated_at),
            ))
            .order(c::kind)
            .load(db)?
    };
    let sum = |span: &DaySpan| {
        let of_kind = rows.iter().filter(|(kind, ..)| *kind == span.kind);
        of_kind.map(|(_, sims, _)| sims).sum()
    };
    let updated_at = rows.iter().filter_map(|(.., updated_at)| *updated_at).max();
    Ok((spans.iter().map(sum).collect(), updated_at))
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
