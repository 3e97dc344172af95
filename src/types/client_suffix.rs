//! The part of an API user's `client_id` that people choose (product section 1): `<account number>_<suffix>`.

use super::text_value::text_value;

/// A suffix: 2 to 40 of the characters `a-z`, `0-9`, `-`, `_` and `.`, beginning and ending with a letter or digit. Lower-case only, so
/// that no two client ids differ in their case alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientSuffix(String);

/// Why a suffix is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientSuffixError {
    /// Nothing was typed.
    #[error("the suffix is empty")]
    Empty,
    /// Shorter or longer than allowed, or with other characters.
    #[error("the suffix has {} to {} of a-z, 0-9, - _ .", ClientSuffix::MIN, ClientSuffix::MAX)]
    Malformed,
}

impl ClientSuffix {
    /// Fewest characters.
    pub const MIN: usize = 2;
    /// Most characters.
    pub const MAX: usize = 40;

    /// Reads a suffix as typed; space around it is ignored.
    ///
    /// # Errors
    /// [`ClientSuffixError`].
    pub fn parse(text: &str) -> Result<Self, ClientSuffixError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ClientSuffixError::Empty);
        }
        let is_word = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        let fits = (Self::MIN..=Self::MAX).contains(&text.len())
            && text.bytes().all(|b| is_word(b) || b"-_.".contains(&b))
            && text.bytes().next().is_some_and(is_word)
            && text.bytes().next_back().is_some_and(is_word);
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(ClientSuffixError::Malformed)
        }
    }

    /// The whole client id in the organisation with this account number.
    pub fn client_id(&self, account_number: &str) -> String {
        format!("{account_number}_{}", self.0)
    }
}

text_value!(ClientSuffix);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suffix_makes_a_client_id_with_the_account_number() {
        let suffix = ClientSuffix::parse(" telemetry-prod.2 ").unwrap();
        assert_eq!(suffix.client_id("81000001"), "81000001_telemetry-prod.2");
    }

    #[test]
    fn other_characters_and_lengths_are_refused() {
        assert_eq!(ClientSuffix::parse("  "), Err(ClientSuffixError::Empty));
        assert!(ClientSuffix::parse(&"a".repeat(40)).is_ok());
        for text in ["a", "Prod", "a b", "-a", "a-", "a:b", "ä1", "a@b", &"a".repeat(41)] {
            assert_eq!(ClientSuffix::parse(text), Err(ClientSuffixError::Malformed), "{text}");
        }
    }
}
