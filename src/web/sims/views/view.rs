//! One view: its name, whether it is shared, whether the list opens with it, what it shows, its end.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::{id_of, may_have_views, may_share, read_name};
use crate::domain::sims::{Columns, SimQuery};
use crate::domain::views::{self, Content, ViewRow};
use crate::domain::{self};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::{Actor, OrgScope};
use crate::types::matrix::Permission;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "sims/views/view.html")]
struct ViewPage {
    layout: Layout,
    view: ViewRow,
    is_own: bool,
    is_default: bool,
    /// As it is, or as it was typed.
    name: String,
    is_shared: bool,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "sims/views/deletion.html")]
struct DeletionPage {
    layout: Layout,
    view: ViewRow,
    is_own: bool,
}

impl Page for ViewPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl Page for DeletionPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl ViewPage {
    fn url(&self, pattern: &str) -> String {
        urls::view(pattern, &self.view.id)
    }

    fn open(&self) -> String {
        urls::sims_view(&self.view.id)
    }

    fn can_export(&self) -> bool {
        self.layout.can(Permission::ExportSims)
    }

    fn can_share(&self) -> bool {
        self.layout.can(Permission::ShareSavedView)
    }
}

impl DeletionPage {
    fn url(&self, pattern: &str) -> String {
        urls::view(pattern, &self.view.id)
    }
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    show(&page(&request, layout, &actor, scope, &state).await?)
}

async fn page(
    request: &HttpRequest,
    layout: Layout,
    actor: &Actor,
    scope: OrgScope,
    state: &AppState,
) -> Result<ViewPage> {
    let (id, user_id) = (id_of(request)?, actor.user_id);
    let read = move |db: &mut _| -> domain::Result<_> { views::find(db, &scope, user_id, id) };
    let view = state.db.read(read).await?;
    Ok(ViewPage {
        is_own: view.user_id == user_id,
        is_default: actor.default_view_id == Some(view.id),
        name: view.name.clone(),
        is_shared: view.is_shared,
        view,
        errors: FieldErrors::new(),
        layout,
    })
}

#[derive(Deserialize)]
pub(super) struct NameForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    shared: Option<String>,
}

pub(super) async fn rename(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<NameForm>,
) -> Result<HttpResponse> {
    may_have_views(&actor)?;
    let is_shared = may_share(&actor, form.shared.as_deref())?;
    let (id, user_id, now) = (id_of(&request)?, actor.user_id, layout.now);
    let (context, at) = (MailContext::of(&state.config), scope.clone());
    let renamed = match read_name(&form.name) {
        Ok(name) => {
            let rename = move |db: &mut _| -> domain::Result<()> {
                views::rename(db, &at, user_id, id, (&name, is_shared), &context, now)
            };
            state.db.write(rename).await
        }
        Err(key) => Err(domain::Error::Refused(key)),
    };
    match renamed {
        Ok(()) => {
            state.work.notify_one();
            session.flash(FlashKind::Ok, layout.t("views-renamed"))?;
            Ok(redirect(&urls::view(urls::VIEW, &id)))
        }
        Err(domain::Error::Refused(key)) if key != views::NOT_YOURS => {
            let mut page = page(&request, layout, &actor, scope, &state).await?;
            // Somebody else's view has no form to correct.
            if !page.is_own {
                return Err(domain::Error::Refused(views::NOT_YOURS).into());
            }
            page.layout.here = page.url(urls::VIEW);
            page.errors = FieldErrors::one("name", key);
            (page.name, page.is_shared) = (form.name, is_shared);
            show_invalid(&page)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub(super) struct ContentForm {
    #[serde(default)]
    query: String,
    #[serde(default)]
    columns: String,
}

pub(super) async fn overwrite(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<ContentForm>,
) -> Result<HttpResponse> {
    may_have_views(&actor)?;
    let content = Content {
        query: SimQuery::parse(&form.query).0,
        columns: Columns::of(&form.columns),
    };
    let (id, user_id, now) = (id_of(&request)?, actor.user_id, layout.now);
    let overwrite =
        move |db: &mut _| -> domain::Result<()> { views::overwrite(db, &scope, user_id, id, &content, now) };
    state.db.write(overwrite).await?;
    session.flash(FlashKind::Ok, layout.t("views-overwritten"))?;
    Ok(redirect(&urls::sims_view(&id)))
}

#[derive(Deserialize)]
pub(super) struct DefaultForm {
    /// `1`: the list opens with the view; anything else: with all SIMs.
    #[serde(default)]
    on: String,
}

pub(super) async fn set_default(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<DefaultForm>,
) -> Result<HttpResponse> {
    may_have_views(&actor)?;
    let (id, user_id, is_on) = (id_of(&request)?, actor.user_id, form.on == "1");
    let set = move |db: &mut _| -> domain::Result<()> {
        views::find(db, &scope, user_id, id)?;
        views::set_default(db, &scope, user_id, is_on.then_some(id))
    };
    state.db.write(set).await?;
    let key = if is_on {
        "views-default-set"
    } else {
        "views-default-unset"
    };
    session.flash(FlashKind::Ok, layout.t(key))?;
    Ok(redirect(&urls::view(urls::VIEW, &id)))
}

pub(super) async fn deletion(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let ViewPage {
        layout, view, is_own, ..
    } = page(&request, layout, &actor, scope, &state).await?;
    show(&DeletionPage { layout, view, is_own })
}

#[derive(Deserialize)]
pub(super) struct DeletionForm {
    #[serde(default)]
    sure: Option<String>,
}

pub(super) async fn delete(
    request: HttpRequest,
    mut layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<DeletionForm>,
) -> Result<HttpResponse> {
    may_have_views(&actor)?;
    let (id, user_id, now) = (id_of(&request)?, actor.user_id, layout.now);
    if form.sure.is_none() {
        // Only the page that asks sends this.
        layout.here = urls::view(urls::VIEW_DELETION, &id);
        let ViewPage {
            layout, view, is_own, ..
        } = page(&request, layout, &actor, scope, &state).await?;
        return show_invalid(&DeletionPage { layout, view, is_own });
    }
    let context = MailContext::of(&state.config);
    let delete = move |db: &mut _| -> domain::Result<_> { views::delete(db, &scope, user_id, id, &context, now) };
    let view = state.db.write(delete).await?;
    state.work.notify_one();
    session.flash(FlashKind::Ok, layout.t1("views-deleted", "name", &view.name))?;
    Ok(redirect(urls::VIEWS))
}
