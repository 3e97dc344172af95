//! What could not be taken in is kept with its reason and can be tried again once the cause is mended.

use serde_json::value::RawValue;

use super::parse::cdr::CdrReader;
use super::parse::events::parse_event;
use super::parse::usage::{UsageRecord, parse_usage};
use super::parse::{Parsed, Reject};
use super::{Intake, Source, take_events, take_usage};
use crate::crypto::sha256_hex;
use crate::domain::{Error, Result};
use crate::storage::set_aside::{self, NewSetAside};
pub use crate::storage::set_aside::{
    SetAsideBound, SetAsidePage, SetAsideRow, SetAsideStatus, count_by_reason, find, page,
};
use crate::storage::{Db, Error as StorageError};
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
        digest: sha256_hex(&format!("{kind}\0{}", parsed.raw)),
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
        root_id: None,
    };
    let intake = match row.kind.as_str() {
        "event" => take_events(db, &source, vec![parse_event(1, &raw(&row.body)?)], now)?,
        _ => take_usage(db, &source, vec![usage_of(&row.body)?], now)?,
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
    Ok(Intake::default() != intake && failed.is_none())
}

/// A body is a JSON record, or for CDR files the header line and the record's line.
fn usage_of(body: &str) -> Result<Parsed<UsageRecord>> {
    if let Ok(raw) = raw(body) {
        return Ok(parse_usage(1, &raw));
    }
    let mut reader = CdrReader::new(body.as_bytes()).map_err(StorageError::internal)?;
    let parsed = reader
        .next()
        .ok_or_else(|| StorageError::internal("set-aside CDR line without content"))?
        .map_err(StorageError::internal)?;
    // Set aside again, it must be the same row.
    Ok(Parsed {
        raw: body.to_owned(),
        ..parsed
    })
}

fn raw(body: &str) -> Result<Box<RawValue>> {
    Ok(RawValue::from_string(body.to_owned()).map_err(StorageError::internal)?)
}
