//! Products and their prices. They belong to the platform, so there is no scope.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{prices, products};
use super::{Db, Result};
use crate::types::money::{Currency, UnitPrice};
use crate::types::packaging::Packaging;
use crate::types::product::{FormFactor, ProductKind, ProductStatus, Sku, Supply};

/// A row of `products`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ProductRow {
    /// Key.
    pub id: i64,
    /// The number it is known by.
    pub sku: String,
    /// What it is.
    pub kind: ProductKind,
    /// Form of the card; only SIMs have one.
    pub form_factor: Option<FormFactor>,
    /// English name.
    pub name_en: String,
    /// German name.
    pub name_de: String,
    /// English description; may be empty.
    pub description_en: String,
    /// German description; may be empty.
    pub description_de: String,
    /// Pieces in a package.
    pub package_size: i64,
    /// Fewest pieces of a line.
    pub minimum: i64,
    /// Pieces are ordered in multiples of this.
    pub multiple: i64,
    /// Most pieces of a line.
    pub maximum: i64,
    /// Data volume that a piece gives, bytes.
    pub data_bytes: i64,
    /// SMS that a piece gives.
    pub sms: i64,
    /// Lifetime that a piece gives, days.
    pub lifetime_days: i64,
    /// What its sale is for VAT.
    pub supply: Supply,
    /// Whether it can be ordered.
    pub status: ProductStatus,
    /// Place in lists.
    pub position: i64,
    /// Made at.
    pub created_at: NaiveDateTime,
    /// Changed at.
    pub updated_at: NaiveDateTime,
}

/// A product as staff describe it; its parts are checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// The number it is known by.
    pub sku: Sku,
    /// What it is.
    pub kind: ProductKind,
    /// Form of the card: given for SIMs, and only for them.
    pub form_factor: Option<FormFactor>,
    /// English and German name.
    pub name: (String, String),
    /// English and German description; may be empty.
    pub description: (String, String),
    /// In which quantities it can be ordered.
    pub packaging: Packaging,
    /// Data volume that a piece gives, bytes.
    pub data_bytes: i64,
    /// SMS that a piece gives.
    pub sms: i64,
    /// Lifetime that a piece gives, days.
    pub lifetime_days: i64,
    /// What its sale is for VAT.
    pub supply: Supply,
    /// Place in lists.
    pub position: i64,
}

/// Products in the order of the lists; withdrawn ones on request. At most `most`.
pub fn list(db: &mut Db, with_withdrawn: bool, most: i64) -> Result<Vec<ProductRow>> {
    use products as p;
    let mut query = p::table.into_boxed::<super::db::MultiBackend>();
    if !with_withdrawn {
        query = query.filter(p::status.eq(ProductStatus::Offered));
    }
    Ok(query
        .order((p::position, p::id))
        .limit(most)
        .select(p::all_columns)
        .load(db)?)
}

/// A product by key.
pub fn find(db: &mut Db, id: i64) -> Result<ProductRow> {
    Ok(products::table.find(id).select(products::all_columns).first(db)?)
}

/// Products by key; unknown ones are left out.
pub fn find_many(db: &mut Db, ids: Vec<i64>) -> Result<Vec<ProductRow>> {
    Ok(products::table
        .filter(products::id.eq_any(ids))
        .order(products::id)
        .select(products::all_columns)
        .load(db)?)
}

/// Finds one and keeps others from changing it until the transaction ends.
pub fn lock(db: &mut Db, id: i64) -> Result<ProductRow> {
    if let Db::Pg(c) = db {
        products::table
            .find(id)
            .select(products::id)
            .for_no_key_update()
            .first::<i64>(c)?;
    }
    find(db, id)
}

/// Whether another product has this number.
pub fn is_taken(db: &mut Db, sku: &Sku, but: Option<i64>) -> Result<bool> {
    let found: Option<i64> = products::table
        .filter(products::sku.eq(sku.as_str()))
        .select(products::id)
        .first(db)
        .optional()?;
    Ok(found.is_some_and(|id| Some(id) != but))
}

type Set<'a, C> = diesel::dsl::Eq<C, &'a str>;
type Number<C> = diesel::dsl::Eq<C, i64>;
type Texts<'a> = (
    Set<'a, products::sku>,
    Set<'a, products::name_en>,
    Set<'a, products::name_de>,
    Set<'a, products::description_en>,
    Set<'a, products::description_de>,
    diesel::dsl::Eq<products::kind, ProductKind>,
    diesel::dsl::Eq<products::form_factor, Option<FormFactor>>,
    diesel::dsl::Eq<products::supply, Supply>,
);
type Numbers = (
    Number<products::package_size>,
    Number<products::minimum>,
    Number<products::multiple>,
    Number<products::maximum>,
    Number<products::data_bytes>,
    Number<products::sms>,
    Number<products::lifetime_days>,
    Number<products::position>,
    diesel::dsl::Eq<products::updated_at, NaiveDateTime>,
);

fn texts(product: &Product) -> Texts<'_> {
    use products as p;
    (
        p::sku.eq(product.sku.as_str()),
        p::name_en.eq(product.name.0.as_str()),
        p::name_de.eq(product.name.1.as_str()),
        p::description_en.eq(product.description.0.as_str()),
        p::description_de.eq(product.description.1.as_str()),
        p::kind.eq(product.kind),
        p::form_factor.eq(product.form_factor),
        p::supply.eq(product.supply),
    )
}

fn numbers(product: &Product, now: NaiveDateTime) -> Numbers {
    use products as p;
    (
        p::package_size.eq(product.packaging.package_size()),
        p::minimum.eq(product.packaging.minimum()),
        p::multiple.eq(product.packaging.multiple()),
        p::maximum.eq(product.packaging.maximum()),
        p::data_bytes.eq(product.data_bytes),
        p::sms.eq(product.sms),
        p::lifetime_days.eq(product.lifetime_days),
        p::position.eq(product.position),
        p::updated_at.eq(now),
    )
}

/// Adds a product; it is offered. `products_sku_key` is violated if the number is taken.
pub fn insert(db: &mut Db, product: &Product, now: NaiveDateTime) -> Result<i64> {
    use products as p;
    Ok(diesel::insert_into(p::table)
        .values((
            texts(product),
            numbers(product, now),
            p::status.eq(ProductStatus::Offered),
            p::created_at.eq(now),
        ))
        .returning(p::id)
        .get_result(db)?)
}

/// Replaces a product.
pub fn set(db: &mut Db, id: i64, product: &Product, now: NaiveDateTime) -> Result<()> {
    diesel::update(products::table.find(id))
        .set((texts(product), numbers(product, now)))
        .execute(db)?;
    Ok(())
}

/// Offers it, or withdraws it.
pub fn set_status(db: &mut Db, id: i64, status: ProductStatus, now: NaiveDateTime) -> Result<()> {
    diesel::update(products::table.find(id))
        .set((products::status.eq(status), products::updated_at.eq(now)))
        .execute(db)?;
    Ok(())
}

/// Prices of a product, in the order of the currencies' letters.
pub fn prices_of(db: &mut Db, product_id: i64) -> Result<Vec<(Currency, UnitPrice)>> {
    Ok(prices::table
        .filter(prices::product_id.eq(product_id))
        .order(prices::currency)
        .select((prices::currency, prices::net))
        .load(db)?)
}

/// Prices of products in one currency, by the product's key.
pub fn prices_in(db: &mut Db, ids: Vec<i64>, currency: Currency) -> Result<HashMap<i64, UnitPrice>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, UnitPrice)> = prices::table
        .filter(prices::product_id.eq_any(ids))
        .filter(prices::currency.eq(currency))
        .order(prices::product_id)
        .select((prices::product_id, prices::net))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// All prices of products: product's key, currency, price; by product and the letters of the currency.
pub fn price_list(db: &mut Db, ids: Vec<i64>) -> Result<Vec<(i64, Currency, UnitPrice)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(prices::table
        .filter(prices::product_id.eq_any(ids))
        .order((prices::product_id, prices::currency))
        .select((prices::product_id, prices::currency, prices::net))
        .load(db)?)
}

/// Sets the price of a product in a currency; `None`: it has none, and cannot be ordered in that currency.
pub fn set_price(
    db: &mut Db,
    product_id: i64,
    currency: Currency,
    net: Option<UnitPrice>,
    now: NaiveDateTime,
) -> Result<()> {
    use prices as p;
    let Some(net) = net else {
        diesel::delete(p::table.find((product_id, currency))).execute(db)?;
        return Ok(());
    };
    let values = (
        p::product_id.eq(product_id),
        p::currency.eq(currency),
        p::net.eq(net),
        p::updated_at.eq(now),
    );
    on_backend!(db, c => diesel::insert_into(p::table)
        .values(values)
        .on_conflict((p::product_id, p::currency))
        .do_update()
        .set((p::net.eq(net), p::updated_at.eq(now)))
        .execute(c))?;
    Ok(())
}
