//! What records make of a SIM, without the door's look-ups: for records that are known to be new and right, and a SIM that nobody else
//! can see yet.

use super::parse::events::EventRecord;
use super::parse::usage::UsageRecord;
use super::touched::Touched;
use super::{events, usage};
use crate::storage::ingest::{NewEvent, NewUsageRecord};
use crate::storage::sims::SimRow;
use crate::types::time::{UtcTime, day_of, month_of};

/// A SIM with its records, to be inserted as they are.
pub(in crate::domain) struct Taken {
    /// The SIM as its records leave it.
    pub sim: SimRow,
    /// Its use.
    pub usage: Vec<NewUsageRecord>,
    /// Its events.
    pub events: Vec<NewEvent>,
}

/// Applies the records of one SIM as the door does: use in its order, then events by time. Roll-ups and counters are the caller's.
pub(in crate::domain) fn take_directly(
    sim: SimRow,
    used: &[UsageRecord],
    mut told: Vec<EventRecord>,
    now: UtcTime,
) -> Taken {
    let mut touched = Touched::new(sim);
    let mut rows = Vec::with_capacity(used.len());
    for record in used {
        let sum = usage::sum_of(record);
        touched.use_up(record, sum);
        rows.push(usage::row(record, &touched.sim, sum, now));
    }
    let mut sim = touched.sim;
    if !used.is_empty() {
        let month = month_of(day_of(now));
        let of_month = || rows.iter().filter(|row| month_of(day_of(row.ended_at)) == month);
        sim.month_starts_on = Some(month);
        sim.month_data = of_month().map(|row| row.data_bytes).sum();
        sim.month_sms = of_month().map(|row| row.sms_mo + row.sms_mt).sum();
        sim.over_pace_month = sim.over_pace(day_of(now));
        sim.blocked_by = sim.blocked();
    }
    told.sort_by_key(|record| (record.occurred_at, record.id));
    for record in &told {
        events::apply(&mut sim, record);
    }
    let of_sim = |record: &EventRecord| events::row(record, sim.root_id, sim.organisation_id, Some(sim.id), now);
    let events = told.iter().map(of_sim).collect();
    Taken {
        sim,
        usage: rows,
        events,
    }
}
