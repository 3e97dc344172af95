//! CDR files: usage records as CSV (`api.md` section 10).

use std::borrow::Cow;
use std::io::{self, Cursor, Read};

use super::lines::{Columns, Lines, Row};
use super::usage::{Draft, Operator, UsageRecord};
use super::{FileError, Parsed, RAW_LIMIT, name, storable};

/// The columns that are read, of the 34 that the file has.
const NAMES: [&str; 19] = [
    "id",
    "event_start_timestamp",
    "event_stop_timestamp",
    "iccid",
    "traffic_type_id",
    "traffic_type_description",
    "volume",
    "volume_tx",
    "volume_rx",
    "organisation_name",
    "imsi",
    "operator_id",
    "operator_name",
    "operator_country_name",
    "ratezone_tariff_name",
    "endpoint_ip_address",
    "endpoint_imei",
    "operator_mncs",
    "country_mcc",
];

/// The columns without which no record can be read.
const NEEDED: [&str; 8] = [
    "id",
    "event_start_timestamp",
    "event_stop_timestamp",
    "iccid",
    "traffic_type_id",
    "volume",
    "volume_tx",
    "volume_rx",
];

/// Reads a CDR file record by record. Columns are found by name in any order and case; others are ignored.
///
/// An error of the source is final: whoever goes on after it may get it again and again.
pub struct CdrReader<R> {
    lines: Lines<io::Chain<Cursor<Vec<u8>>, R>>,
    columns: Columns<19>,
    width: usize,
    row: Row,
}

impl<R: Read> CdrReader<R> {
    /// Reads the header.
    pub fn new(source: R) -> Result<Self, FileError> {
        let (lines, row) = Lines::open(source)?;
        let columns = Columns::find(&row, &NAMES, &NEEDED)?;
        Ok(Self {
            lines,
            columns,
            width: row.len(),
            row,
        })
    }

    /// What the current row says.
    fn parse(&self) -> (Option<i64>, Result<UsageRecord, super::Reject>) {
        if let Err(reject) = self.row.check_columns(self.width) {
            return (None, Err(reject));
        }
        let picked = self.columns.pick(&self.row);
        let [
            id,
            started_at,
            ended_at,
            iccid,
            traffic_id,
            traffic_name,
            total,
            tx,
            rx,
            described @ ..,
        ] = picked.map(|field| field.map(Cow::Borrowed));
        let draft = Draft {
            id,
            iccid,
            started_at,
            ended_at,
            traffic_id,
            traffic_name,
            total,
            tx,
            rx,
        };
        let result = draft.check().map(|record| {
            let [
                organisation_name,
                imsi,
                operator_id,
                operator_name,
                country_name,
                tariff_name,
                ip,
                imei,
                mnc,
                mcc,
            ] = described.map(|field| field.as_deref().and_then(name));
            let operator_id = operator_id.and_then(|id| id.parse().ok());
            let operator = Operator {
                id: operator_id,
                name: operator_name,
                mnc,
                country_name,
                mcc,
            }
            .unless_empty();
            UsageRecord {
                organisation_name,
                imsi,
                operator,
                tariff_name,
                ip_address: ip,
                imei,
                ..record
            }
        });
        (draft.record_id(), result)
    }
}

impl<R: Read> Iterator for CdrReader<R> {
    type Item = io::Result<Parsed<UsageRecord>>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.lines.read(&mut self.row) {
            Err(error) => Some(Err(error)),
            Ok(false) => None,
            Ok(true) => {
                let (record_id, result) = self.parse();
                let raw = storable(&self.row.raw, RAW_LIMIT);
                Some(Ok(Parsed {
                    line: self.row.line,
                    record_id,
                    raw,
                    result,
                }))
            }
        }
    }
}
