//! What is sold, for how much (product section 7): kept by staff of finance. Orders copy what they need, so that a change here changes none.

mod published;

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

pub use published::{Published, published};

use crate::domain::{Error, Result};
pub use crate::storage::products::{Product, ProductRow, find, is_taken, list, prices_in, prices_of};
use crate::storage::products::{insert, lock, set, set_price, set_status};
use crate::storage::staff_log::{self, StaffChange};
pub use crate::storage::staff_log::{StaffEntryRow, of_object as history};
use crate::storage::{Db, Error as StorageError};
use crate::types::access::By;
use crate::types::money::{Currency, UnitPrice};
use crate::types::packaging::{Packaging, PackagingError};
use crate::types::product::ProductStatus;

/// What products are called in the log of staff.
pub const PRODUCT: &str = "product";

/// Sentence: another product has this number.
pub const SKU_TAKEN: &str = "products-sku-taken";
/// Sentence: what a product is stays.
pub const KIND_STAYS: &str = "products-kind-stays";
/// Sentence: it is withdrawn, or offered, already.
pub const STATUS_ALREADY: &str = "products-status-already";

/// Prices by currency; a currency that is missing has none.
pub type Prices = BTreeMap<Currency, UnitPrice>;

/// The quantities in which a product can be ordered.
pub fn packaging(row: &ProductRow) -> std::result::Result<Packaging, PackagingError> {
    Packaging::new(row.package_size, row.minimum, row.multiple, row.maximum)
}

/// Adds a product, which is offered from now on.
pub fn add(db: &mut Db, by: &By, product: &Product, prices: &Prices, now: NaiveDateTime) -> Result<i64> {
    if is_taken(db, &product.sku, None)? {
        return Err(Error::Refused(SKU_TAKEN));
    }
    let id = taken_at_last(insert(db, product, now))?;
    note(db, by, (id, product), "product.add", (None, Some(told(product))), now)?;
    for (currency, net) in prices {
        set_price(db, id, *currency, Some(*net), now)?;
        let new = price_text(*currency, *net);
        note(db, by, (id, product), "product.price", (None, Some(new)), now)?;
    }
    Ok(id)
}

/// Replaces a product and its prices. What it is stays, because orders of one kind hold products of that kind only.
pub fn change(db: &mut Db, by: &By, id: i64, product: &Product, prices: &Prices, now: NaiveDateTime) -> Result<()> {
    let before = lock(db, id)?;
    if before.kind != product.kind {
        return Err(Error::Refused(KIND_STAYS));
    }
    if is_taken(db, &product.sku, Some(id))? {
        return Err(Error::Refused(SKU_TAKEN));
    }
    let (old, new) = (parts_of_row(&before), parts(product));
    let differing = || old.iter().zip(&new).filter(|(old, new)| old != new);
    if differing().next().is_some() {
        let text = |part: &(&str, String)| format!("{}: {}", part.0, part.1);
        let old_text: Vec<String> = differing().map(|(old, _)| text(old)).collect();
        let new_text: Vec<String> = differing().map(|(_, new)| text(new)).collect();
        taken_at_last(set(db, id, product, now))?;
        let values = (Some(old_text.join("; ")), Some(new_text.join("; ")));
        note(db, by, (id, product), "product.change", values, now)?;
    }
    let old_prices: Prices = prices_of(db, id)?.into_iter().collect();
    for currency in Currency::ALL {
        let (old, new) = (old_prices.get(currency), prices.get(currency));
        if old != new {
            set_price(db, id, *currency, new.copied(), now)?;
            let text = |net: Option<&UnitPrice>| net.map(|net| price_text(*currency, *net));
            note(db, by, (id, product), "product.price", (text(old), text(new)), now)?;
        }
    }
    Ok(())
}

/// Withdraws a product, or offers it again. Orders that name it stay as they are.
pub fn put_status(db: &mut Db, by: &By, id: i64, status: ProductStatus, now: NaiveDateTime) -> Result<ProductRow> {
    let before = lock(db, id)?;
    if before.status == status {
        return Err(Error::Refused(STATUS_ALREADY));
    }
    set_status(db, id, status, now)?;
    let change = StaffChange {
        action: "product.status",
        object_kind: PRODUCT,
        object_id: id,
        object_name: &before.sku,
        old: Some(before.status.to_string()),
        new: Some(status.to_string()),
    };
    staff_log::insert(db, by, &change, now)?;
    Ok(before)
}

/// Two who take the same number at the same time: the index decides.
fn taken_at_last<T>(result: crate::storage::Result<T>) -> Result<T> {
    match result {
        Err(StorageError::Violated(name)) if name == "products_sku_key" => Err(Error::Refused(SKU_TAKEN)),
        other => Ok(other?),
    }
}

fn price_text(currency: Currency, net: UnitPrice) -> String {
    format!("{net} {currency}")
}

fn told(product: &Product) -> String {
    let texts: Vec<String> = parts(product)
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    texts.join("; ")
}

type Parts = [(&'static str, String); 15];

fn parts(product: &Product) -> Parts {
    let packaging = product.packaging;
    [
        ("number", product.sku.as_str().to_owned()),
        ("kind", product.kind.to_string()),
        (
            "form",
            product.form_factor.map_or_else(String::new, |form| form.to_string()),
        ),
        ("English name", product.name.0.clone()),
        ("German name", product.name.1.clone()),
        ("English description", product.description.0.clone()),
        ("German description", product.description.1.clone()),
        ("package size", packaging.package_size().to_string()),
        ("minimum", packaging.minimum().to_string()),
        ("multiple", packaging.multiple().to_string()),
        ("maximum", packaging.maximum().to_string()),
        ("data", format!("{} bytes", product.data_bytes)),
        ("SMS", product.sms.to_string()),
        ("lifetime", format!("{} days", product.lifetime_days)),
        ("place and VAT", format!("{}, {}", product.position, product.supply)),
    ]
}

fn parts_of_row(row: &ProductRow) -> Parts {
    [
        ("number", row.sku.clone()),
        ("kind", row.kind.to_string()),
        (
            "form",
            row.form_factor.map_or_else(String::new, |form| form.to_string()),
        ),
        ("English name", row.name_en.clone()),
        ("German name", row.name_de.clone()),
        ("English description", row.description_en.clone()),
        ("German description", row.description_de.clone()),
        ("package size", row.package_size.to_string()),
        ("minimum", row.minimum.to_string()),
        ("multiple", row.multiple.to_string()),
        ("maximum", row.maximum.to_string()),
        ("data", format!("{} bytes", row.data_bytes)),
        ("SMS", row.sms.to_string()),
        ("lifetime", format!("{} days", row.lifetime_days)),
        ("place and VAT", format!("{}, {}", row.position, row.supply)),
    ]
}

fn note(
    db: &mut Db,
    by: &By,
    (id, product): (i64, &Product),
    action: &str,
    (old, new): (Option<String>, Option<String>),
    now: NaiveDateTime,
) -> Result<()> {
    let change = StaffChange {
        action,
        object_kind: PRODUCT,
        object_id: id,
        object_name: product.sku.as_str(),
        old,
        new,
    };
    Ok(staff_log::insert(db, by, &change, now)?)
}
