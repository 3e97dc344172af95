//! Links to set a password: single use, found by the hash of their token.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::password_links;
use super::{Db, Result};

/// A row of `password_links`.
#[derive(Debug, Clone, Queryable)]
pub struct LinkRow {
    /// Key.
    pub id: i64,
    /// Whose password.
    pub user_id: i64,
    /// SHA-256 of the token.
    pub token_hash: String,
    /// `invitation` or `reset`.
    pub purpose: String,
    /// Made at.
    pub created_at: NaiveDateTime,
    /// Valid until.
    pub expires_at: NaiveDateTime,
    /// Used at.
    pub used_at: Option<NaiveDateTime>,
}

/// Adds a link.
pub fn insert(
    db: &mut Db,
    user_id: i64,
    token_hash: &str,
    purpose: &str,
    now: NaiveDateTime,
    expires_at: NaiveDateTime,
) -> Result<()> {
    use password_links as p;
    diesel::insert_into(p::table)
        .values((
            p::user_id.eq(user_id),
            p::token_hash.eq(token_hash),
            p::purpose.eq(purpose),
            p::created_at.eq(now),
            p::expires_at.eq(expires_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Finds a link by the hash of its token.
pub fn find(db: &mut Db, token_hash: &str) -> Result<Option<LinkRow>> {
    Ok(password_links::table
        .filter(password_links::token_hash.eq(token_hash))
        .select(password_links::all_columns)
        .first(db)
        .optional()?)
}

/// Marks a link used; answers false when somebody was quicker.
pub fn set_used(db: &mut Db, id: i64, now: NaiveDateTime) -> Result<bool> {
    let changed = diesel::update(password_links::table.find(id).filter(password_links::used_at.is_null()))
        .set(password_links::used_at.eq(Some(now)))
        .execute(db)?;
    Ok(changed == 1)
}

/// Makes every open link of a person worthless.
pub fn set_all_used(db: &mut Db, user_id: i64, now: NaiveDateTime) -> Result<()> {
    diesel::update(
        password_links::table
            .filter(password_links::user_id.eq(user_id))
            .filter(password_links::used_at.is_null()),
    )
    .set(password_links::used_at.eq(Some(now)))
    .execute(db)?;
    Ok(())
}

/// How many links were made for a person since `then`: bounds the mails one can be sent.
pub fn count_since(db: &mut Db, user_id: i64, then: NaiveDateTime) -> Result<i64> {
    Ok(password_links::table
        .filter(password_links::user_id.eq(user_id))
        .filter(password_links::created_at.ge(then))
        .count()
        .get_result(db)?)
}
