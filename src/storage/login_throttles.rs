//! Failed sign-ins, per account and per address.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::login_throttles;
use super::{Db, Result};

/// A row of `login_throttles`.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = login_throttles, treat_none_as_default_value = false)]
pub struct ThrottleRow {
    /// Hash of account or address.
    pub subject: String,
    /// Failures since the window began.
    pub failures: i64,
    /// Beginning of the window.
    pub window_started_at: NaiveDateTime,
    /// No try counts before this time.
    pub blocked_until: Option<NaiveDateTime>,
}

/// The rows of these subjects.
pub fn find(db: &mut Db, subjects: &[String]) -> Result<Vec<ThrottleRow>> {
    Ok(login_throttles::table
        .filter(login_throttles::subject.eq_any(subjects.to_vec()))
        .select(login_throttles::all_columns)
        .load(db)?)
}

/// Writes a row, new or not.
pub fn put(db: &mut Db, row: &ThrottleRow) -> Result<()> {
    use login_throttles as t;
    on_backend!(db, c => diesel::insert_into(t::table)
        .values(row.clone())
        .on_conflict(t::subject)
        .do_update()
        .set((t::failures.eq(row.failures), t::window_started_at.eq(row.window_started_at), t::blocked_until.eq(row.blocked_until)))
        .execute(c))?;
    Ok(())
}

/// Forgets the failures of a subject.
pub fn delete(db: &mut Db, subject: &str) -> Result<()> {
    diesel::delete(login_throttles::table.find(subject)).execute(db)?;
    Ok(())
}

/// Forgets windows that began before `then`.
pub fn delete_older(db: &mut Db, then: NaiveDateTime) -> Result<usize> {
    Ok(diesel::delete(login_throttles::table.filter(login_throttles::window_started_at.lt(then))).execute(db)?)
}
