//! `simportal serve` and `simportal worker`.

use std::path::Path;
use std::sync::Arc;

use actix_web::HttpServer;
use clap::Args;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::sync::watch;

use super::{Failure, prepare};
use crate::config::Config;
use crate::jobs;
use crate::state::AppState;

/// Answer requests, and work off mail and jobs; the simulated network runs beside if SIMPORTAL_SIMULATOR says so.
#[derive(Args, Default)]
pub(super) struct Serve {
    /// Leave mail and jobs to `simportal worker`
    #[arg(long)]
    no_worker: bool,
}

impl Serve {
    pub(super) fn run(self, config: Config) -> Result<(), Failure> {
        self.run_simulating(config, false)
    }

    /// [`Serve::run`], with the simulated network beside it unless the settings say otherwise; `usually`: if they say nothing.
    pub(super) fn run_simulating(self, config: Config, usually: bool) -> Result<(), Failure> {
        let simulates = config.simulator.is_on(usually) && !self.no_worker;
        let state = prepare(config)?;
        serve(state, !self.no_worker, simulates)
    }
}

/// The simulated network, until `stopped` says so.
fn simulate(state: &AppState, stopped: &watch::Receiver<bool>) -> tokio::task::JoinHandle<()> {
    tokio::spawn(jobs::run_simulator(state.clone(), stopped.clone()))
}

/// Serves until the process is told to stop (SIGTERM or Ctrl-C), then finishes what it has begun.
fn serve(state: AppState, with_worker: bool, simulates: bool) -> Result<(), Failure> {
    // ring for the certificates of this server; rustls wants one provider to be named.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let server = state.config.server.clone();
    let tls = server.tls.as_ref().map(|(cert, key)| tls(cert, key)).transpose()?;
    actix_web::rt::System::new().block_on(async move {
        let (stop, stopped) = watch::channel(false);
        let simulator = simulates.then(|| simulate(&state, &stopped));
        let worker = with_worker.then(|| tokio::spawn(jobs::run_worker(state.clone(), stopped)));
        let address = server.base_url.clone();
        let http = HttpServer::new(move || crate::application!(state))
            .workers(server.workers)
            .shutdown_timeout(25)
            .server_hostname("simportal");
        let bound = match tls {
            Some(tls) => http.bind_rustls_0_23(server.listen, tls),
            None => http.bind(server.listen),
        };
        let running = bound
            .map_err(|error| Failure::new(format!("cannot listen on {}: {error}", server.listen)))?
            .run();
        tracing::info!(listen = %server.listen, "serving {address}");
        running.await?;
        // No request comes any more; the others finish the step they are at.
        let _ = stop.send(true);
        for task in [worker, simulator].into_iter().flatten() {
            task.await?;
        }
        Ok(())
    })
}

/// Works off mail and jobs until told to stop, beside the simulated network if the settings say so.
pub(super) fn work_only(config: Config) -> Result<(), Failure> {
    let simulates = config.simulator.is_on(false);
    let state = prepare(config)?;
    actix_web::rt::System::new().block_on(async move {
        let (stop, stopped) = watch::channel(false);
        let simulator = simulates.then(|| simulate(&state, &stopped));
        let worker = tokio::spawn(jobs::run_worker(state, stopped));
        told_to_stop().await?;
        let _ = stop.send(true);
        for task in [Some(worker), simulator].into_iter().flatten() {
            task.await?;
        }
        Ok(())
    })
}

async fn told_to_stop() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            result = tokio::signal::ctrl_c() => result,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// TLS 1.2 and 1.3 from PEM files.
fn tls(cert: &Path, key: &Path) -> Result<ServerConfig, Failure> {
    let chain = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| Failure::usage(format!("SIMPORTAL_TLS_CERT: {}: {error}", cert.display())))?;
    let key = PrivateKeyDer::from_pem_file(key)
        .map_err(|error| Failure::usage(format!("SIMPORTAL_TLS_KEY: {}: {error}", key.display())))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| Failure::usage(format!("SIMPORTAL_TLS_CERT: {error}")))?;
    Ok(config)
}
