//! Asks the payment provider what the domain has written down, and has its answers taken in: a question is read in one transaction, asked
//! without any, and its answer written in another. Whoever is killed in between leaves an attempt that is asked about again.
//!
//! Pages and jobs both pay; what they share stands here, between them and the domain. All of it takes seconds and blocks: call it from a
//! job, or by [`in_background`].

mod cards;
mod charges;
mod webhook;

pub use cards::{SavingNow, keep_cards, remove_card, save_card};
pub use charges::{Pursued, give_up, pursue};
pub use webhook::take;

use crate::domain::charges::Question;
use crate::domain::{self, StorageError};
use crate::payments::{Customer, CustomerRef, PaymentError, PaymentProvider};
use crate::state::AppState;

/// Runs something of the cashier's for a page, on a thread that may block.
pub async fn in_background<T, F>(state: &AppState, f: F) -> Result<T, domain::Error>
where
    T: Send + 'static,
    F: FnOnce(&AppState) -> Result<T, domain::Error> + Send + 'static,
{
    let state = state.clone();
    tokio::task::spawn_blocking(move || f(&state))
        .await
        .map_err(|error| StorageError::internal(error).into())
        .flatten()
}

/// What an organisation is called at the provider.
fn customer(provider: &dyn PaymentProvider, question: &Question) -> Result<CustomerRef, PaymentError> {
    let Question::Customer {
        account,
        name,
        email,
        known,
    } = question
    else {
        return Err(PaymentError::Unreachable(
            "that is no question about a customer".to_owned(),
        ));
    };
    let who = Customer { account, name, email };
    provider.customer(&who, known.as_ref())
}

/// Notes why there is no answer.
fn unanswered(error: &PaymentError) {
    tracing::warn!(error = %error, "the payment provider gave no answer; it is asked again");
}
