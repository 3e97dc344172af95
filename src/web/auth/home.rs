//! Where people land: the first tab they may use, or a word of welcome when none of their tabs exists yet.

use actix_web::HttpResponse;
use askama::Template;

use crate::web::error::Result;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::visitor::Visitor;
use crate::web::{nav, urls};

pub(super) async fn get(visitor: Visitor) -> HttpResponse {
    redirect(visitor.actor.as_deref().map_or(urls::LOGIN, nav::first_page))
}

#[derive(Template)]
#[template(path = "auth/welcome.html")]
struct WelcomePage {
    layout: Layout,
}

impl Page for WelcomePage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

pub(super) async fn welcome(layout: Layout) -> Result<HttpResponse> {
    show(&WelcomePage { layout })
}
