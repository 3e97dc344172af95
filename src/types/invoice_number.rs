//! Numbers of invoice documents.

use super::order::InvoiceKind;
use super::text_value::text_value;

/// The number of an invoice document: `RE-2026-00042` for invoices and corrected invoices, `RK-2026-00003` for credit notes. Each series
/// begins anew with the year and has no gaps (German VAT Act, section 14 (4) no. 4).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InvoiceNumber(String);

/// Longest number: seven digits of a place leave ten million documents a year.
const LONGEST: usize = 20;

impl InvoiceNumber {
    /// The series that the next number of a kind comes from: `invoice-2026`.
    pub fn series(kind: InvoiceKind, year: i32) -> String {
        let name = match kind {
            InvoiceKind::Invoice | InvoiceKind::Correction => "invoice",
            InvoiceKind::CreditNote => "credit_note",
        };
        format!("{name}-{year}")
    }

    /// The number with this place in its series, from 1.
    pub fn of(kind: InvoiceKind, year: i32, place: i64) -> Self {
        let letters = match kind {
            InvoiceKind::Invoice | InvoiceKind::Correction => "RE",
            InvoiceKind::CreditNote => "RK",
        };
        Self(format!("{letters}-{year}-{place:05}"))
    }

    /// Reads a number in any case, as it stands in addresses.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let mut parts = text.split('-');
        let (letters, year, place) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |part: &str, least: usize| part.len() >= least && part.bytes().all(|byte| byte.is_ascii_digit());
        let fits = matches!(letters, "RE" | "RK") && year.len() == 4 && digits(year, 4) && digits(place, 5);
        (fits && parts.next().is_none() && text.len() <= LONGEST).then_some(Self(text))
    }
}

text_value!(InvoiceNumber);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invoices_and_corrected_ones_share_a_series_of_their_year() {
        assert_eq!(
            InvoiceNumber::of(InvoiceKind::Invoice, 2026, 42).as_str(),
            "RE-2026-00042"
        );
        assert_eq!(
            InvoiceNumber::of(InvoiceKind::CreditNote, 2027, 1).as_str(),
            "RK-2027-00001"
        );
        assert_eq!(
            InvoiceNumber::series(InvoiceKind::Correction, 2026),
            InvoiceNumber::series(InvoiceKind::Invoice, 2026)
        );
        assert_ne!(
            InvoiceNumber::series(InvoiceKind::CreditNote, 2026),
            InvoiceNumber::series(InvoiceKind::CreditNote, 2027)
        );
    }

    #[test]
    fn a_number_is_read_from_an_address() {
        for place in [1, 99_999, 1_234_567] {
            let number = InvoiceNumber::of(InvoiceKind::Invoice, 2026, place);
            assert_eq!(InvoiceNumber::parse(number.as_str()), Some(number));
        }
        assert!(InvoiceNumber::parse(" rk-2026-00003 ").is_some());
        for wrong in [
            "",
            "RE",
            "RE-2026",
            "RE-26-00001",
            "RE-2026-1",
            "SO-2026-00001",
            "RE-2026-00001-2",
            "RE-2026-0000x",
        ] {
            assert_eq!(InvoiceNumber::parse(wrong), None, "{wrong}");
        }
    }
}
