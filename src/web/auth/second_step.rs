//! Second step of signing in: a code of the authenticator app, or a recovery code. Reached only with a right password, within ten
//! minutes of it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::{circumstances, device_cookie};
use crate::domain;
use crate::domain::auth::{self, Checked};
use crate::state::AppState;
use crate::web::error::Result;
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
    errors: FieldErrors,
    /// No code is checked before this time.
    blocked: Option<String>,
}

impl Page for SecondStepPage {
    fn layout(&self) -> &Layout {
        &self.layout
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
    with: String,
}

const RECOVERY: &str = "recovery";

pub(super) async fn get(
    layout: Layout,
    visitor: Visitor,
    session: PageSession,
    query: web::Query<With>,
) -> Result<HttpResponse> {
    if visitor.actor.is_some() {
        return Ok(redirect(urls::HOME));
    }
    if current(&session, &layout).is_none() {
        return Ok(expired(&session));
    }
    show(&SecondStepPage {
        layout,
        recovery: query.with == RECOVERY,
        errors: FieldErrors::new(),
        blocked: None,
    })
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
    let mut page = SecondStepPage {
        layout,
        recovery: form.with == RECOVERY,
        errors: FieldErrors::new(),
        blocked: None,
    };
    if form.code.trim().is_empty() {
        page.errors = FieldErrors::one("code", "field-code-missing");
        return show_invalid(&page);
    }
    let https = state.config.server.is_https();
    let with = circumstances(&request, &state, &visitor);
    let device = device_cookie::value(&request, https)?;
    let (agent, value, user_id) = (with.origin.user_agent.clone(), device.clone(), half.user_id);
    let checked = state
        .db
        .write(move |db| auth::complete_with_code(db, &with, user_id, &form.code, &value))
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
            tracing::info!(user.id = user_id, "sign-in refused: wrong code");
            page.errors = FieldErrors::one("code", "field-code-wrong");
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
