//! Passkeys where the organisation asks everybody for two-factor.

use simportal::web::urls;

use super::Authenticator;
use super::{asked, begin, make, person_with, secure, sign_in};
use crate::account::phone::says;
use crate::support::cast::PASSWORD;
use crate::support::{TestApp, Who};

on_both!(
    a_passkey_is_two_factor_enough,
    the_last_passkey_stays_where_two_factor_is_required,
);

async fn a_passkey_is_two_factor_enough(mut app: TestApp) {
    secure(&mut app).await;
    person_with(&app, Who::Bob).await;
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(urls::REQUIREMENT).await;
    assert!(page.words().contains("That is 6 people now."), "{}", page.words());
    alice.post(urls::REQUIREMENT, &[("required", "yes")]).await;
    // Alice has none herself, and sets up a passkey rather than an app.
    let page = alice.get(urls::SIMS).await;
    assert_eq!((page.status, page.location()), (303, urls::TWO_FACTOR));
    let page = alice.get(urls::TWO_FACTOR).await;
    assert!(page.text().contains(urls::PASSKEY_BEGIN));
    let page = alice.get(urls::PASSKEY_BEGIN).await;
    assert!(page.words().contains("requires two-factor") && page.text().contains(urls::TWO_FACTOR));
    begin(&alice, &[("password", PASSWORD)]).await;
    let key = Authenticator::new();
    let answer = make(&alice, &key, "Key").await;
    assert_eq!((answer.status, answer.location()), (303, urls::RECOVERY_CODES));
    alice.get(urls::RECOVERY_CODES).await;
    alice.post(urls::RECOVERY_DONE, &[]).await;
    assert_eq!(alice.get(urls::SIMS).await.status, 200);
    app.run_jobs().await;
}

async fn the_last_passkey_stays_where_two_factor_is_required(mut app: TestApp) {
    secure(&mut app).await;
    let (key, _) = person_with(&app, Who::Alice).await;
    let client = sign_in(&app, Who::Alice, &key).await;
    client.post(urls::REQUIREMENT, &[("required", "yes")]).await;
    let id: i64 = {
        use diesel::prelude::*;
        use simportal::storage::schema::passkeys as p;
        app.db(|db| Ok(p::table.select(p::id).first(db)?))
    };
    let path = urls::passkey(urls::PASSKEY_REMOVAL, &id);
    assert_eq!(client.get(&path).await.status, 409);
    let signed = key.sign(&asked(&client, urls::PASSKEY_OPTIONS).await);
    let fields = [("password", PASSWORD), ("passkey", signed.as_str())];
    let answer = client.post(&path, &fields).await;
    assert!(answer.status == 409 && says(&answer, "error-two-factor-required"));
    assert!(
        sign_in(&app, Who::Alice, &key).await.is_signed_in().await,
        "it is still there"
    );
    // A second one sets the first free.
    let signed = key.sign(&asked(&client, urls::PASSKEY_OPTIONS).await);
    begin(&client, &[("password", PASSWORD), ("passkey", &signed)]).await;
    let second = Authenticator::new();
    assert_eq!(make(&client, &second, "Second").await.status, 303);
    let signed = second.sign(&asked(&client, urls::PASSKEY_OPTIONS).await);
    let fields = [("password", PASSWORD), ("passkey", signed.as_str())];
    assert_eq!(client.post(&path, &fields).await.status, 303);
    app.run_jobs().await;
}
