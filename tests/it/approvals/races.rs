//! Decisions at the same moment: one of them counts.

use std::sync::Barrier;
use std::thread;

use simportal::domain::approvals::{self, Verdict};
use simportal::domain::{Db, Error, Result, auth, bulk};
use simportal::mail::MailContext;
use simportal::types::access::Actor;
use simportal::types::approval::ApprovalStatus;
use simportal::types::bulk::BulkStatus;
use simportal::types::matrix::Permission;

use super::{bulk_status, only_open, open_count, require_all, scope, status};
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    of_two_who_approve_at_once_one_does,
    approving_and_giving_up_at_once_leaves_one_of_both,
    two_who_confirm_at_once_ask_once,
);

fn actor(app: &TestApp, who: Who) -> Actor {
    let (user_id, now) = (app.database.cast.user(who), app.state.clock.now());
    let found = app
        .state
        .db
        .read_blocking(|db| auth::person(db, user_id, "192.0.2.10", now));
    found.unwrap().unwrap().actor
}

type Job<'a> = Box<dyn FnOnce(&mut Db) -> Result<()> + Send + 'a>;

fn at_once<'a>(app: &'a TestApp, jobs: Vec<Job<'a>>) -> Vec<Result<()>> {
    let (barrier, database) = (Barrier::new(jobs.len()), &app.database.handle);
    thread::scope(|threads| {
        let running: Vec<_> = jobs
            .into_iter()
            .map(|job| {
                let barrier = &barrier;
                threads.spawn(move || {
                    barrier.wait();
                    database.write_blocking(job)
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn approve<'a>(context: &'a MailContext, actor: &'a Actor, id: i64, now: chrono::NaiveDateTime) -> Job<'a> {
    Box::new(move |db| approvals::decide(db, context, actor, id, (Verdict::Approve, ""), now).map(drop))
}

/// The bulk action of a request.
fn object_of(app: &TestApp, id: i64) -> i64 {
    super::request(app, id).object_id
}

async fn of_two_who_approve_at_once_one_does(mut app: TestApp) {
    app.leave_work();
    let (context, now) = (MailContext::of(&app.state.config), app.state.clock.now());
    let (alice, uma) = (actor(&app, Who::Alice), actor(&app, Who::Uma));
    for _ in 0..4 {
        let id = make::approval(&app);
        let jobs = vec![approve(&context, &alice, id, now), approve(&context, &uma, id, now)];
        let done = at_once(&app, jobs);
        let late = done
            .iter()
            .filter(|done| matches!(done, Err(Error::Refused("approval-refused-over"))));
        assert_eq!(late.count(), 1, "{done:?}");
        assert_eq!(status(&app, id), ApprovalStatus::Approved);
        assert_eq!(bulk_status(&app, object_of(&app, id)), BulkStatus::Running);
    }
}

async fn approving_and_giving_up_at_once_leaves_one_of_both(mut app: TestApp) {
    app.leave_work();
    let (context, now) = (MailContext::of(&app.state.config), app.state.clock.now());
    let alice = actor(&app, Who::Alice);
    let his = actor(&app, Who::Adam).enter(Permission::ChangeSimState).unwrap();
    for _ in 0..4 {
        let id = make::approval(&app);
        let action = object_of(&app, id);
        let give_up: Job<'_> = {
            let his = &his;
            Box::new(move |db| bulk::cancel(db, his, action, now).map(drop))
        };
        let done = at_once(&app, vec![approve(&context, &alice, id, now), give_up]);
        let is_approved = status(&app, id) == ApprovalStatus::Approved;
        assert_eq!(done[0].is_ok(), is_approved, "{done:?}");
        let now_is = bulk_status(&app, action);
        if is_approved {
            // It was stopped after it had begun, if that was the order.
            assert!(
                matches!(now_is, BulkStatus::Running | BulkStatus::Cancelling),
                "{now_is:?}"
            );
        } else {
            assert_eq!(status(&app, id), ApprovalStatus::Withdrawn);
            assert_eq!(now_is, BulkStatus::Cancelled);
        }
    }
}

async fn two_who_confirm_at_once_ask_once(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let (context, now) = (MailContext::of(&app.state.config), app.state.clock.now());
    let open = make::approval(&app);
    let action = object_of(&app, open);
    // The preview alone, without its request.
    let closed = app.state.db.write_blocking(|db| {
        let scope = scope(&app, Org::Master);
        let kind = simportal::types::approval::ApprovalKind::Deactivation;
        approvals::close_of(db, &scope, kind, action, now)
    });
    closed.unwrap();
    let scopes = [Who::Alice, Who::Adam].map(|who| actor(&app, who).enter(Permission::ChangeSimState).unwrap());
    let jobs = scopes
        .iter()
        .map(|scope| -> Job<'_> {
            let context = &context;
            Box::new(move |db| bulk::confirm(db, context, scope, action, now).map(drop))
        })
        .collect();
    let done = at_once(&app, jobs);
    assert_eq!(done.iter().filter(|done| done.is_ok()).count(), 1, "{done:?}");
    assert_eq!(open_count(&app), 1);
    assert_ne!(only_open(&app, Org::Master), open);
    assert_eq!(bulk_status(&app, action), BulkStatus::Previewed);
}
