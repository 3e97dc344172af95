//! Set-password links: once, for a while, the newest only.

use chrono::TimeDelta;
use diesel::prelude::*;
use simportal::crypto::sha256_hex;
use simportal::storage::schema::{password_links, users};
use simportal::types::lang::Lang;
use simportal::web::urls;

use crate::support::app::text;
use crate::support::cast::PASSWORD;
use crate::support::{Answer, TestApp, Who};

on_both!(
    a_link_sets_the_password_and_works_once,
    an_invitation_lasts_three_days_and_makes_the_person_active,
    a_reset_lasts_two_hours,
    a_forged_link_is_told_and_a_new_one_offered,
    a_new_link_takes_the_place_of_the_old_one,
    a_dead_link_sends_a_new_one_to_the_same_address,
    asking_anew_with_a_forged_link_sends_nothing_and_answers_the_same,
    each_rule_for_passwords_is_told_at_its_field_and_nothing_is_echoed,
    a_new_password_ends_every_session_and_is_told_by_mail,
    the_link_of_somebody_disabled_meanwhile_is_unknown,
    only_a_hash_of_the_token_is_stored,
);

const NEW: &str = "copper kettle on the quay";

/// Asks for a link and takes its path out of the mail.
async fn link(app: &TestApp, who: Who) -> String {
    app.anonymous().post(urls::FORGOTTEN, &[("email", who.email())]).await;
    mailed_link(app).await
}

async fn mailed_link(app: &TestApp) -> String {
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1, "one mail with a link");
    let (_, rest) = letters[0].text.split_once("http://portal.example").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

async fn set(app: &TestApp, path: &str, password: &str, repeated: &str) -> Answer {
    let client = app.anonymous();
    client.get(path).await;
    client
        .post(path, &[("password", password), ("repeated", repeated)])
        .await
}

fn says(answer: &Answer, key: &str) -> bool {
    answer.words().contains(&text(Lang::En, key))
}

async fn a_link_sets_the_password_and_works_once(app: TestApp) {
    let path = link(&app, Who::Alice).await;
    let page = app.anonymous().get(&path).await;
    assert_eq!(page.field("email").as_deref(), Some(Who::Alice.email()));
    let answer = set(&app, &path, NEW, NEW).await;
    assert_eq!((answer.status, answer.location()), (303, "/login?password-set=1"));
    assert!(says(&app.anonymous().get(answer.location()).await, "password-set"));
    assert_eq!(app.anonymous().sign_in(Who::Alice.email(), PASSWORD).await.status, 422);
    assert_eq!(app.anonymous().sign_in(Who::Alice.email(), NEW).await.status, 303);
    // Read, used again, or used by who had it open already: it is over.
    assert!(says(&app.anonymous().get(&path).await, "link-used-title"));
    let again = set(&app, &path, PASSWORD, PASSWORD).await;
    assert_eq!(again.status, 422);
    assert!(says(&again, "link-used-title"));
    assert_eq!(app.anonymous().sign_in(Who::Alice.email(), NEW).await.status, 303);
    app.run_jobs().await;
}

async fn an_invitation_lasts_three_days_and_makes_the_person_active(app: TestApp) {
    let path = link(&app, Who::Ivy).await;
    app.pass(TimeDelta::hours(72) - TimeDelta::seconds(1));
    let page = app.anonymous().get(&path).await;
    let welcome = simportal::i18n::text_with(Lang::En, "set-password-welcome", &[("brand", "Simportal".into())]);
    assert!(page.words().contains(&welcome));
    assert_eq!(set(&app, &path, NEW, NEW).await.status, 303);
    assert_eq!(app.anonymous().sign_in(Who::Ivy.email(), NEW).await.status, 303);
    app.run_jobs().await;
}

async fn a_reset_lasts_two_hours(app: TestApp) {
    let path = link(&app, Who::Alice).await;
    app.pass(TimeDelta::hours(2) - TimeDelta::seconds(1));
    assert!(says(&app.anonymous().get(&path).await, "set-password-title"));
    app.pass(TimeDelta::seconds(1));
    assert!(says(&app.anonymous().get(&path).await, "link-expired-title"));
    let answer = set(&app, &path, NEW, NEW).await;
    assert_eq!(answer.status, 422);
    assert!(says(&answer, "link-expired-title"));
    assert_eq!(app.anonymous().sign_in(Who::Alice.email(), PASSWORD).await.status, 303);
}

async fn a_forged_link_is_told_and_a_new_one_offered(app: TestApp) {
    for token in [
        "x",
        "%00",
        "..%2F..",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "%C3%BC",
    ] {
        let answer = app.anonymous().get(&format!("/password/{token}")).await;
        assert_eq!(answer.status, 200, "{token}");
        assert!(says(&answer, "link-unknown-title"), "{token}");
        let offers = answer
            .page()
            .select(&crate::support::page::selector("a[href='/password/forgotten']"))
            .count();
        assert_eq!(offers, 1, "{token}");
    }
}

async fn a_new_link_takes_the_place_of_the_old_one(app: TestApp) {
    let first = link(&app, Who::Alice).await;
    let second = link(&app, Who::Alice).await;
    assert_ne!(first, second);
    assert!(says(&app.anonymous().get(&first).await, "link-used-title"));
    assert!(says(&app.anonymous().get(&second).await, "set-password-title"));
}

async fn a_dead_link_sends_a_new_one_to_the_same_address(app: TestApp) {
    let old = link(&app, Who::Alice).await;
    app.pass(TimeDelta::hours(3));
    let client = app.anonymous();
    client.get(&old).await;
    let answer = client.post(&format!("{old}/again"), &[]).await;
    assert_eq!(answer.status, 200);
    assert!(says(&answer, "link-sent"));
    let new = mailed_link(&app).await;
    assert_eq!(set(&app, &new, NEW, NEW).await.status, 303);
    app.run_jobs().await;
}

async fn asking_anew_with_a_forged_link_sends_nothing_and_answers_the_same(app: TestApp) {
    let real = link(&app, Who::Alice).await;
    let client = app.anonymous();
    let right = client.post(&format!("{real}/again"), &[]).await;
    mailed_link(&app).await;
    let forged = client.post("/password/bm9ib2R5/again", &[]).await;
    assert_eq!((forged.status, forged.words()), (right.status, right.words()));
    app.run_jobs().await;
    assert!(app.letters().is_empty());
}

async fn each_rule_for_passwords_is_told_at_its_field_and_nothing_is_echoed(app: TestApp) {
    let path = link(&app, Who::Alice).await;
    let long = "harbour crane ".repeat(10);
    for (password, repeated, field, key) in [
        ("kettle-quay", "kettle-quay", "password", "field-password-too-short"),
        (long.as_str(), long.as_str(), "password", "field-password-too-long"),
        (
            "xx alice@hansa.example",
            "xx alice@hansa.example",
            "password",
            "field-password-contains-email",
        ),
        (
            "passwordpassword",
            "passwordpassword",
            "password",
            "field-password-common",
        ),
        ("qwertzuiopasdf", "qwertzuiopasdf", "password", "field-password-common"),
        (NEW, "copper kettle on the key", "repeated", "field-password-differs"),
        ("", "", "password", "field-password-too-short"),
    ] {
        let answer = set(&app, &path, password, repeated).await;
        assert_eq!(answer.status, 422, "{password}");
        let selector = crate::support::page::selector(&format!("#{field}-error"));
        let said: String = answer
            .page()
            .select(&selector)
            .flat_map(|element| element.text().collect::<Vec<_>>())
            .collect();
        assert!(said.contains(&text(Lang::En, key)), "{password}: {said}");
        for name in ["password", "repeated"] {
            assert_eq!(answer.field(name).unwrap_or_default(), "", "{name} is not echoed");
        }
        assert!(
            password.is_empty() || !answer.text().contains(password.trim()),
            "{password}"
        );
    }
    assert_eq!(set(&app, &path, NEW, NEW).await.status, 303, "the link was not used up");
    app.run_jobs().await;
}

async fn a_new_password_ends_every_session_and_is_told_by_mail(app: TestApp) {
    let (office, phone) = (app.as_(Who::Alice).await, app.as_(Who::Alice).await);
    let other = app.as_(Who::Uma).await;
    let path = link(&app, Who::Alice).await;
    // Also in the browser that sets it, where somebody may be signed in still.
    office.get(&path).await;
    assert_eq!(
        office.post(&path, &[("password", NEW), ("repeated", NEW)]).await.status,
        303
    );
    assert!(!office.is_signed_in().await && !phone.is_signed_in().await);
    assert!(other.is_signed_in().await, "nobody else is concerned");
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].recipient, Who::Alice.email());
    let subject = simportal::i18n::text_with(
        Lang::En,
        "mail-password-changed-subject",
        &[("brand", "Simportal".into())],
    );
    assert_eq!(letters[0].subject, subject);
    assert!(!letters[0].text.contains(NEW) && !letters[0].html.contains(NEW));
}

async fn the_link_of_somebody_disabled_meanwhile_is_unknown(app: TestApp) {
    let path = link(&app, Who::Uma).await;
    let uma = app.database.cast.user(Who::Uma);
    app.db(|db| {
        diesel::update(users::table.find(uma))
            .set(users::status.eq("disabled"))
            .execute(db)?;
        Ok(())
    });
    assert!(says(&app.anonymous().get(&path).await, "link-unknown-title"));
    assert_eq!(set(&app, &path, NEW, NEW).await.status, 422);
}

async fn only_a_hash_of_the_token_is_stored(app: TestApp) {
    let path = link(&app, Who::Alice).await;
    let token = path.trim_start_matches("/password/");
    let stored: Vec<String> = app.db(|db| Ok(password_links::table.select(password_links::token_hash).load(db)?));
    assert_eq!(stored, [sha256_hex(token)]);
}
