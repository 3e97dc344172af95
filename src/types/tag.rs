//! Tags that group SIMs.

use crate::types::text_value::{breaks_a_line, text_value};

/// Name of a tag: 1 to 32 characters of one line, without surrounding white space. It has no comma, since lists of tags
/// are written with commas in forms, links and files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagName(String);

/// Why a text is no name of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TagNameError {
    /// Nothing, or white space only.
    #[error("the tag has no name")]
    Empty,
    /// More than 32 characters.
    #[error("the tag is longer than {} characters", TagName::MAX_CHARS)]
    TooLong,
    /// A comma or a control character.
    #[error("the tag contains a comma or a control character")]
    ForbiddenCharacter,
}

impl TagName {
    /// Most tags that a SIM can have.
    pub const MOST_ON_A_SIM: usize = 20;

    /// Longest name in characters (Unicode scalar values, not bytes).
    pub const MAX_CHARS: usize = 32;

    /// Reads a name; surrounding white space is cut off.
    pub fn parse(text: &str) -> Result<Self, TagNameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TagNameError::Empty);
        }
        if text.chars().any(|c| c == ',' || breaks_a_line(c)) {
            return Err(TagNameError::ForbiddenCharacter);
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(TagNameError::TooLong);
        }
        Ok(Self(text.to_owned()))
    }
}

text_value!(TagName);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_1_to_32_characters_and_no_comma() {
        assert_eq!(TagName::parse(" Köln Süd ").unwrap().as_str(), "Köln Süd");
        assert!(TagName::parse(&"ß".repeat(32)).is_ok());
        assert_eq!(TagName::parse(&"ß".repeat(33)), Err(TagNameError::TooLong));
        assert_eq!(TagName::parse("  "), Err(TagNameError::Empty));
        assert_eq!(TagName::parse("a,b"), Err(TagNameError::ForbiddenCharacter));
        assert_eq!(TagName::parse("a\nb"), Err(TagNameError::ForbiddenCharacter));
    }
}
