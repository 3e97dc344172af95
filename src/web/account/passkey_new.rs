//! Adding a passkey: a name, and what the browser made. Reached with the password, and with the second factor once there is one.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::codes;
use super::passkey::read_name;
use crate::domain::auth::passkeys::{self, Added};
use crate::i18n;
use crate::state::AppState;
use crate::web::auth::{asked, circumstances, relying_party};
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{Adding, FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::{SignedIn, Visitor};

#[derive(Template)]
#[template(path = "account/passkey_new.html")]
struct NewPage {
    layout: Layout,
    name: String,
    errors: FieldErrors,
}

impl Page for NewPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize)]
pub(super) struct NewForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    passkey: String,
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    state: web::Data<AppState>,
    session: PageSession,
    visitor: Visitor,
) -> Result<HttpResponse> {
    if !may_add(&layout, &state, &session, &visitor) {
        return Ok(redirect(urls::PASSKEY_BEGIN));
    }
    let agent = request.headers().get(header::USER_AGENT);
    let agent = agent.and_then(|value| value.to_str().ok()).unwrap_or_default();
    show(&NewPage {
        // Most passkeys stay on the device that they are made on.
        name: i18n::device(layout.lang(), agent),
        errors: FieldErrors::new(),
        layout,
    })
}

/// What the browser is asked.
pub(super) async fn options(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    visitor: Visitor,
    SignedIn(actor): SignedIn,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    if !may_add(&Layout::of(&request), &state, &session, &visitor) {
        return Err(Error::Refused("error-passkey-again"));
    }
    let (with, actor) = (circumstances(&request, &state, &visitor), (*actor).clone());
    let options = state
        .db
        .write(move |db| passkeys::begin_adding(db, &with, &actor))
        .await?;
    Ok(asked(options))
}

pub(super) async fn post(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    visitor: Visitor,
    SignedIn(actor): SignedIn,
    Form(form): Form<NewForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    if !may_add(&layout, &state, &session, &visitor) {
        return Ok(redirect(urls::PASSKEY_BEGIN));
    }
    let mut page = NewPage {
        name: form.name,
        errors: FieldErrors::new(),
        layout,
    };
    let name = match read_name(&page.name) {
        Ok(name) => name,
        Err(key) => {
            page.errors = FieldErrors::one("name", key);
            return show_invalid(&page);
        }
    };
    if form.passkey.is_empty() {
        page.errors = FieldErrors::one("passkey", "field-passkey-missing");
        return show_invalid(&page);
    }
    let (with, person) = (circumstances(&request, &state, &visitor), (*actor).clone());
    let added = state
        .db
        .write(move |db| passkeys::add(db, &with, &person, &name, &form.passkey))
        .await?;
    let key = match added {
        Added::First(codes) => {
            state.work.notify_one();
            session.end_adding();
            codes::keep(&session, &state, actor.user_id, &codes)?;
            return Ok(redirect(urls::RECOVERY_CODES));
        }
        Added::Another => {
            state.work.notify_one();
            session.end_adding();
            session.flash(FlashKind::Ok, page.layout.t("passkey-now-added"))?;
            return Ok(redirect(urls::SECURITY));
        }
        Added::Known => "field-passkey-known",
        Added::Refused => "field-passkey-not-made",
    };
    page.errors = FieldErrors::one("passkey", key);
    show_invalid(&page)
}

/// Whether this session showed a moment ago who is there, and passkeys can be used at this address.
fn may_add(layout: &Layout, state: &AppState, session: &PageSession, visitor: &Visitor) -> bool {
    // Two-factor may have been switched on elsewhere since the password was shown.
    let is_shown =
        |adding: Adding| layout.now < adding.until && (adding.with_second || visitor.standing.since.is_none());
    session.adding().is_some_and(is_shown) && relying_party(state).is_ok()
}
