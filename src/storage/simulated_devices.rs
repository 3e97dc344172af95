//! Devices of the simulated network: which SIM sits in what, and when it does something next. Platform level, as records are: a
//! device belongs to its SIM, whoever holds that now.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{carriers, sims, simulated_devices};
use super::sims::SimRow;
use super::{Db, Result};
use crate::types::carrier::Adapter;
use crate::types::device_profile::DeviceProfile;

/// A row of `simulated_devices`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct DeviceRow {
    /// The SIM it holds.
    pub sim_id: i64,
    /// How it behaves.
    pub profile: DeviceProfile,
    /// What its chances are drawn from.
    pub seed: i64,
    /// How often it has acted.
    pub step: i64,
    /// When it acts next.
    pub next_at: NaiveDateTime,
}

/// A device to insert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Insertable)]
#[diesel(table_name = simulated_devices, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the same fields as DeviceRow")]
pub struct NewDevice {
    pub sim_id: i64,
    pub root_id: i64,
    pub profile: DeviceProfile,
    pub seed: i64,
    pub step: i64,
    pub next_at: NaiveDateTime,
}

/// Adds devices for SIMs that have none; a SIM that has one keeps it.
pub fn insert(db: &mut Db, devices: &[NewDevice]) -> Result<()> {
    for rows in devices.chunks(500) {
        on_backend!(db, c => diesel::insert_into(simulated_devices::table)
            .values(rows)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// Whether any device is due.
pub fn is_any_due(db: &mut Db, now: NaiveDateTime) -> Result<bool> {
    use simulated_devices as d;
    let first: Option<i64> = d::table
        .filter(d::next_at.le(now))
        .order((d::next_at, d::sim_id))
        .select(d::sim_id)
        .first(db)
        .optional()?;
    Ok(first.is_some())
}

/// The devices that have been due for longest, kept from other instances until the transaction ends: those another one holds are left
/// out.
pub fn claim_due(db: &mut Db, now: NaiveDateTime, most: i64) -> Result<Vec<DeviceRow>> {
    use simulated_devices as d;
    let due = d::table
        .filter(d::next_at.le(now))
        .order((d::next_at, d::sim_id))
        .limit(most)
        .select((d::sim_id, d::profile, d::seed, d::step, d::next_at));
    Ok(match db {
        Db::Pg(c) => due.for_update().skip_locked().load(c)?,
        Db::Sqlite(c) => due.load(c)?,
    })
}

/// The SIMs of devices, kept from other writers as intake keeps them: in the order of their numbers, so that both wait for each other
/// instead of blocking each other for good.
pub fn lock_sims(db: &mut Db, devices: &[DeviceRow]) -> Result<Vec<SimRow>> {
    let ids: Vec<i64> = devices.iter().map(|device| device.sim_id).collect();
    let wanted = sims::table
        .filter(sims::id.eq_any(ids))
        .order(sims::iccid)
        .select(sims::all_columns);
    Ok(match db {
        Db::Pg(c) => wanted.for_update().load(c)?,
        Db::Sqlite(c) => wanted.load(c)?,
    })
}

/// Writes how far devices are.
pub fn set_next(db: &mut Db, devices: &[DeviceRow]) -> Result<()> {
    use simulated_devices as d;
    for device in devices {
        on_backend!(db, c => diesel::update(d::table.find(device.sim_id))
            .set((d::step.eq(device.step), d::next_at.eq(device.next_at)))
            .execute(c))?;
    }
    Ok(())
}

/// SIMs of a simulated carrier that were added after the last one that has a device: key, master organisation and number.
pub fn without_device(db: &mut Db, most: i64) -> Result<Vec<(i64, i64, String)>> {
    use simulated_devices as d;
    let last: Option<i64> = d::table.select(diesel::dsl::max(d::sim_id)).first(db)?;
    let simulated: Vec<i64> = carriers::table
        .filter(carriers::adapter.eq(Adapter::Simulated))
        .order(carriers::id)
        .select(carriers::id)
        .load(db)?;
    Ok(sims::table
        .filter(sims::id.gt(last.unwrap_or_default()))
        .filter(sims::carrier_id.eq_any(simulated))
        .order(sims::id)
        .limit(most)
        .select((sims::id, sims::root_id, sims::iccid))
        .load(db)?)
}
