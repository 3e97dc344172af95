//! Sessions of the pages. Rows are found by the hash of their key; the key itself is only in the cookie.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::sessions;
use super::{Db, Result};

/// A row of `sessions`.
#[derive(Debug, Clone, Queryable)]
pub struct SessionRow {
    /// Key of the row.
    pub id: i64,
    /// SHA-256 of the cookie's key.
    pub key_hash: String,
    /// The person, once signed in.
    pub user_id: Option<i64>,
    /// JSON of the state.
    pub state: String,
    /// Made at: the absolute limit counts from here.
    pub created_at: NaiveDateTime,
    /// Last request, to about a tenth of the idle limit.
    pub last_seen_at: NaiveDateTime,
    /// Absolute end.
    pub expires_at: NaiveDateTime,
    /// Browser.
    pub user_agent: String,
    /// Network address at sign-in.
    pub address: String,
}

/// A row to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = sessions, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the same fields as SessionRow")]
pub struct NewSession {
    pub key_hash: String,
    pub user_id: Option<i64>,
    pub state: String,
    pub created_at: NaiveDateTime,
    pub last_seen_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub user_agent: String,
    pub address: String,
}

/// Finds a session by the hash of its key.
pub fn find(db: &mut Db, key_hash: &str) -> Result<Option<SessionRow>> {
    Ok(sessions::table
        .filter(sessions::key_hash.eq(key_hash))
        .select(sessions::all_columns)
        .first(db)
        .optional()?)
}

/// Adds a session.
pub fn insert(db: &mut Db, session: NewSession) -> Result<()> {
    diesel::insert_into(sessions::table).values(session).execute(db)?;
    Ok(())
}

/// Replaces the state; answers whether the session still exists.
pub fn set_state(db: &mut Db, key_hash: &str, state: &str, user_id: Option<i64>) -> Result<bool> {
    let changed = diesel::update(sessions::table.filter(sessions::key_hash.eq(key_hash)))
        .set((sessions::state.eq(state), sessions::user_id.eq(user_id)))
        .execute(db)?;
    Ok(changed > 0)
}

/// Notes a request.
pub fn set_last_seen(db: &mut Db, key_hash: &str, now: NaiveDateTime) -> Result<()> {
    diesel::update(sessions::table.filter(sessions::key_hash.eq(key_hash)))
        .set(sessions::last_seen_at.eq(now))
        .execute(db)?;
    Ok(())
}

/// Ends a session.
pub fn delete(db: &mut Db, key_hash: &str) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::key_hash.eq(key_hash))).execute(db)?;
    Ok(())
}

/// Ends every session of a person.
pub fn delete_of_user(db: &mut Db, user_id: i64) -> Result<usize> {
    Ok(diesel::delete(sessions::table.filter(sessions::user_id.eq(Some(user_id)))).execute(db)?)
}

/// Sessions of a person that were used after `seen_after` and have not reached their end, the last used first, `most` of them.
pub fn of_user(
    db: &mut Db,
    user_id: i64,
    seen_after: NaiveDateTime,
    now: NaiveDateTime,
    most: i64,
) -> Result<Vec<SessionRow>> {
    Ok(sessions::table
        .filter(sessions::user_id.eq(Some(user_id)))
        .filter(sessions::last_seen_at.gt(seen_after))
        .filter(sessions::expires_at.gt(now))
        .order((sessions::last_seen_at.desc(), sessions::id.desc()))
        .limit(most)
        .select(sessions::all_columns)
        .load(db)?)
}

/// Ends one of a person's sessions; answers whether it was theirs.
pub fn delete_one(db: &mut Db, user_id: i64, id: i64) -> Result<bool> {
    let own = sessions::table
        .filter(sessions::user_id.eq(Some(user_id)))
        .filter(sessions::id.eq(id));
    Ok(diesel::delete(own).execute(db)? == 1)
}

/// Ends every session of a person but one.
pub fn delete_others(db: &mut Db, user_id: i64, kept: i64) -> Result<usize> {
    let others = sessions::table
        .filter(sessions::user_id.eq(Some(user_id)))
        .filter(sessions::id.ne(kept));
    Ok(diesel::delete(others).execute(db)?)
}

/// Removes sessions past their absolute end.
pub fn delete_expired(db: &mut Db, now: NaiveDateTime) -> Result<usize> {
    Ok(diesel::delete(sessions::table.filter(sessions::expires_at.lt(now))).execute(db)?)
}
