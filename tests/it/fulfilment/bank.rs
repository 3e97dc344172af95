//! Payments of bank statements: what is booked by itself, and what a person decides.

use simportal::domain;
use simportal::domain::auth;
use simportal::domain::bank::parse::camt053;
use simportal::domain::bank::{self, Stored};
use simportal::domain::orders::{self, For, OrderRow};
use simportal::types::bank::BankEntryStatus;
use simportal::types::matrix::StaffPermission;
use simportal::types::money::Money;
use simportal::types::order::{OrderStatus, PaymentStatus};
use simportal::web::urls;

use super::files::{camt, file, paid, statement};
use super::{again, order_of, pressed, send};
use crate::support::cast::Org;
use crate::support::page::selector;
use crate::support::{Answer, Client, TestApp, Who, make};

on_both!(
    what_is_right_to_the_cent_is_booked_and_nothing_twice,
    a_cent_off_waits_for_a_person,
    one_payment_pays_several_orders,
    too_little_and_too_much_are_booked_by_hand,
    a_payment_is_put_aside_and_taken_up_again,
    a_broken_file_stores_nothing,
    a_statement_of_another_account_is_refused,
    without_company_data_nothing_is_read,
    of_two_people_at_once_one_books,
    a_top_up_is_booked_after_the_statement,
    ten_thousand_payments_are_compared_by_a_job,
);

async fn upload(client: &Client<'_>, content: &[u8]) -> Answer {
    send(client, urls::BANK_STATEMENTS, &[], Some(("bank.xml", content))).await
}

/// The rows of the table of payments, as they are read.
async fn rows(client: &Client<'_>, query: &str) -> Vec<String> {
    let page = client.get(&format!("{}{query}", urls::BANK)).await.page();
    page.select(&selector("tbody tr"))
        .map(|row| {
            row.text()
                .collect::<Vec<_>>()
                .join(" ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

/// Where the first payment of the list is.
async fn first(client: &Client<'_>) -> String {
    let page = client.get(urls::BANK).await.page();
    let link = page.select(&selector("tbody th a")).next().expect("a payment");
    link.attr("href").unwrap().to_owned()
}

async fn what_is_right_to_the_cent_is_booked_and_nothing_twice(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, false);
    let stella = app.as_(Who::Stella).await;
    assert!(stella.get(urls::BANK).await.words().contains("Nothing to be decided"));
    let payments = [
        paid(
            "B1",
            order.gross.cents(),
            &format!("Rechnung zu {}", order.number.to_lowercase()),
        ),
        paid("B2", 5_000, "Thank you"),
        paid("B3", -7_500, "Rent"),
    ];
    let content = camt("2026-211", &payments);
    let answer = upload(&stella, &content).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = stella.get(answer.location()).await.words();
    for part in [
        "1 statement was read. New payments: 3. Known before: 0.",
        "2026-211 DE89 3704 0044 0532 0130 00",
        "bank.xml 3 0 1 1 1",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let now = again(&app, &order);
    assert_eq!(
        (now.payment_status, now.status),
        (PaymentStatus::Paid, OrderStatus::InPreparation)
    );
    // The same file again, and another one that overlaps it.
    for content in [
        content,
        camt(
            "2026-212",
            &[paid("B1", order.gross.cents(), "again"), paid("B4", 100, "New")],
        ),
    ] {
        let answer = upload(&stella, &content).await;
        assert_eq!(answer.status, 303);
        stella.get(answer.location()).await;
    }
    let payments = app.db(|db| orders::payments(db, order.id));
    assert_eq!((payments.len(), payments[0].amount), (1, order.gross));
    let page = stella.get(urls::BANK_STATEMENTS).await.words();
    assert!(
        page.contains("bank.xml 0 3 1 1 1") && page.contains("bank.xml 1 1 0 1 0"),
        "{page}"
    );
    assert_eq!(rows(&stella, "").await.len(), 2);
    let matched = rows(&stella, "?status=matched").await;
    assert!(matched.len() == 1 && matched[0].contains(&order.number), "{matched:?}");
    assert!(rows(&stella, "?status=ignored").await[0].contains("Outgoing"));
    let page = stella.get(&urls::order(urls::STAFF_ORDER, &order.number)).await.words();
    assert!(page.contains("bank statement"), "{page}");
}

async fn a_cent_off_waits_for_a_person(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, false);
    let stella = app.as_(Who::Stella).await;
    let cents = order.gross.cents();
    let content = camt(
        "1",
        &[
            paid("A", cents - 1, &order.number),
            paid("B", cents + 1, &order.number),
            paid("C", cents, "no number"),
        ],
    );
    assert_eq!(upload(&stella, &content).await.status, 303);
    assert_eq!(again(&app, &order).paid, Money::ZERO);
    let waiting = rows(&stella, "").await;
    let number = &order.number;
    for part in [
        format!("{number}: €0.01 too little."),
        format!("{number}: €0.01 too much."),
        format!("No unpaid order is named; of this amount: {number}."),
    ] {
        assert!(waiting.iter().any(|row| row.contains(&part)), "{part}: {waiting:?}");
    }
}

async fn one_payment_pays_several_orders(mut app: TestApp) {
    app.leave_work();
    let (one, two) = (order_of(&app, 10, false), order_of(&app, 20, false));
    let sum = one.gross.cents() + two.gross.cents();
    let text = format!("{} und {}", one.number, two.number);
    let stella = app.as_(Who::Stella).await;
    assert_eq!(upload(&stella, &camt("1", &[paid("A", sum, &text)])).await.status, 303);
    for order in [&one, &two] {
        assert_eq!(again(&app, order).payment_status, PaymentStatus::Paid);
    }
    let matched = rows(&stella, "?status=matched").await;
    assert!(
        matched[0].contains(&one.number) && matched[0].contains(&two.number),
        "{matched:?}"
    );
}

/// Gives the first payment that waits to an order, through the page that shows the consequence.
async fn give(client: &Client<'_>, order: &OrderRow) -> (String, Answer) {
    let path = first(client).await;
    let asked = client.get(&format!("{path}?order={}", order.number)).await;
    let words = asked.words();
    let fields = pressed(&asked, &format!("{path}/assignment"));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    (words, client.post(&format!("{path}/assignment"), &fields).await)
}

async fn too_little_and_too_much_are_booked_by_hand(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, false);
    let stella = app.as_(Who::Stella).await;
    let cents = order.gross.cents();
    assert_eq!(
        upload(&stella, &camt("1", &[paid("A", cents - 1_000, &order.number)]))
            .await
            .status,
        303
    );
    let path = first(&stella).await;
    for (typed, reason) in [
        ("nothing", "Enter the number of an order"),
        ("SO-99999999", "No order has this number."),
    ] {
        let page = stella.get(&format!("{path}?order={typed}")).await;
        assert!(page.words().contains(reason), "{typed}: {}", page.words());
        let answer = stella.post(&format!("{path}/assignment"), &[("order", typed)]).await;
        assert_eq!(answer.status, 422, "{typed}");
    }
    let (words, answer) = give(&stella, &order).await;
    assert!(words.contains("The order goes on waiting for the rest."), "{words}");
    assert_eq!(answer.status, 303, "{}", answer.text());
    let part = again(&app, &order);
    assert_eq!(
        (part.paid.cents(), part.status),
        (cents - 1_000, OrderStatus::AwaitingPayment)
    );
    // The form once more books nothing more, and says so.
    let twice = stella
        .post(&format!("{path}/assignment"), &[("order", &order.number)])
        .await;
    assert_eq!(twice.status, 303);
    assert!(
        stella
            .get(twice.location())
            .await
            .words()
            .contains("Somebody has decided")
    );
    assert_eq!(again(&app, &order).paid.cents(), cents - 1_000);
    // More than the rest: what is due is booked, the others stay visible.
    assert_eq!(
        upload(&stella, &camt("2", &[paid("B", 2_500, &order.number)]))
            .await
            .status,
        303
    );
    let (words, answer) = give(&stella, &order).await;
    assert!(words.contains("€15.00 are too much"), "{words}");
    let page = stella.get(answer.location()).await.words();
    assert!(page.contains("More than was due €15.00"), "{page}");
    let all = again(&app, &order);
    assert_eq!((all.paid, all.payment_status), (order.gross, PaymentStatus::Paid));
    assert!(
        rows(&stella, "?status=matched")
            .await
            .iter()
            .any(|row| row.contains("€15.00 more than was due"))
    );
    // A paid order takes nothing more.
    assert_eq!(
        upload(&stella, &camt("3", &[paid("C", 100, &order.number)]))
            .await
            .status,
        303
    );
    let path = first(&stella).await;
    let page = stella.get(&format!("{path}?order={}", order.number)).await;
    assert!(page.words().contains("Nothing is left to be paid."), "{}", page.words());
}

async fn a_payment_is_put_aside_and_taken_up_again(mut app: TestApp) {
    app.leave_work();
    let id = make::incoming(&app);
    let stella = app.as_(Who::Stella).await;
    let path = urls::bank_entry(urls::BANK_ENTRY, &id);
    let aside = urls::bank_entry(urls::BANK_ENTRY_ASIDE, &id);
    let empty = stella.post(&aside, &[("reason", " ")]).await;
    assert_eq!(empty.status, 422);
    assert!(empty.words().contains("Enter the reason."));
    assert_eq!(
        stella.post(&aside, &[("reason", "Capital of a partner")]).await.status,
        303
    );
    let page = stella.get(&path).await.words();
    assert!(
        page.contains("Put aside") && page.contains("Capital of a partner"),
        "{page}"
    );
    assert!(rows(&stella, "").await.is_empty());
    let again = urls::bank_entry(urls::BANK_ENTRY_AGAIN, &id);
    for _ in 0..2 {
        assert_eq!(stella.post(&again, &[]).await.status, 303);
    }
    let page = stella.get(&path).await.words();
    assert!(
        page.contains("Somebody has decided") && page.contains("Taken up again"),
        "{page}"
    );
    assert_eq!(rows(&stella, "").await.len(), 1);
    assert_eq!(app.db(|db| bank::find_entry(db, id)).status, BankEntryStatus::Unmatched);
}

async fn a_broken_file_stores_nothing(mut app: TestApp) {
    app.leave_work();
    make::shop(&app);
    let stella = app.as_(Who::Stella).await;
    let good = String::from_utf8(camt("1", &[paid("A", 100, "x"), paid("B", 200, "y")])).unwrap();
    for (content, reasons) in [
        (
            good.replace(">2.00<", ">2.01<"),
            &["do not add up to the closing balance"][..],
        ),
        (
            good.replace(">1.00<", ">one<"),
            &["Statement 1, entry 1", "The amount is missing, or is none: one"],
        ),
        (
            good[..good.find("BOOK").unwrap()].to_owned(),
            &["The file is no XML, or it breaks off"],
        ),
        ("iccid;iccid\n".to_owned(), &["Nothing of this file was taken."]),
        (String::new(), &["Nothing of this file was taken."]),
    ] {
        let answer = upload(&stella, content.as_bytes()).await;
        assert_eq!(answer.status, 422);
        for reason in reasons {
            assert!(answer.words().contains(reason), "{reason}: {}", answer.words());
        }
    }
    assert_eq!(send(&stella, urls::BANK_STATEMENTS, &[], None).await.status, 422);
    assert!(
        stella
            .get(urls::BANK_STATEMENTS)
            .await
            .words()
            .contains("No statements yet")
    );
    assert!(rows(&stella, "").await.is_empty());
}

async fn a_statement_of_another_account_is_refused(mut app: TestApp) {
    app.leave_work();
    make::shop(&app);
    let stella = app.as_(Who::Stella).await;
    let own = statement("1", super::files::OWN, &[paid("A", 100, "x")]);
    let other = statement("2", "DE02120300000000202051", &[paid("B", 100, "x")]);
    let answer = upload(&stella, &file(&[own, other])).await;
    assert_eq!(answer.status, 422);
    assert!(
        answer.words().contains("DE02 1203 0000 0000 2020 51"),
        "{}",
        answer.words()
    );
    assert!(rows(&stella, "").await.is_empty());
}

async fn without_company_data_nothing_is_read(mut app: TestApp) {
    app.leave_work();
    let stella = app.as_(Who::Stella).await;
    let answer = upload(&stella, &camt("1", &[paid("A", 100, "x")])).await;
    assert_eq!(answer.status, 422);
    assert!(answer.words().contains("Enter your company data"), "{}", answer.words());
}

async fn of_two_people_at_once_one_books(mut app: TestApp) {
    app.leave_work();
    let order = order_of(&app, 20, false);
    let now = app.state.clock.now();
    let content = camt("1", &[paid("A", order.gross.cents(), &order.number)]);
    let statements = camt053(&content).unwrap();
    let staff = app.database.handle.read_blocking(|db| -> domain::Result<_> {
        let actor = auth::person(db, app.database.cast.user(Who::Stella), "192.0.2.10", now)?
            .unwrap()
            .actor;
        Ok(actor.serve(StaffPermission::Finance).unwrap())
    });
    let staff = staff.unwrap();
    let outcomes: Vec<domain::Result<Stored>> = std::thread::scope(|threads| {
        let running: Vec<_> = (0..4)
            .map(|_| {
                let (handle, staff, statements) = (app.database.handle.clone(), staff.clone(), &statements);
                threads.spawn(move || handle.write_blocking(|db| bank::store(db, &staff, statements, "a.xml", now)))
            })
            .collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let new: i64 = outcomes.iter().map(|outcome| outcome.as_ref().unwrap().new).sum();
    assert_eq!(new, 1);
    assert_eq!(app.db(|db| orders::payments(db, order.id)).len(), 1);
    assert_eq!(again(&app, &order).paid, order.gross);
}

async fn a_top_up_is_booked_after_the_statement(mut app: TestApp) {
    app.leave_work();
    make::addresses(&app, Org::Master, "DE");
    let sim = make::sim(&app, Org::Master);
    let purpose = For::Sims {
        ids: vec![sim.id],
        is_automatic: false,
    };
    let order = make::placed(&app, Org::Master, &make::placement(&app, "TOPUP-500", 1, purpose));
    let stella = app.as_(Who::Stella).await;
    let content = camt("1", &[paid("A", order.gross.cents(), &order.number)]);
    assert_eq!(upload(&stella, &content).await.status, 303);
    app.run_jobs().await;
    assert_eq!(again(&app, &order).status, OrderStatus::Completed);
}

async fn ten_thousand_payments_are_compared_by_a_job(mut app: TestApp) {
    app.leave_work();
    let ordered: Vec<OrderRow> = (0..5).map(|_| order_of(&app, 10, false)).collect();
    let mut payments: Vec<_> = (0..10_000)
        .map(|n| paid(&format!("R{n}"), 100 + n % 7, "Nothing of ours"))
        .collect();
    for (n, order) in ordered.iter().enumerate() {
        payments[n * 2_400 + 17] = paid(&format!("P{n}"), order.gross.cents(), &order.number);
    }
    let content = camt("large", &payments);
    let stella = app.as_(Who::Stella).await;
    let answer = upload(&stella, &content).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(stella.get(answer.location()).await.words().contains("being compared"));
    app.run_jobs().await;
    for order in &ordered {
        assert_eq!(again(&app, order).payment_status, PaymentStatus::Paid);
    }
    assert_eq!(app.db(bank::count_unmatched), 9_995);
    // Again: nothing is new, and nothing is left to be done.
    let answer = upload(&stella, &content).await;
    assert!(
        stella
            .get(answer.location())
            .await
            .words()
            .contains("New payments: 0. Known before: 10,000.")
    );
}
