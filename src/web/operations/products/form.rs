//! The fields of a product, as typed.

use std::collections::BTreeMap;

use crate::domain::products::{Prices, Product, ProductRow};
use crate::types::address::line;
use crate::types::money::{Currency, MoneyError, UnitPrice};
use crate::types::packaging::{Packaging, PackagingError};
use crate::types::product::{FormFactor, ProductKind, Sku, SkuError, Supply};
use crate::types::volume::{DataVolume, VolumeError};
use crate::web::fields::FieldErrors;

/// Longest description, in characters.
const DESCRIPTION_CHARS: usize = 500;
/// A hundred years.
const MOST_DAYS: i64 = 36_525;
/// More SMS than a SIM can send in its life.
const MOST_SMS: i64 = 1_000_000_000;

/// The fields by name.
#[derive(Debug, Clone, Default)]
pub(super) struct ProductForm(pub(super) BTreeMap<String, String>);

/// The field of a currency's price.
pub(super) fn price_field(currency: Currency) -> &'static str {
    match currency {
        Currency::Eur => "price_eur",
        Currency::Chf => "price_chf",
        Currency::Czk => "price_czk",
        Currency::Dkk => "price_dkk",
        Currency::Gbp => "price_gbp",
        Currency::Nok => "price_nok",
        Currency::Pln => "price_pln",
        Currency::Sek => "price_sek",
        Currency::Usd => "price_usd",
    }
}

impl ProductForm {
    /// An empty form with the numbers that most products have.
    pub(super) fn fresh() -> Self {
        let fields = [
            ("kind", "sim"),
            ("supply", "goods"),
            ("package_size", "10"),
            ("minimum", "10"),
            ("multiple", "10"),
            ("maximum", "100000"),
            ("data", "500"),
            ("sms", "250"),
            ("lifetime_days", "3652"),
            ("position", "100"),
        ];
        Self(fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
    }

    /// The fields of a product that exists.
    pub(super) fn of(row: &ProductRow, prices: &[(Currency, UnitPrice)]) -> Self {
        let data = DataVolume::from_bytes(row.data_bytes).unwrap_or_default();
        let fields = [
            ("sku", row.sku.clone()),
            ("kind", row.kind.to_string()),
            (
                "form_factor",
                row.form_factor.map_or_else(String::new, |form| form.to_string()),
            ),
            ("name_en", row.name_en.clone()),
            ("name_de", row.name_de.clone()),
            ("description_en", row.description_en.clone()),
            ("description_de", row.description_de.clone()),
            ("package_size", row.package_size.to_string()),
            ("minimum", row.minimum.to_string()),
            ("multiple", row.multiple.to_string()),
            ("maximum", row.maximum.to_string()),
            ("data", data.mb_text()),
            ("sms", row.sms.to_string()),
            ("lifetime_days", row.lifetime_days.to_string()),
            ("supply", row.supply.to_string()),
            ("position", row.position.to_string()),
        ];
        let mut form = Self(fields.map(|(name, value)| (name.to_owned(), value)).into());
        for (currency, price) in prices {
            form.0.insert(price_field(*currency).to_owned(), price.to_string());
        }
        form
    }

    /// What was typed into a field; empty if it was not there.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    /// The product and its prices, or what is wrong with its fields: all of it at once.
    pub(super) fn parse(&self) -> Result<(Product, Prices), FieldErrors> {
        let mut errors = FieldErrors::new();
        let sku = Sku::parse(self.get("sku"))
            .map_err(|error| {
                let key = match error {
                    SkuError::Missing => "products-sku-missing",
                    SkuError::WrongForm => "products-sku-wrong",
                };
                errors.add("sku", key);
            })
            .ok();
        let kind = ProductKind::parse(self.get("kind"));
        if kind.is_none() {
            errors.add("kind", "products-kind-missing");
        }
        let form_factor = FormFactor::parse(self.get("form_factor"));
        if kind == Some(ProductKind::Sim) && form_factor.is_none() {
            errors.add("form_factor", "products-form-missing");
        }
        let name = (self.name("name_en", &mut errors), self.name("name_de", &mut errors));
        let description = (
            self.description("description_en", &mut errors),
            self.description("description_de", &mut errors),
        );
        let packaging = self.packaging(&mut errors);
        let data_bytes = self.data(&mut errors);
        let sms = self.number("sms", 0, MOST_SMS, &mut errors);
        let lifetime_days = self.number("lifetime_days", 0, MOST_DAYS, &mut errors);
        let needs_days = matches!(kind, Some(ProductKind::Sim | ProductKind::Extension));
        match lifetime_days {
            Some(0) if needs_days => errors.add("lifetime_days", "products-lifetime-missing"),
            Some(1..) if kind == Some(ProductKind::TopUp) => errors.add("lifetime_days", "products-lifetime-too-many"),
            _ => {}
        }
        if kind == Some(ProductKind::TopUp) && data_bytes == Some(0) && sms == Some(0) {
            errors.add("data", "products-gives-nothing");
        }
        let supply = Supply::parse(self.get("supply"));
        if supply.is_none() {
            errors.add("supply", "products-supply-missing");
        }
        let position = self.number("position", 0, 1_000_000, &mut errors);
        let prices = self.prices(&mut errors);
        let (Some(sku), Some(kind), Some(packaging), Some(supply)) = (sku, kind, packaging, supply) else {
            return Err(errors);
        };
        let (Some(data_bytes), Some(sms), Some(lifetime_days), Some(position)) =
            (data_bytes, sms, lifetime_days, position)
        else {
            return Err(errors);
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        let product = Product {
            sku,
            kind,
            form_factor: form_factor.filter(|_| kind == ProductKind::Sim),
            name,
            description,
            packaging,
            data_bytes,
            sms,
            lifetime_days,
            supply,
            position,
        };
        Ok((product, prices))
    }

    fn name(&self, field: &'static str, errors: &mut FieldErrors) -> String {
        match line(self.get(field)) {
            Ok(text) if text.is_empty() => errors.add(field, "products-name-missing"),
            Ok(text) => return text,
            Err(_) => errors.add(field, "products-name-wrong"),
        }
        String::new()
    }

    fn description(&self, field: &'static str, errors: &mut FieldErrors) -> String {
        // Browsers send line breaks of their own kind.
        let text = self.get(field).split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > DESCRIPTION_CHARS {
            errors.add(field, "products-description-too-long");
        }
        text
    }

    fn number(&self, field: &'static str, least: i64, most: i64, errors: &mut FieldErrors) -> Option<i64> {
        let digits: String = self
            .get(field)
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | '\'' | '’'))
            .collect();
        let number = digits.parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            errors.add(field, "products-number-wrong");
        }
        number
    }

    fn data(&self, errors: &mut FieldErrors) -> Option<i64> {
        match DataVolume::from_mb_text(&self.get("data").replace(',', ".")) {
            Ok(volume) => Some(volume.bytes()),
            Err(VolumeError::TooLarge) => {
                errors.add("data", "products-data-too-large");
                None
            }
            Err(_) => {
                errors.add("data", "products-data-wrong");
                None
            }
        }
    }

    fn packaging(&self, errors: &mut FieldErrors) -> Option<Packaging> {
        let mut read = |field| self.number(field, 1, Packaging::MOST, errors);
        let (size, minimum) = (read("package_size"), read("minimum"));
        let (multiple, maximum) = (read("multiple"), read("maximum"));
        let error = match Packaging::new(size?, minimum?, multiple?, maximum?) {
            Ok(packaging) => return Some(packaging),
            Err(error) => error,
        };
        match error {
            PackagingError::PackageSize => errors.add("package_size", "products-number-wrong"),
            PackagingError::Multiple => errors.add("multiple", "products-multiple-wrong"),
            PackagingError::Minimum => errors.add("minimum", "products-minimum-wrong"),
            PackagingError::Maximum => errors.add("maximum", "products-maximum-wrong"),
        }
        None
    }

    fn prices(&self, errors: &mut FieldErrors) -> Prices {
        let mut prices = Prices::new();
        for currency in Currency::ALL {
            let field = price_field(*currency);
            let text = self.get(field);
            if text.is_empty() {
                continue;
            }
            match UnitPrice::parse(text) {
                Ok(price) => {
                    prices.insert(*currency, price);
                }
                Err(MoneyError::Negative) => errors.add(field, "products-price-negative"),
                Err(MoneyError::TooPrecise) => errors.add(field, "products-price-too-precise"),
                Err(MoneyError::TooLarge) => errors.add(field, "products-price-too-large"),
                Err(MoneyError::NotANumber) => errors.add(field, "products-price-wrong"),
            }
        }
        prices
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(changes: &[(&str, &str)]) -> ProductForm {
        let mut form = ProductForm::fresh();
        let filled = [
            ("sku", "SIM-4FF"),
            ("form_factor", "4ff"),
            ("name_en", "SIM"),
            ("name_de", "SIM"),
            ("price_eur", "10,00"),
        ];
        for (name, value) in filled.iter().chain(changes) {
            form.0.insert((*name).to_owned(), (*value).to_owned());
        }
        form
    }

    #[test]
    fn a_filled_form_is_a_product_with_its_prices() {
        let (product, prices) = form(&[("maximum", "100.000"), ("data", "0,5")]).parse().unwrap();
        assert_eq!(product.packaging.maximum(), 100_000);
        assert_eq!(product.data_bytes, 500_000);
        assert_eq!(prices[&Currency::Eur].to_string(), "10.00");
        assert_eq!(prices.len(), 1);
    }

    #[test]
    fn each_fault_is_told_at_its_field() {
        for (changes, field, key) in [
            (&[("sku", "SIM 4")][..], "sku", "products-sku-wrong"),
            (&[("form_factor", "")], "form_factor", "products-form-missing"),
            (&[("minimum", "15")], "minimum", "products-minimum-wrong"),
            (&[("multiple", "5")], "multiple", "products-multiple-wrong"),
            (&[("maximum", "0")], "maximum", "products-number-wrong"),
            (&[("price_eur", "-1")], "price_eur", "products-price-negative"),
            (&[("price_usd", "ten")], "price_usd", "products-price-wrong"),
            (&[("lifetime_days", "0")], "lifetime_days", "products-lifetime-missing"),
            (&[("kind", "top_up")], "lifetime_days", "products-lifetime-too-many"),
            (
                &[("kind", "top_up"), ("lifetime_days", "0"), ("data", "0"), ("sms", "0")],
                "data",
                "products-gives-nothing",
            ),
            (&[("data", "much")], "data", "products-data-wrong"),
        ] {
            let errors = form(changes).parse().unwrap_err();
            assert_eq!(errors.of(field), Some(key), "{changes:?}: {errors:?}");
        }
        let errors = ProductForm::default().parse().unwrap_err();
        assert!(errors.all().len() > 8, "{errors:?}");
    }
}
