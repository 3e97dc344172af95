//! Mails about orders and their documents.

use chrono::{NaiveDate, NaiveDateTime};
use fluent_bundle::FluentValue;

use super::messages::{Message, finish, frame};
use super::{Attachment, Mail, MailContext, Recipient};
use crate::i18n::{self, Formats};
use crate::types::money::{Currency, Money};
use crate::types::order::{InvoiceKind, PaymentMethod};

/// What happened to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderNews {
    /// It was placed.
    Received,
    /// Money came in.
    Paid,
    /// The parcel is on its way.
    Shipped,
    /// It was given up.
    Cancelled,
    /// Money went back.
    Refunded,
}

impl OrderNews {
    /// Name in the outbox and in the keys of the texts.
    const fn kind(self) -> &'static str {
        match self {
            Self::Received => "order-received",
            Self::Paid => "order-paid",
            Self::Shipped => "order-shipped",
            Self::Cancelled => "order-cancelled",
            Self::Refunded => "order-refunded",
        }
    }
}

/// Facts of a mail about an order.
#[derive(Debug, Clone)]
pub struct OrderMail {
    /// What happened.
    pub news: OrderNews,
    /// Number of the order.
    pub number: String,
    /// The customer's number of it; may be empty.
    pub purchase_order: String,
    /// How it is paid.
    pub method: PaymentMethod,
    /// Currency of the amounts.
    pub currency: Currency,
    /// What the order comes to.
    pub gross: Money,
    /// What is still to be paid.
    pub due: Money,
    /// The amount that moved (`12.00 EUR`), the tracking number or the reason; may be empty.
    pub detail: String,
    /// Who carries the parcel; may be empty.
    pub carrier: String,
    /// When it happened.
    pub at: NaiveDateTime,
}

/// The mail about an order.
pub fn order_news(context: &MailContext, to: &Recipient, facts: &OrderMail) -> Result<Mail, askama::Error> {
    let kind = facts.news.kind();
    let formats = Formats::new(to.lang, to.zone);
    let moved = facts
        .detail
        .split(' ')
        .next()
        .and_then(|amount| Money::parse(amount).ok());
    let (gross, due) = (
        formats.money(facts.gross, facts.currency),
        formats.money(facts.due, facts.currency),
    );
    let moved = moved.map_or_else(String::new, |amount| formats.money(amount, facts.currency));
    let at = formats.date_time(facts.at);
    let t = |key: &str| {
        let args = [
            ("brand", context.brand.as_str()),
            ("order", facts.number.as_str()),
            ("gross", gross.as_str()),
            ("due", due.as_str()),
            ("amount", moved.as_str()),
            ("at", at.as_str()),
            ("purchase", facts.purchase_order.as_str()),
            ("carrier", facts.carrier.as_str()),
            ("tracking", facts.detail.as_str()),
            ("reason", facts.detail.as_str()),
        ];
        i18n::text_with(
            to.lang,
            key,
            &args.map(|(name, value)| (name, FluentValue::from(value))),
        )
    };
    let part = |part: &str| t(&format!("mail-{kind}-{part}"));
    let mut paragraphs = vec![part("text")];
    match facts.news {
        OrderNews::Received if facts.due > Money::ZERO => {
            paragraphs.push(t(&format!("mail-order-received-{}", facts.method)));
        }
        OrderNews::Paid if facts.due > Money::ZERO => paragraphs.push(t("mail-order-paid-part")),
        OrderNews::Shipped if !facts.detail.is_empty() => paragraphs.push(t("mail-order-shipped-tracking")),
        OrderNews::Cancelled if !facts.detail.is_empty() => paragraphs.push(t("mail-order-cancelled-reason")),
        OrderNews::Received | OrderNews::Paid | OrderNews::Shipped | OrderNews::Cancelled | OrderNews::Refunded => {}
    }
    let mut lines = vec![t("mail-order-facts")];
    if !facts.purchase_order.is_empty() {
        lines.push(t("mail-order-purchase"));
    }
    let message = Message {
        title: part("title"),
        preview: part("preview"),
        paragraphs,
        button: Some((
            t("mail-order-button"),
            format!("{}/orders/{}", context.base_url, facts.number),
        )),
        facts: lines,
        ..frame(context, to)
    };
    finish(kind, to, part("subject"), &message)
}

/// Facts of the mail that a document goes with.
#[derive(Debug, Clone)]
pub struct InvoiceMail {
    /// What it is.
    pub kind: InvoiceKind,
    /// Its number.
    pub number: String,
    /// Number of the order.
    pub order: String,
    /// How the order is paid.
    pub method: PaymentMethod,
    /// What the document comes to.
    pub gross: Money,
    /// Currency of it.
    pub currency: Currency,
    /// Until when it is to be paid.
    pub due_on: Option<NaiveDate>,
    /// The document.
    pub file: Attachment,
}

/// The mail with an invoice, a credit note or a corrected invoice.
pub fn invoice(context: &MailContext, to: &Recipient, facts: InvoiceMail) -> Result<Mail, askama::Error> {
    let kind = match facts.kind {
        InvoiceKind::Invoice => "invoice",
        InvoiceKind::CreditNote => "credit-note",
        InvoiceKind::Correction => "corrected-invoice",
    };
    let formats = Formats::new(to.lang, to.zone);
    let gross = formats.money(facts.gross, facts.currency);
    let due = facts.due_on.map_or_else(String::new, |day| formats.calendar_date(day));
    let t = |key: &str| {
        let args = [
            ("brand", context.brand.as_str()),
            ("number", facts.number.as_str()),
            ("order", facts.order.as_str()),
            ("gross", gross.as_str()),
            ("due", due.as_str()),
        ];
        i18n::text_with(
            to.lang,
            key,
            &args.map(|(name, value)| (name, FluentValue::from(value))),
        )
    };
    let part = |part: &str| t(&format!("mail-{kind}-{part}"));
    let mut paragraphs = vec![part("text")];
    let is_transfer = facts.method != PaymentMethod::Card && facts.due_on.is_some();
    if facts.kind != InvoiceKind::CreditNote && is_transfer {
        paragraphs.push(t("mail-invoice-due"));
    }
    let message = Message {
        title: part("title"),
        preview: part("preview"),
        paragraphs,
        button: Some((
            t("mail-order-button"),
            format!("{}/orders/{}", context.base_url, facts.order),
        )),
        facts: vec![t("mail-invoice-facts")],
        ..frame(context, to)
    };
    let mut mail = finish(kind, to, part("subject"), &message)?;
    mail.attachments.push(facts.file);
    Ok(mail)
}
