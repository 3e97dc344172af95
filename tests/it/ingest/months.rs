//! What SIMs used in the running month, and whether they are over pace.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use simportal::storage::sims::SimRow;

use super::sim;
use crate::support::TestApp;
use crate::support::cast::Org;
use crate::support::make;

on_both!(
    a_month_begins_at_nothing_and_earlier_records_do_not_count,
    a_record_ahead_of_the_clock_counts_when_its_month_begins,
    pace_is_noted_with_each_record,
    a_day_without_records_slows_the_pace_and_a_month_ends_it,
    many_sims_over_pace_are_looked_at_in_batches,
);

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Month and megabytes of a SIM as it is now.
fn month(app: &TestApp, row: &SimRow) -> (Option<NaiveDate>, i64) {
    let now = sim(app, &row.iccid);
    (now.month_starts_on, now.month_data / 1_000_000)
}

async fn a_month_begins_at_nothing_and_earlier_records_do_not_count(app: TestApp) {
    let row = make::sim(&app, Org::Master);
    assert_eq!(month(&app, &row), (None, 0));
    make::usage(&app, &row, at("2026-10-31T23:59:59"), 7.0, None);
    assert_eq!(
        month(&app, &row),
        (Some(day("2026-11-01")), 0),
        "a late record of October"
    );
    make::usage(&app, &row, at("2026-11-01T00:00:00"), 2.0, None);
    make::usage(&app, &row, at("2026-11-20T12:00:00"), 3.0, None);
    assert_eq!(month(&app, &row), (Some(day("2026-11-01")), 5));
    app.pass(TimeDelta::days(10));
    make::usage(&app, &row, at("2026-11-30T23:00:00"), 4.0, None);
    assert_eq!(
        month(&app, &row),
        (Some(day("2026-12-01")), 0),
        "December began without use"
    );
    make::usage(&app, &row, at("2026-12-01T01:00:00"), 1.0, None);
    assert_eq!(month(&app, &row), (Some(day("2026-12-01")), 1));
}

async fn a_record_ahead_of_the_clock_counts_when_its_month_begins(app: TestApp) {
    let row = make::sim(&app, Org::Master);
    make::usage(&app, &row, at("2026-12-01T00:00:30"), 7.0, None);
    assert_eq!(month(&app, &row), (Some(day("2026-11-01")), 0));
    app.pass(TimeDelta::days(10));
    make::usage(&app, &row, at("2026-12-01T12:00:00"), 1.0, None);
    assert_eq!(
        month(&app, &row),
        (Some(day("2026-12-01")), 8),
        "with the one that was ahead"
    );
}

async fn pace_is_noted_with_each_record(app: TestApp) {
    let now = app.state.clock.now();
    let row = make::sim(&app, Org::Master);
    let over_pace = || sim(&app, &row.iccid).over_pace_month;
    // 500 MB, on the 21st of 30 days.
    make::usage(&app, &row, now, 350.0, None);
    assert_eq!(over_pace(), None, "350 in 21 days are 150 in 9");
    make::usage(&app, &row, now, 1.0, None);
    assert_eq!(over_pace(), Some(day("2026-11-01")));
    make::usage(&app, &row, now, 149.0, None);
    assert_eq!(over_pace(), None, "used up is blocked, not over pace");
}

async fn a_day_without_records_slows_the_pace_and_a_month_ends_it(app: TestApp) {
    let now = app.state.clock.now();
    let (close, far) = (make::sim(&app, Org::Master), make::sim(&app, Org::Master));
    make::usage(&app, &close, now, 351.0, None);
    make::usage(&app, &far, now, 450.0, None);
    let over_pace = |row: &SimRow| sim(&app, &row.iccid).over_pace_month.is_some();
    app.run_jobs().await;
    assert!(over_pace(&close) && over_pace(&far), "the same day");
    app.pass(TimeDelta::days(1));
    app.run_jobs().await;
    assert_eq!((over_pace(&close), over_pace(&far)), (false, true), "the next day");
    app.pass(TimeDelta::days(10));
    app.run_jobs().await;
    assert!(!over_pace(&far), "the next month");
}

async fn many_sims_over_pace_are_looked_at_in_batches(app: TestApp) {
    let now = app.state.clock.now();
    let mut rows = Vec::new();
    for number in 0..5 {
        let org = if number == 4 { Org::Stranger } else { Org::Master };
        let row = make::sim(&app, org);
        // Two that stay over pace lie between those that do not.
        make::usage(&app, &row, now, if number % 2 == 1 { 450.0 } else { 351.0 }, None);
        rows.push(row);
    }
    let tomorrow = now + TimeDelta::days(1);
    let (mut place, mut rounds, mut cleared) = (None, 0, 0);
    loop {
        let (next, n) =
            app.db(|db| simportal::storage::sims::check_pace(db, tomorrow.date(), place.as_ref(), 2, tomorrow));
        (rounds, cleared) = (rounds + 1, cleared + n);
        match next {
            Some(next) => place = Some(next),
            None => break,
        }
    }
    assert_eq!((rounds, cleared), (3, 3));
}
