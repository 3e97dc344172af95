//! The last day of an Accountant: afterwards nobody signs in, and nobody stays in.

use chrono::TimeDelta;
use simportal::domain::Error;
use simportal::domain::users::{Data, change_role, edit};
use simportal::mail::MailContext;
use simportal::types::role::Role;
use simportal::web::urls;

use super::{at, log, row, says, scope};
use crate::support::cast::PASSWORD;
use crate::support::{TestApp, Who};

on_both!(
    after_the_last_day_a_session_ends_and_no_sign_in_succeeds,
    the_day_is_one_of_the_organisations_time_zone,
    nobody_else_gets_a_last_day_by_any_way,
    another_role_takes_the_last_day_away,
);

async fn after_the_last_day_a_session_ends_and_no_sign_in_succeeds(app: TestApp) {
    let (alice, anna) = (app.as_(Who::Alice).await, app.database.cast.user(Who::Anna));
    let fields = [
        ("first_name", "Anna"),
        ("last_name", "Annsen"),
        ("ends_on", "2026-11-22"),
    ];
    assert_eq!(alice.post(&at(urls::USER, anna), &fields).await.status, 303);
    let entry = log(&app).pop().unwrap();
    assert_eq!(
        (entry.0.as_str(), entry.3.as_deref()),
        ("user.ends_on", Some("2026-11-22"))
    );
    let client = app.as_(Who::Anna).await;
    // Every quarter of an hour a look, so that the session does not end by itself: from 18:20 on the 21st to 23:50 on the 22nd.
    for _ in 0..118 {
        app.pass(TimeDelta::minutes(15));
        if !client.is_signed_in().await {
            client.sign_in(Who::Anna.email(), PASSWORD).await;
        }
        assert!(client.is_signed_in().await, "{}", app.state.clock.now());
    }
    app.pass(TimeDelta::minutes(15));
    assert!(!client.is_signed_in().await, "{}", app.state.clock.now());
    assert_eq!(app.anonymous().sign_in(Who::Anna.email(), PASSWORD).await.status, 422);
    let alice = app.as_(Who::Alice).await;
    assert!(says(&alice.get(&at(urls::USER, anna)).await, "users-status-role-ended"));
    app.run_jobs().await;
}

async fn the_day_is_one_of_the_organisations_time_zone(app: TestApp) {
    let anna = app.database.cast.user(Who::Anna);
    let (hers, now) = (scope(&app, Who::Alice), app.state.clock.now());
    let data = Data {
        role_ends_on: Some("2026-11-21".parse().unwrap()),
        ..Data::of(&row(&app, anna))
    };
    app.state
        .db
        .write_blocking(|db| edit(db, &hers, anna, &data, now))
        .unwrap();
    // 22:59 UTC is 23:59 in Berlin; a minute later the day is over there, though not in UTC.
    app.pass(TimeDelta::minutes(5 * 60 + 39));
    assert!(app.as_(Who::Anna).await.is_signed_in().await);
    app.pass(TimeDelta::minutes(1));
    assert_eq!(app.anonymous().sign_in(Who::Anna.email(), PASSWORD).await.status, 422);
}

async fn nobody_else_gets_a_last_day_by_any_way(app: TestApp) {
    let uma = app.database.cast.user(Who::Uma);
    let (hers, now, context) = (
        scope(&app, Who::Alice),
        app.state.clock.now(),
        MailContext::of(&app.state.config),
    );
    let day = Some("2027-01-31".parse().unwrap());
    let data = Data {
        role_ends_on: day,
        ..Data::of(&row(&app, uma))
    };
    let edited = app.state.db.write_blocking(|db| edit(db, &hers, uma, &data, now));
    assert!(matches!(edited, Err(Error::Refused("users-refused-end-date"))));
    let changed = app
        .state
        .db
        .write_blocking(|db| change_role(db, &context, &hers, uma, (Role::ReadOnly, day), now));
    assert!(matches!(changed, Err(Error::Refused("users-refused-end-date"))));
    assert_eq!(row(&app, uma).role_ends_on, None);
}

async fn another_role_takes_the_last_day_away(app: TestApp) {
    let (alice, uma) = (app.as_(Who::Alice).await, app.database.cast.user(Who::Uma));
    let fields = [("role", "accountant"), ("ends_on", "2027-01-31")];
    assert_eq!(alice.post(&at(urls::USER_ROLE, uma), &fields).await.status, 303);
    assert_eq!(row(&app, uma).role_ends_on, Some("2027-01-31".parse().unwrap()));
    assert_eq!(log(&app)[0].3.as_deref(), Some("accountant 2027-01-31"));
    assert_eq!(
        alice.post(&at(urls::USER_ROLE, uma), &[("role", "user")]).await.status,
        303
    );
    assert_eq!(row(&app, uma).role_ends_on, None);
    app.run_jobs().await;
}
