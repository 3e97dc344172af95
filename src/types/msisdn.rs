//! The telephone number of a SIM (ITU-T E.164).

use crate::types::text_value::{digits, text_value};

/// International telephone number, 3 to 15 digits, held without the leading `+`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Msisdn(String);

/// The text is not an MSISDN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an MSISDN: 3 to 15 digits")]
pub struct MsisdnError;

impl Msisdn {
    /// Reads 3 to 15 digits with or without a `+` before them; surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, MsisdnError> {
        let text = text.trim();
        let number = text.strip_prefix('+').unwrap_or(text);
        // White space between the sign and the digits is no E.164 notation.
        digits(number, 3, 15)
            .filter(|digits| digits.len() == number.len())
            .map(|d| Self(d.to_owned()))
            .ok_or(MsisdnError)
    }
}

text_value!(Msisdn);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plus_is_optional_and_never_stored() {
        for text in ["882285100008000", "+882285100008000", " +882285100008000 "] {
            assert_eq!(Msisdn::parse(text).unwrap().as_str(), "882285100008000");
        }
        for text in [
            "",
            "+",
            "12",
            "+ 4922812345",
            "++4922812345",
            "8822851000080001",
            "0228/12345",
        ] {
            assert_eq!(Msisdn::parse(text), Err(MsisdnError), "{text}");
        }
    }
}
