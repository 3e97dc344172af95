//! `simportal ingest-client`: who may post records to `/ingest`.

use clap::Subcommand;

use super::Failure;
use crate::domain::{self, ingest};
use crate::state::AppState;

/// Manage senders of records.
#[derive(Subcommand)]
pub(super) enum IngestClient {
    /// Add a sender, or renew the secret of a known one; prints the secret once
    Add {
        /// User name of basic authentication
        name: String,
    },
    /// Refuse a sender from now on
    Disable {
        /// User name of basic authentication
        name: String,
    },
}

impl IngestClient {
    pub(super) fn run(self, state: &AppState) -> Result<(), Failure> {
        let now = state.clock.now();
        match self {
            Self::Add { name } => {
                if name.is_empty() || name.contains(':') || name.contains(char::is_control) {
                    return Err(Failure::usage("a name has at least one character and no colon"));
                }
                let secret = state.db.write_blocking(|db| ingest::add_client(db, &name, now))?;
                println!(
                    "user    {name}\nsecret  {secret}\n\nThe secret is shown this once. Records go to {}/ingest/usage and /ingest/events.",
                    state.config.server.base_url
                );
            }
            Self::Disable { name } => {
                if !state
                    .db
                    .write_blocking::<_, domain::Error>(|db| ingest::disable_client(db, &name, now))?
                {
                    return Err(Failure::new(format!("no sender is called {name}")));
                }
                println!("{name} is refused from now on.");
            }
        }
        Ok(())
    }
}
