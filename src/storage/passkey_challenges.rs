//! What browsers were asked to sign with a passkey: one challenge for each session, taken once.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::passkey_challenges;
use super::{Db, Result};

/// A row of `passkey_challenges`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = passkey_challenges)]
pub struct ChallengeRow {
    /// Hash of the session that may answer.
    pub session_hash: String,
    /// The person.
    pub user_id: i64,
    /// `add` or `use`.
    pub purpose: &'static str,
    /// What the answer is checked with, JSON.
    pub state: String,
    /// Worth nothing from then on.
    pub expires_at: NaiveDateTime,
}

/// Keeps a challenge in place of the one that the session had. The person must be locked (`two_factor::lock`), or two at once collide.
pub fn put(db: &mut Db, row: ChallengeRow) -> Result<()> {
    use passkey_challenges as c;
    diesel::delete(c::table.find(&row.session_hash)).execute(db)?;
    diesel::insert_into(c::table).values(row).execute(db)?;
    Ok(())
}

/// Takes the challenge of a session: it is gone then, whatever becomes of the answer. `None` when there is none, it is over, or it was
/// made for somebody or something else.
pub fn take(
    db: &mut Db,
    session_hash: &str,
    user_id: i64,
    purpose: &str,
    now: NaiveDateTime,
) -> Result<Option<String>> {
    use passkey_challenges as c;
    let found: Option<(i64, String, String, NaiveDateTime)> = c::table
        .find(session_hash)
        .select((c::user_id, c::purpose, c::state, c::expires_at))
        .first(db)
        .optional()?;
    // Who takes it at the same time finds the row gone here.
    let is_ours = diesel::delete(c::table.find(session_hash)).execute(db)? == 1;
    Ok(found
        .filter(|(owner, kind, _, until)| is_ours && *owner == user_id && kind == purpose && now < *until)
        .map(|(_, _, state, _)| state))
}

/// Removes challenges whose time is over.
pub fn delete_expired(db: &mut Db, now: NaiveDateTime) -> Result<usize> {
    use passkey_challenges as c;
    Ok(diesel::delete(c::table.filter(c::expires_at.le(now))).execute(db)?)
}
