//! Passkeys as a second factor, with a software authenticator in place of a device.

mod adding;
mod authenticator;
mod refused;
mod removing;
mod required;
mod signing_in;

use serde_json::Value;
use simportal::web::urls;

pub use authenticator::Authenticator;

use crate::account::phone::recovery_codes;
use crate::support::cast::PASSWORD;
use crate::support::{Answer, Client, TestApp, Who};

/// Where the portal is in these tests: browsers take it for secure without HTTPS.
pub const ORIGIN: &str = "http://localhost:8080";

/// Moves the portal to an address where passkeys can be used.
pub async fn secure(app: &mut TestApp) {
    app.restart(|setup| setup.config.server.base_url = ORIGIN.to_owned())
        .await;
}

/// What the browser is asked.
pub async fn asked(client: &Client<'_>, path: &str) -> Value {
    let answer = client.post(path, &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json");
    serde_json::from_slice(&answer.body).unwrap()
}

/// Takes the steps of adding a passkey, without two-factor so far; answers what the last one answers.
pub async fn add(client: &Client<'_>, key: &Authenticator, name: &str) -> Answer {
    client.get(urls::PASSKEY_BEGIN).await;
    begin(client, &[("password", PASSWORD)]).await;
    make(client, key, name).await
}

/// Shows who is there, so that a passkey may be added.
pub async fn begin(client: &Client<'_>, fields: &[(&str, &str)]) {
    let answer = client.post(urls::PASSKEY_BEGIN, fields).await;
    assert_eq!((answer.status, answer.location()), (303, urls::PASSKEY_NEW));
    assert_eq!(client.get(urls::PASSKEY_NEW).await.status, 200);
}

/// Lets the browser make a passkey and sends it.
pub async fn make(client: &Client<'_>, key: &Authenticator, name: &str) -> Answer {
    let made = key.make(&asked(client, urls::PASSKEY_NEW_OPTIONS).await);
    client
        .post(urls::PASSKEY_NEW, &[("name", name), ("passkey", &made)])
        .await
}

/// A person of the cast who has one passkey, and nothing else beside the password.
pub async fn person_with(app: &TestApp, who: Who) -> (Authenticator, Vec<String>) {
    let client = app.as_(who).await;
    let key = Authenticator::new();
    let answer = add(&client, &key, "Test key").await;
    assert_eq!((answer.status, answer.location()), (303, urls::RECOVERY_CODES));
    let codes = recovery_codes(&client.get(urls::RECOVERY_CODES).await);
    let answer = client.post(urls::RECOVERY_DONE, &[]).await;
    client.get(answer.location()).await;
    app.run_jobs().await;
    app.letters();
    (key, codes)
}

/// Takes the second step with a passkey.
pub async fn second_step(client: &Client<'_>, key: &Authenticator) -> Answer {
    let signed = key.sign(&asked(client, urls::SECOND_STEP_OPTIONS).await);
    client.post(urls::SECOND_STEP, &[("passkey", &signed)]).await
}

/// Signs in with password and passkey.
pub async fn sign_in<'a>(app: &'a TestApp, who: Who, key: &Authenticator) -> Client<'a> {
    let client = crate::account::Phone::first_step(app, who).await;
    client.reads(who.lang());
    let answer = second_step(&client, key).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    client
}
