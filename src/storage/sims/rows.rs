//! Rows of the list, on its pages and in files: only what columns can show. A whole row costs more than twice as much to read.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Direction, SimFilter, Sort, of};
use crate::storage::schema::sims;
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};

/// What of a SIM the columns of the list can show. Meanings as in [`super::SimRow`].
#[derive(Debug, Clone, Queryable)]
#[expect(missing_docs, reason = "the same fields as SimRow")]
pub struct ListRow {
    pub id: i64,
    pub iccid: String,
    pub imsi: String,
    pub msisdn: String,
    pub imei: Option<String>,
    pub imei_locked: bool,
    pub ip_address: Option<String>,
    pub sim_type: String,
    pub label: String,
    pub label_key: String,
    pub service: String,
    pub auto_top_up: bool,
    pub status: SimStatus,
    pub session: SessionStatus,
    pub data_total: i64,
    pub data_left: i64,
    pub sms_total: i64,
    pub sms_left: i64,
    pub lifetime_ends_on: NaiveDate,
    pub last_activity_at: NaiveDateTime,
    pub imei_changed_at: Option<NaiveDateTime>,
    pub data_group: VolumeGroup,
    pub bearer: Option<String>,
    pub session_since: Option<NaiveDateTime>,
}

/// The row after which the next page begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowKey {
    /// Value of the sort column, as [`Sort::value_of`] writes it.
    pub value: String,
    /// Key of the SIM.
    pub id: i64,
}

/// The key of a row in this order.
fn key_of(sort: Sort, row: &ListRow) -> RowKey {
    RowKey {
        value: sort.value_of(row),
        id: row.id,
    }
}

/// Columns of [`ListRow`].
type Columns = (
    sims::id,
    sims::iccid,
    sims::imsi,
    sims::msisdn,
    sims::imei,
    sims::imei_locked,
    sims::ip_address,
    sims::sim_type,
    sims::label,
    sims::label_key,
    sims::service,
    sims::auto_top_up,
    sims::status,
    sims::session,
    sims::data_total,
    sims::data_left,
    sims::sms_total,
    sims::sms_left,
    sims::lifetime_ends_on,
    sims::last_activity_at,
    sims::imei_changed_at,
    sims::data_group,
    sims::bearer,
    sims::session_since,
);

/// Columns of [`ListRow`], in its order.
pub(super) const fn columns() -> Columns {
    (
        sims::id,
        sims::iccid,
        sims::imsi,
        sims::msisdn,
        sims::imei,
        sims::imei_locked,
        sims::ip_address,
        sims::sim_type,
        sims::label,
        sims::label_key,
        sims::service,
        sims::auto_top_up,
        sims::status,
        sims::session,
        sims::data_total,
        sims::data_left,
        sims::sms_total,
        sims::sms_left,
        sims::lifetime_ends_on,
        sims::last_activity_at,
        sims::imei_changed_at,
        sims::data_group,
        sims::bearer,
        sims::session_since,
    )
}

/// What files show of a SIM, beside its days and moments. Meanings as in [`super::SimRow`].
#[derive(Debug, Clone, Queryable)]
#[expect(missing_docs, reason = "the same fields as SimRow")]
pub struct FileRow {
    pub id: i64,
    pub iccid: String,
    pub imsi: String,
    pub msisdn: String,
    pub imei: Option<String>,
    pub imei_locked: bool,
    pub ip_address: Option<String>,
    pub sim_type: String,
    pub label: String,
    pub service: String,
    pub auto_top_up: bool,
    pub status: SimStatus,
    pub session: SessionStatus,
    pub data_total: i64,
    pub data_left: i64,
    pub sms_total: i64,
    pub sms_left: i64,
}

/// The last day of a SIM's lifetime, and its last sign of life.
pub type FileDays = (NaiveDate, NaiveDateTime);

/// Some rows of a file.
#[derive(Debug, Clone, Default)]
pub struct FilePage {
    /// Its SIMs.
    pub rows: Vec<FileRow>,
    /// The days of each, in the same order; empty unless asked for.
    pub days: Vec<FileDays>,
    /// Behind which row the next page begins; `None` if this one is not full.
    pub next: Option<RowKey>,
}

/// Which rows of a list.
#[derive(Debug, Clone, Copy)]
pub struct Stretch<'a> {
    /// Column and direction of the list.
    pub order: (Sort, Direction),
    /// Behind which row; `None` begins with the first.
    pub after: Option<&'a RowKey>,
    /// At most so many.
    pub size: i64,
}

/// The next rows of the SIMs that match, in the order of the list. Days and moments are read on request only: to read theirs costs as much as
/// the rest of a row.
pub fn file_page(
    db: &mut Db,
    scope: &OrgScope,
    filter: &SimFilter,
    stretch: Stretch<'_>,
    with_days: bool,
) -> Result<FilePage> {
    use sims as s;
    let (sort, direction) = stretch.order;
    let ascending = direction == Direction::Ascending;
    let narrowed = filter.narrow(of(scope), db.kind());
    let query = match stretch.after {
        None => Some(narrowed),
        Some(key) => sort.from(narrowed, &key.value, key.id, ascending),
    };
    let Some(query) = query else {
        return Err(crate::storage::Error::internal("key of another order"));
    };
    let query = sort.order(query, ascending).limit(stretch.size);
    let plain = (
        s::id,
        s::iccid,
        s::imsi,
        s::msisdn,
        s::imei,
        s::imei_locked,
        s::ip_address,
        s::sim_type,
        s::label,
        s::service,
        s::auto_top_up,
        s::status,
        s::session,
        s::data_total,
        s::data_left,
        s::sms_total,
        s::sms_left,
    );
    let (rows, days): (Vec<FileRow>, Vec<FileDays>) = if with_days {
        let query = query.select((plain, (s::lifetime_ends_on, s::last_activity_at)));
        let both: Vec<(FileRow, FileDays)> = db.planned_by_value(|db| Ok(query.load(db)?))?;
        both.into_iter().unzip()
    } else {
        let query = query.select(plain);
        (db.planned_by_value(|db| Ok(query.load(db)?))?, Vec::new())
    };
    let is_full = i64::try_from(rows.len()).is_ok_and(|count| count == stretch.size);
    let next = match rows.last().filter(|_| is_full) {
        Some(row) => {
            // What the list is sorted by need not be in the file.
            let last: ListRow = of(scope).filter(s::id.eq(row.id)).select(columns()).first(db)?;
            Some(key_of(sort, &last))
        }
        None => None,
    };
    Ok(FilePage { rows, days, next })
}

/// PIN and PUK as they are stored: encrypted.
pub type SealedCodes = (Option<String>, Option<String>);

/// Encrypted PIN and PUK of SIMs that were found through a scope, by key.
pub fn codes_of_each(db: &mut Db, ids: &[i64]) -> Result<HashMap<i64, SealedCodes>> {
    let rows: Vec<(i64, Option<String>, Option<String>)> = sims::table
        .filter(sims::id.eq_any(ids.to_vec()))
        .order(sims::id)
        .select((sims::id, sims::pin_sealed, sims::puk_sealed))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, pin, puk)| (id, (pin, puk))).collect())
}
