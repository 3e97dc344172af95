//! The list of SIMs: finding, ordering, paging, choosing columns, on both databases.

use actix_web::http::Method;
use chrono::TimeDelta;
use scraper::Selector;
use simportal::storage::sims::{self, NewSim, SimRow};
use simportal::types::access::OrgScope;
use simportal::types::lang::Lang;
use simportal::types::status::{SessionStatus, SimStatus, VolumeGroup};
use simportal::types::tag::TagName;
use simportal::web::urls;

use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::make::{sim, sim_with, usage};
use crate::support::{Answer, TestApp, Who};

on_both!(
    every_filter_finds_what_it_says,
    values_that_do_not_exist_are_ignored_with_a_notice,
    pages_hold_every_sim_once_in_both_directions,
    a_key_that_was_tampered_with_leads_to_the_first_page,
    the_order_is_turned_round_by_a_second_click,
    a_choice_of_columns_is_kept_until_it_is_reset,
    an_end_user_sees_own_sims_services_and_tags_only,
    who_has_no_sims_reads_how_they_come_and_who_finds_none_how_to_go_on,
    the_address_that_a_script_writes_has_no_empty_fields,
);

/// ICCIDs of the rows, in their order.
fn rows(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{}", answer.text());
    hrefs(answer, "tbody a.iccid")
        .into_iter()
        .map(|href| href.trim_start_matches("/sims/").to_owned())
        .collect()
}

fn hrefs(answer: &Answer, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let page = answer.page();
    page.select(&selector)
        .map(|link| link.attr("href").unwrap().to_owned())
        .collect()
}

fn href(answer: &Answer, selector: &str) -> Option<String> {
    hrefs(answer, &format!("{selector}[href]")).pop()
}

fn words_of(answer: &Answer, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    let page = answer.page();
    page.select(&selector)
        .map(|element| element.text().collect::<String>().trim().to_owned())
        .collect()
}

fn tag(app: &TestApp, sim: &SimRow, name: &str) {
    let scope = OrgScope::for_job(sim.root_id, sim.organisation_id, "test");
    app.db(|db| sims::set_tags(db, &scope, sim, &[TagName::parse(name).unwrap()]));
}

async fn every_filter_finds_what_it_says(app: TestApp) {
    let now = app.state.clock.now();
    let make = |change: fn(&mut NewSim)| sim_with(&app, Org::Master, change);
    let usual = sim(&app, Org::Master);
    let named = make(|sim| sim.label = "Kühlhaus 100 %_Süd".to_owned());
    let off = make(|sim| sim.status = SimStatus::Deactivated);
    let online = make(|sim| sim.session = SessionStatus::Online);
    let low = make(|sim| (sim.data_left, sim.data_group) = (1, VolumeGroup::Low));
    let mute = make(|sim| (sim.sms_left, sim.sms_group) = (0, VolumeGroup::None));
    let served = make(|sim| sim.service = "Fleet & Co".to_owned());
    let tagged = sim(&app, Org::Master);
    tag(&app, &tagged, "Köln Süd");
    let ending = sim_with(&app, Org::Master, |sim| {
        sim.lifetime_ends_on = now.date() + TimeDelta::days(80)
    });
    let silent = sim_with(&app, Org::Master, |sim| {
        sim.last_activity_at = now - TimeDelta::days(31)
    });
    let empty = make(|sim| (sim.data_left, sim.data_group) = (0, VolumeGroup::None));
    let moved = make(|sim| {
        (sim.imei_locked, sim.locked_imei) = (true, Some("356938035643809".to_owned()));
        sim.imei = Some("490154203237518".to_owned());
    });
    let hungry = sim(&app, Org::Master);
    usage(&app, &hungry, now, 380.0, Some("356938035643809"));
    let swapped = sim(&app, Org::Master);
    usage(&app, &swapped, now - TimeDelta::days(1), 0.001, Some("356938035643809"));
    usage(&app, &swapped, now, 0.001, Some("490154203237518"));
    sim(&app, Org::Stranger);

    let client = app.as_(Who::Alice).await;
    let imsi = format!("q={}&in=imsi", usual.imsi);
    let with_check_digit = format!(
        "q={}",
        simportal::types::iccid::Iccid::parse(&usual.iccid).unwrap().with_luhn()
    );
    for (query, found) in [
        (imsi.as_str(), &usual),
        (with_check_digit.as_str(), &usual),
        ("q=HAUS+100+%25_s", &named),
        ("q=k%C3%BChl&in=label", &named),
        ("status=deactivated", &off),
        ("session=online", &online),
        ("data=low", &low),
        ("sms=none", &mute),
        ("service=Fleet+%26+Co", &served),
        ("tag=K%C3%B6ln+S%C3%BCd", &tagged),
        ("expiring=1", &ending),
        ("silent=30", &silent),
        ("blocked=data", &empty),
        ("blocked=imei_lock", &moved),
        ("pace=1", &hungry),
        ("imei=1", &swapped),
    ] {
        let page = client.get(&format!("{}?{query}", urls::SIMS)).await;
        assert_eq!(rows(&page), std::slice::from_ref(&found.iccid), "{query}");
        assert!(page.words().contains("1 of 1 SIM"), "{query}: {}", page.words());
    }
    let page = client.get("/sims?q=haus&in=iccid").await;
    assert_eq!(rows(&page), Vec::<String>::new());
    let all = client.get(urls::SIMS).await;
    assert_eq!(rows(&all).len(), 14);
    let numbers = words_of(&all, "#chips .n");
    assert_eq!(
        numbers,
        ["14", "13", "1", "0", "1", "1", "1"],
        "the counters behind the chips"
    );
}

async fn values_that_do_not_exist_are_ignored_with_a_notice(app: TestApp) {
    sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    let page = client
        .get("/sims?status=sleeping&service=Nothing&tag=none&silent=8&sort=price&per=26&campaign=x")
        .await;
    assert_eq!(rows(&page).len(), 1);
    let notice = words_of(&page, ".flash-info").join(" ");
    for said in [
        "Status “sleeping”",
        "Service “Nothing”",
        "Tag “none”",
        "Activity “8”",
        "“price”",
        "“26”",
    ] {
        assert!(notice.contains(said), "{said}: {notice}");
    }
    assert!(!notice.contains("campaign"), "unknown names are nobody's business");
    let plain = client.get("/sims?status=activated").await;
    assert_eq!(words_of(&plain, ".flash-info"), Vec::<String>::new());
}

async fn pages_hold_every_sim_once_in_both_directions(app: TestApp) {
    // Half of them have the same label, so that the key has to break ties across the edges of pages.
    let mut made: Vec<(String, String)> = (0..60)
        .map(|number| {
            let label = if number % 2 == 0 {
                String::new()
            } else {
                format!("Meter {}", 99 - number)
            };
            let sim = sim_with(&app, Org::Master, |sim| sim.label = label);
            (sim.label_key, sim.iccid)
        })
        .collect();
    made.sort();
    let expected: Vec<String> = made.into_iter().map(|(_, iccid)| iccid).collect();

    let client = app.as_(Who::Alice).await;
    let mut page = client.get("/sims?sort=label&status=activated").await;
    assert!(page.words().contains("25 of 60 SIMs · sorted by label"));
    assert_eq!(href(&page, "a[rel=prev]"), None);
    let mut seen = rows(&page);
    while let Some(next) = href(&page, "a[rel=next]") {
        assert!(next.starts_with("/sims?status=activated&sort=label&after="), "{next}");
        page = client.get(&next).await;
        seen.extend(rows(&page));
    }
    assert_eq!(seen, expected);

    let mut page = client.get("/sims?sort=label&page=last").await;
    let mut seen = rows(&page);
    assert_eq!(
        seen.len(),
        25,
        "the last page is full, so that nobody sees a single row"
    );
    while let Some(previous) = href(&page, "a[rel=prev]") {
        page = client.get(&previous).await;
        seen.splice(0..0, rows(&page));
    }
    assert_eq!(seen, expected);
}

async fn a_key_that_was_tampered_with_leads_to_the_first_page(app: TestApp) {
    for _ in 0..30 {
        sim(&app, Org::Master);
        sim(&app, Org::Sub);
    }
    let alice = app.as_(Who::Alice).await;
    let first = alice.get(urls::SIMS).await;
    let next = href(&first, "a[rel=next]").unwrap();
    assert_eq!(rows(&alice.get(&next).await).len(), 5);
    for wrong in [
        next.replace("after=", "after=A"),
        next.replace("after=", "sort=imsi&after="),
        format!("{next}x"),
    ] {
        let page = alice.get(&wrong).await;
        assert_eq!(rows(&page).len(), 25, "{wrong}");
        assert_eq!(href(&page, "a[rel=prev]"), None, "{wrong}");
    }
    let sven = app.as_(Who::Sven).await;
    let page = sven.get(&next).await;
    assert_eq!(href(&page, "a[rel=prev]"), None, "a key of another organisation");
}

async fn the_order_is_turned_round_by_a_second_click(app: TestApp) {
    let full = sim(&app, Org::Master);
    let empty = sim_with(&app, Org::Master, |sim| {
        (sim.data_left, sim.data_group) = (0, VolumeGroup::None);
    });
    let client = app.as_(Who::Alice).await;
    let head = "thead th[aria-sort] a";
    let page = client.get("/sims?sort=data&q=8988&per=50").await;
    assert_eq!(rows(&page), [empty.iccid.clone(), full.iccid.clone()]);
    assert_eq!(hrefs(&page, head), ["/sims?q=8988&sort=-data&per=50"]);
    let page = client.get("/sims?sort=-data&q=8988&per=50").await;
    assert_eq!(rows(&page), [full.iccid, empty.iccid]);
    assert_eq!(hrefs(&page, head), ["/sims?q=8988&sort=data&per=50"]);
    assert!(page.words().contains("sorted by data left, descending"));
}

async fn a_choice_of_columns_is_kept_until_it_is_reset(app: TestApp) {
    let sim = sim(&app, Org::Master);
    tag(&app, &sim, "winter");
    let client = app.as_(Who::Bob).await;
    let usual = words_of(&client.get(urls::SIMS).await, "thead th");
    assert!(
        usual.contains(&"MSISDN".to_owned()) && !usual.contains(&"Tags".to_owned()),
        "{usual:?}"
    );
    let choice = [
        ("column", "tags"),
        ("column", "imei"),
        ("column", "nonsense"),
        ("next", "/sims?sort=-label"),
    ];
    let answer = client.post(urls::SIM_COLUMNS, &choice).await;
    assert_eq!((answer.status, answer.location()), (303, "/sims?sort=-label"));
    let page = client.get(answer.location()).await;
    assert_eq!(words_of(&page, "thead th"), ["ICCID", "IMEI", "Tags"]);
    assert_eq!(hrefs(&page, "tbody a.tag"), ["/sims?tag=winter"]);
    assert_eq!(
        words_of(&app.as_(Who::Alice).await.get(urls::SIMS).await, "thead th"),
        usual,
        "a choice is one person's"
    );
    let answer = client
        .post(urls::SIM_COLUMNS, &[("reset", "1"), ("column", "tags")])
        .await;
    assert_eq!(answer.location(), urls::SIMS);
    assert_eq!(words_of(&client.get(urls::SIMS).await, "thead th"), usual);
}

async fn an_end_user_sees_own_sims_services_and_tags_only(app: TestApp) {
    let own = sim_with(&app, Org::Master, |sim| sim.service = "Own service".to_owned());
    let other = sim_with(&app, Org::Master, |sim| {
        sim.end_user_id = None;
        sim.service = "Other service".to_owned();
    });
    tag(&app, &own, "own tag");
    tag(&app, &other, "other tag");
    let emil = app.as_(Who::Emil).await;
    let page = emil.get(urls::SIMS).await;
    assert_eq!(rows(&page), [own.iccid]);
    assert!(page.words().contains("1 of 1 SIM"));
    assert_eq!(words_of(&page, "#f-service option"), ["Any service", "Own service"]);
    assert_eq!(words_of(&page, "#f-tag option"), ["Any tag", "own tag"]);
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(urls::SIMS).await;
    assert_eq!(
        words_of(&page, "#f-service option"),
        ["Any service", "Other service", "Own service"]
    );
    assert_eq!(words_of(&page, "#f-tag option"), ["Any tag", "other tag", "own tag"]);
}

async fn who_has_no_sims_reads_how_they_come_and_who_finds_none_how_to_go_on(app: TestApp) {
    sim(&app, Org::Master);
    let charlie = app.as_(Who::Charlie).await;
    let page = charlie.get(urls::SIMS).await;
    assert!(page.words().contains(&text(Lang::En, "sims-none-title")));
    assert!(!page.words().contains(&text(Lang::En, "sims-more-filters")));
    let alice = app.as_(Who::Alice).await;
    let page = alice.get("/sims?q=nowhere&status=expired&per=50").await;
    assert!(page.words().contains(&text(Lang::En, "sims-no-match-title")));
    assert_eq!(hrefs(&page, ".empty a"), ["/sims?per=50", "/sims?q=nowhere&per=50"]);
    assert_eq!(
        hrefs(&page, ".chip-x a"),
        ["/sims?status=expired&per=50", "/sims?q=nowhere&per=50"],
        "each filter can be taken away"
    );
}

async fn the_address_that_a_script_writes_has_no_empty_fields(app: TestApp) {
    sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    let path = "/sims?q=&in=&session=offline&data=&sms=&expiring=&silent=";
    let request = client.request(Method::GET, path).insert_header(("hx-request", "true"));
    let answer = client.send("GET /sims by script", request).await;
    assert_eq!(answer.header("hx-push-url"), "/sims?session=offline");
    assert_eq!(client.get(path).await.header("hx-push-url"), "");
}
