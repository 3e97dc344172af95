//! Recovery codes: each once, counted down, renewed as a set.

use chrono::TimeDelta;
use diesel::prelude::*;
use simportal::storage::schema::recovery_codes as table;
use simportal::web::urls;

use super::Phone;
use super::phone::{recovery_codes, says};
use crate::support::cast::PASSWORD;
use crate::support::{TestApp, Who};

on_both!(
    a_recovery_code_signs_in_once_and_is_told_by_mail,
    few_codes_left_are_warned_of,
    a_new_set_takes_the_place_of_the_old_one,
    codes_are_shown_until_they_are_noted_and_never_again,
    only_hashes_of_the_codes_are_stored,
);

async fn a_recovery_code_signs_in_once_and_is_told_by_mail(app: TestApp) {
    let (_, codes) = Phone::of(&app, Who::Alice).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    let page = client.get(&format!("{}?with=recovery", urls::SECOND_STEP)).await;
    assert!(says(&page, "field-recovery-code"));
    // Typed carelessly.
    let typed = codes[0].to_uppercase().replace('-', " ");
    let answer = client
        .post(urls::SECOND_STEP, &[("code", &typed), ("with", "recovery")])
        .await;
    assert_eq!((answer.status, answer.location()), (303, urls::HOME));
    assert!(client.is_signed_in().await);
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].text.contains("9 are left"), "{}", letters[0].text);

    let thief = Phone::first_step(&app, Who::Alice).await;
    let answer = thief
        .post(urls::SECOND_STEP, &[("code", &codes[0]), ("with", "recovery")])
        .await;
    assert_eq!(answer.status, 422);
    assert!(says(&answer, "field-code-wrong") && says(&answer, "field-recovery-code"));
    assert!(!thief.is_signed_in().await);
    // Nor does the code of somebody else.
    let (_, bobs) = Phone::of(&app, Who::Bob).await;
    assert_eq!(thief.post(urls::SECOND_STEP, &[("code", &bobs[0])]).await.status, 422);
}

async fn few_codes_left_are_warned_of(app: TestApp) {
    let (_, codes) = Phone::of(&app, Who::Alice).await;
    for (used, code) in codes.iter().enumerate() {
        let client = Phone::first_step(&app, Who::Alice).await;
        assert_eq!(client.post(urls::SECOND_STEP, &[("code", code)]).await.status, 303);
        let page = client.get(urls::SECURITY).await;
        assert_eq!(says(&page, "codes-few-hint"), used + 1 >= 7, "{} used", used + 1);
    }
    app.run_jobs().await;
    let last = app.letters().pop().unwrap();
    assert!(last.text.contains("It was the last one"), "{}", last.text);
}

async fn a_new_set_takes_the_place_of_the_old_one(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let (phone, old) = Phone::set_up(&app, &client).await;
    app.pass(TimeDelta::seconds(30));
    let wrong = client
        .post(urls::RECOVERY_NEW, &[("password", PASSWORD), ("code", "000000")])
        .await;
    assert_eq!(wrong.status, 422);
    let code = phone.code(&app);
    let answer = client
        .post(urls::RECOVERY_NEW, &[("password", PASSWORD), ("code", &code)])
        .await;
    assert_eq!((answer.status, answer.location()), (303, urls::RECOVERY_CODES));
    let new = recovery_codes(&client.get(urls::RECOVERY_CODES).await);
    assert!(new.len() == 10 && new.iter().all(|code| !old.contains(code)));
    let half = Phone::first_step(&app, Who::Alice).await;
    assert_eq!(half.post(urls::SECOND_STEP, &[("code", &old[5])]).await.status, 422);
    assert_eq!(half.post(urls::SECOND_STEP, &[("code", &new[5])]).await.status, 303);
    app.run_jobs().await;
}

async fn codes_are_shown_until_they_are_noted_and_never_again(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let phone = Phone::reading(&Phone::begin(&client).await);
    client
        .post(urls::TWO_FACTOR_SET_UP, &[("code", &phone.code(&app))])
        .await;
    let codes = recovery_codes(&client.get(urls::RECOVERY_CODES).await);
    let file = client.get(urls::RECOVERY_FILE).await;
    assert!(file.header("content-disposition").starts_with("attachment"));
    assert_eq!(file.header("cache-control"), "no-store");
    assert!(codes.iter().all(|code| file.text().contains(code)));
    assert_eq!(
        recovery_codes(&client.get(urls::RECOVERY_CODES).await),
        codes,
        "a reload shows them"
    );
    client.post(urls::RECOVERY_DONE, &[]).await;
    for path in [urls::RECOVERY_CODES, urls::RECOVERY_FILE] {
        let answer = client.get(path).await;
        assert_eq!((answer.status, answer.location()), (303, urls::SECURITY), "{path}");
    }
    app.pass(TimeDelta::seconds(30));
    let code = phone.code(&app);
    client
        .post(urls::RECOVERY_NEW, &[("password", PASSWORD), ("code", &code)])
        .await;
    assert_eq!(client.get(urls::RECOVERY_CODES).await.status, 200);
    app.pass(TimeDelta::minutes(10));
    assert_eq!(
        client.get(urls::RECOVERY_CODES).await.status,
        303,
        "ten minutes at the most"
    );
    app.run_jobs().await;
}

async fn only_hashes_of_the_codes_are_stored(app: TestApp) {
    let (_, codes) = Phone::of(&app, Who::Alice).await;
    let stored: Vec<String> = app.db(|db| Ok(table::table.select(table::code_hash).order(table::id).load(db)?));
    assert_eq!(stored.len(), 10);
    for code in codes {
        let plain = code.replace('-', "");
        assert!(stored.iter().all(|hash| hash.len() == 64 && !hash.contains(&plain)));
    }
}
