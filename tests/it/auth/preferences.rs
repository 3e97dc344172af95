//! Language and theme: a person's own choice, kept over sign-ins.

use simportal::types::lang::Lang;
use simportal::web::urls;

use crate::support::app::text;
use crate::support::{TestApp, Who};

on_both!(
    a_stranger_reads_the_language_of_the_browser,
    a_stranger_may_switch_the_language,
    a_person_without_a_choice_reads_the_language_of_the_organisation,
    a_choice_of_language_is_kept_and_stays_after_signing_out,
    a_choice_of_theme_is_kept,
    a_choice_that_does_not_exist_is_refused,
);

async fn a_stranger_reads_the_language_of_the_browser(app: TestApp) {
    let client = app.anonymous();
    client.reads(Lang::De);
    let request = client
        .request(actix_web::http::Method::GET, urls::LOGIN)
        .insert_header(("accept-language", "de-AT,de;q=0.9,en;q=0.5"));
    let page = client.send("GET /login", request).await;
    assert!(page.words().contains(&text(Lang::De, "sign-in-title")));
}

async fn a_stranger_may_switch_the_language(app: TestApp) {
    let client = app.anonymous();
    client.get(urls::LOGIN).await;
    let answer = client
        .post(urls::LANGUAGE, &[("lang", "de"), ("next", "/login?next=%2Fsims")])
        .await;
    assert_eq!((answer.status, answer.location()), (303, "/login?next=%2Fsims"));
    client.reads(Lang::De);
    let page = client.get(answer.location()).await;
    assert!(page.words().contains(&text(Lang::De, "sign-in-title")));
    assert_eq!(
        page.field("next").as_deref(),
        Some("/sims"),
        "the way back survives the switch"
    );
    client.post(urls::LANGUAGE, &[("lang", "en")]).await;
    client.reads(Lang::En);
    client.get(urls::LOGIN).await;
}

async fn a_person_without_a_choice_reads_the_language_of_the_organisation(app: TestApp) {
    let client = app.as_(Who::Adam).await;
    let page = client.get(urls::NOTHING_YET).await;
    assert!(page.words().contains(&text(Lang::De, "welcome-title")));
}

async fn a_choice_of_language_is_kept_and_stays_after_signing_out(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let answer = client
        .post(urls::LANGUAGE, &[("lang", "de"), ("next", "/welcome")])
        .await;
    assert_eq!((answer.status, answer.location()), (303, "/welcome"));
    client.reads(Lang::De);
    assert!(
        client
            .get("/welcome")
            .await
            .words()
            .contains(&text(Lang::De, "welcome-title"))
    );
    let answer = client.post(urls::LOGOUT, &[]).await;
    client.get(answer.location()).await;

    let elsewhere = app.as_(Who::Alice).await;
    elsewhere.reads(Lang::De);
    elsewhere.get("/welcome").await;
}

async fn a_choice_of_theme_is_kept(app: TestApp) {
    let theme = |answer: &crate::support::Answer| answer.page().root_element().attr("data-theme").map(str::to_owned);
    let client = app.as_(Who::Alice).await;
    assert_eq!(theme(&client.get("/welcome").await), None, "as the device");
    for chosen in ["dark", "light"] {
        client.post(urls::THEME, &[("theme", chosen)]).await;
        assert_eq!(theme(&client.get("/welcome").await).as_deref(), Some(chosen));
    }
    assert_eq!(
        theme(&app.as_(Who::Alice).await.get("/welcome").await).as_deref(),
        Some("light")
    );
    client.post(urls::THEME, &[("theme", "system")]).await;
    assert_eq!(theme(&client.get("/welcome").await), None);
}

async fn a_choice_that_does_not_exist_is_refused(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    for (path, field) in [
        (urls::THEME, ("theme", "pink")),
        (urls::THEME, ("colour", "dark")),
        (urls::LANGUAGE, ("lang", "fr")),
        (urls::LANGUAGE, ("lang", "")),
    ] {
        assert_eq!(client.post(path, &[field]).await.status, 400, "{path} {field:?}");
    }
}
