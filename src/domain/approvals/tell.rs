//! Mail about approvals.

use chrono::NaiveDateTime;

use super::{ApprovalRow, FourEyes};
use crate::domain::{Result, auth, work};
use crate::mail::{self, ApprovalMail, ApprovalNews, MailContext};
use crate::storage::approvals::Decision;
use crate::storage::users as people;
use crate::storage::{Db, Error as StorageError};
use crate::types::access::OrgScope;
use crate::types::approval::{ApprovalKind, ApprovalStatus};
use crate::types::role::Role;
use crate::types::user_status::UserStatus;

/// People who are told at the most.
const MOST: i64 = 100;

/// Asks the Owners and Admins, but for who asks and who it is about.
pub(super) fn asked(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    approval: &ApprovalRow,
    now: NaiveDateTime,
) -> Result<()> {
    for user in people::deciders(db, scope, MOST)? {
        let is_meant = approval.kind == ApprovalKind::Role && approval.object_id == user.id;
        if Some(user.id) == approval.asked_by || is_meant {
            continue;
        }
        let facts = facts(approval, ApprovalNews::Asked, &approval.asked_by_name, "");
        send(db, context, &user, &facts, now)?;
    }
    Ok(())
}

/// Tells who asked what became of it.
pub(super) fn decided(
    db: &mut Db,
    context: &MailContext,
    approval: &ApprovalRow,
    decision: &Decision<'_>,
    now: NaiveDateTime,
) -> Result<()> {
    let Some(asker) = approval.asked_by else {
        return Ok(());
    };
    let user = match people::find(db, asker) {
        Ok(user) => user,
        Err(StorageError::NotFound) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    if user.status != UserStatus::Active.as_str() {
        return Ok(());
    }
    let news = match decision.status {
        ApprovalStatus::Approved => ApprovalNews::Approved,
        ApprovalStatus::Expired => ApprovalNews::Expired,
        ApprovalStatus::Open | ApprovalStatus::Refused | ApprovalStatus::Withdrawn => ApprovalNews::Refused,
    };
    let who = decision.by.map_or("", |(_, name)| name);
    send(db, context, &user, &facts(approval, news, who, decision.comment), now)
}

/// Tells every Owner that four eyes were switched on or off: nobody shall do that unseen.
pub(super) fn switched(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    wanted: FourEyes,
    now: NaiveDateTime,
) -> Result<()> {
    for user in people::deciders(db, scope, MOST)? {
        if user.role.as_deref() != Some(Role::Owner.as_str()) {
            continue;
        }
        let (to, _) = auth::recipient(db, &user)?;
        let on: Vec<ApprovalKind> = ApprovalKind::ALL
            .iter()
            .copied()
            .filter(|kind| wanted.of(*kind))
            .collect();
        let letter = mail::four_eyes_switched(context, &to, &scope.by().name, &on).map_err(StorageError::internal)?;
        work::send(db, Some(scope.organisation_id()), letter, now)?;
    }
    Ok(())
}

fn facts(approval: &ApprovalRow, news: ApprovalNews, who: &str, comment: &str) -> ApprovalMail {
    ApprovalMail {
        approval_id: approval.id,
        news,
        kind: approval.kind,
        who: who.to_owned(),
        object: approval.object_name.clone(),
        comment: comment.to_owned(),
        until: approval.expires_at,
    }
}

fn send(
    db: &mut Db,
    context: &MailContext,
    user: &people::UserRow,
    facts: &ApprovalMail,
    now: NaiveDateTime,
) -> Result<()> {
    let (to, _) = auth::recipient(db, user)?;
    let letter = mail::approval(context, &to, facts).map_err(StorageError::internal)?;
    work::send(db, user.organisation_id, letter, now)?;
    Ok(())
}
