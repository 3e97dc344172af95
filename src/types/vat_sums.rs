//! Sums of an order or a document: VAT once for all lines of a category and rate, never line by line (EN 16931, BG-23 and rules BR-CO-10 to
//! BR-CO-15); everything else is a sum of cents.

use std::collections::BTreeMap;

use super::money::{Money, VatCategory, VatRate};

/// All lines of one category and rate together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VatGroup {
    /// Category (BT-118).
    pub category: VatCategory,
    /// Rate (BT-119).
    pub rate: VatRate,
    /// Their amounts (BT-116).
    pub basis: Money,
    /// VAT on that sum (BT-117).
    pub vat: Money,
}

/// The sums of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatSums {
    /// In the order of [`VatCategory`], higher rates first.
    pub groups: Vec<VatGroup>,
    /// Without VAT (BT-106).
    pub net: Money,
    /// VAT (BT-110).
    pub vat: Money,
    /// With VAT (BT-112).
    pub gross: Money,
}

/// Adds up lines: net amount, category, rate. `None` when a sum is more than is ever charged ([`Money::MAX`], which also leaves room to work
/// out VAT on it).
pub fn vat_sums(lines: impl IntoIterator<Item = (Money, VatCategory, VatRate)>) -> Option<VatSums> {
    let mut bases: BTreeMap<_, Money> = BTreeMap::new();
    for (net, category, rate) in lines {
        let basis = bases.entry((category, std::cmp::Reverse(rate))).or_default();
        *basis = sum([*basis, net])?;
    }
    let mut groups = Vec::with_capacity(bases.len());
    for ((category, std::cmp::Reverse(rate)), basis) in bases {
        groups.push(VatGroup {
            category,
            rate,
            basis,
            vat: basis.vat(rate)?,
        });
    }
    let net = sum(groups.iter().map(|group| group.basis))?;
    let vat = sum(groups.iter().map(|group| group.vat))?;
    Some(VatSums {
        gross: sum([net, vat])?,
        groups,
        net,
        vat,
    })
}

fn sum(amounts: impl IntoIterator<Item = Money>) -> Option<Money> {
    Money::checked_sum(amounts).filter(|sum| sum.cents().abs() <= Money::MAX.cents())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(cents: i64, points: i64) -> (Money, VatCategory, VatRate) {
        let rate = VatRate::from_basis_points(points).unwrap();
        (Money::from_cents(cents), VatCategory::Standard, rate)
    }

    #[test]
    fn vat_is_rounded_once_for_all_lines_of_a_rate() {
        // Line by line it would be 3 × 0.01.
        let sums = vat_sums([7, 7, 7].map(|cents| line(cents, 1900))).unwrap();
        assert_eq!(
            (sums.net, sums.vat, sums.gross),
            (Money::from_cents(21), Money::from_cents(4), Money::from_cents(25))
        );
        assert_eq!(vat_sums([line(Money::MAX.cents(), 1900)]), None);
    }

    proptest! {
        #[test]
        fn the_groups_add_up_to_the_sums(lines in proptest::collection::vec((-1_000_000_i64..100_000_000, 0_usize..4), 0..50)) {
            let rates = [0, 700, 1900, 2550];
            let sums = vat_sums(lines.iter().map(|(cents, rate)| line(*cents, rates[*rate]))).unwrap();
            let cents = |pick: fn(&VatGroup) -> Money| sums.groups.iter().map(|group| pick(group).cents()).sum::<i64>();
            prop_assert_eq!(sums.net.cents(), lines.iter().map(|(cents, _)| cents).sum::<i64>());
            prop_assert_eq!(sums.net.cents(), cents(|group| group.basis));
            prop_assert_eq!(sums.vat.cents(), cents(|group| group.vat));
            prop_assert_eq!(sums.gross.cents(), sums.net.cents() + sums.vat.cents());
            for group in &sums.groups {
                let exact = i128::from(group.basis.cents()) * i128::from(group.rate.basis_points());
                prop_assert!((i128::from(group.vat.cents()) * 10_000 - exact).abs() <= 5_000);
            }
        }
    }
}
