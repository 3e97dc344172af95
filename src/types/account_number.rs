//! The number by which people and invoices name an organisation.

use crate::types::text_value::{digits, text_value};

/// Account number of an organisation: 8 digits from 81000001 upwards (product section 1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountNumber(String);

/// The text is not an account number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an account number: 8 digits from 81000001")]
pub struct AccountNumberError;

impl AccountNumber {
    /// The number that the first organisation gets.
    pub const FIRST: u32 = 81_000_001;
    /// The highest number of 8 digits.
    pub const LAST: u32 = 99_999_999;

    /// Reads 8 digits from [`FIRST`](Self::FIRST); surrounding white space is ignored.
    pub fn parse(text: &str) -> Result<Self, AccountNumberError> {
        let number = digits(text, 8, 8).and_then(|digits| digits.parse().ok());
        number.and_then(Self::from_number).ok_or(AccountNumberError)
    }

    /// The account number with this value, or `None` outside [`FIRST`](Self::FIRST) to [`LAST`](Self::LAST).
    pub fn from_number(number: u32) -> Option<Self> {
        (Self::FIRST..=Self::LAST)
            .contains(&number)
            .then(|| Self(number.to_string()))
    }

    /// The value as a number.
    pub fn number(&self) -> u32 {
        // Never the default: both constructors checked the digits.
        self.0.parse().unwrap_or(Self::FIRST)
    }
}

text_value!(AccountNumber);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_begin_at_81000001_and_have_eight_digits() {
        for number in [AccountNumber::FIRST, 81_000_002, AccountNumber::LAST] {
            assert_eq!(AccountNumber::parse(&format!(" {number} ")).unwrap().number(), number);
        }
        for text in ["", "81000000", "8100001", "810000010", "8100000x", "+8100001"] {
            assert_eq!(AccountNumber::parse(text), Err(AccountNumberError), "{text}");
        }
        assert_eq!(AccountNumber::from_number(AccountNumber::LAST + 1), None);
    }
}
