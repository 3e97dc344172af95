//! A new sign-in address for oneself. It counts when whoever reads the new address has confirmed it by a link: single use, two hours, kept
//! as a hash only. The address so far is told before and after. Whether the new one has an account already is told to its owner alone,
//! until the link proves that the person reads it.

use chrono::{NaiveDateTime, TimeDelta};

use super::invite::tell_owner;
use super::{change, note};
use crate::crypto::{random_token, sha256_hex};
use crate::domain::auth::{self, Subject};
use crate::domain::{Error, Result, work};
use crate::mail::{self, EmailConfirmation, MailContext, Recipient};
pub use crate::storage::email_changes::EmailChangeRow;
use crate::storage::users::{self, UserRow};
use crate::storage::{Db, Error as StorageError, email_changes, password_links, sessions};
use crate::types::access::Actor;
use crate::types::email::Email;
use crate::types::matrix::Permission;
use crate::types::user_status::UserStatus;

/// How long the link can be used.
const VALID: TimeDelta = TimeDelta::hours(2);

/// Sentence: too many links were asked for a moment ago.
pub const TOO_MANY: &str = "email-refused-too-many";
/// Sentence: somebody got the address meanwhile.
pub const TAKEN: &str = "email-refused-taken";
/// Sentence: it is the address already.
pub const SAME: &str = "email-refused-same";

/// Asks for another address. The answer is the same whether it has an account or not.
pub fn ask(db: &mut Db, context: &MailContext, actor: &Actor, new: &Email, now: NaiveDateTime) -> Result<()> {
    let user = users::find(db, actor.user_id)?;
    if user.email_key.as_deref() == Some(new.key().as_str()) && user.email.as_deref() == Some(new.as_str()) {
        return Err(Error::Refused(SAME));
    }
    let subject = [Subject::email_changes(user.id)];
    if auth::blocked_until(db, &subject, now)?.is_some() {
        return Err(Error::Refused(TOO_MANY));
    }
    auth::note_failure(db, &subject, now)?;
    let token = random_token()?;
    // Kept in any case: what the person's page shows must not depend on whether somebody has the address.
    email_changes::replace(db, user.id, new.as_str(), &sha256_hex(&token), now, now + VALID)?;
    let (recipient, _) = auth::recipient(db, &user)?;
    match users::find_by_email(db, &new.key())? {
        Some(owner) if owner.id != user.id => tell_owner(db, context, &new.key(), None, now)?,
        _ => {
            let facts = EmailConfirmation {
                old: recipient.email.clone(),
                token,
                valid_until: now + VALID,
            };
            let to = Recipient {
                email: new.as_str().to_owned(),
                ..recipient.clone()
            };
            let letter = mail::email_confirmation(context, &to, &facts).map_err(StorageError::internal)?;
            work::send(db, user.organisation_id, letter, now)?;
        }
    }
    let warning = mail::email_change_asked(context, &recipient, new.as_str()).map_err(StorageError::internal)?;
    work::send(db, user.organisation_id, warning, now)?;
    note_own(
        db,
        actor,
        &user,
        "user.email_asked",
        (None, Some(new.as_str().to_owned())),
        now,
    )
}

/// The change that a person waits for, if its time is not over.
pub fn waiting(db: &mut Db, user_id: i64, now: NaiveDateTime) -> Result<Option<EmailChangeRow>> {
    Ok(email_changes::of_user(db, user_id)?.filter(|change| change.expires_at > now))
}

/// Gives up the change that a person waits for: its link is worth nothing any more.
pub fn give_up(db: &mut Db, actor: &Actor, now: NaiveDateTime) -> Result<bool> {
    let Some(asked) = email_changes::of_user(db, actor.user_id)? else {
        return Ok(false);
    };
    email_changes::delete(db, asked.id)?;
    let user = users::find(db, actor.user_id)?;
    note_own(db, actor, &user, "user.email_given_up", (Some(asked.email), None), now)?;
    Ok(true)
}

/// What a link is worth.
#[derive(Debug, Clone)]
pub enum LinkState {
    /// It can be used.
    Open(OpenChange),
    /// Its time is over.
    Expired,
    /// It was used, given up, replaced by a newer one, or never made.
    Unknown,
}

/// A link that can be used.
#[derive(Debug, Clone)]
pub struct OpenChange {
    /// Key of the change.
    pub id: i64,
    /// Whose address.
    pub user_id: i64,
    /// Address so far.
    pub old: String,
    /// The new one.
    pub new: String,
}

/// Looks at a link without using it: programs that read mail open links, too.
pub fn look_up(db: &mut Db, token: &str, now: NaiveDateTime) -> Result<LinkState> {
    let Some(asked) = email_changes::find(db, &sha256_hex(token))? else {
        return Ok(LinkState::Unknown);
    };
    if asked.expires_at <= now {
        return Ok(LinkState::Expired);
    }
    let user = users::find(db, asked.user_id)?;
    if user.status != UserStatus::Active.as_str() {
        return Ok(LinkState::Unknown);
    }
    Ok(LinkState::Open(OpenChange {
        id: asked.id,
        user_id: user.id,
        old: user.email.unwrap_or_default(),
        new: asked.email,
    }))
}

/// Uses a link: the new address counts, every session but `kept` ends, and the old address is told. `address` is where it was used from.
pub fn confirm(
    db: &mut Db,
    context: &MailContext,
    link: &OpenChange,
    kept: Option<i64>,
    address: &str,
    now: NaiveDateTime,
) -> Result<()> {
    if !email_changes::delete(db, link.id)? {
        return Err(Error::Refused("email-refused-used"));
    }
    let new = Email::parse(&link.new).map_err(StorageError::internal)?;
    let user = users::find(db, link.user_id)?;
    if users::find_by_email(db, &new.key())?.is_some_and(|owner| owner.id != user.id) {
        return Err(Error::Refused(TAKEN));
    }
    users::set_email(db, &user, new.as_str(), &new.key(), now).map_err(taken)?;
    sessions::delete_others(db, user.id, kept.unwrap_or_default())?;
    // Links that went to the old address must not open the account any more.
    password_links::set_all_used(db, user.id, now)?;
    let (recipient, _) = auth::recipient(db, &user)?;
    let letter = mail::email_changed(context, &recipient, new.as_str(), now).map_err(StorageError::internal)?;
    work::send(db, user.organisation_id, letter, now)?;
    let Some(person) = auth::person(db, user.id, address, now)? else {
        return Ok(());
    };
    let values = (user.email.clone(), Some(new.into_string()));
    note_own(db, &person.actor, &user, "user.email", values, now)
}

/// Two confirmations at the same moment: the index decides.
fn taken(error: StorageError) -> Error {
    match error {
        StorageError::Violated(name) if name == "users_email_key_key" => Error::Refused(TAKEN),
        other => other.into(),
    }
}

fn note_own(
    db: &mut Db,
    actor: &Actor,
    user: &UserRow,
    action: &'static str,
    (old, new): (Option<String>, Option<String>),
    now: NaiveDateTime,
) -> Result<()> {
    match actor.at_home().enter(Permission::EditOwnUserData) {
        Ok(scope) => note(db, &scope, vec![change(action, user, old, new)], now),
        Err(_) => Ok(()),
    }
}
