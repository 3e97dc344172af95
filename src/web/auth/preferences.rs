//! Theme and language: kept with the person; a stranger's language in a cookie.

use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::domain::auth;
use crate::domain::{self};
use crate::state::AppState;
use crate::types::lang::Lang;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::redirect;
use crate::web::middleware::identify::LANGUAGE_COOKIE;
use crate::web::urls;
use crate::web::visitor::{SignedIn, Visitor};

#[derive(Deserialize)]
pub(super) struct ThemeForm {
    theme: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn theme(
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    Form(form): Form<ThemeForm>,
) -> Result<HttpResponse> {
    if !matches!(form.theme.as_str(), "system" | "light" | "dark") {
        return Err(Error::Unreadable);
    }
    let user_id = actor.user_id;
    state
        .db
        .write(move |db| auth::set_theme(db, user_id, &form.theme).map_err(domain::Error::from))
        .await?;
    Ok(redirect(urls::local(&form.next)))
}

#[derive(Deserialize)]
pub(super) struct LanguageForm {
    lang: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn language(
    visitor: Visitor,
    state: web::Data<AppState>,
    Form(form): Form<LanguageForm>,
) -> Result<HttpResponse> {
    let lang = Lang::parse(&form.lang).ok_or(Error::Unreadable)?;
    let mut response = redirect(urls::local(&form.next));
    if let Some(actor) = &visitor.actor {
        let user_id = actor.user_id;
        state
            .db
            .write(move |db| auth::set_language(db, user_id, lang.as_str()).map_err(domain::Error::from))
            .await?;
    }
    // Kept for the sign-in page as well, so that it stays in the language after signing out.
    let cookie = Cookie::build(LANGUAGE_COOKIE, lang.as_str())
        .path("/")
        .http_only(true)
        .secure(state.config.server.is_https())
        .same_site(SameSite::Lax)
        .max_age(actix_web::cookie::time::Duration::days(365))
        .finish();
    response
        .add_cookie(&cookie)
        .map_err(|error| Error::Internal(error.to_string()))?;
    Ok(response)
}
