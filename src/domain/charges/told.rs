//! What a provider tells by itself. Only what it is about is kept, and the provider asked how that stands: what is told may be old by the
//! time it arrives.

use chrono::{NaiveDateTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::Result;
use crate::domain::work::{Job, enqueue};
use crate::payments::{About, Event};
use crate::storage::charges::{self as rows, Home};
use crate::storage::{Db, Error as StorageError, card_savings};
use crate::types::card_payment::PaymentProviderKind;

/// What an event names, by the provider's words; and ours for the attempt, if the provider was told it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
enum Told {
    Charge { reference: String, attempt: Option<String> },
    Refund { reference: String, attempt: Option<String> },
    Saving { reference: String },
    Dispute { reference: String },
    Other,
}

/// What an event is about, of what we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// An attempt to charge or to give back.
    Attempt(Home),
    /// An attempt to save a card: master organisation, organisation, key.
    Saving(i64, i64, i64),
    /// The customer has asked the bank to take this attempt's money back: a person has to look.
    Dispute(Home),
    /// Nothing of ours.
    Nothing,
}

/// Keeps an event and writes the job that deals with it, unless it came before: then `false`.
pub fn keep_event(db: &mut Db, provider: PaymentProviderKind, event: &Event, now: NaiveDateTime) -> Result<bool> {
    let told = match &event.about {
        About::Charge(charged) => Told::Charge {
            reference: charged.charge.as_str().to_owned(),
            attempt: charged.attempt.as_ref().map(|key| key.as_str().to_owned()),
        },
        About::Refund(refunded) => Told::Refund {
            reference: refunded.refund.as_str().to_owned(),
            attempt: refunded.attempt.as_ref().map(|key| key.as_str().to_owned()),
        },
        About::Saving(page) => Told::Saving {
            reference: page.as_str().to_owned(),
        },
        About::Dispute(charge) => Told::Dispute {
            reference: charge.as_str().to_owned(),
        },
        About::Other => Told::Other,
    };
    let payload = serde_json::to_string(&told).map_err(StorageError::internal)?;
    if !rows::insert_event(db, (provider.as_str(), &event.id), &event.kind, &payload, now)? {
        return Ok(false);
    }
    if told == Told::Other {
        rows::event_handled(db, provider.as_str(), &event.id, now)?;
        return Ok(true);
    }
    let job = Job::PaymentEvent {
        provider: provider.as_str().to_owned(),
        event_id: event.id.clone(),
    };
    enqueue(db, None, &job, now)?;
    Ok(true)
}

/// A provider sends an event again for days, by hand for some weeks. One that comes still later is taken as a new one, which does no harm: what
/// it is about is asked of the provider.
const KNOWN_FOR: TimeDelta = TimeDelta::days(90);

/// Forgets events that were dealt with long ago; answers how many.
pub fn forget_events(db: &mut Db, now: NaiveDateTime) -> Result<usize> {
    Ok(rows::delete_handled_events(db, now - KNOWN_FOR)?)
}

/// What an event that was kept is about.
pub fn name_of(db: &mut Db, provider: &str, payload: &str) -> Result<Named> {
    let told: Told = serde_json::from_str(payload).map_err(StorageError::internal)?;
    let attempt = |found: Option<Home>| found.map_or(Named::Nothing, Named::Attempt);
    Ok(match told {
        Told::Charge {
            reference,
            attempt: key,
        }
        | Told::Refund {
            reference,
            attempt: key,
        } => attempt(rows::home_by_name(db, provider, key.as_deref(), &reference)?),
        Told::Saving { reference } => card_savings::saving_home(db, provider, &reference)?
            .map_or(Named::Nothing, |(root, organisation, id)| {
                Named::Saving(root, organisation, id)
            }),
        Told::Dispute { reference } => {
            rows::home_by_name(db, provider, None, &reference)?.map_or(Named::Nothing, Named::Dispute)
        }
        Told::Other => Named::Nothing,
    })
}
