//! Organisations. The only storage file whose functions take an organisation's bare id or number: it is where scopes come from.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::{max, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::schema::organisations;
use super::{Db, Error, Result};
use crate::types::access::OrgScope;
use crate::types::account_number::AccountNumber;
use crate::types::country::Country;
use crate::types::lang::Lang;
use crate::types::money::Currency;
use crate::types::organisation::OrganisationStatus;

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
    /// `direct` or `marketplace`: how it came to the platform.
    pub channel: String,
    /// VAT identification number, as printed on invoices; empty without one.
    pub vat_id: String,
    /// ISO 3166-1 alpha-2 code of the country that invoices go to; empty until known.
    pub billing_country: String,
    /// Address that receives all invoices; empty until known.
    pub main_email: String,
    /// Phone number as typed.
    pub phone: String,
    /// SIMs that were ordered for it so far.
    pub sims_ordered: i64,
    /// Whether a transfer needs a second person.
    pub approve_transfers: bool,
    /// Whether a bulk deactivation needs a second person.
    pub approve_deactivations: bool,
    /// Whether a change of a role needs a second person.
    pub approve_roles: bool,
    /// When it was deleted: the row stays, because the audit log names it.
    pub deleted_at: Option<NaiveDateTime>,
    /// Lower-case form of the name, for search and sorting.
    pub name_key: String,
    /// What it pays in.
    pub currency: Currency,
    /// Whether staff let it pay by a monthly invoice.
    pub monthly_invoice_allowed: bool,
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
            o::name_key.eq(new.name.to_lowercase()),
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

/// A master organisation that makes itself, in the shop.
#[derive(Debug, Clone)]
pub struct NewMaster<'a> {
    /// Name of the company.
    pub name: &'a str,
    /// VAT ID; empty without one.
    pub vat_id: &'a str,
    /// Country of its invoices.
    pub country: Country,
    /// Language of its mails and documents.
    pub language: Lang,
    /// IANA time zone.
    pub time_zone: &'a str,
    /// Address that receives all invoices.
    pub main_email: &'a str,
    /// Phone; may be empty.
    pub phone: &'a str,
    /// What it pays in.
    pub currency: Currency,
}

/// Makes a pending master organisation under the next account number; `None` when all numbers are given out.
///
/// Two transactions may take the same number: whoever comes second sees the first one's row and takes the next.
pub fn insert_master(db: &mut Db, new: &NewMaster<'_>, now: NaiveDateTime) -> Result<Option<OrganisationRow>> {
    use organisations as o;
    loop {
        let Some(number) = next_number(db)? else {
            return Ok(None);
        };
        let row = (
            o::root_id.eq(0_i64),
            o::account_number.eq(number.as_str()),
            o::name.eq(new.name),
            o::name_key.eq(new.name.to_lowercase()),
            o::status.eq(OrganisationStatus::Pending.as_str()),
            o::language.eq(new.language.as_str()),
            o::time_zone.eq(new.time_zone),
            o::created_at.eq(now),
            o::vat_id.eq(new.vat_id),
            o::billing_country.eq(new.country.as_str()),
            o::main_email.eq(new.main_email),
            o::phone.eq(new.phone),
            o::currency.eq(new.currency),
        );
        let id: Option<i64> = on_backend!(db, c => diesel::insert_into(o::table)
            .values(row)
            .on_conflict(o::account_number)
            .do_nothing()
            .returning(o::id)
            .get_result(c)
            .optional())?;
        if let Some(id) = id {
            diesel::update(o::table.find(id)).set(o::root_id.eq(id)).execute(db)?;
            return Ok(Some(find(db, id)?));
        }
    }
}

/// An organisation by key.
pub fn find(db: &mut Db, id: i64) -> Result<OrganisationRow> {
    Ok(organisations::table
        .find(id)
        .select(organisations::all_columns)
        .first(db)?)
}

/// An organisation by account number; a deleted one is none any more.
pub fn find_by_number(db: &mut Db, account_number: &str) -> Result<Option<OrganisationRow>> {
    Ok(organisations::table
        .filter(organisations::account_number.eq(account_number))
        .filter(organisations::deleted_at.is_null())
        .select(organisations::all_columns)
        .first(db)
        .optional()?)
}

/// The account number behind all that were given out, whatever became of their organisations; `None` when that was the last one.
pub fn next_number(db: &mut Db) -> Result<Option<AccountNumber>> {
    let highest: Option<String> = organisations::table
        .select(organisations::account_number)
        .order(organisations::account_number.desc())
        .first(db)
        .optional()?;
    let next = match highest {
        None => AccountNumber::FIRST,
        // To begin again at the first one would find it taken, for ever.
        Some(number) => AccountNumber::parse(&number).map_err(Error::internal)?.number() + 1,
    };
    Ok(AccountNumber::from_number(next))
}

/// The first sub-organisations of a master by name, at most `most`, with their SIM totals and when a counter of these changed last.
pub fn subs_with_totals(
    db: &mut Db,
    scope: &OrgScope,
    most: i64,
) -> Result<Vec<(OrganisationRow, i64, Option<NaiveDateTime>)>> {
    use super::schema::sim_counts;
    let subs: Vec<OrganisationRow> = organisations::table
        .filter(organisations::root_id.eq(scope.root_id()))
        .filter(organisations::parent_id.eq(Some(scope.organisation_id())))
        .filter(organisations::deleted_at.is_null())
        .order((organisations::name_key, organisations::id))
        .limit(most)
        .select(organisations::all_columns)
        .load(db)?;
    let ids: Vec<i64> = subs.iter().map(|sub| sub.id).collect();
    let mut totals: HashMap<i64, (i64, Option<NaiveDateTime>)> = HashMap::new();
    // A statement takes some 30,000 values.
    for part in ids.chunks(1000) {
        let of_part: Vec<(i64, i64, Option<NaiveDateTime>)> = sim_counts::table
            .filter(sim_counts::root_id.eq(scope.root_id()))
            .filter(sim_counts::organisation_id.eq_any(part.to_vec()))
            .group_by(sim_counts::organisation_id)
            .order(sim_counts::organisation_id)
            .select((
                sim_counts::organisation_id,
                sql::<BigInt>("CAST(SUM(sim_counts.sims) AS BIGINT)"),
                max(sim_counts::updated_at),
            ))
            .load(db)?;
        totals.extend(of_part.into_iter().map(|(id, sims, at)| (id, (sims, at))));
    }
    Ok(subs
        .into_iter()
        .map(|sub| {
            let (sims, updated_at) = totals.get(&sub.id).copied().unwrap_or_default();
            (sub, sims, updated_at)
        })
        .collect())
}

/// The organisation of the scope, kept from other changes of its own data until the transaction ends. Rows that only refer to it can be
/// added meanwhile.
pub fn lock(db: &mut Db, scope: &OrgScope) -> Result<OrganisationRow> {
    if let Db::Pg(c) = db {
        organisations::table
            .find(scope.organisation_id())
            .select(organisations::id)
            .for_no_key_update()
            .first::<i64>(c)?;
    }
    find(db, scope.organisation_id())
}

/// What an organisation changes of its customer data by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Address that receives all invoices.
    pub main_email: String,
    /// Phone number as typed; may be empty.
    pub phone: String,
    /// Language of its mails and documents.
    pub language: Lang,
}

/// Replaces it.
pub fn set_contact(db: &mut Db, scope: &OrgScope, contact: &Contact) -> Result<()> {
    use organisations as o;
    diesel::update(o::table.find(scope.organisation_id()))
        .set((
            o::main_email.eq(&contact.main_email),
            o::phone.eq(&contact.phone),
            o::language.eq(contact.language.as_str()),
        ))
        .execute(db)?;
    Ok(())
}

/// Notes the country that invoices go to; it is noted once.
pub fn set_billing_country(db: &mut Db, scope: &OrgScope, country: Country) -> Result<()> {
    diesel::update(organisations::table.find(scope.organisation_id()))
        .set(organisations::billing_country.eq(country.as_str()))
        .execute(db)?;
    Ok(())
}

/// Sets what an organisation pays in, and whether it may pay by a monthly invoice: staff agree it with the customer.
pub fn set_terms(db: &mut Db, scope: &OrgScope, currency: Currency, monthly_invoice: bool) -> Result<()> {
    use organisations as o;
    diesel::update(o::table.find(scope.organisation_id()))
        .set((o::currency.eq(currency), o::monthly_invoice_allowed.eq(monthly_invoice)))
        .execute(db)?;
    Ok(())
}

/// Counts SIMs that were ordered for it, or ordered no more.
pub fn add_sims_ordered(db: &mut Db, scope: &OrgScope, sims: i64) -> Result<()> {
    use organisations as o;
    diesel::update(o::table.find(scope.organisation_id()))
        .set(o::sims_ordered.eq(o::sims_ordered + sims))
        .execute(db)?;
    Ok(())
}

/// An organisation's first owner has set a password: it is in use from now on. Answers whether it was pending.
pub fn set_active(db: &mut Db, id: i64) -> Result<bool> {
    use organisations as o;
    let pending = o::table.find(id).filter(o::status.eq("pending"));
    Ok(diesel::update(pending).set(o::status.eq("active")).execute(db)? == 1)
}
