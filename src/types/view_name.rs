//! The name that people give to a saved view.

use super::text_value::{breaks_a_line, text_value};

/// One line of free text without surrounding white space, never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewName(String);

/// Why a text is no name of a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ViewNameError {
    /// Nothing but white space.
    #[error("the name is empty")]
    Empty,
    /// More than 60 characters.
    #[error("the name is longer than {} characters", ViewName::MAX_CHARS)]
    TooLong,
    /// A line break, a tab or another control character.
    #[error("the name contains a control character")]
    ControlCharacter,
}

impl ViewName {
    /// Longest name in characters.
    pub const MAX_CHARS: usize = 60;

    /// Reads a name; surrounding white space is cut off.
    pub fn parse(text: &str) -> Result<Self, ViewNameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ViewNameError::Empty);
        }
        if text.chars().any(breaks_a_line) {
            return Err(ViewNameError::ControlCharacter);
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(ViewNameError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// Lower-case form: a person has a name once, however it is written.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

text_value!(ViewName);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_of_up_to_60_characters() {
        assert_eq!(ViewName::parse("  Köln Süd ").unwrap().key(), "köln süd");
        assert!(ViewName::parse(&"ü".repeat(60)).is_ok());
        assert_eq!(ViewName::parse(&"ü".repeat(61)), Err(ViewNameError::TooLong));
        assert_eq!(ViewName::parse(" \t "), Err(ViewNameError::Empty));
        assert_eq!(ViewName::parse("a\u{2028}b"), Err(ViewNameError::ControlCharacter));
    }
}
