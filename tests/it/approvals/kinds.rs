//! Transfers and roles: what is asked for is what is done, or nothing is.

use diesel::prelude::*;
use simportal::storage::schema::users;
use simportal::storage::transfers;
use simportal::types::approval::ApprovalStatus;
use simportal::types::role::Role;
use simportal::types::transfer::TransferStatus;
use simportal::web::urls;

use super::{decide, only_open, open_count, page, require_all, role_of, says, scope, set_role, status, withdraw};
use crate::support::cast::Org;
use crate::support::{Client, TestApp, Who, make};

on_both!(
    a_transfer_waits_and_then_takes_place,
    a_transfer_that_is_refused_or_given_up_moves_nothing,
    a_role_is_given_when_a_second_owner_says_so,
    who_approves_a_role_must_be_allowed_to_give_it,
    a_role_that_changed_meanwhile_is_not_given,
    who_lost_the_right_meanwhile_gets_nothing_approved,
    a_request_about_somebody_who_was_removed_ends,
    another_last_day_needs_nobody,
);

/// Orders a transfer of one SIM to the sub-organisation, as Alice; answers its key and that of the request.
async fn ask_transfer(app: &TestApp, alice: &Client<'_>) -> (i64, i64) {
    let id = make::transfer(app);
    let confirmed = alice.post(&urls::transfer(urls::TRANSFER_CONFIRM, &id), &[]).await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.text());
    (id, only_open(app, Org::Master))
}

fn transfer_status(app: &TestApp, id: i64) -> TransferStatus {
    app.db(|db| transfers::find(db, &scope(app, Org::Master), id)).status
}

async fn a_transfer_waits_and_then_takes_place(app: TestApp) {
    require_all(&app, Org::Master);
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    let (transfer, id) = ask_transfer(&app, &alice).await;
    app.run_jobs().await;
    assert_eq!(transfer_status(&app, transfer), TransferStatus::Waiting);
    let waits = alice.get(&urls::transfer(urls::TRANSFER, &transfer)).await;
    assert!(
        says(&waits, "transfer-waiting-text") && says(&waits, "approval-see"),
        "{}",
        waits.words()
    );
    // The other side does not know of it yet.
    let sven = app.as_(Who::Sven).await;
    assert_eq!(sven.get(&urls::transfer(urls::TRANSFER, &transfer)).await.status, 404);
    // A User may not transfer SIMs.
    assert_eq!(page(&app.as_(Who::Uma).await, id).await.status, 404);
    let asked = page(&adam, id).await.words();
    assert!(asked.contains("Hansa Cold Chain Denmark ApS"), "{asked}");
    assert_eq!(decide(&adam, id, "approve", "").await.status, 303);
    app.run_jobs().await;
    assert_eq!(transfer_status(&app, transfer), TransferStatus::Done);
    assert_eq!(status(&app, id), ApprovalStatus::Approved);
    assert_eq!(sven.get(&urls::transfer(urls::TRANSFER, &transfer)).await.status, 200);
    // Taking it back needs a second person as well.
    let undone = alice.post(&urls::transfer(urls::TRANSFER_UNDO, &transfer), &[]).await;
    let undoing: i64 = undone.location().rsplit('/').next().unwrap().parse().unwrap();
    alice.post(&urls::transfer(urls::TRANSFER_CONFIRM, &undoing), &[]).await;
    app.run_jobs().await;
    assert_eq!(transfer_status(&app, undoing), TransferStatus::Waiting);
}

async fn a_transfer_that_is_refused_or_given_up_moves_nothing(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    let (transfer, id) = ask_transfer(&app, &alice).await;
    assert_eq!(decide(&adam, id, "refuse", "Wrong ones").await.status, 303);
    assert_eq!(transfer_status(&app, transfer), TransferStatus::Cancelled);

    let (transfer, id) = ask_transfer(&app, &alice).await;
    assert_eq!(withdraw(&alice, id).await.status, 303);
    assert_eq!(transfer_status(&app, transfer), TransferStatus::Cancelled);

    let (transfer, id) = ask_transfer(&app, &alice).await;
    let cancelled = alice.post(&urls::transfer(urls::TRANSFER_CANCEL, &transfer), &[]).await;
    assert_eq!(cancelled.status, 303);
    assert_eq!(status(&app, id), ApprovalStatus::Withdrawn);
    let late = decide(&adam, id, "approve", "").await;
    assert_eq!(late.status, 409);
    assert!(says(&late, "approval-refused-over"), "{}", late.words());
    assert_eq!(transfer_status(&app, transfer), TransferStatus::Cancelled);
}

/// Alice asks for another role of somebody; answers the key of the request.
async fn ask_role(app: &TestApp, client: &Client<'_>, who: Who, role: &str) -> i64 {
    let id = app.database.cast.user(who);
    let asked = client.post(&urls::user(urls::USER_ROLE, &id), &[("role", role)]).await;
    assert_eq!(asked.status, 303, "{}", asked.text());
    only_open(app, Org::Master)
}

async fn a_role_is_given_when_a_second_owner_says_so(app: TestApp) {
    require_all(&app, Org::Master);
    set_role(&app, Who::Tessa, Role::Owner);
    let (alice, tessa) = (app.as_(Who::Alice).await, app.as_(Who::Tessa).await);
    let id = ask_role(&app, &alice, Who::Uma, "admin").await;
    assert_eq!(role_of(&app, Who::Uma).as_deref(), Some("user"));
    let uma = app.as_(Who::Uma).await;
    assert_eq!(decide(&tessa, id, "approve", "Welcome").await.status, 303);
    app.run_jobs().await;
    assert_eq!(role_of(&app, Who::Uma).as_deref(), Some("admin"));
    assert!(!uma.is_signed_in().await, "their sessions end");
}

async fn who_approves_a_role_must_be_allowed_to_give_it(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    // An Admin makes no Admins, not even with an Owner's wish behind it.
    let id = ask_role(&app, &alice, Who::Uma, "admin").await;
    assert_eq!(decide(&adam, id, "approve", "").await.status, 403);
    assert_eq!(status(&app, id), ApprovalStatus::Open);
    assert_eq!(role_of(&app, Who::Uma).as_deref(), Some("user"));
    assert_eq!(withdraw(&alice, id).await.status, 303);
    // Nobody decides about their own role.
    let id = ask_role(&app, &alice, Who::Adam, "user").await;
    let own = page(&adam, id).await;
    assert!(says(&own, "approval-about-yourself"), "{}", own.words());
    for verdict in ["approve", "refuse"] {
        let answer = decide(&adam, id, verdict, "no").await;
        assert_eq!(answer.status, 409);
        assert!(says(&answer, "users-refused-self"), "{}", answer.words());
    }
    assert!(!says(&adam.get(urls::DASHBOARD).await, "approval-waiting-text"));
    assert_eq!(role_of(&app, Who::Adam).as_deref(), Some("admin"));
}

async fn a_role_that_changed_meanwhile_is_not_given(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    let id = ask_role(&app, &alice, Who::Uma, "read_only").await;
    set_role(&app, Who::Uma, Role::ThirdParty);
    let answer = decide(&adam, id, "approve", "").await;
    assert_eq!(answer.status, 409);
    assert!(says(&answer, "users-refused-changed"), "{}", answer.words());
    assert_eq!(role_of(&app, Who::Uma).as_deref(), Some("third_party"));
    assert_eq!(status(&app, id), ApprovalStatus::Open, "it can be refused");
    assert_eq!(
        decide(&adam, id, "refuse", "It is another one by now").await.status,
        303
    );
}

async fn who_lost_the_right_meanwhile_gets_nothing_approved(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    let id = ask_role(&app, &adam, Who::Uma, "read_only").await;
    set_role(&app, Who::Adam, Role::User);
    let answer = decide(&alice, id, "approve", "").await;
    assert_eq!(answer.status, 409);
    assert!(says(&answer, "approval-refused-lost-right"), "{}", answer.words());
    let adam = app.database.cast.user(Who::Adam);
    app.db(|db| {
        diesel::update(users::table.find(adam))
            .set(users::status.eq("disabled"))
            .execute(db)?;
        Ok(())
    });
    let answer = decide(&alice, id, "approve", "").await;
    assert_eq!(answer.status, 409);
    assert!(says(&answer, "approval-refused-gone"), "{}", answer.words());
    assert_eq!(role_of(&app, Who::Uma).as_deref(), Some("user"));
}

async fn a_request_about_somebody_who_was_removed_ends(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    let id = ask_role(&app, &alice, Who::Uma, "read_only").await;
    let uma = app.database.cast.user(Who::Uma);
    let removed = alice
        .post(&urls::user(urls::USER_DELETION, &uma), &[("sure", "1")])
        .await;
    assert_eq!(removed.status, 303, "{}", removed.text());
    assert_eq!(status(&app, id), ApprovalStatus::Withdrawn);
}

async fn another_last_day_needs_nobody(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let (alice, anna) = (app.as_(Who::Alice).await, app.database.cast.user(Who::Anna));
    let fields = [("role", "accountant"), ("ends_on", "2027-01-31")];
    let answer = alice.post(&urls::user(urls::USER_ROLE, &anna), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(open_count(&app), 0);
}
