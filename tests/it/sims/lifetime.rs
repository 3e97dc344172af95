//! Lifetimes that end.

use chrono::TimeDelta;
use simportal::storage::work;
use simportal::types::status::{SessionStatus, SimStatus};

use super::again;
use crate::support::TestApp;
use crate::support::cast::Org;
use crate::support::make;

on_both!(
    a_sim_expires_after_its_last_day,
    work_that_waits_for_its_next_try_does_not_keep_lifetimes_from_ending,
);

async fn a_sim_expires_after_its_last_day(app: TestApp) {
    let today = app.state.clock.now().date();
    let last_day = make::sim_with(&app, Org::Master, |sim| {
        sim.lifetime_ends_on = today;
        sim.session = SessionStatus::Online;
    });
    app.run_jobs().await;
    assert_eq!(
        again(&app, &last_day).status,
        SimStatus::Activated,
        "the last day counts"
    );
    app.pass(TimeDelta::days(1));
    app.run_jobs().await;
    let over = again(&app, &last_day);
    assert_eq!(
        (over.status, over.session),
        (SimStatus::Expired, SessionStatus::Offline)
    );
}

async fn work_that_waits_for_its_next_try_does_not_keep_lifetimes_from_ending(mut app: TestApp) {
    app.leave_work();
    let now = app.state.clock.now();
    let sim = make::sim_with(&app, Org::Master, |sim| {
        sim.lifetime_ends_on = now.date() - TimeDelta::days(1)
    });
    app.db(|db| work::insert_job(db, None, "retry_set_aside", "{}", now + TimeDelta::hours(8), now));
    app.run_jobs().await;
    assert_eq!(again(&app, &sim).status, SimStatus::Expired);
}
