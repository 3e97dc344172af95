//! The list: who is on it, search, filters, pages, the file.

use simportal::types::lang::Lang;
use simportal::types::role::Role;
use simportal::web::urls;

use super::says;
use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{Answer, Client, TestApp, Who, make};

on_both!(
    the_list_has_the_people_of_the_organisation_and_nobody_else,
    search_and_filters_find_by_part_of_name_address_and_client_id,
    every_page_of_many_is_reached_and_nobody_is_shown_twice,
    a_key_that_was_made_up_leads_to_the_first_page,
    the_file_has_everybody_that_the_filters_find,
    who_may_only_see_is_offered_nothing,
);

fn names(answer: &Answer) -> Vec<String> {
    let html = answer.page();
    html.select(&selector("tbody th a"))
        .map(|name| name.text().collect())
        .collect()
}

fn link(answer: &Answer, rel: &str) -> Option<String> {
    let html = answer.page();
    let found = html.select(&selector(&format!("a[rel={rel}]"))).next();
    found.and_then(|link| link.attr("href")).map(str::to_owned)
}

async fn the_list_has_the_people_of_the_organisation_and_nobody_else(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(urls::USERS).await;
    let expected = [
        "Adam Adamsen",
        "Alice Alicsen",
        "Anna Annsen",
        "Bob Bobsen",
        "Dora Dorsen",
        "Emil Emilsen",
        "Ivy Ivsen",
        "Robot Robotsen",
        "Tessa Tesssen",
        "Uma Umsen",
    ];
    assert_eq!(names(&page), expected);
    for word in [
        "You",
        "Invited",
        "Disabled",
        "alice@hansa.example",
        "hansa-robot",
        "10 users in all",
    ] {
        assert!(page.words().contains(word), "{word}");
    }
    assert_eq!(
        names(&app.as_(Who::Sven).await.get(urls::USERS).await),
        ["Sven Svensen"]
    );
    assert_eq!(
        names(&app.as_(Who::Charlie).await.get(urls::USERS).await),
        ["Charlie Charlisen"]
    );
}

async fn search_and_filters_find_by_part_of_name_address_and_client_id(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let found = |query: &'static str| {
        let alice = &alice;
        async move { names(&alice.get(&format!("/users?{query}")).await) }
    };
    assert_eq!(found("q=ALIC").await, ["Alice Alicsen"]);
    assert_eq!(found("q=integrator").await, ["Tessa Tesssen"]);
    assert_eq!(found("q=nsa-rob").await, ["Robot Robotsen"]);
    assert_eq!(found("q=m+um").await, Vec::<String>::new());
    assert_eq!(found("q=a+um").await, ["Uma Umsen"]);
    assert_eq!(found("role=user").await, ["Dora Dorsen", "Ivy Ivsen", "Uma Umsen"]);
    assert_eq!(found("role=user&status=disabled").await, ["Dora Dorsen"]);
    assert_eq!(found("status=invited&q=hansa").await, ["Ivy Ivsen"]);
    for wildcard in ["q=%25", "q=_", "q=%5C"] {
        assert_eq!(
            found(wildcard).await,
            Vec::<String>::new(),
            "{wildcard} is a letter as any other"
        );
    }
    assert!(says(&alice.get("/users?q=nobody").await, "users-none-title"));
    assert_eq!(
        found("role=king&status=dead").await.len(),
        10,
        "unknown values are none"
    );
}

async fn every_page_of_many_is_reached_and_nobody_is_shown_twice(app: TestApp) {
    for _ in 0..115 {
        make::member(&app);
    }
    let alice = app.as_(Who::Alice).await;
    let mut page = alice.get("/users?q=a").await;
    let mut all = names(&page);
    assert_eq!(all.len(), 50);
    assert_eq!(link(&page, "prev"), None);
    let mut pages = 1;
    while let Some(next) = link(&page, "next") {
        page = alice.get(&next).await;
        all.extend(names(&page));
        pages += 1;
    }
    assert_eq!((all.len(), pages), (125, 3));
    let mut sorted = all.clone();
    sorted.sort_by_key(|name| name.to_lowercase());
    assert_eq!(all, sorted);
    // And back again; the last page by its own link.
    let last = alice.get("/users?q=a&page=last").await;
    assert_eq!(names(&last), all[75..]);
    let before = alice.get(&link(&last, "prev").unwrap()).await;
    assert_eq!(names(&before), all[25..75]);
}

async fn a_key_that_was_made_up_leads_to_the_first_page(app: TestApp) {
    for _ in 0..50 {
        make::member(&app);
    }
    let alice = app.as_(Who::Alice).await;
    let first = names(&alice.get(urls::USERS).await);
    let next = link(&alice.get(urls::USERS).await, "next").unwrap();
    assert_ne!(names(&alice.get(&next).await), first);
    for made_up in ["/users?after=x", "/users?after=MTpB.AAAA", &format!("{next}x")] {
        assert_eq!(names(&alice.get(made_up).await), first, "{made_up}");
    }
    // The key of one organisation is none in another.
    let charlie = app.as_(Who::Charlie).await;
    assert_eq!(names(&charlie.get(&next).await), ["Charlie Charlisen"]);
}

async fn file(client: &Client<'_>, query: &str) -> String {
    let answer = client.get(&format!("{}?{query}", urls::USERS_CSV)).await;
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .header("content-disposition")
            .contains("users-2026-11-21-1820.csv")
    );
    answer.text().trim_start_matches('\u{feff}').to_owned()
}

async fn the_file_has_everybody_that_the_filters_find(app: TestApp) {
    for _ in 0..1_005 {
        make::member(&app);
    }
    let alice = app.as_(Who::Alice).await;
    let all = file(&alice, "").await;
    assert_eq!(all.lines().count(), 1 + 10 + 1_005);
    assert!(
        all.starts_with("Name,E-mail address or client ID,Role,Status,"),
        "{all:.100}"
    );
    let some = file(&alice, "q=alice&role=owner").await;
    let line = some.lines().nth(1).unwrap();
    assert!(
        line.starts_with("Alice Alicsen,alice@hansa.example,Owner,Active,Off,en,,2026-11-21 18:20:00,,"),
        "{line}"
    );
    assert_eq!(some.lines().count(), 2);
    let adam = app.as_(Who::Adam).await;
    adam.reads(Lang::De);
    let german = file(&adam, "q=robot").await;
    assert!(
        german.starts_with("Name;E-Mail-Adresse oder Client-ID;Rolle;"),
        "{german}"
    );
}

async fn who_may_only_see_is_offered_nothing(app: TestApp) {
    let emre = make::member_of(&app, Org::Master, Role::User);
    for who in [Who::Uma, Who::Bob, Who::Tessa] {
        let client = app.as_(who).await;
        let page = client.get(urls::USERS).await;
        for forbidden in [urls::USER_NEW, urls::CLIENT_NEW] {
            assert!(!page.text().contains(&format!("href=\"{forbidden}\"")), "{who:?}");
        }
        let page = client.get(&urls::user(urls::USER, &emre)).await;
        assert_eq!(page.status, 200);
        assert!(says(&page, "users-not-yours"));
        assert_eq!(page.page().select(&selector("main form")).count(), 0, "{who:?}");
    }
    for who in [Who::Anna, Who::Emil] {
        assert_eq!(app.as_(who).await.get(urls::USERS).await.status, 403);
    }
}
