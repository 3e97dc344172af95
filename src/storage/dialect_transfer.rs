//! Statements of transfers with SQL of their own: a piece of some thousand SIMs changes in a handful of statements, whose rows never leave
//! the database. Values are bound in the order in which they first appear, because SQLite numbers `$1`, `$2` so. Both ends of a piece are
//! named: by one alone and by old statistics PostgreSQL would take it for half of all SIMs, and read all of them.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text, Timestamp};

use super::prepared::Prepared;
use super::transfers::{Bounds, Route, TransferRow};
use super::{Db, Result};
use crate::types::transfer::SIM_MOVED;

/// Reserves the SIMs of the giving organisation from one number to another, but for those that are held already; answers how many.
pub(super) fn hold_window(db: &mut Db, transfer: &TransferRow, route: &Route, first: i64, last: i64) -> Result<usize> {
    // A SIM that is just being moved away is looked at again once it has been: the lock waits for that.
    let lock = match db {
        Db::Pg(_) => "FOR UPDATE",
        Db::Sqlite(_) => "",
    };
    let query = diesel::sql_query(format!(
        "INSERT INTO transfer_holds (sim_id, transfer_id, root_id) \
         SELECT found.id, $1, $2 FROM (\
            SELECT id FROM sims WHERE organisation_id = $3 AND iccid >= $4 AND iccid <= $5 ORDER BY iccid {lock}\
         ) found WHERE TRUE ON CONFLICT (sim_id) DO NOTHING"
    ));
    let query = query
        .bind::<BigInt, _>(transfer.id)
        .bind::<BigInt, _>(transfer.root_id)
        .bind::<BigInt, _>(route.from().id)
        .bind::<Text, _>(first.to_string())
        .bind::<Text, _>(last.to_string());
    Ok(on_backend!(db, c => query.execute(c))?)
}

/// Notes the held SIMs of a piece as moved, with what they lose.
pub(super) fn insert_items(db: &mut Db, transfer: &TransferRow, (low, high): Bounds) -> Result<()> {
    let query = diesel::sql_query(
        "INSERT INTO transfer_items (transfer_id, iccid, sim_id, root_id, old_ip_address, old_end_user_id) \
         SELECT $1, s.iccid, s.id, s.root_id, s.ip_address, s.end_user_id FROM sims s \
         WHERE s.id IN (SELECT h.sim_id FROM transfer_holds h WHERE h.transfer_id = $1 AND h.sim_id >= $2 AND h.sim_id <= $3) ORDER BY s.iccid",
    );
    let query = query
        .bind::<BigInt, _>(transfer.id)
        .bind::<BigInt, _>(low)
        .bind::<BigInt, _>(high);
    on_backend!(db, c => query.execute(c))?;
    Ok(())
}

/// Writes the entry in the history of each held SIM of a piece. It stands in the log of the organisation that gets the SIM; the network
/// address of a person of the other one is not told there.
pub(super) fn insert_history(
    db: &mut Db,
    transfer: &TransferRow,
    route: &Route,
    (low, high): Bounds,
    now: NaiveDateTime,
) -> Result<()> {
    let is_own = transfer.organisation_id == route.to().id;
    let query = diesel::sql_query(format!(
        "INSERT INTO audit_entries (root_id, organisation_id, actor_id, actor_name, action, object_kind, object_id, object_name, \
            old_value, new_value, address, happened_at) \
         SELECT s.root_id, $1, $2, $3, '{SIM_MOVED}', 'sim', s.id, s.iccid, $4, $5, $6, $7 FROM sims s \
         WHERE s.id IN (SELECT h.sim_id FROM transfer_holds h WHERE h.transfer_id = $8 AND h.sim_id >= $9 AND h.sim_id <= $10) ORDER BY s.id"
    ));
    let query = query
        .bind::<BigInt, _>(route.to().id)
        .bind::<Nullable<BigInt>, _>(transfer.actor_id.filter(|_| is_own))
        .bind::<Text, _>(transfer.actor_name.clone())
        .bind::<Text, _>(route.from().name.clone())
        .bind::<Text, _>(route.to().name.clone())
        .bind::<Text, _>(if is_own {
            transfer.address.clone()
        } else {
            String::new()
        })
        .bind::<Timestamp, _>(now)
        .bind::<BigInt, _>(transfer.id)
        .bind::<BigInt, _>(low)
        .bind::<BigInt, _>(high);
    on_backend!(db, c => query.execute(c))?;
    Ok(())
}

/// Gives the held SIMs of a piece to the other organisation: without the address that the network gave them, and without their end user.
/// A transfer that takes another one back gives them what they had before.
pub(super) fn set_holder(
    db: &mut Db,
    transfer: &TransferRow,
    route: &Route,
    (low, high): Bounds,
    now: NaiveDateTime,
) -> Result<usize> {
    let old = "FROM transfer_items i WHERE i.transfer_id = $3 AND i.iccid = sims.iccid";
    let (address, end_user) = match transfer.undo_of {
        None => ("NULL".to_owned(), "NULL".to_owned()),
        Some(_) => (
            format!("(SELECT i.old_ip_address {old})"),
            // Whoever has left meanwhile gets nothing back.
            format!(
                "(SELECT u.id FROM users u WHERE u.organisation_id = $1 AND u.id = (SELECT i.old_end_user_id {old}))"
            ),
        ),
    };
    // The plus keeps SQLite from reading all SIMs of the organisation instead of those that are held. The third value is bound in any case.
    let query = diesel::sql_query(format!(
        "UPDATE sims SET organisation_id = $1, updated_at = $2, auto_top_up = FALSE, ip_address = CASE WHEN $3 > 0 THEN {address} END, end_user_id = {end_user} \
         WHERE +organisation_id = $4 AND id IN (SELECT h.sim_id FROM transfer_holds h WHERE h.transfer_id = $5 AND h.sim_id >= $6 AND h.sim_id <= $7)"
    ));
    let query = query
        .bind::<BigInt, _>(route.to().id)
        .bind::<Timestamp, _>(now)
        .bind::<BigInt, _>(transfer.undo_of.unwrap_or(0))
        .bind::<BigInt, _>(route.from().id)
        .bind::<BigInt, _>(transfer.id)
        .bind::<BigInt, _>(low)
        .bind::<BigInt, _>(high);
    Ok(on_backend!(db, c => query.execute(c))?)
}

/// Numbers of the giving organisation's SIMs between two numbers that one of its bulk actions changes.
pub(super) fn open_in_window(db: &mut Db, route: &Route, bulk_id: i64, first: i64, last: i64) -> Result<Vec<i64>> {
    // CROSS JOIN: SQLite then begins with the few SIMs instead of with all items of the action.
    let query = diesel::sql_query(
        "SELECT CAST(s.iccid AS BIGINT) AS number FROM sims s CROSS JOIN bulk_items i \
         WHERE s.organisation_id = $1 AND s.iccid >= $2 AND s.iccid <= $3 AND i.sim_id = s.id AND i.bulk_id = $4 \
         AND i.expected = 'change' ORDER BY s.iccid",
    );
    let query = query
        .bind::<BigInt, _>(route.from().id)
        .bind::<Text, _>(first.to_string())
        .bind::<Text, _>(last.to_string())
        .bind::<BigInt, _>(bulk_id);
    let rows: Vec<Number> = on_backend!(db, c => query.load(c))?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

#[derive(QueryableByName)]
struct Iccid {
    #[diesel(sql_type = Text)]
    iccid: String,
}

/// SIMs of a transfer that is to be taken back, in the order of their numbers: how many there are, and the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Departed {
    /// How many.
    pub count: i64,
    /// ICCIDs, at most as many as were asked for.
    pub first: Vec<String>,
}

/// SIMs that the transfer moved and that are no longer where it moved them.
pub(super) fn elsewhere(db: &mut Db, original: &TransferRow, most: i64) -> Result<Departed> {
    let condition = "FROM transfer_items i LEFT JOIN sims s ON s.id = i.sim_id \
                     WHERE i.transfer_id = $1 AND (s.id IS NULL OR s.organisation_id <> $2)";
    departed(db, original, condition, most)
}

/// SIMs that are where the transfer moved them, but to which something was done since: their history goes on behind the transfer.
pub(super) fn changed_since(db: &mut Db, original: &TransferRow, most: i64) -> Result<Departed> {
    let condition = format!(
        "FROM transfer_items i JOIN sims s ON s.id = i.sim_id \
                     WHERE i.transfer_id = $1 AND s.organisation_id = $2 AND EXISTS (\
                        SELECT 1 FROM audit_entries a WHERE a.object_kind = 'sim' AND a.object_id = i.sim_id AND a.id > (\
                            SELECT MAX(b.id) FROM audit_entries b WHERE b.object_kind = 'sim' AND b.object_id = i.sim_id \
                            AND b.action = '{SIM_MOVED}' AND b.happened_at >= $3 AND b.happened_at <= $4))"
    );
    departed(db, original, &condition, most)
}

fn departed(db: &mut Db, original: &TransferRow, condition: &str, most: i64) -> Result<Departed> {
    let begin = original.confirmed_at.unwrap_or(original.created_at);
    let end = original.finished_at.unwrap_or(begin);
    // Both texts name all values, in the same order.
    let all = "$1 > 0 AND $2 > 0 AND $3 <= $4 AND";
    let condition = condition.replacen("WHERE", &format!("WHERE {all}"), 1);
    macro_rules! bound {
        ($text:expr) => {
            diesel::sql_query($text)
                .bind::<BigInt, _>(original.id)
                .bind::<BigInt, _>(original.to_organisation_id)
                .bind::<Timestamp, _>(begin)
                .bind::<Timestamp, _>(end)
        };
    }
    let query = bound!(format!("SELECT COUNT(*) AS number {condition}"));
    let counted: Vec<Number> = on_backend!(db, c => query.load(c))?;
    let count = counted.first().map_or(0, |row| row.number);
    if count == 0 {
        return Ok(Departed::default());
    }
    let query = bound!(format!(
        "SELECT i.iccid AS iccid {condition} ORDER BY i.iccid LIMIT {most}"
    ));
    let rows: Vec<Iccid> = on_backend!(db, c => query.load(c))?;
    Ok(Departed {
        count,
        first: rows.into_iter().map(|row| row.iccid).collect(),
    })
}

/// How many transfers from or to an organisation are under way. Two counts instead of an "or", so that each has its index; one query.
pub(super) fn open_transfers(db: &mut Db, organisation_id: i64) -> Result<i64> {
    const OPEN: &str = "status IN ('checking', 'previewed', 'waiting', 'reserving', 'moving', 'releasing')";
    let query = Prepared::<BigInt>::new(format!(
        "SELECT (SELECT COUNT(*) FROM transfers WHERE {OPEN} AND from_organisation_id = "
    ))
    .number(organisation_id)
    .sql(format!(
        ") + (SELECT COUNT(*) FROM transfers WHERE {OPEN} AND to_organisation_id = "
    ))
    .number(organisation_id)
    .sql(") AS open");
    let counts: Vec<i64> = query.load(db)?;
    Ok(counts.into_iter().sum())
}
