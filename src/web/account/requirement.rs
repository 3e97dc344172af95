//! The switch of an organisation: two-factor for everybody, or for who wants it.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain;
use crate::domain::auth::two_factor;
use crate::i18n;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "account/requirement.html")]
struct RequirementPage {
    layout: Layout,
    is_on: bool,
    /// Active people without two-factor.
    without: i64,
    /// Whether the visitor has two-factor.
    has_own: bool,
}

impl Page for RequirementPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

pub(super) async fn get(
    layout: Layout,
    scope: OrgScope,
    visitor: Visitor,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let without = state
        .db
        .read(move |db| -> domain::Result<i64> { Ok(two_factor::count_without(db, &scope)?) })
        .await?;
    show(&RequirementPage {
        layout,
        is_on: visitor.standing.is_required,
        without,
        has_own: visitor.standing.since.is_some(),
    })
}

#[derive(Deserialize)]
pub(super) struct SwitchForm {
    #[serde(default)]
    required: String,
}

pub(super) async fn post(
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SwitchForm>,
) -> Result<HttpResponse> {
    let required = match form.required.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::Unreadable),
    };
    let now = state.clock.now();
    let changed = state
        .db
        .write(move |db| two_factor::require(db, &scope, required, now))
        .await?;
    if changed {
        let key = if required {
            "requirement-now-on"
        } else {
            "requirement-now-off"
        };
        session.flash(FlashKind::Ok, i18n::text(actor.lang, key))?;
    }
    Ok(redirect(urls::SECURITY))
}
