//! Settings: one list, its copy for people, and everything that is wrong said at once.

use std::net::SocketAddr;

use simportal::config::{Config, Environment, Overrides, PaymentsBy, SETTINGS};

use crate::support::source;

#[test]
fn the_example_of_an_environment_file_has_every_setting() {
    let expected: String = SETTINGS
        .iter()
        .map(|setting| format!("# {}\n#{}={}\n\n", setting.meaning, setting.name, setting.usual))
        .collect();
    let head = "# Settings of Simportal with their usual values; remove the # in front of a name to change one.\n\n";
    let expected = format!("{head}{}\n", expected.trim_end());
    assert_eq!(
        source::file(".env.example"),
        expected,
        "write .env.example anew from SETTINGS"
    );
}

#[test]
fn every_setting_is_explained_to_operators() {
    let text = source::file("docs/OPERATING.md");
    let missing: Vec<&str> = SETTINGS
        .iter()
        .map(|setting| setting.name)
        .filter(|name| !text.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "docs/OPERATING.md does not explain {missing:?}");
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let wrong = [
        ("SIMPORTAL_MODE", "prod"),
        ("SIMPORTAL_LISTEN", "localhost"),
        ("SIMPORTAL_BASE_URL", "portal.example"),
        ("SIMPORTAL_TLS_CERT", "/nowhere/cert.pem"),
        ("SIMPORTAL_TRUSTED_PROXIES", "proxy"),
        ("SIMPORTAL_WORKERS", "0"),
        ("SIMPORTAL_DATABASE_URL", "mysql://db"),
        ("SIMPORTAL_DATABASE_CONNECTIONS", "many"),
        ("SIMPORTAL_DATABASE_WAIT_SECONDS", "61"),
        ("SIMPORTAL_SQLITE_SYNCHRONOUS", "off"),
        ("SIMPORTAL_SECRET_KEY", "abc"),
        ("SIMPORTAL_SESSION_IDLE_MINUTES", "-1"),
        ("SIMPORTAL_SESSION_HOURS", "25"),
        ("SIMPORTAL_SMTP_HOST", "mail.example"),
        ("SIMPORTAL_SMTP_PORT", "99999"),
        ("SIMPORTAL_SMTP_SECURITY", "none"),
        ("SIMPORTAL_SMTP_USER", "portal"),
        ("SIMPORTAL_MAIL_FROM", "no address"),
        ("SIMPORTAL_TERMS_URL", "terms.html"),
        ("SIMPORTAL_DEFAULT_DATA_MB", "1.5"),
        ("SIMPORTAL_DEFAULT_SMS", "-3"),
        ("SIMPORTAL_DEFAULT_LIFETIME_YEARS", "0"),
        ("SIMPORTAL_SIMULATOR", "yes"),
        ("SIMPORTAL_SIMULATOR_PACE", "1441"),
        ("SIMPORTAL_PAYMENTS", "paypal"),
        ("SIMPORTAL_STRIPE_SECRET_KEY", "pk_test_1"),
        ("SIMPORTAL_STRIPE_WEBHOOK_SECRET", "sk_test_1"),
        ("SIMPORTAL_STRIPE_API_URL", "http://api.stripe.com"),
        ("SIMPORTAL_STRIPE_API_VERSION", "latest"),
        ("SIMPORTAL_LOG_FORMAT", "xml"),
        ("SIMPORTAL_SESION_HOURS", "12"),
    ];
    let problems = Config::load(&Environment::of(wrong), &Overrides::default()).unwrap_err();
    for (name, _) in wrong.iter().filter(|(name, _)| *name != "SIMPORTAL_SMTP_HOST") {
        let said = problems
            .iter()
            .filter(|problem| problem.starts_with(&format!("{name}: ")));
        assert_eq!(said.count(), 1, "{name} in {problems:#?}");
    }
    assert_eq!(problems.len(), wrong.len() - 1, "{problems:#?}");
}

#[test]
fn production_refuses_what_only_development_may_do() {
    let problems = Config::load(
        &Environment::of([("SIMPORTAL_MODE", "production")]),
        &Overrides::default(),
    )
    .unwrap_err();
    for name in ["SIMPORTAL_BASE_URL", "SIMPORTAL_SMTP_HOST", "SIMPORTAL_SECRET_KEY"] {
        assert!(
            problems.iter().any(|problem| problem.starts_with(name)),
            "{name} in {problems:#?}"
        );
    }
    let simulating = Environment::of([("SIMPORTAL_MODE", "production"), ("SIMPORTAL_SIMULATOR", "on")]);
    let problems = Config::load(&simulating, &Overrides::default()).unwrap_err();
    assert!(
        problems
            .iter()
            .any(|problem| problem.starts_with("SIMPORTAL_SIMULATOR:")),
        "{problems:#?}"
    );
    let key = "0f".repeat(32);
    let right = Environment::of([
        ("SIMPORTAL_MODE", "production"),
        ("SIMPORTAL_BASE_URL", "https://portal.example/"),
        ("SIMPORTAL_SMTP_HOST", "mail.example"),
        ("SIMPORTAL_SECRET_KEY", &key),
    ]);
    let config = Config::load(&right, &Overrides::default()).unwrap();
    assert!(config.is_production() && config.server.is_https());
    assert_eq!(config.server.base_url, "https://portal.example");
}

#[test]
fn cards_are_simulated_in_development_and_off_in_production_unless_somebody_says_otherwise() {
    let development = Config::load(&Environment::default(), &Overrides::default()).unwrap();
    assert!(matches!(development.payments.by, PaymentsBy::Simulated));
    let key = "0f".repeat(32);
    let production = |more: [(&str, &str); 3]| {
        let [a, b, c] = more;
        let environment = Environment::of([
            ("SIMPORTAL_MODE", "production"),
            ("SIMPORTAL_BASE_URL", "https://portal.example/"),
            ("SIMPORTAL_SMTP_HOST", "mail.example"),
            ("SIMPORTAL_SECRET_KEY", &key),
            a,
            b,
            c,
        ]);
        Config::load(&environment, &Overrides::default())
    };
    let none = ("SIMPORTAL_PAYMENTS", "");
    assert!(matches!(
        production([none, none, none]).unwrap().payments.by,
        PaymentsBy::Off
    ));
    let info = ("SIMPORTAL_LOG", "info");
    let simulated = production([("SIMPORTAL_PAYMENTS", "simulated"), info, info]);
    assert!(simulated.unwrap_err()[0].starts_with("SIMPORTAL_PAYMENTS:"));
    let stripe = ("SIMPORTAL_PAYMENTS", "stripe");
    let missing = production([stripe, info, info]).unwrap_err();
    assert_eq!(missing.len(), 2, "{missing:#?}");
    let secret = ("SIMPORTAL_STRIPE_SECRET_KEY", "sk_live_1");
    let webhook = ("SIMPORTAL_STRIPE_WEBHOOK_SECRET", "whsec_1");
    let config = production([stripe, secret, webhook]).unwrap();
    let PaymentsBy::Stripe(settings) = &config.payments.by else {
        panic!("{:?}", config.payments);
    };
    assert_eq!(settings.api_url, "https://api.stripe.com");
    assert!(
        !format!("{:?}", config.payments).contains("sk_live"),
        "secrets are not printed"
    );
}

#[test]
fn plain_http_is_for_loopback_or_behind_a_declared_proxy() {
    let everywhere: SocketAddr = "0.0.0.0:8080".parse().unwrap();
    let overrides = Overrides {
        listen: Some(everywhere),
        ..Overrides::default()
    };
    let problems = Config::load(&Environment::default(), &overrides).unwrap_err();
    assert!(
        problems.iter().any(|problem| problem.starts_with("SIMPORTAL_LISTEN")),
        "{problems:?}"
    );
    let behind = Environment::of([("SIMPORTAL_TRUSTED_PROXIES", "10.0.0.7, 10.0.0.8")]);
    assert_eq!(
        Config::load(&behind, &overrides).unwrap().server.trusted_proxies.len(),
        2
    );
}

#[test]
fn a_secret_may_stand_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    std::fs::write(&path, format!("{}\n", "2a".repeat(32))).unwrap();
    let name = path.to_string_lossy();
    let environment = Environment::of([("SIMPORTAL_SECRET_KEY_FILE", name.as_ref())]);
    let config = Config::load(&environment, &Overrides::default()).unwrap();
    assert_eq!(config.security.secret_key, Some([0x2a; 32]));
    let missing = Environment::of([("SIMPORTAL_SMTP_PASSWORD_FILE", "/nowhere/password")]);
    let problems = Config::load(&missing, &Overrides::default()).unwrap_err();
    assert!(
        problems
            .iter()
            .any(|problem| problem.starts_with("SIMPORTAL_SMTP_PASSWORD_FILE")),
        "{problems:?}"
    );
}

#[test]
fn empty_settings_count_as_not_set() {
    let environment = Environment::of([("SIMPORTAL_SMTP_HOST", ""), ("SIMPORTAL_SESSION_HOURS", " ")]);
    let config = Config::load(&environment, &Overrides::default()).unwrap();
    assert!(config.mail.smtp.is_none());
    assert_eq!(config.security.session_lifetime.as_secs(), 12 * 3600);
}
