//! Saved views of the list of SIMs: filters, order and columns under a name (product section 4). Private, or shared with the organisation;
//! only the owner changes a view.

use chrono::NaiveDateTime;

use super::sims::{Columns, SimQuery};
use super::{Error, Result, reports};
use crate::mail::MailContext;
use crate::storage::audit::{self, Change};
pub use crate::storage::saved_views::ViewRow;
use crate::storage::saved_views::{self, NewView};
use crate::storage::{Db, Error as StorageError};
use crate::types::access::OrgScope;
use crate::types::view_name::ViewName;

/// Views that a person can have.
pub const MOST: i64 = 100;

/// Views that a list shows: one's own and those of colleagues.
const MOST_LISTED: i64 = 300;

/// Sentence: the person has a view of this name.
pub const NAME_TAKEN: &str = "views-name-taken";
/// Sentence: the person has enough views.
pub const TOO_MANY: &str = "views-too-many";
/// Sentence: the view is somebody else's.
pub const NOT_YOURS: &str = "views-refused-not-yours";

const UNIQUE: &str = "saved_views_organisation_id_user_id_name_key_key";

/// What is saved.
#[derive(Debug, Clone)]
pub struct Content {
    /// Which SIMs, in which order.
    pub query: SimQuery,
    /// Which columns.
    pub columns: Columns,
}

impl Content {
    /// What a view shows.
    pub fn of(view: &ViewRow) -> Self {
        Self {
            query: SimQuery::parse(&view.query).0,
            columns: Columns::of(&view.column_names),
        }
    }
}

/// The views that a person sees, by name.
pub fn list(db: &mut Db, scope: &OrgScope, user_id: i64) -> Result<Vec<ViewRow>> {
    Ok(saved_views::list(db, scope, user_id, MOST_LISTED)?)
}

/// One of them.
pub fn find(db: &mut Db, scope: &OrgScope, user_id: i64, id: i64) -> Result<ViewRow> {
    Ok(saved_views::find(db, scope, user_id, id)?)
}

/// Saves a view.
pub fn save(
    db: &mut Db,
    scope: &OrgScope,
    user_id: i64,
    (name, is_shared): (&ViewName, bool),
    content: &Content,
    now: NaiveDateTime,
) -> Result<i64> {
    if saved_views::has_name(db, scope, user_id, &name.key(), 0)? {
        return Err(Error::Refused(NAME_TAKEN));
    }
    if saved_views::count_of(db, scope, user_id)? >= MOST {
        return Err(Error::Refused(TOO_MANY));
    }
    let view = NewView {
        name: name.as_str(),
        name_key: &name.key(),
        query: &content.query.text(),
        column_names: &content.columns.stored(),
        is_shared,
    };
    let id = saved_views::insert(db, scope, user_id, &view, now).map_err(name_taken)?;
    note(
        db,
        scope,
        "view.save",
        (id, name.as_str()),
        (None, Some(view.query)),
        now,
    )?;
    Ok(id)
}

/// Gives a view another name, and shares it or no longer. Reports that colleagues get of it end when they do not see it any more.
pub fn rename(
    db: &mut Db,
    scope: &OrgScope,
    user_id: i64,
    id: i64,
    (name, is_shared): (&ViewName, bool),
    context: &MailContext,
    now: NaiveDateTime,
) -> Result<()> {
    let view = own(db, scope, user_id, id)?;
    if saved_views::has_name(db, scope, user_id, &name.key(), id)? {
        return Err(Error::Refused(NAME_TAKEN));
    }
    if view.is_shared && !is_shared {
        reports::end_of_others(db, scope, &view, context, now)?;
        saved_views::forget_default_of_others(db, scope, id, user_id)?;
    }
    saved_views::set_name(db, id, name.as_str(), &name.key(), is_shared, now).map_err(name_taken)?;
    let state = |name: &str, is_shared: bool| format!("{name} shared={}", if is_shared { "yes" } else { "no" });
    let (old, new) = (state(&view.name, view.is_shared), state(name.as_str(), is_shared));
    if old == new {
        return Ok(());
    }
    note(
        db,
        scope,
        "view.rename",
        (id, name.as_str()),
        (Some(&old), Some(&new)),
        now,
    )
}

/// Replaces what a view shows.
pub fn overwrite(
    db: &mut Db,
    scope: &OrgScope,
    user_id: i64,
    id: i64,
    content: &Content,
    now: NaiveDateTime,
) -> Result<()> {
    let view = own(db, scope, user_id, id)?;
    let query = content.query.text();
    saved_views::set_query(db, id, &query, &content.columns.stored(), now)?;
    let change = (Some(view.query.as_str()), Some(query.as_str()));
    note(db, scope, "view.change", (id, &view.name), change, now)
}

/// Removes a view with the reports that are made of it.
pub fn delete(
    db: &mut Db,
    scope: &OrgScope,
    user_id: i64,
    id: i64,
    context: &MailContext,
    now: NaiveDateTime,
) -> Result<ViewRow> {
    let view = own(db, scope, user_id, id)?;
    reports::end_of_others(db, scope, &view, context, now)?;
    saved_views::delete(db, id)?;
    note(
        db,
        scope,
        "view.delete",
        (id, &view.name),
        (Some(&view.query), None),
        now,
    )?;
    Ok(view)
}

/// Chooses the view that the list opens with, or none. A person's own taste, so not in the audit log.
pub fn set_default(db: &mut Db, scope: &OrgScope, user_id: i64, view_id: Option<i64>) -> Result<()> {
    if let Some(id) = view_id {
        find(db, scope, user_id, id)?;
    }
    Ok(saved_views::set_default(db, user_id, view_id)?)
}

fn own(db: &mut Db, scope: &OrgScope, user_id: i64, id: i64) -> Result<ViewRow> {
    let view = find(db, scope, user_id, id)?;
    if view.user_id == user_id {
        Ok(view)
    } else {
        Err(Error::Refused(NOT_YOURS))
    }
}

/// Two forms at the same moment: the index decides.
fn name_taken(error: StorageError) -> Error {
    match error {
        StorageError::Violated(name) if name == UNIQUE => Error::Refused(NAME_TAKEN),
        other => other.into(),
    }
}

fn note(
    db: &mut Db,
    scope: &OrgScope,
    action: &str,
    (id, name): (i64, &str),
    (old, new): (Option<&str>, Option<&str>),
    now: NaiveDateTime,
) -> Result<()> {
    let change = Change {
        action,
        object_kind: "view",
        object_id: id,
        object_name: name,
        old: old.map(str::to_owned),
        new: new.map(str::to_owned),
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}
