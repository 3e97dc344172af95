//! Makes and mails the set-password link that somebody asked for.

use super::JobError;
use crate::domain::{self, auth};
use crate::mail::MailContext;
use crate::state::AppState;

pub(super) fn run(state: &AppState, email_key: &str) -> Result<(), JobError> {
    let context = MailContext::of(&state.config);
    let now = state.clock.now();
    state
        .db
        .write_blocking(|db| auth::send_password_link(db, &context, email_key, now))
        .map_err(|error: domain::Error| error.into())
}
