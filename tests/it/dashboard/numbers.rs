//! Numbers of SIMs.

use scraper::Html;
use simportal::storage::organisations::{self, NewOrganisation};
use simportal::types::lang::Lang;
use simportal::types::status::{SessionStatus, SimStatus, VolumeGroup};
use simportal::web::urls;

use crate::support::app::text;
use crate::support::cast::{Org, beginning};
use crate::support::page::selector;
use crate::support::{Client, TestApp, Who, make};

on_both!(
    every_count_is_the_length_of_the_list_behind_it,
    an_end_user_counts_own_sims_only,
    an_organisation_without_sims_is_told_where_they_come_from,
    used_up_data_is_a_warning_that_leads_to_these_sims,
    a_master_sees_the_totals_of_its_sub_organisations,
    many_sub_organisations_are_shown_on_request,
    nobody_but_a_master_sees_sub_organisations,
);

/// Seven SIMs of the master, no two groups of the same size; two of them are not linked to Emil.
fn seven_sims(app: &TestApp) {
    use SessionStatus::{Offline, Online};
    use SimStatus::{Activated, Deactivated, Expired};
    use VolumeGroup::{Low, None, Sufficient};
    let kinds = [
        (Activated, Online, Sufficient, Sufficient),
        (Activated, Online, Sufficient, Sufficient),
        (Activated, Offline, Sufficient, Sufficient),
        (Activated, Offline, Sufficient, Low),
        (Deactivated, Offline, Low, Low),
        (Deactivated, Offline, Low, Low),
        (Expired, Offline, None, None),
    ];
    for (number, (status, session, data_group, sms_group)) in kinds.into_iter().enumerate() {
        make::sim_with(app, Org::Master, |sim| {
            (sim.status, sim.session, sim.data_group, sim.sms_group) = (status, session, data_group, sms_group);
            if number >= 5 {
                sim.end_user_id = Option::None;
            }
        });
    }
}

/// Label and value of each figure.
fn figures(page: &Html) -> Vec<(String, String)> {
    let words = |of: scraper::ElementRef<'_>, what: &str| {
        let found = of.select(&selector(what)).next().unwrap();
        found.text().collect::<String>().trim().to_owned()
    };
    let each = selector(".stats .stat");
    page.select(&each)
        .map(|stat| (words(stat, "dt"), words(stat, "dd")))
        .collect()
}

/// Count and link of each group, with how many SIMs the list behind the link shows.
async fn groups(client: &Client<'_>) -> Vec<(String, String, usize)> {
    let page = client.get(urls::DASHBOARD).await.page();
    let mut groups = Vec::new();
    for group in page.select(&selector(".groups li")) {
        let count = group.select(&selector(".num")).next().unwrap();
        let link = group.select(&selector("a")).next().unwrap().attr("href").unwrap();
        let list = client.get(link).await;
        assert_eq!(list.status, 200, "{link}");
        let rows = list.page().select(&selector("tbody tr")).count();
        groups.push((link.to_owned(), count.text().collect(), rows));
    }
    groups
}

async fn every_count_is_the_length_of_the_list_behind_it(app: TestApp) {
    seven_sims(&app);
    let client = app.as_(Who::Alice).await;
    let groups = groups(&client).await;
    let counts: Vec<&str> = groups.iter().map(|(_, count, _)| count.as_str()).collect();
    assert_eq!(counts, ["4", "2", "1", "4", "2", "1", "3", "3", "1"], "{groups:?}");
    for (link, count, rows) in &groups {
        assert_eq!(count, &rows.to_string(), "{link}");
    }
    let page = client.get(urls::DASHBOARD).await;
    let values: Vec<String> = figures(&page.page()).into_iter().map(|(_, value)| value).collect();
    assert_eq!(values[..3], ["7", "4", "2"]);
    assert!(page.words().contains("2 deactivated, 1 expired"), "{}", page.words());
    assert!(page.words().contains("50.0 % of activated SIMs"), "{}", page.words());
    assert!(page.words().contains("Updated 21 Nov 2026, 18:20"), "{}", page.words());
}

async fn an_end_user_counts_own_sims_only(app: TestApp) {
    seven_sims(&app);
    let client = app.as_(Who::Emil).await;
    for (link, count, rows) in groups(&client).await {
        assert_eq!(count, rows.to_string(), "{link}");
    }
    let page = client.get(urls::DASHBOARD).await;
    assert_eq!(figures(&page.page())[0].1, "5");
    assert!(page.words().contains(&text(Lang::En, "dashboard-usage-end-user")));
    assert!(!page.words().contains(&text(Lang::En, "dashboard-subs")));
}

async fn an_organisation_without_sims_is_told_where_they_come_from(app: TestApp) {
    seven_sims(&app);
    let client = app.as_(Who::Charlie).await;
    let page = client.get(urls::DASHBOARD).await;
    assert!(page.words().contains(&text(Lang::En, "dashboard-empty-text")));
    assert!(figures(&page.page()).is_empty());
    assert_eq!(page.page().select(&selector("svg.plot")).count(), 2, "charts are drawn");
}

async fn used_up_data_is_a_warning_that_leads_to_these_sims(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    make::sim(&app, Org::Master);
    let calm = client.get(urls::DASHBOARD).await;
    assert_eq!(calm.page().select(&selector(".flash-warn")).count(), 0);
    make::sim_with(&app, Org::Master, |sim| sim.data_group = VolumeGroup::None);
    let page = client.get(urls::DASHBOARD).await;
    assert!(
        page.words().contains("1 SIM has used up its data volume"),
        "{}",
        page.words()
    );
    let html = page.page();
    let link = html.select(&selector(".flash-warn a")).next().unwrap();
    assert_eq!(link.attr("href"), Some("/sims?data=none"));
}

async fn a_master_sees_the_totals_of_its_sub_organisations(app: TestApp) {
    make::sim(&app, Org::Sub);
    make::sim(&app, Org::Sub);
    let page = app.as_(Who::Bob).await.get(urls::DASHBOARD).await;
    let words = page.words();
    let line = "Hansa Cold Chain Denmark ApS 81000002 2 21 Nov 2026, 18:20";
    assert!(words.contains(line), "{words}");
    assert!(!words.contains("Charlie Logistics"), "{words}");
}

async fn many_sub_organisations_are_shown_on_request(app: TestApp) {
    let parent = app.database.cast.organisation(Org::Master);
    app.db(|db| {
        for number in 0..12 {
            let new = NewOrganisation {
                parent_id: Some(parent),
                account_number: &format!("820000{number:02}"),
                name: &format!("Branch {number:02}"),
                language: "en",
                time_zone: "Europe/Berlin",
            };
            organisations::insert(db, &new, beginning())?;
        }
        Ok(())
    });
    let bob = app.as_(Who::Bob).await;
    let rows = |page: &Html| page.select(&selector("table.table-fold tbody tr")).count();
    let page = bob.get(&format!("{}?by=week", urls::DASHBOARD)).await.page();
    assert_eq!(rows(&page), 10);
    let all = selector("a[href*=\"subs=all\"]");
    let link = page.select(&all).next().unwrap().attr("href").unwrap().to_owned();
    let (path, place) = link.split_once('#').unwrap();
    assert!(path.contains("by=week"), "{link}");
    let page = bob.get(path).await.page();
    assert!(rows(&page) >= 13, "{}", rows(&page));
    assert!(page.select(&all).next().is_none());
    assert!(page.select(&selector(&format!("#{place}"))).next().is_some());
}

async fn nobody_but_a_master_sees_sub_organisations(app: TestApp) {
    make::sim(&app, Org::Sub);
    for who in [Who::Sven, Who::Charlie, Who::Emil] {
        let page = app.as_(who).await.get(urls::DASHBOARD).await;
        assert_eq!(page.status, 200, "{who:?}");
        assert!(!page.words().contains(&text(Lang::En, "dashboard-subs")), "{who:?}");
    }
}
