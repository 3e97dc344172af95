//! Queries that the query builder cannot write. SQL of its own is here, in `dialect_intake.rs`, `dialect_transfer.rs` and
//! `doctor.rs`.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text, Timestamp};

use super::audit::PersonType;
use super::db::MultiBackend;
use super::prepared::Prepared;
use super::schema::organisations;
use super::sims::days::DaySpan;
use super::{Db, Kind, Result};
use crate::types::access::OrgScope;
use crate::types::money::{Currency, Money};
use crate::types::order::{OrderKind, OrderStatus};

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

/// Keys of the organisation's SIMs that have a number in a field, at most `most` of each: the place of the field (ICCID, IMSI, MSISDN, label) and
/// the key. `iccid` is the number without a check digit.
pub(super) fn holders(
    db: &mut Db,
    scope: &OrgScope,
    iccid: &str,
    number: &str,
    term: &str,
    most: i64,
) -> Result<Vec<(i64, i64)>> {
    let organisation = scope.organisation_id();
    let mut query = Prepared::<(BigInt, BigInt)>::new("");
    for (place, column, number) in [(0, "iccid", iccid), (1, "imsi", number), (2, "msisdn", number)] {
        query = query
            .sql(format!(
                "SELECT * FROM (SELECT CAST({place} AS BIGINT) AS place, id FROM sims WHERE organisation_id = "
            ))
            .number(organisation)
            .sql(format!(" AND {column} >= "))
            .text(number)
            .sql(format!(" AND {column} < "))
            .text(format!("{number}\u{10FFFF}"))
            .sql(" LIMIT ")
            .number(most)
            .sql(format!(") AS by_{column} UNION ALL "));
    }
    let by_index = db.kind() == Kind::Sqlite && term.chars().count() >= 3;
    let query = query.sql("SELECT * FROM (SELECT CAST(3 AS BIGINT) AS place, ");
    let query = match db.kind() {
        Kind::Sqlite if by_index => query
            .sql("sims.id FROM sims_fts CROSS JOIN sims ON sims.id = sims_fts.rowid WHERE sims_fts.label_key LIKE ")
            .text(format!("%{term}%"))
            .sql(" AND instr(sims.label_key, ")
            .text(term)
            .sql(") > 0 AND sims.organisation_id = "),
        Kind::Sqlite => query
            .sql("id FROM sims WHERE instr(label_key, ")
            .text(term)
            .sql(") > 0 AND organisation_id = "),
        Kind::Postgres => query
            .sql("id FROM sims WHERE label_key LIKE ")
            .text(format!("%{term}%"))
            .sql(" AND organisation_id = "),
    };
    Ok(query
        .number(organisation)
        .sql(" LIMIT ")
        .number(most)
        .sql(") AS by_label")
        .load(db)?)
}

/// The counters by day of the organisation, added up span by span in their order: one look at the index each, in one query. With `OR` between
/// them every counter of the organisation would be read.
pub(super) fn day_sums(db: &mut Db, scope: &OrgScope, spans: &[DaySpan]) -> Result<Vec<(i64, Option<NaiveDateTime>)>> {
    let mut query: Option<Prepared<(BigInt, BigInt, Nullable<Timestamp>)>> = None;
    for (place, span) in spans.iter().enumerate() {
        let select = format!(
            "SELECT CAST({place} AS BIGINT) AS place, CAST(COALESCE(SUM(sims), 0) AS BIGINT) AS sims, MAX(updated_at) AS updated_at \
             FROM sim_day_counts WHERE organisation_id = "
        );
        let begun = match query {
            None => Prepared::new(select),
            Some(query) => query.sql(" UNION ALL ").sql(select),
        };
        query = Some(
            begun
                .number(scope.organisation_id())
                .sql(" AND kind = ")
                .text(span.kind.as_str())
                .sql(" AND day >= ")
                .day(span.from.unwrap_or_else(first_day))
                .sql(" AND day < ")
                .day(span.before.unwrap_or_else(last_day)),
        );
    }
    let Some(query) = query else {
        return Ok(Vec::new());
    };
    let found: Vec<(i64, i64, Option<NaiveDateTime>)> = query.sql(" ORDER BY place").load(db)?;
    Ok(found
        .into_iter()
        .map(|(_, sims, updated_at)| (sims, updated_at))
        .collect())
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

/// What stands for the key of a person where there is none.
pub(super) const NOBODY: i64 = 0;

/// Keys of those who stand in the audit log of the organisation, each with the name of their latest entry; at most 200. One step per person.
pub(super) fn audit_people(db: &mut Db, scope: &OrgScope) -> Result<Vec<(i64, String)>> {
    let organisation = scope.organisation_id();
    let query = Prepared::<PersonType>::new(
        "WITH RECURSIVE found (id) AS (SELECT min(actor_id) FROM audit_entries WHERE actor_id IS NOT NULL AND organisation_id = ",
    )
    .number(organisation)
    .sql(" UNION ALL SELECT (SELECT min(e.actor_id) FROM audit_entries e WHERE e.actor_id > found.id AND e.organisation_id = ")
    .number(organisation)
    .sql(") FROM found WHERE found.id IS NOT NULL) SELECT id, name FROM (SELECT found.id AS id, (SELECT e.actor_name FROM audit_entries e WHERE e.actor_id = found.id AND e.organisation_id = ")
    .number(organisation)
    .sql(" ORDER BY e.happened_at DESC, e.id DESC LIMIT 1) AS name FROM found WHERE found.id IS NOT NULL LIMIT 200) AS people UNION ALL SELECT 0, name FROM (SELECT e.actor_name AS name FROM audit_entries e WHERE e.actor_id IS NULL AND e.organisation_id = ")
    .number(organisation)
    .sql(" ORDER BY e.happened_at DESC, e.id DESC LIMIT 1) AS nobody");
    Ok(query.load(db)?)
}

/// What was ever done in the organisation; one step per action.
pub(super) fn audit_actions(db: &mut Db, scope: &OrgScope) -> Result<Vec<String>> {
    let query = Prepared::<Text>::new(
        "WITH RECURSIVE found (word) AS (SELECT min(action) FROM audit_entries WHERE organisation_id = ",
    )
    .number(scope.organisation_id())
    .sql(" UNION ALL SELECT (SELECT min(e.action) FROM audit_entries e WHERE e.action > found.word AND e.organisation_id = ")
    .number(scope.organisation_id())
    .sql(") FROM found WHERE found.word IS NOT NULL) SELECT word FROM found WHERE word IS NOT NULL ORDER BY word LIMIT 200");
    Ok(query.load(db)?)
}

/// Kinds of things that were changed in the organisation; one step per kind.
pub(super) fn audit_kinds(db: &mut Db, scope: &OrgScope) -> Result<Vec<String>> {
    let query = Prepared::<Text>::new(
        "WITH RECURSIVE found (word) AS (SELECT min(object_kind) FROM audit_entries WHERE object_kind <> 'sim' AND organisation_id = ",
    )
    .number(scope.organisation_id())
    .sql(" UNION ALL SELECT (SELECT min(e.object_kind) FROM audit_entries e WHERE e.object_kind <> 'sim' AND e.object_kind > found.word AND e.organisation_id = ")
    .number(scope.organisation_id())
    .sql(") FROM found WHERE found.word IS NOT NULL) SELECT word FROM (SELECT word FROM found WHERE word IS NOT NULL UNION ALL SELECT 'sim' WHERE EXISTS (SELECT 1 FROM audit_entries e WHERE e.organisation_id = ")
    .number(scope.organisation_id())
    .sql(" AND e.action >= 'sim.' AND e.action < 'sim/')) AS kinds ORDER BY word LIMIT 50");
    Ok(query.load(db)?)
}

/// The latest orders of the organisation, each with the number of all that are open: one query, because the Dashboard has many already.
pub(super) fn latest_orders(db: &mut Db, scope: &OrgScope, most: i64) -> Result<Vec<LatestOrder>> {
    let organisation = scope.organisation_id();
    let query = Prepared::<(BigInt, Text, Text, Text, Text, BigInt, Timestamp)>::new(
        "SELECT (SELECT COUNT(*) FROM orders AS o WHERE o.status IN ('awaiting_payment', 'in_preparation', 'shipped') AND o.organisation_id = ",
    )
    .number(organisation)
    .sql(") AS still_open, number, kind, status, currency, gross, placed_at FROM orders WHERE organisation_id = ")
    .number(organisation)
    .sql(" ORDER BY id DESC LIMIT ")
    .number(most);
    Ok(query.load(db)?)
}

/// Open orders, and number, kind, status, currency, total and time of one.
pub(super) type LatestOrder = (i64, String, OrderKind, OrderStatus, Currency, Money, NaiveDateTime);
