//! The session of a visitor: the only file that knows its keys.

#![expect(clippy::disallowed_types, reason = "the one file that uses the session itself")]

use std::collections::HashMap;

use actix_session::{Session, SessionExt};
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::{FromRequest, HttpRequest};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::error::{Error, Result};

const USER: &str = "user";
const SEED: &str = "seed";
const FLASHES: &str = "flashes";
const AGENT: &str = "agent";
const ADDRESS: &str = "address";
const HALF: &str = "half";
const SET_UP: &str = "set_up";
const CODES: &str = "codes";
const ENTERED: &str = "entered";
const SECRET: &str = "secret";
const ADDING: &str = "adding";

/// Somebody whose password was right and whose second factor is still to come. Not signed in: no page but the second step knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Half {
    /// The person.
    pub user_id: i64,
    /// Until when the second step can be taken.
    pub until: NaiveDateTime,
    /// Where to go on to.
    pub next: String,
}

/// A secret that a session keeps for a while, sealed for its person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The secret.
    pub sealed: String,
    /// Until when.
    pub until: NaiveDateTime,
}

/// Somebody who may add a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adding {
    /// Until when.
    pub until: NaiveDateTime,
    /// Whether the second factor was shown beside the password: once there is one, nothing is added without it.
    pub with_second: bool,
}

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
        self.begin(agent, address)?;
        self.put(USER, user_id)
    }

    /// Notes that the password was right and the second factor is still to come, under a new session id.
    pub fn begin_second_step(&self, half: &Half, agent: &str, address: &str) -> Result<()> {
        self.begin(agent, address)?;
        self.put(HALF, half)
    }

    /// The sign-in that waits for its second step.
    pub fn half(&self) -> Option<Half> {
        self.0.get(HALF).ok().flatten()
    }

    /// Keeps the seed of an app that is being set up.
    pub fn keep_set_up(&self, kept: &Kept) -> Result<()> {
        self.put(SET_UP, kept)
    }

    /// The seed of the app that is being set up.
    pub fn set_up(&self) -> Option<Kept> {
        self.0.get(SET_UP).ok().flatten()
    }

    /// The app is set up: the session goes on under a new id, since it is worth more now.
    pub fn end_set_up(&self) {
        self.0.remove(SET_UP);
        self.0.renew();
    }

    /// The person has shown who they are, and may add a passkey.
    pub fn begin_adding(&self, adding: &Adding) -> Result<()> {
        self.put(ADDING, adding)
    }

    /// The passkey that is being added.
    pub fn adding(&self) -> Option<Adding> {
        self.0.get(ADDING).ok().flatten()
    }

    /// The passkey is added: the session goes on under a new id, since it is worth more now.
    pub fn end_adding(&self) {
        self.0.remove(ADDING);
        self.0.renew();
    }

    /// Keeps new recovery codes until the person has noted them.
    pub fn keep_codes(&self, kept: &Kept) -> Result<()> {
        self.put(CODES, kept)
    }

    /// Recovery codes to show.
    pub fn codes(&self) -> Option<Kept> {
        self.0.get(CODES).ok().flatten()
    }

    /// The codes are noted.
    pub fn forget_codes(&self) {
        self.0.remove(CODES);
    }

    /// The sub-organisation that the person has entered.
    pub fn entered(&self) -> Option<i64> {
        self.0.get(ENTERED).ok().flatten()
    }

    /// From now on the person acts inside this sub-organisation, under a new session id.
    pub fn enter(&self, organisation_id: i64) -> Result<()> {
        self.0.renew();
        self.put(ENTERED, organisation_id)
    }

    /// The person is back in their own organisation.
    pub fn leave(&self) {
        self.0.remove(ENTERED);
        self.0.renew();
    }

    /// Keeps the new secret of an API user until the person has noted it.
    pub fn keep_secret(&self, kept: &Kept) -> Result<()> {
        self.put(SECRET, kept)
    }

    /// The secret to show.
    pub fn secret(&self) -> Option<Kept> {
        self.0.get(SECRET).ok().flatten()
    }

    /// The secret is noted.
    pub fn forget_secret(&self) {
        self.0.remove(SECRET);
    }

    /// Goes on under a new session id.
    pub fn renew(&self) {
        self.0.renew();
    }

    fn begin(&self, agent: &str, address: &str) -> Result<()> {
        self.0.clear();
        self.0.renew();
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

/// What a stored state tells about its session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The person of the session, signed in or half.
    pub user_id: Option<i64>,
    /// Whether the person is signed in.
    pub is_signed_in: bool,
    /// Seed of its forms: no two sessions have the same.
    pub seed: Option<String>,
}

impl Stored {
    /// Reads a state: JSON texts by key.
    pub fn read(state: &HashMap<String, String>) -> Self {
        fn value<T: serde::de::DeserializeOwned>(state: &HashMap<String, String>, key: &str) -> Option<T> {
            state.get(key).and_then(|json| serde_json::from_str(json).ok())
        }
        let user: Option<i64> = value(state, USER);
        Self {
            user_id: user.or_else(|| value::<Half>(state, HALF).map(|half| half.user_id)),
            is_signed_in: user.is_some(),
            seed: value(state, SEED),
        }
    }

    /// Takes the person and everything that is theirs out of a state.
    pub fn without_person(state: HashMap<String, String>) -> HashMap<String, String> {
        let personal = [USER, HALF, SET_UP, CODES, ENTERED, SECRET, ADDING];
        state
            .into_iter()
            .filter(|(name, _)| !personal.contains(&name.as_str()))
            .collect()
    }
}

impl FromRequest for PageSession {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Ok(Self::of_request(request)))
    }
}
