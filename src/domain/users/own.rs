//! What people change about themselves.

use chrono::NaiveDateTime;

use super::edit::differences;
use super::note;
use crate::domain::Result;
use crate::storage::Db;
use crate::storage::users::{self, Data};
use crate::types::access::Actor;
use crate::types::matrix::Permission;

/// Sets one's own name, language and notifications; the last day of a role is no matter of one's own. Answers whether anything changed.
/// Staff have no audit log of their own.
pub fn edit_own(db: &mut Db, actor: &Actor, data: &Data, now: NaiveDateTime) -> Result<bool> {
    let user = users::find(db, actor.user_id)?;
    let data = Data {
        role_ends_on: user.role_ends_on,
        ..data.clone()
    };
    let entries = differences(&user, &data);
    if entries.is_empty() {
        return Ok(false);
    }
    users::set_data(db, &user, &data, now)?;
    if let Ok(scope) = actor.at_home().enter(Permission::EditOwnUserData) {
        note(db, &scope, entries, now)?;
    }
    Ok(true)
}
