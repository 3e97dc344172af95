use std::collections::BTreeMap;

use proptest::prelude::*;

use super::sample;
use super::*;
use crate::types::lang::Lang;
use crate::types::money::{Money, UnitPrice, VatCategory, VatRate};

/// Text of every element with this name.
fn all<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    let (begin, end) = (format!("<{name}"), format!("</{name}>"));
    xml.split(&begin)
        .skip(1)
        .filter(|rest| rest.starts_with(['>', ' ']))
        .map(|rest| rest.split_once('>').unwrap().1.split(&end).next().unwrap())
        .collect()
}

fn cents(text: &str) -> i128 {
    let (whole, fraction) = text.split_once('.').unwrap();
    assert_eq!(fraction.len(), 2, "{text}");
    format!("{whole}{fraction}").parse().unwrap()
}

/// Half away from zero, in whole numbers: nothing of `rust_decimal`.
fn rounded(value: i128, divisor: i128) -> i128 {
    let half = (value.abs() * 2 + divisor) / (2 * divisor);
    half * value.signum()
}

/// Adds up what the XML says, independently of what wrote it.
fn adds_up(xml: &str) {
    let lines = all(xml, "ram:IncludedSupplyChainTradeLineItem");
    let mut groups: BTreeMap<(&str, &str), i128> = BTreeMap::new();
    let mut net = 0;
    for line in &lines {
        let one = |name: &str| all(line, name).first().copied().unwrap_or("0");
        let quantity: i128 = one("ram:BilledQuantity").parse().unwrap();
        let (whole, fraction) = one("ram:ChargeAmount").split_once('.').unwrap();
        let micros: i128 = format!("{whole}{fraction:0<6}").parse().unwrap();
        let amount = cents(one("ram:LineTotalAmount"));
        assert_eq!(amount, rounded(quantity * micros, 10_000), "quantity times price");
        *groups
            .entry((one("ram:CategoryCode"), one("ram:RateApplicablePercent")))
            .or_default() += amount;
        net += amount;
    }
    let header = xml.split("<ram:ApplicableHeaderTradeSettlement>").nth(1).unwrap();
    let taxes = all(header, "ram:ApplicableTradeTax");
    assert_eq!(taxes.len(), groups.len(), "one sum of VAT for each category and rate");
    let mut vat = 0;
    for tax in taxes {
        let one = |name: &str| all(tax, name).first().copied().unwrap_or("0");
        let rate = one("ram:RateApplicablePercent");
        let basis = cents(one("ram:BasisAmount"));
        assert_eq!(groups.get(&(one("ram:CategoryCode"), rate)), Some(&basis));
        let (whole, fraction) = rate.split_once('.').unwrap_or((rate, ""));
        let points: i128 = format!("{whole}{fraction:0<2}").parse().unwrap();
        let amount = cents(one("ram:CalculatedAmount"));
        assert_eq!(amount, rounded(basis * points, 10_000), "VAT on the sum");
        vat += amount;
    }
    let sum = |name: &str| all(header, name).last().map_or(0, |text| cents(text));
    assert_eq!(sum("ram:LineTotalAmount"), net);
    assert_eq!(sum("ram:TaxBasisTotalAmount"), net);
    assert_eq!(sum("ram:TaxTotalAmount"), vat);
    assert_eq!(sum("ram:GrandTotalAmount"), net + vat);
    assert_eq!(sum("ram:DuePayableAmount"), net + vat - sum("ram:TotalPrepaidAmount"));
}

/// A document of random lines.
fn documents() -> impl Strategy<Value = Invoice> {
    let rates = prop::sample::select(vec![1900_i64, 700, 770, 2000, 1]);
    let line = (1_i64..5_000, 0_i64..20_000_000, rates);
    (prop::collection::vec(line, 1..60), any::<bool>(), 0_u8..=100).prop_map(|(lines, credit, paid)| {
        let mut invoice = if credit {
            sample::credit_note(Lang::De)
        } else {
            sample::invoice(Lang::En)
        };
        let template = invoice.lines[0].clone();
        invoice.lines = lines
            .into_iter()
            .zip(1..)
            .map(|((quantity, micros, points), position)| {
                let unit_price = UnitPrice::from_micros(micros).unwrap();
                Line {
                    position,
                    quantity,
                    unit_price,
                    net: unit_price.times(quantity).unwrap(),
                    vat_rate: VatRate::from_basis_points(points).unwrap(),
                    ..template.clone()
                }
            })
            .collect();
        let gross = totals(&invoice.lines, Money::ZERO).unwrap().gross;
        invoice.paid = Money::from_cents(gross.cents() * i64::from(paid) / 100);
        invoice
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_sums_of_the_data_are_exact(invoice in documents()) {
        adds_up(&xml(&invoice, Profile::En16931).unwrap());
    }

    #[test]
    fn any_text_makes_well_formed_data(text in "\\PC{1,40}|.{1,40}") {
        let mut invoice = sample::invoice(Lang::En);
        invoice.buyer.name = format!("x{text}");
        invoice.lines[0].name = format!("x{text}");
        invoice.lines[0].description.clone_from(&text);
        invoice.notes = vec![text.clone()];
        invoice.buyer.address = vec![text];
        let written = xml(&invoice, Profile::En16931).unwrap();
        let found = validation::faults_of_xml(&written);
        prop_assert!(found.is_empty(), "{found:?}\n{written}");
    }
}

#[test]
fn the_vat_of_many_lines_is_rounded_once() {
    // 19 % of 0.13 is 0.0247: by line that would be 0.02 a hundred times.
    let mut invoice = sample::long(Lang::De, 100);
    for line in &mut invoice.lines {
        line.quantity = 1;
        line.unit_price = UnitPrice::parse("0.13").unwrap();
        line.net = Money::from_cents(13);
    }
    let sums = totals(&invoice.lines, Money::ZERO).unwrap();
    assert_eq!(
        (sums.net.cents(), sums.vat.cents(), sums.gross.cents()),
        (1300, 247, 1547)
    );
}

#[test]
fn every_sample_passes_the_rules_in_both_profiles_and_languages() {
    for lang in Lang::ALL {
        for (name, invoice) in sample::all(lang) {
            for profile in [Profile::En16931, Profile::XRechnung] {
                let written = xml(&invoice, profile).unwrap();
                adds_up(&written);
                let found = validation::faults_of_xml(&written);
                assert!(found.is_empty(), "{name}, {lang:?}, {profile:?}: {found:#?}\n{written}");
            }
        }
    }
}

#[test]
fn the_profiles_differ_in_what_they_claim_only() {
    let invoice = sample::authority(Lang::De);
    let (plain, german) = (
        xml(&invoice, Profile::En16931).unwrap(),
        xml(&invoice, Profile::XRechnung).unwrap(),
    );
    let claim = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";
    assert_eq!(german.replace(claim, "urn:cen.eu:en16931:2017"), plain);
    assert!(german.contains("<ram:BuyerReference>04011000-1234512345-06</ram:BuyerReference>"));
}

#[test]
fn the_validator_sees_what_is_wrong() {
    let written = xml(&sample::invoice(Lang::De), Profile::En16931).unwrap();
    let wrong = written.replace("<ram:GrandTotalAmount>", "<ram:GrandTotalAmount>1");
    assert!(!validation::faults_of_xml(&wrong).is_empty());
}

#[test]
fn what_is_stored_as_json_is_read_again() {
    for (name, invoice) in sample::all(Lang::De) {
        let json = serde_json::to_string(&invoice).unwrap();
        assert_eq!(serde_json::from_str::<Invoice>(&json).unwrap(), invoice, "{name}");
    }
    let json = serde_json::to_value(sample::invoice(Lang::De)).unwrap();
    assert_eq!(json["kind"], "380");
    assert_eq!(json["language"], "de");
    assert_eq!(json["lines"][0]["net"], "2500.00");
    assert_eq!(json["payment"]["method"], "transfer");
}

#[test]
fn what_no_receiver_would_take_is_refused() {
    type Change = fn(&mut Invoice);
    let cases: [(InvoiceError, Change); 20] = [
        (InvoiceError::NoLines, |i| i.lines.clear()),
        (InvoiceError::Missing("number"), |i| i.number = " \u{1}".to_owned()),
        (InvoiceError::Missing("reference"), |i| i.reference.clear()),
        (InvoiceError::Missing("buyer.name"), |i| i.buyer.name.clear()),
        (InvoiceError::Missing("buyer.email"), |i| i.buyer.email.clear()),
        (InvoiceError::Missing("seller.contact.phone"), |i| {
            i.seller.contact.phone = "12".to_owned();
        }),
        (InvoiceError::Missing("seller.vat_id"), |i| {
            i.seller.vat_id.clear();
            i.seller.tax_number.clear();
        }),
        (InvoiceError::Missing("seller.bank.iban"), |i| {
            i.seller.bank.iban.clear()
        }),
        (InvoiceError::Missing("due_on"), |i| i.due_on = None),
        (InvoiceError::Missing("corrects"), |i| i.kind = Kind::CreditNote),
        (InvoiceError::Missing("payment.last4"), |i| {
            i.payment = Payment::Card {
                last4: "4242424242424242".to_owned(),
            };
        }),
        (InvoiceError::Missing("buyer.vat_id"), |i| {
            i.lines.truncate(1);
            i.lines[0].vat_category = VatCategory::ReverseCharge;
            i.lines[0].vat_rate = VatRate::ZERO;
            i.buyer.vat_id.clear();
        }),
        (InvoiceError::Missing("ship_to"), |i| {
            i.lines[0].vat_category = VatCategory::IntraCommunity;
            i.lines[0].vat_rate = VatRate::ZERO;
        }),
        (InvoiceError::MixedOutOfScope, |i| {
            i.lines[0].vat_category = VatCategory::OutOfScope;
            i.lines[0].vat_rate = VatRate::ZERO;
        }),
        (InvoiceError::Paid, |i| i.paid = Money::from_cents(-1)),
        (InvoiceError::Paid, |i| i.paid = Money::MAX),
        (InvoiceError::Period, |i| {
            i.period = Some(Period {
                from: i.issued_on,
                until: i.issued_on.pred_opt().unwrap(),
            });
        }),
        (InvoiceError::Line(1, "quantity times price is not its amount"), |i| {
            i.lines[0].net = Money::from_cents(250_001);
        }),
        (InvoiceError::Line(2, "its quantity is not above zero"), |i| {
            i.lines[1].quantity = -1;
        }),
        (
            InvoiceError::Line(3, "its VAT rate does not fit its VAT category"),
            |i| {
                i.lines[2].vat_rate = VatRate::ZERO;
            },
        ),
    ];
    for (error, change) in cases {
        let mut invoice = sample::invoice(Lang::De);
        change(&mut invoice);
        assert_eq!(xml(&invoice, Profile::En16931), Err(error.clone()));
        assert_eq!(pdf(&invoice, Accent(0, 0, 0)), Err(error));
    }
}

#[test]
fn sums_beyond_all_bounds_are_refused() {
    let mut invoice = sample::long(Lang::De, 3);
    for line in &mut invoice.lines {
        line.quantity = 10_000;
        line.unit_price = UnitPrice::MAX;
        line.net = Money::MAX;
    }
    assert_eq!(totals(&invoice.lines, Money::ZERO), Err(InvoiceError::TooLarge));
}

pub mod validation;
