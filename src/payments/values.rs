//! What is handed to a provider, and what it answers.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize};

use crate::types::card_payment::Decline;
use crate::types::lang::Lang;
use crate::types::money::{Currency, Money};
use crate::types::time::UtcTime;

/// Longest reference or key that is taken, in characters; Stripe takes keys of 255, and a step is appended to some.
const MOST: usize = 200;

/// Whether a text may be a reference: it goes into addresses, files and logs as it is.
fn is_plain(text: &str) -> bool {
    (1..=MOST).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// A text of letters, digits, `_` and `-`, at most 200 of them.
macro_rules! plain_text {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The text, if it is one.
            pub fn parse(text: &str) -> Option<Self> {
                is_plain(text).then(|| Self(text.to_owned()))
            }

            /// The text as it is stored.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("{text:?} is no reference")))
            }
        }
    };
}

plain_text! {
    /// A customer at the provider.
    CustomerRef
}
plain_text! {
    /// A saved card at the provider.
    CardRef
}
plain_text! {
    /// A charge at the provider, or the page on which its customer is asked to pay: both are asked about in the same way.
    ChargeRef
}
plain_text! {
    /// The page on which a customer saves a card.
    SavingRef
}
plain_text! {
    /// A refund at the provider.
    RefundRef
}
plain_text! {
    /// Names one attempt of ours for good: the provider carries out what comes with the same key once, however often it comes. A new
    /// attempt, with another card say, has a new key.
    AttemptKey
}

impl AttemptKey {
    /// The key of another request that belongs to the same attempt.
    pub fn step(&self, name: &str) -> String {
        format!("{}.{name}", self.as_str())
    }
}

/// Whose cards are saved and charged: an organisation.
#[derive(Debug, Clone, Copy)]
pub struct Customer<'a> {
    /// Its account number.
    pub account: &'a str,
    /// Its name.
    pub name: &'a str,
    /// Its main address, to which the provider sends nothing unless told so.
    pub email: &'a str,
}

/// Where a visitor goes from a page of the provider. Neither address proves anything: what happened is asked of the provider.
#[derive(Debug, Clone, Copy)]
pub struct ReturnTo<'a> {
    /// After it was done.
    pub done: &'a str,
    /// After the visitor left it.
    pub cancelled: &'a str,
}

/// Saving a card.
#[derive(Debug, Clone, Copy)]
pub struct Saving<'a> {
    /// For whom.
    pub customer: &'a CustomerRef,
    /// The attempt.
    pub attempt: &'a AttemptKey,
    /// Currency of later charges.
    pub currency: Currency,
    /// Language of the page.
    pub lang: Lang,
    /// Where the visitor goes afterwards.
    pub back: ReturnTo<'a>,
}

/// An amount for an order.
#[derive(Debug, Clone, Copy)]
pub struct Payment<'a> {
    /// Who pays.
    pub customer: &'a CustomerRef,
    /// The attempt.
    pub attempt: &'a AttemptKey,
    /// How much; more than nothing.
    pub amount: Money,
    /// In which currency.
    pub currency: Currency,
    /// Number of the order, shown to the customer and kept with the provider.
    pub order: &'a str,
    /// What the customer reads where the payment is asked for: `Order 10482`.
    pub description: &'a str,
    /// Language of the page.
    pub lang: Lang,
    /// Where the visitor goes after a page.
    pub back: ReturnTo<'a>,
}

/// Giving money back.
#[derive(Debug, Clone, Copy)]
pub struct Refunding<'a> {
    /// The charge.
    pub charge: &'a ChargeRef,
    /// The attempt.
    pub attempt: &'a AttemptKey,
    /// How much: the whole amount, or a part.
    pub amount: Money,
    /// In which currency; the charge's.
    pub currency: Currency,
}

/// A card as it may be kept and shown; its number never comes here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedCard {
    /// Its reference.
    pub card: CardRef,
    /// Make, as the provider names it: `visa`.
    pub brand: String,
    /// Last four digits.
    pub last4: String,
    /// Month in which it expires, 1 to 12.
    pub exp_month: u32,
    /// Year in which it expires.
    pub exp_year: i32,
}

impl SavedCard {
    /// The first day on which it does not pay any more; `None` for a month that does not exist.
    pub fn expired_from(&self) -> Option<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(self.exp_year, self.exp_month, 1)?;
        first.checked_add_months(chrono::Months::new(1))
    }

    /// Whether it has expired on this day.
    pub fn is_expired(&self, today: NaiveDate) -> bool {
        self.expired_from().is_some_and(|from| today >= from)
    }

    /// Whether it pays today, but not any more in so many months.
    pub fn expires_within(&self, months: u32, today: NaiveDate) -> bool {
        let later = today.checked_add_months(chrono::Months::new(months));
        !self.is_expired(today) && later.is_some_and(|later| self.is_expired(later))
    }

    /// Month and year as cards show them: `08/28`.
    pub fn expiry(&self) -> String {
        let year = NaiveDate::from_ymd_opt(self.exp_year, 1, 1).map_or(0, |day| day.year().rem_euclid(100));
        format!("{:02}/{year:02}", self.exp_month)
    }
}

/// A page of the provider that waits for its visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavingPage {
    /// Its reference.
    pub saving: SavingRef,
    /// Where to send the visitor.
    pub address: String,
}

/// What became of saving a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SavingState {
    /// The page waits.
    Open {
        /// Its address.
        address: String,
    },
    /// The card is saved.
    Saved(SavedCard),
    /// The page has expired, or was left for good.
    Ended,
}

/// What became of a charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChargeState {
    /// The money is ours.
    Succeeded,
    /// The customer has to pay or confirm on this page, which waits for a day.
    NeedsConfirmation {
        /// Its address.
        address: String,
    },
    /// The bank has not answered yet.
    Pending,
    /// The bank has said no. Final for this attempt.
    Declined {
        /// The provider's own word for it, for logs and support.
        code: String,
        /// The reason as far as the customer may be told.
        reason: Decline,
    },
    /// It was given up, or its page has expired: nothing was charged, and nothing will be.
    Cancelled,
}

impl ChargeState {
    /// Whether it never changes again.
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Succeeded | Self::Declined { .. } | Self::Cancelled)
    }
}

/// A charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charged {
    /// Its reference: keep it.
    pub charge: ChargeRef,
    /// How it stands.
    pub state: ChargeState,
    /// How much was asked for: compare it with what you asked for before you book it.
    pub amount: Money,
    /// In which currency.
    pub currency: Currency,
    /// The attempt it belongs to, as it was handed over; `None` for charges that somebody made by hand.
    pub attempt: Option<AttemptKey>,
    /// Make and last four digits of the card, if told.
    pub card: Option<(String, String)>,
}

/// What became of a refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefundState {
    /// The money is on its way.
    Succeeded,
    /// The provider has yet to hand it over.
    Pending,
    /// The bank would not take it; it is ours again.
    Failed {
        /// The provider's own word for it.
        code: String,
    },
}

/// A refund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refunded {
    /// Its reference: keep it.
    pub refund: RefundRef,
    /// How it stands.
    pub state: RefundState,
    /// How much.
    pub amount: Money,
    /// In which currency.
    pub currency: Currency,
    /// The charge, as the provider names it, if told.
    pub charge: Option<ChargeRef>,
    /// The attempt it belongs to; `None` for refunds that somebody made by hand.
    pub attempt: Option<AttemptKey>,
}

/// Something that a provider tells by itself. It comes late, twice, out of order, or never: whoever takes it stores its id, and asks for
/// the state of what it is about instead of believing the state of then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Unique at the provider: a repeated one has the same.
    pub id: String,
    /// The provider's word for what happened.
    pub kind: String,
    /// When it happened.
    pub at: UtcTime,
    /// What it is about.
    pub about: About,
}

/// What an event is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A charge, as it was then.
    Charge(Charged),
    /// A page to save a card on.
    Saving(SavingRef),
    /// A refund, as it was then.
    Refund(Refunded),
    /// The customer has asked the bank to take a charge back: for a person to look at.
    Dispute(ChargeRef),
    /// Nothing that matters here.
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(month: u32, year: i32) -> SavedCard {
        SavedCard {
            card: CardRef::parse("pm_1").unwrap(),
            brand: "visa".to_owned(),
            last4: "4242".to_owned(),
            exp_month: month,
            exp_year: year,
        }
    }

    #[test]
    fn a_card_pays_to_the_end_of_its_month() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(!card(11, 2026).is_expired(day("2026-11-30")));
        assert!(card(11, 2026).is_expired(day("2026-12-01")));
        assert!(card(12, 2026).is_expired(day("2027-01-01")));
        assert!(card(1, 2027).expires_within(3, day("2026-11-22")));
        assert!(!card(3, 2027).expires_within(3, day("2026-11-22")));
        assert!(
            !card(10, 2026).expires_within(3, day("2026-11-22")),
            "it has expired already"
        );
        assert!(!card(13, 2026).is_expired(day("2030-01-01")));
        assert_eq!(card(8, 2028).expiry(), "08/28");
    }

    #[test]
    fn a_reference_cannot_lead_into_another_address() {
        for wrong in ["", "../x", "a/b", "a?b", "a b", "ä", &"x".repeat(201)] {
            assert!(ChargeRef::parse(wrong).is_none(), "{wrong:?}");
            let json = serde_json::to_string(wrong).unwrap();
            assert!(serde_json::from_str::<ChargeRef>(&json).is_err(), "{wrong:?}");
        }
        assert_eq!(ChargeRef::parse("pi_3Nx-1").unwrap().as_str(), "pi_3Nx-1");
    }
}
