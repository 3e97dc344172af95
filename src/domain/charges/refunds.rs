//! Giving money back that was charged to a card.

use chrono::NaiveDateTime;

use super::{AttemptRow, LATE, REFUSED, job_of, next_look};
use crate::crypto::random_token;
use crate::domain::orders::standing::{self, Event, REFUND_TOO_MUCH, next};
use crate::domain::orders::{self, OrderRow, standing_of};
use crate::domain::work::enqueue;
use crate::domain::{Error, Result};
use crate::payments::{RefundState, Refunded};
use crate::storage::audit::{self, Change};
use crate::storage::charges::{self as rows, NewAttempt};
use crate::storage::{Db, Error as StorageError, orders as order_rows};
use crate::types::access::OrgScope;
use crate::types::card_payment::PaymentProviderKind;
use crate::types::money::Money;
use crate::types::order::{AttemptKey, PaymentKind, PaymentState};

/// Gives a part or all of what was charged to a card for an order back to it: by a job, which is written in the same transaction; the order
/// says so once the provider has done it. Refused where so much was not charged to one card, or is on its way back already. The same key again
/// changes nothing.
pub fn refund_later(
    db: &mut Db,
    scope: &OrgScope,
    order: &OrderRow,
    (amount, key): (Money, &AttemptKey),
    now: NaiveDateTime,
) -> Result<()> {
    let order = order_rows::lock(db, scope, order.id)?;
    if order_rows::payment_by_key(db, key)?.is_some_and(|known| known.order_id == order.id) {
        return Ok(());
    }
    let attempts = rows::of_order(db, order.id)?;
    let is_refund = |row: &&AttemptRow| row.kind == PaymentKind::Refund && row.status != PaymentState::Failed;
    // What is on its way counts as if it had arrived.
    let on_its_way = attempts
        .iter()
        .filter(is_refund)
        .filter(|row| row.is_live() && !is_of_late(row, &attempts))
        .map(|row| row.amount);
    let mut after = standing_of(&order);
    for part in on_its_way {
        after = next(after, Event::Refunded(part)).map_err(Error::Refused)?;
    }
    next(after, Event::Refunded(amount)).map_err(Error::Refused)?;
    let left = |charge: &AttemptRow| {
        let back = attempts.iter().filter(is_refund);
        let of_it = back
            .filter(|row| row.refund_of == Some(charge.id))
            .map(|row| row.amount);
        let gone = Money::checked_sum(of_it).unwrap_or(charge.amount);
        charge.amount.checked_sub(gone).unwrap_or_default()
    };
    let charge = attempts
        .iter()
        .find(|row| is_paid_charge(row) && left(row) >= amount)
        .ok_or(Error::Refused(REFUND_TOO_MUCH))?;
    insert(db, scope, &order, (charge, amount, key), now)
}

/// A charge of a card that paid its order.
fn is_paid_charge(row: &AttemptRow) -> bool {
    row.kind == PaymentKind::Charge
        && row.status == PaymentState::Succeeded
        && row.failure_code != LATE
        && row.provider_reference.is_some()
        && PaymentProviderKind::parse(&row.provider).is_some()
}

/// Whether a refund gives back what never paid its order.
fn is_of_late(row: &AttemptRow, attempts: &[AttemptRow]) -> bool {
    attempts
        .iter()
        .any(|charge| row.refund_of == Some(charge.id) && charge.failure_code == LATE)
}

fn insert(
    db: &mut Db,
    scope: &OrgScope,
    order: &OrderRow,
    (charge, amount, key): (&AttemptRow, Money, &AttemptKey),
    now: NaiveDateTime,
) -> Result<()> {
    let new = NewAttempt {
        kind: PaymentKind::Refund,
        provider: &charge.provider,
        payment_method_id: charge.payment_method_id,
        refund_of: Some(charge.id),
        attempt_key: key.as_str(),
        amount,
        keep_card: false,
        language: &charge.language,
        look_at: next_look(now, now),
    };
    let attempt = rows::insert(db, order, scope.by(), &new, now)?;
    let job = job_of(attempt.kind, attempt.id);
    enqueue(db, Some(order.organisation_id), &job, now)?;
    Ok(())
}

/// A charge has succeeded that its order does not need any more, because it was paid otherwise or cancelled meanwhile: all of it goes back.
pub(super) fn give_late_back(
    db: &mut Db,
    scope: &OrgScope,
    (order, attempt): (&OrderRow, &mut AttemptRow),
    now: NaiveDateTime,
) -> Result<()> {
    tracing::warn!(order = %order.number, payment = attempt.id, "a charge came too late and goes back");
    LATE.clone_into(&mut attempt.failure_code);
    rows::save(db, attempt)?;
    let key = AttemptKey::parse(&random_token()?).ok_or_else(|| StorageError::internal("a random token is no key"))?;
    insert(db, scope, order, (attempt, attempt.amount, &key), now)?;
    let change = Change {
        action: "order.pay_late",
        object_kind: "order",
        object_id: order.id,
        object_name: &order.number,
        old: None,
        new: Some(format!("{} {}", attempt.amount, attempt.currency)),
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}

/// What the provider says about a refund.
pub(super) fn refunded(
    db: &mut Db,
    scope: &OrgScope,
    (order, attempt): (&mut OrderRow, &mut AttemptRow),
    answer: &Refunded,
    now: NaiveDateTime,
) -> Result<()> {
    if !attempt.is_live() {
        return Ok(());
    }
    attempt.provider_reference = Some(answer.refund.as_str().to_owned());
    match &answer.state {
        RefundState::Pending => attempt.status = PaymentState::Pending,
        RefundState::Failed { code } => {
            tracing::error!(order = %order.number, payment = attempt.id, code, "a refund failed: a person has to look");
            attempt.status = PaymentState::Failed;
            REFUSED.clone_into(&mut attempt.failure_code);
            attempt.settled_at = Some(now);
        }
        RefundState::Succeeded if (answer.amount, answer.currency) != (attempt.amount, attempt.currency) => {
            return Err(StorageError::internal("the provider names another amount for a refund").into());
        }
        RefundState::Succeeded => {
            attempt.status = PaymentState::Succeeded;
            attempt.settled_at = Some(now);
        }
    }
    rows::save(db, attempt)?;
    let paid = rows::of_order(db, order.id)?;
    if attempt.status != PaymentState::Succeeded || is_of_late(attempt, &paid) {
        return Ok(());
    }
    match orders::give_back(db, scope, order, attempt.amount, now) {
        // Somebody has noted it by hand meanwhile.
        Err(Error::Refused(standing::REFUND_TOO_MUCH)) => {
            tracing::error!(order = %order.number, payment = attempt.id, "more went back than came in: a person has to look");
            Ok(())
        }
        done => done,
    }
}
