//! Saved views (product section 4): list, saving, and one view with its report.
//!
//! | what | file |
//! |---|---|
//! | the list of views; saving a new one | here |
//! | one view: name, sharing, default, content, deletion | `view.rs` |
//! | the report that a person gets of it | `report.rs` |

mod report;
mod view;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::reports::{self, ReportRow};
use crate::domain::sims::{Columns, SimQuery};
use crate::domain::views::{self, Content, ViewRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::Access::Org;
use crate::types::access::{Actor, OrgScope};
use crate::types::matrix::Permission;
use crate::types::rhythm::{Every, Rhythm};
use crate::types::view_name::{ViewName, ViewNameError};
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::routes::Routes;
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Registers the pages.
pub(super) fn register(r: &mut Routes) {
    // Views are a person's own settings; who sees no SIMs is told so.
    let own = Org(Permission::EditOwnUserData);
    r.get(urls::VIEWS, Org(Permission::ViewSims), list);
    r.post(urls::VIEWS, own, save);
    r.get(urls::VIEW, Org(Permission::ViewSims), view::get);
    r.post(urls::VIEW, own, view::rename);
    r.post(urls::VIEW_CONTENT, own, view::overwrite);
    r.post(urls::VIEW_DEFAULT, own, view::set_default);
    r.get(urls::VIEW_DELETION, Org(Permission::ViewSims), view::deletion);
    r.post(urls::VIEW_DELETION, own, view::delete);
    let export = Org(Permission::ExportSims);
    r.get(urls::REPORT, export, report::get);
    r.post(urls::REPORT, export, report::set);
    r.post(urls::REPORT_PAUSE, export, report::pause);
    r.post(urls::REPORT_RESUME, export, report::resume);
    r.post(urls::REPORT_SEND, export, report::send);
    r.post(urls::REPORT_END, export, report::end);
}

#[derive(Template)]
#[template(path = "sims/views/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Line>,
}

#[derive(Template)]
#[template(path = "sims/views/new.html")]
struct NewPage {
    layout: Layout,
    form: SaveForm,
    errors: FieldErrors,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl Page for NewPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A view of the list.
struct Line {
    id: i64,
    name: String,
    is_own: bool,
    is_shared: bool,
    is_default: bool,
    changed: (String, String),
    /// When its report is sent, or why not.
    report: Option<String>,
}

impl Line {
    fn url(&self, pattern: &str) -> String {
        urls::view(pattern, &self.id)
    }

    fn open(&self) -> String {
        urls::sims_view(&self.id)
    }
}

async fn list(
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let (user_id, default) = (actor.user_id, actor.default_view_id);
    let read = move |db: &mut _| -> domain::Result<_> {
        Ok((views::list(db, &scope, user_id)?, reports::list(db, &scope, user_id)?))
    };
    let (rows, reports) = state.db.read(read).await?;
    let line = |view: ViewRow| Line {
        id: view.id,
        is_own: view.user_id == user_id,
        is_shared: view.is_shared,
        is_default: default == Some(view.id),
        changed: (
            layout.formats.iso(view.updated_at),
            layout.formats.date_time(view.updated_at),
        ),
        report: reports
            .iter()
            .find(|report| report.view_id == view.id)
            .map(|report| when(&layout, report)),
        name: view.name,
    };
    show(&ListPage {
        rows: rows.into_iter().map(line).collect(),
        layout,
    })
}

/// When a report is sent next, or why it is not.
fn when(layout: &Layout, report: &ReportRow) -> String {
    match &report.stopped_reason {
        Some(reason) => layout.t(&format!("reports-stopped-{reason}")),
        None => report.rhythm().map_or_else(String::new, |rhythm| said(layout, rhythm)),
    }
}

/// Regular times as people say them.
fn said(layout: &Layout, rhythm: Rhythm) -> String {
    let hour = format!("{:02}:00", rhythm.at_hour());
    let day = rhythm.on_day().to_string();
    match rhythm.every() {
        Every::Day => layout.t1("reports-daily", "hour", &hour),
        Every::Week => {
            let day = layout.t(&format!("reports-weekday-{}", rhythm.on_day()));
            layout.t2("reports-weekly", "day", &day, "hour", &hour)
        }
        Every::Month => layout.t2("reports-monthly", "day", &day, "hour", &hour),
    }
}

#[derive(Deserialize, Default)]
struct SaveForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    shared: Option<String>,
    #[serde(default)]
    query: String,
    #[serde(default)]
    columns: String,
}

async fn save(
    mut layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SaveForm>,
) -> Result<HttpResponse> {
    may_have_views(&actor)?;
    let is_shared = may_share(&actor, form.shared.as_deref())?;
    let content = Content {
        query: SimQuery::parse(&form.query).0,
        columns: Columns::of(&form.columns),
    };
    let (user_id, now) = (actor.user_id, layout.now);
    let saved = match read_name(&form.name) {
        Ok(name) => {
            let save = move |db: &mut _| -> domain::Result<i64> {
                views::save(db, &scope, user_id, (&name, is_shared), &content, now)
            };
            state.db.write(save).await
        }
        Err(key) => Err(domain::Error::Refused(key)),
    };
    match saved {
        Ok(id) => {
            session.flash(FlashKind::Ok, layout.t1("views-saved", "name", form.name.trim()))?;
            Ok(redirect(&urls::sims_view(&id)))
        }
        Err(domain::Error::Refused(key)) => {
            layout.here = urls::VIEWS.to_owned();
            show_invalid(&NewPage {
                layout,
                form,
                errors: FieldErrors::one("name", key),
            })
        }
        Err(error) => Err(error.into()),
    }
}

/// Who sees no SIMs has no views of them.
fn may_have_views(actor: &Actor) -> Result<()> {
    if actor.may(Permission::ViewSims) {
        Ok(())
    } else {
        Err(Error::Refused("views-refused-no-sims"))
    }
}

/// Whether the view is to be shared, which not everybody may do.
fn may_share(actor: &Actor, shared: Option<&str>) -> Result<bool> {
    match shared {
        None => Ok(false),
        Some(_) if actor.may(Permission::ShareSavedView) => Ok(true),
        Some(_) => Err(Error::Denied(Some(Permission::ShareSavedView))),
    }
}

fn read_name(text: &str) -> std::result::Result<ViewName, &'static str> {
    ViewName::parse(text).map_err(|error| match error {
        ViewNameError::Empty => "views-name-empty",
        ViewNameError::TooLong => "views-name-too-long",
        ViewNameError::ControlCharacter => "views-name-control",
    })
}

/// What is no number is the name of no view.
fn id_of(request: &HttpRequest) -> Result<i64> {
    request.match_info().query("view").parse().map_err(|_| Error::NotFound)
}
