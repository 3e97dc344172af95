//! The first lock: nobody reaches a handler without the access the route was registered with.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};

use crate::types::access::{Access, OrgScope};
use crate::web::error::Error;
use crate::web::urls;
use crate::web::visitor::Visitor;

/// Lets the request through, or answers with what the visitor lacks; leaves the scope for the handler.
pub async fn guard_access<B: MessageBody + 'static>(
    access: Access,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    match check(access, &request) {
        Ok(Some(scope)) => {
            request.extensions_mut().insert(scope);
        }
        Ok(None) => {}
        Err(error) => return Ok(request.error_response(error)),
    }
    next.call(request).await.map(ServiceResponse::map_into_boxed_body)
}

/// What somebody can do who has to set up two-factor first, beside the public pages.
const SET_UP: &[&str] = &[
    urls::TWO_FACTOR,
    urls::TWO_FACTOR_SET_UP,
    urls::PASSKEY_BEGIN,
    urls::PASSKEY_NEW,
    urls::PASSKEY_NEW_OPTIONS,
    urls::RECOVERY_CODES,
    urls::RECOVERY_FILE,
    urls::RECOVERY_DONE,
    urls::THEME,
    urls::LOGOUT,
    urls::ORGANISATION_LEAVE,
];

fn is_part_of_set_up(request: &ServiceRequest) -> bool {
    request
        .match_pattern()
        .is_some_and(|pattern| SET_UP.contains(&pattern.as_str()))
}

fn check(access: Access, request: &ServiceRequest) -> Result<Option<OrgScope>, Error> {
    // Senders of records have no session: `api::ingest` checks their name and secret itself, before it reads the body. Payment providers
    // have none, either: `api::payments` checks their signature.
    if matches!(access, Access::Public | Access::Ingest | Access::Signed) {
        return Ok(None);
    }
    let extensions = request.extensions();
    let visitor = extensions.get::<Visitor>();
    let actor = visitor
        .and_then(|visitor| visitor.actor.as_ref())
        .ok_or(Error::SignedOut)?;
    if visitor.is_some_and(|visitor| visitor.standing.must_set_up()) && !is_part_of_set_up(request) {
        return Err(Error::SetUpFirst);
    }
    match access {
        Access::Public | Access::Ingest | Access::Signed | Access::SignedIn => Ok(None),
        Access::Org(permission) => actor
            .enter(permission)
            .map(Some)
            .map_err(|denied| Error::Denied(Some(denied.0))),
        Access::OrgAny(permissions) => permissions
            .iter()
            .find_map(|permission| actor.enter(*permission).ok())
            .map(Some)
            .ok_or(Error::Denied(permissions.first().copied())),
        Access::Staff(permission) if actor.may_staff(permission) => Ok(None),
        Access::Staff(_) => Err(Error::Denied(None)),
    }
}

impl FromRequest for OrgScope {
    type Error = Error;
    type Future = std::future::Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // Missing only when a route without `Access::Org` asks for a scope: a fault of ours, found by its first test.
        std::future::ready(
            request
                .extensions()
                .get::<OrgScope>()
                .cloned()
                .ok_or_else(|| Error::Internal("route without Access::Org asks for a scope".to_owned())),
        )
    }
}
