//! Statements of the intake with SQL of their own: the query builder prepares UPDATE and upserts anew each time, and for records by the
//! thousand that is most of their cost.
//!
//! PostgreSQL gets one statement per table and batch, with an array for each column: a round trip per SIM would cost more than the work.
//! SQLite has no round trips; it gets one statement per row whose text never changes, so that each connection parses it once.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{Array, BigInt, Date, HasSqlType, Nullable, Text, Timestamp};
use diesel::sqlite::Sqlite;

use super::ingest::{Changed, Sum, SumKey};
use super::sims::SimRow;
use super::{Db, Result};

/// A statement for one row whose text is the same for every row: SQLite parses it once per connection.
trait OneRow {
    /// Tells the statements apart in the connection's cache.
    type Id: 'static;

    /// Writes text and values. The text must not depend on the values.
    fn write<'b>(&'b self, out: &mut AstPass<'_, 'b, Sqlite>) -> QueryResult<()>;
}

struct Statement<T>(T);

impl<T: OneRow> QueryFragment<Sqlite> for Statement<T> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.0.write(&mut out)
    }
}

impl<T: OneRow> QueryId for Statement<T> {
    type QueryId = T::Id;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<T> RunQueryDsl<SqliteConnection> for Statement<T> {}

/// A piece of text with the value behind it.
fn put<'b, ST, U>(out: &mut AstPass<'_, 'b, Sqlite>, text: &str, value: &'b U) -> QueryResult<()>
where
    Sqlite: HasSqlType<ST>,
    U: ToSql<ST, Sqlite> + ?Sized,
{
    out.push_sql(text);
    out.push_bind_param::<ST, U>(value)
}

/// The roll-ups of SIMs: table, its column of days, and what tells its statement apart.
macro_rules! rollup {
    ($add:ident, $row:ident, $table:literal, $day:literal) => {
        struct $row<'a>(&'a (SumKey, Sum));

        impl OneRow for $row<'_> {
            type Id = $row<'static>;

            fn write<'b>(&'b self, out: &mut AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
                let (key, sum) = self.0;
                let begin = concat!(
                    "INSERT INTO ",
                    $table,
                    " AS t (sim_id, ",
                    $day,
                    ", root_id, data_bytes, data_tx, data_rx, sms_mo, sms_mt) VALUES ("
                );
                put::<BigInt, _>(out, begin, &key.owner_id)?;
                put::<Date, _>(out, ", ", &key.day)?;
                for value in [
                    &key.root_id,
                    &sum.data_bytes,
                    &sum.data_tx,
                    &sum.data_rx,
                    &sum.sms_mo,
                    &sum.sms_mt,
                ] {
                    put::<BigInt, _>(out, ", ", value)?;
                }
                out.push_sql(concat!(") ON CONFLICT (sim_id, ", $day, ") DO UPDATE SET "));
                out.push_sql(ADD_UP);
                Ok(())
            }
        }

        /// Adds to a roll-up of SIMs; keys are sorted and unique.
        pub(super) fn $add(db: &mut Db, sums: &[(SumKey, Sum)]) -> Result<()> {
            match db {
                Db::Sqlite(c) => {
                    for sum in sums {
                        Statement($row(sum)).execute(c)?;
                    }
                }
                Db::Pg(c) => {
                    let text = concat!(
                        "INSERT INTO ",
                        $table,
                        " AS t (sim_id, ",
                        $day,
                        ", root_id, data_bytes, data_tx, data_rx, sms_mo, sms_mt) \
                         SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) \
                         ON CONFLICT (sim_id, ",
                        $day,
                        ") DO UPDATE SET "
                    );
                    let numbers = |of: fn(&(SumKey, Sum)) -> i64| sums.iter().map(of).collect::<Vec<i64>>();
                    diesel::sql_query(format!("{text}{ADD_UP}"))
                        .bind::<Array<BigInt>, _>(numbers(|(key, _)| key.owner_id))
                        .bind::<Array<Date>, _>(sums.iter().map(|(key, _)| key.day).collect::<Vec<_>>())
                        .bind::<Array<BigInt>, _>(numbers(|(key, _)| key.root_id))
                        .bind::<Array<BigInt>, _>(numbers(|(_, sum)| sum.data_bytes))
                        .bind::<Array<BigInt>, _>(numbers(|(_, sum)| sum.data_tx))
                        .bind::<Array<BigInt>, _>(numbers(|(_, sum)| sum.data_rx))
                        .bind::<Array<BigInt>, _>(numbers(|(_, sum)| sum.sms_mo))
                        .bind::<Array<BigInt>, _>(numbers(|(_, sum)| sum.sms_mt))
                        .execute(c)?;
                }
            }
            Ok(())
        }
    };
}

/// What an upsert does with a row that is there.
const ADD_UP: &str = "data_bytes = t.data_bytes + excluded.data_bytes, data_tx = t.data_tx + excluded.data_tx, \
                      data_rx = t.data_rx + excluded.data_rx, sms_mo = t.sms_mo + excluded.sms_mo, \
                      sms_mt = t.sms_mt + excluded.sms_mt";

rollup!(add_sim_days, SimDay, "sim_usage_daily", "day");
rollup!(add_sim_months, SimMonth, "sim_usage_monthly", "month");

/// What usage changes of nearly every SIM. Of these, two columns are in an index.
struct Usage<'a>(&'a SimRow, &'a NaiveDateTime);

impl OneRow for Usage<'_> {
    type Id = Usage<'static>;

    fn write<'b>(&'b self, out: &mut AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        let Self(sim, now) = self;
        put::<BigInt, _>(out, "UPDATE sims SET data_used = ", &sim.data_used)?;
        put::<BigInt, _>(out, ", data_left = ", &sim.data_left)?;
        put::<BigInt, _>(out, ", sms_used = ", &sim.sms_used)?;
        put::<Nullable<Text>, _>(out, ", imei = ", &sim.imei)?;
        put::<Nullable<Date>, _>(out, ", month_starts_on = ", &sim.month_starts_on)?;
        put::<BigInt, _>(out, ", month_data = ", &sim.month_data)?;
        put::<BigInt, _>(out, ", month_sms = ", &sim.month_sms)?;
        put::<Timestamp, _>(out, ", last_activity_at = ", &sim.last_activity_at)?;
        put::<Nullable<Timestamp>, _>(out, ", last_usage_at = ", &sim.last_usage_at)?;
        put::<Timestamp, _>(out, ", updated_at = ", *now)?;
        put::<BigInt, _>(out, " WHERE id = ", &sim.id)
    }
}

/// What events change of nearly every SIM. Of these, one column is in an index.
struct Network<'a>(&'a SimRow, &'a NaiveDateTime);

impl OneRow for Network<'_> {
    type Id = Network<'static>;

    fn write<'b>(&'b self, out: &mut AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        let Self(sim, now) = self;
        put::<Nullable<Timestamp>, _>(out, "UPDATE sims SET session_since = ", &sim.session_since)?;
        put::<Nullable<Timestamp>, _>(out, ", session_event_at = ", &sim.session_event_at)?;
        put::<Nullable<Text>, _>(out, ", bearer = ", &sim.bearer)?;
        put::<Nullable<Text>, _>(out, ", operator_name = ", &sim.operator_name)?;
        put::<Nullable<Text>, _>(out, ", country_name = ", &sim.country_name)?;
        put::<Nullable<Text>, _>(out, ", country_iso = ", &sim.country_iso)?;
        put::<Nullable<Text>, _>(out, ", network_code = ", &sim.network_code)?;
        put::<Nullable<Text>, _>(out, ", cell = ", &sim.cell)?;
        put::<Nullable<Text>, _>(out, ", imei = ", &sim.imei)?;
        put::<Timestamp, _>(out, ", last_activity_at = ", &sim.last_activity_at)?;
        put::<Timestamp, _>(out, ", updated_at = ", *now)?;
        put::<BigInt, _>(out, " WHERE id = ", &sim.id)
    }
}

/// What changes of few SIMs of a batch, all of it in indexes: SQLite writes the entry of each index that a statement names, whether its
/// value differs or not.
struct Indexed<'a>(&'a SimRow);

impl OneRow for Indexed<'_> {
    type Id = Indexed<'static>;

    fn write<'b>(&'b self, out: &mut AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        let Self(sim) = self;
        put::<Text, _>(out, "UPDATE sims SET session = ", &sim.session)?;
        put::<Text, _>(out, ", data_group = ", &sim.data_group)?;
        put::<BigInt, _>(out, ", sms_left = ", &sim.sms_left)?;
        put::<Text, _>(out, ", sms_group = ", &sim.sms_group)?;
        put::<Nullable<Timestamp>, _>(out, ", imei_changed_at = ", &sim.imei_changed_at)?;
        put::<Nullable<Date>, _>(out, ", over_pace_month = ", &sim.over_pace_month)?;
        put::<Nullable<Text>, _>(out, ", blocked_by = ", &sim.blocked_by)?;
        put::<BigInt, _>(out, " WHERE id = ", &sim.id)
    }
}

/// Writes what usage changes of SIMs: quotas, the month, device, last signs of life, and what follows from them.
pub(super) fn set_usage_state(db: &mut Db, changed: &[Changed<'_>], now: NaiveDateTime) -> Result<()> {
    match db {
        Db::Sqlite(c) => {
            for changed in changed {
                Statement(Usage(changed.sim, &now)).execute(c)?;
                if changed.is_indexed {
                    Statement(Indexed(changed.sim)).execute(c)?;
                }
            }
        }
        Db::Pg(c) => {
            let columns = Columns(changed);
            diesel::sql_query(
                "UPDATE sims SET data_used = v.data_used, data_left = v.data_left, data_group = v.data_group, \
                 sms_used = v.sms_used, sms_left = v.sms_left, sms_group = v.sms_group, imei = v.imei, \
                 imei_changed_at = v.imei_changed_at, blocked_by = v.blocked_by, last_activity_at = v.last_activity_at, \
                 last_usage_at = v.last_usage_at, month_starts_on = v.month_starts_on, month_data = v.month_data, \
                 month_sms = v.month_sms, over_pace_month = v.over_pace_month, updated_at = $1 \
                 FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
                 AS v (id, data_used, data_left, data_group, sms_used, sms_left, sms_group, imei, imei_changed_at, blocked_by, \
                 last_activity_at, last_usage_at, month_starts_on, month_data, month_sms, over_pace_month) \
                 WHERE sims.id = v.id",
            )
            .bind::<Timestamp, _>(now)
            .bind::<Array<BigInt>, _>(columns.of(|sim| sim.id))
            .bind::<Array<BigInt>, _>(columns.of(|sim| sim.data_used))
            .bind::<Array<BigInt>, _>(columns.of(|sim| sim.data_left))
            .bind::<Array<Text>, _>(columns.of(|sim| sim.data_group.as_str()))
            .bind::<Array<BigInt>, _>(columns.of(|sim| sim.sms_used))
            .bind::<Array<BigInt>, _>(columns.of(|sim| sim.sms_left))
            .bind::<Array<Text>, _>(columns.of(|sim| sim.sms_group.as_str()))
            .bind::<Array<Nullable<Text>>, _>(columns.of(|sim| sim.imei.as_deref()))
            .bind::<Array<Nullable<Timestamp>>, _>(columns.of(|sim| sim.imei_changed_at))
            .bind::<Array<Nullable<Text>>, _>(columns.of(|sim| sim.blocked_by.map(|by| by.as_str())))
            .bind::<Array<Timestamp>, _>(columns.of(|sim| sim.last_activity_at))
            .bind::<Array<Nullable<Timestamp>>, _>(columns.of(|sim| sim.last_usage_at))
            .bind::<Array<Nullable<Date>>, _>(columns.of(|sim| sim.month_starts_on))
            .bind::<Array<BigInt>, _>(columns.of(|sim| sim.month_data))
            .bind::<Array<BigInt>, _>(columns.of(|sim| sim.month_sms))
            .bind::<Array<Nullable<Date>>, _>(columns.of(|sim| sim.over_pace_month))
            .execute(c)?;
        }
    }
    Ok(())
}

/// Writes what events change of SIMs: session, network, device, last sign of life, and what follows from them.
pub(super) fn set_network_state(db: &mut Db, changed: &[Changed<'_>], now: NaiveDateTime) -> Result<()> {
    match db {
        Db::Sqlite(c) => {
            for changed in changed {
                Statement(Network(changed.sim, &now)).execute(c)?;
                if changed.is_indexed {
                    Statement(Indexed(changed.sim)).execute(c)?;
                }
            }
        }
        Db::Pg(c) => {
            let columns = Columns(changed);
            diesel::sql_query(
                "UPDATE sims SET session = v.session, session_since = v.session_since, session_event_at = v.session_event_at, \
                 bearer = v.bearer, operator_name = v.operator_name, country_name = v.country_name, \
                 country_iso = v.country_iso, network_code = v.network_code, cell = v.cell, imei = v.imei, \
                 imei_changed_at = v.imei_changed_at, blocked_by = v.blocked_by, last_activity_at = v.last_activity_at, \
                 updated_at = $1 \
                 FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
                 AS v (id, session, session_since, session_event_at, bearer, operator_name, country_name, country_iso, \
                 network_code, cell, imei, imei_changed_at, blocked_by, last_activity_at) \
                 WHERE sims.id = v.id",
            )
            .bind::<Timestamp, _>(now)
            .bind::<Array<BigInt>, _>(columns.of(|sim| sim.id))
            .bind::<Array<Text>, _>(columns.of(|sim| sim.session.as_str()))
            .bind::<Array<Nullable<Timestamp>>, _>(columns.of(|sim| sim.session_since))
            .bind::<Array<Nullable<Timestamp>>, _>(columns.of(|sim| sim.session_event_at))
            .bind::<Array<Nullable<Text>>, _>(columns.of(|sim| sim.bearer.as_deref()))
            .bind::<Array<Nullable<Text>>, _>(columns.of(|sim| sim.operator_name.as_deref()))
            .bind::<Array<Nullable<Text>>, _>(columns.of(|sim| sim.country_name.as_deref()))
            .bind::<Array<Nullable<Text>>, _>(columns.of(|sim| sim.country_iso.as_deref()))
            .bind::<Array<Nullable<Text>>, _>(columns.of(|sim| sim.network_code.as_deref()))
            .bind::<Array<Nullable<Text>>, _>(columns.of(|sim| sim.cell.as_deref()))
            .bind::<Array<Nullable<Text>>, _>(columns.of(|sim| sim.imei.as_deref()))
            .bind::<Array<Nullable<Timestamp>>, _>(columns.of(|sim| sim.imei_changed_at))
            .bind::<Array<Nullable<Text>>, _>(columns.of(|sim| sim.blocked_by.map(|by| by.as_str())))
            .bind::<Array<Timestamp>, _>(columns.of(|sim| sim.last_activity_at))
            .execute(c)?;
        }
    }
    Ok(())
}

/// The changed SIMs column by column.
struct Columns<'a>(&'a [Changed<'a>]);

impl<'a> Columns<'a> {
    fn of<T>(&self, value: impl Fn(&'a SimRow) -> T) -> Vec<T> {
        self.0.iter().map(|changed| value(changed.sim)).collect()
    }
}
