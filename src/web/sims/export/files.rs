//! The files that jobs made: list, progress, download, taking back, removing. Rights are asked for at each of them.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::stream;
use crate::domain::exports::{self, ExportRow, Viewer};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::export::ExportStatus;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "sims/exports/list.html")]
struct ListPage {
    layout: Layout,
    rows: Vec<Line>,
}

#[derive(Template)]
#[template(path = "sims/exports/export.html")]
struct ExportPage {
    layout: Layout,
    row: Line,
}

#[derive(Template)]
#[template(path = "sims/exports/deletion.html")]
struct DeletionPage {
    layout: Layout,
    row: Line,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl Page for ExportPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl Page for DeletionPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A file as people see it.
struct Line {
    id: i64,
    name: String,
    status: ExportStatus,
    problem: Option<String>,
    sims: i64,
    /// As people write it.
    written: String,
    size: String,
    with_codes: bool,
    created: (String, String),
    expires: (String, String),
    maker: String,
    is_own: bool,
}

impl Line {
    fn of(layout: &Layout, row: ExportRow, makers: &[(i64, String)]) -> Self {
        let formats = &layout.formats;
        let time = |at| (formats.iso(at), formats.date_time(at));
        let maker = makers.iter().find(|(id, _)| *id == row.user_id);
        Self {
            id: row.id,
            name: row.file_name,
            status: row.status,
            problem: row.problem,
            sims: row.sims,
            written: formats.number(row.sims),
            size: formats.data(row.bytes),
            with_codes: row.with_codes,
            created: time(row.created_at),
            expires: time(row.expires_at),
            maker: maker.map_or_else(String::new, |(_, name)| name.clone()),
            is_own: layout.actor.as_ref().is_some_and(|actor| actor.user_id == row.user_id),
        }
    }

    fn href(&self) -> String {
        urls::export(urls::EXPORT, &self.id)
    }

    fn url(&self, pattern: &str) -> String {
        urls::export(pattern, &self.id)
    }

    fn is_ready(&self) -> bool {
        self.status == ExportStatus::Ready
    }

    fn is_under_way(&self) -> bool {
        self.status.is_under_way()
    }

    fn status_class(&self) -> &'static str {
        match self.status {
            ExportStatus::Ready => "st-ok",
            ExportStatus::Waiting | ExportStatus::Running => "st-wait",
            ExportStatus::Failed => "st-bad",
            ExportStatus::Cancelled => "st-off",
        }
    }
}

pub(super) async fn list(
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let viewer = Viewer::of(&actor);
    let read = move |db: &mut _| -> domain::Result<_> {
        let rows = exports::list(db, &scope, viewer)?;
        let makers = exports::makers(db, &rows.iter().map(|row| row.user_id).collect::<Vec<_>>())?;
        Ok((rows, makers))
    };
    let (rows, makers) = state.db.read(read).await?;
    show(&ListPage {
        rows: rows.into_iter().map(|row| Line::of(&layout, row, &makers)).collect(),
        layout,
    })
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let row = line(&request, &layout, Viewer::of(&actor), scope, &state).await?;
    show(&ExportPage { row, layout })
}

async fn line(
    request: &HttpRequest,
    layout: &Layout,
    viewer: Viewer,
    scope: OrgScope,
    state: &AppState,
) -> Result<Line> {
    let id = id_of(request)?;
    let read = move |db: &mut _| -> domain::Result<_> {
        let row = exports::find(db, &scope, viewer, id)?;
        let makers = exports::makers(db, &[row.user_id])?;
        Ok((row, makers))
    };
    let (row, makers) = state.db.read(read).await?;
    Ok(Line::of(layout, row, &makers))
}

pub(super) async fn download(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let (id, viewer, now) = (id_of(&request)?, Viewer::of(&actor), layout.now);
    let open = move |db: &mut _| -> domain::Result<_> { exports::open(db, &scope, viewer, id, now) };
    let export = state.db.read(open).await?;
    Ok(stream::file(state, &export))
}

pub(super) async fn cancel(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(NoFields {}): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, viewer, now) = (id_of(&request)?, Viewer::of(&actor), layout.now);
    let cancel = move |db: &mut _| -> domain::Result<()> { exports::cancel(db, &scope, viewer, id, now) };
    state.db.write(cancel).await?;
    session.flash(FlashKind::Ok, layout.t("exports-cancelled"))?;
    Ok(redirect(urls::EXPORTS))
}

pub(super) async fn deletion(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let row = line(&request, &layout, Viewer::of(&actor), scope, &state).await?;
    show(&DeletionPage { row, layout })
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
    let (id, viewer) = (id_of(&request)?, Viewer::of(&actor));
    if form.sure.is_none() {
        // Only the page that asks sends this.
        let row = line(&request, &layout, viewer, scope, &state).await?;
        layout.here = row.url(urls::EXPORT_DELETION);
        return show_invalid(&DeletionPage { row, layout });
    }
    let delete = move |db: &mut _| -> domain::Result<()> { exports::delete(db, &scope, viewer, id) };
    state.db.write(delete).await?;
    session.flash(FlashKind::Ok, layout.t("exports-deleted"))?;
    Ok(redirect(urls::EXPORTS))
}

/// A form with nothing but its proof.
#[derive(Deserialize)]
pub(super) struct NoFields {}

#[derive(Deserialize)]
pub(super) struct DeletionForm {
    #[serde(default)]
    sure: Option<String>,
}

/// What is no number is the name of no file.
fn id_of(request: &HttpRequest) -> Result<i64> {
    request
        .match_info()
        .query("export")
        .parse()
        .map_err(|_| Error::NotFound)
}
