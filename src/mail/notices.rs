//! Mails about the security of an account: what happened, when and from where, and what to do if it was somebody else.

use chrono::NaiveDateTime;
use fluent_bundle::FluentValue;

use super::messages::{Message, finish, frame};
use super::{Mail, MailContext, Recipient};
use crate::i18n::{self, Formats};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A sign-in from a browser that the person did not use before.
    NewDevice,
    /// Two-factor was switched on, or moved to another app.
    TwoFactorOn,
    /// The person switched it off.
    TwoFactorOff,
    /// The person removed the authenticator app; passkeys are left.
    AppRemoved,
    /// The person added a passkey.
    PasskeyAdded,
    /// The person removed a passkey; two-factor stays on.
    PasskeyRemoved,
    /// The person removed the last passkey, and there is no app: two-factor is off.
    LastPasskeyRemoved,
    /// Somebody with the right to do so reset it.
    TwoFactorReset,
    /// A recovery code was used; so many are left.
    RecoveryCodeUsed(i64),
    /// There is a new set of recovery codes.
    RecoveryCodesNew,
    /// The person changed the password while signed in.
    OwnPassword,
}

impl Notice {
    /// Name in the outbox and in the keys of the texts.
    fn kind(self) -> &'static str {
        match self {
            Self::NewDevice => "new-device",
            Self::TwoFactorOn => "two-factor-on",
            Self::TwoFactorOff => "two-factor-off",
            Self::AppRemoved => "app-removed",
            Self::PasskeyAdded => "passkey-added",
            Self::PasskeyRemoved => "passkey-removed",
            Self::LastPasskeyRemoved => "passkey-removed-last",
            Self::TwoFactorReset => "two-factor-reset",
            Self::RecoveryCodeUsed(_) => "recovery-code-used",
            Self::RecoveryCodesNew => "recovery-codes-new",
            Self::OwnPassword => "own-password",
        }
    }
}

/// When it happened, and from where.
#[derive(Debug, Clone)]
pub struct NoticeFacts {
    /// When.
    pub at: NaiveDateTime,
    /// `User-Agent` and network address, if the person's own browser did it.
    pub origin: Option<(String, String)>,
}

/// The mail.
pub fn security_notice(
    context: &MailContext,
    to: &Recipient,
    notice: Notice,
    facts: &NoticeFacts,
) -> Result<Mail, askama::Error> {
    let kind = notice.kind();
    let at = Formats::new(to.lang, to.zone).date_time(facts.at);
    let left = match notice {
        Notice::RecoveryCodeUsed(left) => left,
        _ => 0,
    };
    let t = |part: &str| {
        let args = [
            ("brand", FluentValue::from(context.brand.as_str())),
            ("at", FluentValue::from(at.as_str())),
            ("left", FluentValue::from(left)),
        ];
        i18n::text_with(to.lang, &format!("mail-{kind}-{part}"), &args)
    };
    let origin = facts.origin.as_ref().map(|(agent, address)| {
        let device = i18n::device(to.lang, agent);
        let args = [
            ("at", at.as_str()),
            ("zone", to.zone.name()),
            ("device", device.as_str()),
            ("address", address.as_str()),
        ];
        i18n::text_with(
            to.lang,
            "mail-notice-origin",
            &args.map(|(name, value)| (name, FluentValue::from(value))),
        )
    });
    let message = Message {
        title: t("title"),
        preview: t("preview"),
        paragraphs: vec![t("text")],
        button: Some((
            i18n::text(to.lang, "mail-notice-button"),
            format!("{}/account/security", context.base_url),
        )),
        facts: origin.into_iter().collect(),
        ..frame(context, to)
    };
    finish(kind, to, t("subject"), &message)
}
