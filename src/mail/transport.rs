//! The ways a mail leaves: a mail server, a folder of `.eml` files (development), or memory (tests).

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{NaiveDateTime, TimeZone, Utc};
use lettre::message::{Attachment as FilePart, Mailbox, Message, MultiPart, header};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Address, AsyncTransport, Tokio1Executor};

use super::Attachment;
use crate::config::{Mail as MailSettings, Smtp, SmtpSecurity};

/// A mail of the outbox on its way.
#[derive(Debug, Clone)]
pub struct Letter {
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
    pub language: String,
    /// Stable over all tries.
    pub message_id: String,
    /// When it was written.
    pub written_at: NaiveDateTime,
    /// Files that go with it.
    pub attachments: Vec<Attachment>,
}

/// Why a mail did not leave.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// Try again later: the server is away, busy or says 4xx.
    #[error("{0}")]
    Passing(String),
    /// Never: a bad address, or the server says 5xx.
    #[error("{0}")]
    Final(String),
}

/// Where mail goes.
pub enum Transport {
    /// To a mail server.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>, Mailbox),
    /// Into a folder, as `.eml` files.
    Folder(PathBuf, Mailbox),
    /// Into memory; tests take the letters out.
    Memory(Mutex<Vec<Letter>>),
}

impl Transport {
    /// By the settings: the mail server if one is named, else the folder `mail` of the data directory.
    pub fn of(settings: &MailSettings, data_dir: &std::path::Path) -> Result<Self, String> {
        let from: Mailbox = settings
            .from
            .parse()
            .map_err(|error| format!("SIMPORTAL_MAIL_FROM: {error}"))?;
        match &settings.smtp {
            Some(smtp) => Ok(Self::Smtp(Box::new(connect(smtp)?), from)),
            None => Ok(Self::Folder(data_dir.join("mail"), from)),
        }
    }

    /// Sends one mail.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that sends, called by the outbox worker only"
    )]
    pub async fn deliver(&self, letter: &Letter) -> Result<(), SendError> {
        match self {
            Self::Smtp(smtp, from) => {
                let message = message(letter, from)?;
                match smtp.send(message).await {
                    Ok(_) => Ok(()),
                    Err(error) if error.is_permanent() => Err(SendError::Final(error.to_string())),
                    Err(error) => Err(SendError::Passing(error.to_string())),
                }
            }
            Self::Folder(folder, from) => {
                let bytes = message(letter, from)?.formatted();
                let name = format!(
                    "{}-{}.eml",
                    letter.written_at.format("%Y%m%d-%H%M%S%6f"),
                    file_safe(&letter.recipient)
                );
                let folder = folder.clone();
                let written = tokio::task::spawn_blocking(move || {
                    std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(folder.join(name), bytes))
                })
                .await;
                match written {
                    Ok(Ok(())) => Ok(()),
                    Ok(Err(error)) => Err(SendError::Passing(error.to_string())),
                    Err(error) => Err(SendError::Passing(error.to_string())),
                }
            }
            Self::Memory(letters) => {
                letters
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(letter.clone());
                Ok(())
            }
        }
    }

    /// Takes the letters out of memory; nothing for the other ways.
    pub fn take_letters(&self) -> Vec<Letter> {
        match self {
            Self::Memory(letters) => std::mem::take(&mut *letters.lock().unwrap_or_else(PoisonError::into_inner)),
            Self::Smtp(..) | Self::Folder(..) => Vec::new(),
        }
    }
}

fn connect(smtp: &Smtp) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
    let mut tls = TlsParameters::builder(smtp.host.clone());
    if let Some(path) = &smtp.ca_file {
        let pem =
            std::fs::read(path).map_err(|error| format!("SIMPORTAL_SMTP_CA_FILE: {}: {error}", path.display()))?;
        tls = tls.add_root_certificate(
            Certificate::from_pem(&pem).map_err(|error| format!("SIMPORTAL_SMTP_CA_FILE: {error}"))?,
        );
    }
    let tls = tls
        .build_rustls()
        .map_err(|error| format!("SIMPORTAL_SMTP_SECURITY: {error}"))?;
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(smtp.host.clone())
        .port(smtp.port)
        .timeout(Some(Duration::from_secs(20)))
        .tls(match smtp.security {
            SmtpSecurity::StartTls => Tls::Required(tls),
            SmtpSecurity::Tls => Tls::Wrapper(tls),
            SmtpSecurity::None => Tls::None,
        });
    if let Some((user, password)) = &smtp.credentials {
        builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
    }
    Ok(builder.build())
}

fn message(letter: &Letter, from: &Mailbox) -> Result<Message, SendError> {
    let address: Address = letter
        .recipient
        .parse()
        .map_err(|error| SendError::Final(format!("address: {error}")))?;
    let name =
        Some(letter.recipient_name.replace(|c: char| c.is_control(), " ")).filter(|name| !name.trim().is_empty());
    // Receivers want a Message-ID under a domain that exists: the sender's.
    let message_id = letter
        .message_id
        .replace("@simportal>", &format!("@{}>", from.email.domain()));
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(name, address))
        .subject(letter.subject.clone())
        .date(Utc.from_utc_datetime(&letter.written_at).into())
        .message_id(Some(message_id))
        .header(ContentLanguage(letter.language.clone()))
        .header(AutoSubmitted("auto-generated".to_owned()))
        .multipart(body(letter)?)
        .map_err(|error| SendError::Final(error.to_string()))
}

/// Both texts as alternatives, and the files behind them.
fn body(letter: &Letter) -> Result<MultiPart, SendError> {
    let texts = MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone());
    if letter.attachments.is_empty() {
        return Ok(texts);
    }
    let mut body = MultiPart::mixed().multipart(texts);
    for file in &letter.attachments {
        let content_type = header::ContentType::parse(&file.content_type)
            .map_err(|error| SendError::Final(format!("{}: {error}", file.file_name)))?;
        body = body.singlepart(FilePart::new(file.file_name.clone()).body(file.body.clone(), content_type));
    }
    Ok(body)
}

/// A header that lettre has no type for.
macro_rules! text_header {
    ($(#[$doc:meta])* $name:ident, $header:literal) => {
        $(#[$doc])*
        #[derive(Clone)]
        struct $name(String);

        impl header::Header for $name {
            fn name() -> header::HeaderName {
                header::HeaderName::new_from_ascii_str($header)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }

            fn display(&self) -> header::HeaderValue {
                header::HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    };
}

text_header!(
    /// `auto-generated` (RFC 3834): absence notes must not answer these mails.
    AutoSubmitted,
    "Auto-Submitted"
);
text_header!(
    /// Language of the text (RFC 3282).
    ContentLanguage,
    "Content-Language"
);

fn file_safe(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "@.-_".contains(c) {
                c
            } else {
                '_'
            }
        })
        .take(80)
        .collect()
}
