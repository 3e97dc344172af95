//! Passwords people choose: product section 2, ASVS 5.0 V6.2.
//!
//! Nothing is asked about the composition; what counts is length and that the password is not easily guessed.

use std::collections::HashSet;
use std::fmt;
use std::sync::OnceLock;

use thiserror::Error;
use zxcvbn::{Score, zxcvbn};

/// The least number of characters.
pub const MIN_CHARS: usize = 12;

/// The greatest number of characters; keeps the cost of hashing one sign-in bounded.
pub const MAX_CHARS: usize = 128;

/// A shorter local part of an e-mail (`ab@...`) occurs in too many good passwords to be refused.
const MIN_LOCAL_PART_CHARS: usize = 4;

/// Words an attacker would try first here: the product's name (ASVS V6.1.2).
const OWN_WORDS: [&str; 2] = ["simportal", "sim portal"];

/// Rows of keys and other orders fingers follow; German and English keyboards.
const ROWS: [&str; 8] = [
    "1234567890ß",
    "0123456789",
    "qwertzuiopü+",
    "qwertyuiop[]",
    "asdfghjklöä#",
    "yxcvbnm,.-",
    "zxcvbnm,./",
    "abcdefghijklmnopqrstuvwxyz",
];

/// A password that is nothing but so many runs along [`ROWS`] is easily guessed.
const MAX_RUNS: usize = 3;

/// Passwords of 12 and more characters that occur most in published leaks, lower case, one a line.
/// Origin and licence: `common_passwords.md`.
const COMMON: &str = include_str!("common_passwords.txt");

/// A password that may be stored (as a hash). It is kept exactly as typed: neither cut nor case-folded nor trimmed.
///
/// There is no `Display`, and `Debug` hides the text, so that it cannot slip into a page or a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Why a password is refused. The words are for the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum PasswordError {
    /// Fewer than [`MIN_CHARS`] characters.
    #[error("the password has fewer than {MIN_CHARS} characters")]
    TooShort,
    /// More than [`MAX_CHARS`] characters.
    #[error("the password has more than {MAX_CHARS} characters")]
    TooLong,
    /// Contains the e-mail address or the part of it before the `@`.
    #[error("the password contains the e-mail address")]
    ContainsEmail,
    /// In the list of common passwords, or built so simply that it is guessed as fast as one of those.
    #[error("the password is easily guessed")]
    Common,
}

impl Password {
    /// Checks a password that somebody chose. `email` is the address of the person it is for.
    ///
    /// # Errors
    /// The first reason found, in the order of the variants of [`PasswordError`].
    pub fn check(text: &str, email: &str) -> Result<Password, PasswordError> {
        // Characters, not bytes: twelve umlauts are twelve characters. Counting stops early on enormous input.
        let chars = text.chars().take(MAX_CHARS + 1).count();
        if chars < MIN_CHARS {
            return Err(PasswordError::TooShort);
        }
        if chars > MAX_CHARS {
            return Err(PasswordError::TooLong);
        }
        let lower = text.to_lowercase();
        let email = email.trim().to_lowercase();
        if contains_email(&lower, &email) {
            return Err(PasswordError::ContainsEmail);
        }
        if common().contains(lower.as_str()) || is_runs(&lower) || is_easily_guessed(text, &email) {
            return Err(PasswordError::Common);
        }
        Ok(Password(text.to_owned()))
    }

    /// The text, for the hash function only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"***\"")
    }
}

fn contains_email(lower: &str, email: &str) -> bool {
    // Every text contains the empty one, so an unknown address must not refuse every password.
    if email.is_empty() {
        return false;
    }
    let local = email.split('@').next().unwrap_or_default();
    lower.contains(email) || (local.chars().count() >= MIN_LOCAL_PART_CHARS && lower.contains(local))
}

fn common() -> &'static HashSet<&'static str> {
    static SET: OnceLock<HashSet<&'static str>> = OnceLock::new();
    SET.get_or_init(|| COMMON.lines().collect())
}

/// Whether the text is only a few runs of neighbouring or repeated keys, forwards or backwards. `zxcvbn` knows neither
/// German keyboards nor several runs one after the other.
fn is_runs(lower: &str) -> bool {
    let follows = |a: char, b: char| {
        let neighbours = |row: &&str| {
            row.chars()
                .zip(row.chars().skip(1))
                .any(|pair| pair == (a, b) || pair == (b, a))
        };
        a == b || ROWS.iter().any(neighbours)
    };
    let breaks = lower
        .chars()
        .zip(lower.chars().skip(1))
        .filter(|(a, b)| !follows(*a, *b))
        .count();
    breaks < MAX_RUNS
}

/// Repetitions, dates and words with digits: more variants than a list can hold.
fn is_easily_guessed(text: &str, email: &str) -> bool {
    let mut known: Vec<&str> = OWN_WORDS.to_vec();
    known.extend(email.split(['@', '.', '-', '_', '+']).filter(|part| !part.is_empty()));
    zxcvbn(text, &known).score() < Score::Two
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMAIL: &str = "Anna.Berg@Example.com";

    fn refused(text: &str) -> Option<PasswordError> {
        Password::check(text, EMAIL).err()
    }

    #[test]
    fn a_good_password_is_kept_exactly_as_typed() {
        for good in [
            "correct horse battery staple",
            "  Löwe-Zahn 74 im Regen ",
            "zq8Vr!u2mWx0",
            "Ünïcødé-Gräser-🌾-1x",
        ] {
            assert_eq!(
                Password::check(good, EMAIL).map(|password| password.expose().to_owned()),
                Ok(good.to_owned())
            );
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(refused("äöüßéàèçñøåł"), None);
        assert_eq!(refused("äöüßéàèçñøå"), Some(PasswordError::TooShort));
        assert_eq!(refused(""), Some(PasswordError::TooShort));
        let long: String = "Wald1 Bach2 Stein3 Moos4 ".chars().cycle().take(MAX_CHARS).collect();
        assert_eq!(refused(&long), None);
        assert_eq!(refused(&format!("{long}x")), Some(PasswordError::TooLong));
    }

    #[test]
    fn the_address_and_its_first_part_are_refused_in_any_case() {
        for text in [
            "xx-anna.berg@example.com-7Q",
            "7Q!kANNA.BERGpz",
            "anna.berg@example.com",
        ] {
            assert_eq!(refused(text), Some(PasswordError::ContainsEmail), "{text}");
        }
    }

    #[test]
    fn a_short_first_part_or_an_unknown_address_refuses_nothing() {
        let text = "vab7-Regen-Kranich";
        assert!(Password::check(text, "ab@example.com").is_ok());
        assert!(Password::check(text, "").is_ok());
        assert!(Password::check(text, "@").is_ok());
        assert_eq!(
            Password::check("vabc7-Regen-Kranich", "vabc@example.com"),
            Err(PasswordError::ContainsEmail)
        );
    }

    #[test]
    fn common_passwords_are_refused_in_any_case() {
        for text in ["1qaz2wsx3edc", "QwertyQwerty", "unbelievable", "PASSWORD1234"] {
            assert_eq!(refused(text), Some(PasswordError::Common), "{text}");
        }
    }

    #[test]
    fn patterns_no_list_can_hold_are_refused() {
        let patterns = [
            "aaaaaaaaaaaaaaaa",
            "1234567890123456",
            "abcdefghijklmnop",
            "qwertyuiop[]asdfghjkl",
            "Qwertzuiopü+asdf",
            "yxcvbnm,.-asdf",
            "098765432109876",
            "ßßßßßßßßööööööää",
            "simportal2026",
            "SimPortal1234",
            "annaannaanna",
            "example123456",
        ];
        for text in patterns {
            assert_eq!(refused(text), Some(PasswordError::Common), "{text}");
        }
    }

    #[test]
    fn the_list_is_sorted_long_enough_and_fits_the_policy() {
        let lines: Vec<&str> = COMMON.lines().collect();
        assert!(lines.len() >= 5000, "{}", lines.len());
        assert!(lines.is_sorted_by(|a, b| a < b));
        for line in lines {
            assert!((MIN_CHARS..=MAX_CHARS).contains(&line.chars().count()), "{line}");
            assert_eq!(line, line.to_lowercase());
        }
    }

    #[test]
    fn every_password_of_the_list_is_refused() {
        for line in COMMON.lines() {
            assert!(common().contains(line), "{line:?}");
        }
        assert_eq!(common().len(), COMMON.lines().count());
    }

    #[test]
    fn debug_output_hides_the_password() {
        let password = Password::check("zq8Vr!u2mWx0", EMAIL).expect("a good password");
        assert_eq!(format!("{password:?}"), "\"***\"");
        assert_eq!(format!("{:?}", Some(password)), "Some(\"***\")");
    }
}
