//! Amounts as XML holds them. `Money::parse` reads what people type, for whom `1.234` is more than a thousand; here it is an amount with
//! too many digits.

use crate::types::money::Money;

/// Digits and at most one point; more than two digits behind it only if they are zeros (ISO 20022 allows five).
pub(super) fn parse(text: &str) -> Option<Money> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) || text.ends_with('.') {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > 2 {
        return None;
    }
    let cents: i64 = format!("{whole}{fraction:0<2}").parse().ok()?;
    (cents <= Money::MAX.cents()).then(|| Money::from_cents(cents))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_point_stands_before_the_cents_and_nowhere_else() {
        for (text, cents) in [
            ("0", 0),
            ("12", 1200),
            ("12.3", 1230),
            ("12.34", 1234),
            ("12.34000", 1234),
            ("007.00", 700),
        ] {
            assert_eq!(parse(text), Some(Money::from_cents(cents)), "{text}");
        }
        for text in [
            "",
            ".5",
            "5.",
            "1.234",
            "1,00",
            "-1.00",
            "+1",
            "1e3",
            "1.2.3",
            " 1",
            "99999999999.00",
            "99999999999999999999",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_money_writes_is_read(cents in 0..=Money::MAX.cents()) {
            prop_assert_eq!(parse(&Money::from_cents(cents).to_string()), Some(Money::from_cents(cents)));
        }
    }
}
