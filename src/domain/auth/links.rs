//! Set-password links: single use, 72 hours for an invitation, 2 hours for a reset, stored only as a hash.

use chrono::{NaiveDateTime, TimeDelta};

use super::notices::recipient;
use crate::crypto::{random_token, sha256_hex};
use crate::domain::work::{self, Job};
use crate::domain::{Error, Result};
use crate::mail::{self, MailContext, PasswordLinkMail};
use crate::storage::audit::{self, Change};
use crate::storage::users::{self, UserRow};
use crate::storage::{Db, organisations, password_links, sessions};
use crate::types::matrix::Permission;

/// Links that one person is sent per hour at the most, whoever asks.
pub const REQUEST_LIMIT: i64 = 5;

/// What a link is worth.
#[derive(Debug, Clone)]
pub enum LinkState {
    /// It can be used.
    Open(OpenLink),
    /// It was used, or a newer one replaced it.
    Used,
    /// Its time is over.
    Expired,
    /// We never made it.
    Unknown,
}

/// A link that can be used.
#[derive(Debug, Clone)]
pub struct OpenLink {
    /// Key of the link.
    pub id: i64,
    /// Whose password.
    pub user_id: i64,
    /// Sign-in address.
    pub email: String,
    /// Whether the person is invited (else: a reset).
    pub is_invitation: bool,
}

/// Looks at a link without using it.
pub fn look_up_link(db: &mut Db, token: &str, now: NaiveDateTime) -> Result<LinkState> {
    let Some(link) = password_links::find(db, &sha256_hex(token))? else {
        return Ok(LinkState::Unknown);
    };
    if link.used_at.is_some() {
        return Ok(LinkState::Used);
    }
    if link.expires_at <= now {
        return Ok(LinkState::Expired);
    }
    let user = users::find(db, link.user_id)?;
    if user.status == "disabled" {
        return Ok(LinkState::Unknown);
    }
    Ok(LinkState::Open(OpenLink {
        id: link.id,
        user_id: user.id,
        email: user.email.unwrap_or_default(),
        is_invitation: link.purpose == "invitation",
    }))
}

/// Asks for a link to this address. Written as a job for any address, so that the answer and its time tell nothing.
pub fn request_link(db: &mut Db, email_key: &str, now: NaiveDateTime) -> Result<()> {
    work::enqueue(
        db,
        None,
        &Job::SendPasswordLink {
            email_key: email_key.to_owned(),
        },
        now,
    )?;
    Ok(())
}

/// Sends a new link to the person of a used or expired one; an unknown one changes nothing.
pub fn send_link_again(db: &mut Db, token: &str, now: NaiveDateTime) -> Result<()> {
    if let Some(link) = password_links::find(db, &sha256_hex(token))?
        && let Some(email_key) = users::find(db, link.user_id)?.email_key
    {
        request_link(db, &email_key, now)?;
    }
    Ok(())
}

/// Makes a link for the person with this address, if there is one, and mails it. Open links before it lose their worth.
pub fn send_password_link(db: &mut Db, context: &MailContext, email_key: &str, now: NaiveDateTime) -> Result<()> {
    let Some(user) = users::find_by_email(db, email_key)?.filter(|user| user.status != "disabled") else {
        return Ok(());
    };
    if password_links::count_since(db, user.id, now - TimeDelta::hours(1))? >= REQUEST_LIMIT {
        return Ok(());
    }
    let is_invitation = user.status == "invited";
    let (purpose, valid) = if is_invitation {
        ("invitation", TimeDelta::hours(72))
    } else {
        ("reset", TimeDelta::hours(2))
    };
    let token = random_token()?;
    password_links::set_all_used(db, user.id, now)?;
    password_links::insert(db, user.id, &sha256_hex(&token), purpose, now, now + valid)?;
    let (recipient, organisation) = recipient(db, &user)?;
    let mail = PasswordLinkMail {
        is_invitation,
        organisation,
        token,
        valid_until: now + valid,
    };
    work::send(
        db,
        user.organisation_id,
        mail::password_link(context, &recipient, &mail).map_err(crate::storage::Error::internal)?,
        now,
    )?;
    Ok(())
}

/// Redeems a link: sets the password, ends every session of the person, and tells them by mail.
pub fn set_password(db: &mut Db, context: &MailContext, link: &OpenLink, hash: &str, now: NaiveDateTime) -> Result<()> {
    if !password_links::set_used(db, link.id, now)? {
        return Err(Error::Refused("error-link-used"));
    }
    password_links::set_all_used(db, link.user_id, now)?;
    users::set_secret(db, link.user_id, hash, now)?;
    sessions::delete_of_user(db, link.user_id)?;
    let user = users::find(db, link.user_id)?;
    begin_organisation(db, &user, now)?;
    let (recipient, _) = recipient(db, &user)?;
    work::send(
        db,
        user.organisation_id,
        mail::password_changed(context, &recipient, now).map_err(crate::storage::Error::internal)?,
        now,
    )?;
    Ok(())
}

/// The owner of a new organisation has set a password: the organisation is in use from now on.
fn begin_organisation(db: &mut Db, user: &UserRow, now: NaiveDateTime) -> Result<()> {
    let (Some(organisation_id), Some("owner")) = (user.organisation_id, user.role.as_deref()) else {
        return Ok(());
    };
    if !organisations::set_active(db, organisation_id)? {
        return Ok(());
    }
    let organisation = organisations::find(db, organisation_id)?;
    let Some(person) = super::person(db, user.id, "", now)? else {
        return Ok(());
    };
    let scope = person.actor.enter(Permission::EditCustomerData)?;
    let change = Change {
        action: "organisation.active",
        object_kind: "organisation",
        object_id: organisation.id,
        object_name: &organisation.name,
        old: Some("pending".to_owned()),
        new: Some("active".to_owned()),
    };
    Ok(audit::insert(db, &scope, now, vec![change])?)
}
