//! The list of settings: the only place where their names, usual values and meanings stand together.

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// Environment variable.
    pub name: &'static str,
    /// Value when it is not set, as people would write it; empty: none.
    pub usual: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

const fn setting(name: &'static str, usual: &'static str, meaning: &'static str) -> Setting {
    Setting { name, usual, meaning }
}

/// Every setting, in the order of `.env.example`.
pub const SETTINGS: &[Setting] = &[
    setting(
        "SIMPORTAL_MODE",
        "development",
        "development or production; production refuses plain HTTP, missing mail server and missing key",
    ),
    setting(
        "SIMPORTAL_DATA_DIR",
        "data",
        "folder of the embedded database, the secret key and undelivered mail",
    ),
    setting(
        "SIMPORTAL_LISTEN",
        "127.0.0.1:8080",
        "address and port to listen on; other than loopback needs TLS or a declared proxy",
    ),
    setting(
        "SIMPORTAL_BASE_URL",
        "",
        "address of the portal as people type it, e.g. https://portal.example.com; begins every link in mail",
    ),
    setting("SIMPORTAL_TLS_CERT", "", "certificate chain, PEM file"),
    setting("SIMPORTAL_TLS_KEY", "", "private key of the certificate, PEM file"),
    setting(
        "SIMPORTAL_TRUSTED_PROXIES",
        "",
        "addresses of reverse proxies, comma-separated; only their X-Forwarded-For is believed",
    ),
    setting(
        "SIMPORTAL_WORKERS",
        "",
        "threads that answer requests; usually one per core",
    ),
    setting(
        "SIMPORTAL_DATABASE_URL",
        "",
        "sqlite:PATH or postgres://...; usually an embedded SQLite database in the data folder; DATABASE_URL is read as well",
    ),
    setting(
        "SIMPORTAL_DATABASE_CONNECTIONS",
        "",
        "connections of the pool; usually 4 on SQLite and 16 on PostgreSQL",
    ),
    setting(
        "SIMPORTAL_DATABASE_WAIT_SECONDS",
        "5",
        "how long a request waits for a connection before it answers 503",
    ),
    setting(
        "SIMPORTAL_SQLITE_SYNCHRONOUS",
        "full",
        "full: what was acknowledged survives a power cut; normal: faster, the last commits may be lost at one",
    ),
    setting(
        "SIMPORTAL_SECRET_KEY",
        "",
        "64 hexadecimal digits (openssl rand -hex 32); in development made by the first start and kept in the data folder",
    ),
    setting(
        "SIMPORTAL_SESSION_IDLE_MINUTES",
        "30",
        "a session ends after so many minutes without a request",
    ),
    setting(
        "SIMPORTAL_SESSION_HOURS",
        "12",
        "a session ends after so many hours at the latest",
    ),
    setting(
        "SIMPORTAL_SMTP_HOST",
        "",
        "mail server; without one mails become .eml files in the data folder (development only)",
    ),
    setting(
        "SIMPORTAL_SMTP_PORT",
        "",
        "port of the mail server; usually 587 for starttls, 465 for tls",
    ),
    setting(
        "SIMPORTAL_SMTP_SECURITY",
        "starttls",
        "starttls, tls, or none (loopback only)",
    ),
    setting("SIMPORTAL_SMTP_USER", "", "user at the mail server"),
    setting("SIMPORTAL_SMTP_PASSWORD", "", "password at the mail server"),
    setting(
        "SIMPORTAL_SMTP_CA_FILE",
        "",
        "certificate authority to trust beside the system's, PEM file",
    ),
    setting(
        "SIMPORTAL_MAIL_FROM",
        "Simportal <no-reply@simportal.example>",
        "sender of all mail",
    ),
    setting(
        "SIMPORTAL_BRAND_NAME",
        "Simportal",
        "name of the portal on pages and in mail",
    ),
    setting(
        "SIMPORTAL_SUPPORT_EMAIL",
        "",
        "support address named on pages and in mail",
    ),
    setting(
        "SIMPORTAL_SUPPORT_PHONE",
        "",
        "support telephone named on pages and in mail",
    ),
    setting(
        "SIMPORTAL_TERMS_URL",
        "",
        "where the terms of business stand that customers accept in the shop; without them nothing is asked",
    ),
    setting(
        "SIMPORTAL_TERMS_VERSION",
        "1",
        "their version, noted when somebody accepts them; change it with the terms",
    ),
    setting(
        "SIMPORTAL_DEFAULT_DATA_MB",
        "500",
        "data volume of an imported SIM whose file names none, in MB",
    ),
    setting(
        "SIMPORTAL_DEFAULT_SMS",
        "250",
        "SMS of an imported SIM whose file names none",
    ),
    setting(
        "SIMPORTAL_DEFAULT_LIFETIME_YEARS",
        "10",
        "lifetime of an imported SIM whose file names none, in years",
    ),
    setting(
        "SIMPORTAL_SIMULATOR",
        "",
        "on or off: whether simulated devices use the network; usually on beside simportal demo, else off; not in production",
    ),
    setting(
        "SIMPORTAL_SIMULATOR_PACE",
        "1",
        "simulated devices act so many times as fast as real ones, 1 to 1440",
    ),
    setting(
        "SIMPORTAL_PAYMENTS",
        "",
        "who carries out card payments: off, simulated or stripe; usually simulated in development and off in production",
    ),
    setting(
        "SIMPORTAL_STRIPE_SECRET_KEY",
        "",
        "secret or restricted key of the Stripe account (sk_... or rk_...)",
    ),
    setting(
        "SIMPORTAL_STRIPE_WEBHOOK_SECRET",
        "",
        "signing secret of the webhook endpoint at Stripe (whsec_...)",
    ),
    setting(
        "SIMPORTAL_STRIPE_API_URL",
        "https://api.stripe.com",
        "address of Stripe's interface; http:// for a test server on this machine only",
    ),
    setting(
        "SIMPORTAL_STRIPE_API_VERSION",
        "2025-03-31.basil",
        "version of Stripe's interface that is asked for",
    ),
    setting("SIMPORTAL_LOG", "info", "what is logged, e.g. info or simportal=debug"),
    setting("SIMPORTAL_LOG_FORMAT", "text", "text or json (one object per line)"),
];
