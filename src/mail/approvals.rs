//! Messages about approvals: one is asked for, one was decided, the rule itself was changed.

use chrono::NaiveDateTime;
use fluent_bundle::FluentValue;

use super::messages::{Message, finish, frame};
use super::{Mail, MailContext, Recipient};
use crate::i18n::{self, Formats};
use crate::types::approval::ApprovalKind;

/// What happened to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApprovalNews {
    /// Somebody asks for it.
    Asked,
    /// It was approved.
    Approved,
    /// It was refused.
    Refused,
    /// Nobody decided in time.
    Expired,
}

impl ApprovalNews {
    /// What mail it is, and the part of its texts' keys.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Asked => ("approval-asked", "asked"),
            Self::Approved => ("approval-approved", "approved"),
            Self::Refused => ("approval-refused", "refused"),
            Self::Expired => ("approval-expired", "expired"),
        }
    }
}

/// Facts of a mail about a request.
#[derive(Debug, Clone)]
pub struct ApprovalMail {
    /// Key of the request.
    pub approval_id: i64,
    /// What happened.
    pub news: ApprovalNews,
    /// What is asked for.
    pub kind: ApprovalKind,
    /// Who asks, or who decided.
    pub who: String,
    /// What it is about.
    pub object: String,
    /// What was said to it.
    pub comment: String,
    /// Until when it can be decided.
    pub until: NaiveDateTime,
}

/// The mail about a request.
pub fn approval(context: &MailContext, to: &Recipient, facts: &ApprovalMail) -> Result<Mail, askama::Error> {
    let (kind, news) = facts.news.words();
    let until = Formats::new(to.lang, to.zone).date_time(facts.until);
    let what = i18n::text(to.lang, &format!("approval-kind-{}", facts.kind));
    let t = |part: &str| {
        let args = [
            ("brand", context.brand.as_str()),
            ("who", facts.who.as_str()),
            ("what", what.as_str()),
            ("object", facts.object.as_str()),
            ("until", until.as_str()),
        ];
        i18n::text_with(
            to.lang,
            &format!("mail-approval-{news}-{part}"),
            &args.map(|(name, value)| (name, FluentValue::from(value))),
        )
    };
    let comment = (!facts.comment.is_empty()).then(|| {
        let args = [("comment", FluentValue::from(facts.comment.as_str()))];
        i18n::text_with(to.lang, "mail-approval-comment", &args)
    });
    let message = Message {
        title: t("title"),
        preview: t("text"),
        paragraphs: std::iter::once(t("text")).chain(comment).collect(),
        button: Some((
            i18n::text(to.lang, "mail-approval-button"),
            format!("{}/approvals/{}", context.base_url, facts.approval_id),
        )),
        ..frame(context, to)
    };
    finish(kind, to, t("subject"), &message)
}

/// The mail that tells an Owner which kinds need a second person from now on.
pub fn four_eyes_switched(
    context: &MailContext,
    to: &Recipient,
    who: &str,
    on: &[ApprovalKind],
) -> Result<Mail, askama::Error> {
    let kinds: Vec<String> = on
        .iter()
        .map(|kind| i18n::text(to.lang, &format!("approval-kind-{kind}")))
        .collect();
    let kinds = if kinds.is_empty() {
        i18n::text(to.lang, "approval-nothing")
    } else {
        kinds.join(", ")
    };
    let t = |part: &str| {
        let args = [
            ("brand", context.brand.as_str()),
            ("who", who),
            ("kinds", kinds.as_str()),
        ];
        i18n::text_with(
            to.lang,
            &format!("mail-four-eyes-{part}"),
            &args.map(|(name, value)| (name, FluentValue::from(value))),
        )
    };
    let message = Message {
        title: t("title"),
        preview: t("text"),
        paragraphs: vec![t("text")],
        button: Some((
            i18n::text(to.lang, "mail-four-eyes-button"),
            format!("{}/approvals/settings", context.base_url),
        )),
        ..frame(context, to)
    };
    finish("four-eyes", to, t("subject"), &message)
}
