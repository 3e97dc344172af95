//! Demo data: three organisations with people of every role, and a fleet of SIMs with half a year of records.
//!
//! Everything is drawn from a seed. What the network tells goes in through the door of real records, so that roll-ups, quotas,
//! sessions and counters come about as they do in earnest. A fleet for measuring (more than 10,000 SIMs) has a thousand small
//! organisations beside the three; all but its first SIMs have a record per month, and are written in bulk.
//!
//! - `people.rs` organisations and logins; `companies.rs` their data as customers; `fleet.rs` and `names.rs` the SIMs; `shop.rs` products and orders; `stock.rs` SIMs that nobody has ordered; `traffic.rs` usage and events; `bulk.rs` large fleets

mod bulk;
mod companies;
mod fleet;
mod names;
mod people;
mod shop;
mod stock;
mod traffic;

use std::collections::BTreeMap;

use chrono::{TimeDelta, Timelike};

use fleet::{DemoSim, Fleet, Standing};
pub use fleet::{MOST_SIMS, WHOLE};
use people::Home;
pub use people::{FIRST_LOGIN, House, INGEST_CLIENT, LOGINS, Login, Post, SMALL_HOMES, small_login};
use traffic::{Density, Records};

use super::Result;
use crate::crypto::Keys;
use crate::domain::ingest::{self, MOST_RECORDS, Source};
use crate::domain::simulation::{Random, habits};
pub use crate::storage::demo::{settle, tune};
use crate::storage::sims::{self, NewSim};
use crate::storage::simulated_devices::{self, NewDevice};
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

/// What making needs beside the database.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    /// What to make.
    pub plan: Plan,
    /// A hash of [`PASSWORD`].
    pub password_hash: &'a str,
    /// Encrypts PIN and PUK.
    pub keys: &'a Keys,
    /// Now.
    pub now: UtcTime,
}

impl Maker<'_> {
    /// Networks send whole seconds.
    fn second(&self) -> UtcTime {
        self.now.with_nanosecond(0).unwrap_or(self.now)
    }
}

/// Who brings the SIMs.
struct Carriers {
    simulated: i64,
    inventory: i64,
}

impl Carriers {
    fn of(db: &mut Db, now: UtcTime) -> Result<Self> {
        Ok(Self {
            simulated: sims::carrier_named(db, "Simulated network", Adapter::Simulated, now)?.id,
            inventory: sims::carrier_named(db, "Own inventory", Adapter::None, now)?.id,
        })
    }
}

/// Makes the demo data. Call inside one write transaction: whatever interrupts it leaves the database as empty as it was. `tell` hears
/// how far it is.
pub fn make(db: &mut Db, maker: &Maker<'_>, tell: &mut dyn FnMut(Made)) -> Result<Made> {
    let rich = (maker.plan.sims > fleet::WHOLE).then_some(fleet::RICH);
    let made = make_with(db, maker, rich, tell)?;
    stock::insert(db, maker)?;
    Ok(made)
}

/// [`make`] with `rich` SIMs in full use and the rest in bulk, whatever the size; `None`: all in full use.
pub fn make_with(db: &mut Db, maker: &Maker<'_>, rich: Option<u32>, tell: &mut dyn FnMut(Made)) -> Result<Made> {
    let Maker { plan, now, .. } = *maker;
    let is_large = rich.is_some();
    let homes = people::insert(db, maker.password_hash, is_large, now)?;
    companies::insert(db, &homes, maker.password_hash, now)?;
    let carriers = Carriers::of(db, now)?;
    let mut fleet = Fleet::new(plan.seed, plan.sims, rich, maker.second());
    let (mut made, mut records) = (Made::default(), Records::default());
    let mut rich = rich.unwrap_or(plan.sims);
    while rich > 0 {
        let step: Vec<DemoSim> = fleet
            .by_ref()
            .take(STEP.min(usize::try_from(rich).unwrap_or(STEP)))
            .collect();
        if step.is_empty() {
            break;
        }
        rich = rich.saturating_sub(u32::try_from(step.len()).unwrap_or(rich));
        for (index, home) in homes.iter().enumerate().take(House::ALL.len()) {
            let own: Vec<&DemoSim> = step.iter().filter(|sim| sim.home == index).collect();
            let rows = own
                .iter()
                .map(|sim| row(sim, home, &carriers, maker))
                .collect::<Result<Vec<NewSim>>>()?;
            sims::insert_many(db, &rows, now)?;
            tag(db, home, &own)?;
            add_devices(db, home, &own, maker)?;
        }
        made.sims += u64::try_from(step.len()).unwrap_or_default();
        for sim in &step {
            traffic::add(&mut records, sim, Density::Rich, plan.seed, maker.second());
        }
        take(db, &mut records, &mut made, now)?;
        tell(made);
    }
    if is_large {
        bulk::write(db, maker, &homes, &mut fleet, &mut records, &mut made, tell)?;
    }
    shop::insert(db, &homes, maker.second())?;
    Ok(made)
}

fn add_devices(db: &mut Db, home: &Home, own: &[&DemoSim], maker: &Maker<'_>) -> Result<()> {
    let iccids: Vec<&str> = own.iter().map(|sim| sim.iccid.as_str()).collect();
    let ids: BTreeMap<String, i64> = sims::ids_of(db, &home.scope, &iccids)?
        .into_iter()
        .map(|(id, iccid)| (iccid, id))
        .collect();
    let devices: Vec<NewDevice> = own
        .iter()
        .filter_map(|sim| device(sim, *ids.get(sim.iccid.as_str())?, home.scope.root_id(), maker))
        .collect();
    Ok(simulated_devices::insert(db, &devices)?)
}

/// What the SIM sits in, so that the simulated network can go on where the records end. What is only inventory sits in nothing.
fn device(sim: &DemoSim, sim_id: i64, root_id: i64, maker: &Maker<'_>) -> Option<NewDevice> {
    let random = &mut Random::of_part(maker.plan.seed ^ 0xDE71CE, sim.iccid.number());
    // With a session use comes next (an odd step), without one the device has to connect first.
    let (step, (_, longest)) = match sim.standing {
        Standing::Shelf => return None,
        Standing::Online(_) => (1, habits(sim.profile).report),
        _ => (0, habits(sim.profile).pause),
    };
    Some(NewDevice {
        sim_id,
        root_id,
        profile: sim.profile,
        seed: i64::try_from(maker.plan.seed >> 1).unwrap_or_default(),
        step,
        next_at: maker.second() + TimeDelta::seconds(random.between(1, longest * 60)),
    })
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
fn row(sim: &DemoSim, home: &Home, carriers: &Carriers, maker: &Maker<'_>) -> Result<NewSim> {
    let random = &mut Random::of_part(maker.plan.seed ^ 0xC0DE5, sim.iccid.number());
    let seal = |what: &str, digits: usize, code: i64| {
        maker
            .keys
            .seal(&format!("{what}/{}", sim.iccid), &format!("{code:0digits$}"))
    };
    Ok(NewSim {
        root_id: home.scope.root_id(),
        organisation_id: home.scope.organisation_id(),
        end_user_id: home.end_user_id.filter(|_| sim.is_linked),
        carrier_id: if sim.standing == Standing::Shelf {
            carriers.inventory
        } else {
            carriers.simulated
        },
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
        pin_sealed: Some(seal("pin", 4, random.below(10_000))?),
        puk_sealed: Some(seal("puk", 8, random.below(100_000_000))?),
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
        updated_at: maker.now,
    })
}

#[cfg(test)]
mod tests;
