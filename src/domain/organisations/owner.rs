//! The owner of a sub-organisation until the password is set: invited, invited again, or corrected.
//!
//! An address has one account in the installation. Whoever gives an address that has one already must not learn that from us, unless it
//! is of their own organisation: the sub-organisation is made all the same, its owner's row keeps the address without its key (nobody can
//! sign in by it), and the mail that leaves tells the person behind the address what happened. Another address can be given at any time.

use chrono::{NaiveDateTime, TimeDelta};

use crate::crypto::{random_token, sha256_hex};
use crate::domain::auth::{self, REQUEST_LIMIT};
use crate::domain::{Error, Result, company, work};
use crate::mail::{self, MailContext, OwnerElsewhere, Recipient};
use crate::storage::organisations::{self, OrganisationRow};
use crate::storage::sub_organisations::{self as subs, OwnerRow};
use crate::storage::{Db, Error as StorageError, audit, password_links, users};
use crate::types::access::OrgScope;
use crate::types::account_number::AccountNumber;
use crate::types::email::Email;
use crate::types::lang::Lang;
use crate::types::organisation::OrganisationStatus;

use super::founding::{ADDRESS_YOURS, TRY_AGAIN};

/// Sentence: the owner has set a password, so there is nothing to invite.
pub const ALREADY_ACTIVE: &str = "organisations-refused-active";
/// Sentence: enough mails for an hour.
pub const TOO_OFTEN: &str = "organisations-refused-often";

/// Somebody to own an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Sign-in address.
    pub email: Email,
}

/// The owner of a pending sub-organisation.
pub fn of_pending(db: &mut Db, organisation_id: i64) -> Result<OwnerRow> {
    Ok(subs::invited_owner(db, organisation_id)?)
}

/// Whether somebody has the address. Refused when the person who asks knows that anyway: it is of their organisation, or of the owner of
/// one of its sub-organisations.
pub(super) fn is_taken(db: &mut Db, scope: &OrgScope, email: &Email) -> Result<bool> {
    let Some(user) = users::find_by_email(db, &email.key())? else {
        return Ok(false);
    };
    let Some(organisation_id) = user.organisation_id else {
        return Ok(true);
    };
    let is_owner_below = user.role.as_deref() == Some("owner")
        && organisations::find(db, organisation_id)?.parent_id == Some(scope.organisation_id());
    if organisation_id == scope.organisation_id() || is_owner_below {
        return Err(Error::Refused(ADDRESS_YOURS));
    }
    Ok(true)
}

/// Mails the owner of a pending organisation: the link to set a password, or that the address has an account already.
pub(super) fn invite(
    db: &mut Db,
    context: &MailContext,
    master: &OrganisationRow,
    sub: &OrganisationRow,
    now: NaiveDateTime,
) -> Result<()> {
    let owner = subs::invited_owner(db, sub.id)?;
    if let Some(key) = &owner.email_key {
        return auth::send_password_link(db, context, key, now);
    }
    // A link that nobody gets: it counts against the limit like any other.
    let token = random_token()?;
    password_links::insert(db, owner.id, &sha256_hex(&token), "invitation", now, now)?;
    let Some(other) = users::find_by_email(db, &owner.email.to_lowercase())? else {
        return Ok(());
    };
    let to = Recipient {
        email: other.email.clone().unwrap_or_default(),
        name: other.name(),
        lang: other.language.as_deref().and_then(Lang::parse).unwrap_or(Lang::En),
        zone: chrono_tz::Europe::Berlin,
    };
    let facts = OwnerElsewhere {
        organisation: sub.name.clone(),
        master: master.name.clone(),
    };
    let letter = mail::owner_elsewhere(context, &to, &facts).map_err(StorageError::internal)?;
    work::send(db, other.organisation_id, letter, now)?;
    Ok(())
}

/// Invites the owner of a pending sub-organisation again, under another name or address if these were wrong.
pub fn invite_again(
    db: &mut Db,
    scope: &OrgScope,
    context: &MailContext,
    number: &AccountNumber,
    owner: &Owner,
    now: NaiveDateTime,
) -> Result<()> {
    let master = organisations::lock(db, scope)?;
    let sub = subs::lock(db, scope, number)?.organisation;
    if sub.status != OrganisationStatus::Pending.as_str() {
        return Err(Error::Refused(ALREADY_ACTIVE));
    }
    let before = subs::invited_owner(db, sub.id)?;
    if password_links::count_since(db, before.id, now - TimeDelta::hours(1))? >= REQUEST_LIMIT {
        return Err(Error::Refused(TOO_OFTEN));
    }
    let is_same = before.email_key.as_deref() == Some(owner.email.key().as_str());
    let email_key = if is_same || !is_taken(db, scope, &owner.email)? {
        Some(owner.email.key())
    } else {
        None
    };
    let after = OwnerRow {
        id: before.id,
        first_name: owner.first_name.clone(),
        last_name: owner.last_name.clone(),
        email: owner.email.as_str().to_owned(),
        email_key,
    };
    if after != before {
        // A link that went to the address before is worth nothing any more.
        password_links::set_all_used(db, before.id, now)?;
        subs::set_invited_owner(db, &after, now).map_err(|error| match error {
            StorageError::Violated(_) => Error::Refused(TRY_AGAIN),
            other => other.into(),
        })?;
        subs::set_main_email(db, sub.id, &after.email)?;
    }
    let said = |owner: &OwnerRow| format!("{} {} {}", owner.first_name, owner.last_name, owner.email);
    for at in [scope, &scope.inside(sub.id, &master.name)] {
        let change = audit::Change {
            old: (said(&before) != said(&after)).then(|| said(&before)),
            new: Some(said(&after)),
            ..company::about(&sub, "organisation.invite")
        };
        audit::insert(db, at, now, vec![change])?;
    }
    invite(db, context, &master, &sub, now)
}
