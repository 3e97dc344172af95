//! The public shop (product section 8).
//!
//! | page | file |
//! |---|---|
//! | `/shop`, `/shop/lines` | `list.rs` |
//! | `/shop/cart` | `cart.rs` |
//! | `/shop/cart/{token}` | `kept.rs` |
//! | `/shop/checkout`, `/shop/thanks` | `checkout.rs` |
//! | `/shop/register` | `register.rs`, its fields in `register_form.rs`, its summary in `summary.rs` |
//!
//! Strangers have no session: their cart is behind a cookie of its own (`cookie.rs`). Whoever is signed in and may order has a cart with
//! the portal, and orders on the portal's page for it.

mod cart;
mod checkout;
mod cookie;
mod kept;
mod list;
mod register;
mod register_form;
#[cfg(test)]
mod register_form_tests;
mod summary;

use actix_web::HttpRequest;

use super::error::{Error, Result};
use super::layout::Layout;
use super::orders::quote;
use super::routes::Routes;
use super::urls;
use super::visitor::Visitor;
use crate::domain::orders::LineProblem;
use crate::domain::shop::{Holder, Line};
use crate::state::AppState;
use crate::types::access::Access::Public;
use crate::types::matrix::Permission;
use crate::types::money::{Currency, UnitPrice};

/// Sentence: the person's role cannot order.
const BARRED: &str = "shop-refused-role";

/// Sentence: the person has to set up two-factor first.
const UNFINISHED: &str = "shop-refused-two-factor";

/// Registers the pages. `/shop/cart` and the others come before the cart behind a token, which has a longer path.
pub fn register(r: &mut Routes) {
    r.get(urls::SHOP, Public, list::get);
    r.post(urls::SHOP_LINES, Public, list::post);
    r.get(urls::SHOP_CART, Public, cart::get);
    r.post(urls::SHOP_CART, Public, cart::post);
    r.get(urls::SHOP_KEPT, Public, kept::get);
    r.post(urls::SHOP_KEPT, Public, kept::post);
    r.get(urls::SHOP_CHECKOUT, Public, checkout::get);
    r.get(urls::SHOP_REGISTER, Public, register::get);
    r.post(urls::SHOP_REGISTER, Public, register::post);
    r.get(urls::SHOP_THANKS, Public, checkout::thanks);
}

/// Who shops.
struct Shopper {
    holder: Holder,
    /// Key of the reason why somebody who is signed in cannot order.
    barred: Option<&'static str>,
}

impl Shopper {
    fn of(request: &HttpRequest, state: &AppState, visitor: &Visitor) -> Self {
        let entered = visitor
            .actor
            .as_ref()
            .map(|actor| match actor.enter(Permission::PlaceOrder) {
                _ if visitor.standing.must_set_up() => Err(UNFINISHED),
                Ok(scope) => Ok(scope),
                Err(_) => Err(BARRED),
            });
        let (scope, barred) = match entered {
            Some(Ok(scope)) => (Some(scope), None),
            Some(Err(reason)) => (None, Some(reason)),
            None => (None, None),
        };
        Self {
            barred,
            holder: Holder {
                token: cookie::token(request, state.config.server.is_https()),
                scope,
            },
        }
    }

    /// The holder of the cart that is changed; refused for who cannot order.
    fn changing(self) -> Result<Holder> {
        match self.barred {
            Some(reason) => Err(Error::Refused(reason)),
            None => Ok(self.holder),
        }
    }

    fn is_person(&self) -> bool {
        self.holder.scope.is_some()
    }
}

/// What the frame of the shop shows beside the page.
struct Head {
    /// Lines of the cart.
    lines: usize,
    /// Entry of the menu that is shown: `shop` or `cart`.
    here: &'static str,
    /// Whether somebody is signed in.
    is_signed_in: bool,
    /// Whether search engines may list the page.
    is_listed: bool,
}

impl Head {
    fn new(layout: &Layout, here: &'static str, lines: usize) -> Self {
        Self {
            lines,
            here,
            is_signed_in: layout.actor.is_some(),
            is_listed: false,
        }
    }
}

/// What is wrong with a line.
fn problem_of(layout: &Layout, line: &Line, currency: Currency) -> Option<String> {
    match line.problem? {
        LineProblem::NotOffered => Some(layout.t("shop-problem-not-offered")),
        problem => Some(quote::problem(layout, currency, problem)),
    }
}

/// Prices as a form carries them: `12@10000000 13@...`, product and millionths.
fn prices_in(text: &str) -> Vec<(i64, UnitPrice)> {
    text.split_whitespace()
        .filter_map(|part| {
            let (id, micros) = part.split_once('@')?;
            Some((id.parse().ok()?, UnitPrice::from_micros(micros.parse().ok()?)?))
        })
        .collect()
}

/// Today's prices of lines, as [`prices_in`] reads them.
fn prices_of(lines: &[Line]) -> String {
    let each = |line: &Line| Some(format!("{}@{}", line.product.id, line.price?.micros()));
    lines.iter().filter_map(each).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_that_a_form_carries_are_read_and_rubbish_is_not() {
        let read = prices_in("12@10000000 x@1 13@ 14@-5 15@12500000@ 16@0");
        let price = |micros| UnitPrice::from_micros(micros).unwrap();
        assert_eq!(read, [(12, price(10_000_000)), (16, price(0))]);
    }
}
