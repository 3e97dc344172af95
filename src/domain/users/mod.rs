//! People of an organisation (product section 9, `roles.md`).
//!
//! - `rules.rs` who may decide about whom, on locked rows
//! - `invite.rs` new people, and links for those who are here
//! - `edit.rs` names, language, notifications, last day
//! - `role.rs` another role: deciding and applying are apart, so that a second person's approval can come between
//! - `status.rs` disabling and enabling; `delete.rs` removing, and what becomes of what they leave
//! - `api_users.rs` credentials for the management API; `api_login.rs` what its token call asks
//! - `own.rs` what people change about themselves; `email.rs` their sign-in address
//! - `by_command.rs` the first people of an installation

pub mod api_login;
mod api_users;
mod by_command;
mod delete;
mod edit;
pub mod email;
mod invite;
mod own;
mod role;
mod rules;
mod status;

use chrono::NaiveDateTime;

pub use api_users::{NewClient, create_client, end_of_day, renew_secret, set_expiry};
pub use by_command::{Invitation, Place, invite, member_by_email, organisation_by_number};
pub use delete::{Left, delete, left_behind};
pub use edit::edit;
pub use invite::{Invited, NewPerson, insert_invited, invite_again, invite_member, send_reset};
pub use own::edit_own;
pub use role::{RoleChange, RoleOutcome, change_role};
pub(in crate::domain) use role::{apply_role, decide_role};
pub use rules::{ADMINISTERING, CHANGED, LAST_OWNER, Powers, SELF, permission_for};
pub use status::{disable, enable};

use super::Result;
use super::auth;
use crate::mail::Recipient;
use crate::storage::Db;
use crate::storage::audit::{self, Change};
use crate::storage::users;
pub use crate::storage::users::{Data, PeopleFilter, PeopleSlice, UserRow, count_by_role, find, find_member, page};
use crate::types::access::OrgScope;
use crate::types::notification::Notification;
use rules::role_of;

/// People who are told of something at the most.
const MOST_TOLD: i64 = 1_000;

/// Active people of the organisation who want to be told of something, as mail takes them.
pub fn to_notify(db: &mut Db, scope: &OrgScope, kind: Notification) -> Result<Vec<Recipient>> {
    let people = users::with_notification(db, scope, kind, MOST_TOLD)?;
    let recipients = people.iter().map(|user| Ok(auth::recipient(db, user)?.0));
    recipients.collect()
}

/// A line of the audit log about a person.
fn change(action: &'static str, user: &UserRow, old: Option<String>, new: Option<String>) -> Entry {
    Entry {
        action,
        id: user.id,
        name: user.name(),
        old,
        new,
    }
}

/// What is written about a person.
struct Entry {
    action: &'static str,
    id: i64,
    name: String,
    old: Option<String>,
    new: Option<String>,
}

fn note(db: &mut Db, scope: &OrgScope, entries: Vec<Entry>, now: NaiveDateTime) -> Result<()> {
    note_of(db, scope, "user", entries, now)
}

fn note_of(db: &mut Db, scope: &OrgScope, kind: &'static str, entries: Vec<Entry>, now: NaiveDateTime) -> Result<()> {
    let changes = entries
        .iter()
        .map(|entry| Change {
            action: entry.action,
            object_kind: kind,
            object_id: entry.id,
            object_name: &entry.name,
            old: entry.old.clone(),
            new: entry.new.clone(),
        })
        .collect();
    Ok(audit::insert(db, scope, now, changes)?)
}
