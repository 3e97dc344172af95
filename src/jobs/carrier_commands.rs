//! Lets carriers carry out what a piece of a bulk action changed, and takes in what the networks tell about it, in batches.

use std::collections::BTreeMap;

use super::JobError;
use super::carrier_command::{is_overtaken, view};
use crate::carriers::{self, Order};
use crate::domain::bulk;
use crate::domain::ingest::parse::Parsed;
use crate::domain::ingest::parse::events::EventRecord;
use crate::domain::ingest::{self, Source};
use crate::domain::simulation::{batch_order, parsed};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::carrier::CarrierCommand;

/// SIMs whose events go in together: with some four events each the write lock is held for a moment only.
const TOGETHER: usize = 125;

/// A piece of a bulk action.
pub(super) struct Piece<'a> {
    /// The action.
    pub bulk_id: i64,
    /// Master organisation.
    pub root_id: i64,
    /// Organisation.
    pub organisation_id: i64,
    /// First position.
    pub from: i64,
    /// Last position.
    pub to: i64,
    /// What to do.
    pub command: CarrierCommand,
    /// Who ordered it.
    pub actor: &'a str,
}

/// Idempotent: the same job and place are the same order, whose records have the same ids and so are taken in once.
pub(super) fn run(state: &AppState, job_id: i64, piece: &Piece<'_>) -> Result<(), JobError> {
    let now = state.clock.now();
    let scope = OrgScope::for_job(piece.root_id, piece.organisation_id, piece.actor);
    let (bulk_id, from, to) = (piece.bulk_id, piece.from, piece.to);
    let batch = state
        .db
        .read_blocking(|db| bulk::carrier_batch(db, &scope, bulk_id, from, to))
        .map_err(|error: domain::Error| JobError::from(error))?;
    let mut told: BTreeMap<String, Vec<Vec<EventRecord>>> = BTreeMap::new();
    for (place, sim, carrier, adapter) in &batch {
        // A later order has its own job.
        if is_overtaken(sim, piece.command) {
            continue;
        }
        let order = Order {
            id: batch_order(job_id, *place),
            sim: &view(sim)?,
            command: piece.command,
            actor: piece.actor,
            at: now,
        };
        let records = carriers::of(*adapter).carry_out(&order)?;
        if !records.is_empty() {
            told.entry(carrier.clone()).or_default().push(records);
        }
    }
    for (carrier, sims) in told {
        for records in sims.chunks(TOGETHER) {
            take_in(state, piece.root_id, &carrier, records)?;
        }
    }
    Ok(())
}

fn take_in(state: &AppState, root_id: i64, carrier: &str, sims: &[Vec<EventRecord>]) -> Result<(), JobError> {
    let records: Vec<Parsed<EventRecord>> = sims
        .iter()
        .flatten()
        .enumerate()
        .map(|(index, record)| parsed(index + 1, record.id, record.clone()))
        .collect();
    let source = Source {
        name: carrier,
        root_id: Some(root_id),
    };
    let now = state.clock.now();
    let intake = state
        .db
        .write_blocking(|db| ingest::take_events(db, &source, records, now))
        .map_err(|error: domain::Error| JobError::from(error))?;
    match intake.set_aside.first() {
        None => Ok(()),
        Some(first) => Err(JobError::Fail(format!("records were set aside: {}", first.detail))),
    }
}
