//! One mail through a real server, with STARTTLS and a sign-in, and the ways in which it must not leave.

use std::path::{Path, PathBuf};

use simportal::config::{Mail, Smtp, SmtpSecurity};
use simportal::mail::{Letter, SendError, Transport};

use super::every;
use crate::support::cast;
use crate::support::smtp::{Certificate, MailServer, PASSWORD, USER};

fn transport(server: &MailServer, ca_file: PathBuf, password: &str) -> Transport {
    let settings = Mail {
        from: "Simportal Support <portal@simportal.example>".to_owned(),
        smtp: Some(Smtp {
            host: "localhost".to_owned(),
            port: server.port,
            security: SmtpSecurity::StartTls,
            credentials: Some((USER.to_owned(), password.to_owned())),
            ca_file: Some(ca_file),
        }),
    };
    Transport::of(&settings, Path::new("/nowhere")).unwrap()
}

fn letter() -> Letter {
    Letter {
        attachments: Vec::new(),
        recipient: "alice@hansa.example".to_owned(),
        recipient_name: "Alice Kühl".to_owned(),
        subject: "Grüße aus dem Kühlhaus".to_owned(),
        text: "Guten Tag,\n\n.ein Punkt am Anfang einer Zeile\n".to_owned(),
        html: "<!doctype html><title>t</title><p>Guten Tag</p>".to_owned(),
        language: "de".to_owned(),
        message_id: "<abc123@simportal>".to_owned(),
        written_at: cast::beginning(),
    }
}

#[actix_web::test]
async fn a_mail_arrives_with_both_parts_through_starttls_and_a_sign_in() {
    let Some(server) = MailServer::start() else { return };
    let transport = transport(&server, server.ca_file.clone(), PASSWORD);
    transport.deliver(&letter()).await.unwrap();
    let messages = server.messages();
    assert_eq!(messages.len(), 1);
    let message = &messages[0];
    for line in [
        "X-Envelope-From: portal@simportal.example",
        "X-Envelope-To: alice@hansa.example",
        "X-Authenticated-As: portal",
        "Message-ID: <abc123@simportal.example>",
        "Date: Sat, 21 Nov 2026 17:20:00 +0000",
        "Auto-Submitted: auto-generated",
        "Content-Language: de",
        "MIME-Version: 1.0",
    ] {
        assert!(
            message.lines().any(|found| found == line),
            "{line} is missing in\n{message}"
        );
    }
    for part in [
        "multipart/alternative",
        "text/plain; charset=utf-8",
        "text/html; charset=utf-8",
    ] {
        assert!(message.contains(part), "{part} is missing in\n{message}");
    }
    assert!(
        message.find("text/plain") < message.find("text/html"),
        "the richer part comes last"
    );
    assert!(message.contains("ein Punkt am Anfang"), "{message}");
    let headers = message.split("\r\n\r\n").next().unwrap();
    assert!(headers.is_ascii(), "names and subject are encoded words:\n{headers}");
}

#[actix_web::test]
async fn a_server_with_another_certificate_gets_no_mail() {
    let Some(server) = MailServer::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let other = Certificate::for_localhost(folder.path(), "other");
    let refused = transport(&server, other.chain, PASSWORD).deliver(&letter()).await;
    assert!(matches!(refused, Err(SendError::Passing(_))), "{refused:?}");
    assert!(server.messages().is_empty());
}

#[actix_web::test]
async fn a_wrong_password_at_the_server_is_no_success() {
    let Some(server) = MailServer::start() else { return };
    let refused = transport(&server, server.ca_file.clone(), "wrong")
        .deliver(&letter())
        .await;
    assert!(refused.is_err());
    assert!(server.messages().is_empty());
}

#[actix_web::test]
async fn every_mail_arrives_in_both_languages() {
    let Some(server) = MailServer::start() else { return };
    let transport = transport(&server, server.ca_file.clone(), PASSWORD);
    let letters = every::letters();
    for letter in &letters {
        transport.deliver(letter).await.unwrap();
    }
    let messages = server.messages();
    assert_eq!(messages.len(), letters.len());
    for (letter, message) in letters.iter().zip(&messages) {
        let subject = &letter.subject;
        for part in [
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
            &format!("Content-Language: {}", letter.language),
        ] {
            assert!(message.contains(part), "{part} is missing in {subject}");
        }
        let is_file = |line: &&str| line.starts_with("Content-Disposition: attachment");
        assert_eq!(
            message.lines().filter(is_file).count(),
            letter.attachments.len(),
            "{subject}"
        );
        // RFC 5322, 2.1.1: a line has at most 998 characters, and ends with both CR and LF.
        for line in message.split("\r\n") {
            assert!(line.len() <= 998 && !line.contains('\n'), "{subject}: {line}");
        }
        // A link without TLS, or one that a mail program cannot open, costs trust.
        assert!(!letter.html.contains("http://"), "{subject}");
        for element in ["<script", "<form", "<iframe"] {
            assert!(!letter.html.contains(element), "{subject}: {element}");
        }
    }
}
