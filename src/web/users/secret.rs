//! Secrets of API users: typed or generated, shown once, with or without a last day.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{NaiveDate, TimeDelta};
use serde::Deserialize;

use super::fields::last_day;
use super::person::{self, check, find};
use super::user_of;
use crate::crypto::random_token;
use crate::domain::users::{self, UserRow};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::password::{Password, PasswordError};
use crate::web::auth::hashing;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, Kept, PageSession};
use crate::web::urls;

/// How long a new secret can be looked at.
const SHOWN: TimeDelta = TimeDelta::minutes(10);

#[derive(Template)]
#[template(path = "users/secret.html")]
struct SecretPage {
    layout: Layout,
    id: i64,
    name: String,
    client_id: String,
    typed: SecretForm,
    errors: FieldErrors,
}

impl Page for SecretPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Template)]
#[template(path = "users/shown.html")]
struct ShownPage {
    layout: Layout,
    id: i64,
    name: String,
    client_id: String,
    secret: String,
}

impl Page for ShownPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize, Default, Clone)]
pub(super) struct SecretForm {
    #[serde(default)]
    how: String,
    #[serde(default)]
    secret: String,
    #[serde(default)]
    last_day: String,
}

#[derive(Deserialize)]
pub(super) struct EndForm {
    #[serde(default)]
    last_day: String,
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

/// The fields of a secret as typed.
pub(super) struct SecretFields<'a> {
    pub how: &'a str,
    pub secret: &'a str,
    pub last_day: &'a str,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let user = find(&state, &scope, user_of(&request)?).await?;
    if user.client_id.is_none() {
        // People have passwords; whoever wrote this address finds the person.
        return Ok(redirect(&urls::user(urls::USER, &user.id)));
    }
    check(&layout, &user)?;
    show(&page(layout, &user, SecretForm::default(), FieldErrors::new()))
}

pub(super) async fn post(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SecretForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let user = client(&request, &layout, &state, &scope).await?;
    let mut errors = FieldErrors::new();
    let typed = SecretFields {
        how: &form.how,
        secret: &form.secret,
        last_day: &form.last_day,
    };
    let client_id = user.client_id.clone().unwrap_or_default();
    let Some((chosen, day)) = parse(&layout, &typed, &client_id, &mut errors).filter(|_| errors.is_empty()) else {
        return show_invalid(&page(layout, &user, form, errors));
    };
    let (hash, generated) = hashed(&state, chosen).await?;
    let (id, now) = (user.id, state.clock.now());
    state
        .db
        .write(move |db| users::renew_secret(db, &scope, id, &hash, day, now))
        .await?;
    let next = keep(&layout, &state, &session, (id, "users-secret-renewed"), generated)?;
    Ok(redirect(&next))
}

/// Another last day, or none.
pub(super) async fn end(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<EndForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let user = client(&request, &layout, &state, &scope).await?;
    let mut errors = FieldErrors::new();
    let before = user
        .secret_expires_at
        .map(|end| layout.formats.day(end - TimeDelta::seconds(1)));
    let today = layout.formats.day(layout.now);
    let day = last_day("last_day", &form.last_day, today, before, &mut errors);
    if !errors.is_empty() {
        return person::again(layout, &user, form.last_day, errors);
    }
    let (id, now) = (user.id, state.clock.now());
    state
        .db
        .write(move |db| users::set_expiry(db, &scope, id, day, now))
        .await?;
    session.flash(FlashKind::Ok, layout.t("users-saved"))?;
    Ok(redirect(&urls::user(urls::USER, &id)))
}

/// The secret that was made a moment ago, in this session alone.
pub(super) async fn shown(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
) -> Result<HttpResponse> {
    let user = find(&state, &scope, user_of(&request)?).await?;
    let kept = session.secret().filter(|kept| layout.now < kept.until);
    let opened = kept.and_then(|kept| state.keys.open(&context(&layout, user.id), &kept.sealed));
    match opened {
        Some(secret) => show(&ShownPage {
            id: user.id,
            name: user.name(),
            client_id: user.client_id.unwrap_or_default(),
            secret,
            layout,
        }),
        None => Ok(redirect(&urls::user(urls::USER, &user.id))),
    }
}

/// It is noted: nobody can look at it any more.
pub(super) async fn noted(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let user = find(&state, &scope, user_of(&request)?).await?;
    if session.secret().is_some() {
        session.forget_secret();
        session.flash(FlashKind::Ok, layout.t("users-secret-noted"))?;
    }
    Ok(redirect(&urls::user(urls::USER, &user.id)))
}

async fn client(
    request: &HttpRequest,
    layout: &Layout,
    state: &web::Data<AppState>,
    scope: &OrgScope,
) -> Result<UserRow> {
    let user = find(state, scope, user_of(request)?).await?;
    if user.client_id.is_none() {
        return Err(Error::Refused("users-refused-api-role"));
    }
    check(layout, &user)?;
    Ok(user)
}

fn page(layout: Layout, user: &UserRow, typed: SecretForm, errors: FieldErrors) -> SecretPage {
    SecretPage {
        id: user.id,
        name: user.name(),
        client_id: user.client_id.clone().unwrap_or_default(),
        typed,
        errors,
        layout,
    }
}

/// How the secret comes about, and its last day. `None`: what was typed cannot be taken, and `errors` say why.
pub(super) fn parse(
    layout: &Layout,
    typed: &SecretFields<'_>,
    client_id: &str,
    errors: &mut FieldErrors,
) -> Option<(Chosen, Option<NaiveDate>)> {
    let chosen = match typed.how {
        "generated" => Some(Chosen::Generated),
        "typed" => match Password::check(typed.secret, client_id) {
            Ok(secret) => Some(Chosen::Typed(secret)),
            Err(error) => {
                let key = match error {
                    PasswordError::TooShort => "field-secret-too-short",
                    PasswordError::TooLong => "field-secret-too-long",
                    PasswordError::ContainsEmail => "field-secret-contains-id",
                    PasswordError::Common => "field-secret-common",
                };
                errors.add("secret", key);
                None
            }
        },
        _ => {
            errors.add("how", "field-secret-how");
            None
        }
    };
    let today = layout.formats.day(layout.now);
    let day = last_day("last_day", typed.last_day, today, None, errors);
    chosen.map(|chosen| (chosen, day))
}

/// A secret to be.
pub(super) enum Chosen {
    /// We make it.
    Generated,
    /// Somebody typed it, and it is strong enough.
    Typed(Password),
}

/// The hash of the secret, and the secret itself if we made it.
pub(super) async fn hashed(state: &AppState, chosen: Chosen) -> Result<(String, Option<String>)> {
    match chosen {
        Chosen::Typed(secret) => Ok((hashing::hash(state, secret).await?, None)),
        Chosen::Generated => {
            let secret = random_token()?;
            // 256 random bits pass every rule that typed ones have to pass.
            let checked = Password::check(&secret, "").map_err(|error| Error::Internal(error.to_string()))?;
            Ok((hashing::hash(state, checked).await?, Some(secret)))
        }
    }
}

/// Keeps a generated secret for this session to show; answers where to go on.
pub(super) fn keep(
    layout: &Layout,
    state: &AppState,
    session: &PageSession,
    (id, done): (i64, &'static str),
    generated: Option<String>,
) -> Result<String> {
    match generated {
        Some(secret) => {
            session.keep_secret(&Kept {
                sealed: state.keys.seal(&context(layout, id), &secret)?,
                until: layout.now + SHOWN,
            })?;
            Ok(urls::user(urls::USER_SECRET_SHOWN, &id))
        }
        None => {
            session.flash(FlashKind::Ok, layout.t(done))?;
            Ok(urls::user(urls::USER, &id))
        }
    }
}

/// A sealed secret opens for the person who asked for it and the API user it is of only.
fn context(layout: &Layout, id: i64) -> String {
    let viewer = layout.actor.as_ref().map_or(0, |actor| actor.user_id);
    format!("client secret/{viewer}/{id}")
}
