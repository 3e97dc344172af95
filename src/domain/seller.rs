//! The operator's own company, as invoices name it; kept by staff of finance. Without it nothing can be ordered.

use chrono::NaiveDateTime;

use super::Result;
use crate::storage::Db;
pub use crate::storage::sellers::{SELLER, SellerRow, find as seller};
use crate::storage::sellers::{find, put};
use crate::storage::staff_log::{self, StaffChange};
use crate::types::access::By;

/// What it is called in the log of staff.
pub const OBJECT_KIND: &str = "seller";

/// Replaces the seller's data; documents that were issued stay as they are.
pub fn change(db: &mut Db, by: &By, new: &SellerRow, now: NaiveDateTime) -> Result<()> {
    let before = find(db)?;
    let old = before.as_ref().map(parts);
    let differing: Vec<usize> = parts(new)
        .iter()
        .enumerate()
        .filter(|(place, part)| old.as_ref().and_then(|old| old.get(*place)) != Some(*part))
        .map(|(place, _)| place)
        .collect();
    if differing.is_empty() {
        return Ok(());
    }
    put(db, new)?;
    let told = |all: &Parts| -> String {
        let texts = differing.iter().filter_map(|place| all.get(*place));
        texts
            .map(|(name, value)| format!("{name}: {value}"))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let change = StaffChange {
        action: "seller.change",
        object_kind: OBJECT_KIND,
        object_id: SELLER,
        object_name: &new.name,
        old: old.as_ref().map(told),
        new: Some(told(&parts(new))),
    };
    Ok(staff_log::insert(db, by, &change, now)?)
}

type Parts = [(&'static str, String); 20];

fn parts(row: &SellerRow) -> Parts {
    [
        ("name", row.name.clone()),
        ("street", row.street.clone()),
        ("extra", row.extra.clone()),
        ("postcode", row.postcode.clone()),
        ("city", row.city.clone()),
        ("country", row.country.clone()),
        ("VAT ID", row.vat_id.clone()),
        ("tax number", row.tax_number.clone()),
        ("register", row.register.clone()),
        ("directors", row.directors.clone()),
        ("contact", row.contact_name.clone()),
        ("phone", row.contact_phone.clone()),
        ("e-mail", row.contact_email.clone()),
        ("web", row.web.clone()),
        ("bank", row.bank.clone()),
        ("account holder", row.account_holder.clone()),
        ("IBAN", row.iban.clone()),
        ("BIC", row.bic.clone()),
        ("colour", row.accent.clone()),
        ("days to pay", row.payment_days.to_string()),
    ]
}
