//! Setting two-factor up, moving it and switching it off.

use chrono::TimeDelta;
use diesel::prelude::*;
use simportal::storage::schema::{audit_entries, users};
use simportal::web::urls;

use super::Phone;
use super::phone::{recovery_codes, says};
use crate::support::cast::PASSWORD;
use crate::support::page::selector;
use crate::support::{TestApp, Who};

on_both!(
    two_factor_is_set_up_with_the_password_and_a_code_of_the_app,
    setting_up_asks_for_the_password_first_and_throttles_it,
    a_wrong_code_changes_nothing_and_keeps_the_qr_code,
    a_seed_that_waited_too_long_is_begun_anew,
    the_seed_is_stored_sealed,
    staff_set_it_up_as_everybody_does,
    moving_to_another_app_takes_a_code_of_the_old_one,
    switching_off_takes_password_and_code,
    a_code_cannot_be_used_for_two_things,
);

async fn two_factor_is_set_up_with_the_password_and_a_code_of_the_app(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    assert!(says(&client.get(urls::SECURITY).await, "two-factor-is-off"));
    let page = Phone::begin(&client).await;
    let html = page.page();
    let qr = html.select(&selector("svg.qr")).next().unwrap();
    assert_eq!(qr.attr("role"), Some("img"));
    let side: usize = qr
        .select(&selector("rect"))
        .next()
        .unwrap()
        .attr("width")
        .unwrap()
        .parse()
        .unwrap();
    assert!(side > 40, "a whole code with its quiet zone");
    let phone = Phone::reading(&page);
    let before = client.cookie("simportal").unwrap();
    // Apps show the digits in two groups.
    let code = phone.code(&app);
    let typed = format!("{} {}", &code[..3], &code[3..]);
    let answer = client.post(urls::TWO_FACTOR_SET_UP, &[("code", &typed)]).await;
    assert_eq!((answer.status, answer.location()), (303, urls::RECOVERY_CODES));
    assert_ne!(client.cookie("simportal").unwrap(), before, "a new session id");
    let codes = recovery_codes(&client.get(urls::RECOVERY_CODES).await);
    assert_eq!(codes.len(), 10);
    client.post(urls::RECOVERY_DONE, &[]).await;
    let page = client.get(urls::SECURITY).await;
    assert!(says(&page, "codes-noted") && !says(&page, "two-factor-is-off"));
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert!(
        letters[0].subject.contains("Two-factor is on"),
        "{}",
        letters[0].subject
    );
    let actions: Vec<String> = app.db(|db| {
        let entries = audit_entries::table.select(audit_entries::action);
        Ok(entries.order(audit_entries::id).load(db)?)
    });
    assert_eq!(actions, ["user.two_factor_on"]);
}

async fn setting_up_asks_for_the_password_first_and_throttles_it(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let answer = client.get(urls::TWO_FACTOR_SET_UP).await;
    assert_eq!((answer.status, answer.location()), (303, urls::TWO_FACTOR));
    let empty = client.post(urls::TWO_FACTOR, &[]).await;
    assert_eq!(empty.status, 422);
    assert!(says(&empty, "field-password-missing"));
    for _ in 0..5 {
        let wrong = client
            .post(urls::TWO_FACTOR, &[("password", "rusty anchor below deck")])
            .await;
        assert_eq!(wrong.status, 422);
        assert!(says(&wrong, "field-password-wrong") && !wrong.text().contains("rusty"));
    }
    let blocked = client.post(urls::TWO_FACTOR, &[("password", PASSWORD)]).await;
    assert_eq!(blocked.status, 422);
    assert!(says(&blocked, "sign-in-blocked"));
    assert_eq!(
        client.get(urls::TWO_FACTOR_SET_UP).await.status,
        303,
        "nothing was begun"
    );
    app.pass(TimeDelta::seconds(31));
    Phone::begin(&client).await;
}

async fn a_wrong_code_changes_nothing_and_keeps_the_qr_code(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let page = Phone::begin(&client).await;
    let phone = Phone::reading(&page);
    for code in [
        "",
        "000000",
        "abcdef",
        &phone.code_after(&app, -90),
        &phone.code_after(&app, 90),
    ] {
        let answer = client.post(urls::TWO_FACTOR_SET_UP, &[("code", code)]).await;
        assert_eq!(answer.status, 422, "{code}");
        assert!(says(&answer, "field-code-not-this"), "{code}");
        assert_eq!(Phone::reading(&answer).code(&app), phone.code(&app), "the same seed");
    }
    app.anonymous().sign_in(Who::Alice.email(), PASSWORD).await;
    assert!(
        app.as_(Who::Alice).await.is_signed_in().await,
        "the password alone is enough"
    );
    let answer = client
        .post(urls::TWO_FACTOR_SET_UP, &[("code", &phone.code(&app))])
        .await;
    assert_eq!(answer.status, 303);
    app.run_jobs().await;
}

async fn a_seed_that_waited_too_long_is_begun_anew(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let phone = Phone::reading(&Phone::begin(&client).await);
    app.pass(TimeDelta::minutes(20));
    client.get(urls::SECURITY).await;
    app.pass(TimeDelta::minutes(10));
    let answer = client
        .post(urls::TWO_FACTOR_SET_UP, &[("code", &phone.code(&app))])
        .await;
    assert_eq!((answer.status, answer.location()), (303, urls::TWO_FACTOR));
}

async fn the_seed_is_stored_sealed(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let page = Phone::begin(&client).await;
    let html = page.page();
    let secret = html.select(&selector(".copy [data-copy]")).next().unwrap();
    let secret = secret.attr("data-copy").unwrap().to_owned();
    assert_eq!(secret.len(), 32, "160 bits");
    let phone = Phone::reading(&page);
    client
        .post(urls::TWO_FACTOR_SET_UP, &[("code", &phone.code(&app))])
        .await;
    let alice = app.database.cast.user(Who::Alice);
    let sealed: Option<String> = app.db(|db| Ok(users::table.find(alice).select(users::totp_sealed).first(db)?));
    let sealed = sealed.unwrap();
    assert!(!sealed.contains(&secret));
    let open = |user_id| simportal::domain::auth::Seed::open(&app.state.keys, user_id, &sealed);
    assert_eq!(open(alice).unwrap().base32(), secret);
    assert!(open(app.database.cast.user(Who::Bob)).is_none(), "bound to its person");
    app.run_jobs().await;
}

async fn staff_set_it_up_as_everybody_does(app: TestApp) {
    let (phone, _) = Phone::of(&app, Who::Stella).await;
    let client = phone.sign_in(&app, Who::Stella).await;
    assert!(client.is_signed_in().await);
}

async fn moving_to_another_app_takes_a_code_of_the_old_one(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let (old, _) = Phone::set_up(&app, &client).await;
    app.pass(TimeDelta::seconds(30));
    let answer = client.post(urls::TWO_FACTOR, &[("password", PASSWORD)]).await;
    assert_eq!(answer.status, 422);
    assert!(says(&answer, "field-code-missing"));
    let answer = client
        .post(urls::TWO_FACTOR, &[("password", PASSWORD), ("code", "000000")])
        .await;
    assert!(answer.status == 422 && says(&answer, "field-code-wrong"));
    let code = old.code(&app);
    let answer = client
        .post(urls::TWO_FACTOR, &[("password", PASSWORD), ("code", &code)])
        .await;
    assert_eq!((answer.status, answer.location()), (303, urls::TWO_FACTOR_SET_UP));
    let new = Phone::reading(&client.get(urls::TWO_FACTOR_SET_UP).await);
    app.pass(TimeDelta::seconds(30));
    // Until the new app has proved itself the old one counts.
    assert!(old.sign_in(&app, Who::Alice).await.is_signed_in().await);
    let answer = client.post(urls::TWO_FACTOR_SET_UP, &[("code", &new.code(&app))]).await;
    assert_eq!(answer.status, 303);
    app.pass(TimeDelta::seconds(30));
    let half = Phone::first_step(&app, Who::Alice).await;
    assert_eq!(
        half.post(urls::SECOND_STEP, &[("code", &old.code(&app))]).await.status,
        422
    );
    assert!(new.sign_in(&app, Who::Alice).await.is_signed_in().await);
    app.run_jobs().await;
}

async fn switching_off_takes_password_and_code(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let answer = client.get(urls::TWO_FACTOR_OFF).await;
    assert_eq!((answer.status, answer.location()), (303, urls::SECURITY), "it is off");
    let (phone, codes) = Phone::set_up(&app, &client).await;
    app.pass(TimeDelta::seconds(30));
    let code = phone.code(&app);
    for fields in [
        vec![],
        vec![("password", PASSWORD)],
        vec![("code", code.as_str())],
        vec![("password", "rusty anchor below deck"), ("code", code.as_str())],
        vec![("password", PASSWORD), ("code", "000000")],
    ] {
        assert_eq!(
            client.post(urls::TWO_FACTOR_OFF, &fields).await.status,
            422,
            "{fields:?}"
        );
    }
    let answer = client
        .post(urls::TWO_FACTOR_OFF, &[("password", PASSWORD), ("code", &code)])
        .await;
    assert_eq!((answer.status, answer.location()), (303, urls::SECURITY));
    assert!(says(&client.get(urls::SECURITY).await, "confirm-off-done"));
    assert!(app.as_(Who::Alice).await.is_signed_in().await, "the password alone");
    app.run_jobs().await;
    assert!(
        app.letters()
            .iter()
            .any(|letter| letter.subject.contains("Two-factor is off"))
    );
    // Set up anew, the old recovery codes are worth nothing.
    app.pass(TimeDelta::seconds(30));
    Phone::set_up(&app, &client).await;
    let half = Phone::first_step(&app, Who::Alice).await;
    assert_eq!(half.post(urls::SECOND_STEP, &[("code", &codes[0])]).await.status, 422);
}

async fn a_code_cannot_be_used_for_two_things(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let (phone, _) = Phone::set_up(&app, &client).await;
    let used = phone.code(&app);
    let fields = [("password", PASSWORD), ("code", used.as_str())];
    assert_eq!(
        client.post(urls::TWO_FACTOR_OFF, &fields).await.status,
        422,
        "used for setting up"
    );
    app.pass(TimeDelta::seconds(30));
    let code = phone.code(&app);
    phone.sign_in(&app, Who::Alice).await;
    let fields = [("password", PASSWORD), ("code", code.as_str())];
    assert_eq!(
        client.post(urls::TWO_FACTOR_OFF, &fields).await.status,
        422,
        "used for signing in"
    );
    // Nor can an older one that was never used, once a newer was.
    let half = Phone::first_step(&app, Who::Alice).await;
    let before = phone.code_after(&app, -30);
    assert_eq!(half.post(urls::SECOND_STEP, &[("code", &before)]).await.status, 422);
}
