//! One-time codes by time (TOTP, RFC 6238): SHA-1, six digits, steps of 30 seconds, which is what every authenticator app can do.

use chrono::NaiveDateTime;
use totp_rs::{Algorithm, Builder, Secret, Totp};

use crate::crypto::{Keys, NoRandom, random_bytes};

/// Length of a step in seconds.
const STEP: i64 = 30;

/// Steps before and after the present one whose codes count as well (RFC 6238, section 5.2): clocks differ, and typing takes time.
const SKEW: u16 = 1;

/// The secret shared with an authenticator app: 160 random bits, as RFC 4226 recommends.
#[derive(Clone, PartialEq, Eq)]
pub struct Seed([u8; 20]);

impl Seed {
    /// A new one.
    pub fn random() -> Result<Self, NoRandom> {
        random_bytes().map(Self)
    }

    /// As people type it into an app (base 32, RFC 4648).
    pub fn base32(&self) -> String {
        Secret::from(self.0).to_base32()
    }

    /// Sealed for the person: worth nothing in the row of anybody else.
    pub fn seal(&self, keys: &Keys, user_id: i64) -> Result<String, NoRandom> {
        keys.seal(&context(user_id), &crate::crypto::hex(&self.0))
    }

    /// Opens what [`Seed::seal`] made; `None` when it was made for somebody else or with another key.
    pub fn open(keys: &Keys, user_id: i64, sealed: &str) -> Option<Self> {
        let text = keys.open(&context(user_id), sealed)?;
        crate::crypto::unhex(&text)?.try_into().ok().map(Self)
    }

    /// The time step to which a code belongs, if it is right now. Whether that step was used before is for the caller to see.
    pub fn step_of(&self, code: &str, now: NaiveDateTime) -> Option<i64> {
        let time = u64::try_from(now.and_utc().timestamp()).ok()?;
        let step = self.generator()?.check(code, time)?;
        i64::try_from(step).ok()
    }

    /// The code that an app shows at this time.
    pub fn code(&self, now: NaiveDateTime) -> Option<String> {
        let time = u64::try_from(now.and_utc().timestamp()).ok()?;
        Some(self.generator()?.generate(time).to_string())
    }

    fn generator(&self) -> Option<Totp> {
        let built = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_step_duration(u64::try_from(STEP).ok()?)
            .with_skew(SKEW)
            .with_secret(self.0)
            .build();
        // Refused only for secrets that are too short.
        built.ok()
    }
}

fn context(user_id: i64) -> String {
    format!("totp/{user_id}")
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;

    fn at(seconds: i64) -> NaiveDateTime {
        DateTime::from_timestamp(seconds, 0).unwrap().naive_utc()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B: the secret "12345678901234567890"; the last six of its eight digits.
        let seed = Seed(*b"12345678901234567890");
        for (time, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(seed.code(at(time)).as_deref(), Some(code), "{time}");
            assert_eq!(seed.step_of(code, at(time)), Some(time / STEP), "{time}");
        }
    }

    #[test]
    fn a_code_counts_one_step_before_and_after_its_own_and_no_longer() {
        let seed = Seed(*b"12345678901234567890");
        let code = seed.code(at(600)).unwrap();
        for (time, counts) in [(569, false), (570, true), (600, true), (659, true), (660, false)] {
            assert_eq!(seed.step_of(&code, at(time)).is_some(), counts, "{time}");
        }
        for wrong in ["", "12345", "1234567", "+12345", "abcdef", "１２３４５６"] {
            assert_eq!(seed.step_of(wrong, at(600)), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_seed_opens_for_its_own_person_only() {
        let keys = Keys::derive(&[7; 32]);
        let seed = Seed::random().unwrap();
        let sealed = seed.seal(&keys, 1).unwrap();
        assert!(Seed::open(&keys, 1, &sealed) == Some(seed));
        assert!(Seed::open(&keys, 2, &sealed).is_none());
        assert!(Seed::open(&keys, 1, "").is_none());
    }

    #[test]
    fn the_typed_form_is_base_32() {
        assert_eq!(
            Seed(*b"12345678901234567890").base32(),
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        );
    }
}
