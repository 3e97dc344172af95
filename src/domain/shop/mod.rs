//! The public shop (product section 8): what is on its shelf, carts, and the first order of somebody who registers with it.
//!
//! - `carts.rs` the cart of a stranger, behind a token, and of a person; `change.rs` what is done with it
//! - `registration.rs` makes an organisation of a stranger, with its first order, in one transaction
//!
//! An address has one account in the installation, and nothing here tells whether it has one: a registration under an address that has an
//! account ends on the same page, after the same work, which is then taken back; only the owner of the address is told, by mail.

mod carts;
mod change;
mod registration;

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, TimeDelta};

pub use carts::{Cart, Holder, Line, holds, look, look_kept, own_lines};
pub use change::{
    Added, Addition, CART_CHANGED, TOO_MANY_CARTS, Update, accept, add, begin_order, empty_own, forget_expired, remove,
    take_kept, update,
};
pub use registration::{AGAIN, Checked, METHODS, Ordered, Registration, Terms, accepted, check, order, was_ordered};

use super::{Result, orders, products};
use crate::crypto::sha256_hex;
use crate::storage::Db;
pub use crate::storage::carts::CartLineRow;
use crate::storage::products::{ProductRow, price_list};
use crate::types::money::{Currency, UnitPrice};
use crate::types::product::ProductKind;

/// A cart lives so long after its last change.
pub const CART_LIFE: TimeDelta = TimeDelta::days(30);

/// More products than any shop of SIMs has.
const MOST: i64 = 500;

/// What the shop offers.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// What its prices are in.
    pub currency: Currency,
    /// What else they could be in, this one included.
    pub currencies: Vec<Currency>,
    /// SIMs in the order of the lists, each with its net price. None: the shop is closed.
    pub products: Vec<(ProductRow, UnitPrice)>,
}

/// Whether anything is sold: as long as nobody is said to sell, nothing is.
pub fn is_open(db: &mut Db) -> Result<bool> {
    Ok(orders::seller(db)?.is_some())
}

/// What the shop offers, in the currency that is settled (by a cart, or with an organisation), else in the one wished for if there is
/// anything in it, else in euros. Closed as long as nobody is said to sell.
pub fn shelf(db: &mut Db, settled: Option<Currency>, wished: Option<Currency>) -> Result<Shelf> {
    let mut offered = products::list(db, false, MOST)?;
    offered.retain(|row| row.kind == ProductKind::Sim);
    if !is_open(db)? {
        offered.clear();
    }
    let prices = price_list(db, offered.iter().map(|row| row.id).collect())?;
    let currencies: BTreeSet<Currency> = prices.iter().map(|(_, currency, _)| *currency).collect();
    let usual = [wished, Some(Currency::Eur)]
        .into_iter()
        .flatten()
        .find(|currency| currencies.contains(currency));
    let currency = settled
        .or(usual)
        .or_else(|| currencies.first().copied())
        .unwrap_or(Currency::Eur);
    let price_of = |id: i64| {
        let found = prices.iter().find(|(product, of, _)| *product == id && *of == currency);
        found.map(|(.., price)| *price)
    };
    let products = offered
        .into_iter()
        .filter_map(|row| {
            let price = price_of(row.id)?;
            Some((row, price))
        })
        .collect();
    Ok(Shelf {
        currency,
        currencies: currencies.into_iter().collect(),
        products,
    })
}

/// What is stored of a token that a browser keeps.
fn hash(token: &str) -> String {
    sha256_hex(token)
}

/// What is stored of a token that was mailed. It is no browser's token: a link with that opens nothing, so nobody can plant a cart of
/// their own in somebody else's browser.
fn hash_kept(token: &str) -> String {
    sha256_hex(&format!("kept {token}"))
}

/// Until when a cart lives that is changed now.
fn end_of_life(now: NaiveDateTime) -> NaiveDateTime {
    now + CART_LIFE
}
