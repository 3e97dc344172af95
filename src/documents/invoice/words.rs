//! The words of a document, and how its figures, days and numbers are written.

use chrono::NaiveDate;

use super::data::{Invoice, Kind, Payment, Period, Seller, Unit};
use super::totals::Totals;
use crate::i18n::{self, Formats};
use crate::types::country::Country;
use crate::types::lang::Lang;
use crate::types::money::{Currency, Money, UnitPrice, VatCategory, VatRate};

/// A text of `invoice_document.ftl`, by what follows `invoice-document-`.
pub fn text(lang: Lang, key: &str) -> String {
    i18n::text(lang, &format!("invoice-document-{key}"))
}

/// The same with placeholders.
pub fn text_with(lang: Lang, key: &str, values: &[(&str, &str)]) -> String {
    let values: Vec<_> = values.iter().map(|(name, value)| (*name, (*value).into())).collect();
    i18n::text_with(lang, &format!("invoice-document-{key}"), &values)
}

/// What the document is called: `Invoice`, `Rechnungskorrektur`.
pub fn title(invoice: &Invoice) -> String {
    let kind = match invoice.kind {
        Kind::Invoice => "title-invoice",
        Kind::CreditNote => "title-credit-note",
        Kind::Corrected => "title-corrected",
    };
    text(invoice.language, kind)
}

/// Why no VAT is charged, in the words that the law asks for; empty for what is charged.
pub fn exemption(lang: Lang, category: VatCategory) -> String {
    match category {
        VatCategory::Standard => String::new(),
        VatCategory::ReverseCharge => text(lang, "exempt-reverse-charge"),
        VatCategory::IntraCommunity => text(lang, "exempt-intra-community"),
        VatCategory::Export => text(lang, "exempt-export"),
        VatCategory::OutOfScope => text(lang, "exempt-out-of-scope"),
    }
}

/// What is to be paid when and how (BT-20).
pub fn terms(invoice: &Invoice, totals: &Totals) -> String {
    let lang = invoice.language;
    let goes_back = invoice.kind == Kind::CreditNote || totals.due < Money::ZERO;
    match (&invoice.payment, goes_back) {
        (Payment::Card { last4 }, true) if last4.is_empty() => text(lang, "terms-refund-any-card"),
        (Payment::Card { last4 }, true) => text_with(lang, "terms-refund-card", &[("last4", last4)]),
        (_, true) => text(lang, "terms-refund"),
        (Payment::Card { last4 }, false) if totals.due == Money::ZERO => {
            if last4.is_empty() {
                text(lang, "terms-paid-any-card")
            } else {
                text_with(lang, "terms-paid-card", &[("last4", last4)])
            }
        }
        (_, false) if totals.due == Money::ZERO => text(lang, "terms-paid"),
        (Payment::Card { last4 }, false) if last4.is_empty() => text(lang, "terms-any-card"),
        (Payment::Card { last4 }, false) => text_with(lang, "terms-card", &[("last4", last4)]),
        (payment, false) => {
            let Some(day) = invoice.due_on else {
                return text(lang, "terms-at-once");
            };
            let key = if *payment == Payment::Monthly {
                "terms-monthly"
            } else {
                "terms-transfer"
            };
            text_with(lang, key, &[("date", &date(lang, day))])
        }
    }
}

/// The sentence that names the corrected document.
pub fn correction(invoice: &Invoice) -> Option<String> {
    let lang = invoice.language;
    let original = invoice.corrects.as_ref()?;
    let day = date(lang, original.issued_on);
    let values = [("number", original.number.as_str()), ("date", day.as_str())];
    Some(match invoice.kind {
        Kind::CreditNote => text_with(lang, "credits", &values),
        Kind::Invoice | Kind::Corrected => text_with(lang, "corrects", &values),
    })
}

/// Everything said in sentences that no other field of the data holds (BT-22).
pub fn notes(invoice: &Invoice) -> Vec<String> {
    correction(invoice)
        .into_iter()
        .chain(invoice.notes.iter().cloned())
        .collect()
}

/// A calendar day.
pub fn date(lang: Lang, day: NaiveDate) -> String {
    Formats::new(lang, chrono_tz::UTC).calendar_date(day)
}

/// From the first to the last day.
pub fn period(lang: Lang, days: Period) -> String {
    format!("{} – {}", date(lang, days.from), date(lang, days.until))
}

/// An amount: `1,234.50` / `1.234,50`.
pub fn amount(lang: Lang, amount: Money) -> String {
    written(lang, |formats| formats.exact(amount.decimal()))
}

/// An amount with its currency: `1,234.50 EUR`.
pub fn amount_in(lang: Lang, money: Money, currency: Currency) -> String {
    format!("{}\u{a0}{currency}", amount(lang, money))
}

/// A price per piece, with two to six digits behind the point.
pub fn price(lang: Lang, price: UnitPrice) -> String {
    written(lang, |formats| formats.exact(price.decimal()))
}

/// A rate: `19 %`.
pub fn percent(lang: Lang, rate: VatRate) -> String {
    written(lang, |formats| formats.rate(rate))
}

/// A quantity with its unit, which goes without saying for pieces.
pub fn quantity(lang: Lang, quantity: i64, unit: Unit) -> String {
    let count = written(lang, |formats| formats.number(quantity));
    match unit {
        Unit::Piece => count,
        Unit::Month => format!("{count}\u{a0}{}", text(lang, "unit-month")),
        Unit::LumpSum => format!("{count}\u{a0}{}", text(lang, "unit-lump-sum")),
    }
}

/// As people write numbers in this language, with a real minus.
fn written(lang: Lang, write: impl FnOnce(Formats) -> String) -> String {
    write(Formats::new(lang, chrono_tz::UTC)).replace('-', "\u{2212}")
}

/// Name of a country, in capitals as it stands in the last line of an address.
pub fn country(lang: Lang, country: Country) -> String {
    i18n::text(lang, &format!("country-{}", country.as_str().to_lowercase())).to_uppercase()
}

/// A number that machines read: no blanks, capitals.
pub fn without_blanks(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .collect::<String>()
        .to_uppercase()
}

/// An IBAN in groups of four, as people read it.
pub fn iban(text: &str) -> String {
    let mut grouped = String::new();
    for (index, c) in without_blanks(text).chars().enumerate() {
        if index > 0 && index.is_multiple_of(4) {
            grouped.push('\u{a0}');
        }
        grouped.push(c);
    }
    grouped
}

/// Whose account it is.
pub fn holder(seller: &Seller) -> &str {
    let holder = seller.bank.holder.trim();
    if holder.is_empty() { &seller.name } else { holder }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_in_the_marks_of_the_language() {
        let cents = |cents| Money::from_cents(cents);
        assert_eq!(amount(Lang::En, cents(123_456_789)), "1,234,567.89");
        assert_eq!(amount(Lang::De, cents(123_456_789)), "1.234.567,89");
        assert_eq!(amount(Lang::De, cents(-5)), "\u{2212}0,05");
        assert_eq!(price(Lang::De, UnitPrice::from_micros(17_300).unwrap()), "0,0173");
        assert_eq!(
            percent(Lang::De, VatRate::from_basis_points(770).unwrap()),
            "7,7\u{a0}%"
        );
        assert_eq!(quantity(Lang::En, 12_000, Unit::Piece), "12,000");
        assert_eq!(quantity(Lang::De, 3, Unit::Month), "3\u{a0}Mon.");
    }

    #[test]
    fn an_iban_is_read_in_groups_of_four() {
        assert_eq!(
            iban("de02 1203 0000 0000 2020 51"),
            "DE02\u{a0}1203\u{a0}0000\u{a0}0000\u{a0}2020\u{a0}51"
        );
    }
}
