//! SIMs: rows, the scoped beginning of every query, and finding one.
//!
//! - `filter.rs` what a list can be narrowed to; `list.rs` pages and totals; `found.rs` short ways to them; `rows.rs` rows for files
//! - `write.rs` single changes; `counts.rs` and `days.rs` the counters that every change keeps
//! - `many.rs` the same change of many at once; `volume.rs` what was bought for them
//! - `tags.rs` tags

pub mod counts;
pub mod days;
mod filter;
mod found;
mod list;
mod many;
mod rows;
mod tags;
mod volume;
mod write;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

/// Services in use, by name: the choices of the filter.
pub use super::dialect::services;
pub use filter::{SearchField, SimFilter, contains_label};
pub use found::settled;
pub use list::{Bound, Direction, Slice, Sort, Total, count, next, page};
pub use many::{
    adapters, find_in_tree, find_many, find_own, lock_many, set_imei_lock_of, set_label_of, set_status_of, set_tags_of,
};
pub use rows::{FileDays, FilePage, FileRow, ListRow, RowKey, Stretch, codes_of_each, file_page};
pub use tags::{
    TagRow, find_or_insert as find_or_insert_tag, named as tags_named, of_ids as tags_by_id, of_sim as tags_of,
    of_sim_and_used as tags_of_and_used, set as set_tags, tag_many, used as tags_in_use,
};
pub use volume::{lock_in_tree, set_volume};
pub use write::{
    NewSim, PacePlace, check_pace, existing_iccids, expire_due, ids_of, insert_many, lock, set_imei_lock, set_label,
    set_note, set_session, set_status,
};

use super::db::MultiBackend;
use super::schema::{carriers, sims};
use super::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::attention::{self, BlockedBy};
use crate::types::carrier::Adapter;
use crate::types::iccid::Iccid;
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};
use crate::types::time::month_of;

/// A row of `sims`. Volumes in bytes and SMS; times in UTC.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = sims, treat_none_as_default_value = false)]
pub struct SimRow {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Organisation that holds the SIM now.
    pub organisation_id: i64,
    /// End user it is linked to.
    pub end_user_id: Option<i64>,
    /// Where its data comes from.
    pub carrier_id: i64,
    /// 19 digits.
    pub iccid: String,
    /// eUICC identifier.
    pub eid: Option<String>,
    /// IMSI; empty if unknown.
    pub imsi: String,
    /// MSISDN without plus; empty if unknown.
    pub msisdn: String,
    /// Device last seen (IMEI or IMEISV).
    pub imei: Option<String>,
    /// Whether only that device is accepted.
    pub imei_locked: bool,
    /// When another device was seen last.
    pub imei_changed_at: Option<NaiveDateTime>,
    /// Static address.
    pub ip_address: Option<String>,
    /// Product name, such as "FlexSIM".
    pub sim_type: String,
    /// Label; empty if none.
    pub label: String,
    /// Lower-case form, for search and sorting.
    pub label_key: String,
    /// Note; empty if none.
    pub note: String,
    /// Service; empty if none.
    pub service: String,
    /// PIN, encrypted.
    pub pin_sealed: Option<String>,
    /// PUK, encrypted.
    pub puk_sealed: Option<String>,
    /// Auto-top-up.
    pub auto_top_up: bool,
    /// Activated, deactivated, expired.
    pub status: SimStatus,
    /// Online, attached, offline.
    pub session: SessionStatus,
    /// Since when.
    pub session_since: Option<NaiveDateTime>,
    /// Latest event that touched the session: older ones that come late do not turn it back.
    pub session_event_at: Option<NaiveDateTime>,
    /// 2G to LTE-M, as `Bearer::as_str`.
    pub bearer: Option<String>,
    /// Network operator.
    pub operator_name: Option<String>,
    /// Country of the network.
    pub country_name: Option<String>,
    /// ISO 3166 code of the country.
    pub country_iso: Option<String>,
    /// MCC and MNC, such as "262 01".
    pub network_code: Option<String>,
    /// Location area and cell.
    pub cell: Option<String>,
    /// Data volume bought, bytes.
    pub data_total: i64,
    /// Data volume used of it, bytes.
    pub data_used: i64,
    /// Data volume left, bytes; never below 0.
    pub data_left: i64,
    /// Group of what is left.
    pub data_group: VolumeGroup,
    /// SMS bought.
    pub sms_total: i64,
    /// SMS used of them.
    pub sms_used: i64,
    /// SMS left; never below 0.
    pub sms_left: i64,
    /// Group of what is left.
    pub sms_group: VolumeGroup,
    /// First day of the lifetime.
    pub lifetime_starts_on: NaiveDate,
    /// Last day of the lifetime.
    pub lifetime_ends_on: NaiveDate,
    /// Last sign of life (usage or network event), or when it was added.
    pub last_activity_at: NaiveDateTime,
    /// End of the last usage record.
    pub last_usage_at: Option<NaiveDateTime>,
    /// Added at.
    pub created_at: NaiveDateTime,
    /// Changed at.
    pub updated_at: NaiveDateTime,
    /// The device that the IMEI lock accepts; `None` if it is not locked, or was locked before any device was seen.
    pub locked_imei: Option<String>,
    /// The month (its first day) that `month_data` and `month_sms` are of.
    pub month_starts_on: Option<NaiveDate>,
    /// Data used in that month, bytes.
    pub month_data: i64,
    /// SMS used in that month.
    pub month_sms: i64,
    /// The month in which its use, going on as before, will use up what is left.
    pub over_pace_month: Option<NaiveDate>,
    /// What keeps it from working although it is activated.
    pub blocked_by: Option<BlockedBy>,
}

impl SimRow {
    /// What `blocked_by` must be by the other columns: whoever changes one of them sets it.
    pub fn blocked(&self) -> Option<BlockedBy> {
        let data = (self.data_left, self.data_total);
        attention::blocked_by(self.status, data, self.imei.as_deref(), self.locked_imei.as_deref())
    }

    /// What `over_pace_month` must be on this day (UTC) by the other columns.
    pub fn over_pace(&self, today: NaiveDate) -> Option<NaiveDate> {
        let month = month_of(today);
        let is_running = self.month_starts_on == Some(month);
        (is_running && attention::is_over_pace(self.month_data, self.data_left, today)).then_some(month)
    }
}

/// A carrier: where a SIM's data comes from and who carries out what is ordered.
#[derive(Debug, Clone, Queryable)]
pub struct CarrierRow {
    /// Key.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Kind of adapter.
    pub adapter: Adapter,
    /// Made at.
    pub created_at: NaiveDateTime,
}

/// The SIMs that the scope contains: every query on tenant SIMs begins here. An end user's scope contains only what is linked to them.
pub fn of(scope: &OrgScope) -> sims::BoxedQuery<'static, MultiBackend> {
    let query = sims::table
        .filter(sims::organisation_id.eq(scope.organisation_id()))
        .into_boxed();
    match scope.end_user_id() {
        Some(end_user_id) => query.filter(sims::end_user_id.eq(Some(end_user_id))),
        None => query,
    }
}

/// One SIM of the scope; unknown and foreign ICCIDs are both `NotFound`.
pub fn find(db: &mut Db, scope: &OrgScope, iccid: &Iccid) -> Result<SimRow> {
    Ok(of(scope)
        .filter(sims::iccid.eq(iccid.as_str().to_owned()))
        .select(sims::all_columns)
        .first(db)?)
}

/// One SIM of the scope with its carrier; unknown and foreign ICCIDs are both `NotFound`.
pub fn find_with_carrier(db: &mut Db, scope: &OrgScope, iccid: &Iccid) -> Result<(SimRow, CarrierRow)> {
    Ok(of(scope)
        .inner_join(carriers::table)
        .filter(sims::iccid.eq(iccid.as_str().to_owned()))
        .select((sims::all_columns, carriers::all_columns))
        .first(db)?)
}

/// The SIM a job works on.
pub fn find_by_id(db: &mut Db, scope: &OrgScope, id: i64) -> Result<SimRow> {
    Ok(of(scope).filter(sims::id.eq(id)).select(sims::all_columns).first(db)?)
}

/// Organisation and master of a SIM: for jobs, which get only its key.
pub fn home_of(db: &mut Db, id: i64) -> Result<(i64, i64)> {
    Ok(sims::table
        .find(id)
        .select((sims::root_id, sims::organisation_id))
        .first(db)?)
}

/// A carrier by key.
pub fn carrier(db: &mut Db, id: i64) -> Result<CarrierRow> {
    Ok(carriers::table.find(id).select(carriers::all_columns).first(db)?)
}

/// The carrier with this name and adapter, made if it is missing.
pub fn carrier_named(db: &mut Db, name: &str, adapter: Adapter, now: NaiveDateTime) -> Result<CarrierRow> {
    let found = carriers::table
        .filter(carriers::name.eq(name))
        .select(carriers::all_columns)
        .first(db)
        .optional()?;
    match found {
        Some(carrier) => Ok(carrier),
        None => Ok(diesel::insert_into(carriers::table)
            .values((
                carriers::name.eq(name),
                carriers::adapter.eq(adapter),
                carriers::created_at.eq(now),
            ))
            .returning(carriers::all_columns)
            .get_result(db)?),
    }
}
