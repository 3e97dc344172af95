//! Demo data: three organisations with people of every role, and a fleet of SIMs with half a year of records.
//!
//! Everything is drawn from a seed, and everything of the network goes in through the door of real records, so that roll-ups, quotas,
//! sessions and counters come about as they do in earnest.
//!
//! - `people.rs` organisations and logins; `fleet.rs` and `names.rs` the SIMs; `traffic.rs` usage and events

mod fleet;
mod names;
mod people;
mod traffic;

use std::collections::BTreeMap;

use chrono::Timelike;

pub use fleet::MOST_SIMS;
use fleet::{DemoSim, Fleet, Standing};
use people::Home;
pub use people::{FIRST_LOGIN, House, INGEST_CLIENT, LOGINS, Login, Post};
use traffic::Records;

use super::Result;
use crate::domain::ingest::{self, MOST_RECORDS, Source};
use crate::storage::sims::{self, NewSim};
use crate::storage::{Db, users};
use crate::types::carrier::Adapter;
use crate::types::secret_hash::{Cost, Verdict, verify};
use crate::types::status::{SessionStatus, VolumeGroup};
use crate::types::tag::TagName;
use crate::types::time::UtcTime;

/// Password of every demo login and secret of the demo senders. Known to the whole world: demo data are refused in production.
pub const PASSWORD: &str = "demo-Portal-2026";

/// SIMs per step: their usage fits into one batch of records.
const STEP: usize = 64;

/// What to make.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Number of SIMs, at most [`MOST_SIMS`].
    pub sims: u32,
    /// The same seed gives the same fleet.
    pub seed: u64,
}

/// What was made so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// SIMs.
    pub sims: u64,
    /// Usage records.
    pub usage: u64,
    /// Events.
    pub events: u64,
}

/// What a database holds with regard to the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nobody: demo data can be made.
    Nobody,
    /// The demo data, with the password they were made with.
    Demo,
    /// Other people, or demo data whose first login has a password of its own.
    Others,
}

/// Looks whether there are people, and whether they are those of the demo data.
pub fn find(db: &mut Db, cost: Cost) -> Result<Found> {
    if users::count(db)? == 0 {
        return Ok(Found::Nobody);
    }
    let first = users::find_by_email(db, FIRST_LOGIN)?.and_then(|user| user.secret_hash);
    Ok(match first {
        Some(hash) if verify(PASSWORD, Some(&hash), cost) != Verdict::Wrong => Found::Demo,
        _ => Found::Others,
    })
}

/// Makes the demo data. Call inside one write transaction: whatever interrupts it leaves the database as empty as it was.
/// `password_hash` is a hash of [`PASSWORD`]; `tell` hears how far it is.
pub fn make(db: &mut Db, plan: Plan, password_hash: &str, now: UtcTime, tell: &mut dyn FnMut(Made)) -> Result<Made> {
    let homes = people::insert(db, password_hash, now)?;
    let simulated = sims::carrier_named(db, "Simulated network", Adapter::Simulated, now)?.id;
    let inventory = sims::carrier_named(db, "Own inventory", Adapter::None, now)?.id;
    // Networks send whole seconds.
    let second = now.with_nanosecond(0).unwrap_or(now);
    let mut fleet = Fleet::new(plan.seed, plan.sims, second);
    let (mut made, mut records) = (Made::default(), Records::default());
    loop {
        let step: Vec<DemoSim> = fleet.by_ref().take(STEP).collect();
        if step.is_empty() {
            break;
        }
        let carrier = |sim: &DemoSim| {
            if sim.standing == Standing::Shelf {
                inventory
            } else {
                simulated
            }
        };
        for home in &homes {
            let own: Vec<&DemoSim> = step.iter().filter(|sim| sim.house == home.house).collect();
            let rows: Vec<NewSim> = own.iter().map(|sim| row(sim, home, carrier(sim), now)).collect();
            sims::insert_many(db, &rows, now)?;
            tag(db, home, &own)?;
        }
        made.sims += u64::try_from(step.len()).unwrap_or_default();
        for sim in &step {
            traffic::add(&mut records, sim, plan.seed, second);
        }
        take(db, &mut records, &mut made, now)?;
        tell(made);
    }
    Ok(made)
}

/// Hands the records in at the door of real ones.
fn take(db: &mut Db, records: &mut Records, made: &mut Made, now: UtcTime) -> Result<()> {
    let source = Source {
        name: INGEST_CLIENT,
        root_id: None,
    };
    while !records.usage.is_empty() {
        let batch = records.usage.drain(..records.usage.len().min(MOST_RECORDS)).collect();
        made.usage += ingest::take_usage(db, &source, batch, now)?.loaded;
    }
    while !records.events.is_empty() {
        let batch = records.events.drain(..records.events.len().min(MOST_RECORDS)).collect();
        made.events += ingest::take_events(db, &source, batch, now)?.loaded;
    }
    Ok(())
}

fn tag(db: &mut Db, home: &Home, own: &[&DemoSim]) -> Result<()> {
    let mut by_tag: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for sim in own {
        for name in &sim.tags {
            by_tag.entry(name).or_default().push(sim.iccid.as_str());
        }
    }
    for (name, iccids) in by_tag {
        if let Ok(name) = TagName::parse(name) {
            sims::tag_many(db, &home.scope, &name, &iccids)?;
        }
    }
    Ok(())
}

/// The SIM as it was delivered: its records bring session, device and what is left of its quotas.
fn row(sim: &DemoSim, home: &Home, carrier_id: i64, now: UtcTime) -> NewSim {
    NewSim {
        root_id: home.scope.root_id(),
        organisation_id: home.scope.organisation_id(),
        end_user_id: home.end_user_id.filter(|_| sim.is_linked),
        carrier_id,
        iccid: sim.iccid.as_str().to_owned(),
        eid: sim.eid.clone(),
        imsi: sim.imsi.clone(),
        msisdn: sim.msisdn.clone(),
        imei: None,
        imei_locked: sim.imei_locked,
        locked_imei: sim.imei_locked.then(|| sim.imei.clone()),
        ip_address: Some(sim.ip_address.clone()),
        sim_type: sim.sim_type.to_owned(),
        label_key: sim.label.to_lowercase(),
        label: sim.label.clone(),
        note: sim.note.to_owned(),
        service: sim.service.name.to_owned(),
        pin_sealed: None,
        puk_sealed: None,
        status: sim.standing.status(),
        session: SessionStatus::Offline,
        session_since: None,
        data_total: sim.service.data,
        data_left: sim.service.data,
        data_group: VolumeGroup::Sufficient,
        sms_total: sim.service.sms,
        sms_left: sim.service.sms,
        sms_group: VolumeGroup::Sufficient,
        lifetime_starts_on: sim.starts_on,
        lifetime_ends_on: sim.ends_on,
        last_activity_at: sim.added_at,
        created_at: sim.added_at,
        updated_at: now,
    }
}

#[cfg(test)]
mod tests;
