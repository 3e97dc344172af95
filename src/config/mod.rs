//! Settings: from the environment only, typed, and all problems told at once.
//!
//! [`SETTINGS`] is the one list of names; `.env.example` and a test follow it.

mod brand;
mod payments;
mod reader;
mod settings;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use crate::storage::{DatabaseOptions, DatabaseUrl, Durability, Kind};
pub use brand::{Brand, Terms};
pub use payments::{Payments, PaymentsBy, Stripe};
pub use reader::Environment;
use reader::Reader;
pub use settings::{SETTINGS, Setting};

/// Everything the program was told before it started.
#[derive(Debug, Clone)]
pub struct Config {
    /// Development shows the mailbox page and prints logins; production refuses what only development may do.
    pub mode: Mode,
    /// Where the embedded database, the secret key and undelivered mail live.
    pub data_dir: PathBuf,
    /// How the database is opened.
    pub database: DatabaseOptions,
    /// The listening side.
    pub server: Server,
    /// How mail leaves.
    pub mail: Mail,
    /// Sessions and secrets.
    pub security: Security,
    /// What an imported SIM gets when its file says nothing.
    pub tariff: DefaultTariff,
    /// The simulated network.
    pub simulator: Simulator,
    /// Card payments.
    pub payments: Payments,
    /// Name and contacts shown on pages and in mail.
    pub brand: Brand,
    /// Terms of business that customers accept in the shop, if there are any.
    pub terms: Option<Terms>,
    /// Sizes at which exports change their way.
    pub exports: Exports,
    /// Log filter (`info`, `simportal=debug,...`) and form.
    pub log: Log,
}

/// Sizes at which exports change their way. No settings: only tests choose others than the usual ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exports {
    /// So many SIMs are sent at once; of more a job makes a file.
    pub at_once: i64,
    /// SIMs in a piece of a job's file.
    pub piece: i64,
    /// Largest file that is attached to a mail, bytes.
    pub attached: usize,
}

impl Default for Exports {
    fn default() -> Self {
        Self {
            at_once: 10_000,
            piece: 20_000,
            attached: 5_000_000,
        }
    }
}

/// What kind of start this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// For trying out and for work on the program.
    Development,
    /// For customers.
    Production,
}

/// The listening side.
#[derive(Debug, Clone)]
pub struct Server {
    /// Address and port.
    pub listen: SocketAddr,
    /// Address of the portal as people type it; begins every link in mail. No slash at the end.
    pub base_url: String,
    /// Certificate chain and key, PEM.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Addresses whose `X-Forwarded-*` headers are believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Threads that answer requests.
    pub workers: usize,
}

impl Server {
    /// Whether people reach the portal by HTTPS: cookies are then `Secure` and named `__Host-`.
    pub fn is_https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// How mail leaves.
#[derive(Debug, Clone)]
pub struct Mail {
    /// `Name <address>`.
    pub from: String,
    /// Mail server; without one mails become `.eml` files in the data directory.
    pub smtp: Option<Smtp>,
}

/// A mail server.
#[derive(Clone)]
pub struct Smtp {
    /// Host name, checked against its certificate.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the connection is protected.
    pub security: SmtpSecurity,
    /// User and password, if it wants them.
    pub credentials: Option<(String, String)>,
    /// A certificate authority to trust beside the system's, PEM.
    pub ca_file: Option<PathBuf>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .finish_non_exhaustive()
    }
}

/// Protection of the connection to the mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// Plain connection that must be upgraded (RFC 3207).
    StartTls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// Unprotected: loopback only.
    None,
}

/// Sessions and secrets.
#[derive(Clone)]
pub struct Security {
    /// 32 bytes as 64 hexadecimal digits; `None`: kept in `secret.key` of the data directory, made at the first start.
    pub secret_key: Option<[u8; 32]>,
    /// A session ends after this long without a request.
    pub session_idle: Duration,
    /// A session ends after this long at the latest.
    pub session_lifetime: Duration,
}

impl std::fmt::Debug for Security {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Security")
            .field("session_idle", &self.session_idle)
            .finish_non_exhaustive()
    }
}

/// What an imported SIM gets when its file says nothing.
#[derive(Debug, Clone, Copy)]
pub struct DefaultTariff {
    /// Data volume in bytes.
    pub data_bytes: i64,
    /// SMS.
    pub sms: i64,
    /// Years from the day of import.
    pub years: u32,
}

/// The simulated network.
#[derive(Debug, Clone, Copy)]
pub struct Simulator {
    /// Whether it runs; `None`: nobody said.
    pub run: Option<bool>,
    /// How many times as fast as real devices the simulated ones act.
    pub pace: u32,
}

impl Simulator {
    /// Whether it runs; `usually`: if nobody said.
    pub fn is_on(self, usually: bool) -> bool {
        self.run.unwrap_or(usually)
    }
}

/// Log filter and form.
#[derive(Debug, Clone)]
pub struct Log {
    /// Filter in the form of `tracing`'s `EnvFilter`.
    pub filter: String,
    /// One JSON object per line instead of text.
    pub json: bool,
}

/// What the command line says; it wins over the environment.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// `--listen`.
    pub listen: Option<SocketAddr>,
}

impl Config {
    /// Reads every setting, or answers every problem: one sentence each, naming the setting.
    pub fn load(environment: &Environment, overrides: &Overrides) -> Result<Self, Vec<String>> {
        let mut r = Reader::new(environment);
        let mode = r.choice(
            "SIMPORTAL_MODE",
            &[("development", Mode::Development), ("production", Mode::Production)],
            Mode::Development,
        );
        let data_dir = overrides
            .data_dir
            .clone()
            .unwrap_or_else(|| r.path("SIMPORTAL_DATA_DIR").unwrap_or_else(|| PathBuf::from("data")));
        let listen = match overrides.listen {
            Some(listen) => listen,
            None => r.parsed("SIMPORTAL_LISTEN", SocketAddr::from(([127, 0, 0, 1], 8080))),
        };
        let database = database(&mut r, &data_dir);
        let server = server(&mut r, listen, mode);
        let mail = mail(&mut r, mode);
        let security = security(&mut r, mode);
        let tariff = DefaultTariff {
            data_bytes: r
                .number("SIMPORTAL_DEFAULT_DATA_MB", 500, 0, 100_000_000)
                .saturating_mul(1_000_000),
            sms: r.number("SIMPORTAL_DEFAULT_SMS", 250, 0, 100_000_000),
            years: u32::try_from(r.number("SIMPORTAL_DEFAULT_LIFETIME_YEARS", 10, 1, 50)).unwrap_or(10),
        };
        let simulator = simulator(&mut r, mode);
        let payments = payments::payments(&mut r, mode);
        let brand = brand::brand(&mut r);
        let terms = brand::terms(&mut r, is_private(mode, &server));
        let log = Log {
            filter: r.text("SIMPORTAL_LOG").unwrap_or_else(|| "info".to_owned()),
            json: r.choice("SIMPORTAL_LOG_FORMAT", &[("text", false), ("json", true)], false),
        };
        r.refuse_unknown();
        r.finish(Self {
            mode,
            data_dir,
            database,
            server,
            mail,
            security,
            tariff,
            simulator,
            payments,
            brand,
            terms,
            exports: Exports::default(),
            log,
        })
    }

    /// Whether the mailbox page exists: in development, and only where nobody but this machine can reach it. Its mails hold
    /// password links, so a portal that was put behind a proxy without `SIMPORTAL_MODE=production` must not show them.
    pub fn shows_mailbox(&self) -> bool {
        is_private(self.mode, &self.server)
    }

    /// Whether this is a start for customers.
    pub fn is_production(&self) -> bool {
        self.mode == Mode::Production
    }
}

/// Whether this is a development start that nobody but this machine can reach.
fn is_private(mode: Mode, server: &Server) -> bool {
    mode == Mode::Development && server.listen.ip().is_loopback() && server.trusted_proxies.is_empty()
}

fn database(r: &mut Reader<'_>, data_dir: &std::path::Path) -> DatabaseOptions {
    let name = if r.has("SIMPORTAL_DATABASE_URL") {
        "SIMPORTAL_DATABASE_URL"
    } else {
        "DATABASE_URL"
    };
    let embedded = DatabaseUrl::Sqlite(data_dir.join("simportal.db"));
    let url = match r.text(name).map(|text| DatabaseUrl::parse(&text)) {
        None => embedded,
        Some(Ok(url)) => url,
        Some(Err(problem)) => {
            r.problem(name, &problem);
            embedded
        }
    };
    let usual = if url.kind() == Kind::Sqlite { 4 } else { 16 };
    DatabaseOptions {
        connections: u32::try_from(r.number("SIMPORTAL_DATABASE_CONNECTIONS", usual, 1, 1000)).unwrap_or(16),
        wait: Duration::from_secs(r.number("SIMPORTAL_DATABASE_WAIT_SECONDS", 5, 1, 60).unsigned_abs()),
        durability: r.choice(
            "SIMPORTAL_SQLITE_SYNCHRONOUS",
            &[("full", Durability::Full), ("normal", Durability::Normal)],
            Durability::Full,
        ),
        url,
    }
}

fn server(r: &mut Reader<'_>, listen: SocketAddr, mode: Mode) -> Server {
    let tls = match (r.path("SIMPORTAL_TLS_CERT"), r.path("SIMPORTAL_TLS_KEY")) {
        (Some(cert), Some(key)) => {
            for (name, path) in [("SIMPORTAL_TLS_CERT", &cert), ("SIMPORTAL_TLS_KEY", &key)] {
                if !path.is_file() {
                    r.problem(name, &format!("no such file: {}", path.display()));
                }
            }
            Some((cert, key))
        }
        (None, None) => None,
        _ => {
            r.problem(
                "SIMPORTAL_TLS_CERT",
                "certificate and key go together: set SIMPORTAL_TLS_KEY, too",
            );
            None
        }
    };
    let trusted_proxies: Vec<IpAddr> = r.list("SIMPORTAL_TRUSTED_PROXIES");
    if tls.is_none() && trusted_proxies.is_empty() && !listen.ip().is_loopback() {
        r.problem(
            "SIMPORTAL_LISTEN",
            "plain HTTP is for loopback only: set SIMPORTAL_TLS_CERT and SIMPORTAL_TLS_KEY, or name the reverse proxy in SIMPORTAL_TRUSTED_PROXIES",
        );
    }
    let scheme = if tls.is_some() { "https" } else { "http" };
    let base_url = r
        .text("SIMPORTAL_BASE_URL")
        .map(|url| url.trim_end_matches('/').to_owned());
    if let Some(url) = &base_url {
        let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        if !host.is_some_and(|host| !host.is_empty() && !host.contains(['/', ' ', '?', '#', '@'])) {
            r.problem(
                "SIMPORTAL_BASE_URL",
                "must be http:// or https:// with a host name and nothing behind it",
            );
        }
    }
    if mode == Mode::Production && !base_url.as_deref().is_some_and(|url| url.starts_with("https://")) {
        r.problem(
            "SIMPORTAL_BASE_URL",
            "production needs the https:// address under which people reach the portal",
        );
    }
    let workers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    Server {
        listen,
        base_url: base_url.unwrap_or_else(|| format!("{scheme}://{listen}")),
        tls,
        trusted_proxies,
        workers: usize::try_from(r.number("SIMPORTAL_WORKERS", i64::try_from(workers).unwrap_or(2), 1, 256))
            .unwrap_or(workers),
    }
}

fn mail(r: &mut Reader<'_>, mode: Mode) -> Mail {
    let security = r.choice(
        "SIMPORTAL_SMTP_SECURITY",
        &[
            ("starttls", SmtpSecurity::StartTls),
            ("tls", SmtpSecurity::Tls),
            ("none", SmtpSecurity::None),
        ],
        SmtpSecurity::StartTls,
    );
    let usual = match security {
        SmtpSecurity::StartTls => 587,
        SmtpSecurity::Tls => 465,
        SmtpSecurity::None => 25,
    };
    let port = u16::try_from(r.number("SIMPORTAL_SMTP_PORT", usual, 1, 65535)).unwrap_or(587);
    let credentials = match (r.text("SIMPORTAL_SMTP_USER"), r.secret("SIMPORTAL_SMTP_PASSWORD")) {
        (Some(user), Some(password)) => Some((user, password)),
        (None, None) => None,
        _ => {
            r.problem(
                "SIMPORTAL_SMTP_USER",
                "user and password go together: set SIMPORTAL_SMTP_PASSWORD, too",
            );
            None
        }
    };
    let ca_file = r.path("SIMPORTAL_SMTP_CA_FILE");
    let smtp = r.text("SIMPORTAL_SMTP_HOST").map(|host| Smtp {
        host,
        port,
        security,
        credentials,
        ca_file,
    });
    if let Some(smtp) = &smtp
        && smtp.security == SmtpSecurity::None
        && !matches!(smtp.host.as_str(), "localhost" | "127.0.0.1" | "::1")
    {
        r.problem(
            "SIMPORTAL_SMTP_SECURITY",
            "an unprotected connection is for a mail server on this machine only",
        );
    }
    if mode == Mode::Production && smtp.is_none() {
        r.problem(
            "SIMPORTAL_SMTP_HOST",
            "production needs a mail server: invitations and password links are sent by mail",
        );
    }
    let from = r
        .text("SIMPORTAL_MAIL_FROM")
        .unwrap_or_else(|| "Simportal <no-reply@simportal.example>".to_owned());
    if from.parse::<lettre::message::Mailbox>().is_err() {
        r.problem(
            "SIMPORTAL_MAIL_FROM",
            "must be an address, or a name followed by <address>",
        );
    }
    Mail { from, smtp }
}

fn simulator(r: &mut Reader<'_>, mode: Mode) -> Simulator {
    let run = r.choice("SIMPORTAL_SIMULATOR", &[("on", Some(true)), ("off", Some(false))], None);
    if mode == Mode::Production && run == Some(true) {
        r.problem(
            "SIMPORTAL_SIMULATOR",
            "not in production: invented records would stand beside those of customers",
        );
    }
    Simulator {
        run,
        pace: u32::try_from(r.number("SIMPORTAL_SIMULATOR_PACE", 1, 1, 1440)).unwrap_or(1),
    }
}

fn security(r: &mut Reader<'_>, mode: Mode) -> Security {
    let secret_key = r.secret("SIMPORTAL_SECRET_KEY").and_then(|text| {
        let key = crate::crypto::unhex(&text).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        if key.is_none() {
            r.problem(
                "SIMPORTAL_SECRET_KEY",
                "must be 64 hexadecimal digits (openssl rand -hex 32)",
            );
        }
        key
    });
    if mode == Mode::Production && secret_key.is_none() && !r.has("SIMPORTAL_SECRET_KEY") {
        r.problem(
            "SIMPORTAL_SECRET_KEY",
            "production needs a key of its own (openssl rand -hex 32)",
        );
    }
    Security {
        secret_key,
        session_idle: Duration::from_secs(r.number("SIMPORTAL_SESSION_IDLE_MINUTES", 30, 1, 720).unsigned_abs() * 60),
        session_lifetime: Duration::from_secs(r.number("SIMPORTAL_SESSION_HOURS", 12, 1, 24).unsigned_abs() * 3600),
    }
}
