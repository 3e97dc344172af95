//! The preview: collects the SIMs of an action, each with its verdict. Changes nothing of them.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::judge::Judge;
use super::labels;
use super::{Argument, BulkRow, PIECE, Step, scope_of_owner};
use crate::domain::Result;
use crate::domain::sims::rules::Ruling;
use crate::storage::Db;
use crate::storage::bulk::{self as rows, ItemRow};
use crate::storage::sims::{self, SimRow};
use crate::types::access::OrgScope;
use crate::types::bulk::{BulkSource, BulkStatus, Expected};
use crate::types::refusal::Refusal;

/// Something that may become an item.
struct Candidate {
    position: i64,
    iccid: String,
    argument: Option<String>,
    /// The value that an undoing must find.
    must_be: Option<String>,
    /// Why it cannot even be looked at.
    fault: Option<String>,
}

/// Collects a piece, with the rights of whoever ordered the action. For its job.
pub fn prepare_piece(db: &mut Db, bulk_id: i64, now: NaiveDateTime) -> Result<Step> {
    match scope_of_owner(db, bulk_id, now)? {
        Some((scope, _)) => collect(db, &scope, bulk_id, now),
        None => {
            rows::fail(db, bulk_id, super::LOST_RIGHT, now)?;
            Ok(Step::Done)
        }
    }
}

/// Collects a piece.
pub(super) fn collect(db: &mut Db, scope: &OrgScope, bulk_id: i64, now: NaiveDateTime) -> Result<Step> {
    let mut bulk = rows::lock(db, scope, bulk_id)?;
    if bulk.status != BulkStatus::Preparing {
        return Ok(Step::Done);
    }
    let (candidates, known) = next(db, scope, &bulk)?;
    let is_last = candidates.len() < PIECE;
    let sims = match known {
        Some(sims) => sims,
        None => {
            let wanted = candidates.iter().filter(|candidate| candidate.fault.is_none());
            sims::find_many(db, scope, wanted.map(|candidate| candidate.iccid.clone()).collect())?
        }
    };
    let judge = Judge::new(db, &bulk, &sims, now.date())?;
    let by_iccid: HashMap<&str, &SimRow> = sims.iter().map(|sim| (sim.iccid.as_str(), sim)).collect();
    let mut items = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        bulk.position = candidate.position;
        let item = item(&bulk, &judge, candidate, &by_iccid);
        match item.expected {
            Expected::Change => bulk.will_change += 1,
            Expected::Already => bulk.already += 1,
            Expected::Refused => bulk.refused += 1,
        }
        bulk.sims += 1;
        items.push(item);
    }
    rows::insert_items(db, &items)?;
    if is_last {
        bulk.status = BulkStatus::Previewed;
        // What remains is what the run needs.
        bulk.argument = Argument {
            filter: None,
            selection: Vec::new(),
            ..Argument::of(&bulk)?
        }
        .json()?;
        rows::drop_file(db, &bulk)?;
    }
    rows::save(db, &bulk)?;
    Ok(if is_last { Step::Done } else { Step::More })
}

/// The next candidates behind the position of the action, and their SIMs if they are at hand.
fn next(db: &mut Db, scope: &OrgScope, bulk: &BulkRow) -> Result<(Vec<Candidate>, Option<Vec<SimRow>>)> {
    let most = i64::try_from(PIECE).unwrap_or(i64::MAX);
    let plain = |position: i64, iccid: String| Candidate {
        position,
        iccid,
        argument: None,
        must_be: None,
        fault: None,
    };
    let numbered = |iccids: &mut dyn Iterator<Item = String>| -> Vec<Candidate> {
        (bulk.position + 1..)
            .zip(iccids)
            .map(|(position, iccid)| plain(position, iccid))
            .collect()
    };
    Ok(match bulk.source {
        BulkSource::Selection => {
            let done = usize::try_from(bulk.position).unwrap_or(usize::MAX);
            let mut rest = Argument::of(bulk)?.selection.into_iter().skip(done).take(PIECE);
            (numbered(&mut rest), None)
        }
        BulkSource::Filter => {
            let filter = Argument::of(bulk)?.filter.unwrap_or_default();
            let last = rows::items_after(db, bulk, bulk.position - 1, 1)?.pop();
            // ICCIDs are unique: the last one finds the place, also when its SIM was deleted meanwhile.
            let after = last.as_ref().map(|item| item.iccid.as_str());
            let sims = sims::next(db, scope, &filter, after, most)?;
            let mut iccids = sims.iter().map(|sim| sim.iccid.clone());
            (numbered(&mut iccids), Some(sims))
        }
        BulkSource::File => {
            let lines = labels::parse(&rows::file_of(db, bulk)?);
            let rest = lines.into_iter().filter(|line| line.line > bulk.position).take(PIECE);
            let candidates = rest.map(|line| match line.read {
                Ok((iccid, label)) => Candidate {
                    argument: Some(label.into_string()),
                    ..plain(line.line, iccid.as_str().to_owned())
                },
                Err(fault) => Candidate {
                    fault: Some(fault.stored()),
                    ..plain(line.line, line.text)
                },
            });
            (candidates.collect(), None)
        }
        BulkSource::Undo => {
            let changed = rows::of_original(db, bulk, bulk.position, most)?;
            let candidates = changed.into_iter().map(|item| Candidate {
                argument: item.old_value,
                must_be: item.new_value,
                ..plain(item.position, item.iccid)
            });
            (candidates.collect(), None)
        }
    })
}

fn item(bulk: &BulkRow, judge: &Judge, candidate: Candidate, sims: &HashMap<&str, &SimRow>) -> ItemRow {
    let sim = sims.get(candidate.iccid.as_str()).filter(|_| candidate.fault.is_none());
    let is_undo = bulk.source == BulkSource::Undo;
    let (expected, reason) = match sim {
        None if is_undo => (Expected::Refused, Some(Refusal::Gone.as_str().to_owned())),
        None => {
            let unknown = || Refusal::UnknownSim.as_str().to_owned();
            (Expected::Refused, Some(candidate.fault.unwrap_or_else(unknown)))
        }
        Some(sim) => match judge
            .judge(sim, candidate.argument.as_deref(), candidate.must_be.as_deref())
            .0
        {
            Ruling::Change => (Expected::Change, None),
            Ruling::Already => (Expected::Already, None),
            Ruling::Refused(refusal) => (Expected::Refused, Some(refusal.as_str().to_owned())),
        },
    };
    ItemRow {
        bulk_id: bulk.id,
        position: candidate.position,
        root_id: bulk.root_id,
        sim_id: sim.map(|sim| sim.id),
        argument: candidate.argument.or_else(|| judge.argument(sim?)),
        iccid: candidate.iccid,
        expected,
        verdict: None,
        reason,
        old_value: candidate.must_be.or_else(|| judge.value(sim?).filter(|_| !is_undo)),
        new_value: None,
    }
}
