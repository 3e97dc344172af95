//! Charges and refunds.

use super::{customer, unanswered};
use crate::domain;
use crate::domain::charges::{self, Answer, AttemptRow, Question, Terms, Wish};
use crate::i18n;
use crate::mail::MailContext;
use crate::payments::{ChargeState, Charged, Payment, PaymentError, PaymentProvider, Refunding, ReturnTo};
use crate::state::AppState;
use crate::types::access::OrgScope;

/// Questions that are asked in one go: customer, charge, giving up, and how it stands.
const MOST_QUESTIONS: usize = 6;

/// How far an attempt is.
#[derive(Debug, Clone)]
pub struct Pursued {
    /// The attempt as it is now.
    pub attempt: AttemptRow,
    /// The page of the provider that waits for the visitor.
    pub address: Option<String>,
    /// Why the last question has no answer: it is to be asked again.
    pub error: Option<PaymentError>,
}

/// Carries on with an attempt as far as the provider allows. Asked any number of times, from several places at once, it charges once.
pub fn pursue(state: &AppState, scope: &OrgScope, payment_id: i64) -> Result<Pursued, domain::Error> {
    go_on(state, scope, payment_id, Wish::Pursue)
}

/// Gives an attempt up. It may have succeeded before that: look at what is answered.
pub fn give_up(state: &AppState, scope: &OrgScope, payment_id: i64) -> Result<Pursued, domain::Error> {
    go_on(state, scope, payment_id, Wish::GiveUp)
}

fn go_on(state: &AppState, scope: &OrgScope, payment_id: i64, wish: Wish) -> Result<Pursued, domain::Error> {
    let context = MailContext::of(&state.config);
    let (mut address, mut error) = (None, None);
    if let Some(provider) = state.payments.provider() {
        for _ in 0..MOST_QUESTIONS {
            let (kind, now) = (provider.kind(), state.clock.now());
            let next = state
                .db
                .write_blocking(|db| charges::question(db, scope, payment_id, (kind, wish), now))?;
            let Some(question) = next else { break };
            let answer = ask(provider.as_ref(), &state.config.server.base_url, &question);
            address = match &answer {
                Ok(Answer::Charged(Charged {
                    state: ChargeState::NeedsConfirmation { address },
                    ..
                })) => Some(address.clone()),
                _ => None,
            };
            let answer = answer.unwrap_or_else(|unknown| {
                unanswered(&unknown);
                error = Some(unknown);
                Answer::None
            });
            let now = state.clock.now();
            let is_more = state.db.write_blocking(|db| {
                charges::heard(db, &context, scope, payment_id, (&question, &answer), wish, now)
            })?;
            if !is_more {
                break;
            }
        }
    }
    // What was written may be work for others: a mail, the booking of an order.
    state.work.notify_one();
    let attempt = state
        .db
        .read_blocking(|db| charges::find(db, scope, payment_id).map_err(domain::Error::from))?;
    let address = address.filter(|_| attempt.is_live());
    Ok(Pursued {
        attempt,
        address,
        error,
    })
}

/// Asks. An error is an answer that never came.
fn ask(provider: &dyn PaymentProvider, base_url: &str, question: &Question) -> Result<Answer, PaymentError> {
    let answered = match question {
        Question::Customer { .. } => customer(provider, question).map(Answer::Customer),
        Question::Charge(terms, card) => {
            with_payment(base_url, terms, |payment| provider.charge(payment, card)).map(Answer::Charged)
        }
        Question::Page(terms, keep_card) => {
            with_payment(base_url, terms, |payment| provider.begin_checkout(payment, *keep_card)).map(Answer::Charged)
        }
        Question::State(charge) => provider.charge_state(charge).map(Answer::Charged),
        Question::Cancel(charge) => provider.cancel_charge(charge).map(Answer::Charged),
        Question::Find {
            customer,
            attempt,
            since,
        } => found(provider.find_charge(customer, attempt, *since)),
        Question::Refund {
            charge,
            attempt,
            amount,
            currency,
        } => provider
            .refund(&Refunding {
                charge,
                attempt,
                amount: *amount,
                currency: *currency,
            })
            .map(Answer::Refunded),
        Question::RefundState(refund) => provider.refund_state(refund).map(Answer::Refunded),
    };
    match (answered, question) {
        // The key was used, but not with these words: settings or texts have changed since. What it did then can be looked for.
        (Err(PaymentError::Refused { code, .. }), Question::Charge(terms, _) | Question::Page(terms, _))
            if code == "idempotency_error" =>
        {
            found(provider.find_charge(&terms.customer, &terms.attempt, terms.since))
        }
        (Err(PaymentError::Refused { code, message }), question) => {
            tracing::warn!(code, message, "the payment provider refuses a question");
            match question {
                // Only a request that would have done something is over with that.
                Question::Charge(..) | Question::Page(..) | Question::Refund { .. } | Question::Customer { .. } => {
                    Ok(Answer::Refused(code))
                }
                _ => Err(PaymentError::Refused { code, message }),
            }
        }
        (answered, _) => answered,
    }
}

fn found(charged: Result<Option<Charged>, PaymentError>) -> Result<Answer, PaymentError> {
    Ok(charged?.map_or(Answer::Nothing, Answer::Charged))
}

/// What the provider is told of a payment, and where the visitor comes back to.
fn with_payment(
    base_url: &str,
    terms: &Terms,
    ask: impl FnOnce(&Payment<'_>) -> Result<Charged, PaymentError>,
) -> Result<Charged, PaymentError> {
    let description = i18n::text_with(
        terms.lang,
        "cards-charge-description",
        &[("order", terms.order.as_str().into())],
    );
    let order = format!("{base_url}/orders/{}", terms.order);
    let done = format!("{order}/payment/return");
    ask(&Payment {
        customer: &terms.customer,
        attempt: &terms.attempt,
        amount: terms.amount,
        currency: terms.currency,
        order: &terms.order,
        description: &description,
        lang: terms.lang,
        back: ReturnTo {
            done: &done,
            cancelled: &order,
        },
    })
}
