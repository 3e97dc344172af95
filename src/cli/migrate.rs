//! `simportal migrate`: what every start does first, for those who want it as a step of its own.

use super::{Failure, prepare};
use crate::config::Config;
use crate::storage::migrations;

pub(super) fn run(config: Config) -> Result<(), Failure> {
    let state = prepare(config)?;
    let (version, _) = migrations::state(&state.db)?;
    println!(
        "{} is at version {}",
        state.db.kind().name(),
        version.unwrap_or_default()
    );
    Ok(())
}
