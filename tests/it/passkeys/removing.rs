//! Removing passkeys and the app, and new recovery codes by a passkey.

use chrono::TimeDelta;
use diesel::prelude::*;
use simportal::domain::Db;
use simportal::domain::auth::two_factor;
use simportal::mail::MailContext;
use simportal::storage::doctor;
use simportal::storage::schema::{audit_entries as a, passkeys as p, users};
use simportal::types::access::OrgScope;
use simportal::web::urls;

use super::{Authenticator, asked, begin, make, person_with, second_step, secure};
use crate::account::Phone;
use crate::account::phone::{recovery_codes, says};
use crate::support::cast::PASSWORD;
use crate::support::{Client, TestApp, Who};

on_both!(
    removing_the_last_way_takes_password_and_passkey_and_switches_two_factor_off,
    one_of_two_passkeys_goes_and_the_other_stays_on,
    a_removed_passkey_is_worth_nothing_though_it_was_asked_before,
    removing_the_app_leaves_the_passkeys_and_the_codes,
    nobody_removes_the_passkey_of_somebody_else,
    the_doctor_sees_that_two_factor_follows_the_passkeys,
    new_recovery_codes_are_made_with_a_passkey,
    a_reset_takes_the_passkeys_too,
);

fn actions(app: &TestApp) -> Vec<String> {
    app.db(|db| Ok(a::table.order(a::id).select(a::action).load(db)?))
}

fn ids(app: &TestApp) -> Vec<i64> {
    app.db(|db| Ok(p::table.order(p::id).select(p::id).load(db)?))
}

fn removal(id: i64) -> String {
    urls::passkey(urls::PASSKEY_REMOVAL, &id)
}

/// Confirms a step of the account with password and passkey.
async fn confirm(client: &Client<'_>, key: &Authenticator, path: &str) -> crate::support::Answer {
    let signed = key.sign(&asked(client, urls::PASSKEY_OPTIONS).await);
    client.post(path, &[("password", PASSWORD), ("passkey", &signed)]).await
}

async fn removing_the_last_way_takes_password_and_passkey_and_switches_two_factor_off(mut app: TestApp) {
    secure(&mut app).await;
    let (key, codes) = person_with(&app, Who::Alice).await;
    let client = super::sign_in(&app, Who::Alice, &key).await;
    let path = removal(ids(&app)[0]);
    let page = client.get(&path).await;
    assert!(page.words().contains("Remove passkey Test key") && says(&page, "confirm-remove-last-lede"));
    let signed = key.sign(&asked(&client, urls::PASSKEY_OPTIONS).await);
    for fields in [
        vec![],
        vec![("password", PASSWORD)],
        vec![("passkey", signed.as_str())],
        vec![("password", "rusty anchor below deck"), ("passkey", signed.as_str())],
        vec![("password", PASSWORD), ("passkey", "{}")],
        vec![("password", PASSWORD), ("code", "000000")],
    ] {
        assert_eq!(client.post(&path, &fields).await.status, 422, "{fields:?}");
    }
    let answer = confirm(&client, &key, &path).await;
    assert_eq!((answer.status, answer.location()), (303, urls::SECURITY));
    let page = client.get(urls::SECURITY).await;
    assert!(says(&page, "confirm-remove-last-done") && says(&page, "two-factor-is-off"));
    assert!(app.as_(Who::Alice).await.is_signed_in().await, "the password alone");
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert!(
        letters[0].subject.contains("Two-factor is off"),
        "{}",
        letters[0].subject
    );
    assert_eq!(
        actions(&app),
        ["user.passkey_added", "user.passkey_removed", "user.two_factor_off"]
    );
    // Set up anew, the old recovery codes are worth nothing.
    let (_, new) = person_with(&app, Who::Alice).await;
    let half = Phone::first_step(&app, Who::Alice).await;
    assert_eq!(half.post(urls::SECOND_STEP, &[("code", &codes[0])]).await.status, 422);
    assert_eq!(half.post(urls::SECOND_STEP, &[("code", &new[0])]).await.status, 303);
    app.run_jobs().await;
}

async fn one_of_two_passkeys_goes_and_the_other_stays_on(mut app: TestApp) {
    secure(&mut app).await;
    let (first, codes) = person_with(&app, Who::Alice).await;
    let client = super::sign_in(&app, Who::Alice, &first).await;
    let signed = first.sign(&asked(&client, urls::PASSKEY_OPTIONS).await);
    begin(&client, &[("password", PASSWORD), ("passkey", &signed)]).await;
    let second = Authenticator::new();
    make(&client, &second, "Second").await;
    app.run_jobs().await;
    app.letters();
    let path = removal(ids(&app)[0]);
    assert!(says(&client.get(&path).await, "confirm-remove-lede"));
    // By the very one that goes.
    assert_eq!(confirm(&client, &first, &path).await.status, 303);
    let page = client.get(urls::SECURITY).await;
    assert!(says(&page, "confirm-remove-done") && !says(&page, "two-factor-is-off"));
    assert!(page.words().contains("Second") && !page.words().contains("Test key"));
    let half = Phone::first_step(&app, Who::Alice).await;
    assert_eq!(second_step(&half, &first).await.status, 422);
    assert_eq!(second_step(&half, &second).await.status, 303);
    let half = Phone::first_step(&app, Who::Alice).await;
    assert_eq!(half.post(urls::SECOND_STEP, &[("code", &codes[0])]).await.status, 303);
    app.run_jobs().await;
    let letters = app.letters();
    assert!(
        letters[0].subject.contains("A passkey was removed"),
        "{}",
        letters[0].subject
    );
    assert_eq!(actions(&app).last().map(String::as_str), Some("user.passkey_removed"));
}

async fn a_removed_passkey_is_worth_nothing_though_it_was_asked_before(mut app: TestApp) {
    secure(&mut app).await;
    let (first, _) = person_with(&app, Who::Alice).await;
    let client = super::sign_in(&app, Who::Alice, &first).await;
    let signed = first.sign(&asked(&client, urls::PASSKEY_OPTIONS).await);
    begin(&client, &[("password", PASSWORD), ("passkey", &signed)]).await;
    let second = Authenticator::new();
    make(&client, &second, "Second").await;
    let half = Phone::first_step(&app, Who::Alice).await;
    let options = asked(&half, urls::SECOND_STEP_OPTIONS).await;
    assert_eq!(confirm(&client, &second, &removal(ids(&app)[0])).await.status, 303);
    let signed = first.sign(&options);
    assert_eq!(half.post(urls::SECOND_STEP, &[("passkey", &signed)]).await.status, 422);
    app.run_jobs().await;
}

async fn removing_the_app_leaves_the_passkeys_and_the_codes(mut app: TestApp) {
    secure(&mut app).await;
    let client = app.as_(Who::Alice).await;
    let (phone, codes) = Phone::set_up(&app, &client).await;
    app.pass(TimeDelta::seconds(30));
    begin(&client, &[("password", PASSWORD), ("code", &phone.code(&app))]).await;
    let key = Authenticator::new();
    make(&client, &key, "Key").await;
    app.run_jobs().await;
    app.letters();
    assert!(says(&client.get(urls::SECURITY).await, "app-remove"));
    assert!(says(&client.get(urls::TWO_FACTOR_OFF).await, "confirm-off-app-lede"));
    assert_eq!(confirm(&client, &key, urls::TWO_FACTOR_OFF).await.status, 303);
    let page = client.get(urls::SECURITY).await;
    assert!(says(&page, "confirm-off-app-done") && says(&page, "app-is-not-set-up"));
    assert!(!says(&page, "two-factor-is-off"));
    assert_eq!(
        client.get(urls::TWO_FACTOR_OFF).await.location(),
        urls::SECURITY,
        "there is none"
    );
    app.pass(TimeDelta::seconds(30));
    let half = Phone::first_step(&app, Who::Alice).await;
    let code = phone.code(&app);
    assert_eq!(half.post(urls::SECOND_STEP, &[("code", &code)]).await.status, 422);
    assert_eq!(half.post(urls::SECOND_STEP, &[("code", &codes[0])]).await.status, 303);
    assert!(super::sign_in(&app, Who::Alice, &key).await.is_signed_in().await);
    app.run_jobs().await;
    assert!(app.letters()[0].subject.contains("authenticator app was removed"));
    assert_eq!(actions(&app).last().map(String::as_str), Some("user.app_removed"));
}

async fn nobody_removes_the_passkey_of_somebody_else(mut app: TestApp) {
    secure(&mut app).await;
    let (alices, _) = person_with(&app, Who::Alice).await;
    let (bobs, _) = person_with(&app, Who::Bob).await;
    let [first, second] = ids(&app)[..] else {
        panic!("two passkeys")
    };
    for (who, key, foreign) in [(Who::Bob, &bobs, first), (Who::Alice, &alices, second)] {
        let client = super::sign_in(&app, who, key).await;
        assert_eq!(client.get(&removal(foreign)).await.status, 404, "{who:?}");
        assert_eq!(confirm(&client, key, &removal(foreign)).await.status, 404, "{who:?}");
    }
    assert_eq!(ids(&app).len(), 2);
}

async fn the_doctor_sees_that_two_factor_follows_the_passkeys(mut app: TestApp) {
    secure(&mut app).await;
    let differences = || {
        let check = doctor::checks().iter().find(|check| check.name == "passkeys of people");
        app.db(|db| doctor::make(db, check.unwrap())).differences
    };
    let (key, _) = person_with(&app, Who::Alice).await;
    person_with(&app, Who::Bob).await;
    assert_eq!(differences(), 0);
    let client = super::sign_in(&app, Who::Alice, &key).await;
    assert_eq!(confirm(&client, &key, &removal(ids(&app)[0])).await.status, 303);
    assert_eq!(differences(), 0);
    app.db(|db| Ok(diesel::delete(p::table).execute(db)?));
    assert_eq!(differences(), 1, "Bob's is gone, and he is still asked for it");
    app.run_jobs().await;
}

async fn new_recovery_codes_are_made_with_a_passkey(mut app: TestApp) {
    secure(&mut app).await;
    let (key, old) = person_with(&app, Who::Alice).await;
    let client = super::sign_in(&app, Who::Alice, &key).await;
    let answer = confirm(&client, &key, urls::RECOVERY_NEW).await;
    assert_eq!((answer.status, answer.location()), (303, urls::RECOVERY_CODES));
    let new = recovery_codes(&client.get(urls::RECOVERY_CODES).await);
    assert!(new.len() == 10 && new.iter().all(|code| !old.contains(code)));
    app.run_jobs().await;
}

async fn a_reset_takes_the_passkeys_too(mut app: TestApp) {
    secure(&mut app).await;
    let (key, codes) = person_with(&app, Who::Bob).await;
    let bob = super::sign_in(&app, Who::Bob, &key).await;
    let half = Phone::first_step(&app, Who::Bob).await;
    let (context, now) = (MailContext::of(&app.state.config), app.state.clock.now());
    let scope = |root, organisation| OrgScope::for_job(root, organisation, "test");
    let reset = |db: &mut Db| two_factor::reset_by_command(db, &context, Who::Bob.email(), scope, now);
    assert!(
        app.state.db.write_blocking(reset).unwrap(),
        "it was on, by the passkey alone"
    );
    assert!(!bob.is_signed_in().await);
    assert!(half.post(urls::SECOND_STEP_OPTIONS, &[]).await.status >= 300);
    assert!(!half.is_signed_in().await);
    assert_eq!(ids(&app), Vec::<i64>::new());
    let id = app.database.cast.user(Who::Bob);
    let since: Option<chrono::NaiveDateTime> =
        app.db(|db| Ok(users::table.find(id).select(users::passkeys_since).first(db)?));
    assert_eq!(since, None);
    let client = app.as_(Who::Bob).await;
    assert!(client.is_signed_in().await, "the password alone");
    app.run_jobs().await;
    assert!(app.letters()[0].subject.contains("Two-factor was reset"));
    // What is set up next has codes of its own.
    let (_, new) = person_with(&app, Who::Bob).await;
    assert!(new.iter().all(|code| !codes.contains(code)));
}
