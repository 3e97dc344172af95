//! Card payments: who carries them out, behind one trait (decision 0016).
//!
//! Card numbers never come here. The customer types them on a page of the provider, to which the portal sends the visitor; what comes
//! back are references. A provider is asked by jobs and pages, never inside a transaction: its answer takes seconds, and a
//! transaction can be taken back while a charge cannot.
//!
//! What keeps money from being charged twice: the caller writes the attempt with its key down and commits, then asks, then writes the
//! answer down. After a crash, or an answer that never came, it asks again with the same key, which carries out nothing twice. A
//! provider forgets its keys after a day: later than that, [`PaymentProvider::find_charge`] is asked first.

pub mod signature;
mod simulated;
mod stripe;
mod values;

use std::sync::Arc;

pub use simulated::{Answered, Choice, PageOf, Purpose, Signed, Simulated};
pub use stripe::Stripe;
pub use values::{
    About, AttemptKey, CardRef, ChargeRef, ChargeState, Charged, Customer, CustomerRef, Event, Payment, RefundRef,
    RefundState, Refunded, Refunding, ReturnTo, SavedCard, Saving, SavingPage, SavingRef, SavingState,
};

use crate::clock::Clock;
use crate::config::{Config, PaymentsBy};
use crate::types::card_payment::PaymentProviderKind;
use crate::types::time::UtcTime;

/// Why there is no answer to act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PaymentError {
    /// The provider could not be reached, was busy, or answered what nobody understands. Whether it carried out what it was asked is not
    /// known: ask again with the same key.
    #[error("the payment provider gave no answer: {0}")]
    Unreachable(String),
    /// The answer did not come in time. Whether it was carried out is not known: ask again with the same key.
    #[error("the payment provider did not answer in time")]
    TimedOut,
    /// The provider will not do this, now or later: our request or our settings are wrong. Nothing was carried out.
    #[error("the payment provider refused the request: {code}: {message}")]
    Refused {
        /// The provider's word for it.
        code: String,
        /// Its explanation, for logs.
        message: String,
    },
}

impl PaymentError {
    /// Whether it may have been carried out nevertheless: ask again with the same key.
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::TimedOut)
    }

    /// A request that is wrong.
    pub(crate) fn refused(code: &str, message: impl Into<String>) -> Self {
        Self::Refused {
            code: code.to_owned(),
            message: message.into(),
        }
    }
}

/// Why a webhook is not believed. Each is answered with 400; only [`Unreadable`](Self::Unreadable) is worth a look at the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    /// No signature, or none of the documented form.
    #[error("there is no signature")]
    Unsigned,
    /// The signature is not the provider's.
    #[error("the signature is wrong")]
    Forged,
    /// It was signed too long ago, or in the future: a recorded one that is played again, or a clock that is wrong.
    #[error("it was signed at another time")]
    Stale,
    /// It is the provider's, but not of the documented form.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}

/// Who carries out card payments. Every function but the last two asks the provider and may take half a minute: call it from a job or on
/// a blocking thread, and never while a transaction is open.
pub trait PaymentProvider: Send + Sync {
    /// Which provider this is.
    fn kind(&self) -> PaymentProviderKind;

    /// The customer of an organisation: the known one if the provider still has it, else a new one. Two calls for one account number make
    /// one customer.
    fn customer(&self, who: &Customer<'_>, known: Option<&CustomerRef>) -> Result<CustomerRef, PaymentError>;

    /// Makes a page on which a card is saved for later charges.
    fn begin_saving(&self, saving: &Saving<'_>) -> Result<SavingPage, PaymentError>;

    /// What became of that page.
    fn saving(&self, saving: &SavingRef) -> Result<SavingState, PaymentError>;

    /// The saved cards of a customer, newest first.
    fn cards(&self, customer: &CustomerRef) -> Result<Vec<SavedCard>, PaymentError>;

    /// Forgets a card. One that is gone already is no error.
    fn remove_card(&self, card: &CardRef) -> Result<(), PaymentError>;

    /// Charges a saved card while its holder is away. Where the bank insists on asking the holder, the answer is
    /// [`ChargeState::NeedsConfirmation`] with a page on which the same amount is paid once.
    fn charge(&self, payment: &Payment<'_>, card: &CardRef) -> Result<Charged, PaymentError>;

    /// Makes a page on which the visitor pays, with a saved card or another one; `keep_card` saves that one.
    fn begin_checkout(&self, payment: &Payment<'_>, keep_card: bool) -> Result<Charged, PaymentError>;

    /// How a charge stands now.
    fn charge_state(&self, charge: &ChargeRef) -> Result<Charged, PaymentError>;

    /// The charge of an attempt, among those of its customer since then; for attempts whose answer never came and whose key may have been
    /// forgotten.
    fn find_charge(
        &self,
        customer: &CustomerRef,
        attempt: &AttemptKey,
        since: UtcTime,
    ) -> Result<Option<Charged>, PaymentError>;

    /// Gives a charge up, so that it can never be paid any more; the answer tells if it was paid before that.
    fn cancel_charge(&self, charge: &ChargeRef) -> Result<Charged, PaymentError>;

    /// Gives money back.
    fn refund(&self, refunding: &Refunding<'_>) -> Result<Refunded, PaymentError>;

    /// How a refund stands now.
    fn refund_state(&self, refund: &RefundRef) -> Result<Refunded, PaymentError>;

    /// Reads what the provider tells by itself, if it is the provider's: signed (header [`signature::HEADER`]) less than five minutes ago.
    /// That an event comes twice is for the caller to see by its id.
    fn verify_webhook(&self, signature: Option<&str>, body: &[u8], now: UtcTime) -> Result<Event, WebhookError>;

    /// Scheme and host of the provider's pages: a form whose answer leads there needs it in the page's `form-action`. Empty if they are
    /// pages of the portal.
    fn page_origin(&self) -> &str;
}

/// Card payments could not be set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("card payments: {0}")]
pub struct SetupError(pub(crate) String);

/// The provider that the settings choose.
#[derive(Clone, Default)]
pub struct Payments {
    provider: Option<Arc<dyn PaymentProvider>>,
    simulated: Option<Arc<Simulated>>,
}

impl Payments {
    /// Sets up what the settings say.
    pub fn of(config: &Config, clock: &Clock) -> Result<Self, SetupError> {
        match &config.payments.by {
            PaymentsBy::Off => Ok(Self::default()),
            PaymentsBy::Stripe(settings) => Ok(Self {
                provider: Some(Arc::new(Stripe::new(settings, stripe::Limits::USUAL)?)),
                simulated: None,
            }),
            PaymentsBy::Simulated => {
                let folder = config.data_dir.join("simulated-payments");
                let simulated = Arc::new(Simulated::new(&folder, &config.server.base_url, clock.clone()));
                Ok(Self {
                    provider: Some(Arc::clone(&simulated) as Arc<dyn PaymentProvider>),
                    simulated: Some(simulated),
                })
            }
        }
    }

    /// The provider; `None`: cards are not taken here.
    pub fn provider(&self) -> Option<&Arc<dyn PaymentProvider>> {
        self.provider.as_ref()
    }

    /// The simulated provider, if it is that one, for its page.
    pub fn simulated(&self) -> Option<&Arc<Simulated>> {
        self.simulated.as_ref()
    }
}
