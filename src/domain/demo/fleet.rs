//! The SIMs of the demo data: drawn from the seed, the same for the same seed, only their dates move with the day.

use chrono::{Days, Months, NaiveDate, TimeDelta};

use super::names::{Names, names};
use super::people::{House, SMALL_HOMES, small_style};
use crate::domain::simulation::{Network, Place, Random};
use crate::types::device_profile::DeviceProfile;
use crate::types::iccid::Iccid;
use crate::types::status::{Bearer, SimStatus};
use crate::types::time::UtcTime;

/// Every demo ICCID begins with these eleven of its nineteen digits.
const ICCID_PREFIX: u64 = 89_882_280_990;
/// More SIMs than this are no demo; the eight digits behind the prefix would have room for 67 million.
pub const MOST_SIMS: u32 = 10_000_000;
/// Up to this size every SIM has the records of a SIM in full use. Larger fleets are for measuring.
pub const WHOLE: u32 = 10_000;
/// So many SIMs of a larger fleet are like those of a smaller one; they are the first in every list.
pub(super) const RICH: u32 = 1_000;

/// What SIMs sit in: it decides on names, services and networks. How such a thing behaves is its [`DeviceProfile`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Temperature in a cold store: little, all the time.
    Sensor,
    /// Electricity meter: little, by NB-IoT.
    Meter,
    /// Gate or barrier: opened by SMS.
    Gate,
    /// Trailer: position, mostly in its own country.
    Tracker,
    /// Lorry on the way through Europe.
    Roaming,
    /// Camera: a lot, nearly all of it uplink.
    Camera,
    /// Charging point for cars.
    Charger,
}

impl Kind {
    #[cfg(test)]
    pub(super) const ALL: [Self; 7] = [
        Self::Sensor,
        Self::Meter,
        Self::Gate,
        Self::Tracker,
        Self::Roaming,
        Self::Camera,
        Self::Charger,
    ];

    fn of(house: House, random: &mut Random) -> Self {
        use Kind::{Camera, Charger, Gate, Meter, Roaming, Sensor, Tracker};
        let choices: &[(i64, Self)] = match house {
            House::Hansa => &[
                (40, Sensor),
                (14, Meter),
                (9, Gate),
                (20, Tracker),
                (10, Roaming),
                (5, Camera),
                (2, Charger),
            ],
            House::Denmark => &[(45, Sensor), (30, Tracker), (15, Roaming), (10, Camera)],
            House::Northmast => &[(75, Charger), (15, Meter), (6, Gate), (4, Tracker)],
        };
        random.weighted(Sensor, choices)
    }

    fn service(self, random: &mut Random) -> Service {
        let (name, megabytes, sms) = match self {
            Self::Meter => ("Lifetime Flat 100 MB", 100, 50),
            Self::Roaming => ("Europe 1 GB", 1_000, 250),
            Self::Tracker if random.chance(25) => ("Europe 1 GB", 1_000, 250),
            Self::Camera => ("Camera 5 GB", 5_000, 50),
            Self::Charger => ("Charging 2 GB", 2_000, 250),
            _ => ("Lifetime Flat 500 MB", 500, 250),
        };
        Service {
            name,
            data: megabytes * 1_000_000,
            sms,
        }
    }

    fn bearer(self, random: &mut Random) -> Bearer {
        let choices: &[(i64, Bearer)] = match self {
            Self::Sensor => &[(60, Bearer::LteM), (25, Bearer::NbIot), (15, Bearer::G2)],
            Self::Meter => &[(85, Bearer::NbIot), (15, Bearer::G2)],
            Self::Gate => &[(55, Bearer::G2), (45, Bearer::Lte)],
            Self::Tracker | Self::Roaming => &[(55, Bearer::LteM), (35, Bearer::Lte), (10, Bearer::G2)],
            Self::Camera => &[(95, Bearer::Lte), (5, Bearer::HspaPlus)],
            Self::Charger => &[(70, Bearer::Lte), (20, Bearer::LteM), (10, Bearer::G3)],
        };
        random.weighted(Bearer::Lte, choices)
    }

    /// First eight digits of the IMEI, which name the model of the device.
    fn device_code(self) -> &'static str {
        match self {
            Self::Sensor => "86357604",
            Self::Meter => "86890104",
            Self::Gate => "35910308",
            Self::Tracker => "86475305",
            Self::Roaming => "35782611",
            Self::Camera => "86120006",
            Self::Charger => "35248209",
        }
    }

    /// How it behaves.
    fn profile(self, standing: Standing, is_used_up: bool) -> DeviceProfile {
        match (self, standing) {
            (_, Standing::Silent(_)) => DeviceProfile::Silent,
            _ if is_used_up => DeviceProfile::QuotaBurner,
            (Self::Meter, _) => DeviceProfile::Meter,
            (Self::Tracker, _) => DeviceProfile::Tracker,
            (Self::Roaming, _) => DeviceProfile::Roaming,
            (Self::Camera, _) => DeviceProfile::Camera,
            (Self::Sensor | Self::Gate | Self::Charger, _) => DeviceProfile::Chatty,
        }
    }
}

/// What a SIM may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Service {
    pub name: &'static str,
    /// Bytes.
    pub data: i64,
    pub sms: i64,
}

/// How a SIM is doing. Durations are minutes before now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Has a data session since.
    Online(i64),
    /// In the network, last data session ended.
    Attached(i64),
    /// Working, but out of the network since.
    Offline(i64),
    /// Not heard of since; nobody knows why yet.
    Silent(i64),
    /// Switched off by its owner at.
    Off(i64),
    /// Still in a drawer, never used.
    Unused,
    /// Its lifetime is over since.
    Expired(i64),
    /// Held as inventory only, with a carrier that takes no orders.
    Shelf,
}

impl Standing {
    fn draw(random: &mut Random) -> Self {
        const DAY: i64 = 24 * 60;
        match random.below(1000) {
            0..505 => Self::Online(random.between(20, 3 * DAY)),
            505..665 => Self::Attached(random.between(5, 10 * 60)),
            665..810 => Self::Offline(random.between(30, 4 * DAY)),
            810..850 => Self::Silent(random.between(12 * DAY, 80 * DAY)),
            850..920 => Self::Off(random.between(2 * DAY, 120 * DAY)),
            920..950 => Self::Unused,
            950..980 => Self::Expired(random.between(3 * DAY, 150 * DAY)),
            _ => Self::Shelf,
        }
    }

    /// The status that goes with it.
    pub(super) fn status(self) -> SimStatus {
        match self {
            Self::Online(_) | Self::Attached(_) | Self::Offline(_) | Self::Silent(_) | Self::Shelf => {
                SimStatus::Activated
            }
            Self::Off(_) | Self::Unused => SimStatus::Deactivated,
            Self::Expired(_) => SimStatus::Expired,
        }
    }
}

/// A SIM of the demo data.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DemoSim {
    pub iccid: Iccid,
    pub imsi: String,
    pub msisdn: String,
    pub eid: Option<String>,
    /// IMEISV of its device.
    pub imei: String,
    /// IMEISV of the device before, and how many minutes ago it was replaced.
    pub device_before: Option<(String, i64)>,
    pub imei_locked: bool,
    pub ip_address: String,
    pub house: House,
    /// Which of the organisations holds it: the houses first, then the small ones, which look like one of the houses.
    pub home: usize,
    /// Whether the end user of its organisation sees it.
    pub is_linked: bool,
    pub kind: Kind,
    /// How its device behaves.
    pub profile: DeviceProfile,
    pub service: Service,
    pub sim_type: &'static str,
    pub label: String,
    pub tags: Vec<&'static str>,
    pub note: &'static str,
    pub standing: Standing,
    /// Where it lives.
    pub place: Place,
    /// What it uses in the time of the demo data, bytes.
    pub data_target: i64,
    /// SMS it sends and gets.
    pub sms_target: i64,
    pub added_at: UtcTime,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
}

/// The SIMs one after the other.
pub(super) struct Fleet {
    seed: u64,
    now: UtcTime,
    index: u32,
    size: u32,
    /// How many SIMs are like those of a small fleet, if it is a large one.
    rich: Option<u32>,
    number: u64,
    gaps: Random,
    linked: [u32; 3],
    small: usize,
}

impl Fleet {
    pub(super) fn new(seed: u64, size: u32, rich: Option<u32>, now: UtcTime) -> Self {
        Self {
            seed,
            now,
            index: 0,
            size: size.min(MOST_SIMS),
            rich,
            number: 10_000_000,
            gaps: Random::new(seed),
            linked: [0; 3],
            small: 0,
        }
    }

    fn sim(&mut self, iccid: Iccid) -> DemoSim {
        let random = &mut Random::of_part(self.seed, u64::from(self.index));
        let (house, home) = self.home();
        let kind = Kind::of(house, random);
        let standing = Standing::draw(random);
        let service = kind.service(random);
        let (serial, suffix) = (self.number % 1_000_000, self.number % 100_000_000);
        let imei = |serial: u64| format!("{}{serial:06}01", kind.device_code());
        let has_moved = matches!(standing, Standing::Online(_) | Standing::Attached(_)) && random.chance(2);
        let Names { label, tags, note } = names(house, kind, random);
        let country = match house {
            House::Hansa => "DE",
            House::Denmark => "DK",
            House::Northmast => "GB",
        };
        let networks = Network::of_country(country);
        let network = random.pick(&networks).copied().unwrap_or(Network::home());
        let bearer = kind.bearer(random);
        let is_esim = random.chance(18);
        let (added_at, starts_on, ends_on) = lifetime(standing, self.now, random);
        let data_target = data_target(service.data, random);
        DemoSim {
            iccid,
            imsi: format!("9014051{suffix:08}"),
            msisdn: format!("8822851{suffix:08}"),
            eid: is_esim.then(|| format!("890490323000000000000000{suffix:08}")),
            imei: imei(serial),
            device_before: has_moved.then(|| (imei((serial + 123_456) % 1_000_000), random.between(600, 30 * 24 * 60))),
            imei_locked: !has_moved && is_in_use(standing) && random.chance(12),
            ip_address: address(self.index),
            house,
            home,
            is_linked: self.is_linked(house, standing),
            kind,
            profile: kind.profile(standing, data_target >= service.data),
            service,
            sim_type: match (is_esim, kind) {
                (true, _) => "eSIM Industrial",
                (false, Kind::Sensor | Kind::Meter) => "FlexSIM Industrial",
                (false, _) => "FlexSIM Business",
            },
            label: if standing == Standing::Unused {
                String::new()
            } else {
                label
            },
            tags: if standing == Standing::Unused { Vec::new() } else { tags },
            note,
            standing,
            place: Place::somewhere(network, bearer, random),
            data_target,
            sms_target: sms_target(kind, service.sms, random),
            added_at,
            starts_on,
            ends_on,
        }
    }

    /// Whose the SIM is, and how its names look.
    fn home(&mut self) -> (House, usize) {
        if self.rich.is_none_or(|rich| self.index < rich) {
            let house = house(self.index);
            return (house, house as usize);
        }
        let house = match self.index % 1000 * 37 % 1000 {
            0..900 => House::Hansa,
            900..940 => House::Denmark,
            940..960 => House::Northmast,
            _ => {
                let small = self.small % SMALL_HOMES;
                self.small += 1;
                return (small_style(small), House::ALL.len() + small);
            }
        };
        (house, house as usize)
    }

    /// The first few SIMs in use of each organisation are the end user's.
    fn is_linked(&mut self, house: House, standing: Standing) -> bool {
        let Some(linked) = self.linked.get_mut(house as usize) else {
            return false;
        };
        let is_linked = *linked < 12 && house != House::Northmast && standing != Standing::Shelf;
        *linked += u32::from(is_linked);
        is_linked
    }
}

impl Iterator for Fleet {
    type Item = DemoSim;

    fn next(&mut self) -> Option<DemoSim> {
        if self.index >= self.size {
            return None;
        }
        // Deliveries have gaps; a full run of numbers would look made up.
        self.number += u64::from(self.gaps.between(1, 3).unsigned_abs() == 3) + 1;
        let iccid = Iccid::from_number(ICCID_PREFIX * 100_000_000 + self.number)?;
        let sim = self.sim(iccid);
        self.index += 1;
        Some(sim)
    }
}

/// 90 of 100 SIMs in the first organisation, whatever the seed; 37 is prime to 100, so the others are spread evenly.
fn house(index: u32) -> House {
    match index % 100 * 37 % 100 {
        0..90 => House::Hansa,
        90..96 => House::Denmark,
        _ => House::Northmast,
    }
}

/// The shared address space of RFC 6598, as carriers use it for static addresses.
fn address(index: u32) -> String {
    let [_, second, third, fourth] = (index + 2).to_be_bytes();
    match second {
        0..64 => format!("100.{}.{third}.{fourth}", 64 + second),
        // It has room for 4 million; larger fleets go on in that of RFC 1918.
        _ => format!("10.{second}.{third}.{fourth}"),
    }
}

fn is_in_use(standing: Standing) -> bool {
    standing.status() == SimStatus::Activated && standing != Standing::Shelf
}

/// When the SIM was added, and the first and last day of its lifetime of ten years.
fn lifetime(standing: Standing, now: UtcTime, random: &mut Random) -> (UtcTime, NaiveDate, NaiveDate) {
    const LIFETIME: Months = Months::new(120);
    // What was given up or is over has been here for long.
    let may_be_young = !matches!(standing, Standing::Silent(_) | Standing::Off(_) | Standing::Expired(_));
    let age = if may_be_young && random.chance(13) {
        random.between(20, 180)
    } else {
        random.between(190, 1400)
    };
    let added_at = now - TimeDelta::minutes(age * 24 * 60 + random.below(600));
    let ends_on = match standing {
        // The day before it expired was the last one.
        Standing::Expired(minutes) => (now - TimeDelta::minutes(minutes)).date() - Days::new(1),
        Standing::Online(_) | Standing::Attached(_) | Standing::Offline(_) if random.chance(3) => {
            now.date() + Days::new(random.between(2, 88).unsigned_abs())
        }
        _ => added_at.date() + LIFETIME,
    };
    (added_at, ends_on - LIFETIME, ends_on)
}

fn data_target(total: i64, random: &mut Random) -> i64 {
    let permille = match random.below(100) {
        0..86 => random.between(80, 760),
        86..97 => random.between(805, 992),
        _ => random.between(1_000, 1_060),
    };
    total / 1000 * permille
}

fn sms_target(kind: Kind, total: i64, random: &mut Random) -> i64 {
    let percent = match kind {
        Kind::Gate => match random.below(100) {
            0..80 => random.between(5, 70),
            80..95 => random.between(81, 99),
            _ => 100,
        },
        _ if random.chance(10) => random.between(1, 8),
        _ => 0,
    };
    total * percent / 100
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::types::{eid::Eid, imei::Imei, imsi::Imsi, ip::StaticIp, msisdn::Msisdn};

    fn now() -> UtcTime {
        chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc()
    }

    #[test]
    fn the_same_seed_gives_the_same_fleet_and_another_seed_another_one() {
        let fleet: Vec<DemoSim> = Fleet::new(1, 300, None, now()).collect();
        assert_eq!(fleet, Fleet::new(1, 300, None, now()).collect::<Vec<_>>());
        assert_ne!(fleet, Fleet::new(2, 300, None, now()).collect::<Vec<_>>());
        let longer: Vec<DemoSim> = Fleet::new(1, 400, None, now()).take(300).collect();
        assert_eq!(fleet, longer, "more SIMs do not change the first ones");
    }

    #[test]
    fn every_number_is_valid_and_unique_and_iccids_ascend() {
        let fleet: Vec<DemoSim> = Fleet::new(7, 5_000, None, now()).collect();
        assert_eq!(fleet.len(), 5_000);
        assert!(fleet.windows(2).all(|pair| pair[0].iccid < pair[1].iccid));
        let unique = |of: &dyn Fn(&DemoSim) -> &str| fleet.iter().map(of).collect::<HashSet<_>>().len();
        assert_eq!(unique(&|sim| &sim.imsi), 5_000);
        assert_eq!(unique(&|sim| &sim.msisdn), 5_000);
        assert_eq!(unique(&|sim| &sim.ip_address), 5_000);
        for sim in &fleet {
            assert!(sim.iccid.as_str().starts_with("89882280990"), "{}", sim.iccid);
            assert_eq!(Iccid::parse(&sim.iccid.with_luhn()), Ok(sim.iccid));
            assert!(Imsi::parse(&sim.imsi).is_ok() && sim.imsi.len() == 15, "{}", sim.imsi);
            assert!(
                Msisdn::parse(&sim.msisdn).is_ok() && sim.msisdn.len() == 15,
                "{}",
                sim.msisdn
            );
            assert!(Imei::parse(&sim.imei).is_ok(), "{}", sim.imei);
            assert!(sim.eid.iter().all(|eid| Eid::parse(eid).is_ok()), "{:?}", sim.eid);
            assert!(StaticIp::parse(&sim.ip_address).is_ok(), "{}", sim.ip_address);
        }
    }

    #[test]
    fn every_state_worth_showing_is_there_and_nine_of_ten_sims_are_in_the_first_organisation() {
        let fleet: Vec<DemoSim> = Fleet::new(7, 1_000, None, now()).collect();
        let count = |is: &dyn Fn(&DemoSim) -> bool| fleet.iter().filter(|sim| is(sim)).count();
        assert_eq!(count(&|sim| sim.house == House::Hansa), 900);
        assert!((10..=35).contains(&count(&|sim| sim.standing == Standing::Shelf)));
        assert!(count(&|sim| sim.standing.status() == SimStatus::Activated) > 800);
        assert!(count(&|sim| sim.standing.status() == SimStatus::Expired) > 10);
        assert!(count(&|sim| matches!(sim.standing, Standing::Silent(_))) > 20);
        assert!(count(&|sim| sim.data_target >= sim.service.data) > 15);
        assert!(count(&|sim| sim.imei_locked) > 50);
        assert!(count(&|sim| sim.device_before.is_some()) > 5);
        assert_eq!(count(&|sim| sim.is_linked), 24);
        let soon = now().date() + Days::new(90);
        let today = now().date();
        assert!(count(&|sim| (today..=soon).contains(&sim.ends_on)) > 8);
    }

    #[test]
    fn a_lifetime_is_over_exactly_for_expired_sims_and_begins_before_the_sim_was_added() {
        for sim in Fleet::new(7, 2_000, None, now()) {
            let is_over = sim.ends_on < now().date();
            assert_eq!(is_over, sim.standing.status() == SimStatus::Expired, "{}", sim.iccid);
            assert!(
                sim.starts_on <= sim.added_at.date() && sim.added_at < now(),
                "{}",
                sim.iccid
            );
        }
    }
}
