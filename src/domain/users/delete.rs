//! Removing people. The audit log keeps their names; what else they leave is handed over or goes with them.

use chrono::NaiveDateTime;

use super::rules::{Decider, keep_an_owner};
use super::{change, note};
use crate::domain::{Result, approvals, reports};
use crate::mail::MailContext;
use crate::storage::users::{self, UserRow};
use crate::storage::{Db, saved_views, sessions};
use crate::types::access::OrgScope;
use crate::types::approval::ApprovalKind;
use crate::types::view_name::ViewName;

/// More shared views than anybody may have.
const MOST_VIEWS: i64 = 1_000;

/// What a person leaves, for the page that asks whether to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Views that are shared with the organisation: they pass to whoever removes the person.
    pub shared_views: i64,
    /// SIMs that an End user sees: they are linked to nobody then.
    pub sims: i64,
}

/// What the person leaves now.
pub fn left_behind(db: &mut Db, scope: &OrgScope, user_id: i64) -> Result<Left> {
    let views = saved_views::shared_by(db, scope, user_id, MOST_VIEWS)?;
    Ok(Left {
        shared_views: i64::try_from(views.len()).unwrap_or(MOST_VIEWS),
        sims: users::count_end_user_sims(db, scope, user_id)?,
    })
}

/// Removes a person or API user, or withdraws an invitation. Sessions, links, secrets, own views, reports and files end; shared views pass
/// to whoever removes the person (to nobody, and end, when a command does); the address is free again. Answers who it was.
pub fn delete(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    user_id: i64,
    now: NaiveDateTime,
) -> Result<UserRow> {
    let user = Decider::lock(db, scope)?.invited(db, scope, user_id)?;
    keep_an_owner(db, scope, &user)?;
    for view in saved_views::shared_by(db, scope, user.id, MOST_VIEWS)? {
        match scope.by().user_id {
            Some(heir) => hand_over(db, scope, &user, &view, heir, now)?,
            None => reports::end_of_others(db, scope, &view, context, now)?,
        }
    }
    approvals::close_of(db, scope, ApprovalKind::Role, user.id, now)?;
    let sims = users::clear_end_user(db, scope, user.id, now)?;
    // Sessions would go with the row; said here, because it is what ends the person's access at once.
    sessions::delete_of_user(db, user.id)?;
    users::delete(db, scope, user.id)?;
    let sign_in = user.email.as_deref().or(user.client_id.as_deref()).unwrap_or_default();
    let mut old = format!("{sign_in} {}", user.role.as_deref().unwrap_or_default());
    if sims > 0 {
        old.push_str(&format!(" sims={sims}"));
    }
    note(db, scope, vec![change("user.delete", &user, Some(old), None)], now)?;
    Ok(user)
}

fn hand_over(
    db: &mut Db,
    scope: &OrgScope,
    from: &UserRow,
    view: &saved_views::ViewRow,
    heir: i64,
    now: NaiveDateTime,
) -> Result<()> {
    let name = free_name(db, scope, &view.name, heir)?;
    saved_views::hand_over(db, view.id, heir, name.as_str(), &name.key(), now)?;
    let entry = super::Entry {
        action: "view.hand_over",
        id: view.id,
        name: view.name.clone(),
        old: Some(from.name()),
        new: Some(name.into_string()),
    };
    super::note_of(db, scope, "view", vec![entry], now)
}

/// The name, or the name with the first number that makes it another one than the heir's own views have.
fn free_name(db: &mut Db, scope: &OrgScope, name: &str, heir: i64) -> Result<ViewName> {
    for n in 1_i64.. {
        let tail = if n == 1 { String::new() } else { format!(" ({n})") };
        let room = ViewName::MAX_CHARS.saturating_sub(tail.chars().count());
        let head: String = name.chars().take(room).collect();
        // Parsing fails for no name that was stored once; an odd one becomes its number.
        let candidate = ViewName::parse(&format!("{head}{tail}")).or_else(|_| ViewName::parse(&n.to_string()));
        if let Ok(candidate) = candidate
            && !saved_views::has_name(db, scope, heir, &candidate.key(), 0)?
        {
            return Ok(candidate);
        }
    }
    Err(crate::domain::Error::Refused(super::CHANGED))
}
