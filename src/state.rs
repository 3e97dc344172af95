//! What every request, job and command works with. Made once in `app.rs`, cheap to clone.

use std::sync::Arc;

use tokio::sync::{Notify, Semaphore};

use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::Keys;
use crate::mail::Transport;
use crate::payments::Payments;
use crate::storage::Database;
use crate::telemetry::Metrics;

/// Shared state.
#[derive(Clone)]
pub struct AppState {
    /// Settings.
    pub config: Arc<Config>,
    /// The database.
    pub db: Database,
    /// The time.
    pub clock: Clock,
    /// Keys of the installation.
    pub keys: Keys,
    /// Who carries out card payments.
    pub payments: Payments,
    /// Where mail goes.
    pub transport: Arc<Transport>,
    /// Wakes the worker after a commit that wrote a mail or a job.
    pub work: Arc<Notify>,
    /// Bounds password hashing to the cores: each takes 19 MiB and a core.
    pub hashing: Arc<Semaphore>,
    /// Password hashing parameters (weaker in tests).
    pub hashing_cost: crate::types::secret_hash::Cost,
    /// Counters for `/metrics`.
    pub metrics: Arc<Metrics>,
}

pub use crate::storage::count_queries;
