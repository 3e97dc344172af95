//! The simulated network at work: devices that are due act, and what their network tells goes in through the door of real records.
//!
//! A device's step, its records and the time of its next step are one transaction: killed at any moment, a step is done or was never
//! begun. Times are real: at a higher pace devices act more often, they do not live in another time.

use chrono::TimeDelta;

use super::Result;
use crate::domain::ingest::{self, Source};
use crate::domain::simulation::{self, Acted, Network, Place, Random, Situation, habits};
use crate::storage::Db;
use crate::storage::sims::SimRow;
pub use crate::storage::simulated_devices::is_any_due;
use crate::storage::simulated_devices::{self, DeviceRow, NewDevice};
use crate::storage::work;
use crate::types::device_profile::DeviceProfile;
use crate::types::iccid::Iccid;
use crate::types::status::{Bearer, SimStatus};
use crate::types::time::UtcTime;

/// Name under which its records are set aside, should one ever be.
const SOURCE: Source<'static> = Source {
    name: "simulated network",
    root_id: None,
};
/// Name of its turn: one instance per turn.
const TURN: &str = "simulator";
/// Length of a turn: what is done in one is bounded, so this bounds the records per second over all instances.
pub const TURN_LENGTH: TimeDelta = TimeDelta::seconds(1);
/// Devices per transaction: few, so that other writers wait for some hundredths of a second.
const DEVICES: i64 = 100;
/// SIMs that get a device per call.
const ENROLLED: i64 = 1_000;

/// What imported SIMs sit in, by weight.
const USUAL: &[(i64, DeviceProfile)] = &[
    (40, DeviceProfile::Chatty),
    (20, DeviceProfile::Meter),
    (20, DeviceProfile::Tracker),
    (8, DeviceProfile::Camera),
    (8, DeviceProfile::Roaming),
    (2, DeviceProfile::Silent),
    (2, DeviceProfile::QuotaBurner),
];

/// What a transaction did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Devices that took a step.
    pub devices: usize,
    /// Records that were taken in.
    pub records: u64,
}

/// Takes the turn of this second; true for one instance.
pub fn take_turn(db: &mut Db, now: UtcTime) -> Result<bool> {
    Ok(work::take_turn(db, TURN, now, TURN_LENGTH)?)
}

/// Lets devices act that are due, at most 100, those that have waited for longest first. Whatever time a device has missed, it takes
/// one step: after a pause the network goes on, it does not catch up. Call inside a write transaction.
pub fn act(db: &mut Db, pace: u32, now: UtcTime) -> Result<Done> {
    let due = simulated_devices::claim_due(db, now, DEVICES)?;
    let Some(first) = due.first() else {
        return Ok(Done::default());
    };
    // Either sessions or use, see `simulation::act`; the others are next.
    let kind = first.step % 2;
    let mut devices: Vec<DeviceRow> = due.into_iter().filter(|device| device.step % 2 == kind).collect();
    devices.sort_by_key(|device| device.sim_id);
    let sims = simulated_devices::lock_sims(db, &devices)?;
    let (mut usage, mut events) = (Vec::new(), Vec::new());
    for sim in &sims {
        let place = devices.binary_search_by_key(&sim.id, |device| device.sim_id);
        let Some(device) = place.ok().and_then(|index| devices.get_mut(index)) else {
            continue;
        };
        let Some(situation) = situation(sim, device, pace, now) else {
            continue;
        };
        let Acted {
            usage: used,
            events: told,
            next_step,
            next_in,
        } = simulation::act(&situation);
        device.step = next_step;
        device.next_at = now + next_in;
        for record in used {
            usage.push(simulation::parsed(usage.len() + 1, record.id, record));
        }
        for record in told {
            events.push(simulation::parsed(events.len() + 1, record.id, record));
        }
    }
    let mut records = 0;
    if !usage.is_empty() {
        records += ingest::take_usage(db, &SOURCE, usage, now)?.loaded;
    }
    if !events.is_empty() {
        records += ingest::take_events(db, &SOURCE, events, now)?.loaded;
    }
    simulated_devices::set_next(db, &devices)?;
    Ok(Done {
        devices: devices.len(),
        records,
    })
}

/// Gives devices to SIMs of simulated carriers that were added since; answers how many. Call inside a write transaction.
pub fn enrol(db: &mut Db, now: UtcTime) -> Result<usize> {
    let new: Vec<NewDevice> = simulated_devices::without_device(db, ENROLLED)?
        .into_iter()
        .filter_map(|(sim_id, root_id, iccid)| {
            let random = &mut Random::new(Iccid::parse(&iccid).ok()?.number());
            let profile = random.weighted(DeviceProfile::Chatty, USUAL);
            let (_, longest) = habits(profile).pause;
            Some(NewDevice {
                sim_id,
                root_id,
                profile,
                seed: 0,
                step: 0,
                next_at: now + TimeDelta::seconds(random.below(longest.min(60) * 60)),
            })
        })
        .collect();
    simulated_devices::insert(db, &new)?;
    Ok(new.len())
}

fn situation<'a>(sim: &'a SimRow, device: &DeviceRow, pace: u32, now: UtcTime) -> Option<Situation<'a>> {
    Some(Situation {
        sim_id: sim.id,
        iccid: Iccid::parse(&sim.iccid).ok()?,
        profile: device.profile,
        seed: device.seed,
        step: device.step,
        at: now,
        pace,
        is_activated: sim.status == SimStatus::Activated,
        session: sim.session,
        since: sim.session_since.max(sim.last_usage_at),
        place: place(sim),
        imsi: &sim.imsi,
        imei: sim.imei.as_deref(),
        locked_imei: sim.locked_imei.as_deref(),
        ip_address: sim.ip_address.as_deref(),
        service: &sim.service,
        data: (sim.data_left, sim.data_total),
        sms: (sim.sms_left, sim.sms_total),
    })
}

/// Where the SIM was seen last, if it was seen in a session.
fn place(sim: &SimRow) -> Option<Place> {
    let (area, cell) = sim.cell.as_deref()?.split_once('-')?;
    Some(Place {
        network: Network::by_code(sim.network_code.as_deref()?)?,
        bearer: Bearer::parse(sim.bearer.as_deref()?)?,
        area: area.parse().ok()?,
        cell: cell.parse().ok()?,
    })
}
