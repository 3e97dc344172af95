//! Postcodes.

use super::country::Country;
use super::shape::fits;
use super::text_value::{breaks_a_line, text_value};

/// A postcode as it is written in its country; empty in countries that have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postcode(String);

/// Why a text is no postcode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostcodeError {
    /// Nothing, in a country whose addresses have one.
    #[error("the postcode is missing")]
    Missing,
    /// Not the form of the country, or longer than 12 characters anywhere.
    #[error("this is no postcode of the country")]
    WrongForm,
}

/// Forms by country, as of the postal code patterns of CLDR and the Universal Postal Union: Europe, and where else customers are many.
/// Everywhere else a postcode is taken as it is, or left out.
const FORMS: &[(&str, &[&str])] = &[
    ("AD", &["ADddd"]),
    ("AL", &["dddd"]),
    ("AT", &["dddd"]),
    ("AU", &["dddd"]),
    ("BA", &["ddddd"]),
    ("BE", &["dddd"]),
    ("BG", &["dddd"]),
    ("BR", &["ddddd-ddd", "dddddddd"]),
    ("BY", &["dddddd"]),
    ("CA", &["ada dad", "adadad"]),
    ("CH", &["dddd"]),
    ("CN", &["dddddd"]),
    ("CY", &["dddd"]),
    ("CZ", &["ddd dd", "ddddd"]),
    ("DE", &["ddddd"]),
    ("DK", &["dddd"]),
    ("EE", &["ddddd"]),
    ("ES", &["ddddd"]),
    ("FI", &["ddddd"]),
    ("FR", &["ddddd"]),
    (
        "GB",
        &[
            "ad daa", "add daa", "ada daa", "aad daa", "aadd daa", "aada daa", "addaa", "adddaa", "adadaa", "aaddaa",
            "aadddaa", "aadadaa",
        ],
    ),
    ("GR", &["ddd dd", "ddddd"]),
    ("HR", &["ddddd"]),
    ("HU", &["dddd"]),
    ("IE", &["axx xxxx", "axxxxxx"]),
    ("IL", &["ddddddd", "ddddd"]),
    ("IN", &["dddddd", "ddd ddd"]),
    ("IS", &["ddd"]),
    ("IT", &["ddddd"]),
    ("JP", &["ddd-dddd", "ddddddd"]),
    ("KR", &["ddddd"]),
    ("LI", &["dddd"]),
    ("LT", &["LT-ddddd", "ddddd"]),
    ("LU", &["dddd", "L-dddd"]),
    ("LV", &["LV-dddd", "dddd"]),
    ("MC", &["ddddd"]),
    ("MD", &["MD-dddd", "dddd"]),
    ("ME", &["ddddd"]),
    ("MK", &["dddd"]),
    ("MT", &["aaa dddd", "aaadddd"]),
    ("MX", &["ddddd"]),
    ("NL", &["dddd aa", "ddddaa"]),
    ("NO", &["dddd"]),
    ("NZ", &["dddd"]),
    ("PL", &["dd-ddd"]),
    ("PT", &["dddd-ddd"]),
    ("RO", &["dddddd"]),
    ("RS", &["ddddd"]),
    ("SE", &["ddd dd", "ddddd"]),
    ("SG", &["dddddd"]),
    ("SI", &["dddd"]),
    ("SK", &["ddd dd", "ddddd"]),
    ("SM", &["ddddd"]),
    ("TR", &["ddddd"]),
    ("UA", &["ddddd"]),
    ("US", &["ddddd", "ddddd-dddd"]),
    ("VA", &["ddddd"]),
    ("ZA", &["dddd"]),
];

/// Longest postcode in characters, where the form is not known.
const MAX_CHARS: usize = 12;

impl Postcode {
    /// Reads a postcode of this country; surrounding white space and the case of letters do not matter.
    pub fn parse(text: &str, country: Country) -> Result<Self, PostcodeError> {
        let text = text.trim().to_uppercase();
        match FORMS.iter().find(|(of, _)| *of == country.as_str()) {
            Some(_) if text.is_empty() => Err(PostcodeError::Missing),
            Some((_, shapes)) if shapes.iter().any(|shape| fits(shape, &text)) => Ok(Self(text)),
            Some(_) => Err(PostcodeError::WrongForm),
            None if text.chars().count() > MAX_CHARS || text.chars().any(breaks_a_line) => {
                Err(PostcodeError::WrongForm)
            }
            None => Ok(Self(text)),
        }
    }
}

text_value!(Postcode);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(country: &str, text: &str) -> Result<String, PostcodeError> {
        Postcode::parse(text, Country::parse(country).unwrap()).map(Postcode::into_string)
    }

    #[test]
    fn each_country_has_its_form() {
        for (country, text, kept) in [
            ("DE", " 20457 ", "20457"),
            ("NL", "1012 ab", "1012 AB"),
            ("GB", "sw1a 1aa", "SW1A 1AA"),
            ("IE", "D6W XY00", "D6W XY00"),
            ("PL", "00-950", "00-950"),
            ("AE", "", ""),
            ("KE", "00100", "00100"),
        ] {
            assert_eq!(parsed(country, text).as_deref(), Ok(kept));
        }
        for (country, text) in [
            ("DE", "2045"),
            ("DE", "20457a"),
            ("GB", "20457"),
            ("PL", "00950"),
            ("AE", "1\n2"),
        ] {
            assert_eq!(parsed(country, text), Err(PostcodeError::WrongForm), "{country} {text}");
        }
        assert_eq!(parsed("DE", "  "), Err(PostcodeError::Missing));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm_and_what_is_kept_is_read_again(text in any::<String>(), n in 0_usize..249) {
            let country = Country::ALL[n];
            if let Ok(postcode) = Postcode::parse(&text, country) {
                prop_assert_eq!(Postcode::parse(postcode.as_str(), country), Ok(postcode));
            }
        }
    }
}
