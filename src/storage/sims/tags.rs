//! Tags: names an organisation gives to groups of its SIMs.

use std::collections::HashMap;

use diesel::prelude::*;

use super::SimRow;
use crate::storage::db::MultiBackend;
use crate::storage::schema::{sim_tags, sims, tags};
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::tag::TagName;

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct TagRow {
    /// Key.
    pub id: i64,
    /// Name as typed.
    pub name: String,
    /// Lower-case form.
    pub name_key: String,
}

/// Tags that are on at least one SIM of the scope, by name: the choices of the filter.
pub fn used(db: &mut Db, scope: &OrgScope) -> Result<Vec<TagRow>> {
    let query: tags::BoxedQuery<'static, MultiBackend> = tags::table
        .filter(tags::organisation_id.eq(scope.organisation_id()))
        .into_boxed();
    let query = match scope.end_user_id() {
        // An end user learns nothing of the tags of other SIMs.
        Some(end_user_id) => query.filter(diesel::dsl::exists(
            sim_tags::table
                .inner_join(sims::table)
                .filter(sim_tags::tag_id.eq(tags::id))
                .filter(sims::end_user_id.eq(end_user_id))
                .select(sim_tags::sim_id),
        )),
        None => query.filter(diesel::dsl::exists(
            sim_tags::table
                .filter(sim_tags::tag_id.eq(tags::id))
                .select(sim_tags::sim_id),
        )),
    };
    Ok(query
        .order((tags::name_key, tags::id))
        .limit(500)
        .select((tags::id, tags::name, tags::name_key))
        .load(db)?)
}

/// Tags of one SIM and those of the organisation that are on any SIM, in one query: each with whether it is on this one, those first.
pub fn of_sim_and_used(db: &mut Db, scope: &OrgScope, sim: &SimRow) -> Result<Vec<(TagRow, bool)>> {
    let on_a_sim = sim_tags::table
        .filter(sim_tags::tag_id.eq(tags::id))
        .select(sim_tags::sim_id);
    let on_this_one = || {
        diesel::dsl::exists(
            sim_tags::table
                .filter(sim_tags::tag_id.eq(tags::id))
                .filter(sim_tags::sim_id.eq(sim.id))
                .select(sim_tags::sim_id),
        )
    };
    Ok(tags::table
        .filter(tags::organisation_id.eq(scope.organisation_id()))
        .filter(diesel::dsl::exists(on_a_sim))
        .order((on_this_one().desc(), tags::name_key, tags::id))
        .limit(500)
        .select(((tags::id, tags::name, tags::name_key), on_this_one()))
        .load(db)?)
}

/// Tags of one SIM, by name. The SIM was found through a scope.
pub fn of_sim(db: &mut Db, sim: &SimRow) -> Result<Vec<TagRow>> {
    Ok(of_ids(db, vec![sim.id])?.remove(&sim.id).unwrap_or_default())
}

/// Tags of SIMs that were found through a scope, by key.
pub fn of_ids(db: &mut Db, ids: Vec<i64>) -> Result<HashMap<i64, Vec<TagRow>>> {
    let rows: Vec<(i64, TagRow)> = sim_tags::table
        .inner_join(tags::table)
        .filter(sim_tags::sim_id.eq_any(ids))
        .order((tags::name_key, tags::id))
        .select((sim_tags::sim_id, (tags::id, tags::name, tags::name_key)))
        .load(db)?;
    let mut by_sim: HashMap<i64, Vec<TagRow>> = HashMap::new();
    for (sim_id, tag) in rows {
        by_sim.entry(sim_id).or_default().push(tag);
    }
    Ok(by_sim)
}

/// Replaces the tags of a SIM; new names become tags of the organisation.
pub fn set(db: &mut Db, scope: &OrgScope, sim: &SimRow, names: &[TagName]) -> Result<()> {
    diesel::delete(sim_tags::table.filter(sim_tags::sim_id.eq(sim.id))).execute(db)?;
    for name in names {
        let tag_id = find_or_insert(db, scope, name)?;
        on_backend!(db, c => diesel::insert_into(sim_tags::table)
            .values((sim_tags::root_id.eq(scope.root_id()), sim_tags::tag_id.eq(tag_id), sim_tags::sim_id.eq(sim.id)))
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// Puts one tag on many SIMs of the scope; those that have it already keep it. SIMs that the scope does not contain are left out.
pub fn tag_many(db: &mut Db, scope: &OrgScope, name: &TagName, iccids: &[&str]) -> Result<()> {
    let tag_id = find_or_insert(db, scope, name)?;
    let ids = super::ids_of(db, scope, iccids)?;
    for part in ids.chunks(1000) {
        let rows: Vec<_> = part
            .iter()
            .map(|(sim_id, _)| {
                (
                    sim_tags::root_id.eq(scope.root_id()),
                    sim_tags::tag_id.eq(tag_id),
                    sim_tags::sim_id.eq(*sim_id),
                )
            })
            .collect();
        on_backend!(db, c => diesel::insert_into(sim_tags::table)
            .values(&rows)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// The tags of the organisation with these names; what does not exist yet is made. The organisation's way to write a name wins.
pub fn named(db: &mut Db, scope: &OrgScope, names: &[TagName]) -> Result<Vec<TagRow>> {
    for name in names {
        find_or_insert(db, scope, name)?;
    }
    let keys: Vec<String> = names.iter().map(|name| name.as_str().to_lowercase()).collect();
    Ok(tags::table
        .filter(tags::organisation_id.eq(scope.organisation_id()))
        .filter(tags::name_key.eq_any(keys))
        .order((tags::name_key, tags::id))
        .select((tags::id, tags::name, tags::name_key))
        .load(db)?)
}

/// The key of the organisation's tag with this name, which is made if it is new.
pub fn find_or_insert(db: &mut Db, scope: &OrgScope, name: &TagName) -> Result<i64> {
    let key = name.as_str().to_lowercase();
    on_backend!(db, c => diesel::insert_into(tags::table)
        .values((
            tags::root_id.eq(scope.root_id()),
            tags::organisation_id.eq(scope.organisation_id()),
            tags::name.eq(name.as_str()),
            tags::name_key.eq(&key),
        ))
        .on_conflict((tags::organisation_id, tags::name_key))
        .do_nothing()
        .execute(c))?;
    Ok(tags::table
        .filter(tags::organisation_id.eq(scope.organisation_id()))
        .filter(tags::name_key.eq(key))
        .select(tags::id)
        .first(db)?)
}
