//! The cart: what is in it, other quantities, new prices, and the way on.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{Head, Shopper, cookie, prices_in, prices_of, problem_of};
use crate::domain::shop::{self, Cart, Holder, Update};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::address::line;
use crate::types::money::whole;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::orders::quote;
use crate::web::urls;
use crate::web::visitor::Visitor;

/// Longest cost centre in characters, as on the portal's page for orders.
const CENTRE_CHARS: usize = 35;

#[derive(Template)]
#[template(path = "shop/cart.html")]
struct CartPage {
    layout: Layout,
    head: Head,
    cart: Cart,
    barred: Option<&'static str>,
    /// Whether the portal's page for orders comes next.
    is_person: bool,
    /// What was typed; empty: what is stored is shown.
    typed: BTreeMap<String, String>,
    /// Product and what is wrong with what was typed.
    at_lines: Vec<(i64, String)>,
}

impl Page for CartPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A line of the page.
struct Row {
    id: i64,
    name: String,
    about: String,
    price: String,
    net: String,
    quantity: String,
    centre: String,
    hint: String,
    error: Option<String>,
}

impl CartPage {
    fn new(layout: Layout, cart: Cart, is_person: bool) -> Self {
        Self {
            head: Head::new(&layout, "cart", cart.lines.len()),
            barred: None,
            is_person,
            typed: BTreeMap::new(),
            at_lines: Vec::new(),
            layout,
            cart,
        }
    }

    fn typed(&self, name: &str, id: i64, stored: &str) -> String {
        let typed = self.typed.get(&format!("{name}-{id}"));
        typed.map_or(stored, String::as_str).to_owned()
    }

    fn rows(&self) -> Vec<Row> {
        let (layout, formats) = (&self.layout, &self.layout.formats);
        let row = |line: &shop::Line| {
            let id = line.product.id;
            let (name, about) = quote::named(layout, &line.product);
            let typed = self.at_lines.iter().find(|(of, _)| *of == id);
            Row {
                id,
                name,
                about,
                price: line
                    .price
                    .map_or_else(|| "–".to_owned(), |price| formats.price(price, self.cart.currency)),
                net: line
                    .net
                    .map_or_else(|| "–".to_owned(), |net| formats.money(net, self.cart.currency)),
                quantity: self.typed("quantity", id, &line.quantity.to_string()),
                centre: self.typed("centre", id, &line.cost_centre),
                hint: quote::quantities(layout, &line.product),
                error: typed
                    .map(|(_, words)| words.clone())
                    .or_else(|| problem_of(layout, line, self.cart.currency)),
            }
        };
        self.cart.lines.iter().map(row).collect()
    }

    /// What is wrong, by the field that it is about: what was typed, and what changed since it was put in.
    fn wrong(&self) -> Vec<(i64, String)> {
        let named = |row: Row| Some((row.id, format!("{}: {}", row.name, row.error?)));
        self.rows().into_iter().filter_map(named).collect()
    }

    fn prices(&self) -> String {
        prices_of(&self.cart.lines)
    }

    fn net(&self) -> Option<String> {
        let net = self.cart.net()?;
        Some(self.layout.formats.money(net, self.cart.currency))
    }
}

async fn look(state: &AppState, holder: Holder, layout: &Layout) -> Result<Cart> {
    let now = layout.now;
    Ok(state.db.read(move |db: &mut Db| shop::look(db, &holder, now)).await?)
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    visitor: Visitor,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let shopper = Shopper::of(&request, &state, &visitor);
    let (barred, is_person) = (shopper.barred, shopper.is_person());
    let cart = look(&state, shopper.holder, &layout).await?;
    show(&CartPage {
        barred,
        ..CartPage::new(layout, cart, is_person)
    })
}

pub(super) async fn post(
    request: HttpRequest,
    mut layout: Layout,
    visitor: Visitor,
    state: web::Data<AppState>,
    Form(typed): Form<BTreeMap<String, String>>,
) -> Result<HttpResponse> {
    layout.here = urls::SHOP_CART.to_owned();
    let shopper = Shopper::of(&request, &state, &visitor);
    let is_person = shopper.is_person();
    let (holder, now) = (shopper.changing()?, layout.now);
    let go = typed.get("go").map_or("", String::as_str);
    let removed: Option<i64> = go.strip_prefix("remove-").and_then(|id| id.parse().ok());
    if removed.is_some() || go == "accept" {
        let shown = prices_in(typed.get("prices").map_or("", String::as_str));
        let of = holder.clone();
        // What else was typed is not lost, as far as it can be read.
        let cart = look(&state, holder.clone(), &layout).await?;
        let (mut updates, _) = read(&layout, &cart, &typed);
        updates.retain(|update| Some(update.product_id) != removed);
        let change = move |db: &mut Db| -> domain::Result<()> {
            shop::update(db, &of, &updates, now)?;
            match removed {
                Some(product_id) => shop::remove(db, &of, product_id, now),
                None => shop::accept(db, &of, &shown, now),
            }
        };
        state.db.write(change).await?;
        return changed(&state, &holder, urls::SHOP_CART);
    }
    let is_order = go == "order";
    let cart = look(&state, holder.clone(), &layout).await?;
    let (updates, mut at_lines) = read(&layout, &cart, &typed);
    if at_lines.is_empty() {
        let of = holder.clone();
        let update = move |db: &mut Db| -> domain::Result<_> {
            let problems = shop::update(db, &of, &updates, now)?;
            let cart = if is_order && problems.is_empty() {
                shop::begin_order(db, &of, now)?
            } else {
                shop::look(db, &of, now)?
            };
            Ok((problems, cart))
        };
        let (problems, cart) = state.db.write(update).await?;
        if problems.is_empty() && (!is_order || cart.is_empty()) {
            return changed(&state, &holder, urls::SHOP_CART);
        }
        if problems.is_empty() && !cart.has_problems() {
            return if is_person {
                Ok(redirect(&urls::order_of_cart()))
            } else {
                changed(&state, &holder, urls::SHOP_CHECKOUT)
            };
        }
        let words = problems
            .into_iter()
            .map(|(id, problem)| (id, quote::problem(&layout, cart.currency, problem)));
        at_lines.extend(words);
        return show_invalid(&CartPage {
            typed,
            at_lines,
            ..CartPage::new(layout, cart, is_person)
        });
    }
    show_invalid(&CartPage {
        typed,
        at_lines,
        ..CartPage::new(layout, cart, is_person)
    })
}

/// On to a page, after the cart was changed.
fn changed(state: &AppState, holder: &Holder, to: &str) -> Result<HttpResponse> {
    let mut response = redirect(to);
    cookie::keep_of(&mut response, holder, None, state.config.server.is_https())?;
    Ok(response)
}

/// What was typed for the lines of the cart; product and sentence of what cannot be read.
fn read(layout: &Layout, cart: &Cart, typed: &BTreeMap<String, String>) -> (Vec<Update>, Vec<(i64, String)>) {
    let (mut updates, mut unreadable) = (Vec::new(), Vec::new());
    for each in &cart.lines {
        let id = each.product.id;
        let field = |name: &str| typed.get(&format!("{name}-{id}")).map(|value| value.trim());
        let Some(quantity) = field("quantity") else { continue };
        let centre = field("centre").unwrap_or_default();
        let is_too_long = line(centre).is_err() || centre.chars().count() > CENTRE_CHARS;
        match whole(quantity) {
            _ if is_too_long => unreadable.push((id, layout.t("orders-centre-too-long"))),
            Ok(quantity) => updates.push(Update {
                product_id: id,
                quantity,
                cost_centre: centre.to_owned(),
            }),
            Err(_) => unreadable.push((id, layout.t("orders-quantity-wrong"))),
        }
    }
    (updates, unreadable)
}
