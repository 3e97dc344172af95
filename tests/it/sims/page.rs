//! The page of one SIM: who finds it, and what it says.

use chrono::TimeDelta;
use simportal::types::iccid::Iccid;
use simportal::types::lang::Lang;
use simportal::types::status::{SessionStatus, SimStatus};
use simportal::web::urls;

use super::{at, unmanaged};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    unknown_foreign_and_malformed_iccids_get_the_same_page,
    twenty_digits_lead_to_the_address_with_nineteen,
    the_page_shows_what_is_known_and_a_dash_for_what_is_not,
    what_no_adapter_can_do_is_explained_and_not_offered,
    an_expired_sim_offers_nothing_and_says_what_can_be_done,
    who_may_only_read_sees_no_form_and_no_file,
    an_end_user_sees_linked_sims_only,
    every_sub_tab_is_there_in_german,
    a_tampered_paging_key_leads_to_the_first_page,
);

async fn unknown_foreign_and_malformed_iccids_get_the_same_page(app: TestApp) {
    let foreign = make::sim(&app, Org::Stranger);
    let client = app.as_(Who::Alice).await;
    let mut words = Vec::new();
    for path in [
        at(urls::SIM, &foreign),
        "/sims/8988228099999999999".to_owned(),
        "/sims/8988".to_owned(),
        format!("/sims/{}0", "9".repeat(19)),
    ] {
        let answer = client.get(&path).await;
        assert_eq!(answer.status, 404, "{path}");
        // Each answer has its own number for support.
        let said = answer.words();
        words.push(said.split("tell support this number").next().unwrap().to_owned());
    }
    words.dedup();
    assert_eq!(words.len(), 1, "{words:?}");
}

async fn twenty_digits_lead_to_the_address_with_nineteen(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    let long = Iccid::parse(&sim.iccid).unwrap().with_luhn();
    let answer = client.get(&format!("/sims/{long}/events?severity=warn")).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, format!("{}?severity=warn", at(urls::SIM_EVENTS, &sim)).as_str())
    );
}

async fn the_page_shows_what_is_known_and_a_dash_for_what_is_not(app: TestApp) {
    let sim = make::sim_with(&app, Org::Master, |sim| {
        sim.label = "Cold store 4".to_owned();
        sim.session = SessionStatus::Online;
        sim.imei = Some("867322050418827".to_owned());
        sim.msisdn = String::new();
    });
    let client = app.as_(Who::Alice).await;
    let page = client.get(&at(urls::SIM, &sim)).await;
    let words = page.words();
    let iccid = Iccid::parse(&sim.iccid).unwrap().with_luhn();
    for part in [
        "Cold store 4",
        iccid.as_str(),
        "867322050418827",
        "MSISDN –",
        "0 MB of 500",
        "Online",
        "simulated",
    ] {
        assert!(
            words.replace('\u{a0}', " ").contains(part),
            "{part:?} is missing in {words}"
        );
    }
}

async fn what_no_adapter_can_do_is_explained_and_not_offered(app: TestApp) {
    let carrier = unmanaged(&app);
    let sim = make::sim_with(&app, Org::Master, |sim| sim.carrier_id = carrier);
    let client = app.as_(Who::Alice).await;
    let page = client.get(&at(urls::SIM, &sim)).await;
    assert!(page.words().contains("the portal has no connection to Nordsee Mobil"));
    for pattern in [
        urls::SIM_ACTIVATION,
        urls::SIM_DEACTIVATION,
        urls::SIM_RESET,
        urls::SIM_IMEI_LOCK,
    ] {
        let address = at(pattern, &sim);
        assert!(!page.text().contains(&address), "{address} is offered");
        let confirm = client.get(&address).await;
        assert_eq!(confirm.status, 200);
        assert!(confirm.words().contains(&text(Lang::En, "sim-refused-not-managed")));
    }
}

async fn an_expired_sim_offers_nothing_and_says_what_can_be_done(app: TestApp) {
    let yesterday = app.state.clock.now().date() - TimeDelta::days(1);
    // No record has said so yet: the calendar is enough.
    let sim = make::sim_with(&app, Org::Master, |sim| {
        sim.status = SimStatus::Deactivated;
        sim.lifetime_starts_on = yesterday - TimeDelta::days(100);
        sim.lifetime_ends_on = yesterday;
    });
    let client = app.as_(Who::Alice).await;
    let page = client.get(&at(urls::SIM, &sim)).await;
    assert!(page.words().contains(&text(Lang::En, "sim-over-text")));
    assert!(!page.text().contains(&at(urls::SIM_ACTIVATION, &sim)));
}

async fn who_may_only_read_sees_no_form_and_no_file(app: TestApp) {
    let sim = make::sim_with(&app, Org::Master, |sim| sim.note = "Key at the office".to_owned());
    let client = app.as_(Who::Bob).await;
    let page = client.get(&at(urls::SIM, &sim)).await;
    assert!(page.words().contains("Key at the office"));
    for pattern in [
        urls::SIM_LABEL,
        urls::SIM_TAGS,
        urls::SIM_NOTE,
        urls::SIM_DEACTIVATION,
        urls::SIM_RESET,
        urls::SIM_USAGE_CSV,
    ] {
        assert!(!page.text().contains(&at(pattern, &sim)), "{pattern}");
    }
}

async fn an_end_user_sees_linked_sims_only(app: TestApp) {
    let linked = make::sim(&app, Org::Master);
    let other = make::sim_with(&app, Org::Master, |sim| sim.end_user_id = None);
    let client = app.as_(Who::Emil).await;
    assert_eq!(client.get(&at(urls::SIM, &linked)).await.status, 200);
    for pattern in [urls::SIM, urls::SIM_EVENTS, urls::SIM_HISTORY] {
        assert_eq!(client.get(&at(pattern, &other)).await.status, 404);
    }
}

async fn every_sub_tab_is_there_in_german(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Adam).await;
    for (pattern, key) in [
        (urls::SIM, "sim-usage-by-30d"),
        (urls::SIM_EVENTS, "sim-events-none"),
        (urls::SIM_HISTORY, "sim-history-none"),
    ] {
        let page = client.get(&at(pattern, &sim)).await;
        assert_eq!(page.status, 200);
        assert!(page.words().contains(&text(Lang::De, key)), "{key}");
    }
    let page = client.get(&format!("{}?period=6m", at(urls::SIM, &sim))).await;
    assert!(page.words().contains(&text(Lang::De, "sim-usage-by-6m")));
}

async fn a_tampered_paging_key_leads_to_the_first_page(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let client = app.as_(Who::Alice).await;
    for label in ["a", "b"] {
        client.post(&at(urls::SIM_LABEL, &sim), &[("label", label)]).await;
    }
    let history = at(urls::SIM_HISTORY, &sim);
    client.get(&history).await;
    let page = client.get(&format!("{history}?older=1.forged")).await;
    assert_eq!(page.status, 200);
    assert!(page.words().contains("a → became b"), "{}", page.words());
}
