//! Billing and shipping addresses: one of each kind is the default. All billing addresses are in the billing country, which the first of
//! them decides and nothing here changes again.

use chrono::NaiveDateTime;

use crate::domain::{Error, Result};
use crate::storage::addresses::{self, AddressRow};
use crate::storage::audit::{self, Change};
use crate::storage::{Db, organisations};
use crate::types::access::OrgScope;
use crate::types::address::Address;
pub use crate::types::organisation::AddressKind;

/// Addresses of a kind that an organisation can have.
pub const MOST_ADDRESSES: i64 = 100;

/// Sentence: there are enough addresses.
pub const TOO_MANY_ADDRESSES: &str = "addresses-too-many";
/// Sentence: a billing address is in the billing country.
pub const COUNTRY_FIXED: &str = "addresses-country-fixed";
/// Sentence: the default cannot be deleted.
pub const DEFAULT_STAYS: &str = "addresses-refused-default";

/// Adds an address; the first of its kind is the default.
pub fn add_address(
    db: &mut Db,
    scope: &OrgScope,
    (kind, is_default): (AddressKind, bool),
    address: &Address,
    now: NaiveDateTime,
) -> Result<i64> {
    let organisation = organisations::lock(db, scope)?;
    let others = addresses::count(db, scope, kind)?;
    if others >= MOST_ADDRESSES {
        return Err(Error::Refused(TOO_MANY_ADDRESSES));
    }
    if kind == AddressKind::Billing {
        if organisation.billing_country.is_empty() {
            organisations::set_billing_country(db, scope, address.country)?;
        } else if organisation.billing_country != address.country.as_str() {
            return Err(Error::Refused(COUNTRY_FIXED));
        }
    }
    let is_default = is_default || others == 0;
    if is_default {
        addresses::unset_default(db, scope, kind)?;
    }
    let id = addresses::insert(db, scope, kind, is_default, address, now)?;
    let row = addresses::find(db, scope, id)?;
    note(db, scope, "address.add", &row, (None, Some(said(&row))), now)?;
    Ok(id)
}

/// Replaces an address. A billing address stays in its country.
pub fn change_address(
    db: &mut Db,
    scope: &OrgScope,
    id: i64,
    is_default: bool,
    address: &Address,
    now: NaiveDateTime,
) -> Result<()> {
    organisations::lock(db, scope)?;
    let before = addresses::find(db, scope, id)?;
    if before.kind == AddressKind::Billing && before.country != address.country.as_str() {
        return Err(Error::Refused(COUNTRY_FIXED));
    }
    addresses::set(db, scope, id, address, now)?;
    let after = addresses::find(db, scope, id)?;
    let (old, new) = (said(&before), said(&after));
    if old != new {
        note(db, scope, "address.change", &after, (Some(old), Some(new)), now)?;
    }
    if is_default && !before.is_default {
        take_default(db, scope, &after, now)?;
    }
    Ok(())
}

/// Makes an address the default of its kind.
pub fn make_default(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<()> {
    organisations::lock(db, scope)?;
    let row = addresses::find(db, scope, id)?;
    if row.is_default {
        return Ok(());
    }
    take_default(db, scope, &row, now)
}

fn take_default(db: &mut Db, scope: &OrgScope, row: &AddressRow, now: NaiveDateTime) -> Result<()> {
    addresses::unset_default(db, scope, row.kind)?;
    addresses::set_default(db, scope, row.id)?;
    note(db, scope, "address.default", row, (None, Some(said(row))), now)
}

/// Removes an address. The default stays as long as others could take its place, and the last billing address for good: invoices need one.
pub fn delete_address(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<()> {
    organisations::lock(db, scope)?;
    let row = addresses::find(db, scope, id)?;
    let is_last_delivery = row.kind == AddressKind::Shipping && addresses::count(db, scope, row.kind)? == 1;
    if row.is_default && !is_last_delivery {
        return Err(Error::Refused(DEFAULT_STAYS));
    }
    addresses::delete(db, scope, id)?;
    note(db, scope, "address.delete", &row, (Some(said(&row)), None), now)
}

/// The lines of an address but for the country, as they stand on a letter; empty ones are left out.
pub fn address_lines(row: &AddressRow) -> Vec<String> {
    let town = format!("{} {}", row.postcode, row.city);
    [&row.company, &row.person, &row.street, &row.extra, &town, &row.region]
        .into_iter()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn said(row: &AddressRow) -> String {
    format!("{}: {}, {}", row.kind, address_lines(row).join(", "), row.country)
}

fn note(
    db: &mut Db,
    scope: &OrgScope,
    action: &str,
    row: &AddressRow,
    (old, new): (Option<String>, Option<String>),
    now: NaiveDateTime,
) -> Result<()> {
    let name = address_lines(row).into_iter().next().unwrap_or_default();
    let change = Change {
        action,
        object_kind: "address",
        object_id: row.id,
        object_name: &name,
        old,
        new,
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}
