//! Passkeys (WebAuthn level 3): a key pair that a phone, a computer, a security key or a password manager keeps, and that signs for this
//! portal's name alone. Here they are a second factor: the password comes first.
//!
//! Both ways, adding and using, have two steps. `begin_...` makes a challenge and answers what the browser is asked; what the browser
//! answers is checked against that challenge, which belongs to one person, one session and one purpose, and is gone with the first answer.
//!
//! User verification (fingerprint, face or PIN) is required: then a lost key is worth nothing to who finds it, even with the password,
//! and a passkey asks the same of its person each time.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{NaiveDateTime, TimeDelta};
use serde::Serialize;
use webauthn_rs::prelude::{
    AuthenticationResult, Credential, Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid, WebauthnError,
};

use super::notices::tell;
use super::recovery::RecoveryCode;
use super::relying_party::RelyingParty;
use super::two_factor::{Checked, Circumstances, Proof, check, is_required_of, note_change, replace_codes};
use crate::crypto::{Keys, sha256_hex};
use crate::domain::{Error, Result};
use crate::mail::Notice;
use crate::storage::passkey_challenges::{self, ChallengeRow};
use crate::storage::passkeys::{self, NewPasskey};
use crate::storage::users::{self, UserRow};
use crate::storage::{Db, Error as StorageError, two_factor};
use crate::types::access::Actor;
use crate::types::passkey_name::PasskeyName;

pub use crate::storage::passkey_challenges::delete_expired;
pub use crate::storage::passkeys::{PasskeyRow, find, of_user};

/// Passkeys that a person can have. Nobody needs so many; the list is shown, and sent to the browser, as a whole.
pub const MOST: i64 = 20;

/// How long a browser may take to answer: what the makers of the standard advise for people who have to look for their key first.
const TIME: TimeDelta = TimeDelta::minutes(5);

/// Longest name of a credential in bytes (WebAuthn level 3, section 7.1, step 25).
const LONGEST_ID: usize = 1023;

/// Purposes of a challenge.
const ADD: &str = "add";
const USE: &str = "use";

/// What became of a new passkey.
#[derive(Debug)]
pub enum Added {
    /// It is the person's first second factor: these recovery codes come with it, and nobody sees them again.
    First(Vec<RecoveryCode>),
    /// It stands beside what there was.
    Another,
    /// Somebody has it already, most likely the same person.
    Known,
    /// The answer does not fit the challenge, or came too late.
    Refused,
}

/// Begins adding a passkey: answers what the browser is asked, JSON.
pub fn begin_adding(db: &mut Db, with: &Circumstances, actor: &Actor) -> Result<String> {
    let site = site(with)?;
    two_factor::lock(db, actor.user_id)?;
    let known = passkeys::of_user(db, actor.user_id, MOST)?;
    if i64::try_from(known.len()).unwrap_or(MOST) >= MOST {
        return Err(Error::Refused("error-passkeys-enough"));
    }
    let known = known.iter().map(read).collect::<Result<Vec<_>>>()?;
    let known = known.iter().map(|passkey| passkey.cred_id().clone()).collect();
    // Both names are shown by the device, and the API takes no empty ones.
    let name = if actor.name.is_empty() {
        &actor.email
    } else {
        &actor.name
    };
    let (asked, state) = site
        .webauthn()
        .start_passkey_registration(handle(&with.keys, actor.user_id)?, &actor.email, name, Some(known))
        .map_err(StorageError::internal)?;
    keep(db, with, actor.user_id, ADD, &state)?;
    text(&asked)
}

/// Adds the passkey that the browser made, if its answer is right.
pub fn add(db: &mut Db, with: &Circumstances, actor: &Actor, name: &PasskeyName, answer: &str) -> Result<Added> {
    two_factor::lock(db, actor.user_id)?;
    let Some(passkey) = made(db, with, actor.user_id, answer)? else {
        return Ok(Added::Refused);
    };
    let credential_id = URL_SAFE_NO_PAD.encode(passkey.cred_id());
    if passkeys::is_known(db, &credential_id)? {
        return Ok(Added::Known);
    }
    if passkeys::of_user(db, actor.user_id, MOST)?.len() >= usize::try_from(MOST).unwrap_or_default() {
        return Err(Error::Refused("error-passkeys-enough"));
    }
    let is_first = users::find(db, actor.user_id)?.two_factor_since().is_none();
    let new = NewPasskey {
        user_id: actor.user_id,
        name: name.as_str(),
        credential_id: &credential_id,
        credential: &text(&passkey)?,
        created_at: with.now,
    };
    match passkeys::insert(db, new) {
        Ok(_) => {}
        // Somebody else added it a moment ago: possible with a copied key only.
        Err(StorageError::Violated(_)) => return Err(Error::Refused("error-passkey-known")),
        Err(error) => return Err(error.into()),
    }
    let added = if is_first {
        Added::First(replace_codes(db, actor.user_id, with.now)?)
    } else {
        Added::Another
    };
    let user = users::find(db, actor.user_id)?;
    tell(
        db,
        &with.mail,
        &user,
        Notice::PasskeyAdded,
        Some(&with.origin),
        with.now,
    )?;
    let name = Some(name.as_str().to_owned());
    note_change(db, actor, "user.passkey_added", None, name, with.now)?;
    Ok(added)
}

/// The passkey that an answer brings, if the answer is right.
fn made(db: &mut Db, with: &Circumstances, user_id: i64, answer: &str) -> Result<Option<Passkey>> {
    let Some(state) = take::<PasskeyRegistration>(db, with, user_id, ADD)? else {
        return Ok(None);
    };
    let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(answer) else {
        return Ok(None);
    };
    match site(with)?.webauthn().finish_passkey_registration(&answer, &state) {
        Ok(passkey) => Ok(Some(passkey).filter(|passkey| passkey.cred_id().len() <= LONGEST_ID)),
        Err(error) => {
            tracing::info!(user.id = user_id, %error, "passkey not taken");
            Ok(None)
        }
    }
}

/// Begins using a passkey: answers what the browser is asked, JSON. There is nothing to ask of who has none.
pub fn begin_use(db: &mut Db, with: &Circumstances, user_id: i64) -> Result<String> {
    let site = site(with)?;
    two_factor::lock(db, user_id)?;
    let known = passkeys::of_user(db, user_id, MOST)?;
    let known = known.iter().map(read).collect::<Result<Vec<_>>>()?;
    if known.is_empty() {
        return Err(Error::Refused("error-passkeys-none"));
    }
    let (asked, state) = site
        .webauthn()
        .start_passkey_authentication(&known)
        .map_err(StorageError::internal)?;
    keep(db, with, user_id, USE, &state)?;
    text(&asked)
}

/// Whether the answer is a right signature of one of the person's passkeys over the challenge of this session. The person is locked.
pub(super) fn is_right(db: &mut Db, with: &Circumstances, user: &UserRow, answer: &str) -> Result<bool> {
    let (Some(state), Some(site)) = (
        take::<PasskeyAuthentication>(db, with, user.id, USE)?,
        &with.relying_party,
    ) else {
        return Ok(false);
    };
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else {
        return Ok(false);
    };
    let signed = match site.webauthn().finish_passkey_authentication(&answer, &state) {
        Ok(signed) => signed,
        Err(WebauthnError::CredentialPossibleCompromise) => {
            warn_of_copy(user.id);
            return Ok(false);
        }
        Err(error) => {
            tracing::info!(user.id = user.id, %error, "passkey refused");
            return Ok(false);
        }
    };
    // It may have been removed, or used in another session, since the challenge was made.
    let Some(row) = passkeys::find_by_credential(db, user.id, &URL_SAFE_NO_PAD.encode(signed.cred_id()))? else {
        return Ok(false);
    };
    let mut passkey = read(&row)?;
    if goes_back(&passkey, &signed) {
        warn_of_copy(user.id);
        return Ok(false);
    }
    passkey.update_credential(&signed);
    passkeys::note_use(db, row.id, &text(&passkey)?, with.now)?;
    Ok(true)
}

/// Keys that count their signatures never count back: if one does, there are two of it. Keys that do not count always say 0.
fn goes_back(passkey: &Passkey, signed: &AuthenticationResult) -> bool {
    let before = Credential::from(passkey.clone()).counter;
    (before > 0 || signed.counter() > 0) && signed.counter() <= before
}

fn warn_of_copy(user_id: i64) {
    tracing::warn!(
        user.id = user_id,
        "passkey refused: its counter went back, there may be a copy of it"
    );
}

/// Gives one of the person's passkeys another name.
pub fn rename(db: &mut Db, actor: &Actor, id: i64, name: &PasskeyName, now: NaiveDateTime) -> Result<()> {
    let row = passkeys::find(db, actor.user_id, id)?;
    if row.name == name.as_str() {
        return Ok(());
    }
    passkeys::rename(db, actor.user_id, id, name.as_str())?;
    let new = Some(name.as_str().to_owned());
    note_change(db, actor, "user.passkey_renamed", Some(row.name), new, now)
}

/// Removes one of the person's passkeys, if the proof is right. With the last of them, and without an app, two-factor is off and the
/// recovery codes are gone, which the organisation must not forbid.
pub fn remove(db: &mut Db, with: &Circumstances, actor: &Actor, id: i64, proof: &Proof) -> Result<Checked> {
    two_factor::lock(db, actor.user_id)?;
    let row = passkeys::find(db, actor.user_id, id)?;
    if is_last_way(db, actor, &row)? && is_required_of(db, actor)? {
        return Err(Error::Refused("error-two-factor-required"));
    }
    let checked = check(db, with, actor.user_id, proof)?;
    if checked != Checked::Right {
        return Ok(checked);
    }
    passkeys::delete(db, actor.user_id, id, with.now)?;
    let user = users::find(db, actor.user_id)?;
    let is_off = user.two_factor_since().is_none();
    let notice = if is_off {
        two_factor::delete_codes(db, actor.user_id)?;
        Notice::LastPasskeyRemoved
    } else {
        Notice::PasskeyRemoved
    };
    tell(db, &with.mail, &user, notice, Some(&with.origin), with.now)?;
    note_change(db, actor, "user.passkey_removed", Some(row.name), None, with.now)?;
    if is_off {
        note_change(db, actor, "user.two_factor_off", None, None, with.now)?;
    }
    Ok(checked)
}

/// Whether the passkey is all that there is of the person's second factor.
pub fn is_last_way(db: &mut Db, actor: &Actor, row: &PasskeyRow) -> Result<bool> {
    if users::find(db, actor.user_id)?.totp_confirmed_at.is_some() {
        return Ok(false);
    }
    Ok(passkeys::of_user(db, actor.user_id, 2)?
        .iter()
        .all(|other| other.id == row.id))
}

/// Removes all passkeys of a person whose two-factor is reset.
pub(super) fn delete_all(db: &mut Db, user_id: i64, now: NaiveDateTime) -> Result<()> {
    Ok(passkeys::delete_of_user(db, user_id, now)?)
}

fn site(with: &Circumstances) -> Result<&RelyingParty> {
    with.relying_party
        .as_ref()
        .ok_or(Error::Refused("error-passkeys-not-here"))
}

/// What the person is called to devices: nobody can tell from it who that is, and it is the same each time, so that a device replaces
/// an older passkey of this portal rather than listing both.
fn handle(keys: &Keys, user_id: i64) -> Result<Uuid> {
    let name = keys.sign("passkey user", &user_id.to_string());
    let bytes = URL_SAFE_NO_PAD.decode(name).map_err(StorageError::internal)?;
    Ok(Uuid::from_slice(&bytes).map_err(StorageError::internal)?)
}

fn keep(db: &mut Db, with: &Circumstances, user_id: i64, purpose: &'static str, state: &impl Serialize) -> Result<()> {
    let row = ChallengeRow {
        session_hash: session_hash(with)?,
        user_id,
        purpose,
        state: text(state)?,
        expires_at: with.now + TIME,
    };
    Ok(passkey_challenges::put(db, row)?)
}

fn take<T: serde::de::DeserializeOwned>(
    db: &mut Db,
    with: &Circumstances,
    user_id: i64,
    purpose: &str,
) -> Result<Option<T>> {
    let state = passkey_challenges::take(db, &session_hash(with)?, user_id, purpose, with.now)?;
    // What a release before wrote may have another form: then it is as if it had expired.
    Ok(state.and_then(|state| serde_json::from_str(&state).ok()))
}

fn session_hash(with: &Circumstances) -> Result<String> {
    if with.session.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(sha256_hex(&format!("passkey {}", with.session)))
}

fn read(row: &PasskeyRow) -> Result<Passkey> {
    serde_json::from_str(&row.credential).map_err(|error| StorageError::internal(error).into())
}

fn text(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| StorageError::internal(error).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As webauthn-rs 0.6.2 wrote it: a later version has to read it, or people are locked out.
    const STORED: &str = r#"{"cred":{"cred_id":"6Tt45n-JD6UC-RAAupkPTa5KrzAR_9D-xT3hLeDKa4I","cred":{"type_":"ES256","key":{"EC_EC2":{"curve":"SECP256R1","x":"XmKa0NtilSJKDWNSpZzG7_6XvXPb6F5uZtHBQVHfh-k","y":"lrer5EEiFRpLIcMATQMVeoG0WheG9HkCuLD6Hn0nCS8"}}},"counter":1,"transports":null,"user_verified":true,"backup_eligible":false,"backup_state":false,"registration_policy":"required","extensions":{"cred_protect":"Ignored","hmac_create_secret":"NotRequested","appid":"NotRequested","cred_props":{"Unsigned":{"rk":null}}},"attestation":{"data":"None","metadata":"None"},"attestation_format":"none"}}"#;

    #[test]
    fn what_was_stored_once_is_read() {
        let row = PasskeyRow {
            id: 1,
            user_id: 1,
            name: "Key".to_owned(),
            credential_id: "6Tt45n-JD6UC-RAAupkPTa5KrzAR_9D-xT3hLeDKa4I".to_owned(),
            credential: STORED.to_owned(),
            created_at: NaiveDateTime::default(),
            last_used_at: None,
        };
        let passkey = read(&row).unwrap();
        assert_eq!(URL_SAFE_NO_PAD.encode(passkey.cred_id()), row.credential_id);
        assert_eq!(Credential::from(passkey).counter, 1);
    }

    #[test]
    fn people_are_called_the_same_each_time_and_nobody_like_another() {
        let (ours, theirs) = (Keys::derive(&[7; 32]), Keys::derive(&[8; 32]));
        assert_eq!(handle(&ours, 1).unwrap(), handle(&ours, 1).unwrap());
        assert_ne!(handle(&ours, 1).unwrap(), handle(&ours, 2).unwrap());
        assert_ne!(handle(&ours, 1).unwrap(), handle(&theirs, 1).unwrap());
    }
}
