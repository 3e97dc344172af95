//! New sign-in addresses that wait for their confirmation: at most one a person, found by the hash of its token.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::email_changes;
use super::{Db, Result};

/// A row of `email_changes`.
#[derive(Debug, Clone, Queryable)]
pub struct EmailChangeRow {
    /// Key.
    pub id: i64,
    /// Whose address.
    pub user_id: i64,
    /// The new address as typed.
    pub email: String,
    /// SHA-256 of the token.
    pub token_hash: String,
    /// Asked for at.
    pub created_at: NaiveDateTime,
    /// Valid until.
    pub expires_at: NaiveDateTime,
}

/// Puts a change in place of one that the person asked for before.
pub fn replace(
    db: &mut Db,
    user_id: i64,
    email: &str,
    token_hash: &str,
    now: NaiveDateTime,
    expires_at: NaiveDateTime,
) -> Result<()> {
    use email_changes as e;
    delete_of(db, user_id)?;
    diesel::insert_into(e::table)
        .values((
            e::user_id.eq(user_id),
            e::email.eq(email),
            e::token_hash.eq(token_hash),
            e::created_at.eq(now),
            e::expires_at.eq(expires_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Finds a change by the hash of its token.
pub fn find(db: &mut Db, token_hash: &str) -> Result<Option<EmailChangeRow>> {
    Ok(email_changes::table
        .filter(email_changes::token_hash.eq(token_hash))
        .select(email_changes::all_columns)
        .first(db)
        .optional()?)
}

/// The change that a person waits for.
pub fn of_user(db: &mut Db, user_id: i64) -> Result<Option<EmailChangeRow>> {
    Ok(email_changes::table
        .filter(email_changes::user_id.eq(user_id))
        .select(email_changes::all_columns)
        .first(db)
        .optional()?)
}

/// Ends a change; false when somebody was quicker.
pub fn delete(db: &mut Db, id: i64) -> Result<bool> {
    Ok(diesel::delete(email_changes::table.find(id)).execute(db)? == 1)
}

/// Ends the change that a person waits for; answers whether there was one.
pub fn delete_of(db: &mut Db, user_id: i64) -> Result<bool> {
    Ok(diesel::delete(email_changes::table.filter(email_changes::user_id.eq(user_id))).execute(db)? > 0)
}
