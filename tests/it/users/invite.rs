//! New users, their invitations, and addresses that have an account already.

use simportal::domain::users::invite_member;
use simportal::domain::{Error, users::NewPerson};
use simportal::mail::MailContext;
use simportal::types::email::Email;
use simportal::types::notification::Notification;
use simportal::types::person_name::PersonName;
use simportal::types::role::Role;
use simportal::web::urls;

use super::{at, is_gone, link_of, log, row, says, scope};
use crate::support::cast::PASSWORD;
use crate::support::page::selector;
use crate::support::{Answer, Client, TestApp, Who};

on_both!(
    an_invited_person_sets_a_password_and_has_the_role,
    what_was_typed_comes_back_with_the_reason_at_each_field,
    an_address_of_the_same_organisation_is_told_plainly,
    an_address_of_another_organisation_looks_as_any_other_and_its_owner_is_told,
    an_address_that_became_free_is_theirs_with_the_next_invitation,
    sending_again_makes_the_link_before_worthless,
    a_withdrawn_invitation_leaves_nothing_but_history,
    everybody_gives_only_the_roles_that_they_may,
    an_owner_can_take_back_the_invitation_of_an_owner,
    the_rights_of_each_role_are_on_the_page,
    an_organisation_cannot_send_invitations_without_end,
);

async fn invite(client: &Client<'_>, email: &str, role: &str) -> Answer {
    let fields = [
        ("first_name", "Emre"),
        ("last_name", "Yıldız"),
        ("email", email),
        ("role", role),
        ("language", "de"),
        ("notify", "volume"),
    ];
    client.post(urls::USER_NEW, &fields).await
}

/// Key of the person whose page the answer leads to.
fn key(answer: &Answer) -> i64 {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().rsplit('/').next().unwrap().parse().unwrap()
}

async fn an_invited_person_sets_a_password_and_has_the_role(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let answer = invite(&alice, "Emre@Hansa.example", "read_only").await;
    let id = key(&answer);
    let page = alice.get(answer.location()).await;
    assert!(
        page.words()
            .contains("an invitation is on its way to Emre@Hansa.example")
    );
    assert!(says(&page, "users-status-invited"));
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].recipient, "Emre@Hansa.example");
    assert!(letters[0].subject.contains("Passwort"), "in the language chosen");
    let new = app.anonymous();
    let path = link_of(&letters[0]);
    new.get(&path).await;
    let fields = [("password", PASSWORD), ("repeated", PASSWORD)];
    assert_eq!(new.post(&path, &fields).await.status, 303);
    assert_eq!(new.sign_in("emre@hansa.example", PASSWORD).await.status, 303);
    assert!(new.is_signed_in().await);
    let user = row(&app, id);
    assert_eq!(
        (user.status.as_str(), user.role.as_deref()),
        ("active", Some("read_only"))
    );
    assert_eq!(Notification::read(&user.notifications), [Notification::Volume]);
    let alice_id = Some(app.database.cast.user(Who::Alice));
    let entry = ("user.invite".to_owned(), "Emre Yıldız".to_owned());
    let first = log(&app).remove(0);
    assert_eq!((first.0, first.1), entry);
    assert_eq!(
        (first.2, first.3),
        (None, Some("Emre@Hansa.example read_only".to_owned()))
    );
    assert_eq!(first.4, alice_id);
    app.run_jobs().await;
}

async fn what_was_typed_comes_back_with_the_reason_at_each_field(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let long = "x".repeat(81);
    let fields = [
        ("first_name", " "),
        ("last_name", long.as_str()),
        ("email", "no address"),
        ("role", "user"),
        ("language", "fr"),
        ("notify", "everything"),
        ("ends_on", "2026-12-31"),
    ];
    let answer = alice.post(urls::USER_NEW, &fields).await;
    assert_eq!(answer.status, 422);
    for key in [
        "field-first-name-missing",
        "field-name-too-long",
        "field-email-invalid",
        "field-choice-unknown",
        "field-day-accountant",
    ] {
        assert!(says(&answer, key), "{key}");
    }
    assert_eq!(answer.field("last_name"), Some(long));
    assert_eq!(answer.field("email").as_deref(), Some("no address"));
    assert_eq!(answer.field("ends_on").as_deref(), Some("2026-12-31"));
    for role in ["", "api_user", "king"] {
        let answer = invite(&alice, "new@hansa.example", role).await;
        assert_eq!(answer.status, 422, "{role}");
        assert!(says(&answer, "field-role-missing"));
    }
    let answer = alice
        .post(urls::USER_NEW, &[("role", "accountant"), ("ends_on", "2026-11-20")])
        .await;
    assert!(says(&answer, "field-day-over"));
}

async fn an_address_of_the_same_organisation_is_told_plainly(app: TestApp) {
    let adam = app.as_(Who::Adam).await;
    for email in ["Uma@Hansa.example", "ivy@hansa.example", "dora@hansa.example"] {
        let answer = invite(&adam, email, "user").await;
        assert_eq!(answer.status, 422, "{email}");
        assert!(answer.words().contains("hat diese Adresse bereits"), "{email}");
        assert_eq!(answer.field("email").as_deref(), Some(email));
    }
    app.run_jobs().await;
    assert!(app.letters().is_empty());
}

async fn an_address_of_another_organisation_looks_as_any_other_and_its_owner_is_told(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let free = key(&invite(&alice, "free@hansa.example", "user").await);
    let free_page = alice.get(&at(urls::USER, free)).await.words();
    for (email, who) in [
        ("charlie@logistics.example", Who::Charlie),
        ("Sven@hansa.example", Who::Sven),
        ("stella@simportal.example", Who::Stella),
    ] {
        let answer = invite(&alice, email, "user").await;
        let id = key(&answer);
        assert_eq!(row(&app, id).email_key, None, "the address is not theirs");
        let page = alice.get(answer.location()).await.words();
        assert_eq!(
            page.replace(email, "free@hansa.example"),
            free_page,
            "{who:?}: the two pages must not differ"
        );
        // Nor is the list another one, nor sending again, nor inviting the same address again.
        let again = alice.post(&at(urls::USER_INVITATION, id), &[]).await;
        assert_eq!(again.status, 303);
        assert!(says(&invite(&alice, email, "user").await, "field-email-here"));
        alice.get(urls::NOTHING_YET).await;
    }
    let list = alice.get("/users?q=emre").await.page();
    let statuses: Vec<String> = list
        .select(&selector("tbody .st"))
        .map(|status| status.text().collect())
        .collect();
    assert_eq!(statuses, ["Invited"; 4]);
    app.run_jobs().await;
    let letters = app.letters();
    let to = |email: &str| letters.iter().filter(|letter| letter.recipient == email).count();
    assert_eq!(to("free@hansa.example"), 1);
    for who in [Who::Charlie, Who::Sven, Who::Stella] {
        assert_eq!(to(who.email()), 2, "{who:?}");
        let told = letters.iter().find(|letter| letter.recipient == who.email()).unwrap();
        assert!(told.text.contains("Hansa Kühllogistik GmbH"), "{}", told.text);
        assert!(!told.text.contains("/password/"), "no link to any account");
        assert!(app.as_(who).await.is_signed_in().await, "{who:?} is as before");
    }
}

async fn an_address_that_became_free_is_theirs_with_the_next_invitation(app: TestApp) {
    let charlie = app.as_(Who::Charlie).await;
    let squatter = key(&invite(&charlie, "emre@new.example", "user").await);
    let alice = app.as_(Who::Alice).await;
    let id = key(&invite(&alice, "Emre@new.example", "user").await);
    charlie.post(&at(urls::USER_DELETION, squatter), &[("sure", "1")]).await;
    assert!(is_gone(&app, squatter));
    app.run_jobs().await;
    app.letters();
    alice.post(&at(urls::USER_INVITATION, id), &[]).await;
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 1);
    assert!(link_of(&letters[0]).starts_with("/password/"));
    assert_eq!(row(&app, id).email_key.as_deref(), Some("emre@new.example"));
}

async fn sending_again_makes_the_link_before_worthless(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let id = key(&invite(&alice, "emre@hansa.example", "user").await);
    app.run_jobs().await;
    let first = link_of(&app.letters()[0]);
    alice.post(&at(urls::USER_INVITATION, id), &[]).await;
    app.run_jobs().await;
    let second = link_of(&app.letters()[0]);
    let stranger = app.anonymous();
    assert!(says(&stranger.get(&first).await, "link-used-title"));
    assert!(says(&stranger.get(&second).await, "set-password-title"));
    // Nobody is invited who is here.
    let uma = app.database.cast.user(Who::Uma);
    let answer = alice.post(&at(urls::USER_INVITATION, uma), &[]).await;
    assert_eq!(answer.status, 409);
    assert!(says(&answer, "users-refused-not-invited"));
}

async fn a_withdrawn_invitation_leaves_nothing_but_history(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let id = key(&invite(&alice, "emre@hansa.example", "user").await);
    app.run_jobs().await;
    let link = link_of(&app.letters()[0]);
    let page = alice.get(&at(urls::USER_DELETION, id)).await;
    assert!(says(&page, "users-title-withdraw"));
    let answer = alice.post(&at(urls::USER_DELETION, id), &[("sure", "1")]).await;
    assert_eq!((answer.status, answer.location()), (303, urls::USERS));
    assert!(is_gone(&app, id));
    assert!(says(&app.anonymous().get(&link).await, "link-unknown-title"));
    let last = log(&app).pop().unwrap();
    assert_eq!((last.0.as_str(), last.1.as_str()), ("user.delete", "Emre Yıldız"));
    assert_eq!(last.2.as_deref(), Some("emre@hansa.example user"));
    // The address is free again.
    key(&invite(&alice, "emre@hansa.example", "user").await);
    app.run_jobs().await;
}

async fn everybody_gives_only_the_roles_that_they_may(app: TestApp) {
    let person = |role: Role| NewPerson {
        first_name: PersonName::parse("Emre").unwrap(),
        last_name: PersonName::parse("Yıldız").unwrap(),
        email: Email::parse(&format!("{}@new.example", role.as_str())).unwrap(),
        role,
        lang: None,
        notifications: Vec::new(),
        role_ends_on: None,
    };
    let (context, now) = (MailContext::of(&app.state.config), app.state.clock.now());
    for who in [Who::Adam, Who::Uma, Who::Bob, Who::Tessa, Who::Alice] {
        let scope = scope(&app, who);
        for role in Role::ALL {
            let may = match who {
                Who::Alice => role != Role::ApiUser,
                Who::Adam => !matches!(role, Role::Owner | Role::Admin | Role::ApiUser),
                _ => false,
            };
            let invited = app.state.db.write_blocking(|db| {
                let done = invite_member(db, &context, &scope, &person(role), now);
                // Rolled back, so that each is tried alone.
                match done {
                    Ok(_) => Err(Error::Refused("done")),
                    Err(error) => Err::<(), Error>(error),
                }
            });
            match invited {
                Err(Error::Refused("done")) => assert!(may, "{who:?} gives {role:?}"),
                Err(Error::Denied(_)) => assert!(!may, "{who:?} cannot give {role:?}"),
                other => panic!("{other:?}"),
            }
        }
    }
    // The same over the form, which offers no more.
    let adam = app.as_(Who::Adam).await;
    let page = adam.get(urls::USER_NEW).await.page();
    let offered: Vec<&str> = page
        .select(&selector("input[name=role]"))
        .filter_map(|input| input.attr("value"))
        .collect();
    assert_eq!(offered, ["user", "read_only", "third_party", "accountant", "end_user"]);
    for role in ["owner", "admin"] {
        assert_eq!(invite(&adam, "new@hansa.example", role).await.status, 403, "{role}");
    }
    assert!(log(&app).is_empty());
}

async fn an_owner_can_take_back_the_invitation_of_an_owner(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let id = key(&invite(&alice, "olga@hansa.example", "owner").await);
    app.run_jobs().await;
    let link = link_of(&app.letters()[0]);
    let adam = app.as_(Who::Adam).await;
    assert_eq!(
        adam.post(&at(urls::USER_DELETION, id), &[("sure", "1")]).await.status,
        403
    );
    assert_eq!(adam.post(&at(urls::USER_INVITATION, id), &[]).await.status, 403);
    assert_eq!(alice.post(&at(urls::USER_INVITATION, id), &[]).await.status, 303);
    app.run_jobs().await;
    let newer = link_of(&app.letters()[0]);
    assert_ne!(link, newer);
    // Once Olga has a password she is an Owner as Alice is, and nobody's to administer.
    let olga = app.anonymous();
    olga.get(&newer).await;
    olga.post(&newer, &[("password", PASSWORD), ("repeated", PASSWORD)])
        .await;
    for pattern in [urls::USER_DELETION, urls::USER_DISABLING] {
        assert_eq!(alice.post(&at(pattern, id), &[("sure", "1")]).await.status, 403);
    }
    assert!(!is_gone(&app, id));
    app.run_jobs().await;
}

async fn the_rights_of_each_role_are_on_the_page(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(urls::USER_NEW).await.page();
    let lists: Vec<String> = page
        .select(&selector(".role-pick details"))
        .map(|details| details.text().collect())
        .collect();
    assert_eq!(lists.len(), 7);
    let (user, read_only) = (&lists[2], &lists[3]);
    assert!(user.contains("activate and deactivate SIMs") && !read_only.contains("activate and deactivate SIMs"));
    assert!(lists[6].contains("see SIMs (own SIMs)"), "{}", lists[6]);
    let open = page.select(&selector(".role-pick details[open]")).count();
    assert_eq!(open, 1, "the chosen one, also without JavaScript");
    assert_eq!(app.as_(Who::Uma).await.get(urls::USER_NEW).await.status, 403);
}

async fn an_organisation_cannot_send_invitations_without_end(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let mut last = 0;
    for n in 0..60 {
        let answer = invite(&alice, &format!("new-{n}@hansa.example"), "user").await;
        last = answer.status;
        if last != 303 {
            assert!(says(&answer, "users-refused-too-many"));
            assert!(n >= 50, "only {n} were sent");
            break;
        }
    }
    assert_eq!(last, 409);
    app.pass(chrono::TimeDelta::minutes(20));
    assert_eq!(invite(&alice, "later@hansa.example", "user").await.status, 303);
    app.run_jobs().await;
}
