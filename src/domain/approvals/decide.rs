//! The end of a request: approved and done, refused, taken back, or out of time.

use chrono::NaiveDateTime;

use super::{ApprovalRow, GONE, GUEST, LOST_RIGHT, NOT_OWN, OVER, OWN, What, close, entered, note, rows, tell};
use crate::domain::users::{self, RoleChange};
use crate::domain::{Error, Result, auth, bulk, transfers};
use crate::mail::MailContext;
use crate::storage::approvals::Decision;
use crate::storage::{Db, Error as StorageError, bulk as bulk_rows, transfers as transfer_rows, users as people};
use crate::types::access::{Actor, OrgScope};
use crate::types::approval::{ApprovalKind, ApprovalStatus};
use crate::types::bulk::BulkStatus;
use crate::types::role::Role;
use crate::types::transfer::TransferStatus;

/// What a person decides about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Let it be done.
    Approve,
    /// Do not.
    Refuse,
}

/// Decides about a request of somebody else, and does what was asked for if it is approved; what is refused is given up. If what was asked
/// for cannot be done now, it is refused with the reason, and the request stays open.
pub fn decide(
    db: &mut Db,
    context: &MailContext,
    actor: &Actor,
    id: i64,
    (verdict, comment): (Verdict, &str),
    now: NaiveDateTime,
) -> Result<ApprovalRow> {
    if actor.home().is_some() {
        return Err(Error::Refused(GUEST));
    }
    let (scope, kinds) = entered(actor)?;
    let found = rows::find(db, &scope, &kinds, id)?;
    let approval = lock(db, &scope, found)?;
    // Rights that were lost a moment ago count no more.
    let actor = acting(db, actor.user_id, &scope, now)?.ok_or(Error::NotFound)?;
    let scope = actor.enter(approval.kind.permission())?;
    if !super::is_open(&approval, now) {
        return Err(Error::Refused(OVER));
    }
    if approval.asked_by == Some(actor.user_id) {
        return Err(Error::Refused(OWN));
    }
    if super::is_about(&approval, actor.user_id) {
        return Err(Error::Refused(users::SELF));
    }
    let (status, action) = match verdict {
        Verdict::Approve => (ApprovalStatus::Approved, "approval.approve"),
        Verdict::Refuse => (ApprovalStatus::Refused, "approval.refuse"),
    };
    let decision = Decision {
        status,
        by: Some((actor.user_id, &actor.name)),
        comment,
    };
    rows::decide(db, &approval, &decision, now)?;
    note(db, &scope, &approval, action, Some(comment), now)?;
    match verdict {
        Verdict::Approve => perform(db, context, &scope, &approval, now)?,
        Verdict::Refuse => give_up(db, &scope, &approval, now)?,
    }
    tell::decided(db, context, &approval, &decision, now)?;
    Ok(approval)
}

/// Takes a request back, and gives up what it was about: only who asked for it.
pub fn withdraw(db: &mut Db, actor: &Actor, id: i64, now: NaiveDateTime) -> Result<ApprovalRow> {
    let (scope, kinds) = entered(actor)?;
    let found = rows::find(db, &scope, &kinds, id)?;
    let approval = lock(db, &scope, found)?;
    if approval.status != ApprovalStatus::Open {
        return Err(Error::Refused(OVER));
    }
    if approval.asked_by != Some(actor.user_id) {
        return Err(Error::Refused(NOT_OWN));
    }
    close(db, &scope, &approval, now)?;
    give_up(db, &scope, &approval, now)?;
    Ok(approval)
}

/// Ends a request whose time is over, gives up what it was about and tells who asked. Answers whether it was open until now.
pub fn expire(db: &mut Db, context: &MailContext, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<bool> {
    let found = rows::find(db, scope, ApprovalKind::ALL, id)?;
    let approval = lock(db, scope, found)?;
    if approval.status != ApprovalStatus::Open || now < approval.expires_at {
        return Ok(false);
    }
    let decision = Decision {
        status: ApprovalStatus::Expired,
        by: None,
        comment: "",
    };
    rows::decide(db, &approval, &decision, now)?;
    note(db, scope, &approval, "approval.expire", None, now)?;
    give_up(db, scope, &approval, now)?;
    tell::decided(db, context, &approval, &decision, now)?;
    Ok(true)
}

/// Locks what a request is about, then the request, and reads it again.
fn lock(db: &mut Db, scope: &OrgScope, approval: ApprovalRow) -> Result<ApprovalRow> {
    let locked = match approval.kind {
        ApprovalKind::Transfer => transfer_rows::lock(db, scope, approval.object_id).map(drop),
        ApprovalKind::Deactivation => bulk_rows::lock(db, scope, approval.object_id).map(drop),
        ApprovalKind::Role => people::lock_people(db, scope),
    };
    match locked {
        // What is not there any more, nobody else can hold.
        Ok(()) | Err(StorageError::NotFound) => Ok(rows::lock(db, scope, approval.id)?),
        Err(error) => Err(error.into()),
    }
}

/// The person in the scope's organisation with the rights they have now; `None` if they are gone.
fn acting(db: &mut Db, user_id: i64, scope: &OrgScope, now: NaiveDateTime) -> Result<Option<Actor>> {
    let address = scope.by().address.clone();
    let person = auth::person_in(db, user_id, scope.organisation_id(), &address, now)?;
    Ok(person.map(|person| person.actor))
}

/// Does what was asked for: with the rights that who asked has now, and, for a role, by those of who approves as well.
fn perform(
    db: &mut Db,
    context: &MailContext,
    approver: &OrgScope,
    approval: &ApprovalRow,
    now: NaiveDateTime,
) -> Result<()> {
    let asker = approval.asked_by.ok_or(Error::Refused(GONE))?;
    let asker = acting(db, asker, approver, now)?.ok_or(Error::Refused(GONE))?;
    let asked = asker
        .enter(approval.kind.permission())
        .map_err(|_| Error::Refused(LOST_RIGHT))?;
    match What::of(approval)? {
        What::Deactivation { .. } => bulk::let_run(db, &asked, approval.object_id, now),
        What::Transfer { .. } => transfers::start(db, &asked, approval.object_id, now).map(drop),
        What::Role(change) => {
            check_role(db, &asked, &change)?;
            users::apply_role(db, context, approver, &change, now).map(drop)
        }
    }
    .map_err(|error| match error {
        Error::NotFound => Error::Refused(GONE),
        other => other,
    })
}

/// Who asked for a role must still be allowed to give it.
fn check_role(db: &mut Db, asked: &OrgScope, change: &RoleChange) -> Result<()> {
    let to = Role::parse(&change.to).ok_or(Error::Refused(users::CHANGED))?;
    let decided = users::decide_role(db, asked, change.user_id, to, change.ends_on).map_err(|error| match error {
        Error::Denied(_) => Error::Refused(LOST_RIGHT),
        other => other,
    })?;
    if decided.as_ref() == Some(change) {
        Ok(())
    } else {
        Err(Error::Refused(users::CHANGED))
    }
}

/// What nobody approved does not wait any longer: the transfer or the bulk action is cancelled, if it still waits.
fn give_up(db: &mut Db, scope: &OrgScope, approval: &ApprovalRow, now: NaiveDateTime) -> Result<()> {
    match approval.kind {
        ApprovalKind::Transfer => match transfer_rows::find(db, scope, approval.object_id) {
            Ok(transfer) if transfer.status == TransferStatus::Waiting => {
                transfers::cancel(db, scope, transfer.id, now)?;
            }
            Ok(_) | Err(StorageError::NotFound) => {}
            Err(error) => return Err(error.into()),
        },
        ApprovalKind::Deactivation => match bulk_rows::find(db, scope, approval.object_id) {
            Ok(action) if action.status == BulkStatus::Previewed => {
                bulk::cancel(db, scope, action.id, now)?;
            }
            Ok(_) | Err(StorageError::NotFound) => {}
            Err(error) => return Err(error.into()),
        },
        ApprovalKind::Role => {}
    }
    Ok(())
}
