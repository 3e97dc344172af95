//! Events of a SIM, newest first (product section 4, sub-tab "Events").

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;

use super::detail::readable;
use super::frame::{Frame, Moment};
use super::{iccid_of, with_19_digits};
use crate::domain::sims::{Edge, EventFilter, EventRow};
use crate::domain::{self, sims};
use crate::i18n::Formats;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::event_type;
use crate::types::matrix::Permission;
use crate::types::status::{Bearer, EventSource, Severity};
use crate::web::csv::{PAGE, Part, download};
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::paging::param;
use crate::web::paging::{self, Links};
use crate::web::urls;

/// Events on one page.
const ON_A_PAGE: i64 = 25;

#[derive(Template)]
#[template(path = "sims/sim/events.html")]
struct EventsPage {
    layout: Layout,
    frame: Frame,
    filter: EventFilter,
    /// A value of the filter does not exist and was ignored.
    is_ignored: bool,
    rows: Vec<Row>,
    links: Links,
    csv: String,
}

impl Page for EventsPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl EventsPage {
    fn is_filtered(&self) -> bool {
        self.filter != EventFilter::default()
    }

    fn is_severity(&self, severity: &Severity) -> bool {
        self.filter.severity == Some(*severity)
    }

    fn is_source(&self, source: &EventSource) -> bool {
        self.filter.source == Some(*source)
    }
}

/// A line of the table.
struct Row {
    at: Moment,
    class: &'static str,
    severity: Severity,
    source: EventSource,
    name: String,
    /// Who did it, or where it happened.
    place: Option<String>,
    /// Bearer.
    bearer: Option<String>,
    description: String,
    detail: Option<String>,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let iccid = iccid_of(&request)?;
    if let Some(address) = with_19_digits(&request, &iccid) {
        return Ok(redirect(&address));
    }
    let (filter, is_ignored) = filter(&request);
    let (today, list) = (layout.now.date(), format!("events {iccid}"));
    let edge: Edge<(NaiveDateTime, i64)> = paging::edge(&request, &state.keys, &list);
    let (frame, page) = state
        .db
        .read(move |db| -> domain::Result<_> {
            let frame = Frame::load(db, &scope, iccid, "events", today)?;
            let page = sims::events_of(db, &frame.sim, filter, edge, ON_A_PAGE)?;
            Ok((frame, page))
        })
        .await?;
    let base = format!("{}{}", frame.url(urls::SIM_EVENTS), query(filter));
    show(&EventsPage {
        links: paging::links(&page, &state.keys, &list, &base, key),
        csv: format!("{}{}", frame.url(urls::SIM_EVENTS_CSV), query(filter)),
        rows: page.rows.into_iter().map(|event| row(&layout, event)).collect(),
        frame,
        filter,
        is_ignored,
        layout,
    })
}

/// All events of the filter as a file.
pub(super) async fn csv(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let iccid = iccid_of(&request)?;
    let (filter, _) = filter(&request);
    let sim = state.db.read(move |db| sims::find(db, &scope, &iccid)).await;
    let sim = sim.map_err(domain::Error::from)?;
    let name = format!("sim-{iccid}-events-{}.csv", layout.formats.file_stamp(layout.now));
    let head = [
        "iccid",
        "record_id",
        "occurred_at_utc",
        "type_id",
        "type",
        "severity",
        "source",
        "alert",
        "description",
        "actor",
        "operator",
        "country",
        "bearer",
        "ip_address",
        "imei",
        "detail",
    ];
    download(&name, &head, move |after: Option<(NaiveDateTime, i64)>| {
        let (state, sim, formats) = (state.clone(), sim.clone(), layout.formats);
        async move {
            let iccid = sim.iccid.clone();
            let edge = after.map_or(Edge::Newest, Edge::OlderThan);
            let page = state
                .db
                .read(move |db| sims::events_of(db, &sim, filter, edge, PAGE))
                .await
                .map_err(domain::Error::from)?;
            Ok(Part {
                next: page.rows.last().filter(|_| page.has_older).map(key),
                rows: page
                    .rows
                    .into_iter()
                    .map(|event| line(&iccid, event, formats))
                    .collect(),
            })
        }
    })
    .await
}

fn key(event: &EventRow) -> (NaiveDateTime, i64) {
    (event.occurred_at, event.id)
}

/// What the address asks for, and whether something in it does not exist.
fn filter(request: &HttpRequest) -> (EventFilter, bool) {
    let (severity, source) = (param(request, "severity"), param(request, "source"));
    let filter = EventFilter {
        severity: Severity::parse(&severity),
        source: EventSource::parse(&source),
    };
    let is_unknown = |text: &str, is_known: bool| !text.is_empty() && !is_known;
    let is_ignored = is_unknown(&severity, filter.severity.is_some()) || is_unknown(&source, filter.source.is_some());
    (filter, is_ignored)
}

fn query(filter: EventFilter) -> String {
    let severity = filter.severity.map(|severity| format!("severity={severity}"));
    let source = filter.source.map(|source| format!("source={source}"));
    let parts: Vec<String> = severity.into_iter().chain(source).collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("?{}", parts.join("&"))
    }
}

fn row(layout: &Layout, event: EventRow) -> Row {
    let places: Vec<String> = [event.operator_name, event.country_name]
        .into_iter()
        .flatten()
        .collect();
    let place = event.actor.or_else(|| (!places.is_empty()).then(|| places.join(", ")));
    Row {
        at: Moment::exact(layout, event.occurred_at),
        class: match event.severity {
            Severity::Info => "",
            Severity::Warn => "st-warn",
            Severity::Critical => "st-bad",
        },
        severity: event.severity,
        source: event.source,
        // Of a type we do not know the sender's name is all there is.
        name: match event_type::name(event.type_id) {
            Some(_) => layout.t(&format!("event-type-{}", event.type_id)),
            None => event.type_name,
        },
        place,
        bearer: event.bearer.map(bearer),
        description: event.description,
        detail: event.detail.as_deref().map(readable),
    }
}

fn bearer(stored: String) -> String {
    Bearer::parse(&stored).map_or(stored, |bearer| bearer.label().to_owned())
}

fn line(iccid: &str, event: EventRow, formats: Formats) -> Vec<String> {
    vec![
        iccid.to_owned(),
        event.record_id.map_or_else(String::new, |id| id.to_string()),
        formats.iso(event.occurred_at),
        event.type_id.to_string(),
        event.type_name,
        event.severity.to_string(),
        event.source.to_string(),
        event.alert.to_string(),
        event.description,
        event.actor.unwrap_or_default(),
        event.operator_name.unwrap_or_default(),
        event.country_name.unwrap_or_default(),
        event.bearer.map(bearer).unwrap_or_default(),
        event.ip_address.unwrap_or_default(),
        event.imei.unwrap_or_default(),
        event.detail.unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::i18n;
    use crate::types::lang::Lang;

    #[test]
    fn filter_values_that_do_not_exist_are_ignored_and_reported() {
        let asked = |address: &str| filter(&TestRequest::with_uri(address).to_http_request());
        let (filter, is_ignored) = asked("/e?severity=warn&source=");
        assert_eq!(
            (filter.severity, filter.source, is_ignored),
            (Some(Severity::Warn), None, false)
        );
        let (filter, is_ignored) = asked("/e?severity=loud&source=api");
        assert_eq!(
            (filter.severity, filter.source, is_ignored),
            (None, Some(EventSource::Api), true)
        );
        assert_eq!(query(filter), "?source=api");
    }

    #[test]
    fn every_documented_type_of_event_has_a_name_in_both_languages() {
        for (id, _) in event_type::all() {
            let key = format!("event-type-{id}");
            for lang in [Lang::En, Lang::De] {
                assert_ne!(i18n::text(lang, &key), key, "{lang:?}");
            }
        }
    }
}
