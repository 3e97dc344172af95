//! Short files are the answer itself.

use simportal::storage::audit;
use simportal::storage::keyset::Edge;
use simportal::storage::sims;
use simportal::types::access::OrgScope;
use simportal::types::lang::Lang;
use simportal::types::status::SimStatus;
use simportal::types::tag::TagName;
use simportal::web::urls;

use super::{ask, lines};
use crate::support::cast::Org;
use crate::support::make::{sim, sim_with};
use crate::support::page::selector;
use crate::support::{TestApp, Who};

on_both!(
    a_file_has_the_columns_and_the_sims_of_the_list_in_its_order,
    what_a_spreadsheet_would_run_is_made_harmless,
    codes_are_for_who_may_see_them_and_only_on_request,
    each_export_stands_in_the_audit_log,
    a_file_of_more_rows_than_are_read_at_once_has_each_of_them_once,
    a_german_reader_gets_german_words_and_semicolons,
    a_workbook_has_the_same_rows,
    an_end_user_exports_nothing,
);

async fn a_file_has_the_columns_and_the_sims_of_the_list_in_its_order(app: TestApp) {
    for n in 0..5 {
        sim_with(&app, Org::Master, |sim| {
            sim.label = format!("Meter {n}");
            sim.status = SimStatus::ALL[n % 2];
        });
    }
    sim(&app, Org::Sub);
    let client = app.as_(Who::Alice).await;
    let columns = [
        ("column", "label"),
        ("column", "tags"),
        ("column", "status"),
        ("column", "data"),
    ];
    client.post(urls::SIM_COLUMNS, &columns).await;
    let list = "/sims?status=activated&sort=-label";
    let page = client.get(list).await;
    let heads: Vec<String> = page
        .page()
        .select(&selector("thead th"))
        .map(|head| head.text().collect::<String>().trim().to_owned())
        .collect();
    let answer = ask(&client, list, "csv", &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(
        answer
            .header("content-disposition")
            .contains("sims-2026-11-21-1820.csv")
    );
    let lines = lines(&answer.body, Lang::En);
    assert_eq!(heads, ["ICCID", "Label", "Status", "Data left", "Tags"]);
    assert_eq!(
        lines[0],
        [
            "ICCID",
            "Label",
            "Status",
            "Data left (bytes)",
            "Data volume (bytes)",
            "Tags"
        ]
    );
    let labels: Vec<&str> = lines[1..].iter().map(|line| line[1].as_str()).collect();
    assert_eq!(labels, ["Meter 4", "Meter 2", "Meter 0"]);
    assert!(page.words().contains("3 of 3 SIMs"), "the list says the same number");
    assert_eq!(lines[1][2..5], ["Activated", "500000000", "500000000"]);
}

async fn what_a_spreadsheet_would_run_is_made_harmless(app: TestApp) {
    let sim = sim_with(&app, Org::Master, |sim| {
        sim.label = "=HYPERLINK(\"http://x\";\"y\")".to_owned()
    });
    let scope = OrgScope::for_job(sim.root_id, sim.organisation_id, "test");
    app.db(|db| sims::set_tags(db, &scope, &sim, &[TagName::parse("+1").unwrap()]));
    let client = app.as_(Who::Alice).await;
    client
        .post(urls::SIM_COLUMNS, &[("column", "label"), ("column", "tags")])
        .await;
    let answer = ask(&client, urls::SIMS, "csv", &[]).await;
    let lines = lines(&answer.body, Lang::En);
    assert_eq!(lines[1][1..], ["'=HYPERLINK(\"http://x\";\"y\")", "'+1"]);
}

async fn codes_are_for_who_may_see_them_and_only_on_request(app: TestApp) {
    let keys = app.state.keys.clone();
    sim_with(&app, Org::Master, |sim| {
        sim.pin_sealed = Some(keys.seal(&format!("pin/{}", sim.iccid), "1234").unwrap());
        sim.puk_sealed = Some(keys.seal(&format!("puk/{}", sim.iccid), "87654321").unwrap());
    });
    let alice = app.as_(Who::Alice).await;
    let plain = ask(&alice, urls::SIMS, "csv", &[]).await;
    assert!(!plain.text().contains("1234,") && !plain.text().contains("PUK"));
    let with_codes = ask(&alice, urls::SIMS, "csv", &[("codes", "1")]).await;
    let lines = lines(&with_codes.body, Lang::En);
    let width = lines[0].len();
    assert_eq!(lines[0][width - 2..], ["PIN", "PUK"]);
    assert_eq!(lines[1][width - 2..], ["1234", "87654321"]);
    let uma = app.as_(Who::Uma).await;
    let page = uma.get(urls::SIMS).await;
    assert!(page.page().select(&selector("[name=codes]")).next().is_none());
    assert_eq!(ask(&uma, urls::SIMS, "csv", &[]).await.status, 200);
    assert_eq!(ask(&uma, urls::SIMS, "csv", &[("codes", "1")]).await.status, 403);
}

async fn each_export_stands_in_the_audit_log(app: TestApp) {
    sim(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    ask(&alice, urls::SIMS, "csv", &[]).await;
    ask(&alice, urls::SIMS, "xlsx", &[("codes", "1")]).await;
    let master = app.database.cast.organisation(Org::Master);
    let scope = OrgScope::for_job(master, master, "test");
    let log = app.db(|db| audit::of_object(db, &scope, "organisation", master, Edge::Newest, 10));
    let said: Vec<(&str, &str)> = log
        .rows
        .iter()
        .map(|row| (row.action.as_str(), row.new_value.as_deref().unwrap()))
        .collect();
    assert_eq!(
        said,
        [
            ("sims.export", "sims=1 format=xlsx codes=yes"),
            ("sims.export", "sims=1 format=csv codes=no")
        ]
    );
    assert_eq!(log.rows[0].actor_name, "Alice Alicsen");
}

async fn a_file_of_more_rows_than_are_read_at_once_has_each_of_them_once(app: TestApp) {
    let first = sim(&app, Org::Master);
    let now = app.state.clock.now();
    let new = |n: usize| sims::NewSim {
        root_id: first.root_id,
        organisation_id: first.organisation_id,
        end_user_id: None,
        carrier_id: first.carrier_id,
        iccid: format!("89882280977{n:08}"),
        eid: None,
        imsi: format!("26207{n:010}"),
        msisdn: String::new(),
        imei: None,
        imei_locked: false,
        locked_imei: None,
        ip_address: None,
        sim_type: "Industrial".to_owned(),
        // Many equal labels, so that the key has to tell them apart at the edges of pages.
        label: format!("Meter {}", n % 3),
        label_key: format!("meter {}", n % 3),
        note: String::new(),
        service: String::new(),
        pin_sealed: None,
        puk_sealed: None,
        status: SimStatus::Activated,
        session: first.session,
        session_since: None,
        data_total: 1,
        data_left: 1,
        data_group: first.data_group,
        sms_total: 0,
        sms_left: 0,
        sms_group: first.sms_group,
        lifetime_starts_on: now.date(),
        lifetime_ends_on: now.date(),
        last_activity_at: now,
        created_at: now,
        updated_at: now,
    };
    let many: Vec<_> = (0..2_300).map(new).collect();
    app.db(|db| sims::insert_many(db, &many, now));
    let client = app.as_(Who::Alice).await;
    let answer = ask(&client, "/sims?sort=label", "csv", &[]).await;
    let lines = lines(&answer.body, Lang::En);
    let mut iccids: Vec<&str> = lines[1..].iter().map(|line| line[0].as_str()).collect();
    assert_eq!(iccids.len(), 2_301);
    iccids.sort_unstable();
    iccids.dedup();
    assert_eq!(iccids.len(), 2_301);
}

async fn a_german_reader_gets_german_words_and_semicolons(app: TestApp) {
    sim(&app, Org::Master);
    let adam = app.as_(Who::Adam).await;
    let answer = ask(&adam, urls::SIMS, "csv", &[]).await;
    let lines = lines(&answer.body, Lang::De);
    assert!(lines[0].contains(&"Datenrest (Byte)".to_owned()), "{:?}", lines[0]);
    assert!(lines[1].contains(&"Aktiviert".to_owned()), "{:?}", lines[1]);
}

async fn a_workbook_has_the_same_rows(app: TestApp) {
    let sim = sim_with(&app, Org::Master, |sim| sim.label = "=1+1 Kühl".to_owned());
    let client = app.as_(Who::Alice).await;
    let answer = ask(&client, urls::SIMS, "xlsx", &[]).await;
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .header("content-disposition")
            .contains("sims-2026-11-21-1820.xlsx")
    );
    let sheet = unzipped(&answer.body, "xl/worksheets/sheet1.xml");
    for said in [
        format!(">{}<", sim.iccid),
        ">=1+1 Kühl<".to_owned(),
        "<v>500000000</v>".to_owned(),
        "state=\"frozen\"".to_owned(),
        "<autoFilter".to_owned(),
    ] {
        assert!(sheet.contains(&said), "{said}: {sheet}");
    }
    assert!(!sheet.contains("<f>"), "no formula");
}

/// A file of a zip file (APPNOTE 4.3), found by its entry in the directory at the end.
fn unzipped(zip: &[u8], name: &str) -> String {
    use std::io::Read;
    let number = |at: usize, length: usize| -> usize {
        zip[at..at + length]
            .iter()
            .rev()
            .fold(0, |n, byte| n << 8 | usize::from(*byte))
    };
    let mut at = (0..zip.len() - 4)
        .find(|at| zip[*at..].starts_with(b"PK\x01\x02"))
        .expect("a directory");
    while zip[at..].starts_with(b"PK\x01\x02") {
        let (size, length) = (number(at + 20, 4), number(at + 28, 2));
        if &zip[at + 46..at + 46 + length] == name.as_bytes() {
            let local = number(at + 42, 4);
            let begin = local + 30 + number(local + 26, 2) + number(local + 28, 2);
            let mut text = String::new();
            flate2::read::DeflateDecoder::new(&zip[begin..begin + size])
                .read_to_string(&mut text)
                .unwrap();
            return text;
        }
        at += 46 + length + number(at + 30, 2) + number(at + 32, 2);
    }
    panic!("no {name}");
}

async fn an_end_user_exports_nothing(app: TestApp) {
    sim(&app, Org::Master);
    let emil = app.as_(Who::Emil).await;
    let page = emil.get(urls::SIMS).await;
    assert!(page.page().select(&selector("[name=format]")).next().is_none());
    assert_eq!(emil.post(urls::SIMS_EXPORT, &[("format", "csv")]).await.status, 403);
}
