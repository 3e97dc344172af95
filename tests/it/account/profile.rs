//! One's own user data, and another sign-in address.

use chrono::TimeDelta;
use diesel::prelude::*;
use simportal::crypto::sha256_hex;
use simportal::mail::Letter;
use simportal::storage::schema::{audit_entries, email_changes, users};
use simportal::types::lang::Lang;
use simportal::web::urls;

use crate::support::app::text;
use crate::support::cast::PASSWORD;
use crate::support::{Answer, Client, TestApp, Who};

on_both!(
    everybody_changes_their_own_name_language_and_notifications,
    what_was_typed_comes_back_with_the_reason,
    a_new_address_counts_when_it_is_confirmed_and_the_old_one_is_told,
    the_password_is_asked_for_again,
    an_address_of_somebody_else_is_answered_as_any_other,
    a_link_works_once_for_two_hours_and_only_the_newest,
    an_address_that_was_taken_meanwhile_is_told,
    a_change_can_be_given_up,
    links_for_a_new_password_end_with_the_old_address,
    a_link_used_elsewhere_ends_every_session,
    asking_again_and_again_ends_in_a_pause,
);

const NEW: &str = "Uma.New@hansa.example";

fn says(answer: &Answer, key: &str) -> bool {
    answer.words().contains(&text(Lang::En, key))
}

async fn ask(client: &Client<'_>, email: &str) -> Answer {
    let fields = [("email", email), ("password", PASSWORD)];
    client.post(urls::EMAIL_CHANGE, &fields).await
}

fn to<'a>(letters: &'a [Letter], address: &str) -> Option<&'a Letter> {
    letters.iter().find(|letter| letter.recipient == address)
}

fn link_of(letter: &Letter) -> String {
    let (_, rest) = letter.text.split_once("http://portal.example").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

/// Asks for the address and takes the link out of the mail.
async fn link(app: &TestApp, client: &Client<'_>, email: &str) -> String {
    assert_eq!(ask(client, email).await.status, 303);
    app.run_jobs().await;
    let letters = app.letters();
    link_of(to(&letters, email).expect("a mail to the new address"))
}

fn email_of(app: &TestApp, who: Who) -> Option<String> {
    let id = app.database.cast.user(who);
    app.db(|db| Ok(users::table.find(id).select(users::email).first(db)?))
}

fn actions(app: &TestApp) -> Vec<(String, Option<String>, Option<String>)> {
    use audit_entries as a;
    app.db(|db| {
        Ok(a::table
            .filter(a::object_kind.eq("user"))
            .order(a::id)
            .select((a::action, a::old_value, a::new_value))
            .load(db)?)
    })
}

async fn everybody_changes_their_own_name_language_and_notifications(app: TestApp) {
    for who in Who::people() {
        let client = app.as_(who).await;
        let page = client.get(urls::PROFILE).await;
        assert_eq!(page.status, 200, "{who:?}");
        let fields = [
            ("first_name", "Neu"),
            ("last_name", "Name"),
            ("language", "de"),
            ("notify", "volume"),
        ];
        let is_staff = matches!(who, Who::Stella | Who::Sam);
        let sent = if is_staff { &fields[..3] } else { &fields[..] };
        client.reads(Lang::De);
        let answer = client.post(urls::PROFILE, sent).await;
        assert_eq!((answer.status, answer.location()), (303, urls::PROFILE), "{who:?}");
        let page = client.get(urls::PROFILE).await;
        assert!(
            page.words().contains("Neu Name") && page.words().contains("Gespeichert"),
            "{who:?}"
        );
        assert_eq!(page.field("notify").is_none(), is_staff, "{who:?}");
    }
    let roles: Vec<Option<String>> = app.db(|db| Ok(users::table.order(users::id).select(users::role).load(db)?));
    assert!(roles.contains(&Some("owner".to_owned())), "no role changed");
    let kinds: Vec<String> = actions(&app).into_iter().map(|entry| entry.0).collect();
    assert_eq!(
        kinds.iter().filter(|kind| *kind == "user.name").count(),
        9,
        "members, not staff"
    );
}

async fn what_was_typed_comes_back_with_the_reason(app: TestApp) {
    let client = app.as_(Who::Bob).await;
    let fields = [("first_name", ""), ("last_name", "Typed"), ("language", "xx")];
    let answer = client.post(urls::PROFILE, &fields).await;
    assert_eq!(answer.status, 422);
    assert!(says(&answer, "field-first-name-missing") && says(&answer, "field-choice-unknown"));
    assert_eq!(answer.field("last_name").as_deref(), Some("Typed"));
    let answer = ask(&client, "no address").await;
    assert_eq!(answer.status, 422);
    assert_eq!(answer.field("email").as_deref(), Some("no address"));
    assert!(actions(&app).is_empty());
}

async fn a_new_address_counts_when_it_is_confirmed_and_the_old_one_is_told(app: TestApp) {
    let (client, elsewhere) = (app.as_(Who::Uma).await, app.as_(Who::Uma).await);
    let answer = ask(&client, NEW).await;
    assert_eq!((answer.status, answer.location()), (303, urls::PROFILE));
    let page = client.get(urls::PROFILE).await;
    assert!(page.words().contains(NEW) && says(&page, "profile-email-waiting"));
    assert_eq!(email_of(&app, Who::Uma).as_deref(), Some(Who::Uma.email()));
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 2);
    let (confirm, warning) = (to(&letters, NEW).unwrap(), to(&letters, Who::Uma.email()).unwrap());
    assert!(warning.text.contains(NEW));
    let link = link_of(confirm);
    assert!(!warning.text.contains(&link), "the old address cannot confirm");
    // Opening the link changes nothing: programs that read mail open links, too.
    let page = client.get(&link).await;
    assert!(page.words().contains(NEW));
    assert_eq!(email_of(&app, Who::Uma).as_deref(), Some(Who::Uma.email()));
    let answer = client.post(&link, &[]).await;
    assert_eq!((answer.status, answer.location()), (303, urls::PROFILE));
    assert_eq!(email_of(&app, Who::Uma).as_deref(), Some(NEW));
    assert!(client.is_signed_in().await, "the browser that confirms stays");
    assert!(!elsewhere.is_signed_in().await, "every other is signed out");
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].recipient, Who::Uma.email(), "the old address is told");
    let stranger = app.anonymous();
    assert_eq!(stranger.sign_in(Who::Uma.email(), PASSWORD).await.status, 422);
    assert_eq!(stranger.sign_in(NEW, PASSWORD).await.status, 303);
    let last = actions(&app).pop().unwrap();
    let values = (Some(Who::Uma.email().to_owned()), Some(NEW.to_owned()));
    assert_eq!((last.0.as_str(), (last.1, last.2)), ("user.email", values));
    let found = app.as_(Who::Alice).await.get("/users?q=uma.new").await;
    assert!(found.words().contains("Uma Umsen"), "the list finds the new address");
    app.run_jobs().await;
}

async fn the_password_is_asked_for_again(app: TestApp) {
    let client = app.as_(Who::Uma).await;
    for (password, key) in [
        ("", "field-password-missing"),
        ("wrong wrong wrong", "field-password-wrong"),
    ] {
        let answer = client
            .post(urls::EMAIL_CHANGE, &[("email", NEW), ("password", password)])
            .await;
        assert_eq!(answer.status, 422);
        assert!(says(&answer, key));
        assert_eq!(answer.field("email").as_deref(), Some(NEW));
    }
    app.run_jobs().await;
    assert!(app.letters().is_empty());
    let answer = ask(&client, Who::Uma.email()).await;
    assert!(says(&answer, "email-refused-same"));
}

async fn an_address_of_somebody_else_is_answered_as_any_other(app: TestApp) {
    let client = app.as_(Who::Uma).await;
    ask(&client, "free@hansa.example").await;
    let free = client.get(urls::PROFILE).await.words();
    app.run_jobs().await;
    app.letters();
    for who in [Who::Charlie, Who::Alice, Who::Stella] {
        assert_eq!(ask(&client, who.email()).await.status, 303);
        let page = client.get(urls::PROFILE).await.words();
        assert_eq!(page.replace(who.email(), "free@hansa.example"), free, "{who:?}");
        app.run_jobs().await;
        let letters = app.letters();
        assert_eq!(letters.len(), 2);
        let told = to(&letters, who.email()).unwrap();
        assert!(!told.text.contains("/account/email/"), "no link");
    }
    assert_eq!(email_of(&app, Who::Uma).as_deref(), Some(Who::Uma.email()));
}

async fn a_link_works_once_for_two_hours_and_only_the_newest(app: TestApp) {
    let client = app.as_(Who::Uma).await;
    let first = link(&app, &client, "first@hansa.example").await;
    let second = link(&app, &client, "second@hansa.example").await;
    let stranger = app.anonymous();
    assert!(says(&stranger.get(&first).await, "email-unknown-title"));
    assert_eq!(stranger.post(&first, &[]).await.status, 422);
    let token = second.rsplit('/').next().unwrap();
    let stored: Vec<String> = app.db(|db| Ok(email_changes::table.select(email_changes::token_hash).load(db)?));
    assert_eq!(stored, [sha256_hex(token)], "one, and only its hash");
    app.pass(TimeDelta::minutes(119));
    assert!(says(&stranger.get(&second).await, "email-title"));
    app.pass(TimeDelta::minutes(1));
    assert!(says(&stranger.get(&second).await, "email-expired-title"));
    assert_eq!(stranger.post(&second, &[]).await.status, 422);
    assert_eq!(email_of(&app, Who::Uma).as_deref(), Some(Who::Uma.email()));
    let client = app.as_(Who::Uma).await;
    assert!(!says(&client.get(urls::PROFILE).await, "profile-email-waiting"));
    let third = link(&app, &client, NEW).await;
    assert_eq!(client.post(&third, &[]).await.status, 303);
    assert!(says(&stranger.get(&third).await, "email-unknown-title"));
    app.run_jobs().await;
}

async fn an_address_that_was_taken_meanwhile_is_told(app: TestApp) {
    let (uma, bob) = (app.as_(Who::Uma).await, app.as_(Who::Bob).await);
    let first = link(&app, &uma, "wanted@hansa.example").await;
    let second = link(&app, &bob, "Wanted@hansa.example").await;
    assert_eq!(uma.post(&first, &[]).await.status, 303);
    let answer = bob.post(&second, &[]).await;
    assert_eq!(answer.status, 422);
    assert!(says(&answer, "email-taken-title"));
    assert_eq!(email_of(&app, Who::Bob).as_deref(), Some(Who::Bob.email()));
    assert!(bob.is_signed_in().await);
    app.run_jobs().await;
}

async fn a_change_can_be_given_up(app: TestApp) {
    let client = app.as_(Who::Uma).await;
    let link = link(&app, &client, NEW).await;
    let answer = client.post(urls::EMAIL_GIVE_UP, &[]).await;
    assert_eq!(answer.status, 303);
    let page = client.get(urls::PROFILE).await;
    assert!(says(&page, "profile-email-given-up") && !says(&page, "profile-email-waiting"));
    assert!(says(&client.get(&link).await, "email-unknown-title"));
    let kinds: Vec<String> = actions(&app).into_iter().map(|entry| entry.0).collect();
    assert_eq!(kinds, ["user.email_asked", "user.email_given_up"]);
}

async fn links_for_a_new_password_end_with_the_old_address(app: TestApp) {
    let client = app.as_(Who::Uma).await;
    app.anonymous()
        .post(urls::FORGOTTEN, &[("email", Who::Uma.email())])
        .await;
    app.run_jobs().await;
    let reset = link_of(&app.letters()[0]);
    let link = link(&app, &client, NEW).await;
    client.post(&link, &[]).await;
    assert!(says(&app.anonymous().get(&reset).await, "link-used-title"));
    app.run_jobs().await;
}

async fn a_link_used_elsewhere_ends_every_session(app: TestApp) {
    let client = app.as_(Who::Uma).await;
    let link = link(&app, &client, NEW).await;
    let phone = app.anonymous();
    phone.get(&link).await;
    let answer = phone.post(&link, &[]).await;
    assert_eq!(answer.status, 200);
    assert!(says(&answer, "email-confirmed-title"));
    assert!(!phone.is_signed_in().await, "a link signs nobody in");
    assert!(!client.is_signed_in().await);
    app.run_jobs().await;
}

async fn asking_again_and_again_ends_in_a_pause(app: TestApp) {
    let client = app.as_(Who::Uma).await;
    let mut asked = 0;
    for n in 0..10 {
        let answer = ask(&client, &format!("new-{n}@hansa.example")).await;
        if answer.status != 303 {
            assert_eq!(answer.status, 422);
            assert!(says(&answer, "email-refused-too-many"));
            break;
        }
        asked += 1;
    }
    assert_eq!(asked, 5);
    app.run_jobs().await;
}
