//! Range files: verdicts, faults, repair.

use serde_json::{Value, json};
use simportal::types::lang::Lang;
use simportal::types::transfer::TransferStatus;
use simportal::web::urls;

use super::{
    FIRST, count, expected, faults, key, order, page, partner, post, range, sample, sample_inventory, status, transfer,
    upload,
};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    every_sample_file_gives_exactly_its_verdict,
    a_foreign_sim_looks_like_one_that_does_not_exist,
    every_fault_is_shown_with_its_line_and_its_reason,
    one_click_uses_the_repaired_file,
    a_file_that_a_repair_would_not_save_is_not_repaired,
    what_is_no_range_file_is_rejected_with_the_reason,
    a_long_file_is_checked_by_a_job,
    a_line_of_a_trillion_is_answered_at_once,
    numbers_that_are_typed_come_back_with_the_reason_at_the_field,
    pasted_lines_are_a_file,
    a_form_beyond_the_limit_is_refused,
);

async fn every_sample_file_gives_exactly_its_verdict(app: TestApp) {
    sample_inventory(&app);
    let client = app.as_(Who::Alice).await;
    for (name, verdict) in expected() {
        let file = std::fs::read(sample("ranges").join(&name)).unwrap();
        let id = upload(&app, &client, "give", &file).await;
        let row = transfer(&app, id);
        let errors: Vec<Value> = faults(&app, id)
            .into_iter()
            .map(|(line, kind)| json!({"line": line, "kind": kind}))
            .collect();
        let found = json!({
            "accepted": row.status == TransferStatus::Previewed,
            "sims": row.sims,
            "errors": errors,
            "repairable": row.is_repairable,
        });
        assert_eq!(found, verdict, "{name}");
        let page = page(&client, id).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.text().contains("id=\"confirm\""), row.sims > 0, "{name}");
        assert_eq!(page.text().contains("id=\"repair\""), row.is_repairable, "{name}");
    }
    assert_eq!(
        count(&app, Org::Sub, 8_988_228_066_600_700_000..8_988_228_066_600_700_200),
        0
    );
}

async fn a_foreign_sim_looks_like_one_that_does_not_exist(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    make::fleet(&app, Org::Stranger, FIRST, 1);
    make::fleet(&app, Org::Sub, FIRST + 1, 1);
    make::fleet(&app, Org::Master, FIRST + 3, 1);
    let file: String = (0..4).map(|n| range(FIRST + n, 1)).collect();
    let id = upload(&app, &client, "give", file.as_bytes()).await;
    let unknown = |line| (line, "unknown_sims".to_owned());
    assert_eq!(faults(&app, id), [unknown(1), unknown(2), unknown(3)]);
    let words = page(&client, id).await.words();
    assert_eq!(
        words.matches("1 SIM of this range is not in the organisation").count(),
        3,
        "{words}"
    );
    // The other way round the sub-organisation's SIM is the only one.
    let id = upload(&app, &client, "take", file.as_bytes()).await;
    assert_eq!(faults(&app, id), [unknown(1), unknown(3), unknown(4)]);
}

async fn every_fault_is_shown_with_its_line_and_its_reason(app: TestApp) {
    sample_inventory(&app);
    let file = std::fs::read(sample("ranges/several-errors.csv")).unwrap();
    let adam = app.as_(Who::Adam).await;
    let id = upload(&app, &adam, "give", &file).await;
    let words = page(&adam, id).await.words();
    for wanted in [
        "Die Datei hat 5 Fehler",
        "Der Bereich überlappt mit Zeile 1.",
        "8988228066600700060;8988228066600700050",
        "abc;8988228066600700001",
        &text(Lang::De, "transfer-fault-trailing_semicolon"),
        &text(Lang::De, "transfer-fault-empty_line"),
        &text(Lang::De, "transfer-fault-start_after_end"),
        &text(Lang::De, "transfer-fault-not_an_iccid"),
    ] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    let csv = adam.get(&urls::transfer(urls::TRANSFER_ERRORS, &id)).await.text();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 6, "{csv}");
    assert!(lines[1].starts_with("1,trailing_semicolon,"), "{csv}");
    assert!(lines[3].ends_with("8988228066600700005;8988228066600700006"), "{csv}");
    // What is rejected cannot be confirmed, and is no business of the other organisation.
    assert_eq!(post(&adam, urls::TRANSFER_CONFIRM, id).await.status, 409);
    let sven = app.as_(Who::Sven).await;
    assert_eq!(page(&sven, id).await.status, 404);
    assert_eq!(sven.get(&urls::transfer(urls::TRANSFER_ERRORS, &id)).await.status, 404);
}

async fn one_click_uses_the_repaired_file(mut app: TestApp) {
    app.leave_work();
    make::fleet(&app, Org::Master, FIRST, 20);
    let client = app.as_(Who::Alice).await;
    let file = format!(
        "{};\n\n{}{}",
        range(FIRST, 5).trim(),
        range(FIRST + 3, 7),
        range(FIRST + 15, 5)
    );
    let id = upload(&app, &client, "give", file.as_bytes()).await;
    assert_eq!(status(&app, id), TransferStatus::Rejected);
    let repaired = client.get(&urls::transfer(urls::TRANSFER_REPAIRED, &id)).await;
    assert_eq!(repaired.text(), format!("{}{}", range(FIRST, 10), range(FIRST + 15, 5)));
    let again = key(&post(&client, urls::TRANSFER_REPAIR, id).await);
    let row = transfer(&app, again);
    assert_eq!((row.status, row.sims), (TransferStatus::Previewed, 15));
    assert_eq!(row.file_name, "ranges.csv");
}

async fn a_file_that_a_repair_would_not_save_is_not_repaired(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 10);
    let client = app.as_(Who::Alice).await;
    for file in [
        "\n\n".to_owned(),
        format!("{}\n{}", range(FIRST, 5), range(FIRST + 8, 5)),
        format!("{}{}", range(FIRST, 5), range(FIRST + 4, 20)),
    ] {
        let id = upload(&app, &client, "give", file.as_bytes()).await;
        let row = transfer(&app, id);
        assert!(!row.is_repairable && row.errors > 0, "{file}: {row:?}");
        assert_eq!(post(&client, urls::TRANSFER_REPAIR, id).await.status, 409);
        assert_eq!(
            client.get(&urls::transfer(urls::TRANSFER_REPAIRED, &id)).await.status,
            409
        );
    }
}

async fn what_is_no_range_file_is_rejected_with_the_reason(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let utf16: Vec<u8> = range(FIRST, 1).encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (file, kind) in [
        (Vec::new(), "empty_file"),
        (utf16, "not_text"),
        (b"PK\x03\x04\x14\x00\x00".to_vec(), "not_text"),
        (vec![0xFF; 200_000], "not_text"),
    ] {
        let id = upload(&app, &client, "give", &file).await;
        app.run_jobs().await;
        assert_eq!(faults(&app, id), [(0, kind.to_owned())]);
        assert!(
            page(&client, id)
                .await
                .words()
                .contains(&text(Lang::En, &format!("transfer-fault-{kind}")))
        );
    }
}

async fn a_long_file_is_checked_by_a_job(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 2500);
    let client = app.as_(Who::Alice).await;
    let file: String = (0..2500).rev().map(|n| range(FIRST + n, 1)).collect();
    let id = upload(&app, &client, "give", file.as_bytes()).await;
    assert_eq!(status(&app, id), TransferStatus::Checking);
    let words = page(&client, id).await.words();
    assert!(words.contains(&text(Lang::En, "transfer-checking")), "{words}");
    app.run_jobs().await;
    let answer = page(&client, id).await;
    assert!(answer.text().contains("Transfer 2,500 SIMs"), "{}", answer.words());
    // Ranges are shown in the order of their numbers, and page by page.
    assert!(answer.words().contains("2,500"), "line of the first number");
    let second = client
        .get(&format!("{}?after={}", urls::transfer(urls::TRANSFER, &id), FIRST + 49))
        .await;
    assert!(second.words().contains("2,450"), "{}", second.words());
    let back = client
        .get(&format!(
            "{}?before={}",
            urls::transfer(urls::TRANSFER, &id),
            FIRST + 50
        ))
        .await;
    assert!(back.words().contains("2,500"), "{}", back.words());

    let more = format!("{file}{}", "x\n".repeat(1500));
    let id = upload(&app, &client, "give", more.as_bytes()).await;
    app.run_jobs().await;
    assert_eq!((transfer(&app, id).errors, faults(&app, id).len()), (1500, 1000));
    assert!(
        page(&client, id)
            .await
            .words()
            .contains("500 more errors are not listed")
    );
}

async fn a_line_of_a_trillion_is_answered_at_once(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 3);
    let client = app.as_(Who::Alice).await;
    let file = "8900000000000000000;8999999999999999999\n".repeat(3);
    let id = upload(&app, &client, "give", file.as_bytes()).await;
    app.run_jobs().await;
    let kinds = ["unknown_sims", "overlap", "unknown_sims", "overlap", "unknown_sims"];
    let found = faults(&app, id);
    assert_eq!(found.iter().map(|(_, kind)| kind.as_str()).collect::<Vec<_>>(), kinds);
    let words = page(&client, id).await.words();
    assert!(words.contains("99,999,999,999,999,997 SIMs of this range"), "{words}");
}

async fn numbers_that_are_typed_come_back_with_the_reason_at_the_field(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 5);
    let client = app.as_(Who::Alice).await;
    let partner = partner(&app);
    let (good, last, beyond) = (FIRST.to_string(), (FIRST + 4).to_string(), (FIRST + 9).to_string());
    let luhn = format!("{good}{}", if good.ends_with('0') { "9" } else { "0" });
    for (fields, field, key) in [
        (vec![("what", "one"), ("iccid", "")], "iccid", "transfer-iccid-missing"),
        (vec![("what", "one"), ("iccid", "89x")], "iccid", "transfer-iccid-wrong"),
        (
            vec![("what", "one"), ("iccid", "8.98E+18")],
            "iccid",
            "transfer-iccid-damaged",
        ),
        (
            vec![("what", "one"), ("iccid", &beyond)],
            "iccid",
            "transfer-typed-unknown",
        ),
        (
            vec![("what", "range"), ("start", &good), ("end", &luhn)],
            "end",
            "transfer-iccid-luhn",
        ),
        (
            vec![("what", "range"), ("start", &last), ("end", &good)],
            "end",
            "transfer-end-before-start",
        ),
        (
            vec![("what", "range"), ("start", &good), ("end", &beyond)],
            "start",
            "transfer-typed-unknown",
        ),
        (vec![("what", "file")], "file", "transfer-file-missing"),
        (vec![], "file", "transfer-file-missing"),
    ] {
        let mut all = vec![("partner", partner.as_str()), ("direction", "give")];
        all.extend(&fields);
        let answer = order(&client, &all, None).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        let at_field = answer.text().contains(&format!("id=\"{field}-error\""));
        assert!(
            at_field && answer.words().contains(&text(Lang::En, key)),
            "{fields:?}: {}",
            answer.words()
        );
        for (name, value) in &fields {
            if *name != "what" {
                assert_eq!(answer.field(name).as_deref(), Some(*value));
            }
        }
    }
    let answer = order(
        &client,
        &[("what", "one"), ("iccid", &good), ("direction", "give")],
        None,
    )
    .await;
    assert!(answer.words().contains(&text(Lang::En, "transfer-partner-missing")));
    let typed = [
        ("partner", partner.as_str()),
        ("what", "one"),
        ("iccid", &good),
        ("direction", "sideways"),
    ];
    assert_eq!(order(&client, &typed, None).await.status, 422);
    // With 20 digits it is the same SIM.
    let printed = simportal::types::iccid::Iccid::parse(&good).unwrap().with_luhn();
    let typed = [
        ("partner", partner.as_str()),
        ("what", "one"),
        ("iccid", &printed),
        ("direction", "give"),
    ];
    let id = key_of(order(&client, &typed, None).await);
    assert_eq!(transfer(&app, id).sims, 1);
}

fn key_of(answer: crate::support::Answer) -> i64 {
    key(&answer)
}

async fn pasted_lines_are_a_file(app: TestApp) {
    make::fleet(&app, Org::Master, FIRST, 5);
    let client = app.as_(Who::Alice).await;
    let (partner, text) = (partner(&app), range(FIRST, 5).replace('\n', "\r\n"));
    let fields = [
        ("partner", partner.as_str()),
        ("direction", "give"),
        ("what", "file"),
        ("text", &text),
    ];
    let id = key(&order(&client, &fields, None).await);
    assert_eq!(
        (status(&app, id), transfer(&app, id).sims),
        (TransferStatus::Previewed, 5)
    );
}

async fn a_form_beyond_the_limit_is_refused(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    let file = vec![b'8'; simportal::domain::transfers::LARGEST + 100_000];
    let answer = order(&client, &[("what", "file")], Some(&file)).await;
    assert_eq!(answer.status, 413, "{}", answer.text());
}
