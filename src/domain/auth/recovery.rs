//! Recovery codes: for who has lost the authenticator app. Each works once. They have 120 random bits, so that a plain hash keeps them
//! (OWASP ASVS 6.5.2 asks for a slow one below 112 bits).

use crate::crypto::{NoRandom, random_bytes, sha256_hex};

/// Codes in a set.
pub const SET: usize = 10;

/// Codes left from which on the portal asks for a new set.
pub const FEW: i64 = 3;

/// Characters of a code without its hyphens.
const LENGTH: usize = 24;

/// Crockford's base 32: no letter that reads like a digit, and no `u`.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A recovery code, as its 24 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// A new one.
    pub fn random() -> Result<Self, NoRandom> {
        let bytes: [u8; 15] = random_bytes()?;
        let mut code = String::with_capacity(LENGTH);
        for five in bytes.chunks(5) {
            let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
            for place in (0..8).rev() {
                let index = usize::try_from(bits >> (place * 5) & 31).unwrap_or_default();
                code.push(char::from(ALPHABET.get(index).copied().unwrap_or(b'0')));
            }
        }
        Ok(Self(code))
    }

    /// Reads a code as people type it: in any case, with or without hyphens and spaces, O for 0 and I or L for 1.
    pub fn parse(text: &str) -> Option<Self> {
        let code: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| match c.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                other => other,
            })
            .collect();
        let is_code = code.len() == LENGTH && code.bytes().all(|byte| ALPHABET.contains(&byte));
        is_code.then_some(Self(code))
    }

    /// What is stored.
    pub fn hash(&self) -> String {
        sha256_hex(&format!("recovery {}", self.0))
    }

    /// As it is shown: six groups of four.
    pub fn show(&self) -> String {
        let signs: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = signs.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join("-")
    }
}

/// A new set.
pub fn new_set() -> Result<Vec<RecoveryCode>, NoRandom> {
    (0..SET).map(|_| RecoveryCode::random()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = RecoveryCode::parse("0123-4567-89ab-cdef-ghjk-mnpq").unwrap();
        assert_eq!(code.show(), "0123-4567-89ab-cdef-ghjk-mnpq");
        for typed in [
            "0123456789ABCDEFGHJKMNPQ",
            " oi23 4567 89ab CDEF ghjk mnpq ",
            "OL23-4567-89ab-cdef-ghjk-mnpq",
        ] {
            assert_eq!(RecoveryCode::parse(typed).as_ref(), Some(&code), "{typed}");
        }
        for wrong in [
            "",
            "123456",
            "0123-4567-89ab-cdef-ghjk-mnp",
            "0123-4567-89ab-cdef-ghjk-mnpu",
            "0123-4567-89ab-cdef-ghjk-mnpqr",
        ] {
            assert_eq!(RecoveryCode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn codes_of_a_set_differ_and_are_read_back() {
        let set = new_set().unwrap();
        let shown: BTreeSet<String> = set.iter().map(RecoveryCode::show).collect();
        assert_eq!(shown.len(), SET);
        for code in &set {
            assert_eq!(RecoveryCode::parse(&code.show()).as_ref(), Some(code));
        }
        // Every bit of every code is drawn: over ten codes no place has the same sign throughout.
        for place in 0..LENGTH {
            let signs: BTreeSet<char> = set.iter().filter_map(|code| code.0.chars().nth(place)).collect();
            assert!(signs.len() > 1, "place {place}");
        }
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(text in ".*") {
            if let Some(code) = RecoveryCode::parse(&text) {
                prop_assert_eq!(RecoveryCode::parse(&code.show()), Some(code));
            }
        }
    }
}
