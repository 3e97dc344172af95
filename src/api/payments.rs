//! `POST /webhooks/payments`: what the payment provider tells by itself. It has no session and no token; its signature over the bytes of
//! the body is its credential. What is told is kept and answered at once; a job asks the provider what is true.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

use crate::cashier;
use crate::domain::Error as DomainError;
use crate::payments::{WebhookError, signature};
use crate::state::AppState;
use crate::types::access::Access;
use crate::web::routes::Routes;

/// Largest body: an event names one object of the provider's.
const LARGEST: usize = 256 * 1024;

pub(super) fn register(r: &mut Routes) {
    r.post("/webhooks/payments", Access::Signed, take);
}

async fn take(request: HttpRequest, body: web::Payload, state: web::Data<AppState>) -> HttpResponse {
    if state.payments.provider().is_none() {
        return told(StatusCode::NOT_FOUND, "not_found", "card payments are not set up");
    }
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let announced = text(header::CONTENT_LENGTH.as_str()).and_then(|text| text.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return told(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "an event is 256 KiB at the most",
        );
    }
    let body = match body.to_bytes_limited(LARGEST).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return told(StatusCode::BAD_REQUEST, "malformed", "the body broke off"),
        Err(_) => {
            return told(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too_large",
                "an event is 256 KiB at the most",
            );
        }
    };
    match cashier::take(&state, text(signature::HEADER), &body).await {
        Ok(Ok(is_new)) => HttpResponse::Ok().json(json!({ "received": true, "known": !is_new })),
        Ok(Err(error)) => {
            match &error {
                // Signed by the provider, and not understood: a version of ours or of theirs is wrong.
                WebhookError::Unreadable(_) => tracing::error!(error = %error, "a webhook was refused"),
                _ => tracing::warn!(error = %error, "a webhook was refused"),
            }
            told(
                StatusCode::BAD_REQUEST,
                "refused",
                "the event is not signed as it should be, or cannot be read",
            )
        }
        Err(DomainError::Storage(error)) if error.is_passing() => {
            tracing::warn!(error = %error, "database unavailable");
            told(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "send it again later")
        }
        Err(error) => {
            tracing::error!(error = %error, "a webhook could not be taken in");
            told(StatusCode::INTERNAL_SERVER_ERROR, "internal", "send it again later")
        }
    }
}

fn told(status: StatusCode, error: &str, message: &str) -> HttpResponse {
    HttpResponse::build(status).json(json!({ "error": error, "message": message }))
}
