//! What staff changed about the platform itself: products, prices, the seller's data. Changes of a tenant's data are in its audit log.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::staff_entries;
use super::{Db, Result};
use crate::types::access::By;

/// A row of `staff_entries`.
#[derive(Debug, Clone, Queryable)]
pub struct StaffEntryRow {
    /// Key; grows with time.
    pub id: i64,
    /// Who.
    pub actor_name: String,
    /// What was done: `product.price` ...
    pub action: String,
    /// Value before.
    pub old_value: Option<String>,
    /// Value after.
    pub new_value: Option<String>,
    /// When.
    pub happened_at: NaiveDateTime,
}

/// A change to be noted.
#[derive(Debug, Clone)]
pub struct StaffChange<'a> {
    /// `product.price`, `seller.change` ...
    pub action: &'a str,
    /// `product`, `seller`.
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

/// Writes a change, in its transaction.
pub fn insert(db: &mut Db, by: &By, change: &StaffChange<'_>, now: NaiveDateTime) -> Result<()> {
    use staff_entries as s;
    diesel::insert_into(s::table)
        .values((
            s::actor_id.eq(by.user_id),
            s::actor_name.eq(&by.name),
            s::action.eq(change.action),
            s::object_kind.eq(change.object_kind),
            s::object_id.eq(change.object_id),
            s::object_name.eq(change.object_name),
            s::old_value.eq(change.old.as_deref()),
            s::new_value.eq(change.new.as_deref()),
            s::address.eq(&by.address),
            s::happened_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// The latest changes of an object, at most `most`, newest first.
pub fn of_object(db: &mut Db, kind: &str, object_id: i64, most: i64) -> Result<Vec<StaffEntryRow>> {
    use staff_entries as s;
    Ok(s::table
        .filter(s::object_kind.eq(kind.to_owned()))
        .filter(s::object_id.eq(object_id))
        .order(s::id.desc())
        .limit(most)
        .select((
            s::id,
            s::actor_name,
            s::action,
            s::old_value,
            s::new_value,
            s::happened_at,
        ))
        .load(db)?)
}
