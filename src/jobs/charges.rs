//! Asks the payment provider: about charges, refunds and cards, and about what it told by itself. A provider that gives no answer is asked
//! again later.

use chrono::TimeDelta;

use super::JobError;
use crate::cashier::{self, Pursued, SavingNow};
use crate::domain::charges::{self, Home, Named};
use crate::domain::{self, Db, work};
use crate::mail::MailContext;
use crate::payments::PaymentError;
use crate::state::AppState;
use crate::types::access::OrgScope;

/// Recurring look at attempts that are open.
const LOOKING: &str = "payments";
/// How often; each attempt has a time of its own.
const EVERY: TimeDelta = TimeDelta::minutes(2);
/// Attempts that get a job each time.
const MOST: i64 = 200;
/// Cards that are looked through for those about to expire, per transaction.
const CARDS: i64 = 500;

/// Carries on with a charge or a refund.
pub(super) fn pursue(state: &AppState, payment_id: i64) -> Result<(), JobError> {
    let Some(home) = found(
        state
            .db
            .read_blocking(|db| charges::home_of(db, payment_id).map_err(domain::Error::from)),
    )?
    else {
        return Ok(());
    };
    let Pursued { error, .. } = cashier::pursue(state, &scope_of(&home), payment_id)?;
    answered(error)
}

/// Whether a card was saved.
pub(super) fn save(state: &AppState, saving_id: i64) -> Result<(), JobError> {
    let home = found(
        state
            .db
            .read_blocking(|db| charges::home_of_saving(db, saving_id).map_err(domain::Error::from)),
    )?;
    match home {
        Some((root_id, organisation_id)) => save_at(state, root_id, organisation_id, saving_id),
        None => Ok(()),
    }
}

fn save_at(state: &AppState, root_id: i64, organisation_id: i64, saving_id: i64) -> Result<(), JobError> {
    let scope = OrgScope::for_job(root_id, organisation_id, "payments");
    match cashier::save_card(state, &scope, saving_id)? {
        SavingNow::Unknown => answered(Some(PaymentError::Unreachable("no answer".to_owned()))),
        SavingNow::Page(_) | SavingNow::Saved | SavingNow::Ended => Ok(()),
    }
}

/// Keeps the cards that were saved with a payment.
pub(super) fn keep(state: &AppState, root_id: i64, organisation_id: i64, customer: &str) -> Result<(), JobError> {
    let scope = OrgScope::for_job(root_id, organisation_id, "payments");
    answered(cashier::keep_cards(state, &scope, customer)?.err())
}

/// Removes a deleted card at the provider.
pub(super) fn remove(state: &AppState, card_id: i64) -> Result<(), JobError> {
    let home = state
        .db
        .read_blocking(|db| charges::home_of_card(db, card_id).map_err(domain::Error::from));
    let Some((root_id, organisation_id)) = found(home)? else {
        return Ok(());
    };
    let scope = OrgScope::for_job(root_id, organisation_id, "payments");
    answered(cashier::remove_card(state, &scope, card_id)?.err())
}

/// Looks what is true of what a provider told. Done once: an event that comes again has no job.
pub(super) fn event(state: &AppState, provider: &str, event_id: &str) -> Result<(), JobError> {
    let read = |db: &mut Db| -> domain::Result<_> {
        let event = charges::find_event(db, provider, event_id)?;
        let named = charges::name_of(db, provider, &event.payload)?;
        Ok((event.handled_at.is_some(), named))
    };
    let Some((is_handled, named)) = found(state.db.read_blocking(read))? else {
        return Ok(());
    };
    if is_handled {
        return Ok(());
    }
    match named {
        Named::Attempt(home) => {
            let Pursued { error, .. } = cashier::pursue(state, &scope_of(&home), home.id)?;
            answered(error)?;
        }
        Named::Saving(root_id, organisation_id, id) => save_at(state, root_id, organisation_id, id)?,
        Named::Dispute(home) => {
            tracing::error!(
                payment = home.id,
                "a customer takes a payment back at the bank: a person has to look"
            );
        }
        // A charge that somebody made by hand, or one of another installation with the same account.
        Named::Nothing => {}
    }
    let now = state.clock.now();
    let handled = |db: &mut Db| charges::event_handled(db, provider, event_id, now).map_err(domain::Error::from);
    Ok(state.db.write_blocking(handled)?)
}

/// Has attempts looked at whose time has come: those of requests that were killed, pages that nobody came back from, answers that never
/// came.
pub(super) fn look_around(state: &AppState) -> Result<(), domain::Error> {
    let now = state.clock.now();
    if state.payments.provider().is_none()
        || !state
            .db
            .read_blocking(|db| work::is_due(db, LOOKING, now).map_err(domain::Error::from))?
    {
        return Ok(());
    }
    let found = state.db.write_blocking(|db| {
        if !work::take_turn(db, LOOKING, now, EVERY)? {
            return Ok(0);
        }
        charges::look_around(db, MOST, now)
    })?;
    if found > 0 {
        tracing::info!(attempts = found, "open payments are looked at");
        state.work.notify_one();
    }
    Ok(())
}

/// Tells organisations of cards that are about to expire, once of each, one per transaction.
pub(super) fn warn_of_expiry(state: &AppState) -> Result<(), domain::Error> {
    let context = MailContext::of(&state.config);
    loop {
        let now = state.clock.now();
        let due = state.db.read_blocking(|db| {
            charges::expiring(db, charges::warned_month(now), CARDS).map_err(domain::Error::from)
        })?;
        if due.is_empty() {
            return Ok(());
        }
        for card in due {
            let scope = OrgScope::for_job(card.root_id, card.organisation_id, "payments");
            state
                .db
                .write_blocking(|db| charges::warn_of_expiry(db, &context, &scope, card.id, now))?;
        }
    }
}

/// In the timeline of the order stands who paid it, whoever hears of it first.
fn scope_of(home: &Home) -> OrgScope {
    OrgScope::for_job(home.root_id, home.organisation_id, &home.actor_name)
}

/// What is gone needs no work.
fn found<T>(read: Result<T, domain::Error>) -> Result<Option<T>, JobError> {
    match read {
        Ok(found) => Ok(Some(found)),
        Err(domain::Error::NotFound) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A provider that gave no answer is asked again; one that refuses will do so again.
fn answered(error: Option<PaymentError>) -> Result<(), JobError> {
    match error {
        None => Ok(()),
        Some(error) if error.is_unknown() => Err(JobError::Retry(error.to_string())),
        Some(error) => Err(JobError::Fail(error.to_string())),
    }
}
