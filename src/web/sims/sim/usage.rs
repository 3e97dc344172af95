//! Usage of a SIM: chart, table and file (product section 4, sub-tab "Usage").

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::{NaiveDateTime, NaiveTime};

use super::frame::{Frame, Typed};
use super::period::{Period, Span};
use super::{iccid_of, with_19_digits};
use crate::domain::{self, sims};
use crate::i18n;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::iccid::Iccid;
use crate::types::matrix::Permission;
use crate::web::chart::{Chart, ChartInput, Point};
use crate::web::csv::{PAGE, Part, download};
use crate::web::error::Result;
use crate::web::figure::{Figure, Key};
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::paging::param;

#[derive(Template)]
#[template(path = "sims/sim/usage.html")]
pub(super) struct UsagePage {
    layout: Layout,
    frame: Frame,
    period: Period,
    title: String,
    figure: Figure,
    rows: Vec<Row>,
}

impl Page for UsagePage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A line of the table.
struct Row {
    name: String,
    is_running: bool,
    download: String,
    upload: String,
    total: String,
    sms_mo: String,
    sms_mt: String,
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
    let period = Period::read(&param(&request, "period"));
    show(&page(&state, layout, scope, iccid, period, Typed::default()).await?)
}

/// The page, also shown again with what was typed when a label, tags or a note were not taken.
pub(super) async fn page(
    state: &AppState,
    layout: Layout,
    scope: OrgScope,
    iccid: Iccid,
    period: Period,
    typed: Typed,
) -> Result<UsagePage> {
    let today = layout.now.date();
    let (frame, spans) = state
        .db
        .read(move |db| -> domain::Result<_> {
            let frame = Frame::load(db, &scope, iccid, "usage", today)?;
            let spans = period.spans(db, &frame.sim, today)?;
            Ok((frame, spans))
        })
        .await?;
    Ok(UsagePage {
        title: title(&layout, period, &spans),
        figure: figure(&layout, period, &spans),
        rows: spans.iter().rev().map(|span| row(&layout, period, span)).collect(),
        frame: frame.with(typed),
        period,
        layout,
    })
}

/// All records of the period as a file.
pub(super) async fn csv(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let iccid = iccid_of(&request)?;
    let from = Period::read(&param(&request, "period")).from(layout.now.date());
    let from = from.and_time(NaiveTime::MIN);
    let sim = state.db.read(move |db| sims::find(db, &scope, &iccid)).await;
    let sim = sim.map_err(domain::Error::from)?;
    let name = format!("sim-{iccid}-usage-{}.csv", layout.formats.file_stamp(layout.now));
    let head = [
        "iccid",
        "record_id",
        "started_at_utc",
        "ended_at_utc",
        "total_bytes",
        "upload_bytes",
        "download_bytes",
        "sms_mo",
        "sms_mt",
        "operator",
        "network_code",
        "country",
        "tariff",
    ];
    download(&name, &head, move |after: Option<(NaiveDateTime, i64)>| {
        let (state, sim, formats) = (state.clone(), sim.clone(), layout.formats);
        async move {
            let iccid = sim.iccid.clone();
            let records = state
                .db
                .read(move |db| sims::records_of_sim(db, &sim, from, after, PAGE))
                .await
                .map_err(domain::Error::from)?;
            let is_full = i64::try_from(records.len()).is_ok_and(|count| count == PAGE);
            let next = records.last().filter(|_| is_full);
            Ok(Part {
                next: next.map(|record| (record.ended_at, record.record_id)),
                rows: records.iter().map(|record| line(&iccid, record, formats)).collect(),
            })
        }
    })
    .await
}

fn line(iccid: &str, record: &sims::RecordRow, formats: i18n::Formats) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    vec![
        iccid.to_owned(),
        record.record_id.to_string(),
        formats.iso(record.started_at),
        formats.iso(record.ended_at),
        record.data_bytes.to_string(),
        record.data_tx.to_string(),
        record.data_rx.to_string(),
        record.sms_mo.to_string(),
        record.sms_mt.to_string(),
        text(&record.operator_name),
        text(&record.network_code),
        text(&record.country_name),
        text(&record.tariff_name),
    ]
}

fn row(layout: &Layout, period: Period, span: &Span) -> Row {
    let (formats, usage) = (layout.formats, &span.usage);
    Row {
        name: name(layout, period, span),
        is_running: is_running(layout, span),
        download: formats.data_in_mb(usage.data_rx),
        upload: formats.data_in_mb(usage.data_tx),
        total: formats.data_in_mb(usage.data_bytes),
        sms_mo: formats.number(usage.sms_mo),
        sms_mt: formats.number(usage.sms_mt),
    }
}

fn is_running(layout: &Layout, span: &Span) -> bool {
    (span.from..=span.to).contains(&layout.now.date())
}

fn name(layout: &Layout, period: Period, span: &Span) -> String {
    let formats = layout.formats;
    match period {
        Period::Week | Period::Month => formats.calendar_date(span.from),
        Period::Weeks => format!(
            "{} – {}",
            formats.calendar_date(span.from),
            formats.calendar_date(span.to)
        ),
        Period::Months => formats.month_year(span.from),
    }
}

fn title(layout: &Layout, period: Period, spans: &[Span]) -> String {
    let formats = layout.formats;
    let first = spans
        .first()
        .map_or_else(String::new, |span| formats.day_month(span.from));
    let last = formats.calendar_date(layout.now.date());
    layout.t2(
        &format!("sim-usage-title-{}", period.key()),
        "from",
        &first,
        "to",
        &last,
    )
}

fn figure(layout: &Layout, period: Period, spans: &[Span]) -> Figure {
    let formats = layout.formats;
    // Some senders tell the volume, but not its directions: then the sum is shown, not a wrong split.
    let is_split = spans
        .iter()
        .all(|span| span.usage.data_rx.saturating_add(span.usage.data_tx) == span.usage.data_bytes);
    let highest = spans.iter().map(|span| span.usage.data_bytes).max().unwrap_or(0);
    let (unit, unit_scale) = unit(highest);
    let count = spans.len();
    let points = spans.iter().enumerate().map(|(index, span)| {
        // Counted from the right, so that the running period always has its label.
        let from_end = count - 1 - index;
        let (step, minor) = if period == Period::Month { (5, 10) } else { (1, 2) };
        let label = match period {
            Period::Months => formats.month_short(span.from).to_owned(),
            _ => formats.day_month(span.from),
        };
        Point {
            tip: format!(
                "{}: {}",
                name(layout, period, span),
                formats.data(span.usage.data_bytes)
            ),
            label: from_end.is_multiple_of(step).then_some(label),
            minor: !from_end.is_multiple_of(minor),
            values: if is_split {
                vec![span.usage.data_rx, span.usage.data_tx]
            } else {
                vec![span.usage.data_bytes]
            },
            running: is_running(layout, span),
        }
    });
    let y_label = |value: i64| {
        let places = if value % unit_scale == 0 { 0 } else { 1 };
        formats.decimal(value as f64 / unit_scale as f64, places)
    };
    let chart = Chart::new(ChartInput {
        id: "us",
        height: 236,
        points: points.collect(),
        y_label: &y_label,
        unit_scale,
        limit: None,
    });
    let keys: &[(&'static str, &str)] = if is_split {
        &[("key-1", "sim-usage-download"), ("key-2", "sim-usage-upload")]
    } else {
        &[("key-1", "sim-usage-total"), ("key-part", "sim-usage-running")]
    };
    let legend = keys
        .iter()
        .map(|(class, key)| Key::new(class, format!("{}, {unit}", layout.t(key))));
    Figure {
        chart,
        description: description(layout, period, spans),
        legend: legend.collect(),
        // The table stands right below in a card of its own.
        table: None,
    }
}

fn description(layout: &Layout, period: Period, spans: &[Span]) -> String {
    let formats = layout.formats;
    let total: i64 = spans
        .iter()
        .fold(0, |sum, span| sum.saturating_add(span.usage.data_bytes));
    let Some(top) = spans
        .iter()
        .max_by_key(|span| span.usage.data_bytes)
        .filter(|_| total > 0)
    else {
        return layout.t("sim-usage-none");
    };
    let args = [
        ("total", formats.data(total).into()),
        ("when", name(layout, period, top).into()),
        ("most", formats.data(top.usage.data_bytes).into()),
    ];
    i18n::text_with(layout.lang(), "sim-usage-facts", &args)
}

/// The unit in which the axis is labelled, so that its numbers stay short.
fn unit(highest: i64) -> (&'static str, i64) {
    match highest {
        1_000_000_000.. => ("GB", 1_000_000_000),
        1_000..1_000_000 => ("kB", 1_000),
        1..1_000 => ("B", 1),
        _ => ("MB", 1_000_000),
    }
}
