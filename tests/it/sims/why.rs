//! "Why is it off?": the chain over all states, and what each kind of reader is offered.

use chrono::{NaiveDateTime, TimeDelta};
use simportal::domain::sims::{Finding, Link, LinkState, Remedy, chain};
use simportal::storage::sims::SimRow;
use simportal::types::lang::Lang;
use simportal::types::status::{SessionStatus, SimStatus};
use simportal::web::urls;

use super::{at, unmanaged};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{Answer, TestApp, Who, make};

on_both!(
    each_button_is_there_for_those_who_may_press_it,
    a_reader_is_told_whom_to_ask,
    what_the_carrier_must_do_is_not_offered,
    the_strip_speaks_german,
);

const THIS: &str = "356938035643809";
const OTHER: &str = "490154203237518";

/// A SIM for which every link holds.
fn working(app: &TestApp) -> SimRow {
    let now = app.state.clock.now();
    SimRow {
        session: SessionStatus::Online,
        session_event_at: Some(now),
        imei: Some(THIS.to_owned()),
        imei_locked: true,
        locked_imei: Some(THIS.to_owned()),
        ..make::sim(app, Org::Master)
    }
}

type Case = (&'static str, fn(&mut SimRow, NaiveDateTime), Finding, Option<Remedy>);

const CASES: &[Case] = &[
    ("all holds", |_, _| {}, Finding::Works, None),
    (
        "the calendar ends a lifetime before any record says so",
        |sim, now| sim.lifetime_ends_on = now.date() - TimeDelta::days(1),
        Finding::Expired,
        Some(Remedy::AskForTime),
    ),
    (
        "expired",
        |sim, _| sim.status = SimStatus::Expired,
        Finding::Expired,
        Some(Remedy::AskForTime),
    ),
    (
        "deactivated comes before all that is wrong behind it",
        |sim, _| {
            sim.status = SimStatus::Deactivated;
            sim.data_left = 0;
            sim.imei = Some(OTHER.to_owned());
        },
        Finding::Deactivated,
        Some(Remedy::Activate),
    ),
    (
        "no product",
        |sim, _| (sim.data_total, sim.data_left, sim.sms_total) = (0, 0, 0),
        Finding::NoService,
        Some(Remedy::AskForVolume),
    ),
    (
        "used up comes before the lock",
        |sim, _| {
            sim.data_left = 0;
            sim.imei = Some(OTHER.to_owned());
        },
        Finding::NoData,
        Some(Remedy::AskForVolume),
    ),
    (
        "SMS only lacks no data",
        |sim, _| (sim.data_total, sim.data_left) = (0, 0),
        Finding::Works,
        None,
    ),
    (
        "another device, even while a session is open",
        |sim, _| sim.imei = Some(OTHER.to_owned()),
        Finding::OtherDevice,
        Some(Remedy::ImeiLock),
    ),
    (
        "the same device with another software",
        |sim, _| sim.imei = Some("3569380356438012".to_owned()),
        Finding::Works,
        None,
    ),
    (
        "locked before any device was seen",
        |sim, _| (sim.imei, sim.locked_imei) = (None, None),
        Finding::Works,
        None,
    ),
    (
        "never heard of",
        |sim, now| {
            (sim.session, sim.session_event_at) = (SessionStatus::Offline, None);
            sim.last_activity_at = now - TimeDelta::days(100);
        },
        Finding::NeverSeen,
        None,
    ),
    (
        "offline for hours",
        |sim, now| {
            sim.session = SessionStatus::Offline;
            sim.last_activity_at = now - TimeDelta::days(7) + TimeDelta::seconds(1);
        },
        Finding::Offline,
        None,
    ),
    (
        "offline for days",
        |sim, now| {
            sim.session = SessionStatus::Offline;
            sim.last_activity_at = now - TimeDelta::days(12);
        },
        Finding::Silent(12),
        Some(Remedy::Reset),
    ),
    (
        "attached",
        |sim, _| sim.session = SessionStatus::Attached,
        Finding::Attached,
        Some(Remedy::Reset),
    ),
    (
        "attached, but silent",
        |sim, now| {
            sim.session = SessionStatus::Attached;
            sim.last_activity_at = now - TimeDelta::days(7);
        },
        Finding::Silent(7),
        Some(Remedy::Reset),
    ),
    (
        "online, but silent",
        |sim, now| sim.last_activity_at = now - TimeDelta::days(8),
        Finding::Stale(8),
        Some(Remedy::Reset),
    ),
];

#[actix_web::test]
async fn the_first_broken_link_is_why() {
    let app = TestApp::sqlite().await;
    let now = app.state.clock.now();
    for (name, change, finding, remedy) in CASES {
        let mut sim = working(&app);
        change(&mut sim, now);
        let chain = chain(&sim, now);
        assert_eq!((chain.finding, chain.finding.remedy()), (*finding, *remedy), "{name}");
        let broken = chain.links.iter().find(|(_, state)| *state == LinkState::Broken);
        let is_of_network = finding.link() == Link::Network;
        assert_eq!(
            broken.map(|(link, _)| *link),
            (!is_of_network).then_some(finding.link()),
            "{name}: {chain:?}"
        );
    }
}

/// Text of the strip, and its button with where it leads.
fn strip(answer: &Answer) -> (String, Option<(String, String)>) {
    let page = answer.page();
    let strip = page.select(&selector(".why")).next().expect("the strip");
    let words = strip.text().collect::<String>();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let link = strip.select(&selector(".actions a")).next();
    let link = link.map(|a| (a.text().collect::<String>(), a.attr("href").unwrap().to_owned()));
    let form = strip.select(&selector(".actions form")).next();
    let form = form.map(|form| {
        let button = form.select(&selector("button")).next().unwrap();
        (
            button.text().collect::<String>(),
            form.attr("action").unwrap().to_owned(),
        )
    });
    (words, link.or(form))
}

/// A SIM in another device than the one it is locked to.
fn in_other_device(app: &TestApp) -> SimRow {
    make::sim_with(app, Org::Master, |sim| {
        (sim.imei_locked, sim.imei, sim.locked_imei) = (true, Some(OTHER.to_owned()), Some(THIS.to_owned()));
    })
}

async fn each_button_is_there_for_those_who_may_press_it(app: TestApp) {
    let now = app.state.clock.now();
    let off = make::sim_with(&app, Org::Master, |sim| sim.status = SimStatus::Deactivated);
    let moved = in_other_device(&app);
    let attached = make::sim_with(&app, Org::Master, |sim| sim.session = SessionStatus::Attached);
    let over = make::sim_with(&app, Org::Master, |sim| {
        sim.lifetime_ends_on = now.date() - TimeDelta::days(1)
    });
    let empty = make::sim_with(&app, Org::Master, |sim| sim.data_left = 0);
    let online = make::sim_with(&app, Org::Master, |sim| sim.session = SessionStatus::Online);
    let client = app.as_(Who::Alice).await;
    for (sim, key, button, leads_to) in [
        (&off, "sim-why-deactivated", "Activate", at(urls::SIM_ACTIVATION, &off)),
        (
            &moved,
            "sim-why-other-device",
            "Unlock",
            at(urls::SIM_IMEI_LOCK, &moved),
        ),
        (
            &attached,
            "sim-why-attached",
            "Reset connection",
            at(urls::SIM_RESET, &attached),
        ),
        (&over, "sim-why-expired", "Extend", at(urls::SIM_EXTENSION, &over)),
        (&empty, "sim-why-no-data", "Top up", at(urls::SIM_TOP_UP, &empty)),
    ] {
        let (words, found) = strip(&client.get(&at(urls::SIM, sim)).await);
        assert!(words.contains(&text(Lang::En, key)), "{words}");
        assert_eq!(found, Some((button.to_owned(), leads_to)), "{words}");
    }
    let (words, found) = strip(&client.get(&at(urls::SIM, &online)).await);
    assert!(words.starts_with("It works") && found.is_none(), "{words}");
    // The button does what it says.
    let answer = client.post(&at(urls::SIM_ACTIVATION, &off), &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    app.run_jobs().await;
    let (words, _) = strip(&client.get(&at(urls::SIM, &off)).await);
    assert!(!words.contains(&text(Lang::En, "sim-why-deactivated")), "{words}");
}

async fn a_reader_is_told_whom_to_ask(app: TestApp) {
    let off = make::sim_with(&app, Org::Master, |sim| sim.status = SimStatus::Deactivated);
    let moved = in_other_device(&app);
    let client = app.as_(Who::Bob).await;
    for (sim, advice) in [(&off, "sim-why-do-change-sim-state"), (&moved, "sim-why-do-lock-imei")] {
        let (words, button) = strip(&client.get(&at(urls::SIM, sim)).await);
        assert!(words.contains(&text(Lang::En, advice)), "{words}");
        assert_eq!(button, None, "{words}");
    }
    let empty = make::sim_with(&app, Org::Master, |sim| sim.data_left = 0);
    let (_, button) = strip(&client.get(&at(urls::SIM, &empty)).await);
    let mail = "mailto:help@simportal.example".to_owned();
    assert_eq!(
        button,
        Some(("Ask for volume".to_owned(), mail)),
        "who may not buy asks"
    );
}

async fn what_the_carrier_must_do_is_not_offered(app: TestApp) {
    let carrier = unmanaged(&app);
    let off = make::sim_with(&app, Org::Master, |sim| {
        sim.status = SimStatus::Deactivated;
        sim.carrier_id = carrier;
    });
    let (words, button) = strip(&app.as_(Who::Alice).await.get(&at(urls::SIM, &off)).await);
    assert!(words.contains(&text(Lang::En, "sim-why-do-carrier")), "{words}");
    assert_eq!(button, None);
}

async fn the_strip_speaks_german(app: TestApp) {
    let now = app.state.clock.now();
    let silent = make::sim(&app, Org::Master);
    make::usage(&app, &silent, now - TimeDelta::days(12), 0.001, None);
    app.pass(TimeDelta::days(12));
    let (words, _) = strip(&app.as_(Who::Adam).await.get(&at(urls::SIM, &silent)).await);
    assert!(words.contains("seit 12 Tagen"), "{words}");
}
