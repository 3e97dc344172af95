//! Saved cards.

use super::{customer, unanswered};
use crate::domain::charges::{self, Saved, SavingQuestion};
use crate::domain::{self, StorageError};
use crate::payments::{CustomerRef, PaymentError, PaymentProvider, ReturnTo, Saving, SavingState};
use crate::state::AppState;
use crate::types::access::OrgScope;

/// How far saving a card is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavingNow {
    /// The page waits at this address.
    Page(String),
    /// The card is saved.
    Saved,
    /// It is not, and will not be.
    Ended,
    /// The provider gave no answer: it is asked again.
    Unknown,
}

/// Carries on with saving a card as far as the provider allows.
pub fn save_card(state: &AppState, scope: &OrgScope, saving_id: i64) -> Result<SavingNow, domain::Error> {
    let Some(provider) = state.payments.provider() else {
        return Ok(SavingNow::Ended);
    };
    let mut reached = SavingNow::Ended;
    // Customer and page, or what became of the page.
    for _ in 0..2 {
        let (kind, now) = (provider.kind(), state.clock.now());
        let next = state
            .db
            .write_blocking(|db| charges::saving_question(db, scope, saving_id, kind, now))?;
        let Some(question) = next else { break };
        let (answer, now_at) = ask(provider.as_ref(), &state.config.server.base_url, &question);
        reached = now_at;
        let now = state.clock.now();
        let is_more = state
            .db
            .write_blocking(|db| charges::saved(db, scope, saving_id, &answer, now))?;
        if !is_more {
            break;
        }
    }
    Ok(reached)
}

fn ask(provider: &dyn PaymentProvider, base_url: &str, question: &SavingQuestion) -> (Saved, SavingNow) {
    let page = format!("{base_url}/account/payment-details");
    let done = format!("{page}/return");
    let answered = match question {
        SavingQuestion::Customer(question) => customer(provider, question).map(|customer| {
            let answer = Saved::Customer(customer);
            (answer, SavingNow::Unknown)
        }),
        SavingQuestion::Page {
            customer,
            attempt,
            currency,
            lang,
        } => {
            let saving = Saving {
                customer,
                attempt,
                currency: *currency,
                lang: *lang,
                back: ReturnTo {
                    done: &done,
                    cancelled: &page,
                },
            };
            let begun = provider.begin_saving(&saving);
            begun.map(|page| (Saved::Page(page.saving), SavingNow::Page(page.address)))
        }
        SavingQuestion::State(page) => provider.saving(page).map(|state| match state {
            SavingState::Open { address } => (Saved::Page(page.clone()), SavingNow::Page(address)),
            SavingState::Saved(card) => (Saved::Card(card), SavingNow::Saved),
            SavingState::Ended => (Saved::Ended, SavingNow::Ended),
        }),
    };
    match answered {
        Ok(both) => both,
        Err(error @ PaymentError::Refused { .. }) => {
            tracing::error!(error = %error, "the payment provider will not save a card");
            (Saved::Ended, SavingNow::Ended)
        }
        Err(error) => {
            unanswered(&error);
            (Saved::Unknown, SavingNow::Unknown)
        }
    }
}

/// Keeps the cards that the provider has saved for a customer of its own. The error says why there is no answer.
pub fn keep_cards(
    state: &AppState,
    scope: &OrgScope,
    customer: &str,
) -> Result<Result<(), PaymentError>, domain::Error> {
    let Some(provider) = state.payments.provider() else {
        return Ok(Ok(()));
    };
    let known = CustomerRef::parse(customer).ok_or_else(|| StorageError::internal("a stored customer is none"))?;
    match provider.cards(&known) {
        Ok(cards) => {
            let (kind, now) = (provider.kind(), state.clock.now());
            let whose = (kind.as_str(), customer);
            state
                .db
                .write_blocking(|db| charges::keep_cards(db, scope, whose, &cards, now))?;
            Ok(Ok(()))
        }
        Err(error) => Ok(Err(error)),
    }
}

/// Removes a deleted card at the provider. The error says why there is no answer.
pub fn remove_card(
    state: &AppState,
    scope: &OrgScope,
    card_id: i64,
) -> Result<Result<(), PaymentError>, domain::Error> {
    let removed = state.db.read_blocking(|db| charges::removed_card(db, scope, card_id))?;
    let (Some(provider), Some((kept_by, card))) = (state.payments.provider(), removed) else {
        return Ok(Ok(()));
    };
    if kept_by != provider.kind().as_str() {
        return Ok(Ok(()));
    }
    Ok(provider.remove_card(&card))
}
