//! What the shop offers, and putting it into the cart.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::{Head, Shopper, cookie};
use crate::domain::orders::LineProblem;
use crate::domain::products::ProductRow;
use crate::domain::shop::{self, Added, Addition, Holder, Shelf};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::money::{Currency, UnitPrice, whole};
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::orders::quote;
use crate::web::paging::param;
use crate::web::urls;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "shop/list.html")]
struct ListPage {
    layout: Layout,
    head: Head,
    shelf: Shelf,
    barred: Option<&'static str>,
    /// Whether the currency can be chosen.
    has_choice: bool,
    /// Product, quantity as typed, and what is wrong with it.
    refused: Option<(i64, String, String)>,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A product on the shelf.
struct Card {
    id: i64,
    name: String,
    about: String,
    form: String,
    price: String,
    micros: i64,
    /// What a piece gives.
    gives: Vec<String>,
    hint: String,
    quantity: String,
    error: Option<String>,
}

impl ListPage {
    fn cards(&self) -> Vec<Card> {
        self.shelf
            .products
            .iter()
            .map(|(row, price)| self.card(row, *price))
            .collect()
    }

    fn card(&self, row: &ProductRow, price: UnitPrice) -> Card {
        let (layout, formats) = (&self.layout, &self.layout.formats);
        let (name, about) = quote::named(layout, row);
        let typed = self.refused.as_ref().filter(|(id, ..)| *id == row.id);
        let mut hint = quote::quantities(layout, row);
        if row.package_size > 1 {
            hint = format!("{hint}. {}", layout.tn("shop-package", &row.package_size));
        }
        Card {
            id: row.id,
            name,
            about,
            form: row
                .form_factor
                .map_or_else(String::new, |form| layout.t(&format!("product-form-{form}"))),
            price: formats.price(price, self.shelf.currency),
            micros: price.micros(),
            gives: gives(layout, row),
            hint,
            quantity: typed.map_or_else(|| row.minimum.to_string(), |(_, typed, _)| typed.clone()),
            error: typed.map(|(.., words)| words.clone()),
        }
    }

    /// What is wrong with something that is not on the shelf (any more).
    fn lost(&self) -> Option<&str> {
        let (id, _, words) = self.refused.as_ref()?;
        let is_here = self.shelf.products.iter().any(|(row, _)| row.id == *id);
        (!is_here).then_some(words)
    }

    /// Letters of each currency and whether it is shown.
    fn currencies(&self) -> Vec<(&'static str, bool)> {
        let all = self.shelf.currencies.iter();
        all.map(|currency| (currency.as_str(), *currency == self.shelf.currency))
            .collect()
    }
}

/// What a piece gives, in words.
fn gives(layout: &Layout, row: &ProductRow) -> Vec<String> {
    let mut gives = Vec::new();
    if row.data_bytes > 0 {
        gives.push(layout.t1("shop-gives-data", "volume", &layout.formats.data(row.data_bytes)));
    }
    if row.sms > 0 {
        gives.push(layout.tn("shop-gives-sms", &row.sms));
    }
    if row.lifetime_days > 0 {
        // Four years have 1461 days. What is no number of years to the day is told in days.
        let years = (row.lifetime_days * 4 + 730) / 1461;
        let is_years = (years * 1461 / 4 - row.lifetime_days).abs() <= 1;
        gives.push(if is_years && years > 0 {
            layout.tn("shop-gives-years", &years)
        } else {
            layout.tn("products-days", &row.lifetime_days)
        });
    }
    gives
}

/// What is on the shelf for whoever looks at it, and how many lines their cart has.
async fn read(
    state: &AppState,
    holder: Holder,
    wished: Option<Currency>,
    layout: &Layout,
) -> Result<(Shelf, usize, bool)> {
    let now = layout.now;
    let read = move |db: &mut Db| -> domain::Result<_> {
        let (lines, settled) = shop::holds(db, &holder, now)?;
        Ok((shop::shelf(db, settled, wished)?, lines, settled.is_none()))
    };
    Ok(state.db.read(read).await?)
}

fn page(
    layout: Layout,
    barred: Option<&'static str>,
    (shelf, lines, is_free): (Shelf, usize, bool),
    refused: Option<(i64, String, String)>,
) -> ListPage {
    ListPage {
        head: Head {
            is_listed: true,
            ..Head::new(&layout, "shop", lines)
        },
        has_choice: is_free && shelf.currencies.len() > 1,
        layout,
        shelf,
        barred,
        refused,
    }
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    visitor: Visitor,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let Shopper { holder, barred } = Shopper::of(&request, &state, &visitor);
    let wished = Currency::parse(&param(&request, "currency"));
    let found = read(&state, holder, wished, &layout).await?;
    show(&page(layout, barred, found, None))
}

#[derive(Deserialize)]
pub(super) struct AddForm {
    #[serde(default)]
    product: String,
    #[serde(default)]
    quantity: String,
    #[serde(default)]
    shown: String,
    #[serde(default)]
    currency: String,
}

pub(super) async fn post(
    request: HttpRequest,
    mut layout: Layout,
    visitor: Visitor,
    state: web::Data<AppState>,
    Form(form): Form<AddForm>,
) -> Result<HttpResponse> {
    layout.here = urls::SHOP.to_owned();
    let holder = Shopper::of(&request, &state, &visitor).changing()?;
    let wished = Currency::parse(&form.currency);
    let product_id: i64 = form.product.trim().parse().unwrap_or_default();
    let problem = match whole(&form.quantity) {
        Ok(quantity) => {
            let new = Addition {
                product_id,
                quantity,
                shown: form.shown.parse().ok().and_then(UnitPrice::from_micros),
                currency: wished.unwrap_or(Currency::Eur),
            };
            let (of, address, now) = (holder.clone(), visitor.address.clone(), layout.now);
            let add = move |db: &mut Db| shop::add(db, &of, &new, &address, now);
            match state.db.write(add).await? {
                Added::Yes(token) => {
                    let mut response = redirect(urls::SHOP_CART);
                    cookie::keep_of(&mut response, &holder, token, state.config.server.is_https())?;
                    return Ok(response);
                }
                Added::No(problem) => Some(problem),
            }
        }
        Err(_) => None,
    };
    let found = read(&state, holder, wished, &layout).await?;
    let words = match problem {
        Some(LineProblem::NotOffered) => layout.t("shop-not-offered"),
        Some(problem) => quote::problem(&layout, found.0.currency, problem),
        None => layout.t("orders-quantity-wrong"),
    };
    show_invalid(&page(layout, None, found, Some((product_id, form.quantity, words))))
}
