//! The mailbox: what a development server would have sent, so that links in mails can be followed.

use std::path::PathBuf;

use actix_web::http::header::{CONTENT_SECURITY_POLICY, X_FRAME_OPTIONS};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::letter::{self, FileName, Letter, Piece};
use crate::state::AppState;
use crate::web::error::{Error, Result};
use crate::web::layout::{Layout, Page, show};
use crate::web::urls;

/// Mails in the list; older ones stay in the folder.
const SHOWN: usize = 100;

/// A mail is foreign to the portal's pages: inline styles and pictures only, nothing from elsewhere, no script. It may be framed by
/// the portal alone, and a link that somebody clicks opens in the whole window.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; \
                           sandbox allow-top-navigation-by-user-activation";

/// Makes links leave the frame.
const BASE: &str = r#"<base target="_top">"#;

#[derive(Template)]
#[template(path = "development/mailbox.html")]
struct MailboxPage {
    layout: Layout,
    /// Host of the mail server, if mail goes there instead.
    server: Option<String>,
    lines: Vec<Line>,
    total: i64,
}

/// A mail of the list.
struct Line {
    href: String,
    subject: String,
    to: String,
    date: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "development/message.html")]
struct MessagePage {
    layout: Layout,
    letter: Letter,
    date: Option<(String, String)>,
    /// Address of the HTML part, if there is one.
    frame: Option<String>,
}

impl Page for MailboxPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl Page for MessagePage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl MessagePage {
    fn pieces(&self) -> Vec<Piece<'_>> {
        letter::pieces(self.letter.text.trim_end())
    }
}

pub(super) async fn list(layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    let folder = folder(&state);
    let (letters, total) = blocking(move || letter::list(&folder, SHOWN)).await?;
    let lines = letters.into_iter().map(|(name, letter)| Line {
        href: urls::mailbox(urls::MAILBOX_MESSAGE, name.as_str()),
        date: date(&layout, &letter),
        subject: subject(&layout, letter.subject),
        to: letter.to,
    });
    show(&MailboxPage {
        lines: lines.collect(),
        server: state.config.mail.smtp.as_ref().map(|smtp| smtp.host.clone()),
        total: i64::try_from(total).unwrap_or(i64::MAX),
        layout,
    })
}

pub(super) async fn message(
    layout: Layout,
    state: web::Data<AppState>,
    file: web::Path<String>,
) -> Result<HttpResponse> {
    let (name, mut letter) = open(&state, &file).await?;
    letter.subject = subject(&layout, letter.subject);
    show(&MessagePage {
        date: date(&layout, &letter),
        frame: letter
            .html
            .is_some()
            .then(|| urls::mailbox(urls::MAILBOX_HTML, name.as_str())),
        letter,
        layout,
    })
}

pub(super) async fn html(state: web::Data<AppState>, file: web::Path<String>) -> Result<HttpResponse> {
    let (_, letter) = open(&state, &file).await?;
    let html = letter.html.ok_or(Error::NotFound)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_SECURITY_POLICY, MAIL_POLICY))
        .insert_header((X_FRAME_OPTIONS, "SAMEORIGIN"))
        .content_type("text/html; charset=utf-8")
        .body(with_base(&html)))
}

async fn open(state: &AppState, file: &str) -> Result<(FileName, Letter)> {
    let name = FileName::parse(file).ok_or(Error::NotFound)?;
    let (folder, wanted) = (folder(state), name.clone());
    let letter = blocking(move || letter::read(&folder, &wanted)).await?;
    Ok((name, letter.ok_or(Error::NotFound)?))
}

fn folder(state: &AppState) -> PathBuf {
    state.config.data_dir.join("mail")
}

/// Reads files off the async threads.
async fn blocking<T: Send + 'static>(read: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> Result<T> {
    match web::block(read).await {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(error)) => Err(Error::Internal(format!("mailbox: {error}"))),
        Err(error) => Err(Error::Internal(error.to_string())),
    }
}

fn subject(layout: &Layout, subject: String) -> String {
    if subject.trim().is_empty() {
        layout.t("mailbox-no-subject")
    } else {
        subject
    }
}

/// The date for machines and for people.
fn date(layout: &Layout, letter: &Letter) -> Option<(String, String)> {
    let formats = &layout.formats;
    letter.at.map(|at| (formats.iso(at), formats.date_time(at)))
}

fn with_base(html: &str) -> String {
    const HEAD: &str = "<head>";
    // Lower case keeps the length of ASCII text and leaves everything else alone, so the place is the same in both.
    let place = html.to_ascii_lowercase().find(HEAD).map_or(0, |at| at + HEAD.len());
    let (before, behind) = html.split_at_checked(place).unwrap_or(("", html));
    format!("{before}{BASE}{behind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_stands_in_the_head_or_in_front_of_a_mail_without_one() {
        assert_eq!(
            with_base("<!doctype html><HEAD><title>Ä</title>"),
            r#"<!doctype html><HEAD><base target="_top"><title>Ä</title>"#
        );
        assert_eq!(with_base("<p>Hello"), r#"<base target="_top"><p>Hello"#);
    }
}
