//! The cookie with the token of a stranger's cart. Only the token's hash is stored, so that a copy of the database opens no cart.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse};

use crate::domain::shop::{CART_LIFE, Holder};
use crate::web::error::{Error, Result};

/// Name of the cookie; `__Host-` binds it to this host and HTTPS.
fn name(https: bool) -> &'static str {
    if https {
        "__Host-simportal-cart"
    } else {
        "simportal-cart"
    }
}

/// Whether a text looks like a token of ours: 32 bytes in base64url.
pub(super) fn is_token(text: &str) -> bool {
    text.len() == 43
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// The token that the browser sent.
pub(super) fn token(request: &HttpRequest, https: bool) -> Option<String> {
    let cookie = request.cookie(name(https))?;
    is_token(cookie.value()).then(|| cookie.value().to_owned())
}

/// After a stranger's cart was changed: its life begins anew, and so does the cookie's. `new` is the token of a cart that began just now.
pub(super) fn keep_of(response: &mut HttpResponse, holder: &Holder, new: Option<String>, https: bool) -> Result<()> {
    let of_browser = holder.token.clone().filter(|_| holder.scope.is_none());
    match new.or(of_browser) {
        Some(token) => keep(response, token, https),
        None => Ok(()),
    }
}

/// Leaves a token with the browser for as long as its cart lives.
fn keep(response: &mut HttpResponse, token: String, https: bool) -> Result<()> {
    let cookie = Cookie::build(name(https), token)
        .path("/")
        .http_only(true)
        .secure(https)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(CART_LIFE.num_days()))
        .finish();
    response
        .add_cookie(&cookie)
        .map_err(|error| Error::Internal(error.to_string()))
}
