//! Guessing becomes slower and slower, and never locks anybody out for good.

use chrono::TimeDelta;
use simportal::domain;

use crate::support::app::text;
use crate::support::cast::PASSWORD;
use crate::support::{Answer, Client, TestApp, Who};

on_both!(
    after_five_failures_an_account_has_to_wait_longer_each_time,
    the_wait_ends_and_is_never_longer_than_a_quarter_of_an_hour,
    a_success_forgets_the_failures_of_the_account,
    an_unknown_address_is_throttled_like_a_known_one,
    after_twenty_failures_a_network_address_has_to_wait,
    a_forwarded_address_counts_only_behind_a_declared_proxy,
    requests_for_links_are_limited_without_a_word,
);

fn is_blocked(answer: &Answer) -> bool {
    answer.words().contains(&text(Who::Alice.lang(), "sign-in-blocked"))
}

/// One wrong try from an address of its own, so that only the account counts.
async fn fail(app: &TestApp, email: &str, from: u8) -> Answer {
    let client = app.anonymous();
    client.address.set(format!("198.51.100.{from}:4000").parse().unwrap());
    client.sign_in(email, "rusty anchor below deck").await
}

async fn after_five_failures_an_account_has_to_wait_longer_each_time(app: TestApp) {
    for n in 1..=5 {
        assert!(!is_blocked(&fail(&app, Who::Alice.email(), n).await), "failure {n}");
    }
    // 30 seconds, then a minute: meanwhile not even the right password is looked at, wherever it comes from.
    for (wait, n) in [(30, 6), (60, 7)] {
        assert!(is_blocked(&fail(&app, Who::Alice.email(), n).await));
        let answer = app.anonymous().sign_in(Who::Alice.email(), PASSWORD).await;
        assert!(is_blocked(&answer));
        assert_eq!(answer.status, 422);
        app.pass(TimeDelta::seconds(wait - 1));
        assert!(
            is_blocked(&fail(&app, Who::Alice.email(), n).await),
            "a second before the end"
        );
        app.pass(TimeDelta::seconds(1));
        assert!(!is_blocked(&fail(&app, Who::Alice.email(), n).await), "at the end");
    }
    assert_eq!(
        app.anonymous().sign_in(Who::Uma.email(), PASSWORD).await.status,
        303,
        "others are not concerned"
    );
}

async fn the_wait_ends_and_is_never_longer_than_a_quarter_of_an_hour(app: TestApp) {
    for n in 1..=30 {
        fail(&app, Who::Alice.email(), n).await;
        app.pass(TimeDelta::minutes(15));
    }
    let answer = app.anonymous().sign_in(Who::Alice.email(), PASSWORD).await;
    assert_eq!(answer.status, 303, "a quarter of an hour after the thirtieth failure");
}

async fn a_success_forgets_the_failures_of_the_account(app: TestApp) {
    for _ in 0..3 {
        for n in 1..=4 {
            assert!(!is_blocked(&fail(&app, Who::Alice.email(), n).await));
        }
        app.as_(Who::Alice).await;
    }
}

async fn an_unknown_address_is_throttled_like_a_known_one(app: TestApp) {
    for n in 1..=5 {
        assert!(!is_blocked(&fail(&app, "nobody@hansa.example", n).await));
    }
    assert!(is_blocked(&fail(&app, "nobody@hansa.example", 6).await));
    // The same account, however it is written.
    assert!(is_blocked(&fail(&app, " NOBODY@hansa.example", 7).await));
}

/// A wrong try at an account of its own, so that only the network address counts.
async fn guess(client: &Client<'_>, n: u32) -> Answer {
    client
        .sign_in(&format!("guess{n}@hansa.example"), "rusty anchor below deck")
        .await
}

async fn after_twenty_failures_a_network_address_has_to_wait(app: TestApp) {
    let guesser = app.anonymous();
    for n in 1..=20 {
        assert!(!is_blocked(&guess(&guesser, n).await), "failure {n}");
        // One right password in between buys no further tries.
        if n == 10 {
            app.as_(Who::Uma).await;
        }
    }
    assert!(is_blocked(&guess(&guesser, 21).await));
    let elsewhere = app.anonymous();
    elsewhere.address.set("203.0.113.9:4000".parse().unwrap());
    assert_eq!(elsewhere.sign_in(Who::Alice.email(), PASSWORD).await.status, 303);
}

async fn a_forwarded_address_counts_only_behind_a_declared_proxy(mut app: TestApp) {
    // Undeclared: a guesser who invents addresses stays one address.
    for n in 1..=20 {
        forwarded(&app, n).await;
    }
    assert!(is_blocked(&forwarded(&app, 21).await));
    app.restart(|setup| setup.config.server.trusted_proxies = vec!["192.0.2.10".parse().unwrap()])
        .await;
    for n in 31..=60 {
        assert!(!is_blocked(&forwarded(&app, n).await), "each client counts by itself");
    }
}

async fn forwarded(app: &TestApp, n: u32) -> Answer {
    let client = app.anonymous();
    let proof = client.proof().await;
    let fields = [
        ("_csrf", proof.csrf.as_str()),
        ("email", &format!("guess{n}@hansa.example")),
        ("password", "rusty anchor below deck"),
    ];
    let request = client
        .request(actix_web::http::Method::POST, simportal::web::urls::LOGIN)
        .insert_header(("content-type", "application/x-www-form-urlencoded"))
        .insert_header(("x-forwarded-for", format!("203.0.113.{n}")))
        .set_payload(crate::support::client::encoded(&fields));
    client.send("POST /login", request).await
}

async fn requests_for_links_are_limited_without_a_word(app: TestApp) {
    let client = app.anonymous();
    let mut answers = Vec::new();
    for _ in 0..12 {
        let fields = [("email", Who::Alice.email())];
        let answer = client.post(simportal::web::urls::FORGOTTEN, &fields).await;
        answers.push((answer.status, answer.words()));
        app.run_jobs().await;
    }
    assert!(
        answers.iter().all(|answer| answer == &answers[0]),
        "every answer is the same"
    );
    let limit = usize::try_from(domain::auth::REQUEST_LIMIT).unwrap();
    assert_eq!(app.letters().len(), limit, "a person gets so many in an hour");
    app.pass(TimeDelta::hours(2));
    client
        .post(simportal::web::urls::FORGOTTEN, &[("email", Who::Alice.email())])
        .await;
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 1);
}
