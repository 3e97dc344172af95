//! The fields of a postal address: in Account, and where an organisation is made.

use serde::Deserialize;

use crate::types::address::{Address, LineError, line};
use crate::types::country::Country;
use crate::types::postcode::{Postcode, PostcodeError};
use crate::web::fields::FieldErrors;
use crate::web::layout::Layout;

/// The fields as typed.
#[derive(Deserialize, Default, Clone)]
pub(in crate::web) struct AddressForm {
    #[serde(default)]
    pub(in crate::web) company: String,
    #[serde(default)]
    pub(in crate::web) person: String,
    #[serde(default)]
    pub(in crate::web) street: String,
    #[serde(default)]
    pub(in crate::web) extra: String,
    #[serde(default)]
    pub(in crate::web) postcode: String,
    #[serde(default)]
    pub(in crate::web) city: String,
    #[serde(default)]
    pub(in crate::web) region: String,
    #[serde(default)]
    pub(in crate::web) country: String,
}

impl AddressForm {
    /// The address, or what is wrong with its fields. Somebody has to get the letter: a company or a person.
    pub(in crate::web) fn parse(&self) -> Result<Address, FieldErrors> {
        let mut errors = FieldErrors::new();
        let mut text = |field: &'static str, text: &str, missing: Option<&'static str>| {
            let key = match line(text) {
                Ok(line) if line.is_empty() => match missing {
                    None => return line,
                    Some(key) => key,
                },
                Ok(line) => return line,
                Err(LineError::TooLong) => "addresses-line-too-long",
                Err(LineError::ControlCharacter) => "addresses-line-control",
            };
            errors.add(field, key);
            String::new()
        };
        let company = text("company", &self.company, None);
        let nobody = self.company.trim().is_empty().then_some("addresses-nobody");
        let person = text("person", &self.person, nobody);
        let street = text("street", &self.street, Some("addresses-street-missing"));
        let extra = text("extra", &self.extra, None);
        let city = text("city", &self.city, Some("addresses-city-missing"));
        let region = text("region", &self.region, None);
        let country = Country::parse(&self.country);
        let postcode = country.map(|country| Postcode::parse(&self.postcode, country));
        match postcode {
            Some(Err(PostcodeError::Missing)) => errors.add("postcode", "addresses-postcode-missing"),
            Some(Err(PostcodeError::WrongForm)) => errors.add("postcode", "addresses-postcode-wrong"),
            Some(Ok(_)) => {}
            None => errors.add("country", "addresses-country-missing"),
        }
        match (country, postcode) {
            (Some(country), Some(Ok(postcode))) if errors.is_empty() => Ok(Address {
                company,
                person,
                street,
                extra,
                postcode,
                city,
                region,
                country,
            }),
            _ => Err(errors),
        }
    }
}

/// The countries by name in the language of the page: letters, name.
pub(in crate::web) fn countries(layout: &Layout) -> Vec<(&'static str, String)> {
    let mut all: Vec<(&'static str, String)> = Country::ALL
        .iter()
        .map(|country| {
            let code = country.as_str();
            (code, layout.t(&format!("country-{}", code.to_lowercase())))
        })
        .collect();
    all.sort_by_cached_key(|(_, name)| sort_key(name));
    all
}

/// Names with a mark on their first letters (Åland, Österreich, Ägypten) belong where the letter without it stands.
fn sort_key(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            'Ä' | 'Å' | 'ä' | 'å' | 'á' | 'ã' => 'a',
            'Ö' | 'ö' | 'ô' | 'ó' => 'o',
            'Ü' | 'ü' => 'u',
            'ç' => 'c',
            'é' | 'è' => 'e',
            'í' => 'i',
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> AddressForm {
        AddressForm {
            company: "Hansa Kühllogistik GmbH".to_owned(),
            street: "Kühlhauskai 12".to_owned(),
            postcode: "20457".to_owned(),
            city: "Hamburg".to_owned(),
            country: "DE".to_owned(),
            ..AddressForm::default()
        }
    }

    #[test]
    fn every_problem_of_an_address_is_told_at_once() {
        assert_eq!(form().parse().unwrap().postcode.as_str(), "20457");
        let errors = AddressForm::default().parse().unwrap_err();
        let fields: Vec<&str> = errors.all().iter().map(|(field, _)| field.as_ref()).collect();
        assert_eq!(fields, ["person", "street", "city", "country"]);
        let wrong = AddressForm {
            postcode: "2045".to_owned(),
            extra: "x".repeat(101),
            ..form()
        };
        let errors = wrong.parse().unwrap_err();
        assert_eq!(errors.of("postcode"), Some("addresses-postcode-wrong"));
        assert_eq!(errors.of("extra"), Some("addresses-line-too-long"));
    }

    #[test]
    fn a_person_alone_gets_letters_as_well() {
        let person = AddressForm {
            company: String::new(),
            person: "Jonas Petersen".to_owned(),
            ..form()
        };
        assert!(person.parse().is_ok());
    }
}
