//! The sign-in page.

use diesel::prelude::*;
use simportal::storage::schema::users;
use simportal::types::secret_hash::Cost;
use simportal::web::urls;

use crate::support::app::text;
use crate::support::cast::PASSWORD;
use crate::support::{Answer, TestApp, Who};

on_both!(
    a_right_password_leads_to_the_first_tab,
    the_address_may_be_typed_in_any_case_and_with_spaces,
    a_wrong_password_keeps_the_address_and_nothing_secret,
    nobody_can_tell_a_wrong_password_from_an_address_without_an_account,
    an_accountant_signs_in_until_the_last_day_of_the_role,
    somebody_who_is_disabled_meanwhile_is_signed_out_at_once,
    the_way_back_leads_to_the_page_asked_for,
    the_way_back_never_leads_to_another_host,
    whoever_is_signed_in_need_not_sign_in_again,
    a_sign_in_is_noted,
    a_weak_hash_is_replaced_by_a_stronger_one_at_sign_in,
);

async fn a_right_password_leads_to_the_first_tab(app: TestApp) {
    for who in Who::people() {
        let client = app.anonymous();
        let answer = client.sign_in(who.email(), PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (303, urls::HOME), "{who:?}");
        client.reads(who.lang());
        let home = client.get(urls::HOME).await;
        assert_eq!(home.status, 303, "{who:?}");
        assert_eq!(client.get(home.location()).await.status, 200, "{who:?}");
    }
}

async fn the_address_may_be_typed_in_any_case_and_with_spaces(app: TestApp) {
    let answer = app.anonymous().sign_in("  ALICE@Hansa.Example ", PASSWORD).await;
    assert_eq!(answer.status, 303);
}

async fn a_wrong_password_keeps_the_address_and_nothing_secret(app: TestApp) {
    let client = app.anonymous();
    let answer = client.sign_in(Who::Alice.email(), "rusty anchor below deck").await;
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains(&text(Who::Alice.lang(), "sign-in-wrong")));
    assert_eq!(answer.field("email").as_deref(), Some(Who::Alice.email()));
    assert_eq!(answer.field("password").as_deref(), Some(""));
    assert!(!answer.text().contains("rusty anchor"));
    assert!(!client.is_signed_in().await);
}

async fn nobody_can_tell_a_wrong_password_from_an_address_without_an_account(app: TestApp) {
    let wrong = app
        .anonymous()
        .sign_in(Who::Alice.email(), "rusty anchor below deck")
        .await;
    let expected = without(&wrong, Who::Alice.email());
    for (email, password) in [
        ("nobody@hansa.example", PASSWORD),
        // These two have accounts, but may not sign in: not even the right password tells.
        (Who::Ivy.email(), PASSWORD),
        (Who::Dora.email(), PASSWORD),
        ("hansa-robot", PASSWORD),
        ("", ""),
    ] {
        let client = app.anonymous();
        let answer = client.sign_in(email, password).await;
        assert_eq!(answer.status, 422, "{email}");
        assert_eq!(without(&answer, email), expected, "{email}");
        assert!(!client.is_signed_in().await, "{email}");
    }
}

/// The words of the page, and whether it keeps the address typed.
fn without(answer: &Answer, email: &str) -> (String, bool) {
    (answer.words(), answer.field("email").as_deref() == Some(email))
}

async fn an_accountant_signs_in_until_the_last_day_of_the_role(app: TestApp) {
    let anna = app.database.cast.user(Who::Anna);
    let last = app.state.clock.now().date();
    app.db(|db| {
        diesel::update(users::table.find(anna))
            .set(users::role_ends_on.eq(Some(last)))
            .execute(db)?;
        Ok(())
    });
    let client = app.as_(Who::Anna).await;
    assert!(client.is_signed_in().await);
    app.pass(chrono::TimeDelta::hours(7));
    assert!(!client.is_signed_in().await, "the session ends with the role");
    assert_eq!(app.anonymous().sign_in(Who::Anna.email(), PASSWORD).await.status, 422);
}

async fn somebody_who_is_disabled_meanwhile_is_signed_out_at_once(app: TestApp) {
    let client = app.as_(Who::Uma).await;
    let uma = app.database.cast.user(Who::Uma);
    app.db(|db| {
        diesel::update(users::table.find(uma))
            .set(users::status.eq("disabled"))
            .execute(db)?;
        Ok(())
    });
    let answer = client.get(urls::NOTHING_YET).await;
    assert_eq!((answer.status, answer.location()), (303, "/login?next=%2Fwelcome"));
}

async fn the_way_back_leads_to_the_page_asked_for(app: TestApp) {
    let client = app.anonymous();
    let sent_away = client.get("/welcome?a=b&c=d%20e").await;
    let page = client.get(sent_away.location()).await;
    let next = page.field("next").unwrap();
    let answer = client
        .post(
            urls::LOGIN,
            &[("email", Who::Alice.email()), ("password", PASSWORD), ("next", &next)],
        )
        .await;
    assert_eq!((answer.status, answer.location()), (303, "/welcome?a=b&c=d%20e"));
}

async fn the_way_back_never_leads_to_another_host(app: TestApp) {
    for evil in [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\r\nset-cookie: x=y",
        "evil.example",
    ] {
        let client = app.anonymous();
        let page = client.get(&urls::sign_in(evil)).await;
        if evil.contains(char::is_control) {
            assert_eq!(page.status, 400, "{evil:?}");
        } else {
            assert_eq!(page.field("next").as_deref(), Some("/"), "{evil:?}");
        }
        let answer = client
            .post(
                urls::LOGIN,
                &[("email", Who::Alice.email()), ("password", PASSWORD), ("next", evil)],
            )
            .await;
        assert_eq!((answer.status, answer.location()), (303, "/"), "{evil:?}");
        // Switches of language and theme come back, too.
        for (path, field) in [(urls::LANGUAGE, ("lang", "en")), (urls::THEME, ("theme", "dark"))] {
            let answer = app.as_(Who::Alice).await.post(path, &[field, ("next", evil)]).await;
            assert_eq!((answer.status, answer.location()), (303, "/"), "{path} {evil:?}");
        }
    }
}

async fn whoever_is_signed_in_need_not_sign_in_again(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let answer = client.get("/login?next=%2Fwelcome").await;
    assert_eq!((answer.status, answer.location()), (303, "/welcome"));
}

async fn a_sign_in_is_noted(app: TestApp) {
    let alice = app.database.cast.user(Who::Alice);
    app.pass(chrono::TimeDelta::hours(3));
    app.as_(Who::Alice).await;
    let at: Option<chrono::NaiveDateTime> =
        app.db(|db| Ok(users::table.find(alice).select(users::last_login_at).first(db)?));
    assert_eq!(at, Some(app.state.clock.now()));
}

async fn a_weak_hash_is_replaced_by_a_stronger_one_at_sign_in(mut app: TestApp) {
    let alice = app.database.cast.user(Who::Alice);
    let stored = |app: &TestApp| -> String {
        let hash: Option<String> = app.db(|db| Ok(users::table.find(alice).select(users::secret_hash).first(db)?));
        hash.unwrap()
    };
    let weak = stored(&app);
    app.restart(|setup| setup.cost = Cost { memory: 16, passes: 2 }).await;
    app.anonymous()
        .sign_in(Who::Alice.email(), "rusty anchor below deck")
        .await;
    assert_eq!(stored(&app), weak, "a wrong password changes nothing");
    app.as_(Who::Alice).await;
    let strong = stored(&app);
    assert!(
        weak.contains("m=8,t=1") && strong.contains("m=16,t=2"),
        "{weak} {strong}"
    );
    app.as_(Who::Alice).await;
    assert_eq!(stored(&app), strong, "a strong one stays");
}
