//! The number of a SIM card (ITU-T E.118).

use crate::types::text_value::text_traits;

/// Digits without the check digit.
const LENGTH: usize = 19;

/// Integrated circuit card identifier: 19 digits that start with 89 (telecommunication), held **without** the Luhn
/// check digit (product section 1). Sources write it with 19 or with 20 digits; both mean the same card.
///
/// `Copy` and without a heap allocation, because imports hold millions of them. The order of the text is the order of
/// the numbers, since all have the same length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iccid([u8; LENGTH]);

/// Why a text is no ICCID.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IccidError {
    /// A spreadsheet has rounded the number to exponent form, such as `8.98E+18`: the digits are lost.
    #[error("a spreadsheet has turned the ICCID into a rounded number")]
    SpreadsheetDamage,
    /// Not 19 or 20 digits that start with 89.
    #[error("not an ICCID: 19 or 20 digits that start with 89")]
    NotAnIccid,
    /// 20 digits, but the last is not the check digit of the first 19.
    #[error("the 20th digit of the ICCID is not its Luhn check digit")]
    Luhn,
}

impl Iccid {
    /// Reads 19 digits, or 20 with the right check digit; surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, IccidError> {
        let text = text.trim();
        if is_exponent_form(text) {
            return Err(IccidError::SpreadsheetDamage);
        }
        if !text.starts_with("89") || !text.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IccidError::NotAnIccid);
        }
        let (payload, check) = text
            .as_bytes()
            .split_first_chunk::<LENGTH>()
            .ok_or(IccidError::NotAnIccid)?;
        let iccid = Self(*payload);
        match check {
            [] => Ok(iccid),
            [digit] if char::from(*digit) == iccid.check_digit() => Ok(iccid),
            [_] => Err(IccidError::Luhn),
            _ => Err(IccidError::NotAnIccid),
        }
    }

    /// The ICCID with this number, or `None` when it has not 19 digits that start with 89.
    pub fn from_number(number: u64) -> Option<Self> {
        // A u64 of 20 digits starts with 1, so none is taken for an ICCID with its check digit.
        Self::parse(&number.to_string()).ok()
    }

    /// The 19 digits.
    pub fn as_str(&self) -> &str {
        // `parse` let only ASCII digits in, so the empty default is never taken.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The 19 digits as a number, for ranges and for sets. Always below 2^63, as it starts with 89.
    pub fn number(&self) -> u64 {
        self.0
            .iter()
            .fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
    }

    /// The check digit that E.118 puts behind the 19 digits (ISO/IEC 7812-1, Annex B).
    pub fn check_digit(&self) -> char {
        let sum: u32 = self
            .0
            .iter()
            .rev()
            .zip([2, 1].into_iter().cycle())
            .map(|(digit, weight)| u32::from(digit - b'0') * weight)
            .map(|product| product / 10 + product % 10)
            .sum();
        char::from_digit((10 - sum % 10) % 10, 10).unwrap_or('0')
    }

    /// All 20 digits, as they are printed on the card.
    pub fn with_luhn(&self) -> String {
        format!("{}{}", self.as_str(), self.check_digit())
    }
}

text_traits!(Iccid);

/// Whether the text is a number with an exponent, in any notation of point and sign: `8.98E+18`, `8,98822807E+18`, `9e18`.
fn is_exponent_form(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    is_number(whole) && is_number(fraction) && is_number(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nineteen_digits_and_twenty_with_the_right_check_digit_are_the_same_card() {
        let plain = Iccid::parse("8988228066600701006").unwrap();
        assert_eq!(plain, Iccid::parse(" 89882280666007010063 ").unwrap());
        assert_eq!(plain.as_str(), "8988228066600701006");
        assert_eq!(plain.with_luhn(), "89882280666007010063");
        assert_eq!(plain.number(), 8_988_228_066_600_701_006);
        assert_eq!(serde_json::to_string(&plain).unwrap(), "\"8988228066600701006\"");
    }

    #[test]
    fn a_wrong_check_digit_is_told_apart_from_a_text_that_is_no_iccid() {
        assert_eq!(Iccid::parse("89882280666007010072"), Err(IccidError::Luhn));
        for text in [
            "",
            "89882280",
            "898822806660070100631",
            "7988228066600701006",
            "898822806660070100x",
            "٨٩88228066600701006",
        ] {
            assert_eq!(Iccid::parse(text), Err(IccidError::NotAnIccid), "{text}");
        }
    }

    #[test]
    fn every_exponent_form_is_spreadsheet_damage() {
        for text in [
            "8.98E+18",
            "8,98822807E+18",
            "9e18",
            "8.9E18",
            "8.98822806660070E+0018",
            "8.9e-18",
        ] {
            assert_eq!(Iccid::parse(text), Err(IccidError::SpreadsheetDamage), "{text}");
        }
        for text in ["E+18", "8.E18", "8.9E", "8.9E+", "8.9.1E18", "eins"] {
            assert_eq!(Iccid::parse(text), Err(IccidError::NotAnIccid), "{text}");
        }
    }

    #[test]
    fn numbers_outside_the_range_of_iccids_give_none() {
        assert_eq!(
            Iccid::from_number(8_900_000_000_000_000_000).unwrap().as_str(),
            "8900000000000000000"
        );
        assert_eq!(Iccid::from_number(8_899_999_999_999_999_999), None);
        assert_eq!(Iccid::from_number(9_000_000_000_000_000_000), None);
        assert_eq!(Iccid::from_number(89), None);
        assert_eq!(Iccid::from_number(u64::MAX), None);
    }

    proptest! {
        #[test]
        fn the_check_digit_survives_the_round_trip_and_every_other_digit_is_refused(
            number in 8_900_000_000_000_000_000_u64..9_000_000_000_000_000_000
        ) {
            let iccid = Iccid::from_number(number).unwrap();
            prop_assert_eq!(Iccid::parse(&iccid.with_luhn()), Ok(iccid));
            for digit in ('0'..='9').filter(|d| *d != iccid.check_digit()) {
                prop_assert_eq!(Iccid::parse(&format!("{iccid}{digit}")), Err(IccidError::Luhn));
            }
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in "\\PC*|[0-9eE.,+-]{0,24}") {
            let _ = Iccid::parse(&text);
        }
    }
}
