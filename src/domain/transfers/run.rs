//! The run: reserves every SIM, and only then moves them, a piece per transaction.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::check::{error_rows, open_bulk_actions};
use super::parse::Faults;
use super::{MOST_FAULTS, NOT_RESERVED, OBJECT_KIND, PIECE, Step, TransferRow, tell};
use crate::domain::Result;
use crate::mail::MailContext;
use crate::storage::Db;
use crate::storage::audit;
use crate::storage::transfers::{self as rows, Found, RangeRow, Route};
use crate::types::access::OrgScope;
use crate::types::transfer::{RangeFault, TransferStatus};

/// Reserves the next SIMs; answers whether there is more to do, which may be moving them, or releasing them again if one of them could not
/// be reserved.
pub fn reserve_piece(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<Step> {
    rows::begin(db)?;
    let mut transfer = rows::lock(db, scope, id)?;
    if transfer.status != TransferStatus::Reserving {
        return Ok(Step::More);
    }
    let route = Route::of(db, scope, &transfer)?;
    let piece = next(db, &transfer)?;
    let Some(last) = piece.last().map(|part| part.last) else {
        transfer.status = TransferStatus::Moving;
        rows::save(db, &transfer)?;
        return Ok(Step::More);
    };
    let faults = reserve(db, &transfer, &route, &piece)?;
    if faults.is_empty() {
        transfer.reserved += piece.iter().map(Part::size).sum::<i64>();
        transfer.position = last;
    } else {
        transfer.status = TransferStatus::Releasing;
        transfer.problem = Some(NOT_RESERVED.to_owned());
        transfer.errors = faults.count();
        rows::drop_errors(db, &transfer)?;
        rows::insert_errors(db, &error_rows(id, faults.kept()))?;
        audit_both(db, &transfer, &route, "transfer.fail", now)?;
    }
    rows::save(db, &transfer)?;
    Ok(Step::More)
}

/// Numbers that follow each other.
#[derive(Debug, Clone, Copy)]
struct Part {
    line: i64,
    first: i64,
    last: i64,
}

impl Part {
    fn size(&self) -> i64 {
        self.last - self.first + 1
    }
}

/// What is reserved next: a part of a large range, or as many small ones as make a piece.
fn next(db: &mut Db, transfer: &TransferRow) -> Result<Vec<Part>> {
    let position = transfer.position;
    let running = rows::range_around(db, transfer, position)?;
    let running = running.filter(|range| last_of(range) > position);
    if let Some(range) = running {
        return Ok(vec![Part {
            line: range.line,
            first: position + 1,
            last: last_of(&range).min(position + PIECE),
        }]);
    }
    let mut piece: Vec<Part> = Vec::new();
    let mut room = PIECE;
    for range in rows::ranges_after(db, transfer, position, PIECE)? {
        if range.sims > room && !piece.is_empty() {
            break;
        }
        piece.push(Part {
            line: range.line,
            first: range.position,
            last: last_of(&range).min(range.position + room - 1),
        });
        room -= range.sims;
        if room <= 0 {
            break;
        }
    }
    Ok(piece)
}

fn last_of(range: &RangeRow) -> i64 {
    range.position + range.sims - 1
}

/// Reserves a piece, looking again whether each SIM is there and nothing else is working on it.
fn reserve(db: &mut Db, transfer: &TransferRow, route: &Route, piece: &[Part]) -> Result<Faults> {
    let numbers: Vec<i64> = piece.iter().flat_map(|part| part.first..=part.last).collect();
    let held = match piece {
        [part] => rows::hold_window(db, transfer, route, part.first, part.last)?,
        _ => {
            let found = rows::find_piece(db, route, &numbers)?;
            if found.len() == numbers.len() {
                rows::hold(db, transfer, &found)?
            } else {
                0
            }
        }
    };
    let mut busy = BTreeSet::new();
    if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
        for bulk_id in open_bulk_actions(db, route)? {
            busy.extend(rows::open_in_window(db, route, bulk_id, *first, *last)?);
        }
    }
    if held == numbers.len() && busy.is_empty() {
        return Ok(Faults::new(MOST_FAULTS));
    }
    // Something is wrong: look which SIMs it is.
    let found = rows::find_piece(db, route, &numbers)?;
    let keys: BTreeMap<i64, i64> = found.iter().map(|Found { id, number }| (*id, *number)).collect();
    let others = rows::held_by_others(db, transfer, &found)?;
    busy.extend(others.iter().filter_map(|id| keys.get(id)));
    let known: BTreeSet<i64> = found.iter().map(|sim| sim.number).collect();
    let mut faults = Faults::new(MOST_FAULTS);
    for part in piece {
        for number in part.first..=part.last {
            let kind = if !known.contains(&number) {
                RangeFault::UnknownSims
            } else if busy.contains(&number) {
                RangeFault::OpenAction
            } else {
                continue;
            };
            faults.add(part.line, kind, None, || number.to_string());
        }
    }
    Ok(faults)
}

/// Moves the next SIMs; with the last ones the transfer is done, and both organisations are told. Answers whether there is more to do.
pub fn move_piece(db: &mut Db, scope: &OrgScope, id: i64, context: &MailContext, now: NaiveDateTime) -> Result<Step> {
    rows::begin(db)?;
    let mut transfer = rows::lock(db, scope, id)?;
    if transfer.status != TransferStatus::Moving {
        return Ok(Step::More);
    }
    let route = Route::of(db, scope, &transfer)?;
    if let Some(piece) = rows::next_piece(db, &transfer, PIECE)? {
        let moved = rows::move_piece(db, &transfer, &route, piece, now)?;
        transfer.moved += i64::try_from(moved).unwrap_or_default();
        rows::save(db, &transfer)?;
        return Ok(Step::More);
    }
    transfer.status = TransferStatus::Done;
    transfer.finished_at = Some(now);
    rows::save(db, &transfer)?;
    audit_both(db, &transfer, &route, "transfer.done", now)?;
    tell::both(db, context, &transfer, &route, now)?;
    Ok(Step::Done)
}

/// Releases the next SIMs of a transfer that will not take place; answers whether there is more to do.
pub fn release_piece(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<Step> {
    let mut transfer = rows::lock(db, scope, id)?;
    if transfer.status != TransferStatus::Releasing {
        return Ok(Step::More);
    }
    let released = i64::try_from(rows::release_piece(db, &transfer, PIECE)?).unwrap_or_default();
    transfer.reserved = (transfer.reserved - released).max(0);
    if released == 0 {
        transfer.reserved = 0;
        transfer.status = match transfer.problem {
            Some(_) => TransferStatus::Failed,
            None => TransferStatus::Cancelled,
        };
        transfer.finished_at = Some(now);
    }
    rows::save(db, &transfer)?;
    Ok(if released == 0 { Step::Done } else { Step::More })
}

/// What became of a transfer, in the logs of both organisations.
fn audit_both(db: &mut Db, transfer: &TransferRow, route: &Route, action: &str, now: NaiveDateTime) -> Result<()> {
    Ok(audit::insert_on_both_sides(
        db,
        transfer,
        route,
        (action, OBJECT_KIND),
        now,
    )?)
}
