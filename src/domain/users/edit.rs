//! Editing somebody else: name, language, notifications, last day.

use chrono::NaiveDateTime;

use super::rules::{Decider, check_end, role_of};
use super::{Entry, change, note};
use crate::domain::Result;
use crate::storage::Db;
use crate::storage::users::{self, Data, UserRow};
use crate::types::access::OrgScope;
use crate::types::lang::Lang;
use crate::types::notification::Notification;

/// Sets what can be edited; what stays as it was is not in the log. Answers whether anything changed.
pub fn edit(db: &mut Db, scope: &OrgScope, user_id: i64, data: &Data, now: NaiveDateTime) -> Result<bool> {
    let user = Decider::lock(db, scope)?.target(db, scope, user_id)?;
    check_end(role_of(&user)?, data.role_ends_on)?;
    let entries = differences(&user, data);
    if entries.is_empty() {
        return Ok(false);
    }
    users::set_data(db, &user, data, now)?;
    note(db, scope, entries, now)?;
    Ok(true)
}

/// One line of the log for each field that changes.
pub(super) fn differences(user: &UserRow, data: &Data) -> Vec<Entry> {
    let old = Data::of(user);
    let name = |data: &Data| format!("{} {}", data.first_name, data.last_name).trim().to_owned();
    let lang = |data: &Data| data.lang.map(|lang: Lang| lang.as_str().to_owned());
    let told = |data: &Data| Some(Notification::stored(&data.notifications)).filter(|text| !text.is_empty());
    let ends = |data: &Data| data.role_ends_on.map(|day| day.to_string());
    let fields = [
        ("user.name", Some(name(&old)), Some(name(data))),
        ("user.language", lang(&old), lang(data)),
        ("user.notifications", told(&old), told(data)),
        ("user.ends_on", ends(&old), ends(data)),
    ];
    fields
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(action, old, new)| change(action, user, old, new))
        .collect()
}
