//! Users: the people and API users of the organisation (product section 9).
//!
//! | page | file |
//! |---|---|
//! | `/users`, its CSV | `list.rs`, `csv.rs`; the address and its keys: `query.rs` |
//! | inviting somebody | `new.rs`; fields that several forms have: `fields.rs`; roles to choose from: `rights.rs` |
//! | a person: facts, editing, what can be done | `person.rs` |
//! | another role | `role.rs` |
//! | disabling, deleting, withdrawing, resetting two-factor: asked first | `confirm.rs` |
//! | enabling, sending links | `links.rs` |
//! | API users: making one, secrets | `client.rs`, `secret.rs` |
//! | `/users/roles` | `roles.rs` |
//!
//! Routes ask for any of the permissions to administer somebody; whom exactly is decided by the domain for each person.

mod client;
mod confirm;
mod csv;
pub(super) mod fields;
mod links;
mod list;
mod new;
mod person;
mod query;
mod rights;
mod role;
mod roles;
mod secret;

use actix_web::HttpRequest;

pub(super) use new::email as new_email;

use super::error::{Error, Result};
use super::routes::Routes;
use super::urls;
use crate::domain::users::ADMINISTERING;
use crate::types::access::Access::{Org, OrgAny};
use crate::types::matrix::Permission;

/// Registers the pages.
pub fn register(r: &mut Routes) {
    let any = OrgAny(ADMINISTERING);
    let api = Org(Permission::AdministerApiUser);
    r.get(urls::USERS, Org(Permission::ViewUsers), list::get);
    r.get(urls::USERS_CSV, Org(Permission::ViewUsers), csv::get);
    r.get(urls::ROLES, Org(Permission::ViewUsers), roles::get);
    r.get(urls::USER_NEW, any, new::get);
    r.post(urls::USER_NEW, any, new::post);
    r.get(urls::CLIENT_NEW, api, client::get);
    r.post(urls::CLIENT_NEW, api, client::post);
    r.get(urls::USER, Org(Permission::ViewUsers), person::get);
    r.post(urls::USER, any, person::post);
    r.get(urls::USER_ROLE, any, role::get);
    r.post(urls::USER_ROLE, any, role::post);
    r.post(urls::USER_INVITATION, any, links::invitation);
    r.post(urls::USER_RESET, any, links::reset);
    r.post(urls::USER_ENABLING, any, links::enabling);
    r.get(urls::USER_DISABLING, any, confirm::disabling);
    r.post(urls::USER_DISABLING, any, confirm::post_disabling);
    r.get(urls::USER_DELETION, any, confirm::deletion);
    r.post(urls::USER_DELETION, any, confirm::post_deletion);
    r.get(
        urls::USER_TWO_FACTOR,
        Org(Permission::ResetTwoFactor),
        confirm::two_factor,
    );
    r.post(
        urls::USER_TWO_FACTOR,
        Org(Permission::ResetTwoFactor),
        confirm::post_two_factor,
    );
    r.get(urls::USER_SECRET, api, secret::get);
    r.post(urls::USER_SECRET, api, secret::post);
    r.post(urls::USER_SECRET_END, api, secret::end);
    r.get(urls::USER_SECRET_SHOWN, api, secret::shown);
    r.post(urls::USER_SECRET_NOTED, api, secret::noted);
}

/// The person that the address names.
fn user_of(request: &HttpRequest) -> Result<i64> {
    let text = request.match_info().get("user").unwrap_or_default();
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::NotFound);
    }
    text.parse().map_err(|_| Error::NotFound)
}
