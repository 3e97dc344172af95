//! The fields of a new sub-organisation, step by step.

use serde::Deserialize;

use crate::domain::organisations::{Founding, Owner};
use crate::types::address::{LineError, line};
use crate::types::country::Country;
use crate::types::email::Email;
use crate::types::lang::Lang;
use crate::types::phone::Phone;
use crate::types::vat_id::{VatId, VatIdError};
use crate::web::account::address_form::AddressForm;
use crate::web::account::company::{email_key, phone_key};
use crate::web::fields::FieldErrors;

/// The steps in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Company,
    Contact,
    Address,
    Summary,
}

impl Step {
    pub(super) const ALL: [Step; 4] = [Step::Company, Step::Contact, Step::Address, Step::Summary];

    /// Name in forms and texts.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Contact => "contact",
            Self::Address => "address",
            Self::Summary => "summary",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.key() == text)
    }

    pub(super) fn next(self) -> Self {
        match self {
            Self::Company => Self::Contact,
            Self::Contact => Self::Address,
            Self::Address | Self::Summary => Self::Summary,
        }
    }

    pub(super) fn before(self) -> Self {
        match self {
            Self::Company | Self::Contact => Self::Company,
            Self::Address => Self::Contact,
            Self::Summary => Self::Address,
        }
    }
}

/// Everything that was typed so far; each step carries the others along.
#[derive(Deserialize, Default, Clone)]
pub(super) struct NewForm {
    /// The step that was sent.
    #[serde(default)]
    pub(super) step: String,
    /// Where to: `next`, `back`, `create`, or the name of a step.
    #[serde(default)]
    pub(super) go: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) vat_id: String,
    #[serde(default)]
    pub(super) country: String,
    #[serde(default)]
    pub(super) language: String,
    #[serde(default)]
    pub(super) first_name: String,
    #[serde(default)]
    pub(super) last_name: String,
    #[serde(default)]
    pub(super) email: String,
    #[serde(default)]
    pub(super) phone: String,
    #[serde(default)]
    pub(super) street: String,
    #[serde(default)]
    pub(super) extra: String,
    #[serde(default)]
    pub(super) postcode: String,
    #[serde(default)]
    pub(super) city: String,
    #[serde(default)]
    pub(super) region: String,
}

/// The fields of an owner alone.
#[derive(Deserialize, Default, Clone)]
pub(super) struct OwnerForm {
    #[serde(default)]
    pub(super) first_name: String,
    #[serde(default)]
    pub(super) last_name: String,
    #[serde(default)]
    pub(super) email: String,
}

/// A line that must not be empty.
fn needed(errors: &mut FieldErrors, field: &'static str, text: &str, missing: &'static str) -> String {
    let key = match line(text) {
        Ok(line) if line.is_empty() => missing,
        Ok(line) => return line,
        Err(LineError::TooLong) => "addresses-line-too-long",
        Err(LineError::ControlCharacter) => "addresses-line-control",
    };
    errors.add(field, key);
    String::new()
}

impl OwnerForm {
    /// The owner, or what is wrong with the fields.
    pub(super) fn parse(&self) -> Result<Owner, FieldErrors> {
        let mut errors = FieldErrors::new();
        let first_name = needed(
            &mut errors,
            "first_name",
            &self.first_name,
            "organisations-first-name-missing",
        );
        let last_name = needed(
            &mut errors,
            "last_name",
            &self.last_name,
            "organisations-last-name-missing",
        );
        match Email::parse(&self.email) {
            Ok(email) if errors.is_empty() => Ok(Owner {
                first_name,
                last_name,
                email,
            }),
            Ok(_) => Err(errors),
            Err(error) => {
                errors.add("email", email_key(error));
                Err(errors)
            }
        }
    }
}

impl NewForm {
    fn owner_fields(&self) -> OwnerForm {
        OwnerForm {
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            email: self.email.clone(),
        }
    }

    /// The address as Account knows it.
    pub(super) fn address(&self) -> AddressForm {
        AddressForm {
            company: self.name.clone(),
            person: format!("{} {}", self.first_name.trim(), self.last_name.trim()),
            street: self.street.clone(),
            extra: self.extra.clone(),
            postcode: self.postcode.clone(),
            city: self.city.clone(),
            region: self.region.clone(),
            country: self.country.clone(),
        }
    }

    fn vat_id(&self, errors: &mut FieldErrors) -> Option<VatId> {
        let country = Country::parse(&self.country)?;
        if self.vat_id.trim().is_empty() {
            return None;
        }
        match VatId::parse(&self.vat_id, country) {
            Ok(vat_id) => Some(vat_id),
            Err(error) => {
                let key = match error {
                    VatIdError::OtherCountry => "organisations-vat-other-country",
                    VatIdError::WrongForm => "organisations-vat-wrong",
                };
                errors.add("vat_id", key);
                None
            }
        }
    }

    /// What is wrong with the fields of a step.
    pub(super) fn problems(&self, step: Step) -> FieldErrors {
        let mut errors = FieldErrors::new();
        match step {
            Step::Company => {
                needed(&mut errors, "name", &self.name, "organisations-name-missing");
                if Country::parse(&self.country).is_none() {
                    errors.add("country", "addresses-country-missing");
                }
                self.vat_id(&mut errors);
            }
            Step::Contact => {
                if let Err(of_owner) = self.owner_fields().parse() {
                    errors = of_owner;
                }
                if let Err(error) = Phone::parse(&self.phone) {
                    errors.add("phone", phone_key(error));
                }
            }
            Step::Address => {
                if let Err(of_address) = self.address().parse() {
                    errors = of_address;
                }
            }
            Step::Summary => {}
        }
        errors
    }

    /// All of it, or the first step with problems.
    pub(super) fn parse(&self) -> Result<Founding, (Step, FieldErrors)> {
        for step in Step::ALL {
            let errors = self.problems(step);
            if !errors.is_empty() {
                return Err((step, errors));
            }
        }
        let mut errors = FieldErrors::new();
        let vat_id = self.vat_id(&mut errors);
        let owner = self.owner_fields().parse().map_err(|errors| (Step::Contact, errors))?;
        let address = self.address().parse().map_err(|errors| (Step::Address, errors))?;
        let phone =
            Phone::parse(&self.phone).map_err(|error| (Step::Contact, FieldErrors::one("phone", phone_key(error))))?;
        Ok(Founding {
            name: self.name.trim().to_owned(),
            vat_id,
            language: Lang::parse(&self.language).unwrap_or(Lang::En),
            owner,
            phone: phone.into_string(),
            address,
        })
    }
}
