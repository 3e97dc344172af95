//! Signing in and out, set-password links, and who somebody is (product section 2).
//!
//! - `throttle.rs` slows down guessing per account and per address.
//! - `links.rs` makes and redeems set-password links.
//! - `candidate` below finds what to compare a password with, and `devices.rs` books the result. The comparison itself costs a core for
//!   some 20 ms, so the page does it between the two, on a blocking thread, at most one per core at a time.
//! - `two_factor.rs` has the second factor; `totp.rs` and `recovery.rs` its two kinds of codes; `passkeys.rs` the passkeys, with
//!   `relying_party.rs`, which says for which address they are good.
//! - `entered.rs` is about people of a master organisation inside one of its sub-organisations.
//! - `notices.rs` tells people by mail what happened to their account.

mod devices;
mod entered;
mod links;
mod notices;
mod own_password;
pub mod passkeys;
mod recovery;
mod relying_party;
mod throttle;
mod totp;
pub mod two_factor;

use chrono::NaiveDateTime;
use chrono_tz::Tz;

pub use devices::{after_password, complete_sign_in, complete_with_second};
pub use entered::person_in;
pub use links::{
    LinkState, OpenLink, REQUEST_LIMIT, look_up_link, request_link, send_link_again, send_password_link, set_password,
};
pub use notices::Origin;
pub(super) use notices::recipient;
pub use own_password::change_password;
pub use recovery::{FEW, RecoveryCode};
pub use relying_party::{NotHere, RelyingParty};
pub use totp::Seed;
pub use two_factor::{Checked, Circumstances, Proof};

pub use throttle::{Subject, blocked_until, forget_old_failures, note_failure};

use super::Result;
use crate::storage::users::{self, HomeRow, UserRow};
use crate::storage::{Db, organisations};
pub use crate::storage::{known_devices, sessions};
use crate::types::access::{Actor, Place};
use crate::types::lang::Lang;
use crate::types::role::{Role, StaffRole, Tick};

/// Theme and language of a person: their own choice, nobody else's concern, so not in the audit log.
pub use crate::storage::users::{set_language, set_theme};

/// The person behind a session.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who it is.
    pub actor: Actor,
    /// How it stands with the second factor.
    pub standing: Standing,
}

/// How it stands with a person's second factor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// Since when two-factor is on; `None` when it is off.
    pub since: Option<NaiveDateTime>,
    /// Whether it is by an authenticator app.
    pub has_app: bool,
    /// Whether it is by passkeys, alone or beside the app.
    pub has_passkeys: bool,
    /// Whether the person's organisation asks everybody for it. Nobody asks staff.
    pub is_required: bool,
}

impl Standing {
    fn of(user: &UserRow, home: Option<&HomeRow>) -> Self {
        Self {
            since: user.two_factor_since(),
            has_app: user.totp_confirmed_at.is_some(),
            has_passkeys: user.passkeys_since.is_some(),
            is_required: home.is_some_and(|home| home.two_factor_required),
        }
    }

    /// It is asked for and not set up: nothing else can be done first.
    pub fn must_set_up(&self) -> bool {
        self.is_required && self.since.is_none()
    }
}

/// The person behind a session, or `None` when the account ended meanwhile.
pub fn person(db: &mut Db, user_id: i64, address: &str, now: NaiveDateTime) -> Result<Option<Person>> {
    match users::find_with_home(db, user_id) {
        Ok((user, home)) => {
            let standing = Standing::of(&user, home.as_ref());
            Ok(actor_of(&user, home.as_ref(), address, now).map(|actor| Person { actor, standing }))
        }
        Err(crate::storage::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// How it stands with the second factor of somebody whose password was right, so that the next page can ask for what there is.
pub fn half_standing(db: &mut Db, user_id: i64) -> Result<Standing> {
    let (user, home) = users::find_with_home(db, user_id)?;
    Ok(Standing::of(&user, home.as_ref()))
}

fn actor_of(user: &UserRow, home: Option<&HomeRow>, address: &str, now: NaiveDateTime) -> Option<Actor> {
    let zone = home.map_or("", |home| home.time_zone.as_str());
    if !is_admitted(user, zone, now) || home.is_some_and(|home| home.deleted_at.is_some()) {
        return None;
    }
    signed_in(user, home, address)
}

/// A person or API user as they act; whether they may was asked before.
pub(super) fn signed_in(user: &UserRow, home: Option<&HomeRow>, address: &str) -> Option<Actor> {
    let place = match (user.root_id, user.organisation_id, home) {
        (Some(root_id), Some(organisation_id), Some(home)) => Place::Member {
            root_id,
            organisation_id,
            organisation: home.name.clone(),
            account_number: home.account_number.clone(),
            is_master: home.parent_id.is_none(),
            role: Role::parse(user.role.as_deref()?)?,
            ticks: user.ticks.split(',').filter_map(Tick::parse).collect(),
            home: None,
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
        sim_columns: user.sim_columns.clone(),
        default_view_id: user.default_view_id,
    })
}

/// Active, not an API user, and the role has not ended.
fn may_sign_in(db: &mut Db, user: &UserRow, now: NaiveDateTime) -> Result<bool> {
    let zone = match (user.role_ends_on, user.organisation_id) {
        (Some(_), Some(id)) => organisations::find(db, id)?.time_zone,
        _ => String::new(),
    };
    Ok(is_admitted(user, &zone, now))
}

fn is_admitted(user: &UserRow, zone: &str, now: NaiveDateTime) -> bool {
    user.status == "active" && user.email_key.is_some() && !has_ended(user, zone, now)
}

/// Whether the last day of the person's role is over in the organisation's time zone.
fn has_ended(user: &UserRow, zone: &str, now: NaiveDateTime) -> bool {
    let zone: Tz = zone.parse().unwrap_or(chrono_tz::Europe::Berlin);
    let today = now.and_utc().with_timezone(&zone).date_naive();
    user.role_ends_on.is_some_and(|last| last < today)
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
    let user = match users::find_by_email(db, email_key)? {
        Some(user) if may_sign_in(db, &user, now)? => Some(user),
        _ => None,
    };
    Ok(Candidate {
        user_id: user.as_ref().map(|user| user.id),
        secret_hash: user.and_then(|user| user.secret_hash),
    })
}
