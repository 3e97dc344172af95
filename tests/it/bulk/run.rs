//! The run: pieces, stopping, crashes, and what changes meanwhile.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use simportal::domain::bulk as domain;
use simportal::domain::work;
use simportal::storage::audit;
use simportal::storage::keyset::Edge;
use simportal::storage::sims::{self, SimRow};
use simportal::types::bulk::BulkStatus;
use simportal::types::lang::Lang;
use simportal::types::status::SimStatus;
use simportal::web::urls;

use super::{again, bulk, carry_out, confirm, expected, items, key, order, page, results, scope, sums};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    a_run_that_was_killed_goes_on_where_it_was,
    a_run_can_be_stopped_and_what_is_done_stays,
    two_runs_on_the_same_sims_do_each_change_once,
    verdicts_are_taken_again_and_differences_are_shown,
    who_lost_the_right_before_the_run_changes_nothing,
    a_preview_can_be_given_up_even_while_it_is_prepared,
    old_actions_are_forgotten_with_their_items,
);

/// So many SIMs, more than one piece.
fn fleet(app: &TestApp, n: usize) -> Vec<SimRow> {
    let all: Vec<SimRow> = (0..n).map(|_| make::sim(app, Org::Master)).collect();
    all
}

/// One piece of the run, as the worker does it; no carrier is told before `run_jobs`.
fn piece(app: &TestApp, id: i64) -> domain::Step {
    let now = app.state.clock.now();
    app.database
        .handle
        .write_blocking(|db| domain::run_piece(db, id, now))
        .unwrap()
}

/// How often each SIM was deactivated, by the audit log.
fn times(app: &TestApp, fleet: &[SimRow], action: &str) -> BTreeSet<usize> {
    let count = |sim: &SimRow| {
        let entries = app.db(|db| audit::of_object(db, &scope(app), "sim", sim.id, Edge::Newest, 100));
        entries.rows.iter().filter(|entry| entry.action == action).count()
    };
    fleet.iter().map(count).collect()
}

async fn a_run_that_was_killed_goes_on_where_it_was(app: TestApp) {
    let fleet = fleet(&app, 620);
    let client = app.as_(Who::Alice).await;
    let all = [("all", "1"), ("list", urls::SIMS), ("action", "deactivate")];
    let id = key(&client.post(urls::BULK_STATE, &all).await);
    assert_eq!(bulk(&app, id).status, BulkStatus::Preparing);
    app.run_jobs().await;
    assert_eq!(expected(&app, id), (620, 0, 0));
    confirm(&client, id).await;
    // A worker takes the job, finishes a piece, and dies.
    let now = app.state.clock.now();
    let claimed = app.db(|db| work::claim_jobs(db, now, 10));
    assert_eq!(claimed.len(), 1);
    assert_eq!(piece(&app, id), domain::Step::More);
    let half = bulk(&app, id);
    assert_eq!(
        (half.status, half.changed, half.position),
        (BulkStatus::Running, 500, 500)
    );
    let progress = page(&client, id).await;
    assert!(progress.words().contains("500 of 620 SIMs"));
    assert!(progress.text().contains("<progress") && progress.text().contains("http-equiv=\"refresh\""));
    // Nobody else gets the job before its lease is over; the carrier's part of the first piece goes ahead.
    app.run_jobs().await;
    assert_eq!(bulk(&app, id).changed, 500);
    app.pass(TimeDelta::minutes(2));
    app.run_jobs().await;
    assert_eq!(sums(&app, id), (620, 0, 0, 0));
    assert_eq!(times(&app, &fleet[..20], "sim.deactivate"), BTreeSet::from([1]));
    assert_eq!(times(&app, &fleet[600..], "sim.deactivate"), BTreeSet::from([1]));
    let counted = app.db(|db| sims::count(db, &scope(&app), &deactivated(), 1000));
    assert_eq!(counted, sims::Total::Exactly(620));
    let file = client.get(&urls::bulk(urls::BULK_CSV, &id)).await.text();
    let lines: BTreeSet<&str> = file.lines().skip(1).collect();
    assert_eq!(lines.len(), 620, "one line per SIM, and none twice");
    assert!(lines.iter().all(|line| line.contains(",change,changed,")));
}

fn deactivated() -> sims::SimFilter {
    sims::SimFilter {
        status: Some(SimStatus::Deactivated),
        ..sims::SimFilter::default()
    }
}

async fn a_run_can_be_stopped_and_what_is_done_stays(app: TestApp) {
    let fleet = fleet(&app, 510);
    let client = app.as_(Who::Alice).await;
    let all = [("all", "1"), ("list", urls::SIMS), ("action", "deactivate")];
    let id = key(&client.post(urls::BULK_STATE, &all).await);
    app.run_jobs().await;
    confirm(&client, id).await;
    assert_eq!(piece(&app, id), domain::Step::More);
    let answer = client.post(&urls::bulk(urls::BULK_CANCEL, &id), &[]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, urls::bulk(urls::BULK_ACTION, &id).as_str())
    );
    assert!(
        page(&client, id)
            .await
            .words()
            .contains(&text(Lang::En, "bulk-cancelling"))
    );
    app.run_jobs().await;
    let row = bulk(&app, id);
    assert_eq!((row.status, row.changed), (BulkStatus::Cancelled, 500));
    let said = page(&client, id).await;
    assert!(said.words().contains(&text(Lang::En, "bulk-cancelled-running")));
    let open = client
        .get(&format!("{}?show=open", urls::bulk(urls::BULK_ACTION, &id)))
        .await;
    assert!(open.text().contains(&urls::sim_page(&fleet[509].iccid)));
    assert!(!open.text().contains(&urls::sim_page(&fleet[0].iccid)));
    assert_eq!(again(&app, &fleet[509]).status, SimStatus::Activated);
    let again = client.post(&urls::bulk(urls::BULK_CANCEL, &id), &[]).await;
    assert_eq!(again.status, 409);
    // What was done can be undone.
    let undoing = key(&client.post(&urls::bulk(urls::BULK_UNDO, &id), &[]).await);
    app.run_jobs().await;
    assert_eq!(expected(&app, undoing), (500, 0, 0));
    carry_out(&app, &client, undoing).await;
    assert_eq!(sums(&app, undoing), (500, 0, 0, 0));
}

async fn two_runs_on_the_same_sims_do_each_change_once(app: TestApp) {
    let fleet = fleet(&app, 520);
    let (alice, uma) = (app.as_(Who::Alice).await, app.as_(Who::Uma).await);
    let all = [("all", "1"), ("list", urls::SIMS), ("action", "deactivate")];
    let one = key(&alice.post(urls::BULK_STATE, &all).await);
    let two = key(&uma.post(urls::BULK_STATE, &all).await);
    app.run_jobs().await;
    confirm(&alice, one).await;
    confirm(&uma, two).await;
    // Piece by piece in turns, each sees what the other did.
    piece(&app, one);
    piece(&app, two);
    piece(&app, one);
    app.run_jobs().await;
    assert_eq!(sums(&app, one), (520, 0, 0, 0));
    assert_eq!(sums(&app, two), (0, 520, 0, 520));
    assert_eq!(times(&app, &fleet[..10], "sim.deactivate"), BTreeSet::from([1]));
    assert_eq!(times(&app, &fleet[510..], "sim.deactivate"), BTreeSet::from([1]));
}

async fn verdicts_are_taken_again_and_differences_are_shown(app: TestApp) {
    let fleet = fleet(&app, 3);
    let client = app.as_(Who::Alice).await;
    let id = order(
        &client,
        urls::BULK_STATE,
        "deactivate",
        &[&fleet[0], &fleet[1], &fleet[2]],
    )
    .await;
    let address = urls::SIM_DEACTIVATION.replace("{iccid}", &fleet[0].iccid);
    client.post(&address, &[]).await;
    // Another one leaves the organisation.
    give_away(&app, &fleet[1]);
    carry_out(&app, &client, id).await;
    assert_eq!(
        results(&app, id),
        [
            (Some("already"), None),
            (Some("refused"), Some("gone".to_owned())),
            (Some("changed"), None),
        ]
    );
    assert_eq!(sums(&app, id), (1, 1, 1, 2));
    let said = page(&client, id).await.words();
    for part in [
        "2 SIMs turned out other than in the preview",
        "Preview: Will change",
        "It has left this organisation",
    ] {
        assert!(said.contains(part), "{part} is missing in {said}");
    }
    take_back(&app, &fleet[1]);
}

/// Moves a SIM to another organisation, as a transfer will; counters are of no interest here.
fn give_away(app: &TestApp, sim: &SimRow) {
    move_to(app, sim, app.database.cast.organisation(Org::Stranger));
}

fn take_back(app: &TestApp, sim: &SimRow) {
    move_to(app, sim, sim.organisation_id);
}

fn move_to(app: &TestApp, sim: &SimRow, organisation: i64) {
    use diesel::prelude::*;
    use simportal::storage::schema::sims;
    app.db(|db| {
        diesel::update(sims::table.find(sim.id))
            .set(sims::organisation_id.eq(organisation))
            .execute(db)?;
        Ok(())
    });
}

async fn who_lost_the_right_before_the_run_changes_nothing(app: TestApp) {
    use diesel::prelude::*;
    use simportal::storage::schema::users;
    let sim = make::sim(&app, Org::Master);
    let uma = app.as_(Who::Uma).await;
    let id = order(&uma, urls::BULK_STATE, "deactivate", &[&sim]).await;
    confirm(&uma, id).await;
    let key = app.database.cast.user(Who::Uma);
    app.db(|db| {
        diesel::update(users::table.find(key))
            .set(users::role.eq("read_only"))
            .execute(db)?;
        Ok(())
    });
    app.run_jobs().await;
    let row = bulk(&app, id);
    assert_eq!((row.status, row.changed), (BulkStatus::Failed, 0));
    assert_eq!(again(&app, &sim).status, SimStatus::Activated);
    let said = page(&app.as_(Who::Alice).await, id).await.words();
    assert!(said.contains("Uma Umsen may not do this any more"), "{said}");
}

async fn a_preview_can_be_given_up_even_while_it_is_prepared(app: TestApp) {
    let fleet = fleet(&app, 501);
    let client = app.as_(Who::Alice).await;
    let list = "/sims?status=activated";
    let all = [("all", "1"), ("list", list), ("action", "deactivate")];
    let id = key(&client.post(urls::BULK_STATE, &all).await);
    let answer = client.post(&urls::bulk(urls::BULK_CANCEL, &id), &[]).await;
    assert_eq!((answer.status, answer.location()), (303, list));
    app.run_jobs().await;
    let row = bulk(&app, id);
    assert_eq!((row.status, row.sims), (BulkStatus::Cancelled, 500));
    assert_eq!(client.post(&urls::bulk(urls::BULK_CONFIRM, &id), &[]).await.status, 409);
    assert!(
        page(&client, id)
            .await
            .words()
            .contains(&text(Lang::En, "bulk-cancelled-preview"))
    );
    assert_eq!(again(&app, &fleet[0]).status, SimStatus::Activated);
}

async fn old_actions_are_forgotten_with_their_items(app: TestApp) {
    let old = make::bulk(&app);
    let big: String = (0..1100_u64)
        .map(|n| format!("{};x\n", 8_988_228_077_000_000_000 + n))
        .collect();
    let client = app.as_(Who::Alice).await;
    let long = key(&client.post(urls::BULK_LABELS, &[("text", &big)]).await);
    app.run_jobs().await;
    app.pass(TimeDelta::days(60));
    let new = make::bulk(&app);
    app.pass(TimeDelta::days(31));
    app.run_jobs().await;
    let client = app.as_(Who::Alice).await;
    for id in [old, long] {
        assert_eq!(page(&client, id).await.status, 404);
    }
    assert_eq!(page(&client, new).await.status, 200);
    assert_eq!(items(&app, new).len(), 1);
}
