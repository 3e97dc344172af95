//! What is done with a cart. Whatever a person does moves the cart of their browser into their own first.

use chrono::NaiveDateTime;

use super::carts::{Cart, Holder, Kept, find_kept, held, lock_of_token, look, merge, own_lines};
use super::{end_of_life, hash, hash_kept};
use crate::crypto::random_token;
use crate::domain::auth::{Subject, blocked_until, note_failure};
use crate::domain::orders::{self, LineProblem, Wanted, check_line};
use crate::domain::{Error, Result};
use crate::storage::carts::{self, CartLineRow, CartRow};
use crate::storage::products::{self, ProductRow};
use crate::storage::{Db, Error as StorageError, organisations};
use crate::types::access::OrgScope;
use crate::types::money::{Currency, UnitPrice};
use crate::types::product::{ProductKind, ProductStatus};

/// Sentence: too many carts were begun from this network address.
pub const TOO_MANY_CARTS: &str = "shop-refused-carts";

/// Sentence: the cart is another one by now than the order began with.
pub const CART_CHANGED: &str = "shop-refused-cart-changed";

/// Something to put into a cart.
#[derive(Debug, Clone, Copy)]
pub struct Addition {
    /// The product.
    pub product_id: i64,
    /// Pieces.
    pub quantity: i64,
    /// The price that the page showed.
    pub shown: Option<UnitPrice>,
    /// What the page showed prices in: counts for a cart that begins.
    pub currency: Currency,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is in the cart; with the token of a cart that began with it.
    Yes(Option<String>),
    /// It cannot be ordered like that.
    No(LineProblem),
}

/// A change of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The product.
    pub product_id: i64,
    /// Pieces; none takes the line out.
    pub quantity: i64,
    /// The customer's cost centre; may be empty.
    pub cost_centre: String,
}

/// Puts something into the cart, which begins with it if there is none. `address` is the network address: carts of strangers are counted.
pub fn add(db: &mut Db, holder: &Holder, new: &Addition, address: &str, now: NaiveDateTime) -> Result<Added> {
    if orders::seller(db)?.is_none() {
        return Err(Error::Refused(orders::NO_SELLER));
    }
    let product = match products::find(db, new.product_id) {
        Ok(product) if product.kind == ProductKind::Sim && product.status == ProductStatus::Offered => product,
        Ok(_) | Err(StorageError::NotFound) => return Ok(Added::No(LineProblem::NotOffered)),
        Err(error) => return Err(error.into()),
    };
    // Before anything is written: what cannot be ordered begins no cart.
    let before = held(db, holder, now)?;
    // An empty cart of a stranger settles no currency, and a price that was shown in another one is no price to compare with.
    let is_settled = holder.scope.is_some() || !before.lines.is_empty();
    let currency = before.currency.filter(|_| is_settled).unwrap_or(new.currency);
    let of_product = before.lines.iter().find(|line| line.product_id == product.id);
    let quantity = of_product.map_or(0, |line| line.quantity).saturating_add(new.quantity);
    let price = products::prices_in(db, vec![product.id], currency)?
        .get(&product.id)
        .copied();
    let checked = (check(&product, new.quantity, price), check(&product, quantity, price));
    let price = match checked {
        (Err(problem), _) | (_, Err(problem)) => return Ok(Added::No(problem)),
        (Ok(_), Ok(price)) => price,
    };
    let shown = match of_product {
        Some(line) => line.shown,
        None => new.shown.filter(|_| new.currency == currency),
    };
    let cost_centre = of_product.map(|line| line.cost_centre.clone()).unwrap_or_default();
    let (cart, token) = match open(db, holder, now)? {
        Some(cart) => (cart, None),
        None => begin(db, currency, address, now)?,
    };
    let line = CartLineRow {
        cart_id: cart.id,
        product_id: product.id,
        quantity,
        unit_price: shown.unwrap_or(price),
        cost_centre,
    };
    carts::put_line(db, &line)?;
    carts::touch(db, cart.id, currency, end_of_life(now), now)?;
    Ok(Added::Yes(token))
}

/// Whether so many pieces can be ordered; answers the price.
fn check(product: &ProductRow, quantity: i64, price: Option<UnitPrice>) -> std::result::Result<UnitPrice, LineProblem> {
    let wanted = Wanted {
        product_id: product.id,
        quantity,
        cost_centre: String::new(),
        shown: None,
    };
    check_line(product, &wanted, price).map(|(price, _)| price)
}

/// A stranger's new cart, with its token. So many begin from one network address in a while and no more.
fn begin(db: &mut Db, currency: Currency, address: &str, now: NaiveDateTime) -> Result<(CartRow, Option<String>)> {
    let subject = [Subject::carts(address)];
    if blocked_until(db, &subject, now)?.is_some() {
        return Err(Error::Refused(TOO_MANY_CARTS));
    }
    note_failure(db, &subject, now)?;
    let token = random_token()?;
    let cart = carts::insert(db, &hash(&token), currency, end_of_life(now), now)?;
    Ok((cart, Some(token)))
}

/// The cart that is changed: a stranger's, if the token opens one; a person's own in any case, with all that the browser's cart held.
fn open(db: &mut Db, holder: &Holder, now: NaiveDateTime) -> Result<Option<CartRow>> {
    let Some(scope) = &holder.scope else {
        // Adding and ordering in two tabs, one after the other.
        return lock_of_token(db, holder, now);
    };
    // Two tabs of a person wait for each other here: what the browser's cart held is moved once.
    let organisation = organisations::lock(db, scope)?;
    let own = carts::put_of_person(db, scope, organisation.currency, end_of_life(now), now)?;
    let strangers = lock_of_token(db, holder, now)?;
    let is_settled = own.currency == organisation.currency && own.expires_at > now;
    if is_settled && strangers.is_none() {
        return Ok(Some(own));
    }
    let all = held(db, holder, now)?.lines;
    for row in carts::lines(db, own.id)? {
        carts::delete_line(db, own.id, row.product_id)?;
    }
    write(db, own.id, all, organisation.currency)?;
    if let Some(cart) = strangers {
        carts::delete(db, cart.id)?;
    }
    carts::touch(db, own.id, organisation.currency, end_of_life(now), now)?;
    Ok(Some(own))
}

/// Writes lines into a cart. A price that was shown in another currency gives way to today's.
fn write(db: &mut Db, cart_id: i64, lines: Vec<Kept>, currency: Currency) -> Result<()> {
    let prices = products::prices_in(db, lines.iter().map(|line| line.product_id).collect(), currency)?;
    for line in lines {
        let price = line.shown.or_else(|| prices.get(&line.product_id).copied());
        // Without a price there is nothing to order, and the line says so until it is taken out.
        let unit_price = price.or_else(|| UnitPrice::from_micros(0)).ok_or(Error::NotFound)?;
        let row = CartLineRow {
            cart_id,
            product_id: line.product_id,
            quantity: line.quantity,
            unit_price,
            cost_centre: line.cost_centre,
        };
        carts::put_line(db, &row)?;
    }
    Ok(())
}

/// Changes lines: all of it, or nothing and what is wrong with which product. Products that are not in the cart are left alone.
pub fn update(db: &mut Db, holder: &Holder, updates: &[Update], now: NaiveDateTime) -> Result<Vec<(i64, LineProblem)>> {
    let Some(cart) = open(db, holder, now)? else {
        return Ok(Vec::new());
    };
    let lines = carts::lines(db, cart.id)?;
    let mut problems = Vec::new();
    let mut changed = Vec::new();
    for line in &lines {
        let Some(update) = updates.iter().find(|update| update.product_id == line.product_id) else {
            continue;
        };
        if update.quantity != 0 && update.quantity != line.quantity {
            let product = products::find(db, line.product_id)?;
            // Prices and whether it is offered are told by the cart itself.
            let checked =
                crate::domain::products::packaging(&product).map(|packaging| packaging.check(update.quantity));
            if let Ok(Err(error)) = checked {
                problems.push((line.product_id, LineProblem::Quantity(error)));
                continue;
            }
        }
        changed.push((line, update));
    }
    if !problems.is_empty() {
        return Ok(problems);
    }
    for (line, update) in changed {
        if update.quantity == 0 {
            carts::delete_line(db, cart.id, line.product_id)?;
        } else if (update.quantity, update.cost_centre.as_str()) != (line.quantity, line.cost_centre.as_str()) {
            let row = CartLineRow {
                quantity: update.quantity,
                cost_centre: update.cost_centre.clone(),
                ..line.clone()
            };
            carts::put_line(db, &row)?;
        }
    }
    let currency = cart_currency(db, holder, &cart)?;
    carts::touch(db, cart.id, currency, end_of_life(now), now)?;
    Ok(problems)
}

/// What the prices of an opened cart are in.
fn cart_currency(db: &mut Db, holder: &Holder, cart: &CartRow) -> Result<Currency> {
    match &holder.scope {
        Some(scope) => Ok(organisations::find(db, scope.organisation_id())?.currency),
        None => Ok(cart.currency),
    }
}

/// Takes a product out of the cart.
pub fn remove(db: &mut Db, holder: &Holder, product_id: i64, now: NaiveDateTime) -> Result<()> {
    if let Some(cart) = open(db, holder, now)? {
        carts::delete_line(db, cart.id, product_id)?;
        let currency = cart_currency(db, holder, &cart)?;
        carts::touch(db, cart.id, currency, end_of_life(now), now)?;
    }
    Ok(())
}

/// Agrees to new prices: those that a page showed (product, price), and only if they still are the prices.
pub fn accept(db: &mut Db, holder: &Holder, shown: &[(i64, UnitPrice)], now: NaiveDateTime) -> Result<()> {
    let Some(cart) = open(db, holder, now)? else {
        return Ok(());
    };
    let currency = cart_currency(db, holder, &cart)?;
    let lines = carts::lines(db, cart.id)?;
    let prices = products::prices_in(db, lines.iter().map(|line| line.product_id).collect(), currency)?;
    for line in lines {
        let price = prices.get(&line.product_id).copied();
        let agreed = shown
            .iter()
            .find(|(id, _)| *id == line.product_id)
            .map(|(_, price)| *price);
        if let Some(unit_price) = agreed.filter(|agreed| Some(*agreed) == price) {
            carts::put_line(db, &CartLineRow { unit_price, ..line })?;
        }
    }
    carts::touch(db, cart.id, currency, end_of_life(now), now)?;
    Ok(())
}

/// A person goes on to order what is in the cart: it is theirs from now on, whatever the browser forgets.
pub fn begin_order(db: &mut Db, holder: &Holder, now: NaiveDateTime) -> Result<Cart> {
    open(db, holder, now)?;
    look(db, holder, now)
}

/// What was in the cart of the person of the scope is ordered: the cart with the stamp that the order began with ([`own_lines`]). Refused
/// if it is another one, or has other lines, by now: it was ordered in another tab, or would be lost with what was added there.
pub fn empty_own(db: &mut Db, scope: &OrgScope, stamp: &str) -> Result<()> {
    let is_same = own_lines(db, scope)?.is_some_and(|(now, _)| now == stamp);
    match carts::of_person(db, scope)? {
        Some(cart) if is_same => Ok(carts::delete(db, cart.id)?),
        _ => Err(Error::Refused(CART_CHANGED)),
    }
}

/// Opens the cart behind the token of a mail, once: its lines come to those that the holder has. `None`: it was opened before, or its time
/// is over. Answers the token of a cart that the browser did not have before.
pub fn take_kept(db: &mut Db, holder: &Holder, token: &str, now: NaiveDateTime) -> Result<Option<Option<String>>> {
    carts::lock_by_token(db, &hash_kept(token), now)?;
    let Some(kept) = find_kept(db, token, now)? else {
        return Ok(None);
    };
    let Some(own) = open(db, holder, now)? else {
        let fresh = random_token()?;
        carts::set_token(db, kept.id, &hash(&fresh))?;
        carts::touch(db, kept.id, kept.currency, end_of_life(now), now)?;
        return Ok(Some(Some(fresh)));
    };
    let currency = cart_currency(db, holder, &own)?;
    let mut all = held(db, holder, now)?.lines;
    for row in carts::lines(db, kept.id)? {
        merge(&mut all, Kept::of(row, kept.currency == currency));
    }
    write(db, own.id, all, currency)?;
    carts::delete(db, kept.id)?;
    carts::touch(db, own.id, currency, end_of_life(now), now)?;
    Ok(Some(None))
}

/// Forgets carts whose time is over, at most `most`; answers how many.
pub fn forget_expired(db: &mut Db, most: i64, now: NaiveDateTime) -> Result<usize> {
    Ok(carts::delete_expired(db, most, now)?)
}
