//! Account: what a person and an organisation keep about themselves.
//!
//! | page | file |
//! |---|---|
//! | sections of Account | `frame.rs` |
//! | `/account/company`: customer data and further e-mail addresses | `company.rs`, `emails.rs` |
//! | `/account/addresses` | `addresses.rs`, `address.rs` (one of them), `address_form.rs` |
//! | `/account/profile`, another sign-in address | `profile.rs`, the page of its link `email.rs` |
//! | `/account/security`, and the ends of sessions and known browsers | `security.rs`, `sessions.rs` |
//! | `/account/security/password` | `password.rs` |
//! | beginning of setting up, switching off, asking for new recovery codes | `confirm.rs` |
//! | QR code and first code | `set_up.rs`, its address `otpauth.rs` |
//! | passkeys: adding, renaming, removing | `passkey_new.rs`, `passkey.rs` |
//! | new recovery codes | `codes.rs` |
//! | `/account/security/requirement` | `requirement.rs` |

mod address;
pub(super) mod address_form;
mod addresses;
mod codes;
pub(super) mod company;
mod confirm;
mod email;
mod emails;
mod frame;
mod otpauth;
mod passkey;
mod passkey_new;
mod password;
mod profile;
mod requirement;
mod security;
mod sessions;
mod set_up;

use actix_web::HttpResponse;

use super::layout::redirect;
use super::routes::Routes;
use super::{urls, visitor};
use crate::types::access::Access::{Org, Public, SignedIn};
use crate::types::matrix::Permission;

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::ACCOUNT, SignedIn, first);
    r.get(urls::COMPANY, Org(Permission::ViewAccount), company::get);
    r.post(urls::COMPANY, Org(Permission::EditCustomerData), company::post);
    let emails = Org(Permission::EditAdditionalEmails);
    r.post(urls::COMPANY_EMAILS, emails, emails::add);
    r.post(urls::COMPANY_EMAIL_REMOVAL, emails, emails::remove);
    let addresses = Org(Permission::EditAddresses);
    r.get(urls::ADDRESSES, Org(Permission::ViewAccount), addresses::get);
    r.get(urls::ADDRESS_NEW, addresses, address::new);
    r.post(urls::ADDRESS_NEW, addresses, address::add);
    r.get(urls::ADDRESS, addresses, address::get);
    r.post(urls::ADDRESS, addresses, address::change);
    r.post(urls::ADDRESS_DEFAULT, addresses, addresses::make_default);
    r.get(urls::ADDRESS_DELETION, addresses, address::deletion);
    r.post(urls::ADDRESS_DELETION, addresses, address::delete);
    r.get(urls::PROFILE, SignedIn, profile::get);
    r.post(urls::PROFILE, SignedIn, profile::post);
    r.post(urls::EMAIL_CHANGE, SignedIn, profile::post_email);
    r.post(urls::EMAIL_GIVE_UP, SignedIn, profile::give_up);
    r.get(urls::EMAIL_LINK, Public, email::get);
    r.post(urls::EMAIL_LINK, Public, email::post);
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

async fn first(visitor::SignedIn(actor): visitor::SignedIn) -> HttpResponse {
    redirect(frame::first(&actor))
}
