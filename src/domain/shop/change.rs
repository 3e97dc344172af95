//! What is done with a cart. Whatever a person does moves the cart of their browser into their own first.

use chrono::NaiveDateTime;

use super::carts::{Cart, Holder, Kept, held, look, of_token};
use super::{end_of_life, hash};
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
    let currency = before.currency.unwrap_or(new.currency);
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
        None => new.shown,
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
        return of_token(db, holder, now);
    };
    // Two tabs of a person wait for each other here: what the browser's cart held is moved once.
    let organisation = organisations::lock(db, scope)?;
    let own = carts::put_of_person(db, scope, organisation.currency, end_of_life(now), now)?;
    let strangers = match &holder.token {
        Some(token) => carts::lock_by_token(db, &hash(token), now)?.filter(|cart| cart.ordered_at.is_none()),
        None => None,
    };
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
    match open(db, holder, now)? {
        Some(cart) => Ok(carts::delete_line(db, cart.id, product_id)?),
        None => Ok(()),
    }
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

/// What was in the cart of the person of the scope is ordered.
pub fn empty_own(db: &mut Db, scope: &OrgScope) -> Result<()> {
    match carts::of_person(db, scope)? {
        Some(cart) => Ok(carts::delete(db, cart.id)?),
        None => Ok(()),
    }
}

/// Whether a token opens a cart that was not ordered.
pub fn is_kept(db: &mut Db, token: &str, now: NaiveDateTime) -> Result<bool> {
    let holder = Holder {
        token: Some(token.to_owned()),
        scope: None,
    };
    Ok(of_token(db, &holder, now)?.is_some())
}

/// Forgets carts whose time is over, at most `most`; answers how many.
pub fn forget_expired(db: &mut Db, most: i64, now: NaiveDateTime) -> Result<usize> {
    Ok(carts::delete_expired(db, most, now)?)
}
