//! Second step of signing in: a code of the authenticator app, a passkey, or a recovery code. Reached only with a right password, within
//! ten minutes of it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::{asked, circumstances, device_cookie, relying_party};
use crate::domain;
use crate::domain::auth::{self, Checked, Proof, Standing, passkeys};
use crate::state::AppState;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{Half, PageSession};
use crate::web::urls;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "auth/second_step.html")]
struct SecondStepPage {
    layout: Layout,
    /// A recovery code is asked for.
    recovery: bool,
    /// The person has an authenticator app.
    has_app: bool,
    /// The person has passkeys.
    has_passkeys: bool,
    /// Passkeys can be used at this address.
    is_here: bool,
    errors: FieldErrors,
    /// No code is checked before this time.
    blocked: Option<String>,
}

impl Page for SecondStepPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl SecondStepPage {
    fn new(layout: Layout, state: &AppState, standing: Standing, with: &str) -> Self {
        Self {
            layout,
            recovery: with == RECOVERY,
            has_app: standing.has_app,
            has_passkeys: standing.has_passkeys,
            is_here: relying_party(state).is_ok(),
            errors: FieldErrors::new(),
            blocked: None,
        }
    }

    /// The page asks for a passkey, alone or beside the app's code.
    fn asks_for_passkey(&self) -> bool {
        self.has_passkeys && self.is_here && !self.recovery
    }

    /// The page has a field for a code.
    fn asks_for_code(&self) -> bool {
        self.has_app || !self.asks_for_passkey()
    }

    /// The field takes recovery codes only: they were chosen, or there is no app.
    fn takes_recovery_only(&self) -> bool {
        self.recovery || !self.has_app
    }

    fn lede(&self) -> &'static str {
        match (self.asks_for_passkey(), self.has_app) {
            _ if self.recovery => "second-lede-recovery",
            (true, true) => "second-lede-either",
            (true, false) => "second-lede-passkey",
            (false, true) => "second-lede",
            (false, false) => "second-lede-not-here",
        }
    }

    /// The way on for who chose recovery codes and would rather not.
    fn other_way(&self) -> Option<&'static str> {
        match (self.has_app, self.has_passkeys && self.is_here) {
            (true, true) => Some("second-with-either"),
            (true, false) => Some("second-with-app"),
            (false, true) => Some("second-with-passkey"),
            (false, false) => None,
        }
    }
}

#[derive(Deserialize)]
pub(super) struct With {
    #[serde(default)]
    with: String,
}

#[derive(Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    passkey: String,
    #[serde(default)]
    with: String,
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

const RECOVERY: &str = "recovery";

pub(super) async fn get(
    layout: Layout,
    state: web::Data<AppState>,
    visitor: Visitor,
    session: PageSession,
    query: web::Query<With>,
) -> Result<HttpResponse> {
    if visitor.actor.is_some() {
        return Ok(redirect(urls::HOME));
    }
    let Some(half) = current(&session, &layout) else {
        return Ok(expired(&session));
    };
    let standing = standing(&state, &half).await?;
    show(&SecondStepPage::new(layout, &state, standing, &query.with))
}

async fn standing(state: &AppState, half: &Half) -> Result<Standing> {
    let user_id = half.user_id;
    Ok(state.db.read(move |db| auth::half_standing(db, user_id)).await?)
}

/// What the browser is asked when a passkey takes this step.
pub(super) async fn options(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    visitor: Visitor,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let half = current(&session, &layout).filter(|_| visitor.actor.is_none());
    let user_id = half.ok_or(Error::Refused("error-passkey-again"))?.user_id;
    let with = circumstances(&request, &state, &visitor);
    let options = state
        .db
        .write(move |db| passkeys::begin_use(db, &with, user_id))
        .await?;
    Ok(asked(options))
}

pub(super) async fn post(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    visitor: Visitor,
    Form(form): Form<CodeForm>,
) -> Result<HttpResponse> {
    if visitor.actor.is_some() {
        return Ok(redirect(urls::HOME));
    }
    let layout = Layout::of(&request);
    let Some(half) = current(&session, &layout) else {
        return Ok(expired(&session));
    };
    let standing = standing(&state, &half).await?;
    let mut page = SecondStepPage::new(layout, &state, standing, &form.with);
    let (proof, field, wrong) = if form.passkey.is_empty() {
        (Proof::Code(form.code.clone()), "code", "field-code-wrong")
    } else {
        (Proof::Passkey(form.passkey), "passkey", "field-passkey-wrong")
    };
    if field == "code" && form.code.trim().is_empty() {
        page.errors = FieldErrors::one("code", "field-code-missing");
        return show_invalid(&page);
    }
    let https = state.config.server.is_https();
    let with = circumstances(&request, &state, &visitor);
    let device = device_cookie::value(&request, https)?;
    let (agent, value, user_id) = (with.origin.user_agent.clone(), device.clone(), half.user_id);
    let checked = state
        .db
        .write(move |db| auth::complete_with_second(db, &with, user_id, &proof, &value))
        .await;
    // The account was disabled between the two steps.
    if let Err(domain::Error::NotFound) = checked {
        return Ok(expired(&session));
    }
    let checked = checked?;
    state.work.notify_one();
    match checked {
        Checked::Right => {
            session.sign_in(user_id, &agent, &visitor.address)?;
            tracing::info!(user.id = user_id, "signed in with second factor");
            let mut response = redirect(urls::local(&half.next));
            device_cookie::keep(&mut response, device, https)?;
            return Ok(response);
        }
        Checked::Wrong => {
            tracing::info!(user.id = user_id, "sign-in refused: wrong {field}");
            page.errors = FieldErrors::one(field, wrong);
        }
        Checked::Blocked(until) => {
            tracing::warn!(user.id = user_id, "sign-in refused: too many failures");
            page.blocked = Some(page.layout.formats.with_seconds(until));
        }
    }
    show_invalid(&page)
}

/// The sign-in that waits for this step, unless its time is over.
fn current(session: &PageSession, layout: &Layout) -> Option<Half> {
    session.half().filter(|half| layout.now < half.until)
}

/// Back to the beginning; whose password was right a while ago is told why.
fn expired(session: &PageSession) -> HttpResponse {
    match session.half() {
        Some(half) => {
            session.end();
            redirect(&format!(
                "{}?expired=1&next={}",
                urls::LOGIN,
                urls::encode(urls::local(&half.next))
            ))
        }
        None => redirect(urls::LOGIN),
    }
}
