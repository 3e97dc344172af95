//! People of the master inside a sub-organisation.

use actix_web::http::Method;
use simportal::types::access::Access;
use simportal::types::matrix::{self, is_kept_from_master};
use simportal::web::urls;

use super::access::grant;
use super::log;
use crate::support::cast::{Org, Place};
use crate::support::make;
use crate::support::{Client, TestApp, Who};

on_both!(
    inside_one_sees_the_sub_organisation_and_nothing_of_home,
    the_log_names_the_person_and_where_they_come_from,
    a_revoked_grant_ends_with_the_next_click,
    inside_every_role_meets_the_matrix_less_what_is_kept,
    what_is_kept_from_the_master_cannot_be_done_inside,
    two_factor_that_the_sub_organisation_requires_is_asked_for_inside,
    only_people_who_see_the_organisation_get_in,
    a_bulk_action_inside_is_carried_out_as_long_as_the_grant_lasts,
);

const ENTER: &str = "/organisation/81000002/enter";

async fn enter(client: &Client<'_>) {
    let answer = client.post(ENTER, &[]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, urls::HOME),
        "{}",
        answer.text()
    );
    client.get(urls::DASHBOARD).await;
}

async fn inside_one_sees_the_sub_organisation_and_nothing_of_home(app: TestApp) {
    let (home, inside) = (make::sim(&app, Org::Master), make::sim(&app, Org::Sub));
    grant(&app.as_(Who::Sven).await, "manage").await;
    let alice = app.as_(Who::Alice).await;
    let before = alice.cookie("simportal").unwrap();
    enter(&alice).await;
    assert_ne!(alice.cookie("simportal").unwrap(), before, "a new session id");
    let words = alice.get(urls::SIMS).await.words();
    assert!(words.contains("You are inside Hansa Cold Chain Denmark ApS"), "{words}");
    let text = alice.get(urls::SIMS).await.text();
    assert!(text.contains(&inside.iccid) && !text.contains(&home.iccid), "{words}");
    assert_eq!(alice.get(&format!("/sims/{}", inside.iccid)).await.status, 200);
    assert_eq!(alice.get(&format!("/sims/{}", home.iccid)).await.status, 404);
    assert!(
        alice
            .get(urls::ORGANISATION)
            .await
            .words()
            .contains("sub-organisation of Hansa")
    );
    assert_eq!(
        alice.get("/organisation/81000002").await.status,
        404,
        "it is not below itself"
    );
    alice.post(urls::ORGANISATION_LEAVE, &[]).await;
    let page = alice.get(urls::SIMS).await;
    assert!(page.text().contains(&home.iccid) && !page.words().contains("You are inside"));
    // Leaving twice does nothing.
    assert_eq!(alice.post(urls::ORGANISATION_LEAVE, &[]).await.status, 303);
}

async fn the_log_names_the_person_and_where_they_come_from(app: TestApp) {
    let sim = make::sim(&app, Org::Sub);
    grant(&app.as_(Who::Sven).await, "manage").await;
    let uma = app.as_(Who::Uma).await;
    enter(&uma).await;
    let answer = uma
        .post(&format!("/sims/{}/label", sim.iccid), &[("label", "Seen by Uma")])
        .await;
    assert_eq!(answer.status, 303);
    uma.post(urls::ORGANISATION_LEAVE, &[]).await;
    let log = log(&app, app.database.cast.organisation(Org::Sub));
    let log: Vec<(&str, &str)> = log.iter().map(|(action, by)| (action.as_str(), by.as_str())).collect();
    let uma = "Uma Umsen (Hansa Kühllogistik GmbH)";
    assert_eq!(
        log[1..],
        [("access.enter", uma), ("sim.label", uma), ("access.leave", uma)]
    );
    assert!(super::log(&app, app.database.cast.organisation(Org::Master)).is_empty());
}

async fn a_revoked_grant_ends_with_the_next_click(app: TestApp) {
    let sim = make::sim(&app, Org::Sub);
    let sven = app.as_(Who::Sven).await;
    for level in ["none", "counts", "usage"] {
        grant(&sven, "manage").await;
        let alice = app.as_(Who::Alice).await;
        enter(&alice).await;
        grant(&sven, level).await;
        // A form of the page that is still open does nothing.
        let late = alice
            .post(&format!("/sims/{}/label", sim.iccid), &[("label", "late")])
            .await;
        assert_eq!(late.status, 409, "{level}");
        let page = alice.get(&format!("/sims/{}", sim.iccid)).await;
        assert_eq!(page.status, 404, "{level}");
        let words = alice.get(urls::DASHBOARD).await.words();
        assert!(!words.contains("You are inside"), "{level}: {words}");
    }
}

/// Every page and every form, for each role inside: the matrix, less what a sub-organisation keeps to itself.
async fn inside_every_role_meets_the_matrix_less_what_is_kept(mut app: TestApp) {
    app.leave_work();
    grant(&app.as_(Who::Sven).await, "manage").await;
    for who in [Who::Alice, Who::Uma, Who::Bob, Who::Tessa] {
        let Place::Member(_, role) = who.place() else {
            unreachable!()
        };
        for entry in simportal::web::routes(true).entries() {
            let Access::Org(permission) = entry.access else {
                continue;
            };
            if entry.path.contains('{') {
                continue;
            }
            let client = app.as_(who).await;
            enter(&client).await;
            let answer = if entry.method == Method::POST {
                client.post(&entry.path, &[]).await
            } else {
                client.get(&entry.path).await
            };
            let may = matrix::may(role, permission, &[]) && !is_kept_from_master(permission);
            let what = format!("{who:?} {} {}: {}", entry.method, entry.path, answer.status);
            assert_eq!(answer.status == 403, !may, "{what}");
            assert!(answer.status < 500, "{what}");
        }
    }
}

async fn what_is_kept_from_the_master_cannot_be_done_inside(app: TestApp) {
    grant(&app.as_(Who::Sven).await, "manage").await;
    let alice = app.as_(Who::Alice).await;
    enter(&alice).await;
    for (path, fields) in [
        (urls::MASTER_ACCESS, vec![("level", "manage")]),
        (urls::COMPANY, vec![("main_email", "a@b.example"), ("language", "en")]),
        (
            urls::COMPANY_EMAILS,
            vec![("category", "invoice"), ("email", "a@b.example")],
        ),
        (urls::ADDRESS_NEW, vec![("kind", "billing")]),
        (urls::REQUIREMENT, vec![("required", "yes")]),
        (urls::ORGANISATION_NEW, vec![]),
    ] {
        assert_eq!(alice.post(path, &fields).await.status, 403, "{path}");
    }
    // Her own password is hers wherever she is, and the log of her own organisation has it.
    let fields = [
        ("current", crate::support::cast::PASSWORD),
        ("password", super::PASSWORD),
        ("repeated", super::PASSWORD),
    ];
    assert_eq!(alice.post(urls::OWN_PASSWORD, &fields).await.status, 303);
    let (action, _) = log(&app, app.database.cast.organisation(Org::Master)).pop().unwrap();
    assert_eq!(action, "user.password");
    app.run_jobs().await;
}

async fn two_factor_that_the_sub_organisation_requires_is_asked_for_inside(app: TestApp) {
    use diesel::prelude::*;
    use simportal::storage::schema::organisations as o;
    let sub = app.database.cast.organisation(Org::Sub);
    grant(&app.as_(Who::Sven).await, "manage").await;
    let alice = app.as_(Who::Alice).await;
    enter(&alice).await;
    app.db(|db| {
        diesel::update(o::table.find(sub))
            .set(o::two_factor_required.eq(true))
            .execute(db)?;
        Ok(())
    });
    assert_eq!(alice.get(urls::SIMS).await.location(), urls::TWO_FACTOR);
    // The way back is open.
    assert_eq!(alice.post(urls::ORGANISATION_LEAVE, &[]).await.status, 303);
    assert_eq!(alice.get(urls::SIMS).await.status, 200);
}

async fn only_people_who_see_the_organisation_get_in(app: TestApp) {
    grant(&app.as_(Who::Sven).await, "manage").await;
    for who in [Who::Anna, Who::Emil] {
        assert_eq!(app.as_(who).await.post(ENTER, &[]).await.status, 409, "{who:?}");
    }
    for who in [Who::Charlie, Who::Sven] {
        assert_eq!(app.as_(who).await.post(ENTER, &[]).await.status, 404, "{who:?}");
    }
    assert_eq!(app.as_(Who::Stella).await.post(ENTER, &[]).await.status, 403);
}

async fn a_bulk_action_inside_is_carried_out_as_long_as_the_grant_lasts(app: TestApp) {
    let sven = app.as_(Who::Sven).await;
    for (lasts, expected) in [(true, "Labelled inside"), (false, "")] {
        grant(&sven, "manage").await;
        let sim = make::sim(&app, Org::Sub);
        let alice = app.as_(Who::Alice).await;
        enter(&alice).await;
        let fields = [
            ("list", "/sims"),
            ("sim", sim.iccid.as_str()),
            ("to", "Labelled inside"),
            ("label", "Labelled inside"),
        ];
        let started = alice.post(urls::BULK_LABEL, &fields).await;
        assert_eq!(started.status, 303, "{}", started.text());
        app.run_jobs().await;
        let action = started.location().to_owned();
        let confirmed = alice.post(&format!("{action}/confirm"), &[]).await;
        assert_eq!(confirmed.status, 303, "{}", confirmed.text());
        if !lasts {
            grant(&sven, "none").await;
        }
        app.run_jobs().await;
        let words = sven.get(&format!("/sims/{}", sim.iccid)).await;
        assert_eq!(words.field("label").as_deref(), Some(expected), "{lasts}");
    }
}
