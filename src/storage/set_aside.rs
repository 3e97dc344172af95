//! Records that could not be taken in. Platform level: their SIM, and so their organisation, may be unknown.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::keyset::{Edge, Recent};
use super::schema::set_aside_records;
use super::{Db, Result};
use crate::types::text_enum::text_enum;

text_enum! {
    /// What became of a set-aside record.
    pub enum SetAsideStatus {
        /// Nobody has mended the cause yet.
        Waiting => "waiting",
        /// A later try took it in.
        Loaded => "loaded",
        /// Staff decided that it is worth nothing.
        Discarded => "discarded",
    }
}

/// A row of `set_aside_records`.
#[derive(Debug, Clone, Queryable)]
pub struct SetAsideRow {
    /// Key.
    pub id: i64,
    /// `usage` or `event`.
    pub kind: String,
    /// Who sent it: ingest client or file.
    pub source: String,
    /// Master organisation whose tree the file was about; `None` for senders of the platform. A later try keeps to it.
    pub root_id: Option<i64>,
    /// Hash of kind, limit and body: the same record sent again is the same row.
    pub digest: String,
    /// The sender's id.
    pub record_id: Option<i64>,
    /// ICCID, if it could be read.
    pub iccid: Option<String>,
    /// Kind of the reason.
    pub reason: String,
    /// What exactly was wrong.
    pub detail: String,
    /// The record as it came.
    pub body: String,
    /// What became of it.
    pub status: SetAsideStatus,
    /// How often it was tried.
    pub attempts: i64,
    /// Set aside at.
    pub created_at: NaiveDateTime,
    /// Last tried or changed at.
    pub updated_at: NaiveDateTime,
}

/// A row to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = set_aside_records, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the same fields as SetAsideRow")]
pub struct NewSetAside {
    pub kind: String,
    pub source: String,
    pub root_id: Option<i64>,
    pub digest: String,
    pub record_id: Option<i64>,
    pub iccid: Option<String>,
    pub reason: String,
    pub detail: String,
    pub body: String,
    pub status: SetAsideStatus,
    pub attempts: i64,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// Sets records aside; one that lies there already stays as it is.
pub fn insert(db: &mut Db, rows: &[NewSetAside]) -> Result<()> {
    use set_aside_records as s;
    for rows in rows.chunks(500) {
        on_backend!(db, c => diesel::insert_into(s::table).values(rows).on_conflict(s::digest).do_nothing().execute(c))?;
    }
    Ok(())
}

/// One record.
pub fn find(db: &mut Db, id: i64) -> Result<SetAsideRow> {
    Ok(set_aside_records::table
        .find(id)
        .select(set_aside_records::all_columns)
        .first(db)?)
}

/// One page of the records of a status (and reason), newest first, `most` of them. Records leave the list while somebody reads it: a page
/// of newer ones that would not be full, or of older ones that would be empty, is the newest page instead.
pub fn page(
    db: &mut Db,
    status: SetAsideStatus,
    reason: Option<&str>,
    edge: Edge<i64>,
    most: i64,
) -> Result<Recent<SetAsideRow>> {
    use set_aside_records as s;
    let mut query = s::table
        .filter(s::status.eq(status))
        .into_boxed::<super::db::MultiBackend>();
    if let Some(reason) = reason {
        query = query.filter(s::reason.eq(reason.to_owned()));
    }
    query = match edge {
        Edge::Newest => query.order(s::id.desc()),
        Edge::OlderThan(id) => query.filter(s::id.lt(id)).order(s::id.desc()),
        Edge::NewerThan(id) => query.filter(s::id.gt(id)).order(s::id.asc()),
    };
    let rows: Vec<SetAsideRow> = query.limit(most + 1).select(s::all_columns).load(db)?;
    let page = Recent::of(&edge, rows, most);
    match edge {
        Edge::OlderThan(_) if page.rows.is_empty() => self::page(db, status, reason, Edge::Newest, most),
        Edge::NewerThan(_) if !page.has_newer => self::page(db, status, reason, Edge::Newest, most),
        _ => Ok(page),
    }
}

/// Waiting records (of a reason) after `after`, oldest first: the order in which they are tried again.
pub fn waiting(db: &mut Db, reason: Option<&str>, after: i64, most: i64) -> Result<Vec<SetAsideRow>> {
    use set_aside_records as s;
    let mut query = s::table
        .filter(s::status.eq(SetAsideStatus::Waiting))
        .filter(s::id.gt(after))
        .into_boxed::<super::db::MultiBackend>();
    if let Some(reason) = reason {
        query = query.filter(s::reason.eq(reason.to_owned()));
    }
    Ok(query.order(s::id.asc()).limit(most).select(s::all_columns).load(db)?)
}

/// How many records of a status there are, by reason, the most frequent first.
pub fn count_by_reason(db: &mut Db, status: SetAsideStatus) -> Result<Vec<(String, i64)>> {
    use diesel::dsl::count_star;
    use set_aside_records as s;
    let mut counts: Vec<(String, i64)> = s::table
        .filter(s::status.eq(status))
        .group_by(s::reason)
        .order(s::reason)
        .select((s::reason, count_star()))
        .load(db)?;
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    Ok(counts)
}

/// Notes another try: what came of it, and why not if it failed again.
pub fn set_tried(
    db: &mut Db,
    id: i64,
    status: SetAsideStatus,
    reason: Option<(&str, &str)>,
    now: NaiveDateTime,
) -> Result<()> {
    use set_aside_records as s;
    let row = s::table.find(id);
    match reason {
        Some((reason, detail)) => diesel::update(row)
            .set((
                s::status.eq(status),
                s::reason.eq(reason),
                s::detail.eq(detail),
                s::attempts.eq(s::attempts + 1),
                s::updated_at.eq(now),
            ))
            .execute(db)?,
        None => diesel::update(row)
            .set((
                s::status.eq(status),
                s::attempts.eq(s::attempts + 1),
                s::updated_at.eq(now),
            ))
            .execute(db)?,
    };
    Ok(())
}

/// Discards a waiting record; answers whether it was waiting.
pub fn set_discarded(db: &mut Db, id: i64, now: NaiveDateTime) -> Result<bool> {
    use set_aside_records as s;
    let changed = diesel::update(s::table.find(id).filter(s::status.eq(SetAsideStatus::Waiting)))
        .set((s::status.eq(SetAsideStatus::Discarded), s::updated_at.eq(now)))
        .execute(db)?;
    Ok(changed == 1)
}
