//! Making a sub-organisation.

use simportal::storage::{organisations, users};
use simportal::web::urls;

use super::{begin, fields, found, id_of, link, log};
use crate::support::page::selector;
use crate::support::{TestApp, Who};

on_both!(
    a_new_organisation_waits_for_its_owner_and_then_everything_works_inside,
    each_step_keeps_what_the_others_said,
    every_problem_leads_to_its_step_and_field,
    the_same_form_twice_makes_one_organisation,
    many_at_once_get_numbers_of_their_own,
    an_address_of_ones_own_organisation_is_told,
    an_address_in_use_elsewhere_is_told_to_its_owner_alone,
    the_mail_is_sent_again_and_corrected,
    a_marketplace_account_is_told_why_not,
    a_sub_organisation_has_no_sub_organisations,
);

async fn a_new_organisation_waits_for_its_owner_and_then_everything_works_inside(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let number = found(&alice, "Kielfrisch Montage", "freja@kielfrisch.example").await;
    assert_eq!(number, "81000004");
    let page = alice.get(&format!("/organisation/{number}")).await;
    assert!(page.words().contains("Waiting for owner") && page.words().contains("We have e-mailed freja"));
    let freja = begin(&app, "freja@kielfrisch.example").await;
    for path in [
        urls::DASHBOARD,
        urls::SIMS,
        urls::ORGANISATION,
        urls::COMPANY,
        urls::ADDRESSES,
        urls::SECURITY,
    ] {
        let page = freja.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(page.words().contains("Kielfrisch Montage"), "{path}");
    }
    let company = freja.get(urls::COMPANY).await.words();
    assert!(
        company.contains("DE301884207") && company.contains("Deutschland"),
        "{company}"
    );
    assert!(freja.get(urls::ADDRESSES).await.words().contains("Kühlhauskai 12"));
    let words = alice.get(&format!("/organisation/{number}")).await.words();
    assert!(
        words.contains("Active") && !words.contains("Send the e-mail again"),
        "{words}"
    );
    let actions: Vec<String> = log(&app, id_of(&app, &number))
        .into_iter()
        .map(|(action, _)| action)
        .collect();
    assert_eq!(actions, ["address.add", "organisation.create", "organisation.active"]);
    let (action, by) = log(&app, app.database.cast.organisation(crate::support::cast::Org::Master))
        .pop()
        .unwrap();
    assert_eq!((action.as_str(), by.as_str()), ("organisation.create", "Alice Alicsen"));
}

async fn each_step_keeps_what_the_others_said(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let start = alice.get(urls::ORGANISATION_NEW).await;
    assert_eq!(start.field("step").as_deref(), Some("company"));
    assert_eq!(start.field("language").as_deref(), Some("de"), "as the master");
    let mut typed = fields("Kielfrisch Montage", "freja@kielfrisch.example");
    for (step, go, next) in [
        ("company", "next", "contact"),
        ("contact", "next", "address"),
        ("address", "next", "summary"),
        ("summary", "back", "address"),
        ("address", "back", "contact"),
        ("summary", "company", "company"),
    ] {
        (typed[0].1, typed[1].1) = (step, go);
        let page = alice.post(urls::ORGANISATION_NEW, &typed).await;
        assert_eq!(page.status, 200, "{step} {go}");
        for (name, value) in &typed[2..] {
            assert_eq!(
                page.field(name).as_deref(),
                Some(*value),
                "{name} on the step after {step}"
            );
        }
        assert_eq!(page.field("step").as_deref(), Some(next));
    }
    let page = alice.get(urls::ORGANISATION).await;
    assert!(
        !page.words().contains("Kielfrisch"),
        "nothing is made before the last step"
    );
}

async fn every_problem_leads_to_its_step_and_field(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    for (field, wrong, step, reason) in [
        ("name", " ", "company", "Enter the name"),
        ("country", "ZZ", "company", "Choose a country"),
        (
            "vat_id",
            "ATU12345678",
            "company",
            "must be those of the billing country",
        ),
        ("vat_id", "DE1", "company", "not a VAT ID of the billing country"),
        ("first_name", "", "contact", "Enter the first name"),
        ("email", "freja@", "contact", "not an e-mail address"),
        ("phone", "call me", "contact", "Enter a phone number"),
        ("street", "", "address", "Enter street and number"),
        ("postcode", "2045", "address", "not a postcode"),
        ("city", "", "address", "Enter the town"),
    ] {
        let mut typed = fields("Kielfrisch", "freja@kielfrisch.example");
        typed.iter_mut().find(|(name, _)| *name == field).unwrap().1 = wrong;
        let page = alice.post(urls::ORGANISATION_NEW, &typed).await;
        assert_eq!(page.status, 422, "{field}={wrong}");
        assert_eq!(page.field("step").as_deref(), Some(step), "{field}={wrong}");
        assert!(page.words().contains(reason), "{field}={wrong}: {}", page.words());
        let marked = page.page();
        assert!(
            marked
                .select(&selector(&format!("#{field}[aria-invalid]")))
                .next()
                .is_some(),
            "{field}"
        );
    }
}

async fn the_same_form_twice_makes_one_organisation(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let first = found(&alice, "Kielfrisch", "freja@kielfrisch.example").await;
    let second = found(&alice, "Kielfrisch", "freja@kielfrisch.example").await;
    assert_eq!(first, second);
    app.run_jobs().await;
    assert_eq!(app.letters().len(), 1);
}

async fn many_at_once_get_numbers_of_their_own(app: TestApp) {
    let mut clients = Vec::new();
    for who in [Who::Alice, Who::Adam, Who::Alice, Who::Adam, Who::Charlie, Who::Charlie] {
        clients.push(app.as_(who).await);
        clients.last().unwrap().proof().await;
    }
    let names: Vec<(String, String)> = (0..clients.len())
        .map(|n| (format!("Depot {n}"), format!("owner@depot{n}.example")))
        .collect();
    let all = clients
        .iter()
        .zip(&names)
        .map(|(client, (name, email))| found(client, name, email));
    let mut numbers = futures_util::future::join_all(all).await;
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), clients.len(), "{numbers:?}");
    app.run_jobs().await;
}

async fn an_address_of_ones_own_organisation_is_told(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    for email in [Who::Bob.email(), "ALICE@hansa.example", Who::Sven.email()] {
        let page = alice.post(urls::ORGANISATION_NEW, &fields("Kielfrisch", email)).await;
        assert_eq!(page.status, 422, "{email}");
        assert_eq!(page.field("step").as_deref(), Some("contact"));
        assert!(page.words().contains("has this address already"), "{email}");
    }
    assert!(!alice.get(urls::ORGANISATION).await.words().contains("Kielfrisch"));
}

async fn an_address_in_use_elsewhere_is_told_to_its_owner_alone(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let fresh = found(&alice, "Fresh", "freja@kielfrisch.example").await;
    let taken = found(&alice, "Taken", Who::Charlie.email()).await;
    // What the master sees does not differ.
    let seen = |number: &str| {
        let path = format!("/organisation/{number}");
        let alice = &alice;
        async move { alice.get(&path).await.words() }
    };
    let (one, other) = (seen(&fresh).await, seen(&taken).await);
    let plain = |words: &str, name: &str, email: &str, number: &str| {
        words.replace(name, "").replace(email, "").replace(number, "")
    };
    // Both flashes are on the first page.
    let one = one.split("At a glance").nth(1).unwrap();
    let other = other.split("At a glance").nth(1).unwrap();
    assert_eq!(
        plain(one, "Fresh", "freja@kielfrisch.example", &fresh),
        plain(other, "Taken", Who::Charlie.email(), &taken)
    );
    app.run_jobs().await;
    let letters = app.letters();
    assert_eq!(letters.len(), 2);
    let to_charlie = letters
        .iter()
        .find(|letter| letter.recipient.contains("charlie"))
        .unwrap();
    assert!(
        to_charlie.text.contains("This address already belongs to your account"),
        "{}",
        to_charlie.text
    );
    assert!(!to_charlie.text.contains("/password/"), "no link");
    // Charlie's account is as it was, and nobody can sign in to the new one by it.
    let charlie = app.as_(Who::Charlie).await;
    assert!(
        charlie
            .get(urls::COMPANY)
            .await
            .words()
            .contains("Charlie Logistics Ltd")
    );
    // Another address makes it work.
    let path = format!("/organisation/{taken}/invitation");
    let other = [
        ("first_name", "Charlie"),
        ("last_name", "Chaplin"),
        ("email", "charlie@new.example"),
    ];
    assert_eq!(alice.post(&path, &other).await.status, 303);
    begin(&app, "charlie@new.example").await;
    assert!(
        alice
            .get(&format!("/organisation/{taken}"))
            .await
            .words()
            .contains("Active")
    );
}

async fn the_mail_is_sent_again_and_corrected(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let number = found(&alice, "Kielfrisch", "wrong@kielfrisch.example").await;
    let dead = link(&app).await;
    let path = format!("/organisation/{number}/invitation");
    let page = alice.get(&path).await;
    assert_eq!(page.field("email").as_deref(), Some("wrong@kielfrisch.example"));
    let wrong = [("first_name", "Freja"), ("last_name", ""), ("email", "nonsense")];
    let page = alice.post(&path, &wrong).await;
    assert_eq!((page.status, page.field("email").as_deref()), (422, Some("nonsense")));
    let right = [
        ("first_name", "Freja"),
        ("last_name", "Nørgaard"),
        ("email", "right@kielfrisch.example"),
    ];
    assert_eq!(alice.post(&path, &right).await.status, 303);
    assert_eq!(
        alice
            .post(
                &path,
                &[("first_name", "A"), ("last_name", "B"), ("email", Who::Bob.email())]
            )
            .await
            .status,
        422
    );
    let words = app.anonymous().get(&dead).await.words();
    assert!(words.contains("used"), "the link before is worth nothing: {words}");
    begin(&app, "right@kielfrisch.example").await;
    assert_eq!(alice.get(&path).await.status, 303, "nothing to invite any more");
    assert_eq!(alice.post(&path, &right).await.status, 409);
    // Five mails an hour are enough.
    let other = found(&alice, "Nordfrost", "n@nordfrost.example").await;
    let path = format!("/organisation/{other}/invitation");
    let again = [
        ("first_name", "N"),
        ("last_name", "N"),
        ("email", "n@nordfrost.example"),
    ];
    for _ in 0..4 {
        assert_eq!(alice.post(&path, &again).await.status, 303);
    }
    let page = alice.post(&path, &again).await;
    assert!(page.status == 422 && page.words().contains("within an hour"));
    app.run_jobs().await;
}

async fn a_marketplace_account_is_told_why_not(app: TestApp) {
    use diesel::prelude::*;
    use simportal::storage::schema::organisations as o;
    let master = app.database.cast.organisation(crate::support::cast::Org::Master);
    app.db(|db| {
        diesel::update(o::table.find(master))
            .set(o::channel.eq("marketplace"))
            .execute(db)?;
        Ok(())
    });
    let alice = app.as_(Who::Alice).await;
    for path in [urls::ORGANISATION, urls::ORGANISATION_NEW] {
        let page = alice.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(
            page.words().contains("Your contract was made in a marketplace"),
            "{path}"
        );
    }
    let links = alice.get(urls::ORGANISATION).await.page();
    assert!(links.select(&selector("a[href='/organisation/new']")).next().is_none());
    let refused = alice
        .post(urls::ORGANISATION_NEW, &fields("Kielfrisch", "f@kielfrisch.example"))
        .await;
    assert_eq!(refused.status, 409);
}

async fn a_sub_organisation_has_no_sub_organisations(app: TestApp) {
    let sven = app.as_(Who::Sven).await;
    assert_eq!(sven.get(urls::ORGANISATION_NEW).await.location(), urls::ORGANISATION);
    let refused = sven
        .post(urls::ORGANISATION_NEW, &fields("Kielfrisch", "f@kielfrisch.example"))
        .await;
    assert_eq!(refused.status, 409);
    assert!(app.db(|db| users::find_by_email(db, "f@kielfrisch.example")).is_none());
    assert!(app.db(|db| organisations::find_by_number(db, "81000004")).is_none());
}
