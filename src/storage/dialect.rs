//! Queries that the query builder cannot write. SQL of its own is here, in `dialect_intake.rs` and in `doctor.rs`.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text, Timestamp};

use super::db::{Kind, MultiBackend};
use super::prepared::Prepared;
use super::schema::organisations;
use super::sims::days::DaySpan;
use super::{Db, Result};
use crate::types::access::OrgScope;

/// Services of the scope's SIMs by name, at most 200: a loose index scan, one step per service instead of a look at every SIM.
pub fn services(db: &mut Db, scope: &OrgScope) -> Result<Vec<String>> {
    // Two statements instead of a condition on the value, so that each can use its index.
    let of_scope = |query: Prepared<Text>| {
        let query = query
            .sql(" FROM sims WHERE organisation_id = ")
            .number(scope.organisation_id());
        match scope.end_user_id() {
            Some(id) => query.sql(" AND end_user_id = ").number(id),
            None => query,
        }
    };
    let first = of_scope(Prepared::new("WITH RECURSIVE found (service) AS (SELECT min(service)"));
    let next = of_scope(first.sql(" AND service > '' UNION ALL SELECT (SELECT min(sims.service)"));
    let query = next.sql(
        " AND sims.service > found.service) FROM found WHERE found.service IS NOT NULL) \
         SELECT service FROM found WHERE service IS NOT NULL LIMIT 200",
    );
    Ok(query.load(db)?)
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
        (
            " AND sims_fts.rowid > ",
            ") > 0 ORDER BY sims_fts.rowid ASC LIMIT ",
            i64::MIN,
        )
    } else {
        (
            " AND sims_fts.rowid < ",
            ") > 0 ORDER BY sims_fts.rowid DESC LIMIT ",
            i64::MAX,
        )
    };
    // The index takes % and _ of the term as wildcards: it finds too much, and instr says which are right.
    let query = Prepared::<BigInt>::new(
        "SELECT sims.id FROM sims_fts CROSS JOIN sims ON sims.id = sims_fts.rowid WHERE sims_fts.label_key LIKE ",
    )
    .text(format!("%{term}%"))
    .sql(is_beyond)
    .number(beyond.unwrap_or(none))
    .sql(" AND sims.organisation_id = ")
    .number(scope.organisation_id())
    .sql(" AND instr(sims.label_key, ")
    .text(term)
    .sql(order)
    .number(most);
    Ok(query.load(db)?)
}

/// The counters by day of the organisation, added up span by span in their order: one look at the index each, in one query. With `OR` between
/// them every counter of the organisation would be read.
pub(super) fn day_sums(db: &mut Db, scope: &OrgScope, spans: &[DaySpan]) -> Result<Vec<(i64, Option<NaiveDateTime>)>> {
    let mut query = Prepared::<(BigInt, Nullable<Timestamp>)>::new("SELECT sims, updated_at FROM (");
    for (place, span) in spans.iter().enumerate() {
        let union = if place == 0 { "" } else { " UNION ALL " };
        query = query
            .sql(format!(
                "{union}SELECT {place} AS place, CAST(COALESCE(SUM(sims), 0) AS BIGINT) AS sims, MAX(updated_at) AS updated_at \
                 FROM sim_day_counts WHERE organisation_id = "
            ))
            .number(scope.organisation_id())
            .sql(" AND kind = ")
            .text(span.kind.as_str())
            .sql(" AND day >= ")
            .day(span.from.unwrap_or_else(first_day))
            .sql(" AND day < ")
            .day(span.before.unwrap_or_else(last_day));
    }
    Ok(query.sql(") AS spans ORDER BY place").load(db)?)
}

/// Before all days that SIMs count for; both databases know it.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default()
}

/// Behind all days that SIMs count for; both databases know it.
fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or_default()
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
