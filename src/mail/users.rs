//! Mails about people: an address that is in use already, a new sign-in address, another role.

use chrono::NaiveDateTime;
use fluent_bundle::FluentValue;

use super::messages::{Message, finish, frame};
use super::{Mail, MailContext, Recipient};
use crate::i18n::{self, Formats};
use crate::types::role::Role;

/// Tells the owner of an address that somebody invited it (`organisation`), or wanted it as a new sign-in address (`None`). Nothing else
/// happens: who asked learns nothing about the address.
pub fn address_in_use(
    context: &MailContext,
    to: &Recipient,
    organisation: Option<&str>,
) -> Result<Mail, askama::Error> {
    let args = [
        ("organisation", organisation.unwrap_or_default()),
        ("email", to.email.as_str()),
    ];
    let (kind, text) = match organisation {
        Some(_) => ("address-in-use", "address-invited"),
        None => ("address-in-use", "address-wanted"),
    };
    let words = Words::new(context, to, &args);
    let message = Message {
        title: words.of(&format!("mail-{kind}-title")),
        preview: words.of(&format!("mail-{kind}-preview")),
        paragraphs: vec![words.of(&format!("mail-{text}-text"))],
        button: Some((
            words.of(&format!("mail-{kind}-button")),
            format!("{}/login", context.base_url),
        )),
        facts: vec![words.of(&format!("mail-{kind}-facts"))],
        ..frame(context, to)
    };
    finish(kind, to, words.of(&format!("mail-{kind}-subject")), &message)
}

/// Facts of the mail that asks to confirm a new address.
#[derive(Debug, Clone)]
pub struct EmailConfirmation {
    /// Address so far.
    pub old: String,
    /// Token of the link.
    pub token: String,
    /// End of its validity.
    pub valid_until: NaiveDateTime,
}

/// Asks whoever reads the new address (`to`) to confirm it.
pub fn email_confirmation(
    context: &MailContext,
    to: &Recipient,
    facts: &EmailConfirmation,
) -> Result<Mail, askama::Error> {
    let until = Formats::new(to.lang, to.zone).date_time(facts.valid_until);
    let args = [
        ("old", facts.old.as_str()),
        ("new", to.email.as_str()),
        ("until", until.as_str()),
    ];
    let link = format!("{}/account/email/{}", context.base_url, facts.token);
    whole("email-confirm", context, to, &args, Some(link), true)
}

/// Tells the address so far that another one was asked for.
pub fn email_change_asked(context: &MailContext, to: &Recipient, new: &str) -> Result<Mail, askama::Error> {
    let link = format!("{}/account/profile", context.base_url);
    whole("email-asked", context, to, &[("new", new)], Some(link), true)
}

/// Tells the address so far that another one is in its place.
pub fn email_changed(
    context: &MailContext,
    to: &Recipient,
    new: &str,
    at: NaiveDateTime,
) -> Result<Mail, askama::Error> {
    let at = Formats::new(to.lang, to.zone).date_time(at);
    whole(
        "email-changed",
        context,
        to,
        &[("new", new), ("at", at.as_str())],
        None,
        true,
    )
}

/// Tells a person that their role is another one.
pub fn role_changed(
    context: &MailContext,
    to: &Recipient,
    organisation: &str,
    role: Role,
) -> Result<Mail, askama::Error> {
    let role = i18n::text(to.lang, &format!("role-{}", role.as_str()));
    let args = [("organisation", organisation), ("role", role.as_str())];
    let link = format!("{}/login", context.base_url);
    whole("role-changed", context, to, &args, Some(link), false)
}

/// The texts of one mail, with its facts.
struct Words<'a> {
    to: &'a Recipient,
    args: Vec<(&'a str, FluentValue<'a>)>,
}

impl<'a> Words<'a> {
    fn new(context: &'a MailContext, to: &'a Recipient, args: &[(&'a str, &'a str)]) -> Self {
        let brand = ("brand", FluentValue::from(context.brand.as_str()));
        let args = args.iter().map(|(name, value)| (*name, FluentValue::from(*value)));
        Self {
            to,
            args: std::iter::once(brand).chain(args).collect(),
        }
    }

    fn of(&self, key: &str) -> String {
        i18n::text_with(self.to.lang, key, &self.args)
    }
}

/// A mail whose texts are `mail-<kind>-<part>`.
fn whole(
    kind: &'static str,
    context: &MailContext,
    to: &Recipient,
    args: &[(&str, &str)],
    link: Option<String>,
    has_facts: bool,
) -> Result<Mail, askama::Error> {
    let words = Words::new(context, to, args);
    let t = |part: &str| words.of(&format!("mail-{kind}-{part}"));
    let message = Message {
        title: t("title"),
        preview: t("preview"),
        paragraphs: vec![t("text")],
        button: link.map(|link| (t("button"), link)),
        facts: if has_facts { vec![t("facts")] } else { Vec::new() },
        ..frame(context, to)
    };
    finish(kind, to, t("subject"), &message)
}
