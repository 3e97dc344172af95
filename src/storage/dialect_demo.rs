//! What each database needs to swallow rows by the million: indexes made at the end instead of row by row, roll-ups made by the
//! engine. All of it inside one transaction, because both databases take a change of the schema back with the rest.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::{Db, Result};

/// Tables into which rows come in no order that helps their indexes.
const TABLES: &str = "'sims', 'events', 'sim_tags', 'simulated_devices'";

/// Statements that bring back what [`take_away`] removed.
#[derive(Debug)]
pub struct Taken(Vec<String>);

#[derive(QueryableByName)]
struct Part {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    belongs_to: String,
    #[diesel(sql_type = Text)]
    definition: String,
}

/// Prepares a connection that nobody else uses beside; call without a transaction.
///
/// SQLite then writes new pages straight into the file instead of into the write-ahead log first, and a crash is taken back from the
/// small journal of the old pages. If another connection is open it stays with the log, which is slower and as safe.
pub fn tune(db: &mut Db) -> Result<()> {
    if let Db::Sqlite(c) = db {
        c.batch_execute("PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144;")?;
        if let Err(error) = c.batch_execute("PRAGMA busy_timeout = 1000; PRAGMA journal_mode = DELETE;") {
            tracing::debug!(error = %error, "somebody else has the database open");
        }
        c.batch_execute("PRAGMA busy_timeout = 10000;")?;
    }
    Ok(())
}

/// Takes back what [`tune`] did to the file.
pub fn settle(db: &mut Db) -> Result<()> {
    if let Db::Sqlite(c) = db {
        c.batch_execute("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;")?;
    }
    Ok(())
}

/// Lets the planner know the tables as they are now.
pub fn analyze(db: &mut Db) -> Result<()> {
    if let Db::Pg(c) = db {
        c.batch_execute("ANALYZE")?;
    }
    Ok(())
}

/// Removes the indexes that would be filled in random order, and what checks or follows each row: unique indexes stay. Call inside the
/// transaction that calls [`put_back`].
pub fn take_away(db: &mut Db) -> Result<Taken> {
    let parts: Vec<Part> = match db {
        Db::Sqlite(c) => diesel::sql_query(format!(
            "SELECT type AS kind, name, tbl_name AS belongs_to, sql AS definition FROM sqlite_schema \
             WHERE tbl_name IN ({TABLES}) AND (type = 'index' AND sql LIKE 'CREATE INDEX%' OR name = 'sims_fts_insert') ORDER BY name"
        ))
        .load(c)?,
        Db::Pg(c) => {
            // The rows of a fleet take their time, and so does an index over them.
            c.batch_execute("SET LOCAL statement_timeout = 0; SET LOCAL maintenance_work_mem = '256MB'")?;
            diesel::sql_query(format!(
                "SELECT 'index' AS kind, indexname::text AS name, tablename::text AS belongs_to, indexdef AS definition \
                 FROM pg_indexes WHERE schemaname = current_schema() AND tablename IN ({TABLES}, 'usage_records') \
                 AND indexdef NOT LIKE 'CREATE UNIQUE%' \
                 UNION ALL \
                 SELECT 'constraint', conname::text, conrelid::regclass::text, pg_get_constraintdef(oid) \
                 FROM pg_constraint WHERE contype = 'f' AND conrelid::regclass::text IN \
                 ({TABLES}, 'usage_records', 'sim_usage_daily', 'sim_usage_monthly') \
                 ORDER BY 1 DESC, 2"
            ))
            .load(c)?
        }
    };
    let mut taken = Vec::with_capacity(parts.len());
    for Part {
        kind,
        name,
        belongs_to,
        definition,
    } in parts
    {
        let (away, back) = match kind.as_str() {
            "constraint" => (
                format!("ALTER TABLE {belongs_to} DROP CONSTRAINT {name}"),
                format!("ALTER TABLE {belongs_to} ADD CONSTRAINT {name} {definition}"),
            ),
            kind => (format!("DROP {kind} {name}"), definition),
        };
        run(db, &away)?;
        taken.push(back);
    }
    Ok(Taken(taken))
}

/// Brings the indexes back, and gives the search in labels what was added from the SIM `first_sim` on.
pub fn put_back(db: &mut Db, taken: Taken, first_sim: i64) -> Result<()> {
    for statement in taken.0 {
        run(db, &statement)?;
    }
    match db {
        Db::Sqlite(c) => {
            let labels = "INSERT INTO sims_fts (rowid, label_key) SELECT id, label_key FROM sims WHERE id >= ? AND label_key <> '' ORDER BY id";
            diesel::sql_query(labels).bind::<BigInt, _>(first_sim).execute(c)?;
        }
        // Keys were given, so the sequence has not counted them.
        Db::Pg(c) => c.batch_execute(
            "SELECT setval(pg_get_serial_sequence('sims', 'id'), (SELECT COALESCE(max(id), 1) FROM sims))",
        )?,
    }
    Ok(())
}

/// Adds the records with ids of at least `first_record` up by SIM and day, and by SIM and month.
pub fn roll_up_sims(db: &mut Db, first_record: i64) -> Result<()> {
    for (table, column, sqlite, postgres) in [
        ("sim_usage_daily", "day", "date(ended_at)", "ended_at::date"),
        (
            "sim_usage_monthly",
            "month",
            "date(ended_at, 'start of month')",
            "date_trunc('month', ended_at)::date",
        ),
    ] {
        let columns = "root_id, data_bytes, data_tx, data_rx, sms_mo, sms_mt";
        match db {
            // A SIM has hardly ever two records of a day here: adding to what is there saves sorting millions of them.
            Db::Sqlite(c) => diesel::sql_query(format!(
                "INSERT INTO {table} (sim_id, {column}, {columns}) SELECT sim_id, {sqlite}, {columns} \
                 FROM usage_records WHERE record_id >= ? ORDER BY record_id ON CONFLICT (sim_id, {column}) DO UPDATE SET \
                 data_bytes = data_bytes + excluded.data_bytes, data_tx = data_tx + excluded.data_tx, \
                 data_rx = data_rx + excluded.data_rx, sms_mo = sms_mo + excluded.sms_mo, sms_mt = sms_mt + excluded.sms_mt"
            ))
            .bind::<BigInt, _>(first_record)
            .execute(c)?,
            Db::Pg(c) => diesel::sql_query(format!(
                "INSERT INTO {table} (sim_id, {column}, {columns}) SELECT sim_id, {postgres}, root_id, sum(data_bytes)::bigint, \
                 sum(data_tx)::bigint, sum(data_rx)::bigint, sum(sms_mo)::bigint, sum(sms_mt)::bigint \
                 FROM usage_records WHERE record_id >= $1 GROUP BY 1, 2, 3"
            ))
            .bind::<BigInt, _>(first_record)
            .execute(c)?,
        };
    }
    Ok(())
}

fn run(db: &mut Db, statement: &str) -> Result<()> {
    match db {
        Db::Sqlite(c) => c.batch_execute(statement)?,
        Db::Pg(c) => c.batch_execute(statement)?,
    }
    Ok(())
}
