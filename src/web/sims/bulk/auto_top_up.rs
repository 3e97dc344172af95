//! Auto-top-up of many SIMs: asks which switch to turn. The selection goes along in the form.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::start::{Selection, begin, nothing};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::bulk::BulkAction;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, show};
use crate::web::session::PageSession;

/// What can be turned.
pub(in crate::web) const WAYS: [BulkAction; 4] = [
    BulkAction::DataTopUpOn,
    BulkAction::DataTopUpOff,
    BulkAction::SmsTopUpOn,
    BulkAction::SmsTopUpOff,
];

#[derive(Template)]
#[template(path = "bulk/auto_top_up.html")]
struct AutoTopUpPage {
    layout: Layout,
    sims: Vec<String>,
    is_all: bool,
    list: String,
}

impl Page for AutoTopUpPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl AutoTopUpPage {
    fn selected(&self) -> String {
        match i64::try_from(self.sims.len()) {
            Ok(n) if !self.is_all => self.layout.tn("bulk-selected", &n),
            _ => self.layout.t("bulk-selected-all"),
        }
    }
}

pub(super) async fn post(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<Selection>,
) -> Result<HttpResponse> {
    let Some(target) = form.target(&layout)? else {
        return nothing(&layout, &session, &form);
    };
    let action = BulkAction::parse(&form.action).filter(|action| WAYS.contains(action));
    match action {
        Some(action) => begin(&layout, scope, &state, action.into(), target, form.list()).await,
        None => show(&AutoTopUpPage {
            layout,
            is_all: form.is_all(),
            list: form.list(),
            sims: form.sim,
        }),
    }
}
