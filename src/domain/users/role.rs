//! Another role for somebody. The only door is [`change_role`]; it decides and applies. Where the organisation asks for a second person's
//! approval, the answer of [`decide_role`] is kept, and [`apply_role`] follows with the scope of whoever approves.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::rules::{self, CHANGED, Decider, check_end, keep_an_owner, role_of};
use super::{change, note};
use crate::domain::approvals::{self, What};
use crate::domain::{Error, Result, auth, work};
use crate::mail::{self, MailContext};
use crate::storage::users::{self, UserRow};
use crate::storage::{Db, Error as StorageError, sessions};
use crate::types::access::OrgScope;
use crate::types::approval::ApprovalKind;
use crate::types::role::Role;

/// A change that was decided: it may be done as long as the person still has the role it starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChange {
    /// Whose role.
    pub user_id: i64,
    /// Role so far (`Role::as_str`).
    pub from: String,
    /// Role from then on (`Role::as_str`).
    pub to: String,
    /// Last day of an Accountant, in the organisation's time zone.
    pub ends_on: Option<NaiveDate>,
}

/// What became of a wish to give somebody another role.
#[derive(Debug, Clone)]
pub enum RoleOutcome {
    /// They have the role already.
    Same,
    /// It is done; the person as they were.
    Done(Box<UserRow>),
    /// A second person has to approve it; the person as they are.
    Asked(Box<UserRow>),
}

/// Gives a person another role, and ends their sessions: the next sign-in has the new rights and a new session. Where the organisation asks
/// for a second person's approval, it only asks for that; another last day of the same role needs none.
pub fn change_role(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    user_id: i64,
    to: (Role, Option<NaiveDate>),
    now: NaiveDateTime,
) -> Result<RoleOutcome> {
    let Some(decided) = decide_role(db, scope, user_id, to.0, to.1)? else {
        return Ok(RoleOutcome::Same);
    };
    if decided.from != decided.to && approvals::is_required(db, scope, ApprovalKind::Role)? {
        let user = users::find_member(db, scope, user_id)?;
        approvals::ask(db, context, scope, &What::Role(decided), (user_id, &user.name()), now)?;
        return Ok(RoleOutcome::Asked(Box::new(user)));
    }
    let user = apply_role(db, context, scope, &decided, now)?;
    Ok(RoleOutcome::Done(Box::new(user)))
}

/// Whether the person of the scope may give somebody this role now; `None` when that is the role already.
pub fn decide_role(
    db: &mut Db,
    scope: &OrgScope,
    user_id: i64,
    to: Role,
    ends_on: Option<NaiveDate>,
) -> Result<Option<RoleChange>> {
    let decider = Decider::lock(db, scope)?;
    let user = decider.target(db, scope, user_id)?;
    decider.may(to)?;
    let from = check(db, scope, &user, to, ends_on)?;
    if from == to && user.role_ends_on == ends_on {
        return Ok(None);
    }
    Ok(Some(RoleChange {
        user_id,
        from: from.as_str().to_owned(),
        to: to.as_str().to_owned(),
        ends_on,
    }))
}

/// Does what was decided, by whoever the scope is of: they must have the right to it, too, and cannot approve what concerns themselves.
pub fn apply_role(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    decided: &RoleChange,
    now: NaiveDateTime,
) -> Result<UserRow> {
    let to = Role::parse(&decided.to).ok_or(Error::Refused(CHANGED))?;
    let decider = Decider::lock(db, scope)?;
    let user = decider.target(db, scope, decided.user_id)?;
    decider.may(to)?;
    let from = check(db, scope, &user, to, decided.ends_on)?;
    if from.as_str() != decided.from {
        return Err(Error::Refused(CHANGED));
    }
    users::set_role(db, scope, user.id, to, decided.ends_on, now)?;
    sessions::delete_of_user(db, user.id)?;
    let described = |role: &str, ends_on: Option<NaiveDate>| match ends_on {
        Some(day) => format!("{role} {day}"),
        None => role.to_owned(),
    };
    let (old, new) = (
        described(from.as_str(), user.role_ends_on),
        described(to.as_str(), decided.ends_on),
    );
    note(db, scope, vec![change("user.role", &user, Some(old), Some(new))], now)?;
    if user.status == "active" && user.email_key.is_some() && from != to {
        let (recipient, organisation) = auth::recipient(db, &user)?;
        let organisation = organisation.unwrap_or_default();
        let mail = mail::role_changed(context, &recipient, &organisation, to).map_err(StorageError::internal)?;
        work::send(db, user.organisation_id, mail, now)?;
    }
    Ok(user)
}

/// What holds for every change, whoever asks for it. Answers the role so far.
fn check(db: &mut Db, scope: &OrgScope, user: &UserRow, to: Role, ends_on: Option<NaiveDate>) -> Result<Role> {
    let from = role_of(user)?;
    if from == Role::ApiUser || to == Role::ApiUser {
        return Err(Error::Refused(rules::API_ROLE));
    }
    check_end(to, ends_on)?;
    if to != Role::Owner {
        keep_an_owner(db, scope, user)?;
    }
    Ok(from)
}
