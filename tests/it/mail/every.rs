//! Every mail that the portal writes, in both languages, with facts as they come.

use chrono::{NaiveDate, TimeDelta};
use chrono_tz::Europe;
use simportal::documents::invoice::{Accent, Invoice, pdf, sample};
use simportal::mail::{
    ApprovalMail, ApprovalNews, Attachment, AutoTopUpMail, AutoTopUpNews, CardExpiryMail, CardFailureMail,
    EmailConfirmation, ExportMail, InvoiceMail, Letter, Mail, MailContext, Notice, NoticeFacts, OrderMail, OrderNews,
    OrderedVolume, OwnerElsewhere, PasswordLinkMail, Recipient, ReportMail, TransferMail, account_exists,
    address_in_use, approval, auto_top_up, card_expires, card_failed, email_change_asked, email_changed,
    email_confirmation, export_ready, four_eyes_switched, invoice, order_news, owner_elsewhere, password_changed,
    password_link, report, report_stopped, role_changed, security_notice, transfer_done,
};
use simportal::types::approval::ApprovalKind;
use simportal::types::auto_top_up::VolumeKind;
use simportal::types::card_payment::Decline;
use simportal::types::lang::Lang;
use simportal::types::money::{Currency, Money};
use simportal::types::order::{InvoiceKind, PaymentMethod};
use simportal::types::role::Role;

use crate::support::cast;
use crate::support::source;

const TOKEN: &str = "4fYp0CtXb2dQyqv3hKzVnWmR8sUeTjLaGiHcExOw1N6";

/// All mails to one person; the last ones carry files.
fn mails(lang: Lang) -> Vec<Mail> {
    let context = MailContext {
        brand: "Simportal".to_owned(),
        base_url: "https://portal.example.com".to_owned(),
        support_email: Some("support@example.com".to_owned()),
        support_phone: Some("+49 30 1234567".to_owned()),
    };
    let to = Recipient {
        email: "alice@hansa.example".to_owned(),
        name: "Alice Kühl".to_owned(),
        lang,
        zone: Europe::Berlin,
    };
    let mut mails = about_accounts(&context, &to);
    mails.extend(about_sims(&context, &to));
    mails.extend(about_money(&context, &to));
    mails.into_iter().map(Result::unwrap).collect()
}

type Written = Result<Mail, askama::Error>;

fn about_accounts(context: &MailContext, to: &Recipient) -> Vec<Written> {
    let at = cast::beginning();
    let link = |is_invitation, organisation: Option<&str>| PasswordLinkMail {
        is_invitation,
        organisation: organisation.map(str::to_owned),
        token: TOKEN.to_owned(),
        valid_until: at,
    };
    let facts = NoticeFacts {
        at,
        origin: Some((
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(),
            "203.0.113.7".to_owned(),
        )),
    };
    let notices = [
        Notice::NewDevice,
        Notice::TwoFactorOn,
        Notice::TwoFactorOff,
        Notice::AppRemoved,
        Notice::PasskeyAdded,
        Notice::PasskeyRemoved,
        Notice::LastPasskeyRemoved,
        Notice::TwoFactorReset,
        Notice::RecoveryCodeUsed(3),
        Notice::RecoveryCodesNew,
        Notice::OwnPassword,
    ];
    let mut mails: Vec<Written> = notices
        .iter()
        .map(|notice| security_notice(context, to, *notice, &facts))
        .collect();
    let confirmation = EmailConfirmation {
        old: "alice@kuehl.example".to_owned(),
        token: TOKEN.to_owned(),
        valid_until: at,
    };
    let elsewhere = OwnerElsewhere {
        organisation: "Kühlhaus Nord GmbH".to_owned(),
        master: "Hansa Telematik GmbH".to_owned(),
    };
    let asked = |news, comment: &str| ApprovalMail {
        approval_id: 17,
        news,
        kind: ApprovalKind::Transfer,
        who: "Bernd Brandt".to_owned(),
        object: "500 SIMs → Kühlhaus Nord GmbH".to_owned(),
        comment: comment.to_owned(),
        until: at,
    };
    mails.extend([
        password_link(context, to, &link(true, Some("Hansa Telematik GmbH"))),
        password_link(context, to, &link(false, None)),
        password_changed(context, to, at),
        address_in_use(context, to, Some("Kühlhaus Nord GmbH")),
        address_in_use(context, to, None),
        email_confirmation(context, to, &confirmation),
        email_change_asked(context, to, "alice@kuehl.example"),
        email_changed(context, to, "alice@kuehl.example", at),
        role_changed(context, to, "Hansa Telematik GmbH", Role::Accountant),
        owner_elsewhere(context, to, &elsewhere),
        approval(context, to, &asked(ApprovalNews::Asked, "")),
        approval(context, to, &asked(ApprovalNews::Approved, "Passt so.")),
        approval(
            context,
            to,
            &asked(ApprovalNews::Refused, "Please take the SIMs of the north only."),
        ),
        approval(context, to, &asked(ApprovalNews::Expired, "")),
        four_eyes_switched(
            context,
            to,
            "Bernd Brandt",
            &[ApprovalKind::Transfer, ApprovalKind::Role],
        ),
        account_exists(context, to, TOKEN),
    ]);
    mails
}

fn about_sims(context: &MailContext, to: &Recipient) -> Vec<Written> {
    let at = cast::beginning();
    let transfer = |is_received, is_undoing| TransferMail {
        transfer_id: 12,
        is_received,
        is_undoing,
        sims: 1_250,
        from: "Hansa Telematik GmbH".to_owned(),
        to: "Kühlhaus Nord GmbH".to_owned(),
        who: "Bernd Brandt".to_owned(),
        at,
    };
    let export = ExportMail {
        export_id: 9,
        file_name: "my-sims-2026-11-21.csv".to_owned(),
        sims: 5_000,
        with_codes: true,
        until: at,
    };
    let file = b"ICCID;Label\r\n8988228098000000000;Kran\r\n".to_vec();
    let view = ReportMail {
        view_id: 3,
        view: "Silent for a week".to_owned(),
        sims: 1,
        ignored: vec![("in", "label".to_owned())],
        at,
        file: ("silent-for-a-week.csv".to_owned(), file),
    };
    vec![
        transfer_done(context, to, &transfer(true, false)),
        transfer_done(context, to, &transfer(false, true)),
        export_ready(context, to, &export),
        report_stopped(context, to, "Silent for a week", "right"),
        report(context, to, view),
    ]
}

fn about_money(context: &MailContext, to: &Recipient) -> Vec<Written> {
    let at = cast::beginning();
    let (currency, amount) = (Currency::Eur, Money::from_cents(59_500));
    let news = |news, method, due, detail: &str| OrderMail {
        news,
        number: "SO-100017".to_owned(),
        purchase_order: "PO 4711".to_owned(),
        method,
        currency,
        gross: amount,
        due,
        detail: detail.to_owned(),
        carrier: "DHL".to_owned(),
        at,
    };
    let nothing = Money::ZERO;
    let volume = || OrderedVolume {
        number: "SO-100018".to_owned(),
        sims: 3,
        amount,
        currency,
    };
    let automatic = |news| AutoTopUpMail {
        kind: VolumeKind::Data,
        news,
    };
    let failed = AutoTopUpNews::Failed {
        order: volume(),
        code: "insufficient-funds".to_owned(),
        next: at + TimeDelta::hours(24),
    };
    let off = AutoTopUpNews::SwitchedOff {
        reason: "declined".to_owned(),
        code: "expired".to_owned(),
    };
    let cap = AutoTopUpNews::CapReached {
        sims: 12,
        cap: amount,
        currency,
    };
    let failure = CardFailureMail {
        order: "SO-100017".to_owned(),
        amount,
        currency,
        reason: Decline::InsufficientFunds,
    };
    let expiry = CardExpiryMail {
        brand: "visa".to_owned(),
        last4: "4242".to_owned(),
        expiry: "12/26".to_owned(),
    };
    let document = |kind, number: &str, facts: Invoice| {
        let file = Attachment {
            file_name: format!("{number}.pdf"),
            content_type: "application/pdf".to_owned(),
            body: pdf(&facts, Accent(0x0c, 0x66, 0x78)).unwrap(),
        };
        let facts = InvoiceMail {
            kind,
            number: number.to_owned(),
            order: "SO-100017".to_owned(),
            method: PaymentMethod::BankTransfer,
            gross: amount,
            currency,
            due_on: NaiveDate::from_ymd_opt(2026, 12, 5),
            file,
        };
        invoice(context, to, facts)
    };
    let (transfer, card, monthly) = (
        PaymentMethod::BankTransfer,
        PaymentMethod::Card,
        PaymentMethod::MonthlyInvoice,
    );
    vec![
        order_news(context, to, &news(OrderNews::Received, transfer, amount, "")),
        order_news(context, to, &news(OrderNews::Received, card, amount, "")),
        order_news(context, to, &news(OrderNews::Received, monthly, amount, "")),
        order_news(context, to, &news(OrderNews::Paid, transfer, nothing, "595.00 EUR")),
        order_news(
            context,
            to,
            &news(OrderNews::Paid, transfer, Money::from_cents(9_500), "500.00 EUR"),
        ),
        order_news(
            context,
            to,
            &news(OrderNews::Shipped, transfer, nothing, "00340434161094042557"),
        ),
        order_news(context, to, &news(OrderNews::Cancelled, transfer, nothing, "Sold out")),
        order_news(context, to, &news(OrderNews::Refunded, card, nothing, "595.00 EUR")),
        auto_top_up(context, to, &automatic(AutoTopUpNews::Done(volume()))),
        auto_top_up(context, to, &automatic(failed)),
        auto_top_up(context, to, &automatic(off)),
        auto_top_up(context, to, &automatic(cap)),
        card_failed(context, to, &failure),
        card_expires(context, to, &expiry),
        document(InvoiceKind::Invoice, "INV-2026-000123", sample::invoice(to.lang)),
        document(InvoiceKind::CreditNote, "CN-2026-000007", sample::credit_note(to.lang)),
        document(InvoiceKind::Correction, "INV-2026-000124", sample::corrected(to.lang)),
    ]
}

/// Every mail in both languages, as the outbox hands it to the transport; no two are written in the same second.
pub(super) fn letters() -> Vec<Letter> {
    let mails = Lang::ALL.into_iter().flat_map(mails);
    mails
        .zip(0..)
        .map(|(mail, nth)| Letter {
            recipient: mail.recipient,
            recipient_name: mail.recipient_name,
            subject: mail.subject,
            text: mail.text,
            html: mail.html,
            language: mail.lang.as_str().to_owned(),
            message_id: format!("<every-{nth}@simportal>"),
            written_at: cast::beginning() + TimeDelta::seconds(nth),
            attachments: mail.attachments,
        })
        .collect()
}

#[test]
fn no_mail_is_left_out() {
    for lang in Lang::ALL {
        let mut written: Vec<&str> = mails(lang).into_iter().map(|mail| mail.kind).collect();
        written.sort();
        written.dedup();
        let texts = source::files(&format!("locales/{}", lang.as_str()), &[".ftl"]);
        let subjects = texts
            .iter()
            .flat_map(|file| file.text.lines())
            .filter(|line| line.starts_with("mail-") && line.contains("-subject ="))
            .count();
        assert_eq!(written.len(), subjects, "a mail is missing in this file: {written:#?}");
    }
}
