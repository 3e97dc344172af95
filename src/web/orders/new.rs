//! A new order: choose, check, place. The form is the same at each step; what it says about money is worked out here anew each time.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::basket::{Basket, Parsed};
use super::quote::{self, named};
use crate::crypto::random_token;
use crate::domain::charges::{self, CardRow};
use crate::domain::company::{self, AddressRow, OrganisationRow, address_lines};
use crate::domain::orders::{self, LineProblem, Placed, Quote};
use crate::domain::products::{self, ProductRow};
use crate::domain::{self, Db, shop};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::card_payment::PaymentProviderKind;
use crate::types::money::{Money, UnitPrice};
use crate::types::order::{AttemptKey, OrderNumber, PaymentMethod};
use crate::types::organisation::AddressKind;
use crate::types::product::ProductKind;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::paging::param;
use crate::web::payments::{self, Offered, begin_placed, carry_on, leading_out, offered, words as words_of_method};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

/// More products than any shop of SIMs has.
const MOST: i64 = 500;

/// What the form offers.
struct Offer {
    organisation: OrganisationRow,
    products: Vec<ProductRow>,
    prices: std::collections::HashMap<i64, UnitPrice>,
    addresses: Vec<AddressRow>,
    /// Saved cards.
    cards: Vec<CardRow>,
    /// Who carries out card payments, if anybody.
    provider: Option<PaymentProviderKind>,
}

#[derive(Template)]
#[template(path = "orders/new.html")]
struct NewPage {
    layout: Layout,
    offer: Offer,
    basket: Basket,
    errors: FieldErrors,
    /// Product and what is wrong with its line.
    at_lines: Vec<(i64, String)>,
    /// What is asked to be confirmed.
    quote: Option<Quote>,
}

impl Page for NewPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A product in the form.
struct Choice {
    id: i64,
    name: String,
    about: String,
    price: String,
    micros: i64,
    hint: String,
    quantity: String,
    centre: String,
    error: Option<String>,
}

impl NewPage {
    fn money(&self, amount: Money) -> String {
        self.layout.formats.money(amount, self.offer.organisation.currency)
    }

    fn choices(&self) -> Vec<Choice> {
        let formats = &self.layout.formats;
        let priced = |row: &ProductRow| Some((row.clone(), *self.offer.prices.get(&row.id)?));
        let choices = self
            .offer
            .products
            .iter()
            .filter_map(priced)
            .map(|(row, price)| Choice {
                id: row.id,
                price: formats.price(price, self.offer.organisation.currency),
                micros: price.micros(),
                hint: quote::quantities(&self.layout, &row),
                quantity: self.basket.of("quantity", row.id).to_owned(),
                centre: self.basket.of("centre", row.id).to_owned(),
                error: self
                    .at_lines
                    .iter()
                    .find(|(id, _)| *id == row.id)
                    .map(|(_, words)| words.clone()),
                name: named(&self.layout, &row).0,
                about: named(&self.layout, &row).1,
            });
        choices.collect()
    }

    /// Key, first line, the others, whether it is chosen.
    fn addresses(&self) -> Vec<(i64, String, String, bool)> {
        let typed = self.basket.get("shipping");
        let is_chosen = |row: &AddressRow| {
            if typed.is_empty() {
                row.is_default
            } else {
                typed == row.id.to_string()
            }
        };
        self.offer
            .addresses
            .iter()
            .map(|row| {
                let mut lines = address_lines(row);
                lines.push(self.layout.t(&format!("country-{}", row.country.to_lowercase())));
                let rest = lines.split_off(lines.len().min(1));
                (row.id, lines.concat(), rest.join(", "), is_chosen(row))
            })
            .collect()
    }

    /// The ways to pay.
    fn methods(&self) -> Vec<Offered> {
        let monthly = self
            .offer
            .organisation
            .monthly_invoice_allowed
            .then_some(PaymentMethod::MonthlyInvoice);
        let others: Vec<PaymentMethod> = std::iter::once(PaymentMethod::BankTransfer).chain(monthly).collect();
        offered(
            &self.layout,
            &others,
            &self.offer.cards,
            self.offer.provider,
            self.basket.get("payment"),
        )
    }

    /// The chosen way to pay, in words.
    fn method(&self) -> String {
        words_of_method(&self.layout, &self.offer.cards, self.basket.get("payment"))
    }

    /// Fields that the page does not show but sends again.
    fn carried(&self) -> Vec<(&String, &String)> {
        let is_carried = |name: &str| !name.starts_with('_') && name != "go";
        self.basket.0.iter().filter(|(name, _)| is_carried(name)).collect()
    }

    /// Quantity and name, price of a piece, cost centre, net of each line.
    fn lines(&self, quote: &Quote) -> Vec<(String, String, String, String)> {
        quote::lines(&self.layout, quote)
    }

    /// Words and amount: net, and VAT by rate.
    fn sums(&self, quote: &Quote) -> Vec<(String, String)> {
        quote::sums(&self.layout, quote)
    }

    fn gross(&self, quote: &Quote) -> String {
        self.money(quote.totals.gross)
    }

    /// The delivery address that was chosen, if something is shipped.
    fn ship_to(&self, quote: &Quote) -> Option<String> {
        let typed = self.basket.get("shipping");
        let row = self.offer.addresses.iter().find(|row| row.id.to_string() == typed)?;
        quote.is_shipped().then(|| {
            let country = self.layout.t(&format!("country-{}", row.country.to_lowercase()));
            format!("{}, {country}", address_lines(row).join(", "))
        })
    }
}

async fn offer(state: &AppState, scope: OrgScope) -> Result<Offer> {
    let provider = payments::provider(state);
    let read = move |db: &mut Db| -> domain::Result<Offer> {
        let organisation = company::own(db, &scope)?;
        let mut products = products::list(db, false, MOST)?;
        products.retain(|row| row.kind == ProductKind::Sim);
        let ids = products.iter().map(|row| row.id).collect();
        Ok(Offer {
            prices: products::prices_in(db, ids, organisation.currency)?,
            addresses: company::addresses(db, &scope, AddressKind::Shipping, company::MOST_ADDRESSES)?,
            cards: match provider {
                Some(_) => charges::cards(db, &scope)?,
                None => Vec::new(),
            },
            provider,
            organisation,
            products,
        })
    };
    Ok(state.db.read(read).await?)
}

fn fresh_key() -> Result<String> {
    random_token().map_err(|error| Error::Internal(error.to_string()))
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let mut basket = Basket::default();
    basket.put("attempt", fresh_key()?);
    // What the person collected in the shop.
    if !param(&request, "cart").is_empty() {
        let at = scope.clone();
        let own = state.db.read(move |db: &mut Db| shop::own_lines(db, &at)).await?;
        if let Some((stamp, lines)) = own {
            for line in lines {
                basket.put(format!("quantity-{}", line.product_id), line.quantity.to_string());
                basket.put(format!("centre-{}", line.product_id), line.cost_centre);
            }
            basket.put("cart", stamp);
        }
    }
    // The same again: products and quantities of an order. Whatever is not ours to see is as good as none.
    if let Some(number) = OrderNumber::parse(&param(&request, "like")) {
        let at = scope.clone();
        let read = move |db: &mut _| -> domain::Result<_> {
            let order = orders::find(db, &at, &number)?;
            Ok((orders::lines(db, vec![order.id])?, order))
        };
        if let Ok((lines, order)) = state.db.read(read).await {
            basket.put("reference", order.buyer_reference);
            for line in lines {
                basket.put(format!("quantity-{}", line.product_id), line.quantity.to_string());
                basket.put(format!("centre-{}", line.product_id), line.cost_centre);
            }
        }
    }
    let page = NewPage {
        offer: offer(&state, scope).await?,
        layout,
        basket,
        errors: FieldErrors::new(),
        at_lines: Vec::new(),
        quote: None,
    };
    leading_out(&state, show(&page))
}

pub(super) async fn post(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<HttpResponse> {
    // Each step shows the form, whose last answer may lead to the payment provider.
    let answer = step(layout, scope, &state, &session, fields).await;
    leading_out(&state, answer)
}

async fn step(
    mut layout: Layout,
    scope: OrgScope,
    state: &AppState,
    session: &PageSession,
    fields: BTreeMap<String, String>,
) -> Result<HttpResponse> {
    layout.here = urls::ORDER_NEW.to_owned();
    let mut basket = Basket(fields);
    let attempt = match basket.attempt() {
        Some(attempt) => attempt,
        None => {
            basket.put("attempt", fresh_key()?);
            basket.attempt().ok_or(Error::Unreadable)?
        }
    };
    let offer = offer(state, scope.clone()).await?;
    let mut page = NewPage {
        layout,
        offer,
        basket,
        errors: FieldErrors::new(),
        at_lines: Vec::new(),
        quote: None,
    };
    if page.basket.get("go") == "back" {
        return show(&page);
    }
    let parsed = page.basket.parse(&page.offer.products, page.offer.provider.is_some());
    if !parsed.errors.is_empty() || !parsed.unreadable.is_empty() {
        page.at_lines = parsed
            .unreadable
            .iter()
            .map(|(id, key)| (*id, page.layout.t(key)))
            .collect();
        page.errors = parsed.errors;
        return show_invalid(&page);
    }
    match page.basket.get("go") {
        "place" => place(page, parsed, attempt, scope, state, session).await,
        _ => check(page, parsed, attempt, scope, state).await,
    }
}

async fn check(
    mut page: NewPage,
    parsed: Parsed,
    attempt: AttemptKey,
    scope: OrgScope,
    state: &AppState,
) -> Result<HttpResponse> {
    let (placement, now) = (page.basket.placement(&parsed, attempt), page.layout.now);
    let read = move |db: &mut _| orders::check(db, &scope, &placement, now);
    match state.db.read(read).await {
        Ok(Ok(quote)) => {
            page.quote = Some(quote);
            show(&page)
        }
        Ok(Err(problems)) => with_problems(page, &parsed, &problems),
        Err(error) => refused(page, error),
    }
}

async fn place(
    page: NewPage,
    parsed: Parsed,
    attempt: AttemptKey,
    scope: OrgScope,
    state: &AppState,
    session: &PageSession,
) -> Result<HttpResponse> {
    let (placement, now) = (page.basket.placement(&parsed, attempt), page.layout.now);
    let (at, lang) = (scope.clone(), page.layout.lang());
    let card = page.offer.provider.zip(parsed.means);
    let cart = page.basket.get("cart").to_owned();
    // The order and the attempt to pay it are kept together, or neither.
    let write = move |db: &mut Db| -> domain::Result<(Placed, Option<i64>)> {
        let placed = orders::place(db, &at, &placement, now)?;
        if !cart.is_empty() && matches!(placed, Placed::New(_)) {
            shop::empty_own(db, &at, &cart)?;
        }
        let to_pay = match card {
            Some((provider, means)) => begin_placed(db, &at, &placed, (provider, means, lang), now)?,
            None => None,
        };
        Ok((placed, to_pay))
    };
    let (placed, to_pay) = match state.db.write(write).await {
        Ok(done) => done,
        Err(error) => return refused(page, error),
    };
    let (key, order) = match placed {
        Placed::New(order) => ("orders-placed-now", order),
        Placed::Before(order) => ("orders-placed-before", order),
        Placed::Problems(problems) => return with_problems(page, &parsed, &problems),
    };
    if let Some(id) = to_pay {
        return carry_on(state, &scope, &page.layout, session, &order.number, id).await;
    }
    session.flash(FlashKind::Ok, page.layout.t1(key, "number", &order.number))?;
    Ok(redirect(&urls::order(urls::ORDER, &order.number)))
}

/// The form again, with what is wrong at each line.
fn with_problems(mut page: NewPage, parsed: &Parsed, problems: &[(usize, LineProblem)]) -> Result<HttpResponse> {
    for (place, problem) in problems {
        if let Some(line) = parsed.wanted.get(*place) {
            if *problem == LineProblem::NotOffered {
                // It stands in the form no more.
                page.errors.add("products", "orders-problem-not-offered");
                continue;
            }
            let words = quote::problem(&page.layout, page.offer.organisation.currency, *problem);
            page.at_lines.push((line.product_id, words));
        }
    }
    show_invalid(&page)
}

/// The form again, with the reason at the choice that it is about.
fn refused(mut page: NewPage, error: domain::Error) -> Result<HttpResponse> {
    let domain::Error::Refused(key) = error else {
        return Err(error.into());
    };
    let field = match key {
        orders::NO_SHIPPING_ADDRESS | orders::NOT_SHIPPED_TO => "shipping",
        orders::MONTHLY_NOT_ALLOWED | charges::CARD_GONE => "payment",
        _ => "products",
    };
    page.errors.add(field, key);
    show_invalid(&page)
}
