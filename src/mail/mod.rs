//! Mail: messages rendered in the recipient's language (`messages`), and the ways they leave (`transport`). Sending happens only from
//! the outbox, in `jobs`.

mod approvals;
mod auto_top_ups;
mod cards;
mod files;
mod messages;
mod notices;
mod orders;
mod organisations;
mod shop;
mod transfers;
mod transport;
mod users;

use chrono_tz::Tz;

pub use approvals::{ApprovalMail, ApprovalNews, approval, four_eyes_switched};
pub use auto_top_ups::{AutoTopUpMail, AutoTopUpNews, OrderedVolume, auto_top_up};
pub use cards::{CardExpiryMail, CardFailureMail, card_expires, card_failed};
pub use files::{ExportMail, ReportMail, export_ready, report, report_stopped};
pub use messages::{PasswordLinkMail, password_changed, password_link};
pub use notices::{Notice, NoticeFacts, security_notice};
pub use orders::{InvoiceMail, OrderMail, OrderNews, invoice, order_news};
pub use organisations::{OwnerElsewhere, owner_elsewhere};
pub use shop::account_exists;
pub use transfers::{TransferMail, transfer_done};
pub use transport::{Letter, SendError, Transport};
pub use users::{
    EmailConfirmation, address_in_use, email_change_asked, email_changed, email_confirmation, role_changed,
};

use crate::config::Config;
use crate::types::lang::Lang;

/// What every mail says about the sender.
#[derive(Debug, Clone)]
pub struct MailContext {
    /// Name of the portal.
    pub brand: String,
    /// Address of the portal, no slash at the end.
    pub base_url: String,
    /// Support address.
    pub support_email: Option<String>,
    /// Support telephone.
    pub support_phone: Option<String>,
}

impl MailContext {
    /// From the settings.
    pub fn of(config: &Config) -> Self {
        Self {
            brand: config.brand.name.clone(),
            base_url: config.server.base_url.clone(),
            support_email: config.brand.support_email.clone(),
            support_phone: config.brand.support_phone.clone(),
        }
    }
}

/// Who gets a mail.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// Address.
    pub email: String,
    /// First and last name.
    pub name: String,
    /// Language of the mail.
    pub lang: Lang,
    /// Zone of the times in it.
    pub zone: Tz,
}

/// A rendered mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// What mail it is: a word for the outbox page and the log.
    pub kind: &'static str,
    /// Address.
    pub recipient: String,
    /// Name before it.
    pub recipient_name: String,
    /// Subject.
    pub subject: String,
    /// Plain text part.
    pub text: String,
    /// HTML part.
    pub html: String,
    /// Language of both.
    pub lang: Lang,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
}

/// A file that goes with a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Name of the file.
    pub file_name: String,
    /// Its media type.
    pub content_type: String,
    /// Its content.
    pub body: Vec<u8>,
}
