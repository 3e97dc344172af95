//! The check: every range must consist of SIMs of the giving organisation, and of none that something else is working on. Reads only; what
//! it finds is written down in pieces.

use chrono::NaiveDateTime;

use super::MOST_FAULTS;
use super::parse::{Fault, Faults, Line, RangeFile, parse};
use crate::domain::Result;
use crate::domain::work::{Job, waiting_jobs};
use crate::storage::Db;
use crate::storage::transfers::{self as rows, Departed, ErrorRow, RangeRow, Route, TransferRow};
use crate::types::access::OrgScope;
use crate::types::transfer::{RangeFault, TransferStatus};

/// ICCIDs that are read at once.
const PAGE: i64 = 10_000;

/// With more lines than this, lines that follow each other without a gap are kept as one range.
const SEPARATE_LINES: usize = 10_000;

/// What came of a check.
#[derive(Debug)]
pub struct Verdict {
    /// The ranges, those with faults included.
    lines: Vec<Line>,
    /// What is wrong.
    pub faults: Faults,
    /// Whether a repaired file would be accepted.
    pub is_repairable: bool,
}

impl Verdict {
    /// On a file that was not even read.
    pub fn of_whole_file(kind: RangeFault) -> Self {
        let mut faults = Faults::new(1);
        faults.add(0, kind, None, String::new);
        Self {
            lines: Vec::new(),
            is_repairable: false,
            faults,
        }
    }

    /// Whether the transfer may take place.
    pub fn is_accepted(&self) -> bool {
        self.faults.is_empty()
    }

    /// SIMs that it moves; none if something is wrong.
    pub fn sims(&self) -> i64 {
        if !self.is_accepted() {
            return 0;
        }
        let all: u64 = self.lines.iter().map(Line::size).sum();
        i64::try_from(all).unwrap_or(i64::MAX)
    }

    /// What is wrong, as it is kept and shown.
    pub fn errors(&self, transfer_id: i64) -> Vec<ErrorRow> {
        error_rows(transfer_id, self.faults.kept())
    }

    /// The ranges as they are kept, in the order of their numbers; none if something is wrong.
    pub fn ranges(&self, transfer_id: i64) -> Vec<RangeRow> {
        if !self.is_accepted() {
            return Vec::new();
        }
        let mut ranges: Vec<Line> = Vec::with_capacity(self.lines.len().min(SEPARATE_LINES));
        for line in &self.lines {
            match ranges.last_mut() {
                Some(range) if self.lines.len() > SEPARATE_LINES && range.last + 1 == line.first => {
                    range.last = line.last;
                }
                _ => ranges.push(*line),
            }
        }
        ranges.sort_by_key(|range| range.first);
        let row = |range: Line| RangeRow {
            transfer_id,
            position: signed(range.first),
            line: range.line,
            first_iccid: range.first.to_string(),
            last_iccid: range.last.to_string(),
            sims: signed(range.size()),
        };
        ranges.into_iter().map(row).collect()
    }
}

/// Numbers of ICCIDs are below 2^63.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

/// Numbers as ranges in their order, each with how many come before it: how many of them lie between two numbers is two searches.
#[derive(Debug, Default)]
struct Runs(Vec<(u64, u64, u64)>);

impl Runs {
    /// From ranges in any order, which may overlap.
    fn of(mut ranges: Vec<(u64, u64)>) -> Self {
        ranges.sort_unstable();
        let mut runs = Self::default();
        for (first, last) in ranges {
            runs.push(first, last);
        }
        runs
    }

    /// Adds a range that begins at or behind the beginning of the last one.
    fn push(&mut self, first: u64, last: u64) {
        let before = match self.0.last_mut() {
            Some((_, end, _)) if first <= end.saturating_add(1) => {
                *end = last.max(*end);
                return;
            }
            Some((begin, end, before)) => *before + (*end - *begin + 1),
            None => 0,
        };
        self.0.push((first, last, before));
    }

    /// How many are below a number.
    fn below(&self, number: u64) -> u64 {
        let at = self.0.partition_point(|(first, ..)| *first < number);
        match at.checked_sub(1).and_then(|at| self.0.get(at)) {
            Some((first, last, before)) => before + (number.min(last + 1) - first),
            None => 0,
        }
    }

    /// How many are in a range.
    fn within(&self, line: &Line) -> u64 {
        self.below(line.last + 1) - self.below(line.first)
    }
}

/// Compares a file with the SIMs there are. At most `most` faults are kept.
pub fn examine(db: &mut Db, route: &Route, file: RangeFile, most: usize) -> Result<Verdict> {
    let union = file.union();
    let known = known(db, route, &union)?;
    let open = open(db, route, None, !union.is_empty())?;
    let mut found = Faults::new(most);
    for line in &file.lines {
        let text = || format!("{};{}", line.first, line.last);
        let missing = line.size() - known.within(line);
        if missing > 0 {
            found.add(line.line, RangeFault::UnknownSims, Some(signed(missing)), text);
        }
        let busy = open.within(line);
        if busy > 0 {
            found.add(line.line, RangeFault::OpenAction, Some(signed(busy)), text);
        }
    }
    let faults = file.faults.merged(found);
    Ok(Verdict {
        is_repairable: faults.are_repairable() && !union.is_empty(),
        lines: file.lines,
        faults,
    })
}

/// The SIMs of the giving organisation in and between these ranges, which are in order. It reads from range to range, but a page at a time:
/// the cost is bounded by the SIMs there are, whatever the ranges say.
fn known(db: &mut Db, route: &Route, union: &[Line]) -> Result<Runs> {
    let mut known = Runs::default();
    let Some(end) = union.last().map(|range| range.last) else {
        return Ok(known);
    };
    let wanted = union.iter().map(Line::size).fold(0, u64::saturating_add);
    let most = PAGE.min(signed(wanted.saturating_add(1)));
    let mut next = 0;
    for range in union {
        let mut from = range.first.max(next);
        while from <= range.last {
            let page = rows::iccids_between(db, route, signed(from), signed(end), most)?;
            for number in &page {
                known.push(unsigned(*number), unsigned(*number));
            }
            match page.last() {
                Some(last) if signed(page.len() as u64) == most => from = unsigned(*last) + 1,
                _ => return Ok(known),
            }
            next = from;
        }
    }
    Ok(known)
}

/// Numbers that another transfer or a bulk action of the giving organisation is working on, or whose carriers have not been told yet.
fn open(db: &mut Db, route: &Route, except: Option<i64>, is_needed: bool) -> Result<Runs> {
    if !is_needed {
        return Ok(Runs::default());
    }
    let mut ranges: Vec<(u64, u64)> = rows::open_ranges(db, route, except)?
        .into_iter()
        .map(|(first, last)| (unsigned(first), unsigned(last)))
        .collect();
    let bulk_ids = open_bulk_actions(db, route)?;
    if !bulk_ids.is_empty() {
        let numbers = rows::open_bulk_iccids(db, route, &bulk_ids)?;
        ranges.extend(numbers.into_iter().map(|number| (unsigned(number), unsigned(number))));
    }
    Ok(Runs::of(ranges))
}

/// Bulk actions of the giving organisation that are not through, their orders to the carriers included.
pub(super) fn open_bulk_actions(db: &mut Db, route: &Route) -> Result<Vec<i64>> {
    let mut ids = rows::running_bulk_actions(db, route)?;
    for job in waiting_jobs(db, route.from().id, "carrier_commands")? {
        if let Job::CarrierCommands { bulk_id, .. } = job {
            ids.push(bulk_id);
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The verdict on a transfer that is being checked, by its file or by the transfer that it takes back.
pub fn stored_verdict(db: &mut Db, scope: &OrgScope, id: i64) -> Result<Verdict> {
    let transfer = rows::find(db, scope, id)?;
    let route = Route::of(db, scope, &transfer)?;
    match transfer.undo_of {
        Some(original) => {
            let original = rows::find(db, scope, original)?;
            examine_undoing(db, &route, &original)
        }
        None => {
            let file = parse(&rows::file_of(db, &transfer)?, MOST_FAULTS);
            examine(db, &route, file, MOST_FAULTS)
        }
    }
}

/// Whether all SIMs of a transfer are where it moved them, and nothing was done to them since.
fn examine_undoing(db: &mut Db, route: &Route, original: &TransferRow) -> Result<Verdict> {
    let mut lines = Vec::new();
    let mut position = 0;
    loop {
        let ranges = rows::ranges_after(db, original, position, PAGE)?;
        let Some(last) = ranges.last() else { break };
        position = last.position;
        lines.extend(ranges.iter().map(|range| Line {
            line: range.line,
            first: unsigned(range.position),
            last: unsigned(range.position) + unsigned(range.sims) - 1,
        }));
    }
    let mut faults = Faults::new(MOST_FAULTS);
    let most = signed(MOST_FAULTS as u64);
    add_departed(
        &mut faults,
        RangeFault::UnknownSims,
        rows::elsewhere(db, original, most)?,
    );
    add_departed(
        &mut faults,
        RangeFault::ChangedSince,
        rows::changed_since(db, original, most)?,
    );
    let open = open(db, route, None, true)?;
    for line in &lines {
        let busy = open.within(line);
        if busy > 0 {
            let text = || format!("{};{}", line.first, line.last);
            faults.add(0, RangeFault::OpenAction, Some(signed(busy)), text);
        }
    }
    Ok(Verdict {
        lines,
        faults,
        is_repairable: false,
    })
}

fn add_departed(faults: &mut Faults, kind: RangeFault, departed: Departed) {
    let listed = signed(departed.first.len() as u64);
    for iccid in departed.first {
        faults.add(0, kind, None, || iccid);
    }
    for _ in listed..departed.count {
        faults.add(0, kind, None, String::new);
    }
}

/// Writes ranges of a transfer that is being checked; answers whether it still is.
pub fn keep_ranges(db: &mut Db, scope: &OrgScope, id: i64, ranges: &[RangeRow]) -> Result<bool> {
    if rows::lock(db, scope, id)?.status != TransferStatus::Checking {
        return Ok(false);
    }
    rows::insert_ranges(db, ranges)?;
    Ok(true)
}

/// Rows of one transaction of [`keep_ranges`].
pub const RANGES_AT_ONCE: usize = 2000;

/// Writes down what came of a check: the preview, or the list of faults. One that was cancelled meanwhile stays so.
pub fn settle(db: &mut Db, scope: &OrgScope, id: i64, verdict: &Verdict, now: NaiveDateTime) -> Result<()> {
    let mut transfer = rows::lock(db, scope, id)?;
    if transfer.status != TransferStatus::Checking {
        return Ok(());
    }
    transfer.sims = verdict.sims();
    transfer.errors = verdict.faults.count();
    transfer.is_repairable = verdict.is_repairable;
    if verdict.is_accepted() {
        transfer.status = TransferStatus::Previewed;
    } else {
        transfer.status = TransferStatus::Rejected;
        transfer.finished_at = Some(now);
        rows::insert_errors(db, &verdict.errors(id))?;
    }
    // Only a repair needs the file again.
    if !transfer.is_repairable {
        rows::drop_file(db, &transfer)?;
    }
    Ok(rows::save(db, &transfer)?)
}

/// Faults as they are stored.
pub(super) fn error_rows(transfer_id: i64, faults: &[Fault]) -> Vec<ErrorRow> {
    (1..)
        .zip(faults)
        .map(|(position, fault)| ErrorRow {
            transfer_id,
            position,
            line: fault.line,
            kind: match fault.number {
                Some(number) => format!("{} {number}", fault.kind),
                None => fault.kind.as_str().to_owned(),
            },
            detail: fault.text.clone(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_counted_as_one_by_one(
            ranges in proptest::collection::vec((0_u64..80, 0_u64..9), 0..20), first in 0_u64..100, more in 0_u64..100
        ) {
            let ranges: Vec<(u64, u64)> = ranges.into_iter().map(|(first, more)| (first, first + more)).collect();
            let line = Line { line: 1, first, last: first + more };
            let one_by_one = (line.first..=line.last)
                .filter(|n| ranges.iter().any(|(first, last)| first <= n && n <= last))
                .count() as u64;
            prop_assert_eq!(Runs::of(ranges).within(&line), one_by_one);
        }
    }
}
