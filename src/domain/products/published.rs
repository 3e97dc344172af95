//! The published product set, for demo data and tests: a lifetime flat of 500 MB and 250 SMS for ten years in every form of SIM, the top-up
//! (product section 1: 500 MB and 250 SMS) and the extension.
//!
//! The design names no prices and no package sizes: the prices are plain ones near those of the mock-ups (10 EUR for a SIM), cards come in tens,
//! soldered chips in hundreds.

use crate::storage::products::Product;
use crate::types::money::{Currency, UnitPrice};
use crate::types::packaging::Packaging;
use crate::types::product::{FormFactor, ProductKind, Sku, Supply};

/// 500 MB.
const FLAT_BYTES: i64 = 500_000_000;
/// SMS of the flat and of the top-up.
const FLAT_SMS: i64 = 250;
/// Ten years, with their leap days.
const TEN_YEARS: i64 = 3_652;
/// Five years, with their leap day.
const FIVE_YEARS: i64 = 1_826;

/// A product of the set with its price.
#[derive(Debug, Clone)]
pub struct Published {
    /// The product.
    pub product: Product,
    /// Net price in each currency it is sold in.
    pub prices: Vec<(Currency, UnitPrice)>,
}

/// Form, product number, English name, German name, package size, most pieces, price in cents of EUR, CHF and USD.
type Card = (FormFactor, &'static str, &'static str, &'static str, i64, i64, [i64; 3]);

const CARDS: [Card; 6] = [
    (
        FormFactor::Ff2,
        "SIM-2FF",
        "IoT SIM, plug-in 2FF",
        "IoT-SIM, Plug-in 2FF",
        10,
        100_000,
        [1_000, 990, 1_100],
    ),
    (
        FormFactor::Ff3,
        "SIM-3FF",
        "IoT SIM, plug-in 3FF",
        "IoT-SIM, Plug-in 3FF",
        10,
        100_000,
        [1_000, 990, 1_100],
    ),
    (
        FormFactor::Ff4,
        "SIM-4FF",
        "IoT SIM, plug-in 4FF",
        "IoT-SIM, Plug-in 4FF",
        10,
        100_000,
        [1_000, 990, 1_100],
    ),
    (
        FormFactor::Industrial,
        "SIM-IND",
        "IoT SIM, industrial card",
        "IoT-SIM, Industriekarte",
        10,
        100_000,
        [1_200, 1_190, 1_320],
    ),
    (
        FormFactor::Mff2,
        "SIM-MFF2",
        "IoT SIM, MFF2 chip",
        "IoT-SIM, MFF2-Chip",
        100,
        500_000,
        [1_250, 1_240, 1_375],
    ),
    (
        FormFactor::Esim,
        "SIM-ESIM",
        "IoT SIM, eSIM profile",
        "IoT-SIM, eSIM-Profil",
        1,
        10_000,
        [1_000, 990, 1_100],
    ),
];

/// The set, in the order of the lists.
pub fn published() -> Vec<Published> {
    let cards = (1_i64..).zip(CARDS).filter_map(|(position, card)| {
        let (form, sku, english, german, package, most, cents) = card;
        let description = (
            "500 MB and 250 SMS for 10 years, in the countries of the tariff".to_owned(),
            "500 MB und 250 SMS für 10 Jahre, in den Ländern des Tarifs".to_owned(),
        );
        let product = Product {
            sku: Sku::parse(sku).ok()?,
            kind: ProductKind::Sim,
            form_factor: Some(form),
            name: (english.to_owned(), german.to_owned()),
            description,
            packaging: Packaging::new(package, package, package, most).ok()?,
            data_bytes: FLAT_BYTES,
            sms: FLAT_SMS,
            lifetime_days: TEN_YEARS,
            // A profile is downloaded: nothing is sent.
            supply: if form.is_shipped() {
                Supply::Goods
            } else {
                Supply::Service
            },
            position: position * 10,
        };
        Some(Published {
            product,
            prices: in_currencies(cents),
        })
    });
    let services = [
        (
            ("TOPUP-500", ProductKind::TopUp, 70),
            ("Top-up 500 MB + 250 SMS", "Aufladung 500 MB + 250 SMS"),
            (
                "Added to what the SIM has left",
                "Kommt zu dem hinzu, was die SIM noch hat",
            ),
            0,
            [1_000, 990, 1_100],
        ),
        (
            ("EXT-5Y", ProductKind::Extension, 80),
            (
                "Extension by 5 years with 500 MB + 250 SMS",
                "Verlängerung um 5 Jahre mit 500 MB + 250 SMS",
            ),
            (
                "The lifetime ends five years later, counted from its end or from today",
                "Die Laufzeit endet fünf Jahre später, gerechnet ab ihrem Ende oder ab heute",
            ),
            FIVE_YEARS,
            [1_000, 990, 1_100],
        ),
    ];
    let services = services
        .into_iter()
        .filter_map(|(of, name, description, lifetime_days, cents)| {
            let (sku, kind, position) = of;
            let product = Product {
                sku: Sku::parse(sku).ok()?,
                kind,
                form_factor: None,
                name: (name.0.to_owned(), name.1.to_owned()),
                description: (description.0.to_owned(), description.1.to_owned()),
                packaging: Packaging::SINGLE,
                data_bytes: FLAT_BYTES,
                sms: FLAT_SMS,
                lifetime_days,
                supply: Supply::Service,
                position,
            };
            Some(Published {
                product,
                prices: in_currencies(cents),
            })
        });
    cards.chain(services).collect()
}

fn in_currencies(cents: [i64; 3]) -> Vec<(Currency, UnitPrice)> {
    [Currency::Eur, Currency::Chf, Currency::Usd]
        .into_iter()
        .zip(cents)
        .filter_map(|(currency, cents)| Some((currency, UnitPrice::from_micros(cents * 10_000)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_sim_is_published_and_nothing_of_the_set_is_lost() {
        let set = published();
        assert_eq!(set.len(), CARDS.len() + 2);
        let forms: Vec<_> = set.iter().filter_map(|each| each.product.form_factor).collect();
        assert_eq!(forms, FormFactor::ALL);
        assert!(set.iter().all(|each| each.prices.len() == 3));
    }
}
