//! Rows by the million into an empty installation: for demo data only. Nothing here looks whether a row is known, keeps a counter or
//! adds to a roll-up of a SIM by itself; who calls it sees to all of that (`domain/demo/bulk.rs`).

use diesel::prelude::*;

use super::dialect_demo;
pub use super::dialect_demo::{Taken, analyze, put_back, settle, take_away, tune};
use super::ingest::{self, NewEvent, NewUsageRecord};
use super::schema::{organisations, sim_tags, sims, simulated_devices};
use super::sims::SimRow;
use super::simulated_devices::NewDevice;
use super::{Db, Result};
use crate::types::access::OrgScope;

/// Puts rows into a table: COPY on PostgreSQL; on SQLite one prepared statement over and over, which is quicker than parsing long
/// lists of values.
macro_rules! put {
    ($db:expr, $table:ident, $rows:expr) => {
        match $db {
            Db::Pg(c) => {
                if !$rows.is_empty() {
                    diesel::copy_from($table::table).from_insertable($rows).execute(c)?;
                }
            }
            Db::Sqlite(c) => {
                for row in $rows {
                    diesel::insert_into($table::table).values(row).execute(c)?;
                }
            }
        }
    };
}

/// A tag on a SIM.
#[derive(Debug, Clone, Copy, Insertable)]
#[diesel(table_name = sim_tags, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the columns of the table")]
pub struct NewSimTag {
    pub root_id: i64,
    pub tag_id: i64,
    pub sim_id: i64,
}

/// Rows that belong together.
#[derive(Debug, Default)]
pub struct Rows {
    /// SIMs, with keys above all that are there.
    pub sims: Vec<SimRow>,
    /// Their tags.
    pub tags: Vec<NewSimTag>,
    /// Their records, with ids that are not known yet.
    pub usage: Vec<NewUsageRecord>,
    /// Their events, likewise.
    pub events: Vec<NewEvent>,
    /// Their simulated devices.
    pub devices: Vec<NewDevice>,
}

/// Writes the rows.
pub fn insert(db: &mut Db, rows: &Rows) -> Result<()> {
    put!(db, sims, &rows.sims);
    put!(db, sim_tags, &rows.tags);
    ingest::insert_usage(db, &rows.usage)?;
    ingest::insert_events(db, &rows.events)?;
    put!(db, simulated_devices, &rows.devices);
    Ok(())
}

/// The key that the next SIM gets.
pub fn next_sim(db: &mut Db) -> Result<i64> {
    let last: Option<i64> = sims::table.select(diesel::dsl::max(sims::id)).first(db)?;
    Ok(last.unwrap_or_default() + 1)
}

/// Makes the daily and monthly roll-ups of SIMs from their records with ids of at least `first_record`. Those of organisations are
/// few and come from whoever made the records.
pub fn roll_up(db: &mut Db, first_record: i64) -> Result<()> {
    dialect_demo::roll_up_sims(db, first_record)
}

/// What an organisation is as a customer.
pub fn set_customer(db: &mut Db, scope: &OrgScope, vat_id: &str, main_email: &str, phone: &str) -> Result<()> {
    use organisations as o;
    diesel::update(o::table.find(scope.organisation_id()))
        .set((o::vat_id.eq(vat_id), o::main_email.eq(main_email), o::phone.eq(phone)))
        .execute(db)?;
    Ok(())
}
