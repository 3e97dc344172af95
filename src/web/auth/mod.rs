//! Signing in and out, forgotten passwords, set-password links, and the choices of theme and language.
//!
//! | page | file |
//! |---|---|
//! | `/login`, `/logout` | `sign_in.rs` |
//! | `/login/second` | `second_step.rs` |
//! | `/password/forgotten` | `forgotten.rs` |
//! | `/password/{token}`, `/password/{token}/again` | `password.rs` |
//! | `/preferences/*` | `preferences.rs` |
//! | `/`, `/welcome` | `home.rs` |

pub mod device_cookie;
mod forgotten;
pub(super) mod hashing;
mod home;
mod password;
mod preferences;
mod second_step;
mod sign_in;

use actix_web::HttpRequest;
use actix_web::http::header;

use super::routes::Routes;
use super::urls;
use super::visitor::Visitor;
use crate::domain::auth::{Circumstances, Origin};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::Access::{Public, SignedIn};

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::HOME, Public, home::get);
    r.get(urls::NOTHING_YET, SignedIn, home::welcome);
    r.get(urls::LOGIN, Public, sign_in::get);
    r.post(urls::LOGIN, Public, sign_in::post);
    r.get(urls::SECOND_STEP, Public, second_step::get);
    r.post(urls::SECOND_STEP, Public, second_step::post);
    r.post(urls::LOGOUT, SignedIn, sign_in::leave);
    r.get(urls::FORGOTTEN, Public, forgotten::get);
    r.post(urls::FORGOTTEN, Public, forgotten::post);
    r.get(urls::PASSWORD, Public, password::get);
    r.post(urls::PASSWORD, Public, password::post);
    r.post(urls::PASSWORD_AGAIN, Public, password::again);
    r.post(urls::THEME, SignedIn, preferences::theme);
    r.post(urls::LANGUAGE, Public, preferences::language);
}

/// What a change of somebody's security needs to know of this request.
pub(super) fn circumstances(request: &HttpRequest, state: &AppState, visitor: &Visitor) -> Circumstances {
    let agent = request
        .headers()
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    Circumstances {
        keys: state.keys.clone(),
        mail: MailContext::of(&state.config),
        origin: Origin {
            user_agent: agent.chars().take(200).collect(),
            address: visitor.address.clone(),
        },
        now: state.clock.now(),
    }
}
