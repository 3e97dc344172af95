//! The run: takes the verdicts again under lock and changes what is to be changed, a piece per transaction.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;

use super::judge::{Gets, Judge, listed};
use super::{BulkRow, PIECE, Step, scope_of_owner};
use crate::domain::Result;
use crate::domain::sims::OBJECT_KIND;
use crate::domain::sims::rules::Ruling;
use crate::domain::work::{Job, enqueue};
use crate::storage::audit::{self, Change};
use crate::storage::auto_top_ups;
use crate::storage::bulk::{self as rows, ItemRow};
use crate::storage::sims::{self, SimRow, TagRow};
use crate::storage::{Db, Error as StorageError};
use crate::types::access::OrgScope;
use crate::types::bulk::{BulkAction, BulkStatus, Outcome};
use crate::types::carrier::Adapter;
use crate::types::refusal::Refusal;
use crate::types::status::SimStatus;
use crate::types::tag::TagName;

/// A SIM that is to be changed, with the item that says so.
struct Due<'a> {
    item: &'a mut ItemRow,
    sim: &'a SimRow,
    gets: Gets,
}

/// Carries out a piece, with the rights of whoever confirmed the action. For its job; answers whether there is more.
pub fn run_piece(db: &mut Db, bulk_id: i64, now: NaiveDateTime) -> Result<Step> {
    let Some((scope, mut bulk)) = scope_of_owner(db, bulk_id, now)? else {
        rows::fail(db, bulk_id, super::LOST_RIGHT, now)?;
        return Ok(Step::Done);
    };
    match bulk.status {
        BulkStatus::Running => {}
        BulkStatus::Cancelling => {
            finish(db, &mut bulk, BulkStatus::Cancelled, now)?;
            return Ok(Step::Done);
        }
        _ => return Ok(Step::Done),
    }
    let most = i64::try_from(PIECE).unwrap_or(i64::MAX);
    let mut items = rows::items_after(db, &bulk, bulk.position, most)?;
    let (Some(from), Some(to)) = (
        items.first().map(|item| item.position),
        items.last().map(|item| item.position),
    ) else {
        finish(db, &mut bulk, BulkStatus::Done, now)?;
        return Ok(Step::Done);
    };
    let ids: Vec<i64> = items.iter().filter_map(|item| item.sim_id).collect();
    let found = sims::lock_many(db, &scope, ids)?;
    let judge = Judge::new(db, &bulk, &found, now.date())?;
    let by_id: HashMap<i64, &SimRow> = found.iter().map(|sim| (sim.id, sim)).collect();
    let mut due = Vec::new();
    for item in &mut items {
        let Some(sim) = item.sim_id.and_then(|id| by_id.get(&id).copied()) else {
            item.verdict = Some(Outcome::Refused);
            // A line without a SIM keeps its reason; a SIM that was there has left.
            if item.sim_id.is_some() || item.reason.is_none() {
                item.reason = Some(Refusal::Gone.as_str().to_owned());
            }
            continue;
        };
        let (ruling, gets) = judge.judge(sim, item.argument.as_deref(), item.old_value.as_deref());
        item.old_value = judge.value(sim);
        item.reason = None;
        match ruling {
            Ruling::Change => {
                item.verdict = Some(Outcome::Changed);
                due.push(Due { item, sim, gets });
            }
            Ruling::Already => item.verdict = Some(Outcome::Already),
            Ruling::Refused(refusal) => {
                item.verdict = Some(Outcome::Refused);
                item.reason = Some(refusal.as_str().to_owned());
            }
        }
    }
    if !due.is_empty() {
        change(db, &scope, &bulk, &judge, &mut due, now)?;
        tell_carriers(db, &scope, &bulk, (from, to), now)?;
    }
    count(&mut bulk, &items);
    bulk.position = to;
    rows::put_results(db, &items)?;
    if items.len() < PIECE {
        finish(db, &mut bulk, BulkStatus::Done, now)?;
        return Ok(Step::Done);
    }
    rows::save(db, &bulk)?;
    Ok(Step::More)
}

fn finish(db: &mut Db, bulk: &mut BulkRow, status: BulkStatus, now: NaiveDateTime) -> Result<()> {
    bulk.status = status;
    bulk.finished_at = Some(now);
    Ok(rows::save(db, bulk)?)
}

fn count(bulk: &mut BulkRow, items: &[ItemRow]) {
    for item in items {
        let Some(outcome) = item.verdict else { continue };
        match outcome {
            Outcome::Changed => bulk.changed += 1,
            Outcome::Already => bulk.already += 1,
            Outcome::Refused => bulk.refused += 1,
        }
        bulk.differs += i64::from(!outcome.is_as(item.expected));
    }
}

/// Changes the SIMs set by set, and writes the history of each.
fn change(
    db: &mut Db,
    scope: &OrgScope,
    bulk: &BulkRow,
    judge: &Judge,
    due: &mut [Due<'_>],
    now: NaiveDateTime,
) -> Result<()> {
    let changed: Vec<&SimRow> = due.iter().map(|each| each.sim).collect();
    match bulk.action {
        BulkAction::Activate => sims::set_status_of(db, &changed, SimStatus::Activated, now)?,
        BulkAction::Deactivate => sims::set_status_of(db, &changed, SimStatus::Deactivated, now)?,
        BulkAction::LockImei => sims::set_imei_lock_of(db, &changed, true, now)?,
        BulkAction::UnlockImei => sims::set_imei_lock_of(db, &changed, false, now)?,
        // An order does the rest.
        BulkAction::Reset | BulkAction::TopUp | BulkAction::Extend => {}
        BulkAction::DataTopUpOn | BulkAction::DataTopUpOff | BulkAction::SmsTopUpOn | BulkAction::SmsTopUpOff => {
            if let Some((kind, is_on)) = bulk.action.switches() {
                auto_top_ups::set(db, scope, &changed, kind, is_on, now)?;
            }
        }
        BulkAction::Label => label(db, due, now)?,
        BulkAction::AddTags | BulkAction::RemoveTags | BulkAction::SetTags => tag(db, scope, judge, due)?,
    }
    for each in due.iter_mut() {
        match bulk.action {
            BulkAction::Activate => each.item.new_value = Some(SimStatus::Activated.as_str().to_owned()),
            BulkAction::Deactivate => each.item.new_value = Some(SimStatus::Deactivated.as_str().to_owned()),
            BulkAction::LockImei => each.item.new_value.clone_from(&each.sim.imei),
            // Labels and tags have theirs already.
            action => {
                if let Some((_, is_on)) = action.switches() {
                    each.item.new_value = Some(is_on.to_string());
                }
            }
        }
    }
    let entries = due
        .iter()
        .map(|each| Change {
            action: bulk.action.audited(),
            object_kind: OBJECT_KIND,
            object_id: each.sim.id,
            object_name: &each.sim.iccid,
            old: filled(each.item.old_value.as_deref()),
            new: filled(each.item.new_value.as_deref()),
        })
        .collect();
    Ok(audit::insert(db, scope, now, entries)?)
}

fn filled(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.is_empty()).map(str::to_owned)
}

fn label(db: &mut Db, due: &mut [Due<'_>], now: NaiveDateTime) -> Result<()> {
    let mut by_label: BTreeMap<_, Vec<i64>> = BTreeMap::new();
    for each in due.iter_mut() {
        if let Gets::Label(label) = &each.gets {
            each.item.new_value = Some(label.as_str().to_owned());
            by_label.entry(label.clone()).or_default().push(each.sim.id);
        }
    }
    for (label, ids) in by_label {
        sims::set_label_of(db, &ids, &label, now)?;
    }
    Ok(())
}

fn tag(db: &mut Db, scope: &OrgScope, judge: &Judge, due: &mut [Due<'_>]) -> Result<()> {
    // Tags that the SIMs will have: those they have already, and those named by the action, made if need be.
    let mut asked: BTreeMap<String, TagName> = BTreeMap::new();
    let mut known: HashMap<String, TagRow> = HashMap::new();
    for each in due.iter() {
        for tag in judge.tags_of(each.sim) {
            known.entry(tag.name_key.clone()).or_insert_with(|| tag.clone());
        }
        if let Gets::Tags(keys, names) = &each.gets {
            let needed = names.iter().map(|name| (name.as_str().to_lowercase(), name));
            asked.extend(
                needed
                    .filter(|(key, _)| keys.contains(key))
                    .map(|(key, name)| (key, name.clone())),
            );
        }
    }
    asked.retain(|key, _| !known.contains_key(key));
    if !asked.is_empty() {
        let names: Vec<TagName> = asked.into_values().collect();
        let made = sims::tags_named(db, scope, &names)?;
        known.extend(made.into_iter().map(|tag| (tag.name_key.clone(), tag)));
    }
    let mut pairs = Vec::with_capacity(due.len());
    for each in due.iter_mut() {
        let Gets::Tags(keys, _) = &each.gets else { continue };
        let tags: Vec<TagRow> = keys.iter().filter_map(|key| known.get(key).cloned()).collect();
        each.item.new_value = Some(listed(&tags));
        pairs.push((each.sim.id, tags.into_iter().map(|tag| tag.id).collect()));
    }
    Ok(sims::set_tags_of(db, scope, &pairs)?)
}

/// One job for the carriers of a piece.
fn tell_carriers(
    db: &mut Db,
    scope: &OrgScope,
    bulk: &BulkRow,
    (from, to): (i64, i64),
    now: NaiveDateTime,
) -> Result<()> {
    let Some(command) = bulk.action.command() else {
        return Ok(());
    };
    let job = Job::CarrierCommands {
        bulk_id: bulk.id,
        root_id: bulk.root_id,
        organisation_id: bulk.organisation_id,
        from,
        to,
        command,
        actor: bulk.actor_name.clone(),
    };
    enqueue(db, Some(scope.organisation_id()), &job, now)?;
    Ok(())
}

/// The SIMs of a piece that were changed, each with its place in the piece and with name and adapter of its carrier. The same places
/// every time: what became of an item is never written again.
pub fn carrier_batch(
    db: &mut Db,
    scope: &OrgScope,
    bulk_id: i64,
    from: i64,
    to: i64,
) -> Result<Vec<(usize, SimRow, String, Adapter)>> {
    let bulk = match rows::find(db, scope, bulk_id) {
        Ok(bulk) => bulk,
        // Forgotten after 90 days: by then nobody waits for the order.
        Err(StorageError::NotFound) => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let items = rows::items_between(db, &bulk, from, to)?;
    let changed = || items.iter().filter(|item| item.verdict == Some(Outcome::Changed));
    let ids = changed().filter_map(|item| item.sim_id).collect();
    let sims: HashMap<i64, SimRow> = sims::find_in_tree(db, scope, ids)?
        .into_iter()
        .map(|sim| (sim.id, sim))
        .collect();
    let adapters = sims::adapters(db)?;
    let batch = items.iter().enumerate().filter_map(|(place, item)| {
        let id = item.sim_id.filter(|_| item.verdict == Some(Outcome::Changed))?;
        let sim = sims.get(&id)?.clone();
        let (name, adapter) = adapters.get(&sim.carrier_id)?.clone();
        Some((place, sim, name, adapter))
    });
    Ok(batch.collect())
}
