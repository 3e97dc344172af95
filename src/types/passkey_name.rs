//! The name that people give to a passkey.

use super::text_value::{breaks_a_line, text_value};

/// One line of free text without surrounding white space, never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyName(String);

/// Why a text is no name of a passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyNameError {
    /// Nothing but white space.
    #[error("the name is empty")]
    Empty,
    /// More than 60 characters.
    #[error("the name is longer than {} characters", PasskeyName::MAX_CHARS)]
    TooLong,
    /// A line break, a tab or another control character.
    #[error("the name contains a control character")]
    ControlCharacter,
}

impl PasskeyName {
    /// Longest name in characters.
    pub const MAX_CHARS: usize = 60;

    /// Reads a name; surrounding white space is cut off.
    pub fn parse(text: &str) -> Result<Self, PasskeyNameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PasskeyNameError::Empty);
        }
        if text.chars().any(breaks_a_line) {
            return Err(PasskeyNameError::ControlCharacter);
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(PasskeyNameError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }
}

text_value!(PasskeyName);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_is_one_line_of_up_to_60_characters() {
        assert_eq!(
            PasskeyName::parse("  Schlüssel am Bund ").unwrap().as_str(),
            "Schlüssel am Bund"
        );
        assert!(PasskeyName::parse(&"ü".repeat(60)).is_ok());
        assert_eq!(PasskeyName::parse(&"ü".repeat(61)), Err(PasskeyNameError::TooLong));
        assert_eq!(PasskeyName::parse(" \t "), Err(PasskeyNameError::Empty));
        assert_eq!(
            PasskeyName::parse("a\u{2028}b"),
            Err(PasskeyNameError::ControlCharacter)
        );
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(text in ".*") {
            if let Ok(name) = PasskeyName::parse(&text) {
                prop_assert_eq!(PasskeyName::parse(name.as_str()), Ok(name));
            }
        }
    }
}
