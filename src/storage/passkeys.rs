//! Passkeys of people. Whoever adds or removes one keeps `users.passkeys_since` in step: the functions here do.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{passkeys, users};
use super::{Db, Result};

/// A row of `passkeys`.
#[derive(Debug, Clone, Queryable)]
pub struct PasskeyRow {
    /// Key.
    pub id: i64,
    /// The person.
    pub user_id: i64,
    /// What the person calls it.
    pub name: String,
    /// How the browser names it, base64url; unique.
    pub credential_id: String,
    /// What its signatures are checked with, JSON.
    pub credential: String,
    /// Added at.
    pub created_at: NaiveDateTime,
    /// Last signature that was right.
    pub last_used_at: Option<NaiveDateTime>,
}

/// A row to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = passkeys, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the same fields as PasskeyRow")]
pub struct NewPasskey<'a> {
    pub user_id: i64,
    pub name: &'a str,
    pub credential_id: &'a str,
    pub credential: &'a str,
    pub created_at: NaiveDateTime,
}

/// A person's passkeys, the oldest first, `most` of them.
pub fn of_user(db: &mut Db, user_id: i64, most: i64) -> Result<Vec<PasskeyRow>> {
    use passkeys as p;
    Ok(p::table
        .filter(p::user_id.eq(user_id))
        .order(p::id)
        .limit(most)
        .select(p::all_columns)
        .load(db)?)
}

/// One of a person's passkeys.
pub fn find(db: &mut Db, user_id: i64, id: i64) -> Result<PasskeyRow> {
    use passkeys as p;
    let own = p::table.filter(p::user_id.eq(user_id)).filter(p::id.eq(id));
    Ok(own.select(p::all_columns).first(db)?)
}

/// The one of a person's passkeys that the browser names so.
pub fn find_by_credential(db: &mut Db, user_id: i64, credential_id: &str) -> Result<Option<PasskeyRow>> {
    use passkeys as p;
    let own = p::table
        .filter(p::user_id.eq(user_id))
        .filter(p::credential_id.eq(credential_id));
    Ok(own.select(p::all_columns).first(db).optional()?)
}

/// Whether anybody has this passkey.
pub fn is_known(db: &mut Db, credential_id: &str) -> Result<bool> {
    let found = passkeys::table.filter(passkeys::credential_id.eq(credential_id));
    let id: Option<i64> = found.select(passkeys::id).first(db).optional()?;
    Ok(id.is_some())
}

/// Adds one; `passkeys_credential_id_key` is violated when somebody has it.
pub fn insert(db: &mut Db, new: NewPasskey<'_>) -> Result<i64> {
    let (user_id, now) = (new.user_id, new.created_at);
    let id = diesel::insert_into(passkeys::table)
        .values(new)
        .returning(passkeys::id)
        .get_result(db)?;
    let first = users::table.find(user_id).filter(users::passkeys_since.is_null());
    diesel::update(first)
        .set((users::passkeys_since.eq(Some(now)), users::updated_at.eq(now)))
        .execute(db)?;
    Ok(id)
}

/// Gives one of a person's passkeys another name.
pub fn rename(db: &mut Db, user_id: i64, id: i64, name: &str) -> Result<()> {
    use passkeys as p;
    let own = p::table.filter(p::user_id.eq(user_id)).filter(p::id.eq(id));
    diesel::update(own).set(p::name.eq(name)).execute(db)?;
    Ok(())
}

/// Notes a right signature, with what has changed about the key by it.
pub fn note_use(db: &mut Db, id: i64, credential: &str, now: NaiveDateTime) -> Result<()> {
    use passkeys as p;
    diesel::update(p::table.find(id))
        .set((p::credential.eq(credential), p::last_used_at.eq(Some(now))))
        .execute(db)?;
    Ok(())
}

/// Removes one of a person's passkeys; answers how many are left.
pub fn delete(db: &mut Db, user_id: i64, id: i64, now: NaiveDateTime) -> Result<i64> {
    use passkeys as p;
    diesel::delete(p::table.filter(p::user_id.eq(user_id)).filter(p::id.eq(id))).execute(db)?;
    let left: i64 = p::table.filter(p::user_id.eq(user_id)).count().get_result(db)?;
    if left == 0 {
        none_left(db, user_id, now)?;
    }
    Ok(left)
}

/// Removes all passkeys of a person.
pub fn delete_of_user(db: &mut Db, user_id: i64, now: NaiveDateTime) -> Result<()> {
    diesel::delete(passkeys::table.filter(passkeys::user_id.eq(user_id))).execute(db)?;
    none_left(db, user_id, now)
}

fn none_left(db: &mut Db, user_id: i64, now: NaiveDateTime) -> Result<()> {
    diesel::update(users::table.find(user_id))
        .set((
            users::passkeys_since.eq(None::<NaiveDateTime>),
            users::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}
