//! Amounts of money, prices and rates as people read them. Their digits come from the whole numbers they are.

use rust_decimal::Decimal;

use super::{Formats, NBSP};
use crate::types::lang::Lang;
use crate::types::money::{Currency, Money, UnitPrice, VatRate};

impl Formats {
    /// An amount with its currency: `€1,234.50` / `1.234,50 €`.
    pub fn money(&self, amount: Money, currency: Currency) -> String {
        self.with_currency(&self.exact(amount.decimal()), currency)
    }

    /// The price of a piece with its currency, with two to six decimals: `€0.0173` / `0,0173 €`.
    pub fn price(&self, price: UnitPrice, currency: Currency) -> String {
        self.with_currency(&self.exact(price.decimal()), currency)
    }

    /// A VAT rate in per cent, with the decimals it has: `19 %`, `7.7 %` / `7,7 %`.
    pub fn rate(&self, rate: VatRate) -> String {
        format!("{}{NBSP}%", self.exact(rate.percent()))
    }

    /// A decimal number with the digits it has: `1,234.50` / `1.234,50`.
    pub fn exact(&self, value: Decimal) -> String {
        let text = value.abs().to_string();
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let sign = if value.is_sign_negative() && !value.is_zero() {
            "-"
        } else {
            ""
        };
        let point = if decimals.is_empty() { "" } else { self.point() };
        format!("{sign}{}{point}{decimals}", self.group_digits(whole))
    }

    /// English puts a sign before the number, letters with a blank; German puts either behind it.
    fn with_currency(&self, number: &str, currency: Currency) -> String {
        let symbol = match currency {
            Currency::Eur => "€",
            Currency::Gbp => "£",
            Currency::Usd => "$",
            other => other.as_str(),
        };
        let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
        match self.lang {
            Lang::De => format!("{number}{NBSP}{symbol}"),
            Lang::En if symbol.len() == 3 && symbol.is_ascii() => format!("{sign}{symbol}{NBSP}{digits}"),
            Lang::En => format!("{sign}{symbol}{digits}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_the_language_does() {
        let (english, german) = (
            Formats::new(Lang::En, chrono_tz::UTC),
            Formats::new(Lang::De, chrono_tz::UTC),
        );
        let amount = Money::from_cents(123_450);
        assert_eq!(english.money(amount, Currency::Eur), "€1,234.50");
        assert_eq!(german.money(amount, Currency::Eur), "1.234,50\u{a0}€");
        assert_eq!(english.money(amount, Currency::Chf), "CHF\u{a0}1,234.50");
        assert_eq!(english.money(amount.negated(), Currency::Usd), "-$1,234.50");
        assert_eq!(german.money(Money::ZERO, Currency::Chf), "0,00\u{a0}CHF");
        let price = UnitPrice::parse("0.0173").unwrap();
        assert_eq!(english.price(price, Currency::Gbp), "£0.0173");
        assert_eq!(
            german.price(UnitPrice::parse("10").unwrap(), Currency::Eur),
            "10,00\u{a0}€"
        );
        assert_eq!(german.rate(VatRate::parse("7.7").unwrap()), "7,7\u{a0}%");
        assert_eq!(english.rate(VatRate::ZERO), "0\u{a0}%");
    }
}
