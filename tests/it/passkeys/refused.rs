//! What is no right answer: refused in the same words, counted, and never a fault of ours.

use chrono::TimeDelta;
use serde_json::{Value, json};
use simportal::web::urls;

use super::{Authenticator, asked, begin, make, person_with, second_step, secure};
use crate::account::Phone;
use crate::account::phone::says;
use crate::support::cast::PASSWORD;
use crate::support::{Answer, Client, TestApp, Who};

on_both!(
    a_challenge_is_good_once,
    a_challenge_is_good_for_five_minutes,
    a_challenge_is_good_in_its_session_for_its_purpose_only,
    the_passkey_of_somebody_else_is_refused,
    what_was_signed_for_another_site_is_refused,
    a_key_that_did_not_verify_its_person_is_refused,
    a_copy_of_a_key_is_found_out_by_its_counter,
    a_copy_is_found_out_though_the_challenge_is_older,
    meddling_with_an_answer_is_noticed,
    nonsense_is_refused,
    failures_are_throttled_as_wrong_codes_are,
);

fn refused(answer: &Answer) -> bool {
    answer.status == 422 && says(answer, "field-passkey-wrong")
}

async fn send(client: &Client<'_>, signed: &str) -> Answer {
    client.post(urls::SECOND_STEP, &[("passkey", signed)]).await
}

async fn a_challenge_is_good_once(mut app: TestApp) {
    secure(&mut app).await;
    let (key, _) = person_with(&app, Who::Alice).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    let options = asked(&client, urls::SECOND_STEP_OPTIONS).await;
    let thief = client.copy();
    let signed = key.sign(&options);
    assert_eq!(send(&client, &signed).await.status, 303);
    assert!(!thief.is_signed_in().await);
    // What was sent before, in a session of its own: with its own challenge, and with none.
    let thief = Phone::first_step(&app, Who::Alice).await;
    assert!(refused(&send(&thief, &signed).await));
    asked(&thief, urls::SECOND_STEP_OPTIONS).await;
    assert!(refused(&send(&thief, &signed).await));
    // A refused answer uses the challenge up, too.
    let client = Phone::first_step(&app, Who::Alice).await;
    let options = asked(&client, urls::SECOND_STEP_OPTIONS).await;
    assert!(refused(&send(&client, "{}").await));
    assert!(refused(&send(&client, &key.sign(&options)).await));
    assert!(!client.is_signed_in().await);
}

async fn a_challenge_is_good_for_five_minutes(mut app: TestApp) {
    secure(&mut app).await;
    let (key, _) = person_with(&app, Who::Alice).await;
    for (seconds, status) in [(299, 303), (300, 422)] {
        let client = Phone::first_step(&app, Who::Alice).await;
        let signed = key.sign(&asked(&client, urls::SECOND_STEP_OPTIONS).await);
        app.pass(TimeDelta::seconds(seconds));
        assert_eq!(send(&client, &signed).await.status, status, "{seconds} seconds");
    }
    let client = app.as_(Who::Bob).await;
    begin(&client, &[("password", PASSWORD)]).await;
    let made = Authenticator::new().make(&asked(&client, urls::PASSKEY_NEW_OPTIONS).await);
    app.pass(TimeDelta::minutes(5));
    let answer = client
        .post(urls::PASSKEY_NEW, &[("name", "x"), ("passkey", &made)])
        .await;
    assert!(answer.status == 422 && says(&answer, "field-passkey-not-made"));
}

async fn a_challenge_is_good_in_its_session_for_its_purpose_only(mut app: TestApp) {
    secure(&mut app).await;
    let (key, _) = person_with(&app, Who::Alice).await;
    let (one, other) = (
        Phone::first_step(&app, Who::Alice).await,
        Phone::first_step(&app, Who::Alice).await,
    );
    let first = asked(&one, urls::SECOND_STEP_OPTIONS).await;
    asked(&other, urls::SECOND_STEP_OPTIONS).await;
    assert!(
        refused(&send(&other, &key.sign(&first)).await),
        "the other session's challenge"
    );
    assert_eq!(send(&one, &key.sign(&first)).await.status, 303);
    // A challenge for adding is none for confirming.
    let signed = key.sign(&asked(&one, urls::PASSKEY_OPTIONS).await);
    begin(&one, &[("password", PASSWORD), ("passkey", &signed)]).await;
    let adding = asked(&one, urls::PASSKEY_NEW_OPTIONS).await;
    let fields = [("password", PASSWORD), ("passkey", &key.sign(&adding))];
    let answer = one.post(urls::RECOVERY_NEW, &fields).await;
    assert!(answer.status == 422 && says(&answer, "field-passkey-wrong"));
    // Nor the other way round.
    let using = asked(&one, urls::PASSKEY_OPTIONS).await;
    let made = Authenticator::new().make(&using);
    let answer = one.post(urls::PASSKEY_NEW, &[("name", "x"), ("passkey", &made)]).await;
    assert!(answer.status == 422 && says(&answer, "field-passkey-not-made"));
}

async fn the_passkey_of_somebody_else_is_refused(mut app: TestApp) {
    secure(&mut app).await;
    let (mut alices, _) = person_with(&app, Who::Alice).await;
    let (bobs, _) = person_with(&app, Who::Bob).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    assert!(refused(&second_step(&client, &bobs).await));
    assert!(
        refused(&second_step(&client, &Authenticator::new()).await),
        "a key of nobody"
    );
    // Another key that calls itself like Alice's.
    let mut forged = Authenticator::new();
    forged.id = alices.id.clone();
    assert!(refused(&second_step(&client, &forged).await));
    alices.id = bobs.id.clone();
    assert!(refused(&second_step(&client, &alices).await));
    assert!(!client.is_signed_in().await);
}

async fn what_was_signed_for_another_site_is_refused(mut app: TestApp) {
    secure(&mut app).await;
    let (mut key, _) = person_with(&app, Who::Alice).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    for origin in [
        "http://localhost:8081",
        "https://localhost:8080",
        "http://localhost.evil.example:8080",
    ] {
        key.origin = origin.to_owned();
        assert!(refused(&second_step(&client, &key).await), "{origin}");
        app.pass(TimeDelta::minutes(1));
    }
    key.origin = super::ORIGIN.to_owned();
    key.site = "evil.example".to_owned();
    assert!(refused(&second_step(&client, &key).await));
    key.site = "localhost".to_owned();
    assert_eq!(second_step(&client, &key).await.status, 303);
    // Nor is a passkey taken that was made on another site.
    let client = app.as_(Who::Bob).await;
    begin(&client, &[("password", PASSWORD)]).await;
    let mut made = Authenticator::new();
    made.origin = "https://evil.example".to_owned();
    let answer = make(&client, &made, "x").await;
    assert!(answer.status == 422 && says(&answer, "field-passkey-not-made"));
}

async fn a_key_that_did_not_verify_its_person_is_refused(mut app: TestApp) {
    secure(&mut app).await;
    let (mut key, _) = person_with(&app, Who::Alice).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    key.verified = false;
    assert!(refused(&second_step(&client, &key).await));
    let bob = app.as_(Who::Bob).await;
    begin(&bob, &[("password", PASSWORD)]).await;
    let mut new = Authenticator::new();
    new.verified = false;
    let answer = make(&bob, &new, "x").await;
    assert!(answer.status == 422 && says(&answer, "field-passkey-not-made"));
}

async fn a_copy_of_a_key_is_found_out_by_its_counter(mut app: TestApp) {
    secure(&mut app).await;
    let (key, copy) = Authenticator::twins();
    let client = app.as_(Who::Alice).await;
    assert_eq!(super::add(&client, &key, "Key").await.status, 303);
    copy.counter.set(key.counter.get());
    super::sign_in(&app, Who::Alice, &key).await;
    super::sign_in(&app, Who::Alice, &key).await;
    let thief = Phone::first_step(&app, Who::Alice).await;
    assert!(refused(&second_step(&thief, &copy).await), "its counter is behind");
    copy.counter.set(key.counter.get() - 1);
    assert!(refused(&second_step(&thief, &copy).await), "the same number again");
    assert!(!thief.is_signed_in().await);
    app.run_jobs().await;
}

async fn a_copy_is_found_out_though_the_challenge_is_older(mut app: TestApp) {
    secure(&mut app).await;
    let (key, copy) = Authenticator::twins();
    let client = app.as_(Who::Alice).await;
    assert_eq!(super::add(&client, &key, "Key").await.status, 303);
    let thief = Phone::first_step(&app, Who::Alice).await;
    let options = asked(&thief, urls::SECOND_STEP_OPTIONS).await;
    // Between the challenge and its answer the real key is used.
    copy.counter.set(key.counter.get());
    super::sign_in(&app, Who::Alice, &key).await;
    assert!(refused(&send(&thief, &copy.sign(&options)).await));
    app.run_jobs().await;
}

/// An answer with another value at one place.
fn changed(answer: &str, place: &str, value: Value) -> String {
    let mut answer: Value = serde_json::from_str(answer).unwrap();
    *answer.pointer_mut(place).unwrap() = value;
    answer.to_string()
}

async fn meddling_with_an_answer_is_noticed(mut app: TestApp) {
    secure(&mut app).await;
    let (key, _) = person_with(&app, Who::Alice).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    let before = key.sign(&asked(&client, urls::SECOND_STEP_OPTIONS).await);
    let before: Value = serde_json::from_str(&before).unwrap();
    for place in [
        "/response/signature",
        "/response/authenticatorData",
        "/response/clientDataJSON",
    ] {
        for value in [before.pointer(place).unwrap().clone(), json!(""), json!("!"), json!(7)] {
            let client = Phone::first_step(&app, Who::Alice).await;
            let signed = key.sign(&asked(&client, urls::SECOND_STEP_OPTIONS).await);
            let answer = send(&client, &changed(&signed, place, value)).await;
            assert!(refused(&answer), "{place}");
            assert!(!client.is_signed_in().await);
            // The failures before are forgotten.
            app.pass(TimeDelta::minutes(16));
        }
    }
}

async fn nonsense_is_refused(mut app: TestApp) {
    secure(&mut app).await;
    person_with(&app, Who::Alice).await;
    let deep = format!("{}{}", "[".repeat(5000), "]".repeat(5000));
    let client = app.as_(Who::Bob).await;
    begin(&client, &[("password", PASSWORD)]).await;
    let half = Phone::first_step(&app, Who::Alice).await;
    for nonsense in ["x", "null", "[]", "{\"id\":1}", "\u{fffd}", &deep, &"x".repeat(200_000)] {
        asked(&half, urls::SECOND_STEP_OPTIONS).await;
        let answer = send(&half, nonsense).await;
        assert_eq!(answer.status, 422);
        asked(&client, urls::PASSKEY_NEW_OPTIONS).await;
        let fields = [("name", "x"), ("passkey", nonsense)];
        let answer = client.post(urls::PASSKEY_NEW, &fields).await;
        assert!(answer.status == 422 && says(&answer, "field-passkey-not-made"));
    }
    // Well formed outside, nonsense inside: a map that ends early, one that is nested too deep.
    for object in [vec![0xa3, 0x63], vec![0x81; 4000]] {
        use base64::Engine;
        let made = Authenticator::new().make(&asked(&client, urls::PASSKEY_NEW_OPTIONS).await);
        let object = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(object);
        let made = changed(&made, "/response/attestationObject", json!(object));
        let answer = client
            .post(urls::PASSKEY_NEW, &[("name", "x"), ("passkey", &made)])
            .await;
        assert!(answer.status == 422 && says(&answer, "field-passkey-not-made"));
    }
}

async fn failures_are_throttled_as_wrong_codes_are(mut app: TestApp) {
    secure(&mut app).await;
    let (key, codes) = person_with(&app, Who::Alice).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    for n in 0..5 {
        assert!(refused(&second_step(&client, &Authenticator::new()).await), "{n}");
    }
    let answer = second_step(&client, &key).await;
    assert!(
        answer.status == 422 && says(&answer, "sign-in-blocked"),
        "the right one waits, too"
    );
    let answer = client.post(urls::SECOND_STEP, &[("code", &codes[0])]).await;
    assert!(answer.status == 422 && says(&answer, "sign-in-blocked"));
    app.pass(TimeDelta::seconds(31));
    assert_eq!(second_step(&client, &key).await.status, 303);
    // A complete sign-in forgets the failures.
    let client = Phone::first_step(&app, Who::Alice).await;
    for _ in 0..4 {
        assert!(refused(&second_step(&client, &Authenticator::new()).await));
    }
}
