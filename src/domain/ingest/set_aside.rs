//! What could not be taken in is kept with its reason and can be tried again once the cause is mended.

use serde_json::value::RawValue;

use super::parse::cdr::CdrReader;
use super::parse::events::{EventRecord, parse_event};
use super::parse::usage::{UsageRecord, parse_usage};
use super::parse::{Parsed, Reject, RejectKind};
use super::{Source, take_events, take_usage};
use crate::crypto::sha256_hex;
use crate::domain::{Error, Result};
use crate::storage::Db;
use crate::storage::set_aside::{self, NewSetAside};
pub use crate::storage::set_aside::{SetAsideRow, SetAsideStatus, count_by_reason, find, page};
use crate::types::iccid::Iccid;
use crate::types::time::UtcTime;

/// Records tried again per transaction.
const BATCH: i64 = 500;

/// A record to set aside. The digest makes a repeat of the same wrong record the same row.
pub(super) fn row<T>(
    kind: &str,
    source: &Source<'_>,
    parsed: &Parsed<T>,
    iccid: Option<Iccid>,
    reject: &Reject,
    now: UtcTime,
) -> NewSetAside {
    NewSetAside {
        kind: kind.to_owned(),
        source: source.name.to_owned(),
        root_id: source.root_id,
        digest: sha256_hex(&format!(
            "{kind}\0{}\0{}",
            source.root_id.unwrap_or_default(),
            parsed.raw
        )),
        record_id: parsed.record_id,
        iccid: iccid.map(|iccid| iccid.as_str().to_owned()),
        reason: reject.kind.as_str().to_owned(),
        detail: reject.detail.clone(),
        body: parsed.raw.clone(),
        status: SetAsideStatus::Waiting,
        attempts: 1,
        created_at: now,
        updated_at: now,
    }
}

pub(super) fn put(db: &mut Db, rows: &[NewSetAside]) -> Result<()> {
    Ok(set_aside::insert(db, rows)?)
}

/// Tries one record again; answers whether it was taken in (or had been meanwhile).
pub fn retry(db: &mut Db, id: i64, now: UtcTime) -> Result<bool> {
    let row = set_aside::find(db, id)?;
    if row.status != SetAsideStatus::Waiting {
        return Err(Error::Refused("error-set-aside-done"));
    }
    try_again(db, &row, now)
}

/// Discards a record.
pub fn discard(db: &mut Db, id: i64, now: UtcTime) -> Result<()> {
    set_aside::find(db, id)?;
    if set_aside::set_discarded(db, id, now)? {
        Ok(())
    } else {
        Err(Error::Refused("error-set-aside-done"))
    }
}

/// Tries one batch of waiting records (of a reason) with keys after `after`; answers the last key tried, or `None` at the end, and how
/// many were taken in.
pub fn retry_all(db: &mut Db, reason: Option<&str>, after: i64, now: UtcTime) -> Result<(Option<i64>, u64)> {
    let rows = set_aside::waiting(db, reason, after, BATCH)?;
    let mut taken = 0;
    for row in &rows {
        taken += u64::from(try_again(db, row, now)?);
    }
    Ok((rows.last().map(|row| row.id), taken))
}

fn try_again(db: &mut Db, row: &SetAsideRow, now: UtcTime) -> Result<bool> {
    let source = Source {
        name: &row.source,
        root_id: row.root_id,
    };
    let Some(record) = Again::read(row) else {
        // What was cut when it was kept cannot be read again. Said as the reason, so that nobody waits for it.
        let failed = (RejectKind::BadRecord.as_str(), CUT);
        set_aside::set_tried(db, row.id, SetAsideStatus::Waiting, Some(failed), now)?;
        return Ok(false);
    };
    let intake = match record {
        Again::Event(event) => take_events(db, &source, vec![event], now)?,
        Again::Usage(usage) => take_usage(db, &source, vec![usage], now)?,
    };
    let failed = intake
        .set_aside
        .first()
        .map(|aside| (aside.kind.as_str(), aside.detail.as_str()));
    let status = if failed.is_some() {
        SetAsideStatus::Waiting
    } else {
        SetAsideStatus::Loaded
    };
    set_aside::set_tried(db, row.id, status, failed, now)?;
    Ok(failed.is_none())
}

/// What is wrong with a record that was cut.
const CUT: &str = "the record is longer than what is kept of one; have it sent again";

/// A record that is read again.
enum Again {
    Event(Parsed<EventRecord>),
    Usage(Parsed<UsageRecord>),
}

impl Again {
    /// A body is a JSON record, or for CDR files the header line and the record's line.
    fn read(row: &SetAsideRow) -> Option<Self> {
        if let Ok(raw) = RawValue::from_string(row.body.clone()) {
            return Some(match row.kind.as_str() {
                "event" => Self::Event(parse_event(1, &raw)),
                _ => Self::Usage(parse_usage(1, &raw)),
            });
        }
        let parsed = CdrReader::new(row.body.as_bytes()).ok()?.next()?.ok()?;
        // Set aside again, it must be the same row.
        Some(Self::Usage(Parsed {
            raw: row.body.clone(),
            ..parsed
        }))
    }
}
