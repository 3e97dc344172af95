//! Registering with a first order: what we have to know, a summary, and the order. The form is the same at each step; what it says about money
//! is worked out here anew each time.

use std::collections::BTreeSet;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::register_form::{Ask, RegisterForm};
use super::summary::{Notice, SummaryPage};
use super::{Head, Shopper, prices_in};
use crate::domain::shop::{self, Cart, Checked, Holder, METHODS, Ordered, Registration, Terms};
use crate::domain::{self, Db, orders};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::lang::Lang;
use crate::web::account::address_form::countries;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::urls;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "shop/register.html")]
struct RegisterPage {
    layout: Layout,
    head: Head,
    form: RegisterForm,
    countries: Vec<(&'static str, String)>,
    errors: FieldErrors,
    is_shipped: bool,
    terms: Option<Terms>,
}

impl Page for RegisterPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl RegisterPage {
    fn new(layout: Layout, form: RegisterForm, desk: &Desk, errors: FieldErrors) -> Self {
        Self {
            head: Head::new(&layout, "cart", desk.cart.lines.len()),
            countries: countries(&layout),
            is_shipped: desk.cart.is_shipped(),
            terms: desk.terms.clone(),
            layout,
            form,
            errors,
        }
    }

    /// Value and whether it is chosen.
    fn methods(&self) -> Vec<(&'static str, bool)> {
        let methods = METHODS.into_iter().map(|method| method.as_str());
        methods.map(|method| (method, self.form.payment == method)).collect()
    }

    /// Value, words, and whether it is chosen.
    fn languages(&self) -> Vec<(&'static str, String, bool)> {
        let languages = ["en", "de"].into_iter();
        languages
            .map(|code| {
                let words = self.layout.t(&format!("company-language-{code}"));
                (code, words, self.form.language == code)
            })
            .collect()
    }
}

/// What a form is read against.
struct Desk {
    cart: Cart,
    ships: BTreeSet<String>,
    terms: Option<Terms>,
}

impl Desk {
    fn ask(&self) -> Ask<'_> {
        Ask {
            is_shipped: self.cart.is_shipped(),
            ships: &self.ships,
            terms: self.terms.as_ref(),
        }
    }
}

async fn desk(state: &AppState, holder: Holder, layout: &Layout) -> Result<Desk> {
    let (now, terms) = (layout.now, state.config.terms.clone());
    let read = move |db: &mut Db| -> domain::Result<Desk> {
        Ok(Desk {
            cart: shop::look(db, &holder, now)?,
            ships: orders::shipped_to(db)?,
            terms,
        })
    };
    Ok(state.db.read(read).await?)
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    visitor: Visitor,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let shopper = Shopper::of(&request, &state, &visitor);
    if shopper.is_person() || shopper.barred.is_some() {
        return Ok(redirect(urls::SHOP_CART));
    }
    let desk = desk(&state, shopper.holder, &layout).await?;
    if desk.cart.is_empty() || desk.cart.has_problems() {
        return Ok(redirect(urls::SHOP_CART));
    }
    let form = RegisterForm::empty(layout.lang());
    show(&RegisterPage::new(layout, form, &desk, FieldErrors::new()))
}

pub(super) async fn post(
    request: HttpRequest,
    mut layout: Layout,
    visitor: Visitor,
    state: web::Data<AppState>,
    Form(mut form): Form<RegisterForm>,
) -> Result<HttpResponse> {
    layout.here = urls::SHOP_REGISTER.to_owned();
    let shopper = Shopper::of(&request, &state, &visitor);
    if shopper.is_person() {
        return Ok(redirect(urls::SHOP_CART));
    }
    let (holder, now) = (shopper.changing()?, layout.now);
    if Lang::parse(&form.language).is_none() {
        // Not among the choices of the page.
        form.language = layout.lang().as_str().to_owned();
    }
    if form.go == "prices" {
        let (of, shown) = (holder.clone(), prices_in(&form.prices));
        state
            .db
            .write(move |db: &mut Db| shop::accept(db, &of, &shown, now))
            .await?;
    }
    let desk = desk(&state, holder.clone(), &layout).await?;
    if desk.cart.is_empty() {
        // Ordered already, by a double click or in another tab; or its time is over.
        let was_ordered = state
            .db
            .read(move |db: &mut Db| shop::was_ordered(db, &holder, now))
            .await?;
        let is_same = was_ordered && form.go == "place";
        return Ok(redirect(if is_same { urls::SHOP_THANKS } else { urls::SHOP_CART }));
    }
    if form.go == "back" {
        return show(&RegisterPage::new(layout, form, &desk, FieldErrors::new()));
    }
    let registration = match form.parse(&desk.ask()) {
        Ok(registration) => registration,
        Err(errors) => return show_invalid(&RegisterPage::new(layout, form, &desk, errors)),
    };
    if form.go == "place" {
        place(layout, form, registration, holder, &state, &visitor.address).await
    } else {
        check(layout, form, registration, holder, &state, None).await
    }
}

/// The summary, as the cart is now.
async fn check(
    layout: Layout,
    form: RegisterForm,
    registration: Registration,
    holder: Holder,
    state: &AppState,
    notice: Option<Notice>,
) -> Result<HttpResponse> {
    let (of, now) = (registration.clone(), layout.now);
    let found = state
        .db
        .read(move |db: &mut Db| shop::check(db, &holder, &of, now))
        .await;
    let page = |cart, quote, notice: Option<Notice>| SummaryPage::new(layout, form, &registration, cart, quote, notice);
    match found {
        Ok(Checked::Empty) => Ok(redirect(urls::SHOP_CART)),
        Ok(Checked::Problems(cart)) => show_invalid(&page(cart, None, notice.or(Some(Notice::Problems)))),
        Ok(Checked::Ready(cart, quote)) => match notice {
            None => show(&page(cart, Some(*quote), None)),
            notice => show_invalid(&page(cart, Some(*quote), notice)),
        },
        Err(domain::Error::Refused(key)) => {
            let cart = empty_cart();
            show_invalid(&page(cart, None, Some(Notice::Refused(key))))
        }
        Err(error) => Err(error.into()),
    }
}

/// Nothing of the cart is shown beside a reason that is about all of it.
fn empty_cart() -> Cart {
    Cart {
        currency: crate::types::money::Currency::Eur,
        lines: Vec::new(),
        is_converted: false,
    }
}

async fn place(
    layout: Layout,
    form: RegisterForm,
    registration: Registration,
    holder: Holder,
    state: &AppState,
    address: &str,
) -> Result<HttpResponse> {
    let (of, who, seen, now) = (holder.clone(), registration.clone(), form.seen.clone(), layout.now);
    let (context, address) = (MailContext::of(&state.config), address.to_owned());
    let order = move |db: &mut Db| shop::order(db, &context, &of, &who, (&seen, &address), now);
    let notice = match state.db.write(order).await {
        Ok(Ordered::Yes) => {
            state.work.notify_one();
            return Ok(redirect(urls::SHOP_THANKS));
        }
        Ok(Ordered::Empty) => return Ok(redirect(urls::SHOP_CART)),
        Ok(Ordered::Problems) => Notice::Problems,
        Ok(Ordered::Changed) => Notice::Changed,
        Ok(Ordered::Blocked(until)) => Notice::Blocked(layout.formats.with_seconds(until)),
        Err(domain::Error::Refused(key)) => Notice::Refused(key),
        Err(error) => return Err(error.into()),
    };
    check(layout, form, registration, holder, state, Some(notice)).await
}
