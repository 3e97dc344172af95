//! The report that a person gets of a view: its times, pausing, sending it now, its end.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::{id_of, said};
use crate::domain::reports::{self, ReportRow};
use crate::domain::views::{self, ViewRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::{Actor, OrgScope};
use crate::types::rhythm::{Every, Rhythm};
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "sims/views/report.html")]
struct ReportPage {
    layout: Layout,
    view: ViewRow,
    report: Option<Sent>,
    /// As it is, or as it was chosen.
    form: ReportForm,
    errors: FieldErrors,
    email: String,
}

/// A report that exists.
struct Sent {
    times: String,
    /// For machines and for people; nothing while it is stopped.
    next: Option<(String, String)>,
    last: Option<(String, String)>,
    /// End of a text key.
    stopped: Option<String>,
}

impl Page for ReportPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl ReportPage {
    fn url(&self, pattern: &str) -> String {
        urls::view(pattern, &self.view.id)
    }

    fn everies(&self) -> &'static [Every] {
        Every::ALL
    }

    fn hours(&self) -> Vec<(String, String)> {
        (0..24)
            .map(|hour| (hour.to_string(), format!("{hour:02}:00")))
            .collect()
    }

    fn days(&self, last: u32) -> Vec<String> {
        (1..=last).map(|day| day.to_string()).collect()
    }
}

#[derive(Deserialize)]
pub(super) struct ReportForm {
    #[serde(default)]
    every: String,
    #[serde(default)]
    weekday: String,
    #[serde(default)]
    monthday: String,
    #[serde(default)]
    hour: String,
}

impl ReportForm {
    fn of(report: Option<&ReportRow>) -> Self {
        let day = |every: Every| match report {
            Some(report) if report.every == every => report.on_day.to_string(),
            _ => "1".to_owned(),
        };
        Self {
            every: report.map_or(Every::Week, |report| report.every).as_str().to_owned(),
            weekday: day(Every::Week),
            monthday: day(Every::Month),
            hour: report.map_or(6, |report| report.at_hour).to_string(),
        }
    }

    fn parse(&self) -> std::result::Result<Rhythm, FieldErrors> {
        let every = Every::parse(&self.every).ok_or_else(|| FieldErrors::one("every", "reports-every-missing"))?;
        let hour = self.hour.parse().ok().filter(|hour| (0..24).contains(hour));
        let hour = hour.ok_or_else(|| FieldErrors::one("hour", "reports-hour-wrong"))?;
        let (field, day) = match every {
            Every::Day => ("every", Some(0)),
            Every::Week => ("weekday", self.weekday.parse().ok()),
            Every::Month => ("monthday", self.monthday.parse().ok()),
        };
        day.and_then(|day| Rhythm::new(every, day, hour))
            .ok_or_else(|| FieldErrors::one(field, "reports-day-wrong"))
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
) -> Result<ReportPage> {
    let (id, user_id) = (id_of(request)?, actor.user_id);
    let read = move |db: &mut _| -> domain::Result<_> {
        let view = views::find(db, &scope, user_id, id)?;
        Ok((view, reports::of_view(db, &scope, user_id, id)?))
    };
    let (view, report) = state.db.read(read).await?;
    let time = |at| (layout.formats.iso(at), layout.formats.date_time(at));
    let sent = report.as_ref().map(|report| Sent {
        times: report.rhythm().map_or_else(String::new, |rhythm| said(&layout, rhythm)),
        next: report.stopped_at.is_none().then(|| time(report.next_run_at)),
        last: report.last_run_at.map(time),
        stopped: report.stopped_reason.clone(),
    });
    Ok(ReportPage {
        form: ReportForm::of(report.as_ref()),
        report: sent,
        view,
        errors: FieldErrors::new(),
        email: actor.email.clone(),
        layout,
    })
}

pub(super) async fn set(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<ReportForm>,
) -> Result<HttpResponse> {
    let (id, now) = (id_of(&request)?, layout.now);
    match form.parse() {
        Ok(rhythm) => {
            let whose = (actor.user_id, actor.zone);
            let set = move |db: &mut _| -> domain::Result<()> { reports::set(db, &scope, whose, id, rhythm, now) };
            state.db.write(set).await?;
            done(&layout, &session, id, "reports-set")
        }
        Err(errors) => {
            let mut page = page(&request, layout, &actor, scope, &state).await?;
            page.layout.here = page.url(urls::REPORT);
            (page.form, page.errors) = (form, errors);
            show_invalid(&page)
        }
    }
}

fn done(layout: &Layout, session: &PageSession, view_id: i64, key: &str) -> Result<HttpResponse> {
    session.flash(FlashKind::Ok, layout.t(key))?;
    Ok(redirect(&urls::view(urls::REPORT, &view_id)))
}

/// A form with nothing but its proof.
#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn pause(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(NoFields {}): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, user_id, now) = (id_of(&request)?, actor.user_id, layout.now);
    let pause = move |db: &mut _| -> domain::Result<()> { reports::pause(db, &scope, user_id, id, now) };
    state.db.write(pause).await?;
    done(&layout, &session, id, "reports-paused")
}

pub(super) async fn resume(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(NoFields {}): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, whose, now) = (id_of(&request)?, (actor.user_id, actor.zone), layout.now);
    let resume = move |db: &mut _| -> domain::Result<()> { reports::resume(db, &scope, whose, id, now) };
    state.db.write(resume).await?;
    done(&layout, &session, id, "reports-resumed")
}

pub(super) async fn send(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(NoFields {}): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, user_id, now) = (id_of(&request)?, actor.user_id, layout.now);
    let send = move |db: &mut _| -> domain::Result<()> { reports::send_now(db, &scope, user_id, id, now) };
    state.db.write(send).await?;
    state.work.notify_one();
    done(&layout, &session, id, "reports-sent")
}

pub(super) async fn end(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(NoFields {}): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, user_id, now) = (id_of(&request)?, actor.user_id, layout.now);
    let end = move |db: &mut _| -> domain::Result<()> { reports::end(db, &scope, user_id, id, now) };
    state.db.write(end).await?;
    done(&layout, &session, id, "reports-ended")
}
