//! The page of the simulated provider, which the portal shows for it, and what a visitor does there.

use chrono::Datelike;
use serde_json::json;

use super::files::{CardFile, ChargeFile, CustomerFile, PageFile, SavingFile, Standing};
use super::register::Held;
use super::{Simulated, reference, refused_unknown};
use crate::payments::{CardRef, CustomerRef, PaymentError, SavedCard, SavingRef, signature};
use crate::types::card_payment::{Decline, TestCard};
use crate::types::money::{Currency, Money};
use crate::types::time::UtcTime;

/// What a page is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// An amount is to be paid.
    Pay {
        /// How much.
        amount: Money,
        /// In which currency.
        currency: Currency,
        /// What for, as the portal said it.
        description: String,
        /// Whether the card is kept for later.
        keep_card: bool,
    },
    /// A card is to be saved.
    Save,
}

/// What to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOf {
    /// What it is for.
    pub purpose: Purpose,
    /// Who pays: the name of the customer.
    pub customer: String,
    /// The card whose holder is asked to confirm; `None`: a card is to be chosen, of [`TestCard::ALL`].
    pub confirming: Option<TestCard>,
    /// Whether it is over: paid, saved, given up or expired. There is nothing to choose any more.
    pub is_over: bool,
    /// Where "Cancel" and "Back" lead.
    pub back: String,
}

/// What the visitor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Chooses a card.
    Card(TestCard),
    /// Confirms the payment.
    Confirm,
    /// Does not.
    Refuse,
}

/// A webhook, to be handed to whatever takes webhooks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Value of the header [`signature::HEADER`].
    pub signature: String,
    /// The body.
    pub body: Vec<u8>,
}

/// What the page answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// Done: the webhook is delivered, and the visitor sent there.
    Done {
        /// Where to.
        go_to: String,
        /// What the portal is told.
        webhook: Signed,
    },
    /// The page is shown again and asks for the confirmation.
    Confirm,
    /// The page is shown again with the reason.
    Declined(Decline),
    /// There is nothing to choose any more.
    Over,
}

/// A page in the register.
enum Found {
    Charge(ChargeFile),
    Saving(SavingFile),
}

impl Simulated {
    /// What to show at `/development/payments/{reference}`; `None`: there is no such page.
    pub fn page(&self, name: &str) -> Result<Option<PageOf>, PaymentError> {
        let held = self.register.hold()?;
        let Some(found) = find(&held, name)? else {
            return Ok(None);
        };
        let now = self.clock.now();
        let (customer, purpose, page, is_over) = match &found {
            Found::Charge(file) => {
                let Some(page) = &file.page else { return Ok(None) };
                let purpose = Purpose::Pay {
                    amount: Money::from_cents(file.cents),
                    currency: file.currency,
                    description: file.description.clone(),
                    keep_card: page.keep_card,
                };
                (&file.customer, purpose, page, file.standing != Standing::Open)
            }
            Found::Saving(file) => (&file.customer, Purpose::Save, &file.page, file.card.is_some()),
        };
        let customer: Option<CustomerFile> = held.get(customer.as_str())?;
        Ok(Some(PageOf {
            purpose,
            customer: customer.map(|customer| customer.name).unwrap_or_default(),
            confirming: page.confirming,
            is_over: is_over || now >= page.expires_at,
            back: page.cancelled.clone(),
        }))
    }

    /// Does what the visitor chose; `None`: there is no such page.
    pub fn choose(&self, name: &str, choice: Choice) -> Result<Option<Answered>, PaymentError> {
        let held = self.register.hold()?;
        let now = self.clock.now();
        match find(&held, name)? {
            Some(Found::Charge(file)) => pay(&held, file, choice, now).map(Some),
            Some(Found::Saving(file)) => save(&held, file, choice, now).map(Some),
            None => Ok(None),
        }
    }
}

/// Pays on a page, or does not.
fn pay(held: &Held<'_>, mut file: ChargeFile, choice: Choice, now: UtcTime) -> Result<Answered, PaymentError> {
    let Some(page) = &mut file.page else {
        return Ok(Answered::Over);
    };
    if file.standing != Standing::Open || now >= page.expires_at {
        return Ok(Answered::Over);
    }
    let card = match asked(page, choice) {
        Asked::Go(card) => card,
        Asked::Again(answer) => {
            held.put(file.charge.as_str(), &file)?;
            return Ok(answer);
        }
    };
    let (go_to, keep_card) = (page.done.clone(), page.keep_card);
    // The holder stands before the page: there is nothing to wait for, and no answer to lose.
    if let Some((_, reason)) = super::refusal(card) {
        held.put(file.charge.as_str(), &file)?;
        return Ok(Answered::Declined(reason));
    }
    file.standing = Standing::Succeeded;
    file.card = Some(card);
    if keep_card {
        keep(held, &file.customer, card, file.attempt.as_str(), now)?;
    }
    held.put(file.charge.as_str(), &file)?;
    let object = json!({
        "object": "checkout.session",
        "id": file.charge,
        "mode": "payment",
        "status": "complete",
        "payment_status": "paid",
        "amount_total": file.cents,
        "currency": file.currency.as_str().to_ascii_lowercase(),
        "client_reference_id": file.attempt,
    });
    let webhook = webhook(held, file.charge.as_str(), object, now)?;
    Ok(Answered::Done { go_to, webhook })
}

/// Saves a card on a page, or does not.
fn save(held: &Held<'_>, mut file: SavingFile, choice: Choice, now: UtcTime) -> Result<Answered, PaymentError> {
    if file.card.is_some() || now >= file.page.expires_at {
        return Ok(Answered::Over);
    }
    // Any card can be saved, or there would be none that is declined later.
    let Choice::Card(card) = choice else {
        return Ok(Answered::Declined(Decline::NotConfirmed));
    };
    file.card = Some(keep(held, &file.customer, card, file.saving.as_str(), now)?);
    held.put(file.saving.as_str(), &file)?;
    let object = json!({
        "object": "checkout.session",
        "id": file.saving,
        "mode": "setup",
        "status": "complete",
    });
    let webhook = webhook(held, file.saving.as_str(), object, now)?;
    Ok(Answered::Done {
        go_to: file.page.done,
        webhook,
    })
}

/// An event in the form in which Stripe tells it, so that one reader serves both.
fn webhook(held: &Held<'_>, name: &str, object: serde_json::Value, now: UtcTime) -> Result<Signed, PaymentError> {
    let body = json!({
        "id": reference("evt", name),
        "object": "event",
        "type": "checkout.session.completed",
        "created": now.and_utc().timestamp(),
        "livemode": false,
        "data": { "object": object },
    })
    .to_string()
    .into_bytes();
    Ok(Signed {
        signature: signature::sign(&Simulated::webhook_secret(held)?, &body, now),
        body,
    })
}

enum Asked {
    /// The card is charged.
    Go(TestCard),
    /// The page is shown again.
    Again(Answered),
}

/// What a choice comes to before the bank is asked.
fn asked(page: &mut PageFile, choice: Choice) -> Asked {
    match (choice, page.confirming) {
        (Choice::Confirm, Some(card)) => Asked::Go(card),
        (Choice::Refuse, Some(_)) => {
            page.confirming = None;
            Asked::Again(Answered::Declined(Decline::NotConfirmed))
        }
        (Choice::Card(TestCard::NeedsConfirmation), _) => {
            page.confirming = Some(TestCard::NeedsConfirmation);
            Asked::Again(Answered::Confirm)
        }
        (Choice::Card(card), _) => {
            page.confirming = None;
            Asked::Go(card)
        }
        (Choice::Confirm | Choice::Refuse, None) => Asked::Again(Answered::Declined(Decline::NotConfirmed)),
    }
}

fn find(held: &Held<'_>, name: &str) -> Result<Option<Found>, PaymentError> {
    // Only what is a reference can be the name of a file.
    if SavingRef::parse(name).is_none() {
        return Ok(None);
    }
    if name.starts_with(super::SAVING) {
        return Ok(held.get(name)?.map(Found::Saving));
    }
    if name.starts_with(super::CHARGE) {
        return Ok(held.get(name)?.map(Found::Charge));
    }
    Ok(None)
}

/// Keeps a card for a customer.
fn keep(
    held: &Held<'_>,
    customer: &CustomerRef,
    kind: TestCard,
    of: &str,
    now: UtcTime,
) -> Result<CardRef, PaymentError> {
    let mut owner: CustomerFile = held.get(customer.as_str())?.ok_or_else(refused_unknown)?;
    let card: CardRef = super::named(super::CARD, of)?;
    let years = if kind == TestCard::Expired { -1 } else { 3 };
    let file = CardFile {
        customer: customer.clone(),
        kind,
        card: SavedCard {
            card: card.clone(),
            brand: "simulated".to_owned(),
            last4: kind.last4().to_owned(),
            exp_month: 12,
            exp_year: now.year() + years,
        },
        is_removed: false,
    };
    held.put(card.as_str(), &file)?;
    if !owner.cards.contains(&card) {
        owner.cards.push(card.clone());
        held.put(customer.as_str(), &owner)?;
    }
    Ok(card)
}
