//! Refuses changes that another site makes a browser send: the first half of the CSRF defence; the token in [`crate::web::form`] is
//! the second.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;

use super::identify::state_of;
use crate::web::error::Error;

/// Fetch metadata first; where a browser sends none, the Origin header must be ours.
pub async fn refuse_cross_site<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    if !request.method().is_safe() && !is_same_site(&request)? {
        return Ok(request.error_response(Error::Forged));
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

fn is_same_site(request: &ServiceRequest) -> Result<bool, Error> {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return Ok(matches!(site, "same-origin" | "none"));
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else {
        // Neither header: no browser of today. The token still has to be right.
        return Ok(true);
    };
    let host = origin.split_once("://").map(|(_, host)| host);
    let ours = &state_of(request)?.config.server.base_url;
    Ok(origin == ours || host == text(header::HOST.as_str()))
}
