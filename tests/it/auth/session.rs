//! Sessions: how they begin, how long they live, and that they end for good.

use chrono::TimeDelta;
use diesel::prelude::*;
use simportal::crypto::sha256_hex;
use simportal::storage::schema::sessions;
use simportal::web::urls;

use crate::support::cast::PASSWORD;
use crate::support::{TestApp, Who};

on_both!(
    a_session_ends_after_half_an_hour_without_a_request,
    a_session_ends_after_twelve_hours_at_the_latest,
    signing_in_gives_the_session_a_new_key,
    a_copied_cookie_is_dead_after_signing_out,
    a_changed_cookie_is_nobody,
    only_a_hash_of_the_key_is_stored,
    reading_the_sign_in_page_writes_nothing,
    cookies_cannot_be_read_by_scripts_and_stay_with_the_portal,
    behind_https_cookies_are_secure_and_bound_to_the_host,
    signing_out_says_so_and_clears_what_the_browser_kept,
    housekeeping_removes_sessions_that_have_ended,
);

const COOKIE: &str = "simportal";

async fn a_session_ends_after_half_an_hour_without_a_request(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    for _ in 0..4 {
        app.pass(TimeDelta::minutes(27));
        assert!(client.is_signed_in().await, "each request counts");
    }
    app.pass(TimeDelta::minutes(30));
    let answer = client.get(urls::NOTHING_YET).await;
    assert_eq!((answer.status, answer.location()), (303, "/login?next=%2Fwelcome"));
}

async fn a_session_ends_after_twelve_hours_at_the_latest(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    for _ in 0..36 {
        assert!(client.is_signed_in().await);
        app.pass(TimeDelta::minutes(20));
    }
    assert!(!client.is_signed_in().await, "twelve hours have passed");
}

async fn signing_in_gives_the_session_a_new_key(app: TestApp) {
    // A key that somebody planted before is worth nothing, neither an invented nor a real one.
    let attacker = app.as_(Who::Charlie).await;
    let planted = attacker.cookie(COOKIE).unwrap();
    let victim = app.anonymous();
    victim.set_cookie(COOKIE, &planted);
    assert_eq!(victim.sign_in(Who::Alice.email(), PASSWORD).await.status, 303);
    assert_ne!(victim.cookie(COOKIE).unwrap(), planted);
    assert!(victim.is_signed_in().await);
    assert!(
        !attacker.is_signed_in().await,
        "the planted session is over, not shared"
    );

    let victim = app.anonymous();
    victim.set_cookie(COOKIE, "invented");
    assert_eq!(victim.sign_in(Who::Alice.email(), PASSWORD).await.status, 303);
    assert_ne!(victim.cookie(COOKIE).unwrap(), "invented");
}

async fn a_copied_cookie_is_dead_after_signing_out(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let thief = client.copy();
    assert!(thief.is_signed_in().await);
    client.post(urls::LOGOUT, &[]).await;
    assert!(!thief.is_signed_in().await);
    assert!(!client.is_signed_in().await);
}

async fn a_changed_cookie_is_nobody(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let cookie = client.cookie(COOKIE).unwrap();
    let (signature, key) = cookie.split_at(44);
    for forged in [
        key.to_owned(),
        format!("{}{key}", signature.to_lowercase()),
        format!("{signature}{}", key.chars().rev().collect::<String>()),
        String::new(),
        "x".repeat(10_000),
    ] {
        let forger = app.anonymous();
        forger.set_cookie(COOKIE, &forged);
        assert!(!forger.is_signed_in().await, "{forged}");
    }
    assert!(client.is_signed_in().await);
}

async fn only_a_hash_of_the_key_is_stored(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let cookie = client.cookie(COOKIE).unwrap();
    // Behind the signature of 44 characters; base64 of which the cookie writes some in percents.
    let key = &cookie[cookie.len() - 43..];
    let stored: Vec<(String, String)> = app.db(|db| {
        let columns = (sessions::key_hash, sessions::state);
        Ok(sessions::table.select(columns).order(sessions::id).load(db)?)
    });
    assert!(
        stored.iter().any(|(hash, _)| *hash == sha256_hex(key)),
        "found by its hash"
    );
    assert!(
        stored
            .iter()
            .all(|(hash, state)| !hash.contains(key) && !state.contains(key))
    );
}

async fn reading_the_sign_in_page_writes_nothing(app: TestApp) {
    for _ in 0..3 {
        app.anonymous().get(urls::LOGIN).await;
    }
    let sessions: i64 = app.db(|db| Ok(sessions::table.count().get_result(db)?));
    assert_eq!(sessions, 0);
}

async fn cookies_cannot_be_read_by_scripts_and_stay_with_the_portal(app: TestApp) {
    let client = app.anonymous();
    let visitor = client.get(urls::LOGIN).await;
    let session = client.sign_in(Who::Alice.email(), PASSWORD).await;
    for (name, cookie) in visitor.cookies.iter().chain(&session.cookies) {
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"),
            "{name}: {cookie}"
        );
        assert!(
            cookie.contains("Path=/") && !cookie.contains("Domain"),
            "{name}: {cookie}"
        );
        let is_device = name == "simportal-device";
        assert_eq!(
            cookie.contains("Max-Age"),
            is_device,
            "{name} ends with the browser, unless it is what tells browsers apart: {cookie}"
        );
    }
    assert!(visitor.cookies.contains_key("simportal-visitor"));
    assert!(session.cookies.contains_key(COOKIE));
    assert!(
        session.cookies["simportal-device"].contains("Max-Age=34560000"),
        "400 days"
    );
}

async fn behind_https_cookies_are_secure_and_bound_to_the_host(mut app: TestApp) {
    app.restart(|setup| setup.config.server.base_url = "https://portal.example".to_owned())
        .await;
    let client = app.anonymous();
    let visitor = client.get(urls::LOGIN).await;
    let session = client.sign_in(Who::Alice.email(), PASSWORD).await;
    let switched = client.post(urls::LANGUAGE, &[("lang", "en")]).await;
    for (name, cookie) in visitor.cookies.iter().chain(&session.cookies) {
        assert!(name.starts_with("__Host-"), "{name}");
        assert!(cookie.contains("; Secure"), "{cookie}");
    }
    assert!(switched.cookies.values().all(|cookie| cookie.contains("; Secure")));
    assert!(visitor.header("strict-transport-security").contains("max-age=63072000"));
    assert!(client.is_signed_in().await);
}

async fn signing_out_says_so_and_clears_what_the_browser_kept(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let answer = client.post(urls::LOGOUT, &[]).await;
    assert_eq!((answer.status, answer.location()), (303, "/login?signed-out=1"));
    assert_eq!(answer.header("clear-site-data"), "\"cache\"");
    let page = client.get(answer.location()).await;
    assert!(
        page.words()
            .contains(&crate::support::app::text(Who::Alice.lang(), "signed-out"))
    );
}

async fn housekeeping_removes_sessions_that_have_ended(app: TestApp) {
    app.as_(Who::Alice).await;
    app.pass(TimeDelta::hours(11));
    app.as_(Who::Uma).await;
    app.pass(TimeDelta::hours(2));
    app.run_jobs().await;
    let left: Vec<Option<i64>> =
        app.db(|db| Ok(sessions::table.select(sessions::user_id).order(sessions::id).load(db)?));
    assert_eq!(left, [Some(app.database.cast.user(Who::Uma))]);
}
