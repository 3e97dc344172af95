//! Signing in with password and passkey.

use chrono::TimeDelta;
use diesel::prelude::*;
use simportal::storage::schema::{passkey_challenges, passkeys as p, users};
use simportal::web::urls;

use super::{Authenticator, asked, person_with, second_step, secure};
use crate::account::Phone;
use crate::account::phone::says;
use crate::support::cast::PASSWORD;
use crate::support::page::selector;
use crate::support::{TestApp, Who};

on_both!(
    a_passkey_completes_the_sign_in_and_leads_on,
    who_has_passkeys_alone_can_use_a_recovery_code,
    a_key_that_does_not_count_signs_in_each_time,
    under_https_the_name_of_the_portal_is_what_counts,
    where_passkeys_cannot_be_used_recovery_codes_are_asked_for,
    without_a_right_password_nobody_is_asked_for_a_passkey,
    who_is_disabled_between_the_steps_does_not_get_in,
    challenges_that_nobody_answers_are_swept_up,
);

async fn a_passkey_completes_the_sign_in_and_leads_on(mut app: TestApp) {
    secure(&mut app).await;
    let (key, _) = person_with(&app, Who::Alice).await;
    app.pass(TimeDelta::minutes(3));
    let client = app.anonymous();
    client.get("/login?next=%2Fsims%3Fq%3D1").await;
    let fields = [
        ("email", Who::Alice.email()),
        ("password", PASSWORD),
        ("next", "/sims?q=1"),
    ];
    let answer = client.post(urls::LOGIN, &fields).await;
    assert_eq!((answer.status, answer.location()), (303, urls::SECOND_STEP));
    let page = client.get(urls::SECOND_STEP).await;
    assert!(says(&page, "second-lede-passkey") && says(&page, "second-passkey-no-script"));
    assert_eq!(page.field("code"), None, "there is no app");
    let html = page.page();
    let button = html.select(&selector("button[data-passkey=get]")).next().unwrap();
    assert_eq!(button.attr("data-options"), Some(urls::SECOND_STEP_OPTIONS));
    let options = asked(&client, urls::SECOND_STEP_OPTIONS).await;
    let options_of_key = &options["publicKey"];
    assert_eq!(options_of_key["rpId"], "localhost");
    assert_eq!(options_of_key["userVerification"], "required");
    assert_eq!(options_of_key["allowCredentials"][0]["id"], key.name());
    let half = client.cookie("simportal").unwrap();
    let signed = key.sign(&options);
    let answer = client.post(urls::SECOND_STEP, &[("passkey", &signed)]).await;
    assert_eq!((answer.status, answer.location()), (303, "/sims?q=1"));
    assert_ne!(client.cookie("simportal").unwrap(), half, "a new session id");
    assert!(client.is_signed_in().await);
    let used: Option<chrono::NaiveDateTime> = app.db(|db| Ok(p::table.select(p::last_used_at).first(db)?));
    assert_eq!(used, Some(app.state.clock.now()));
    assert!(!says(&client.get(urls::SECURITY).await, "passkey-never-used"));
    // Once more: the key has counted on.
    assert!(super::sign_in(&app, Who::Alice, &key).await.is_signed_in().await);
}

async fn who_has_passkeys_alone_can_use_a_recovery_code(mut app: TestApp) {
    secure(&mut app).await;
    let (_, codes) = person_with(&app, Who::Alice).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    let page = client.get(&format!("{}?with=recovery", urls::SECOND_STEP)).await;
    assert!(says(&page, "field-recovery-code") && says(&page, "second-with-passkey"));
    assert!(!says(&page, "second-with-app"), "there is no app");
    for wrong in ["123456", "0123-4567-89ab-cdef-ghjk-mnpq"] {
        let answer = client
            .post(urls::SECOND_STEP, &[("code", wrong), ("with", "recovery")])
            .await;
        assert!(answer.status == 422 && says(&answer, "field-code-wrong"), "{wrong}");
    }
    let answer = client
        .post(urls::SECOND_STEP, &[("code", &codes[0]), ("with", "recovery")])
        .await;
    assert_eq!((answer.status, answer.location()), (303, urls::HOME));
    app.run_jobs().await;
    assert!(app.letters()[0].text.contains("9 are left"));
}

async fn a_key_that_does_not_count_signs_in_each_time(mut app: TestApp) {
    secure(&mut app).await;
    let client = app.as_(Who::Alice).await;
    let mut key = Authenticator::new();
    key.counts = false;
    assert_eq!(super::add(&client, &key, "In the cloud").await.status, 303);
    for _ in 0..3 {
        assert!(super::sign_in(&app, Who::Alice, &key).await.is_signed_in().await);
    }
    app.run_jobs().await;
}

async fn under_https_the_name_of_the_portal_is_what_counts(mut app: TestApp) {
    app.restart(|setup| setup.config.server.base_url = "https://portal.example".to_owned())
        .await;
    let client = app.as_(Who::Alice).await;
    let mut key = Authenticator::new();
    (key.origin, key.site) = ("https://portal.example".to_owned(), "portal.example".to_owned());
    let answer = super::add(&client, &key, "Key").await;
    assert_eq!((answer.status, answer.location()), (303, urls::RECOVERY_CODES));
    let half = Phone::first_step(&app, Who::Alice).await;
    key.origin = "https://portal.example:8443".to_owned();
    assert_eq!(
        second_step(&half, &key).await.status,
        422,
        "another port is another origin"
    );
    key.origin = "https://portal.example".to_owned();
    assert_eq!(second_step(&half, &key).await.status, 303);
    app.run_jobs().await;
}

async fn where_passkeys_cannot_be_used_recovery_codes_are_asked_for(mut app: TestApp) {
    secure(&mut app).await;
    let (key, codes) = person_with(&app, Who::Alice).await;
    app.restart(|_| {}).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    let page = client.get(urls::SECOND_STEP).await;
    assert!(says(&page, "second-lede-not-here") && says(&page, "field-recovery-code"));
    assert!(!page.text().contains("data-passkey"));
    assert_eq!(client.post(urls::SECOND_STEP_OPTIONS, &[]).await.status, 409);
    let signed = key.sign(&serde_json::json!({ "publicKey": { "challenge": "AAAA" } }));
    assert_eq!(
        client.post(urls::SECOND_STEP, &[("passkey", &signed)]).await.status,
        422
    );
    assert_eq!(client.post(urls::SECOND_STEP, &[("code", &codes[0])]).await.status, 303);
    // The list stays, so that a key can be removed here, too.
    assert!(client.get(urls::SECURITY).await.words().contains("Test key"));
    app.run_jobs().await;
}

async fn without_a_right_password_nobody_is_asked_for_a_passkey(mut app: TestApp) {
    secure(&mut app).await;
    person_with(&app, Who::Alice).await;
    let stranger = app.anonymous();
    stranger.get(urls::LOGIN).await;
    assert_eq!(stranger.post(urls::SECOND_STEP_OPTIONS, &[]).await.status, 409);
    let wrong = "rusty anchor below deck";
    let with = app.anonymous().sign_in(Who::Alice.email(), wrong).await;
    let without = app.anonymous().sign_in(Who::Uma.email(), wrong).await;
    assert_eq!(
        (with.status, with.words()),
        (without.status, without.words()),
        "nobody can tell from outside who has one"
    );
    let client = Phone::first_step(&app, Who::Alice).await;
    app.pass(TimeDelta::minutes(10));
    assert_eq!(
        client.post(urls::SECOND_STEP_OPTIONS, &[]).await.status,
        409,
        "too late"
    );
    assert!(!client.is_signed_in().await);
}

async fn who_is_disabled_between_the_steps_does_not_get_in(mut app: TestApp) {
    secure(&mut app).await;
    let (key, _) = person_with(&app, Who::Alice).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    let alice = app.database.cast.user(Who::Alice);
    app.db(|db| {
        diesel::update(users::table.find(alice))
            .set(users::status.eq("disabled"))
            .execute(db)?;
        Ok(())
    });
    let answer = second_step(&client, &key).await;
    assert!(answer.status == 303 && answer.location().starts_with(urls::LOGIN));
    assert!(!client.is_signed_in().await);
}

async fn challenges_that_nobody_answers_are_swept_up(mut app: TestApp) {
    secure(&mut app).await;
    person_with(&app, Who::Alice).await;
    let open = || app.db(|db| Ok(passkey_challenges::table.count().get_result::<i64>(db)?));
    for _ in 0..3 {
        let client = Phone::first_step(&app, Who::Alice).await;
        asked(&client, urls::SECOND_STEP_OPTIONS).await;
        asked(&client, urls::SECOND_STEP_OPTIONS).await;
    }
    assert_eq!(open(), 3, "one for each session");
    app.pass(TimeDelta::hours(2));
    app.run_jobs().await;
    assert_eq!(open(), 0);
}
