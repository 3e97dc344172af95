//! New people, and the links that people are sent.
//!
//! An address belongs to one account in the whole installation. Whoever invites one that has an account in another organisation must not
//! learn so: the person is added and listed as invited, as anybody is, but cannot sign in with the address (no `email_key`), and the
//! owner of the address is told by mail. Should the address become free, sending the invitation again makes it theirs.

use chrono::{NaiveDate, NaiveDateTime};

use super::rules::{Decider, check_end, role_of};
use super::{change, note};
use crate::domain::auth::{self, Subject};
use crate::domain::{Error, Result, work};
use crate::mail::{self, MailContext};
use crate::storage::users::{self, NewUser, UserRow};
use crate::storage::{Db, Error as StorageError, organisations};
use crate::types::access::OrgScope;
use crate::types::email::Email;
use crate::types::lang::Lang;
use crate::types::notification::Notification;
use crate::types::person_name::PersonName;
use crate::types::role::Role;
use crate::types::user_status::UserStatus;

/// Sentence: the person has set a password meanwhile.
pub const NOT_INVITED: &str = "users-refused-not-invited";
/// Sentence: only people who can sign in get a link for a new password.
pub const NOT_ACTIVE: &str = "users-refused-not-active";
/// Sentence: too many invitations left the organisation a moment ago.
pub const TOO_MANY: &str = "users-refused-too-many";

/// Somebody to invite into an organisation.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// First name.
    pub first_name: PersonName,
    /// Last name.
    pub last_name: PersonName,
    /// Sign-in address.
    pub email: Email,
    /// Role.
    pub role: Role,
    /// Language; `None`: as the organisation.
    pub lang: Option<Lang>,
    /// What they are told by mail.
    pub notifications: Vec<Notification>,
    /// Last day of an Accountant.
    pub role_ends_on: Option<NaiveDate>,
}

/// What became of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invited {
    /// The person is added and listed; whether the address can sign in is between us and its owner.
    Added(i64),
    /// Somebody of the same organisation has the address: told plainly, since whoever invites sees them in the list.
    TakenHere,
}

/// Adds a person to the scope's organisation and sends the invitation.
pub fn invite_member(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    new: &NewPerson,
    now: NaiveDateTime,
) -> Result<Invited> {
    let decider = Decider::lock(db, scope)?;
    decider.may_invite(new.role)?;
    check_end(new.role, new.role_ends_on)?;
    if is_here(db, scope, &new.email)? {
        return Ok(Invited::TakenHere);
    }
    throttle(db, scope, now)?;
    let organisation = organisations::find(db, scope.organisation_id())?;
    let row = NewUser {
        root_id: Some(scope.root_id()),
        organisation_id: Some(scope.organisation_id()),
        email: Some(new.email.as_str().to_owned()),
        email_key: Some(new.email.key()),
        client_id: None,
        first_name: new.first_name.as_str().to_owned(),
        last_name: new.last_name.as_str().to_owned(),
        role: Some(new.role.as_str().to_owned()),
        staff_role: None,
        status: UserStatus::Invited.as_str().to_owned(),
        secret_hash: None,
        language: new.lang.map(|lang| lang.as_str().to_owned()),
        created_at: now,
        updated_at: now,
    };
    let id = insert_invited(db, context, row, &organisation.name, now)?;
    let user = users::find_member(db, scope, id)?;
    let data = users::Data {
        notifications: new.notifications.clone(),
        role_ends_on: new.role_ends_on,
        ..users::Data::of(&user)
    };
    users::set_data(db, &user, &data, now)?;
    let described = format!("{} {}", new.email.as_str(), new.role.as_str());
    note(
        db,
        scope,
        vec![change("user.invite", &user, None, Some(described))],
        now,
    )?;
    Ok(Invited::Added(id))
}

/// Adds an invited person and mails the link; if the address has an account already, its owner is mailed instead, and nobody else can
/// tell. `organisation` is the name of who invites. Answers the key.
pub fn insert_invited(
    db: &mut Db,
    context: &MailContext,
    row: NewUser,
    organisation: &str,
    now: NaiveDateTime,
) -> Result<i64> {
    let email_key = row.email_key.clone().unwrap_or_default();
    let (id, is_theirs) = users::insert_or_unclaimed(db, row)?;
    if is_theirs {
        auth::send_password_link(db, context, &email_key, now)?;
    } else {
        tell_owner(db, context, &email_key, Some(organisation), now)?;
    }
    Ok(id)
}

/// Sends the invitation again. The link before is worth nothing any more.
pub fn invite_again(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    user_id: i64,
    now: NaiveDateTime,
) -> Result<UserRow> {
    let user = Decider::lock(db, scope)?.invited(db, scope, user_id)?;
    if user.status != UserStatus::Invited.as_str() {
        return Err(Error::Refused(NOT_INVITED));
    }
    throttle(db, scope, now)?;
    let email = user.email.clone().unwrap_or_default();
    let email_key = email.to_lowercase();
    if user.email_key.is_some() || users::claim(db, scope, user.id, &email_key)? {
        auth::send_password_link(db, context, &email_key, now)?;
    } else {
        let organisation = organisations::find(db, scope.organisation_id())?;
        tell_owner(db, context, &email_key, Some(&organisation.name), now)?;
    }
    note(
        db,
        scope,
        vec![change("user.invite_again", &user, None, Some(email))],
        now,
    )?;
    Ok(user)
}

/// Sends somebody the link to choose a new password. Nobody sets the password of somebody else.
pub fn send_reset(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    user_id: i64,
    now: NaiveDateTime,
) -> Result<UserRow> {
    let user = Decider::lock(db, scope)?.target(db, scope, user_id)?;
    let Some(email_key) = user
        .email_key
        .as_deref()
        .filter(|_| user.status == UserStatus::Active.as_str() && role_of(&user).is_ok())
    else {
        return Err(Error::Refused(NOT_ACTIVE));
    };
    auth::send_password_link(db, context, email_key, now)?;
    note(
        db,
        scope,
        vec![change("user.reset_mail", &user, None, user.email.clone())],
        now,
    )?;
    Ok(user)
}

/// Whether somebody of the organisation has the address, or is invited with it.
fn is_here(db: &mut Db, scope: &OrgScope, email: &Email) -> Result<bool> {
    let key = email.key();
    let owner = users::find_by_email(db, &key)?;
    if owner.is_some_and(|user| user.organisation_id == Some(scope.organisation_id())) {
        return Ok(true);
    }
    let unclaimed = users::unclaimed_addresses(db, scope)?;
    Ok(unclaimed.iter().any(|address| address.to_lowercase() == key))
}

/// Tells the owner of an address that somebody invited it, or wanted it. At most five times in a quarter of an hour.
pub(super) fn tell_owner(
    db: &mut Db,
    context: &MailContext,
    email_key: &str,
    organisation: Option<&str>,
    now: NaiveDateTime,
) -> Result<()> {
    let subject = [Subject::address_in_use(email_key)];
    let blocked = auth::blocked_until(db, &subject, now)?.is_some();
    auth::note_failure(db, &subject, now)?;
    let Some(owner) = users::find_by_email(db, email_key)?.filter(|_| !blocked) else {
        return Ok(());
    };
    let (recipient, _) = auth::recipient(db, &owner)?;
    let mail = mail::address_in_use(context, &recipient, organisation).map_err(StorageError::internal)?;
    work::send(db, owner.organisation_id, mail, now)?;
    Ok(())
}

/// Invitations go to addresses that a stranger typed: an organisation cannot send mail without end.
fn throttle(db: &mut Db, scope: &OrgScope, now: NaiveDateTime) -> Result<()> {
    let subject = [Subject::invitations(scope.organisation_id())];
    if auth::blocked_until(db, &subject, now)?.is_some() {
        return Err(Error::Refused(TOO_MANY));
    }
    auth::note_failure(db, &subject, now)
}
