//! What lies in the register.

use serde::{Deserialize, Serialize};

use crate::payments::{AttemptKey, CardRef, ChargeRef, CustomerRef, RefundRef, SavedCard, SavingRef};
use crate::types::card_payment::TestCard;
use crate::types::money::Currency;
use crate::types::time::UtcTime;

#[derive(Serialize, Deserialize)]
pub(super) struct CustomerFile {
    pub customer: CustomerRef,
    pub account: String,
    pub name: String,
    /// Oldest first.
    pub cards: Vec<CardRef>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct CardFile {
    pub customer: CustomerRef,
    pub kind: TestCard,
    pub card: SavedCard,
    pub is_removed: bool,
}

/// A page that waits for its visitor.
#[derive(Serialize, Deserialize)]
pub(super) struct PageFile {
    pub done: String,
    pub cancelled: String,
    pub expires_at: UtcTime,
    /// The card that its holder is asked to confirm.
    pub confirming: Option<TestCard>,
    pub keep_card: bool,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Standing {
    Open,
    Succeeded,
    Declined(String),
    Cancelled,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ChargeFile {
    pub charge: ChargeRef,
    pub customer: CustomerRef,
    pub attempt: AttemptKey,
    /// What was asked for: the same key with another request is refused.
    pub request: String,
    pub cents: i64,
    pub currency: Currency,
    pub order: String,
    pub description: String,
    pub standing: Standing,
    pub card: Option<TestCard>,
    pub page: Option<PageFile>,
    pub refunded_cents: i64,
    pub made_at: UtcTime,
}

#[derive(Serialize, Deserialize)]
pub(super) struct SavingFile {
    pub saving: SavingRef,
    pub customer: CustomerRef,
    pub request: String,
    pub page: PageFile,
    pub card: Option<CardRef>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct RefundFile {
    pub refund: RefundRef,
    pub charge: ChargeRef,
    pub attempt: AttemptKey,
    pub request: String,
    pub cents: i64,
    pub currency: Currency,
}
