//! What an answer of the provider changes: the attempt, its order, and whatever follows from that.

use chrono::NaiveDateTime;

use super::ask::{Question, Wish, end, is_over};
use super::refunds::{give_late_back, refunded};
use super::{AttemptRow, GIVEN_UP, OTHER_AMOUNT, REFUSED, next_look, tell};
use crate::domain::orders::{self, OrderRow, standing_of};
use crate::domain::work::{Job, enqueue};
use crate::domain::{Error, Result, auto_top_ups};
use crate::mail::MailContext;
use crate::payments::{ChargeState, Charged, CustomerRef, Refunded};
use crate::storage::{Db, cards as card_rows, charges as rows, orders as order_rows};
use crate::types::access::OrgScope;
use crate::types::card_payment::Decline;
use crate::types::order::{OrderKind, PaymentKind, PaymentState};

/// What a provider answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// What the organisation is called there.
    Customer(CustomerRef),
    /// How a charge stands.
    Charged(Charged),
    /// There is no charge of that attempt.
    Nothing,
    /// How a refund stands.
    Refunded(Refunded),
    /// The provider will not do it, and has not: its word for why.
    Refused(String),
    /// None came: it is asked again.
    None,
}

/// How an attempt to pay ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// The money is here, and the order paid by it.
    Paid,
    /// It failed, for this reason.
    Failed(Decline),
}

/// Takes an answer in. Answers whether there is more to be asked at once.
pub fn heard(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    payment_id: i64,
    (asked, answer): (&Question, &Answer),
    wish: Wish,
    now: NaiveDateTime,
) -> Result<bool> {
    let order_id = rows::find(db, scope, payment_id)?.order_id;
    let mut order = order_rows::lock(db, scope, order_id)?;
    let mut attempt = rows::find(db, scope, payment_id)?;
    attempt.look_at = next_look(attempt.created_at, now);
    match answer {
        Answer::Customer(customer) => {
            customer.as_str().clone_into(&mut attempt.customer_reference);
            card_rows::set_customer(db, scope, &attempt.provider, customer.as_str(), now)?;
            rows::save(db, &attempt)?;
            Ok(true)
        }
        Answer::Charged(charged) => {
            let is_more = !charged.state.is_final()
                && attempt.is_live()
                && !matches!(asked, Question::Cancel(_))
                && is_over(&order, &attempt, wish, now);
            take(db, context, scope, (&mut order, &mut attempt), charged, now)?;
            Ok(is_more)
        }
        Answer::Refunded(answer) => refunded(db, scope, (&mut order, &mut attempt), answer, now).map(|()| false),
        Answer::Nothing if attempt.is_live() => {
            end(db, &mut attempt, now)?;
            given_up(db, context, scope, (&mut order, &attempt), now)?;
            Ok(false)
        }
        Answer::Refused(code) if attempt.is_live() => {
            tracing::error!(order = %order.number, payment = attempt.id, code, "the payment provider refuses a request");
            fail(db, &mut attempt, REFUSED, now)?;
            if attempt.kind == PaymentKind::Charge {
                settled(
                    db,
                    context,
                    scope,
                    &mut order,
                    &attempt,
                    Settled::Failed(Decline::Other),
                    now,
                )?;
            }
            Ok(false)
        }
        Answer::None if attempt.is_live() => rows::save(db, &attempt).map(|()| false).map_err(Error::from),
        Answer::Nothing | Answer::Refused(_) | Answer::None => Ok(false),
    }
}

/// How a charge stands, compared with what was asked for.
fn take(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    (order, attempt): (&mut OrderRow, &mut AttemptRow),
    charged: &Charged,
    now: NaiveDateTime,
) -> Result<()> {
    if attempt.status == PaymentState::Succeeded {
        return Ok(());
    }
    let is_ours = charged
        .attempt
        .as_ref()
        .is_none_or(|key| key.as_str() == attempt.attempt_key);
    if !is_ours || (charged.amount, charged.currency) != (attempt.amount, attempt.currency) {
        tracing::error!(
            order = %order.number, payment = attempt.id, charge = %charged.charge, amount = %charged.amount,
            "the payment provider names another amount or attempt than was asked for: a person has to look"
        );
        if attempt.is_live() {
            fail(db, attempt, OTHER_AMOUNT, now)?;
            settled(db, context, scope, order, attempt, Settled::Failed(Decline::Other), now)?;
        }
        return Ok(());
    }
    let was_waiting = attempt.status == PaymentState::NeedsConfirmation;
    if attempt.provider_reference.is_none() {
        attempt.provider_reference = Some(charged.charge.as_str().to_owned());
    }
    match &charged.state {
        ChargeState::Succeeded => succeeded(db, context, scope, (order, attempt), now),
        // It failed before, and still has.
        _ if !attempt.is_live() => Ok(()),
        ChargeState::NeedsConfirmation { .. } => {
            attempt.status = PaymentState::NeedsConfirmation;
            rows::save(db, attempt)?;
            // Whoever is there is sent to the page; whoever is away has to be told.
            if attempt.payment_method_id.is_some() && scope.by().user_id.is_none() && !was_waiting {
                tell::card_failed(db, context, scope, order, Decline::NotConfirmed, now)?;
            }
            Ok(())
        }
        ChargeState::Pending => {
            attempt.status = PaymentState::Pending;
            Ok(rows::save(db, attempt)?)
        }
        ChargeState::Declined { code, reason } => {
            tracing::info!(order = %order.number, payment = attempt.id, code, "a card was declined");
            fail(db, attempt, reason.as_str(), now)?;
            settled(db, context, scope, order, attempt, Settled::Failed(*reason), now)
        }
        ChargeState::Cancelled => {
            fail(db, attempt, GIVEN_UP, now)?;
            given_up(db, context, scope, (order, attempt), now)
        }
    }
}

/// An attempt was given up that nobody finished. Of an order that was placed by itself that counts as a failure: nobody else tries again.
fn given_up(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    (order, attempt): (&mut OrderRow, &AttemptRow),
    now: NaiveDateTime,
) -> Result<()> {
    if order.kind != OrderKind::AutoTopUp || attempt.kind != PaymentKind::Charge || attempt.is_live() {
        return Ok(());
    }
    settled(
        db,
        context,
        scope,
        order,
        attempt,
        Settled::Failed(Decline::BankUnavailable),
        now,
    )
}

fn succeeded(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    (order, attempt): (&mut OrderRow, &mut AttemptRow),
    now: NaiveDateTime,
) -> Result<()> {
    attempt.status = PaymentState::Succeeded;
    attempt.settled_at = Some(now);
    attempt.failure_code.clear();
    if standing_of(order).due() < attempt.amount {
        return give_late_back(db, scope, (order, attempt), now);
    }
    rows::save(db, attempt)?;
    if attempt.keep_card {
        let job = Job::KeepCards {
            root_id: order.root_id,
            organisation_id: order.organisation_id,
            customer: attempt.customer_reference.clone(),
        };
        enqueue(db, Some(order.organisation_id), &job, now)?;
    }
    settled(db, context, scope, order, attempt, Settled::Paid, now)
}

fn fail(db: &mut Db, attempt: &mut AttemptRow, code: &str, now: NaiveDateTime) -> Result<()> {
    attempt.status = PaymentState::Failed;
    code.clone_into(&mut attempt.failure_code);
    attempt.settled_at = Some(now);
    Ok(rows::save(db, attempt)?)
}

/// Where every charge of a card ends: the order is paid, or the failure noted, and mailed if nobody is there to see it. Whatever else
/// follows from a paid or failed charge begins here.
pub fn settled(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    order: &mut OrderRow,
    attempt: &AttemptRow,
    how: Settled,
    now: NaiveDateTime,
) -> Result<()> {
    match how {
        Settled::Paid => {
            orders::take_in(db, scope, order, attempt.amount, now)?;
            auto_top_ups::charged(db, scope, order, now)
        }
        Settled::Failed(reason) => {
            match orders::note_failure(db, scope, order, reason.as_str(), now) {
                // It was paid in another way meanwhile, or cancelled: nobody needs to know.
                Err(Error::Refused(_)) => return Ok(()),
                done => done?,
            }
            if order.kind == OrderKind::AutoTopUp {
                // It is tried again, and has a mail of its own.
                auto_top_ups::failed(db, scope, order, reason, now)?;
            } else if scope.by().user_id.is_none() {
                tell::card_failed(db, context, scope, order, reason, now)?;
            }
            Ok(())
        }
    }
}
