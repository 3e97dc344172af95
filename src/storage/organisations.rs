//! Organisations. The only storage file whose functions take an organisation's bare id or number: it is where scopes come from.

use chrono::NaiveDateTime;
use diesel::dsl::{max, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::schema::organisations;
use super::{Db, Result};

/// A row of `organisations`.
#[derive(Debug, Clone, Queryable)]
pub struct OrganisationRow {
    /// Key.
    pub id: i64,
    /// Master of the tree; its own id for a master.
    pub root_id: i64,
    /// Master, if it is a sub-organisation.
    pub parent_id: Option<i64>,
    /// Eight digits.
    pub account_number: String,
    /// Name.
    pub name: String,
    /// `pending` or `active`.
    pub status: String,
    /// Language of its mails and documents.
    pub language: String,
    /// IANA time zone.
    pub time_zone: String,
    /// Made at.
    pub created_at: NaiveDateTime,
    /// Whether everybody must have two-factor.
    pub two_factor_required: bool,
}

/// A row to insert.
#[derive(Debug, Clone)]
pub struct NewOrganisation<'a> {
    /// Master, for a sub-organisation.
    pub parent_id: Option<i64>,
    /// Eight digits.
    pub account_number: &'a str,
    /// Name.
    pub name: &'a str,
    /// Language.
    pub language: &'a str,
    /// IANA time zone.
    pub time_zone: &'a str,
}

/// Adds an organisation; a master becomes the root of its own tree.
pub fn insert(db: &mut Db, new: &NewOrganisation<'_>, now: NaiveDateTime) -> Result<OrganisationRow> {
    use organisations as o;
    let id: i64 = diesel::insert_into(o::table)
        .values((
            o::root_id.eq(new.parent_id.unwrap_or_default()),
            o::parent_id.eq(new.parent_id),
            o::account_number.eq(new.account_number),
            o::name.eq(new.name),
            o::status.eq("active"),
            o::language.eq(new.language),
            o::time_zone.eq(new.time_zone),
            o::created_at.eq(now),
        ))
        .returning(o::id)
        .get_result(db)?;
    if new.parent_id.is_none() {
        diesel::update(o::table.find(id)).set(o::root_id.eq(id)).execute(db)?;
    }
    find(db, id)
}

/// An organisation by key.
pub fn find(db: &mut Db, id: i64) -> Result<OrganisationRow> {
    Ok(organisations::table
        .find(id)
        .select(organisations::all_columns)
        .first(db)?)
}

/// An organisation by account number.
pub fn find_by_number(db: &mut Db, account_number: &str) -> Result<Option<OrganisationRow>> {
    Ok(organisations::table
        .filter(organisations::account_number.eq(account_number))
        .select(organisations::all_columns)
        .first(db)
        .optional()?)
}

/// The highest account number given out.
pub fn highest_number(db: &mut Db) -> Result<Option<String>> {
    Ok(organisations::table
        .select(organisations::account_number)
        .order(organisations::account_number.desc())
        .first(db)
        .optional()?)
}

/// The first sub-organisations of a master by name, at most `most`, with their SIM totals and when a counter of these changed last.
pub fn subs_with_totals(
    db: &mut Db,
    scope: &crate::types::access::OrgScope,
    most: i64,
) -> Result<Vec<(OrganisationRow, i64, Option<NaiveDateTime>)>> {
    use super::schema::sim_counts;
    let subs: Vec<OrganisationRow> = organisations::table
        .filter(organisations::root_id.eq(scope.root_id()))
        .filter(organisations::parent_id.eq(Some(scope.organisation_id())))
        .order((organisations::name, organisations::id))
        .limit(most)
        .select(organisations::all_columns)
        .load(db)?;
    let ids: Vec<i64> = subs.iter().map(|sub| sub.id).collect();
    let totals: Vec<(i64, i64, Option<NaiveDateTime>)> = sim_counts::table
        .filter(sim_counts::root_id.eq(scope.root_id()))
        .filter(sim_counts::organisation_id.eq_any(ids))
        .group_by(sim_counts::organisation_id)
        .order(sim_counts::organisation_id)
        .select((
            sim_counts::organisation_id,
            sql::<BigInt>("CAST(SUM(sim_counts.sims) AS BIGINT)"),
            max(sim_counts::updated_at),
        ))
        .load(db)?;
    Ok(subs
        .into_iter()
        .map(|sub| {
            let own = totals.iter().find(|(id, ..)| *id == sub.id);
            let (sims, updated_at) = own.map_or((0, None), |(_, sims, at)| (*sims, *at));
            (sub, sims, updated_at)
        })
        .collect())
}
