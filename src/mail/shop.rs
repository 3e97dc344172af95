//! Mails of the shop.

use fluent_bundle::FluentValue;

use super::messages::{Message, finish, frame};
use super::{Mail, MailContext, Recipient};
use crate::i18n;

/// Tells the owner of an address that somebody ordered under it as a new customer: it has an account, so they sign in and order there. `token`
/// opens the cart, which nobody else knows.
pub fn account_exists(context: &MailContext, to: &Recipient, token: &str) -> Result<Mail, askama::Error> {
    let t = |part: &str| {
        let args = [("brand", context.brand.as_str()), ("email", to.email.as_str())];
        i18n::text_with(
            to.lang,
            &format!("mail-shop-account-{part}"),
            &args.map(|(name, value)| (name, FluentValue::from(value))),
        )
    };
    let message = Message {
        title: t("title"),
        preview: t("preview"),
        paragraphs: vec![t("text")],
        button: Some((t("button"), format!("{}/shop/cart/{token}", context.base_url))),
        facts: vec![t("facts")],
        ..frame(context, to)
    };
    finish("shop-account", to, t("subject"), &message)
}
