//! The page behind the link that confirms another sign-in address. Opening it changes nothing, since programs that read mail open links, too;
//! the button does. Public: the link may be opened on another device than the one it was asked for on.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::sessions;
use crate::domain;
use crate::domain::users::email::{self, LinkState, OpenChange};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "account/email.html")]
struct EmailPage {
    layout: Layout,
    token: String,
    old: String,
    new: String,
}

impl Page for EmailPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Template)]
#[template(path = "account/email_end.html")]
struct EndPage {
    layout: Layout,
    /// Its texts are `email-<what>-title` and `email-<what>-text`.
    what: &'static str,
    new: String,
}

impl Page for EndPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn get(layout: Layout, state: web::Data<AppState>, token: web::Path<String>) -> Result<HttpResponse> {
    match look_up(&state, &token).await? {
        Ok(link) => show(&EmailPage {
            layout,
            token: token.into_inner(),
            old: link.old,
            new: link.new,
        }),
        Err(what) => show(&end(layout, what, String::new())),
    }
}

pub(super) async fn post(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    visitor: Visitor,
    token: web::Path<String>,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let link = match look_up(&state, &token).await? {
        Ok(link) => link,
        Err(what) => return show_invalid(&end(layout, what, String::new())),
    };
    let is_own = visitor
        .actor
        .as_ref()
        .is_some_and(|actor| actor.user_id == link.user_id);
    let (context, now) = (MailContext::of(&state.config), state.clock.now());
    let (seed, address, new) = (session.seed(), visitor.address.clone(), link.new.clone());
    let confirmed = state
        .db
        .write(move |db| -> domain::Result<()> {
            let kept = if is_own {
                Some(sessions::current(db, link.user_id, seed.as_deref(), now)?)
            } else {
                None
            };
            email::confirm(db, &context, &link, kept, &address, now)
        })
        .await;
    match confirmed {
        Ok(()) => {}
        Err(domain::Error::Refused(key)) if key == email::TAKEN => {
            return show_invalid(&end(layout, "taken", new));
        }
        Err(error) => return Err(Error::from(error)),
    }
    state.work.notify_one();
    tracing::info!("sign-in address changed");
    if is_own {
        session.renew();
        session.flash(FlashKind::Ok, layout.t1("profile-email-changed", "email", &new))?;
        return Ok(redirect(urls::PROFILE));
    }
    show(&end(layout, "confirmed", new))
}

fn end(layout: Layout, what: &'static str, new: String) -> EndPage {
    EndPage { layout, what, new }
}

async fn look_up(state: &AppState, token: &str) -> Result<std::result::Result<OpenChange, &'static str>> {
    let (token, now) = (token.to_owned(), state.clock.now());
    let found = state.db.read(move |db| email::look_up(db, &token, now)).await?;
    Ok(match found {
        LinkState::Open(link) => Ok(link),
        LinkState::Expired => Err("expired"),
        LinkState::Unknown => Err("unknown"),
    })
}
