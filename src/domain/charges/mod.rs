//! Paying by card (decision 0016): attempts, what is asked of the provider and what its answers change. The provider itself is asked
//! outside, between two transactions, by `crate::cashier`.
//!
//! - `begin.rs` writes an attempt down: at most one of an order is live, so that nothing is charged twice
//! - `ask.rs` what the provider is to be asked about an attempt now
//! - `heard.rs` what its answer changes; [`settled`] is where every charge ends
//! - `refunds.rs` giving money back
//! - `cards.rs` saved cards, `savings.rs` the pages on which they are saved
//! - `told.rs` what the provider tells by itself
//! - `tell.rs` mails
//! - `troubles.rs` what a person has to look at

mod ask;
mod begin;
mod cards;
mod heard;
mod refunds;
mod savings;
mod tell;
mod told;
mod troubles;

use chrono::{NaiveDateTime, TimeDelta};

pub use ask::{Question, Terms, Wish, customer_of, question};
pub use begin::{Begun, Means, begin, charge_later};
pub use cards::{
    EXPIRES_WITHIN, card, cards, default_card, delete_card, expiring, keep_cards, make_default, pays_for_top_ups,
    removed_card, warn_of_expiry, warned_month,
};
pub use heard::{Answer, Settled, heard, settled};
pub use refunds::refund_later;
pub use savings::{Saved, SavingQuestion, begin_saving, saved, saving_question};
pub use told::{Named, forget_events, keep_event, name_of};
pub use troubles::{Troubles, troubles};

use super::Result;
use crate::domain::work::{Job, enqueue};
pub use crate::storage::card_savings::{SavingRow, home_of_saving, open_savings};
pub use crate::storage::cards::{CardRow, home_of as home_of_card};
pub use crate::storage::charges::{AttemptRow, Home, event_handled, find, find_event, home_of, of_order};
use crate::storage::{Db, card_savings as saving_rows, charges as rows};
use crate::types::card_payment::Decline;
use crate::types::order::PaymentKind;

/// Sentence: the order is not paid by card.
pub const NOT_BY_CARD: &str = "cards-refused-not-by-card";
/// Sentence: the card was deleted.
pub const CARD_GONE: &str = "cards-refused-card-gone";
/// Sentence: another payment of the order is under way.
pub const UNDER_WAY: &str = "cards-refused-under-way";

/// Why an attempt failed, beside the reasons of [`Decline`]: it was given up, or nobody finished it in time.
pub const GIVEN_UP: &str = "given-up";
/// The provider would not do it: our request or our settings are wrong.
pub const REFUSED: &str = "refused";
/// The provider names another amount than was asked for.
pub const OTHER_AMOUNT: &str = "other-amount";
/// Of a charge that succeeded: it came when the order did not need it any more, and goes back.
pub const LATE: &str = "late";

/// How long an attempt may take, and a key is used again: a provider remembers keys, and pages wait, for a day.
pub const PATIENCE: TimeDelta = TimeDelta::hours(23);

/// When the provider is asked next about an attempt that is so old, unless it tells before: soon at first, then ever more rarely.
fn next_look(created_at: NaiveDateTime, now: NaiveDateTime) -> NaiveDateTime {
    let age = now - created_at;
    now + (age / 4).clamp(TimeDelta::minutes(5), TimeDelta::hours(2))
}

/// Why the last attempt to pay an order failed, as far as its customer is told; `None`: it did not, or was given up.
pub fn last_decline(attempts: &[AttemptRow]) -> Option<Decline> {
    let last = attempts
        .iter()
        .rev()
        .find(|attempt| attempt.kind == PaymentKind::Charge)?;
    match last.failure_code.as_str() {
        "" | GIVEN_UP | LATE => None,
        word => Some(Decline::parse(word).unwrap_or(Decline::Other)),
    }
}

/// The attempt to pay that may still become something.
pub fn live(attempts: &[AttemptRow]) -> Option<&AttemptRow> {
    attempts
        .iter()
        .find(|attempt| attempt.kind == PaymentKind::Charge && attempt.is_live())
}

/// Writes jobs that ask providers about attempts whose time has come; answers how many. The attempt of a request that was killed between
/// two steps is found here.
pub fn look_around(db: &mut Db, most: i64, now: NaiveDateTime) -> Result<usize> {
    let attempts = rows::due(db, now, most)?;
    let savings = saving_rows::due_savings(db, now, most)?;
    for attempt in &attempts {
        rows::set_look_at(db, attempt.id, next_look(attempt.created_at, now))?;
        enqueue(
            db,
            Some(attempt.organisation_id),
            &job_of(attempt.kind, attempt.id),
            now,
        )?;
    }
    for saving in &savings {
        saving_rows::set_saving_look_at(db, saving.id, next_look(saving.created_at, now))?;
        let job = Job::SaveCard { saving_id: saving.id };
        enqueue(db, Some(saving.organisation_id), &job, now)?;
    }
    Ok(attempts.len() + savings.len())
}

/// The job that asks about an attempt.
fn job_of(kind: PaymentKind, payment_id: i64) -> Job {
    match kind {
        PaymentKind::Charge => Job::ChargeCard { payment_id },
        PaymentKind::Refund => Job::RefundCard { payment_id },
    }
}

/// Has the open attempts of an order looked at now: it does not need them any more.
pub(super) fn drop_attempts(db: &mut Db, order_id: i64, now: NaiveDateTime) -> Result<()> {
    for attempt in rows::of_order(db, order_id)? {
        if attempt.is_live() && attempt.kind == PaymentKind::Charge {
            enqueue(
                db,
                Some(attempt.organisation_id),
                &job_of(attempt.kind, attempt.id),
                now,
            )?;
        }
    }
    Ok(())
}
