//! Saved cards of an organisation.

use chrono::{Datelike, Months, NaiveDateTime};

use super::{CARD_GONE, CardRow, tell};
use crate::domain::work::{Job, enqueue};
use crate::domain::{Error, Result, auto_top_ups};
use crate::mail::MailContext;
use crate::payments::{CardRef, SavedCard};
use crate::storage::audit::{self, Change};
use crate::storage::cards::{self as rows, NewCard};
pub use crate::storage::cards::{expiring, pays_for_top_ups};
use crate::storage::{Db, organisations};
use crate::types::access::OrgScope;

/// Cards that an organisation can have, more than anybody has.
const MOST: i64 = 100;

/// Months before its end in which people are warned of a card.
pub const EXPIRES_WITHIN: u32 = 2;

/// The saved cards of the scope, the default first.
pub fn cards(db: &mut Db, scope: &OrgScope) -> Result<Vec<CardRow>> {
    Ok(rows::list(db, scope, MOST)?)
}

/// The card that is charged where nothing else is said.
pub fn default_card(db: &mut Db, scope: &OrgScope) -> Result<Option<CardRow>> {
    Ok(cards(db, scope)?.into_iter().find(|card| card.is_default))
}

/// A card of the scope that was not deleted.
pub fn card(db: &mut Db, scope: &OrgScope, id: i64) -> Result<CardRow> {
    let card = rows::find(db, scope, id)?;
    if card.deleted_at.is_some() {
        return Err(Error::NotFound);
    }
    Ok(card)
}

/// Makes a card the default.
pub fn make_default(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<()> {
    organisations::lock(db, scope)?;
    let card = card(db, scope, id)?;
    if card.is_default {
        return Ok(());
    }
    rows::set_default(db, scope, Some(id))?;
    note(db, scope, "card.default", &card, now)
}

/// Deletes a card: here at once, at the provider by a job. Auto-top-up that charges it is switched off; the newest of the others becomes the
/// default if this one was.
pub fn delete_card(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<()> {
    organisations::lock(db, scope)?;
    let card = match card(db, scope, id) {
        Err(Error::NotFound) => return Err(Error::Refused(CARD_GONE)),
        found => found?,
    };
    rows::delete(db, scope, id, now)?;
    auto_top_ups::card_gone(db, scope, id, now)?;
    if card.is_default {
        let next = cards(db, scope)?.first().map(|card| card.id);
        rows::set_default(db, scope, next)?;
    }
    enqueue(db, Some(scope.organisation_id()), &Job::RemoveCard { card_id: id }, now)?;
    note(db, scope, "card.delete", &card, now)
}

/// What a deleted card is called at the provider, to be removed there.
pub fn removed_card(db: &mut Db, scope: &OrgScope, id: i64) -> Result<Option<(String, CardRef)>> {
    let card = rows::find(db, scope, id)?;
    let reference = CardRef::parse(&card.reference).filter(|_| card.deleted_at.is_some());
    Ok(reference.map(|reference| (card.provider, reference)))
}

/// Keeps the cards that a provider has saved for a customer, newest first; those that are known, deleted ones too, stay as they are. The
/// first card of an organisation is its default. Answers the keys of the new ones.
pub fn keep_cards(
    db: &mut Db,
    scope: &OrgScope,
    (provider, customer): (&str, &str),
    saved: &[SavedCard],
    now: NaiveDateTime,
) -> Result<Vec<i64>> {
    organisations::lock(db, scope)?;
    let mut has_default = default_card(db, scope)?.is_some();
    let mut kept = Vec::new();
    for card in saved.iter().rev() {
        let new = NewCard {
            provider,
            customer_reference: customer,
            reference: card.card.as_str(),
            brand: &card.brand,
            last4: &card.last4,
            exp_year: i64::from(card.exp_year),
            exp_month: i64::from(card.exp_month.clamp(1, 12)),
            is_default: !has_default,
        };
        if let Some(id) = rows::insert(db, scope, &new, now)? {
            has_default = true;
            kept.push(id);
            let row = rows::find(db, scope, id)?;
            note(db, scope, "card.add", &row, now)?;
        }
    }
    Ok(kept)
}

/// Tells organisations once that a card of theirs is about to expire; answers of how many cards.
pub fn warn_of_expiry(db: &mut Db, context: &MailContext, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<()> {
    let card = rows::find(db, scope, id)?;
    rows::set_warned(db, scope, id, now)?;
    if card.deleted_at.is_some() || card.is_expired(now.date()) {
        return Ok(());
    }
    tell::card_expires(db, context, scope, &card, now)
}

/// Year and month in which cards expire that people are warned of today.
pub fn warned_month(now: NaiveDateTime) -> (i64, i64) {
    let day = now.date();
    let last = day.checked_add_months(Months::new(EXPIRES_WITHIN - 1)).unwrap_or(day);
    (i64::from(last.year()), i64::from(last.month()))
}

fn note(db: &mut Db, scope: &OrgScope, action: &str, card: &CardRow, now: NaiveDateTime) -> Result<()> {
    let name = format!("{} {}", card.brand, card.last4);
    let change = Change {
        action,
        object_kind: "card",
        object_id: card.id,
        object_name: &name,
        old: None,
        new: None,
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}
