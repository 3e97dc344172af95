//! Asking, approving, refusing, taking back: by role, by the asker, by strangers.

use simportal::types::approval::ApprovalStatus;
use simportal::types::bulk::BulkStatus;
use simportal::types::lang::Lang;
use simportal::types::role::Role;
use simportal::types::status::SimStatus;
use simportal::web::urls;

use super::{
    ask_deactivation, bulk_status, decide, log, page, request, require_all, says, set_role, sim_status, status,
    withdraw,
};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{TestApp, Who};

on_both!(
    what_is_approved_is_done_in_the_name_of_who_asked,
    nobody_approves_their_own_request,
    what_is_refused_is_given_up_and_who_asked_reads_why,
    a_refusal_says_why,
    only_who_asked_takes_a_request_back,
    a_request_is_decided_about_once,
    who_may_not_do_it_does_not_know_of_it,
    without_the_option_nobody_is_asked,
    what_waits_for_somebody_is_on_their_dashboard,
);

async fn what_is_approved_is_done_in_the_name_of_who_asked(app: TestApp) {
    require_all(&app, Org::Master);
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    let (sim, bulk, id) = ask_deactivation(&app, &adam).await;
    app.run_jobs().await;
    assert_eq!(sim_status(&app, sim), SimStatus::Activated, "nothing is done before");
    let waits = adam.get(&urls::bulk(urls::BULK_ACTION, &bulk)).await;
    assert!(says(&waits, "bulk-waiting-title"), "{}", waits.words());
    let letters = app.letters();
    let told: Vec<&str> = letters.iter().map(|letter| letter.recipient.as_str()).collect();
    assert_eq!(told, [Who::Alice.email()], "Owners and Admins but for who asks");
    assert!(
        letters[0].text.contains(&format!("/approvals/{id}")),
        "{}",
        letters[0].text
    );
    assert!(letters[0].text.contains("Adam Adamsen"), "{}", letters[0].text);

    let answer = decide(&alice, id, "approve", "").await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    app.run_jobs().await;
    assert_eq!(status(&app, id), ApprovalStatus::Approved);
    assert_eq!(sim_status(&app, sim), SimStatus::Deactivated);
    assert_eq!(bulk_status(&app, bulk), BulkStatus::Done);
    assert_eq!(request(&app, id).decided_by, Some(app.database.cast.user(Who::Alice)));
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].recipient, Who::Adam.email());
    let steps = [("approval.ask", "Adam Adamsen"), ("approval.approve", "Alice Alicsen")];
    assert_eq!(
        log(&app),
        steps.map(|(action, who)| (action.to_owned(), who.to_owned()))
    );
    let over = page(&alice, id).await;
    assert!(says(&over, "approval-status-approved"), "{}", over.words());
}

async fn nobody_approves_their_own_request(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let adam = app.as_(Who::Adam).await;
    let (sim, _, id) = ask_deactivation(&app, &adam).await;
    let own = page(&adam, id).await;
    assert!(says(&own, "approval-own-text"), "{}", own.words());
    assert!(!own.text().contains("name=\"verdict\""));
    for verdict in ["approve", "refuse"] {
        let answer = decide(&adam, id, verdict, "I say so").await;
        assert_eq!(answer.status, 409);
        assert!(says(&answer, "approval-refused-own"), "{}", answer.words());
    }
    assert_eq!(status(&app, id), ApprovalStatus::Open);
    assert_eq!(sim_status(&app, sim), SimStatus::Activated);
}

async fn what_is_refused_is_given_up_and_who_asked_reads_why(app: TestApp) {
    require_all(&app, Org::Master);
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    let (sim, bulk, id) = ask_deactivation(&app, &adam).await;
    app.run_jobs().await;
    app.letters();
    let answer = decide(&alice, id, "refuse", "Not before Monday").await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    app.run_jobs().await;
    assert_eq!(status(&app, id), ApprovalStatus::Refused);
    assert_eq!(bulk_status(&app, bulk), BulkStatus::Cancelled);
    assert_eq!(sim_status(&app, sim), SimStatus::Activated);
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].recipient, Who::Adam.email());
    assert!(letters[0].text.contains("Not before Monday"), "{}", letters[0].text);
    assert!(page(&adam, id).await.words().contains("Not before Monday"));
    let late = decide(&alice, id, "approve", "").await;
    assert_eq!(late.status, 409);
    assert!(says(&late, "approval-refused-over"));
}

async fn a_refusal_says_why(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    let (_, _, id) = ask_deactivation(&app, &adam).await;
    let silent = decide(&alice, id, "refuse", "  ").await;
    assert_eq!(silent.status, 422);
    assert!(says(&silent, "approval-comment-missing"), "{}", silent.words());
    let long = "ü".repeat(501);
    let talkative = decide(&alice, id, "approve", &long).await;
    assert_eq!(talkative.status, 422);
    assert_eq!(talkative.field("comment"), Some(long), "what was typed comes back");
    assert_eq!(decide(&alice, id, "perhaps", "").await.status, 400);
    assert_eq!(status(&app, id), ApprovalStatus::Open);
    assert_eq!(decide(&alice, id, "refuse", &"ü".repeat(500)).await.status, 303);
}

async fn only_who_asked_takes_a_request_back(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let (alice, adam) = (app.as_(Who::Alice).await, app.as_(Who::Adam).await);
    let (_, bulk, id) = ask_deactivation(&app, &adam).await;
    let foreign = withdraw(&alice, id).await;
    assert_eq!(foreign.status, 409);
    assert!(says(&foreign, "approval-refused-not-own"));
    assert_eq!(status(&app, id), ApprovalStatus::Open);
    assert_eq!(withdraw(&adam, id).await.status, 303);
    assert_eq!(status(&app, id), ApprovalStatus::Withdrawn);
    assert_eq!(bulk_status(&app, bulk), BulkStatus::Cancelled);
    assert_eq!(withdraw(&adam, id).await.status, 409);
    assert_eq!(decide(&alice, id, "approve", "").await.status, 409);
}

async fn a_request_is_decided_about_once(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let (alice, adam, uma) = (
        app.as_(Who::Alice).await,
        app.as_(Who::Adam).await,
        app.as_(Who::Uma).await,
    );
    let (_, bulk, id) = ask_deactivation(&app, &adam).await;
    // Confirming it once more asks nobody again, whoever does it.
    for client in [&adam, &alice] {
        let again = client.post(&urls::bulk(urls::BULK_CONFIRM, &bulk), &[]).await;
        assert_eq!(again.status, 409);
        assert!(says(&again, "approval-refused-open"), "{}", again.words());
    }
    // A User may deactivate SIMs, and so may approve it.
    assert_eq!(decide(&uma, id, "approve", "").await.status, 303);
    assert_eq!(decide(&alice, id, "refuse", "too late").await.status, 409);
    assert_eq!(status(&app, id), ApprovalStatus::Approved);
}

async fn who_may_not_do_it_does_not_know_of_it(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let adam = app.as_(Who::Adam).await;
    let (_, _, id) = ask_deactivation(&app, &adam).await;
    for who in [Who::Bob, Who::Tessa, Who::Anna, Who::Emil] {
        let client = app.as_(who).await;
        assert_eq!(client.get(urls::APPROVALS).await.status, 403, "{who:?}");
        assert_eq!(page(&client, id).await.status, 403, "{who:?}");
        assert_eq!(decide(&client, id, "approve", "").await.status, 403, "{who:?}");
    }
    for who in [Who::Sven, Who::Charlie] {
        let client = app.as_(who).await;
        let list = client.get(urls::APPROVALS).await;
        assert!(says(&list, "approval-none-title"), "{who:?}");
        assert_eq!(page(&client, id).await.status, 404, "{who:?}");
        assert_eq!(decide(&client, id, "approve", "").await.status, 404, "{who:?}");
        assert_eq!(withdraw(&client, id).await.status, 404, "{who:?}");
    }
    // Roles are no business of a User.
    set_role(&app, Who::Bob, Role::User);
    let alice = app.as_(Who::Alice).await;
    let bob = app.database.cast.user(Who::Bob);
    let asked = alice
        .post(&urls::user(urls::USER_ROLE, &bob), &[("role", "read_only")])
        .await;
    assert_eq!(asked.status, 303, "{}", asked.text());
    let uma = app.as_(Who::Uma).await;
    let list = uma.get(urls::APPROVALS).await.words();
    assert!(list.contains(&text(Lang::En, "approval-kind-deactivation")), "{list}");
    assert!(!list.contains(&text(Lang::En, "approval-kind-role")), "{list}");
    assert_eq!(page(&uma, id + 1).await.status, 404);
    assert_eq!(decide(&uma, id + 1, "approve", "").await.status, 404);
    assert_eq!(status(&app, id), ApprovalStatus::Open);
}

async fn without_the_option_nobody_is_asked(app: TestApp) {
    // The sub-organisation's option does not count for its master.
    require_all(&app, Org::Sub);
    let alice = app.as_(Who::Alice).await;
    let bulk = {
        let sim = crate::support::make::sim(&app, Org::Master);
        let fields = [
            ("list", urls::SIMS),
            ("action", "deactivate"),
            ("sim", sim.iccid.as_str()),
        ];
        let ordered = alice.post(urls::BULK_STATE, &fields).await;
        ordered.location().strip_prefix("/sims/bulk/").unwrap().parse().unwrap()
    };
    let confirmed = alice.post(&urls::bulk(urls::BULK_CONFIRM, &bulk), &[]).await;
    assert_eq!(confirmed.status, 303);
    app.run_jobs().await;
    assert_eq!(bulk_status(&app, bulk), BulkStatus::Done);
    assert_eq!(log(&app), []);
}

async fn what_waits_for_somebody_is_on_their_dashboard(mut app: TestApp) {
    app.leave_work();
    require_all(&app, Org::Master);
    let adam = app.as_(Who::Adam).await;
    ask_deactivation(&app, &adam).await;
    for (who, is_told) in [
        (Who::Alice, true),
        (Who::Uma, true),
        (Who::Adam, false),
        (Who::Bob, false),
    ] {
        let page = app.as_(who).await.get(urls::DASHBOARD).await;
        assert_eq!(says(&page, "approval-waiting-text"), is_told, "{who:?}");
    }
    let list = app.as_(Who::Alice).await.get(urls::APPROVALS).await;
    assert!(says(&list, "approval-for-you"));
    assert!(!says(&adam.get(urls::APPROVALS).await, "approval-for-you"));
}
