//! Signatures of webhooks, as Stripe makes them: `t=<seconds>,v1=<hex>`, where the second is HMAC-SHA-256 over `<seconds>.<body>`. While
//! a secret is being replaced there are several `v1`; other names are of schemes that are not ours.

use super::WebhookError;
use crate::crypto;
use crate::types::time::UtcTime;

/// The header that carries it.
pub const HEADER: &str = "Stripe-Signature";

/// A webhook that was signed longer ago than this is not believed, nor one signed so much later than now.
pub const TOLERANCE_SECONDS: i64 = 300;

/// Signatures that are looked at in one header: more are an attempt to keep us busy.
const MOST_SIGNATURES: usize = 16;

/// The header for a body.
pub fn sign(secret: &str, body: &[u8], at: UtcTime) -> String {
    let seconds = at.and_utc().timestamp().to_string();
    let tag = crypto::hmac_sha256(secret.as_bytes(), &[seconds.as_bytes(), b".", body]);
    format!("t={seconds},v1={}", crypto::hex(&tag))
}

/// Checks the header of a body.
pub fn verify(secret: &str, header: Option<&str>, body: &[u8], now: UtcTime) -> Result<(), WebhookError> {
    let header = header.ok_or(WebhookError::Unsigned)?;
    let mut seconds = None;
    let mut tags = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=') {
            Some(("t", value)) => seconds = Some(value),
            Some(("v1", value)) if tags.len() < MOST_SIGNATURES => tags.extend(crypto::unhex(value)),
            _ => {}
        }
    }
    let seconds = seconds.ok_or(WebhookError::Unsigned)?;
    let signed_at: i64 = seconds.parse().map_err(|_| WebhookError::Unsigned)?;
    let message: [&[u8]; 3] = [seconds.as_bytes(), b".", body];
    // All of them, however many match: which one it was is nobody's business.
    let right = tags
        .iter()
        .filter(|tag| crypto::is_hmac_sha256(secret.as_bytes(), &message, tag))
        .count();
    match right {
        0 if tags.is_empty() => Err(WebhookError::Unsigned),
        0 => Err(WebhookError::Forged),
        _ if now.and_utc().timestamp().abs_diff(signed_at) > TOLERANCE_SECONDS.unsigned_abs() => {
            Err(WebhookError::Stale)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;

    const SECRET: &str = "whsec_test_secret";

    fn now() -> UtcTime {
        chrono::DateTime::from_timestamp(1_614_556_800, 0).unwrap().naive_utc()
    }

    #[test]
    fn a_known_signature_is_the_one_that_openssl_makes() {
        // printf '1614556800.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec_test_secret
        let known = "4b84b790795620969b08a42ba000110ae8bf58a5784f16c215b248752ce65404";
        let header = format!("t=1614556800,v1={known}");
        assert_eq!(sign(SECRET, br#"{"id":"evt_1"}"#, now()), header);
        assert_eq!(verify(SECRET, Some(&header), br#"{"id":"evt_1"}"#, now()), Ok(()));
    }

    #[test]
    fn nothing_but_the_signed_bytes_passes() {
        let body = br#"{"id":"evt_1","amount":100}"#;
        let header = sign(SECRET, body, now());
        let other = br#"{"id":"evt_1","amount":999}"#;
        assert_eq!(verify(SECRET, Some(&header), other, now()), Err(WebhookError::Forged));
        assert_eq!(
            verify("whsec_another", Some(&header), body, now()),
            Err(WebhookError::Forged)
        );
        let moved = header.replace("t=1614556800", "t=1614556801");
        assert_eq!(verify(SECRET, Some(&moved), body, now()), Err(WebhookError::Forged));
        // A scheme that is not ours does not count, whatever it holds.
        let weaker = header.replace("v1=", "v0=");
        assert_eq!(verify(SECRET, Some(&weaker), body, now()), Err(WebhookError::Unsigned));
    }

    #[test]
    fn one_right_signature_among_several_is_enough() {
        let body = b"{}";
        let right = sign(SECRET, body, now());
        let (time, tag) = right.split_once(',').unwrap();
        let several = format!("{time},v1={},{tag},v0=abc", "00".repeat(32));
        assert_eq!(verify(SECRET, Some(&several), body, now()), Ok(()));
    }

    #[test]
    fn five_minutes_are_the_limit_in_both_directions() {
        let body = b"{}";
        let header = sign(SECRET, body, now());
        for (seconds, result) in [
            (300, Ok(())),
            (-300, Ok(())),
            (301, Err(WebhookError::Stale)),
            (-301, Err(WebhookError::Stale)),
        ] {
            assert_eq!(
                verify(SECRET, Some(&header), body, now() + TimeDelta::seconds(seconds)),
                result,
                "{seconds}"
            );
        }
    }

    #[test]
    fn a_header_of_another_form_is_no_signature() {
        for header in [
            None,
            Some(""),
            Some("t=,v1="),
            Some("v1=00"),
            Some("t=1614556800"),
            Some("t=x,v1=00"),
        ] {
            assert_eq!(
                verify(SECRET, header, b"{}", now()),
                Err(WebhookError::Unsigned),
                "{header:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_header_passes_by_chance(header in "(t=[0-9]{1,12},)?(v1=[0-9a-f]{0,70},?){0,20}", body in any::<Vec<u8>>()) {
            prop_assert!(verify(SECRET, Some(&header), &body, now()).is_err());
        }
    }
}
