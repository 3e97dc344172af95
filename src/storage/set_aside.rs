//! Records that could not be taken in. Platform level: their SIM, and so their organisation, may be unknown.

use chrono::NaiveDateTime;
use diesel::prelude::*;

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
    /// Hash of kind and body: the same record sent again is the same row.
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

/// Where a page of the list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SetAsideBound {
    /// The newest records.
    #[default]
    Newest,
    /// The page of older records after this key.
    OlderThan(i64),
    /// The page of newer records before this key.
    NewerThan(i64),
}

/// A page of the list, newest first.
#[derive(Debug, Clone)]
pub struct SetAsidePage {
    /// The records.
    pub rows: Vec<SetAsideRow>,
    /// Whether there is a page of newer ones.
    pub has_newer: bool,
    /// Whether there is a page of older ones.
    pub has_older: bool,
}

/// One page of the records of a status (and reason), newest first, `size` at the most. Records leave the list while somebody reads it:
/// a page that would not be full of newer ones, or has none at all, is the newest page instead.
pub fn page(
    db: &mut Db,
    status: SetAsideStatus,
    reason: Option<&str>,
    bound: SetAsideBound,
    size: i64,
) -> Result<SetAsidePage> {
    use set_aside_records as s;
    let mut query = s::table
        .filter(s::status.eq(status))
        .into_boxed::<super::db::MultiBackend>();
    if let Some(reason) = reason {
        query = query.filter(s::reason.eq(reason.to_owned()));
    }
    query = match bound {
        SetAsideBound::Newest => query.order(s::id.desc()),
        SetAsideBound::OlderThan(id) => query.filter(s::id.lt(id)).order(s::id.desc()),
        SetAsideBound::NewerThan(id) => query.filter(s::id.gt(id)).order(s::id.asc()),
    };
    // One row more than shown tells whether there is another page.
    let mut rows: Vec<SetAsideRow> = query.limit(size + 1).select(s::all_columns).load(db)?;
    let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > size;
    let is_short = match bound {
        SetAsideBound::Newest => false,
        SetAsideBound::OlderThan(_) => rows.is_empty(),
        SetAsideBound::NewerThan(_) => !more,
    };
    if is_short {
        return page(db, status, reason, SetAsideBound::Newest, size);
    }
    if more {
        rows.pop();
    }
    let is_turned = matches!(bound, SetAsideBound::NewerThan(_));
    if is_turned {
        rows.reverse();
    }
    Ok(SetAsidePage {
        rows,
        has_newer: bound != SetAsideBound::Newest,
        has_older: more || is_turned,
    })
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
