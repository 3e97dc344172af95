//! The end of a sub-organisation.

use simportal::web::urls;

use super::{PASSWORD, begin, found, id_of, log};
use crate::support::cast::Org;
use crate::support::make;
use crate::support::{TestApp, Who};

on_both!(
    what_blocks_is_listed_and_nothing_is_deleted,
    the_name_has_to_be_typed,
    nothing_of_a_deleted_organisation_works_any_more,
    who_may_not_manage_may_not_delete,
);

const SUB: &str = "Hansa Cold Chain Denmark ApS";
const DELETION: &str = "/organisation/81000002/deletion";

async fn what_blocks_is_listed_and_nothing_is_deleted(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let number = found(&alice, "Kielfrisch", "freja@kielfrisch.example").await;
    let path = format!("/organisation/{number}/deletion");
    let words = alice.get(&path).await.words();
    assert!(
        words.contains("It is not fully created") && words.contains("Send the e-mail again"),
        "{words}"
    );
    let refused = alice.post(&path, &[("name", "Kielfrisch")]).await;
    assert!(refused.status == 422 && refused.words().contains("It is not fully created"));
    let sim = make::sim(&app, Org::Sub);
    let sven = app.as_(Who::Sven).await;
    let started = sven
        .post(
            urls::BULK_RESET,
            &[("list", "/sims"), ("action", "reset"), ("sim", &sim.iccid)],
        )
        .await;
    assert_eq!(started.status, 303);
    for _ in 0..2 {
        let words = alice.get(DELETION).await.words();
        assert!(
            words.contains("It holds one SIM") && words.contains("One bulk action runs or waits"),
            "{words}"
        );
        let refused = alice.post(DELETION, &[("name", SUB)]).await;
        assert_eq!(refused.status, 422);
        app.run_jobs().await;
    }
    assert_eq!(
        app.as_(Who::Sven).await.get(urls::SIMS).await.status,
        200,
        "Sven works on"
    );
}

async fn the_name_has_to_be_typed(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    for typed in ["", "Hansa", "hansa cold chain denmark aps"] {
        let page = alice.post(DELETION, &[("name", typed)]).await;
        assert_eq!(page.status, 422, "{typed}");
        assert!(page.words().contains("Type the name exactly"));
        assert_eq!(page.field("name").as_deref(), Some(typed));
    }
    assert!(alice.get(urls::ORGANISATION).await.words().contains(SUB));
}

async fn nothing_of_a_deleted_organisation_works_any_more(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let number = found(&alice, "Kielfrisch", "freja@kielfrisch.example").await;
    let freja = begin(&app, "freja@kielfrisch.example").await;
    freja.get(urls::DASHBOARD).await;
    freja.post(urls::MASTER_ACCESS, &[("level", "manage")]).await;
    let bob = app.as_(Who::Bob).await;
    bob.post(&format!("/organisation/{number}/enter"), &[]).await;
    assert!(
        bob.get(urls::DASHBOARD)
            .await
            .words()
            .contains("You are inside Kielfrisch")
    );
    freja
        .post(urls::FORGOTTEN, &[("email", "freja@kielfrisch.example")])
        .await;
    let reset = super::link(&app).await;
    let id = id_of(&app, &number);
    let path = format!("/organisation/{number}/deletion");
    let deleted = alice.post(&path, &[("name", " Kielfrisch ")]).await;
    assert_eq!(
        (deleted.status, deleted.location()),
        (303, urls::ORGANISATION),
        "{}",
        deleted.text()
    );
    assert!(!freja.is_signed_in().await, "her session ended");
    assert_eq!(
        app.anonymous()
            .sign_in("freja@kielfrisch.example", PASSWORD)
            .await
            .status,
        422
    );
    assert!(
        app.anonymous().get(&reset).await.words().contains("link"),
        "her links are dead"
    );
    let set = [
        ("password", "another quay at dawn"),
        ("repeated", "another quay at dawn"),
    ];
    assert_eq!(app.anonymous().post(&reset, &set).await.status, 422);
    assert_eq!(bob.get(urls::DASHBOARD).await.location(), urls::HOME, "he is put out");
    let words = bob.get(urls::SECURITY).await.words();
    assert!(words.contains("You are back in your own organisation") && !words.contains("You are inside"));
    let list = alice.get(urls::ORGANISATION).await;
    assert!(list.words().contains("Kielfrisch is deleted"));
    assert!(!alice.get(urls::ORGANISATION).await.words().contains("Kielfrisch"));
    assert!(!alice.get(urls::DASHBOARD).await.words().contains("Kielfrisch"));
    assert_eq!(alice.get(&format!("/organisation/{number}")).await.status, 404);
    assert_eq!(alice.post(&path, &[("name", "Kielfrisch")]).await.status, 404, "once");
    let last = |org: i64| log(&app, org).pop().unwrap().0;
    assert_eq!(last(app.database.cast.organisation(Org::Master)), "organisation.delete");
    assert!(log(&app, id).iter().any(|(action, _)| action == "organisation.delete"));
    // Her address is free, and the number stays with what had it.
    let next = found(&alice, "Kielfrisch", "freja@kielfrisch.example").await;
    assert_ne!(next, number);
    begin(&app, "freja@kielfrisch.example").await;
}

async fn who_may_not_manage_may_not_delete(app: TestApp) {
    for who in [Who::Uma, Who::Bob, Who::Tessa] {
        let client = app.as_(who).await;
        assert_eq!(client.post(DELETION, &[("name", SUB)]).await.status, 403, "{who:?}");
    }
    let sven = app.as_(Who::Sven).await;
    assert_eq!(
        sven.post(DELETION, &[("name", SUB)]).await.status,
        404,
        "nor does it delete itself"
    );
}
