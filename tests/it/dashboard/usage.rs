//! Usage: figures, charts, and the tables behind them.

use chrono::NaiveDate;
use simportal::storage::ingest::{Sum, SumKey, add_organisation_usage};
use simportal::types::lang::Lang;
use simportal::web::urls;

use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{Answer, TestApp, Who, make};

on_both!(
    six_months_are_shown_and_months_without_usage_are_zero,
    the_running_month_is_compared_with_the_same_days_of_the_month_before,
    weeks_are_shown_on_demand,
    an_unknown_choice_of_periods_shows_months,
    usage_of_another_organisation_is_not_shown,
);

/// Writes usage of a day: gigabytes, and as many SMS from as to SIMs. The tests begin on Saturday, 21 November 2026.
fn used(app: &TestApp, org: Org, day: &str, gigabytes: i64, sms: i64) {
    let day: NaiveDate = day.parse().unwrap();
    let key = |day| SumKey {
        owner_id: app.database.cast.organisation(org),
        day,
        root_id: app.database.cast.organisation(org),
    };
    let sum = Sum {
        data_bytes: gigabytes * 1_000_000_000,
        data_tx: gigabytes * 1_000_000_000,
        data_rx: 0,
        sms_mo: sms,
        sms_mt: sms,
    };
    let now = app.state.clock.now();
    let month = simportal::types::time::month_of(day);
    app.db(|db| add_organisation_usage(db, &[(key(day), sum)], &[(key(month), sum)], now));
}

/// Rows of the table behind the chart of data (0) or SMS (1).
fn table(answer: &Answer, chart: usize) -> Vec<String> {
    let html = answer.page();
    let table = html.select(&selector(".as-table table")).nth(chart).unwrap();
    let row = |row: scraper::ElementRef<'_>| row.text().map(str::trim).collect::<Vec<_>>().join(" ");
    table.select(&selector("tbody tr")).map(row).collect()
}

async fn six_months_are_shown_and_months_without_usage_are_zero(app: TestApp) {
    used(&app, Org::Master, "2026-05-31", 99, 99);
    used(&app, Org::Master, "2026-08-02", 3, 5);
    used(&app, Org::Master, "2026-11-21", 7, 600);
    let page = app.as_(Who::Alice).await.get(urls::DASHBOARD).await;
    assert_eq!(
        table(&page, 0),
        [
            "Jun 2026 0\u{a0}MB",
            "Jul 2026 0\u{a0}MB",
            "Aug 2026 3.0\u{a0}GB",
            "Sep 2026 0\u{a0}MB",
            "Oct 2026 0\u{a0}MB",
            "Nov 2026 to date 7.0\u{a0}GB",
        ]
    );
    let sms = table(&page, 1);
    assert_eq!(sms[2], "Aug 2026 5 5 10");
    assert_eq!(sms[5], "Nov 2026 to date 600 600 1,200");
    let html = page.page();
    assert_eq!(
        html.select(&selector("svg.plot rect.part")).count(),
        1,
        "one bar is hatched"
    );
}

async fn the_running_month_is_compared_with_the_same_days_of_the_month_before(app: TestApp) {
    make::sim(&app, Org::Master);
    used(&app, Org::Master, "2026-10-21", 10, 50);
    used(&app, Org::Master, "2026-11-01", 11, 40);
    let client = app.as_(Who::Alice).await;
    let words = client.get(urls::DASHBOARD).await.words();
    assert!(
        words.contains("Data in November 11.0 GB 10.0 % more than 1–21 October"),
        "{words}"
    );
    assert!(
        words.contains("SMS in November 80 20.0 % fewer than 1–21 October"),
        "{words}"
    );
    // What was used after the 21st does not count.
    used(&app, Org::Master, "2026-10-22", 1000, 1000);
    assert!(client.get(urls::DASHBOARD).await.words().contains("10.0 % more than"));
}

async fn weeks_are_shown_on_demand(app: TestApp) {
    used(&app, Org::Master, "2026-09-27", 99, 99);
    used(&app, Org::Master, "2026-09-28", 1, 1);
    used(&app, Org::Master, "2026-11-15", 2, 2);
    used(&app, Org::Master, "2026-11-16", 4, 4);
    let client = app.as_(Who::Alice).await;
    let page = client.get(&format!("{}?by=week", urls::DASHBOARD)).await;
    let rows = table(&page, 0);
    assert_eq!(rows.len(), 8);
    assert_eq!(rows[0], "28 Sep – 4 Oct 1.0\u{a0}GB");
    assert_eq!(rows[6], "9 Nov – 15 Nov 2.0\u{a0}GB");
    assert_eq!(rows[7], "16 Nov – 22 Nov to date 4.0\u{a0}GB");
    assert!(page.words().contains(&text(Lang::En, "dashboard-week-data")));
}

async fn an_unknown_choice_of_periods_shows_months(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    for query in ["by=century", "by=week&by=week", "by", "%FF=%FF"] {
        let page = client.get(&format!("{}?{query}", urls::DASHBOARD)).await;
        assert_eq!((page.status, table(&page, 0).len()), (200, 6), "{query}");
    }
}

async fn usage_of_another_organisation_is_not_shown(app: TestApp) {
    used(&app, Org::Stranger, "2026-11-20", 5, 5);
    let page = app.as_(Who::Alice).await.get(urls::DASHBOARD).await;
    assert_eq!(table(&page, 0)[5], "Nov 2026 to date 0\u{a0}MB");
    let html = page.page();
    assert_eq!(html.select(&selector(".card time")).count(), 0, "nor when it changed");
}
