//! Terms of business that organisations accepted.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::accepted_terms;
use super::{Db, Result};
use crate::types::access::OrgScope;

/// A row of `accepted_terms`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct AcceptedRow {
    /// Which version.
    pub version: String,
    /// Where they stood.
    pub url: String,
    /// Name of the person who accepted them.
    pub accepted_by_name: String,
    /// Network address of the person.
    pub address: String,
    /// When.
    pub accepted_at: NaiveDateTime,
}

/// Notes that the person of the scope accepted terms for the organisation of the scope.
pub fn insert(db: &mut Db, scope: &OrgScope, version: &str, url: &str, now: NaiveDateTime) -> Result<()> {
    use accepted_terms as t;
    diesel::insert_into(t::table)
        .values((
            t::root_id.eq(scope.root_id()),
            t::organisation_id.eq(scope.organisation_id()),
            t::version.eq(version),
            t::url.eq(url),
            t::accepted_by_name.eq(scope.by().name.as_str()),
            t::address.eq(scope.by().address.as_str()),
            t::accepted_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// What the organisation of the scope accepted, oldest first, at most `most`.
pub fn list(db: &mut Db, scope: &OrgScope, most: i64) -> Result<Vec<AcceptedRow>> {
    use accepted_terms as t;
    Ok(t::table
        .filter(t::organisation_id.eq(scope.organisation_id()))
        .order(t::id)
        .limit(most)
        .select((t::version, t::url, t::accepted_by_name, t::address, t::accepted_at))
        .load(db)?)
}
