//! The sums of a document, as EN 16931 works them out (section 6.4, rules BR-CO-10 to BR-CO-16).

use super::InvoiceError;
use super::data::Line;
use crate::types::money::Money;
use crate::types::vat_sums::{VatGroup, VatSums, vat_sums};

/// The sums of a document. All are sums of amounts in cents; only the VAT of a group is rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// VAT by category and rate, in the order of [`VatCategory`](crate::types::money::VatCategory), higher rates first (BG-23).
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

/// Adds up the lines.
pub fn totals(lines: &[Line], paid: Money) -> Result<Totals, InvoiceError> {
    let each = lines.iter().map(|line| (line.net, line.vat_category, line.vat_rate));
    let VatSums {
        groups,
        net,
        vat,
        gross,
    } = vat_sums(each).ok_or(InvoiceError::TooLarge)?;
    Ok(Totals {
        groups,
        net,
        vat,
        gross,
        paid,
        due: gross.checked_sub(paid).ok_or(InvoiceError::TooLarge)?,
    })
}
