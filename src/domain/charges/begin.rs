//! Beginning an attempt to pay an order. It is written down here, and asked for after the transaction.

use chrono::NaiveDateTime;

use super::{AttemptRow, CARD_GONE, NOT_BY_CARD, UNDER_WAY, job_of, live, next_look};
use crate::crypto::random_token;
use crate::domain::orders::standing::IS_PAID;
use crate::domain::orders::{OrderRow, standing_of};
use crate::domain::work::enqueue;
use crate::domain::{Error, Result};
use crate::storage::charges::{self as rows, NewAttempt};
use crate::storage::{Db, Error as StorageError, cards as card_rows, orders, organisations};
use crate::types::access::OrgScope;
use crate::types::card_payment::PaymentProviderKind;
use crate::types::lang::Lang;
use crate::types::money::Money;
use crate::types::order::{PaymentKind, PaymentMethod};

/// What is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Means {
    /// Whatever the visitor enters on the provider's page.
    Page {
        /// Whether it is saved for later.
        keep_card: bool,
    },
    /// A saved card, by its key.
    Card(i64),
}

impl Means {
    /// What an attempt charges.
    pub fn of(attempt: &AttemptRow) -> Self {
        match attempt.payment_method_id {
            Some(id) => Self::Card(id),
            None => Self::Page {
                keep_card: attempt.keep_card,
            },
        }
    }
}

/// What became of beginning an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// There is a new one.
    New(AttemptRow),
    /// The same is under way already: from another tab, or before a crash.
    Before(AttemptRow),
    /// Another one is under way, and has to be given up first.
    Other(AttemptRow),
}

/// Begins to pay what is due of an order, unless an attempt is live: a second one is begun only after the first is known to be dead.
pub fn begin(
    db: &mut Db,
    scope: &OrgScope,
    order_id: i64,
    (provider, means, lang): (PaymentProviderKind, Means, Lang),
    now: NaiveDateTime,
) -> Result<Begun> {
    let order = orders::lock(db, scope, order_id)?;
    let due = standing_of(&order).due();
    if due == Money::ZERO {
        return Err(Error::Refused(IS_PAID));
    }
    if order.payment_method != PaymentMethod::Card {
        return Err(Error::Refused(NOT_BY_CARD));
    }
    let attempts = rows::of_order(db, order.id)?;
    if let Some(live) = live(&attempts) {
        let is_same = Means::of(live) == means && live.amount == due && live.provider == provider.as_str();
        return Ok(if is_same {
            Begun::Before(live.clone())
        } else {
            Begun::Other(live.clone())
        });
    }
    let (payment_method_id, keep_card) = match means {
        Means::Page { keep_card } => (None, keep_card),
        Means::Card(id) => (Some(chargeable(db, scope, id, provider)?), false),
    };
    let key = random_token()?;
    let new = NewAttempt {
        kind: PaymentKind::Charge,
        provider: provider.as_str(),
        payment_method_id,
        refund_of: None,
        attempt_key: &key,
        amount: due,
        keep_card,
        language: lang.as_str(),
        look_at: next_look(now, now),
    };
    Ok(Begun::New(rows::insert(db, &order, scope.by(), &new, now)?))
}

/// Charges a saved card for what is due of an order: by a job, which is written in the same transaction. Nothing happens if the same is
/// under way already; refused with [`UNDER_WAY`] while another attempt is.
pub fn charge_later(db: &mut Db, scope: &OrgScope, order: &OrderRow, card_id: i64, now: NaiveDateTime) -> Result<()> {
    let card = found(db, scope, card_id)?;
    let provider = PaymentProviderKind::parse(&card.provider).ok_or(Error::Refused(CARD_GONE))?;
    let language = organisations::find(db, scope.organisation_id())?.language;
    let lang = Lang::parse(&language).unwrap_or_default();
    match begin(db, scope, order.id, (provider, Means::Card(card_id), lang), now)? {
        Begun::New(attempt) => {
            let job = job_of(attempt.kind, attempt.id);
            enqueue(db, Some(order.organisation_id), &job, now)?;
            Ok(())
        }
        Begun::Before(_) => Ok(()),
        Begun::Other(_) => Err(Error::Refused(UNDER_WAY)),
    }
}

/// A card that was not deleted.
fn found(db: &mut Db, scope: &OrgScope, card_id: i64) -> Result<super::CardRow> {
    match card_rows::find(db, scope, card_id) {
        Ok(card) if card.deleted_at.is_none() => Ok(card),
        Ok(_) | Err(StorageError::NotFound) => Err(Error::Refused(CARD_GONE)),
        Err(error) => Err(error.into()),
    }
}

fn chargeable(db: &mut Db, scope: &OrgScope, card_id: i64, provider: PaymentProviderKind) -> Result<i64> {
    let card = found(db, scope, card_id)?;
    if card.provider != provider.as_str() {
        return Err(Error::Refused(CARD_GONE));
    }
    Ok(card.id)
}
