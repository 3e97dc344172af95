//! VAT identification numbers.

use super::country::Country;
use super::shape::fits;
use super::text_value::text_value;

/// A VAT identification number in the form that it is printed in: upper case, without spaces, dots and hyphens.
///
/// Only the form is checked, by country: whether the number was ever given out, the tax office of the country knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatId(String);

/// Why a text is no VAT identification number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VatIdError {
    /// It begins with the letters of another country.
    #[error("the VAT ID does not begin with the letters of the country")]
    OtherCountry,
    /// Characters or length that numbers of the country do not have.
    #[error("this is no VAT ID of the country")]
    WrongForm,
}

/// Prefix and what follows it, by country: the table "What is the format of a VAT number" of the European Commission's VIES
/// (frequently asked questions, number 11), and those of Great Britain, Switzerland and Norway. Greece writes EL, Northern Ireland XI;
/// Monaco is numbered by France, the Isle of Man by Great Britain.
const FORMS: &[(&str, &str, &[&str])] = &[
    ("AT", "AT", &["Udddddddd"]),
    ("BE", "BE", &["0ddddddddd", "1ddddddddd"]),
    ("BG", "BG", &["ddddddddd", "dddddddddd"]),
    (
        "CH",
        "CHE",
        &["ddddddddd", "dddddddddMWST", "dddddddddTVA", "dddddddddIVA"],
    ),
    ("CY", "CY", &["dddddddda"]),
    ("CZ", "CZ", &["dddddddd", "ddddddddd", "dddddddddd"]),
    ("DE", "DE", &["ddddddddd"]),
    ("DK", "DK", &["dddddddd"]),
    ("EE", "EE", &["ddddddddd"]),
    ("ES", "ES", &["addddddda", "adddddddd", "dddddddda"]),
    ("FI", "FI", &["dddddddd"]),
    ("FR", "FR", &["xxddddddddd"]),
    ("GB", "GB", &["ddddddddd", "dddddddddddd", "GDddd", "HAddd"]),
    ("GB", "XI", &["ddddddddd", "dddddddddddd", "GDddd", "HAddd"]),
    ("GR", "EL", &["ddddddddd"]),
    ("HR", "HR", &["ddddddddddd"]),
    ("HU", "HU", &["dddddddd"]),
    ("IE", "IE", &["dsddddda", "ddddddda", "dddddddaa"]),
    ("IM", "GB", &["ddddddddd", "dddddddddddd"]),
    ("IT", "IT", &["ddddddddddd"]),
    ("LT", "LT", &["ddddddddd", "dddddddddddd"]),
    ("LU", "LU", &["dddddddd"]),
    ("LV", "LV", &["ddddddddddd"]),
    ("MC", "FR", &["xxddddddddd"]),
    ("MT", "MT", &["dddddddd"]),
    ("NL", "NL", &["dddddddddBdd"]),
    ("NO", "NO", &["ddddddddd", "dddddddddMVA"]),
    ("PL", "PL", &["dddddddddd"]),
    ("PT", "PT", &["ddddddddd"]),
    (
        "RO",
        "RO",
        &[
            "dd",
            "ddd",
            "dddd",
            "ddddd",
            "dddddd",
            "ddddddd",
            "dddddddd",
            "ddddddddd",
            "dddddddddd",
        ],
    ),
    ("SE", "SE", &["dddddddddddd"]),
    ("SI", "SI", &["dddddddd"]),
    ("SK", "SK", &["dddddddddd"]),
];

impl VatId {
    /// Reads a number of a company in this country; case, spaces, dots and hyphens do not matter. Where no form is known, any letters
    /// and digits will do, 2 to 20 of them.
    pub fn parse(text: &str, country: Country) -> Result<Self, VatIdError> {
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-'))
            .flat_map(char::to_uppercase)
            .collect();
        let mut forms = FORMS.iter().filter(|(of, ..)| *of == country.as_str()).peekable();
        if forms.peek().is_none() {
            let is_plain = text.bytes().all(|b| b.is_ascii_alphanumeric());
            return if is_plain && (2..=20).contains(&text.len()) {
                Ok(Self(text))
            } else {
                Err(VatIdError::WrongForm)
            };
        }
        let mut problem = VatIdError::OtherCountry;
        for (_, prefix, shapes) in forms {
            if let Some(rest) = text.strip_prefix(prefix) {
                if shapes.iter().any(|shape| fits(shape, rest)) {
                    return Ok(Self(text));
                }
                problem = VatIdError::WrongForm;
            }
        }
        Err(problem)
    }
}

text_value!(VatId);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(country: &str, text: &str) -> Result<String, VatIdError> {
        VatId::parse(text, Country::parse(country).unwrap()).map(VatId::into_string)
    }

    #[test]
    fn each_country_has_its_form() {
        for (country, text, kept) in [
            ("DE", "DE 301 884 207", "DE301884207"),
            ("AT", "atu12345678", "ATU12345678"),
            ("NL", "NL123456789B01", "NL123456789B01"),
            ("GR", "EL123456789", "EL123456789"),
            ("GB", "XI123456789", "XI123456789"),
            ("IE", "IE1+23456A", "IE1+23456A"),
            ("FR", "FRK7123456789", "FRK7123456789"),
            ("ES", "ESX1234567R", "ESX1234567R"),
            ("CH", "CHE-123.456.789 MWST", "CHE123456789MWST"),
            ("RO", "RO12", "RO12"),
            ("US", "12-3456789", "123456789"),
        ] {
            assert_eq!(parsed(country, text).as_deref(), Ok(kept));
        }
    }

    #[test]
    fn what_does_not_fit_is_told_apart() {
        for (country, text, why) in [
            ("DE", "301884207", VatIdError::OtherCountry),
            ("DE", "ATU12345678", VatIdError::OtherCountry),
            ("DE", "DE30188420", VatIdError::WrongForm),
            ("DE", "DE3018842071", VatIdError::WrongForm),
            ("GR", "GR123456789", VatIdError::OtherCountry),
            ("ES", "ES123456789", VatIdError::WrongForm),
            ("FR", "FR+7123456789", VatIdError::WrongForm),
            ("US", "1", VatIdError::WrongForm),
            ("US", "12;DROP", VatIdError::WrongForm),
        ] {
            assert_eq!(parsed(country, text), Err(why), "{country} {text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm_and_what_is_kept_is_read_again(text in any::<String>(), n in 0_usize..249) {
            let country = Country::ALL[n];
            if let Ok(vat_id) = VatId::parse(&text, country) {
                prop_assert!(vat_id.as_str().len() <= 20);
                prop_assert_eq!(VatId::parse(vat_id.as_str(), country), Ok(vat_id));
            }
        }
    }
}
