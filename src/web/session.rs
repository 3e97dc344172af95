//! The session of a visitor: the only file that knows its keys.

#![expect(clippy::disallowed_types, reason = "the one file that uses the session itself")]

use actix_session::{Session, SessionExt};
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::{FromRequest, HttpRequest};
use serde::{Deserialize, Serialize};

use super::error::{Error, Result};

const USER: &str = "user";
const SEED: &str = "seed";
const FLASHES: &str = "flashes";
const AGENT: &str = "agent";
const ADDRESS: &str = "address";

/// What kind of message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlashKind {
    /// Something was done.
    Ok,
    /// Worth knowing.
    Info,
    /// Something is not as it should be.
    Warn,
}

/// A message for the next page, already in the visitor's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// What kind.
    pub kind: FlashKind,
    /// The sentence.
    pub text: String,
}

/// Typed access to the session.
#[derive(Clone)]
pub struct PageSession(Session);

impl PageSession {
    /// The session of a request under way through the middleware.
    pub fn of(request: &ServiceRequest) -> Self {
        Self(request.get_session())
    }

    /// The session of a request at its handler.
    pub fn of_request(request: &HttpRequest) -> Self {
        Self(request.get_session())
    }

    /// The person signed in.
    pub fn user_id(&self) -> Option<i64> {
        self.0.get(USER).ok().flatten()
    }

    /// Signs a person in under a new session id, so that an id planted before is worth nothing.
    pub fn sign_in(&self, user_id: i64, agent: &str, address: &str) -> Result<()> {
        self.0.clear();
        self.0.renew();
        self.put(USER, user_id)?;
        self.put(SEED, crate::crypto::random_token()?)?;
        self.put(AGENT, agent.chars().take(200).collect::<String>())?;
        self.put(ADDRESS, address)
    }

    /// Ends the session here and in the database.
    pub fn end(&self) {
        self.0.purge();
    }

    /// Seed of the CSRF token; strangers have a cookie of their own for it (`csrf.rs`).
    pub fn seed(&self) -> Option<String> {
        self.0.get(SEED).ok().flatten()
    }

    /// Leaves a message for the next page.
    pub fn flash(&self, kind: FlashKind, text: impl Into<String>) -> Result<()> {
        let mut flashes: Vec<Flash> = self.0.get(FLASHES).ok().flatten().unwrap_or_default();
        flashes.push(Flash {
            kind,
            text: text.into(),
        });
        self.put(FLASHES, flashes)
    }

    /// Takes the messages for this page.
    pub fn take_flashes(&self) -> Vec<Flash> {
        if !self.0.contains_key(FLASHES) {
            return Vec::new();
        }
        self.0
            .remove_as(FLASHES)
            .and_then(std::result::Result::ok)
            .unwrap_or_default()
    }

    fn put(&self, key: &str, value: impl Serialize) -> Result<()> {
        self.0
            .insert(key, value)
            .map_err(|error| Error::Internal(error.to_string()))
    }
}

impl FromRequest for PageSession {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Ok(Self::of_request(request)))
    }
}
