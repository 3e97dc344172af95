//! How far an order is, and what may become of it: one pure function.

use crate::types::money::Money;
use crate::types::order::{OrderStatus, PaymentStatus};

/// Sentence: it is too late to cancel.
pub const TOO_LATE: &str = "orders-refused-too-late";
/// Sentence: only staff can cancel an order that is being prepared.
pub const STAFF_CANCELS: &str = "orders-refused-staff-cancels";
/// Sentence: the order was cancelled.
pub const IS_CANCELLED: &str = "orders-refused-cancelled";
/// Sentence: nothing is left to be paid.
pub const IS_PAID: &str = "orders-refused-paid";
/// Sentence: the amount is more than is left to be paid.
pub const TOO_MUCH: &str = "orders-refused-too-much";
/// Sentence: the amount is more than can go back.
pub const REFUND_TOO_MUCH: &str = "orders-refused-refund-too-much";
/// Sentence: an amount must be more than nothing.
pub const NO_AMOUNT: &str = "orders-refused-no-amount";
/// Sentence: it is not paid yet.
pub const NOT_YET: &str = "orders-refused-not-yet";
/// Sentence: that has been done already.
pub const DONE_ALREADY: &str = "orders-refused-done";

/// Sentence: a part was paid: the rest comes first.
pub const PARTLY_PAID: &str = "orders-refused-partly-paid";
/// Sentence: money went back already, so it cannot become dearer.
pub const REFUNDED_ALREADY: &str = "orders-refused-refunded";

/// Sentence: it has SIMs, which have to be taken back first.
pub const HAS_SIMS: &str = "orders-refused-has-sims";
/// Sentence: more SIMs than the line asks for.
pub const TOO_MANY_SIMS: &str = "orders-refused-too-many-sims";

/// How far an order is. `paid - refunded` is what we have of it; `0 <= refunded <= paid <= gross` always holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How far.
    pub status: OrderStatus,
    /// What became of the money.
    pub payment: PaymentStatus,
    /// What is to be paid.
    pub gross: Money,
    /// What came in.
    pub paid: Money,
    /// What went back of it.
    pub refunded: Money,
}

/// What may happen to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Money came in.
    Paid(Money),
    /// A try to get money failed.
    PaymentFailed,
    /// Everything was handed to the carrier.
    Shipped,
    /// Everything was delivered or booked.
    Completed,
    /// It is given up, by staff or by the customer.
    Cancelled {
        /// Whether staff do it.
        by_staff: bool,
    },
    /// Money went back.
    Refunded(Money),
    /// Its invoice was corrected: it comes to this.
    Corrected(Money),
}

impl Standing {
    /// Of an order that is placed now. `on_account`: it is prepared before it is paid. What costs nothing is paid.
    pub fn placed(gross: Money, on_account: bool) -> Self {
        let is_free = gross == Money::ZERO;
        Self {
            status: if on_account || is_free {
                OrderStatus::InPreparation
            } else {
                OrderStatus::AwaitingPayment
            },
            payment: if is_free {
                PaymentStatus::Paid
            } else {
                PaymentStatus::Open
            },
            gross,
            paid: Money::ZERO,
            refunded: Money::ZERO,
        }
    }

    /// What is still to be paid; nothing once money went back or the order was cancelled.
    pub fn due(&self) -> Money {
        let is_over = self.status == OrderStatus::Cancelled || self.refunded > Money::ZERO;
        let left = self.gross.checked_sub(self.paid).unwrap_or_default();
        if is_over { Money::ZERO } else { left }
    }

    /// What we have of the customer's money.
    pub fn kept(&self) -> Money {
        self.paid.checked_sub(self.refunded).unwrap_or_default()
    }
}

/// How far the order is after something happened, or the key of the sentence that says why it cannot happen.
pub fn next(now: Standing, event: Event) -> Result<Standing, &'static str> {
    match event {
        Event::Paid(amount) => paid(now, amount),
        Event::PaymentFailed => payment_failed(now),
        Event::Shipped => match now.status {
            OrderStatus::InPreparation => Ok(Standing {
                status: OrderStatus::Shipped,
                ..now
            }),
            other => Err(not_now(other)),
        },
        Event::Completed => match now.status {
            OrderStatus::InPreparation | OrderStatus::Shipped => Ok(Standing {
                status: OrderStatus::Completed,
                ..now
            }),
            other => Err(not_now(other)),
        },
        Event::Cancelled { by_staff } => match now.status {
            OrderStatus::AwaitingPayment => Ok(cancelled(now)),
            OrderStatus::InPreparation if by_staff => Ok(cancelled(now)),
            OrderStatus::InPreparation => Err(STAFF_CANCELS),
            OrderStatus::Shipped | OrderStatus::Completed => Err(TOO_LATE),
            OrderStatus::Cancelled => Err(DONE_ALREADY),
        },
        Event::Refunded(amount) => refunded(now, amount),
        Event::Corrected(gross) => corrected(now, gross),
    }
}

fn not_now(status: OrderStatus) -> &'static str {
    match status {
        OrderStatus::AwaitingPayment | OrderStatus::InPreparation => NOT_YET,
        OrderStatus::Shipped | OrderStatus::Completed => DONE_ALREADY,
        OrderStatus::Cancelled => IS_CANCELLED,
    }
}

fn cancelled(now: Standing) -> Standing {
    Standing {
        status: OrderStatus::Cancelled,
        ..now
    }
}

fn paid(now: Standing, amount: Money) -> Result<Standing, &'static str> {
    if amount <= Money::ZERO {
        return Err(NO_AMOUNT);
    }
    if now.status == OrderStatus::Cancelled {
        return Err(IS_CANCELLED);
    }
    let due = now.due();
    if due == Money::ZERO {
        return Err(IS_PAID);
    }
    if amount > due {
        return Err(TOO_MUCH);
    }
    let paid = now.paid.checked_add(amount).ok_or(TOO_MUCH)?;
    let is_all = paid == now.gross;
    Ok(Standing {
        paid,
        payment: if is_all {
            PaymentStatus::Paid
        } else {
            PaymentStatus::Open
        },
        status: match now.status {
            OrderStatus::AwaitingPayment if is_all => OrderStatus::InPreparation,
            other => other,
        },
        ..now
    })
}

fn payment_failed(now: Standing) -> Result<Standing, &'static str> {
    match now.payment {
        _ if now.status == OrderStatus::Cancelled => Err(IS_CANCELLED),
        PaymentStatus::Open | PaymentStatus::Failed => Ok(Standing {
            payment: PaymentStatus::Failed,
            ..now
        }),
        PaymentStatus::Paid | PaymentStatus::Refunded | PaymentStatus::PartlyRefunded => Err(IS_PAID),
    }
}

/// Money goes back when all of it had come in, or when the order was given up before.
fn refunded(now: Standing, amount: Money) -> Result<Standing, &'static str> {
    if amount <= Money::ZERO {
        return Err(NO_AMOUNT);
    }
    let is_settled = matches!(now.payment, PaymentStatus::Paid | PaymentStatus::PartlyRefunded);
    if now.status != OrderStatus::Cancelled && !is_settled {
        return Err(NOT_YET);
    }
    if amount > now.kept() {
        return Err(REFUND_TOO_MUCH);
    }
    let refunded = now.refunded.checked_add(amount).ok_or(REFUND_TOO_MUCH)?;
    Ok(Standing {
        refunded,
        payment: if refunded == now.paid {
            PaymentStatus::Refunded
        } else {
            PaymentStatus::PartlyRefunded
        },
        ..now
    })
}

/// What is paid already stays what the order comes to, and the difference goes back; otherwise the new amount is what is to be paid.
fn corrected(now: Standing, gross: Money) -> Result<Standing, &'static str> {
    if now.status == OrderStatus::Cancelled {
        return Err(IS_CANCELLED);
    }
    if gross < now.paid {
        return if now.paid == now.gross {
            Ok(now)
        } else {
            Err(PARTLY_PAID)
        };
    }
    if now.refunded > Money::ZERO {
        return if gross == now.gross {
            Ok(now)
        } else {
            Err(REFUNDED_ALREADY)
        };
    }
    let is_all = now.paid == gross;
    Ok(Standing {
        gross,
        payment: if is_all {
            PaymentStatus::Paid
        } else {
            PaymentStatus::Open
        },
        status: match now.status {
            OrderStatus::AwaitingPayment if is_all => OrderStatus::InPreparation,
            other => other,
        },
        ..now
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cents(cents: i64) -> Money {
        Money::from_cents(cents)
    }

    /// Follows events that must all be possible.
    fn after(start: Standing, events: &[Event]) -> Standing {
        events.iter().fold(start, |now, event| next(now, *event).unwrap())
    }

    #[test]
    fn an_order_is_prepared_when_all_of_it_is_paid() {
        let placed = Standing::placed(cents(11_900), false);
        assert_eq!(
            (placed.status, placed.payment),
            (OrderStatus::AwaitingPayment, PaymentStatus::Open)
        );
        let half = after(placed, &[Event::Paid(cents(5_000))]);
        assert_eq!(
            (half.status, half.payment, half.due()),
            (OrderStatus::AwaitingPayment, PaymentStatus::Open, cents(6_900))
        );
        assert_eq!(next(half, Event::Paid(cents(6_901))), Err(TOO_MUCH));
        let whole = after(half, &[Event::Paid(cents(6_900))]);
        assert_eq!(
            (whole.status, whole.payment),
            (OrderStatus::InPreparation, PaymentStatus::Paid)
        );
        assert_eq!(next(whole, Event::Paid(cents(1))), Err(IS_PAID));
        let done = after(whole, &[Event::Shipped, Event::Completed]);
        assert_eq!(next(done, Event::Cancelled { by_staff: true }), Err(TOO_LATE));
        assert_eq!(next(done, Event::Completed), Err(DONE_ALREADY));
    }

    #[test]
    fn on_account_it_is_prepared_at_once_and_paid_later() {
        let placed = Standing::placed(cents(100), true);
        assert_eq!(placed.status, OrderStatus::InPreparation);
        let done = after(placed, &[Event::Completed, Event::Paid(cents(100))]);
        assert_eq!(
            (done.status, done.payment),
            (OrderStatus::Completed, PaymentStatus::Paid)
        );
        let free = Standing::placed(Money::ZERO, false);
        assert_eq!(
            (free.status, free.payment),
            (OrderStatus::InPreparation, PaymentStatus::Paid)
        );
    }

    #[test]
    fn customers_cancel_before_they_pay_and_staff_before_it_is_shipped() {
        let placed = Standing::placed(cents(100), false);
        assert!(next(placed, Event::Cancelled { by_staff: false }).is_ok());
        let paid = after(placed, &[Event::Paid(cents(100))]);
        assert_eq!(next(paid, Event::Cancelled { by_staff: false }), Err(STAFF_CANCELS));
        let cancelled = after(paid, &[Event::Cancelled { by_staff: true }]);
        assert_eq!(next(cancelled, Event::Paid(cents(1))), Err(IS_CANCELLED));
        let part = after(cancelled, &[Event::Refunded(cents(40))]);
        assert_eq!((part.payment, part.kept()), (PaymentStatus::PartlyRefunded, cents(60)));
        assert_eq!(next(part, Event::Refunded(cents(61))), Err(REFUND_TOO_MUCH));
        assert_eq!(
            after(part, &[Event::Refunded(cents(60))]).payment,
            PaymentStatus::Refunded
        );
    }

    #[test]
    fn a_failed_payment_can_be_tried_again() {
        let failed = after(Standing::placed(cents(100), false), &[Event::PaymentFailed]);
        assert_eq!(
            (failed.status, failed.payment),
            (OrderStatus::AwaitingPayment, PaymentStatus::Failed)
        );
        assert_eq!(after(failed, &[Event::Paid(cents(100))]).payment, PaymentStatus::Paid);
        assert_eq!(next(failed, Event::Shipped), Err(NOT_YET));
    }

    fn any_event() -> impl Strategy<Value = Event> {
        prop_oneof![
            (-5_i64..150).prop_map(|n| Event::Paid(cents(n))),
            Just(Event::PaymentFailed),
            Just(Event::Shipped),
            Just(Event::Completed),
            any::<bool>().prop_map(|by_staff| Event::Cancelled { by_staff }),
            (-5_i64..150).prop_map(|n| Event::Refunded(cents(n))),
        ]
    }

    proptest! {
        /// Whatever happens in whatever order, the money adds up, and status and payment never contradict it.
        #[test]
        fn the_money_always_adds_up(
            gross in 0_i64..200, on_account in any::<bool>(), events in proptest::collection::vec(any_event(), 0..40),
        ) {
            let mut now = Standing::placed(cents(gross), on_account);
            let (mut came_in, mut went_back) = (0, 0);
            for event in events {
                let before = now;
                let Ok(after) = next(now, event) else { continue };
                match event {
                    Event::Paid(amount) => came_in += amount.cents(),
                    Event::Refunded(amount) => went_back += amount.cents(),
                    _ => prop_assert_eq!((after.paid, after.refunded), (before.paid, before.refunded)),
                }
                now = after;
                prop_assert_eq!(now.paid.cents(), came_in);
                prop_assert_eq!(now.refunded.cents(), went_back);
                prop_assert_eq!(now.kept().cents(), came_in - went_back);
                prop_assert!(0 <= went_back && went_back <= came_in && came_in <= gross);
                prop_assert_eq!(now.gross, cents(gross));
                // Nothing comes back to life, and nothing is delivered before it may be.
                let is_final = matches!(before.status, OrderStatus::Cancelled | OrderStatus::Completed);
                prop_assert!(!is_final || now.status == before.status);
                if matches!(now.status, OrderStatus::InPreparation | OrderStatus::Shipped | OrderStatus::Completed) {
                    prop_assert!(on_account || came_in == gross);
                }
                match now.payment {
                    PaymentStatus::Paid => prop_assert!(came_in == gross && went_back == 0),
                    PaymentStatus::Open | PaymentStatus::Failed => prop_assert!(came_in < gross && went_back == 0),
                    PaymentStatus::Refunded => prop_assert!(went_back == came_in && came_in > 0),
                    PaymentStatus::PartlyRefunded => prop_assert!(0 < went_back && went_back < came_in),
                }
            }
        }
    }
}
