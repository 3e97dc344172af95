//! What is looked for, in the order in which it is found: pages by the index that answers, on both databases.

use chrono::TimeDelta;
use scraper::Selector;
use simportal::storage::sims::{self, SimRow};
use simportal::types::access::OrgScope;
use simportal::types::tag::TagName;
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::make::{sim, sim_with, usage};
use crate::support::{Answer, Client, TestApp, Who};

on_both!(
    what_is_looked_for_comes_in_the_order_in_which_it_is_found,
    a_number_in_all_fields_is_found_wherever_it_stands,
    the_latest_change_of_device_comes_first,
    long_lists_say_where_counting_stopped,
);

fn rows(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.text());
    hrefs(answer, "tbody a.iccid")
        .into_iter()
        .map(|href| href.trim_start_matches("/sims/").to_owned())
        .collect()
}

fn hrefs(answer: &Answer, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let page = answer.page();
    page.select(&selector)
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect()
}

/// All rows of a list, walked page by page from its beginning and from its end.
async fn walk(client: &Client<'_>, query: &str) -> (Vec<String>, Vec<String>) {
    let mut page = client.get(&format!("{}?{query}", urls::SIMS)).await;
    let mut forwards = rows(&page);
    while let Some(next) = hrefs(&page, "a[rel=next][href]").pop() {
        page = client.get(&next).await;
        forwards.extend(rows(&page));
    }
    let mut page = client.get(&format!("{}?{query}&page=last", urls::SIMS)).await;
    let mut backwards = rows(&page);
    while let Some(previous) = hrefs(&page, "a[rel=prev][href]").pop() {
        page = client.get(&previous).await;
        backwards.splice(0..0, rows(&page));
    }
    (forwards, backwards)
}

async fn what_is_looked_for_comes_in_the_order_in_which_it_is_found(app: TestApp) {
    let now = app.state.clock.now();
    let made: Vec<SimRow> = (0..60_i64)
        .map(|number| {
            let sim = sim_with(&app, Org::Master, |sim| {
                // Labels, numbers and days run against the ICCIDs; some days fall together.
                sim.label = format!("Gate_{} 100%", 99 - number);
                sim.msisdn = format!("4917{:09}", 900 - number);
                sim.imsi = format!("26299{:010}", 900 - number);
                sim.service = "Fleet".to_owned();
                sim.last_activity_at = now - TimeDelta::days(40 + number / 2);
                sim.lifetime_ends_on = (now - TimeDelta::days(number / 3)).date() + TimeDelta::days(60);
            });
            let scope = OrgScope::for_job(sim.root_id, sim.organisation_id, "test");
            app.db(|db| sims::set_tags(db, &scope, &sim, &[TagName::parse("Gates").unwrap()]));
            sim
        })
        .collect();
    // Neighbours that are not looked for, and somebody else's that are.
    for _ in 0..5 {
        sim(&app, Org::Master);
        sim_with(&app, Org::Stranger, |sim| {
            (sim.label, sim.msisdn) = ("Gate_1 100%".to_owned(), "491799".to_owned())
        });
    }
    let by = |key: &dyn Fn(&SimRow) -> String| -> Vec<String> {
        let mut keys: Vec<(String, i64, String)> =
            made.iter().map(|sim| (key(sim), sim.id, sim.iccid.clone())).collect();
        keys.sort();
        keys.into_iter().map(|(.., iccid)| iccid).collect()
    };
    let (added, msisdn, imsi) = (
        by(&|_| String::new()),
        by(&|sim| sim.msisdn.clone()),
        by(&|sim| sim.imsi.clone()),
    );
    let activity = by(&|sim| sim.last_activity_at.to_string());
    let lifetime = by(&|sim| sim.lifetime_ends_on.to_string());

    let client = app.as_(Who::Alice).await;
    for (query, expected, sorted) in [
        ("in=label&q=gate_", &added, "when they were added"),
        ("in=label&q=0%25", &by(&|sim| sim.label_key.clone()), "label"),
        ("q=GATE_", &added, "when they were added"),
        ("tag=gates", &added, "when they were added"),
        ("in=msisdn&q=4917", &msisdn, "MSISDN"),
        ("q=%2B4917", &msisdn, "MSISDN"),
        ("q=26299", &imsi, "IMSI"),
        ("silent=30", &activity, "last activity"),
        ("expiring=1", &lifetime, "lifetime end"),
        // With something else beside it, and where an order was chosen.
        ("tag=gates&status=activated", &by(&|sim| sim.iccid.clone()), "ICCID"),
        (
            "in=label&q=gate_&sort=label",
            &by(&|sim| sim.label_key.clone()),
            "label",
        ),
        ("tag=gates&sort=imsi", &imsi, "IMSI"),
    ] {
        let page = client.get(&format!("{}?{query}", urls::SIMS)).await;
        assert!(
            page.words().contains(&format!("25 of 60 SIMs · sorted by {sorted}")),
            "{query}: {}",
            page.words()
        );
        let (forwards, backwards) = walk(&client, query).await;
        assert_eq!(&forwards, expected, "{query}");
        assert_eq!(&backwards, expected, "{query}, from the end");
    }
}

async fn a_number_in_all_fields_is_found_wherever_it_stands(app: TestApp) {
    let numbered = sim_with(&app, Org::Master, |sim| sim.msisdn = "491234567".to_owned());
    let labelled = sim_with(&app, Org::Master, |sim| sim.label = "Pump 491234567".to_owned());
    let other = sim_with(&app, Org::Master, |sim| sim.label = "Pump 49".to_owned());
    sim_with(&app, Org::Stranger, |sim| sim.label = "Pump 491234567".to_owned());
    let client = app.as_(Who::Alice).await;
    let found = async |query: &str| {
        let page = client.get(&format!("{}?{query}", urls::SIMS)).await;
        let shown = rows(&page);
        assert!(
            page.words().contains(&format!("{} of {}", shown.len(), shown.len())) || shown.is_empty(),
            "{query}"
        );
        shown
    };
    assert_eq!(
        found("q=491234567").await,
        [numbered.iccid.clone(), labelled.iccid.clone()]
    );
    assert_eq!(
        found("q=49&in=label").await,
        [other.iccid.clone(), labelled.iccid.clone()]
    );
    assert_eq!(found("q=49").await.len(), 3, "an MSISDN of others begins so, too");
    assert_eq!(
        found("q=491234567&in=msisdn").await,
        std::slice::from_ref(&numbered.iccid)
    );
    assert_eq!(found("q=491234567&status=deactivated").await, [""; 0]);
    assert_eq!(found("q=777777777").await, [""; 0]);
    assert_eq!(
        found(&format!("q={}", other.iccid)).await,
        std::slice::from_ref(&other.iccid)
    );
}

async fn the_latest_change_of_device_comes_first(app: TestApp) {
    let changed = || {
        let sim = sim(&app, Org::Master);
        usage(&app, &sim, app.state.clock.now(), 0.001, Some("356938035643809"));
        app.pass(TimeDelta::hours(30));
        usage(&app, &sim, app.state.clock.now(), 0.001, Some("490154203237518"));
        sim.iccid
    };
    let (oldest, middle, latest) = (changed(), changed(), changed());
    let client = app.as_(Who::Alice).await;
    let page = client.get("/sims?imei=1").await;
    assert_eq!(rows(&page), [latest, middle, oldest]);
    assert!(page.words().contains("sorted by latest change of device, descending"));
}

async fn long_lists_say_where_counting_stopped(app: TestApp) {
    for number in 0..230 {
        sim_with(&app, Org::Master, |sim| sim.label = format!("Lamp {number}"));
    }
    let client = app.as_(Who::Alice).await;
    let page = client.get("/sims?q=lamp&in=label").await;
    assert!(page.words().contains("25 of more than 200 SIMs"), "{}", page.words());
    let page = client.get("/sims?in=msisdn&q=4915").await;
    assert!(page.words().contains("25 of 230 SIMs"), "{}", page.words());
}
