//! Mails as the folder transport writes them: one `.eml` file each (RFC 5322), the time in front of the name.

use std::io::ErrorKind;
use std::path::Path;

use chrono::{DateTime, NaiveDateTime};
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

/// The longest name that a file of ours has; the transport stays well below.
const LONGEST_NAME: usize = 160;

/// The name of a mail's file, safe to be joined to a folder: it cannot lead out of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileName(String);

impl FileName {
    /// Takes names as the transport makes them and nothing else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let is_ours = text.ends_with(".eml")
            && !text.starts_with('.')
            && text.len() <= LONGEST_NAME
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"@.-_".contains(&b));
        is_ours.then(|| Self(text.to_owned()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// What people read of a mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) subject: String,
    pub(super) from: String,
    pub(super) to: String,
    /// When it was written, UTC.
    pub(super) at: Option<NaiveDateTime>,
    pub(super) text: String,
    pub(super) html: Option<String>,
    /// Names of the files that go with it.
    pub(super) files: Vec<String>,
}

impl Letter {
    /// Reads a mail; what is missing stays empty.
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let parser = MessageParser::default();
        let Some(message) = parser.parse(bytes) else {
            return Self::default();
        };
        let part = |of: fn(&PartType<'_>) -> Option<String>| message.parts.iter().find_map(|part| of(&part.body));
        Self {
            text: part(|body| match body {
                PartType::Text(text) => Some(text.to_string()),
                _ => None,
            })
            .unwrap_or_default(),
            html: part(|body| match body {
                PartType::Html(html) => Some(html.to_string()),
                _ => None,
            }),
            files: message
                .attachments()
                .filter_map(|part| part.attachment_name().map(str::to_owned))
                .collect(),
            ..Self::head(&message)
        }
    }

    /// Reads the head of a mail: enough for a list.
    pub(super) fn parse_head(bytes: &[u8]) -> Self {
        let message = MessageParser::default().parse_headers(bytes);
        message.as_ref().map(Self::head).unwrap_or_default()
    }

    fn head(message: &Message<'_>) -> Self {
        Self {
            subject: message.subject().unwrap_or_default().to_owned(),
            from: people(message.from()),
            to: people(message.to()),
            at: message
                .date()
                .and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0))
                .map(|at| at.naive_utc()),
            ..Self::default()
        }
    }
}

fn people(addresses: Option<&Address<'_>>) -> String {
    let name = |address: &mail_parser::Addr<'_>| match (address.name(), address.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (one, other) => one.or(other).unwrap_or_default().to_owned(),
    };
    let all = addresses.into_iter().flat_map(Address::iter).map(name);
    all.collect::<Vec<_>>().join(", ")
}

/// The newest `most` mails with their heads, newest first, and how many there are. No folder yet: no mail yet.
pub(super) fn list(folder: &Path, most: usize) -> std::io::Result<(Vec<(FileName, Letter)>, usize)> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((Vec::new(), 0)),
        Err(error) => return Err(error),
    };
    let mut names: Vec<FileName> = entries
        .filter_map(|entry| FileName::parse(entry.ok()?.file_name().to_str()?))
        .collect();
    // Names begin with the time.
    names.sort_unstable_by(|a, b| b.cmp(a));
    let total = names.len();
    let mut letters = Vec::new();
    for name in names.into_iter().take(most) {
        let bytes = std::fs::read(folder.join(name.as_str()))?;
        letters.push((name, Letter::parse_head(&bytes)));
    }
    Ok((letters, total))
}

/// A mail of the folder, or `None` where it is not there.
pub(super) fn read(folder: &Path, name: &FileName) -> std::io::Result<Option<Letter>> {
    match std::fs::read(folder.join(name.as_str())) {
        Ok(bytes) => Ok(Some(Letter::parse(&bytes))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A stretch of plain text, or an address to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Link(&'a str),
}

/// Cuts text at its web addresses. Full stops and the like behind an address belong to the sentence.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let begin = |text: &str| {
        ["https://", "http://"]
            .iter()
            .filter_map(|scheme| text.find(scheme))
            .min()
    };
    while let Some((before, tail)) = begin(rest).and_then(|at| rest.split_at_checked(at)) {
        let end = tail
            .find(|c: char| c.is_whitespace() || "<>\"".contains(c))
            .unwrap_or(tail.len());
        let link = tail
            .get(..end)
            .unwrap_or(tail)
            .trim_end_matches(|c: char| ".,;:!?)".contains(c));
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(Piece::Link(link));
        rest = tail.strip_prefix(link).unwrap_or_default();
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: =?utf-8?q?N=C3=B6rd?= <no-reply@portal.example>\r\nTo: \"Mara L\" <mara@hansa.example>\r\n\
        Subject: =?utf-8?b?UGFzc3dvcnQgw6RuZGVybg==?=\r\nDate: Sat, 21 Nov 2026 17:20:00 +0100\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe=\r\n!\r\n--x\r\nContent-Type: text/html\r\n\r\n<b>Hallo</b>\r\n--x--\r\n";

    #[test]
    fn a_mail_is_read_with_its_encoded_words_and_both_parts() {
        let letter = Letter::parse(MAIL.as_bytes());
        assert_eq!(letter.subject, "Passwort ändern");
        assert_eq!(letter.from, "Nörd <no-reply@portal.example>");
        assert_eq!(letter.to, "Mara L <mara@hansa.example>");
        assert_eq!(letter.at.unwrap().to_string(), "2026-11-21 16:20:00");
        assert_eq!(letter.text.trim_end(), "Grüße!");
        assert_eq!(letter.html.as_deref().map(str::trim_end), Some("<b>Hallo</b>"));
        let head = Letter::parse_head(MAIL.as_bytes());
        assert_eq!((head.subject, head.at), (letter.subject, letter.at));
    }

    #[test]
    fn a_file_that_is_no_mail_is_an_empty_letter() {
        assert_eq!(Letter::parse(b""), Letter::default());
        assert_eq!(Letter::parse_head(b"\xff\xfe").subject, "");
    }

    #[test]
    fn a_name_that_could_leave_the_folder_is_refused() {
        assert!(FileName::parse("20261121-162000000000-mara@hansa.example.eml").is_some());
        for name in [
            "",
            ".eml",
            "..",
            "../secret.eml",
            "a/b.eml",
            "a\\b.eml",
            "a.eml/",
            "secret.key",
            "ä.eml",
            "a\0.eml",
        ] {
            assert_eq!(FileName::parse(name), None, "{name:?}");
        }
        assert_eq!(FileName::parse(&format!("{}.eml", "a".repeat(LONGEST_NAME))), None);
    }

    #[test]
    fn the_newest_mail_comes_first_and_other_files_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["20261120-1-a@b.eml", "20261121-1-a@b.eml", "notes.txt"] {
            std::fs::write(folder.path().join(name), MAIL).unwrap();
        }
        let (letters, total) = list(folder.path(), 1).unwrap();
        assert_eq!(total, 2);
        assert_eq!(letters[0].0.as_str(), "20261121-1-a@b.eml");
        assert_eq!(letters.len(), 1);
        assert_eq!(list(&folder.path().join("none"), 1).unwrap(), (vec![], 0));
        let gone = FileName::parse("gone.eml").unwrap();
        assert_eq!(read(folder.path(), &gone).unwrap(), None);
    }

    #[test]
    fn web_addresses_become_links_without_the_full_stop_behind_them() {
        assert_eq!(
            pieces("Open\nhttp://a.example/p/x?y=1. Or https://b.example)"),
            [
                Piece::Text("Open\n"),
                Piece::Link("http://a.example/p/x?y=1"),
                Piece::Text(". Or "),
                Piece::Link("https://b.example"),
                Piece::Text(")"),
            ]
        );
        assert_eq!(pieces("javascript:alert(1)"), [Piece::Text("javascript:alert(1)")]);
        assert_eq!(pieces(""), []);
    }
}
