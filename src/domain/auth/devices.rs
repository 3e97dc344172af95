//! Completing a sign-in: the browser becomes known, and a sign-in from one that was not is told by mail.

use super::notices::tell;
use super::throttle::Subject;
use super::two_factor::{Checked, Circumstances, Proof, check};
use crate::crypto::sha256_hex;
use crate::domain::{Error, Result};
use crate::mail::Notice;
use crate::storage::{Db, known_devices, login_throttles, two_factor, users};

/// Books a right password; a hash made with weaker parameters than today's is replaced. Answers whether the second factor is asked for:
/// if so nobody is signed in yet, and failures of the account stay counted, or each right password would buy five more guesses at codes.
pub fn after_password(db: &mut Db, user_id: i64, rehashed: Option<&str>) -> Result<bool> {
    if let Some(hash) = rehashed {
        users::set_rehashed(db, user_id, hash)?;
    }
    Ok(users::find(db, user_id)?.two_factor_since().is_some())
}

/// Books a complete sign-in from the browser whose cookie has this value.
pub fn complete_sign_in(db: &mut Db, with: &Circumstances, user_id: i64, device: &str) -> Result<()> {
    // Two sign-ins at once from one browser must not both find it unknown.
    two_factor::lock(db, user_id)?;
    let user = users::find(db, user_id)?;
    users::set_last_login(db, user_id, with.now)?;
    // The address keeps its failures: one right password must not buy a guesser twenty more tries at others.
    let account = Subject::account(user.email_key.as_deref().unwrap_or_default());
    login_throttles::delete(db, account.as_str())?;
    let agent = &with.origin.user_agent;
    let is_known = known_devices::note(db, user_id, &sha256_hex(device), agent, with.now)?;
    if !is_known && user.last_login_at.is_some() {
        tell(db, &with.mail, &user, Notice::NewDevice, Some(&with.origin), with.now)?;
    }
    Ok(())
}

/// Completes the sign-in of somebody whose password was right, if the second factor is right, too.
pub fn complete_with_second(
    db: &mut Db,
    with: &Circumstances,
    user_id: i64,
    proof: &Proof,
    device: &str,
) -> Result<Checked> {
    let checked = check(db, with, user_id, proof)?;
    if checked == Checked::Right {
        let user = users::find(db, user_id)?;
        if !super::may_sign_in(db, &user, with.now)? {
            return Err(Error::NotFound);
        }
        complete_sign_in(db, with, user_id, device)?;
    }
    Ok(checked)
}
