//! A document that was wrong is credited, and another one takes its place; nothing is ever edited.

use simportal::domain::invoices::{self, Correction, NewLine};
use simportal::domain::orders::{self, OrderRow, standing};
use simportal::domain::{self};
use simportal::types::invoice_number::InvoiceNumber;
use simportal::types::money::{Money, UnitPrice};
use simportal::types::order::{InvoiceKind, OrderStatus, PaymentStatus};
use simportal::web::urls;

use super::{cancel, documents, pay, refund};
use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    a_corrected_invoice_takes_the_place_of_the_first,
    what_was_paid_too_much_goes_back,
    a_correction_that_changes_nothing_is_refused,
    a_correction_of_a_correction_refers_to_it,
);

/// The invoice with another quantity of its first line.
pub(super) fn with_quantity(app: &TestApp, order: &OrderRow, quantity: i64) -> Correction {
    let issued = documents(app, order);
    let document = invoices::current(&issued).unwrap();
    let held = invoices::content(document).unwrap();
    Correction {
        document: InvoiceNumber::parse(&document.number).unwrap(),
        lines: vec![NewLine {
            position: 1,
            quantity,
            unit_price: held.lines[0].unit_price,
            cost_centre: held.lines[0].cost_centre.clone(),
        }],
        name: held.buyer.name,
        contact: held.buyer.contact,
        address: held.buyer.address,
        postcode: held.buyer.postcode,
        city: held.buyer.city,
        purchase_order: held.purchase_order,
        reference: held.reference,
        reason: "Ten SIMs were missing".to_owned(),
    }
}

pub(super) fn correct(app: &TestApp, order: &OrderRow, correction: &Correction) -> domain::Result<OrderRow> {
    let (scope, now) = (make::scope(app, Org::Master), app.state.clock.now());
    app.try_write(|db| orders::correct(db, &scope, order.id, correction, now))
}

async fn a_corrected_invoice_takes_the_place_of_the_first(app: TestApp) {
    let order = make::order(&app, Org::Master);
    let correction = with_quantity(&app, &order, 90);
    let after = correct(&app, &order, &correction).unwrap();
    assert_eq!(
        (after.net, after.gross),
        (Money::from_cents(90_000), Money::from_cents(107_100))
    );
    let issued = documents(&app, &order);
    let seen: Vec<_> = issued
        .iter()
        .map(|row| (row.kind, row.number.as_str(), row.gross.cents(), row.corrects_id))
        .collect();
    assert_eq!(
        seen,
        [
            (InvoiceKind::Invoice, "RE-2026-00001", 119_000, None),
            (InvoiceKind::CreditNote, "RK-2026-00001", 119_000, Some(issued[0].id)),
            (InvoiceKind::Correction, "RE-2026-00002", 107_100, Some(issued[0].id)),
        ]
    );
    assert_eq!(invoices::current(&issued).unwrap().id, issued[2].id);
    // What is paid now is what the corrected invoice says.
    assert!(pay(&app, &order, Money::from_cents(107_101)).is_err());
    let paid = pay(&app, &order, Money::from_cents(107_100)).unwrap();
    assert_eq!(
        (paid.status, paid.payment_status),
        (OrderStatus::InPreparation, PaymentStatus::Paid)
    );
    app.run_jobs().await;
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(&urls::order(urls::ORDER, &order.number)).await.words();
    for part in ["Credit note", "RK-2026-00001", "Corrected invoice", "RE-2026-00002"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let xml = alice.get("/orders/documents/RE-2026-00002.xml").await.text();
    assert!(
        xml.contains("<ram:TypeCode>384</ram:TypeCode>") && xml.contains("RE-2026-00001"),
        "{xml}"
    );
    let xml = alice.get("/orders/documents/RK-2026-00001.xml").await.text();
    assert!(
        xml.contains("<ram:TypeCode>381</ram:TypeCode>") && xml.contains("Ten SIMs were missing"),
        "{xml}"
    );
    let subjects: Vec<String> = app.letters().into_iter().map(|letter| letter.subject).collect();
    for subject in [
        "Rechnung RE-2026-00001",
        "Rechnungskorrektur RK-2026-00001",
        "Korrigierte Rechnung RE-2026-00002",
    ] {
        assert!(subjects.iter().any(|known| known == subject), "{subject}: {subjects:?}");
    }
}

async fn what_was_paid_too_much_goes_back(app: TestApp) {
    let order = make::order(&app, Org::Master);
    pay(&app, &order, Money::from_cents(60_000)).unwrap();
    match correct(&app, &order, &with_quantity(&app, &order, 10)) {
        Err(domain::Error::Refused(key)) => assert_eq!(key, standing::PARTLY_PAID),
        other => panic!("{other:?}"),
    }
    assert_eq!(documents(&app, &order).len(), 1, "nothing was issued");
    pay(&app, &order, Money::from_cents(59_000)).unwrap();
    let after = correct(&app, &order, &with_quantity(&app, &order, 90)).unwrap();
    assert_eq!((after.gross, after.payment_status), (order.gross, PaymentStatus::Paid));
    let back = refund(&app, &order, Money::from_cents(11_900)).unwrap();
    assert_eq!(back.payment_status, PaymentStatus::PartlyRefunded);
    let issued = documents(&app, &order);
    let held = invoices::current(&issued).unwrap();
    assert_eq!(orders::standing_of(&back).kept(), held.gross);
}

async fn a_correction_that_changes_nothing_is_refused(app: TestApp) {
    let order = make::order(&app, Org::Master);
    let same = with_quantity(&app, &order, 100);
    let none = with_quantity(&app, &order, 0);
    let mut dear = with_quantity(&app, &order, i64::MAX);
    dear.lines[0].unit_price = UnitPrice::from_micros(1_000_000_000).unwrap();
    for (correction, reason) in [
        (same, "invoices-refused-unchanged"),
        (none, "invoices-refused-no-line"),
        (dear, "invoices-refused-too-much"),
    ] {
        match correct(&app, &order, &correction) {
            Err(domain::Error::Refused(key)) => assert_eq!(key, reason),
            other => panic!("{reason}: {other:?}"),
        }
    }
    cancel(&app, &order).unwrap();
    match correct(
        &app,
        &order,
        &Correction {
            name: "Else".to_owned(),
            ..empty()
        },
    ) {
        Err(domain::Error::Refused(key)) => assert_eq!(key, "invoices-refused-no-document"),
        other => panic!("{other:?}"),
    }
    assert_eq!(documents(&app, &order).len(), 2);
}

fn empty() -> Correction {
    Correction {
        document: InvoiceNumber::of(InvoiceKind::Invoice, 2026, 1),
        lines: Vec::new(),
        name: String::new(),
        contact: String::new(),
        address: Vec::new(),
        postcode: String::new(),
        city: "Hamburg".to_owned(),
        purchase_order: String::new(),
        reference: "81000001".to_owned(),
        reason: String::new(),
    }
}

async fn a_correction_of_a_correction_refers_to_it(app: TestApp) {
    let order = make::order(&app, Org::Master);
    for quantity in [90, 80] {
        correct(&app, &order, &with_quantity(&app, &order, quantity)).unwrap();
    }
    let after = cancel(&app, &order).unwrap();
    assert_eq!(after.gross, Money::from_cents(95_200));
    let issued = documents(&app, &order);
    let (kinds, last) = (issued.iter().map(|row| row.kind).collect::<Vec<_>>(), &issued[5]);
    assert_eq!(kinds.len(), 6);
    assert_eq!(
        (last.kind, last.gross, last.corrects_id),
        (InvoiceKind::CreditNote, after.gross, Some(issued[4].id))
    );
    assert!(invoices::current(&issued).is_none());
}
