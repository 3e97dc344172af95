//! What is in a cart, at which price, and what is wrong with it.
//!
//! A stranger's cart is opened by a token that only the browser knows. A person who may order has one per organisation, and sees in it
//! what their browser's cart holds as well; the next change moves that over for good (`change.rs`).

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::{hash, hash_kept};
use crate::crypto::sha256_hex;
use crate::domain::Result;
use crate::domain::orders::{LineProblem, Quote, Wanted, check_line};
use crate::storage::carts::{self, CartLineRow, CartRow};
use crate::storage::products::{self, ProductRow};
use crate::storage::{Db, organisations};
use crate::types::access::OrgScope;
use crate::types::money::{Currency, Money, UnitPrice};

/// Whose cart.
#[derive(Debug, Clone, Default)]
pub struct Holder {
    /// The token that the browser sent, if it did.
    pub token: Option<String>,
    /// The person who orders for an organisation, if one is signed in.
    pub scope: Option<OrgScope>,
}

/// A line of a cart.
#[derive(Debug, Clone)]
pub struct Line {
    /// The product.
    pub product: ProductRow,
    /// Pieces.
    pub quantity: i64,
    /// The customer's cost centre; may be empty.
    pub cost_centre: String,
    /// The price that was shown; `None` if it was in another currency.
    pub shown: Option<UnitPrice>,
    /// The price now, if the product has one.
    pub price: Option<UnitPrice>,
    /// What the line costs without VAT, if it can be ordered.
    pub net: Option<Money>,
    /// Why it cannot be ordered as it is.
    pub problem: Option<LineProblem>,
}

/// A cart.
#[derive(Debug, Clone)]
pub struct Cart {
    /// What its prices are in.
    pub currency: Currency,
    /// Its lines in the order of the lists.
    pub lines: Vec<Line>,
    /// Whether prices were shown in another currency before.
    pub is_converted: bool,
}

impl Cart {
    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether something in it cannot be ordered as it is.
    pub fn has_problems(&self) -> bool {
        self.lines.iter().any(|line| line.problem.is_some())
    }

    /// Whether a price changed since it was shown.
    pub fn has_new_prices(&self) -> bool {
        let is_new = |line: &Line| matches!(line.problem, Some(LineProblem::PriceChanged { .. }));
        self.lines.iter().any(is_new)
    }

    /// Whether a parcel is sent.
    pub fn is_shipped(&self) -> bool {
        self.lines
            .iter()
            .any(|line| line.product.form_factor.is_some_and(|form| form.is_shipped()))
    }

    /// What it costs without VAT; `None` while a line cannot be ordered, or if it is too much.
    pub fn net(&self) -> Option<Money> {
        let nets: Option<Vec<Money>> = self.lines.iter().map(|line| line.net).collect();
        Money::checked_sum(nets?)
    }

    /// Products, pieces, prices and what they come to in a line of text: what a page showed is what is ordered, or it is shown again.
    pub fn fingerprint(&self, quote: &Quote) -> String {
        let micros = |line: &Line| line.price.map_or(-1, UnitPrice::micros);
        let lines: Vec<String> = self
            .lines
            .iter()
            .map(|line| {
                let (id, quantity, price) = (line.product.id, line.quantity, micros(line));
                format!("{id}x{quantity}@{price} {}", line.cost_centre)
            })
            .collect();
        let totals = &quote.totals;
        let all = format!("{} {} {} {}", self.currency, totals.vat, totals.gross, lines.join("\n"));
        sha256_hex(&all)
    }

    /// The lines as an order wants them.
    pub fn wanted(&self) -> Vec<Wanted> {
        let wanted = |line: &Line| Wanted {
            product_id: line.product.id,
            quantity: line.quantity,
            cost_centre: line.cost_centre.clone(),
            shown: line.shown,
        };
        self.lines.iter().map(wanted).collect()
    }
}

/// A line as it is kept, whoever keeps it.
pub(super) struct Kept {
    pub(super) product_id: i64,
    pub(super) quantity: i64,
    pub(super) cost_centre: String,
    pub(super) shown: Option<UnitPrice>,
}

impl Kept {
    pub(super) fn of(row: CartLineRow, is_same_currency: bool) -> Self {
        Self {
            product_id: row.product_id,
            quantity: row.quantity,
            cost_centre: row.cost_centre,
            shown: is_same_currency.then_some(row.unit_price),
        }
    }
}

/// What is kept for a holder.
pub(super) struct Held {
    pub(super) currency: Option<Currency>,
    pub(super) lines: Vec<Kept>,
    is_converted: bool,
}

/// The stranger's cart that a token opens, unless it was ordered.
pub(super) fn of_token(db: &mut Db, holder: &Holder, now: NaiveDateTime) -> Result<Option<CartRow>> {
    let Some(token) = &holder.token else { return Ok(None) };
    let found = carts::find_by_token(db, &hash(token), now)?;
    Ok(found.filter(|cart| cart.ordered_at.is_none()))
}

/// The same, kept from others until the transaction ends.
pub(super) fn lock_of_token(db: &mut Db, holder: &Holder, now: NaiveDateTime) -> Result<Option<CartRow>> {
    let Some(token) = &holder.token else { return Ok(None) };
    let found = carts::lock_by_token(db, &hash(token), now)?;
    Ok(found.filter(|cart| cart.ordered_at.is_none()))
}

pub(super) fn held(db: &mut Db, holder: &Holder, now: NaiveDateTime) -> Result<Held> {
    let own = match &holder.scope {
        Some(scope) => carts::of_person(db, scope)?.filter(|cart| cart.expires_at > now),
        None => None,
    };
    let strangers = of_token(db, holder, now)?;
    let currency = match &holder.scope {
        Some(scope) => Some(organisations::find(db, scope.organisation_id())?.currency),
        None => strangers.as_ref().map(|cart| cart.currency),
    };
    let (mut lines, mut is_converted): (Vec<Kept>, bool) = (Vec::new(), false);
    for cart in [own, strangers].into_iter().flatten() {
        let is_same = Some(cart.currency) == currency;
        let rows = carts::lines(db, cart.id)?;
        is_converted |= !is_same && !rows.is_empty();
        for row in rows {
            merge(&mut lines, Kept::of(row, is_same));
        }
    }
    Ok(Held {
        currency,
        lines,
        is_converted,
    })
}

/// Adds a line to others: pieces of the same product add up, and the price that was shown first stays the one to compare with.
pub(super) fn merge(lines: &mut Vec<Kept>, new: Kept) {
    match lines.iter_mut().find(|line| line.product_id == new.product_id) {
        Some(line) => {
            line.quantity = line.quantity.saturating_add(new.quantity);
            line.shown = line.shown.or(new.shown);
            if line.cost_centre.is_empty() {
                line.cost_centre = new.cost_centre;
            }
        }
        None => lines.push(new),
    }
}

/// How many lines the cart has, and the currency that is settled by it.
pub fn holds(db: &mut Db, holder: &Holder, now: NaiveDateTime) -> Result<(usize, Option<Currency>)> {
    let held = held(db, holder, now)?;
    // An empty cart of a stranger settles nothing.
    let is_settled = holder.scope.is_some() || !held.lines.is_empty();
    Ok((held.lines.len(), held.currency.filter(|_| is_settled)))
}

/// The cart with today's prices.
pub fn look(db: &mut Db, holder: &Holder, now: NaiveDateTime) -> Result<Cart> {
    let held = held(db, holder, now)?;
    priced(db, held)
}

/// A cart that waits for the owner of an address, by the token in their mail.
pub(super) fn find_kept(db: &mut Db, token: &str, now: NaiveDateTime) -> Result<Option<CartRow>> {
    Ok(carts::find_by_token(db, &hash_kept(token), now)?)
}

/// The cart that waits behind the token of a mail, with today's prices; `None` once it was opened, or its time is over.
pub fn look_kept(db: &mut Db, token: &str, now: NaiveDateTime) -> Result<Option<Cart>> {
    let Some(row) = find_kept(db, token, now)? else {
        return Ok(None);
    };
    let lines = carts::lines(db, row.id)?;
    let held = Held {
        currency: Some(row.currency),
        lines: lines.into_iter().map(|line| Kept::of(line, true)).collect(),
        is_converted: false,
    };
    priced(db, held).map(Some)
}

fn priced(db: &mut Db, held: Held) -> Result<Cart> {
    let currency = held.currency.unwrap_or(Currency::Eur);
    let ids: Vec<i64> = held.lines.iter().map(|line| line.product_id).collect();
    let (mut found, prices): (HashMap<i64, ProductRow>, _) = if ids.is_empty() {
        (HashMap::new(), HashMap::new())
    } else {
        let rows = products::find_many(db, ids.clone())?;
        let found = rows.into_iter().map(|row| (row.id, row)).collect();
        (found, products::prices_in(db, ids, currency)?)
    };
    let mut lines: Vec<Line> = held
        .lines
        .into_iter()
        .filter_map(|kept| {
            let product = found.remove(&kept.product_id)?;
            let price = prices.get(&kept.product_id).copied();
            Some(line(product, kept, price))
        })
        .collect();
    lines.sort_by_key(|line| (line.product.position, line.product.id));
    Ok(Cart {
        currency,
        lines,
        is_converted: held.is_converted,
    })
}

fn line(product: ProductRow, kept: Kept, price: Option<UnitPrice>) -> Line {
    let wanted = Wanted {
        product_id: kept.product_id,
        quantity: kept.quantity,
        cost_centre: String::new(),
        shown: kept.shown,
    };
    let checked = check_line(&product, &wanted, price);
    Line {
        quantity: kept.quantity,
        cost_centre: kept.cost_centre,
        shown: kept.shown,
        price,
        net: checked.as_ref().ok().map(|(_, net)| *net),
        problem: checked.err(),
        product,
    }
}

/// Lines of the cart of the person of the scope, which a new order begins with, and their stamp. Another stamp: another cart, or other
/// lines in it.
pub fn own_lines(db: &mut Db, scope: &OrgScope) -> Result<Option<(String, Vec<CartLineRow>)>> {
    let Some(cart) = carts::of_person(db, scope)? else {
        return Ok(None);
    };
    let lines = carts::lines(db, cart.id)?;
    let each = |line: &CartLineRow| format!("{}x{} {}", line.product_id, line.quantity, line.cost_centre);
    let all: Vec<String> = lines.iter().map(each).collect();
    Ok(Some((sha256_hex(&format!("{} {}", cart.id, all.join("\n"))), lines)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(product_id: i64, quantity: i64, cents: i64, centre: &str) -> Kept {
        Kept {
            product_id,
            quantity,
            cost_centre: centre.to_owned(),
            shown: UnitPrice::from_micros(cents * 10_000),
        }
    }

    #[test]
    fn two_carts_become_one_and_keep_the_price_that_was_shown_first() {
        let mut lines = vec![kept(1, 10, 1_000, ""), kept(2, 20, 500, "K-1")];
        merge(&mut lines, kept(1, 30, 1_200, "K-9"));
        merge(&mut lines, kept(3, 5, 700, ""));
        let all: Vec<(i64, i64, i64, &str)> = lines
            .iter()
            .map(|line| {
                let micros = line.shown.map_or(0, UnitPrice::micros);
                (line.product_id, line.quantity, micros, line.cost_centre.as_str())
            })
            .collect();
        assert_eq!(
            all,
            [
                (1, 40, 10_000_000, "K-9"),
                (2, 20, 5_000_000, "K-1"),
                (3, 5, 7_000_000, "")
            ]
        );
    }
}
