//! The log of an organisation, latest first, and what it can be narrowed to.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use super::{AuditRow, columns};
use crate::storage::db::MultiBackend;
use crate::storage::dialect;
use crate::storage::keyset::{Edge, Recent};
use crate::storage::schema::{audit_entries, sims};
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::iccid::Iccid;

diesel::define_sql_function! {
    /// Lower case; on SQLite of ASCII letters only.
    fn lower(text: Text) -> Text;
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// A person, perhaps deleted meanwhile.
    Person(i64),
    /// No person: a job or a command.
    Nobody,
}

/// What the log is narrowed to; empty parts do not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// By whom.
    pub who: Option<Who>,
    /// What was done.
    pub action: Option<String>,
    /// What kind of thing was changed.
    pub kind: Option<String>,
    /// An ICCID, or a part of the name of what was changed; empty: any.
    pub object: String,
    /// At this moment (UTC) or later.
    pub since: Option<NaiveDateTime>,
    /// Before this moment (UTC).
    pub before: Option<NaiveDateTime>,
}

/// Somebody who stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Key; `None` for jobs and commands, all of them together.
    pub id: Option<i64>,
    /// Name in the latest entry.
    pub name: String,
}

type Query = audit_entries::BoxedQuery<'static, MultiBackend>;

fn narrowed(scope: &OrgScope, filter: &AuditFilter) -> Query {
    use audit_entries as a;
    let mut query = a::table
        .filter(a::organisation_id.eq(scope.organisation_id()))
        .into_boxed::<MultiBackend>();
    query = match filter.who {
        Some(Who::Person(id)) => query.filter(a::actor_id.eq(Some(id))),
        Some(Who::Nobody) => query.filter(a::actor_id.is_null()),
        None => query,
    };
    if let Some(action) = &filter.action {
        query = query.filter(a::action.eq(action.clone()));
    }
    if let Some(kind) = &filter.kind {
        query = query.filter(a::object_kind.eq(kind.clone()));
        if kind != "sim" {
            // In the words of the index, or it is not used.
            query = query.filter(diesel::dsl::sql::<Bool>("audit_entries.object_kind <> 'sim'"));
        }
    }
    if let Ok(iccid) = Iccid::parse(&filter.object) {
        // By key, which has an index. The SIM may be elsewhere in the tree by now; its entries here stay.
        let sim = sims::table
            .filter(sims::iccid.eq(iccid.as_str().to_owned()))
            .filter(sims::root_id.eq(scope.root_id()))
            .select(sims::id);
        query = query.filter(a::object_kind.eq("sim")).filter(a::object_id.eq_any(sim));
    } else if !filter.object.is_empty() {
        let part = filter.object.to_lowercase();
        let part = part.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query = query.filter(lower(a::object_name).like(format!("%{part}%")).escape('\\'));
    }
    if let Some(since) = filter.since {
        query = query.filter(a::happened_at.ge(since));
    }
    if let Some(before) = filter.before {
        query = query.filter(a::happened_at.lt(before));
    }
    query
}

/// Entries of the scope's organisation from the edge on, `most` of them, latest first.
pub fn page(
    db: &mut Db,
    scope: &OrgScope,
    filter: &AuditFilter,
    edge: Edge<(NaiveDateTime, i64)>,
    most: i64,
) -> Result<Recent<AuditRow>> {
    use audit_entries as a;
    let query = narrowed(scope, filter);
    let query = match edge {
        Edge::Newest => query,
        Edge::OlderThan((at, id)) => query
            .filter(a::happened_at.le(at))
            .filter(a::happened_at.lt(at).or(a::id.lt(id))),
        Edge::NewerThan((at, id)) => query
            .filter(a::happened_at.ge(at))
            .filter(a::happened_at.gt(at).or(a::id.gt(id))),
    };
    let query = if edge.is_backwards() {
        query.order((a::happened_at.asc(), a::id.asc()))
    } else {
        query.order((a::happened_at.desc(), a::id.desc()))
    };
    let query = query.limit(most + 1).select(columns());
    let rows = db.planned_by_value(|db| Ok(query.load(db)?))?;
    Ok(Recent::of(&edge, rows, most))
}

/// Everybody who stands in the log of the scope's organisation, by name; at most 200.
pub fn people(db: &mut Db, scope: &OrgScope) -> Result<Vec<Person>> {
    let mut people: Vec<Person> = dialect::audit_people(db, scope)?
        .into_iter()
        .map(|(id, name)| Person {
            id: (id != dialect::NOBODY).then_some(id),
            name,
        })
        .collect();
    people.sort_by_key(|person| (person.id.is_none(), person.name.to_lowercase(), person.id));
    Ok(people)
}

/// What was ever done in the scope's organisation, in the order of the words.
pub fn actions(db: &mut Db, scope: &OrgScope) -> Result<Vec<String>> {
    dialect::audit_actions(db, scope)
}

/// What kinds of things were changed, in the order of the words: what stands before the dot of an action is not always the kind.
pub fn kinds(db: &mut Db, scope: &OrgScope) -> Result<Vec<String>> {
    dialect::audit_kinds(db, scope)
}

/// The type of a row of [`people`].
pub(in crate::storage) type PersonType = (BigInt, Text);
