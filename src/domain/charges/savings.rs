//! Saving a card on a page of the provider.

use chrono::NaiveDateTime;

use super::{PATIENCE, Question, SavingRow, cards, customer_of, next_look};
use crate::crypto::random_token;
use crate::domain::Result;
use crate::payments::{AttemptKey, CustomerRef, SavedCard, SavingRef};
use crate::storage::{Db, Error as StorageError, organisations};
use crate::storage::{card_savings as rows, cards as card_rows};
use crate::types::access::OrgScope;
use crate::types::card_payment::PaymentProviderKind;
use crate::types::lang::Lang;
use crate::types::money::Currency;

/// A question to a provider about saving a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavingQuestion {
    /// What the organisation is called there.
    Customer(Question),
    /// Make the page.
    Page {
        /// Whose card.
        customer: CustomerRef,
        /// The attempt.
        attempt: AttemptKey,
        /// Currency of later charges.
        currency: Currency,
        /// Language of the page.
        lang: Lang,
    },
    /// What became of the page.
    State(SavingRef),
}

/// What became of saving a card, as far as the provider has told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// What the organisation is called there.
    Customer(CustomerRef),
    /// The page waits for its visitor.
    Page(SavingRef),
    /// The card is saved.
    Card(SavedCard),
    /// It is not, and will not be.
    Ended,
    /// No answer came.
    Unknown,
}

/// Begins to save a card; answers the key of the attempt.
pub fn begin_saving(
    db: &mut Db,
    scope: &OrgScope,
    (provider, lang): (PaymentProviderKind, Lang),
    now: NaiveDateTime,
) -> Result<i64> {
    let key = random_token()?;
    let names = (provider.as_str(), key.as_str(), lang.as_str());
    Ok(rows::insert_saving(db, scope, names, (now, next_look(now, now)))?)
}

/// What the provider is to be asked about saving a card now; `None`: nothing any more.
pub fn saving_question(
    db: &mut Db,
    scope: &OrgScope,
    id: i64,
    provider: PaymentProviderKind,
    now: NaiveDateTime,
) -> Result<Option<SavingQuestion>> {
    let mut saving = rows::find_saving(db, scope, id)?;
    if saving.settled_at.is_some() {
        return Ok(None);
    }
    if saving.provider != provider.as_str() {
        return end(db, &mut saving, now).map(|()| None);
    }
    if let Some(page) = saving.reference.as_deref().and_then(SavingRef::parse) {
        return Ok(Some(SavingQuestion::State(page)));
    }
    if now - saving.created_at > PATIENCE {
        // Nobody has ever seen its page.
        return end(db, &mut saving, now).map(|()| None);
    }
    let Some(customer) = CustomerRef::parse(&saving.customer_reference) else {
        let question = customer_of(db, scope, &saving.provider)?;
        return Ok(Some(SavingQuestion::Customer(question)));
    };
    let attempt = AttemptKey::parse(&saving.attempt_key)
        .ok_or_else(|| StorageError::internal("a stored name of the payment provider is none"))?;
    Ok(Some(SavingQuestion::Page {
        customer,
        attempt,
        currency: organisations::find(db, scope.organisation_id())?.currency,
        lang: Lang::parse(&saving.language).unwrap_or_default(),
    }))
}

/// Takes an answer in. Answers whether there is more to be asked at once.
pub fn saved(db: &mut Db, scope: &OrgScope, id: i64, answer: &Saved, now: NaiveDateTime) -> Result<bool> {
    // Two answers at once are taken in one after the other.
    organisations::lock(db, scope)?;
    let mut saving = rows::find_saving(db, scope, id)?;
    if saving.settled_at.is_some() {
        return Ok(false);
    }
    saving.look_at = next_look(saving.created_at, now);
    match answer {
        Saved::Customer(customer) => {
            customer.as_str().clone_into(&mut saving.customer_reference);
            card_rows::set_customer(db, scope, &saving.provider, customer.as_str(), now)?;
        }
        Saved::Page(page) => saving.reference = Some(page.as_str().to_owned()),
        Saved::Card(card) => {
            let whose = (saving.provider.as_str(), saving.customer_reference.as_str());
            cards::keep_cards(db, scope, whose, std::slice::from_ref(card), now)?;
            saving.settled_at = Some(now);
        }
        Saved::Ended => saving.settled_at = Some(now),
        Saved::Unknown => {}
    }
    rows::save_saving(db, &saving)?;
    Ok(matches!(answer, Saved::Customer(_)))
}

fn end(db: &mut Db, saving: &mut SavingRow, now: NaiveDateTime) -> Result<()> {
    saving.settled_at = Some(now);
    Ok(rows::save_saving(db, saving)?)
}
