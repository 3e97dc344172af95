//! Who may post records to `/ingest`. Their secrets are 256 random bits made by us, so a plain SHA-256 keeps them.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::ingest_clients;
use super::{Db, Result};

/// A client.
#[derive(Debug, Clone, Queryable)]
pub struct IngestClientRow {
    /// Key.
    pub id: i64,
    /// Name: the user name of basic authentication.
    pub name: String,
    /// SHA-256 of the secret.
    pub secret_hash: String,
    /// When it last sent records, to the hour.
    pub last_used_at: Option<NaiveDateTime>,
}

/// Adds a client, or gives a known one a new secret.
pub fn put(db: &mut Db, name: &str, secret_hash: &str, now: NaiveDateTime) -> Result<()> {
    use ingest_clients as i;
    let never: Option<NaiveDateTime> = None;
    on_backend!(db, c => diesel::insert_into(i::table)
        .values((i::name.eq(name), i::secret_hash.eq(secret_hash), i::created_at.eq(now)))
        .on_conflict(i::name)
        .do_update()
        .set((i::secret_hash.eq(secret_hash), i::disabled_at.eq(never)))
        .execute(c))?;
    Ok(())
}

/// The client with this name, unless disabled.
pub fn find(db: &mut Db, name: &str) -> Result<Option<IngestClientRow>> {
    use ingest_clients as i;
    Ok(i::table
        .filter(i::name.eq(name))
        .filter(i::disabled_at.is_null())
        .select((i::id, i::name, i::secret_hash, i::last_used_at))
        .first(db)
        .optional()?)
}

/// Disables a client; answers whether there was one.
pub fn set_disabled(db: &mut Db, name: &str, now: NaiveDateTime) -> Result<bool> {
    use ingest_clients as i;
    Ok(diesel::update(i::table.filter(i::name.eq(name)))
        .set(i::disabled_at.eq(Some(now)))
        .execute(db)?
        > 0)
}

/// Notes that the client sent records.
pub fn set_last_used(db: &mut Db, id: i64, now: NaiveDateTime) -> Result<()> {
    diesel::update(ingest_clients::table.find(id))
        .set(ingest_clients::last_used_at.eq(Some(now)))
        .execute(db)?;
    Ok(())
}
