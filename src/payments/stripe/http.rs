//! Requests to Stripe's interface: forms out, JSON in. Every request has an end, follows no redirect, and leaves over TLS unless the
//! settings name a server on this machine.

use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use super::objects::{ApiError, ErrorBody};
use crate::config;
use crate::payments::{PaymentError, SetupError};

/// Largest answer that is read, bytes. A list of a hundred charges takes a third of it.
const MOST_BYTES: u64 = 2_000_000;

/// How long is waited.
#[derive(Debug, Clone, Copy)]
pub(in crate::payments) struct Limits {
    /// For the connection, TLS included.
    pub connect: Duration,
    /// For all of a request, the answer included.
    pub whole: Duration,
}

impl Limits {
    /// Stripe's own libraries wait longer (80 s); a visitor does not, and asking again with the same key costs nothing.
    pub(in crate::payments) const USUAL: Self = Self {
        connect: Duration::from_secs(10),
        whole: Duration::from_secs(30),
    };
}

/// Fields of a form, in the order in which they are sent.
#[derive(Debug, Default)]
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    pub(super) fn of(fields: &[(&str, &str)]) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            form = form.with(name, *value);
        }
        form
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    fn encoded(&self) -> Result<String, PaymentError> {
        serde_html_form::to_string(&self.0).map_err(|error| PaymentError::refused("form", error.to_string()))
    }
}

/// Why a request did not give what was asked for.
#[derive(Debug)]
pub(super) enum Problem {
    /// The interface has said no, with a status of 4xx.
    Api(u16, Box<ApiError>),
    /// No answer, or none that can be understood.
    Unknown(PaymentError),
}

impl From<PaymentError> for Problem {
    fn from(error: PaymentError) -> Self {
        Self::Unknown(error)
    }
}

impl From<Problem> for PaymentError {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Unknown(error) => error,
            Problem::Api(status, error) => Self::Refused {
                code: error.word().unwrap_or_else(|| format!("status-{status}")),
                message: error.message.unwrap_or_default(),
            },
        }
    }
}

/// Sends requests.
pub(super) struct Client {
    agent: ureq::Agent,
    base: String,
    authorisation: String,
    version: String,
}

impl Client {
    pub(super) fn new(settings: &config::Stripe, limits: Limits) -> Result<Self, SetupError> {
        let is_tls = settings.api_url.starts_with("https://");
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .https_only(is_tls)
            .max_redirects(0)
            // Read from the environment otherwise, which only the settings may be.
            .proxy(None)
            .timeout_connect(Some(limits.connect))
            .timeout_global(Some(limits.whole))
            // A connection that the other side has closed meanwhile would look like an answer that never came.
            .max_idle_age(Duration::from_secs(5))
            .max_response_header_size(32 * 1024)
            .user_agent(concat!("simportal/", env!("CARGO_PKG_VERSION")))
            .tls_config(
                TlsConfig::builder()
                    .root_certs(if is_tls {
                        authorities()?
                    } else {
                        RootCerts::new_with_certs(&[])
                    })
                    .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
                    .build(),
            )
            .build()
            .new_agent();
        Ok(Self {
            agent,
            base: settings.api_url.clone(),
            authorisation: format!("Bearer {}", settings.secret_key),
            version: settings.api_version.clone(),
        })
    }

    /// Reads an object or a list.
    pub(super) fn get<T: DeserializeOwned>(&self, path: &str, query: &Form) -> Result<T, Problem> {
        let query = query.encoded()?;
        let mark = if query.is_empty() { "" } else { "?" };
        let answer = self
            .agent
            .get(format!("{}{path}{mark}{query}", self.base))
            .header("Authorization", &self.authorisation)
            .header("Stripe-Version", &self.version)
            .call();
        read(answer)
    }

    /// Makes or changes an object, once for a key however often it is asked to.
    pub(super) fn post<T: DeserializeOwned>(&self, path: &str, form: &Form, key: &str) -> Result<T, Problem> {
        let answer = self
            .agent
            .post(format!("{}{path}", self.base))
            .header("Authorization", &self.authorisation)
            .header("Stripe-Version", &self.version)
            .header("Idempotency-Key", key)
            .content_type("application/x-www-form-urlencoded")
            .send(form.encoded()?);
        read(answer)
    }
}

/// The authorities that the system trusts: mail servers are checked against the same.
fn authorities() -> Result<RootCerts, SetupError> {
    let found = rustls_native_certs::load_native_certs();
    if found.certs.is_empty() {
        let why = found
            .errors
            .first()
            .map(|error| format!(": {error}"))
            .unwrap_or_default();
        return Err(SetupError(format!(
            "the system has no certificate authorities (Debian: ca-certificates){why}"
        )));
    }
    let certificates: Vec<Certificate<'static>> = found
        .certs
        .iter()
        .map(|certificate| Certificate::from_der(certificate).to_owned())
        .collect();
    Ok(RootCerts::new_with_certs(&certificates))
}

type Answer = ureq::http::Response<ureq::Body>;

fn read<T: DeserializeOwned>(answer: Result<Answer, ureq::Error>) -> Result<T, Problem> {
    let mut answer = answer.map_err(unanswered)?;
    let status = answer.status().as_u16();
    let body = answer
        .body_mut()
        .with_config()
        .limit(MOST_BYTES)
        .read_to_vec()
        .map_err(unanswered)?;
    match status {
        200..=299 => serde_json::from_slice(&body).map_err(|error| {
            PaymentError::Unreachable(format!("status {status}, but not what was asked for: {error}")).into()
        }),
        // Too many requests, and a request with the same key that is still being carried out: neither says what became of it.
        409 | 429 => Err(PaymentError::Unreachable(format!("status {status}: {}", said(&body))).into()),
        400..=499 => match serde_json::from_slice::<ErrorBody>(&body) {
            Ok(body) => Err(Problem::Api(status, Box::new(body.error))),
            // Something in between has answered, not Stripe.
            Err(_) => Err(PaymentError::Unreachable(format!("status {status}, but not from the interface")).into()),
        },
        _ => Err(PaymentError::Unreachable(format!("status {status}: {}", said(&body))).into()),
    }
}

/// What the interface says about an error, if it does.
fn said(body: &[u8]) -> String {
    serde_json::from_slice::<ErrorBody>(body)
        .ok()
        .and_then(|body| body.error.message)
        .unwrap_or_default()
}

fn unanswered(error: ureq::Error) -> PaymentError {
    match error {
        ureq::Error::Timeout(_) => PaymentError::TimedOut,
        ureq::Error::BadUri(_) | ureq::Error::RequireHttpsOnly(_) | ureq::Error::Http(_) => {
            PaymentError::refused("request", error.to_string())
        }
        other => PaymentError::Unreachable(other.to_string()),
    }
}
