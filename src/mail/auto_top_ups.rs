//! Messages about auto-top-up: volume was bought, a card was declined, it was switched off, the cap is reached.

use chrono::NaiveDateTime;
use fluent_bundle::FluentValue;

use super::messages::{Message, finish, frame};
use super::{Mail, MailContext, Recipient};
use crate::i18n::{self, Formats};
use crate::types::auto_top_up::VolumeKind;
use crate::types::card_payment::Decline;
use crate::types::money::{Currency, Money};

/// What was ordered.
#[derive(Debug, Clone)]
pub struct OrderedVolume {
    /// Number of the order.
    pub number: String,
    /// SIMs that it is for.
    pub sims: i64,
    /// What it costs with VAT.
    pub amount: Money,
    /// In what.
    pub currency: Currency,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum AutoTopUpNews {
    /// Volume was bought.
    Done(OrderedVolume),
    /// The card was declined; it is tried again.
    Failed {
        /// What was ordered.
        order: OrderedVolume,
        /// Why: a `Decline`.
        code: String,
        /// When it is tried again.
        next: NaiveDateTime,
    },
    /// It was switched off by itself.
    SwitchedOff {
        /// Why: an `OffReason`.
        reason: String,
        /// Why the card was declined, if it was.
        code: String,
    },
    /// SIMs were left out because of the cap.
    CapReached {
        /// How many.
        sims: i64,
        /// The cap.
        cap: Money,
        /// In what.
        currency: Currency,
    },
}

impl AutoTopUpNews {
    /// What mail it is, and the part of its texts' keys.
    const fn words(&self) -> (&'static str, &'static str) {
        match self {
            Self::Done(_) => ("auto-top-up-done", "done"),
            Self::Failed { .. } => ("auto-top-up-failed", "failed"),
            Self::SwitchedOff { .. } => ("auto-top-up-off", "off"),
            Self::CapReached { .. } => ("auto-top-up-cap", "cap"),
        }
    }
}

/// Facts of the mail.
#[derive(Debug, Clone)]
pub struct AutoTopUpMail {
    /// Which volume.
    pub kind: VolumeKind,
    /// What happened.
    pub news: AutoTopUpNews,
}

/// The mail.
pub fn auto_top_up(context: &MailContext, to: &Recipient, facts: &AutoTopUpMail) -> Result<Mail, askama::Error> {
    let (kind, news) = facts.news.words();
    let formats = Formats::new(to.lang, to.zone);
    let declined = |code: &str| {
        let decline = Decline::parse(code).unwrap_or(Decline::Other);
        i18n::text(to.lang, &decline.text_key())
    };
    let (order, sims, amount) = match &facts.news {
        AutoTopUpNews::Done(order) | AutoTopUpNews::Failed { order, .. } => (
            order.number.clone(),
            order.sims,
            formats.money(order.amount, order.currency),
        ),
        AutoTopUpNews::CapReached { sims, cap, currency } => (String::new(), *sims, formats.money(*cap, *currency)),
        AutoTopUpNews::SwitchedOff { .. } => (String::new(), 0, String::new()),
    };
    let next = match &facts.news {
        AutoTopUpNews::Failed { next, .. } => formats.date_time(*next),
        _ => String::new(),
    };
    let reasons: Vec<String> = match &facts.news {
        AutoTopUpNews::Failed { code, .. } => vec![declined(code)],
        AutoTopUpNews::SwitchedOff { reason, code } => {
            let words = i18n::text(to.lang, &format!("auto-top-up-off-{reason}"));
            let declined = (!code.is_empty()).then(|| declined(code));
            std::iter::once(words).chain(declined).collect()
        }
        AutoTopUpNews::Done(_) | AutoTopUpNews::CapReached { .. } => Vec::new(),
    };
    let volume = i18n::text(to.lang, &format!("auto-top-up-kind-{}", facts.kind));
    let count = formats.number(sims);
    let t = |key: &str| {
        let args = [
            ("brand", FluentValue::from(context.brand.as_str())),
            ("volume", FluentValue::from(volume.as_str())),
            ("order", FluentValue::from(order.as_str())),
            ("n", FluentValue::from(sims)),
            ("count", FluentValue::from(count.as_str())),
            ("amount", FluentValue::from(amount.as_str())),
            ("next", FluentValue::from(next.as_str())),
        ];
        i18n::text_with(to.lang, key, &args)
    };
    let part = |part: &str| t(&format!("mail-auto-top-up-{news}-{part}"));
    let (button, path) = match facts.news {
        AutoTopUpNews::Done(_) => ("mail-auto-top-up-ledger", "/configuration/auto-top-up/ledger"),
        _ => ("mail-auto-top-up-settings", "/configuration/auto-top-up"),
    };
    let message = Message {
        title: part("title"),
        preview: part("text"),
        paragraphs: std::iter::once(part("text"))
            .chain(reasons)
            .chain(std::iter::once(part("then")))
            .collect(),
        button: Some((t(button), format!("{}{path}", context.base_url))),
        ..frame(context, to)
    };
    finish(kind, to, part("subject"), &message)
}
