//! The page behind a set-password link. A used, expired or unknown link says so and offers a new one.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::hashing::{hash, new_password};
use crate::domain::auth::{self, LinkState, OpenLink};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::PageSession;
use crate::web::urls;

#[derive(Template)]
#[template(path = "auth/password.html")]
struct PasswordPage {
    layout: Layout,
    token: String,
    email: String,
    is_invitation: bool,
    errors: FieldErrors,
}

impl Page for PasswordPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Template)]
#[template(path = "auth/dead_link.html")]
struct DeadLinkPage {
    layout: Layout,
    token: String,
    /// `used`, `expired` or `unknown`.
    why: &'static str,
    sent: bool,
}

impl Page for DeadLinkPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize)]
pub(super) struct PasswordForm {
    #[serde(default)]
    password: String,
    #[serde(default)]
    repeated: String,
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn get(layout: Layout, state: web::Data<AppState>, token: web::Path<String>) -> Result<HttpResponse> {
    let token = token.into_inner();
    match look_up(&state, &token).await? {
        Ok(link) => show(&PasswordPage {
            layout,
            token,
            email: link.email,
            is_invitation: link.is_invitation,
            errors: FieldErrors::new(),
        }),
        Err(why) => show(&DeadLinkPage {
            layout,
            token,
            why,
            sent: false,
        }),
    }
}

pub(super) async fn post(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    token: web::Path<String>,
    Form(form): Form<PasswordForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let token = token.into_inner();
    let link = match look_up(&state, &token).await? {
        Ok(link) => link,
        Err(why) => {
            return show_invalid(&DeadLinkPage {
                layout,
                token,
                why,
                sent: false,
            });
        }
    };
    let password = match new_password(&form.password, &form.repeated, &link.email) {
        Ok(password) => password,
        Err(errors) => {
            return show_invalid(&PasswordPage {
                layout,
                token,
                email: link.email,
                is_invitation: link.is_invitation,
                errors,
            });
        }
    };
    let hash = hash(&state, password).await?;
    let (context, now) = (MailContext::of(&state.config), state.clock.now());
    state
        .db
        .write(move |db| auth::set_password(db, &context, &link, &hash, now))
        .await?;
    state.work.notify_one();
    session.end();
    Ok(redirect(&format!("{}?password-set=1", urls::LOGIN)))
}

/// Sends a new link in place of this one; the answer is the same for links we never made.
pub(super) async fn again(
    request: HttpRequest,
    state: web::Data<AppState>,
    token: web::Path<String>,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let token = token.into_inner();
    let (sent, now) = (token.clone(), state.clock.now());
    state.db.write(move |db| auth::send_link_again(db, &sent, now)).await?;
    state.work.notify_one();
    show(&DeadLinkPage {
        layout: Layout::of(&request),
        token,
        why: "used",
        sent: true,
    })
}

async fn look_up(state: &AppState, token: &str) -> Result<std::result::Result<OpenLink, &'static str>> {
    let (token, now) = (token.to_owned(), state.clock.now());
    let found = state.db.read(move |db| auth::look_up_link(db, &token, now)).await?;
    Ok(match found {
        LinkState::Open(link) => Ok(link),
        LinkState::Used => Err("used"),
        LinkState::Expired => Err("expired"),
        LinkState::Unknown => Err("unknown"),
    })
}
