//! Around everything: a number for the request, one line in the log, counters, and the security headers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest};
use tracing::Instrument;

use super::identify::state_of;

/// Number of a request, shown on error pages and in the log.
#[derive(Debug, Clone)]
struct RequestId(String);

/// Queries that the request ran; the tests read it (no page may run more than twelve).
pub const QUERIES_HEADER: HeaderName = HeaderName::from_static("x-simportal-queries");

/// The number of this request.
pub fn id_of(request: &HttpRequest) -> String {
    request
        .extensions()
        .get::<RequestId>()
        .map_or_else(String::new, |id| id.0.clone())
}

/// Numbers, measures, logs and hardens.
pub async fn observe<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let state = state_of(&request)?;
    let started = Instant::now();
    let id = crate::crypto::random_token()
        .map(|token| {
            token
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .take(12)
                .collect::<String>()
        })
        .unwrap_or_default();
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let path = request.path().to_owned();
    let span = tracing::info_span!("request", request.id = %id, user.id = tracing::field::Empty);
    let queries = Arc::new(AtomicU32::new(0));
    let answered = crate::state::count_queries(Arc::clone(&queries), next.call(request).instrument(span.clone())).await;
    let mut response = match answered {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => return Err(error),
    };
    let queries = queries.load(Ordering::Relaxed);
    let status = response.status().as_u16();
    let elapsed = started.elapsed();
    // The pattern, not the path: paths hold ICCIDs and links hold tokens.
    let pattern = response.request().match_pattern().unwrap_or_else(|| {
        if path.starts_with("/assets/") {
            "/assets".to_owned()
        } else {
            "-".to_owned()
        }
    });
    state.metrics.request(method.as_str(), &pattern, status, elapsed);
    let _entered = span.enter();
    tracing::info!(
        http.method = %method,
        http.route = %pattern,
        http.status = status,
        duration.microseconds = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX),
        db.queries = queries,
        "answered"
    );
    if !state.config.is_production() {
        response
            .headers_mut()
            .insert(QUERIES_HEADER, HeaderValue::from(queries));
    }
    harden(&mut response, state.config.server.is_https());
    Ok(response)
}

/// No inline script or style, nothing from elsewhere, no framing. `img-src data:` is for QR codes.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
                      form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; frame-src 'self'";

/// The policy of a page whose forms lead to a host beside ours: scheme and host of a payment provider.
pub(in crate::web) fn policy(form_action: &str) -> String {
    POLICY.replace("form-action 'self'", &format!("form-action 'self' {form_action}"))
}

fn harden(response: &mut ServiceResponse<BoxBody>, https: bool) {
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &'static str| {
        let name = HeaderName::from_static(name);
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set("content-security-policy", POLICY);
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set(
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    );
    set("x-frame-options", "DENY");
    // Pages are personal: neither proxies nor the back button of the next person may show them. Assets say otherwise themselves.
    set(header::CACHE_CONTROL.as_str(), "no-store");
    if https {
        set("strict-transport-security", "max-age=63072000; includeSubDomains");
    }
}
