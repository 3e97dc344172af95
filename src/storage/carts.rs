//! Carts: a stranger's behind a token whose hash is stored, or a person's in an organisation. Their lines remember the price that was shown.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{cart_lines, carts};
use super::{Db, Error, Result};
use crate::types::access::OrgScope;
use crate::types::money::{Currency, UnitPrice};

/// A row of `carts`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct CartRow {
    /// Key.
    pub id: i64,
    /// Hash of the token that opens it; a person's has none.
    pub token_hash: Option<String>,
    /// Master organisation of the person's tree.
    pub root_id: Option<i64>,
    /// The person's organisation.
    pub organisation_id: Option<i64>,
    /// The person.
    pub user_id: Option<i64>,
    /// What its prices are in.
    pub currency: Currency,
    /// Made at.
    pub created_at: NaiveDateTime,
    /// Changed at.
    pub updated_at: NaiveDateTime,
    /// Forgotten after this.
    pub expires_at: NaiveDateTime,
    /// When a stranger ordered what was in it.
    pub ordered_at: Option<NaiveDateTime>,
}

/// A row of `cart_lines`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct CartLineRow {
    /// The cart.
    pub cart_id: i64,
    /// The product.
    pub product_id: i64,
    /// Pieces.
    pub quantity: i64,
    /// The price that was shown, in the currency of the cart.
    pub unit_price: UnitPrice,
    /// The customer's cost centre; may be empty.
    pub cost_centre: String,
}

/// The cart that a token opens, by the token's hash, unless its time is over. An ordered one is found as well.
pub fn find_by_token(db: &mut Db, token_hash: &str, now: NaiveDateTime) -> Result<Option<CartRow>> {
    Ok(carts::table
        .filter(carts::token_hash.eq(Some(token_hash)))
        .filter(carts::expires_at.gt(now))
        .select(carts::all_columns)
        .first(db)
        .optional()?)
}

/// The same, kept from others until the transaction ends: two tabs order one after the other.
pub fn lock_by_token(db: &mut Db, token_hash: &str, now: NaiveDateTime) -> Result<Option<CartRow>> {
    if let Db::Pg(c) = db {
        carts::table
            .filter(carts::token_hash.eq(Some(token_hash)))
            .select(carts::id)
            .for_update()
            .first::<i64>(c)
            .optional()?;
    }
    find_by_token(db, token_hash, now)
}

/// Makes a stranger's cart.
pub fn insert(
    db: &mut Db,
    token_hash: &str,
    currency: Currency,
    expires_at: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<CartRow> {
    use carts as c;
    let id: i64 = diesel::insert_into(c::table)
        .values((
            c::token_hash.eq(Some(token_hash)),
            c::currency.eq(currency),
            c::created_at.eq(now),
            c::updated_at.eq(now),
            c::expires_at.eq(expires_at),
        ))
        .returning(c::id)
        .get_result(db)?;
    Ok(c::table.find(id).select(c::all_columns).first(db)?)
}

/// The cart of the person of the scope in the organisation of the scope. Nobody else's is ever found, not even a colleague's.
pub fn of_person(db: &mut Db, scope: &OrgScope) -> Result<Option<CartRow>> {
    Ok(carts::table
        .filter(carts::organisation_id.eq(Some(scope.organisation_id())))
        .filter(carts::user_id.eq(Some(person(scope)?)))
        .select(carts::all_columns)
        .first(db)
        .optional()?)
}

/// The same, made if there is none.
pub fn put_of_person(
    db: &mut Db,
    scope: &OrgScope,
    currency: Currency,
    expires_at: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<CartRow> {
    use carts as c;
    let row = (
        c::root_id.eq(Some(scope.root_id())),
        c::organisation_id.eq(Some(scope.organisation_id())),
        c::user_id.eq(Some(person(scope)?)),
        c::currency.eq(currency),
        c::created_at.eq(now),
        c::updated_at.eq(now),
        c::expires_at.eq(expires_at),
    );
    on_backend!(db, con => diesel::insert_into(c::table)
        .values(row)
        .on_conflict((c::organisation_id, c::user_id))
        .do_nothing()
        .execute(con))?;
    of_person(db, scope)?.ok_or(Error::NotFound)
}

/// Work without a person has no cart.
fn person(scope: &OrgScope) -> Result<i64> {
    scope.by().user_id.ok_or(Error::NotFound)
}

/// Lines of a cart that was found, by the product's key.
pub fn lines(db: &mut Db, cart_id: i64) -> Result<Vec<CartLineRow>> {
    Ok(cart_lines::table
        .filter(cart_lines::cart_id.eq(cart_id))
        .order(cart_lines::product_id)
        .select(cart_lines::all_columns)
        .load(db)?)
}

/// Writes a line, new or not.
pub fn put_line(db: &mut Db, line: &CartLineRow) -> Result<()> {
    use cart_lines as l;
    let (quantity, price, centre) = (line.quantity, line.unit_price, line.cost_centre.as_str());
    let row = (
        l::cart_id.eq(line.cart_id),
        l::product_id.eq(line.product_id),
        l::quantity.eq(quantity),
        l::unit_price.eq(price),
        l::cost_centre.eq(centre),
    );
    on_backend!(db, c => diesel::insert_into(l::table)
        .values(row)
        .on_conflict((l::cart_id, l::product_id))
        .do_update()
        .set((l::quantity.eq(quantity), l::unit_price.eq(price), l::cost_centre.eq(centre)))
        .execute(c))?;
    Ok(())
}

/// Takes a line out.
pub fn delete_line(db: &mut Db, cart_id: i64, product_id: i64) -> Result<()> {
    diesel::delete(cart_lines::table.find((cart_id, product_id))).execute(db)?;
    Ok(())
}

/// A cart was changed: it lives on.
pub fn touch(
    db: &mut Db,
    cart_id: i64,
    currency: Currency,
    expires_at: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<()> {
    use carts as c;
    diesel::update(c::table.find(cart_id))
        .set((
            c::currency.eq(currency),
            c::updated_at.eq(now),
            c::expires_at.eq(expires_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Another token opens a stranger's cart from now on.
pub fn set_token(db: &mut Db, cart_id: i64, token_hash: &str) -> Result<()> {
    diesel::update(carts::table.find(cart_id))
        .set(carts::token_hash.eq(Some(token_hash)))
        .execute(db)?;
    Ok(())
}

/// What was in a stranger's cart was ordered: its lines go, and it is remembered until `expires_at`.
pub fn set_ordered(db: &mut Db, cart_id: i64, expires_at: NaiveDateTime, now: NaiveDateTime) -> Result<()> {
    use carts as c;
    diesel::delete(cart_lines::table.filter(cart_lines::cart_id.eq(cart_id))).execute(db)?;
    diesel::update(c::table.find(cart_id))
        .set((c::ordered_at.eq(Some(now)), c::expires_at.eq(expires_at)))
        .execute(db)?;
    Ok(())
}

/// Removes a cart with its lines.
pub fn delete(db: &mut Db, cart_id: i64) -> Result<()> {
    diesel::delete(carts::table.find(cart_id)).execute(db)?;
    Ok(())
}

/// Removes carts whose time is over, at most `most`; answers how many.
pub fn delete_expired(db: &mut Db, most: i64, now: NaiveDateTime) -> Result<usize> {
    let ids: Vec<i64> = carts::table
        .filter(carts::expires_at.le(now))
        .order(carts::expires_at)
        .limit(most)
        .select(carts::id)
        .load(db)?;
    if ids.is_empty() {
        return Ok(0);
    }
    Ok(diesel::delete(carts::table.filter(carts::id.eq_any(ids))).execute(db)?)
}
