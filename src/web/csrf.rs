//! The token that proves a form was made by us for this visitor.
//!
//! Signed in, it is signed over the session's seed. Strangers (sign-in, forgotten password) have no session row; their seed is a random
//! cookie, so that a bot reading the sign-in page writes nothing to the database.

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite};

use super::session::PageSession;
use crate::crypto::{Keys, random_token};

const PURPOSE: &str = "form";

/// The seed of a visitor, and the cookie to set when it is new.
pub struct Seed {
    /// What the token is signed over.
    pub value: String,
    /// Set when the visitor had none.
    pub fresh: bool,
}

/// Name of the stranger's cookie; `__Host-` binds it to this host and HTTPS.
pub fn cookie_name(https: bool) -> &'static str {
    if https {
        "__Host-simportal-visitor"
    } else {
        "simportal-visitor"
    }
}

/// The visitor's seed.
pub fn seed(request: &HttpRequest, https: bool) -> Seed {
    if let Some(value) = PageSession::of_request(request).seed() {
        return Seed { value, fresh: false };
    }
    match request.cookie(cookie_name(https)) {
        Some(cookie) if (20..=100).contains(&cookie.value().len()) => Seed {
            value: cookie.value().to_owned(),
            fresh: false,
        },
        // Without random bytes no token is made and no form is taken: safe, and the log has the reason already.
        _ => Seed {
            value: random_token().unwrap_or_default(),
            fresh: true,
        },
    }
}

/// The cookie that keeps a stranger's seed until the browser is closed.
pub fn cookie(seed: &str, https: bool) -> Cookie<'static> {
    Cookie::build(cookie_name(https), seed.to_owned())
        .path("/")
        .http_only(true)
        .secure(https)
        .same_site(SameSite::Lax)
        .finish()
}

/// The token of a seed.
pub fn token(keys: &Keys, seed: &str) -> String {
    keys.sign(PURPOSE, seed)
}

/// Whether the token belongs to the seed.
pub fn is_valid(keys: &Keys, seed: &str, token: &str) -> bool {
    !seed.is_empty() && keys.verify(PURPOSE, seed, token)
}
