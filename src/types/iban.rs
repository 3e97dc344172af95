//! Numbers of bank accounts (ISO 13616).

use crate::types::text_value::text_value;

/// An IBAN without spaces, in capitals, whose check digits are right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iban(String);

text_value!(Iban);

/// Why a text is no IBAN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IbanError {
    /// Not two letters, two digits and up to 30 letters and digits.
    #[error("not of the form of an IBAN")]
    Shape,
    /// The check digits are wrong: a digit is mistyped.
    #[error("the check digits are wrong")]
    CheckDigits,
}

impl Iban {
    /// Reads an IBAN in either case, with spaces anywhere.
    pub fn parse(text: &str) -> Result<Self, IbanError> {
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let bytes = text.as_bytes();
        // The shortest is Norway's with 15.
        if !(15..=34).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return Err(IbanError::Shape);
        }
        let (head, rest) = bytes.split_at_checked(4).ok_or(IbanError::Shape)?;
        let fits = head.iter().enumerate().all(|(n, b)| {
            if n < 2 {
                b.is_ascii_uppercase()
            } else {
                b.is_ascii_digit()
            }
        });
        if !fits {
            return Err(IbanError::Shape);
        }
        // The head behind the rest, letters as 10 to 35, is 1 modulo 97 (ISO 7064).
        let remainder = rest.iter().chain(head).fold(0_u32, |sum, byte| match byte {
            b'0'..=b'9' => (sum * 10 + u32::from(byte - b'0')) % 97,
            _ => (sum * 100 + u32::from(byte - b'A') + 10) % 97,
        });
        if remainder != 1 {
            return Err(IbanError::CheckDigits);
        }
        Ok(Self(text))
    }

    /// In groups of four, as people read it.
    pub fn grouped(&self) -> String {
        let chars: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = chars.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn examples_of_the_registry_are_read_in_any_form() {
        for text in [
            "DE89370400440532013000",
            "de89 3704 0044 0532 0130 00",
            "GB29 NWBK 6016 1331 9268 19",
            "NO93 8601 1117 947",
            "CH93 0076 2011 6238 5295 7",
        ] {
            assert!(Iban::parse(text).is_ok(), "{text}");
        }
        let iban = Iban::parse("de89 370400440532013000").unwrap();
        assert_eq!(iban.as_str(), "DE89370400440532013000");
        assert_eq!(iban.grouped(), "DE89 3704 0044 0532 0130 00");
    }

    #[test]
    fn a_mistyped_digit_is_noticed() {
        assert_eq!(Iban::parse("DE89370400440532013001"), Err(IbanError::CheckDigits));
        assert_eq!(Iban::parse("DE98370400440532013000"), Err(IbanError::CheckDigits));
        for text in [
            "",
            "DE89",
            "8937040044053201300",
            "DE8937040044053201300ä",
            "D189370400440532013000",
        ] {
            assert_eq!(Iban::parse(text), Err(IbanError::Shape), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_two_neighbours_can_be_swapped(account in 0_u64..10_000_000_000, place in 4_usize..21) {
            let (rest, head) = (format!("37040044{account:010}"), "131400");
            let sum = format!("{rest}{head}").bytes().fold(0_u32, |sum, b| (sum * 10 + u32::from(b - b'0')) % 97);
            let text = format!("DE{:02}{rest}", 98 - sum);
            prop_assert!(Iban::parse(&text).is_ok(), "{}", text);
            let mut swapped: Vec<char> = text.chars().collect();
            swapped.swap(place, place + 1);
            let swapped: String = swapped.into_iter().collect();
            prop_assert_eq!(Iban::parse(&swapped).is_ok(), swapped == text);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}") {
            let _ = Iban::parse(&text);
        }
    }
}
