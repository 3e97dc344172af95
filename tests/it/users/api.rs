//! API users: client ids, secrets shown once, expiry, and what a token call will ask.

use chrono::TimeDelta;
use simportal::domain::users::api_login::{accepted, caller, candidate};
use simportal::types::lang::Lang;
use simportal::types::matrix::Permission;
use simportal::types::secret_hash::{Cost, Verdict, verify};
use simportal::web::urls;

use super::{at, is_gone, log, row, says};
use crate::account::Phone;
use crate::support::cast::PASSWORD;
use crate::support::page::selector;
use crate::support::{Answer, Client, TestApp, Who};

on_both!(
    a_generated_secret_is_shown_once_and_opens_the_api,
    a_typed_secret_must_be_strong_and_is_never_shown,
    a_suffix_is_checked_and_taken_once_an_organisation,
    a_new_secret_ends_the_old_one_at_once,
    a_secret_ends_after_its_last_day,
    disabled_and_deleted_api_users_are_refused_at_once,
    the_shown_secret_is_for_who_made_it_in_that_session_only,
    an_owner_may_use_the_api_with_a_password_unless_two_factor_is_on,
    a_secret_opens_no_page,
);

async fn make(client: &Client<'_>, fields: &[(&str, &str)]) -> Answer {
    client.post(urls::CLIENT_NEW, fields).await
}

/// Makes an API user with a generated secret; answers key and secret.
async fn generated(client: &Client<'_>, suffix: &str) -> (i64, String) {
    let answer = make(client, &[("suffix", suffix), ("how", "generated")]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let id = answer.location().split('/').nth(2).unwrap().parse().unwrap();
    (id, shown(&client.get(answer.location()).await))
}

/// The secret on its page.
fn shown(page: &Answer) -> String {
    let html = page.page();
    let copied: Vec<&str> = html
        .select(&selector("[data-copy]"))
        .filter_map(|button| button.attr("data-copy"))
        .collect();
    assert_eq!(copied.len(), 2, "client id and secret");
    copied[1].to_owned()
}

/// Signs in to the API as its token call will.
fn login(app: &TestApp, name: &str, secret: &str) -> Option<i64> {
    let now = app.state.clock.now();
    let found = app.state.db.read_blocking(|db| candidate(db, name, now)).unwrap();
    let right = verify(secret, found.secret_hash.as_deref(), Cost::TEST) != Verdict::Wrong;
    let user_id = found.user_id.filter(|_| right)?;
    let actor = app
        .state
        .db
        .write_blocking(|db| accepted(db, user_id, "192.0.2.9", now))
        .unwrap()?;
    assert!(actor.may(Permission::UseManagementApi));
    Some(user_id)
}

async fn a_generated_secret_is_shown_once_and_opens_the_api(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let (id, secret) = generated(&alice, "telemetry").await;
    assert_eq!(secret.len(), 43);
    assert_eq!(login(&app, "81000001_telemetry", &secret), Some(id));
    for (name, secret) in [
        ("81000001_telemetry", "wrong"),
        ("81000001_telemetry", ""),
        ("81000001_nobody", secret.as_str()),
        ("telemetry", secret.as_str()),
    ] {
        assert_eq!(login(&app, name, secret), None, "{name}");
    }
    let user = row(&app, id);
    assert_eq!((user.name().as_str(), user.status.as_str()), ("telemetry", "active"));
    assert!(user.last_used_at.is_some());
    assert!(!user.secret_hash.unwrap().contains(&secret));
    // Until it is noted the page can be loaded again; afterwards never.
    assert_eq!(shown(&alice.get(&at(urls::USER_SECRET_SHOWN, id)).await), secret);
    alice.post(&at(urls::USER_SECRET_NOTED, id), &[]).await;
    let after = alice.get(&at(urls::USER_SECRET_SHOWN, id)).await;
    assert_eq!((after.status, after.location()), (303, at(urls::USER, id).as_str()));
    assert!(!alice.get(&at(urls::USER, id)).await.text().contains(&secret));
    let entry = log(&app).pop().unwrap();
    assert_eq!(
        (entry.0.as_str(), entry.3.as_deref()),
        ("user.api_create", Some("81000001_telemetry"))
    );
}

async fn a_typed_secret_must_be_strong_and_is_never_shown(app: TestApp) {
    let adam = app.as_(Who::Adam).await;
    adam.reads(Lang::De);
    for weak in ["qx7!", "passwordpassword", "81000001_erp and more", &"x".repeat(129)] {
        let fields = [("suffix", "erp"), ("how", "typed"), ("secret", weak)];
        let answer = make(&adam, &fields).await;
        assert_eq!(answer.status, 422, "{weak}");
        assert!(!answer.text().contains(weak), "a secret is not echoed");
        assert_eq!(answer.field("suffix").as_deref(), Some("erp"), "what else was typed is");
    }
    let strong = "teal walrus under nine bridges";
    let fields = [
        ("suffix", "erp"),
        ("name", "ERP sync"),
        ("how", "typed"),
        ("secret", strong),
    ];
    let answer = make(&adam, &fields).await;
    assert_eq!(answer.status, 303);
    let page = adam.get(answer.location()).await;
    assert!(page.words().contains("ERP sync") && !page.text().contains(strong));
    assert!(login(&app, "81000001_erp", strong).is_some());
    let answer = make(&adam, &[("suffix", "erp2")]).await;
    assert_eq!(answer.status, 422, "neither typed nor generated");
}

async fn a_suffix_is_checked_and_taken_once_an_organisation(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    generated(&alice, "erp").await;
    let answer = make(&alice, &[("suffix", "erp"), ("how", "generated")]).await;
    assert_eq!(answer.status, 422);
    assert!(says(&answer, "field-suffix-taken"));
    for (suffix, key) in [
        ("", "field-suffix-missing"),
        ("Erp Prod", "field-suffix-malformed"),
        ("a", "field-suffix-malformed"),
    ] {
        let answer = make(&alice, &[("suffix", suffix), ("how", "generated")]).await;
        assert_eq!(answer.status, 422);
        assert!(says(&answer, key), "{suffix}");
    }
    // Another organisation has account number and names of its own.
    let (id, _) = generated(&app.as_(Who::Charlie).await, "erp").await;
    assert_eq!(row(&app, id).client_id.as_deref(), Some("81000003_erp"));
}

async fn a_new_secret_ends_the_old_one_at_once(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let (id, old) = generated(&alice, "erp").await;
    let before = row(&app, id).secret_set_at;
    app.pass(TimeDelta::minutes(1));
    let answer = alice.post(&at(urls::USER_SECRET, id), &[("how", "generated")]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, at(urls::USER_SECRET_SHOWN, id).as_str())
    );
    let new = shown(&alice.get(answer.location()).await);
    assert_ne!(old, new);
    assert_eq!(login(&app, "81000001_erp", &old), None);
    assert_eq!(login(&app, "81000001_erp", &new), Some(id));
    assert_ne!(row(&app, id).secret_set_at, before);
    assert_eq!(log(&app).pop().unwrap().0, "user.secret");
    // People have passwords, and nobody sets those of others.
    let uma = app.database.cast.user(Who::Uma);
    let typed = [("how", "typed"), ("secret", "teal walrus under nine bridges")];
    assert_eq!(alice.post(&at(urls::USER_SECRET, uma), &typed).await.status, 409);
}

async fn a_secret_ends_after_its_last_day(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let (id, secret) = generated(&alice, "erp").await;
    let answer = alice
        .post(&at(urls::USER_SECRET_END, id), &[("last_day", "2026-11-20")])
        .await;
    assert_eq!(answer.status, 422);
    assert!(says(&answer, "field-day-over"));
    assert_eq!(answer.field("last_day").as_deref(), Some("2026-11-20"));
    let answer = alice
        .post(&at(urls::USER_SECRET_END, id), &[("last_day", "2026-11-21")])
        .await;
    assert_eq!(answer.status, 303);
    let page = alice.get(answer.location()).await;
    assert_eq!(page.field("last_day").as_deref(), Some("2026-11-21"));
    let token = login(&app, "81000001_erp", &secret).unwrap();
    // Midnight in Berlin is 23:00 UTC.
    app.pass(TimeDelta::minutes(5 * 60 + 39));
    assert!(login(&app, "81000001_erp", &secret).is_some());
    app.pass(TimeDelta::minutes(1));
    assert_eq!(login(&app, "81000001_erp", &secret), None);
    let now = app.state.clock.now();
    let old_token = app.state.db.read_blocking(|db| caller(db, token, "", now)).unwrap();
    assert!(
        old_token.is_none(),
        "nor is a token that was given before worth anything"
    );
    let page = app.as_(Who::Alice).await.get(&at(urls::USER, id)).await;
    assert!(says(&page, "users-status-secret-ended"));
    let entry = log(&app).pop().unwrap();
    assert_eq!(entry.0, "user.secret_ends");
}

async fn disabled_and_deleted_api_users_are_refused_at_once(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let (id, secret) = generated(&alice, "erp").await;
    alice.post(&at(urls::USER_DISABLING, id), &[("sure", "1")]).await;
    assert_eq!(login(&app, "81000001_erp", &secret), None);
    let now = app.state.clock.now();
    assert!(
        app.state
            .db
            .read_blocking(|db| caller(db, id, "", now))
            .unwrap()
            .is_none()
    );
    alice.post(&at(urls::USER_ENABLING, id), &[]).await;
    assert_eq!(login(&app, "81000001_erp", &secret), Some(id));
    alice.post(&at(urls::USER_DELETION, id), &[("sure", "1")]).await;
    assert!(is_gone(&app, id));
    assert_eq!(login(&app, "81000001_erp", &secret), None);
    assert!(
        app.state
            .db
            .read_blocking(|db| caller(db, id, "", now))
            .unwrap()
            .is_none()
    );
}

async fn the_shown_secret_is_for_who_made_it_in_that_session_only(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let (id, _) = generated(&alice, "erp").await;
    for other in [app.as_(Who::Adam).await, app.as_(Who::Alice).await] {
        assert_eq!(other.get(&at(urls::USER_SECRET_SHOWN, id)).await.status, 303);
    }
    // A secret does not open on the page of another API user, and not for ever.
    let robot = app.database.cast.user(Who::Robot);
    assert_eq!(alice.get(&at(urls::USER_SECRET_SHOWN, robot)).await.status, 303);
    app.pass(TimeDelta::minutes(11));
    assert_eq!(alice.get(&at(urls::USER_SECRET_SHOWN, id)).await.status, 303);
}

async fn an_owner_may_use_the_api_with_a_password_unless_two_factor_is_on(app: TestApp) {
    let alice_id = app.database.cast.user(Who::Alice);
    assert_eq!(login(&app, "Alice@hansa.example", PASSWORD), Some(alice_id));
    for who in [Who::Adam, Who::Uma, Who::Stella, Who::Dora] {
        assert_eq!(login(&app, who.email(), PASSWORD), None, "{who:?}");
    }
    Phone::set_up(&app, &app.as_(Who::Alice).await).await;
    assert_eq!(login(&app, Who::Alice.email(), PASSWORD), None);
}

async fn a_secret_opens_no_page(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let (_, secret) = generated(&alice, "erp").await;
    let stranger = app.anonymous();
    assert_eq!(stranger.sign_in("81000001_erp", &secret).await.status, 422);
    assert!(!stranger.is_signed_in().await);
}
