//! Who may post records.

use chrono::TimeDelta;
use subtle::ConstantTimeEq;

use crate::crypto::{random_token, sha256_hex};
use crate::domain::Result;
use crate::storage::Db;
use crate::storage::ingest_clients::{self, IngestClientRow};
use crate::types::time::UtcTime;

/// Adds a client, or renews the secret of a known one; answers the secret, which is nowhere else.
pub fn add_client(db: &mut Db, name: &str, now: UtcTime) -> Result<String> {
    let secret = random_token()?;
    ingest_clients::put(db, name, &sha256_hex(&secret), now)?;
    Ok(secret)
}

/// Disables a client; answers whether there was one.
pub fn disable_client(db: &mut Db, name: &str, now: UtcTime) -> Result<bool> {
    Ok(ingest_clients::set_disabled(db, name, now)?)
}

/// The client with this name and secret.
pub fn authenticate(db: &mut Db, name: &str, secret: &str) -> Result<Option<IngestClientRow>> {
    let client = ingest_clients::find(db, name)?;
    let given = sha256_hex(secret);
    Ok(client.filter(|client| bool::from(client.secret_hash.as_bytes().ct_eq(given.as_bytes()))))
}

/// Whether the last noted use is an hour old: noting each would be a write per call for a date nobody reads so exactly.
pub fn is_use_worth_noting(client: &IngestClientRow, now: UtcTime) -> bool {
    client.last_used_at.is_none_or(|last| now - last >= TimeDelta::hours(1))
}

/// Notes that a client sent records.
pub fn note_use(db: &mut Db, client: &IngestClientRow, now: UtcTime) -> Result<()> {
    Ok(ingest_clients::set_last_used(db, client.id, now)?)
}
