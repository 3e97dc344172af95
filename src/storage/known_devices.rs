//! Browsers from which people signed in before, found by the hash of a cookie.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::known_devices;
use super::{Db, Result};

/// A row of `known_devices`.
#[derive(Debug, Clone, Queryable)]
pub struct DeviceRow {
    /// Key.
    pub id: i64,
    /// The person.
    pub user_id: i64,
    /// SHA-256 of the cookie's value.
    pub device_hash: String,
    /// Browser, as it named itself last.
    pub user_agent: String,
    /// First sign-in.
    pub first_seen_at: NaiveDateTime,
    /// Last sign-in.
    pub last_seen_at: NaiveDateTime,
}

/// Notes a sign-in; answers whether the person signed in from this browser before.
pub fn note(db: &mut Db, user_id: i64, hash: &str, user_agent: &str, now: NaiveDateTime) -> Result<bool> {
    use known_devices as k;
    let own = k::table.filter(k::user_id.eq(user_id)).filter(k::device_hash.eq(hash));
    let changed = diesel::update(own)
        .set((k::last_seen_at.eq(now), k::user_agent.eq(user_agent)))
        .execute(db)?;
    if changed == 0 {
        diesel::insert_into(k::table)
            .values((
                k::user_id.eq(user_id),
                k::device_hash.eq(hash),
                k::user_agent.eq(user_agent),
                k::first_seen_at.eq(now),
                k::last_seen_at.eq(now),
            ))
            .execute(db)?;
    }
    Ok(changed > 0)
}

/// A person's browsers, the last used first, `most` of them.
pub fn of_user(db: &mut Db, user_id: i64, most: i64) -> Result<Vec<DeviceRow>> {
    use known_devices as k;
    Ok(k::table
        .filter(k::user_id.eq(user_id))
        .order((k::last_seen_at.desc(), k::id.desc()))
        .limit(most)
        .select(k::all_columns)
        .load(db)?)
}

/// Forgets one of a person's browsers; answers whether it was theirs.
pub fn delete(db: &mut Db, user_id: i64, id: i64) -> Result<bool> {
    use known_devices as k;
    let own = k::table.filter(k::user_id.eq(user_id)).filter(k::id.eq(id));
    Ok(diesel::delete(own).execute(db)? == 1)
}

/// Forgets browsers that were last used before `then`: their cookie has ended.
pub fn delete_older(db: &mut Db, then: NaiveDateTime) -> Result<usize> {
    Ok(diesel::delete(known_devices::table.filter(known_devices::last_seen_at.lt(then))).execute(db)?)
}
