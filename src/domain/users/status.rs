//! Shutting people and API users out, and letting them in again.

use chrono::NaiveDateTime;

use super::rules::{CHANGED, Decider, keep_an_owner};
use super::{change, note};
use crate::domain::{Error, Result};
use crate::storage::users::{self, UserRow};
use crate::storage::{Db, email_changes, password_links, sessions};
use crate::types::access::OrgScope;
use crate::types::user_status::UserStatus;

/// Shuts an active person or API user out: sessions end, links and secrets are worth nothing until [`enable`].
pub fn disable(db: &mut Db, scope: &OrgScope, user_id: i64, now: NaiveDateTime) -> Result<UserRow> {
    let user = Decider::lock(db, scope)?.target(db, scope, user_id)?;
    if user.status != UserStatus::Active.as_str() {
        return Err(Error::Refused(CHANGED));
    }
    keep_an_owner(db, scope, &user)?;
    users::set_status(db, scope, user.id, UserStatus::Disabled, now)?;
    sessions::delete_of_user(db, user.id)?;
    password_links::set_all_used(db, user.id, now)?;
    email_changes::delete_of(db, user.id)?;
    moved(db, scope, &user, UserStatus::Disabled, "user.disable", now)?;
    Ok(user)
}

/// Lets a disabled one in again, with the password or secret of before. Whoever never had one is invited as before.
pub fn enable(db: &mut Db, scope: &OrgScope, user_id: i64, now: NaiveDateTime) -> Result<UserRow> {
    let user = Decider::lock(db, scope)?.target(db, scope, user_id)?;
    if user.status != UserStatus::Disabled.as_str() {
        return Err(Error::Refused(CHANGED));
    }
    let status = if user.secret_hash.is_some() {
        UserStatus::Active
    } else {
        UserStatus::Invited
    };
    users::set_status(db, scope, user.id, status, now)?;
    moved(db, scope, &user, status, "user.enable", now)?;
    Ok(user)
}

fn moved(
    db: &mut Db,
    scope: &OrgScope,
    user: &UserRow,
    to: UserStatus,
    action: &'static str,
    now: NaiveDateTime,
) -> Result<()> {
    let (old, new) = (user.status.clone(), to.as_str().to_owned());
    note(db, scope, vec![change(action, user, Some(old), Some(new))], now)
}
