//! What stands in the place of terms of business, so that the shop of a development start asks for them as any other does.

use actix_web::HttpResponse;
use askama::Template;

use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};

#[derive(Template)]
#[template(path = "development/terms.html")]
struct TermsPage {
    layout: Layout,
}

impl Page for TermsPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

pub(super) async fn get(layout: Layout) -> Result<HttpResponse> {
    show(&TermsPage { layout })
}
