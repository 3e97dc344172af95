//! Takes usage records in.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;

use super::parse::usage::{Traffic, UsageRecord};
use super::parse::{Parsed, Reject, RejectKind};
use super::touched::{Touched, in_order, note_device};
use super::{Intake, Source, set_aside};
use crate::domain::Result;
use crate::storage::Db;
use crate::storage::ingest::{self, Changed, NewUsageRecord, Sum, SumKey};
use crate::storage::sims::SimRow;
use crate::storage::sims::counts::{Counted, Deltas};
use crate::types::status::VolumeGroup;
use crate::types::time::{UtcTime, day_of, month_of};

/// Takes a batch in: all new records with their roll-ups, quotas and counters, what is wrong set aside, repeats left alone.
/// Call inside a write transaction; when it commits, everything of the batch is durable.
pub fn take_usage(db: &mut Db, source: &Source<'_>, records: Vec<Parsed<UsageRecord>>, now: UtcTime) -> Result<Intake> {
    let mut intake = Intake::default();
    let mut aside = Vec::new();
    let iccids: BTreeSet<&str> = records
        .iter()
        .filter_map(|parsed| parsed.result.as_ref().ok())
        .map(|record| record.iccid.as_str())
        .collect();
    // SIMs first, then known ids: whoever waited for the SIMs sees the records of whoever held them.
    ingest::begin(db)?;
    let sims = ingest::lock_sims(db, &iccids.iter().copied().collect::<Vec<_>>())?;
    let mut sims: HashMap<String, Touched> = sims
        .into_iter()
        .filter(|sim| source.root_id.is_none_or(|root| root == sim.root_id))
        .map(|sim| (sim.iccid.clone(), Touched::new(sim)))
        .collect();
    let ids: Vec<i64> = records
        .iter()
        .filter_map(|parsed| parsed.result.as_ref().ok())
        .map(|record| record.id)
        .collect();
    let mut known: HashSet<i64> = ingest::known_usage(db, &ids)?.into_iter().collect();

    let mut rows = Vec::with_capacity(records.len());
    let mut rollups = Rollups::default();
    for parsed in &records {
        match &parsed.result {
            Err(reject) => {
                intake.reject(parsed.line, parsed.record_id, reject);
                aside.push(set_aside::row("usage", source, parsed, None, reject, now));
            }
            Ok(record) if known.contains(&record.id) => intake.already_known += 1,
            Ok(record) => match sims.get_mut(record.iccid.as_str()) {
                None => {
                    let reject = Reject::new(RejectKind::UnknownSim, format!("no SIM with ICCID {}", record.iccid));
                    intake.reject(parsed.line, parsed.record_id, &reject);
                    aside.push(set_aside::row(
                        "usage",
                        source,
                        parsed,
                        Some(record.iccid),
                        &reject,
                        now,
                    ));
                }
                Some(touched) => {
                    known.insert(record.id);
                    let sum = sum_of(record);
                    rollups.add(&touched.sim, record, sum);
                    touched.use_up(record, sum);
                    rows.push(row(record, &touched.sim, sum, now));
                    intake.loaded += 1;
                }
            },
        }
    }
    // By SIM, as the index is: neighbours go into the same page.
    rows.sort_by_key(|row| (row.sim_id, row.ended_at, row.record_id));
    ingest::insert_usage(db, &rows)?;
    rollups.write(db, now)?;
    let mut touched = in_order(&mut sims);
    begin_month(db, &mut touched, month_of(day_of(now)))?;
    let mut deltas = Deltas::default();
    let mut changed = Vec::with_capacity(touched.len());
    for touched in touched {
        touched.sim.over_pace_month = touched.sim.over_pace(day_of(now));
        touched.sim.blocked_by = touched.sim.blocked();
        deltas.moved(touched.counted_as, Counted::of(&touched.sim));
        changed.push(Changed::new(&touched.sim, touched.indexed));
    }
    ingest::set_usage_state(db, &changed, now)?;
    deltas.apply(db, now)?;
    set_aside::put(db, &aside)?;
    Ok(intake)
}

impl Touched {
    pub(super) fn use_up(&mut self, record: &UsageRecord, sum: Sum) {
        let sim = &mut self.sim;
        self.changed = true;
        sim.data_used = sim.data_used.saturating_add(sum.data_bytes);
        sim.data_left = sim.data_total.saturating_sub(sim.data_used).max(0);
        sim.data_group = VolumeGroup::of(sim.data_left, sim.data_total);
        sim.sms_used = sim.sms_used.saturating_add(sum.sms_mo + sum.sms_mt);
        sim.sms_left = sim.sms_total.saturating_sub(sim.sms_used).max(0);
        sim.sms_group = VolumeGroup::of(sim.sms_left, sim.sms_total);
        note_device(sim, record.imei.as_deref(), record.ended_at);
        sim.last_usage_at = sim.last_usage_at.max(Some(record.ended_at));
        sim.last_activity_at = sim.last_activity_at.max(record.ended_at);
        if sim.month_starts_on == Some(month_of(day_of(record.ended_at))) {
            sim.month_data = sim.month_data.saturating_add(sum.data_bytes);
            sim.month_sms = sim.month_sms.saturating_add(sum.sms_mo + sum.sms_mt);
        }
    }
}

/// Begins the running month for SIMs whose last record was of an earlier one. Their roll-ups, which contain the batch already, say what
/// they have used in it: nothing before the batch, unless a record was ahead of the clock.
fn begin_month(db: &mut Db, touched: &mut [&mut Touched], month: NaiveDate) -> Result<()> {
    let is_behind = |sim: &SimRow| sim.month_starts_on != Some(month);
    let behind: Vec<i64> = touched
        .iter()
        .map(|touched| &touched.sim)
        .filter(|sim| is_behind(sim))
        .map(|sim| sim.id)
        .collect();
    if behind.is_empty() {
        return Ok(());
    }
    let rows = ingest::month_of_sims(db, &behind, month)?;
    let used: HashMap<i64, (i64, i64)> = rows.into_iter().map(|(id, data, sms)| (id, (data, sms))).collect();
    for sim in touched
        .iter_mut()
        .map(|touched| &mut touched.sim)
        .filter(|sim| is_behind(sim))
    {
        (sim.month_data, sim.month_sms) = used.get(&sim.id).copied().unwrap_or_default();
        sim.month_starts_on = Some(month);
    }
    Ok(())
}

pub(super) fn sum_of(record: &UsageRecord) -> Sum {
    match record.traffic {
        Traffic::Data { total, tx, rx } => Sum {
            data_bytes: total.bytes(),
            data_tx: tx.bytes(),
            data_rx: rx.bytes(),
            ..Sum::default()
        },
        Traffic::Sms { mo, mt } => Sum {
            sms_mo: mo,
            sms_mt: mt,
            ..Sum::default()
        },
    }
}

pub(super) fn row(record: &UsageRecord, sim: &SimRow, sum: Sum, now: UtcTime) -> NewUsageRecord {
    let operator = record.operator.as_ref();
    NewUsageRecord {
        record_id: record.id,
        root_id: sim.root_id,
        organisation_id: sim.organisation_id,
        sim_id: sim.id,
        started_at: record.started_at,
        ended_at: record.ended_at,
        data_bytes: sum.data_bytes,
        data_tx: sum.data_tx,
        data_rx: sum.data_rx,
        sms_mo: sum.sms_mo,
        sms_mt: sum.sms_mt,
        operator_name: operator.and_then(|operator| operator.name.clone()),
        network_code: operator.and_then(|operator| network_code(operator.mcc.as_deref(), operator.mnc.as_deref())),
        country_name: operator.and_then(|operator| operator.country_name.clone()),
        tariff_name: record.tariff_name.clone(),
        ip_address: record.ip_address.clone(),
        imei: record.imei.clone(),
        received_at: now,
    }
}

/// MCC and MNC as people write them: "262 01".
pub(super) fn network_code(mcc: Option<&str>, mnc: Option<&str>) -> Option<String> {
    Some(format!("{} {}", mcc?, mnc?))
}

/// The sums that a batch adds to the four roll-ups. Sorted, so that two batches touch rows in the same order.
#[derive(Default)]
struct Rollups {
    sim_days: BTreeMap<SumKey, Sum>,
    sim_months: BTreeMap<SumKey, Sum>,
    organisation_days: BTreeMap<SumKey, Sum>,
    organisation_months: BTreeMap<SumKey, Sum>,
}

impl Rollups {
    fn add(&mut self, sim: &SimRow, record: &UsageRecord, sum: Sum) {
        let day = day_of(record.ended_at);
        let month = month_of(day);
        let key = |owner_id, day| SumKey {
            owner_id,
            day,
            root_id: sim.root_id,
        };
        *self.sim_days.entry(key(sim.id, day)).or_default() += sum;
        *self.sim_months.entry(key(sim.id, month)).or_default() += sum;
        *self.organisation_days.entry(key(sim.organisation_id, day)).or_default() += sum;
        *self
            .organisation_months
            .entry(key(sim.organisation_id, month))
            .or_default() += sum;
    }

    fn write(self, db: &mut Db, now: UtcTime) -> Result<()> {
        let list = |sums: BTreeMap<SumKey, Sum>| sums.into_iter().collect::<Vec<_>>();
        ingest::add_sim_usage(db, &list(self.sim_days), &list(self.sim_months))?;
        ingest::add_organisation_usage(db, &list(self.organisation_days), &list(self.organisation_months), now)?;
        Ok(())
    }
}
