//! Mails about cards: one could not be charged, one is about to expire.

use fluent_bundle::FluentValue;

use super::messages::{Message, finish, frame};
use super::{Mail, MailContext, Recipient};
use crate::i18n::{self, Formats};
use crate::types::card_payment::Decline;
use crate::types::money::{Currency, Money};

/// Facts of the mail about a card that could not be charged.
#[derive(Debug, Clone)]
pub struct CardFailureMail {
    /// Number of the order.
    pub order: String,
    /// What is to be paid.
    pub amount: Money,
    /// In what.
    pub currency: Currency,
    /// Why.
    pub reason: Decline,
}

/// Facts of the mail about a card that is about to expire.
#[derive(Debug, Clone)]
pub struct CardExpiryMail {
    /// Make, as the provider names it.
    pub brand: String,
    /// Last four digits.
    pub last4: String,
    /// Month and year.
    pub expiry: String,
}

/// The mail about a card that could not be charged.
pub fn card_failed(context: &MailContext, to: &Recipient, facts: &CardFailureMail) -> Result<Mail, askama::Error> {
    let amount = Formats::new(to.lang, to.zone).money(facts.amount, facts.currency);
    let t = |part: &str| {
        let args = [
            ("brand", context.brand.as_str()),
            ("order", facts.order.as_str()),
            ("amount", amount.as_str()),
        ];
        i18n::text_with(
            to.lang,
            &format!("mail-card-failed-{part}"),
            &args.map(|(name, value)| (name, FluentValue::from(value))),
        )
    };
    let message = Message {
        title: t("title"),
        preview: t("text"),
        paragraphs: vec![t("text"), i18n::text(to.lang, &facts.reason.text_key()), t("hint")],
        button: Some((
            t("button"),
            format!("{}/orders/{}/payment", context.base_url, facts.order),
        )),
        ..frame(context, to)
    };
    finish("card-failed", to, t("subject"), &message)
}

/// The mail about a card that is about to expire.
pub fn card_expires(context: &MailContext, to: &Recipient, facts: &CardExpiryMail) -> Result<Mail, askama::Error> {
    let name = i18n::card(to.lang, &facts.brand, &facts.last4);
    let t = |part: &str| {
        let args = [
            ("brand", context.brand.as_str()),
            ("card", name.as_str()),
            ("expiry", facts.expiry.as_str()),
        ];
        i18n::text_with(
            to.lang,
            &format!("mail-card-expires-{part}"),
            &args.map(|(name, value)| (name, FluentValue::from(value))),
        )
    };
    let message = Message {
        title: t("title"),
        preview: t("text"),
        paragraphs: vec![t("text"), t("hint")],
        button: Some((t("button"), format!("{}/account/payment-details", context.base_url))),
        ..frame(context, to)
    };
    finish("card-expires", to, t("subject"), &message)
}
