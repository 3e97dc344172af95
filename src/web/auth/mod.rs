//! Signing in and out, forgotten passwords, set-password links, and the choices of theme and language.
//!
//! | page | file |
//! |---|---|
//! | `/login`, `/logout` | `sign_in.rs` |
//! | `/password/forgotten` | `forgotten.rs` |
//! | `/password/{token}`, `/password/{token}/again` | `password.rs` |
//! | `/preferences/*` | `preferences.rs` |
//! | `/`, `/welcome` | `home.rs` |

mod forgotten;
mod home;
mod password;
mod preferences;
mod sign_in;

use super::routes::Routes;
use super::urls;
use crate::types::access::Access::{Public, SignedIn};

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::HOME, Public, home::get);
    r.get(urls::NOTHING_YET, SignedIn, home::welcome);
    r.get(urls::LOGIN, Public, sign_in::get);
    r.post(urls::LOGIN, Public, sign_in::post);
    r.post(urls::LOGOUT, SignedIn, sign_in::leave);
    r.get(urls::FORGOTTEN, Public, forgotten::get);
    r.post(urls::FORGOTTEN, Public, forgotten::post);
    r.get(urls::PASSWORD, Public, password::get);
    r.post(urls::PASSWORD, Public, password::post);
    r.post(urls::PASSWORD_AGAIN, Public, password::again);
    r.post(urls::THEME, SignedIn, preferences::theme);
    r.post(urls::LANGUAGE, Public, preferences::language);
}
