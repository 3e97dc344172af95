//! Changing one's own password while signed in.

use super::notices::tell;
use super::two_factor::{Circumstances, note};
use crate::domain::Result;
use crate::mail::Notice;
use crate::storage::{Db, password_links, sessions, users};
use crate::types::access::Actor;

/// Sets the hash of the new password; open links and every other session end, and a mail tells of it. `kept` is the session that
/// changes it.
pub fn change_password(db: &mut Db, with: &Circumstances, actor: &Actor, kept: i64, hash: &str) -> Result<()> {
    users::set_secret(db, actor.user_id, hash, with.now)?;
    password_links::set_all_used(db, actor.user_id, with.now)?;
    sessions::delete_others(db, actor.user_id, kept)?;
    let user = users::find(db, actor.user_id)?;
    tell(db, &with.mail, &user, Notice::OwnPassword, Some(&with.origin), with.now)?;
    note(db, actor, "user.password", with.now)
}
