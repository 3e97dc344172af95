//! The list of sub-organisations.

use simportal::storage::sub_organisations::{self, NewSub};
use simportal::types::access::OrgScope;
use simportal::types::country::Country;
use simportal::types::lang::Lang;
use simportal::web::urls;

use super::found;
use crate::support::cast::Org;
use crate::support::make;
use crate::support::page::selector;
use crate::support::{Answer, TestApp, Who};

on_both!(
    a_master_sees_totals_and_nothing_inside,
    a_sub_organisation_sees_its_own_card,
    the_list_is_searched_narrowed_and_turned_round,
    a_long_list_has_pages,
    the_file_has_what_the_list_has,
    an_organisation_without_any_is_told_what_they_are,
    a_stranger_sees_none_of_it,
);

fn names(answer: &Answer) -> Vec<String> {
    let page = answer.page();
    page.select(&selector("tbody th a"))
        .map(|link| link.text().collect::<String>())
        .collect()
}

/// Sub-organisations without owners, as many as a test needs.
fn add(app: &TestApp, names: &[String]) {
    let master = app.database.cast.organisation(Org::Master);
    let scope = OrgScope::for_job(master, master, "test");
    let now = app.state.clock.now();
    app.db(|db| {
        for name in names {
            let new = NewSub {
                name,
                vat_id: "",
                country: Country::parse("DE").unwrap(),
                language: Lang::De,
                main_email: "",
                phone: "",
            };
            sub_organisations::insert(db, &scope, &new, now)?;
        }
        Ok(())
    });
}

async fn a_master_sees_totals_and_nothing_inside(app: TestApp) {
    make::sim(&app, Org::Master);
    let sim = make::sim_with(&app, Org::Sub, |sim| sim.label = "Fridge of Sven".to_owned());
    for who in [Who::Alice, Who::Bob] {
        let client = app.as_(who).await;
        let words = client.get(urls::ORGANISATION).await.words();
        for part in [
            "Hansa Cold Chain Denmark ApS",
            "81000002",
            "Sven Svensen",
            "1 active, 0 waiting",
        ] {
            assert!(words.contains(part), "{who:?}: {part}: {words}");
        }
        let page = client.get("/organisation/81000002").await;
        assert!(
            page.words().contains("SIMs held 1") && page.words().contains("Nothing"),
            "{}",
            page.words()
        );
        assert!(!page.words().contains("Data volume"), "no counts without a grant");
        assert_eq!(client.get(&format!("/sims/{}", sim.iccid)).await.status, 404);
        assert!(!client.get("/sims?q=Fridge").await.text().contains(&sim.iccid));
        let deletes = page.page().select(&selector("a[href$=deletion]")).count();
        assert_eq!(deletes, usize::from(who == Who::Alice), "{who:?}");
    }
}

async fn a_sub_organisation_sees_its_own_card(app: TestApp) {
    let sven = app.as_(Who::Sven).await;
    let words = sven.get(urls::ORGANISATION).await.words();
    for part in [
        "81000002",
        "Hansa Kühllogistik GmbH",
        "81000001",
        "Access granted Nothing",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    for path in ["/organisation/81000001", "/organisation/81000002"] {
        assert_eq!(sven.get(path).await.status, 404, "{path}");
    }
}

async fn the_list_is_searched_narrowed_and_turned_round(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    add(
        &app,
        &[
            "Öresund Fisk".to_owned(),
            "zander 100%".to_owned(),
            "Aalborg".to_owned(),
        ],
    );
    let sub = "Hansa Cold Chain Denmark ApS";
    for (query, expected) in [
        ("", vec!["Aalborg", sub, "zander 100%", "Öresund Fisk"]),
        ("?sort=name-down", vec!["Öresund Fisk", "zander 100%", sub, "Aalborg"]),
        ("?sort=newest", vec!["Aalborg", "zander 100%", "Öresund Fisk", sub]),
        ("?q=%C3%96RE", vec!["Öresund Fisk"]),
        ("?q=100%25", vec!["zander 100%"]),
        ("?q=%25", vec!["zander 100%"]),
        ("?q=81000002", vec![sub]),
        ("?status=active", vec![sub]),
        (
            "?status=pending&sort=oldest",
            vec!["Öresund Fisk", "zander 100%", "Aalborg"],
        ),
        ("?q=nobody", vec![]),
    ] {
        let answer = alice.get(&format!("/organisation{query}")).await;
        assert_eq!(names(&answer), expected, "{query}");
    }
    assert!(
        alice
            .get("/organisation?q=nobody")
            .await
            .words()
            .contains("No sub-organisation matches")
    );
}

async fn a_long_list_has_pages(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    let all: Vec<String> = (0..120).map(|n| format!("Depot {:03}", n / 2)).collect();
    add(&app, &all);
    for sort in ["name", "name-down", "newest", "oldest"] {
        let mut path = format!("/organisation?sort={sort}");
        let mut seen = Vec::new();
        let mut pages = 0;
        loop {
            let answer = alice.get(&path).await;
            seen.extend(names(&answer));
            pages += 1;
            let html = answer.page();
            match html.select(&selector("a[rel=next][href]")).next() {
                Some(link) => path = link.attr("href").unwrap().to_owned(),
                None => break,
            }
        }
        assert_eq!((pages, seen.len()), (3, 121), "{sort}");
        let last = alice.get(&format!("/organisation?sort={sort}&page=last")).await;
        assert_eq!(names(&last).last(), seen.last(), "{sort}");
        let back = last.page();
        let previous = back.select(&selector("a[rel=prev]")).next().unwrap();
        let before = alice.get(previous.attr("href").unwrap()).await;
        assert_eq!(names(&before).len(), 50, "{sort}");
    }
    let forged = alice.get("/organisation?after=MTpa.forged").await;
    assert_eq!(
        names(&forged)[0],
        "Depot 000",
        "a key that is not ours is the first page"
    );
}

async fn the_file_has_what_the_list_has(app: TestApp) {
    let alice = app.as_(Who::Alice).await;
    add(&app, &["=cmd|' /C calc'!A0".to_owned()]);
    let file = alice.get("/organisation/sub-organisations.csv?sort=name-down").await;
    assert!(file.header("content-type").starts_with("text/csv"));
    let text = file.text();
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert!(
        lines[0].starts_with("Account number,Organisation,Owner,E-mail,Status"),
        "{}",
        lines[0]
    );
    assert!(lines[1].contains("81000002,Hansa Cold Chain Denmark ApS,Sven Svensen,sven@hansa.example,Active,0,0"));
    assert!(lines[2].contains("'=cmd"), "{}", lines[2]);
    assert_eq!(lines.len(), 3);
}

async fn an_organisation_without_any_is_told_what_they_are(app: TestApp) {
    let charlie = app.as_(Who::Charlie).await;
    let words = charlie.get(urls::ORGANISATION).await.words();
    assert!(words.contains("No sub-organisations yet"), "{words}");
    let number = found(&charlie, "First", "first@logistics.example").await;
    assert!(charlie.get(urls::ORGANISATION).await.words().contains(&number));
    app.run_jobs().await;
}

async fn a_stranger_sees_none_of_it(app: TestApp) {
    let charlie = app.as_(Who::Charlie).await;
    let words = charlie.get(urls::ORGANISATION).await.words();
    assert!(!words.contains("Denmark"));
    for path in ["", "/invitation", "/deletion"] {
        assert_eq!(
            charlie.get(&format!("/organisation/81000002{path}")).await.status,
            404,
            "{path}"
        );
    }
    let forged = charlie
        .post(
            "/organisation/81000002/deletion",
            &[("name", "Hansa Cold Chain Denmark ApS")],
        )
        .await;
    assert_eq!(forged.status, 404);
}
