//! Requests that nobody decides about, and what is given up meanwhile.

use chrono::TimeDelta;
use simportal::types::approval::ApprovalStatus;
use simportal::types::bulk::BulkStatus;
use simportal::types::status::SimStatus;
use simportal::web::urls;

use super::{ask_deactivation, bulk_status, decide, log, open_count, page, require_all, says, sim_status, status};
use crate::support::cast::Org;
use crate::support::{TestApp, Who};

on_both!(
    after_a_week_it_is_too_late,
    a_preview_that_is_given_up_takes_its_request_along,
    a_request_outlives_the_option,
);

async fn after_a_week_it_is_too_late(app: TestApp) {
    require_all(&app, Org::Master);
    let adam = app.as_(Who::Adam).await;
    let (sim, bulk, id) = ask_deactivation(&app, &adam).await;
    app.run_jobs().await;
    app.letters();
    app.pass(TimeDelta::days(7));
    // Even before anybody has tidied up.
    let alice = app.as_(Who::Alice).await;
    assert!(!says(&alice.get(urls::DASHBOARD).await, "approval-waiting-text"));
    assert!(!page(&alice, id).await.text().contains("name=\"verdict\""));
    let late = decide(&alice, id, "approve", "").await;
    assert_eq!(late.status, 409);
    assert!(says(&late, "approval-refused-over"), "{}", late.words());
    // The first round tidies up when it finds nothing else to do, the second sends the mail of that.
    app.run_jobs().await;
    app.run_jobs().await;
    assert_eq!(status(&app, id), ApprovalStatus::Expired);
    assert_eq!(bulk_status(&app, bulk), BulkStatus::Cancelled);
    assert_eq!(sim_status(&app, sim), SimStatus::Activated);
    let letters = app.letters();
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert_eq!(letters[0].recipient, Who::Adam.email());
    assert_eq!(log(&app).last().unwrap().0, "approval.expire");
}

async fn a_preview_that_is_given_up_takes_its_request_along(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    let (_, bulk, id) = ask_deactivation(&app, &adam).await;
    let given_up = adam.post(&urls::bulk(urls::BULK_CANCEL, &bulk), &[]).await;
    assert_eq!(given_up.status, 303);
    assert_eq!(status(&app, id), ApprovalStatus::Withdrawn);
    assert_eq!(open_count(&app), 0);
    assert_eq!(decide(&alice, id, "approve", "").await.status, 409);
    assert_eq!(bulk_status(&app, bulk), BulkStatus::Cancelled);
}

async fn a_request_outlives_the_option(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    let (sim, _, id) = ask_deactivation(&app, &adam).await;
    assert_eq!(alice.post(urls::APPROVAL_SWITCHES, &[]).await.status, 303);
    assert_eq!(status(&app, id), ApprovalStatus::Open);
    assert_eq!(decide(&alice, id, "approve", "").await.status, 303);
    app.run_jobs().await;
    assert_eq!(sim_status(&app, sim), SimStatus::Deactivated);
}
