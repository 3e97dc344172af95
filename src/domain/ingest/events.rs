//! Takes events in, and keeps session and network state of the SIMs.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::parse::events::EventRecord;
use super::parse::{Parsed, Reject, RejectKind};
use super::touched::{Touched, in_order, note_device};
use super::usage::network_code;
use super::{Intake, Source, set_aside};
use crate::domain::Result;
use crate::storage::Db;
use crate::storage::ingest::{self, Changed, NewEvent};
use crate::storage::organisations;
use crate::storage::sims::SimRow;
use crate::storage::sims::counts::{Counted, Deltas};
use crate::types::account_number::AccountNumber;
use crate::types::event_type;
use crate::types::time::UtcTime;

/// Takes a batch in: new events with what they change of their SIMs, what is wrong set aside, repeats left alone. Call inside a write
/// transaction.
pub fn take_events(
    db: &mut Db,
    source: &Source<'_>,
    records: Vec<Parsed<EventRecord>>,
    now: UtcTime,
) -> Result<Intake> {
    let mut intake = Intake::default();
    let mut aside = Vec::new();
    let good = || records.iter().filter_map(|parsed| parsed.result.as_ref().ok());
    let iccids: BTreeSet<&str> = good()
        .filter_map(|record| record.iccid.as_ref())
        .map(|iccid| iccid.as_str())
        .collect();
    ingest::begin(db)?;
    let sims = ingest::lock_sims(db, &iccids.iter().copied().collect::<Vec<_>>())?;
    let mut sims: HashMap<String, Touched> = sims
        .into_iter()
        .filter(|sim| source.root_id.is_none_or(|root| root == sim.root_id))
        .map(|sim| (sim.iccid.clone(), Touched::new(sim)))
        .collect();
    let ids: Vec<i64> = good().map(|record| record.id).collect();
    let mut known: HashSet<i64> = ingest::known_events(db, &ids)?.into_iter().collect();

    let mut accepted: Vec<&EventRecord> = Vec::new();
    let mut rows = Vec::with_capacity(records.len());
    for parsed in &records {
        let record = match &parsed.result {
            Ok(record) => record,
            Err(reject) => {
                intake.reject(parsed.line, parsed.record_id, reject);
                aside.push(set_aside::row("event", source, parsed, None, reject, now));
                continue;
            }
        };
        if known.contains(&record.id) {
            intake.already_known += 1;
            continue;
        }
        match place_of(db, source, record, &sims)? {
            Ok((root_id, organisation_id, sim_id)) => {
                known.insert(record.id);
                rows.push(row(record, root_id, organisation_id, sim_id, now));
                accepted.push(record);
                intake.loaded += 1;
            }
            Err(reject) => {
                intake.reject(parsed.line, parsed.record_id, &reject);
                aside.push(set_aside::row("event", source, parsed, record.iccid, &reject, now));
            }
        }
    }
    // What happened first changes the SIM first, in whatever order the batch came.
    accepted.sort_by_key(|record| (record.occurred_at, record.id));
    for record in accepted {
        let touched = record.iccid.and_then(|iccid| sims.get_mut(iccid.as_str()));
        if let Some(touched) = touched {
            touched.changed |= apply(&mut touched.sim, record);
        }
    }
    ingest::insert_events(db, &rows)?;
    let mut deltas = Deltas::default();
    let mut changed = Vec::new();
    for touched in in_order(&mut sims) {
        deltas.moved(touched.counted_as, Counted::of(&touched.sim));
        changed.push(Changed::new(&touched.sim, touched.indexed));
    }
    ingest::set_network_state(db, &changed, now)?;
    deltas.apply(db, now)?;
    set_aside::put(db, &aside)?;
    Ok(intake)
}

type Place = (i64, i64, Option<i64>);

/// The organisation an event belongs to: its SIM's, or for events about an organisation the one it names by account number.
fn place_of(
    db: &mut Db,
    source: &Source<'_>,
    record: &EventRecord,
    sims: &HashMap<String, Touched>,
) -> Result<std::result::Result<Place, Reject>> {
    if let Some(iccid) = record.iccid {
        return Ok(match sims.get(iccid.as_str()) {
            Some(Touched { sim, .. }) => Ok((sim.root_id, sim.organisation_id, Some(sim.id))),
            None => Err(Reject::new(
                RejectKind::UnknownSim,
                format!("no SIM with ICCID {iccid}"),
            )),
        });
    }
    let name = record.organisation_name.as_deref().unwrap_or_default();
    let found = match AccountNumber::parse(name) {
        Ok(number) => organisations::find_by_number(db, number.as_str())?,
        Err(_) => None,
    };
    Ok(match found {
        Some(organisation) if source.root_id.is_none_or(|root| root == organisation.root_id) => {
            Ok((organisation.root_id, organisation.id, None))
        }
        _ => Err(Reject::new(
            RejectKind::WrongOrganisation,
            format!("neither a SIM nor a known account number: {name:?}"),
        )),
    })
}

/// What an event changes of its SIM; answers whether anything did. Events that come late do not turn the session back.
pub(super) fn apply(sim: &mut SimRow, record: &EventRecord) -> bool {
    let mut changed = false;
    let is_newest = sim.session_event_at.is_none_or(|latest| record.occurred_at >= latest);
    if let Some(effect) = event_type::effect(record.type_id).filter(|_| is_newest) {
        sim.session_event_at = Some(record.occurred_at);
        let after = effect.apply(sim.session);
        // "Since" tells how long the state has lasted, so an event that confirms it leaves it alone.
        if after != sim.session || sim.session_since.is_none() {
            sim.session = after;
            sim.session_since = Some(record.occurred_at);
        }
        let keep = |new: &Option<String>, old: &mut Option<String>| {
            if new.is_some() {
                old.clone_from(new);
            }
        };
        keep(&record.operator_name, &mut sim.operator_name);
        keep(&record.country_name, &mut sim.country_name);
        keep(&record.country_iso, &mut sim.country_iso);
        keep(
            &network_code(record.mcc.as_deref(), record.mnc.as_deref()),
            &mut sim.network_code,
        );
        keep(&record.cell, &mut sim.cell);
        keep(&record.bearer.map(|bearer| bearer.as_str().to_owned()), &mut sim.bearer);
        changed = true;
    }
    if event_type::effect(record.type_id).is_some() {
        note_device(sim, record.imei.as_deref(), record.occurred_at);
        sim.blocked_by = sim.blocked();
        if record.occurred_at > sim.last_activity_at {
            sim.last_activity_at = record.occurred_at;
        }
        changed = true;
    }
    changed
}

pub(super) fn row(
    record: &EventRecord,
    root_id: i64,
    organisation_id: i64,
    sim_id: Option<i64>,
    now: UtcTime,
) -> NewEvent {
    NewEvent {
        record_id: Some(record.id),
        root_id,
        organisation_id,
        sim_id,
        occurred_at: record.occurred_at,
        type_id: record.type_id,
        type_name: record.type_name.clone(),
        severity: record.severity,
        source: record.source,
        alert: record.alert,
        description: record.description.clone(),
        actor: record.user.clone(),
        operator_name: record.operator_name.clone(),
        country_name: record.country_name.clone(),
        bearer: record.bearer.map(|bearer| bearer.as_str().to_owned()),
        ip_address: record.ip_address.clone(),
        imei: record.imei.clone(),
        detail: record.detail.clone(),
        received_at: now,
    }
}
