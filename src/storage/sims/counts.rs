//! Counters per organisation and combination of status, session and volume groups. Whoever changes one of these columns of a SIM
//! passes the change here in the same transaction; `laws` compare the counters with a recount.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::SimRow;
use super::days::{self, DayKey, SimDays};
use crate::storage::schema::{sim_counts, sims};
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::attention::BlockedBy;
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};

/// Rows per statement, far below the bind limits of both databases.
pub(super) const ROWS: usize = 500;

/// What a SIM counts as. Ordered, so that two transactions touch the rows in the same order and cannot block each other for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CountKey {
    /// Master organisation.
    pub root_id: i64,
    /// Organisation.
    pub organisation_id: i64,
    /// Status.
    pub status: SimStatus,
    /// Session.
    pub session: SessionStatus,
    /// Data volume group.
    pub data_group: VolumeGroup,
    /// SMS volume group.
    pub sms_group: VolumeGroup,
}

impl CountKey {
    /// What this SIM counts as.
    pub fn of(sim: &SimRow) -> Self {
        Self {
            root_id: sim.root_id,
            organisation_id: sim.organisation_id,
            status: sim.status,
            session: sim.session,
            data_group: sim.data_group,
            sms_group: sim.sms_group,
        }
    }
}

/// What a SIM counts as in all counters: take it before and after a change, and give both to [`Deltas::moved`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    pub(super) key: CountKey,
    pub(super) days: SimDays,
}

impl Counted {
    /// What this SIM counts as.
    pub fn of(sim: &SimRow) -> Self {
        Self {
            key: CountKey::of(sim),
            days: SimDays::of(sim),
        }
    }
}

/// What the counters need of a SIM, for changes of many that need nothing else.
#[derive(Debug, Clone, Queryable)]
#[expect(missing_docs, reason = "the same fields as SimRow")]
pub struct CountedRow {
    pub status: SimStatus,
    pub session: SessionStatus,
    pub data_group: VolumeGroup,
    pub sms_group: VolumeGroup,
    pub last_activity_at: NaiveDateTime,
    pub lifetime_ends_on: NaiveDate,
    pub imei_changed_at: Option<NaiveDateTime>,
    pub over_pace_month: Option<NaiveDate>,
    pub blocked_by: Option<BlockedBy>,
}

/// The columns of a [`CountedRow`].
pub type CountedColumns = (
    sims::status,
    sims::session,
    sims::data_group,
    sims::sms_group,
    sims::last_activity_at,
    sims::lifetime_ends_on,
    sims::imei_changed_at,
    sims::over_pace_month,
    sims::blocked_by,
);

impl CountedRow {
    /// What to select.
    pub const COLUMNS: CountedColumns = (
        sims::status,
        sims::session,
        sims::data_group,
        sims::sms_group,
        sims::last_activity_at,
        sims::lifetime_ends_on,
        sims::imei_changed_at,
        sims::over_pace_month,
        sims::blocked_by,
    );

    /// Of a whole row.
    pub(super) fn of(sim: &SimRow) -> Self {
        Self {
            status: sim.status,
            session: sim.session,
            data_group: sim.data_group,
            sms_group: sim.sms_group,
            last_activity_at: sim.last_activity_at,
            lifetime_ends_on: sim.lifetime_ends_on,
            imei_changed_at: sim.imei_changed_at,
            over_pace_month: sim.over_pace_month,
            blocked_by: sim.blocked_by,
        }
    }

    /// What the SIM counts as when this organisation holds it.
    pub fn counted(&self, root_id: i64, organisation_id: i64) -> Counted {
        Counted {
            key: CountKey {
                root_id,
                organisation_id,
                status: self.status,
                session: self.session,
                data_group: self.data_group,
                sms_group: self.sms_group,
            },
            days: SimDays::of_row(self),
        }
    }
}

/// Changes of counters, collected over a batch.
#[derive(Debug, Default)]
pub struct Deltas {
    keys: BTreeMap<CountKey, i64>,
    days: BTreeMap<DayKey, i64>,
}

impl Deltas {
    /// A SIM that counted as `from` now counts as `to`. The organisation is part of both.
    pub fn moved(&mut self, from: Counted, to: Counted) {
        if from != to {
            self.add(from, -1);
            self.add(to, 1);
        }
    }

    /// `n` more SIMs count as this.
    pub fn add(&mut self, counted: Counted, n: i64) {
        *self.keys.entry(counted.key).or_default() += n;
        for key in counted.days.keys(counted.key.root_id, counted.key.organisation_id) {
            *self.days.entry(key).or_default() += n;
        }
    }

    /// Writes the changes.
    pub fn apply(self, db: &mut Db, now: NaiveDateTime) -> Result<()> {
        use sim_counts as c;
        let changed: Vec<(CountKey, i64)> = self.keys.into_iter().filter(|(_, n)| *n != 0).collect();
        for part in changed.chunks(ROWS) {
            let rows: Vec<_> = part
                .iter()
                .map(|(key, n)| {
                    (
                        c::root_id.eq(key.root_id),
                        c::organisation_id.eq(key.organisation_id),
                        c::status.eq(key.status.as_str()),
                        c::session.eq(key.session.as_str()),
                        c::data_group.eq(key.data_group.as_str()),
                        c::sms_group.eq(key.sms_group.as_str()),
                        c::sims.eq(*n),
                        c::updated_at.eq(now),
                    )
                })
                .collect();
            on_backend!(db, conn => diesel::insert_into(c::table)
                .values(&rows)
                .on_conflict((c::organisation_id, c::status, c::session, c::data_group, c::sms_group))
                .do_update()
                .set((c::sims.eq(c::sims + excluded(c::sims)), c::updated_at.eq(excluded(c::updated_at))))
                .execute(conn))?;
        }
        let changed: Vec<(DayKey, i64)> = self.days.into_iter().filter(|(_, n)| *n != 0).collect();
        days::add(db, &changed, now)
    }
}

/// A counter.
#[derive(Debug, Clone, Queryable)]
pub struct CountRow {
    /// Status.
    pub status: SimStatus,
    /// Session.
    pub session: SessionStatus,
    /// Data volume group.
    pub data_group: VolumeGroup,
    /// SMS volume group.
    pub sms_group: VolumeGroup,
    /// How many SIMs.
    pub sims: i64,
    /// When the counter changed last.
    pub updated_at: NaiveDateTime,
}

/// The counters of the scope. An end user's few SIMs are counted one by one.
pub fn of(db: &mut Db, scope: &OrgScope) -> Result<Vec<CountRow>> {
    use sim_counts as c;
    if scope.end_user_id().is_some() {
        let rows: Vec<(SimStatus, SessionStatus, VolumeGroup, VolumeGroup, NaiveDateTime)> = super::of(scope)
            .select((
                sims::status,
                sims::session,
                sims::data_group,
                sims::sms_group,
                sims::updated_at,
            ))
            .order(sims::id)
            .load(db)?;
        return Ok(rows
            .into_iter()
            .map(|(status, session, data_group, sms_group, updated_at)| CountRow {
                status,
                session,
                data_group,
                sms_group,
                sims: 1,
                updated_at,
            })
            .collect());
    }
    Ok(c::table
        .filter(c::organisation_id.eq(scope.organisation_id()))
        .filter(c::sims.ne(0))
        .select((
            c::status,
            c::session,
            c::data_group,
            c::sms_group,
            c::sims,
            c::updated_at,
        ))
        .load(db)?)
}

/// Counts again from the SIMs, over all organisations: what the counters must equal.
pub fn recount(db: &mut Db) -> Result<Vec<(CountKey, i64)>> {
    let rows: Vec<(i64, i64, SimStatus, SessionStatus, VolumeGroup, VolumeGroup)> = sims::table
        .select((
            sims::root_id,
            sims::organisation_id,
            sims::status,
            sims::session,
            sims::data_group,
            sims::sms_group,
        ))
        .load(db)?;
    let mut counts = BTreeMap::new();
    for (root_id, organisation_id, status, session, data_group, sms_group) in rows {
        *counts
            .entry(CountKey {
                root_id,
                organisation_id,
                status,
                session,
                data_group,
                sms_group,
            })
            .or_insert(0) += 1;
    }
    Ok(counts.into_iter().collect())
}

/// The counters as they are stored, over all organisations.
pub fn stored(db: &mut Db) -> Result<Vec<(CountKey, i64)>> {
    use sim_counts as c;
    let rows: Vec<(i64, i64, SimStatus, SessionStatus, VolumeGroup, VolumeGroup, i64)> = c::table
        .filter(c::sims.ne(0))
        .select((
            c::root_id,
            c::organisation_id,
            c::status,
            c::session,
            c::data_group,
            c::sms_group,
            c::sims,
        ))
        .load(db)?;
    let mut counts: Vec<(CountKey, i64)> = rows
        .into_iter()
        .map(
            |(root_id, organisation_id, status, session, data_group, sms_group, n)| {
                (
                    CountKey {
                        root_id,
                        organisation_id,
                        status,
                        session,
                        data_group,
                        sms_group,
                    },
                    n,
                )
            },
        )
        .collect();
    counts.sort();
    Ok(counts)
}
