//! Two decisions at the same moment: whatever the order, the rules hold.

use std::sync::Barrier;
use std::thread;

use diesel::prelude::*;
use simportal::domain::users::{RoleOutcome, change_role, delete, disable, invite_member};
use simportal::domain::{Db, Error, Result, users::Invited, users::NewPerson};
use simportal::mail::MailContext;
use simportal::storage::Database;
use simportal::storage::schema::users;
use simportal::types::email::Email;
use simportal::types::person_name::PersonName;
use simportal::types::role::Role;

use super::{command, make, row, scope};
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make as objects};

on_both!(
    of_two_owners_at_the_same_moment_one_stays,
    two_owners_cannot_demote_each_other,
    an_admin_who_loses_the_role_meanwhile_decides_nothing_more,
    one_address_invited_twice_at_once_is_added_once,
    one_address_invited_by_two_organisations_is_one_persons,
);

/// What one writer does.
type Job<'a, T> = Box<dyn FnOnce(&mut Db) -> Result<T> + Send + 'a>;

/// Lets several writers begin at the same moment.
fn at_once<T: Send>(database: &Database, jobs: Vec<Job<'_, T>>) -> Vec<Result<T>> {
    let barrier = Barrier::new(jobs.len());
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

fn active_owners(app: &TestApp) -> i64 {
    let master = app.database.cast.organisation(Org::Master);
    app.db(|db| {
        Ok(users::table
            .filter(users::organisation_id.eq(Some(master)))
            .filter(users::role.eq(Some("owner")))
            .filter(users::status.eq("active"))
            .count()
            .get_result(db)?)
    })
}

async fn of_two_owners_at_the_same_moment_one_stays(mut app: TestApp) {
    app.leave_work();
    let (context, now) = (MailContext::of(&app.state.config), app.state.clock.now());
    let scope = command(&app);
    for round in 0..6 {
        let (first, second) = (objects::member(&app), objects::member(&app));
        app.db(|db| {
            diesel::update(users::table.filter(users::role.eq(Some("owner"))))
                .set(users::role.eq(Some("user")))
                .execute(db)?;
            Ok(())
        });
        make(&app, first, Role::Owner);
        make(&app, second, Role::Owner);
        let out = |id: i64| -> Job<'_, ()> {
            let (context, scope) = (&context, &scope);
            match round % 3 {
                0 => Box::new(move |db| disable(db, scope, id, now).map(drop)),
                1 => Box::new(move |db| delete(db, context, scope, id, now).map(drop)),
                _ => Box::new(move |db| change_role(db, context, scope, id, (Role::User, None), now).map(drop)),
            }
        };
        let done = at_once(&app.database.handle, vec![out(first), out(second)]);
        let refused = done
            .iter()
            .filter(|done| matches!(done, Err(Error::Refused("users-refused-last-owner"))));
        assert_eq!(refused.count(), 1, "round {round}: {done:?}");
        assert_eq!(active_owners(&app), 1, "round {round}");
    }
}

async fn two_owners_cannot_demote_each_other(mut app: TestApp) {
    app.leave_work();
    let (context, now) = (MailContext::of(&app.state.config), app.state.clock.now());
    let (alice, adam) = (app.database.cast.user(Who::Alice), app.database.cast.user(Who::Adam));
    make(&app, adam, Role::Owner);
    let (hers, his) = (scope(&app, Who::Alice), scope(&app, Who::Adam));
    let demote = |scope, id: i64| -> Job<'_, ()> {
        let context = &context;
        Box::new(move |db| change_role(db, context, scope, id, (Role::Admin, None), now).map(drop))
    };
    let done = at_once(&app.database.handle, vec![demote(&hers, adam), demote(&his, alice)]);
    assert!(
        done.iter().all(|done| matches!(done, Err(Error::Denied(_)))),
        "{done:?}"
    );
    assert_eq!(active_owners(&app), 2);
}

async fn an_admin_who_loses_the_role_meanwhile_decides_nothing_more(mut app: TestApp) {
    app.leave_work();
    let (context, now) = (MailContext::of(&app.state.config), app.state.clock.now());
    let (adam, uma) = (app.database.cast.user(Who::Adam), app.database.cast.user(Who::Uma));
    // Adam's request got its scope while he was Admin; then Alice took the role from him.
    let his = scope(&app, Who::Adam);
    let hers = scope(&app, Who::Alice);
    let demoted = app
        .state
        .db
        .write_blocking(|db| change_role(db, &context, &hers, adam, (Role::User, None), now));
    assert!(matches!(demoted, Ok(RoleOutcome::Done(_))), "{demoted:?}");
    let late = app
        .state
        .db
        .write_blocking(|db| change_role(db, &context, &his, uma, (Role::ReadOnly, None), now));
    assert!(matches!(late, Err(Error::Denied(_))), "{late:?}");
    let disabled = app.state.db.write_blocking(|db| disable(db, &hers, adam, now));
    assert!(disabled.is_ok());
    let late = app.state.db.write_blocking(|db| disable(db, &his, uma, now));
    assert!(late.is_err());
    assert_eq!(row(&app, uma).role.as_deref(), Some("user"));
}

fn person(email: &str) -> NewPerson {
    NewPerson {
        first_name: PersonName::parse("Emre").unwrap(),
        last_name: PersonName::parse("Yıldız").unwrap(),
        email: Email::parse(email).unwrap(),
        role: Role::User,
        lang: None,
        notifications: Vec::new(),
        role_ends_on: None,
    }
}

async fn one_address_invited_twice_at_once_is_added_once(mut app: TestApp) {
    app.leave_work();
    let (context, now) = (MailContext::of(&app.state.config), app.state.clock.now());
    let (hers, his) = (scope(&app, Who::Alice), scope(&app, Who::Adam));
    // A free address, and one that has an account elsewhere: the two must be alike here, too.
    for email in ["emre@new.example", Who::Charlie.email()] {
        let new = person(email);
        let invite = |scope| -> Job<'_, Invited> {
            let (context, new) = (&context, &new);
            Box::new(move |db| invite_member(db, context, scope, new, now))
        };
        let done: Vec<Invited> = at_once(&app.database.handle, vec![invite(&hers), invite(&his)])
            .into_iter()
            .map(Result::unwrap)
            .collect();
        let added = done.iter().filter(|done| matches!(done, Invited::Added(_))).count();
        assert_eq!(added, 1, "{email}: {done:?}");
    }
}

async fn one_address_invited_by_two_organisations_is_one_persons(mut app: TestApp) {
    app.leave_work();
    let (context, now) = (MailContext::of(&app.state.config), app.state.clock.now());
    let (hers, his) = (scope(&app, Who::Alice), scope(&app, Who::Charlie));
    for n in 0..5 {
        let new = person(&format!("emre-{n}@new.example"));
        let invite = |scope| -> Job<'_, Invited> {
            let (context, new) = (&context, &new);
            Box::new(move |db| invite_member(db, context, scope, new, now))
        };
        let done = at_once(&app.database.handle, vec![invite(&hers), invite(&his)]);
        let keys: Vec<Option<String>> = done
            .into_iter()
            .map(|done| match done.unwrap() {
                Invited::Added(id) => row(&app, id).email_key,
                Invited::TakenHere => panic!("neither organisation has it"),
            })
            .collect();
        assert_eq!(keys.iter().flatten().count(), 1, "{keys:?}");
    }
}
