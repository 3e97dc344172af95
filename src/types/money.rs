//! Amounts of money, prices and VAT rates. They are whole numbers of a small unit, in the database, too, and never pass through a
//! floating-point number; `rust_decimal` multiplies and rounds in between.
//!
//! Rounding is commercial (half away from zero), and happens at two places only: an amount of a line (quantity times price), and the VAT
//! of all lines with one rate together (EN 16931, BT-131 and BT-117). Everything else is a sum of amounts.

use rust_decimal::{Decimal, RoundingStrategy};

use super::text_enum::text_enum;

/// Digits behind the point of every currency here.
const MINOR_PLACES: u32 = 2;
/// Digits behind the point of a price per piece.
const PRICE_PLACES: u32 = 6;

text_enum! {
    /// A currency by its letters (ISO 4217). Each of these has two digits behind the point.
    pub enum Currency {
        /// Euro.
        Eur => "EUR",
        /// Swiss franc.
        Chf => "CHF",
        /// Czech koruna.
        Czk => "CZK",
        /// Danish krone.
        Dkk => "DKK",
        /// Pound sterling.
        Gbp => "GBP",
        /// Norwegian krone.
        Nok => "NOK",
        /// Polish złoty.
        Pln => "PLN",
        /// Swedish krona.
        Sek => "SEK",
        /// US dollar.
        Usd => "USD",
    }
}

text_enum! {
    /// Why VAT is charged or not: the category of UNCL 5305 that EN 16931 wants at each line (BT-151).
    pub enum VatCategory {
        /// VAT of the seller's country.
        Standard => "S",
        /// A service to a business of another EU country, which pays the VAT itself: reverse charge.
        ReverseCharge => "AE",
        /// Goods delivered to a business of another EU country.
        IntraCommunity => "K",
        /// Goods delivered to a country outside the EU.
        Export => "G",
        /// A service to a business outside the EU: not taxable here.
        OutOfScope => "O",
    }
}

/// An amount in the minor unit of its currency (cents). Negative amounts are owed to the customer.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::AsExpression, diesel::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::BigInt)]
pub struct Money(i64);

/// The price of one piece without VAT, in millionths of the currency; never negative (EN 16931, BR-27).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::AsExpression, diesel::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::BigInt)]
pub struct UnitPrice(i64);

/// A VAT rate in hundredths of a per cent: 1900 is 19 %. Between 0 and 100 %.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, diesel::AsExpression, diesel::FromSqlRow,
)]
#[diesel(sql_type = diesel::sql_types::BigInt)]
pub struct VatRate(i64);

/// Why a text is no amount, price or rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a number such as `1234.50`, `1,234.50` or `1.234,50`.
    #[error("not a number")]
    NotANumber,
    /// More digits behind the point than are kept.
    #[error("too many digits behind the point")]
    TooPrecise,
    /// Less than zero, where that cannot be.
    #[error("the number is negative")]
    Negative,
    /// More than is ever charged.
    #[error("the number is too large")]
    TooLarge,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount that is read from text or worked out: ten billion. Sums of some hundred thousand of them fit 63 bits.
    pub const MAX: Self = Self(1_000_000_000_000);

    /// An amount of so many cents.
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents)
    }

    /// The number of cents.
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// The amount as a decimal number with two digits behind the point.
    pub fn decimal(self) -> Decimal {
        Decimal::new(self.0, MINOR_PLACES)
    }

    /// Reads an amount as people write it, with point or comma before the cents, and with either between thousands.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let value = scaled(text, MINOR_PLACES)?;
        if value.abs() > Self::MAX.0 {
            return Err(MoneyError::TooLarge);
        }
        Ok(Self(value))
    }

    /// The sum, or `None` when it does not fit 63 bits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` when it does not fit 63 bits.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The sum of all, or `None` when it does not fit 63 bits.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The amount with the other sign.
    pub const fn negated(self) -> Self {
        Self(-self.0)
    }

    /// VAT on this amount, rounded commercially to the cent (EN 16931, BT-117).
    pub fn vat(self, rate: VatRate) -> Option<Self> {
        let exact = self.decimal().checked_mul(Decimal::new(rate.0, 4))?;
        cents_of(exact)
    }
}

impl UnitPrice {
    /// The highest price of a piece: a million.
    pub const MAX: Self = Self(1_000_000_000_000);

    /// A price of so many millionths, unless negative or above [`MAX`](Self::MAX).
    pub fn from_micros(micros: i64) -> Option<Self> {
        (0..=Self::MAX.0).contains(&micros).then_some(Self(micros))
    }

    /// The number of millionths.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The price as a decimal number with two to six digits behind the point.
    pub fn decimal(self) -> Decimal {
        let mut price = Decimal::new(self.0, PRICE_PLACES).normalize();
        if price.scale() < MINOR_PLACES {
            price.rescale(MINOR_PLACES);
        }
        price
    }

    /// Reads a price as people write it, with up to six digits behind the point.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let value = scaled(text, PRICE_PLACES)?;
        if value < 0 {
            return Err(MoneyError::Negative);
        }
        Self::from_micros(value).ok_or(MoneyError::TooLarge)
    }

    /// What so many pieces cost, rounded commercially to the cent (EN 16931, BT-131); `None` above [`Money::MAX`].
    pub fn times(self, quantity: i64) -> Option<Money> {
        let exact = Decimal::new(self.0, PRICE_PLACES).checked_mul(Decimal::from(quantity))?;
        cents_of(exact).filter(|amount| amount.0.abs() <= Money::MAX.0)
    }
}

impl VatRate {
    /// No VAT.
    pub const ZERO: Self = Self(0);

    /// A rate of so many hundredths of a per cent, if it is one of 0 to 100 %.
    pub fn from_basis_points(points: i64) -> Option<Self> {
        (0..=10_000).contains(&points).then_some(Self(points))
    }

    /// The number of hundredths of a per cent.
    pub const fn basis_points(self) -> i64 {
        self.0
    }

    /// The rate in per cent, without zeros at the end: `19`, `7.7`.
    pub fn percent(self) -> Decimal {
        Decimal::new(self.0, 2).normalize()
    }

    /// Reads a rate in per cent.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let value = scaled(text.trim_end().trim_end_matches('%'), 2)?;
        if value < 0 {
            return Err(MoneyError::Negative);
        }
        Self::from_basis_points(value).ok_or(MoneyError::TooLarge)
    }
}

/// Reads a whole number as people write it, with point, comma or blank between thousands: `10,000`. `2.5` is none.
pub fn whole(text: &str) -> Result<i64, MoneyError> {
    scaled(text, 0)
}

impl std::fmt::Display for Money {
    /// The amount with a point and two digits, for machines: `1234.50`. People are shown `Formats::money`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.decimal().fmt(f)
    }
}

impl std::fmt::Display for UnitPrice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.decimal().fmt(f)
    }
}

impl std::fmt::Display for VatRate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.percent().fmt(f)
    }
}

/// A decimal number in cents, rounded half away from zero.
fn cents_of(exact: Decimal) -> Option<Money> {
    let rounded = exact.round_dp_with_strategy(MINOR_PLACES, RoundingStrategy::MidpointAwayFromZero);
    let cents = rounded.checked_mul(Decimal::ONE_HUNDRED)?.normalize();
    i64::try_from(cents.trunc()).ok().map(Money)
}

/// Reads a number with at most so many digits behind the point, as a whole number of its smallest unit.
///
/// The last point or comma stands before the fraction, unless three digits follow it and it may as well stand between thousands: such a
/// text (`1.234`) is taken for thousands only if the fraction could not have three digits.
fn scaled(text: &str, places: u32) -> Result<i64, MoneyError> {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’'))
        .collect();
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (whole, fraction) = split(digits, places);
    if whole.is_empty() && fraction.is_empty() {
        return Err(MoneyError::NotANumber);
    }
    let whole = ungrouped(whole).ok_or(MoneyError::NotANumber)?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(MoneyError::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    let places = usize::try_from(places).unwrap_or(usize::MAX);
    if fraction.len() > places {
        return Err(MoneyError::TooPrecise);
    }
    let all = format!("{whole}{fraction:0<places$}");
    let value: i64 = all.parse().map_err(|_| MoneyError::TooLarge)?;
    Ok(if negative { -value } else { value })
}

/// What stands before the decimal mark and what stands behind it.
fn split(digits: &str, places: u32) -> (&str, &str) {
    let Some(at) = digits.rfind(['.', ',']) else {
        return (digits, "");
    };
    let (whole, rest) = digits.split_at(at);
    let (mark, fraction) = rest.split_at(1);
    let repeated = whole.contains(mark);
    let is_group = fraction.len() == 3 && whole.starts_with(|c: char| c.is_ascii_digit() && c != '0') && places < 3;
    let is_group = is_group && !whole.contains(['.', ',']);
    if repeated || is_group {
        (digits, "")
    } else {
        (whole, fraction)
    }
}

/// The digits of a whole number without the marks between thousands, if these stand where they belong.
fn ungrouped(whole: &str) -> Option<String> {
    let Some(mark) = whole.chars().find(|c| matches!(c, '.' | ',')) else {
        return whole
            .bytes()
            .all(|byte| byte.is_ascii_digit())
            .then(|| whole.to_owned());
    };
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    let mut all = first.to_owned();
    if first.is_empty() || first.len() > 3 {
        return None;
    }
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        all.push_str(group);
    }
    all.bytes().all(|byte| byte.is_ascii_digit()).then_some(all)
}

/// The three are stored as the whole numbers they are.
macro_rules! stored_as_integer {
    ($($name:ident),+) => {$(
        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB> for $name
        where
            i64: diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                <i64 as diesel::deserialize::FromSql<diesel::sql_types::BigInt, DB>>::from_sql(bytes).map(Self)
            }
        }

        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::BigInt, DB> for $name
        where
            i64: diesel::serialize::ToSql<diesel::sql_types::BigInt, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                self.0.to_sql(out)
            }
        }

        impl serde::Serialize for $name {
            /// As text: a reader of JSON would make a floating-point number of it.
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            /// From the text that is written, and from no other way to write the number.
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                let value = Self::parse(&text).ok().filter(|value| value.to_string() == text);
                value.ok_or_else(|| serde::de::Error::custom(format!("{text:?} is no {}", stringify!($name))))
            }
        }
    )+};
}

stored_as_integer!(Money, UnitPrice, VatRate);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, cents) in [
            ("0", 0),
            ("1234.5", 123_450),
            ("1234,50", 123_450),
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("1 234 567,89", 123_456_789),
            ("1.234", 123_400),
            ("1.234.567", 123_456_700),
            ("-3,20", -320),
            ("−3.20", -320),
            (".5", 50),
            ("7.", 700),
            ("12.3400", 1_234),
        ] {
            assert_eq!(Money::parse(text), Ok(Money::from_cents(cents)), "{text}");
        }
        for (text, error) in [
            ("", MoneyError::NotANumber),
            (".", MoneyError::NotANumber),
            ("-", MoneyError::NotANumber),
            ("12a", MoneyError::NotANumber),
            ("1.23.456", MoneyError::NotANumber),
            ("1,2345.00", MoneyError::NotANumber),
            ("1e3", MoneyError::NotANumber),
            ("1.2345", MoneyError::TooPrecise),
            ("0.001", MoneyError::TooPrecise),
            ("10000000000.01", MoneyError::TooLarge),
            ("99999999999999999999", MoneyError::TooLarge),
        ] {
            assert_eq!(Money::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn prices_have_up_to_six_digits_and_are_shown_with_at_least_two() {
        assert_eq!(UnitPrice::parse("0.0173").unwrap().micros(), 17_300);
        assert_eq!(UnitPrice::parse("0.0173").unwrap().to_string(), "0.0173");
        assert_eq!(UnitPrice::parse("10").unwrap().to_string(), "10.00");
        assert_eq!(UnitPrice::parse("-1"), Err(MoneyError::Negative));
        assert_eq!(UnitPrice::parse("0.1234567"), Err(MoneyError::TooPrecise));
        assert_eq!(VatRate::parse("19 %").unwrap().basis_points(), 1900);
        assert_eq!(VatRate::parse("7,7").unwrap().to_string(), "7.7");
        assert_eq!(VatRate::parse("101"), Err(MoneyError::TooLarge));
    }

    #[test]
    fn a_part_of_a_piece_is_no_quantity() {
        for (text, value) in [
            ("50", 50),
            ("10.000", 10_000),
            ("10,000", 10_000),
            ("1 000", 1_000),
            ("10,0", 10),
        ] {
            assert_eq!(whole(text), Ok(value), "{text}");
        }
        for text in ["2.5", "2,5", "10.00.0", "1,2345", "ten", ""] {
            assert!(whole(text).is_err(), "{text}");
        }
    }

    #[test]
    fn half_a_cent_is_rounded_away_from_zero() {
        let price = UnitPrice::parse("0.125").unwrap();
        assert_eq!(price.times(1), Some(Money::from_cents(13)));
        assert_eq!(price.times(-1), Some(Money::from_cents(-13)));
        let half = VatRate::from_basis_points(5000).unwrap();
        assert_eq!(Money::from_cents(25).vat(half), Some(Money::from_cents(13)));
        assert_eq!(UnitPrice::MAX.times(i64::MAX), None);
    }

    #[test]
    fn json_holds_text_in_one_form_only() {
        let read = |json: &str| serde_json::from_str::<Money>(json).ok();
        assert_eq!(read("\"1234.50\""), Some(Money::from_cents(123_450)));
        for wrong in ["1234.5", "\"1234.5\"", "\"1,234.50\"", "\"\"", "null"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let price: UnitPrice = serde_json::from_str("\"0.0173\"").unwrap();
        assert_eq!(serde_json::to_string(&price).unwrap(), "\"0.0173\"");
        assert_eq!(serde_json::from_str::<VatRate>("\"7.7\"").unwrap().basis_points(), 770);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(cents in -Money::MAX.0..=Money::MAX.0, micros in 0..=UnitPrice::MAX.0) {
            prop_assert_eq!(Money::parse(&Money(cents).to_string()), Ok(Money(cents)));
            prop_assert_eq!(UnitPrice::parse(&UnitPrice(micros).to_string()), Ok(UnitPrice(micros)));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,20}") {
            let _ = (Money::parse(&text), UnitPrice::parse(&text), VatRate::parse(&text));
        }

        #[test]
        fn vat_is_within_half_a_cent_of_the_exact_amount(cents in -Money::MAX.0..=Money::MAX.0, points in 0_i64..=10_000) {
            let vat = i128::from(Money(cents).vat(VatRate(points)).unwrap().cents());
            let exact = i128::from(cents) * i128::from(points);
            prop_assert!((vat * 10_000 - exact).abs() <= 5_000);
        }

        #[test]
        fn a_line_is_within_half_a_cent_of_the_exact_amount(micros in 0..=UnitPrice::MAX.0, quantity in 0_i64..=10_000) {
            if let Some(line) = UnitPrice(micros).times(quantity) {
                let exact = i128::from(micros) * i128::from(quantity);
                prop_assert!((i128::from(line.cents()) * 10_000 - exact).abs() <= 5_000);
            }
        }
    }
}
