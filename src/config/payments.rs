//! Settings of card payments.

use std::net::IpAddr;

use super::Mode;
use super::reader::Reader;

/// The version of the interface that the adapter was written for.
const API_VERSION: &str = "2025-03-31.basil";

/// Who carries out card payments.
#[derive(Debug, Clone)]
pub struct Payments {
    /// Who.
    pub by: PaymentsBy,
}

/// Who carries out card payments.
#[derive(Debug, Clone)]
pub enum PaymentsBy {
    /// Nobody: cards are not offered.
    Off,
    /// The simulated provider.
    Simulated,
    /// Stripe.
    Stripe(Stripe),
}

/// How Stripe is reached.
#[derive(Clone)]
pub struct Stripe {
    /// Scheme and host of the interface, without a slash at the end.
    pub api_url: String,
    /// Version of the interface that is asked for.
    pub api_version: String,
    /// Key that signs requests in.
    pub secret_key: String,
    /// Secret that webhooks are signed with.
    pub webhook_secret: String,
}

impl std::fmt::Debug for Stripe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stripe")
            .field("api_url", &self.api_url)
            .field("api_version", &self.api_version)
            .finish_non_exhaustive()
    }
}

/// Kinds of provider that can be named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Off,
    Simulated,
    Stripe,
}

pub(super) fn payments(r: &mut Reader<'_>, mode: Mode) -> Payments {
    let usual = if mode == Mode::Production {
        Kind::Off
    } else {
        Kind::Simulated
    };
    let kinds = [
        ("off", Kind::Off),
        ("simulated", Kind::Simulated),
        ("stripe", Kind::Stripe),
    ];
    let kind = r.choice("SIMPORTAL_PAYMENTS", &kinds, usual);
    if mode == Mode::Production && kind == Kind::Simulated {
        r.problem(
            "SIMPORTAL_PAYMENTS",
            "not simulated in production: orders would be filled that nobody has paid",
        );
    }
    let settings = stripe(r, kind == Kind::Stripe);
    Payments {
        by: match kind {
            Kind::Off => PaymentsBy::Off,
            Kind::Simulated => PaymentsBy::Simulated,
            Kind::Stripe => PaymentsBy::Stripe(settings),
        },
    }
}

/// Reads and checks what is set, in any case: a wrong value is wrong before the day on which it is used.
fn stripe(r: &mut Reader<'_>, is_needed: bool) -> Stripe {
    let secret_key = key(
        r,
        "SIMPORTAL_STRIPE_SECRET_KEY",
        &["sk_", "rk_"],
        "must be a secret or restricted key (sk_... or rk_...)",
        is_needed,
    );
    let webhook_secret = key(
        r,
        "SIMPORTAL_STRIPE_WEBHOOK_SECRET",
        &["whsec_"],
        "must be the signing secret of the webhook endpoint (whsec_...)",
        is_needed,
    );
    let api_url = r.text("SIMPORTAL_STRIPE_API_URL").map_or_else(
        || "https://api.stripe.com".to_owned(),
        |url| url.trim_end_matches('/').to_owned(),
    );
    if !is_safe(&api_url) {
        r.problem(
            "SIMPORTAL_STRIPE_API_URL",
            "must be https:// with a host name and nothing behind it; http:// is for this machine only",
        );
    }
    let api_version = r
        .text("SIMPORTAL_STRIPE_API_VERSION")
        .unwrap_or_else(|| API_VERSION.to_owned());
    if !is_version(&api_version) {
        r.problem(
            "SIMPORTAL_STRIPE_API_VERSION",
            &format!("must begin with a day, as in {API_VERSION}"),
        );
    }
    Stripe {
        api_url,
        api_version,
        secret_key,
        webhook_secret,
    }
}

/// A secret that tells by its beginning what it is for: the ones that the provider shows side by side are easily swapped.
fn key(r: &mut Reader<'_>, name: &str, beginnings: &[&str], what: &str, is_needed: bool) -> String {
    match r.secret(name) {
        Some(key) => {
            let is_one = beginnings.iter().any(|beginning| key.starts_with(beginning));
            // It becomes part of a header.
            if !is_one || !key.bytes().all(|b| b.is_ascii_graphic()) {
                r.problem(name, what);
            }
            key
        }
        None => {
            // A file that cannot be read has been told already.
            if is_needed && r.text(&format!("{name}_FILE")).is_none() {
                r.problem(name, "SIMPORTAL_PAYMENTS=stripe needs it");
            }
            String::new()
        }
    }
}

/// Whether an address is one that secrets may be sent to: over TLS, or not leaving this machine.
fn is_safe(url: &str) -> bool {
    let is_host = |host: &str| {
        !host.is_empty()
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']'))
    };
    if let Some(host) = url.strip_prefix("https://") {
        return is_host(host);
    }
    let Some(authority) = url.strip_prefix("http://") else {
        return false;
    };
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => authority.split(':').next(),
    };
    is_host(authority)
        && host.is_some_and(|host| host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()))
}

/// Whether a text begins with a day and is fit for a header.
fn is_version(text: &str) -> bool {
    let day = text.split('.').next().unwrap_or_default();
    day.len() == 10
        && day.parse::<chrono::NaiveDate>().is_ok()
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_leave_this_machine_over_tls_only() {
        for safe in [
            "https://api.stripe.com",
            "http://127.0.0.1:8420",
            "http://localhost:8420",
            "http://[::1]:8420",
        ] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_one in [
            "http://api.stripe.com",
            "http://127.0.0.1.evil.example",
            "http://localhost@evil.example",
            "http://10.0.0.1",
            "https://",
            "https://api.stripe.com/v1",
            "https://user:pw@host",
            "ftp://host",
            "api.stripe.com",
        ] {
            assert!(!is_safe(unsafe_one), "{unsafe_one}");
        }
    }

    #[test]
    fn a_version_is_a_day_with_a_name_behind_it_or_none() {
        assert!(is_version("2025-03-31.basil") && is_version("2024-06-20"));
        assert!(!is_version("latest") && !is_version("2025-13-01") && !is_version("2025-03-31\r\nX: y"));
    }
}
