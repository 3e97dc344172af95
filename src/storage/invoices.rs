//! Invoices, credit notes and corrected invoices, and the files that were made of them. A row is never changed once its file is there.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::db::MultiBackend;
use super::keyset::{Edge, Recent};
use super::schema::{invoice_files, invoices};
use super::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::invoice_number::InvoiceNumber;
use crate::types::money::{Currency, Money};
use crate::types::order::InvoiceKind;

/// A document with what it says.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct DocumentRow {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Whose document it is.
    pub organisation_id: i64,
    /// The order.
    pub order_id: i64,
    /// What it is.
    pub kind: InvoiceKind,
    /// Its number.
    pub number: String,
    /// The series of the number.
    pub series: String,
    /// The document that it credits or replaces.
    pub corrects_id: Option<i64>,
    /// When it was issued.
    pub issued_on: NaiveDate,
    /// Until when it is to be paid.
    pub due_on: Option<NaiveDate>,
    /// Currency of its amounts.
    pub currency: Currency,
    /// Sum without VAT.
    pub net: Money,
    /// VAT.
    pub vat: Money,
    /// What it comes to.
    pub gross: Money,
    /// Its language.
    pub language: String,
    /// All that it says, as JSON.
    pub data: String,
    /// SHA-256 of its file, in hexadecimal digits; `None` until the file is made.
    pub sha256: Option<String>,
    /// Written at.
    pub created_at: NaiveDateTime,
}

/// A document to insert.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the same fields as DocumentRow")]
pub struct NewDocument<'a> {
    pub order_id: i64,
    pub kind: InvoiceKind,
    pub number: &'a InvoiceNumber,
    pub series: &'a str,
    pub corrects_id: Option<i64>,
    pub issued_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    pub currency: Currency,
    pub net: Money,
    pub vat: Money,
    pub gross: Money,
    pub language: &'a str,
    pub data: &'a str,
}

/// Adds a document of the scope's organisation. Unique indexes keep an order from a second invoice, and a document from being credited or
/// replaced twice.
pub fn insert(db: &mut Db, scope: &OrgScope, new: &NewDocument<'_>, now: NaiveDateTime) -> Result<i64> {
    use invoices as i;
    Ok(diesel::insert_into(i::table)
        .values((
            (
                i::root_id.eq(scope.root_id()),
                i::organisation_id.eq(scope.organisation_id()),
                i::order_id.eq(new.order_id),
                i::kind.eq(new.kind),
                i::number.eq(new.number.as_str()),
                i::series.eq(new.series),
                i::corrects_id.eq(new.corrects_id),
                i::issued_on.eq(new.issued_on),
                i::due_on.eq(new.due_on),
            ),
            (
                i::currency.eq(new.currency),
                i::net.eq(new.net),
                i::vat.eq(new.vat),
                i::gross.eq(new.gross),
                i::language.eq(new.language),
                i::data.eq(new.data),
                i::created_at.eq(now),
            ),
        ))
        .returning(i::id)
        .get_result(db)?)
}

/// One document of the scope; unknown and foreign numbers are both `NotFound`.
pub fn find(db: &mut Db, scope: &OrgScope, number: &InvoiceNumber) -> Result<DocumentRow> {
    use invoices as i;
    Ok(i::table
        .filter(i::organisation_id.eq(scope.organisation_id()))
        .filter(i::number.eq(number.as_str()))
        .select(i::all_columns)
        .first(db)?)
}

/// One document by key, for the job that makes its file.
pub fn find_by_id(db: &mut Db, id: i64) -> Result<DocumentRow> {
    Ok(invoices::table.find(id).select(invoices::all_columns).first(db)?)
}

/// The documents of an order that was found through a scope, in the order in which they were issued.
pub fn of_order(db: &mut Db, order_id: i64) -> Result<Vec<DocumentRow>> {
    use invoices as i;
    Ok(i::table
        .filter(i::order_id.eq(order_id))
        .order(i::id)
        .select(i::all_columns)
        .load(db)?)
}

/// Days of issue, the first and the last one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
}

/// Documents that the scope's organisation got in a period, behind this day and key, oldest first.
pub fn issued_in(
    db: &mut Db,
    scope: &OrgScope,
    days: Days,
    after: Option<(NaiveDate, i64)>,
    most: i64,
) -> Result<Vec<DocumentRow>> {
    use invoices as i;
    let (day, id) = after.unwrap_or((days.from, 0));
    Ok(i::table
        .filter(i::organisation_id.eq(scope.organisation_id()))
        .filter(i::issued_on.ge(day))
        .filter(i::issued_on.le(days.until))
        .filter(i::issued_on.gt(day).or(i::id.gt(id)))
        .order((i::issued_on, i::id))
        .limit(most)
        .select(i::all_columns)
        .load(db)?)
}

/// Documents that the scope's organisation got in a period, from the edge on (day of issue and key), `most` of them, latest first.
pub fn page(
    db: &mut Db,
    scope: &OrgScope,
    days: Days,
    edge: Edge<(NaiveDate, i64)>,
    most: i64,
) -> Result<Recent<DocumentRow>> {
    use invoices as i;
    let query = i::table
        .filter(i::organisation_id.eq(scope.organisation_id()))
        .filter(i::issued_on.ge(days.from))
        .filter(i::issued_on.le(days.until))
        .into_boxed::<MultiBackend>();
    let query = match edge {
        Edge::Newest => query,
        // The first comparison lets the index find the place; the second decides among equals.
        Edge::OlderThan((day, id)) => query
            .filter(i::issued_on.le(day))
            .filter(i::issued_on.lt(day).or(i::id.lt(id))),
        Edge::NewerThan((day, id)) => query
            .filter(i::issued_on.ge(day))
            .filter(i::issued_on.gt(day).or(i::id.gt(id))),
    };
    let query = if edge.is_backwards() {
        query.order((i::issued_on.asc(), i::id.asc()))
    } else {
        query.order((i::issued_on.desc(), i::id.desc()))
    };
    let rows = query.limit(most + 1).select(i::all_columns).load(db)?;
    Ok(Recent::of(&edge, rows, most))
}

/// How many documents the scope's organisation got in a period.
pub fn count_in(db: &mut Db, scope: &OrgScope, days: Days) -> Result<i64> {
    use invoices as i;
    Ok(i::table
        .filter(i::organisation_id.eq(scope.organisation_id()))
        .filter(i::issued_on.ge(days.from))
        .filter(i::issued_on.le(days.until))
        .count()
        .get_result(db)?)
}

/// Keeps the file of a document with its SHA-256, unless there is one; whether it was kept.
pub fn put_file(db: &mut Db, id: i64, sha256: &str, pdf: &[u8]) -> Result<bool> {
    use invoices as i;
    let fresh = i::table.filter(i::id.eq(id)).filter(i::sha256.is_null());
    let changed = diesel::update(fresh).set(i::sha256.eq(sha256)).execute(db)?;
    if changed == 0 {
        return Ok(false);
    }
    let row = (invoice_files::invoice_id.eq(id), invoice_files::pdf.eq(pdf));
    diesel::insert_into(invoice_files::table).values(row).execute(db)?;
    Ok(true)
}

/// The file of a document that was found through a scope, once it is made.
pub fn file(db: &mut Db, id: i64) -> Result<Option<Vec<u8>>> {
    Ok(invoice_files::table
        .find(id)
        .select(invoice_files::pdf)
        .first(db)
        .optional()?)
}

/// The files of documents that were found through a scope, by key.
pub fn files(db: &mut Db, ids: Vec<i64>) -> Result<Vec<(i64, Vec<u8>)>> {
    use invoice_files as f;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(f::table
        .filter(f::invoice_id.eq_any(ids))
        .order(f::invoice_id)
        .select(f::all_columns)
        .load(db)?)
}
