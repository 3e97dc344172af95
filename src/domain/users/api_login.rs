//! Signing in to the management API: a client id with its secret, or an Owner's address with the password as long as the Owner has no
//! two-factor (`roles.md`). The comparison costs a core for some 20 ms, so the caller does it between [`candidate`] and [`accepted`].

use chrono::{NaiveDateTime, TimeDelta};

use super::role_of;
use crate::domain::Result;
use crate::domain::auth::{self, Candidate};
use crate::storage::users::{self, HomeRow, UserRow};
use crate::storage::{Db, Error as StorageError};
use crate::types::access::Actor;
use crate::types::matrix::Permission;
use crate::types::role::Role;
use crate::types::user_status::UserStatus;

/// `last_used_at` is written once in this time, or every call would write.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// What the secret of somebody who calls the API is compared with. Unknown, disabled and expired ones all look the same from outside.
pub fn candidate(db: &mut Db, name: &str, now: NaiveDateTime) -> Result<Candidate> {
    if name.contains('@') {
        let found = auth::candidate(db, &name.to_lowercase(), now)?;
        let Some(id) = found.user_id else { return Ok(found) };
        let user = users::find(db, id)?;
        return Ok(if is_open_to_owner(&user) { found } else { nobody() });
    }
    let user = users::find_by_client_id(db, name)?.filter(|user| is_open(user, now));
    Ok(Candidate {
        user_id: user.as_ref().map(|user| user.id),
        secret_hash: user.and_then(|user| user.secret_hash),
    })
}

/// Notes that the secret was right, and answers who calls.
pub fn accepted(db: &mut Db, user_id: i64, address: &str, now: NaiveDateTime) -> Result<Option<Actor>> {
    let caller = caller(db, user_id, address, now)?;
    if caller.is_some() && is_due(users::find(db, user_id)?.last_used_at, now) {
        users::set_last_used(db, user_id, now)?;
    }
    Ok(caller)
}

/// Who stands behind a token: asked at each call, so that disabling, deleting and expiry work at once. `None`: not any more.
pub fn caller(db: &mut Db, user_id: i64, address: &str, now: NaiveDateTime) -> Result<Option<Actor>> {
    let (user, home): (UserRow, Option<HomeRow>) = match users::find_with_home(db, user_id) {
        Ok(found) => found,
        Err(StorageError::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let actor = if user.client_id.is_some() {
        is_open(&user, now)
            .then(|| auth::signed_in(&user, home.as_ref(), address))
            .flatten()
    } else if is_open_to_owner(&user) {
        auth::person(db, user.id, address, now)?.map(|person| person.actor)
    } else {
        None
    };
    Ok(actor.filter(|actor| actor.may(Permission::UseManagementApi)))
}

fn nobody() -> Candidate {
    Candidate {
        user_id: None,
        secret_hash: None,
    }
}

/// An API user that is active and whose secret has not ended.
fn is_open(user: &UserRow, now: NaiveDateTime) -> bool {
    role_of(user).is_ok_and(|role| role == Role::ApiUser)
        && user.status == UserStatus::Active.as_str()
        && user.secret_expires_at.is_none_or(|end| now < end)
}

/// An Owner without two-factor: a password alone must not open what otherwise takes a code.
fn is_open_to_owner(user: &UserRow) -> bool {
    role_of(user).is_ok_and(|role| role == Role::Owner) && user.two_factor_since().is_none()
}

fn is_due(last: Option<NaiveDateTime>, now: NaiveDateTime) -> bool {
    last.is_none_or(|last| now - last >= NOTED_EVERY)
}
