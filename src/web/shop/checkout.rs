//! Second step: sign in, or register. And the page after a first order, which is the same whoever the address belongs to.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{Head, Shopper};
use crate::domain::Db;
use crate::domain::shop;
use crate::state::AppState;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::urls;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "shop/checkout.html")]
struct CheckoutPage {
    layout: Layout,
    head: Head,
}

impl Page for CheckoutPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Template)]
#[template(path = "shop/thanks.html")]
struct ThanksPage {
    layout: Layout,
    head: Head,
}

impl Page for ThanksPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
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
    let (holder, now) = (shopper.holder, layout.now);
    let (lines, _) = state.db.read(move |db: &mut Db| shop::holds(db, &holder, now)).await?;
    if lines == 0 {
        return Ok(redirect(urls::SHOP_CART));
    }
    show(&CheckoutPage {
        head: Head::new(&layout, "cart", lines),
        layout,
    })
}

pub(super) async fn thanks(layout: Layout) -> Result<HttpResponse> {
    show(&ThanksPage {
        head: Head::new(&layout, "cart", 0),
        layout,
    })
}
