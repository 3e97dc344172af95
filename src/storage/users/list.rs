//! The people of an organisation by name, by keyset: the last page costs what the first does.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::UserRow;
use crate::storage::db::{Kind, MultiBackend};
use crate::storage::schema::users;
use crate::storage::sims::Bound;
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::role::Role;
use crate::types::user_status::UserStatus;

/// Which people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleFilter {
    /// Part of a name, address or client id, whatever its case; empty: all.
    pub search: String,
    /// With this role.
    pub role: Option<Role>,
    /// With this status.
    pub status: Option<UserStatus>,
}

impl PeopleFilter {
    /// Whether everybody is asked for.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct PeopleSlice {
    /// People by name.
    pub rows: Vec<UserRow>,
    /// Whether some come before.
    pub has_before: bool,
    /// Whether some come after.
    pub has_after: bool,
}

type Query = users::BoxedQuery<'static, MultiBackend>;

fn of(scope: &OrgScope, filter: &PeopleFilter, kind: Kind) -> Query {
    let mut query = users::table
        .filter(users::organisation_id.eq(Some(scope.organisation_id())))
        .into_boxed();
    if let Some(role) = filter.role {
        query = query.filter(users::role.eq(Some(role.as_str())));
    }
    if let Some(status) = filter.status {
        query = query.filter(users::status.eq(status.as_str()));
    }
    if !filter.search.is_empty() {
        // Neither way knows wildcards, so a % or _ in the term is a letter as any other.
        let find = match kind {
            Kind::Postgres => "strpos(users.search_key, ",
            Kind::Sqlite => "instr(users.search_key, ",
        };
        query = query.filter(
            diesel::dsl::sql::<Bool>(find)
                .bind::<Text, _>(filter.search.to_lowercase())
                .sql(") > 0"),
        );
    }
    query
}

/// One page, by name; the value of a bound is the `search_key` of the row at the edge.
pub fn page(db: &mut Db, scope: &OrgScope, filter: &PeopleFilter, bound: &Bound, size: i64) -> Result<PeopleSlice> {
    let query = of(scope, filter, db.kind());
    // `key >= value` lets the index find the place; the rest decides among equals.
    let (query, backwards, is_edge) = match bound {
        Bound::First => (query, false, true),
        Bound::Last => (query, true, true),
        Bound::After { value, id } => (
            query
                .filter(users::search_key.ge(value.clone()))
                .filter(users::search_key.gt(value.clone()).or(users::id.gt(*id))),
            false,
            false,
        ),
        Bound::Before { value, id } => (
            query
                .filter(users::search_key.le(value.clone()))
                .filter(users::search_key.lt(value.clone()).or(users::id.lt(*id))),
            true,
            false,
        ),
    };
    let query = if backwards {
        query.order((users::search_key.desc(), users::id.desc()))
    } else {
        query.order((users::search_key.asc(), users::id.asc()))
    };
    let mut rows: Vec<UserRow> = query.limit(size + 1).select(users::all_columns).load(db)?;
    let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > size;
    if more {
        rows.pop();
    }
    if backwards {
        rows.reverse();
    }
    let (has_before, has_after) = if backwards { (more, !is_edge) } else { (!is_edge, more) };
    Ok(PeopleSlice {
        rows,
        has_before,
        has_after,
    })
}

/// How many people there are of each role and status.
pub fn count_by_role(db: &mut Db, scope: &OrgScope) -> Result<Vec<(Role, i64)>> {
    let rows: Vec<(Option<String>, i64)> = users::table
        .filter(users::organisation_id.eq(Some(scope.organisation_id())))
        .group_by(users::role)
        .order(users::role)
        .select((users::role, diesel::dsl::count_star()))
        .load(db)?;
    let known = |(role, n): (Option<String>, i64)| Some((Role::parse(&role?)?, n));
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Active Owners and Admins of the organisation who can be reached, by key, at most `most`.
pub fn deciders(db: &mut Db, scope: &OrgScope, most: i64) -> Result<Vec<UserRow>> {
    let roles = [Role::Owner.as_str(), Role::Admin.as_str()];
    Ok(users::table
        .filter(users::organisation_id.eq(Some(scope.organisation_id())))
        .filter(users::role.eq_any(roles.map(Some)))
        .filter(users::status.eq(UserStatus::Active.as_str()))
        .filter(users::email_key.is_not_null())
        .order(users::id)
        .limit(most)
        .select(users::all_columns)
        .load(db)?)
}
