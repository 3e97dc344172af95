//! E-mail addresses.

use crate::types::text_value::text_value;

/// Longest local part in octets (RFC 5321 section 4.5.3.1.1).
const LOCAL_MAX: usize = 64;
/// Longest domain in octets (RFC 5321 section 4.5.3.1.2).
const DOMAIN_MAX: usize = 255;
/// Longest address in octets: the path of 256 without its angle brackets (RFC 5321 section 4.5.3.1.3).
const TOTAL_MAX: usize = 254;
/// Longest label of a domain (RFC 1035 section 2.3.4).
const DOMAIN_LABEL_MAX: usize = 63;

/// An address that mail can be sent to: dot-atom `@` domain, as it was typed.
///
/// Deliberately narrower than RFC 5321: no quoted local parts and no address literals, which nobody has and which are
/// the usual way to smuggle something into a mail header; ASCII only, so that two addresses that look alike cannot be
/// two accounts. International domains are written in their `xn--` form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

/// Why a text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Nothing, or white space only.
    #[error("no e-mail address")]
    Empty,
    /// More than 64 octets before the `@`, 255 behind it, or 254 in all.
    #[error("the e-mail address is too long")]
    TooLong,
    /// A letter that is not ASCII, such as an umlaut.
    #[error("the e-mail address has letters outside ASCII; write international domains in their xn-- form")]
    NotAscii,
    /// Anything else that is not `name@domain`, control characters included.
    #[error("not an e-mail address: name@example.com")]
    NotAnAddress,
}

impl Email {
    /// Reads an address; surrounding spaces are ignored, the case of the letters is kept.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        // Before trimming: a line break at the end is an attempt at header injection, not a slip of the hand.
        if text.chars().any(char::is_control) {
            return Err(EmailError::NotAnAddress);
        }
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        if !text.is_ascii() {
            return Err(EmailError::NotAscii);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(EmailError::NotAnAddress)?;
        if text.len() > TOTAL_MAX || local.len() > LOCAL_MAX || domain.len() > DOMAIN_MAX {
            return Err(EmailError::TooLong);
        }
        if !is_dot_atom(local) || !is_domain(domain) {
            return Err(EmailError::NotAnAddress);
        }
        Ok(Self(text.to_owned()))
    }

    /// The form that must be unique among all users: lower case, also before the `@`. RFC 5321 allows mailboxes that
    /// differ in case only, but no provider has them, while people do type their address in either way.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

text_value!(Email);

/// RFC 5322 section 3.2.3; neither space nor `@`, comma, semicolon, quotes or brackets are among its characters.
fn is_dot_atom(local: &str) -> bool {
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    local.split('.').all(is_atom)
}

/// A host name with at least one dot, or `localhost` for development; an IPv4 address is none.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=DOMAIN_LABEL_MAX).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.split('.').all(is_label)
        && top.bytes().any(|b| b.is_ascii_alphabetic())
        && (domain.contains('.') || domain.eq_ignore_ascii_case("localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_addresses_are_kept_as_typed_and_their_key_is_lower_case() {
        for text in [
            "a@example.com",
            "Anna.Berg+sim@Sub.Example.COM",
            "root@localhost",
            "o'neil@xn--mller-kva.de",
        ] {
            let email = Email::parse(&format!("  {text} ")).unwrap();
            assert_eq!(email.as_str(), text);
            assert_eq!(email.key(), text.to_lowercase());
        }
    }

    #[test]
    fn what_could_break_a_mail_header_is_refused() {
        for text in [
            "a@example.com\r\nBcc: b@example.com",
            "a@example.com\n",
            "a\u{0}@example.com",
            "<a@example.com>",
            "a@example.com,b@example.com",
            "\"a b\"@example.com",
            "a b@example.com",
        ] {
            assert_eq!(Email::parse(text), Err(EmailError::NotAnAddress), "{text:?}");
        }
    }

    #[test]
    fn the_parts_must_be_a_dot_atom_and_a_domain() {
        for text in [
            "anna",
            "@example.com",
            "a@",
            "a@@example.com",
            "a@b@example.com",
            ".a@example.com",
            "a..b@example.com",
            "a@example",
            "a@-x.com",
            "a@x-.com",
            "a@.com",
            "a@x..com",
            "a@x.com.",
            "a@127.0.0.1",
            "a@[127.0.0.1]",
            "a@ex_ample.com",
        ] {
            assert_eq!(Email::parse(text), Err(EmailError::NotAnAddress), "{text}");
        }
        assert_eq!(Email::parse("  "), Err(EmailError::Empty));
        assert_eq!(Email::parse("jörg@example.com"), Err(EmailError::NotAscii));
    }

    #[test]
    fn the_limits_of_length_are_64_before_the_at_and_254_in_all() {
        let domain = |length: usize| format!("{}.de", vec!["x".repeat(59); 4].join(".")[..length - 3].to_owned());
        assert!(Email::parse(&format!("{}@example.com", "a".repeat(64))).is_ok());
        assert_eq!(
            Email::parse(&format!("{}@example.com", "a".repeat(65))),
            Err(EmailError::TooLong)
        );
        assert!(Email::parse(&format!("{}@{}", "a".repeat(64), domain(189))).is_ok());
        assert_eq!(
            Email::parse(&format!("{}@{}", "a".repeat(64), domain(190))),
            Err(EmailError::TooLong)
        );
        assert_eq!(
            Email::parse(&format!("a@{}.de", "x".repeat(64))),
            Err(EmailError::NotAnAddress)
        );
    }

    proptest! {
        #[test]
        fn whatever_is_accepted_is_one_line_with_one_at(text in "\\PC*|[a-z.@ \r\n\"<>-]{0,40}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(email.as_str().matches('@').count(), 1);
                prop_assert!(email.as_str().bytes().all(|b| b.is_ascii_graphic()));
                prop_assert_eq!(Email::parse(&email.key()).unwrap().key(), email.key());
            }
        }
    }
}
