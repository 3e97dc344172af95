//! A cart that waits for the owner of an address, behind a link in a mail. Looking at it changes nothing, so that programs that open the
//! links of mails do no harm; a button opens it, once.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{Head, Shopper, cookie};
use crate::domain::shop::{self, Cart};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::orders::quote;
use crate::web::urls;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "shop/kept.html")]
struct KeptPage {
    layout: Layout,
    head: Head,
    token: String,
    /// What waits; `None`: nothing (any more).
    cart: Option<Cart>,
}

impl Page for KeptPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl KeptPage {
    fn action(&self) -> String {
        urls::shop_kept(&self.token)
    }

    /// Pieces and product of each line.
    fn rows(&self, cart: &Cart) -> Vec<String> {
        let row = |line: &shop::Line| {
            let pieces = self.layout.formats.number(line.quantity);
            format!("{pieces} × {}", quote::named(&self.layout, &line.product).0)
        };
        cart.lines.iter().map(row).collect()
    }
}

async fn page(layout: Layout, token: String, state: &AppState) -> Result<HttpResponse> {
    let (asked, now) = (token.clone(), layout.now);
    let read = move |db: &mut Db| -> domain::Result<Option<Cart>> {
        if cookie::is_token(&asked) {
            shop::look_kept(db, &asked, now)
        } else {
            Ok(None)
        }
    };
    let cart = state.db.read(read).await?;
    show(&KeptPage {
        head: Head::new(&layout, "cart", 0),
        layout,
        token,
        cart,
    })
}

pub(super) async fn get(request: HttpRequest, layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    let token = request.match_info().query("token").to_owned();
    page(layout, token, &state).await
}

pub(super) async fn post(
    request: HttpRequest,
    layout: Layout,
    visitor: Visitor,
    state: web::Data<AppState>,
    Form(_): Form<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let token = request.match_info().query("token").to_owned();
    let holder = Shopper::of(&request, &state, &visitor).changing()?;
    if cookie::is_token(&token) {
        let (asked, of, now) = (token.clone(), holder.clone(), layout.now);
        let take = move |db: &mut Db| shop::take_kept(db, &of, &asked, now);
        if let Some(new) = state.db.write(take).await? {
            let mut response = redirect(urls::SHOP_CART);
            cookie::keep_of(&mut response, &holder, new, state.config.server.is_https())?;
            return Ok(response);
        }
    }
    // It was opened before, or never was one: the page says so.
    page(layout, token, &state).await
}
