//! What a sub-organisation grants its master: its Owner decides.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::is_master;
use crate::domain::organisations::{self, AccessLevel, NOT_A_SUB, OrganisationRow};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "organisations/access.html")]
struct AccessPage {
    layout: Layout,
    master: OrganisationRow,
    /// The level granted now; empty if none.
    current: &'static str,
}

impl Page for AccessPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl AccessPage {
    /// Values of the choice; the first grants nothing.
    fn levels(&self) -> Vec<&'static str> {
        let levels = AccessLevel::ALL.iter().map(|level| level.as_str());
        std::iter::once(NONE).chain(levels).collect()
    }
}

/// The value that grants nothing.
const NONE: &str = "none";

pub(super) async fn get(
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    if is_master(&actor) {
        return Ok(redirect(urls::ORGANISATION));
    }
    let read = move |db: &mut Db| -> domain::Result<_> {
        Ok((
            organisations::master_of(db, &scope)?,
            organisations::granted(db, &scope)?,
        ))
    };
    let (master, granted) = state.db.read(read).await?;
    show(&AccessPage {
        layout,
        master,
        current: granted.map_or(NONE, |row| row.level.as_str()),
    })
}

#[derive(Deserialize)]
pub(super) struct LevelForm {
    #[serde(default)]
    level: String,
}

pub(super) async fn post(
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<LevelForm>,
) -> Result<HttpResponse> {
    if is_master(&actor) {
        return Err(Error::Refused(NOT_A_SUB));
    }
    let level = match form.level.as_str() {
        NONE => None,
        text => Some(AccessLevel::parse(text).ok_or(Error::Unreadable)?),
    };
    let now = layout.now;
    let change = move |db: &mut Db| organisations::grant(db, &scope, level, now);
    state.db.write(change).await?;
    let key = match level {
        Some(_) => "organisations-access-saved",
        None => "organisations-access-revoked",
    };
    session.flash(FlashKind::Ok, layout.t(key))?;
    Ok(redirect(urls::ORGANISATION))
}
