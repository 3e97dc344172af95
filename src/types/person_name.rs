//! First and last names of people, and names of API users.

use super::text_value::{breaks_a_line, text_value};

/// A first or last name: one line of 1 to 80 characters, kept as typed but for space around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(String);

/// Why a name is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PersonNameError {
    /// Nothing but space.
    #[error("the name is empty")]
    Empty,
    /// More than [`PersonName::MAX_CHARS`] characters.
    #[error("the name is longer than {} characters", PersonName::MAX_CHARS)]
    TooLong,
    /// Line breaks, tabulators and other controls: a name stands in headers of mails.
    #[error("the name contains a control character")]
    ControlCharacter,
}

impl PersonName {
    /// Most characters of a name.
    pub const MAX_CHARS: usize = 80;

    /// Reads a name as typed.
    ///
    /// # Errors
    /// The first reason found, in the order of the checks: empty, control character, too long.
    pub fn parse(text: &str) -> Result<Self, PersonNameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PersonNameError::Empty);
        }
        if text.chars().any(breaks_a_line) {
            return Err(PersonNameError::ControlCharacter);
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(PersonNameError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }
}

text_value!(PersonName);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_one_line_of_up_to_80_characters() {
        assert_eq!(PersonName::parse("  Fatma Yıldız ").unwrap().as_str(), "Fatma Yıldız");
        assert!(PersonName::parse(&"ü".repeat(80)).is_ok());
        assert_eq!(PersonName::parse(&"ü".repeat(81)), Err(PersonNameError::TooLong));
        assert_eq!(PersonName::parse(" \t "), Err(PersonNameError::Empty));
        assert_eq!(
            PersonName::parse("Eve\r\nBcc: x"),
            Err(PersonNameError::ControlCharacter)
        );
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_is_one_trimmed_line(text in "\\PC*|[a-z \r\n\t]{0,100}") {
            if let Ok(name) = PersonName::parse(&text) {
                prop_assert_eq!(name.as_str().trim(), name.as_str());
                prop_assert!(!name.as_str().is_empty() && !name.as_str().contains(['\r', '\n', '\t']));
            }
        }
    }
}
