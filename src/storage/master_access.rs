//! What sub-organisations let their masters see or do.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::organisations::OrganisationRow;
use super::schema::{master_access, organisations};
use super::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::organisation::AccessLevel;

/// A row of `master_access`.
#[derive(Debug, Clone, Queryable)]
pub struct AccessRow {
    /// The sub-organisation.
    pub organisation_id: i64,
    /// Its master.
    pub root_id: i64,
    /// What it allows.
    pub level: AccessLevel,
    /// Name of the person who granted it.
    pub granted_by: String,
    /// When.
    pub granted_at: NaiveDateTime,
}

/// What the organisation of the scope grants; `None` if nothing.
pub fn find(db: &mut Db, scope: &OrgScope) -> Result<Option<AccessRow>> {
    Ok(master_access::table
        .find(scope.organisation_id())
        .select(master_access::all_columns)
        .first(db)
        .optional()?)
}

/// Grants a level in place of whatever was granted before.
pub fn set(db: &mut Db, scope: &OrgScope, level: AccessLevel, now: NaiveDateTime) -> Result<()> {
    use master_access as m;
    let row = (
        m::organisation_id.eq(scope.organisation_id()),
        m::root_id.eq(scope.root_id()),
        m::level.eq(level),
        m::granted_by.eq(scope.by().name.clone()),
        m::granted_at.eq(now),
    );
    delete(db, scope)?;
    diesel::insert_into(m::table).values(row).execute(db)?;
    Ok(())
}

/// Grants nothing any more.
pub fn delete(db: &mut Db, scope: &OrgScope) -> Result<()> {
    diesel::delete(master_access::table.find(scope.organisation_id())).execute(db)?;
    Ok(())
}

/// An organisation in use and what it grants its master: asked for with each request of who has entered it, so by its bare key. It is for
/// the caller to see that the person belongs to that master.
pub fn entry(db: &mut Db, organisation_id: i64) -> Result<Option<(OrganisationRow, AccessLevel)>> {
    Ok(master_access::table
        .inner_join(organisations::table)
        .filter(master_access::organisation_id.eq(organisation_id))
        .filter(organisations::deleted_at.is_null())
        .filter(organisations::status.eq("active"))
        .select((organisations::all_columns, master_access::level))
        .first(db)
        .optional()?)
}
