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

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

use super::routes::Routes;
use super::session::PageSession;
use super::urls;
use super::visitor::Visitor;
use crate::domain::auth::{Circumstances, NotHere, Origin, RelyingParty};
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
    r.post(urls::SECOND_STEP_OPTIONS, Public, second_step::options);
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
        session: PageSession::of_request(request).seed().unwrap_or_default(),
        relying_party: relying_party(state).ok(),
        now: state.clock.now(),
    }
}

/// For which address passkeys are good here, or why for none.
pub(super) fn relying_party(state: &AppState) -> Result<RelyingParty, NotHere> {
    RelyingParty::of(&state.config.server.base_url, &state.config.brand.name)
}

/// Hands a script what the browser is to be asked: JSON text of the domain.
pub(super) fn asked(options: String) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(options)
}
