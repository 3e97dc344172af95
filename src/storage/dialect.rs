//! Queries that the query builder cannot write. SQL of its own is here, in `dialect_intake.rs` and in `doctor.rs`; `$1`, `$2` are bound in
//! the order in which they first appear, because SQLite numbers them so.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use super::db::{Kind, MultiBackend};
use super::schema::organisations;
use super::{Db, Result};
use crate::types::access::OrgScope;

#[derive(QueryableByName)]
struct Service {
    #[diesel(sql_type = Text)]
    service: String,
}

/// Services of the scope's SIMs by name, at most 200: a loose index scan, one step per service instead of a look at every SIM.
pub fn services(db: &mut Db, scope: &OrgScope) -> Result<Vec<String>> {
    // Two texts instead of a condition on the value, so that each can use its index.
    let of_scope = match scope.end_user_id() {
        Some(_) => "organisation_id = $1 AND end_user_id = $2",
        None => "organisation_id = $1 AND $2 = 0",
    };
    let query = diesel::sql_query(format!(
        "WITH RECURSIVE found (service) AS (\
            SELECT min(service) FROM sims WHERE {of_scope} AND service > '' \
            UNION ALL \
            SELECT (SELECT min(sims.service) FROM sims WHERE {of_scope} AND sims.service > found.service) \
            FROM found WHERE found.service IS NOT NULL\
        ) SELECT service FROM found WHERE service IS NOT NULL LIMIT 200"
    ));
    let query = query
        .bind::<BigInt, _>(scope.organisation_id())
        .bind::<BigInt, _>(scope.end_user_id().unwrap_or(0));
    let found: Vec<Service> = on_backend!(db, c => query.load(c))?;
    Ok(found.into_iter().map(|row| row.service).collect())
}

/// Whether the lower-case name of an organisation holds the term. A master's sub-organisations are found by an index and read one by one,
/// so the search inside their names needs none.
pub fn organisation_named(term: &str, kind: Kind) -> Named {
    let find = match kind {
        Kind::Postgres => "strpos(organisations.name_key, ",
        Kind::Sqlite => "instr(organisations.name_key, ",
    };
    Box::new(
        diesel::dsl::sql::<Bool>(find)
            .bind::<Text, _>(term.to_lowercase())
            .sql(") > 0"),
    )
}

/// A condition on organisations.
pub type Named = Box<dyn BoxableExpression<organisations::table, MultiBackend, SqlType = Bool>>;
