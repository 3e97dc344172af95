//! Changing one's own password.

use simportal::web::urls;

use super::phone::says;
use crate::support::cast::PASSWORD;
use crate::support::{TestApp, Who};

on_both!(
    a_new_password_ends_the_other_sessions_and_is_told_by_mail,
    the_old_password_is_asked_for_and_guessing_it_is_throttled,
    the_rules_for_passwords_hold_here_too,
);

const NEW: &str = "copper kettle on the quay";

async fn a_new_password_ends_the_other_sessions_and_is_told_by_mail(app: TestApp) {
    let (client, other, bob) = (
        app.as_(Who::Alice).await,
        app.as_(Who::Alice).await,
        app.as_(Who::Bob).await,
    );
    let before = client.cookie("simportal").unwrap();
    let copy = client.copy();
    let fields = [("current", PASSWORD), ("password", NEW), ("repeated", NEW)];
    let answer = client.post(urls::OWN_PASSWORD, &fields).await;
    assert_eq!((answer.status, answer.location()), (303, urls::SECURITY));
    assert!(says(&client.get(urls::SECURITY).await, "own-password-changed"));
    assert_ne!(client.cookie("simportal").unwrap(), before);
    assert!(client.is_signed_in().await && bob.is_signed_in().await);
    assert!(!other.is_signed_in().await, "another device");
    assert!(!copy.is_signed_in().await, "a copy of the cookie from before");
    assert_eq!(app.anonymous().sign_in(Who::Alice.email(), PASSWORD).await.status, 422);
    assert_eq!(app.anonymous().sign_in(Who::Alice.email(), NEW).await.status, 303);
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].text.contains("The password of your account was changed"));
    assert!(letters[0].text.contains("192.0.2.10"), "from where");
}

async fn the_old_password_is_asked_for_and_guessing_it_is_throttled(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let with = |current: &'static str| [("current", current), ("password", NEW), ("repeated", NEW)];
    assert!(says(
        &client.post(urls::OWN_PASSWORD, &with("")).await,
        "field-password-missing"
    ));
    for _ in 0..5 {
        let answer = client.post(urls::OWN_PASSWORD, &with("rusty anchor below deck")).await;
        assert_eq!(answer.status, 422);
        assert!(says(&answer, "field-password-wrong") && !answer.text().contains("kettle"));
    }
    let answer = client.post(urls::OWN_PASSWORD, &with(PASSWORD)).await;
    assert!(answer.status == 422 && says(&answer, "sign-in-blocked"));
    app.pass(chrono::TimeDelta::seconds(31));
    assert_eq!(
        app.anonymous().sign_in(Who::Alice.email(), PASSWORD).await.status,
        303,
        "unchanged"
    );
}

async fn the_rules_for_passwords_hold_here_too(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    for (password, repeated, key) in [
        ("short", "short", "field-password-too-short"),
        ("password1234", "password1234", "field-password-common"),
        (
            "alice@hansa.example!",
            "alice@hansa.example!",
            "field-password-contains-email",
        ),
        (NEW, PASSWORD, "field-password-differs"),
    ] {
        let fields = [("current", PASSWORD), ("password", password), ("repeated", repeated)];
        let answer = client.post(urls::OWN_PASSWORD, &fields).await;
        assert_eq!(answer.status, 422, "{password}");
        assert!(says(&answer, key), "{password}");
    }
}
