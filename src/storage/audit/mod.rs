//! The audit log: every change of a tenant's data, written in the transaction of the change.

mod list;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::storage::keyset::{Edge, Recent};
use crate::storage::schema::audit_entries;
use crate::storage::transfers::{Route, TransferRow};
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;

pub(super) use list::PersonType;
pub use list::{AuditFilter, Person, Who, actions, kinds, page, people};

/// A row of `audit_entries`.
#[derive(Debug, Clone, Queryable)]
pub struct AuditRow {
    /// Key; grows with time.
    pub id: i64,
    /// Who.
    pub actor_name: String,
    /// What was done: `sim.label`, `sim.activate` ...
    pub action: String,
    /// What was changed: `sim`, `user` ...
    pub object_kind: String,
    /// Key of the object.
    pub object_id: i64,
    /// Name of the object at that time.
    pub object_name: String,
    /// Value before.
    pub old_value: Option<String>,
    /// Value after.
    pub new_value: Option<String>,
    /// Network address.
    pub address: String,
    /// When.
    pub happened_at: NaiveDateTime,
}

type Columns = (
    audit_entries::id,
    audit_entries::actor_name,
    audit_entries::action,
    audit_entries::object_kind,
    audit_entries::object_id,
    audit_entries::object_name,
    audit_entries::old_value,
    audit_entries::new_value,
    audit_entries::address,
    audit_entries::happened_at,
);

/// Columns of [`AuditRow`], in its order.
const fn columns() -> Columns {
    use audit_entries as a;
    (
        a::id,
        a::actor_name,
        a::action,
        a::object_kind,
        a::object_id,
        a::object_name,
        a::old_value,
        a::new_value,
        a::address,
        a::happened_at,
    )
}

/// What was changed.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// `sim.label`, `sim.activate` ...
    pub action: &'a str,
    /// `sim`, `user` ...
    pub object_kind: &'a str,
    /// Key of the object.
    pub object_id: i64,
    /// Its name at this time.
    pub object_name: &'a str,
    /// Value before.
    pub old: Option<String>,
    /// Value after.
    pub new: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = audit_entries, treat_none_as_default_value = false)]
struct NewEntry {
    root_id: i64,
    organisation_id: i64,
    actor_id: Option<i64>,
    actor_name: String,
    action: String,
    object_kind: String,
    object_id: i64,
    object_name: String,
    old_value: Option<String>,
    new_value: Option<String>,
    address: String,
    happened_at: NaiveDateTime,
}

/// Writes the changes of one transaction.
pub fn insert(db: &mut Db, scope: &OrgScope, now: NaiveDateTime, changes: Vec<Change<'_>>) -> Result<()> {
    let rows: Vec<NewEntry> = changes
        .into_iter()
        .map(|change| NewEntry {
            root_id: scope.root_id(),
            organisation_id: scope.organisation_id(),
            actor_id: scope.by().user_id,
            actor_name: scope.by().name.clone(),
            action: change.action.to_owned(),
            object_kind: change.object_kind.to_owned(),
            object_id: change.object_id,
            object_name: change.object_name.to_owned(),
            old_value: change.old,
            new_value: change.new,
            address: scope.by().address.clone(),
            happened_at: now,
        })
        .collect();
    for rows in rows.chunks(500) {
        on_backend!(db, c => diesel::insert_into(audit_entries::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Writes an entry about a transfer into the logs of both organisations. The network address of whoever ordered it stands in the log of
/// their own.
pub fn insert_on_both_sides(
    db: &mut Db,
    transfer: &TransferRow,
    route: &Route,
    (action, object_kind): (&str, &str),
    now: NaiveDateTime,
) -> Result<()> {
    let entry = |organisation_id: i64| {
        let is_own = organisation_id == transfer.organisation_id;
        NewEntry {
            root_id: transfer.root_id,
            organisation_id,
            actor_id: transfer.actor_id.filter(|_| is_own),
            actor_name: transfer.actor_name.clone(),
            action: action.to_owned(),
            object_kind: object_kind.to_owned(),
            object_id: transfer.id,
            object_name: format!("{} SIM", transfer.sims),
            old_value: Some(route.from().name.clone()),
            new_value: Some(route.to().name.clone()),
            address: if is_own {
                transfer.address.clone()
            } else {
                String::new()
            },
            happened_at: now,
        }
    };
    let rows = vec![entry(route.from().id), entry(route.to().id)];
    on_backend!(db, c => diesel::insert_into(audit_entries::table).values(rows).execute(c))?;
    Ok(())
}

/// Whether the person in the scope did this with an object since then.
pub fn did_since(
    db: &mut Db,
    scope: &OrgScope,
    action: &str,
    (kind, object_id): (&str, i64),
    since: NaiveDateTime,
) -> Result<bool> {
    use audit_entries as a;
    let found = a::table
        .filter(a::organisation_id.eq(scope.organisation_id()))
        .filter(a::object_kind.eq(kind.to_owned()))
        .filter(a::object_id.eq(object_id))
        .filter(a::action.eq(action.to_owned()))
        .filter(a::actor_id.eq(scope.by().user_id))
        .filter(a::happened_at.gt(since))
        .select(a::id)
        .first::<i64>(db)
        .optional()?;
    Ok(found.is_some())
}

/// History of one object from the edge on (key of an entry), `most` entries, newest first.
///
/// The object was found through the scope already; entries of its time in another organisation go along with it (product section 10).
pub fn of_object(
    db: &mut Db,
    scope: &OrgScope,
    kind: &str,
    object_id: i64,
    edge: Edge<i64>,
    most: i64,
) -> Result<Recent<AuditRow>> {
    use audit_entries as a;
    let mut query = a::table
        .filter(a::root_id.eq(scope.root_id()))
        .filter(a::object_kind.eq(kind.to_owned()))
        .filter(a::object_id.eq(object_id))
        .into_boxed::<crate::storage::db::MultiBackend>();
    query = match edge {
        Edge::Newest => query,
        Edge::OlderThan(id) => query.filter(a::id.lt(id)),
        Edge::NewerThan(id) => query.filter(a::id.gt(id)),
    };
    query = if edge.is_backwards() {
        query.order(a::id.asc())
    } else {
        query.order(a::id.desc())
    };
    let rows = query.limit(most + 1).select(columns()).load(db)?;
    Ok(Recent::of(&edge, rows, most))
}
