//! Reading usage: roll-ups for charts and tables, records for CSV. Data in bytes.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::schema::{
    organisation_usage_daily, organisation_usage_monthly, sim_usage_daily, sim_usage_monthly, sims, usage_records,
};
use super::sims::SimRow;
use super::{Db, Result};
use crate::types::access::OrgScope;

/// What was used in a day or month (UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct UsageRow {
    /// Day, or first day of the month.
    pub day: NaiveDate,
    /// Data in both directions.
    pub data_bytes: i64,
    /// Uplink.
    pub data_tx: i64,
    /// Downlink.
    pub data_rx: i64,
    /// SMS from the SIM.
    pub sms_mo: i64,
    /// SMS to the SIM.
    pub sms_mt: i64,
}

macro_rules! columns {
    ($table:ident, $day:ident) => {
        (
            $table::$day,
            $table::data_bytes,
            $table::data_tx,
            $table::data_rx,
            $table::sms_mo,
            $table::sms_mt,
        )
    };
}

/// Days of a SIM from `from` on, oldest first; days without usage are missing.
pub fn days_of_sim(db: &mut Db, sim: &SimRow, from: NaiveDate) -> Result<Vec<UsageRow>> {
    use sim_usage_daily as d;
    Ok(d::table
        .filter(d::sim_id.eq(sim.id))
        .filter(d::day.ge(from))
        .order(d::day)
        .select(columns!(d, day))
        .load(db)?)
}

/// Months of a SIM from `from` on, oldest first; months without usage are missing.
pub fn months_of_sim(db: &mut Db, sim: &SimRow, from: NaiveDate) -> Result<Vec<UsageRow>> {
    use sim_usage_monthly as m;
    Ok(m::table
        .filter(m::sim_id.eq(sim.id))
        .filter(m::month.ge(from))
        .order(m::month)
        .select(columns!(m, month))
        .load(db)?)
}

/// Months of all SIMs of the scope from `from` on, oldest first, and when they changed last. One row per month, whatever the number of SIMs.
pub fn months(db: &mut Db, scope: &OrgScope, from: NaiveDate) -> Result<Vec<UsageRow>> {
    use organisation_usage_monthly as m;
    if let Some(end_user_id) = scope.end_user_id() {
        use sim_usage_monthly as s;
        let rows: Vec<UsageRow> = s::table
            .inner_join(sims::table)
            .filter(sims::organisation_id.eq(scope.organisation_id()))
            .filter(sims::end_user_id.eq(Some(end_user_id)))
            .filter(s::month.ge(from))
            .order(s::month)
            .select(columns!(s, month))
            .load(db)?;
        return Ok(merged(rows));
    }
    Ok(m::table
        .filter(m::organisation_id.eq(scope.organisation_id()))
        .filter(m::month.ge(from))
        .order(m::month)
        .select(columns!(m, month))
        .load(db)?)
}

/// Days of all SIMs of the scope from `from` on, oldest first.
pub fn days(db: &mut Db, scope: &OrgScope, from: NaiveDate) -> Result<Vec<UsageRow>> {
    use organisation_usage_daily as d;
    if let Some(end_user_id) = scope.end_user_id() {
        use sim_usage_daily as s;
        let rows: Vec<UsageRow> = s::table
            .inner_join(sims::table)
            .filter(sims::organisation_id.eq(scope.organisation_id()))
            .filter(sims::end_user_id.eq(Some(end_user_id)))
            .filter(s::day.ge(from))
            .order(s::day)
            .select(columns!(s, day))
            .load(db)?;
        return Ok(merged(rows));
    }
    Ok(d::table
        .filter(d::organisation_id.eq(scope.organisation_id()))
        .filter(d::day.ge(from))
        .order(d::day)
        .select(columns!(d, day))
        .load(db)?)
}

/// When the usage of the organisation changed last.
pub fn updated_at(db: &mut Db, scope: &OrgScope) -> Result<Option<NaiveDateTime>> {
    use organisation_usage_monthly as m;
    Ok(m::table
        .filter(m::organisation_id.eq(scope.organisation_id()))
        .order(m::month.desc())
        .select(m::updated_at)
        .first(db)
        .optional()?)
}

/// Rows of the same day added up; they come sorted by day.
fn merged(rows: Vec<UsageRow>) -> Vec<UsageRow> {
    let mut sums: Vec<UsageRow> = Vec::new();
    for row in rows {
        match sums.last_mut() {
            Some(sum) if sum.day == row.day => {
                sum.data_bytes += row.data_bytes;
                sum.data_tx += row.data_tx;
                sum.data_rx += row.data_rx;
                sum.sms_mo += row.sms_mo;
                sum.sms_mt += row.sms_mt;
            }
            _ => sums.push(row),
        }
    }
    sums
}

/// A usage record as it is listed and exported.
#[derive(Debug, Clone, Queryable)]
#[expect(missing_docs, reason = "the columns of the table")]
pub struct RecordRow {
    pub record_id: i64,
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
}

/// Records of a SIM after `after` (end and id of the last one had), oldest first.
pub fn records_of_sim(
    db: &mut Db,
    sim: &SimRow,
    from: NaiveDateTime,
    after: Option<(NaiveDateTime, i64)>,
    most: i64,
) -> Result<Vec<RecordRow>> {
    use usage_records as u;
    let mut query = u::table
        .filter(u::sim_id.eq(sim.id))
        .filter(u::ended_at.ge(from))
        .into_boxed::<super::db::MultiBackend>();
    if let Some((at, id)) = after {
        query = query
            .filter(u::ended_at.ge(at))
            .filter(u::ended_at.gt(at).or(u::record_id.gt(id)));
    }
    Ok(query
        .order((u::ended_at.asc(), u::record_id.asc()))
        .limit(most)
        .select((
            u::record_id,
            u::started_at,
            u::ended_at,
            u::data_bytes,
            u::data_tx,
            u::data_rx,
            u::sms_mo,
            u::sms_mt,
            u::operator_name,
            u::network_code,
            u::country_name,
            u::tariff_name,
        ))
        .load(db)?)
}
