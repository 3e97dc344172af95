//! Mails about sub-organisations.

use fluent_bundle::FluentValue;

use super::messages::{Message, finish, frame};
use super::{Mail, MailContext, Recipient};
use crate::i18n;

/// Facts of the mail to somebody who is to own an organisation, but has an account already.
#[derive(Debug, Clone)]
pub struct OwnerElsewhere {
    /// The new organisation.
    pub organisation: String,
    /// The master organisation that makes it.
    pub master: String,
}

/// Somebody gave this address for the owner of a new organisation. It has an account, and an address can have only one: whoever gave
/// it is told nothing of that, only the owner of the address is.
pub fn owner_elsewhere(context: &MailContext, to: &Recipient, facts: &OwnerElsewhere) -> Result<Mail, askama::Error> {
    let t = |part: &str| {
        let args = [
            ("brand", context.brand.as_str()),
            ("organisation", facts.organisation.as_str()),
            ("master", facts.master.as_str()),
            ("email", to.email.as_str()),
        ];
        i18n::text_with(
            to.lang,
            &format!("mail-owner-elsewhere-{part}"),
            &args.map(|(name, value)| (name, FluentValue::from(value))),
        )
    };
    let message = Message {
        title: t("title"),
        preview: t("preview"),
        paragraphs: vec![t("text")],
        ..frame(context, to)
    };
    finish("owner-elsewhere", to, t("subject"), &message)
}
