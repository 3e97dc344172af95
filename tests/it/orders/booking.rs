//! Money that comes in, and what it buys: volume and lifetime on SIMs, each exactly once.

use chrono::TimeDelta;
use simportal::domain::orders::{self, For, OrderRow, Received, Step, standing};
use simportal::domain::work::{Job, enqueue};
use simportal::domain::{self};
use simportal::storage::sims::{self, SimRow};
use simportal::types::iccid::Iccid;
use simportal::types::money::Money;
use simportal::types::order::{AttemptKey, OrderKind, OrderStatus, PaymentStatus};
use simportal::types::status::{SimStatus, VolumeGroup};
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::{TestApp, Who, make};

on_both!(
    a_top_up_is_booked_when_it_is_paid_and_only_once,
    a_booking_that_was_interrupted_goes_on_where_it_was,
    an_extension_brings_an_expired_sim_back,
    what_cannot_be_booked_is_refused_before_it_is_paid,
    the_same_money_counts_once_and_never_more_than_is_due,
    what_was_paid_goes_back_when_staff_cancel,
);

fn top_up(app: &TestApp, sku: &str, sims: &[&SimRow], each: i64) -> OrderRow {
    make::addresses(app, Org::Master, "DE");
    let ids: Vec<i64> = sims.iter().map(|sim| sim.id).collect();
    let purpose = For::Sims {
        is_automatic: false,
        ids,
    };
    let quantity = each * i64::try_from(sims.len()).unwrap();
    make::placed(app, Org::Master, &make::placement(app, sku, quantity, purpose))
}

fn pay(app: &TestApp, order: &OrderRow, amount: Money, attempt: &AttemptKey) -> domain::Result<OrderRow> {
    let (scope, now) = (make::scope(app, Org::Master), app.state.clock.now());
    let received = Received {
        amount,
        provider: "bank",
        reference: None,
        attempt,
    };
    app.try_write(|db| orders::mark_paid(db, &scope, order.id, &received, now))
}

fn again(app: &TestApp, sim: &SimRow) -> SimRow {
    let (scope, iccid) = (make::scope(app, Org::Master), Iccid::parse(&sim.iccid).unwrap());
    app.db(|db| sims::find(db, &scope, &iccid))
}

async fn a_top_up_is_booked_when_it_is_paid_and_only_once(app: TestApp) {
    let sim = make::sim_with(&app, Org::Master, |sim| {
        (sim.data_left, sim.data_group) = (0, VolumeGroup::None);
        (sim.data_total, sim.sms_left, sim.sms_group) = (0, 10, VolumeGroup::Low);
    });
    let order = top_up(&app, "TOPUP-500", &[&sim], 2);
    assert_eq!(
        (order.kind, order.status),
        (OrderKind::TopUp, OrderStatus::AwaitingPayment)
    );
    app.run_jobs().await;
    assert_eq!(again(&app, &sim).data_total, 0, "nothing before it is paid");
    let paid = pay(&app, &order, order.gross, &make::attempt()).unwrap();
    assert_eq!(
        (paid.status, paid.payment_status),
        (OrderStatus::InPreparation, PaymentStatus::Paid)
    );
    app.run_jobs().await;
    let booked = again(&app, &sim);
    assert_eq!((booked.data_total, booked.data_left), (1_000_000_000, 1_000_000_000));
    assert_eq!((booked.sms_total, booked.sms_group), (750, VolumeGroup::Sufficient));
    assert_eq!(
        (booked.blocked_by, booked.lifetime_ends_on),
        (None, sim.lifetime_ends_on)
    );
    // The job once more, as after a crash before it was ticked off.
    let now = app.state.clock.now();
    app.write(|db| enqueue(db, None, &Job::BookOrder { order_id: order.id }, now));
    app.run_jobs().await;
    assert_eq!(again(&app, &sim), booked);
    let alice = app.as_(Who::Alice).await;
    let page = alice.get(&urls::order(urls::ORDER, &order.number)).await.words();
    for part in [
        "Completed",
        "Payment received",
        "Booked on the SIMs 2 pieces",
        &sim.iccid,
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let history = alice
        .get(&urls::SIM_HISTORY.replace("{iccid}", &sim.iccid))
        .await
        .words();
    assert!(
        history.contains("Topped up") && history.contains(&order.number),
        "{history}"
    );
}

async fn a_booking_that_was_interrupted_goes_on_where_it_was(app: TestApp) {
    make::fleet(&app, Org::Master, 8_988_228_070_000_000_000, 700);
    let scope = make::scope(&app, Org::Master);
    let held = app.db(|db| {
        let order = (sims::Sort::Iccid, sims::Direction::Ascending);
        sims::page(
            db,
            &scope,
            &sims::SimFilter::default(),
            order,
            &sims::Bound::First,
            1000,
        )
    });
    let fleet: Vec<i64> = held.rows.iter().map(|row| row.id).collect();
    assert_eq!(fleet.len(), 700);
    make::addresses(&app, Org::Master, "DE");
    let purpose = For::Sims {
        ids: fleet.clone(),
        is_automatic: false,
    };
    let order = make::placed(&app, Org::Master, &make::placement(&app, "TOPUP-500", 700, purpose));
    assert_eq!(order.kind, OrderKind::BulkTopUp);
    pay(&app, &order, order.gross, &make::attempt()).unwrap();
    let now = app.state.clock.now();
    // A piece is booked; one whose transaction is lost is not.
    let step = app.write(|db| orders::book_piece(db, &scope, order.id, now));
    assert_eq!(step, Step::More);
    let lost = app.try_write(|db| -> domain::Result<()> {
        orders::book_piece(db, &scope, order.id, now)?;
        Err(domain::Error::NotFound)
    });
    assert!(lost.is_err());
    let totals = |app: &TestApp| -> Vec<i64> {
        let rows = fleet
            .chunks(300)
            .flat_map(|part| app.db(|db| sims::find_own(db, &scope, part.to_vec())));
        rows.map(|sim| sim.data_total).collect()
    };
    let booked = totals(&app).into_iter().filter(|total| *total == 1_000_000_000).count();
    assert_eq!(booked, 500);
    let cancelled = app.try_write(|db| orders::cancel(db, &scope, order.id, (true, ""), now));
    assert!(matches!(cancelled, Err(domain::Error::Refused(standing::TOO_LATE))));
    app.run_jobs().await;
    assert!(
        totals(&app).into_iter().all(|total| total == 1_000_000_000),
        "each once"
    );
    let lines = app.db(|db| orders::lines(db, vec![order.id]));
    assert_eq!(lines[0].fulfilled, 700);
    // Their file has all of them.
    let bob = app.as_(Who::Bob).await;
    let file = bob.get(&urls::order(urls::ORDER_SIMS, &order.number)).await;
    assert_eq!(file.text().lines().count(), 701);
    assert!(file.text().starts_with("iccid,label,imsi,msisdn"));
}

async fn an_extension_brings_an_expired_sim_back(app: TestApp) {
    let today = app.state.clock.now().date();
    let expired = make::sim_with(&app, Org::Master, |sim| {
        sim.status = SimStatus::Expired;
        sim.lifetime_ends_on = today - TimeDelta::days(40);
    });
    let running = make::sim(&app, Org::Master);
    let order = top_up(&app, "EXT-5Y", &[&expired, &running], 1);
    assert_eq!(order.kind, OrderKind::Extension);
    pay(&app, &order, order.gross, &make::attempt()).unwrap();
    app.run_jobs().await;
    let (back, longer) = (again(&app, &expired), again(&app, &running));
    assert_eq!(back.status, SimStatus::Deactivated);
    assert_eq!(back.lifetime_ends_on, today + TimeDelta::days(1_826), "from today");
    assert_eq!(longer.status, SimStatus::Activated);
    assert_eq!(
        longer.lifetime_ends_on,
        running.lifetime_ends_on + TimeDelta::days(1_826)
    );
    assert_eq!(longer.data_total, running.data_total + 500_000_000);
}

async fn what_cannot_be_booked_is_refused_before_it_is_paid(app: TestApp) {
    make::addresses(&app, Org::Master, "DE");
    let expired = make::sim_with(&app, Org::Master, |sim| sim.status = SimStatus::Expired);
    let (own, foreign) = (make::sim(&app, Org::Master), make::sim(&app, Org::Stranger));
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    for (sku, ids, quantity, reason) in [
        ("TOPUP-500", vec![expired.id], 1, orders::SIMS_EXPIRED),
        ("TOPUP-500", vec![own.id, foreign.id], 2, orders::SIMS_GONE),
        ("TOPUP-500", vec![own.id, expired.id], 3, orders::UNEVEN),
        ("TOPUP-500", Vec::new(), 1, orders::NOTHING),
        ("SIM-ESIM", vec![own.id], 1, orders::SIMS_GONE),
    ] {
        let purpose = For::Sims {
            ids,
            is_automatic: false,
        };
        let placement = make::placement(&app, sku, quantity, purpose);
        match app.try_write(|db| orders::place(db, &scope, &placement, now)) {
            Err(domain::Error::Refused(key)) => assert_eq!(key, reason, "{sku}"),
            other => panic!("{sku}: {other:?}"),
        }
    }
}

async fn the_same_money_counts_once_and_never_more_than_is_due(mut app: TestApp) {
    app.leave_work();
    let order = make::order(&app, Org::Master);
    assert_eq!(order.gross, Money::from_cents(119_000));
    let (half, key) = (Money::from_cents(59_500), make::attempt());
    for _ in 0..2 {
        let paid = pay(&app, &order, half, &key).unwrap();
        assert_eq!((paid.paid, paid.payment_status), (half, PaymentStatus::Open));
    }
    for (amount, reason) in [
        (Money::from_cents(59_501), standing::TOO_MUCH),
        (Money::ZERO, standing::NO_AMOUNT),
        (Money::from_cents(-1), standing::NO_AMOUNT),
    ] {
        match pay(&app, &order, amount, &make::attempt()) {
            Err(domain::Error::Refused(key)) => assert_eq!(key, reason),
            other => panic!("{other:?}"),
        }
    }
    // The key of one payment cannot stand for another one.
    assert!(pay(&app, &order, Money::from_cents(1), &key).is_err());
    let paid = pay(&app, &order, half, &make::attempt()).unwrap();
    assert_eq!((paid.paid, paid.status), (order.gross, OrderStatus::InPreparation));
    let payments = app.db(|db| orders::payments(db, order.id));
    let sum = Money::checked_sum(payments.iter().map(|payment| payment.amount)).unwrap();
    assert_eq!((payments.len(), sum), (2, order.gross));
}

async fn what_was_paid_goes_back_when_staff_cancel(mut app: TestApp) {
    app.leave_work();
    let order = make::order(&app, Org::Master);
    let (scope, now) = (make::scope(&app, Org::Master), app.state.clock.now());
    pay(&app, &order, order.gross, &make::attempt()).unwrap();
    let by_customer = app.try_write(|db| orders::cancel(db, &scope, order.id, (false, ""), now));
    assert!(matches!(
        by_customer,
        Err(domain::Error::Refused(standing::STAFF_CANCELS))
    ));
    app.write(|db| orders::cancel(db, &scope, order.id, (true, "sold out"), now));
    let key = make::attempt();
    let sent = Received {
        amount: order.gross,
        provider: "bank",
        reference: None,
        attempt: &key,
    };
    for _ in 0..2 {
        let back = app.write(|db| orders::refund(db, &scope, order.id, &sent, now));
        assert_eq!(
            (back.refunded, back.payment_status),
            (order.gross, PaymentStatus::Refunded)
        );
    }
    let ordered = app.write(|db| Ok(domain::company::own(db, &scope)?.sims_ordered));
    assert_eq!(ordered, 0, "SIMs that were cancelled were not ordered");
    let page = app
        .as_(Who::Alice)
        .await
        .get(&urls::order(urls::ORDER, &order.number))
        .await
        .words();
    assert!(page.contains("sold out") && page.contains("Refunded so far"), "{page}");
}
