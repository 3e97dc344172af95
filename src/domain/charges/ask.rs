//! What the provider is to be asked about an attempt. Each question is written down before it is asked: after a crash it is asked again in
//! the same words, or it is looked for what became of it.

use chrono::{NaiveDateTime, TimeDelta};

use super::{AttemptRow, GIVEN_UP, PATIENCE};
use crate::domain::Result;
use crate::domain::orders::{OrderRow, standing_of};
use crate::payments::{AttemptKey, CardRef, ChargeRef, CustomerRef, RefundRef};
use crate::storage::{Db, Error as StorageError, cards as card_rows, charges as rows, orders, organisations};
use crate::types::access::OrgScope;
use crate::types::card_payment::PaymentProviderKind;
use crate::types::lang::Lang;
use crate::types::money::{Currency, Money};
use crate::types::order::{PaymentKind, PaymentState};

/// What the caller wants of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To know how it stands, and to carry on with it.
    Pursue,
    /// To have it out of the way.
    GiveUp,
}

/// What a charge is asked for with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Who pays.
    pub customer: CustomerRef,
    /// The attempt.
    pub attempt: AttemptKey,
    /// How much.
    pub amount: Money,
    /// In what.
    pub currency: Currency,
    /// Number of the order.
    pub order: String,
    /// Language of a page.
    pub lang: Lang,
    /// When it was begun, or a little before: charges are looked for since then.
    pub since: NaiveDateTime,
}

/// A question to a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// What the organisation is called there.
    Customer {
        /// Its account number.
        account: String,
        /// Its name.
        name: String,
        /// Its main address.
        email: String,
        /// What it was called before.
        known: Option<CustomerRef>,
    },
    /// Charge a saved card.
    Charge(Terms, CardRef),
    /// Make a page to pay on; whether its card is saved.
    Page(Terms, bool),
    /// How a charge stands.
    State(ChargeRef),
    /// Give a charge up.
    Cancel(ChargeRef),
    /// Whether there is a charge of this attempt, whose answer never came.
    Find {
        /// Who was to pay.
        customer: CustomerRef,
        /// The attempt.
        attempt: AttemptKey,
        /// When it was begun.
        since: NaiveDateTime,
    },
    /// Give money back.
    Refund {
        /// The charge.
        charge: ChargeRef,
        /// The attempt.
        attempt: AttemptKey,
        /// How much.
        amount: Money,
        /// In what.
        currency: Currency,
    },
    /// How a refund stands.
    RefundState(RefundRef),
}

/// Clocks of two machines differ: a charge may seem to be older than the attempt that made it.
const SKEW: TimeDelta = TimeDelta::minutes(10);

/// What the provider is to be asked about an attempt now; `None`: nothing (any more). Of an attempt that failed and has a charge, how that
/// stands: it may have succeeded later. Changes the attempt: what was asked once cannot be forgotten.
pub fn question(
    db: &mut Db,
    scope: &OrgScope,
    payment_id: i64,
    (provider, wish): (PaymentProviderKind, Wish),
    now: NaiveDateTime,
) -> Result<Option<Question>> {
    let order_id = rows::find(db, scope, payment_id)?.order_id;
    let order = orders::lock(db, scope, order_id)?;
    let mut attempt = rows::find(db, scope, payment_id)?;
    if attempt.provider != provider.as_str() {
        // Another one is set up now, and cannot know. What it was never asked for is dead.
        if attempt.is_live() && attempt.status == PaymentState::Pending && attempt.provider_reference.is_none() {
            end(db, &mut attempt, now)?;
        }
        return Ok(None);
    }
    match attempt.kind {
        PaymentKind::Charge => of_charge(db, scope, &order, attempt, wish, now),
        PaymentKind::Refund => of_refund(db, scope, attempt),
    }
}

fn of_charge(
    db: &mut Db,
    scope: &OrgScope,
    order: &OrderRow,
    mut attempt: AttemptRow,
    wish: Wish,
    now: NaiveDateTime,
) -> Result<Option<Question>> {
    let reference = attempt.provider_reference.as_deref().and_then(ChargeRef::parse);
    if !attempt.is_live() {
        let may_be_late = attempt.status == PaymentState::Failed;
        return Ok(reference.filter(|_| may_be_late).map(Question::State));
    }
    let is_over = is_over(order, &attempt, wish, now);
    if let Some(charge) = reference {
        let question = if is_over { Question::Cancel } else { Question::State };
        return Ok(Some(question(charge)));
    }
    let card = match attempt.payment_method_id {
        Some(id) => Some(card_rows::find(db, scope, id)?),
        None => None,
    };
    let is_deleted = card.as_ref().is_some_and(|card| card.deleted_at.is_some());
    if attempt.status == PaymentState::Pending && (is_over || is_deleted) {
        // It was never asked for.
        end(db, &mut attempt, now)?;
        return Ok(None);
    }
    if attempt.customer_reference.is_empty() {
        match &card {
            // A card is charged for the customer that it is saved with.
            Some(card) => attempt.customer_reference.clone_from(&card.customer_reference),
            None => return Ok(Some(customer_of(db, scope, &attempt.provider)?)),
        }
    }
    let (customer, key) = (
        parsed(CustomerRef::parse(&attempt.customer_reference))?,
        parsed(AttemptKey::parse(&attempt.attempt_key))?,
    );
    // A page can be asked for again, and given up then, as long as the key is remembered; a card would be charged.
    if is_over && (card.is_some() || is_old(&attempt, now)) {
        return Ok(Some(Question::Find {
            customer,
            attempt: key,
            since: attempt.created_at - SKEW,
        }));
    }
    attempt.status = PaymentState::Unknown;
    rows::save(db, &attempt)?;
    let terms = Terms {
        customer,
        attempt: key,
        amount: attempt.amount,
        currency: attempt.currency,
        order: order.number.clone(),
        lang: Lang::parse(&attempt.language).unwrap_or_default(),
        since: attempt.created_at - SKEW,
    };
    Ok(Some(match card {
        Some(card) => Question::Charge(terms, parsed(CardRef::parse(&card.reference))?),
        None => Question::Page(terms, attempt.keep_card),
    }))
}

fn of_refund(db: &mut Db, scope: &OrgScope, mut attempt: AttemptRow) -> Result<Option<Question>> {
    if !attempt.is_live() {
        return Ok(None);
    }
    if let Some(refund) = attempt.provider_reference.as_deref().and_then(RefundRef::parse) {
        return Ok(Some(Question::RefundState(refund)));
    }
    let charge = match attempt.refund_of {
        Some(id) => rows::find(db, scope, id)?.provider_reference,
        None => None,
    };
    attempt.status = PaymentState::Unknown;
    rows::save(db, &attempt)?;
    Ok(Some(Question::Refund {
        charge: parsed(charge.as_deref().and_then(ChargeRef::parse))?,
        attempt: parsed(AttemptKey::parse(&attempt.attempt_key))?,
        amount: attempt.amount,
        currency: attempt.currency,
    }))
}

/// What the organisation is called at a provider: asked before it is charged there, because a customer may have been deleted.
pub fn customer_of(db: &mut Db, scope: &OrgScope, provider: &str) -> Result<Question> {
    let organisation = organisations::find(db, scope.organisation_id())?;
    let known = card_rows::customer(db, scope, provider)?;
    Ok(Question::Customer {
        account: organisation.account_number,
        name: organisation.name,
        email: organisation.main_email,
        known: known.as_deref().and_then(CustomerRef::parse),
    })
}

/// Whether an attempt is to be given up: its order does not need it any more, or nobody has finished it in time.
pub(super) fn is_over(order: &OrderRow, attempt: &AttemptRow, wish: Wish, now: NaiveDateTime) -> bool {
    wish == Wish::GiveUp || standing_of(order).due() < attempt.amount || is_old(attempt, now)
}

fn is_old(attempt: &AttemptRow, now: NaiveDateTime) -> bool {
    now - attempt.created_at > PATIENCE
}

/// Notes that nothing was charged, and nothing will be.
pub(super) fn end(db: &mut Db, attempt: &mut AttemptRow, now: NaiveDateTime) -> Result<()> {
    attempt.status = PaymentState::Failed;
    GIVEN_UP.clone_into(&mut attempt.failure_code);
    attempt.settled_at = Some(now);
    Ok(rows::save(db, attempt)?)
}

/// Stored names were checked when they came.
fn parsed<T>(name: Option<T>) -> Result<T> {
    Ok(name.ok_or_else(|| StorageError::internal("a stored name of the payment provider is none"))?)
}
