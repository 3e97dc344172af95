//! Half a year of usage and events of one SIM, as its network would have sent them.

use chrono::{Datelike, TimeDelta, Weekday};

use super::fleet::{DemoSim, Standing};
use super::people::owner_of;
use crate::domain::ingest::parse::Parsed;
use crate::domain::ingest::parse::events::EventRecord;
use crate::domain::ingest::parse::usage::{Operator, Traffic, UsageRecord};
use crate::domain::simulation::{self, Device, Habits, Happening, Network, Place, Random, demo_id, habits};
use crate::types::time::UtcTime;
use crate::types::volume::DataVolume;

/// How far back the demo data go: the current month and the five before it are whole, whatever day it is.
const DAYS_BACK: i64 = 186;
/// The last weeks have more records than the rest, because a SIM's page shows them day by day.
const RECENT: TimeDelta = TimeDelta::days(56);
/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Records of the demo data, with ids that go on from one SIM to the next.
#[derive(Default)]
pub(super) struct Records {
    pub usage: Vec<Parsed<UsageRecord>>,
    pub events: Vec<Parsed<EventRecord>>,
    usage_ids: i64,
    event_ids: i64,
}

/// How many records a SIM in full use has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Density {
    /// Some forty, most of them of the last weeks, and some sessions of the past.
    Rich,
    /// One per month, and how its present state came about.
    Thin,
}

/// Adds the records of a SIM.
pub(super) fn add(records: &mut Records, sim: &DemoSim, density: Density, seed: u64, now: UtcTime) {
    let Some(window) = Window::of(sim, now) else {
        return;
    };
    let random = &mut Random::of_part(seed, sim.iccid.number());
    let places = places(sim, random);
    let mut draft = Draft {
        sim,
        now,
        density,
        events: Vec::new(),
    };
    usage(records, &mut draft, &window, &places, random);
    draft.events(&window, &places, random);
    draft.events.sort_by_key(|(at, ..)| *at);
    for (at, happening, place) in draft.events {
        let device = device(sim, at, now);
        records.event_ids += 1;
        let user = matches!(happening, Happening::Activation | Happening::Suspension).then(|| owner_of(sim.home));
        let id = demo_id(records.event_ids);
        let mut record = simulation::event(id, &device, happening, at, place.as_ref(), user.as_deref());
        if density == Density::Thin {
            // A third of the room that an event takes, and what it says stands in the columns, too.
            record.detail = None;
        }
        records
            .events
            .push(simulation::parsed(records.events.len() + 1, id, record));
    }
}

/// The time in which a SIM was in use.
struct Window {
    from: UtcTime,
    /// Last sign of life, or now.
    to: UtcTime,
}

impl Window {
    fn of(sim: &DemoSim, now: UtcTime) -> Option<Self> {
        let to = match sim.standing {
            Standing::Online(_) => now - TimeDelta::minutes(i64::from(sim.added_at.day()) + 1),
            Standing::Attached(minutes)
            | Standing::Offline(minutes)
            | Standing::Silent(minutes)
            | Standing::Off(minutes)
            | Standing::Expired(minutes) => now - TimeDelta::minutes(minutes),
            Standing::Unused | Standing::Shelf => return None,
        };
        let from = (now - TimeDelta::days(DAYS_BACK)).max(sim.added_at + TimeDelta::hours(2));
        (to - from > TimeDelta::days(3)).then_some(Self { from, to })
    }

    fn minutes(&self) -> i64 {
        (self.to - self.from).num_minutes()
    }

    /// The times of `n` records: spread over the window, the last `recent` part of which gets three of five.
    fn times(&self, n: i64, recent: TimeDelta, random: &mut Random) -> Vec<UtcTime> {
        let all = self.minutes();
        let recent = all.min(recent.num_minutes());
        let older = match recent {
            0 => n,
            _ if recent == all => 0,
            _ => n * 2 / 5,
        };
        let spread = |count: i64, from: i64, length: i64, random: &mut Random| -> Vec<i64> {
            (0..count)
                .map(|i| from + (i * length + random.below(length)) / count.max(1))
                .collect()
        };
        let mut minutes = spread(older, 0, all - recent, random);
        minutes.extend(spread(n - older, all - recent, recent, random));
        minutes
            .into_iter()
            .map(|minute| self.from + TimeDelta::seconds(minute * 60 + random.below(60)))
            .collect()
    }
}

/// Where a SIM was: its own place first.
fn places(sim: &DemoSim, random: &mut Random) -> Vec<Place> {
    let mut places = vec![sim.place];
    let abroad = habits(sim.profile).abroad;
    for _ in 0..abroad.len() / 2 + 1 {
        let networks = Network::of_country(random.word(abroad));
        if let Some(network) = random.pick(&networks) {
            places.push(Place::somewhere(network, sim.place.bearer, random));
        }
    }
    places
}

fn device(sim: &DemoSim, at: UtcTime, now: UtcTime) -> Device<'_> {
    let before = sim
        .device_before
        .as_ref()
        .filter(|(_, minutes)| at < now - TimeDelta::minutes(*minutes));
    Device {
        iccid: sim.iccid,
        imei: Some(before.map_or(&sim.imei, |(imei, _)| imei)),
        ip_address: Some(&sim.ip_address),
    }
}

/// Usage that adds up to what the SIM is meant to use in half a year; notes when its quotas run low.
fn usage(records: &mut Records, draft: &mut Draft<'_>, window: &Window, places: &[Place], random: &mut Random) {
    let sim = draft.sim;
    // A SIM that was in use for a part of the time used a part of it. What has run low or out has done so in that part.
    let share = |target: i64, total: i64| {
        if target * 5 > total * 4 {
            target
        } else {
            target * window.minutes() / (DAYS_BACK * DAY)
        }
    };
    let habits = habits(sim.profile);
    let (full, least, recent) = match draft.density {
        Density::Rich => (random.between(32, 42), 4, RECENT),
        Density::Thin => (6, 1, TimeDelta::zero()),
    };
    let count = (full * window.minutes() / (DAYS_BACK * DAY)).max(least);
    let mut times = window.times(count, recent, random);
    // The last sign of life is a record.
    if let Some(last) = times.last_mut() {
        *last = window.to;
    }
    // A record stands for what was used since the one before, so that months come out even although their records are not.
    let mut before = window.from;
    let weights: Vec<i64> = times
        .iter()
        .map(|at| {
            let minutes = (*at - std::mem::replace(&mut before, *at)).num_minutes().max(1);
            minutes * random.between(60, 140) * workday(habits, *at)
        })
        .collect();
    let sum: i64 = weights.iter().sum::<i64>().max(1);
    let target = share(sim.data_target, sim.service.data);
    let (mut weighed, mut used) = (0, 0);
    for (at, weight) in times.iter().zip(weights) {
        weighed += weight;
        let until_now = i64::try_from(i128::from(target) * i128::from(weighed) / i128::from(sum)).unwrap_or(target);
        let bytes = until_now - std::mem::replace(&mut used, until_now);
        draft.note_quota(*at, (until_now - bytes, until_now), sim.service.data, DATA);
        let up = bytes / 100 * random.between(habits.uplink.0, habits.uplink.1);
        let volume = |bytes| DataVolume::from_bytes(bytes).unwrap_or_default();
        let traffic = Traffic::Data {
            total: volume(bytes),
            tx: volume(up),
            rx: volume(bytes - up),
        };
        let minutes = random.between(2, 15);
        records.push_usage(draft, *at, minutes, place_at(places, random), traffic);
    }
    let target = share(sim.sms_target, sim.service.sms);
    let parts = target.min(if draft.density == Density::Rich { 12 } else { 2 });
    let mut used = 0;
    for (index, at) in window.times(parts, TimeDelta::zero(), random).into_iter().enumerate() {
        let until_now = target * (i64::try_from(index).unwrap_or_default() + 1) / parts.max(1);
        let messages = until_now - std::mem::replace(&mut used, until_now);
        draft.note_quota(at, (until_now - messages, until_now), sim.service.sms, SMS);
        let mo = random.below(messages + 1) / 2;
        let traffic = Traffic::Sms { mo, mt: messages - mo };
        records.push_usage(draft, at, 0, place_at(places, random), traffic);
    }
}

impl Records {
    /// How many records of use have got an id.
    pub(super) fn last_usage(&self) -> i64 {
        self.usage_ids
    }

    fn push_usage(&mut self, draft: &Draft<'_>, at: UtcTime, minutes: i64, place: &Place, traffic: Traffic) {
        let sim = draft.sim;
        self.usage_ids += 1;
        let id = demo_id(self.usage_ids);
        let record = UsageRecord {
            id,
            iccid: sim.iccid,
            started_at: at - TimeDelta::minutes(minutes),
            ended_at: at,
            traffic,
            imsi: Some(sim.imsi.clone()),
            imei: device(sim, at, draft.now).imei.map(str::to_owned),
            ip_address: Some(sim.ip_address.clone()),
            organisation_name: None,
            operator: Some(Operator {
                id: Some(place.network.id),
                name: Some(place.network.name.to_owned()),
                mnc: Some(place.network.mnc.to_owned()),
                country_name: Some(place.network.country.to_owned()),
                mcc: Some(place.network.mcc.to_owned()),
            }),
            tariff_name: Some(sim.service.name.to_owned()),
        };
        self.usage.push(simulation::parsed(self.usage.len() + 1, id, record));
    }
}

/// Half of the time a device is at home.
fn place_at<'a>(places: &'a [Place], random: &mut Random) -> &'a Place {
    static NOWHERE: std::sync::OnceLock<Place> = std::sync::OnceLock::new();
    let home = places.first();
    let place = if random.chance(50) { home } else { random.pick(places) };
    place.unwrap_or_else(|| {
        NOWHERE
            .get_or_init(|| Place::somewhere(Network::home(), crate::types::status::Bearer::Lte, &mut Random::new(0)))
    })
}

/// Cold stores and meters know no Sunday, lorries and gates do. In percent.
fn workday(habits: &Habits, at: UtcTime) -> i64 {
    match (habits.rests, at.weekday()) {
        (false, _) => 100,
        (true, Weekday::Sun) => 15,
        (true, Weekday::Sat) => 45,
        (true, _) => 120,
    }
}

const DATA: (Happening, Happening) = (Happening::DataLow, Happening::DataUsedUp);
const SMS: (Happening, Happening) = (Happening::SmsLow, Happening::SmsUsedUp);

/// The events of a SIM before they have ids.
struct Draft<'a> {
    sim: &'a DemoSim,
    now: UtcTime,
    density: Density,
    events: Vec<(UtcTime, Happening, Option<Place>)>,
}

impl Draft<'_> {
    fn add(&mut self, at: UtcTime, happening: Happening, place: &Place) {
        self.events.push((at, happening, Some(*place)));
    }

    /// Tells when a quota passes the point where it is low or used up.
    fn note_quota(&mut self, at: UtcTime, (before, after): (i64, i64), total: i64, told: (Happening, Happening)) {
        let at = at + TimeDelta::seconds(2);
        if before * 5 < total * 4 && after * 5 >= total * 4 {
            self.events.push((at, told.0, None));
        }
        if before < total && after >= total {
            self.events.push((at + TimeDelta::seconds(1), told.1, None));
        }
    }

    /// What the network and people told: some sessions of the past, and how the present state came about.
    fn events(&mut self, window: &Window, places: &[Place], random: &mut Random) {
        let sim = self.sim;
        if window.from > sim.added_at && sim.added_at > self.now - TimeDelta::days(DAYS_BACK) {
            let at = sim.added_at + TimeDelta::minutes(30);
            self.events.push((at, Happening::Activation, None));
        }
        // The session of now begins here; everything of the past lies before.
        let current = match sim.standing {
            Standing::Online(minutes) => self.now - TimeDelta::minutes(minutes),
            _ => window.to - TimeDelta::minutes(random.between(40, 900)),
        };
        let sessions = match self.density {
            Density::Rich => random.between(1, 2),
            Density::Thin => 0,
        };
        for _ in 0..sessions {
            let at = current - TimeDelta::minutes(random.between(DAY, 40 * DAY));
            if at > window.from {
                let place = place_at(places, random);
                self.add(at, Happening::UpdateLocation, place);
                self.add(at + TimeDelta::seconds(3), Happening::CreatePdp, place);
                self.add(
                    at + TimeDelta::minutes(random.between(20, 600)),
                    Happening::DeletePdp,
                    place,
                );
            }
        }
        if random.chance(3) {
            self.add(
                current - TimeDelta::seconds(90),
                Happening::AuthenticationFailed,
                &sim.place,
            );
        }
        let place = place_at(places, random);
        if self.density == Density::Rich {
            self.add(current - TimeDelta::seconds(4), Happening::UpdateGprsLocation, place);
        }
        self.add(current, Happening::CreatePdp, place);
        let ended = window.to;
        let gone = |draft: &mut Self| {
            if draft.density == Density::Rich {
                draft.add(ended, Happening::PurgeLocation, place);
            }
            draft.add(ended + TimeDelta::seconds(1), Happening::PurgeGprsLocation, place);
        };
        match sim.standing {
            Standing::Attached(_) => self.add(ended, Happening::DeletePdp, place),
            Standing::Offline(_) | Standing::Silent(_) => gone(self),
            Standing::Off(_) => {
                let at = ended - TimeDelta::seconds(2);
                self.events.push((at, Happening::Suspension, None));
                gone(self);
            }
            Standing::Expired(_) => {
                let at = ended - TimeDelta::seconds(2);
                self.events.push((at, Happening::DataExpired, None));
                gone(self);
            }
            Standing::Online(_) | Standing::Unused | Standing::Shelf => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fleet::Fleet;
    use super::*;
    use crate::types::event_type;
    use crate::types::status::SessionStatus;

    const SEED: u64 = 11;

    fn now() -> UtcTime {
        chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc()
    }

    fn each(check: impl Fn(&DemoSim, &[&UsageRecord], &[&EventRecord])) {
        for sim in Fleet::new(SEED, 1_000, None, now()) {
            let mut records = Records::default();
            add(&mut records, &sim, Density::Rich, SEED, now());
            let usage: Vec<_> = records
                .usage
                .iter()
                .map(|parsed| parsed.result.as_ref().unwrap())
                .collect();
            let events: Vec<_> = records
                .events
                .iter()
                .map(|parsed| parsed.result.as_ref().unwrap())
                .collect();
            check(&sim, &usage, &events);
        }
    }

    #[test]
    fn the_newest_events_leave_each_sim_in_the_state_it_was_drawn_with() {
        each(|sim, _, events| {
            let session = events.iter().fold(SessionStatus::Offline, |session, event| {
                event_type::effect(event.type_id).map_or(session, |effect| effect.apply(session))
            });
            let expected = match sim.standing {
                Standing::Online(_) => SessionStatus::Online,
                Standing::Attached(_) => SessionStatus::Attached,
                _ => SessionStatus::Offline,
            };
            assert_eq!(session, expected, "{} {:?}", sim.iccid, sim.standing);
        });
    }

    #[test]
    fn records_lie_between_the_day_the_sim_was_added_and_now_and_events_are_in_order() {
        each(|sim, usage, events| {
            assert!(
                usage
                    .iter()
                    .all(|r| r.started_at <= r.ended_at && r.started_at >= sim.added_at)
            );
            assert!(usage.iter().all(|r| r.ended_at <= now()), "{}", sim.iccid);
            assert!(
                events
                    .iter()
                    .all(|e| e.occurred_at >= sim.added_at && e.occurred_at <= now())
            );
            assert!(events.windows(2).all(|pair| pair[0].occurred_at <= pair[1].occurred_at));
        });
    }

    #[test]
    fn a_sim_whose_quota_runs_out_is_told_about_once_and_used_exactly_what_it_was_meant_to() {
        each(|sim, usage, events| {
            let data: i64 = usage
                .iter()
                .map(|record| match record.traffic {
                    Traffic::Data { total, .. } => total.bytes(),
                    Traffic::Sms { .. } => 0,
                })
                .sum();
            let told = |id| events.iter().filter(|event| event.type_id == id).count();
            let is_used_up = !usage.is_empty() && sim.data_target >= sim.service.data;
            assert_eq!(told(19), usize::from(is_used_up), "{}", sim.iccid);
            assert_eq!(told(18), usize::from(data * 5 >= sim.service.data * 4), "{}", sim.iccid);
            if is_used_up {
                assert_eq!(data, sim.data_target);
            }
        });
    }

    #[test]
    fn a_sim_in_full_use_has_some_forty_records_and_seven_events() {
        let (mut sims, mut usage, mut events) = (0, 0, 0);
        for sim in Fleet::new(SEED, 1_000, None, now()).filter(|sim| matches!(sim.standing, Standing::Online(_))) {
            let mut records = Records::default();
            add(&mut records, &sim, Density::Rich, SEED, now());
            (sims, usage, events) = (sims + 1, usage + records.usage.len(), events + records.events.len());
        }
        assert!((32..=44).contains(&(usage / sims)), "{usage} records of {sims} SIMs");
        assert!((5..=10).contains(&(events / sims)), "{events} events of {sims} SIMs");
    }
}
