//! What a sub-organisation grants its master.

use simportal::web::urls;

use super::log;
use crate::support::cast::Org;
use crate::support::make;
use crate::support::page::selector;
use crate::support::{Client, TestApp, Who};

on_both!(
    each_level_shows_what_it_says_and_no_more,
    every_grant_and_every_look_is_in_the_log_of_the_sub_organisation,
    nobody_but_the_owner_of_the_sub_organisation_grants,
);

pub async fn grant(sven: &Client<'_>, level: &str) {
    let answer = sven.post(urls::MASTER_ACCESS, &[("level", level)]).await;
    assert_eq!((answer.status, answer.location()), (303, urls::ORGANISATION));
}

async fn each_level_shows_what_it_says_and_no_more(app: TestApp) {
    let sim = make::sim(&app, Org::Sub);
    make::usage(&app, &sim, app.state.clock.now(), 5.0, None);
    let (sven, alice) = (app.as_(Who::Sven).await, app.as_(Who::Alice).await);
    for (level, counts, usage, enter) in [
        ("none", false, false, false),
        ("counts", true, false, false),
        ("usage", true, true, false),
        ("manage", true, true, true),
        ("none", false, false, false),
    ] {
        grant(&sven, level).await;
        let page = alice.get("/organisation/81000002").await;
        let html = page.page();
        let has = |css: &str| html.select(&selector(css)).next().is_some();
        assert_eq!(has("#status-t"), counts, "{level}");
        assert_eq!(has("#usage"), usage, "{level}");
        assert_eq!(has("form[action$=enter]"), enter, "{level}");
        let entered = alice.post("/organisation/81000002/enter", &[]).await;
        assert_eq!(entered.status, if enter { 303 } else { 409 }, "{level}");
        if enter {
            alice.get(urls::DASHBOARD).await;
            alice.post(urls::ORGANISATION_LEAVE, &[]).await;
            alice.get(urls::DASHBOARD).await;
        }
        let card = sven.get(urls::ORGANISATION).await.words();
        assert_eq!(
            card.contains("Granted by Sven Svensen"),
            level != "none",
            "{level}: {card}"
        );
    }
    grant(&sven, "usage").await;
    assert_eq!(alice.get("/organisation/81000002?by=week").await.status, 200);
}

async fn every_grant_and_every_look_is_in_the_log_of_the_sub_organisation(app: TestApp) {
    let (sven, bob) = (app.as_(Who::Sven).await, app.as_(Who::Bob).await);
    bob.get("/organisation/81000002").await;
    grant(&sven, "counts").await;
    grant(&sven, "counts").await;
    bob.get("/organisation/81000002").await;
    grant(&sven, "usage").await;
    grant(&sven, "none").await;
    bob.get("/organisation/81000002").await;
    let log = log(&app, app.database.cast.organisation(Org::Sub));
    let log: Vec<(&str, &str)> = log.iter().map(|(action, by)| (action.as_str(), by.as_str())).collect();
    assert_eq!(
        log,
        [
            ("access.grant", "Sven Svensen"),
            ("access.look", "Bob Bobsen (Hansa Kühllogistik GmbH)"),
            ("access.change", "Sven Svensen"),
            ("access.revoke", "Sven Svensen"),
        ]
    );
}

async fn nobody_but_the_owner_of_the_sub_organisation_grants(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    assert_eq!(alice.get(urls::MASTER_ACCESS).await.location(), urls::ORGANISATION);
    assert_eq!(
        alice.post(urls::MASTER_ACCESS, &[("level", "manage")]).await.status,
        409
    );
    let adam = app.as_(Who::Adam).await;
    assert_eq!(adam.post(urls::MASTER_ACCESS, &[("level", "manage")]).await.status, 403);
    let sven = app.as_(Who::Sven).await;
    assert_eq!(
        sven.post(urls::MASTER_ACCESS, &[("level", "everything")]).await.status,
        400
    );
    assert_eq!(alice.post("/organisation/81000002/enter", &[]).await.status, 409);
}
