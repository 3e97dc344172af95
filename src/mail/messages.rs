//! The messages. Each is one struct of facts; the frame (greeting, button, facts, footer) is common to all.

use askama::Template;
use chrono::NaiveDateTime;
use fluent_bundle::FluentValue;

use super::{Mail, MailContext, Recipient};
use crate::i18n::{self, Formats};

/// A message in its parts; both bodies are drawn from it, so that they say the same.
#[derive(Template)]
#[template(path = "emails/message.html")]
struct HtmlBody<'a> {
    m: &'a Message,
}

#[derive(Template)]
#[template(path = "emails/message.txt")]
struct TextBody<'a> {
    m: &'a Message,
}

pub(super) struct Message {
    pub(super) lang: &'static str,
    pub(super) brand: String,
    pub(super) title: String,
    pub(super) preview: String,
    pub(super) greeting: String,
    pub(super) paragraphs: Vec<String>,
    pub(super) button: Option<(String, String)>,
    pub(super) copy_hint: String,
    pub(super) facts: Vec<String>,
    pub(super) footer: String,
}

/// Facts of the mail with a set-password link.
#[derive(Debug, Clone)]
pub struct PasswordLinkMail {
    /// An invitation, or a reset.
    pub is_invitation: bool,
    /// Organisation of the person; staff have none.
    pub organisation: Option<String>,
    /// Token of the link.
    pub token: String,
    /// End of its validity.
    pub valid_until: NaiveDateTime,
}

/// The mail with a set-password link: an invitation, or an answer to "forgot password".
pub fn password_link(context: &MailContext, to: &Recipient, facts: &PasswordLinkMail) -> Result<Mail, askama::Error> {
    let kind = if facts.is_invitation {
        "invitation"
    } else {
        "password-reset"
    };
    let until = Formats::new(to.lang, to.zone).date_time(facts.valid_until);
    let organisation = facts.organisation.as_deref().unwrap_or(&context.brand);
    let t = |part: &str| {
        let args = [
            ("brand", context.brand.as_str()),
            ("organisation", organisation),
            ("until", until.as_str()),
            ("email", to.email.as_str()),
        ];
        i18n::text_with(
            to.lang,
            &format!("mail-{kind}-{part}"),
            &args.map(|(name, value)| (name, FluentValue::from(value))),
        )
    };
    let link = format!("{}/password/{}", context.base_url, facts.token);
    let message = Message {
        title: t("title"),
        preview: t("preview"),
        paragraphs: vec![t("text")],
        button: Some((t("button"), link)),
        facts: vec![t("facts")],
        ..frame(context, to)
    };
    finish(kind, to, t("subject"), &message)
}

/// The mail that tells a person that their password was changed.
pub fn password_changed(context: &MailContext, to: &Recipient, at: NaiveDateTime) -> Result<Mail, askama::Error> {
    let at = Formats::new(to.lang, to.zone).date_time(at);
    let t = |part: &str| {
        let args = [("brand", context.brand.as_str()), ("at", at.as_str())]
            .map(|(name, value)| (name, FluentValue::from(value)));
        i18n::text_with(to.lang, &format!("mail-password-changed-{part}"), &args)
    };
    let link = format!("{}/password/forgotten", context.base_url);
    let message = Message {
        title: t("title"),
        preview: t("preview"),
        paragraphs: vec![t("text")],
        button: Some((t("button"), link)),
        ..frame(context, to)
    };
    finish("password-changed", to, t("subject"), &message)
}

pub(super) fn frame(context: &MailContext, to: &Recipient) -> Message {
    let t = |key: &str, name: &str, value: &str| i18n::text_with(to.lang, key, &[(name, FluentValue::from(value))]);
    let contacts: Vec<&str> = [context.support_email.as_deref(), context.support_phone.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let mut footer = t("mail-footer", "brand", &context.brand);
    if !contacts.is_empty() {
        footer = format!(
            "{footer} {}",
            t("mail-footer-questions", "contacts", &contacts.join(", "))
        );
    }
    Message {
        lang: to.lang.as_str(),
        brand: context.brand.clone(),
        title: String::new(),
        preview: String::new(),
        greeting: t("mail-greeting", "name", &to.name),
        paragraphs: Vec::new(),
        button: None,
        copy_hint: i18n::text(to.lang, "mail-copy-hint"),
        facts: Vec::new(),
        footer,
    }
}

pub(super) fn finish(
    kind: &'static str,
    to: &Recipient,
    subject: String,
    message: &Message,
) -> Result<Mail, askama::Error> {
    Ok(Mail {
        kind,
        recipient: to.email.clone(),
        recipient_name: to.name.clone(),
        // A name with a line break must not become a header of its own.
        subject: subject.replace(|c: char| c.is_control(), " "),
        text: TextBody { m: message }.render()?,
        html: HtmlBody { m: message }.render()?,
        lang: to.lang,
        attachments: Vec::new(),
    })
}
