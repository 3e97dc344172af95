//! Second step of signing in.

use chrono::TimeDelta;
use simportal::types::access::Access;
use simportal::web::urls;

use crate::account::Phone;
use crate::laws::objects::{Fill, Objects};
use crate::support::app::text;
use crate::support::cast::PASSWORD;
use crate::support::client::encoded;
use crate::support::{Answer, TestApp, Who};

on_both!(
    a_code_completes_the_sign_in_and_leads_on,
    a_right_password_alone_opens_no_page_at_all,
    the_second_step_is_under_a_new_session_id_and_so_is_what_follows,
    a_code_counts_once,
    old_and_future_codes_do_not_count,
    wrong_codes_are_throttled_and_a_right_password_does_not_begin_anew,
    ten_minutes_after_the_password_it_is_too_late,
    nobody_can_tell_from_outside_who_has_two_factor,
    a_new_password_ends_half_a_sign_in_and_does_not_replace_the_code,
    who_is_disabled_between_the_steps_does_not_get_in,
    without_a_first_step_there_is_no_second,
);

fn says(answer: &Answer, key: &str) -> bool {
    answer.words().contains(&text(Who::Alice.lang(), key))
}

async fn a_code_completes_the_sign_in_and_leads_on(app: TestApp) {
    let (phone, _) = Phone::of(&app, Who::Alice).await;
    let client = app.anonymous();
    client.get("/login?next=%2Fsims%3Fq%3D1").await;
    let fields = [
        ("email", Who::Alice.email()),
        ("password", PASSWORD),
        ("next", "/sims?q=1"),
    ];
    let answer = client.post(urls::LOGIN, &fields).await;
    assert_eq!((answer.status, answer.location()), (303, urls::SECOND_STEP));
    let page = client.get(urls::SECOND_STEP).await;
    assert!(says(&page, "second-title"));
    let empty = client.post(urls::SECOND_STEP, &[]).await;
    assert!(empty.status == 422 && says(&empty, "field-code-missing"));
    let answer = client.post(urls::SECOND_STEP, &[("code", &phone.code(&app))]).await;
    assert_eq!((answer.status, answer.location()), (303, "/sims?q=1"));
    assert!(client.is_signed_in().await);
    let answer = client.get(urls::SECOND_STEP).await;
    assert_eq!((answer.status, answer.location()), (303, urls::HOME));
}

async fn a_right_password_alone_opens_no_page_at_all(mut app: TestApp) {
    app.leave_work();
    let objects = Objects::of(&app);
    Phone::of(&app, Who::Alice).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    client.get(urls::SECOND_STEP).await;
    let proof = client.proof().await;
    let organisation = app
        .database
        .cast
        .organisation(crate::support::cast::Org::Master)
        .to_string();
    let mut tried = 0;
    for entry in simportal::web::routes(true).entries() {
        if entry.access == Access::Public {
            continue;
        }
        let path = objects.path(entry, &Fill::Real);
        let answer = if entry.method == actix_web::http::Method::POST {
            let fields = [("_csrf", proof.csrf.as_str()), ("_org", organisation.as_str())];
            client.post_raw(&path, encoded(&fields)).await
        } else {
            client.get(&path).await
        };
        assert_eq!(answer.status, 303, "{} {path}", entry.method);
        assert!(answer.location().starts_with(urls::LOGIN), "{} {path}", entry.method);
        assert!(answer.body.is_empty());
        tried += 1;
    }
    assert!(tried > 20, "only {tried} routes");
    let home = client.get(urls::HOME).await;
    assert_eq!(home.location(), urls::LOGIN);
}

async fn the_second_step_is_under_a_new_session_id_and_so_is_what_follows(app: TestApp) {
    let (phone, _) = Phone::of(&app, Who::Alice).await;
    let attacker = app.as_(Who::Charlie).await;
    let planted = attacker.cookie("simportal").unwrap();
    let client = app.anonymous();
    client.set_cookie("simportal", &planted);
    client.sign_in(Who::Alice.email(), PASSWORD).await;
    let half = client.cookie("simportal").unwrap();
    assert_ne!(half, planted);
    let thief = client.copy();
    client.post(urls::SECOND_STEP, &[("code", &phone.code(&app))]).await;
    assert_ne!(client.cookie("simportal").unwrap(), half);
    assert!(client.is_signed_in().await);
    assert!(!thief.is_signed_in().await, "the id of the first step is worth nothing");
    assert!(!attacker.is_signed_in().await);
}

async fn a_code_counts_once(app: TestApp) {
    let (phone, _) = Phone::of(&app, Who::Alice).await;
    let first = Phone::first_step(&app, Who::Alice).await;
    let second = Phone::first_step(&app, Who::Alice).await;
    let code = phone.code(&app);
    assert_eq!(first.post(urls::SECOND_STEP, &[("code", &code)]).await.status, 303);
    let answer = second.post(urls::SECOND_STEP, &[("code", &code)]).await;
    assert!(answer.status == 422 && says(&answer, "field-code-wrong"));
    assert!(!second.is_signed_in().await);
    app.pass(TimeDelta::seconds(30));
    assert_eq!(
        second.post(urls::SECOND_STEP, &[("code", &code)]).await.status,
        422,
        "nor a step later"
    );
    assert_eq!(
        second
            .post(urls::SECOND_STEP, &[("code", &phone.code(&app))])
            .await
            .status,
        303
    );
}

async fn old_and_future_codes_do_not_count(app: TestApp) {
    let (phone, _) = Phone::of(&app, Who::Alice).await;
    app.pass(TimeDelta::minutes(5));
    for (seconds, status) in [(-60, 422), (60, 422), (-30, 303), (30, 303)] {
        let client = Phone::first_step(&app, Who::Alice).await;
        let code = phone.code_after(&app, seconds);
        let answer = client.post(urls::SECOND_STEP, &[("code", &code)]).await;
        assert_eq!(answer.status, status, "{seconds} seconds");
    }
}

async fn wrong_codes_are_throttled_and_a_right_password_does_not_begin_anew(app: TestApp) {
    let (phone, codes) = Phone::of(&app, Who::Alice).await;
    for n in 0..5 {
        // Each time with the right password before.
        let client = Phone::first_step(&app, Who::Alice).await;
        let answer = client.post(urls::SECOND_STEP, &[("code", &format!("00000{n}"))]).await;
        assert!(answer.status == 422 && says(&answer, "field-code-wrong"), "{n}");
        assert_eq!(answer.field("code").as_deref(), Some(""));
    }
    let answer = app.anonymous().sign_in(Who::Alice.email(), PASSWORD).await;
    assert!(
        answer.status == 422 && says(&answer, "sign-in-blocked"),
        "the account waits"
    );
    app.pass(TimeDelta::seconds(31));
    let client = Phone::first_step(&app, Who::Alice).await;
    client.post(urls::SECOND_STEP, &[("code", "000000")]).await;
    for code in [&phone.code(&app), &codes[0]] {
        let answer = client.post(urls::SECOND_STEP, &[("code", code)]).await;
        assert!(
            answer.status == 422 && says(&answer, "sign-in-blocked"),
            "right codes wait, too"
        );
    }
    app.pass(TimeDelta::seconds(61));
    assert_eq!(
        client
            .post(urls::SECOND_STEP, &[("code", &phone.code(&app))])
            .await
            .status,
        303
    );
    // A complete sign-in forgets the failures.
    let client = Phone::first_step(&app, Who::Alice).await;
    for _ in 0..4 {
        let answer = client.post(urls::SECOND_STEP, &[("code", "000000")]).await;
        assert!(says(&answer, "field-code-wrong"));
    }
}

async fn ten_minutes_after_the_password_it_is_too_late(app: TestApp) {
    let (phone, _) = Phone::of(&app, Who::Alice).await;
    let client = app.anonymous();
    let fields = [("email", Who::Alice.email()), ("password", PASSWORD), ("next", "/sims")];
    client.post(urls::LOGIN, &fields).await;
    app.pass(TimeDelta::minutes(10));
    let answer = client.post(urls::SECOND_STEP, &[("code", &phone.code(&app))]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/login?expired=1&next=%2Fsims")
    );
    let page = client.get(answer.location()).await;
    assert!(says(&page, "second-expired"));
    assert_eq!(page.field("next").as_deref(), Some("/sims"));
    assert!(!client.is_signed_in().await);
    assert_eq!(client.get(urls::SECOND_STEP).await.location(), urls::LOGIN);
}

async fn nobody_can_tell_from_outside_who_has_two_factor(app: TestApp) {
    Phone::of(&app, Who::Alice).await;
    let wrong = "rusty anchor below deck";
    let with = app.anonymous().sign_in(Who::Alice.email(), wrong).await;
    let without = app.anonymous().sign_in(Who::Uma.email(), wrong).await;
    let nobody = app.anonymous().sign_in("nobody@hansa.example", wrong).await;
    assert_eq!(with.status, without.status);
    assert_eq!(with.words(), without.words());
    assert_eq!(with.words(), nobody.words());
    let forgotten = |email: &'static str| {
        let client = app.anonymous();
        async move {
            client
                .post(urls::FORGOTTEN, &[("email", email)])
                .await
                .words()
                .replace(email, "")
        }
    };
    assert_eq!(forgotten(Who::Alice.email()).await, forgotten(Who::Uma.email()).await);
    app.run_jobs().await;
}

async fn a_new_password_ends_half_a_sign_in_and_does_not_replace_the_code(app: TestApp) {
    let (phone, _) = Phone::of(&app, Who::Alice).await;
    let half = Phone::first_step(&app, Who::Alice).await;
    app.anonymous()
        .post(urls::FORGOTTEN, &[("email", Who::Alice.email())])
        .await;
    app.run_jobs().await;
    let letters = app.letters();
    let (_, rest) = letters[0].text.split_once("http://portal.example").unwrap();
    let link = rest.split_whitespace().next().unwrap().to_owned();
    let new = "copper kettle on the quay";
    let reset = app.anonymous();
    reset.get(&link).await;
    assert_eq!(
        reset.post(&link, &[("password", new), ("repeated", new)]).await.status,
        303
    );
    let answer = half.post(urls::SECOND_STEP, &[("code", &phone.code(&app))]).await;
    assert!(
        answer.status != 200 && !half.is_signed_in().await,
        "begun with the old password"
    );
    let client = app.anonymous();
    let answer = client.sign_in(Who::Alice.email(), new).await;
    assert_eq!(
        answer.location(),
        urls::SECOND_STEP,
        "the reset does not get round the second factor"
    );
    app.run_jobs().await;
}

async fn who_is_disabled_between_the_steps_does_not_get_in(app: TestApp) {
    use diesel::prelude::*;
    use simportal::storage::schema::users;
    let (phone, _) = Phone::of(&app, Who::Alice).await;
    let client = Phone::first_step(&app, Who::Alice).await;
    let alice = app.database.cast.user(Who::Alice);
    app.db(|db| {
        diesel::update(users::table.find(alice))
            .set(users::status.eq("disabled"))
            .execute(db)?;
        Ok(())
    });
    let answer = client.post(urls::SECOND_STEP, &[("code", &phone.code(&app))]).await;
    assert!(answer.status == 303 && answer.location().starts_with(urls::LOGIN));
    assert!(!client.is_signed_in().await);
}

async fn without_a_first_step_there_is_no_second(app: TestApp) {
    let client = app.anonymous();
    client.get(urls::LOGIN).await;
    for answer in [
        client.get(urls::SECOND_STEP).await,
        client.post(urls::SECOND_STEP, &[("code", "123456")]).await,
    ] {
        assert_eq!((answer.status, answer.location()), (303, urls::LOGIN));
    }
}
