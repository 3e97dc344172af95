//! What the provider tells by itself.

use crate::domain;
use crate::domain::charges;
use crate::payments::WebhookError;
use crate::state::AppState;

/// Takes a webhook in: checks who signed it, keeps it, and leaves a job that looks what is true. Answers whether it is new; the inner error says
/// why it is not believed.
pub async fn take(
    state: &AppState,
    signature: Option<&str>,
    body: &[u8],
) -> Result<Result<bool, WebhookError>, domain::Error> {
    let Some(provider) = state.payments.provider() else {
        return Err(domain::Error::NotFound);
    };
    let (kind, now) = (provider.kind(), state.clock.now());
    let event = match provider.verify_webhook(signature, body, now) {
        Ok(event) => event,
        Err(error) => return Ok(Err(error)),
    };
    let is_new = state
        .db
        .write(move |db| charges::keep_event(db, kind, &event, now))
        .await?;
    state.work.notify_one();
    Ok(Ok(is_new))
}
