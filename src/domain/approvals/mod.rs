//! Four eyes (an option of an organisation): a transfer, a bulk deactivation or a change of a role waits until a second person approves it.
//!
//! - `what.rs` what is asked for, as it is kept and shown
//! - `decide.rs` approving, refusing, taking back, running out of time
//! - `switches.rs` which kinds need a second person; `tell.rs` who is told by mail
//!
//! Who asks must be allowed to do it alone otherwise, and so must who approves. What is approved is done in the same transaction, by the
//! rules and the rights that hold at that moment. The switch that counts is that of the organisation in which the request is made: for a
//! transfer that is the master, whose people alone order one; inside a sub-organisation that was entered it is the sub-organisation, and its
//! own people decide. Commands on the server ask nobody.
//!
//! Locks are taken in one order everywhere: first the thing itself (transfer, bulk action, people), then the request about it.

mod decide;
mod switches;
mod tell;
mod what;

use chrono::{NaiveDateTime, TimeDelta};

pub use decide::{Verdict, decide, expire, withdraw};
pub use switches::{ALONE, is_required, set_required};
pub use what::What;

use super::{Error, Result};
use crate::mail::MailContext;
use crate::storage::approvals::{self as rows, Decision, NewApproval};
pub use crate::storage::approvals::{ApprovalRow, FourEyes, due, open_of, required};
use crate::storage::audit::{self, Change};
pub use crate::storage::keyset::{Edge, Recent};
use crate::storage::{Db, Error as StorageError};
use crate::types::access::{Actor, OrgScope};
use crate::types::approval::{ApprovalKind, ApprovalStatus};

/// How long a request waits for a decision.
const WAITS: TimeDelta = TimeDelta::days(7);

/// Longest comment of a decision, in characters.
pub const COMMENT_CHARS: usize = 500;

/// Open requests that are listed at most.
const MOST_OPEN: i64 = 100;

/// Sentence: it was decided already, or its time is over.
pub const OVER: &str = "approval-refused-over";
/// Sentence: nobody approves their own request.
pub const OWN: &str = "approval-refused-own";
/// Sentence: another request about the same is open.
const OPEN: &str = "approval-refused-open";
/// Sentence: whoever asked for it, or what it was about, is gone.
const GONE: &str = "approval-refused-gone";
/// Sentence: whoever asked for it may not do it any more.
const LOST_RIGHT: &str = "approval-refused-lost-right";
/// Sentence: only who asked for it takes it back.
const NOT_OWN: &str = "approval-refused-not-own";
/// Sentence: people of the master organisation decide nothing in a sub-organisation.
const GUEST: &str = "approval-refused-guest";

/// Asks the others of the organisation to approve something, and tells them by mail. The thing itself must be locked.
pub fn ask(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    what: &What,
    (object_id, object_name): (i64, &str),
    now: NaiveDateTime,
) -> Result<i64> {
    let kind = what.kind();
    if open_of(db, scope, kind, object_id)?.is_some() {
        return Err(Error::Refused(OPEN));
    }
    let new = NewApproval {
        kind,
        object_id,
        object_name,
        argument: &what.stored()?,
        expires_at: now + WAITS,
    };
    let id = match rows::insert(db, scope, &new, now) {
        Ok(id) => id,
        Err(StorageError::Violated(_)) => return Err(Error::Refused(OPEN)),
        Err(error) => return Err(error.into()),
    };
    let approval = rows::lock(db, scope, id)?;
    note(db, scope, &approval, "approval.ask", None, now)?;
    tell::asked(db, context, scope, &approval, now)?;
    Ok(id)
}

/// The kinds that a person may ask for and approve, with a scope of the organisation. Denied if there is none.
fn entered(actor: &Actor) -> Result<(OrgScope, Vec<ApprovalKind>)> {
    let mut kinds = Vec::new();
    let mut found = None;
    for kind in ApprovalKind::ALL {
        match actor.enter(kind.permission()) {
            Ok(scope) => {
                kinds.push(*kind);
                found = Some(Ok(scope));
            }
            Err(denied) => found = found.or(Some(Err(denied))),
        }
    }
    let scope = found.ok_or(Error::NotFound)??;
    Ok((scope, kinds))
}

/// A request that the person may know of: of a kind that they could do themselves.
pub fn find(db: &mut Db, actor: &Actor, id: i64) -> Result<ApprovalRow> {
    let (scope, kinds) = entered(actor)?;
    Ok(rows::find(db, &scope, &kinds, id)?)
}

/// The open requests that the person may know of, the oldest first; at most 100.
pub fn open(db: &mut Db, actor: &Actor) -> Result<Vec<ApprovalRow>> {
    let (scope, kinds) = entered(actor)?;
    Ok(rows::open(db, &scope, &kinds, MOST_OPEN)?)
}

/// Those that are over, the latest first.
pub fn over(db: &mut Db, actor: &Actor, edge: Edge<i64>, most: i64) -> Result<Recent<ApprovalRow>> {
    let (scope, kinds) = entered(actor)?;
    Ok(rows::over(db, &scope, &kinds, edge, most)?)
}

/// How many open requests wait for this person: asked for by others. None for who may decide nothing.
pub fn waiting_for(db: &mut Db, actor: &Actor, now: NaiveDateTime) -> Result<i64> {
    match entered(actor) {
        Ok((scope, kinds)) if actor.home().is_none() => {
            Ok(rows::count_of_others(db, &scope, &kinds, actor.user_id, now)?)
        }
        _ => Ok(0),
    }
}

/// Whether the person can decide about a request, as far as the two of them tell.
pub fn may_decide(actor: &Actor, approval: &ApprovalRow, now: NaiveDateTime) -> bool {
    is_open(approval, now)
        && approval.asked_by != Some(actor.user_id)
        && actor.home().is_none()
        && actor.may(approval.kind.permission())
        && !is_about(approval, actor.user_id)
}

/// Whether a request can still be decided about.
pub fn is_open(approval: &ApprovalRow, now: NaiveDateTime) -> bool {
    approval.status == ApprovalStatus::Open && now < approval.expires_at
}

/// Whether it is about the role of this person.
fn is_about(approval: &ApprovalRow, user_id: i64) -> bool {
    approval.kind == ApprovalKind::Role && approval.object_id == user_id
}

/// Ends the open request about something that is gone or given up. The thing itself must be locked.
pub fn close_of(db: &mut Db, scope: &OrgScope, kind: ApprovalKind, object_id: i64, now: NaiveDateTime) -> Result<()> {
    match open_of(db, scope, kind, object_id)? {
        Some(approval) => close(db, scope, &approval, now),
        None => Ok(()),
    }
}

fn close(db: &mut Db, scope: &OrgScope, approval: &ApprovalRow, now: NaiveDateTime) -> Result<()> {
    let decision = Decision {
        status: ApprovalStatus::Withdrawn,
        by: scope.by().user_id.map(|id| (id, scope.by().name.as_str())),
        comment: "",
    };
    rows::decide(db, approval, &decision, now)?;
    note(db, scope, approval, "approval.withdraw", None, now)
}

/// The audit entry of a step: the kind, and, where something was said with it, that in its place.
fn note(
    db: &mut Db,
    scope: &OrgScope,
    approval: &ApprovalRow,
    action: &str,
    comment: Option<&str>,
    now: NaiveDateTime,
) -> Result<()> {
    let kind = approval.kind.as_str().to_owned();
    let (old, new) = match comment.filter(|text| !text.is_empty()) {
        Some(comment) => (Some(kind), Some(comment.to_owned())),
        None => (None, Some(kind)),
    };
    let change = Change {
        action,
        object_kind: "approval",
        object_id: approval.id,
        object_name: &approval.object_name,
        old,
        new,
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}
