//! A provider inside the program, for trying out and for tests. It behaves as Stripe does where that matters to the portal: same key, same
//! answer; same key with another request, refused; references that stay; pages that wait for a day; webhooks in the same form with the
//! same signature. What it keeps survives a restart and a restored database ([`register`]). Its pages are shown by the portal
//! ([`page`]), and everything it says is labelled as simulated.

mod files;
mod page;
mod register;

use std::path::Path;

use chrono::TimeDelta;

use files::{CardFile, ChargeFile, CustomerFile, PageFile, RefundFile, SavingFile, Standing};
pub use page::{Answered, Choice, PageOf, Purpose, Signed};
use register::{Held, Register};

use super::{
    AttemptKey, CardRef, ChargeRef, ChargeState, Charged, Customer, CustomerRef, Event, Payment, PaymentError,
    PaymentProvider, RefundRef, RefundState, Refunded, Refunding, ReturnTo, SavedCard, Saving, SavingPage, SavingRef,
    SavingState, WebhookError, signature, stripe,
};
use crate::clock::Clock;
use crate::crypto;
use crate::types::card_payment::{Decline, PaymentProviderKind, TestCard};
use crate::types::money::Money;
use crate::types::time::UtcTime;

const CUSTOMER: &str = "simcus";
const CARD: &str = "simcard";
const CHARGE: &str = "simcharge";
const SAVING: &str = "simsaving";
const REFUND: &str = "simrefund";

/// How long a page waits, in hours: as long as Stripe's.
const PAGE_HOURS: i64 = 24;

/// The simulated provider.
pub struct Simulated {
    register: Register,
    base_url: String,
    clock: Clock,
}

/// The reference that follows from a text: the same for the same one.
fn reference(kind: &str, of: &str) -> String {
    let hash = crypto::sha256_hex(&format!("{kind}\n{of}"));
    format!("{kind}_{}", hash.get(..24).unwrap_or(&hash))
}

/// A reference as a type of its own.
fn named<T: TryFromText>(kind: &str, of: &str) -> Result<T, PaymentError> {
    T::of(&reference(kind, of)).ok_or_else(refused_unknown)
}

/// Types of references.
trait TryFromText: Sized {
    fn of(text: &str) -> Option<Self>;
}

macro_rules! from_text {
    ($($name:ident),+) => {$(
        impl TryFromText for $name {
            fn of(text: &str) -> Option<Self> {
                Self::parse(text)
            }
        }
    )+};
}
from_text!(CustomerRef, CardRef, ChargeRef, SavingRef, RefundRef);

fn refused_unknown() -> PaymentError {
    PaymentError::refused("resource_missing", "the simulated provider knows nothing of that name")
}

/// Refuses a key that came before with another request.
fn same_request(kept: &str, request: &str) -> Result<(), PaymentError> {
    if kept == request {
        return Ok(());
    }
    Err(PaymentError::refused(
        "idempotency_error",
        "this key was used for another request",
    ))
}

/// The word and the reason with which a card is declined.
fn refusal(card: TestCard) -> Option<(&'static str, Decline)> {
    match card {
        TestCard::Declined => Some(("insufficient_funds", Decline::InsufficientFunds)),
        TestCard::Expired => Some(("expired_card", Decline::Expired)),
        TestCard::Success | TestCard::NeedsConfirmation | TestCard::TimesOut => None,
    }
}

impl Simulated {
    /// Its register lies in a folder, which is made when it is first needed. `base_url` is the address of the portal, which shows its pages.
    pub fn new(folder: &Path, base_url: &str, clock: Clock) -> Self {
        Self {
            register: Register::new(folder),
            base_url: base_url.to_owned(),
            clock,
        }
    }

    /// The secret that its webhooks are signed with: one for each installation, made when it is first needed.
    fn webhook_secret(held: &Held<'_>) -> Result<String, PaymentError> {
        let name = "webhook-secret";
        if let Some(secret) = held.get(name)? {
            return Ok(secret);
        }
        let secret = crypto::random_token().map_err(|error| PaymentError::Unreachable(error.to_string()))?;
        held.put(name, &secret)?;
        Ok(secret)
    }

    fn address(&self, name: &str) -> String {
        format!("{}/development/payments/{name}", self.base_url)
    }

    fn new_page(&self, back: ReturnTo<'_>, confirming: Option<TestCard>, keep_card: bool) -> PageFile {
        PageFile {
            done: back.done.to_owned(),
            cancelled: back.cancelled.to_owned(),
            expires_at: self.clock.now() + TimeDelta::hours(PAGE_HOURS),
            confirming,
            keep_card,
        }
    }

    fn charged(&self, file: &ChargeFile) -> Charged {
        let state = match &file.standing {
            Standing::Succeeded => ChargeState::Succeeded,
            Standing::Cancelled => ChargeState::Cancelled,
            Standing::Declined(code) => ChargeState::Declined {
                code: code.clone(),
                reason: file.card.and_then(refusal).map_or(Decline::Other, |(_, reason)| reason),
            },
            Standing::Open => match &file.page {
                Some(page) if self.clock.now() < page.expires_at => ChargeState::NeedsConfirmation {
                    address: self.address(file.charge.as_str()),
                },
                _ => ChargeState::Cancelled,
            },
        };
        Charged {
            charge: file.charge.clone(),
            state,
            amount: Money::from_cents(file.cents),
            currency: file.currency,
            attempt: Some(file.attempt.clone()),
            card: file.card.map(|card| ("simulated".to_owned(), card.last4().to_owned())),
        }
    }

    /// The charge of an attempt, made now unless it came before.
    fn charge_once(
        &self,
        held: &Held<'_>,
        payment: &Payment<'_>,
        request: String,
        make: impl FnOnce(&mut ChargeFile) -> Result<(), PaymentError>,
    ) -> Result<(ChargeFile, bool), PaymentError> {
        if payment.amount.cents() <= 0 {
            return Err(PaymentError::refused("amount", "an amount must be more than nothing"));
        }
        let charge: ChargeRef = named(CHARGE, payment.attempt.as_str())?;
        if let Some(file) = held.get::<ChargeFile>(charge.as_str())? {
            same_request(&file.request, &request)?;
            return Ok((file, false));
        }
        held.get::<CustomerFile>(payment.customer.as_str())?
            .ok_or_else(refused_unknown)?;
        let mut file = ChargeFile {
            charge,
            customer: payment.customer.clone(),
            attempt: payment.attempt.clone(),
            request,
            cents: payment.amount.cents(),
            currency: payment.currency,
            order: payment.order.to_owned(),
            description: payment.description.to_owned(),
            standing: Standing::Open,
            card: None,
            page: None,
            refunded_cents: 0,
            made_at: self.clock.now(),
        };
        make(&mut file)?;
        held.put(file.charge.as_str(), &file)?;
        Ok((file, true))
    }
}

/// What makes two requests with one key the same.
fn request_of(payment: &Payment<'_>, rest: &str) -> String {
    let (cents, currency) = (payment.amount.cents(), payment.currency);
    let (customer, order) = (payment.customer, payment.order);
    format!("{customer} {cents} {currency} {order} {rest}")
}

impl PaymentProvider for Simulated {
    fn kind(&self) -> PaymentProviderKind {
        PaymentProviderKind::Simulated
    }

    fn customer(&self, who: &Customer<'_>, _known: Option<&CustomerRef>) -> Result<CustomerRef, PaymentError> {
        let held = self.register.hold()?;
        let customer: CustomerRef = named(CUSTOMER, who.account)?;
        if held.get::<CustomerFile>(customer.as_str())?.is_none() {
            let file = CustomerFile {
                customer: customer.clone(),
                account: who.account.to_owned(),
                name: who.name.to_owned(),
                cards: Vec::new(),
            };
            held.put(customer.as_str(), &file)?;
        }
        Ok(customer)
    }

    fn begin_saving(&self, saving: &Saving<'_>) -> Result<SavingPage, PaymentError> {
        let held = self.register.hold()?;
        let name: SavingRef = named(SAVING, saving.attempt.as_str())?;
        let request = format!("{} {}", saving.customer, saving.currency);
        match held.get::<SavingFile>(name.as_str())? {
            Some(file) => same_request(&file.request, &request)?,
            None => {
                held.get::<CustomerFile>(saving.customer.as_str())?
                    .ok_or_else(refused_unknown)?;
                let file = SavingFile {
                    saving: name.clone(),
                    customer: saving.customer.clone(),
                    request,
                    page: self.new_page(saving.back, None, true),
                    card: None,
                };
                held.put(name.as_str(), &file)?;
            }
        }
        Ok(SavingPage {
            address: self.address(name.as_str()),
            saving: name,
        })
    }

    fn saving(&self, saving: &SavingRef) -> Result<SavingState, PaymentError> {
        let held = self.register.hold()?;
        let file: SavingFile = held.get(saving.as_str())?.ok_or_else(refused_unknown)?;
        match file.card {
            Some(card) => {
                let card: CardFile = held.get(card.as_str())?.ok_or_else(refused_unknown)?;
                Ok(SavingState::Saved(card.card))
            }
            None if self.clock.now() >= file.page.expires_at => Ok(SavingState::Ended),
            None => Ok(SavingState::Open {
                address: self.address(saving.as_str()),
            }),
        }
    }

    fn cards(&self, customer: &CustomerRef) -> Result<Vec<SavedCard>, PaymentError> {
        let held = self.register.hold()?;
        let file: CustomerFile = held.get(customer.as_str())?.ok_or_else(refused_unknown)?;
        let mut cards = Vec::new();
        for card in file.cards.iter().rev() {
            let card: Option<CardFile> = held.get(card.as_str())?;
            cards.extend(card.filter(|card| !card.is_removed).map(|card| card.card));
        }
        Ok(cards)
    }

    fn remove_card(&self, card: &CardRef) -> Result<(), PaymentError> {
        let held = self.register.hold()?;
        if let Some(mut file) = held.get::<CardFile>(card.as_str())? {
            file.is_removed = true;
            held.put(card.as_str(), &file)?;
        }
        Ok(())
    }

    fn charge(&self, payment: &Payment<'_>, card: &CardRef) -> Result<Charged, PaymentError> {
        let held = self.register.hold()?;
        let request = request_of(payment, card.as_str());
        let (file, is_new) = self.charge_once(&held, payment, request, |file| {
            let known: Option<CardFile> = held.get(card.as_str())?;
            let known = known.filter(|card| card.customer == file.customer && !card.is_removed);
            let kind = known.ok_or_else(refused_unknown)?.kind;
            file.card = Some(kind);
            file.standing = match (refusal(kind), kind) {
                (Some((code, _)), _) => Standing::Declined(code.to_owned()),
                (None, TestCard::NeedsConfirmation) => {
                    file.page = Some(self.new_page(payment.back, Some(kind), false));
                    Standing::Open
                }
                (None, _) => Standing::Succeeded,
            };
            Ok(())
        })?;
        if is_new && file.card == Some(TestCard::TimesOut) {
            return Err(PaymentError::TimedOut);
        }
        Ok(self.charged(&file))
    }

    fn begin_checkout(&self, payment: &Payment<'_>, keep_card: bool) -> Result<Charged, PaymentError> {
        let held = self.register.hold()?;
        let request = request_of(payment, if keep_card { "page, keep card" } else { "page" });
        let (file, _) = self.charge_once(&held, payment, request, |file| {
            file.page = Some(self.new_page(payment.back, None, keep_card));
            Ok(())
        })?;
        Ok(self.charged(&file))
    }

    fn charge_state(&self, charge: &ChargeRef) -> Result<Charged, PaymentError> {
        let file: Option<ChargeFile> = self.register.hold()?.get(charge.as_str())?;
        Ok(self.charged(&file.ok_or_else(refused_unknown)?))
    }

    fn find_charge(
        &self,
        customer: &CustomerRef,
        attempt: &AttemptKey,
        since: UtcTime,
    ) -> Result<Option<Charged>, PaymentError> {
        let charge: ChargeRef = named(CHARGE, attempt.as_str())?;
        let file: Option<ChargeFile> = self.register.hold()?.get(charge.as_str())?;
        let found = file.filter(|file| &file.customer == customer && file.made_at >= since);
        Ok(found.map(|file| self.charged(&file)))
    }

    fn cancel_charge(&self, charge: &ChargeRef) -> Result<Charged, PaymentError> {
        let held = self.register.hold()?;
        let mut file: ChargeFile = held.get(charge.as_str())?.ok_or_else(refused_unknown)?;
        if file.standing == Standing::Open {
            file.standing = Standing::Cancelled;
            held.put(charge.as_str(), &file)?;
        }
        Ok(self.charged(&file))
    }

    fn refund(&self, refunding: &Refunding<'_>) -> Result<Refunded, PaymentError> {
        let held = self.register.hold()?;
        let refund: RefundRef = named(REFUND, refunding.attempt.as_str())?;
        let cents = refunding.amount.cents();
        let request = format!("{} {cents} {}", refunding.charge, refunding.currency);
        if let Some(file) = held.get::<RefundFile>(refund.as_str())? {
            same_request(&file.request, &request)?;
            return Ok(refunded(file));
        }
        let mut charge: ChargeFile = held.get(refunding.charge.as_str())?.ok_or_else(refused_unknown)?;
        let left = charge.cents - charge.refunded_cents;
        if charge.standing != Standing::Succeeded || charge.currency != refunding.currency {
            return Err(PaymentError::refused("not-paid", "there is nothing to give back"));
        }
        if cents <= 0 || cents > left {
            return Err(PaymentError::refused(
                "amount_too_large",
                format!("{} of this charge are left", Money::from_cents(left)),
            ));
        }
        charge.refunded_cents += cents;
        let file = RefundFile {
            refund,
            charge: charge.charge.clone(),
            attempt: refunding.attempt.clone(),
            request,
            cents,
            currency: charge.currency,
        };
        // The charge last: after a crash in between the same key finds the refund, and the charge has only too much left.
        held.put(file.refund.as_str(), &file)?;
        held.put(charge.charge.as_str(), &charge)?;
        Ok(refunded(file))
    }

    fn refund_state(&self, refund: &RefundRef) -> Result<Refunded, PaymentError> {
        let file: Option<RefundFile> = self.register.hold()?.get(refund.as_str())?;
        Ok(refunded(file.ok_or_else(refused_unknown)?))
    }

    fn verify_webhook(&self, header: Option<&str>, body: &[u8], now: UtcTime) -> Result<Event, WebhookError> {
        let secret = self
            .register
            .hold()
            .and_then(|held| Self::webhook_secret(&held))
            .map_err(|error| WebhookError::Unreadable(error.to_string()))?;
        signature::verify(&secret, header, body, now)?;
        stripe::events::read(body)
    }

    fn page_origin(&self) -> &str {
        ""
    }
}

fn refunded(file: RefundFile) -> Refunded {
    Refunded {
        refund: file.refund,
        state: RefundState::Succeeded,
        amount: Money::from_cents(file.cents),
        currency: file.currency,
        charge: Some(file.charge),
        attempt: Some(file.attempt),
    }
}
