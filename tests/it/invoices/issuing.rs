//! When an invoice is issued, who gets it, and that its file is made once.

use chrono::TimeDelta;
use simportal::crypto::sha256_bytes;
use simportal::domain::company;
use simportal::domain::orders::{self, For, OrderRow};
use simportal::domain::{self};
use simportal::storage::demo::set_customer;
use simportal::types::email::Email;
use simportal::types::order::{InvoiceKind, OrderStatus, PaymentMethod};
use simportal::types::organisation::EmailCategory;
use simportal::web::urls;

use super::{cancel, documents, pay};
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    an_order_by_transfer_is_invoiced_when_it_is_placed_and_mailed,
    an_order_by_card_is_invoiced_when_it_is_paid,
    a_cancelled_order_is_credited_whole,
    the_file_is_made_once_and_never_changed,
    numbers_have_no_gaps_within_their_year,
    what_cannot_be_invoiced_is_not_ordered,
    people_are_told_what_happens_to_their_order_once,
);

fn by_card(app: &TestApp) -> OrderRow {
    let shipping = make::addresses(app, Org::Master, "DE");
    let mut placement = make::placement(app, "SIM-4FF", 10, For::Delivery(Some(shipping)));
    placement.method = PaymentMethod::Card;
    make::placed(app, Org::Master, &placement)
}

async fn an_order_by_transfer_is_invoiced_when_it_is_placed_and_mailed(app: TestApp) {
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    let books = Email::parse("books@kuehl.example").unwrap();
    let limits = Email::parse("limits@kuehl.example").unwrap();
    app.write(|db| {
        set_customer(db, &scope, "DE301884207", "main@kuehl.example", "")?;
        company::add_email(db, &scope, EmailCategory::Invoice, &books, now)?;
        company::add_email(db, &scope, EmailCategory::Volume, &limits, now)
    });
    let order = make::order(&app, Org::Master);
    let issued = documents(&app, &order);
    assert_eq!(issued.len(), 1);
    assert_eq!(
        (issued[0].number.as_str(), issued[0].kind, issued[0].gross),
        ("RE-2026-00001", InvoiceKind::Invoice, order.gross)
    );
    assert!(issued[0].due_on.is_some());
    app.run_jobs().await;
    let letters = app.letters();
    let of_invoice: Vec<_> = letters.iter().filter(|letter| !letter.attachments.is_empty()).collect();
    let mut recipients: Vec<&str> = of_invoice.iter().map(|letter| letter.recipient.as_str()).collect();
    recipients.sort_unstable();
    assert_eq!(recipients, ["books@kuehl.example", "main@kuehl.example"]);
    for letter in of_invoice {
        assert_eq!(letter.subject, "Rechnung RE-2026-00001");
        assert!(letter.text.contains("1.190,00\u{a0}€") && letter.html.contains("/orders/SO-100001"));
        let file = &letter.attachments[0];
        assert_eq!(
            (file.file_name.as_str(), file.content_type.as_str()),
            ("RE-2026-00001.pdf", "application/pdf")
        );
        assert!(file.body.starts_with(b"%PDF-1.7"));
    }
    // On the page and in the list, for whoever may have it.
    let bob = app.as_(Who::Bob).await;
    for page in [urls::ORDERS.to_owned(), urls::order(urls::ORDER, &order.number)] {
        assert!(
            bob.get(&page)
                .await
                .text()
                .contains("/orders/documents/RE-2026-00001.pdf"),
            "{page}"
        );
    }
}

async fn an_order_by_card_is_invoiced_when_it_is_paid(app: TestApp) {
    let order = by_card(&app);
    assert!(documents(&app, &order).is_empty());
    pay(&app, &order, order.gross).unwrap();
    let issued = documents(&app, &order);
    assert_eq!((issued.len(), issued[0].due_on), (1, None));
    app.run_jobs().await;
    let alice = app.as_(Who::Alice).await;
    let xml = alice.get("/orders/documents/RE-2026-00001.xml").await.text();
    assert!(
        xml.contains("<ram:DuePayableAmount>0.00</ram:DuePayableAmount>"),
        "{xml}"
    );
}

async fn a_cancelled_order_is_credited_whole(app: TestApp) {
    let order = make::order(&app, Org::Master);
    cancel(&app, &order).unwrap();
    let issued = documents(&app, &order);
    let kinds: Vec<_> = issued
        .iter()
        .map(|row| (row.kind, row.number.as_str(), row.gross))
        .collect();
    assert_eq!(
        kinds,
        [
            (InvoiceKind::Invoice, "RE-2026-00001", order.gross),
            (InvoiceKind::CreditNote, "RK-2026-00001", order.gross),
        ]
    );
    assert_eq!(issued[1].corrects_id, Some(issued[0].id));
    app.run_jobs().await;
    assert!(
        app.letters()
            .iter()
            .any(|letter| letter.subject == "Rechnungskorrektur RK-2026-00001")
    );
    let page = app
        .as_(Who::Alice)
        .await
        .get(&urls::order(urls::ORDER, &order.number))
        .await
        .words();
    assert!(page.contains("Credit note") && page.contains("sold out"), "{page}");
    // Nothing was invoiced: nothing is credited.
    let card = by_card(&app);
    cancel(&app, &card).unwrap();
    assert!(documents(&app, &card).is_empty());
}

async fn the_file_is_made_once_and_never_changed(app: TestApp) {
    let order = make::order(&app, Org::Master);
    let alice = app.as_(Who::Alice).await;
    // Before the job had its turn.
    let path = "/orders/documents/RE-2026-00001.pdf";
    let first = alice.get(path).await;
    assert_eq!((first.status, first.header("content-type")), (200, "application/pdf"));
    app.run_jobs().await;
    let again = alice.get(path).await;
    assert_eq!(first.body, again.body);
    let issued = documents(&app, &order);
    assert_eq!(issued[0].sha256.as_deref(), Some(sha256_bytes(&first.body).as_str()));
    let invoices = app
        .letters()
        .iter()
        .filter(|letter| !letter.attachments.is_empty())
        .count();
    assert_eq!(invoices, 1, "mailed once, whoever made the file");
    let stranger = app.as_(Who::Charlie).await;
    assert_eq!(stranger.get(path).await.status, 404);
}

async fn numbers_have_no_gaps_within_their_year(app: TestApp) {
    let refused = {
        let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
        let placement = make::placement(&app, "SIM-4FF", 10, For::Delivery(None));
        app.try_write(|db| orders::place(db, &scope, &placement, now))
    };
    assert!(refused.is_err());
    let mut numbers = Vec::new();
    for _ in 0..3 {
        let order = make::order(&app, Org::Master);
        numbers.extend(documents(&app, &order).into_iter().map(|row| row.number));
    }
    app.state.clock.advance(TimeDelta::days(42));
    let next = make::order(&app, Org::Master);
    numbers.extend(documents(&app, &next).into_iter().map(|row| row.number));
    assert_eq!(
        numbers,
        ["RE-2026-00001", "RE-2026-00002", "RE-2026-00003", "RE-2027-00001"]
    );
}

async fn what_cannot_be_invoiced_is_not_ordered(app: TestApp) {
    let shipping = make::addresses(&app, Org::Master, "DE");
    let placement = make::placement(&app, "SIM-4FF", 10, For::Delivery(Some(shipping)));
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    app.db(|db| {
        let mut seller = orders::seller(db)?.unwrap();
        seller.contact_phone.clear();
        simportal::storage::sellers::put(db, &seller)
    });
    match app.try_write(|db| orders::place(db, &scope, &placement, now)) {
        Err(domain::Error::Refused(key)) => assert_eq!(key, domain::invoices::NO_SELLER_DATA),
        other => panic!("{other:?}"),
    }
    assert!(app.db(|db| orders::count_by_status(db, &scope)).is_empty());
}

async fn people_are_told_what_happens_to_their_order_once(app: TestApp) {
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    app.write(|db| Ok(set_customer(db, &scope, "", "main@kuehl.example", "")?));
    let order = make::order(&app, Org::Master);
    pay(&app, &order, order.gross).unwrap();
    app.write(|db| orders::ship(db, &scope, order.id, ("Parcel Post", "00340434"), now));
    app.run_jobs().await;
    let letters = app.letters();
    for (subject, part) in [
        ("Bestellung SO-100001 eingegangen", "1.190,00\u{a0}€"),
        ("Zahlung zur Bestellung SO-100001 eingegangen", "1.190,00\u{a0}€"),
        ("Bestellung SO-100001 ist unterwegs", "Parcel Post 00340434"),
    ] {
        let found: Vec<_> = letters.iter().filter(|letter| letter.subject == subject).collect();
        assert_eq!(found.len(), 1, "{subject}");
        assert!(found[0].text.contains(part), "{}", found[0].text);
        assert_eq!(found[0].recipient, "main@kuehl.example");
    }
    // The job once more, as after a crash before it was ticked off.
    app.write(|db| domain::work::enqueue(db, None, &domain::work::Job::TellOrder { order_id: order.id }, now));
    app.run_jobs().await;
    assert!(app.letters().is_empty());
    assert_eq!(
        app.db(|db| orders::count_by_status(db, &scope)),
        [(OrderStatus::Shipped, 1)]
    );
}
