//! Second factors of people: the seed of the authenticator app (columns of `users`) and recovery codes. Passkeys have their own file.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{organisations, recovery_codes, users};
use super::{Db, Result};
use crate::types::access::OrgScope;

/// Keeps others from the person's second factor until the transaction ends, so that two tries at the same time are counted as two, and
/// one code cannot be used by both.
pub fn lock(db: &mut Db, user_id: i64) -> Result<()> {
    diesel::update(users::table.find(user_id))
        .set(users::totp_last_step.eq(users::totp_last_step))
        .execute(db)?;
    Ok(())
}

/// Puts a confirmed seed in place of whatever was there; codes up to `step` count as used.
pub fn set_totp(db: &mut Db, user_id: i64, sealed: &str, step: i64, now: NaiveDateTime) -> Result<()> {
    diesel::update(users::table.find(user_id))
        .set((
            users::totp_sealed.eq(Some(sealed)),
            users::totp_confirmed_at.eq(Some(now)),
            users::totp_last_step.eq(step),
            users::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Removes the seed of the app.
pub fn clear_totp(db: &mut Db, user_id: i64, now: NaiveDateTime) -> Result<()> {
    diesel::update(users::table.find(user_id))
        .set((
            users::totp_sealed.eq(None::<String>),
            users::totp_confirmed_at.eq(None::<NaiveDateTime>),
            users::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Removes the recovery codes.
pub fn delete_codes(db: &mut Db, user_id: i64) -> Result<()> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(user_id))).execute(db)?;
    Ok(())
}

/// Marks a time step used; answers false when it, or a later one, was used before.
pub fn use_step(db: &mut Db, user_id: i64, step: i64) -> Result<bool> {
    let changed = diesel::update(users::table.find(user_id).filter(users::totp_last_step.lt(step)))
        .set(users::totp_last_step.eq(step))
        .execute(db)?;
    Ok(changed == 1)
}

/// Puts a new set of recovery codes in place of the old one.
pub fn replace_codes(db: &mut Db, user_id: i64, hashes: &[String], now: NaiveDateTime) -> Result<()> {
    use recovery_codes as r;
    delete_codes(db, user_id)?;
    for hash in hashes {
        diesel::insert_into(r::table)
            .values((r::user_id.eq(user_id), r::code_hash.eq(hash), r::created_at.eq(now)))
            .execute(db)?;
    }
    Ok(())
}

/// Marks a recovery code used; answers false when there is none, or it was used before.
pub fn use_code(db: &mut Db, user_id: i64, hash: &str, now: NaiveDateTime) -> Result<bool> {
    use recovery_codes as r;
    let open = r::table
        .filter(r::user_id.eq(user_id))
        .filter(r::code_hash.eq(hash))
        .filter(r::used_at.is_null());
    let changed = diesel::update(open).set(r::used_at.eq(Some(now))).execute(db)?;
    Ok(changed == 1)
}

/// How many recovery codes are left.
pub fn codes_left(db: &mut Db, user_id: i64) -> Result<i64> {
    use recovery_codes as r;
    Ok(r::table
        .filter(r::user_id.eq(user_id))
        .filter(r::used_at.is_null())
        .count()
        .get_result(db)?)
}

/// Whether the organisation of the scope asks everybody for two-factor.
pub fn is_required(db: &mut Db, scope: &OrgScope) -> Result<bool> {
    Ok(organisations::table
        .find(scope.organisation_id())
        .select(organisations::two_factor_required)
        .first(db)?)
}

/// Sets whether the organisation of the scope asks everybody for two-factor.
pub fn set_required(db: &mut Db, scope: &OrgScope, required: bool) -> Result<()> {
    diesel::update(organisations::table.find(scope.organisation_id()))
        .set(organisations::two_factor_required.eq(required))
        .execute(db)?;
    Ok(())
}

/// How many active people of the scope's organisation have no two-factor yet.
pub fn count_without(db: &mut Db, scope: &OrgScope) -> Result<i64> {
    Ok(users::table
        .filter(users::organisation_id.eq(Some(scope.organisation_id())))
        .filter(users::status.eq("active"))
        .filter(users::email_key.is_not_null())
        .filter(users::totp_confirmed_at.is_null())
        .filter(users::passkeys_since.is_null())
        .count()
        .get_result(db)?)
}
