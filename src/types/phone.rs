//! Telephone numbers of companies, as people write them.

use super::text_value::text_value;

/// A number to be called by people, kept as typed; empty if none. Not the number of a SIM: that is [`super::msisdn::Msisdn`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

/// Why a text is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// More than 40 characters.
    #[error("longer than {} characters", Phone::MAX_CHARS)]
    TooLong,
    /// Something else than digits and what stands between them, or fewer than 3 digits.
    #[error("not a telephone number")]
    NotANumber,
}

impl Phone {
    /// Longest number in characters, with a note of an extension.
    pub const MAX_CHARS: usize = 40;

    /// Reads a number; surrounding white space is cut off.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let text = text.trim();
        if text.chars().count() > Self::MAX_CHARS {
            return Err(PhoneError::TooLong);
        }
        let is_written_so = text.chars().all(|c| c.is_ascii_digit() || " +-/().".contains(c));
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if text.is_empty() || (is_written_so && digits >= 3) {
            Ok(Self(text.to_owned()))
        } else {
            Err(PhoneError::NotANumber)
        }
    }
}

text_value!(Phone);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_as_people_write_them() {
        for text in ["", "+49 40 5550 118-0", "(040) 5550/118", "112"] {
            assert_eq!(Phone::parse(&format!(" {text} ")).unwrap().as_str(), text);
        }
        assert_eq!(Phone::parse("call me"), Err(PhoneError::NotANumber));
        assert_eq!(Phone::parse("+-"), Err(PhoneError::NotANumber));
        assert_eq!(Phone::parse(&"1".repeat(41)), Err(PhoneError::TooLong));
    }
}
