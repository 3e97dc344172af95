//! The bulk of a large fleet: the same SIMs with fewer records, written as rows instead of taken in at the door one batch after the
//! other. What the door would have made of the records, [`take_directly`] makes; a test compares the two.

use std::collections::BTreeMap;
use std::sync::mpsc;

use super::fleet::{DemoSim, Fleet};
use super::people::Home;
use super::traffic::{self, Density, Records};
use super::{Carriers, Made, Maker, device, row};
use crate::domain::ingest::take_directly;
use crate::domain::simulation::demo_id;
use crate::domain::{Error, Result};
use crate::storage::demo::{self as loading, NewSimTag, Rows};
use crate::storage::ingest::{self, NewUsageRecord, Sum, SumKey};
use crate::storage::sims::counts::{Counted, Deltas};
use crate::storage::sims::{self, SimRow};
use crate::storage::{Db, Error as StorageError};
use crate::types::tag::TagName;
use crate::types::time::{day_of, month_of};

/// SIMs per step: their rows fit into some megabytes.
const STEP: usize = 2_000;

/// Sums of organisations, by day or month.
type Sums = BTreeMap<SumKey, Sum>;

/// Writes the rest of the fleet. `records` knows which ids are taken. One thread makes the rows while this one writes them: each is
/// about half of the work.
pub(super) fn write(
    db: &mut Db,
    maker: &Maker<'_>,
    homes: &[Home],
    fleet: &mut Fleet,
    records: &mut Records,
    made: &mut Made,
    tell: &mut dyn FnMut(Made),
) -> Result<()> {
    let first_sim = loading::next_sim(db)?;
    let first_record = demo_id(records.last_usage() + 1);
    let mut writer = Writer {
        maker,
        homes,
        carriers: Carriers::of(db, maker.now)?,
        next_sim: first_sim,
        deltas: Deltas::default(),
        days: Sums::new(),
        months: Sums::new(),
    };
    let taken = loading::take_away(db)?;
    let (send, steps) = mpsc::sync_channel::<Result<Step>>(2);
    let writer = std::thread::scope(|threads| {
        let making = threads.spawn(move || {
            loop {
                let step = writer.step(fleet, records);
                let is_last = step.as_ref().map_or(true, |step| step.rows.sims.is_empty());
                // Nobody listens any more when writing has failed.
                if send.send(step).is_err() || is_last {
                    return writer;
                }
            }
        });
        let mut tags = TagKeys::new();
        for step in steps {
            let Step { mut rows, tags: names } = step?;
            for (place, name, root_id, sim_id) in names {
                if let Some(tag_id) = tag_key(db, &mut tags, homes, place, name)? {
                    rows.tags.push(NewSimTag {
                        root_id,
                        tag_id,
                        sim_id,
                    });
                }
            }
            loading::insert(db, &rows)?;
            let count = |n: usize| u64::try_from(n).unwrap_or_default();
            made.sims += count(rows.sims.len());
            made.usage += count(rows.usage.len());
            made.events += count(rows.events.len());
            tell(*made);
        }
        making
            .join()
            .map_err(|_| Error::from(StorageError::internal("the thread that makes the rows panicked")))
    })?;
    loading::roll_up(db, first_record)?;
    writer.finish(db)?;
    loading::put_back(db, taken, first_sim)?;
    loading::analyze(db)?;
    Ok(())
}

/// Rows of some SIMs, and what tags these have: organisation, name, master organisation and SIM.
#[derive(Default)]
struct Step {
    rows: Rows,
    tags: Vec<(usize, &'static str, i64, i64)>,
}

/// Keys of tags by organisation and name.
type TagKeys = BTreeMap<(usize, &'static str), i64>;

fn tag_key(db: &mut Db, keys: &mut TagKeys, homes: &[Home], place: usize, name: &'static str) -> Result<Option<i64>> {
    if let Some(id) = keys.get(&(place, name)) {
        return Ok(Some(*id));
    }
    let (Some(home), Ok(tag)) = (homes.get(place), TagName::parse(name)) else {
        return Ok(None);
    };
    let id = sims::find_or_insert_tag(db, &home.scope, &tag)?;
    keys.insert((place, name), id);
    Ok(Some(id))
}

struct Writer<'a> {
    maker: &'a Maker<'a>,
    homes: &'a [Home],
    carriers: Carriers,
    next_sim: i64,
    deltas: Deltas,
    days: Sums,
    months: Sums,
}

impl Writer<'_> {
    /// The rows of the next SIMs; none when the fleet is complete.
    fn step(&mut self, fleet: &mut Fleet, records: &mut Records) -> Result<Step> {
        let mut step = Step::default();
        for sim in fleet.take(STEP) {
            self.add(&sim, records, &mut step)?;
        }
        Ok(step)
    }

    /// Adds the rows of a SIM.
    fn add(&mut self, sim: &DemoSim, records: &mut Records, step: &mut Step) -> Result<()> {
        let Some(home) = self.homes.get(sim.home) else {
            return Ok(());
        };
        let new = row(sim, home, &self.carriers, self.maker)?;
        let plain = new.into_row(self.next_sim);
        self.next_sim += 1;
        traffic::add(records, sim, Density::Thin, self.maker.plan.seed, self.maker.second());
        let usage: Vec<_> = records
            .usage
            .drain(..)
            .filter_map(|parsed| parsed.result.ok())
            .collect();
        let events = records
            .events
            .drain(..)
            .filter_map(|parsed| parsed.result.ok())
            .collect();
        let taken = take_directly(plain, &usage, events, self.maker.now);
        let (root_id, sim_id) = (taken.sim.root_id, taken.sim.id);
        self.deltas.add(Counted::of(&taken.sim), 1);
        for record in &taken.usage {
            self.add_up(record);
        }
        step.tags
            .extend(sim.tags.iter().map(|name| (sim.home, *name, root_id, sim_id)));
        let rows = &mut step.rows;
        rows.devices.extend(device(sim, sim_id, root_id, self.maker));
        rows.usage.extend(taken.usage);
        rows.events.extend(taken.events);
        rows.sims.push(taken.sim);
        Ok(())
    }

    fn add_up(&mut self, record: &NewUsageRecord) {
        let sum = Sum {
            data_bytes: record.data_bytes,
            data_tx: record.data_tx,
            data_rx: record.data_rx,
            sms_mo: record.sms_mo,
            sms_mt: record.sms_mt,
        };
        let day = day_of(record.ended_at);
        let key = |day| SumKey {
            owner_id: record.organisation_id,
            day,
            root_id: record.root_id,
        };
        *self.days.entry(key(day)).or_default() += sum;
        *self.months.entry(key(month_of(day))).or_default() += sum;
    }

    fn finish(self, db: &mut Db) -> Result<()> {
        let list = |sums: Sums| sums.into_iter().collect::<Vec<_>>();
        ingest::add_organisation_usage(db, &list(self.days), &list(self.months), self.maker.now)?;
        self.deltas.apply(db, self.maker.now)?;
        Ok(())
    }
}

/// The row that [`SimRow`] is before any record of it.
trait IntoRow {
    fn into_row(self, id: i64) -> SimRow;
}

impl IntoRow for sims::NewSim {
    fn into_row(self, id: i64) -> SimRow {
        let mut sim = SimRow {
            id,
            root_id: self.root_id,
            organisation_id: self.organisation_id,
            end_user_id: self.end_user_id,
            carrier_id: self.carrier_id,
            iccid: self.iccid,
            eid: self.eid,
            imsi: self.imsi,
            msisdn: self.msisdn,
            imei: self.imei,
            imei_locked: self.imei_locked,
            imei_changed_at: None,
            ip_address: self.ip_address,
            sim_type: self.sim_type,
            label: self.label,
            label_key: self.label_key,
            note: self.note,
            service: self.service,
            pin_sealed: self.pin_sealed,
            puk_sealed: self.puk_sealed,
            auto_top_up: false,
            status: self.status,
            session: self.session,
            session_since: self.session_since,
            session_event_at: None,
            bearer: None,
            operator_name: None,
            country_name: None,
            country_iso: None,
            network_code: None,
            cell: None,
            data_total: self.data_total,
            data_used: 0,
            data_left: self.data_left,
            data_group: self.data_group,
            sms_total: self.sms_total,
            sms_used: 0,
            sms_left: self.sms_left,
            sms_group: self.sms_group,
            lifetime_starts_on: self.lifetime_starts_on,
            lifetime_ends_on: self.lifetime_ends_on,
            last_activity_at: self.last_activity_at,
            last_usage_at: None,
            created_at: self.created_at,
            updated_at: self.updated_at,
            locked_imei: self.locked_imei,
            month_starts_on: None,
            month_data: 0,
            month_sms: 0,
            over_pace_month: None,
            blocked_by: None,
        };
        sim.blocked_by = sim.blocked();
        sim
    }
}
