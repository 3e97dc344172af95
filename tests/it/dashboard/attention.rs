//! "Needs attention": the counts, and that each is the length of the list behind it, whatever happens.

use chrono::TimeDelta;
use simportal::domain::sims::{activate, deactivate};
use simportal::storage::sims::SimRow;
use simportal::types::access::OrgScope;
use simportal::types::iccid::Iccid;
use simportal::types::lang::Lang;
use simportal::types::status::{SimStatus, VolumeGroup};
use simportal::web::urls;

use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{Client, TestApp, Who, make};

on_both!(
    every_concern_is_counted_as_the_list_counts_it,
    an_end_user_is_told_of_own_sims_only,
    counts_follow_what_people_order_and_what_records_bring,
    silence_begins_at_midnight_utc,
    nothing_to_do_is_said_kindly,
);

const THIS: &str = "356938035643809";
const OTHER: &str = "490154203237518";

/// One SIM or two of each concern, and some that give no cause. The last of each two is not linked to Emil.
fn troubles(app: &TestApp) -> Vec<SimRow> {
    let now = app.state.clock.now();
    make::sim(app, Org::Master);
    make::sim(app, Org::Stranger);
    let used_up = make::sim_with(app, Org::Master, |sim| {
        (sim.data_left, sim.data_group) = (0, VolumeGroup::None)
    });
    make::sim_with(app, Org::Master, |sim| {
        (sim.data_left, sim.data_group) = (0, VolumeGroup::None);
        sim.end_user_id = None;
    });
    make::sim_with(app, Org::Master, |sim| {
        (sim.data_left, sim.data_group) = (0, VolumeGroup::None);
        sim.status = SimStatus::Deactivated;
    });
    let locked = make::sim_with(app, Org::Master, |sim| {
        (sim.imei_locked, sim.imei, sim.locked_imei) = (true, Some(OTHER.to_owned()), Some(THIS.to_owned()));
    });
    let silent = make::sim_with(app, Org::Master, |sim| sim.last_activity_at = now - TimeDelta::days(40));
    make::sim_with(app, Org::Master, |sim| {
        sim.last_activity_at = now - TimeDelta::days(40);
        sim.status = SimStatus::Deactivated;
    });
    for days in [10, 80] {
        make::sim_with(app, Org::Master, |sim| {
            sim.lifetime_ends_on = now.date() + TimeDelta::days(days);
            sim.end_user_id = sim.end_user_id.filter(|_| days == 10);
        });
    }
    let moved = make::sim_with(app, Org::Master, |sim| sim.imei = Some(THIS.to_owned()));
    make::usage(app, &moved, now, 0.001, Some(OTHER));
    let hungry = make::sim(app, Org::Master);
    // 400 of 500 MB in 21 of 30 days.
    make::usage(app, &hungry, now, 400.0, None);
    vec![used_up, locked, silent, moved, hungry]
}

/// Address and count of each line and of each reason, after comparing them with the lists.
async fn lines(client: &Client<'_>) -> Vec<(String, i64)> {
    let page = client.get(urls::DASHBOARD).await.page();
    let mut lines = Vec::new();
    for line in page.select(&selector("[aria-labelledby=attention-t] li")) {
        let count = line
            .select(&selector(".num"))
            .next()
            .unwrap()
            .text()
            .collect::<String>();
        let link = line.select(&selector("a.btn")).next().unwrap().attr("href").unwrap();
        lines.push((link.to_owned(), count));
        for part in line.select(&selector("small a")) {
            let count: String = part.text().collect();
            let count = count.split(' ').next().unwrap().to_owned();
            lines.push((part.attr("href").unwrap().to_owned(), count));
        }
    }
    let mut counted = Vec::new();
    for (link, count) in lines {
        let list = client.get(&link).await;
        assert_eq!(list.status, 200, "{link}");
        let rows = list.page().select(&selector("tbody tr")).count();
        assert_eq!(rows.to_string(), count, "{link}: rows of the list");
        let total = if rows == 1 {
            "1 of 1 SIM".to_owned()
        } else {
            format!("of {count} SIMs")
        };
        assert!(
            list.words().contains(&total),
            "{link}: total of the list: {}",
            list.words()
        );
        counted.push((link, count.parse().unwrap()));
    }
    counted
}

fn said(lines: &[(String, i64)]) -> String {
    let lines = lines
        .iter()
        .map(|(link, count)| format!("{}={count}", link.trim_start_matches("/sims?")));
    lines.collect::<Vec<_>>().join(" ")
}

async fn every_concern_is_counted_as_the_list_counts_it(app: TestApp) {
    troubles(&app);
    let lines = lines(&app.as_(Who::Alice).await).await;
    assert_eq!(
        said(&lines),
        "blocked=1=3 blocked=data=2 blocked=imei_lock=1 pace=1=1 silent=30&sort=activity=1 imei=1=1 expiring=1&sort=ends=2"
    );
}

async fn an_end_user_is_told_of_own_sims_only(app: TestApp) {
    troubles(&app);
    let lines = lines(&app.as_(Who::Emil).await).await;
    assert_eq!(
        said(&lines),
        "blocked=1=2 blocked=data=1 blocked=imei_lock=1 pace=1=1 silent=30&sort=activity=1 imei=1=1 expiring=1&sort=ends=1"
    );
}

async fn counts_follow_what_people_order_and_what_records_bring(mut app: TestApp) {
    app.leave_work();
    let sims = troubles(&app);
    let master = app.database.cast.organisation(Org::Master);
    let scope = OrgScope::for_job(master, master, "test");
    let now = app.state.clock.now();
    let handle = &app.database.handle;
    for sim in &sims {
        let iccid = Iccid::parse(&sim.iccid).unwrap();
        handle.write_blocking(|db| deactivate(db, &scope, &iccid, now)).unwrap();
    }
    let alice = app.as_(Who::Alice).await;
    // A new device is worth a look even in a deactivated SIM; the other concerns are of SIMs that should work.
    let after = lines(&alice).await;
    assert_eq!(
        said(&after),
        "blocked=1=1 blocked=data=1 imei=1=1 expiring=1&sort=ends=2"
    );
    for sim in &sims {
        let iccid = Iccid::parse(&sim.iccid).unwrap();
        handle.write_blocking(|db| activate(db, &scope, &iccid, now)).unwrap();
    }
    let [_, locked, silent, _, _] = sims.as_slice() else {
        unreachable!()
    };
    make::usage(&app, silent, now, 0.001, None);
    make::usage(&app, locked, now, 0.001, Some(THIS));
    let after = lines(&alice).await;
    assert_eq!(
        said(&after),
        "blocked=1=2 blocked=data=2 pace=1=1 imei=1=2 expiring=1&sort=ends=2"
    );
    app.pass(TimeDelta::days(31));
    let after = lines(&app.as_(Who::Alice).await).await;
    assert!(!said(&after).contains("pace"), "another month: {}", said(&after));
    assert!(!said(&after).contains("imei"), "31 days ago: {}", said(&after));
}

async fn silence_begins_at_midnight_utc(app: TestApp) {
    let today = app.state.clock.now().date();
    let midnight = (today - TimeDelta::days(30)).and_hms_opt(0, 0, 0).unwrap();
    let just = make::sim_with(&app, Org::Master, |sim| {
        sim.last_activity_at = midnight - TimeDelta::microseconds(1)
    });
    make::sim_with(&app, Org::Master, |sim| sim.last_activity_at = midnight);
    let alice = app.as_(Who::Alice).await;
    assert_eq!(said(&lines(&alice).await), "silent=30&sort=activity=1");
    let list = alice.get("/sims?silent=30").await;
    assert!(list.text().contains(&just.iccid), "{}", list.words());
}

async fn nothing_to_do_is_said_kindly(app: TestApp) {
    make::sim(&app, Org::Master);
    let page = app.as_(Who::Alice).await.get(urls::DASHBOARD).await;
    assert!(
        page.words().contains(&text(Lang::En, "dashboard-attention-none")),
        "{}",
        page.words()
    );
    assert!(lines(&app.as_(Who::Alice).await).await.is_empty());
}
