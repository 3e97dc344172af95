//! The operator's own company, VAT rates and where we ship to, and numbers without gaps.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{number_series, sellers, vat_rates};
use super::{Db, Result};
use crate::types::country::Country;
use crate::types::money::VatRate;

/// The seller as invoices name it. Empty texts are not printed.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = sellers)]
#[expect(missing_docs, reason = "names say it; docs/DATABASE.md has the table")]
pub struct SellerRow {
    pub id: i64,
    pub name: String,
    pub street: String,
    pub extra: String,
    pub postcode: String,
    pub city: String,
    pub country: String,
    pub vat_id: String,
    pub tax_number: String,
    pub register: String,
    pub directors: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub contact_email: String,
    pub web: String,
    pub bank: String,
    pub account_holder: String,
    pub iban: String,
    pub bic: String,
    pub accent: String,
    pub payment_days: i64,
    pub updated_at: NaiveDateTime,
}

/// The only key of `sellers`.
pub const SELLER: i64 = 1;

/// The seller, once staff have said who it is.
pub fn find(db: &mut Db) -> Result<Option<SellerRow>> {
    Ok(sellers::table
        .find(SELLER)
        .select(sellers::all_columns)
        .first(db)
        .optional()?)
}

/// Replaces the seller's data.
pub fn put(db: &mut Db, seller: &SellerRow) -> Result<()> {
    let changed = diesel::update(sellers::table.find(SELLER)).set(seller).execute(db)?;
    if changed == 0 {
        on_backend!(db, c => diesel::insert_into(sellers::table).values(seller).execute(c))?;
    }
    Ok(())
}

/// The standard VAT rate of a country, if it is known.
pub fn vat_rate(db: &mut Db, country: Country) -> Result<Option<VatRate>> {
    Ok(vat_rates::table
        .find(country.as_str())
        .select(vat_rates::rate)
        .first(db)
        .optional()?)
}

/// Letters of the countries that we ship to.
pub fn shipped_to(db: &mut Db) -> Result<BTreeSet<String>> {
    let countries: Vec<String> = vat_rates::table
        .filter(vat_rates::ships.eq(true))
        .order(vat_rates::country)
        .select(vat_rates::country)
        .load(db)?;
    Ok(countries.into_iter().collect())
}

/// The next number of a series, from 1. It is taken for good when the transaction ends well, and given back with everything else otherwise;
/// others who want one wait until then. So take it late.
pub fn next_number(db: &mut Db, series: &str) -> Result<i64> {
    use number_series as n;
    let first = (n::series.eq(series), n::last.eq(1));
    Ok(on_backend!(db, c => diesel::insert_into(n::table)
        .values(first)
        .on_conflict(n::series)
        .do_update()
        .set(n::last.eq(n::last + 1))
        .returning(n::last)
        .get_result(c))?)
}
