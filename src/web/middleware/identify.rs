//! Finds out who is looking, once per request.

use std::net::IpAddr;
use std::rc::Rc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpRequest, web};

use crate::domain::auth;
use crate::i18n::Formats;
use crate::state::AppState;
use crate::types::lang::Lang;
use crate::web::error::Error;
use crate::web::session::PageSession;
use crate::web::visitor::Visitor;

/// Loads the person behind the session and leaves a [`Visitor`] in the request.
pub async fn identify<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    match visitor(&request).await {
        Ok(visitor) => {
            tracing::Span::current().record("user.id", visitor.actor.as_ref().map_or(0, |actor| actor.user_id));
            request.extensions_mut().insert(visitor);
            next.call(request).await.map(ServiceResponse::map_into_boxed_body)
        }
        // The database is away: the page that says so is drawn for a stranger.
        Err(error) => Ok(request.error_response(error)),
    }
}

async fn visitor(request: &ServiceRequest) -> Result<Visitor, Error> {
    let state = state_of(request)?;
    let session = PageSession::of(request);
    let address = client_address(request.request(), &state);
    let person = match session.user_id() {
        Some(user_id) => {
            let now = state.clock.now();
            let at = address.clone();
            let person = state
                .db
                .read_quick(move |db| auth::person(db, user_id, &at, now))
                .await?;
            if person.is_none() {
                // Disabled or deleted meanwhile: the session is worth nothing any more.
                session.end();
            }
            person
        }
        None => None,
    };
    let standing = person.as_ref().map(|person| person.standing).unwrap_or_default();
    let actor = person.map(|person| person.actor);
    let lang = match &actor {
        Some(actor) => actor.lang,
        None => language_of_stranger(request),
    };
    let zone = actor.as_ref().map_or(chrono_tz::Europe::Berlin, |actor| actor.zone);
    Ok(Visitor {
        actor: actor.map(Rc::new),
        standing,
        formats: Formats::new(lang, zone),
        address,
    })
}

/// State registered with the app; missing only if the app was put together wrongly.
pub(super) fn state_of(request: &ServiceRequest) -> Result<AppState, Error> {
    let state = request
        .app_data::<web::Data<AppState>>()
        .ok_or_else(|| Error::Internal("no state".to_owned()))?;
    Ok(state.get_ref().clone())
}

/// Cookie with a stranger's choice of language, set by the switch on the sign-in page.
pub const LANGUAGE_COOKIE: &str = "simportal-language";

fn language_of_stranger(request: &ServiceRequest) -> Lang {
    let chosen = request
        .cookie(LANGUAGE_COOKIE)
        .and_then(|cookie| Lang::parse(cookie.value()));
    let accepted = || {
        request
            .headers()
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .and_then(Lang::from_accept_language)
    };
    chosen.or_else(accepted).unwrap_or(Lang::En)
}

/// The client's address. `X-Forwarded-For` counts only as far as declared proxies wrote it: read from the right, past our own.
pub fn client_address(request: &HttpRequest, state: &AppState) -> String {
    let Some(peer) = request.peer_addr().map(|peer| peer.ip()) else {
        return String::new();
    };
    let trusted = &state.config.server.trusted_proxies;
    if !trusted.contains(&peer) {
        return peer.to_string();
    }
    let hops = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    let mut hops: Vec<IpAddr> = hops.filter_map(|hop| hop.trim().parse().ok()).collect();
    while hops.last().is_some_and(|hop| trusted.contains(hop)) {
        hops.pop();
    }
    hops.pop().unwrap_or(peer).to_string()
}
