//! Reading what other systems send: usage and event records (JSON), CDR and inventory files (CSV).
//!
//! Pure and streaming: bytes in, checked values or a reason out, one record in memory at a time, no database and no
//! clock. Whether a SIM exists, and whose it is, is found out later. Nothing here gives up on a file because of one bad
//! record; only a file that cannot be read as such (no JSON array, no header) ends in an error.

pub mod cdr;
pub mod events;
pub mod inventory;
pub mod json;
mod lines;
pub mod usage;

pub use lines::FileError;

use crate::types::{iccid::IccidError, text_enum::text_enum};

/// Longest raw record, detail or CSV record that is kept, in bytes.
pub const RAW_LIMIT: usize = 64 * 1024;

/// Longest name (operator, tariff, organisation ...) that is taken over from a record, in characters.
const NAME_LIMIT: usize = 255;

text_enum! {
    /// Why a record or a line was not taken. The text is what reports and the set-aside table carry.
    pub enum RejectKind {
        /// The ICCID is held already (found out by the database).
        Exists => "exists",
        /// The ICCID is missing or not one.
        NotAnIccid => "not_an_iccid",
        /// The status is none of the known names.
        UnknownStatus => "unknown_status",
        /// The IMSI is not one.
        NotAnImsi => "not_an_imsi",
        /// An earlier line of the same file has this ICCID.
        DuplicateInFile => "duplicate_in_file",
        /// A spreadsheet has rounded the ICCID.
        SpreadsheetDamage => "spreadsheet_damage",
        /// The 20th digit of the ICCID is not its check digit.
        Luhn => "luhn",
        /// The line has more or fewer columns than the header, or a quote that is never closed.
        WrongColumns => "wrong_columns",
        /// No SIM with this ICCID is held (found out by the database).
        UnknownSim => "unknown_sim",
        /// A volume is missing, not a number, negative, absurd, or a fraction of a message.
        BadVolume => "bad_volume",
        /// A time is missing, not one, or the end lies before the start.
        BadTimestamp => "bad_timestamp",
        /// The MSISDN is not one.
        NotAnMsisdn => "not_a_msisdn",
        /// The IMEI is not one.
        NotAnImei => "not_an_imei",
        /// The EID is not one.
        NotAnEid => "not_an_eid",
        /// The IP address is not one.
        NotAnIpAddress => "not_an_ip_address",
        /// The PIN or PUK is not one.
        NotAPin => "not_a_pin",
        /// The label is too long or has control characters.
        BadLabel => "bad_label",
        /// A tag is too long or has control characters.
        BadTag => "bad_tag",
        /// The note is too long or has control characters.
        BadNote => "bad_note",
        /// A quota is not a number.
        BadNumber => "bad_number",
        /// A day is not one, or the lifetime ends before it starts.
        BadDate => "bad_date",
        /// The record has no id that is a whole number.
        BadId => "bad_id",
        /// The record is not an object of the documented form.
        BadRecord => "bad_record",
        /// Neither data nor SMS.
        UnknownTrafficType => "unknown_traffic_type",
        /// The record names an organisation that does not hold the SIM (found out by the database).
        WrongOrganisation => "wrong_organisation",
        /// The line is not UTF-8.
        NotUtf8 => "not_utf8",
    }
}

/// Why one record was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The reason, for people and programs; the sentence in the reader's language is made from it.
    pub kind: RejectKind,
    /// What exactly was wrong, in English, for the person who mends the source. Never has a PIN or PUK in it.
    pub detail: String,
}

impl Reject {
    /// A rejection with its detail.
    pub fn new(kind: RejectKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
        }
    }

    /// A rejection that shows the offending value, shortened.
    fn of_value(kind: RejectKind, what: &str, value: &str) -> Self {
        let shown: String = value.chars().take(40).collect();
        let more = if shown.len() < value.len() { "…" } else { "" };
        Self::new(kind, format!("{what}: {shown:?}{more}"))
    }

    /// The rejection for a text that is no ICCID.
    fn of_iccid(error: IccidError, value: &str) -> Self {
        let kind = match error {
            IccidError::SpreadsheetDamage => RejectKind::SpreadsheetDamage,
            IccidError::NotAnIccid => RejectKind::NotAnIccid,
            IccidError::Luhn => RejectKind::Luhn,
        };
        Self::of_value(kind, &error.to_string(), value)
    }
}

/// One record or line: where it stood, what it was, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed<T> {
    /// Line of a CSV file on which the record starts, or position in a JSON array; both count from 1.
    pub line: u64,
    /// The id of the record in its source, if it could be read. Inventory lines have none.
    pub record_id: Option<i64>,
    /// The record as it came, for setting it aside: at most [`RAW_LIMIT`] bytes, without NUL characters. Empty where the
    /// line may hold PIN or PUK.
    pub raw: String,
    /// The values, or the first thing that is wrong.
    pub result: Result<T, Reject>,
}

/// The text, cut to `limit` bytes at the border of a character. NUL becomes U+FFFD, as PostgreSQL stores no NUL in text.
fn storable(text: &str, limit: usize) -> String {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default().replace('\0', "\u{FFFD}")
}

/// A name from a record as one line of at most [`NAME_LIMIT`] characters, or `None` when there is nothing in it. Names
/// only describe, so an odd one is mended instead of costing the record.
fn name(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() <= NAME_LIMIT && !text.contains(char::is_control) {
        // What nearly every name is: copied as a whole.
        return (!text.is_empty()).then(|| text.to_owned());
    }
    Some(
        text.chars()
            .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
            .take(NAME_LIMIT)
            .collect(),
    )
}

#[cfg(test)]
mod tests;
