//! Objects of Stripe's interface, as far as they are read, and what they mean here. A field that is not listed is ignored; one that is
//! listed and missing makes the answer unreadable rather than guessed.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::payments::{
    AttemptKey, CardRef, ChargeRef, ChargeState, Charged, CustomerRef, PaymentError, RefundRef, RefundState, Refunded,
    SavedCard, SavingRef, SavingState,
};
use crate::types::card_payment::Decline;
use crate::types::money::{Currency, Money};

/// Name under which the key of an attempt is kept with an object.
pub(super) const ATTEMPT: &str = "attempt";

type Metadata = BTreeMap<String, String>;

#[derive(Debug, Deserialize)]
pub(super) struct ErrorBody {
    pub error: ApiError,
}

/// <https://docs.stripe.com/api/errors>
#[derive(Debug, Deserialize)]
pub(super) struct ApiError {
    #[serde(rename = "type")]
    kind: Option<String>,
    pub code: Option<String>,
    decline_code: Option<String>,
    pub message: Option<String>,
    /// The charge that failed, as it is now.
    pub payment_intent: Option<Box<PaymentIntent>>,
}

impl ApiError {
    /// The most exact word for it.
    pub(super) fn word(&self) -> Option<String> {
        self.decline_code
            .clone()
            .or_else(|| self.code.clone())
            .or_else(|| self.kind.clone())
    }

    /// Whether the bank insists on asking the holder.
    pub(super) fn asks_for_confirmation(&self) -> bool {
        let wanted = Some("authentication_required");
        self.code.as_deref() == wanted || self.decline_code.as_deref() == wanted
    }

    pub(super) fn declined(&self) -> ChargeState {
        let code = self.word().unwrap_or_else(|| "card_declined".to_owned());
        ChargeState::Declined {
            reason: reason(&code),
            code,
        }
    }
}

/// What a holder may be told. Lost, stolen and suspicious cards look like any other: <https://docs.stripe.com/declines/codes>
fn reason(code: &str) -> Decline {
    match code {
        "insufficient_funds" => Decline::InsufficientFunds,
        "expired_card" | "invalid_expiry_month" | "invalid_expiry_year" => Decline::Expired,
        "incorrect_cvc" | "incorrect_number" | "incorrect_address" | "incorrect_zip" | "invalid_cvc"
        | "invalid_number" | "incorrect_pin" | "invalid_pin" | "invalid_account" => Decline::WrongDetails,
        "card_velocity_exceeded" | "withdrawal_count_limit_exceeded" | "pin_try_exceeded" => Decline::LimitReached,
        "card_not_supported"
        | "currency_not_supported"
        | "transaction_not_allowed"
        | "service_not_allowed"
        | "not_permitted"
        | "restricted_card"
        | "testmode_decline"
        | "live_mode_test_card" => Decline::NotSupported,
        "authentication_required"
        | "payment_intent_authentication_failure"
        | "setup_intent_authentication_failure"
        | "authentication_not_handled"
        | "mobile_device_authentication_required" => Decline::NotConfirmed,
        "processing_error" | "issuer_not_available" | "try_again_later" | "reenter_transaction" | "approve_with_id" => {
            Decline::BankUnavailable
        }
        _ => Decline::Other,
    }
}

/// An object, or its reference where nobody asked for more.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Expandable<T> {
    Reference(String),
    Object(Box<T>),
}

impl<T> Expandable<T> {
    fn object(&self) -> Option<&T> {
        match self {
            Self::Object(object) => Some(object),
            Self::Reference(_) => None,
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct List<T> {
    pub data: Vec<T>,
    #[serde(default)]
    pub has_more: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct Customer {
    pub id: CustomerRef,
    #[serde(default)]
    pub deleted: bool,
}

#[derive(Debug, Deserialize)]
pub(super) struct CardFacts {
    brand: Option<String>,
    last4: Option<String>,
    #[serde(default)]
    exp_month: u32,
    #[serde(default)]
    exp_year: i32,
}

#[derive(Debug, Deserialize)]
pub(super) struct PaymentMethod {
    id: CardRef,
    card: Option<CardFacts>,
}

impl PaymentMethod {
    /// The card; `None`: it is no card.
    pub(super) fn saved(&self) -> Option<SavedCard> {
        let facts = self.card.as_ref()?;
        Some(SavedCard {
            card: self.id.clone(),
            brand: facts.brand.clone().unwrap_or_else(|| "card".to_owned()),
            last4: facts.last4.clone().unwrap_or_default(),
            exp_month: facts.exp_month,
            exp_year: facts.exp_year,
        })
    }
}

/// What lies behind a payment intent: one try at a card.
#[derive(Debug, Deserialize)]
pub(super) struct Try {
    payment_method_details: Option<Details>,
}

#[derive(Debug, Deserialize)]
struct Details {
    card: Option<CardFacts>,
}

#[derive(Debug, Deserialize)]
struct NextAction {
    redirect_to_url: Option<Redirect>,
}

#[derive(Debug, Deserialize)]
struct Redirect {
    url: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PaymentIntent {
    pub id: ChargeRef,
    amount: i64,
    currency: String,
    pub status: String,
    #[serde(default)]
    metadata: Metadata,
    last_payment_error: Option<Box<ApiError>>,
    next_action: Option<NextAction>,
    latest_charge: Option<Expandable<Try>>,
}

impl PaymentIntent {
    pub(super) fn attempt(&self) -> Option<AttemptKey> {
        self.metadata.get(ATTEMPT).and_then(|key| AttemptKey::parse(key))
    }

    /// <https://docs.stripe.com/payments/paymentintents/lifecycle>
    fn state(&self) -> ChargeState {
        let address = self
            .next_action
            .as_ref()
            .and_then(|next| next.redirect_to_url.as_ref()?.url.clone());
        match (self.status.as_str(), address) {
            ("succeeded", _) => ChargeState::Succeeded,
            ("canceled", _) => ChargeState::Cancelled,
            ("requires_action", Some(address)) => ChargeState::NeedsConfirmation { address },
            ("requires_payment_method", _) => match &self.last_payment_error {
                Some(error) => error.declined(),
                None => ChargeState::Pending,
            },
            _ => ChargeState::Pending,
        }
    }

    fn card(&self) -> Option<(String, String)> {
        let facts = self
            .latest_charge
            .as_ref()?
            .object()?
            .payment_method_details
            .as_ref()?
            .card
            .as_ref()?;
        Some((facts.brand.clone()?, facts.last4.clone()?))
    }

    pub(super) fn charged(&self) -> Result<Charged, PaymentError> {
        Ok(Charged {
            charge: self.id.clone(),
            state: self.state(),
            amount: Money::from_cents(self.amount),
            currency: currency(&self.currency)?,
            attempt: self.attempt(),
            card: self.card(),
        })
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct SetupIntent {
    payment_method: Option<Expandable<PaymentMethod>>,
}

/// <https://docs.stripe.com/api/checkout/sessions/object>
#[derive(Debug, Deserialize)]
pub(super) struct Session {
    id: ChargeRef,
    pub mode: String,
    status: Option<String>,
    payment_status: Option<String>,
    url: Option<String>,
    amount_total: Option<i64>,
    currency: Option<String>,
    client_reference_id: Option<String>,
    payment_intent: Option<Expandable<PaymentIntent>>,
    setup_intent: Option<Expandable<SetupIntent>>,
}

impl Session {
    /// Reference of the charge behind the page, once there is one.
    pub(super) fn intent(&self) -> Option<ChargeRef> {
        match self.payment_intent.as_ref()? {
            Expandable::Reference(id) => ChargeRef::parse(id),
            Expandable::Object(intent) => Some(intent.id.clone()),
        }
    }

    fn address(&self) -> Result<String, PaymentError> {
        self.url
            .clone()
            .ok_or_else(|| unreadable("an open page without address"))
    }

    pub(super) fn saving_ref(&self) -> Result<SavingRef, PaymentError> {
        SavingRef::parse(self.id.as_str()).ok_or_else(|| unreadable("a page without reference"))
    }

    pub(super) fn saving(&self) -> Result<SavingState, PaymentError> {
        match self.status.as_deref() {
            Some("open") => Ok(SavingState::Open {
                address: self.address()?,
            }),
            Some("complete") => {
                let intent = self.setup_intent.as_ref().and_then(Expandable::object);
                let method = intent.and_then(|intent| intent.payment_method.as_ref()?.object());
                let card = method.and_then(PaymentMethod::saved);
                card.map(SavingState::Saved)
                    .ok_or_else(|| unreadable("a card was saved, but not told"))
            }
            Some("expired") => Ok(SavingState::Ended),
            _ => Err(unreadable("a page of unknown status")),
        }
    }

    fn state(&self) -> Result<ChargeState, PaymentError> {
        match (self.status.as_deref(), self.payment_status.as_deref()) {
            (Some("open"), _) => Ok(ChargeState::NeedsConfirmation {
                address: self.address()?,
            }),
            (Some("complete"), Some("paid" | "no_payment_required")) => Ok(ChargeState::Succeeded),
            (Some("complete"), _) => match self.payment_intent.as_ref().and_then(Expandable::object) {
                Some(intent) => Ok(intent.state()),
                None => Ok(ChargeState::Pending),
            },
            (Some("expired"), _) => Ok(ChargeState::Cancelled),
            _ => Err(unreadable("a page of unknown status")),
        }
    }

    pub(super) fn charged(&self) -> Result<Charged, PaymentError> {
        let (Some(amount), Some(named)) = (self.amount_total, &self.currency) else {
            return Err(unreadable("a page without amount"));
        };
        Ok(Charged {
            charge: self.id.clone(),
            state: self.state()?,
            amount: Money::from_cents(amount),
            currency: currency(named)?,
            attempt: self.client_reference_id.as_deref().and_then(AttemptKey::parse),
            card: self
                .payment_intent
                .as_ref()
                .and_then(Expandable::object)
                .and_then(PaymentIntent::card),
        })
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Refund {
    id: RefundRef,
    amount: i64,
    currency: String,
    status: Option<String>,
    failure_reason: Option<String>,
    payment_intent: Option<String>,
    #[serde(default)]
    metadata: Metadata,
}

impl Refund {
    pub(super) fn refunded(&self) -> Result<Refunded, PaymentError> {
        let state = match self.status.as_deref() {
            Some("succeeded") => RefundState::Succeeded,
            Some("pending" | "requires_action") => RefundState::Pending,
            Some(status @ ("failed" | "canceled")) => RefundState::Failed {
                code: self.failure_reason.clone().unwrap_or_else(|| status.to_owned()),
            },
            _ => return Err(unreadable("a refund of unknown status")),
        };
        Ok(Refunded {
            refund: self.id.clone(),
            state,
            amount: Money::from_cents(self.amount),
            currency: currency(&self.currency)?,
            charge: self.payment_intent.as_deref().and_then(ChargeRef::parse),
            attempt: self.metadata.get(ATTEMPT).and_then(|key| AttemptKey::parse(key)),
        })
    }
}

/// Something disputed, or a charge itself: both name their payment intent.
#[derive(Debug, Deserialize)]
pub(super) struct Dispute {
    pub payment_intent: Option<String>,
}

fn currency(letters: &str) -> Result<Currency, PaymentError> {
    Currency::parse(&letters.to_ascii_uppercase())
        .ok_or_else(|| unreadable(&format!("the currency {letters:?} is not one of ours")))
}

/// An answer that nobody understands: what it tells about may have happened.
pub(super) fn unreadable(what: &str) -> PaymentError {
    PaymentError::Unreachable(format!("unreadable answer: {what}"))
}
