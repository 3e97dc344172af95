//! Customer data and further e-mail addresses.

use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::page::{fields_of_form, selector};
use crate::support::{TestApp, Who};

on_both!(
    owner_and_admin_change_how_they_are_reached_and_the_log_has_both_values,
    what_contracts_say_cannot_be_changed,
    wrong_entries_come_back_with_their_reasons,
    others_see_it_and_end_users_do_not,
    further_addresses_are_added_and_removed,
);

async fn owner_and_admin_change_how_they_are_reached_and_the_log_has_both_values(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let fields = [
        ("main_email", "Books@hansa.example"),
        ("phone", "+49 40 1"),
        ("language", "de"),
    ];
    let saved = alice.post(urls::COMPANY, &fields).await;
    assert_eq!((saved.status, saved.location()), (303, urls::COMPANY));
    let adam = app.as_(Who::Adam).await;
    let fields = [
        ("main_email", "books2@hansa.example"),
        ("phone", "+49 40 1"),
        ("language", "en"),
    ];
    assert_eq!(adam.post(urls::COMPANY, &fields).await.status, 303);
    // He chose no language, so the organisation's new one is his as well.
    adam.reads(simportal::types::lang::Lang::En);
    assert_eq!(
        adam.post(urls::COMPANY, &fields).await.status,
        303,
        "nothing changes twice"
    );
    assert_eq!(
        alice.get(urls::COMPANY).await.field("main_email").as_deref(),
        Some("books2@hansa.example")
    );
    let log = crate::organisations::log(&app, app.database.cast.organisation(Org::Master));
    let log: Vec<&str> = log.iter().map(|(action, _)| action.as_str()).collect();
    assert_eq!(
        log,
        [
            "company.main_email",
            "company.phone",
            "company.main_email",
            "company.language"
        ]
    );
}

async fn what_contracts_say_cannot_be_changed(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(urls::COMPANY).await;
    let form = fields_of_form(&page.page(), urls::COMPANY).unwrap();
    let names: Vec<&str> = form.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["main_email", "phone", "language"]);
    assert!(page.words().contains("For legal reasons only support can change them"));
    assert!(
        page.page()
            .select(&selector("a[href='mailto:help@simportal.example']"))
            .next()
            .is_some()
    );
    let forged = [
        ("main_email", "a@hansa.example"),
        ("language", "de"),
        ("name", "Other Ltd"),
        ("vat_id", "DE999999999"),
        ("billing_country", "FR"),
    ];
    assert_eq!(alice.post(urls::COMPANY, &forged).await.status, 303);
    let words = alice.get(urls::COMPANY).await.words();
    assert!(
        words.contains("Hansa Kühllogistik GmbH") && !words.contains("Other Ltd") && !words.contains("DE999999999")
    );
}

async fn wrong_entries_come_back_with_their_reasons(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    for (email, phone, reason) in [
        ("", "", "Enter an e-mail address"),
        ("büro@hansa.example", "", "without umlauts"),
        ("a@b", "", "not an e-mail address"),
        ("a@b.example", "ring me", "Enter a phone number"),
    ] {
        let fields = [("main_email", email), ("phone", phone), ("language", "en")];
        let page = alice.post(urls::COMPANY, &fields).await;
        assert_eq!(page.status, 422, "{email} {phone}");
        assert!(page.words().contains(reason), "{email} {phone}: {}", page.words());
        assert_eq!(page.field("main_email").as_deref(), Some(email));
        assert_eq!(page.field("phone").as_deref(), Some(phone));
    }
    let fields = [("main_email", "a@b.example"), ("language", "fr")];
    assert_eq!(alice.post(urls::COMPANY, &fields).await.status, 400);
}

async fn others_see_it_and_end_users_do_not(app: TestApp) {
    for who in [Who::Uma, Who::Bob, Who::Tessa, Who::Anna] {
        let client = app.as_(who).await;
        let page = client.get(urls::COMPANY).await;
        assert!(page.words().contains("81000001"), "{who:?}");
        let main = page.page().select(&selector("main form")).count();
        assert_eq!(main, 0, "{who:?} has nothing to fill in");
    }
    let emil = app.as_(Who::Emil).await;
    for path in [urls::COMPANY, urls::ADDRESSES, urls::ACCOUNT] {
        assert_eq!(emil.get(path).await.location(), urls::PROFILE, "{path}");
    }
    assert_eq!(
        app.as_(Who::Alice).await.get(urls::ACCOUNT).await.location(),
        urls::COMPANY
    );
}

async fn further_addresses_are_added_and_removed(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let add = |category: &'static str, email: &'static str| [("category", category), ("email", email)];
    assert_eq!(
        alice
            .post(urls::COMPANY_EMAILS, &add("invoice", "Books@hansa.example"))
            .await
            .status,
        303
    );
    assert_eq!(
        alice
            .post(urls::COMPANY_EMAILS, &add("volume", "books@hansa.example"))
            .await
            .status,
        303
    );
    let twice = alice
        .post(urls::COMPANY_EMAILS, &add("invoice", "BOOKS@hansa.example"))
        .await;
    assert_eq!(twice.status, 422);
    assert!(twice.words().contains("in the list already"));
    assert_eq!(twice.field("email").as_deref(), Some("BOOKS@hansa.example"));
    let wrong = alice.post(urls::COMPANY_EMAILS, &add("volume", "nonsense")).await;
    assert_eq!(
        (wrong.status, wrong.field("category").as_deref()),
        (422, Some("volume"))
    );
    assert_eq!(
        alice
            .post(urls::COMPANY_EMAILS, &add("everything", "a@b.example"))
            .await
            .status,
        400
    );
    let page = alice.get(urls::COMPANY).await.page();
    let removal = page.select(&selector("form[action$=removal]")).next().unwrap();
    let path = removal.attr("action").unwrap().to_owned();
    // Somebody else's is unknown.
    assert_eq!(
        app.as_(Who::Charlie).await.post(&path, &[("sure", "1")]).await.status,
        404
    );
    assert_eq!(alice.post(&path, &[("sure", "1")]).await.status, 303);
    assert_eq!(alice.post(&path, &[("sure", "1")]).await.status, 404);
    assert_eq!(
        alice
            .get(urls::COMPANY)
            .await
            .page()
            .select(&selector("form[action$=removal]"))
            .count(),
        1
    );
    for n in 0..49 {
        let email = format!("n{n}@hansa.example");
        let fields = [("category", "invoice"), ("email", email.as_str())];
        assert_eq!(alice.post(urls::COMPANY_EMAILS, &fields).await.status, 303);
    }
    let full = alice
        .post(urls::COMPANY_EMAILS, &add("invoice", "one-more@hansa.example"))
        .await;
    assert!(full.status == 422 && full.words().contains("50 further addresses"));
}
