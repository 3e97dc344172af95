//! What somebody tells who registers with a first order. All of it travels in the pages until the order is placed: nothing is kept of who
//! gives up.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::domain::organisations::Owner;
use crate::domain::shop::{METHODS, Registration, Terms};
use crate::types::address::{Address, LineError, line};
use crate::types::country::Country;
use crate::types::email::Email;
use crate::types::lang::Lang;
use crate::types::order::PaymentMethod;
use crate::types::person_name::{PersonName, PersonNameError};
use crate::types::phone::Phone;
use crate::types::vat_id::{VatId, VatIdError};
use crate::web::account::address_form::AddressForm;
use crate::web::account::company::{email_key, phone_key};
use crate::web::fields::FieldErrors;

/// Longest order number of the customer's, in characters.
const NUMBER_CHARS: usize = 35;

/// The fields as typed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct RegisterForm {
    /// Where to: `check`, `back`, `prices` or `place`.
    pub(super) go: String,
    /// Fingerprint of the cart that the summary showed.
    pub(super) seen: String,
    /// Prices that the summary showed.
    pub(super) prices: String,
    pub(super) company: String,
    pub(super) country: String,
    pub(super) vat_id: String,
    pub(super) no_vat_id: String,
    pub(super) language: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    pub(super) phone: String,
    pub(super) street: String,
    pub(super) extra: String,
    pub(super) postcode: String,
    pub(super) city: String,
    pub(super) region: String,
    /// Set: parcels go to the billing address.
    pub(super) same: String,
    pub(super) ship_company: String,
    pub(super) ship_person: String,
    pub(super) ship_street: String,
    pub(super) ship_extra: String,
    pub(super) ship_postcode: String,
    pub(super) ship_city: String,
    pub(super) ship_region: String,
    pub(super) ship_country: String,
    pub(super) payment: String,
    pub(super) purchase_order: String,
    pub(super) terms: String,
}

/// What the fields are read against.
pub(super) struct Ask<'a> {
    /// Whether something is shipped.
    pub(super) is_shipped: bool,
    /// Letters of the countries that we ship to.
    pub(super) ships: &'a BTreeSet<String>,
    /// Terms of business that have to be accepted.
    pub(super) terms: Option<&'a Terms>,
}

impl RegisterForm {
    /// A form that nobody has filled in yet.
    pub(super) fn empty(lang: Lang) -> Self {
        Self {
            language: lang.as_str().to_owned(),
            same: "1".to_owned(),
            payment: PaymentMethod::BankTransfer.as_str().to_owned(),
            ..Self::default()
        }
    }

    /// Every field but those of the summary, to travel along.
    pub(super) fn carried(&self) -> Vec<(&'static str, &str)> {
        let fields: [(&'static str, &String); 26] = [
            ("company", &self.company),
            ("country", &self.country),
            ("vat_id", &self.vat_id),
            ("no_vat_id", &self.no_vat_id),
            ("language", &self.language),
            ("first_name", &self.first_name),
            ("last_name", &self.last_name),
            ("email", &self.email),
            ("phone", &self.phone),
            ("street", &self.street),
            ("extra", &self.extra),
            ("postcode", &self.postcode),
            ("city", &self.city),
            ("region", &self.region),
            ("same", &self.same),
            ("ship_company", &self.ship_company),
            ("ship_person", &self.ship_person),
            ("ship_street", &self.ship_street),
            ("ship_extra", &self.ship_extra),
            ("ship_postcode", &self.ship_postcode),
            ("ship_city", &self.ship_city),
            ("ship_region", &self.ship_region),
            ("ship_country", &self.ship_country),
            ("payment", &self.payment),
            ("purchase_order", &self.purchase_order),
            ("terms", &self.terms),
        ];
        fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.as_str()))
            .collect()
    }

    fn billing(&self) -> AddressForm {
        AddressForm {
            company: self.company.clone(),
            person: String::new(),
            street: self.street.clone(),
            extra: self.extra.clone(),
            postcode: self.postcode.clone(),
            city: self.city.clone(),
            region: self.region.clone(),
            country: self.country.clone(),
        }
    }

    fn shipping(&self) -> AddressForm {
        AddressForm {
            company: self.ship_company.clone(),
            person: self.ship_person.clone(),
            street: self.ship_street.clone(),
            extra: self.ship_extra.clone(),
            postcode: self.ship_postcode.clone(),
            city: self.ship_city.clone(),
            region: self.ship_region.clone(),
            country: self.ship_country.clone(),
        }
    }

    /// Whether parcels go to an address of their own.
    pub(super) fn ships_elsewhere(&self) -> bool {
        self.same.is_empty()
    }

    /// All of it, or all that is wrong with it, in the order of the fields.
    pub(super) fn parse(&self, ask: &Ask<'_>) -> Result<Registration, FieldErrors> {
        let mut errors = FieldErrors::new();
        let company = self.company(&mut errors);
        let country = Country::parse(&self.country);
        if country.is_none() {
            errors.add("country", "addresses-country-missing");
        }
        let vat_id = self.vat_id(country, &mut errors);
        let first_name = name(&mut errors, "first_name", &self.first_name);
        let last_name = name(&mut errors, "last_name", &self.last_name);
        let email = Email::parse(&self.email)
            .map_err(|error| errors.add("email", email_key(error)))
            .ok();
        let phone = Phone::parse(&self.phone)
            .map_err(|error| errors.add("phone", phone_key(error)))
            .ok();
        let billing = self.billing_address(&mut errors);
        let shipping = self.shipping_address(ask, billing.as_ref(), &mut errors);
        let method = PaymentMethod::parse(&self.payment).filter(|method| METHODS.contains(method));
        if method.is_none() {
            errors.add("payment", "orders-payment-missing");
        }
        let purchase_order = self.purchase_order.trim();
        if line(purchase_order).is_err() || purchase_order.chars().count() > NUMBER_CHARS {
            errors.add("purchase_order", "orders-number-too-long");
        }
        // What was ticked is the version that the page showed.
        if ask.terms.is_some_and(|terms| terms.version != self.terms) {
            errors.add("terms", "shop-terms-missing");
        }
        match (email, phone, billing, method) {
            (Some(email), Some(phone), Some(billing), Some(method)) if errors.is_empty() => Ok(Registration {
                company,
                vat_id,
                language: Lang::parse(&self.language).unwrap_or(Lang::En),
                owner: Owner {
                    first_name,
                    last_name,
                    email,
                },
                phone: phone.into_string(),
                billing,
                shipping,
                purchase_order: purchase_order.to_owned(),
                method,
                terms: ask.terms.cloned(),
            }),
            _ => Err(errors),
        }
    }

    fn company(&self, errors: &mut FieldErrors) -> String {
        let key = match line(&self.company) {
            Ok(company) if has_link(&company) => "shop-no-links",
            Ok(company) if !company.is_empty() => return company,
            Ok(_) => "shop-company-missing",
            Err(LineError::TooLong) => "addresses-line-too-long",
            Err(LineError::ControlCharacter) => "addresses-line-control",
        };
        errors.add("company", key);
        String::new()
    }

    /// A number, or the word that there is none: leaving the field empty by mistake would cost the customer VAT.
    fn vat_id(&self, country: Option<Country>, errors: &mut FieldErrors) -> Option<VatId> {
        let (typed, has_none) = (self.vat_id.trim(), !self.no_vat_id.is_empty());
        let key = match (typed.is_empty(), has_none) {
            (true, true) => return None,
            (true, false) => "shop-vat-missing",
            (false, true) => "shop-vat-both",
            // Which form it must have, the country tells.
            (false, false) => match VatId::parse(typed, country?) {
                Ok(vat_id) => return Some(vat_id),
                Err(VatIdError::OtherCountry) => "organisations-vat-other-country",
                Err(VatIdError::WrongForm) => "organisations-vat-wrong",
            },
        };
        errors.add("vat_id", key);
        None
    }

    /// The billing address; company and country are told at their own fields.
    fn billing_address(&self, errors: &mut FieldErrors) -> Option<Address> {
        match self.billing().parse() {
            Ok(address) => Some(address),
            Err(found) => {
                for (field, key) in found.all() {
                    if matches!(field.as_ref(), "street" | "extra" | "postcode" | "city" | "region") {
                        errors.add(field.clone(), key);
                    }
                }
                None
            }
        }
    }

    /// Where parcels go, and whether we ship there.
    fn shipping_address(&self, ask: &Ask<'_>, billing: Option<&Address>, errors: &mut FieldErrors) -> Option<Address> {
        if !ask.is_shipped {
            return None;
        }
        let (address, field) = if self.ships_elsewhere() {
            match self.shipping().parse() {
                Ok(address) => (address, "ship_country"),
                Err(found) => {
                    for (field, key) in found.all() {
                        errors.add(shipping_field(field), key);
                    }
                    return None;
                }
            }
        } else {
            (billing?.clone(), "country")
        };
        if ask.ships.contains(address.country.as_str()) {
            return Some(address);
        }
        errors.add(field, "shop-not-shipped-to");
        None
    }
}

/// A first or last name.
fn name(errors: &mut FieldErrors, field: &'static str, text: &str) -> String {
    let key = match PersonName::parse(text) {
        Ok(name) if has_link(name.as_str()) => "shop-no-links",
        Ok(name) => return name.into_string(),
        Err(PersonNameError::Empty) if field == "first_name" => "organisations-first-name-missing",
        Err(PersonNameError::Empty) => "organisations-last-name-missing",
        Err(PersonNameError::TooLong) => "addresses-line-too-long",
        Err(PersonNameError::ControlCharacter) => "addresses-line-control",
    };
    errors.add(field, key);
    String::new()
}

/// Whether a text would become a link in a mail. Mails go to an address that nobody has shown to be theirs yet: they are no way to send
/// advertisements to others.
fn has_link(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    text.contains("://") || text.contains("www.")
}

/// The field of the delivery address that stands for one of any address.
fn shipping_field(field: &str) -> &'static str {
    match field {
        "company" => "ship_company",
        "person" => "ship_person",
        "extra" => "ship_extra",
        "postcode" => "ship_postcode",
        "city" => "ship_city",
        "region" => "ship_region",
        "country" => "ship_country",
        _ => "ship_street",
    }
}
