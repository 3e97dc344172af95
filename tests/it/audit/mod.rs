//! The audit log: its page, its filter, its file, on both databases.

use chrono::TimeDelta;
use scraper::Selector;
use simportal::storage::audit::{self, Change};
use simportal::storage::sims::SimRow;
use simportal::types::access::OrgScope;
use simportal::types::iccid::Iccid;
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::make::{sim, sim_with};
use crate::support::{Answer, Client, TestApp, Who};

on_both!(
    the_log_says_who_changed_what_from_which_value_to_which,
    every_part_of_the_filter_narrows,
    pages_hold_every_entry_once,
    the_file_has_every_entry_of_the_filter,
    nobody_reads_the_log_of_another_organisation,
    what_the_filter_does_not_know_is_said,
);

fn at(pattern: &str, sim: &SimRow) -> String {
    urls::sim(pattern, &Iccid::parse(&sim.iccid).unwrap())
}

async fn label(client: &Client<'_>, sim: &SimRow, label: &str) {
    let answer = client.post(&at(urls::SIM_LABEL, sim), &[("label", label)]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// The cells of each row, joined.
fn lines(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let row = Selector::parse("tbody tr").unwrap();
    let page = answer.page();
    page.select(&row)
        .map(|row| {
            row.text()
                .collect::<Vec<_>>()
                .join(" ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

fn scope(app: &TestApp, org: Org) -> OrgScope {
    let master = app.database.cast.organisation(Org::Master);
    OrgScope::for_job(master, app.database.cast.organisation(org), "nightly job")
}

fn entry(app: &TestApp, org: Org, action: &'static str, kind: &'static str, name: &str) {
    let (scope, now) = (scope(app, org), app.state.clock.now());
    let change = Change {
        action,
        object_kind: kind,
        object_id: 1,
        object_name: name,
        old: None,
        new: Some("=1+1".to_owned()),
    };
    app.db(|db| audit::insert(db, &scope, now, vec![change]));
}

async fn the_log_says_who_changed_what_from_which_value_to_which(app: TestApp) {
    let sim = sim_with(&app, Org::Master, |sim| sim.label = "Gate".to_owned());
    let alice = app.as_(Who::Alice).await;
    label(&alice, &sim, "North gate").await;
    app.pass(TimeDelta::minutes(1));
    entry(&app, Org::Master, "sim.expire_someday", "satellite", "Sputnik");
    let page = alice.get(urls::AUDIT).await;
    let lines = lines(&page);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].contains("nightly job") && lines[0].contains("sim.expire_someday"),
        "{}",
        lines[0]
    );
    assert!(lines[0].contains("Sputnik satellite"), "{}", lines[0]);
    for said in ["Alice", "Label changed", &sim.iccid, "SIM", "Gate", "North gate"] {
        assert!(lines[1].contains(said), "{said}: {}", lines[1]);
    }
    assert!(
        page.text()
            .contains(&format!("href=\"{}\"", urls::sim_page(&sim.iccid)))
    );
    entry(&app, Org::Master, "approval.ask", "approval", "12 SIMs");
    let page = alice.get(urls::AUDIT).await;
    assert!(page.text().contains("href=\"/approvals/1\""));
    let page = alice.get(&format!("{}?lang=de", urls::AUDIT)).await;
    assert_eq!(page.status, 200);
}

async fn every_part_of_the_filter_narrows(app: TestApp) {
    let (one, other) = (sim(&app, Org::Master), sim(&app, Org::Master));
    let alice = app.as_(Who::Alice).await;
    label(&alice, &one, "First").await;
    let adam = app.as_(Who::Adam).await;
    label(&adam, &other, "Second").await;
    app.pass(TimeDelta::days(3));
    entry(&app, Org::Master, "view.save", "view", "Trucks_100%");
    // The session of three days ago is over.
    let alice = app.as_(Who::Alice).await;
    let today = app.state.clock.now().date();
    let alice_id = app.database.cast.user(Who::Alice);
    for (query, expected) in [
        (format!("who={alice_id}"), "First"),
        ("who=nobody".to_owned(), "Trucks"),
        ("action=view.save".to_owned(), "Trucks"),
        ("kind=view".to_owned(), "Trucks"),
        (format!("object={}", one.iccid), "First"),
        (
            format!("object={}", Iccid::parse(&other.iccid).unwrap().with_luhn()),
            "Second",
        ),
        ("object=TRUCKS_1".to_owned(), "Trucks"),
        (format!("from={today}"), "Trucks"),
        (
            format!("from={}&to={today}&kind=view", today - TimeDelta::days(1)),
            "Trucks",
        ),
        (format!("who={alice_id}&kind=sim&action=sim.label&to={today}"), "First"),
    ] {
        let lines = lines(&alice.get(&format!("{}?{query}", urls::AUDIT)).await);
        assert_eq!(lines.len(), 1, "{query}: {lines:?}");
        assert!(lines[0].contains(expected), "{query}: {lines:?}");
    }
    let to = today - TimeDelta::days(1);
    assert_eq!(lines(&alice.get(&format!("{}?to={to}", urls::AUDIT)).await).len(), 2);
    assert_eq!(lines(&alice.get(&format!("{}?kind=sim", urls::AUDIT)).await).len(), 2);
    let nothing = alice.get(&format!("{}?object=Trucks_100%25x", urls::AUDIT)).await;
    assert!(nothing.words().contains("No entry matches this filter."));
    let page = alice.get(urls::AUDIT).await;
    for choice in [
        "Everybody",
        "Alice",
        "The portal itself",
        "Label changed",
        "View saved",
        "Saved view",
    ] {
        assert!(page.words().contains(choice), "{choice}: {}", page.words());
    }
}

async fn pages_hold_every_entry_once(app: TestApp) {
    for number in 0..130 {
        if number % 7 == 0 {
            app.pass(TimeDelta::seconds(1));
        }
        entry(&app, Org::Master, "view.save", "view", &format!("View {number:03}"));
    }
    let alice = app.as_(Who::Alice).await;
    let mut page = alice.get(&format!("{}?kind=view", urls::AUDIT)).await;
    let mut seen = lines(&page);
    assert_eq!(seen.len(), 50);
    let link = |page: &Answer, rel: &str| {
        let selector = Selector::parse(&format!("a[rel={rel}][href]")).unwrap();
        page.page()
            .select(&selector)
            .next()
            .map(|link| link.attr("href").unwrap().to_owned())
    };
    assert_eq!(link(&page, "prev"), None);
    let mut back = Vec::new();
    while let Some(next) = link(&page, "next") {
        assert!(next.contains("kind=view"), "{next}");
        page = alice.get(&next).await;
        seen.extend(lines(&page));
    }
    assert_eq!(seen.len(), 130);
    for (place, line) in seen.iter().enumerate() {
        assert!(line.contains(&format!("View {:03}", 129 - place)), "{place}: {line}");
    }
    back.extend(lines(&page));
    while let Some(previous) = link(&page, "prev") {
        page = alice.get(&previous).await;
        back.splice(0..0, lines(&page));
    }
    assert_eq!(back, seen);
}

async fn the_file_has_every_entry_of_the_filter(app: TestApp) {
    for number in 0..60 {
        entry(&app, Org::Master, "view.save", "view", &format!("=View {number}"));
    }
    entry(&app, Org::Master, "report.set", "report", "Monday");
    let alice = app.as_(Who::Alice).await;
    let file = alice.get(&format!("{}?kind=view", urls::AUDIT_CSV)).await;
    assert_eq!(file.status, 200);
    let text = file.text();
    assert!(
        text.starts_with("happened_at_utc,who,action,kind,object,old,new,address\r\n"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 61);
    assert!(text.contains("nightly job,view.save,view,'=View 59,,'=1+1,"), "{text}");
    assert!(!text.contains("Monday"));
}

async fn nobody_reads_the_log_of_another_organisation(app: TestApp) {
    entry(&app, Org::Master, "view.save", "view", "Master's");
    entry(&app, Org::Sub, "view.save", "view", "Sub's");
    let alice = app.as_(Who::Alice).await;
    let seen = lines(&alice.get(urls::AUDIT).await).join("\n");
    assert!(seen.contains("Master's") && !seen.contains("Sub's"), "{seen}");
    let sven = app.as_(Who::Sven).await;
    let seen = lines(&sven.get(urls::AUDIT).await).join("\n");
    assert!(seen.contains("Sub's") && !seen.contains("Master's"), "{seen}");
    let charlie = app.as_(Who::Charlie).await;
    let page = charlie.get(urls::AUDIT).await;
    assert!(
        page.words().contains("Nothing has been changed yet"),
        "{}",
        page.words()
    );
}

async fn what_the_filter_does_not_know_is_said(app: TestApp) {
    entry(&app, Org::Master, "view.save", "view", "One");
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(&format!("{}?from=yesterday&who=me", urls::AUDIT)).await;
    assert!(page.words().contains("A value of the filter does not exist"));
    assert_eq!(lines(&page).len(), 1);
    // A key of a page that was changed leads to the first page.
    let page = alice.get(&format!("{}?older=1-1.x", urls::AUDIT)).await;
    assert_eq!(lines(&page).len(), 1);
}
