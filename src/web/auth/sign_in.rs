//! Signing in: throttled, the password compared off the async threads, the same answer for every kind of failure.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;
use serde::Deserialize;

use crate::domain::Result as DomainResult;
use crate::domain::auth::{self, Candidate, Subject};
use crate::state::AppState;
use crate::types::email::Email;
use crate::types::secret_hash::{self, Verdict};
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::PageSession;
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

pub(super) async fn get(layout: Layout, visitor: Visitor, query: web::Query<NextQuery>) -> Result<HttpResponse> {
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
        Attempt::Right(user_id) => {
            let agent = request
                .headers()
                .get(header::USER_AGENT)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default();
            session.sign_in(user_id, agent, &visitor.address)?;
            tracing::info!(user.id = user_id, "signed in");
            return Ok(redirect(urls::local(&form.next)));
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
    })
}

enum Attempt {
    Right(i64),
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
    let (verdict, rehashed) = compare(state, password, &candidate).await?;
    match (candidate.user_id, verdict) {
        (Some(user_id), Verdict::Right | Verdict::RightButWeak) => {
            let [account, _] = subjects;
            state
                .db
                .write(move |db| auth::note_success(db, user_id, &account, rehashed.as_deref(), now))
                .await?;
            Ok(Attempt::Right(user_id))
        }
        _ => {
            state.db.write(move |db| auth::note_failure(db, &subjects, now)).await?;
            Ok(Attempt::Wrong)
        }
    }
}

/// Compares on a blocking thread, at most as many at once as there are cores.
async fn compare(state: &AppState, password: String, candidate: &Candidate) -> Result<(Verdict, Option<String>)> {
    let _permit = state
        .hashing
        .acquire()
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
    let (stored, cost) = (candidate.secret_hash.clone(), state.hashing_cost);
    let compared = web::block(move || {
        let verdict = secret_hash::verify(&password, stored.as_deref(), cost);
        let rehashed = (verdict == Verdict::RightButWeak)
            .then(|| secret_hash::hash(&password, cost).ok())
            .flatten();
        (verdict, rehashed)
    });
    compared.await.map_err(|error| Error::Internal(error.to_string()))
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
