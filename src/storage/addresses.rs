//! Postal addresses of organisations, for invoices and for deliveries.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::addresses;
use super::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::address::Address;
use crate::types::organisation::AddressKind;

/// A row of `addresses`.
#[derive(Debug, Clone, Queryable)]
pub struct AddressRow {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Whose address it is.
    pub organisation_id: i64,
    /// What it is for.
    pub kind: AddressKind,
    /// Whether it is taken unless another one is chosen; one of each kind is.
    pub is_default: bool,
    /// Company; may be empty.
    pub company: String,
    /// Person or department; may be empty.
    pub person: String,
    /// Street and number.
    pub street: String,
    /// Anything more; may be empty.
    pub extra: String,
    /// Postcode; empty where there are none.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// State or province; may be empty.
    pub region: String,
    /// Two letters of ISO 3166-1.
    pub country: String,
    /// Made at.
    pub created_at: NaiveDateTime,
    /// Changed at.
    pub updated_at: NaiveDateTime,
}

type Own = diesel::dsl::Filter<addresses::table, diesel::dsl::Eq<addresses::organisation_id, i64>>;

fn of(scope: &OrgScope) -> Own {
    addresses::table.filter(addresses::organisation_id.eq(scope.organisation_id()))
}

/// The addresses of a kind, oldest first, at most `most`.
pub fn list(db: &mut Db, scope: &OrgScope, kind: AddressKind, most: i64) -> Result<Vec<AddressRow>> {
    Ok(of(scope)
        .filter(addresses::kind.eq(kind))
        .order(addresses::id)
        .limit(most)
        .select(addresses::all_columns)
        .load(db)?)
}

/// One of them; somebody else's is `NotFound`.
pub fn find(db: &mut Db, scope: &OrgScope, id: i64) -> Result<AddressRow> {
    Ok(of(scope)
        .filter(addresses::id.eq(id))
        .select(addresses::all_columns)
        .first(db)?)
}

/// How many addresses of a kind there are.
pub fn count(db: &mut Db, scope: &OrgScope, kind: AddressKind) -> Result<i64> {
    Ok(of(scope).filter(addresses::kind.eq(kind)).count().get_result(db)?)
}

/// Adds an address. Whoever makes it the default takes that from the other one before ([`unset_default`]).
pub fn insert(
    db: &mut Db,
    scope: &OrgScope,
    kind: AddressKind,
    is_default: bool,
    address: &Address,
    now: NaiveDateTime,
) -> Result<i64> {
    use addresses as a;
    Ok(diesel::insert_into(a::table)
        .values((
            (
                a::root_id.eq(scope.root_id()),
                a::organisation_id.eq(scope.organisation_id()),
                a::kind.eq(kind),
                a::is_default.eq(is_default),
                a::created_at.eq(now),
            ),
            changes(address, now),
        ))
        .returning(a::id)
        .get_result(db)?)
}

/// Replaces an address that was found through the scope.
pub fn set(db: &mut Db, scope: &OrgScope, id: i64, address: &Address, now: NaiveDateTime) -> Result<()> {
    let own = of(scope).filter(addresses::id.eq(id));
    diesel::update(own).set(changes(address, now)).execute(db)?;
    Ok(())
}

type Set<'a, C> = diesel::dsl::Eq<C, &'a str>;
type Changes<'a> = (
    Set<'a, addresses::company>,
    Set<'a, addresses::person>,
    Set<'a, addresses::street>,
    Set<'a, addresses::extra>,
    Set<'a, addresses::postcode>,
    Set<'a, addresses::city>,
    Set<'a, addresses::region>,
    Set<'a, addresses::country>,
    diesel::dsl::Eq<addresses::updated_at, NaiveDateTime>,
);

fn changes(address: &Address, now: NaiveDateTime) -> Changes<'_> {
    use addresses as a;
    (
        a::company.eq(address.company.as_str()),
        a::person.eq(address.person.as_str()),
        a::street.eq(address.street.as_str()),
        a::extra.eq(address.extra.as_str()),
        a::postcode.eq(address.postcode.as_str()),
        a::city.eq(address.city.as_str()),
        a::region.eq(address.region.as_str()),
        a::country.eq(address.country.as_str()),
        a::updated_at.eq(now),
    )
}

/// No address of this kind is the default any more.
pub fn unset_default(db: &mut Db, scope: &OrgScope, kind: AddressKind) -> Result<()> {
    let default = of(scope)
        .filter(addresses::kind.eq(kind))
        .filter(addresses::is_default.eq(true));
    diesel::update(default)
        .set(addresses::is_default.eq(false))
        .execute(db)?;
    Ok(())
}

/// Makes an address the default of its kind; the one before gave way ([`unset_default`]).
pub fn set_default(db: &mut Db, scope: &OrgScope, id: i64) -> Result<()> {
    let own = of(scope).filter(addresses::id.eq(id));
    diesel::update(own).set(addresses::is_default.eq(true)).execute(db)?;
    Ok(())
}

/// Removes an address.
pub fn delete(db: &mut Db, scope: &OrgScope, id: i64) -> Result<()> {
    diesel::delete(of(scope).filter(addresses::id.eq(id))).execute(db)?;
    Ok(())
}
