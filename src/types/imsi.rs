//! The identity of a subscriber in the network (ITU-T E.212).

use crate::types::text_value::{digits, text_value};

/// International mobile subscriber identity: country code (3 digits), network code (2 or 3), subscriber number; 6 to 15
/// digits in all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Imsi(String);

/// The text is not an IMSI: 6 to 15 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an IMSI: 6 to 15 digits")]
pub struct ImsiError;

impl Imsi {
    /// Reads 6 to 15 digits; surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, ImsiError> {
        digits(text, 6, 15)
            .map(|digits| Self(digits.to_owned()))
            .ok_or(ImsiError)
    }
}

text_value!(Imsi);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_to_fifteen_digits_are_an_imsi_and_nothing_else_is() {
        for text in ["262011", "901405100008000", " 901405100008000\t"] {
            assert_eq!(Imsi::parse(text).unwrap().as_str(), text.trim());
        }
        for text in [
            "",
            "26201",
            "9014051000080001",
            "90140x100000003",
            "+90140510000800",
            "9.01405E+14",
            "９01405100008000",
        ] {
            assert_eq!(Imsi::parse(text), Err(ImsiError), "{text}");
        }
    }
}
