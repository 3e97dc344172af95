//! Who is looking at the page: the person if one is signed in, and language, zone and theme in any case.

use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use super::error::Error;
use crate::domain::auth::Standing;
use crate::i18n::Formats;
use crate::types::access::Actor;

/// The visitor of a page; put into the request by `middleware::identify`.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The person, if one is signed in.
    pub actor: Option<Rc<Actor>>,
    /// How it stands with the person's second factor.
    pub standing: Standing,
    /// Language and time zone of everything shown.
    pub formats: Formats,
    /// Network address, seen through trusted proxies.
    pub address: String,
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = std::future::Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visitor = request.extensions().get::<Self>().cloned();
        std::future::ready(visitor.ok_or_else(|| Error::Internal("page outside the web scope".to_owned())))
    }
}

/// The person who is signed in; for routes with any access but `Public`.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Rc<Actor>);

impl FromRequest for SignedIn {
    type Error = Error;
    type Future = std::future::Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let actor = request
            .extensions()
            .get::<Visitor>()
            .and_then(|visitor| visitor.actor.clone());
        std::future::ready(actor.map(Self).ok_or(Error::SignedOut))
    }
}
