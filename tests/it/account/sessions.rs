//! Sessions and known browsers of a person.

use chrono::TimeDelta;
use simportal::web::urls;

use super::phone::says;
use crate::support::cast::PASSWORD;
use crate::support::page::selector;
use crate::support::{Answer, Client, TestApp, Who};

on_both!(
    the_list_shows_ones_sessions_and_marks_this_one,
    an_ended_session_is_out_at_once,
    all_others_are_ended_together,
    the_session_of_somebody_else_is_unknown,
    a_sign_in_from_a_new_browser_is_told_by_mail,
    the_very_first_sign_in_is_not_told,
    a_forgotten_browser_is_new_again,
    a_browser_that_two_people_share_is_known_for_each_alone,
    a_browser_is_forgotten_when_its_cookie_has_ended,
);

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

/// Keys in the forms of the page that lead to an address.
fn ids(page: &Answer, action: &str) -> Vec<String> {
    page.page()
        .select(&selector(&format!("form[action='{action}'] button[name=id]")))
        .map(|button| button.attr("value").unwrap().to_owned())
        .collect()
}

/// A browser that the portal has never seen.
async fn signs_in_with<'a>(app: &'a TestApp, who: Who, agent: &str) -> Client<'a> {
    let client = app.anonymous();
    client.is_new();
    client.names_itself(agent);
    assert_eq!(client.sign_in(who.email(), PASSWORD).await.status, 303);
    client
}

async fn the_list_shows_ones_sessions_and_marks_this_one(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    app.pass(TimeDelta::minutes(10));
    let other = signs_in_with(&app, Who::Alice, FIREFOX).await;
    app.as_(Who::Bob).await;
    let page = client.get(urls::SECURITY).await;
    assert!(page.words().contains("Firefox on Linux") && page.words().contains("192.0.2.10"));
    let html = page.page();
    assert_eq!(
        html.select(&selector("table td form[action$='/sessions/end']")).count(),
        1,
        "not for this one"
    );
    assert_eq!(html.select(&selector("th .badge")).count(), 1);
    app.pass(TimeDelta::minutes(25));
    let page = client.get(urls::SECURITY).await;
    assert_eq!(
        ids(&page, urls::SESSION_END).len(),
        1,
        "the other is idle, but not over"
    );
    app.pass(TimeDelta::minutes(10));
    let page = client.get(urls::SECURITY).await;
    assert_eq!(ids(&page, urls::SESSION_END).len(), 0, "half an hour without a request");
    assert!(!other.is_signed_in().await);
    app.run_jobs().await;
}

async fn an_ended_session_is_out_at_once(app: TestApp) {
    let (client, other) = (app.as_(Who::Alice).await, app.as_(Who::Alice).await);
    let page = client.get(urls::SECURITY).await;
    let ids = ids(&page, urls::SESSION_END);
    assert_eq!(ids.len(), 1);
    let answer = client.post(urls::SESSION_END, &[("id", &ids[0])]).await;
    assert_eq!((answer.status, answer.location()), (303, urls::SECURITY));
    assert!(says(&client.get(urls::SECURITY).await, "session-ended"));
    assert!(!other.is_signed_in().await);
    assert!(client.is_signed_in().await);
    assert_eq!(
        client.post(urls::SESSION_END, &[("id", &ids[0])]).await.status,
        404,
        "twice"
    );
}

async fn all_others_are_ended_together(app: TestApp) {
    let (client, bob) = (app.as_(Who::Alice).await, app.as_(Who::Bob).await);
    let others = [app.as_(Who::Alice).await, app.as_(Who::Alice).await];
    assert_eq!(client.post(urls::SESSIONS_END, &[]).await.status, 303);
    for other in others {
        assert!(!other.is_signed_in().await);
    }
    assert!(client.is_signed_in().await && bob.is_signed_in().await);
}

async fn the_session_of_somebody_else_is_unknown(app: TestApp) {
    let (alice, second) = (app.as_(Who::Alice).await, app.as_(Who::Alice).await);
    let bob = app.as_(Who::Bob).await;
    let page = alice.get(urls::SECURITY).await;
    let session = ids(&page, urls::SESSION_END).remove(0);
    let device = ids(&page, urls::DEVICE_FORGET).remove(0);
    for (path, id, status) in [
        (urls::SESSION_END, session.as_str(), 404),
        (urls::SESSION_END, "999999", 404),
        (urls::SESSION_END, "x", 404),
        (urls::SESSION_END, "", 400),
        (urls::DEVICE_FORGET, device.as_str(), 404),
        (urls::DEVICE_FORGET, "999999", 404),
    ] {
        assert_eq!(bob.post(path, &[("id", id)]).await.status, status, "{path} {id}");
    }
    assert!(alice.is_signed_in().await && second.is_signed_in().await);
    assert_eq!(ids(&alice.get(urls::SECURITY).await, urls::DEVICE_FORGET), [device]);
}

async fn a_sign_in_from_a_new_browser_is_told_by_mail(app: TestApp) {
    app.as_(Who::Alice).await;
    app.run_jobs().await;
    app.letters();
    app.pass(TimeDelta::hours(1));
    let client = signs_in_with(&app, Who::Alice, FIREFOX).await;
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    let text = &letters[0].text;
    for part in [
        "Firefox on Linux",
        "192.0.2.10",
        "19:20",
        "Europe/Berlin",
        "change your password",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // From then on it is known, after signing out as well.
    client.post(urls::LOGOUT, &[]).await;
    assert_eq!(client.sign_in(Who::Alice.email(), PASSWORD).await.status, 303);
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 0);
    // A cookie that is none of ours makes no browser known.
    for forged in ["x", "' OR 1=1", &"a".repeat(43), &"a".repeat(5000)] {
        let client = app.anonymous();
        client.set_cookie("simportal-device", forged);
        assert_eq!(client.sign_in(Who::Alice.email(), PASSWORD).await.status, 303);
        app.run_jobs().await;
        assert_eq!(app.letters().len(), 1, "{forged:.10}");
        assert_eq!(client.cookie("simportal-device").unwrap().len(), 43);
    }
}

async fn the_very_first_sign_in_is_not_told(app: TestApp) {
    signs_in_with(&app, Who::Alice, FIREFOX).await;
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 0);
    let page = app.as_(Who::Bob).await.get(urls::SECURITY).await;
    assert_eq!(ids(&page, urls::DEVICE_FORGET).len(), 1);
}

async fn a_forgotten_browser_is_new_again(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let device = ids(&client.get(urls::SECURITY).await, urls::DEVICE_FORGET).remove(0);
    assert_eq!(client.post(urls::DEVICE_FORGET, &[("id", &device)]).await.status, 303);
    let page = client.get(urls::SECURITY).await;
    assert!(says(&page, "device-forgotten") && says(&page, "devices-none"));
    app.as_(Who::Alice).await;
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 1);
}

async fn a_browser_that_two_people_share_is_known_for_each_alone(app: TestApp) {
    app.as_(Who::Alice).await;
    let shared = signs_in_with(&app, Who::Alice, FIREFOX).await;
    app.as_(Who::Bob).await;
    app.run_jobs().await;
    app.letters();
    shared.post(urls::LOGOUT, &[]).await;
    let value = shared.cookie("simportal-device").unwrap();
    assert_eq!(shared.sign_in(Who::Bob.email(), PASSWORD).await.status, 303);
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 1, "new for Bob");
    assert_eq!(
        shared.cookie("simportal-device").unwrap(),
        value,
        "the same cookie serves both"
    );
}

async fn a_browser_is_forgotten_when_its_cookie_has_ended(app: TestApp) {
    app.as_(Who::Alice).await;
    app.pass(TimeDelta::days(399));
    app.run_jobs().await;
    app.as_(Who::Alice).await;
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 0, "known for 400 days from the last sign-in on");
    app.pass(TimeDelta::days(401));
    app.run_jobs().await;
    app.as_(Who::Alice).await;
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 1);
}
