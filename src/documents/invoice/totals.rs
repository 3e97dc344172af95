//! The sums of a document, as EN 16931 works them out (section 6.4, rules BR-CO-10 to BR-CO-16).

use super::InvoiceError;
use super::data::Line;
use crate::types::money::{Money, VatCategory, VatRate};

/// The sums of a document. All are sums of amounts in cents; only the VAT of a group is rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// VAT by category and rate, in the order of [`VatCategory`], higher rates first (BG-23).
    pub groups: Vec<VatGroup>,
    /// All lines together (BT-106), which is also the total without VAT (BT-109): there are no allowances on the whole.
    pub net: Money,
    /// VAT (BT-110).
    pub vat: Money,
    /// With VAT (BT-112).
    pub gross: Money,
    /// Paid already (BT-113).
    pub paid: Money,
    /// What is left to pay, or to give back on a credit note (BT-115).
    pub due: Money,
}

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

/// Adds up the lines. VAT is worked out once for each pair of category and rate, never by line.
pub fn totals(lines: &[Line], paid: Money) -> Result<Totals, InvoiceError> {
    let mut groups: Vec<VatGroup> = Vec::new();
    for line in lines {
        let known = groups
            .iter_mut()
            .find(|group| (group.category, group.rate) == (line.vat_category, line.vat_rate));
        match known {
            Some(group) => group.basis = sum([group.basis, line.net])?,
            None => groups.push(VatGroup {
                category: line.vat_category,
                rate: line.vat_rate,
                basis: line.net,
                vat: Money::ZERO,
            }),
        }
    }
    groups.sort_by_key(|group| (group.category, std::cmp::Reverse(group.rate)));
    for group in &mut groups {
        group.vat = group.basis.vat(group.rate).ok_or(InvoiceError::TooLarge)?;
    }
    let net = sum(lines.iter().map(|line| line.net))?;
    let vat = sum(groups.iter().map(|group| group.vat))?;
    let gross = sum([net, vat])?;
    let due = gross.checked_sub(paid).ok_or(InvoiceError::TooLarge)?;
    Ok(Totals {
        groups,
        net,
        vat,
        gross,
        paid,
        due,
    })
}

fn sum(amounts: impl IntoIterator<Item = Money>) -> Result<Money, InvoiceError> {
    let sum = Money::checked_sum(amounts).ok_or(InvoiceError::TooLarge)?;
    // The same bound as for one amount, so that VAT on it can still be worked out.
    if sum.cents().abs() > Money::MAX.cents() {
        return Err(InvoiceError::TooLarge);
    }
    Ok(sum)
}
