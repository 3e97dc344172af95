//! Queries that the query builder cannot write. SQL of its own is here, in `dialect_intake.rs` and in `doctor.rs`; `$1`, `$2` are bound in
//! the order in which they first appear, because SQLite numbers them so.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

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

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Keys of the organisation's SIMs whose label contains the term (lower case, at least three characters), in their order, from behind `beyond`
/// on: SQLite only. `CROSS JOIN` makes it read the trigram index first and stop after `most`; it would rather ask the index once per SIM.
pub(super) fn labelled(
    db: &mut Db,
    scope: &OrgScope,
    term: &str,
    beyond: Option<i64>,
    forwards: bool,
    most: i64,
) -> Result<Vec<i64>> {
    let (is_beyond, order, none) = if forwards {
        (">", "ASC", i64::MIN)
    } else {
        ("<", "DESC", i64::MAX)
    };
    // The index takes % and _ of the term as wildcards: it finds too much, and instr says which are right.
    let query = diesel::sql_query(format!(
        "SELECT sims.id AS id FROM sims_fts CROSS JOIN sims ON sims.id = sims_fts.rowid \
         WHERE sims_fts.label_key LIKE $1 AND sims_fts.rowid {is_beyond} $2 AND sims.organisation_id = $3 AND instr(sims.label_key, $4) > 0 \
         ORDER BY sims_fts.rowid {order} LIMIT $5"
    ));
    let query = query
        .bind::<Text, _>(format!("%{term}%"))
        .bind::<BigInt, _>(beyond.unwrap_or(none))
        .bind::<BigInt, _>(scope.organisation_id())
        .bind::<Text, _>(term)
        .bind::<BigInt, _>(most);
    let found: Vec<Key> = on_backend!(db, c => query.load(c))?;
    Ok(found.into_iter().map(|row| row.id).collect())
}
