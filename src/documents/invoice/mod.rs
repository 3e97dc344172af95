//! Invoices, credit notes and corrected invoices as files: a tagged PDF/A-3 with the EN 16931 data inside (ZUGFeRD, Factur-X), and the same
//! data alone as XRechnung. Pure: what goes in is one [`Invoice`], and the same one gives the same bytes (decision 0015).

mod check;
mod cii;
mod data;
mod pdf;
pub mod sample;
#[cfg(test)]
mod tests;
mod totals;
mod words;

pub use check::check;
pub use data::{Bank, Buyer, Contact, Corrects, Invoice, Kind, Line, Payment, Period, Seller, ShipTo, Unit, ViesCheck};
pub use pdf::Accent;
pub use totals::{Totals, totals};

/// Why no file can be made of a document. None of these is a matter of taste: receivers would refuse the file, or the tax office.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvoiceError {
    /// Nothing is charged.
    #[error("a document needs a line")]
    NoLines,
    /// A field that must be filled, by its name.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A fault of the line with this position.
    #[error("line {0}: {1}")]
    Line(u32, &'static str),
    /// A sum is larger than any amount may be.
    #[error("the sum is too large")]
    TooLarge,
    /// Less than nothing or more than everything has been paid.
    #[error("what has been paid is not between nothing and the whole")]
    Paid,
    /// A period ends before it begins.
    #[error("a period ends before it begins")]
    Period,
    /// What is not taxable here stands beside what is (EN 16931, BR-O-11).
    #[error("what is not taxable needs a document of its own")]
    MixedOutOfScope,
    /// The file cannot be made: a fault of ours, with what the writer said.
    #[error("the PDF cannot be written: {0}")]
    Pdf(String),
}

/// What the XML says it keeps to (BT-24). The data is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// EN 16931, as it stands inside the PDF.
    En16931,
    /// XRechnung 3.0, for German authorities.
    XRechnung,
}

/// Name of the data inside the PDF.
pub const EMBEDDED_NAME: &str = "factur-x.xml";

/// The document as XML alone (UN/CEFACT CII).
pub fn xml(invoice: &Invoice, profile: Profile) -> Result<String, InvoiceError> {
    Ok(cii::write(invoice, &check(invoice)?, profile))
}

/// The document as PDF/A-3a and PDF/UA-1 with its data inside, in the colour of the brand.
pub fn pdf(invoice: &Invoice, accent: Accent) -> Result<Vec<u8>, InvoiceError> {
    let totals = check(invoice)?;
    let xml = cii::write(invoice, &totals, Profile::En16931);
    pdf::write(invoice, &totals, xml, accent)
}
