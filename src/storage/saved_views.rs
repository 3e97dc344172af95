//! Saved views of the list of SIMs.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{saved_views, users};
use super::{Db, Result};
use crate::storage::db::MultiBackend;
use crate::types::access::OrgScope;

/// A row of `saved_views`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ViewRow {
    /// Key.
    pub id: i64,
    /// Whose it is.
    pub user_id: i64,
    /// Name as typed.
    pub name: String,
    /// What the list is asked for (`SimQuery::text`).
    pub query: String,
    /// Names of the columns (`Columns::stored`).
    pub column_names: String,
    /// Whether the whole organisation sees it.
    pub is_shared: bool,
    /// Changed at.
    pub updated_at: NaiveDateTime,
}

type Columns = (
    saved_views::id,
    saved_views::user_id,
    saved_views::name,
    saved_views::query,
    saved_views::column_names,
    saved_views::is_shared,
    saved_views::updated_at,
);

const COLUMNS: Columns = (
    saved_views::id,
    saved_views::user_id,
    saved_views::name,
    saved_views::query,
    saved_views::column_names,
    saved_views::is_shared,
    saved_views::updated_at,
);

/// What is kept of a view.
#[derive(Debug, Clone)]
pub struct NewView<'a> {
    /// Name.
    pub name: &'a str,
    /// Lower-case form of the name.
    pub name_key: &'a str,
    /// What the list is asked for.
    pub query: &'a str,
    /// Names of the columns.
    pub column_names: &'a str,
    /// Whether the whole organisation sees it.
    pub is_shared: bool,
}

/// The views that a person sees: their own, and what colleagues share. An end user sees their own only.
fn visible(scope: &OrgScope, user_id: i64) -> saved_views::BoxedQuery<'static, MultiBackend> {
    let query = saved_views::table
        .filter(saved_views::organisation_id.eq(scope.organisation_id()))
        .into_boxed();
    match scope.end_user_id() {
        Some(_) => query.filter(saved_views::user_id.eq(user_id)),
        None => query.filter(saved_views::user_id.eq(user_id).or(saved_views::is_shared.eq(true))),
    }
}

/// All of them by name, at most `most`.
pub fn list(db: &mut Db, scope: &OrgScope, user_id: i64, most: i64) -> Result<Vec<ViewRow>> {
    Ok(visible(scope, user_id)
        .order((saved_views::name_key, saved_views::id))
        .limit(most)
        .select(COLUMNS)
        .load(db)?)
}

/// One of them; what the person does not see is `NotFound`.
pub fn find(db: &mut Db, scope: &OrgScope, user_id: i64, id: i64) -> Result<ViewRow> {
    Ok(visible(scope, user_id)
        .filter(saved_views::id.eq(id))
        .select(COLUMNS)
        .first(db)?)
}

/// How many views a person has.
pub fn count_of(db: &mut Db, scope: &OrgScope, user_id: i64) -> Result<i64> {
    Ok(saved_views::table
        .filter(saved_views::organisation_id.eq(scope.organisation_id()))
        .filter(saved_views::user_id.eq(user_id))
        .count()
        .get_result(db)?)
}

/// Whether a person has another view of this name (lower-case form).
pub fn has_name(db: &mut Db, scope: &OrgScope, user_id: i64, name_key: &str, other_than: i64) -> Result<bool> {
    let found: Option<i64> = saved_views::table
        .filter(saved_views::organisation_id.eq(scope.organisation_id()))
        .filter(saved_views::user_id.eq(user_id))
        .filter(saved_views::name_key.eq(name_key))
        .filter(saved_views::id.ne(other_than))
        .select(saved_views::id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// Adds a view; `saved_views_organisation_id_user_id_name_key_key` is violated when the person has one of this name.
pub fn insert(db: &mut Db, scope: &OrgScope, user_id: i64, view: &NewView<'_>, now: NaiveDateTime) -> Result<i64> {
    use saved_views as v;
    Ok(diesel::insert_into(v::table)
        .values((
            v::root_id.eq(scope.root_id()),
            v::organisation_id.eq(scope.organisation_id()),
            v::user_id.eq(user_id),
            v::name.eq(view.name),
            v::name_key.eq(view.name_key),
            v::query.eq(view.query),
            v::column_names.eq(view.column_names),
            v::is_shared.eq(view.is_shared),
            v::created_at.eq(now),
            v::updated_at.eq(now),
        ))
        .returning(v::id)
        .get_result(db)?)
}

/// Names a view and shares it, or no longer. The view was found through a scope.
pub fn set_name(db: &mut Db, id: i64, name: &str, name_key: &str, is_shared: bool, now: NaiveDateTime) -> Result<()> {
    use saved_views as v;
    diesel::update(v::table.find(id))
        .set((
            v::name.eq(name),
            v::name_key.eq(name_key),
            v::is_shared.eq(is_shared),
            v::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Replaces what a view shows. The view was found through a scope.
pub fn set_query(db: &mut Db, id: i64, query: &str, column_names: &str, now: NaiveDateTime) -> Result<()> {
    use saved_views as v;
    diesel::update(v::table.find(id))
        .set((
            v::query.eq(query),
            v::column_names.eq(column_names),
            v::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Removes a view. It is nobody's default any more; its reports end with it.
pub fn delete(db: &mut Db, id: i64) -> Result<()> {
    diesel::delete(saved_views::table.find(id)).execute(db)?;
    Ok(())
}

/// Chooses the view that the list opens with, or none.
pub fn set_default(db: &mut Db, user_id: i64, view_id: Option<i64>) -> Result<()> {
    diesel::update(users::table.find(user_id))
        .set(users::default_view_id.eq(view_id))
        .execute(db)?;
    Ok(())
}

/// The views that a person shares, by name, at most `most`.
pub fn shared_by(db: &mut Db, scope: &OrgScope, user_id: i64, most: i64) -> Result<Vec<ViewRow>> {
    Ok(saved_views::table
        .filter(saved_views::organisation_id.eq(scope.organisation_id()))
        .filter(saved_views::user_id.eq(user_id))
        .filter(saved_views::is_shared.eq(true))
        .order((saved_views::name_key, saved_views::id))
        .limit(most)
        .select(COLUMNS)
        .load(db)?)
}

/// Hands a view over to a colleague, under a name that they have for no other view.
pub fn hand_over(db: &mut Db, id: i64, user_id: i64, name: &str, name_key: &str, now: NaiveDateTime) -> Result<()> {
    use saved_views as v;
    diesel::update(v::table.find(id))
        .set((
            v::user_id.eq(user_id),
            v::name.eq(name),
            v::name_key.eq(name_key),
            v::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Colleagues do not see a view any more: it is not their default either.
pub fn forget_default_of_others(db: &mut Db, scope: &OrgScope, view_id: i64, owner_id: i64) -> Result<()> {
    diesel::update(
        users::table
            .filter(users::organisation_id.eq(scope.organisation_id()))
            .filter(users::default_view_id.eq(view_id))
            .filter(users::id.ne(owner_id)),
    )
    .set(users::default_view_id.eq(None::<i64>))
    .execute(db)?;
    Ok(())
}
