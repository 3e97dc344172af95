//! Mail about cards: to the Owners and Admins, who can do something about them.

use chrono::NaiveDateTime;

use super::CardRow;
use crate::domain::orders::OrderRow;
use crate::domain::{Result, auth, work};
use crate::mail::{self, CardExpiryMail, CardFailureMail, MailContext};
use crate::storage::{Db, Error as StorageError, users};
use crate::types::access::OrgScope;
use crate::types::card_payment::Decline;

/// People who are told at the most.
const MOST: i64 = 100;

/// A card could not be charged while nobody was there.
pub(super) fn card_failed(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    order: &OrderRow,
    reason: Decline,
    now: NaiveDateTime,
) -> Result<()> {
    for user in users::deciders(db, scope, MOST)? {
        let to = auth::recipient(db, &user)?.0;
        let facts = CardFailureMail {
            order: order.number.clone(),
            amount: order.gross,
            currency: order.currency,
            reason,
        };
        let mail = mail::card_failed(context, &to, &facts).map_err(StorageError::internal)?;
        work::send(db, Some(scope.organisation_id()), mail, now)?;
    }
    Ok(())
}

/// A card is about to expire.
pub(super) fn card_expires(
    db: &mut Db,
    context: &MailContext,
    scope: &OrgScope,
    card: &CardRow,
    now: NaiveDateTime,
) -> Result<()> {
    for user in users::deciders(db, scope, MOST)? {
        let to = auth::recipient(db, &user)?.0;
        let facts = CardExpiryMail {
            brand: card.brand.clone(),
            last4: card.last4.clone(),
            expiry: card.expiry(),
        };
        let mail = mail::card_expires(context, &to, &facts).map_err(StorageError::internal)?;
        work::send(db, Some(scope.organisation_id()), mail, now)?;
    }
    Ok(())
}
