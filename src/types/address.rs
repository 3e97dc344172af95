//! Postal addresses.

use super::country::Country;
use super::postcode::Postcode;
use super::text_value::breaks_a_line;

/// Longest line of an address, and longest name of a company, in characters.
pub const LINE_CHARS: usize = 100;

/// A postal address whose parts are checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Company; may be empty.
    pub company: String,
    /// Person or department; may be empty.
    pub person: String,
    /// Street and number.
    pub street: String,
    /// Anything more, such as a floor or a gate; may be empty.
    pub extra: String,
    /// Postcode in the form of the country.
    pub postcode: Postcode,
    /// Town.
    pub city: String,
    /// State or province; may be empty.
    pub region: String,
    /// Country.
    pub country: Country,
}

/// Why a text cannot stand in one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// More than [`LINE_CHARS`] characters.
    #[error("longer than {LINE_CHARS} characters")]
    TooLong,
    /// A line break, a tab or another control character.
    #[error("contains a control character")]
    ControlCharacter,
}

/// One line of free text without surrounding white space; may be empty.
pub fn line(text: &str) -> Result<String, LineError> {
    let text = text.trim();
    if text.chars().any(breaks_a_line) {
        return Err(LineError::ControlCharacter);
    }
    if text.chars().count() > LINE_CHARS {
        return Err(LineError::TooLong);
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_of_up_to_100_characters() {
        assert_eq!(line("  Kühlhauskai 12 ").as_deref(), Ok("Kühlhauskai 12"));
        assert_eq!(line(""), Ok(String::new()));
        assert_eq!(line(&"ü".repeat(100)).map(|line| line.len()), Ok(200));
        assert_eq!(line(&"ü".repeat(101)), Err(LineError::TooLong));
        assert_eq!(line("a\u{2028}b"), Err(LineError::ControlCharacter));
    }
}
