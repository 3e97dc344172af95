//! Sessions of actix-session in our database: the key only as a hash, an idle and an absolute limit, ended at once when the row is gone.

use std::collections::HashMap;

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration as CookieDuration;
use chrono::TimeDelta;

use crate::crypto::{random_token, sha256_hex};
use crate::domain;
use crate::domain::auth::sessions::{self, NewSession};
use crate::state::AppState;
use crate::web::session::Stored;

/// State of a session as actix-session hands it over: JSON texts by key.
type State = HashMap<String, String>;

/// The store.
pub struct DatabaseStore {
    state: AppState,
    idle: TimeDelta,
    lifetime: TimeDelta,
}

impl DatabaseStore {
    /// The store of this installation.
    pub fn new(state: &AppState) -> Self {
        let limit = |duration| TimeDelta::from_std(duration).unwrap_or(TimeDelta::minutes(30));
        Self {
            idle: limit(state.config.security.session_idle),
            lifetime: limit(state.config.security.session_lifetime),
            state: state.clone(),
        }
    }

    async fn write<T: Send + 'static>(
        &self,
        f: impl FnOnce(&mut crate::domain::Db) -> domain::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        Ok(self.state.db.write(f).await?)
    }
}

fn text(state: &State, key: &str) -> String {
    state
        .get(key)
        .and_then(|json| serde_json::from_str(json).ok())
        .unwrap_or_default()
}

/// Whose session it is. Half a sign-in belongs to its person, too: it ends with the others, when the password changes for example.
fn user_of(state: &State) -> Option<i64> {
    Stored::read(state).user_id
}

impl SessionStore for DatabaseStore {
    async fn load(&self, key: &SessionKey) -> Result<Option<State>, LoadError> {
        let hash = sha256_hex(key.as_ref());
        let now = self.state.clock.now();
        let found = {
            let hash = hash.clone();
            self.state
                .db
                .read_quick(move |db| sessions::find(db, &hash).map_err(domain::Error::from))
                .await
        };
        let Some(row) = found.map_err(|error| LoadError::Other(error.into()))? else {
            return Ok(None);
        };
        if now >= row.expires_at || now - row.last_seen_at >= self.idle {
            return Ok(None);
        }
        // Noting every request would be a write per page; a tenth of the limit is exact enough.
        if now - row.last_seen_at >= self.idle / 10 {
            self.write(move |db| Ok(sessions::set_last_seen(db, &hash, now)?))
                .await
                .map_err(LoadError::Other)?;
        }
        serde_json::from_str(&row.state)
            .map(Some)
            .map_err(|error| LoadError::Deserialization(error.into()))
    }

    async fn save(&self, state: State, _: &CookieDuration) -> Result<SessionKey, SaveError> {
        let key = random_token().map_err(|error| SaveError::Other(error.into()))?;
        let now = self.state.clock.now();
        let row = NewSession {
            key_hash: sha256_hex(&key),
            user_id: user_of(&state),
            user_agent: text(&state, "agent"),
            address: text(&state, "address"),
            state: serde_json::to_string(&state).map_err(|error| SaveError::Serialization(error.into()))?,
            created_at: now,
            last_seen_at: now,
            expires_at: now + self.lifetime,
        };
        self.write(move |db| Ok(sessions::insert(db, row)?))
            .await
            .map_err(SaveError::Other)?;
        SessionKey::try_from(key).map_err(|error| SaveError::Other(error.into()))
    }

    async fn update(&self, key: SessionKey, state: State, ttl: &CookieDuration) -> Result<SessionKey, UpdateError> {
        let hash = sha256_hex(key.as_ref());
        let json = serde_json::to_string(&state).map_err(|error| UpdateError::Serialization(error.into()))?;
        let user_id = user_of(&state);
        let known = self
            .write(move |db| Ok(sessions::set_state(db, &hash, &json, user_id)?))
            .await
            .map_err(UpdateError::Other)?;
        if known {
            return Ok(key);
        }
        // Ended in between (signed out elsewhere): what this request wanted to keep goes into a session of its own, without the person.
        self.save(Stored::without_person(state), ttl)
            .await
            .map_err(|error| match error {
                SaveError::Serialization(error) => UpdateError::Serialization(error),
                SaveError::Other(error) => UpdateError::Other(error),
            })
    }

    async fn update_ttl(&self, _: &SessionKey, _: &CookieDuration) -> Result<(), anyhow::Error> {
        // Limits are the store's own (see `load`), not the cookie's.
        Ok(())
    }

    async fn delete(&self, key: &SessionKey) -> Result<(), anyhow::Error> {
        let hash = sha256_hex(key.as_ref());
        self.write(move |db| Ok(sessions::delete(db, &hash)?)).await
    }
}
