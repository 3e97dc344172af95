//! Inventory files: the SIMs of a delivery as CSV.

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Cursor, Read};

use chrono::NaiveDate;

use super::lines::{Columns, Lines, Row};
use super::{FileError, Parsed, RAW_LIMIT, Reject, RejectKind, name, storable};
use crate::types::status::SimStatus;
use crate::types::time::parse_date;
use crate::types::volume::{DataVolume, SmsCount};
use crate::types::{
    eid::Eid, iccid::Iccid, imei::Imei, imsi::Imsi, ip::StaticIp, label::Label, msisdn::Msisdn, note::Note,
    tag::TagName,
};

/// The columns that are read; all but the first may be missing.
const NAMES: [&str; 18] = [
    "ICCID",
    "EID",
    "STATUS",
    "IMSI",
    "MSISDN",
    "IMEI",
    "IP_ADDRESS",
    "SIM_TYPE",
    "LABEL",
    "SERVICE",
    "PIN",
    "PUK",
    "TAGS",
    "NOTE",
    "DATA_QUOTA_MB",
    "SMS_QUOTA",
    "LIFETIME_START",
    "LIFETIME_END",
];

/// One SIM of an inventory file. Empty fields are `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InventoryRow {
    /// The SIM; unique within the file.
    pub iccid: Iccid,
    /// Chip of an eSIM.
    pub eid: Option<Eid>,
    /// Its status; `Deactivated` when the file does not say.
    pub status: SimStatus,
    /// Its subscriber identity.
    pub imsi: Option<Imsi>,
    /// Its telephone number.
    pub msisdn: Option<Msisdn>,
    /// The device it sits in.
    pub imei: Option<Imei>,
    /// Its fixed address.
    pub ip_address: Option<StaticIp>,
    /// Form and product name of the card.
    pub sim_type: Option<String>,
    /// Its label; never empty.
    pub label: Option<Label>,
    /// Name of the service to put it on.
    pub service: Option<String>,
    /// First PIN, 4 to 8 digits.
    pub pin: Option<SecretCode>,
    /// Code that unblocks the PIN, 8 digits.
    pub puk: Option<SecretCode>,
    /// Its tags in the order of the file, each once.
    pub tags: Vec<TagName>,
    /// Its note; never empty.
    pub note: Option<Note>,
    /// Data it has.
    pub data_quota: Option<DataVolume>,
    /// Messages it has.
    pub sms_quota: Option<SmsCount>,
    /// First day of its lifetime.
    pub lifetime_start: Option<NaiveDate>,
    /// Last day of its lifetime, not before the first.
    pub lifetime_end: Option<NaiveDate>,
}

/// A PIN or PUK (ETSI TS 102 221). Shows itself in no log and has no text form but [`expose`](Self::expose).
#[derive(Clone, PartialEq, Eq)]
pub struct SecretCode(String);

impl SecretCode {
    /// The digits.
    pub fn expose(&self) -> &str {
        &self.0
    }

    fn parse(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<Self> {
        let fits = lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| Self(text.to_owned()))
    }
}

impl fmt::Debug for SecretCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretCode(…)")
    }
}

/// Reads an inventory file line by line. Separated by comma, semicolon or tab; columns in any order and case.
///
/// An error of the source is final: whoever goes on after it may get it again and again.
pub struct InventoryReader<R> {
    lines: Lines<io::Chain<Cursor<Vec<u8>>, R>>,
    columns: Columns<18>,
    width: usize,
    row: Row,
    /// Numbers of the ICCIDs of all lines so far, also of those that were refused for something else: which of two
    /// lines for one SIM is meant is never guessed.
    seen: HashSet<u64>,
    has_secrets: bool,
}

impl<R: Read> InventoryReader<R> {
    /// Reads the header, which must have the column `ICCID`.
    pub fn new(source: R) -> Result<Self, FileError> {
        let (lines, row) = Lines::open(source)?;
        let columns = Columns::find(&row, &NAMES, &["ICCID"])?;
        let is_secret = |field: &str| matches!(field.trim().to_ascii_uppercase().as_str(), "PIN" | "PUK");
        let has_secrets = row.fields().any(is_secret);
        Ok(Self {
            lines,
            columns,
            width: row.len(),
            row,
            seen: HashSet::new(),
            has_secrets,
        })
    }

    /// Columns of the header that mean nothing here, to be reported once.
    pub fn ignored_columns(&self) -> &[String] {
        &self.columns.ignored
    }

    /// What the current row says; the first thing that is wrong in the order columns, ICCID, duplicate, status, the rest.
    fn parse(&mut self) -> Result<InventoryRow, Reject> {
        self.row.check_columns(self.width)?;
        let [
            iccid,
            eid,
            status,
            imsi,
            msisdn,
            imei,
            ip,
            sim_type,
            label,
            service,
            pin,
            puk,
            tags,
            note,
            data,
            sms,
            start,
            end,
        ] = self.columns.pick(&self.row);
        let iccid_text = iccid.unwrap_or_default();
        let iccid = Iccid::parse(iccid_text).map_err(|error| Reject::of_iccid(error, iccid_text))?;
        if !self.seen.insert(iccid.number()) {
            return Err(Reject::of_value(
                RejectKind::DuplicateInFile,
                "an earlier line has this ICCID",
                iccid_text,
            ));
        }
        let row = InventoryRow {
            iccid,
            status: match status {
                Some(name) => SimStatus::from_name(name)
                    .ok_or_else(|| Reject::of_value(RejectKind::UnknownStatus, "not a status", name))?,
                None => SimStatus::Deactivated,
            },
            imsi: field(imsi, RejectKind::NotAnImsi, Imsi::parse)?,
            msisdn: field(msisdn, RejectKind::NotAnMsisdn, Msisdn::parse)?,
            imei: field(imei, RejectKind::NotAnImei, Imei::parse)?,
            eid: field(eid, RejectKind::NotAnEid, Eid::parse)?,
            ip_address: field(ip, RejectKind::NotAnIpAddress, StaticIp::parse)?,
            sim_type: sim_type.and_then(name),
            label: field(label, RejectKind::BadLabel, Label::parse)?,
            service: service.and_then(name),
            pin: secret(pin, 4..=8, "the PIN is not 4 to 8 digits")?,
            puk: secret(puk, 8..=8, "the PUK is not 8 digits")?,
            tags: parse_tags(tags.unwrap_or_default())?,
            note: field(note, RejectKind::BadNote, Note::parse)?,
            data_quota: field(data, RejectKind::BadNumber, DataVolume::from_mb_text)?,
            sms_quota: field(sms, RejectKind::BadNumber, SmsCount::parse)?,
            lifetime_start: field(start, RejectKind::BadDate, |text| {
                parse_date(text).ok_or("not a day (YYYY-MM-DD)")
            })?,
            lifetime_end: field(end, RejectKind::BadDate, |text| {
                parse_date(text).ok_or("not a day (YYYY-MM-DD)")
            })?,
        };
        match (row.lifetime_start, row.lifetime_end) {
            (Some(start), Some(end)) if end < start => Err(Reject::new(
                RejectKind::BadDate,
                format!("the lifetime ends on {end}, before it starts on {start}"),
            )),
            _ => Ok(row),
        }
    }
}

impl<R: Read> Iterator for InventoryReader<R> {
    type Item = io::Result<Parsed<InventoryRow>>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.lines.read(&mut self.row) {
            Err(error) => Some(Err(error)),
            Ok(false) => None,
            Ok(true) => {
                let result = self.parse();
                // In a line of wrong width nobody knows which field is the PIN, so nothing of such a file is kept.
                let raw = if self.has_secrets {
                    String::new()
                } else {
                    storable(&self.row.raw, RAW_LIMIT)
                };
                Some(Ok(Parsed {
                    line: self.row.line,
                    record_id: None,
                    raw,
                    result,
                }))
            }
        }
    }
}

/// The value of a field that is not empty.
fn field<T, E: fmt::Display>(
    text: Option<&str>,
    kind: RejectKind,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<T>, Reject> {
    let read = |text| parse(text).map_err(|error| Reject::of_value(kind, &error.to_string(), text));
    text.map(read).transpose()
}

/// A code; what was typed does not go into the reason.
fn secret(
    text: Option<&str>,
    lengths: std::ops::RangeInclusive<usize>,
    reason: &str,
) -> Result<Option<SecretCode>, Reject> {
    let read = |text| SecretCode::parse(text, lengths).ok_or_else(|| Reject::new(RejectKind::NotAPin, reason));
    text.map(read).transpose()
}

/// Tags separated by comma or `|`, each taken once.
fn parse_tags(text: &str) -> Result<Vec<TagName>, Reject> {
    let mut tags = Vec::new();
    for part in text.split([',', '|']).map(str::trim).filter(|part| !part.is_empty()) {
        let tag =
            TagName::parse(part).map_err(|error| Reject::of_value(RejectKind::BadTag, &error.to_string(), part))?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    Ok(tags)
}
