//! Two-factor for a whole organisation.

use chrono::TimeDelta;
use simportal::types::access::Access;
use simportal::web::urls;

use super::Phone;
use super::phone::says;
use crate::laws::objects::{Fill, Objects};
use crate::support::cast::PASSWORD;
use crate::support::{TestApp, Who};

on_both!(
    an_admin_asks_everybody_for_two_factor,
    whoever_lacks_it_can_do_nothing_else_until_it_is_set_up,
    it_holds_for_the_own_organisation_only_and_not_for_staff,
    what_is_required_cannot_be_switched_off,
    an_optional_one_lets_everybody_on,
);

async fn an_admin_asks_everybody_for_two_factor(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    assert!(says(&client.get(urls::SECURITY).await, "requirement-off"));
    let page = client.get(urls::REQUIREMENT).await;
    assert!(says(&page, "requirement-off") && says(&page, "requirement-you-too"));
    assert!(page.words().contains("That is 7 people now."), "{}", page.words());
    assert_eq!(client.post(urls::REQUIREMENT, &[]).await.status, 400);
    Phone::set_up(&app, &client).await;
    let answer = client.post(urls::REQUIREMENT, &[("required", "yes")]).await;
    assert_eq!((answer.status, answer.location()), (303, urls::SECURITY));
    assert!(says(&client.get(urls::SECURITY).await, "requirement-now-on"));
    let page = client.get(urls::REQUIREMENT).await;
    assert!(says(&page, "requirement-on-hint") && page.words().contains("6 people still have to set it up."));
    let bob = app.as_(Who::Tessa).await;
    let answer = bob.get(urls::SIMS).await;
    assert_eq!((answer.status, answer.location()), (303, urls::TWO_FACTOR));
}

async fn whoever_lacks_it_can_do_nothing_else_until_it_is_set_up(mut app: TestApp) {
    app.leave_work();
    let objects = Objects::of(&app);
    let alice = app.as_(Who::Alice).await;
    let tess = app.as_(Who::Tessa).await;
    let proof = tess.proof().await;
    alice.post(urls::REQUIREMENT, &[("required", "yes")]).await;
    let open = [
        urls::TWO_FACTOR,
        urls::TWO_FACTOR_SET_UP,
        urls::PASSKEY_BEGIN,
        urls::PASSKEY_NEW,
        urls::PASSKEY_NEW_OPTIONS,
        urls::RECOVERY_CODES,
        urls::RECOVERY_FILE,
        urls::RECOVERY_DONE,
        urls::THEME,
        urls::LOGOUT,
        urls::ORGANISATION_LEAVE,
    ];
    // Signed in before it was asked for: the very next request leads to the set-up.
    for entry in simportal::web::routes(true).entries() {
        if entry.access == Access::Public || open.contains(&entry.path.as_str()) {
            continue;
        }
        let path = objects.path(entry, &Fill::Real);
        let answer = if entry.method == actix_web::http::Method::POST {
            let fields = [("_csrf", proof.csrf.as_str()), ("_org", proof.org.as_str())];
            tess.post_raw(&path, crate::support::client::encoded(&fields)).await
        } else {
            tess.get(&path).await
        };
        assert_eq!(
            (answer.status, answer.location()),
            (303, urls::TWO_FACTOR),
            "{} {path}",
            entry.method
        );
        assert!(answer.body.is_empty());
    }
    let page = tess.get(urls::TWO_FACTOR).await;
    assert!(page.words().contains("Hansa Kühllogistik GmbH requires two-factor"));
    assert_eq!(
        page.page().select(&crate::support::page::selector(".nav a")).count(),
        1,
        "the mailbox of development alone"
    );
    Phone::set_up(&app, &tess).await;
    assert_eq!(tess.get(urls::SIMS).await.status, 200);
}

async fn it_holds_for_the_own_organisation_only_and_not_for_staff(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    alice.post(urls::REQUIREMENT, &[("required", "yes")]).await;
    for who in [Who::Sven, Who::Charlie, Who::Stella] {
        let client = app.as_(who).await;
        assert_eq!(client.get(urls::SECURITY).await.status, 200, "{who:?}");
    }
    let stella = app.as_(Who::Stella).await;
    assert_eq!(stella.post(urls::REQUIREMENT, &[("required", "yes")]).await.status, 403);
    let bob = app.as_(Who::Bob).await;
    assert_eq!(bob.get(urls::SECURITY).await.status, 303);
}

async fn what_is_required_cannot_be_switched_off(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let (phone, _) = Phone::set_up(&app, &client).await;
    client.post(urls::REQUIREMENT, &[("required", "yes")]).await;
    app.pass(TimeDelta::seconds(30));
    let page = client.get(urls::SECURITY).await;
    assert!(!page.text().contains(urls::TWO_FACTOR_OFF));
    assert_eq!(client.get(urls::TWO_FACTOR_OFF).await.status, 409);
    let code = phone.code(&app);
    let fields = [("password", PASSWORD), ("code", code.as_str())];
    let answer = client.post(urls::TWO_FACTOR_OFF, &fields).await;
    assert_eq!(answer.status, 409);
    assert!(says(&answer, "error-two-factor-required"));
    // The code was not used up by the refusal.
    assert!(phone.sign_in(&app, Who::Alice).await.is_signed_in().await);
}

async fn an_optional_one_lets_everybody_on(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    Phone::set_up(&app, &client).await;
    client.post(urls::REQUIREMENT, &[("required", "yes")]).await;
    let bob = app.as_(Who::Bob).await;
    assert_eq!(bob.get(urls::SIMS).await.status, 303);
    client.post(urls::REQUIREMENT, &[("required", "no")]).await;
    assert_eq!(bob.get(urls::SIMS).await.status, 200);
    // The log of the organisation has both.
    use diesel::prelude::*;
    use simportal::storage::schema::audit_entries as a;
    let values: Vec<Option<String>> = app.db(|db| {
        let switched = a::table.filter(a::action.eq("organisation.two_factor_required"));
        Ok(switched.order(a::id).select(a::new_value).load(db)?)
    });
    assert_eq!(values, [Some("true".to_owned()), Some("false".to_owned())]);
}
