//! Adding a passkey, and its name.

use chrono::TimeDelta;
use diesel::prelude::*;
use serde_json::json;
use simportal::storage::schema::{audit_entries as a, passkey_challenges, passkeys as p};
use simportal::web::urls;

use super::{Authenticator, add, asked, begin, make, person_with, second_step, secure};
use crate::account::Phone;
use crate::account::phone::{recovery_codes, says};
use crate::support::cast::PASSWORD;
use crate::support::page::selector;
use crate::support::{TestApp, Who};

on_both!(
    a_passkey_is_added_with_the_password_and_brings_recovery_codes,
    what_the_browser_is_asked_names_the_portal_and_wants_verification,
    adding_asks_for_the_password_first,
    a_password_shown_before_two_factor_was_on_is_not_enough_after,
    a_second_passkey_takes_the_first_and_keeps_the_codes,
    beside_an_app_a_passkey_takes_a_code_and_keeps_the_codes,
    a_passkey_needs_a_name_and_can_get_another,
    the_same_key_is_not_added_twice,
    where_passkeys_cannot_be_used_the_page_says_why,
    staff_add_them_as_everybody_does,
    nobody_has_more_than_twenty,
);

async fn a_passkey_is_added_with_the_password_and_brings_recovery_codes(mut app: TestApp) {
    secure(&mut app).await;
    let client = app.as_(Who::Alice).await;
    let page = client.get(urls::SECURITY).await;
    assert!(says(&page, "passkeys-none") && says(&page, "two-factor-is-off"));
    client.names_itself("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
    client.get(urls::PASSKEY_BEGIN).await;
    begin(&client, &[("password", PASSWORD)]).await;
    let page = client.get(urls::PASSKEY_NEW).await;
    assert_eq!(page.field("name").as_deref(), Some("Firefox on Linux"), "a proposal");
    let html = page.page();
    let button = html.select(&selector("button[data-passkey=create]")).next().unwrap();
    assert_eq!(button.attr("data-options"), Some(urls::PASSKEY_NEW_OPTIONS));
    for reason in ["waiting", "cancelled", "known", "unsupported", "address", "failed"] {
        assert!(
            button
                .attr(&format!("data-{reason}"))
                .is_some_and(|text| text.len() > 10),
            "{reason}"
        );
    }
    assert!(says(&page, "passkey-no-script"), "who has no scripts is told");

    let before = client.cookie("simportal").unwrap();
    let key = Authenticator::new();
    let answer = make(&client, &key, "  My laptop ").await;
    assert_eq!((answer.status, answer.location()), (303, urls::RECOVERY_CODES));
    assert_ne!(client.cookie("simportal").unwrap(), before, "a new session id");
    assert_eq!(recovery_codes(&client.get(urls::RECOVERY_CODES).await).len(), 10);
    client.post(urls::RECOVERY_DONE, &[]).await;
    let page = client.get(urls::SECURITY).await;
    assert!(page.words().contains("My laptop") && says(&page, "passkey-never-used"));
    assert!(page.words().contains("On since") && says(&page, "codes-title"));

    let alice = app.database.cast.user(Who::Alice);
    let stored: (i64, String, String) =
        app.db(|db| Ok(p::table.select((p::user_id, p::name, p::credential_id)).first(db)?));
    assert_eq!(stored, (alice, "My laptop".to_owned(), key.name()));
    let open: i64 = app.db(|db| Ok(passkey_challenges::table.count().get_result(db)?));
    assert_eq!(open, 0, "the challenge is used");
    type Entry = (String, i64, Option<String>);
    let entries: Vec<Entry> = app.db(|db| {
        Ok(a::table
            .order(a::id)
            .select((a::action, a::object_id, a::new_value))
            .load(db)?)
    });
    assert_eq!(
        entries,
        [("user.passkey_added".to_owned(), alice, Some("My laptop".to_owned()))]
    );
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert!(letters[0].subject.contains("New passkey"), "{}", letters[0].subject);
    assert!(letters[0].text.contains("Firefox on Linux"), "{}", letters[0].text);
    // The step is over: one more needs a new confirmation.
    assert_eq!(client.get(urls::PASSKEY_NEW).await.location(), urls::PASSKEY_BEGIN);
}

async fn what_the_browser_is_asked_names_the_portal_and_wants_verification(mut app: TestApp) {
    secure(&mut app).await;
    let client = app.as_(Who::Alice).await;
    begin(&client, &[("password", PASSWORD)]).await;
    let first = asked(&client, urls::PASSKEY_NEW_OPTIONS).await;
    let options = &first["publicKey"];
    assert_eq!(options["rp"], json!({ "id": "localhost", "name": "Simportal" }));
    assert_eq!(options["user"]["name"], Who::Alice.email());
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(
        options["attestation"], "none",
        "the portal does not want to know the model"
    );
    assert_eq!(options["timeout"], 300_000);
    let handle = options["user"]["id"].as_str().unwrap();
    assert_eq!(handle.len(), 22, "128 bits");
    let again = asked(&client, urls::PASSKEY_NEW_OPTIONS).await;
    assert_eq!(again["publicKey"]["user"]["id"], handle, "the same person");
    assert_ne!(
        again["publicKey"]["challenge"], options["challenge"],
        "another challenge"
    );
    let bob = app.as_(Who::Bob).await;
    begin(&bob, &[("password", PASSWORD)]).await;
    let other = asked(&bob, urls::PASSKEY_NEW_OPTIONS).await;
    assert_ne!(other["publicKey"]["user"]["id"], handle);
}

async fn adding_asks_for_the_password_first(mut app: TestApp) {
    secure(&mut app).await;
    let client = app.as_(Who::Alice).await;
    for answer in [
        client.get(urls::PASSKEY_NEW).await,
        client
            .post(urls::PASSKEY_NEW, &[("name", "x"), ("passkey", "{}")])
            .await,
    ] {
        assert_eq!((answer.status, answer.location()), (303, urls::PASSKEY_BEGIN));
    }
    assert_eq!(client.post(urls::PASSKEY_NEW_OPTIONS, &[]).await.status, 409);
    let wrong = client
        .post(urls::PASSKEY_BEGIN, &[("password", "rusty anchor below deck")])
        .await;
    assert!(wrong.status == 422 && says(&wrong, "field-password-wrong"));
    assert_eq!(client.get(urls::PASSKEY_NEW).await.status, 303, "nothing was begun");
    // Half an hour after the password it is asked for again.
    begin(&client, &[("password", PASSWORD)]).await;
    let options = asked(&client, urls::PASSKEY_NEW_OPTIONS).await;
    app.pass(TimeDelta::minutes(20));
    client.get(urls::SECURITY).await;
    app.pass(TimeDelta::minutes(10));
    let made = Authenticator::new().make(&options);
    let late = client
        .post(urls::PASSKEY_NEW, &[("name", "x"), ("passkey", &made)])
        .await;
    assert_eq!((late.status, late.location()), (303, urls::PASSKEY_BEGIN));
}

async fn a_password_shown_before_two_factor_was_on_is_not_enough_after(mut app: TestApp) {
    secure(&mut app).await;
    let client = app.as_(Who::Alice).await;
    begin(&client, &[("password", PASSWORD)]).await;
    let options = asked(&client, urls::PASSKEY_NEW_OPTIONS).await;
    Phone::of(&app, Who::Alice).await;
    let made = Authenticator::new().make(&options);
    let answer = client
        .post(urls::PASSKEY_NEW, &[("name", "x"), ("passkey", &made)])
        .await;
    assert_eq!((answer.status, answer.location()), (303, urls::PASSKEY_BEGIN));
    assert_eq!(client.post(urls::PASSKEY_NEW_OPTIONS, &[]).await.status, 409);
    let kept: i64 = app.db(|db| Ok(p::table.count().get_result(db)?));
    assert_eq!(kept, 0);
}

async fn a_second_passkey_takes_the_first_and_keeps_the_codes(mut app: TestApp) {
    secure(&mut app).await;
    let (first, codes) = person_with(&app, Who::Alice).await;
    let client = super::sign_in(&app, Who::Alice, &first).await;
    let page = client.get(urls::PASSKEY_BEGIN).await;
    assert!(says(&page, "confirm-by-passkey") && says(&page, "field-recovery-code"));
    let answer = client.post(urls::PASSKEY_BEGIN, &[("password", PASSWORD)]).await;
    assert!(answer.status == 422 && says(&answer, "field-code-missing"));
    let signed = first.sign(&asked(&client, urls::PASSKEY_OPTIONS).await);
    begin(&client, &[("password", PASSWORD), ("passkey", &signed)]).await;
    let options = asked(&client, urls::PASSKEY_NEW_OPTIONS).await;
    assert_eq!(options["publicKey"]["excludeCredentials"][0]["id"], first.name());
    let second = Authenticator::new();
    let made = second.make(&options);
    let answer = client
        .post(urls::PASSKEY_NEW, &[("name", "Second"), ("passkey", &made)])
        .await;
    assert_eq!((answer.status, answer.location()), (303, urls::SECURITY));
    let page = client.get(urls::SECURITY).await;
    assert!(says(&page, "passkey-now-added") && page.words().contains("Second"));
    for key in [&first, &second] {
        assert!(super::sign_in(&app, Who::Alice, key).await.is_signed_in().await);
    }
    let half = Phone::first_step(&app, Who::Alice).await;
    assert_eq!(half.post(urls::SECOND_STEP, &[("code", &codes[0])]).await.status, 303);
    app.run_jobs().await;
}

async fn beside_an_app_a_passkey_takes_a_code_and_keeps_the_codes(mut app: TestApp) {
    secure(&mut app).await;
    let client = app.as_(Who::Alice).await;
    let (phone, codes) = Phone::set_up(&app, &client).await;
    app.pass(TimeDelta::seconds(30));
    let code = phone.code(&app);
    begin(&client, &[("password", PASSWORD), ("code", &code)]).await;
    let key = Authenticator::new();
    let answer = make(&client, &key, "Key").await;
    assert_eq!((answer.status, answer.location()), (303, urls::SECURITY));
    // Each of the three signs in.
    app.pass(TimeDelta::seconds(30));
    assert!(phone.sign_in(&app, Who::Alice).await.is_signed_in().await);
    let half = Phone::first_step(&app, Who::Alice).await;
    let page = half.get(urls::SECOND_STEP).await;
    assert!(says(&page, "second-lede-either") && says(&page, "second-with-passkey"));
    assert_eq!(second_step(&half, &key).await.status, 303);
    let half = Phone::first_step(&app, Who::Alice).await;
    assert_eq!(half.post(urls::SECOND_STEP, &[("code", &codes[0])]).await.status, 303);
    app.run_jobs().await;
}

async fn a_passkey_needs_a_name_and_can_get_another(mut app: TestApp) {
    secure(&mut app).await;
    let client = app.as_(Who::Alice).await;
    begin(&client, &[("password", PASSWORD)]).await;
    let options = asked(&client, urls::PASSKEY_NEW_OPTIONS).await;
    let key = Authenticator::new();
    let made = key.make(&options);
    let long = "x".repeat(61);
    for (name, problem) in [
        (" ", "passkey-name-missing"),
        (long.as_str(), "passkey-name-long"),
        ("a\tb", "passkey-name-sign"),
    ] {
        let answer = client
            .post(urls::PASSKEY_NEW, &[("name", name), ("passkey", &made)])
            .await;
        assert!(answer.status == 422 && says(&answer, problem), "{name:?}");
        assert_eq!(
            answer.field("passkey").as_deref(),
            Some(""),
            "what was made is not shown again"
        );
    }
    let answer = client.post(urls::PASSKEY_NEW, &[("name", "Key")]).await;
    assert!(answer.status == 422 && says(&answer, "field-passkey-missing"));
    // A name that was not taken did not use the challenge.
    let answer = client
        .post(urls::PASSKEY_NEW, &[("name", "Key"), ("passkey", &made)])
        .await;
    assert_eq!(answer.status, 303);
    let id: i64 = app.db(|db| Ok(p::table.select(p::id).first(db)?));
    let path = urls::passkey(urls::PASSKEY, &id);
    assert_eq!(client.get(&path).await.field("name").as_deref(), Some("Key"));
    let answer = client.post(&path, &[("name", "")]).await;
    assert!(answer.status == 422 && says(&answer, "passkey-name-missing"));
    let answer = client.post(&path, &[("name", "Red key")]).await;
    assert_eq!((answer.status, answer.location()), (303, urls::SECURITY));
    let page = client.get(urls::SECURITY).await;
    assert!(says(&page, "passkey-renamed") && page.words().contains("Red key"));
    let last: (String, Option<String>, Option<String>) = app.db(|db| {
        let columns = (a::action, a::old_value, a::new_value);
        Ok(a::table.order(a::id.desc()).select(columns).first(db)?)
    });
    let values = (Some("Key".to_owned()), Some("Red key".to_owned()));
    assert_eq!(last, ("user.passkey_renamed".to_owned(), values.0, values.1));
    // Nobody else's, not even for the Owner's colleagues.
    let bob = app.as_(Who::Bob).await;
    assert_eq!(bob.get(&path).await.status, 404);
    assert_eq!(bob.post(&path, &[("name", "Bob's")]).await.status, 404);
    app.run_jobs().await;
}

async fn the_same_key_is_not_added_twice(mut app: TestApp) {
    secure(&mut app).await;
    let (key, _) = person_with(&app, Who::Bob).await;
    // Not by its person: the browser is told, and the server refuses what comes all the same.
    let bob = super::sign_in(&app, Who::Bob, &key).await;
    let signed = key.sign(&asked(&bob, urls::PASSKEY_OPTIONS).await);
    begin(&bob, &[("password", PASSWORD), ("passkey", &signed)]).await;
    let answer = make(&bob, &key, "Again").await;
    assert!(answer.status == 422 && says(&answer, "field-passkey-not-made"));
    // Nor by somebody else.
    let alice = app.as_(Who::Alice).await;
    let answer = add(&alice, &key, "Bob's").await;
    assert!(answer.status == 422 && says(&answer, "field-passkey-known"));
    assert!(app.as_(Who::Alice).await.is_signed_in().await, "Alice has none");
    app.run_jobs().await;
}

async fn where_passkeys_cannot_be_used_the_page_says_why(mut app: TestApp) {
    for (address, reason) in [
        ("http://portal.example", "passkeys-need-https"),
        ("http://127.0.0.1:8080", "passkeys-need-name"),
    ] {
        app.restart(|setup| setup.config.server.base_url = address.to_owned())
            .await;
        let client = app.as_(Who::Alice).await;
        let page = client.get(urls::SECURITY).await;
        assert!(says(&page, reason), "{address}");
        assert!(!page.text().contains(urls::PASSKEY_BEGIN), "{address}");
        for answer in [
            client.get(urls::PASSKEY_BEGIN).await,
            client.post(urls::PASSKEY_BEGIN, &[("password", PASSWORD)]).await,
        ] {
            assert_eq!((answer.status, answer.location()), (303, urls::SECURITY), "{address}");
        }
        assert_eq!(client.get(urls::PASSKEY_NEW).await.location(), urls::PASSKEY_BEGIN);
        assert_eq!(client.post(urls::PASSKEY_OPTIONS, &[]).await.status, 409);
        assert!(!client.get(urls::TWO_FACTOR).await.text().contains(urls::PASSKEY_BEGIN));
    }
}

async fn staff_add_them_as_everybody_does(mut app: TestApp) {
    secure(&mut app).await;
    let (key, _) = person_with(&app, Who::Stella).await;
    assert!(super::sign_in(&app, Who::Stella, &key).await.is_signed_in().await);
}

async fn nobody_has_more_than_twenty(mut app: TestApp) {
    secure(&mut app).await;
    let (key, _) = person_with(&app, Who::Alice).await;
    let client = super::sign_in(&app, Who::Alice, &key).await;
    let signed = key.sign(&asked(&client, urls::PASSKEY_OPTIONS).await);
    begin(&client, &[("password", PASSWORD), ("passkey", &signed)]).await;
    let made = Authenticator::new().make(&asked(&client, urls::PASSKEY_NEW_OPTIONS).await);
    let alice = app.database.cast.user(Who::Alice);
    app.db(|db| {
        let credential: String = p::table.select(p::credential).first(db)?;
        for n in 1..20 {
            let values = (
                p::user_id.eq(alice),
                p::name.eq(format!("Key {n}")),
                p::credential_id.eq(format!("key-{n}")),
                p::credential.eq(&credential),
                p::created_at.eq(app.state.clock.now()),
            );
            diesel::insert_into(p::table).values(values).execute(db)?;
        }
        Ok(())
    });
    let answer = client
        .post(urls::PASSKEY_NEW, &[("name", "21st"), ("passkey", &made)])
        .await;
    assert!(answer.status == 409 && says(&answer, "error-passkeys-enough"));
    assert_eq!(client.post(urls::PASSKEY_NEW_OPTIONS, &[]).await.status, 409);
    assert!(!client.get(urls::SECURITY).await.text().contains(urls::PASSKEY_BEGIN));
}
