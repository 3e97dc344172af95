//! Notes on a SIM.

use crate::types::text_value::text_value;

/// Free text of several lines, at most 2000 characters, without surrounding white space; lines end with a single LF,
/// whatever the browser or the file sent. May be empty, which means "no note".
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Note(String);

/// Why a text is no note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// More than 2000 characters.
    #[error("the note is longer than {} characters", Note::MAX_CHARS)]
    TooLong,
    /// A control character other than a line break.
    #[error("the note contains a control character")]
    ControlCharacter,
}

impl Note {
    /// Longest note in characters (Unicode scalar values), each line break counted as one.
    pub const MAX_CHARS: usize = 2000;

    /// Reads a note; CRLF and CR become LF before characters are counted (a browser's `maxlength` counts so, too).
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
        if text.chars().any(|c| c.is_control() && c != '\n') {
            return Err(NoteError::ControlCharacter);
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(NoteError::TooLong);
        }
        Ok(Self(text))
    }

    /// Whether there is no note.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

text_value!(Note);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_break_becomes_a_line_feed() {
        assert_eq!(
            Note::parse(" one\r\ntwo\rthree\n\nfive\r\n").unwrap().as_str(),
            "one\ntwo\nthree\n\nfive"
        );
        assert!(Note::parse("\r\n").unwrap().is_empty());
    }

    #[test]
    fn two_thousand_characters_fit_and_control_characters_do_not() {
        assert!(Note::parse(&"ü\r\n".repeat(1000)).is_ok());
        assert_eq!(Note::parse(&"ü".repeat(2001)), Err(NoteError::TooLong));
        assert_eq!(Note::parse("a\u{0}b"), Err(NoteError::ControlCharacter));
        assert_eq!(Note::parse("a\u{1b}[31mb"), Err(NoteError::ControlCharacter));
    }
}
