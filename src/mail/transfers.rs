//! The mail about SIMs that have changed their holder.

use chrono::NaiveDateTime;
use fluent_bundle::FluentValue;

use super::messages::{Message, finish, frame};
use super::{Mail, MailContext, Recipient};
use crate::i18n::{self, Formats};

/// What happened.
#[derive(Debug, Clone)]
pub struct TransferMail {
    /// The transfer.
    pub transfer_id: i64,
    /// Whether the recipient's organisation has got the SIMs, or given them away.
    pub is_received: bool,
    /// Whether it took another transfer back.
    pub is_undoing: bool,
    /// How many SIMs.
    pub sims: i64,
    /// Who gave them away.
    pub from: String,
    /// Who has got them.
    pub to: String,
    /// Who ordered it.
    pub who: String,
    /// When it was done.
    pub at: NaiveDateTime,
}

/// The mail.
pub fn transfer_done(context: &MailContext, to: &Recipient, facts: &TransferMail) -> Result<Mail, askama::Error> {
    let kind = if facts.is_received {
        "transfer-received"
    } else {
        "transfer-given"
    };
    let formats = Formats::new(to.lang, to.zone);
    let (at, count) = (formats.date_time(facts.at), formats.number(facts.sims));
    let t = |key: &str| {
        let args = [
            ("brand", FluentValue::from(context.brand.as_str())),
            ("n", FluentValue::from(facts.sims)),
            ("count", FluentValue::from(count.as_str())),
            ("from", FluentValue::from(facts.from.as_str())),
            ("to", FluentValue::from(facts.to.as_str())),
            ("who", FluentValue::from(facts.who.as_str())),
            ("at", FluentValue::from(at.as_str())),
        ];
        i18n::text_with(to.lang, key, &args)
    };
    let part = |part: &str| t(&format!("mail-{kind}-{part}"));
    let mut paragraphs = vec![part("text")];
    if facts.is_undoing {
        paragraphs.push(t("mail-transfer-undoing"));
    }
    let message = Message {
        title: part("title"),
        preview: part("preview"),
        paragraphs,
        button: Some((
            t("mail-transfer-button"),
            format!("{}/organisation/transfers/{}", context.base_url, facts.transfer_id),
        )),
        facts: vec![t("mail-transfer-facts")],
        ..frame(context, to)
    };
    finish(kind, to, part("subject"), &message)
}
