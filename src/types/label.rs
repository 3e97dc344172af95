//! The name that people give to a SIM.

use crate::types::text_value::{breaks_a_line, text_value};

/// One line of free text that names a SIM, without surrounding white space; may be empty, which means "no label".
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(String);

/// Why a text is no label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelError {
    /// More than 64 characters.
    #[error("the label is longer than {} characters", Label::MAX_CHARS)]
    TooLong,
    /// A line break, a tab or another control character.
    #[error("the label contains a control character")]
    ControlCharacter,
}

impl Label {
    /// Longest label in characters (Unicode scalar values, not bytes).
    pub const MAX_CHARS: usize = 64;

    /// Reads a label; surrounding white space is cut off.
    pub fn parse(text: &str) -> Result<Self, LabelError> {
        let text = text.trim();
        if text.chars().any(breaks_a_line) {
            return Err(LabelError::ControlCharacter);
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(LabelError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// Whether the SIM has no label.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

text_value!(Label);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_up_to_64_characters_however_many_bytes() {
        assert_eq!(Label::parse("  Kühlhaus 000 ").unwrap().as_str(), "Kühlhaus 000");
        assert!(Label::parse(&"ü".repeat(64)).is_ok());
        assert_eq!(Label::parse(&"ü".repeat(65)), Err(LabelError::TooLong));
        assert!(Label::parse(" \n ").unwrap().is_empty());
    }

    #[test]
    fn a_label_is_one_line() {
        for text in ["a\nb", "a\tb", "a\u{0}b", "a\u{2028}b", "a\u{85}b", "a\u{7f}b"] {
            assert_eq!(Label::parse(text), Err(LabelError::ControlCharacter), "{text:?}");
        }
    }
}
