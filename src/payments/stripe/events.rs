//! What Stripe tells by itself: <https://docs.stripe.com/api/events/types>

use serde::Deserialize;
use serde_json::value::RawValue;

use super::objects::{Dispute, PaymentIntent, Refund, Session};
use crate::payments::{About, ChargeRef, Event, PaymentError, WebhookError};

#[derive(Deserialize)]
struct Envelope<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    created: i64,
    #[serde(borrow)]
    data: Data<'a>,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow)]
    object: &'a RawValue,
}

/// Reads a body whose signature was found right.
pub(in crate::payments) fn read(body: &[u8]) -> Result<Event, WebhookError> {
    let envelope: Envelope<'_> = serde_json::from_slice(body).map_err(unreadable)?;
    let at = chrono::DateTime::from_timestamp(envelope.created, 0)
        .ok_or_else(|| unreadable("the time is none"))?
        .naive_utc();
    let about = about(&envelope.kind, envelope.data.object.get())?;
    Ok(Event {
        id: envelope.id,
        kind: envelope.kind,
        at,
        about,
    })
}

fn about(kind: &str, object: &str) -> Result<About, WebhookError> {
    // An account that is used for more than this portal has charges in currencies that we do not know: not about us.
    let ours = |charged: Result<_, PaymentError>| charged.map_or(About::Other, About::Charge);
    match kind.split_once('.') {
        Some(("payment_intent", _)) => {
            let intent: PaymentIntent = serde_json::from_str(object).map_err(unreadable)?;
            Ok(ours(intent.charged()))
        }
        Some(("checkout", rest)) if rest.starts_with("session.") => {
            let session: Session = serde_json::from_str(object).map_err(unreadable)?;
            match session.mode.as_str() {
                "payment" => Ok(ours(session.charged())),
                "setup" => session.saving_ref().map(About::Saving).map_err(unreadable),
                _ => Ok(About::Other),
            }
        }
        Some(("refund", _) | ("charge", "refund.updated")) => {
            let refund: Refund = serde_json::from_str(object).map_err(unreadable)?;
            Ok(refund.refunded().map_or(About::Other, About::Refund))
        }
        Some(("charge", rest)) if rest.starts_with("dispute.") => {
            let dispute: Dispute = serde_json::from_str(object).map_err(unreadable)?;
            let charge = dispute.payment_intent.as_deref().and_then(ChargeRef::parse);
            Ok(charge.map_or(About::Other, About::Dispute))
        }
        _ => Ok(About::Other),
    }
}

fn unreadable(error: impl std::fmt::Display) -> WebhookError {
    WebhookError::Unreadable(error.to_string())
}
