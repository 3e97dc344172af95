//! Changes of an organisation's people. Every function takes the scope, so that nobody of another organisation can be hit; the rules about
//! persons are in `domain::users`.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::Connection;
use diesel::prelude::*;

use super::{NewUser, UserRow, insert, search_key};
use crate::storage::schema::{organisations, sims, users};
use crate::storage::{Db, Error, Result};
use crate::types::access::OrgScope;
use crate::types::lang::Lang;
use crate::types::notification::Notification;
use crate::types::role::Role;
use crate::types::user_status::UserStatus;

type Member = diesel::helper_types::Filter<
    diesel::helper_types::Find<users::table, i64>,
    diesel::dsl::Eq<users::organisation_id, Option<i64>>,
>;

fn member(scope: &OrgScope, id: i64) -> Member {
    users::table
        .find(id)
        .filter(users::organisation_id.eq(Some(scope.organisation_id())))
}

fn found(changed: usize) -> Result<()> {
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Keeps others from deciding about people of the organisation until the transaction ends. An update that changes nothing, since a lock
/// for update would make every insert that refers to the organisation wait.
pub fn lock_people(db: &mut Db, scope: &OrgScope) -> Result<()> {
    diesel::update(organisations::table.find(scope.organisation_id()))
        .set(organisations::status.eq(organisations::status))
        .execute(db)?;
    Ok(())
}

/// Adds a person whose address may have an account elsewhere: then without `email_key`, so that this row cannot sign in with it. Answers
/// the key and whether the address is theirs.
pub fn insert_or_unclaimed(db: &mut Db, user: NewUser) -> Result<(i64, bool)> {
    let claimed = user.clone();
    // A savepoint: after a violated key PostgreSQL takes nothing more in the transaction.
    match db.transaction(|db| insert(db, claimed)) {
        Ok(id) => Ok((id, true)),
        Err(Error::Violated(name)) if name == "users_email_key_key" => {
            let unclaimed = NewUser {
                email_key: None,
                ..user
            };
            Ok((insert(db, unclaimed)?, false))
        }
        Err(error) => Err(error),
    }
}

/// Gives an invited person the address, if nobody has it now.
pub fn claim(db: &mut Db, scope: &OrgScope, id: i64, email_key: &str) -> Result<bool> {
    let claimed = db.transaction(|db| {
        let changed = diesel::update(member(scope, id))
            .set(users::email_key.eq(Some(email_key)))
            .execute(db)?;
        found(changed)
    });
    match claimed {
        Ok(()) => Ok(true),
        Err(Error::Violated(name)) if name == "users_email_key_key" => Ok(false),
        Err(error) => Err(error),
    }
}

/// Addresses as typed of the organisation's invitations whose address has an account elsewhere.
pub fn unclaimed_addresses(db: &mut Db, scope: &OrgScope) -> Result<Vec<String>> {
    let found: Vec<Option<String>> = users::table
        .filter(users::organisation_id.eq(Some(scope.organisation_id())))
        .filter(users::email_key.is_null())
        .filter(users::email.is_not_null())
        .order(users::id)
        .select(users::email)
        .load(db)?;
    Ok(found.into_iter().flatten().collect())
}

/// What can be edited of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Data {
    /// First name; the whole name of an API user.
    pub first_name: String,
    /// Last name; empty for an API user.
    pub last_name: String,
    /// Language; `None`: as the organisation.
    pub lang: Option<Lang>,
    /// What they are told by mail.
    pub notifications: Vec<Notification>,
    /// Last day of the role, in the organisation's time zone.
    pub role_ends_on: Option<NaiveDate>,
}

impl Data {
    /// As it is.
    pub fn of(user: &UserRow) -> Self {
        Self {
            first_name: user.first_name.clone(),
            last_name: user.last_name.clone(),
            lang: user.language.as_deref().and_then(Lang::parse),
            notifications: Notification::read(&user.notifications),
            role_ends_on: user.role_ends_on,
        }
    }
}

/// Sets what can be edited. The person was found by key before, by themselves or through a scope.
pub fn set_data(db: &mut Db, user: &UserRow, data: &Data, now: NaiveDateTime) -> Result<()> {
    let sign_in = user.email.as_deref().or(user.client_id.as_deref()).unwrap_or_default();
    diesel::update(users::table.find(user.id))
        .set((
            users::first_name.eq(&data.first_name),
            users::last_name.eq(&data.last_name),
            users::language.eq(data.lang.map(Lang::as_str)),
            users::notifications.eq(Notification::stored(&data.notifications)),
            users::role_ends_on.eq(data.role_ends_on),
            users::search_key.eq(search_key(&data.first_name, &data.last_name, sign_in)),
            users::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Sets role and its last day.
pub fn set_role(
    db: &mut Db,
    scope: &OrgScope,
    id: i64,
    role: Role,
    ends_on: Option<NaiveDate>,
    now: NaiveDateTime,
) -> Result<()> {
    let changed = diesel::update(member(scope, id))
        .set((
            users::role.eq(Some(role.as_str())),
            users::role_ends_on.eq(ends_on),
            users::updated_at.eq(now),
        ))
        .execute(db)?;
    found(changed)
}

/// Sets the status.
pub fn set_status(db: &mut Db, scope: &OrgScope, id: i64, status: UserStatus, now: NaiveDateTime) -> Result<()> {
    let changed = diesel::update(member(scope, id))
        .set((users::status.eq(status.as_str()), users::updated_at.eq(now)))
        .execute(db)?;
    found(changed)
}

/// Puts a new client secret in place of the old one.
pub fn set_client_secret(
    db: &mut Db,
    scope: &OrgScope,
    id: i64,
    hash: &str,
    expires_at: Option<NaiveDateTime>,
    now: NaiveDateTime,
) -> Result<()> {
    let changed = diesel::update(member(scope, id))
        .set((
            users::secret_hash.eq(Some(hash)),
            users::secret_set_at.eq(Some(now)),
            users::secret_expires_at.eq(expires_at),
            users::updated_at.eq(now),
        ))
        .execute(db)?;
    found(changed)
}

/// Sets when the client secret ends.
pub fn set_secret_expiry(
    db: &mut Db,
    scope: &OrgScope,
    id: i64,
    expires_at: Option<NaiveDateTime>,
    now: NaiveDateTime,
) -> Result<()> {
    let changed = diesel::update(member(scope, id))
        .set((users::secret_expires_at.eq(expires_at), users::updated_at.eq(now)))
        .execute(db)?;
    found(changed)
}

/// Notes that a credential was used.
pub fn set_last_used(db: &mut Db, id: i64, now: NaiveDateTime) -> Result<()> {
    diesel::update(users::table.find(id))
        .set(users::last_used_at.eq(Some(now)))
        .execute(db)?;
    Ok(())
}

/// Gives a person another address; `users_email_key_key` is violated when somebody has it.
pub fn set_email(db: &mut Db, user: &UserRow, email: &str, email_key: &str, now: NaiveDateTime) -> Result<()> {
    diesel::update(users::table.find(user.id))
        .set((
            users::email.eq(Some(email)),
            users::email_key.eq(Some(email_key)),
            users::search_key.eq(search_key(&user.first_name, &user.last_name, email)),
            users::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// How many Owners of the organisation can sign in.
pub fn active_owners(db: &mut Db, scope: &OrgScope) -> Result<i64> {
    Ok(users::table
        .filter(users::organisation_id.eq(Some(scope.organisation_id())))
        .filter(users::role.eq(Some(Role::Owner.as_str())))
        .filter(users::status.eq(UserStatus::Active.as_str()))
        .count()
        .get_result(db)?)
}

/// Active people of the organisation who want to be told of something, by key, at most `most`.
pub fn with_notification(db: &mut Db, scope: &OrgScope, kind: Notification, most: i64) -> Result<Vec<UserRow>> {
    let rows: Vec<UserRow> = users::table
        .filter(users::organisation_id.eq(Some(scope.organisation_id())))
        .filter(users::status.eq(UserStatus::Active.as_str()))
        .filter(users::email_key.is_not_null())
        .filter(users::notifications.ne(""))
        .order(users::id)
        .limit(most)
        .select(users::all_columns)
        .load(db)?;
    let wants = |user: &UserRow| Notification::read(&user.notifications).contains(&kind);
    Ok(rows.into_iter().filter(wants).collect())
}

/// How many SIMs an end user sees.
pub fn count_end_user_sims(db: &mut Db, scope: &OrgScope, id: i64) -> Result<i64> {
    Ok(sims::table
        .filter(sims::root_id.eq(scope.root_id()))
        .filter(sims::end_user_id.eq(Some(id)))
        .count()
        .get_result(db)?)
}

/// Takes the SIMs from an end user; answers how many. No counter knows of end users.
pub fn clear_end_user(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<usize> {
    let linked = sims::table
        .filter(sims::root_id.eq(scope.root_id()))
        .filter(sims::end_user_id.eq(Some(id)));
    Ok(diesel::update(linked)
        .set((sims::end_user_id.eq(None::<i64>), sims::updated_at.eq(now)))
        .execute(db)?)
}

/// Removes a person with sessions, links, codes, browsers, own views, reports and files.
pub fn delete(db: &mut Db, scope: &OrgScope, id: i64) -> Result<()> {
    found(diesel::delete(member(scope, id)).execute(db)?)
}
