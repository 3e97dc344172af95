//! The document as a PDF that is its own archive: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1), with the data of the XML inside.

mod compose;
mod draw;
mod letter;
mod letters;
mod payment;
mod sheet;
mod table;
mod xmp;

#[cfg(test)]
mod tests;

use super::InvoiceError;
use super::data::Invoice;
use super::totals::Totals;
use sheet::Colour;

/// The colour of the brand: red, green and blue of sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent(pub u8, pub u8, pub u8);

impl Default for Accent {
    /// The colour of the portal.
    fn default() -> Self {
        Self(0x0c, 0x66, 0x78)
    }
}

impl Accent {
    /// Reads `#0c6678`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// The colour for text, or ink where white paper would leave too little contrast to read it (WCAG 2.2, 1.4.3).
    fn for_text(self) -> Colour {
        let light = |part: u8| {
            let part = f32::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        let luminance = 0.2126 * light(self.0) + 0.7152 * light(self.1) + 0.0722 * light(self.2);
        if 1.05 / (luminance + 0.05) >= 4.5 {
            Colour(self.0, self.1, self.2)
        } else {
            Colour::INK
        }
    }
}

/// Writes the file. Its sums and its data as XML are handed in.
pub fn write(invoice: &Invoice, totals: &Totals, xml: String, accent: Accent) -> Result<Vec<u8>, InvoiceError> {
    let colour = Colour(accent.0, accent.1, accent.2);
    let sheets = compose::compose(invoice, totals, colour, accent.for_text())?;
    let file = draw::draw(invoice, sheets, xml)?;
    xmp::with_factur_x(file).map_err(InvoiceError::Pdf)
}
