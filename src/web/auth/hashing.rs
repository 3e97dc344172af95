//! Passwords: compared and hashed off the async threads, at most as many at once as there are cores; and the rules for new ones.

use actix_web::web;

use crate::state::AppState;
use crate::types::password::{Password, PasswordError};
use crate::types::secret_hash::{self, Verdict};
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;

/// Compares a password with a stored hash; without one the same work is done for its time only. Answers a new hash as well when the
/// stored one was made with weaker parameters than today's.
pub(in crate::web) async fn compare(
    state: &AppState,
    password: String,
    stored: Option<String>,
) -> Result<(Verdict, Option<String>)> {
    let _permit = state
        .hashing
        .acquire()
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
    let cost = state.hashing_cost;
    let compared = web::block(move || {
        let verdict = secret_hash::verify(&password, stored.as_deref(), cost);
        let rehashed = (verdict == Verdict::RightButWeak)
            .then(|| secret_hash::hash(&password, cost).ok())
            .flatten();
        (verdict, rehashed)
    });
    compared.await.map_err(|error| Error::Internal(error.to_string()))
}

/// Hashes a new password.
pub(in crate::web) async fn hash(state: &AppState, password: Password) -> Result<String> {
    let _permit = state
        .hashing
        .acquire()
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
    let cost = state.hashing_cost;
    let hashed = web::block(move || secret_hash::hash(password.expose(), cost))
        .await
        .map_err(|error| Error::Internal(error.to_string()))?;
    hashed.map_err(|error| Error::Internal(error.to_string()))
}

/// Checks a new password, typed twice, for the person with this address.
pub(in crate::web) fn new_password(
    password: &str,
    repeated: &str,
    email: &str,
) -> std::result::Result<Password, FieldErrors> {
    let checked = Password::check(password, email).map_err(|error| {
        let key = match error {
            PasswordError::TooShort => "field-password-too-short",
            PasswordError::TooLong => "field-password-too-long",
            PasswordError::ContainsEmail => "field-password-contains-email",
            _ => "field-password-common",
        };
        FieldErrors::one("password", key)
    })?;
    if password == repeated {
        Ok(checked)
    } else {
        Err(FieldErrors::one("repeated", "field-password-differs"))
    }
}
