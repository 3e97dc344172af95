//! What needs a second person: Owners switch it, and all of them are told.

use diesel::prelude::*;
use simportal::storage::schema::{audit_entries, users};
use simportal::storage::{approvals, approvals::FourEyes};
use simportal::types::role::Role;
use simportal::web::urls;

use super::{says, scope, set_role};
use crate::support::cast::Org;
use crate::support::{TestApp, Who};

on_both!(
    an_owner_switches_it_and_every_owner_is_told,
    an_admin_sees_it_and_changes_nothing,
    two_people_are_needed,
    a_sub_organisation_has_no_transfers_to_approve,
);

fn required(app: &TestApp, org: Org) -> FourEyes {
    app.db(|db| approvals::required(db, &scope(app, org)))
}

async fn an_owner_switches_it_and_every_owner_is_told(app: TestApp) {
    set_role(&app, Who::Tessa, Role::Owner);
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(urls::APPROVAL_SWITCHES).await;
    assert!(says(&page, "approval-switch-transfer"), "{}", page.words());
    let ticked = [("kind", "transfer"), ("kind", "role"), ("kind", "nonsense")];
    assert_eq!(alice.post(urls::APPROVAL_SWITCHES, &ticked).await.status, 303);
    let expected = FourEyes {
        transfers: true,
        deactivations: false,
        roles: true,
    };
    assert_eq!(required(&app, Org::Master), expected);
    assert_eq!(required(&app, Org::Sub), FourEyes::default());
    app.run_jobs().await;
    let mut told: Vec<String> = app.letters().into_iter().map(|letter| letter.recipient).collect();
    told.sort();
    assert_eq!(told, [Who::Alice.email(), Who::Tessa.email()]);
    // The same once more changes nothing and tells nobody.
    assert_eq!(alice.post(urls::APPROVAL_SWITCHES, &ticked).await.status, 303);
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 0);
    assert_eq!(alice.post(urls::APPROVAL_SWITCHES, &[]).await.status, 303);
    assert_eq!(required(&app, Org::Master), FourEyes::default());
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 2, "switching it off is told as well");
    let log: Vec<(Option<String>, Option<String>)> = app.db(|db| {
        use audit_entries as a;
        Ok(a::table
            .filter(a::action.eq("organisation.four_eyes"))
            .order(a::id)
            .select((a::old_value, a::new_value))
            .load(db)?)
    });
    let on = Some("transfer, role".to_owned());
    assert_eq!(log, [(None, on.clone()), (on, None)]);
}

async fn an_admin_sees_it_and_changes_nothing(app: TestApp) {
    let adam = app.as_(Who::Adam).await;
    let page = adam.get(urls::APPROVAL_SWITCHES).await;
    assert!(says(&page, "approval-switches-owner"), "{}", page.words());
    assert!(!page.text().contains("name=\"kind\""));
    let answer = adam.post(urls::APPROVAL_SWITCHES, &[("kind", "role")]).await;
    assert_eq!(answer.status, 409);
    assert!(says(&answer, "approval-refused-not-owner"), "{}", answer.words());
    assert_eq!(required(&app, Org::Master), FourEyes::default());
}

async fn two_people_are_needed(app: TestApp) {
    let adam = app.database.cast.user(Who::Adam);
    app.db(|db| {
        diesel::update(users::table.find(adam))
            .set(users::status.eq("disabled"))
            .execute(db)?;
        Ok(())
    });
    let alice = app.as_(Who::Alice).await;
    let answer = alice.post(urls::APPROVAL_SWITCHES, &[("kind", "deactivation")]).await;
    assert_eq!(answer.status, 422);
    assert!(says(&answer, "approval-refused-alone"), "{}", answer.words());
    assert!(answer.text().contains("checked"), "what was ticked is ticked");
    assert_eq!(required(&app, Org::Master), FourEyes::default());
}

async fn a_sub_organisation_has_no_transfers_to_approve(mut app: TestApp) {
    app.leave_work();
    let (sub, uma) = (
        app.database.cast.organisation(Org::Sub),
        app.database.cast.user(Who::Uma),
    );
    app.db(|db| {
        diesel::update(users::table.find(uma))
            .set((users::organisation_id.eq(Some(sub)), users::role.eq(Some("admin"))))
            .execute(db)?;
        Ok(())
    });
    let sven = app.as_(Who::Sven).await;
    let page = sven.get(urls::APPROVAL_SWITCHES).await;
    assert!(!says(&page, "approval-switch-transfer"), "{}", page.words());
    let all = [("kind", "transfer"), ("kind", "deactivation"), ("kind", "role")];
    assert_eq!(sven.post(urls::APPROVAL_SWITCHES, &all).await.status, 303);
    let expected = FourEyes {
        transfers: false,
        deactivations: true,
        roles: true,
    };
    assert_eq!(required(&app, Org::Sub), expected);
}
