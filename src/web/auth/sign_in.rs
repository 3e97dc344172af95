//! Signing in: throttled, the password compared off the async threads, the same answer for every kind of failure.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{NaiveDateTime, TimeDelta};
use serde::Deserialize;

use super::hashing::compare;
use super::{circumstances, device_cookie};
use crate::domain::Result as DomainResult;
use crate::domain::auth::{self, Subject};
use crate::domain::shop;
use crate::state::AppState;
use crate::types::email::Email;
use crate::types::secret_hash::Verdict;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{Half, PageSession};
use crate::web::urls;
use crate::web::visitor::Visitor;

/// Why the page is shown again.
enum Failure {
    Wrong,
    Blocked(String),
}

#[derive(Template)]
#[template(path = "auth/sign_in.html")]
struct SignInPage {
    layout: Layout,
    email: String,
    next: String,
    failure: Option<Failure>,
    signed_out: bool,
    password_set: bool,
    expired: bool,
    /// Whether there is a shop for whoever has no account.
    has_shop: bool,
}

impl Page for SignInPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize)]
pub(super) struct NextQuery {
    #[serde(default)]
    next: String,
    #[serde(default, rename = "signed-out")]
    signed_out: String,
    #[serde(default, rename = "password-set")]
    password_set: String,
    #[serde(default)]
    expired: String,
}

#[derive(Deserialize)]
pub(super) struct SignInForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn get(
    layout: Layout,
    visitor: Visitor,
    query: web::Query<NextQuery>,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let next = urls::local(&query.next).to_owned();
    if visitor.actor.is_some() {
        return Ok(redirect(&next));
    }
    show(&SignInPage {
        layout,
        email: String::new(),
        next,
        failure: None,
        signed_out: !query.signed_out.is_empty(),
        password_set: !query.password_set.is_empty(),
        expired: !query.expired.is_empty(),
        has_shop: state.db.read(shop::is_open).await?,
    })
}

pub(super) async fn post(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    visitor: Visitor,
    Form(form): Form<SignInForm>,
) -> Result<HttpResponse> {
    let now = state.clock.now();
    let email_key = Email::parse(&form.email).map_or_else(|_| form.email.trim().to_lowercase(), |email| email.key());
    let subjects = [Subject::account(&email_key), Subject::address(&visitor.address)];
    let failure = match attempt(&state, &email_key, form.password, subjects.clone(), now).await? {
        Attempt::Right(user_id, rehashed) => {
            let next = urls::local(&form.next);
            return enter(&request, &state, &session, &visitor, user_id, rehashed, next).await;
        }
        Attempt::Wrong => {
            tracing::info!("sign-in refused: wrong address or password");
            Failure::Wrong
        }
        Attempt::Blocked(until) => {
            tracing::warn!("sign-in refused: too many failures");
            Failure::Blocked(visitor.formats.with_seconds(until))
        }
    };
    let next = urls::local(&form.next).to_owned();
    show_invalid(&SignInPage {
        layout: Layout::of(&request),
        email: form.email,
        next,
        failure: Some(failure),
        signed_out: false,
        password_set: false,
        expired: false,
        has_shop: state.db.read(shop::is_open).await?,
    })
}

/// How long the second step may take.
const SECOND_STEP: TimeDelta = TimeDelta::minutes(10);

/// The password was right: signs in, or goes on to the second step.
async fn enter(
    request: &HttpRequest,
    state: &AppState,
    session: &PageSession,
    visitor: &Visitor,
    user_id: i64,
    rehashed: Option<String>,
    next: &str,
) -> Result<HttpResponse> {
    let https = state.config.server.is_https();
    let with = circumstances(request, state, visitor);
    let device = device_cookie::value(request, https)?;
    let (agent, value) = (with.origin.user_agent.clone(), device.clone());
    let now = with.now;
    let needs_second = state
        .db
        .write(move |db| -> DomainResult<bool> {
            let needs_second = auth::after_password(db, user_id, rehashed.as_deref())?;
            if !needs_second {
                auth::complete_sign_in(db, &with, user_id, &value)?;
            }
            Ok(needs_second)
        })
        .await?;
    if needs_second {
        let half = Half {
            user_id,
            until: now + SECOND_STEP,
            next: next.to_owned(),
        };
        session.begin_second_step(&half, &agent, &visitor.address)?;
        tracing::info!(user.id = user_id, "password right, second factor asked for");
        return Ok(redirect(urls::SECOND_STEP));
    }
    state.work.notify_one();
    session.sign_in(user_id, &agent, &visitor.address)?;
    tracing::info!(user.id = user_id, "signed in");
    let mut response = redirect(next);
    device_cookie::keep(&mut response, device, https)?;
    Ok(response)
}

enum Attempt {
    Right(i64, Option<String>),
    Wrong,
    Blocked(NaiveDateTime),
}

async fn attempt(
    state: &AppState,
    email_key: &str,
    password: String,
    subjects: [Subject; 2],
    now: NaiveDateTime,
) -> Result<Attempt> {
    let (key, asked) = (email_key.to_owned(), subjects.clone());
    let (blocked, candidate) = state
        .db
        .read(move |db| -> DomainResult<_> {
            Ok((auth::blocked_until(db, &asked, now)?, auth::candidate(db, &key, now)?))
        })
        .await?;
    if let Some(until) = blocked {
        return Ok(Attempt::Blocked(until));
    }
    let (verdict, rehashed) = compare(state, password, candidate.secret_hash).await?;
    match (candidate.user_id, verdict) {
        (Some(user_id), Verdict::Right | Verdict::RightButWeak) => Ok(Attempt::Right(user_id, rehashed)),
        _ => {
            state.db.write(move |db| auth::note_failure(db, &subjects, now)).await?;
            Ok(Attempt::Wrong)
        }
    }
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

/// Signs out: the session ends in the database, so a copy of the cookie is worth nothing.
pub(super) async fn leave(session: PageSession, Form(_): Form<NoFields>) -> Result<HttpResponse> {
    session.end();
    tracing::info!("signed out");
    let mut response = redirect(&format!("{}?{}", urls::LOGIN, SIGNED_OUT));
    // What the browser may have kept of personal pages goes, too.
    response.headers_mut().insert(
        header::HeaderName::from_static("clear-site-data"),
        header::HeaderValue::from_static("\"cache\""),
    );
    Ok(response)
}

const SIGNED_OUT: &str = "signed-out=1";
