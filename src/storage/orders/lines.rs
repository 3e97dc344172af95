//! Lines and addresses of orders, as they were when the order was placed.

use diesel::prelude::*;

use crate::storage::schema::{order_addresses, order_lines};
use crate::storage::{Db, Result};
use crate::types::money::{Money, UnitPrice, VatCategory, VatRate};
use crate::types::organisation::AddressKind;
use crate::types::product::ProductKind;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct LineRow {
    /// Key.
    pub id: i64,
    /// Its order.
    pub order_id: i64,
    /// Place in the order, from 1.
    pub position: i64,
    /// The product, which may have changed since.
    pub product_id: i64,
    /// Its number then.
    pub sku: String,
    /// Its name then, in the organisation's language.
    pub name: String,
    /// What it is.
    pub kind: ProductKind,
    /// Pieces.
    pub quantity: i64,
    /// Net price of a piece.
    pub unit_price: UnitPrice,
    /// Net price of the line.
    pub net: Money,
    /// Why VAT is charged or not.
    pub vat_category: VatCategory,
    /// How much.
    pub vat_rate: VatRate,
    /// The customer's cost centre; may be empty.
    pub cost_centre: String,
    /// Data volume that a piece gives, bytes.
    pub data_bytes: i64,
    /// SMS that a piece gives.
    pub sms: i64,
    /// Lifetime that a piece gives, days.
    pub lifetime_days: i64,
    /// Pieces that were delivered or booked.
    pub fulfilled: i64,
}

/// A line to insert; its position is its place among the others.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the same fields as LineRow")]
pub struct NewLine {
    pub product_id: i64,
    pub sku: String,
    pub name: String,
    pub kind: ProductKind,
    pub quantity: i64,
    pub unit_price: UnitPrice,
    pub net: Money,
    pub vat_category: VatCategory,
    pub vat_rate: VatRate,
    pub cost_centre: String,
    pub data_bytes: i64,
    pub sms: i64,
    pub lifetime_days: i64,
}

/// Adds the lines of an order; answers their keys in the same order.
pub fn insert_lines(db: &mut Db, order_id: i64, new: &[NewLine]) -> Result<Vec<i64>> {
    use order_lines as l;
    let mut ids = Vec::with_capacity(new.len());
    for (position, line) in (1_i64..).zip(new) {
        let id: i64 = diesel::insert_into(l::table)
            .values((
                (l::order_id.eq(order_id), l::position.eq(position)),
                (
                    l::product_id.eq(line.product_id),
                    l::sku.eq(&line.sku),
                    l::name.eq(&line.name),
                    l::kind.eq(line.kind),
                    l::quantity.eq(line.quantity),
                    l::unit_price.eq(line.unit_price),
                    l::net.eq(line.net),
                    l::vat_category.eq(line.vat_category),
                    l::vat_rate.eq(line.vat_rate),
                    l::cost_centre.eq(&line.cost_centre),
                ),
                (
                    l::data_bytes.eq(line.data_bytes),
                    l::sms.eq(line.sms),
                    l::lifetime_days.eq(line.lifetime_days),
                ),
            ))
            .returning(l::id)
            .get_result(db)?;
        ids.push(id);
    }
    Ok(ids)
}

/// Lines of orders that were found through a scope, in their order.
pub fn lines(db: &mut Db, order_ids: Vec<i64>) -> Result<Vec<LineRow>> {
    use order_lines as l;
    if order_ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(l::table
        .filter(l::order_id.eq_any(order_ids))
        .order((l::order_id, l::position))
        .select(l::all_columns)
        .load(db)?)
}

/// An address of an order.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
#[expect(missing_docs, reason = "the same fields as the address of an organisation")]
pub struct AddressRow {
    pub order_id: i64,
    pub kind: AddressKind,
    pub company: String,
    pub person: String,
    pub street: String,
    pub extra: String,
    pub postcode: String,
    pub city: String,
    pub region: String,
    pub country: String,
}

/// Copies an address of the organisation into an order.
pub fn insert_address(db: &mut Db, order_id: i64, from: &crate::storage::addresses::AddressRow) -> Result<()> {
    use order_addresses as a;
    diesel::insert_into(a::table)
        .values((
            a::order_id.eq(order_id),
            a::kind.eq(from.kind),
            a::company.eq(&from.company),
            a::person.eq(&from.person),
            a::street.eq(&from.street),
            a::extra.eq(&from.extra),
            a::postcode.eq(&from.postcode),
            a::city.eq(&from.city),
            a::region.eq(&from.region),
            a::country.eq(&from.country),
        ))
        .execute(db)?;
    Ok(())
}

/// Addresses of an order that was found through a scope: billing, then shipping if something is shipped.
pub fn addresses(db: &mut Db, order_id: i64) -> Result<Vec<AddressRow>> {
    use order_addresses as a;
    Ok(a::table
        .filter(a::order_id.eq(order_id))
        .order(a::kind)
        .select(a::all_columns)
        .load(db)?)
}

/// Addresses of one kind of orders that were found through a scope.
pub fn addresses_of(db: &mut Db, order_ids: Vec<i64>, kind: AddressKind) -> Result<Vec<AddressRow>> {
    use order_addresses as a;
    if order_ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(a::table
        .filter(a::order_id.eq_any(order_ids))
        .filter(a::kind.eq(kind))
        .order(a::order_id)
        .select(a::all_columns)
        .load(db)?)
}
