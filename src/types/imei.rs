//! The identity of a device (3GPP TS 23.003, section 6).

use crate::types::text_value::{digits, text_value};

/// Identity of the device a SIM sits in: IMEI of 14 digits, of 15 with its check digit, or IMEISV of 16 with the software
/// version. Check digits are not verified: the network reports what the device claims, and cheap devices claim nonsense.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Imei(String);

/// The text is not an IMEI: 14 to 16 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an IMEI: 14 to 16 digits")]
pub struct ImeiError;

impl Imei {
    /// Reads 14 to 16 digits; surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, ImeiError> {
        digits(text, 14, 16)
            .map(|digits| Self(digits.to_owned()))
            .ok_or(ImeiError)
    }
}

text_value!(Imei);

/// Whether two identities are those of one device: the first 14 digits are the device, what follows is a check digit or the software
/// version (3GPP TS 23.003, section 6.2).
pub fn is_same_device(one: &str, other: &str) -> bool {
    one.bytes().take(14).eq(other.bytes().take(14))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fourteen_to_sixteen_digits_are_an_imei_and_nothing_else_is() {
        for text in ["86357604785000", "863576047850001", "8635760478500001"] {
            assert_eq!(Imei::parse(text).unwrap().as_str(), text);
        }
        for text in ["", "8635760478500", "86357604785000011", "86-357604-785000-1"] {
            assert_eq!(Imei::parse(text), Err(ImeiError), "{text}");
        }
    }
}
