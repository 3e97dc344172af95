//! The bulk of a large fleet: the same SIMs with fewer records, written as rows instead of taken in at the door one batch after the
//! other. What the door would have made of the records, [`take_directly`] makes; a test compares the two.

use std::collections::BTreeMap;

use super::fleet::{DemoSim, Fleet};
use super::people::Home;
use super::traffic::{self, Density, Records};
use super::{Carriers, Made, Maker, device, row};
use crate::domain::Result;
use crate::domain::ingest::take_directly;
use crate::domain::simulation::demo_id;
use crate::storage::demo::{self as loading, NewSimTag, Rows};
use crate::storage::ingest::{self, NewUsageRecord, Sum, SumKey};
use crate::storage::sims::counts::{Counted, Deltas};
use crate::storage::sims::{self, SimRow};
use crate::storage::{Db, Result as StorageResult};
use crate::types::tag::TagName;
use crate::types::time::{day_of, month_of};

/// SIMs per step: their rows fit into some megabytes.
const STEP: usize = 4_000;

/// Sums of organisations, by day or month.
type Sums = BTreeMap<SumKey, Sum>;

/// Writes the rest of the fleet. `records` knows which ids are taken.
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
        tags: BTreeMap::new(),
        days: Sums::new(),
        months: Sums::new(),
    };
    let taken = loading::take_away(db)?;
    loop {
        let step: Vec<DemoSim> = fleet.by_ref().take(STEP).collect();
        if step.is_empty() {
            break;
        }
        let mut rows = Rows::default();
        for sim in &step {
            writer.add(db, sim, records, &mut rows)?;
        }
        loading::insert(db, &rows)?;
        let count = |n: usize| u64::try_from(n).unwrap_or_default();
        made.sims += count(rows.sims.len());
        made.usage += count(rows.usage.len());
        made.events += count(rows.events.len());
        tell(*made);
    }
    loading::roll_up(db, first_record)?;
    writer.finish(db)?;
    loading::put_back(db, taken, first_sim)?;
    loading::analyze(db)?;
    Ok(())
}

struct Writer<'a> {
    maker: &'a Maker<'a>,
    homes: &'a [Home],
    carriers: Carriers,
    next_sim: i64,
    deltas: Deltas,
    /// Keys of tags by organisation and name.
    tags: BTreeMap<(usize, &'static str), i64>,
    days: Sums,
    months: Sums,
}

impl Writer<'_> {
    /// Adds the rows of a SIM.
    fn add(&mut self, db: &mut Db, sim: &DemoSim, records: &mut Records, rows: &mut Rows) -> Result<()> {
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
        self.deltas.add(Counted::of(&taken.sim), 1);
        for record in &taken.usage {
            self.add_up(record);
        }
        for name in &sim.tags {
            if let Some(tag_id) = self.tag(db, sim.home, home, name)? {
                rows.tags.push(NewSimTag {
                    root_id: taken.sim.root_id,
                    tag_id,
                    sim_id: taken.sim.id,
                });
            }
        }
        rows.devices
            .extend(device(sim, taken.sim.id, taken.sim.root_id, self.maker));
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

    fn tag(&mut self, db: &mut Db, place: usize, home: &Home, name: &'static str) -> StorageResult<Option<i64>> {
        if let Some(id) = self.tags.get(&(place, name)) {
            return Ok(Some(*id));
        }
        let Ok(tag) = TagName::parse(name) else {
            return Ok(None);
        };
        let id = sims::find_or_insert_tag(db, &home.scope, &tag)?;
        self.tags.insert((place, name), id);
        Ok(Some(id))
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
