//! Bank statements and their payments. They belong to the platform, not to a tenant; the orders that they pay are found through scopes.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::keyset::{Edge, Recent};
use super::schema::{bank_entries, bank_statements, payments};
use super::{Db, Result};
use crate::types::bank::BankEntryStatus;
use crate::types::money::Money;

/// Rows per statement, far below the bind limits of both databases.
const ROWS: usize = 500;

/// A bank statement.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct StatementRow {
    /// Key.
    pub id: i64,
    /// The account.
    pub account_iban: String,
    /// The bank's name for it.
    pub reference: String,
    /// Currency of the account.
    pub currency: String,
    /// Balance before; nothing if the statement does not say.
    pub opening: Money,
    /// Balance after.
    pub closing: Money,
    /// Name of the file that it came with first.
    pub file_name: String,
    /// Who read it in.
    pub imported_by_name: String,
    /// When.
    pub imported_at: NaiveDateTime,
    /// Payments in the file as it was read last.
    pub entries: i64,
    /// Those of them that were known by then.
    pub known: i64,
    /// The last payment that was compared with what is open.
    pub position: i64,
}

/// A statement to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = bank_statements, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the same fields as StatementRow")]
pub struct NewStatement {
    pub account_iban: String,
    pub reference: String,
    pub currency: String,
    pub opening: Money,
    pub closing: Money,
    pub file_name: String,
    pub imported_by_name: String,
    pub imported_at: NaiveDateTime,
}

/// A payment of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct BankEntryRow {
    /// Key.
    pub id: i64,
    /// The statement that named it first.
    pub statement_id: i64,
    /// The account.
    pub account_iban: String,
    /// Tells it from every other payment to any account.
    pub reference: String,
    /// Day of the booking.
    pub booked_on: NaiveDate,
    /// What the account gained; negative: lost.
    pub amount: Money,
    /// In which currency.
    pub currency: String,
    /// What the payer wrote.
    pub remittance: String,
    /// The payer's own reference; may be empty.
    pub end_to_end_id: String,
    /// Name of the payer; may be empty.
    pub debtor: String,
    /// Account of the payer; may be empty.
    pub debtor_iban: String,
    /// What became of it.
    pub status: BankEntryStatus,
    /// The order that it paid; `None` if several.
    pub order_id: Option<i64>,
    /// The payment that was noted; `None` if several.
    pub payment_id: Option<i64>,
    /// Why it was put aside, or the orders that it paid if several; may be empty.
    pub note: String,
}

/// A payment to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = bank_entries, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the same fields as BankEntryRow")]
pub struct NewBankEntry {
    pub statement_id: i64,
    pub account_iban: String,
    pub reference: String,
    pub booked_on: NaiveDate,
    pub amount: Money,
    pub currency: String,
    pub remittance: String,
    pub end_to_end_id: String,
    pub debtor: String,
    pub debtor_iban: String,
    pub status: BankEntryStatus,
    pub note: String,
}

/// Adds a statement, unless the account has one of this name; answers its row.
pub fn insert_statement(db: &mut Db, new: &NewStatement) -> Result<StatementRow> {
    use bank_statements as s;
    on_backend!(db, c => diesel::insert_into(s::table).values(new).on_conflict_do_nothing().execute(c))?;
    Ok(s::table
        .filter(s::account_iban.eq(&new.account_iban))
        .filter(s::reference.eq(&new.reference))
        .select(s::all_columns)
        .first(db)?)
}

/// Adds payments, but for those that are known; answers how many were new.
pub fn insert_entries(db: &mut Db, new: &[NewBankEntry]) -> Result<usize> {
    let mut added = 0;
    for part in new.chunks(ROWS) {
        added += on_backend!(db, c => diesel::insert_into(bank_entries::table)
            .values(part)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(added)
}

/// Notes how many payments the file had, and how many of them were known.
pub fn set_read(db: &mut Db, id: i64, entries: i64, known: i64) -> Result<()> {
    use bank_statements as s;
    diesel::update(s::table.find(id))
        .set((s::entries.eq(entries), s::known.eq(known)))
        .execute(db)?;
    Ok(())
}

/// Finds a statement and keeps others from comparing its payments until the transaction ends.
pub fn lock_statement(db: &mut Db, id: i64) -> Result<StatementRow> {
    use bank_statements as s;
    if let Db::Pg(c) = db {
        s::table.find(id).select(s::id).for_update().first::<i64>(c)?;
    }
    Ok(s::table.find(id).select(s::all_columns).first(db)?)
}

/// Notes how far the payments of a statement were compared.
pub fn set_position(db: &mut Db, id: i64, position: i64) -> Result<()> {
    use bank_statements as s;
    diesel::update(s::table.find(id))
        .set(s::position.eq(position))
        .execute(db)?;
    Ok(())
}

/// The next payments of a statement behind this key, whatever became of them, kept from others until the transaction ends.
pub fn lock_entries(db: &mut Db, statement_id: i64, after: i64, most: i64) -> Result<Vec<BankEntryRow>> {
    use bank_entries as e;
    let query = e::table
        .filter(e::statement_id.eq(statement_id))
        .filter(e::id.gt(after))
        .order(e::id)
        .limit(most)
        .select(e::all_columns);
    Ok(match db {
        Db::Pg(c) => query.for_update().load(c)?,
        Db::Sqlite(c) => query.load(c)?,
    })
}

/// A payment.
pub fn find_entry(db: &mut Db, id: i64) -> Result<BankEntryRow> {
    Ok(bank_entries::table
        .find(id)
        .select(bank_entries::all_columns)
        .first(db)?)
}

/// Finds a payment and keeps others from it until the transaction ends.
pub fn lock_entry(db: &mut Db, id: i64) -> Result<BankEntryRow> {
    if let Db::Pg(c) = db {
        bank_entries::table
            .find(id)
            .select(bank_entries::id)
            .for_update()
            .first::<i64>(c)?;
    }
    find_entry(db, id)
}

/// Writes what became of a payment that was locked.
pub fn save_entry(db: &mut Db, entry: &BankEntryRow) -> Result<()> {
    use bank_entries as e;
    diesel::update(e::table.find(entry.id))
        .set((
            e::status.eq(entry.status),
            e::order_id.eq(entry.order_id),
            e::payment_id.eq(entry.payment_id),
            e::note.eq(&entry.note),
        ))
        .execute(db)?;
    Ok(())
}

/// Payments of a status from the edge on, `most` of them, latest first.
pub fn entries_page(db: &mut Db, status: BankEntryStatus, edge: Edge<i64>, most: i64) -> Result<Recent<BankEntryRow>> {
    use bank_entries as e;
    let query = e::table.filter(e::status.eq(status)).into_boxed();
    let query = match edge {
        Edge::Newest => query,
        Edge::OlderThan(id) => query.filter(e::id.lt(id)),
        Edge::NewerThan(id) => query.filter(e::id.gt(id)),
    };
    let query = if edge.is_backwards() {
        query.order(e::id.asc())
    } else {
        query.order(e::id.desc())
    };
    let rows = query.limit(most + 1).select(e::all_columns).load(db)?;
    Ok(Recent::of(&edge, rows, most))
}

/// How many payments wait for a person.
pub fn count_unmatched(db: &mut Db) -> Result<i64> {
    Ok(bank_entries::table
        .filter(bank_entries::status.eq(BankEntryStatus::Unmatched))
        .count()
        .get_result(db)?)
}

/// Statements from the edge on, `most` of them, latest first.
pub fn statements_page(db: &mut Db, edge: Edge<i64>, most: i64) -> Result<Recent<StatementRow>> {
    use bank_statements as s;
    let query = s::table.into_boxed();
    // A bound on the key on the first page, too: without one it would be planned as a walk over the whole table.
    let query = match edge {
        Edge::Newest => query.filter(s::id.lt(i64::MAX)),
        Edge::OlderThan(id) => query.filter(s::id.lt(id)),
        Edge::NewerThan(id) => query.filter(s::id.gt(id)),
    };
    let query = if edge.is_backwards() {
        query.order(s::id.asc())
    } else {
        query.order(s::id.desc())
    };
    let rows = query.limit(most + 1).select(s::all_columns).load(db)?;
    Ok(Recent::of(&edge, rows, most))
}

/// Statements by key, at most some hundred.
pub fn statements_of(db: &mut Db, ids: Vec<i64>) -> Result<Vec<StatementRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(bank_statements::table
        .filter(bank_statements::id.eq_any(ids))
        .order(bank_statements::id.desc())
        .select(bank_statements::all_columns)
        .load(db)?)
}

/// How many payments of each of these statements have which status.
pub fn counts_of(db: &mut Db, statement_ids: Vec<i64>) -> Result<HashMap<(i64, BankEntryStatus), i64>> {
    use bank_entries as e;
    if statement_ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, BankEntryStatus, i64)> = e::table
        .filter(e::statement_id.eq_any(statement_ids))
        .group_by((e::statement_id, e::status))
        .order((e::statement_id, e::status))
        .select((e::statement_id, e::status, diesel::dsl::count_star()))
        .load(db)?;
    Ok(rows.into_iter().map(|(id, status, n)| ((id, status), n)).collect())
}

/// What was booked of these payments on orders, by the key of the payment that was noted.
pub fn booked_amounts(db: &mut Db, payment_ids: Vec<i64>) -> Result<HashMap<i64, Money>> {
    use payments as p;
    if payment_ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, Money)> = p::table
        .filter(p::id.eq_any(payment_ids))
        .order(p::id)
        .select((p::id, p::amount))
        .load(db)?;
    Ok(rows.into_iter().collect())
}
