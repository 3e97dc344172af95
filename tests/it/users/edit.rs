//! Editing somebody, another role, disabling and enabling, links.

use simportal::storage::schema::sessions;
use simportal::types::lang::Lang;
use simportal::types::role::Role;
use simportal::web::urls;

use super::{at, link_of, log, make, row, says};
use crate::account::Phone;
use crate::support::cast::PASSWORD;
use crate::support::page::selector;
use crate::support::{TestApp, Who, make as objects};

on_both!(
    an_edit_is_kept_and_logged_field_by_field,
    a_wrong_edit_comes_back_with_what_was_typed,
    another_role_counts_at_once_and_ends_the_sessions,
    nobody_changes_their_own_role_or_shuts_themselves_out,
    an_admin_touches_neither_owners_nor_admins,
    an_owner_touches_no_owner,
    a_disabled_person_is_out_at_once_and_back_with_the_old_password,
    a_link_for_a_new_password_goes_to_the_person_alone,
    only_an_owner_resets_two_factor,
    an_empty_form_confirms_nothing,
);

async fn an_edit_is_kept_and_logged_field_by_field(app: TestApp) {
    let (alice, uma) = (app.as_(Who::Alice).await, app.database.cast.user(Who::Uma));
    let fields = [
        ("first_name", "Ursula"),
        ("last_name", "Umsen"),
        ("language", "de"),
        ("notify", "transfers"),
        ("notify", "volume"),
    ];
    let answer = alice.post(&at(urls::USER, uma), &fields).await;
    assert_eq!((answer.status, answer.location()), (303, at(urls::USER, uma).as_str()));
    let page = alice.get(answer.location()).await;
    assert!(says(&page, "users-saved"));
    assert_eq!(page.field("first_name").as_deref(), Some("Ursula"));
    let ticked = page.page().select(&selector("[name=notify][checked]")).count();
    assert_eq!(ticked, 2);
    let entries: Vec<_> = log(&app).into_iter().map(|entry| (entry.0, entry.2, entry.3)).collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        entries,
        [
            ("user.name".to_owned(), text("Uma Umsen"), text("Ursula Umsen")),
            ("user.language".to_owned(), text("en"), text("de")),
            ("user.notifications".to_owned(), None, text("volume,transfers")),
        ]
    );
    // The same once more changes nothing and is in no log.
    alice.post(&at(urls::USER, uma), &fields).await;
    assert_eq!(log(&app).len(), 3);
    let found = alice.get("/users?q=ursula").await;
    assert!(found.words().contains("Ursula Umsen"), "the list finds the new name");
}

async fn a_wrong_edit_comes_back_with_what_was_typed(app: TestApp) {
    let (alice, uma) = (app.as_(Who::Alice).await, app.database.cast.user(Who::Uma));
    let fields = [("first_name", ""), ("last_name", "Neu"), ("ends_on", "2027-01-01")];
    let answer = alice.post(&at(urls::USER, uma), &fields).await;
    assert_eq!(answer.status, 422);
    assert!(says(&answer, "field-first-name-missing") && says(&answer, "field-day-accountant"));
    assert_eq!(answer.field("last_name").as_deref(), Some("Neu"));
    assert_eq!(row(&app, uma).last_name, "Umsen");
    assert!(log(&app).is_empty());
}

async fn another_role_counts_at_once_and_ends_the_sessions(app: TestApp) {
    let (alice, uma) = (app.as_(Who::Alice).await, app.database.cast.user(Who::Uma));
    let client = app.as_(Who::Uma).await;
    let page = alice.get(&at(urls::USER_ROLE, uma)).await;
    assert!(page.words().contains("Uma Umsen is User now"));
    let answer = alice.post(&at(urls::USER_ROLE, uma), &[("role", "admin")]).await;
    assert_eq!(answer.status, 303);
    assert!(
        alice
            .get(answer.location())
            .await
            .words()
            .contains("Uma Umsen is Admin now")
    );
    assert!(!client.is_signed_in().await);
    assert_eq!(app.as_(Who::Uma).await.get(urls::USER_NEW).await.status, 200);
    let last = log(&app).pop().unwrap();
    let change = (Some("user".to_owned()), Some("admin".to_owned()));
    assert_eq!((last.0.as_str(), (last.2, last.3)), ("user.role", change));
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].recipient, Who::Uma.email());
    assert!(letters[0].text.contains("Admin"));
    // The role that somebody has already is no change: no mail, no end of sessions.
    let client = app.as_(Who::Uma).await;
    alice.post(&at(urls::USER_ROLE, uma), &[("role", "admin")]).await;
    assert!(client.is_signed_in().await);
    assert_eq!(log(&app).len(), 1);
    // People do not become programs.
    let answer = alice.post(&at(urls::USER_ROLE, uma), &[("role", "api_user")]).await;
    assert_eq!(answer.status, 422);
    let robot = app.database.cast.user(Who::Robot);
    let answer = alice.post(&at(urls::USER_ROLE, robot), &[("role", "user")]).await;
    assert_eq!(answer.status, 409);
}

async fn nobody_changes_their_own_role_or_shuts_themselves_out(app: TestApp) {
    for (who, role) in [(Who::Alice, "admin"), (Who::Adam, "user")] {
        let (client, id) = (app.as_(who).await, app.database.cast.user(who));
        let before = row(&app, id);
        for (pattern, fields) in [
            (urls::USER_ROLE, vec![("role", role)]),
            (urls::USER_DISABLING, vec![("sure", "1")]),
            (urls::USER_DELETION, vec![("sure", "1")]),
            (urls::USER, vec![("first_name", "X"), ("last_name", "Y")]),
            (urls::USER_RESET, vec![]),
        ] {
            let answer = client.post(&at(pattern, id), &fields).await;
            assert_eq!(answer.status, 409, "{who:?} {pattern}");
        }
        let after = row(&app, id);
        assert_eq!(
            (after.role, after.status, after.first_name),
            (before.role, before.status, before.first_name)
        );
    }
    assert!(log(&app).is_empty());
}

async fn an_admin_touches_neither_owners_nor_admins(app: TestApp) {
    let adam = app.as_(Who::Adam).await;
    let (alice, uma) = (app.database.cast.user(Who::Alice), app.database.cast.user(Who::Uma));
    let other = objects::member(&app);
    make(&app, other, Role::Admin);
    for id in [alice, other] {
        for (pattern, fields) in [
            (urls::USER_ROLE, vec![("role", "user")]),
            (urls::USER_DISABLING, vec![("sure", "1")]),
            (urls::USER_DELETION, vec![("sure", "1")]),
            (urls::USER, vec![("first_name", "X"), ("last_name", "Y")]),
            (urls::USER_RESET, vec![]),
        ] {
            let answer = adam.post(&at(pattern, id), &fields).await;
            assert_eq!(answer.status, 403, "{pattern}");
        }
    }
    for role in ["admin", "owner"] {
        let answer = adam.post(&at(urls::USER_ROLE, uma), &[("role", role)]).await;
        assert_eq!(answer.status, 403, "{role}");
    }
    assert_eq!(
        adam.post(&at(urls::USER_ROLE, uma), &[("role", "read_only")])
            .await
            .status,
        303
    );
    assert_eq!(log(&app).len(), 1);
    app.run_jobs().await;
}

async fn an_owner_touches_no_owner(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let other = objects::member(&app);
    make(&app, other, Role::Owner);
    for (pattern, fields) in [
        (urls::USER_ROLE, vec![("role", "admin")]),
        (urls::USER_DISABLING, vec![("sure", "1")]),
        (urls::USER_DELETION, vec![("sure", "1")]),
        (urls::USER_TWO_FACTOR, vec![("sure", "1")]),
        (urls::USER, vec![("first_name", "X"), ("last_name", "Y")]),
    ] {
        let answer = alice.post(&at(pattern, other), &fields).await;
        assert!(matches!(answer.status, 403 | 409), "{pattern}: {}", answer.status);
    }
    let uma = app.database.cast.user(Who::Uma);
    let answer = alice.post(&at(urls::USER_ROLE, uma), &[("role", "owner")]).await;
    assert_eq!(answer.status, 403, "Owner is for new people only");
    assert!(log(&app).is_empty());
    assert_eq!(row(&app, other).role.as_deref(), Some("owner"));
}

async fn a_disabled_person_is_out_at_once_and_back_with_the_old_password(app: TestApp) {
    let (adam, uma) = (app.as_(Who::Adam).await, app.database.cast.user(Who::Uma));
    let client = app.as_(Who::Uma).await;
    app.anonymous()
        .post(urls::FORGOTTEN, &[("email", Who::Uma.email())])
        .await;
    app.run_jobs().await;
    let link = link_of(&app.letters()[0]);
    let page = adam.get(&at(urls::USER_DISABLING, uma)).await;
    assert_eq!(page.status, 200);
    let answer = adam.post(&at(urls::USER_DISABLING, uma), &[("sure", "1")]).await;
    assert_eq!(answer.status, 303);
    assert!(!client.is_signed_in().await);
    use diesel::prelude::*;
    let left: i64 = app.db(|db| {
        Ok(sessions::table
            .filter(sessions::user_id.eq(uma))
            .count()
            .get_result(db)?)
    });
    assert_eq!(left, 0);
    let stranger = app.anonymous();
    assert_eq!(stranger.sign_in(Who::Uma.email(), PASSWORD).await.status, 422);
    // The link that was sent before opens no door.
    stranger.get(&link).await;
    stranger
        .post(
            &link,
            &[
                ("password", "another fine password"),
                ("repeated", "another fine password"),
            ],
        )
        .await;
    assert_eq!(row(&app, uma).status, "disabled");
    // Twice is told; and enabling brings back what was.
    let answer = adam.post(&at(urls::USER_DISABLING, uma), &[("sure", "1")]).await;
    assert_eq!(answer.status, 409);
    assert_eq!(adam.post(&at(urls::USER_ENABLING, uma), &[]).await.status, 303);
    assert_eq!(adam.post(&at(urls::USER_ENABLING, uma), &[]).await.status, 409);
    assert!(app.as_(Who::Uma).await.is_signed_in().await);
    let actions: Vec<String> = log(&app).into_iter().map(|entry| entry.0).collect();
    assert_eq!(actions, ["user.disable", "user.enable"]);
}

async fn a_link_for_a_new_password_goes_to_the_person_alone(app: TestApp) {
    let (alice, uma) = (app.as_(Who::Alice).await, app.database.cast.user(Who::Uma));
    let answer = alice.post(&at(urls::USER_RESET, uma), &[]).await;
    assert_eq!(answer.status, 303);
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].recipient, Who::Uma.email());
    assert!(link_of(&letters[0]).starts_with("/password/"));
    assert!(
        app.as_(Who::Uma).await.is_signed_in().await,
        "until then the password stays"
    );
    for who in [Who::Ivy, Who::Dora, Who::Robot] {
        let id = app.database.cast.user(who);
        let answer = alice.post(&at(urls::USER_RESET, id), &[]).await;
        assert_eq!(answer.status, 409, "{who:?}");
    }
    assert_eq!(log(&app).len(), 1);
}

async fn only_an_owner_resets_two_factor(app: TestApp) {
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    adam.reads(Lang::De);
    let uma = app.database.cast.user(Who::Uma);
    let answer = alice.post(&at(urls::USER_TWO_FACTOR, uma), &[("sure", "1")]).await;
    assert_eq!(answer.status, 409, "it is off");
    let client = app.as_(Who::Uma).await;
    Phone::set_up(&app, &client).await;
    assert_eq!(
        adam.post(&at(urls::USER_TWO_FACTOR, uma), &[("sure", "1")])
            .await
            .status,
        403
    );
    let page = alice.get(&at(urls::USER, uma)).await;
    assert!(page.text().contains(&at(urls::USER_TWO_FACTOR, uma)));
    assert!(says(
        &alice.get(&at(urls::USER_TWO_FACTOR, uma)).await,
        "users-title-two-factor"
    ));
    let answer = alice.post(&at(urls::USER_TWO_FACTOR, uma), &[("sure", "1")]).await;
    assert_eq!(answer.status, 303);
    assert!(!client.is_signed_in().await);
    assert!(app.as_(Who::Uma).await.is_signed_in().await, "the password alone");
    app.run_jobs().await;
}

async fn an_empty_form_confirms_nothing(app: TestApp) {
    let (alice, uma) = (app.as_(Who::Alice).await, app.database.cast.user(Who::Uma));
    for pattern in [urls::USER_DISABLING, urls::USER_DELETION, urls::USER_TWO_FACTOR] {
        assert_eq!(alice.post(&at(pattern, uma), &[]).await.status, 400, "{pattern}");
    }
    assert_eq!(row(&app, uma).status, "active");
}
