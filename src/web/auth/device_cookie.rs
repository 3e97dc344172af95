//! The cookie by which a browser is known again (not the person: several may share it). It gives no access to anything.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse};

use crate::crypto::random_token;
use crate::web::error::{Error, Result};

/// As long as browsers keep a cookie at the most.
const LIFE: Duration = Duration::days(400);

/// Name of the cookie; `__Host-` binds it to this host and HTTPS.
pub fn name(https: bool) -> &'static str {
    if https {
        "__Host-simportal-device"
    } else {
        "simportal-device"
    }
}

/// The value of this browser's cookie, or a new one.
pub(super) fn value(request: &HttpRequest, https: bool) -> Result<String> {
    let is_ours = |value: &str| {
        value.len() == 43
            && value
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    match request.cookie(name(https)) {
        Some(cookie) if is_ours(cookie.value()) => Ok(cookie.value().to_owned()),
        _ => Ok(random_token()?),
    }
}

/// Keeps the cookie in the browser from this sign-in on.
pub(super) fn keep(response: &mut HttpResponse, value: String, https: bool) -> Result<()> {
    let cookie = Cookie::build(name(https), value)
        .path("/")
        .http_only(true)
        .secure(https)
        .same_site(SameSite::Lax)
        .max_age(LIFE)
        .finish();
    response
        .add_cookie(&cookie)
        .map_err(|error| Error::Internal(error.to_string()))
}
