//! The documents of a period: page, archive, tables for bookkeeping.

use simportal::types::money::Money;
use simportal::web::urls;

use super::{cancel, documents, pay};
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    the_page_has_the_documents_of_a_period,
    the_archive_has_every_file_of_the_period,
    the_table_adds_up_to_what_was_invoiced,
    bookings_for_datev_name_what_is_wrong_at_the_field,
);

async fn the_page_has_the_documents_of_a_period(app: TestApp) {
    let anna = app.as_(Who::Anna).await;
    assert!(
        anna.get(urls::DOCUMENTS)
            .await
            .words()
            .contains("No documents in this period")
    );
    let order = make::order(&app, Org::Master);
    cancel(&app, &order).unwrap();
    make::order(&app, Org::Stranger);
    let page = anna.get(urls::DOCUMENTS).await;
    let words = page.words();
    for part in [
        "RE-2026-00001",
        "RK-2026-00001",
        "Credit note",
        "-€1,190.00",
        "2 documents",
        order.number.as_str(),
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!words.contains("RE-2026-00002"), "somebody else's");
    let earlier = anna
        .get("/orders/documents?from=2025-01-01&to=2025-12-31")
        .await
        .words();
    assert!(earlier.contains("No documents in this period"), "{earlier}");
    let odd = anna.get("/orders/documents?from=never").await.words();
    assert!(
        odd.contains("are not a period") && odd.contains("RE-2026-00001"),
        "{odd}"
    );
    app.run_jobs().await;
}

async fn the_archive_has_every_file_of_the_period(app: TestApp) {
    let mut names = Vec::new();
    for _ in 0..23 {
        let order = make::order(&app, Org::Master);
        names.extend(
            documents(&app, &order)
                .into_iter()
                .map(|row| format!("{}.pdf", row.number)),
        );
    }
    // Some files are made already, some are not.
    app.run_jobs().await;
    let order = make::order(&app, Org::Master);
    names.extend(
        documents(&app, &order)
            .into_iter()
            .map(|row| format!("{}.pdf", row.number)),
    );
    let anna = app.as_(Who::Anna).await;
    let answer = anna.get(urls::DOCUMENTS_ZIP).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/zip"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(answer.body)).unwrap();
    let mut found: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    found.sort_unstable();
    assert_eq!(found, names);
    let mut first = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_name(&names[0]).unwrap(), &mut first).unwrap();
    assert_eq!(first, anna.get("/orders/documents/RE-2026-00001.pdf").await.body);
    // A period without documents is an archive without files.
    let empty = anna.get("/orders/documents.zip?from=2025-01-01&to=2025-12-31").await;
    assert_eq!(zip::ZipArchive::new(std::io::Cursor::new(empty.body)).unwrap().len(), 0);
    app.run_jobs().await;
}

async fn the_table_adds_up_to_what_was_invoiced(app: TestApp) {
    let first = make::order(&app, Org::Master);
    pay(&app, &first, first.gross).unwrap();
    let second = make::order(&app, Org::Master);
    cancel(&app, &second).unwrap();
    let anna = app.as_(Who::Anna).await;
    let text = anna.get(urls::DOCUMENTS_CSV).await.text();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let at = reader
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == "gross")
        .unwrap();
    let amounts: Vec<Money> = reader
        .records()
        .map(|row| {
            let cell = row.unwrap()[at].trim_start_matches('\'').to_owned();
            match cell.strip_prefix('-') {
                Some(amount) => Money::parse(amount).unwrap().negated(),
                None => Money::parse(&cell).unwrap(),
            }
        })
        .collect();
    assert_eq!(amounts.len(), 3);
    assert_eq!(Money::checked_sum(amounts), Some(first.gross));
    app.run_jobs().await;
}

async fn bookings_for_datev_name_what_is_wrong_at_the_field(app: TestApp) {
    make::order(&app, Org::Master);
    app.run_jobs().await;
    let anna = app.as_(Who::Anna).await;
    let right = "consultant=29098&client=55003&digits=4&expense=6805&creditor=70000&month=1";
    let period = "from=2026-01-01&to=2026-12-31";
    let file = anna.get(&format!("{}?{period}&{right}", urls::DOCUMENTS_DATEV)).await;
    assert_eq!(file.status, 200, "{}", file.text());
    assert!(file.header("content-disposition").contains("EXTF_"));
    let text = String::from_utf8_lossy(&file.body).into_owned();
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert!(
        lines[0].starts_with("\"EXTF\";700;21;\"Buchungsstapel\";13;"),
        "{}",
        lines[0]
    );
    assert_eq!(lines.len(), 3);
    assert!(
        lines[2].starts_with("1190,00;\"S\";\"EUR\";;;;6805;70000;\"9\";"),
        "{}",
        lines[2]
    );
    assert!(lines[2].contains("\"K-7\""), "the cost centre");
    let wrong = right.replace("29098", "1").replace("70000", "7000");
    let page = anna.get(&format!("{}?{period}&{wrong}", urls::DOCUMENTS_DATEV)).await;
    assert_eq!(page.status, 200);
    let words = page.words();
    assert!(
        words.contains("1001 to 9999999") && words.contains("one digit more"),
        "{words}"
    );
    assert_eq!(page.field("client").as_deref(), Some("55003"), "what was typed stays");
    let years = format!("{}?from=2025-06-01&to=2026-06-30&{right}", urls::DOCUMENTS_DATEV);
    assert!(anna.get(&years).await.words().contains("one financial year"));
}
