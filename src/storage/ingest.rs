//! Writing records: the hot path. Batches only, set-based where the databases allow it.
//!
//! Platform level: a record names its SIM by ICCID, which is unique everywhere, and so finds the organisation by itself.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::upsert::excluded;

use super::schema::{
    events, organisation_usage_daily, organisation_usage_monthly, sim_usage_monthly, sims, usage_records,
};
use super::sims::SimRow;
use super::{Db, Result, dialect_intake};
use crate::types::attention::BlockedBy;
use crate::types::status::{EventSource, SessionStatus, Severity, VolumeGroup};

/// Rows per statement: well below the bind limits of both databases (32,766 and 65,535).
const ROWS: usize = 500;

/// A usage record to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = usage_records, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the columns of the table")]
pub struct NewUsageRecord {
    pub record_id: i64,
    pub root_id: i64,
    pub organisation_id: i64,
    pub sim_id: i64,
    pub started_at: NaiveDateTime,
    pub ended_at: NaiveDateTime,
    pub data_bytes: i64,
    pub data_tx: i64,
    pub data_rx: i64,
    pub sms_mo: i64,
    pub sms_mt: i64,
    pub operator_name: Option<String>,
    pub network_code: Option<String>,
    pub country_name: Option<String>,
    pub tariff_name: Option<String>,
    pub ip_address: Option<String>,
    pub imei: Option<String>,
    pub received_at: NaiveDateTime,
}

/// An event to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the columns of the table")]
pub struct NewEvent {
    pub record_id: Option<i64>,
    pub root_id: i64,
    pub organisation_id: i64,
    pub sim_id: Option<i64>,
    pub occurred_at: NaiveDateTime,
    pub type_id: i32,
    pub type_name: String,
    pub severity: Severity,
    pub source: EventSource,
    pub alert: bool,
    pub description: String,
    pub actor: Option<String>,
    pub operator_name: Option<String>,
    pub country_name: Option<String>,
    pub bearer: Option<String>,
    pub ip_address: Option<String>,
    pub imei: Option<String>,
    pub detail: Option<String>,
    pub received_at: NaiveDateTime,
}

/// A sum to add to a roll-up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// Data in both directions, bytes.
    pub data_bytes: i64,
    /// Uplink, bytes.
    pub data_tx: i64,
    /// Downlink, bytes.
    pub data_rx: i64,
    /// SMS from the SIM.
    pub sms_mo: i64,
    /// SMS to the SIM.
    pub sms_mt: i64,
}

impl std::ops::AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.data_bytes += other.data_bytes;
        self.data_tx += other.data_tx;
        self.data_rx += other.data_rx;
        self.sms_mo += other.sms_mo;
        self.sms_mt += other.sms_mt;
    }
}

/// A roll-up's key: SIM or organisation, day or first day of the month, and the master organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SumKey {
    /// SIM or organisation.
    pub owner_id: i64,
    /// Day, or first day of the month.
    pub day: NaiveDate,
    /// Master organisation.
    pub root_id: i64,
}

/// Call first in a transaction that takes records in. On PostgreSQL the checks of foreign keys run a query for each row, and our
/// connections plan every query anew (`storage/db.rs`): for the same query thousands of times that would be most of the work.
pub fn begin(db: &mut Db) -> Result<()> {
    if let Db::Pg(c) = db {
        c.batch_execute("SET LOCAL plan_cache_mode = force_generic_plan")?;
    }
    Ok(())
}

/// The SIMs with these ICCIDs, kept from other writers until the transaction ends. In the order of their keys, so that two batches
/// wait for each other instead of blocking each other for good.
pub fn lock_sims(db: &mut Db, iccids: &[&str]) -> Result<Vec<SimRow>> {
    let mut found = Vec::with_capacity(iccids.len());
    let mut sorted = iccids.to_vec();
    sorted.sort_unstable();
    for part in sorted.chunks(1000) {
        let wanted = sims::table
            .filter(sims::iccid.eq_any(part.to_vec()))
            .order(sims::iccid)
            .select(sims::all_columns);
        let rows: Vec<SimRow> = match db {
            Db::Pg(c) => wanted.for_update().load(c)?,
            Db::Sqlite(c) => wanted.load(c)?,
        };
        found.extend(rows);
    }
    Ok(found)
}

/// Which of these usage records were taken in before.
pub fn known_usage(db: &mut Db, ids: &[i64]) -> Result<Vec<i64>> {
    let mut known = Vec::new();
    for part in ids.chunks(1000) {
        let found: Vec<i64> = usage_records::table
            .filter(usage_records::record_id.eq_any(part))
            .select(usage_records::record_id)
            .load(db)?;
        known.extend(found);
    }
    Ok(known)
}

/// Which of these events were taken in before.
pub fn known_events(db: &mut Db, ids: &[i64]) -> Result<Vec<i64>> {
    let mut known = Vec::new();
    for part in ids.chunks(1000) {
        let part: Vec<Option<i64>> = part.iter().copied().map(Some).collect();
        let found: Vec<Option<i64>> = events::table
            .filter(events::record_id.eq_any(part))
            .select(events::record_id)
            .load(db)?;
        known.extend(found.into_iter().flatten());
    }
    Ok(known)
}

/// Adds usage records that are not known yet. On SQLite a row at a time, because such a statement is prepared once per connection, one
/// for many rows each time anew.
pub fn insert_usage(db: &mut Db, records: &[NewUsageRecord]) -> Result<()> {
    match db {
        Db::Pg(c) => {
            diesel::copy_from(usage_records::table)
                .from_insertable(records)
                .execute(c)?;
        }
        Db::Sqlite(c) => {
            for record in records {
                diesel::insert_into(usage_records::table).values(record).execute(c)?;
            }
        }
    }
    Ok(())
}

/// Adds events that are not known yet, as [`insert_usage`] does.
pub fn insert_events(db: &mut Db, records: &[NewEvent]) -> Result<()> {
    match db {
        Db::Pg(c) => {
            diesel::copy_from(events::table).from_insertable(records).execute(c)?;
        }
        Db::Sqlite(c) => {
            for record in records {
                diesel::insert_into(events::table).values(record).execute(c)?;
            }
        }
    }
    Ok(())
}

/// `INSERT … ON CONFLICT DO UPDATE SET x = x + excluded.x` for a roll-up table of organisations.
macro_rules! add_up {
    ($db:expr, $table:ident, $owner:ident, $day:ident, $sums:expr, $now:expr) => {{
        use $table as t;
        for part in $sums.chunks(ROWS) {
            let rows: Vec<_> = part
                .iter()
                .map(|(key, sum)| {
                    (
                        t::$owner.eq(key.owner_id),
                        t::$day.eq(key.day),
                        t::root_id.eq(key.root_id),
                        t::data_bytes.eq(sum.data_bytes),
                        t::data_tx.eq(sum.data_tx),
                        t::data_rx.eq(sum.data_rx),
                        t::sms_mo.eq(sum.sms_mo),
                        t::sms_mt.eq(sum.sms_mt),
                        t::updated_at.eq($now),
                    )
                })
                .collect();
            on_backend!($db, c => diesel::insert_into(t::table)
                .values(&rows)
                .on_conflict((t::$owner, t::$day))
                .do_update()
                .set((
                    t::data_bytes.eq(t::data_bytes + excluded(t::data_bytes)),
                    t::data_tx.eq(t::data_tx + excluded(t::data_tx)),
                    t::data_rx.eq(t::data_rx + excluded(t::data_rx)),
                    t::sms_mo.eq(t::sms_mo + excluded(t::sms_mo)),
                    t::sms_mt.eq(t::sms_mt + excluded(t::sms_mt)),
                    t::updated_at.eq(excluded(t::updated_at)),
                ))
                .execute(c))?;
        }
    }};
}

/// Adds to the roll-ups of SIMs; keys are sorted and unique.
pub fn add_sim_usage(db: &mut Db, days: &[(SumKey, Sum)], months: &[(SumKey, Sum)]) -> Result<()> {
    dialect_intake::add_sim_days(db, days)?;
    dialect_intake::add_sim_months(db, months)
}

/// Adds to the roll-ups of organisations; keys are sorted and unique.
pub fn add_organisation_usage(
    db: &mut Db,
    days: &[(SumKey, Sum)],
    months: &[(SumKey, Sum)],
    now: NaiveDateTime,
) -> Result<()> {
    add_up!(db, organisation_usage_daily, organisation_id, day, days, now);
    add_up!(db, organisation_usage_monthly, organisation_id, month, months, now);
    Ok(())
}

/// What these SIMs have used in a month: data in bytes, and SMS. SIMs without a record in it are left out.
pub fn month_of_sims(db: &mut Db, sim_ids: &[i64], month: NaiveDate) -> Result<Vec<(i64, i64, i64)>> {
    use sim_usage_monthly as m;
    let mut found = Vec::with_capacity(sim_ids.len());
    for part in sim_ids.chunks(1000) {
        let rows: Vec<(i64, i64, i64, i64)> = m::table
            .filter(m::sim_id.eq_any(part.to_vec()))
            .filter(m::month.eq(month))
            .order(m::sim_id)
            .select((m::sim_id, m::data_bytes, m::sms_mo, m::sms_mt))
            .load(db)?;
        found.extend(
            rows.into_iter()
                .map(|(id, data, mo, mt)| (id, data, mo.saturating_add(mt))),
        );
    }
    Ok(found)
}

/// Those columns of a SIM that a batch of records changes seldom and that are in indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indexed {
    session: SessionStatus,
    data_group: VolumeGroup,
    sms_left: i64,
    sms_group: VolumeGroup,
    imei_changed_at: Option<NaiveDateTime>,
    over_pace_month: Option<NaiveDate>,
    blocked_by: Option<BlockedBy>,
}

impl Indexed {
    /// As they are now.
    pub fn of(sim: &SimRow) -> Self {
        Self {
            session: sim.session,
            data_group: sim.data_group,
            sms_left: sim.sms_left,
            sms_group: sim.sms_group,
            imei_changed_at: sim.imei_changed_at,
            over_pace_month: sim.over_pace_month,
            blocked_by: sim.blocked_by,
        }
    }
}

/// A SIM as a batch of records leaves it.
#[derive(Debug, Clone, Copy)]
pub struct Changed<'a> {
    pub(super) sim: &'a SimRow,
    pub(super) is_indexed: bool,
}

impl<'a> Changed<'a> {
    /// This SIM, whose seldom changed columns were like this before.
    pub fn new(sim: &'a SimRow, before: Indexed) -> Self {
        Self {
            sim,
            is_indexed: before != Indexed::of(sim),
        }
    }
}

/// Writes what usage changes of SIMs: quotas, the month, device, last signs of life, and what follows from them. The session columns
/// stay out, so that their indexes do, too.
pub fn set_usage_state(db: &mut Db, changed: &[Changed<'_>], now: NaiveDateTime) -> Result<()> {
    dialect_intake::set_usage_state(db, changed, now)
}

/// Writes what events change of SIMs: session, network, device, last sign of life, and what follows from them.
pub fn set_network_state(db: &mut Db, changed: &[Changed<'_>], now: NaiveDateTime) -> Result<()> {
    dialect_intake::set_network_state(db, changed, now)
}

/// Adds up the records of all SIMs by SIM and day: what the daily roll-up must equal. For tests and `simportal doctor`.
pub fn recount_days(db: &mut Db) -> Result<std::collections::BTreeMap<(i64, NaiveDate), Sum>> {
    use usage_records as u;
    let rows: Vec<(i64, NaiveDateTime, i64, i64, i64, i64, i64)> = u::table
        .select((
            u::sim_id,
            u::ended_at,
            u::data_bytes,
            u::data_tx,
            u::data_rx,
            u::sms_mo,
            u::sms_mt,
        ))
        .order(u::record_id)
        .load(db)?;
    let mut sums: std::collections::BTreeMap<(i64, NaiveDate), Sum> = std::collections::BTreeMap::new();
    for (sim_id, ended_at, data_bytes, data_tx, data_rx, sms_mo, sms_mt) in rows {
        *sums.entry((sim_id, ended_at.date())).or_default() += Sum {
            data_bytes,
            data_tx,
            data_rx,
            sms_mo,
            sms_mt,
        };
    }
    Ok(sums)
}
