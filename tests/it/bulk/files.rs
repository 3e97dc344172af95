//! Labels from a file or from the clipboard.

use actix_web::http::Method;
use simportal::types::lang::Lang;
use simportal::web::urls;

use super::{again, bulk, carry_out, expected, items, key, page};
use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{Answer, Client, TestApp, Who, make};

on_both!(
    an_uploaded_file_gives_each_sim_its_label,
    each_line_that_cannot_be_used_says_why,
    what_is_no_file_of_labels_comes_back_with_the_reason,
    a_long_file_is_read_by_a_job,
    a_file_without_its_token_is_refused,
);

/// Sends the form as browsers do that send a file.
async fn upload(client: &Client<'_>, token: bool, file: &[u8]) -> Answer {
    let proof = client.proof().await;
    let mut body = Vec::new();
    let mut part = |head: &str, content: &[u8]| {
        body.extend_from_slice(format!("--b0undary\r\nContent-Disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    if token {
        part("name=\"_csrf\"", proof.csrf.as_bytes());
    }
    part("name=\"_org\"", proof.org.as_bytes());
    part("name=\"file\"; filename=\"labels.csv\"\r\nContent-Type: text/csv", file);
    part("name=\"text\"", b"");
    body.extend_from_slice(b"--b0undary--\r\n");
    let request = client
        .request(Method::POST, urls::BULK_LABELS)
        .insert_header(("content-type", "multipart/form-data; boundary=b0undary"))
        .insert_header(("sec-fetch-site", "same-origin"))
        .set_payload(body);
    client.send("POST a file", request).await
}

async fn an_uploaded_file_gives_each_sim_its_label(app: TestApp) {
    let a = make::sim_with(&app, Org::Master, |sim| sim.label = "Old".to_owned());
    let b = make::sim_with(&app, Org::Master, |sim| sim.label = "Old".to_owned());
    let client = app.as_(Who::Uma).await;
    let with_check_digit = simportal::types::iccid::Iccid::parse(&b.iccid).unwrap().with_luhn();
    let file = format!(
        "\u{feff}ICCID;Label\r\n{};\"Kühlhaus; Süd\"\r\n{with_check_digit};\r\n",
        a.iccid
    );
    let id = key(&upload(&client, true, file.as_bytes()).await);
    assert_eq!(expected(&app, id), (2, 0, 0));
    assert!(page(&client, id).await.words().contains("Kühlhaus; Süd"));
    carry_out(&app, &client, id).await;
    assert_eq!(
        (again(&app, &a).label, again(&app, &b).label),
        ("Kühlhaus; Süd".to_owned(), String::new())
    );
}

async fn each_line_that_cannot_be_used_says_why(app: TestApp) {
    let (ours, other, foreign) = (
        make::sim(&app, Org::Master),
        make::sim(&app, Org::Master),
        make::sim(&app, Org::Stranger),
    );
    let long = "x".repeat(10_000);
    let file = format!(
        "{};one\n8.98E+18;two\n8988228099999999999;three\n{};four\nnonsense;five\n{};six\n{};{long}\n{};=HYPERLINK(\"x\")\n",
        ours.iccid, foreign.iccid, ours.iccid, other.iccid, other.iccid
    );
    let client = app.as_(Who::Uma).await;
    let id = key(&client.post(urls::BULK_LABELS, &[("text", &file)]).await);
    let reasons: Vec<(i64, Option<String>)> = items(&app, id)
        .into_iter()
        .map(|item| (item.position, item.reason))
        .collect();
    let reasons: Vec<(i64, &str)> = reasons
        .iter()
        .map(|(line, reason)| (*line, reason.as_deref().unwrap_or("-")))
        .collect();
    assert_eq!(
        reasons,
        [
            (1, "-"),
            (2, "spreadsheet"),
            (3, "unknown-sim"),
            (4, "unknown-sim"),
            (5, "not-an-iccid"),
            (6, "duplicate 1"),
            (7, "label-too-long"),
            (8, "-"),
        ]
    );
    let preview = page(&client, id).await.words();
    for part in ["The same SIM as in line 1", "nonsense", "=HYPERLINK(\"x\")"] {
        assert!(preview.contains(part), "{part} is missing in {preview}");
    }
    carry_out(&app, &client, id).await;
    assert_eq!(again(&app, &other).label, "=HYPERLINK(\"x\")", "a label is text");
}

async fn what_is_no_file_of_labels_comes_back_with_the_reason(app: TestApp) {
    let client = app.as_(Who::Uma).await;
    let too_long = "8988228099999999999;x\n".repeat(100_001);
    for (file, key) in [
        (b"".as_slice(), "bulk-labels-nothing"),
        (b"\n \n", "bulk-labels-nothing"),
        (b"8988228066600701006;K\xfchlhaus", "bulk-labels-not-text"),
        (b"PK\x03\x04\0\0", "bulk-labels-not-text"),
        (too_long.as_bytes(), "bulk-labels-too-long"),
    ] {
        let answer = upload(&client, true, file).await;
        assert_eq!(answer.status, 422, "{key}");
        assert!(answer.words().contains(&text(Lang::En, key)), "{key}");
    }
    let answer = upload(&client, true, &vec![b'x'; 6 * 1024 * 1024]).await;
    assert_eq!(answer.status, 413);
    let headed = client.post(urls::BULK_LABELS, &[("text", "iccid;label\n")]).await;
    assert_eq!(expected(&app, key(&headed)), (0, 0, 0), "a heading alone names no SIM");
}

async fn a_long_file_is_read_by_a_job(app: TestApp) {
    let sim = make::sim(&app, Org::Master);
    let mut file: String = (0..1200_u64)
        .map(|n| format!("{};x\n", 8_988_228_077_000_000_000 + n))
        .collect();
    file.push_str(&format!("{};last\n", sim.iccid));
    let client = app.as_(Who::Uma).await;
    let id = key(&upload(&client, true, file.as_bytes()).await);
    let waiting = page(&client, id).await;
    assert!(
        waiting.words().contains("500 SIMs checked so far"),
        "{}",
        waiting.words()
    );
    assert!(waiting.text().contains("<noscript><meta http-equiv=\"refresh\""));
    app.run_jobs().await;
    assert_eq!((bulk(&app, id).sims, expected(&app, id)), (1201, (1, 0, 1200)));
    let refused = format!("{}?show=cannot", urls::bulk(urls::BULK_ACTION, &id));
    let second = client.get(&format!("{refused}&after=50")).await.words();
    assert!(
        second.contains(" 51 ") && second.contains(" 100 ") && !second.contains(" 101 "),
        "{second}"
    );
    carry_out(&app, &client, id).await;
    assert_eq!(again(&app, &sim).label, "last");
}

async fn a_file_without_its_token_is_refused(app: TestApp) {
    let client = app.as_(Who::Uma).await;
    assert_eq!(upload(&client, false, b"8988228066600701006;x").await.status, 403);
    let broken = client
        .request(Method::POST, urls::BULK_LABELS)
        .insert_header(("content-type", "multipart/form-data; boundary=x"))
        .set_payload("--x\r\nnonsense");
    assert_eq!(client.send("POST half a file", broken).await.status, 400);
}
