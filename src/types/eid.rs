//! The number of an eSIM chip (GSMA SGP.02).

use crate::types::text_value::{digits, text_value};

/// eUICC identifier: 32 digits. The two check digits at its end are not verified, as test cards carry free ones.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Eid(String);

/// The text is not an EID: 32 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an EID: 32 digits")]
pub struct EidError;

impl Eid {
    /// Reads 32 digits; surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, EidError> {
        digits(text, 32, 32)
            .map(|digits| Self(digits.to_owned()))
            .ok_or(EidError)
    }
}

text_value!(Eid);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_two_digits_are_an_eid_and_nothing_else_is() {
        let text = "89049032123451234512345678901235";
        assert_eq!(Eid::parse(text).unwrap().to_string(), text);
        for text in [
            "",
            "8904903212345123451234567890123",
            "890490321234512345123456789012351",
            "8904903212345123451234567890123x",
        ] {
            assert_eq!(Eid::parse(text), Err(EidError), "{text}");
        }
    }
}
