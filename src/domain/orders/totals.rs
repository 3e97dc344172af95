//! Sums of an order: VAT once for each category and rate, never line by line (EN 16931, BT-117); everything else is a sum of cents.

use std::collections::BTreeMap;

use crate::domain::vat::Tax;
use crate::types::money::Money;

/// VAT of all lines with one category and rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxGroup {
    /// Category and rate.
    pub tax: Tax,
    /// Sum of the lines.
    pub net: Money,
    /// VAT on it.
    pub vat: Money,
}

/// Sums of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// By category and rate.
    pub groups: Vec<TaxGroup>,
    /// Without VAT.
    pub net: Money,
    /// VAT.
    pub vat: Money,
    /// To be paid.
    pub gross: Money,
}

/// Adds up lines; `None` when a sum is larger than is ever charged ([`Money::MAX`]).
pub fn totals(lines: impl IntoIterator<Item = (Money, Tax)>) -> Option<Totals> {
    let mut sums: BTreeMap<Tax, Money> = BTreeMap::new();
    for (net, tax) in lines {
        let sum = sums.entry(tax).or_default();
        *sum = sum.checked_add(net)?;
    }
    let groups: Vec<TaxGroup> = sums
        .into_iter()
        .map(|(tax, net)| {
            Some(TaxGroup {
                tax,
                net,
                vat: net.vat(tax.rate)?,
            })
        })
        .collect::<Option<_>>()?;
    let net = Money::checked_sum(groups.iter().map(|group| group.net))?;
    let vat = Money::checked_sum(groups.iter().map(|group| group.vat))?;
    let gross = net.checked_add(vat).filter(|gross| *gross <= Money::MAX)?;
    Some(Totals {
        groups,
        net,
        vat,
        gross,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::types::money::{VatCategory, VatRate};

    fn tax(points: i64) -> Tax {
        Tax {
            category: VatCategory::Standard,
            rate: VatRate::from_basis_points(points).unwrap(),
        }
    }

    #[test]
    fn vat_is_rounded_once_for_all_lines_of_a_rate() {
        // Line by line it would be 3 × 0.01.
        let lines = [7, 7, 7].map(|cents| (Money::from_cents(cents), tax(1900)));
        let sums = totals(lines).unwrap();
        assert_eq!(
            (sums.net, sums.vat, sums.gross),
            (Money::from_cents(21), Money::from_cents(4), Money::from_cents(25))
        );
        assert_eq!(totals([(Money::MAX, tax(1900))]), None);
    }

    proptest! {
        #[test]
        fn the_groups_add_up_to_the_sums(lines in proptest::collection::vec((0_i64..100_000_000, 0_usize..4), 0..50)) {
            let rates = [0, 700, 1900, 2550];
            let sums = totals(lines.iter().map(|(cents, rate)| (Money::from_cents(*cents), tax(rates[*rate])))).unwrap();
            let cents = |pick: fn(&TaxGroup) -> Money| sums.groups.iter().map(|group| pick(group).cents()).sum::<i64>();
            prop_assert_eq!(sums.net.cents(), lines.iter().map(|(cents, _)| cents).sum::<i64>());
            prop_assert_eq!(sums.net.cents(), cents(|group| group.net));
            prop_assert_eq!(sums.vat.cents(), cents(|group| group.vat));
            prop_assert_eq!(sums.gross.cents(), sums.net.cents() + sums.vat.cents());
            for group in &sums.groups {
                let exact = i128::from(group.net.cents()) * i128::from(group.tax.rate.basis_points());
                prop_assert!((i128::from(group.vat.cents()) * 10_000 - exact).abs() <= 5_000);
            }
        }
    }
}
