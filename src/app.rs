//! Puts everything together: the only file that sees all of it.

use std::sync::Arc;

use actix_session::SessionMiddleware;
use actix_session::config::{CookieContentSecurity, SessionLifecycle};
use actix_web::cookie::{Key, SameSite};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web;
use tokio::sync::{Notify, Semaphore};

use crate::clock::Clock;
use crate::config::Config;
use crate::crypto::{self, Keys};
use crate::mail::Transport;
use crate::payments::Payments;
use crate::state::AppState;
use crate::storage::Database;
use crate::storage::migrations;
use crate::telemetry::Metrics;
use crate::types::secret_hash::Cost;
use crate::web::error::Error;
use crate::web::middleware::{identify, origin, problems, query, request};
use crate::web::session_store::DatabaseStore;
use crate::{api, web as pages};

/// Opens the database, brings it up to date and makes the shared state. The error is a sentence for whoever starts the program.
pub fn prepare(config: Config) -> Result<AppState, String> {
    make_private_dir(&config.data_dir)
        .map_err(|error| format!("cannot make the data directory {}: {error}", config.data_dir.display()))?;
    let secret = match config.security.secret_key {
        Some(key) => key,
        None => crypto::secret_key_file(&config.data_dir.join("secret.key"))
            .map_err(|error| format!("cannot read or make the secret key: {error}"))?,
    };
    let db = Database::open(&config.database).map_err(|error| error.to_string())?;
    for version in migrations::migrate(&db).map_err(|error| error.to_string())? {
        tracing::info!(migration = %version, "database migrated");
    }
    let transport = Transport::of(&config.mail, &config.data_dir)?;
    state(config, db, &secret, transport, Clock::system(), Cost::STANDARD)
}

/// Makes the data directory readable by its owner only: it holds everything.
fn make_private_dir(path: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes the shared state of its parts; tests bring their own clock, transport and hashing cost.
pub fn state(
    config: Config,
    db: Database,
    secret: &[u8; 32],
    transport: Transport,
    clock: Clock,
    hashing_cost: Cost,
) -> Result<AppState, String> {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let payments = Payments::of(&config, &clock).map_err(|error| error.to_string())?;
    Ok(AppState {
        payments,
        config: Arc::new(config),
        db,
        clock,
        keys: Keys::derive(secret),
        transport: Arc::new(transport),
        work: Arc::new(Notify::new()),
        hashing: Arc::new(Semaphore::new(cores)),
        hashing_cost,
        metrics: Arc::new(Metrics::new().map_err(|error| error.to_string())?),
    })
}

/// The application of one worker thread; `main` and the tests use the same.
#[macro_export]
macro_rules! application {
    ($state:expr) => {
        actix_web::App::new()
            .app_data(actix_web::web::Data::new($state.clone()))
            .wrap(actix_web::middleware::from_fn(
                $crate::web::middleware::request::observe,
            ))
            .configure(|config| $crate::app::configure(config, &$state))
    };
}

/// Registers everything below the outermost middleware.
pub fn configure(config: &mut web::ServiceConfig, state: &AppState) {
    pages::health::configure(config);
    pages::assets::configure(config);
    api::configure(config);
    let mut routes = pages::routes(state.config.shows_mailbox());
    if !state.config.shows_mailbox() && state.payments.simulated().is_some() {
        // A trial that others reach, too: without these pages nobody could pay there.
        pages::development::register_payments(&mut routes);
    }
    config.service(
        // First wrapped is innermost: session, then the drawing of problems around all that may have one: who it is, the origin, and
        // per route the access.
        web::scope("")
            .wrap(from_fn(query::refuse_unprintable))
            .wrap(from_fn(origin::refuse_cross_site))
            .wrap(from_fn(identify::identify))
            .wrap(from_fn(problems::draw_problems))
            .wrap(session(state))
            .wrap(Compress::default())
            .configure(|scope| routes.configure(scope))
            .default_service(web::to(|| async { Err::<&'static str, Error>(Error::NotFound) })),
    );
}

fn session(state: &AppState) -> SessionMiddleware<DatabaseStore> {
    let https = state.config.server.is_https();
    SessionMiddleware::builder(DatabaseStore::new(state), Key::from(state.keys.cookie()))
        .cookie_name(if https { "__Host-simportal" } else { "simportal" }.to_owned())
        .cookie_secure(https)
        .cookie_http_only(true)
        .cookie_same_site(SameSite::Lax)
        .cookie_path("/".to_owned())
        .cookie_content_security(CookieContentSecurity::Signed)
        .session_lifecycle(SessionLifecycle::BrowserSession(Default::default()))
        .build()
}

#[doc(hidden)]
pub use request::QUERIES_HEADER;
