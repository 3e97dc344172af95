//! Random sequences of ordering, paying, leaving, crashing, cancelling and being told: the money always adds up.

use chrono::TimeDelta;
use simportal::cashier;
use simportal::domain::charges::{self, Means};
use simportal::domain::orders::{self, OrderRow, Received};
use simportal::payments::{Answered, Choice, Signed};
use simportal::types::card_payment::{PaymentProviderKind, TestCard};
use simportal::types::lang::Lang;
use simportal::types::order::{OrderStatus, PaymentKind, PaymentState};

use super::{attempts, deliver, money_at_provider, now, order, simulated, work};
use crate::support::cast::Org;
use crate::support::{TestApp, make};

on_both!(whatever_happens_in_whatever_order_the_money_adds_up);

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

/// Orders of a sequence, and what was done to all of them.
struct Story {
    dice: Dice,
    orders: Vec<OrderRow>,
    cards: Vec<i64>,
    /// Webhooks that have not arrived yet, or arrive again.
    told: Vec<Signed>,
    /// What came by transfer for each order, in cents.
    by_bank: Vec<i64>,
    log: Vec<String>,
}

const STEPS: usize = 60;

async fn whatever_happens_in_whatever_order_the_money_adds_up(mut app: TestApp) {
    app.leave_work();
    for seed in [0x9E37_79B9_7F4A_7C15, 0x1234_5678_9ABC_DEF1, 0x0F0F_1F1F_2F2F_3F3F] {
        let mut story = Story {
            dice: Dice(seed),
            orders: (1..4).map(|n| order(&app, n)).collect(),
            cards: TestCard::ALL
                .iter()
                .map(|kind| make::card_of(&app, Org::Master, *kind))
                .collect(),
            told: Vec::new(),
            by_bank: vec![0; 3],
            log: vec![format!("seed {seed:x}")],
        };
        for _ in 0..STEPS {
            story.step(&app).await;
            story.never_twice(&app);
        }
        // At the end everything is heard of, and what is open is given up.
        app.pass(TimeDelta::days(2));
        for _ in 0..4 {
            work(&app).await;
            app.pass(TimeDelta::hours(3));
        }
        story.adds_up(&app);
        app.letters();
    }
}

impl Story {
    async fn step(&mut self, app: &TestApp) {
        let place = self.dice.below(self.orders.len());
        let order = self.orders[place].clone();
        let scope = make::scope(app, Org::Master);
        let at = app.state.clock.now();
        match self.dice.below(12) {
            0..=2 => {
                let means = self.means();
                let begun = app.try_write(|db| {
                    let how = (PaymentProviderKind::Simulated, means, Lang::En);
                    charges::begin(db, &scope, order.id, how, at)
                });
                self.log.push(format!("{place} begin {means:?}: {}", begun.is_ok()));
            }
            3..=4 => self.carry_on(app, &order, place),
            5 => {
                // Asked, and killed before the answer was taken in: the question alone is written down.
                if let Some(live) = charges::live(&attempts(app, &order)) {
                    let wish = (PaymentProviderKind::Simulated, charges::Wish::Pursue);
                    app.write(|db| charges::question(db, &scope, live.id, wish, at));
                    self.log.push(format!("{place} killed"));
                }
            }
            6 => self.visit(app, &order, place),
            7 => {
                if let Some(live) = charges::live(&attempts(app, &order)) {
                    let given_up = cashier::give_up(&app.state, &scope, live.id).unwrap();
                    self.log.push(format!("{place} give up: {}", given_up.attempt.status));
                }
            }
            8 => self.hear(app).await,
            9 => {
                let minutes = [1, 6, 90, 60 * 25][self.dice.below(4)];
                app.pass(TimeDelta::minutes(minutes));
                work(app).await;
                self.log.push(format!("{minutes} minutes"));
            }
            10 => {
                let cancelled = app.try_write(|db| orders::cancel(db, &scope, order.id, (true, ""), at));
                self.log.push(format!("{place} cancel: {}", cancelled.is_ok()));
            }
            _ => self.other(app, &order, place),
        }
    }

    fn means(&mut self) -> Means {
        match self.dice.below(3) {
            0 => Means::Page {
                keep_card: self.dice.below(2) == 0,
            },
            _ => Means::Card(self.cards[self.dice.below(self.cards.len())]),
        }
    }

    fn carry_on(&mut self, app: &TestApp, order: &OrderRow, place: usize) {
        let scope = make::scope(app, Org::Master);
        if let Some(last) = attempts(app, order).last() {
            let pursued = cashier::pursue(&app.state, &scope, last.id).unwrap();
            self.log.push(format!("{place} pursue: {}", pursued.attempt.status));
        }
    }

    /// The visitor does something on the page of the last attempt.
    fn visit(&mut self, app: &TestApp, order: &OrderRow, place: usize) {
        let all = attempts(app, order);
        let page = all.iter().rev().find_map(|row| row.provider_reference.clone());
        let Some(page) = page else { return };
        let choice = match self.dice.below(4) {
            0 => Choice::Confirm,
            1 => Choice::Refuse,
            2 => Choice::Card(TestCard::Success),
            _ => Choice::Card(TestCard::ALL[self.dice.below(TestCard::ALL.len())]),
        };
        if let Some(Answered::Done { webhook, .. }) = simulated(app).choose(&page, choice).unwrap() {
            self.told.push(webhook);
            self.log.push(format!("{place} visitor: {choice:?}"));
        }
    }

    /// A webhook arrives: one of any age, perhaps again. Old ones are signed anew by the provider, which the tests cannot: they are refused.
    async fn hear(&mut self, app: &TestApp) {
        if self.told.is_empty() {
            return;
        }
        let told = self.told[self.dice.below(self.told.len())].clone();
        let answer = deliver(app, &told.signature, &told.body).await;
        self.log.push(format!("webhook: {}", answer.status));
    }

    /// A transfer arrives, or money is given back.
    fn other(&mut self, app: &TestApp, order: &OrderRow, place: usize) {
        let (scope, at) = (make::scope(app, Org::Master), app.state.clock.now());
        let due = orders::standing_of(&now(app, order)).due();
        if self.dice.below(2) == 0 && due.cents() > 0 {
            let received = Received {
                amount: due,
                provider: "bank",
                reference: None,
                attempt: &make::attempt(),
            };
            app.write(|db| orders::mark_paid(db, &scope, order.id, &received, at));
            self.by_bank[place] += due.cents();
            self.log.push(format!("{place} by bank"));
        } else {
            let amount = super::cents(1 + i64::try_from(self.dice.below(1000)).unwrap());
            let refunded = app.try_write(|db| charges::refund_later(db, &scope, order, (amount, &make::attempt()), at));
            self.log.push(format!("{place} refund: {}", refunded.is_ok()));
        }
    }

    /// At no time has a card been charged twice for what the order keeps.
    fn never_twice(&self, app: &TestApp) {
        for order in &self.orders {
            let all = attempts(app, order);
            let charges = all.iter().filter(|row| row.kind == PaymentKind::Charge);
            let live = charges.clone().filter(|row| row.is_live()).count();
            let booked = charges.filter(|row| {
                let is_card = row.provider == "simulated";
                is_card && row.status == PaymentState::Succeeded && row.failure_code.is_empty()
            });
            assert!(
                live <= 1 && booked.count() <= 1,
                "{}: {:#?}\n{}",
                order.number,
                all,
                self.log.join("\n")
            );
        }
    }

    fn adds_up(&self, app: &TestApp) {
        for (order, by_bank) in self.orders.iter().zip(&self.by_bank) {
            let (order, story) = (now(app, order), self.log.join("\n"));
            let all = attempts(app, &order);
            assert!(
                all.iter().all(|row| !row.is_live()),
                "{}: {all:#?}\n{story}",
                order.number
            );
            let kept = order.paid.cents() - order.refunded.cents();
            assert_eq!(
                kept,
                money_at_provider(app, &order) + by_bank,
                "{} has {:?}: {all:#?}\n{story}",
                order.number,
                order.status
            );
            let is_waiting = order.status == OrderStatus::AwaitingPayment;
            assert!(!is_waiting || order.paid.cents() == 0, "{}\n{story}", order.number);
        }
    }
}
