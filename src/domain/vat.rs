//! Which VAT a sale bears (product section 7): the seller's rate at home, none for a business with a VAT ID elsewhere in the EU, which pays it
//! itself, and none outside.

use crate::types::country::Country;
use crate::types::money::{VatCategory, VatRate};
use crate::types::product::Supply;
use crate::types::vat_id::VatId;

/// Member states of the European Union (as of 2026), by their letters.
const EU: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// Who sells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seller {
    /// Where.
    pub country: Country,
    /// The rate there.
    pub rate: VatRate,
}

/// Who buys, as far as VAT asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buyer {
    /// Where goods are sent, or where the customer of a service is.
    pub destination: Country,
    /// The country that gave the VAT ID; `None` without a valid one.
    pub vat_id_of: Option<Country>,
}

/// VAT of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tax {
    /// Why.
    pub category: VatCategory,
    /// How much.
    pub rate: VatRate,
}

/// The VAT of a sale (directive 2006/112/EC: articles 32 and 44 for the place, 138, 146 and 196 for what is not charged).
///
/// A customer elsewhere in the EU without a VAT ID of another member state than the seller's pays the seller's VAT: without the number nobody
/// can be charged in the seller's place.
pub fn tax(seller: Seller, supply: Supply, buyer: Buyer) -> Tax {
    let (home, destination) = (taxed_as(seller.country), taxed_as(buyer.destination));
    let without = |category| Tax {
        category,
        rate: VatRate::ZERO,
    };
    let standard = Tax {
        category: VatCategory::Standard,
        rate: seller.rate,
    };
    if destination == home {
        return standard;
    }
    if !(is_in_eu(home) && is_in_eu(destination)) {
        return without(match supply {
            Supply::Goods => VatCategory::Export,
            Supply::Service => VatCategory::OutOfScope,
        });
    }
    let is_business = buyer
        .vat_id_of
        .map(taxed_as)
        .is_some_and(|country| country != home && is_in_eu(country));
    match supply {
        _ if !is_business => standard,
        Supply::Goods => without(VatCategory::IntraCommunity),
        Supply::Service => without(VatCategory::ReverseCharge),
    }
}

/// The country that gave a VAT ID whose form was checked, by its first letters; `None` where numbers carry none.
pub fn vat_id_of(vat_id: &VatId) -> Option<Country> {
    let letters = vat_id.as_str().get(..2)?;
    match letters {
        "EL" => Country::parse("GR"),
        letters => Country::parse(letters).filter(|country| is_in_eu(country.as_str())),
    }
}

/// Whether a country is a member state, or belongs to one for VAT.
pub fn is_eu(country: Country) -> bool {
    is_in_eu(taxed_as(country))
}

/// The country whose VAT holds there: Monaco is France, the Isle of Man the United Kingdom (directive 2006/112/EC, article 7).
fn taxed_as(country: Country) -> &'static str {
    match country.as_str() {
        "MC" => "FR",
        "IM" => "GB",
        other => other,
    }
}

fn is_in_eu(letters: &str) -> bool {
    EU.contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(letters: &str) -> Country {
        Country::parse(letters).unwrap()
    }

    /// Seller, supply, destination, VAT ID of, category.
    const CASES: &[(&str, Supply, &str, &str, VatCategory)] = &[
        ("DE", Supply::Goods, "DE", "DE", VatCategory::Standard),
        ("DE", Supply::Service, "DE", "", VatCategory::Standard),
        // The VAT ID of another country does not make a delivery at home one abroad.
        ("DE", Supply::Goods, "DE", "FR", VatCategory::Standard),
        ("DE", Supply::Goods, "FR", "FR", VatCategory::IntraCommunity),
        ("DE", Supply::Service, "FR", "FR", VatCategory::ReverseCharge),
        ("DE", Supply::Goods, "FR", "", VatCategory::Standard),
        ("DE", Supply::Service, "FR", "", VatCategory::Standard),
        // A German company has goods sent to France: its number is not one of another member state.
        ("DE", Supply::Goods, "FR", "DE", VatCategory::Standard),
        ("DE", Supply::Goods, "FR", "PL", VatCategory::IntraCommunity),
        ("DE", Supply::Goods, "CH", "", VatCategory::Export),
        ("DE", Supply::Service, "CH", "", VatCategory::OutOfScope),
        ("DE", Supply::Goods, "GB", "GB", VatCategory::Export),
        ("DE", Supply::Goods, "FR", "GB", VatCategory::Standard),
        ("DE", Supply::Service, "MC", "FR", VatCategory::ReverseCharge),
        ("FR", Supply::Goods, "MC", "", VatCategory::Standard),
        ("DE", Supply::Goods, "IM", "", VatCategory::Export),
        ("GR", Supply::Goods, "DE", "DE", VatCategory::IntraCommunity),
        ("CH", Supply::Goods, "CH", "", VatCategory::Standard),
        ("CH", Supply::Goods, "DE", "DE", VatCategory::Export),
        ("CH", Supply::Service, "US", "", VatCategory::OutOfScope),
    ];

    #[test]
    fn each_sale_bears_the_vat_of_its_case() {
        for (seller, supply, destination, vat_id_of, category) in CASES {
            let rate = VatRate::from_basis_points(1900).unwrap();
            let seller = Seller {
                country: country(seller),
                rate,
            };
            let buyer = Buyer {
                destination: country(destination),
                vat_id_of: Country::parse(vat_id_of),
            };
            let tax = tax(seller, *supply, buyer);
            assert_eq!(tax.category, *category, "{seller:?} {supply} {buyer:?}");
            let is_standard = *category == VatCategory::Standard;
            assert_eq!(tax.rate, if is_standard { rate } else { VatRate::ZERO });
        }
    }

    #[test]
    fn a_vat_id_names_the_country_that_gave_it() {
        for (text, of, giver) in [
            ("DE301884207", "DE", "DE"),
            ("EL123456789", "GR", "GR"),
            ("FRK7123456789", "MC", "FR"),
        ] {
            let vat_id = VatId::parse(text, country(of)).unwrap();
            assert_eq!(vat_id_of(&vat_id), Some(country(giver)), "{text}");
        }
        // Numbers of other countries count for nothing in the EU.
        for (text, of) in [
            ("CHE123456789MWST", "CH"),
            ("123456789", "US"),
            ("GB123456789", "GB"),
            ("XI123456789", "GB"),
        ] {
            assert_eq!(vat_id_of(&VatId::parse(text, country(of)).unwrap()), None, "{text}");
        }
        assert!(is_eu(country("MC")) && is_eu(country("GR")) && !is_eu(country("CH")));
    }
}
