//! What a device does next: a pure function of who it is, what it did before and how its SIM stands.
//!
//! Steps alternate. An even one is between device and network (it registers, opens or ends a session, moves), an odd one is use (a
//! record of what went through the session, SMS, and what the network's quota control says about it). Each is handed in by itself,
//! because use and sessions change different counters, and whoever changes both in one transaction must take care of their order.

use chrono::{Datelike, TimeDelta, Weekday};

use super::habits::{Habits, Range, habits};
use super::{Device, Happening, Network, Place, Random, device_id, event};
use crate::domain::ingest::parse::events::EventRecord;
use crate::domain::ingest::parse::usage::{Operator, Traffic, UsageRecord};
use crate::types::device_profile::DeviceProfile;
use crate::types::iccid::Iccid;
use crate::types::imei::is_same_device;
use crate::types::status::SessionStatus;
use crate::types::time::UtcTime;
use crate::types::volume::DataVolume;

/// A device and how its SIM stands, before a step.
#[derive(Debug, Clone)]
pub struct Situation<'a> {
    /// Key of the SIM, of which the ids of records are made.
    pub sim_id: i64,
    /// The SIM.
    pub iccid: Iccid,
    /// How the device behaves.
    pub profile: DeviceProfile,
    /// What its chances are drawn from.
    pub seed: i64,
    /// Number of the step.
    pub step: i64,
    /// When it takes it. No record says anything later.
    pub at: UtcTime,
    /// How many times as fast as a real one it acts, at least 1.
    pub pace: u32,
    /// Whether the SIM may use the network.
    pub is_activated: bool,
    /// What it is doing in the network.
    pub session: SessionStatus,
    /// Since when, or since its last record if that is later.
    pub since: Option<UtcTime>,
    /// Where it was seen last.
    pub place: Option<Place>,
    /// IMSI.
    pub imsi: &'a str,
    /// Device seen last; `None`: nobody has put the SIM into one yet.
    pub imei: Option<&'a str>,
    /// The only device that is let in.
    pub locked_imei: Option<&'a str>,
    /// Address of its sessions.
    pub ip_address: Option<&'a str>,
    /// Name of the service.
    pub service: &'a str,
    /// Bytes left and bought.
    pub data: (i64, i64),
    /// SMS left and bought.
    pub sms: (i64, i64),
}

/// What came of a step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Acted {
    /// Use, only of odd steps.
    pub usage: Vec<UsageRecord>,
    /// Events: of even steps what changes the session, of odd ones what does not.
    pub events: Vec<EventRecord>,
    /// Number of the next step.
    pub next_step: i64,
    /// Time until then.
    pub next_in: TimeDelta,
}

/// In one of so many connections the SIM sits in another device than before.
const CHANGES_DEVICE: i64 = 400;
/// In so many of 100 refused connections somebody puts the SIM back into its own device.
const IS_PUT_BACK: i64 = 30;

/// The step. The same situation always gives the same.
pub fn act(situation: &Situation<'_>) -> Acted {
    let mut act = Act {
        is: situation,
        habits: habits(situation.profile),
        random: Random::of_part(
            situation.seed.unsigned_abs() ^ situation.iccid.number(),
            situation.step.unsigned_abs(),
        ),
        imei: situation.imei.map(str::to_owned),
        events: Vec::new(),
        usage: Vec::new(),
    };
    let (steps, next_in) = match (situation.is_activated, situation.step % 2) {
        (false, odd) => (2 - odd, act.after(act.habits.pause)),
        (true, 0) => act.signal(),
        (true, _) => act.use_it(),
    };
    Acted {
        next_step: situation.step.saturating_add(steps),
        next_in,
        events: act.told(),
        usage: act.usage,
    }
}

struct Act<'a> {
    is: &'a Situation<'a>,
    habits: &'static Habits,
    random: Random,
    imei: Option<String>,
    events: Vec<(Happening, Option<Place>)>,
    usage: Vec<UsageRecord>,
}

impl Act<'_> {
    /// Between device and network. Answers by how many steps it goes on, and after what time.
    fn signal(&mut self) -> (i64, TimeDelta) {
        let is = self.is;
        let place = is.place.unwrap_or_else(|| self.first_place());
        if is.session == SessionStatus::Online {
            return self.stay(place);
        }
        self.take_device();
        if is
            .locked_imei
            .is_some_and(|locked| self.imei.as_deref().is_none_or(|imei| !is_same_device(imei, locked)))
        {
            if self.random.chance(IS_PUT_BACK) {
                self.imei = is.locked_imei.map(str::to_owned);
            } else {
                // The network sees the other device, and the lock turns it away.
                self.tell(Happening::UpdateLocation, &place);
                self.tell(Happening::AuthenticationFailed, &place);
                self.tell(Happening::PurgeLocation, &place);
                self.tell(Happening::PurgeGprsLocation, &place);
                return (2, self.pause());
            }
        }
        let place = self.moved(place);
        if is.session == SessionStatus::Offline {
            self.tell(Happening::UpdateLocation, &place);
            self.tell(Happening::UpdateGprsLocation, &place);
        }
        if self.has_no_data() {
            // It is seen in the network and may send SMS, and that is all.
            return (1, self.pause());
        }
        self.tell(Happening::CreatePdp, &place);
        (1, self.after(self.habits.report))
    }

    /// With a session: it ends, goes on elsewhere, or just goes on.
    fn stay(&mut self, place: Place) -> (i64, TimeDelta) {
        if self.has_no_data() || self.random.chance(self.habits.ends) {
            self.tell(Happening::DeletePdp, &place);
            if self.random.chance(self.habits.gone) {
                self.tell(Happening::PurgeLocation, &place);
                self.tell(Happening::PurgeGprsLocation, &place);
            }
            return (2, self.pause());
        }
        let next = self.moved(place);
        if next.network.id != place.network.id {
            self.tell(Happening::UpdateLocation, &next);
            self.tell(Happening::UpdateGprsLocation, &next);
        }
        if next != place {
            self.tell(Happening::UpdatePdp, &next);
        }
        (1, self.after(self.habits.report))
    }

    /// Use.
    fn use_it(&mut self) -> (i64, TimeDelta) {
        let is = self.is;
        if is.session == SessionStatus::Online && !self.has_no_data() {
            self.use_data();
        }
        if is.session != SessionStatus::Offline && is.sms.0 > 0 && self.random.chance(self.habits.sms) {
            let count = self.random.between(1, 3).min(is.sms.0);
            let mo = self.random.below(count + 1);
            self.record(is.at, Traffic::Sms { mo, mt: count - mo });
            self.note_quota(is.sms, count, (Happening::SmsLow, Happening::SmsUsedUp));
        }
        (1, self.after((0, 0)))
    }

    fn use_data(&mut self) {
        let is = self.is;
        let (left, total) = is.data;
        let drawn = self.random.between(self.habits.bytes.0, self.habits.bytes.1);
        // The network closes the tap at the last byte.
        let bytes = if total > 0 { drawn.min(left) } else { drawn };
        let sent = bytes * self.random.between(self.habits.uplink.0, self.habits.uplink.1) / 100;
        let volume = |bytes| DataVolume::from_bytes(bytes).unwrap_or_default();
        let traffic = Traffic::Data {
            total: volume(bytes),
            tx: volume(sent),
            rx: volume(bytes - sent),
        };
        // Not longer than a day, whatever pause the simulator has made.
        let since = is.since.unwrap_or(is.at).max(is.at - TimeDelta::hours(24)).min(is.at);
        self.record(since, traffic);
        self.note_quota(is.data, bytes, (Happening::DataLow, Happening::DataUsedUp));
    }

    fn record(&mut self, since: UtcTime, traffic: Traffic) {
        let is = self.is;
        let Some(id) = device_id(is.sim_id, is.step, self.usage.len()) else {
            return;
        };
        let operator = is.place.map(|place| Operator {
            id: Some(place.network.id),
            name: Some(place.network.name.to_owned()),
            mnc: Some(place.network.mnc.to_owned()),
            country_name: Some(place.network.country.to_owned()),
            mcc: Some(place.network.mcc.to_owned()),
        });
        self.usage.push(UsageRecord {
            id,
            iccid: is.iccid,
            started_at: since,
            ended_at: is.at,
            traffic,
            imsi: Some(is.imsi.to_owned()).filter(|imsi| !imsi.is_empty()),
            imei: self.imei.clone(),
            ip_address: is.ip_address.map(str::to_owned),
            organisation_name: None,
            operator,
            tariff_name: Some(is.service.to_owned()).filter(|name| !name.is_empty()),
        });
    }

    /// Tells when a quota passes the point where a fifth is left, and where nothing is.
    fn note_quota(&mut self, (left, total): (i64, i64), used: i64, told: (Happening, Happening)) {
        let after = left - used;
        if total > 0 && left * 5 > total && after * 5 <= total {
            self.events.push((told.0, None));
        }
        if total > 0 && left > 0 && after <= 0 {
            self.events.push((told.1, None));
        }
    }

    fn tell(&mut self, happening: Happening, place: &Place) {
        self.events.push((happening, Some(*place)));
    }

    /// The events as records: a millisecond apart, the last one now.
    fn told(&mut self) -> Vec<EventRecord> {
        let is = self.is;
        let device = Device {
            iccid: is.iccid,
            imei: self.imei.as_deref(),
            ip_address: is.ip_address,
        };
        let count = self.events.len();
        let told = std::mem::take(&mut self.events);
        told.into_iter()
            .enumerate()
            .filter_map(|(index, (happening, place))| {
                let before = i64::try_from(count - index - 1).unwrap_or_default();
                let at = is.at - TimeDelta::milliseconds(before);
                let id = device_id(is.sim_id, is.step, index)?;
                let mut record = event(id, &device, happening, at, place.as_ref(), None);
                // Whatever this network says is labelled (product section 15).
                record.description.push_str(" (simulated)");
                Some(record)
            })
            .collect()
    }

    /// The device in which the SIM is now.
    fn take_device(&mut self) {
        let is_new = self.random.below(CHANGES_DEVICE) == 0;
        if let Some(imei) = self.imei.as_mut() {
            if is_new {
                let model = imei.get(..8).unwrap_or("86357604").to_owned();
                *imei = format!("{model}{:06}01", self.random.below(1_000_000));
            }
        } else {
            let serial = Random::new(self.is.iccid.number()).below(1_000_000);
            self.imei = Some(
                self.is
                    .locked_imei
                    .map_or_else(|| format!("86357604{serial:06}01"), str::to_owned),
            );
        }
    }

    fn first_place(&mut self) -> Place {
        let networks = Network::of_country("DE");
        let network = self.random.pick(&networks).copied().unwrap_or(Network::home());
        Place::somewhere(network, self.habits.bearer, &mut self.random)
    }

    fn moved(&mut self, place: Place) -> Place {
        if !self.random.chance(self.habits.moves) {
            return place;
        }
        let mut network = place.network;
        if self.random.chance(self.habits.crosses) {
            let countries: Vec<&str> = self.habits.abroad.iter().copied().chain(["DE"]).collect();
            let country = self.random.word(&countries);
            let networks = Network::of_country(country);
            network = self.random.pick(&networks).copied().unwrap_or(network);
        }
        Place::somewhere(network, place.bearer, &mut self.random)
    }

    fn has_no_data(&self) -> bool {
        let (left, total) = self.is.data;
        left <= 0 && total > 0
    }

    fn pause(&mut self) -> TimeDelta {
        let (from, to) = self.habits.pause;
        let is_weekend = matches!(self.is.at.weekday(), Weekday::Sat | Weekday::Sun);
        let times = if self.habits.rests && is_weekend { 3 } else { 1 };
        self.after((from * times, to * times))
    }

    /// Some time of so many minutes at the pace, at least a second.
    fn after(&mut self, (from, to): Range) -> TimeDelta {
        let seconds = self.random.between(from * 60, to * 60) / i64::from(self.is.pace.max(1));
        TimeDelta::seconds(seconds.max(1))
    }
}

#[cfg(test)]
mod tests;
