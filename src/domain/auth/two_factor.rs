//! Two-factor: switching on and off, checking codes, recovery codes, asking a whole organisation for it, and resetting somebody's.

use chrono::NaiveDateTime;

use super::notices::{Origin, tell};
use super::passkeys;
use super::recovery::{self, RecoveryCode};
use super::relying_party::RelyingParty;
use super::throttle::{self, Subject};
use super::totp::Seed;
use crate::crypto::Keys;
use crate::domain::{Error, Result};
use crate::mail::{MailContext, Notice};
use crate::storage::audit::{self, Change};
use crate::storage::users::{self, UserRow};
use crate::storage::{Db, sessions, two_factor};
use crate::types::access::{Actor, OrgScope};
use crate::types::matrix::Permission;
use crate::types::role::Role;

pub use crate::storage::two_factor::{codes_left, count_without};

/// What every change of somebody's security needs: keys, how mail is written, from where, and when.
#[derive(Clone)]
pub struct Circumstances {
    /// Keys of the installation.
    pub keys: Keys,
    /// What mails say about the sender.
    pub mail: MailContext,
    /// The browser that asks.
    pub origin: Origin,
    /// Seed of its session, empty for nobody's: a challenge is answered in the session that it was made for, and in no other.
    pub session: String,
    /// For which address passkeys are good; `None` where they cannot be used.
    pub relying_party: Option<RelyingParty>,
    /// The time.
    pub now: NaiveDateTime,
}

/// What somebody shows beside the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// A code of the app or a recovery code, as it was typed.
    Code(String),
    /// What a passkey signed: JSON, as the browser made it.
    Passkey(String),
}

/// What became of a second factor that somebody showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// It was right, and is used now.
    Right,
    /// It was wrong, too old, or used before.
    Wrong,
    /// Too many failures: nothing is checked before this time.
    Blocked(NaiveDateTime),
}

/// Checks a code or a passkey's signature, and uses it. Failures count for the account's throttle, as wrong passwords do.
pub fn check(db: &mut Db, with: &Circumstances, user_id: i64, proof: &Proof) -> Result<Checked> {
    two_factor::lock(db, user_id)?;
    let user = users::find(db, user_id)?;
    let subjects = [
        Subject::account(user.email_key.as_deref().unwrap_or_default()),
        Subject::address(&with.origin.address),
    ];
    if let Some(until) = throttle::blocked_until(db, &subjects, with.now)? {
        return Ok(Checked::Blocked(until));
    }
    let is_right = match proof {
        Proof::Code(typed) => is_right(db, with, &user, typed)?,
        Proof::Passkey(answer) => passkeys::is_right(db, with, &user, answer)?,
    };
    if is_right {
        return Ok(Checked::Right);
    }
    throttle::note_failure(db, &subjects, with.now)?;
    Ok(Checked::Wrong)
}

fn is_right(db: &mut Db, with: &Circumstances, user: &UserRow, typed: &str) -> Result<bool> {
    if user.two_factor_since().is_none() {
        return Ok(false);
    }
    if let Some(code) = RecoveryCode::parse(typed) {
        if !two_factor::use_code(db, user.id, &code.hash(), with.now)? {
            return Ok(false);
        }
        let left = two_factor::codes_left(db, user.id)?;
        tell(
            db,
            &with.mail,
            user,
            Notice::RecoveryCodeUsed(left),
            Some(&with.origin),
            with.now,
        )?;
        return Ok(true);
    }
    let Some(sealed) = user.totp_sealed.as_deref().filter(|_| user.totp_confirmed_at.is_some()) else {
        return Ok(false);
    };
    // Apps show the six digits in two groups.
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let Some(seed) = Seed::open(&with.keys, user.id, sealed) else {
        tracing::error!(
            user.id = user.id,
            "two-factor seed cannot be opened: was the secret key changed?"
        );
        return Ok(false);
    };
    match seed.step_of(&digits, with.now) {
        Some(step) => Ok(two_factor::use_step(db, user.id, step)?),
        None => Ok(false),
    }
}

/// Switches two-factor on, or moves it to another app, if the code is one of the new seed. Answers the recovery codes: the only time
/// that anybody sees them.
pub fn switch_on(
    db: &mut Db,
    with: &Circumstances,
    actor: &Actor,
    seed: &Seed,
    typed: &str,
) -> Result<Option<Vec<RecoveryCode>>> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let Some(step) = seed.step_of(&digits, with.now) else {
        return Ok(None);
    };
    let sealed = seed.seal(&with.keys, actor.user_id)?;
    two_factor::set_totp(db, actor.user_id, &sealed, step, with.now)?;
    let codes = replace_codes(db, actor.user_id, with.now)?;
    let user = users::find(db, actor.user_id)?;
    tell(db, &with.mail, &user, Notice::TwoFactorOn, Some(&with.origin), with.now)?;
    note(db, actor, "user.two_factor_on", with.now)?;
    Ok(Some(codes))
}

/// Removes the authenticator app, if the proof is right. Where there are passkeys two-factor stays on by them; otherwise it is off then,
/// which the organisation must not forbid.
pub fn switch_off(db: &mut Db, with: &Circumstances, actor: &Actor, proof: &Proof) -> Result<Checked> {
    two_factor::lock(db, actor.user_id)?;
    let stays_on = users::find(db, actor.user_id)?.passkeys_since.is_some();
    if !stays_on && is_required_of(db, actor)? {
        return Err(Error::Refused("error-two-factor-required"));
    }
    let checked = check(db, with, actor.user_id, proof)?;
    if checked == Checked::Right {
        two_factor::clear_totp(db, actor.user_id, with.now)?;
        let (notice, action) = if stays_on {
            (Notice::AppRemoved, "user.app_removed")
        } else {
            two_factor::delete_codes(db, actor.user_id)?;
            (Notice::TwoFactorOff, "user.two_factor_off")
        };
        let user = users::find(db, actor.user_id)?;
        tell(db, &with.mail, &user, notice, Some(&with.origin), with.now)?;
        note(db, actor, action, with.now)?;
    }
    Ok(checked)
}

/// Makes a new set of recovery codes, if the proof is right; the old set is worth nothing any more.
pub fn renew_codes(
    db: &mut Db,
    with: &Circumstances,
    actor: &Actor,
    proof: &Proof,
) -> Result<(Checked, Vec<RecoveryCode>)> {
    let checked = check(db, with, actor.user_id, proof)?;
    if checked != Checked::Right {
        return Ok((checked, Vec::new()));
    }
    let codes = replace_codes(db, actor.user_id, with.now)?;
    let user = users::find(db, actor.user_id)?;
    tell(
        db,
        &with.mail,
        &user,
        Notice::RecoveryCodesNew,
        Some(&with.origin),
        with.now,
    )?;
    note(db, actor, "user.recovery_codes", with.now)?;
    Ok((checked, codes))
}

pub(super) fn replace_codes(db: &mut Db, user_id: i64, now: NaiveDateTime) -> Result<Vec<RecoveryCode>> {
    let codes = recovery::new_set()?;
    let hashes: Vec<String> = codes.iter().map(RecoveryCode::hash).collect();
    two_factor::replace_codes(db, user_id, &hashes, now)?;
    Ok(codes)
}

/// Whether the person's organisation asks everybody for two-factor. Nobody asks staff.
pub(super) fn is_required_of(db: &mut Db, actor: &Actor) -> Result<bool> {
    match actor.at_home().enter(Permission::AdministerOneself) {
        Ok(scope) => Ok(two_factor::is_required(db, &scope)?),
        Err(_) => Ok(false),
    }
}

/// Asks everybody in the organisation for two-factor from the next request on, or no longer. Answers whether that is a change.
pub fn require(db: &mut Db, scope: &OrgScope, required: bool, now: NaiveDateTime) -> Result<bool> {
    let before = two_factor::is_required(db, scope)?;
    if before == required {
        return Ok(false);
    }
    two_factor::set_required(db, scope, required)?;
    let change = Change {
        action: "organisation.two_factor_required",
        object_kind: "organisation",
        object_id: scope.organisation_id(),
        object_name: "",
        old: Some(before.to_string()),
        new: Some(required.to_string()),
    };
    audit::insert(db, scope, now, vec![change])?;
    Ok(true)
}

/// Resets the two-factor of a member who lost app, passkeys and recovery codes, and ends the member's sessions. The scope must have been entered
/// with [`Permission::ResetTwoFactor`]. One Owner cannot administer another (`roles.md`, row 34), and for oneself there is the way
/// with a code.
pub fn reset(db: &mut Db, mail: &MailContext, scope: &OrgScope, user_id: i64, now: NaiveDateTime) -> Result<()> {
    let user = users::find_member(db, scope, user_id)?;
    if scope.by().user_id == Some(user.id) {
        return Err(Error::Refused("error-two-factor-own-reset"));
    }
    if scope.by().user_id.is_some() && user.role.as_deref() == Some(Role::Owner.as_str()) {
        return Err(Error::Denied(Permission::AdministerOwner));
    }
    clear_for(db, mail, &user, now)?;
    let change = Change {
        action: "user.two_factor_reset",
        object_kind: "user",
        object_id: user.id,
        object_name: &user.name(),
        old: None,
        new: None,
    };
    audit::insert(db, scope, now, vec![change])?;
    Ok(())
}

/// Resets the two-factor of whoever has this address, by a command on the server: the way back for an Owner or for staff. Answers
/// whether it was on.
pub fn reset_by_command(
    db: &mut Db,
    mail: &MailContext,
    email_key: &str,
    scope: impl FnOnce(i64, i64) -> OrgScope,
    now: NaiveDateTime,
) -> Result<bool> {
    let user = users::find_by_email(db, email_key)?.ok_or(Error::NotFound)?;
    if user.two_factor_since().is_none() {
        return Ok(false);
    }
    match (user.root_id, user.organisation_id) {
        (Some(root_id), Some(organisation_id)) => reset(db, mail, &scope(root_id, organisation_id), user.id, now)?,
        _ => clear_for(db, mail, &user, now)?,
    }
    Ok(true)
}

fn clear_for(db: &mut Db, mail: &MailContext, user: &UserRow, now: NaiveDateTime) -> Result<()> {
    two_factor::clear_totp(db, user.id, now)?;
    two_factor::delete_codes(db, user.id)?;
    passkeys::delete_all(db, user.id, now)?;
    sessions::delete_of_user(db, user.id)?;
    tell(db, mail, user, Notice::TwoFactorReset, None, now)
}

/// A line in the audit log of the person's organisation; staff have none.
pub(super) fn note(db: &mut Db, actor: &Actor, action: &str, now: NaiveDateTime) -> Result<()> {
    note_change(db, actor, action, None, None, now)
}

/// The same with what was before and after.
pub(super) fn note_change(
    db: &mut Db,
    actor: &Actor,
    action: &str,
    old: Option<String>,
    new: Option<String>,
    now: NaiveDateTime,
) -> Result<()> {
    let Ok(scope) = actor.at_home().enter(Permission::AdministerOneself) else {
        return Ok(());
    };
    let change = Change {
        action,
        object_kind: "user",
        object_id: actor.user_id,
        object_name: &actor.name,
        old,
        new,
    };
    audit::insert(db, &scope, now, vec![change])?;
    Ok(())
}
