//! Signing in and out, set-password links, and who somebody is (product section 2).
//!
//! - `throttle.rs` slows down guessing per account and per address.
//! - `links.rs` makes and redeems set-password links.
//! - `sign_in` below finds what to compare a password with, and books the result. The comparison itself costs a core for some
//!   20 ms, so the page does it between the two, on a blocking thread, at most one per core at a time.

mod links;
mod throttle;

use chrono::NaiveDateTime;

pub use links::{
    LinkState, OpenLink, REQUEST_LIMIT, look_up_link, request_link, send_link_again, send_password_link, set_password,
};
pub use throttle::{Subject, blocked_until, forget_old_failures, note_failure};

use super::Result;
pub use crate::storage::sessions;
use crate::storage::users::{self, HomeRow, UserRow};
use crate::storage::{Db, login_throttles};
use crate::types::access::{Actor, Place};
use crate::types::lang::Lang;
use crate::types::role::{Role, StaffRole, Tick};

/// Theme and language of a person: their own choice, nobody else's concern, so not in the audit log.
pub use crate::storage::users::{set_language, set_theme};

/// The person behind a session, or `None` when the account ended meanwhile.
pub fn actor(db: &mut Db, user_id: i64, address: &str, now: NaiveDateTime) -> Result<Option<Actor>> {
    match users::find_with_home(db, user_id) {
        Ok((user, home)) => Ok(actor_of(&user, home.as_ref(), address, now)),
        Err(crate::storage::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn actor_of(user: &UserRow, home: Option<&HomeRow>, address: &str, now: NaiveDateTime) -> Option<Actor> {
    if !may_sign_in(user, now) {
        return None;
    }
    let place = match (user.root_id, user.organisation_id, home) {
        (Some(root_id), Some(organisation_id), Some(home)) => Place::Member {
            root_id,
            organisation_id,
            organisation: home.name.clone(),
            account_number: home.account_number.clone(),
            is_master: home.parent_id.is_none(),
            role: Role::parse(user.role.as_deref()?)?,
            ticks: user.ticks.split(',').filter_map(Tick::parse).collect(),
        },
        _ => Place::Staff(StaffRole::parse(user.staff_role.as_deref()?)?),
    };
    let language = user.language.as_deref().or(home.map(|home| home.language.as_str()));
    Some(Actor {
        user_id: user.id,
        name: user.name(),
        email: user.email.clone().unwrap_or_default(),
        lang: language.and_then(Lang::parse).unwrap_or(Lang::En),
        theme: user.theme.clone(),
        zone: home
            .and_then(|home| home.time_zone.parse().ok())
            .unwrap_or(chrono_tz::Europe::Berlin),
        address: address.to_owned(),
        place,
    })
}

/// Active, not an API user, and the role has not ended.
fn may_sign_in(user: &UserRow, now: NaiveDateTime) -> bool {
    user.status == "active" && user.email.is_some() && user.role_ends_on.is_none_or(|last| now.date() <= last)
}

/// What a password is compared with.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The person; `None` when nobody has the address, or may not sign in.
    pub user_id: Option<i64>,
    /// Hash to compare with; without one the comparison is done for its time only.
    pub secret_hash: Option<String>,
}

/// Finds what to compare a password with. Strangers, invited and disabled people all look the same from outside.
pub fn candidate(db: &mut Db, email_key: &str, now: NaiveDateTime) -> Result<Candidate> {
    let user = users::find_by_email(db, email_key)?.filter(|user| may_sign_in(user, now));
    Ok(Candidate {
        user_id: user.as_ref().map(|user| user.id),
        secret_hash: user.and_then(|user| user.secret_hash),
    })
}

/// Books a successful sign-in; a hash made with weaker parameters than today's is replaced.
pub fn note_success(
    db: &mut Db,
    user_id: i64,
    account: &Subject,
    rehashed: Option<&str>,
    now: NaiveDateTime,
) -> Result<()> {
    users::set_last_login(db, user_id, now)?;
    if let Some(hash) = rehashed {
        users::set_rehashed(db, user_id, hash)?;
    }
    // The address keeps its failures: one right password must not buy a guesser twenty more tries at others.
    login_throttles::delete(db, account.as_str())?;
    Ok(())
}
