//! Deleting a sub-organisation: what blocks it, or the name to be typed.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::number_of;
use crate::domain::organisations::{self, Blocker, SubRow, WRONG_NAME};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Template)]
#[template(path = "organisations/deletion.html")]
struct DeletionPage {
    layout: Layout,
    sub: SubRow,
    blockers: Vec<Blocker>,
    name: String,
    errors: FieldErrors,
}

impl Page for DeletionPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl DeletionPage {
    fn url(&self, pattern: &str) -> String {
        urls::sub(pattern, &self.sub.organisation.account_number)
    }

    fn is_pending(&self) -> bool {
        self.blockers.contains(&Blocker::Pending)
    }

    /// The sentence about what blocks.
    fn said(&self, blocker: &Blocker) -> String {
        self.layout
            .tn(&format!("organisations-blocked-{}", blocker.key()), &blocker.count())
    }
}

async fn page(request: &HttpRequest, layout: Layout, scope: OrgScope, state: &AppState) -> Result<DeletionPage> {
    let number = number_of(request)?;
    let read = move |db: &mut Db| organisations::blockers(db, &scope, &number);
    let (sub, blockers) = state.db.read(read).await?;
    Ok(DeletionPage {
        layout,
        sub,
        blockers,
        name: String::new(),
        errors: FieldErrors::new(),
    })
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    show(&page(&request, layout, scope, &state).await?)
}

#[derive(Deserialize)]
pub(super) struct NameForm {
    #[serde(default)]
    name: String,
}

pub(super) async fn delete(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<NameForm>,
) -> Result<HttpResponse> {
    let mut page = page(&request, layout, scope.clone(), &state).await?;
    page.layout.here = page.url(urls::SUB_DELETION);
    let (number, typed, now) = (number_of(&request)?, form.name.clone(), page.layout.now);
    let delete = move |db: &mut Db| organisations::delete(db, &scope, &number, &typed, now);
    match state.db.write(delete).await {
        Ok(blockers) if blockers.is_empty() => {
            let name = &page.sub.organisation.name;
            session.flash(FlashKind::Ok, page.layout.t1("organisations-deleted", "name", name))?;
            Ok(redirect(urls::ORGANISATION))
        }
        Ok(blockers) => {
            page.blockers = blockers;
            show_invalid(&page)
        }
        Err(domain::Error::Refused(key @ WRONG_NAME)) => {
            page.errors = FieldErrors::one("name", key);
            page.name = form.name;
            show_invalid(&page)
        }
        Err(error) => Err(error.into()),
    }
}
