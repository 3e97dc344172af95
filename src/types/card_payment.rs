//! Words of card payments: who carries them out, and why a card was declined.

use crate::types::text_enum::text_enum;

text_enum! {
    /// Who carries out card payments.
    pub enum PaymentProviderKind {
        /// Stripe, or what speaks its interface.
        Stripe => "stripe",
        /// Nobody: cards and payments are made up, for trying out and for tests.
        Simulated => "simulated",
    }
}

text_enum! {
    /// Why a card was declined, as far as its holder may be told: banks ask that a card reported stolen looks like any other.
    pub enum Decline {
        /// There is not enough money on the account, or the credit is used up.
        InsufficientFunds => "insufficient-funds",
        /// The card has expired.
        Expired => "expired",
        /// Number, date or security code are wrong.
        WrongDetails => "wrong-details",
        /// The card has been used too often or for too much.
        LimitReached => "limit-reached",
        /// The card cannot be used for this kind of payment or this currency.
        NotSupported => "not-supported",
        /// The holder did not confirm the payment with the bank, or not in time.
        NotConfirmed => "not-confirmed",
        /// The bank could not be asked; the same payment may work later.
        BankUnavailable => "bank-unavailable",
        /// The bank gives no reason.
        Other => "other",
    }
}

impl Decline {
    /// Key of the sentence that tells the holder.
    pub fn text_key(self) -> String {
        format!("payment-declined-{}", self.as_str())
    }

    /// Whether the same card may pay some days later. Otherwise trying again only makes banks suspicious.
    pub const fn may_pass(self) -> bool {
        matches!(
            self,
            Self::InsufficientFunds | Self::LimitReached | Self::BankUnavailable | Self::Other
        )
    }
}

text_enum! {
    /// Cards of the simulated provider, each of which does one thing.
    pub enum TestCard {
        /// Every payment succeeds.
        Success => "success",
        /// Every payment is declined for lack of money.
        Declined => "declined",
        /// Every payment asks its holder first.
        NeedsConfirmation => "needs-confirmation",
        /// A payment gives no answer the first time, though it is carried out; asked again it tells so.
        TimesOut => "times-out",
        /// The card has expired.
        Expired => "expired",
    }
}

impl TestCard {
    /// The last four digits it shows.
    pub const fn last4(self) -> &'static str {
        match self {
            Self::Success => "4242",
            Self::Declined => "9995",
            Self::NeedsConfirmation => "3184",
            Self::TimesOut => "0044",
            Self::Expired => "0069",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_or_expired_card_is_not_tried_again() {
        assert!(!Decline::Expired.may_pass() && !Decline::WrongDetails.may_pass());
        assert!(Decline::InsufficientFunds.may_pass() && Decline::BankUnavailable.may_pass());
    }

    #[test]
    fn test_cards_are_told_apart_by_their_last_digits() {
        let digits: std::collections::BTreeSet<_> = TestCard::ALL.iter().map(|card| card.last4()).collect();
        assert_eq!(digits.len(), TestCard::ALL.len());
    }
}
