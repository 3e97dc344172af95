//! Further e-mail addresses of organisations: who gets copies of invoices, and who is told of volume.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::organisation_emails;
use super::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::email::Email;
use crate::types::organisation::EmailCategory;

/// A row of `organisation_emails`.
#[derive(Debug, Clone, Queryable)]
pub struct EmailRow {
    /// Key.
    pub id: i64,
    /// What the address is told.
    pub category: EmailCategory,
    /// The address as typed.
    pub email: String,
    /// Added at.
    pub created_at: NaiveDateTime,
}

/// The addresses of the scope by category and address, at most `most`.
pub fn list(db: &mut Db, scope: &OrgScope, most: i64) -> Result<Vec<EmailRow>> {
    use organisation_emails as e;
    Ok(e::table
        .filter(e::organisation_id.eq(scope.organisation_id()))
        .order((e::category, e::email_key, e::id))
        .limit(most)
        .select((e::id, e::category, e::email, e::created_at))
        .load(db)?)
}

/// One of them; somebody else's is `NotFound`.
pub fn find(db: &mut Db, scope: &OrgScope, id: i64) -> Result<EmailRow> {
    use organisation_emails as e;
    Ok(e::table
        .filter(e::organisation_id.eq(scope.organisation_id()))
        .filter(e::id.eq(id))
        .select((e::id, e::category, e::email, e::created_at))
        .first(db)?)
}

/// How many addresses there are.
pub fn count(db: &mut Db, scope: &OrgScope) -> Result<i64> {
    Ok(organisation_emails::table
        .filter(organisation_emails::organisation_id.eq(scope.organisation_id()))
        .count()
        .get_result(db)?)
}

/// Adds an address, unless it is there in this category already; then `None`.
pub fn insert(
    db: &mut Db,
    scope: &OrgScope,
    category: EmailCategory,
    email: &Email,
    now: NaiveDateTime,
) -> Result<Option<i64>> {
    use organisation_emails as e;
    let row = (
        e::root_id.eq(scope.root_id()),
        e::organisation_id.eq(scope.organisation_id()),
        e::category.eq(category),
        e::email.eq(email.as_str()),
        e::email_key.eq(email.key()),
        e::created_at.eq(now),
    );
    let id: Option<i64> = on_backend!(db, c => diesel::insert_into(e::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(e::id)
        .get_result(c)
        .optional())?;
    Ok(id)
}

/// Removes an address.
pub fn delete(db: &mut Db, scope: &OrgScope, id: i64) -> Result<()> {
    use organisation_emails as e;
    let own = e::table
        .filter(e::organisation_id.eq(scope.organisation_id()))
        .filter(e::id.eq(id));
    diesel::delete(own).execute(db)?;
    Ok(())
}
