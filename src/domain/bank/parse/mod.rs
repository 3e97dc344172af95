//! Account statements in the form of ISO 20022: camt.053.001.02 and camt.053.001.08, as banks of the European payments area hand them out.
//!
//! All of a file or nothing of it: a file in which something is wrong is told with everything that is wrong in it, each fault with the
//! number of its entry. Files are walked through rather than built up in memory, so 50 MB of XML need little more than themselves.

mod amount;
mod camt;
mod draft;
mod xml;

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::types::iban::Iban;
use crate::types::money::{Currency, Money};
use crate::types::text_enum::text_enum;

/// Largest file that is read, bytes.
pub const MOST_BYTES: usize = 50_000_000;

/// Faults that are told of one file; the first ones help, the others are counted.
pub const MOST_FAULTS: usize = 100;

/// What an account did on some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The bank's name for it.
    pub id: String,
    /// The account.
    pub account: Iban,
    /// Its currency.
    pub currency: Currency,
    /// Balances before and after, if the statement has both; then they and the entries add up.
    pub balances: Option<(Money, Money)>,
    /// What was booked, in the order of the file.
    pub entries: Vec<Entry>,
}

/// One booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the statement, from 1.
    pub number: usize,
    /// Day of the booking.
    pub booked_on: NaiveDate,
    /// What the account gained; negative: lost.
    pub amount: Money,
    /// Whether it takes an earlier booking back.
    pub is_reversal: bool,
    /// The bank's reference; empty if it gives none.
    pub bank_reference: String,
    /// What it is made of: one payment, or those of a batch.
    pub payments: Vec<Payment>,
}

/// One payment of a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Tells it from every other payment to any account, also when the bank hands it out again in another statement.
    pub key: String,
    /// What the account gained by it; negative: lost.
    pub amount: Money,
    /// The payer's own reference; empty if there is none.
    pub end_to_end_id: String,
    /// What the payer wrote, structured and free text, in one line.
    pub remittance: String,
    /// Name of the payer; empty if unknown.
    pub payer: String,
    /// Account of the payer; empty if unknown.
    pub payer_iban: String,
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The statement, if it has a name by then.
    pub statement: Option<String>,
    /// Place of the entry in its statement, from 1.
    pub entry: Option<usize>,
    /// What it is.
    pub kind: FaultKind,
    /// The value that is wrong, or by how much it is; for the placeholder `detail`.
    pub detail: String,
}

impl Fault {
    /// Key of the sentence that tells it, with the placeholder `detail`.
    pub fn text_key(&self) -> String {
        format!("bank-fault-{}", self.kind.as_str())
    }
}

text_enum! {
    /// What can be wrong with a file.
    pub enum FaultKind {
        /// It is larger than [`MOST_BYTES`], or something in it is larger than anything of this form.
        TooLarge => "too-large",
        /// It is not in an encoding that is read: UTF-8 or ISO 8859-1.
        Encoding => "encoding",
        /// It is not XML, or breaks off.
        NotXml => "not-xml",
        /// It has a document type or entities, which no bank sends.
        DocumentType => "document-type",
        /// It is XML of another form, or of another version.
        OtherForm => "other-form",
        /// It holds no statement.
        Empty => "empty",
        /// The statement has no name.
        NoId => "no-id",
        /// The account is missing, or is no IBAN.
        Account => "account",
        /// An amount is missing, or is none.
        Amount => "amount",
        /// A currency is missing or is none of ours.
        Currency => "currency",
        /// An amount is in another currency than the account.
        OtherCurrency => "other-currency",
        /// It is not told whether the account gained or lost.
        Direction => "direction",
        /// The day of the booking is missing or is none.
        Date => "date",
        /// The payments of a batch do not add up to its amount.
        BatchSum => "batch-sum",
        /// Opening balance and entries do not add up to the closing balance.
        StatementSum => "statement-sum",
    }
}

/// Reads a file.
pub fn camt053(file: &[u8]) -> Result<Vec<Statement>, Vec<Fault>> {
    let whole = |kind, detail: String| {
        vec![Fault {
            statement: None,
            entry: None,
            kind,
            detail,
        }]
    };
    if file.len() > MOST_BYTES {
        return Err(whole(FaultKind::TooLarge, file.len().to_string()));
    }
    let text = decoded(file).map_err(|encoding| whole(FaultKind::Encoding, encoding))?;
    camt::read(&text)
}

/// The text of a file, by the mark at its beginning or what its first line says.
fn decoded(file: &[u8]) -> Result<Cow<'_, str>, String> {
    if file.starts_with(b"\xFE\xFF") || file.starts_with(b"\xFF\xFE") {
        return Err("UTF-16".to_owned());
    }
    let file = file.strip_prefix(b"\xEF\xBB\xBF".as_slice()).unwrap_or(file);
    match declared(file).as_deref() {
        None | Some("utf-8" | "utf8" | "us-ascii" | "ascii") => std::str::from_utf8(file)
            .map(Cow::Borrowed)
            .map_err(|error| format!("not UTF-8 from byte {} on", error.valid_up_to())),
        // Each byte is the character of the same number.
        Some("iso-8859-1" | "latin1") => Ok(Cow::Owned(file.iter().map(|byte| char::from(*byte)).collect())),
        Some(other) => Err(other.to_owned()),
    }
}

/// The encoding that the declaration of a document names, in lower case.
fn declared(file: &[u8]) -> Option<String> {
    let head: String = file.iter().take(200).map(|byte| char::from(*byte)).collect();
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?.to_owned();
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.split(mark).nth(1).map(str::to_lowercase)
}

#[cfg(test)]
mod tests;
