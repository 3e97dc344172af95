//! Account: what a person and an organisation keep about themselves; so far the section Security.
//!
//! | page | file |
//! |---|---|
//! | `/account/security`, and the ends of sessions and known browsers | `security.rs`, `sessions.rs` |
//! | `/account/security/password` | `password.rs` |
//! | beginning of setting up, switching off, asking for new recovery codes | `confirm.rs` |
//! | QR code and first code | `set_up.rs`, `qr.rs` |
//! | passkeys: adding, renaming, removing | `passkey_new.rs`, `passkey.rs` |
//! | new recovery codes | `codes.rs` |
//! | `/account/security/requirement` | `requirement.rs` |

mod codes;
mod confirm;
mod passkey;
mod passkey_new;
mod password;
mod qr;
mod requirement;
mod security;
mod sessions;
mod set_up;

use actix_web::HttpResponse;

use super::layout::redirect;
use super::routes::Routes;
use super::urls;
use crate::types::access::Access::{Org, SignedIn};
use crate::types::matrix::Permission;

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::ACCOUNT, SignedIn, first);
    r.get(urls::SECURITY, SignedIn, security::get);
    r.get(urls::OWN_PASSWORD, SignedIn, password::get);
    r.post(urls::OWN_PASSWORD, SignedIn, password::post);
    r.get(urls::TWO_FACTOR, SignedIn, confirm::begin);
    r.post(urls::TWO_FACTOR, SignedIn, confirm::post_begin);
    r.get(urls::TWO_FACTOR_SET_UP, SignedIn, set_up::get);
    r.post(urls::TWO_FACTOR_SET_UP, SignedIn, set_up::post);
    r.get(urls::TWO_FACTOR_OFF, SignedIn, confirm::off);
    r.post(urls::TWO_FACTOR_OFF, SignedIn, confirm::post_off);
    r.get(urls::RECOVERY_NEW, SignedIn, confirm::codes);
    r.post(urls::RECOVERY_NEW, SignedIn, confirm::post_codes);
    r.get(urls::RECOVERY_CODES, SignedIn, codes::get);
    r.get(urls::RECOVERY_FILE, SignedIn, codes::file);
    r.post(urls::RECOVERY_DONE, SignedIn, codes::done);
    r.get(urls::PASSKEY_BEGIN, SignedIn, confirm::passkey);
    r.post(urls::PASSKEY_BEGIN, SignedIn, confirm::post_passkey);
    r.get(urls::PASSKEY_NEW, SignedIn, passkey_new::get);
    r.post(urls::PASSKEY_NEW, SignedIn, passkey_new::post);
    r.post(urls::PASSKEY_NEW_OPTIONS, SignedIn, passkey_new::options);
    r.post(urls::PASSKEY_OPTIONS, SignedIn, confirm::options);
    r.get(urls::PASSKEY, SignedIn, passkey::get);
    r.post(urls::PASSKEY, SignedIn, passkey::rename);
    r.get(urls::PASSKEY_REMOVAL, SignedIn, confirm::removal);
    r.post(urls::PASSKEY_REMOVAL, SignedIn, confirm::remove);
    r.post(urls::SESSION_END, SignedIn, sessions::end);
    r.post(urls::SESSIONS_END, SignedIn, sessions::end_others);
    r.post(urls::DEVICE_FORGET, SignedIn, sessions::forget_device);
    r.get(urls::REQUIREMENT, Org(Permission::EditCustomerData), requirement::get);
    r.post(urls::REQUIREMENT, Org(Permission::EditCustomerData), requirement::post);
}

async fn first() -> HttpResponse {
    redirect(urls::SECURITY)
}
