//! Messages about files of SIMs: an export that is ready, a report, a report that was stopped.

use chrono::NaiveDateTime;
use fluent_bundle::FluentValue;

use super::messages::{Message, finish, frame};
use super::{Attachment, Mail, MailContext, Recipient};
use crate::i18n::{self, Formats};

/// Facts of the mail about an export that is ready.
#[derive(Debug, Clone)]
pub struct ExportMail {
    /// Key of the export.
    pub export_id: i64,
    /// Name of the file.
    pub file_name: String,
    /// SIMs in it.
    pub sims: i64,
    /// Whether PINs and PUKs are in it.
    pub with_codes: bool,
    /// When it is removed.
    pub until: NaiveDateTime,
}

/// The mail about an export that is ready. The file itself stays in the portal, behind the sign-in.
pub fn export_ready(context: &MailContext, to: &Recipient, facts: &ExportMail) -> Result<Mail, askama::Error> {
    let until = Formats::new(to.lang, to.zone).date_time(facts.until);
    let t = |key: &str| {
        let args = [
            ("brand", context.brand.as_str()),
            ("file", facts.file_name.as_str()),
            ("until", until.as_str()),
        ];
        text(to, key, &args)
    };
    let link = format!("{}/sims/exports/{}", context.base_url, facts.export_id);
    let message = Message {
        title: t("mail-export-title"),
        preview: t("mail-export-preview"),
        paragraphs: vec![i18n::text_with(
            to.lang,
            "mail-export-text",
            &[
                ("n", facts.sims.into()),
                ("count", Formats::new(to.lang, to.zone).number(facts.sims).into()),
                ("file", facts.file_name.as_str().into()),
            ],
        )],
        button: Some((t("mail-export-button"), link)),
        facts: if facts.with_codes {
            vec![t("mail-export-facts"), t("mail-export-codes")]
        } else {
            vec![t("mail-export-facts")]
        },
        ..frame(context, to)
    };
    finish("export-ready", to, t("mail-export-subject"), &message)
}

/// Facts of a report.
#[derive(Debug, Clone)]
pub struct ReportMail {
    /// Key of the view.
    pub view_id: i64,
    /// Name of the view.
    pub view: String,
    /// SIMs in it.
    pub sims: i64,
    /// Filters (end of the key of their names, value) whose values do not exist any more.
    pub ignored: Vec<(&'static str, String)>,
    /// Made at.
    pub at: NaiveDateTime,
    /// Name and content of the file.
    pub file: (String, Vec<u8>),
}

/// The mail with a report.
pub fn report(context: &MailContext, to: &Recipient, facts: ReportMail) -> Result<Mail, askama::Error> {
    let formats = Formats::new(to.lang, to.zone);
    let at = formats.date_time(facts.at);
    let t = |key: &str| {
        let args = [("brand", context.brand.as_str()), ("view", &facts.view), ("at", &at)];
        text(to, key, &args)
    };
    let mut paragraphs = vec![i18n::text_with(
        to.lang,
        "mail-report-text",
        &[
            ("n", facts.sims.into()),
            ("count", formats.number(facts.sims).into()),
            ("view", facts.view.as_str().into()),
            ("at", at.as_str().into()),
        ],
    )];
    let ignored: Vec<String> = facts
        .ignored
        .iter()
        .map(|(name, value)| {
            let name = i18n::text(to.lang, &format!("sims-part-{name}"));
            text(to, "sims-ignored-value", &[("name", &name), ("value", value)])
        })
        .collect();
    if !ignored.is_empty() {
        paragraphs.push(text(to, "mail-report-ignored", &[("values", &ignored.join(", "))]));
    }
    let message = Message {
        title: t("mail-report-title"),
        preview: t("mail-report-preview"),
        paragraphs,
        button: Some((
            t("mail-report-button"),
            format!("{}/sims?view={}", context.base_url, facts.view_id),
        )),
        facts: vec![text(
            to,
            "mail-report-facts",
            &[("link", &report_page(context, facts.view_id))],
        )],
        ..frame(context, to)
    };
    let mut mail = finish("report", to, t("mail-report-subject"), &message)?;
    let (file_name, body) = facts.file;
    mail.attachments.push(Attachment {
        file_name,
        content_type: "text/csv; charset=utf-8".to_owned(),
        body,
    });
    Ok(mail)
}

/// The mail that a report is not sent any more; `reason` is the end of a text key.
pub fn report_stopped(context: &MailContext, to: &Recipient, view: &str, reason: &str) -> Result<Mail, askama::Error> {
    let t = |key: &str| text(to, key, &[("brand", context.brand.as_str()), ("view", view)]);
    let message = Message {
        title: t("mail-report-stopped-title"),
        preview: t("mail-report-stopped-preview"),
        paragraphs: vec![
            t("mail-report-stopped-text"),
            t(&format!("mail-report-stopped-{reason}")),
        ],
        button: Some((
            t("mail-report-stopped-button"),
            format!("{}/sims/views", context.base_url),
        )),
        ..frame(context, to)
    };
    finish("report-stopped", to, t("mail-report-stopped-subject"), &message)
}

fn report_page(context: &MailContext, view_id: i64) -> String {
    format!("{}/sims/views/{view_id}/report", context.base_url)
}

fn text(to: &Recipient, key: &str, args: &[(&str, &str)]) -> String {
    let args: Vec<(&str, FluentValue<'_>)> = args
        .iter()
        .map(|(name, value)| (*name, FluentValue::from(*value)))
        .collect();
    i18n::text_with(to.lang, key, &args)
}
