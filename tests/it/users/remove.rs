//! Deleting: what goes, what is handed over, what stays.

use diesel::prelude::*;
use simportal::domain::users::delete;
use simportal::mail::MailContext;
use simportal::storage::audit;
use simportal::storage::keyset::Edge;
use simportal::storage::saved_views::{self, NewView};
use simportal::storage::schema::{sims, users};
use simportal::types::access::OrgScope;
use simportal::types::matrix::Permission;
use simportal::web::urls;

use super::{actor, at, command, is_gone, link_of, log, says, scope};
use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{TestApp, Who, make};

on_both!(
    a_deleted_person_is_out_and_only_the_history_keeps_the_name,
    shared_views_pass_to_who_deletes_and_the_page_says_so,
    the_sims_of_an_end_user_are_linked_to_nobody_then,
    a_deleted_address_can_be_invited_again,
    a_command_deletes_shared_views_with_their_owner,
);

fn save(app: &TestApp, scope: &OrgScope, user_id: i64, name: &str, is_shared: bool) -> i64 {
    let view = NewView {
        name,
        name_key: &name.to_lowercase(),
        query: "status=activated",
        column_names: "",
        is_shared,
    };
    let now = app.state.clock.now();
    app.db(|db| saved_views::insert(db, scope, user_id, &view, now))
}

async fn a_deleted_person_is_out_and_only_the_history_keeps_the_name(app: TestApp) {
    let (alice, uma) = (app.as_(Who::Alice).await, app.database.cast.user(Who::Uma));
    let client = app.as_(Who::Uma).await;
    let sim = make::sim(&app, Org::Master);
    let label = urls::SIM_LABEL.replace("{iccid}", &sim.iccid);
    assert_eq!(client.post(&label, &[("label", "Tor 3")]).await.status, 303);
    app.anonymous()
        .post(urls::FORGOTTEN, &[("email", Who::Uma.email())])
        .await;
    app.run_jobs().await;
    let link = link_of(&app.letters()[0]);
    assert_eq!(alice.get(&at(urls::USER_DELETION, uma)).await.status, 200);
    let answer = alice.post(&at(urls::USER_DELETION, uma), &[("sure", "1")]).await;
    assert_eq!((answer.status, answer.location()), (303, urls::USERS));
    assert!(alice.get(urls::USERS).await.words().contains("Uma Umsen is deleted"));
    assert!(is_gone(&app, uma));
    assert!(!client.is_signed_in().await);
    assert!(says(&app.anonymous().get(&link).await, "link-unknown-title"));
    let history = app.db(|db| audit::of_object(db, &command(&app), "sim", sim.id, Edge::Newest, 10));
    assert_eq!(history.rows[0].actor_name, "Uma Umsen");
    let last = log(&app).pop().unwrap();
    assert_eq!((last.0.as_str(), last.1.as_str()), ("user.delete", "Uma Umsen"));
    assert_eq!(last.2.as_deref(), Some("uma@hansa.example user"));
    // Gone is unknown, to everybody alike.
    assert_eq!(alice.get(&at(urls::USER, uma)).await.status, 404);
    assert_eq!(
        alice.post(&at(urls::USER_DELETION, uma), &[("sure", "1")]).await.status,
        404
    );
}

async fn shared_views_pass_to_who_deletes_and_the_page_says_so(app: TestApp) {
    let (alice, uma) = (app.as_(Who::Alice).await, app.database.cast.user(Who::Uma));
    let (hers, own) = (scope(&app, Who::Uma), scope(&app, Who::Alice));
    let alice_id = app.database.cast.user(Who::Alice);
    save(&app, &own, alice_id, "Silent", false);
    save(&app, &own, alice_id, "Silent (2)", false);
    let shared = save(&app, &hers, uma, "Silent", true);
    let other = save(&app, &hers, uma, "Trucks", true);
    let private = save(&app, &hers, uma, "Mine", false);
    app.db(|db| saved_views::set_default(db, app.database.cast.user(Who::Bob), Some(shared)));
    let page = alice.get(&at(urls::USER_DELETION, uma)).await;
    assert!(page.words().contains("2 shared views pass to you"), "{}", page.words());
    alice.post(&at(urls::USER_DELETION, uma), &[("sure", "1")]).await;
    let found = |id| {
        app.database
            .handle
            .read_blocking(|db| saved_views::find(db, &own, alice_id, id))
    };
    let (shared, other) = (found(shared).unwrap(), found(other).unwrap());
    assert_eq!((shared.user_id, shared.name.as_str()), (alice_id, "Silent (3)"));
    assert_eq!((other.user_id, other.name.as_str()), (alice_id, "Trucks"));
    assert!(shared.is_shared && other.is_shared);
    assert!(found(private).is_err(), "what was her own went with her");
    let default: Option<i64> = app.db(|db| {
        let bob = users::table.find(app.database.cast.user(Who::Bob));
        Ok(bob.select(users::default_view_id).first(db)?)
    });
    assert_eq!(default, Some(shared.id), "colleagues keep it");
}

async fn the_sims_of_an_end_user_are_linked_to_nobody_then(app: TestApp) {
    let (adam, emil) = (app.as_(Who::Adam).await, app.database.cast.user(Who::Emil));
    for _ in 0..3 {
        make::sim(&app, Org::Master);
    }
    let page = adam.get(&at(urls::USER_DELETION, emil)).await;
    let effects = page.page().select(&selector(".bullets li")).count();
    assert_eq!(effects, 3);
    assert!(page.words().contains("3 SIMs sind danach mit niemandem verknüpft"));
    assert_eq!(
        adam.post(&at(urls::USER_DELETION, emil), &[("sure", "1")]).await.status,
        303
    );
    let linked: i64 = app.db(|db| {
        Ok(sims::table
            .filter(sims::end_user_id.is_not_null())
            .count()
            .get_result(db)?)
    });
    assert_eq!(linked, 0);
    assert_eq!(log(&app)[0].2.as_deref(), Some("emil@hansa.example end_user sims=3"));
}

async fn a_deleted_address_can_be_invited_again(app: TestApp) {
    let (alice, uma) = (app.as_(Who::Alice).await, app.database.cast.user(Who::Uma));
    alice.post(&at(urls::USER_DELETION, uma), &[("sure", "1")]).await;
    let charlie = app.as_(Who::Charlie).await;
    let fields = [
        ("first_name", "Uma"),
        ("last_name", "Umsen"),
        ("email", Who::Uma.email()),
        ("role", "user"),
    ];
    assert_eq!(charlie.post(urls::USER_NEW, &fields).await.status, 303);
    app.run_jobs().await;
    assert!(link_of(&app.letters()[0]).starts_with("/password/"));
}

async fn a_command_deletes_shared_views_with_their_owner(app: TestApp) {
    let uma = app.database.cast.user(Who::Uma);
    let view = save(&app, &scope(&app, Who::Uma), uma, "Trucks", true);
    let (context, now) = (MailContext::of(&app.state.config), app.state.clock.now());
    let deleted = app
        .state
        .db
        .write_blocking(|db| delete(db, &context, &command(&app), uma, now));
    assert_eq!(deleted.unwrap().name(), "Uma Umsen");
    let bob = actor(&app, Who::Bob).enter(Permission::ViewSims).unwrap();
    let found = app
        .database
        .handle
        .read_blocking(|db| saved_views::find(db, &bob, app.database.cast.user(Who::Bob), view));
    assert!(found.is_err());
}
