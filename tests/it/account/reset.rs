//! Resetting somebody's two-factor: by an Owner, and by command.

use simportal::domain::auth::{person, two_factor};
use simportal::domain::{Db, Error};
use simportal::mail::MailContext;
use simportal::types::access::{Actor, OrgScope};
use simportal::types::matrix::Permission;

use super::Phone;
use crate::support::{TestApp, Who};

on_both!(
    an_owner_resets_the_two_factor_of_a_member_whose_sessions_end,
    nobody_else_may_reset_it_and_no_owner_that_of_another,
    a_command_resets_it_for_owners_and_staff,
);

fn actor(app: &TestApp, who: Who) -> Actor {
    let (user_id, now) = (app.database.cast.user(who), app.state.clock.now());
    let found = app.state.db.read_blocking(|db| person(db, user_id, "", now));
    found.unwrap().unwrap().actor
}

fn reset(app: &TestApp, scope: &OrgScope, who: Who) -> Result<(), Error> {
    let (user_id, now) = (app.database.cast.user(who), app.state.clock.now());
    let context = MailContext::of(&app.state.config);
    app.state
        .db
        .write_blocking(|db: &mut Db| two_factor::reset(db, &context, scope, user_id, now))
}

async fn an_owner_resets_the_two_factor_of_a_member_whose_sessions_end(app: TestApp) {
    let bob = app.as_(Who::Bob).await;
    let (phone, codes) = Phone::set_up(&app, &bob).await;
    let half = Phone::first_step(&app, Who::Bob).await;
    let scope = actor(&app, Who::Alice).enter(Permission::ResetTwoFactor).unwrap();
    reset(&app, &scope, Who::Bob).unwrap();
    assert!(!bob.is_signed_in().await);
    app.pass(chrono::TimeDelta::seconds(30));
    for code in [&phone.code(&app), &codes[0]] {
        let answer = half.post(simportal::web::urls::SECOND_STEP, &[("code", code)]).await;
        assert_ne!(answer.status, 200);
        assert!(!half.is_signed_in().await, "half a sign-in ended, too");
    }
    assert!(app.as_(Who::Bob).await.is_signed_in().await, "the password alone");
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].subject.contains("Two-factor was reset"));
    use diesel::prelude::*;
    use simportal::storage::schema::audit_entries as a;
    let last: (String, i64, Option<i64>) = app.db(|db| {
        let columns = (a::action, a::object_id, a::actor_id);
        Ok(a::table.order(a::id.desc()).select(columns).first(db)?)
    });
    let (alice, bob) = (app.database.cast.user(Who::Alice), app.database.cast.user(Who::Bob));
    assert_eq!(last, ("user.two_factor_reset".to_owned(), bob, Some(alice)));
}

async fn nobody_else_may_reset_it_and_no_owner_that_of_another(app: TestApp) {
    for who in [Who::Adam, Who::Uma, Who::Bob, Who::Stella] {
        assert!(actor(&app, who).enter(Permission::ResetTwoFactor).is_err(), "{who:?}");
    }
    let alice = actor(&app, Who::Alice).enter(Permission::ResetTwoFactor).unwrap();
    let charlie = actor(&app, Who::Charlie).enter(Permission::ResetTwoFactor).unwrap();
    assert!(matches!(
        reset(&app, &alice, Who::Alice),
        Err(Error::Refused("error-two-factor-own-reset"))
    ));
    for (scope, who) in [
        (&charlie, Who::Bob),
        (&alice, Who::Charlie),
        (&alice, Who::Sven),
        (&alice, Who::Stella),
    ] {
        assert!(matches!(reset(&app, scope, who), Err(Error::NotFound)), "{who:?}");
    }
    // A second Owner of the same organisation.
    use diesel::prelude::*;
    use simportal::storage::schema::users;
    let adam = app.database.cast.user(Who::Adam);
    app.db(|db| {
        diesel::update(users::table.find(adam))
            .set(users::role.eq(Some("owner")))
            .execute(db)?;
        Ok(())
    });
    let refused = reset(&app, &alice, Who::Adam);
    assert!(matches!(refused, Err(Error::Denied(Permission::AdministerOwner))));
}

async fn a_command_resets_it_for_owners_and_staff(app: TestApp) {
    let context = MailContext::of(&app.state.config);
    let run = |email: &str| {
        let now = app.state.clock.now();
        let scope = |root, organisation| OrgScope::for_job(root, organisation, "test");
        let reset = |db: &mut Db| two_factor::reset_by_command(db, &context, email, scope, now);
        app.state.db.write_blocking(reset)
    };
    for who in [Who::Alice, Who::Stella] {
        let client = app.as_(who).await;
        assert!(!run(who.email()).unwrap(), "it is off");
        assert!(client.is_signed_in().await);
        Phone::set_up(&app, &client).await;
        assert!(run(who.email()).unwrap());
        assert!(!client.is_signed_in().await);
        assert!(app.as_(who).await.is_signed_in().await);
        app.run_jobs().await;
        assert_eq!(app.letters().len(), 1, "{who:?}");
    }
    assert!(matches!(run("nobody@hansa.example"), Err(Error::NotFound)));
}
