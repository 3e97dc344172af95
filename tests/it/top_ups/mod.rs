//! Volume and lifetime for SIMs that the customer has: bought for one, for many, and by themselves.

mod auto;
mod buying;
mod many;
mod settings;

use simportal::domain::auto_top_ups::{self, Pays, Wish};
use simportal::domain::orders::{self, OrderFilter, OrderRow};
use simportal::storage::keyset::Edge;
use simportal::storage::organisations;
use simportal::storage::sims::{self, SimRow};
use simportal::types::auto_top_up::VolumeKind;
use simportal::types::card_payment::TestCard;
use simportal::types::iccid::Iccid;
use simportal::types::money::{Currency, Money};
use simportal::types::status::VolumeGroup;
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::{TestApp, make};

/// What is needed to order, on the monthly invoice, too.
fn shop(app: &TestApp) {
    make::shop(app);
    make::addresses(app, Org::Master, "DE");
    let scope = make::scope(app, Org::Master);
    app.db(|db| organisations::set_terms(db, &scope, Currency::Eur, true));
}

/// The SIM as it is now.
fn again(app: &TestApp, sim: &SimRow) -> SimRow {
    let (scope, iccid) = (make::scope(app, Org::Master), Iccid::parse(&sim.iccid).unwrap());
    app.db(|db| sims::find(db, &scope, &iccid))
}

/// An address of a SIM.
fn at(pattern: &str, sim: &SimRow) -> String {
    urls::sim(pattern, &Iccid::parse(&sim.iccid).unwrap())
}

/// All orders of the master organisation, latest first.
fn all_orders(app: &TestApp) -> Vec<OrderRow> {
    let scope = make::scope(app, Org::Master);
    app.db(|db| orders::page(db, &scope, &OrderFilter::default(), Edge::Newest, 100))
        .rows
}

/// A SIM with 90 of 500 MB left: below a fifth.
fn low(app: &TestApp) -> SimRow {
    make::sim_with(app, Org::Master, |sim| {
        (sim.data_left, sim.data_group) = (90_000_000, VolumeGroup::Low);
    })
}

/// Switches a SIM on.
fn switch_on(app: &TestApp, sim: &SimRow, kind: VolumeKind) {
    let (scope, now) = (make::scope(app, Org::Master), app.state.clock.now());
    let iccid = Iccid::parse(&sim.iccid).unwrap();
    app.write(|db| auto_top_ups::set_sim(db, &scope, &iccid, kind, true, now));
}

/// Auto-top-up of data, with the published top-up.
fn wish(app: &TestApp, pays: Pays, cap: i64) -> Wish {
    Wish {
        is_on: true,
        product_id: Some(make::product_named(app, "TOPUP-500")),
        pays: Some(pays),
        monthly_cap: Some(Money::from_cents(cap)),
        for_future_sims: false,
    }
}

fn set(app: &TestApp, kind: VolumeKind, wish: &Wish) {
    let (scope, now) = (make::scope(app, Org::Master), app.state.clock.now());
    let set = app.write(|db| auto_top_ups::change(db, &scope, kind, wish, now));
    assert_eq!(set, Ok(()));
}

/// A card of the master organisation that does its one thing; answers its key.
fn saved_card(app: &TestApp, card: TestCard) -> i64 {
    make::card_of(app, Org::Master, card)
}
