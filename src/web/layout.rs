//! The frame of every page: texts, formats, menu, messages and the token of its forms. Typed, so that a template cannot ask for what
//! is not there.

use std::future::{Ready, ready};
use std::rc::Rc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use chrono::NaiveDateTime;

use super::error::{Error, Result};
use super::session::{Flash, FlashKind, PageSession};
use super::visitor::Visitor;
use super::{assets, csrf, nav};
use crate::i18n::{self, Formats};
use crate::state::AppState;
use crate::types::access::{Actor, Place};
use crate::types::lang::Lang;
use crate::types::matrix::Permission;

/// What every template gets.
pub struct Layout {
    /// Language and zone.
    pub formats: Formats,
    /// The person, if one is signed in.
    pub actor: Option<Rc<Actor>>,
    /// Entries of the menu that the person may use.
    pub nav: Vec<nav::Item>,
    /// Messages of the page before.
    pub flashes: Vec<Flash>,
    /// Token of the page's forms.
    pub csrf: String,
    /// Name of the portal.
    pub brand: String,
    /// Support contacts.
    pub support_email: Option<String>,
    /// Path and query of this page: where switches of language and theme come back to.
    pub here: String,
    /// The time of the request.
    pub now: NaiveDateTime,
    /// Development shows a link to the mailbox.
    pub development: bool,
    /// The person has to set up two-factor before anything else: nothing else is offered.
    pub must_set_up: bool,
    cookie: Option<String>,
    https: bool,
}

impl Layout {
    /// The frame for this request. Works on error pages, too, where parts may be missing.
    pub fn of(request: &HttpRequest) -> Self {
        let state = request.app_data::<web::Data<AppState>>();
        let visitor = <Visitor as FromRequest>::from_request(request, &mut Payload::None)
            .into_inner()
            .ok();
        let https = state.is_some_and(|state| state.config.server.is_https());
        let seed = csrf::seed(request, https);
        let actor = visitor.as_ref().and_then(|visitor| visitor.actor.clone());
        let path = request.path();
        let must_set_up = visitor.as_ref().is_some_and(|visitor| visitor.standing.must_set_up());
        let entries = actor.as_deref().filter(|_| !must_set_up);
        let nav = entries.map_or_else(Vec::new, |actor| nav::items(actor, path));
        Self {
            nav,
            must_set_up,
            formats: visitor.map_or_else(|| Formats::new(Lang::En, chrono_tz::UTC), |visitor| visitor.formats),
            flashes: PageSession::of_request(request).take_flashes(),
            csrf: state.map_or_else(String::new, |state| csrf::token(&state.keys, &seed.value)),
            brand: state.map_or_else(|| "Simportal".to_owned(), |state| state.config.brand.name.clone()),
            support_email: state.and_then(|state| state.config.brand.support_email.clone()),
            here: request
                .uri()
                .path_and_query()
                .map_or_else(|| "/".to_owned(), ToString::to_string),
            now: state.map_or_else(Default::default, |state| state.clock.now()),
            development: state.is_some_and(|state| state.config.shows_mailbox()),
            cookie: seed.fresh.then_some(seed.value),
            https,
            actor,
        }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.formats.lang
    }

    /// The text of a key.
    pub fn t(&self, key: &str) -> String {
        i18n::text(self.lang(), key)
    }

    /// The text of a key with one placeholder.
    pub fn t1(&self, key: &str, name: &str, value: &str) -> String {
        i18n::text_with(self.lang(), key, &[(name, value.into())])
    }

    /// The text of a key with two placeholders.
    pub fn t2(&self, key: &str, name: &str, value: &str, other: &str, other_value: &str) -> String {
        i18n::text_with(self.lang(), key, &[(name, value.into()), (other, other_value.into())])
    }

    /// The text of a key that speaks of a number.
    pub fn tn(&self, key: &str, n: &i64) -> String {
        i18n::text_of_number(self.lang(), key, *n)
    }

    /// Whether the person has the permission: what is denied is not shown.
    pub fn can(&self, permission: Permission) -> bool {
        !self.must_set_up && self.actor.as_ref().is_some_and(|actor| actor.may(permission))
    }

    /// Theme attribute of the page: empty means as the device.
    pub fn theme(&self) -> &str {
        self.actor.as_ref().map_or("", |actor| {
            if actor.theme == "system" {
                ""
            } else {
                actor.theme.as_str()
            }
        })
    }

    /// Organisation for which the page was made; forms carry it.
    pub fn organisation_id(&self) -> i64 {
        match self.actor.as_ref().map(|actor| &actor.place) {
            Some(Place::Member { organisation_id, .. }) => *organisation_id,
            _ => 0,
        }
    }

    /// The organisation that the person has entered, and the one where they belong.
    pub fn entered(&self) -> Option<(&str, &str)> {
        let actor = self.actor.as_ref()?;
        match &actor.place {
            Place::Member { organisation, home, .. } => Some((organisation, &home.as_ref()?.organisation)),
            Place::Staff(_) => None,
        }
    }

    /// Name under the person's: the organisation, or the staff role.
    pub fn place_name(&self) -> String {
        match self.actor.as_ref().map(|actor| &actor.place) {
            Some(Place::Member { organisation, .. }) => organisation.clone(),
            Some(Place::Staff(role)) => self.t(&format!("staff-role-{}", role.as_str())),
            None => String::new(),
        }
    }

    /// First letters of first and last name.
    pub fn initials(&self) -> String {
        let name = self.actor.as_ref().map_or("", |actor| actor.name.as_str());
        let letters: Vec<char> = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
        match (letters.first(), letters.last()) {
            (Some(first), Some(last)) if letters.len() > 1 => [*first, *last].iter().collect(),
            (Some(first), _) => first.to_string(),
            _ => String::new(),
        }
    }

    /// Address of a file under `static/`, with the hash that lets browsers keep it for ever.
    pub fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    /// Name of the icon of a message.
    pub fn flash_icon(&self, kind: &FlashKind) -> &'static str {
        match kind {
            FlashKind::Ok => "circle-check",
            FlashKind::Info => "info-circle",
            FlashKind::Warn => "alert-triangle",
        }
    }

    /// Class of a message.
    pub fn flash_class(&self, kind: &FlashKind) -> &'static str {
        match kind {
            FlashKind::Ok => "flash-ok",
            FlashKind::Info => "flash-info",
            FlashKind::Warn => "flash-warn",
        }
    }
}

impl FromRequest for Layout {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

/// A page that has a frame.
pub trait Page: askama::Template {
    /// Its frame.
    fn layout(&self) -> &Layout;
}

/// Answers with a page: 200.
pub fn show<P: Page>(page: &P) -> Result<HttpResponse> {
    answer(page, actix_web::http::StatusCode::OK)
}

/// Answers with a form that was not taken: 422, the same page with what was typed and the reasons.
pub fn show_invalid<P: Page>(page: &P) -> Result<HttpResponse> {
    answer(page, actix_web::http::StatusCode::UNPROCESSABLE_ENTITY)
}

fn answer<P: Page>(page: &P, status: actix_web::http::StatusCode) -> Result<HttpResponse> {
    let html = page.render()?;
    let mut response = HttpResponse::build(status);
    let layout = page.layout();
    if let Some(seed) = &layout.cookie {
        response.cookie(csrf::cookie(seed, layout.https));
    }
    Ok(response.content_type("text/html; charset=utf-8").body(html))
}

/// Answers a form that was taken: 303 to the page that shows the result.
pub fn redirect(to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((actix_web::http::header::LOCATION, to.to_owned()))
        .finish()
}
