use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::types::event_type;
use crate::types::status::Bearer;

fn at() -> UtcTime {
    // A Friday.
    chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap().naive_utc()
}

fn situation(profile: DeviceProfile) -> Situation<'static> {
    Situation {
        sim_id: 7,
        iccid: Iccid::parse("8988228099000000001").unwrap(),
        profile,
        seed: 3,
        step: 0,
        at: at(),
        pace: 1,
        is_activated: true,
        session: SessionStatus::Offline,
        since: None,
        place: None,
        imsi: "901405110000001",
        imei: None,
        locked_imei: None,
        ip_address: Some("100.64.0.1"),
        service: "Lifetime Flat 500 MB",
        data: (500_000_000, 500_000_000),
        sms: (250, 250),
    }
}

/// What a device did in some days, with its SIM kept as the portal would keep it.
#[derive(Default)]
struct Life {
    data: i64,
    sms: i64,
    records: i64,
    sessions: i64,
    types: Vec<i32>,
    countries: HashSet<String>,
    ids: HashSet<(bool, i64)>,
}

fn live(mut is: Situation<'static>, days: i64, mut each: impl FnMut(&Situation<'_>, &Acted)) -> Life {
    let mut life = Life::default();
    let end = is.at + TimeDelta::days(days);
    while is.at < end {
        let acted = act(&is);
        each(&is, &acted);
        for record in &acted.usage {
            assert!(life.ids.insert((true, record.id)), "an id came twice");
            match record.traffic {
                Traffic::Data { total, .. } => {
                    life.data += total.bytes();
                    life.records += 1;
                    is.data.0 -= total.bytes();
                }
                Traffic::Sms { mo, mt } => {
                    life.sms += mo + mt;
                    is.sms.0 -= mo + mt;
                }
            }
            is.since = is.since.max(Some(record.ended_at));
        }
        for record in &acted.events {
            assert!(life.ids.insert((false, record.id)), "an id came twice");
            life.types.push(record.type_id);
            life.countries.extend(record.country_iso.clone());
            life.sessions += i64::from(record.type_id == 3);
            let Some(effect) = event_type::effect(record.type_id) else {
                continue;
            };
            is.session = effect.apply(is.session);
            is.since = Some(record.occurred_at);
            is.imei = record.imei.clone().map(|imei| &*imei.leak());
            if let (Some(cell), Some(bearer)) = (&record.cell, record.bearer) {
                let (area, cell) = cell.split_once('-').unwrap();
                let code = format!("{} {}", record.mcc.as_ref().unwrap(), record.mnc.as_ref().unwrap());
                is.place = Some(Place {
                    network: Network::by_code(&code).unwrap(),
                    bearer,
                    area: area.parse().unwrap(),
                    cell: cell.parse().unwrap(),
                });
            }
        }
        is.step = acted.next_step;
        is.at += acted.next_in;
    }
    life
}

#[test]
fn each_profile_uses_about_what_its_kind_uses_in_a_month() {
    let kilobyte = 1_000;
    for (profile, data, sessions, most_sms) in [
        (DeviceProfile::Meter, (400, 2_000), (60, 250), 20),
        (DeviceProfile::Tracker, (50_000, 250_000), (60, 900), 150),
        (DeviceProfile::Camera, (800_000, 1_900_000), (20, 400), 0),
        (DeviceProfile::Silent, (0, 40), (0, 12), 0),
        (DeviceProfile::Roaming, (80_000, 450_000), (60, 700), 250),
        (DeviceProfile::Chatty, (8_000, 40_000), (400, 2_500), 800),
        (DeviceProfile::QuotaBurner, (20_000_000, 60_000_000), (50, 1_500), 300),
    ] {
        let mut is = situation(profile);
        is.data = (100_000_000 * kilobyte, 100_000_000 * kilobyte);
        is.sms = (100_000, 100_000);
        let life = live(is, 30, |_, _| {});
        let used = life.data / kilobyte;
        assert!((data.0..=data.1).contains(&used), "{profile}: {used} kB");
        assert!(
            (sessions.0..=sessions.1).contains(&life.sessions),
            "{profile}: {} sessions",
            life.sessions
        );
        assert!(life.sms <= most_sms, "{profile}: {} SMS", life.sms);
        assert!((life.countries.len() > 1) == (profile == DeviceProfile::Roaming || profile == DeviceProfile::Tracker));
    }
}

#[test]
fn a_used_up_quota_is_told_once_and_ends_the_session_for_good() {
    let life = live(situation(DeviceProfile::QuotaBurner), 60, |is, acted| {
        if is.data.0 == 0 {
            let opens = acted.events.iter().any(|event| matches!(event.type_id, 3 | 4));
            assert!(!opens, "a session without data");
        }
    });
    assert_eq!(life.data, 500_000_000, "not a byte more than was bought");
    for (id, times) in [(18, 1), (19, 1)] {
        assert_eq!(
            life.types.iter().filter(|told| **told == id).count(),
            times,
            "type {id}"
        );
    }
    let last = life.types.iter().rev().find(|id| matches!(id, 3..=5));
    assert_eq!(last, Some(&5), "the session was closed");
}

#[test]
fn a_sim_without_data_in_its_product_is_not_limited() {
    let mut is = situation(DeviceProfile::Chatty);
    is.data = (0, 0);
    let life = live(is, 1, |_, _| {});
    assert!(life.data > 0 && !life.types.contains(&19));
}

#[test]
fn a_lock_turns_another_device_away_until_somebody_puts_the_sim_back() {
    let (own, other) = ("8635760412345601", "8647530500000101");
    let mut refused = 0;
    let mut put_back = 0;
    for step in (0..400).step_by(2) {
        let acted = act(&Situation {
            step,
            imei: Some(other),
            locked_imei: Some(own),
            ..situation(DeviceProfile::Chatty)
        });
        let types: Vec<i32> = acted.events.iter().map(|event| event.type_id).collect();
        if types == [1, 6, 15, 16] {
            refused += 1;
            assert!(acted.events.iter().all(|event| event.imei.as_deref() != Some(own)));
        } else {
            put_back += 1;
            assert_eq!(types, [1, 2, 3]);
            assert!(acted.events.iter().all(|event| event.imei.as_deref() == Some(own)));
        }
    }
    assert!(refused > 100 && put_back > 30, "{refused} and {put_back}");
}

#[test]
fn now_and_then_a_sim_sits_in_another_device_of_the_same_model() {
    let changed = (0..8_000)
        .step_by(2)
        .map(|step| {
            act(&Situation {
                step,
                imei: Some("8635760412345601"),
                ..situation(DeviceProfile::Meter)
            })
        })
        .filter(|acted| {
            let imei = acted.events[0].imei.as_deref().unwrap();
            assert!(imei.starts_with("86357604") && imei.len() == 16);
            imei != "8635760412345601"
        })
        .count();
    assert!((2..30).contains(&changed), "{changed} of 4000");
}

#[test]
fn at_a_higher_pace_a_device_does_the_same_sooner() {
    let slow = act(&situation(DeviceProfile::Tracker));
    let quick = act(&Situation {
        pace: 60,
        ..situation(DeviceProfile::Tracker)
    });
    assert_eq!(slow.events, quick.events);
    assert!(slow.next_in >= TimeDelta::minutes(4) && quick.next_in <= TimeDelta::seconds(12));
}

fn any_situation() -> impl Strategy<Value = Situation<'static>> {
    let who = (
        1_i64..70_000_000,
        prop::sample::select(DeviceProfile::ALL),
        any::<i64>(),
        0_i64..12_000_000,
        1_u32..=1440,
    );
    let how = (
        any::<bool>(),
        prop::sample::select(SessionStatus::ALL),
        prop::option::of(0_i64..100_000),
        prop::option::of(prop::sample::select(Bearer::ALL)),
        prop::option::of(Just("8635760412345601")),
        prop::option::of(Just("8647530500000101")),
    );
    let quota = ((0_i64..9_000_000, 0_i64..9_000_000), (0_i64..9, 0_i64..9));
    (who, how, quota).prop_map(|(who, how, (data, sms))| {
        let (sim_id, profile, seed, step, pace) = who;
        let (is_activated, session, since, bearer, imei, locked_imei) = how;
        Situation {
            sim_id,
            profile,
            seed,
            step,
            pace,
            is_activated,
            session,
            since: since.map(|seconds| at() - TimeDelta::seconds(seconds)),
            place: bearer.map(|bearer| Place::somewhere(Network::home(), bearer, &mut Random::new(1))),
            imei,
            locked_imei,
            data: (data.0.min(data.1), data.1),
            sms: (sms.0.min(sms.1), sms.1),
            ..situation(profile)
        }
    })
}

proptest! {
    #[test]
    fn a_step_is_the_same_every_time_and_its_records_are_right(is in any_situation()) {
        let acted = act(&is);
        prop_assert_eq!(&acted, &act(&is));
        prop_assert!(acted.next_step > is.step && acted.next_in >= TimeDelta::seconds(1));
        // Use and sessions change different counters: never both in one step.
        let moves = acted.events.iter().any(|event| event_type::effect(event.type_id).is_some());
        prop_assert!(is.step % 2 == 1 || acted.usage.is_empty());
        prop_assert!(is.step % 2 == 0 || !moves);
        if !is.is_activated {
            prop_assert!(acted.usage.is_empty() && acted.events.is_empty() && acted.next_step % 2 == 0);
        }
        prop_assert!(acted.events.iter().all(|event| event.occurred_at <= is.at));
        prop_assert!(acted.events.windows(2).all(|pair| pair[0].occurred_at < pair[1].occurred_at && pair[0].id < pair[1].id));
        prop_assert!(acted.events.iter().all(|event| event.description.ends_with("(simulated)")));
        for record in &acted.usage {
            prop_assert!(record.started_at <= record.ended_at && record.ended_at <= is.at);
            match record.traffic {
                Traffic::Data { total, tx, rx } => {
                    prop_assert_eq!(total.bytes(), tx.bytes() + rx.bytes());
                    prop_assert!(is.data.1 == 0 || total.bytes() <= is.data.0);
                    prop_assert_eq!(is.session, SessionStatus::Online);
                }
                Traffic::Sms { mo, mt } => prop_assert!(mo >= 0 && mt >= 0 && mo + mt >= 1 && mo + mt <= is.sms.0),
            }
        }
        let ids: HashSet<i64> = acted.usage.iter().map(|record| record.id).collect();
        prop_assert_eq!(ids.len(), acted.usage.len());
    }
}
