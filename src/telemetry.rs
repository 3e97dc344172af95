//! Log set-up and the counters behind `/metrics`.

use std::time::Duration;

use prometheus::{Encoder, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry, TextEncoder};
use tracing_subscriber::EnvFilter;

use crate::config::Log;

/// Starts logging to standard error. A second call (tests) changes nothing.
pub fn start_log(log: &Log) -> Result<(), String> {
    let filter = EnvFilter::try_new(filter(&log.filter)).map_err(|error| format!("SIMPORTAL_LOG: {error}"))?;
    let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(is_terminal);
    // Fails only when logging was started before.
    let _ = if log.json {
        builder.json().flatten_event(true).try_init()
    } else {
        builder.with_target(false).try_init()
    };
    Ok(())
}

/// The filter with what it always has: the library of passkeys calls an error what a browser sent, and anybody can send anything. What
/// came of it is a line of ours (`domain/auth/passkeys.rs`).
fn filter(chosen: &str) -> String {
    if chosen.contains("webauthn_rs_core") {
        chosen.to_owned()
    } else {
        format!("{chosen},webauthn_rs_core=off")
    }
}

/// Counters of this process.
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    records: IntCounterVec,
}

impl Metrics {
    /// Registers the counters.
    pub fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let requests = IntCounterVec::new(
            Opts::new("simportal_http_requests_total", "Requests answered"),
            &["method", "route", "status"],
        )?;
        let durations = HistogramVec::new(
            HistogramOpts::new("simportal_http_request_duration_seconds", "Time to answer")
                .buckets(vec![0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0]),
            &["route"],
        )?;
        let records = IntCounterVec::new(
            Opts::new("simportal_ingest_records_total", "Records taken in"),
            &["kind", "result"],
        )?;
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(durations.clone()))?;
        registry.register(Box::new(records.clone()))?;
        Ok(Self {
            registry,
            requests,
            durations,
            records,
        })
    }

    /// Counts an answered request.
    pub fn request(&self, method: &str, route: &str, status: u16, elapsed: Duration) {
        self.requests
            .with_label_values(&[method, route, status.to_string().as_str()])
            .inc();
        self.durations
            .with_label_values(&[route])
            .observe(elapsed.as_secs_f64());
    }

    /// Counts records taken in (`result`: accepted, already_known, set_aside).
    pub fn records(&self, kind: &str, result: &str, n: u64) {
        self.records.with_label_values(&[kind, result]).inc_by(n);
    }

    /// The counters in the text form of Prometheus.
    pub fn text(&self) -> Result<String, prometheus::Error> {
        let mut buffer = Vec::new();
        TextEncoder::new().encode(&self.registry.gather(), &mut buffer)?;
        Ok(String::from_utf8_lossy(&buffer).into_owned())
    }
}
