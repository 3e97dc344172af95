//! Which kinds need a second person in an organisation: its Owners decide.

use chrono::NaiveDateTime;

use super::{FourEyes, required, tell};
use crate::domain::{Error, Result};
use crate::mail::MailContext;
use crate::storage::approvals as rows;
use crate::storage::audit::{self, Change};
use crate::storage::{Db, organisations, users};
use crate::types::access::OrgScope;
use crate::types::approval::ApprovalKind;
use crate::types::role::Role;
use crate::types::user_status::UserStatus;

/// People who can decide, with whom it can be switched on.
const ENOUGH: i64 = 2;

/// Sentence: fewer than two people could decide.
pub const ALONE: &str = "approval-refused-alone";
/// Sentence: only an Owner switches it.
const NOT_OWNER: &str = "approval-refused-not-owner";

/// Whether something of this kind needs a second person when the person of the scope does it. A command on the server asks nobody.
pub fn is_required(db: &mut Db, scope: &OrgScope, kind: ApprovalKind) -> Result<bool> {
    Ok(scope.by().user_id.is_some() && required(db, scope)?.of(kind))
}

/// Switches four eyes on or off, kind by kind, and tells every Owner. At least two Owners and Admins must be able to decide. Answers whether
/// anything changed. What waits already goes on waiting.
pub fn set_required(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    wanted: FourEyes,
    now: NaiveDateTime,
) -> Result<bool> {
    users::lock_people(db, scope)?;
    let by = scope.by().user_id.ok_or(Error::Refused(NOT_OWNER))?;
    let owner = users::find_member(db, scope, by)?;
    if owner.role.as_deref() != Some(Role::Owner.as_str()) || owner.status != UserStatus::Active.as_str() {
        return Err(Error::Refused(NOT_OWNER));
    }
    let organisation = organisations::find(db, scope.organisation_id())?;
    let wanted = FourEyes {
        // Only a master's people order transfers.
        transfers: wanted.transfers && organisation.parent_id.is_none(),
        ..wanted
    };
    let before = required(db, scope)?;
    if before == wanted {
        return Ok(false);
    }
    let is_more = ApprovalKind::ALL
        .iter()
        .any(|kind| wanted.of(*kind) && !before.of(*kind));
    let deciders = i64::try_from(users::deciders(db, scope, ENOUGH)?.len()).unwrap_or(ENOUGH);
    if is_more && deciders < ENOUGH {
        return Err(Error::Refused(ALONE));
    }
    rows::set_required(db, scope, wanted)?;
    let change = Change {
        action: "organisation.four_eyes",
        object_kind: "organisation",
        object_id: organisation.id,
        object_name: &organisation.name,
        old: described(before),
        new: described(wanted),
    };
    audit::insert(db, scope, now, vec![change])?;
    tell::switched(db, context, scope, wanted, now)?;
    Ok(true)
}

/// The kinds that are on, as the audit log has them.
fn described(required: FourEyes) -> Option<String> {
    let on: Vec<&str> = ApprovalKind::ALL
        .iter()
        .filter(|kind| required.of(**kind))
        .map(|kind| kind.as_str())
        .collect();
    (!on.is_empty()).then(|| on.join(", "))
}
