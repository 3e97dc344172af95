//! Follows every link and every choice of every form, as a person with much time would: nothing leads astray.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::TimeDelta;
use scraper::Html;
use simportal::storage::ingest::{NewEvent, insert_events};
use simportal::types::status::{EventSource, SessionStatus, Severity, SimStatus, VolumeGroup};
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{Client, TestApp, Who, make};

on_both!(every_link_and_every_choice_leads_somewhere);

/// Addresses that differ in their values only: so many of each are tried.
const OF_ONE_KIND: usize = 2;

async fn every_link_and_every_choice_leads_somewhere(mut app: TestApp) {
    // Who opens a document first makes it, and the mails that go with it.
    app.leave_work();
    fill(&app);
    for (who, least) in [(Who::Alice, 60), (Who::Emil, 20), (Who::Stella, 8), (Who::Bob, 30)] {
        let opened = crawl(&app.as_(who).await).await;
        assert!(
            opened.len() >= least,
            "{who:?} found only {} pages: {opened:#?}",
            opened.len()
        );
    }
}

/// Enough of everything that lists have several pages and every state occurs.
pub fn fill(app: &TestApp) {
    let now = app.state.clock.now();
    make::mail_file(app);
    make::bulk(app);
    make::purchase(app);
    make::export(app);
    make::passkey(app);
    make::shared_view(app);
    make::transfer(app);
    make::approval(app);
    make::incoming(app);
    make::card(app);
    make::order_by_card(app, 1);
    for _ in 0..3 {
        make::order(app, Org::Master);
    }
    for n in 0..60_u32 {
        make::set_aside(app);
        let sim = make::sim_with(app, Org::Master, |sim| {
            sim.label = if n % 7 == 0 {
                String::new()
            } else {
                format!("Kühlwagen {n}")
            };
            sim.status = SimStatus::ALL[n as usize % SimStatus::ALL.len()];
            sim.session = SessionStatus::ALL[n as usize % SessionStatus::ALL.len()];
            sim.data_group = VolumeGroup::ALL[n as usize % VolumeGroup::ALL.len()];
            sim.sms_group = VolumeGroup::ALL[(n / 3) as usize % VolumeGroup::ALL.len()];
            sim.service = ["Telemetry", "Tracking", ""][n as usize % 3].to_owned();
            sim.last_activity_at = now - TimeDelta::hours(i64::from(n));
        });
        if n % 20 == 0 {
            let events: Vec<NewEvent> = (0..70).map(|k| event(app, sim.id, k)).collect();
            app.db(|db| insert_events(db, &events));
        }
    }
}

fn event(app: &TestApp, sim_id: i64, k: i32) -> NewEvent {
    let organisation = app.database.cast.organisation(Org::Master);
    let at = app.state.clock.now() - TimeDelta::minutes(i64::from(k));
    NewEvent {
        record_id: None,
        root_id: organisation,
        organisation_id: organisation,
        sim_id: Some(sim_id),
        occurred_at: at,
        type_id: [1, 3, 4][k as usize % 3],
        type_name: "Event".to_owned(),
        severity: Severity::ALL[k as usize % Severity::ALL.len()],
        source: EventSource::ALL[k as usize % EventSource::ALL.len()],
        alert: k % 5 == 0,
        description: "New location received".to_owned(),
        actor: None,
        operator_name: Some("Operator".to_owned()),
        country_name: Some("Germany".to_owned()),
        bearer: None,
        ip_address: None,
        imei: None,
        detail: None,
        received_at: at,
    }
}

/// Opens whatever can be reached from the first page; answers the addresses.
pub async fn crawl(client: &Client<'_>) -> BTreeSet<String> {
    let mut opened = BTreeSet::new();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut waiting = VecDeque::from([(urls::HOME.to_owned(), "nowhere".to_owned())]);
    while let Some((address, from)) = waiting.pop_front() {
        let seen = kinds.entry(kind(&address)).or_default();
        if *seen >= OF_ONE_KIND || !opened.insert(address.clone()) {
            continue;
        }
        *seen += 1;
        let answer = client.get(&address).await;
        let what = format!("{address} (found on {from}): {}", answer.status);
        match answer.status {
            303 => waiting.push_back((answer.location().to_owned(), address)),
            200 if answer.is_html() => {
                let next = addresses(&answer.page(), &address);
                waiting.extend(next.into_iter().map(|next| (next, address.clone())));
            }
            200 => assert!(!answer.body.is_empty(), "{what}"),
            _ => panic!("{what}\n{}", answer.text()),
        }
    }
    opened
}

/// What kind of address it is. A single choice is one by itself (`?status=expired`); of several together only the names count, and of
/// more than two only how many: each pair is tried, but not each of the thousands of combinations.
fn kind(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path: Vec<&str> = path
        .split('/')
        .map(|part| {
            if part.len() > 8 && part.bytes().any(|b| b.is_ascii_digit()) {
                "#"
            } else {
                part
            }
        })
        .collect();
    let path = path.join("/");
    let pairs: Vec<&str> = query.split('&').collect();
    let names: BTreeSet<&str> = pairs
        .iter()
        .map(|pair| pair.split('=').next().unwrap_or_default())
        .collect();
    match (names.len(), pairs.first()) {
        (1, Some(pair)) if pair.len() <= 30 => format!("{path}?{pair}"),
        (1 | 2, _) => format!("{path}?{}", names.into_iter().collect::<Vec<_>>().join("&")),
        (n, _) => format!("{path}?{n} of them"),
    }
}

/// Links of a page, and what its searches make of each of their choices.
fn addresses(html: &Html, here: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for link in html.select(&selector(
        "a[href], [hx-get], link[rel=stylesheet], script[src], iframe[src]",
    )) {
        let names = ["href", "hx-get", "src"];
        found.extend(names.iter().filter_map(|name| link.attr(name)).map(str::to_owned));
    }
    for form in html.select(&selector("form:not([method]), form[method=get]")) {
        let action = form.attr("action").unwrap_or_default();
        for choice in form.select(&selector("select[name] option")) {
            let value = choice.attr("value").unwrap_or_default();
            let select = choice.ancestors().filter_map(scraper::ElementRef::wrap);
            let name = select.filter_map(|element| element.attr("name")).next().unwrap();
            found.insert(format!("{action}?{name}={}", urls::encode(value)));
        }
        for typed in form.select(&selector("input[name]:not([type=hidden])")) {
            let value = typed.attr("value").filter(|value| !value.is_empty()).unwrap_or("kühl");
            let name = typed.attr("name").unwrap();
            found.insert(format!("{action}?{name}={}", urls::encode(value)));
        }
    }
    found
        .into_iter()
        .filter_map(|address| {
            let address = address.split('#').next().unwrap_or_default().to_owned();
            match address.as_str() {
                "" => None,
                relative if relative.starts_with('?') => Some(format!("{}{relative}", here.split('?').next().unwrap())),
                local if local.starts_with('/') && !local.starts_with("//") => Some(address),
                mail if mail.starts_with("mailto:") || mail.starts_with("tel:") => None,
                foreign => panic!("{here} leads to {foreign}"),
            }
        })
        .collect()
}
