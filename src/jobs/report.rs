//! Mails a saved view, as it is at this moment.

use chrono::NaiveDateTime;

use super::JobError;
use crate::documents::csv::{CsvRows, MARK};
use crate::documents::sims::{Words, texts};
use crate::domain::exports::{Plan, RowKey, Wish};
use crate::domain::reports::{self, Order};
use crate::domain::sims::{self, Ignored, SimQuery};
use crate::domain::views::Content;
use crate::domain::{self, StorageError};
use crate::mail::{MailContext, ReportMail};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::export::ExportFormat;

/// SIMs read at once.
const PAGE: i64 = 2_000;

/// Idempotent: what was sent for a turn is not sent again.
pub(super) fn run(state: &AppState, report_id: i64, turn: NaiveDateTime) -> Result<(), JobError> {
    let (context, now) = (MailContext::of(&state.config), state.clock.now());
    let Some(task) = state.db.read_blocking(|db| reports::task(db, report_id, turn, now))? else {
        return Ok(());
    };
    let report = &task.report;
    let order = match &task.order {
        Ok(order) => order,
        Err(reason) => {
            let scope = OrgScope::for_job(report.root_id, report.organisation_id, "report");
            let stop = |db: &mut _| -> domain::Result<()> { reports::stop(db, &scope, &task, reason, &context, now) };
            return Ok(state.db.write_blocking(stop)?);
        }
    };
    let (query, ignored) = state.db.read_blocking(|db| query_of(db, order))?;
    let columns = Content::of(&order.view).columns;
    let words = Words::new(order.actor.lang, order.actor.zone);
    let plan = Plan::new(order.scope.clone(), &query, columns.clone(), false, words.clone(), now);
    let Some((sims, body)) = file(state, &plan)? else {
        let wish = Wish {
            query,
            columns,
            with_codes: false,
            format: ExportFormat::Csv,
        };
        let send = |db: &mut _| reports::send_as_export(db, (report, order), &wish, &words, turn, now);
        return Ok(state.db.write_blocking(send)?);
    };
    let facts = ReportMail {
        view_id: order.view.id,
        view: order.view.name.clone(),
        sims,
        ignored: ignored
            .into_iter()
            .map(|Ignored { name, value }| (name, value))
            .collect(),
        at: now,
        file: (words.file_name(ExportFormat::Csv, now), body),
    };
    let send = |db: &mut _| reports::send(db, &context, (report, order), facts, turn, now);
    Ok(state.db.write_blocking(send)?)
}

/// What the list would show: services and tags that no SIM has any more are passed over.
fn query_of(db: &mut domain::Db, order: &Order) -> domain::Result<(SimQuery, Vec<Ignored>)> {
    let (mut query, mut ignored) = SimQuery::parse(&order.view.query);
    let services = sims::services(db, &order.scope)?;
    let tags = sims::tags_in_use(db, &order.scope)?;
    query.drop_unknown(&mut ignored, &services, &tags);
    Ok((query, ignored))
}

/// The file and how many SIMs are in it; `None` when it is too large for a mail.
fn file(state: &AppState, plan: &Plan) -> Result<Option<(i64, Vec<u8>)>, JobError> {
    let failed = |error: std::io::Error| JobError::Retry(StorageError::internal(error).to_string());
    let mut body = MARK.to_vec();
    let (mut sims, mut after, mut is_first) = (0, None::<RowKey>, true);
    loop {
        let mut rows = CsvRows::new(body, plan.words().lang());
        if is_first {
            texts(&mut rows, &plan.heads()).map_err(failed)?;
            is_first = false;
        }
        let page = state.db.read_blocking(|db| plan.read(db, after.as_ref(), PAGE))?;
        plan.write(&page, &state.keys, &mut rows).map_err(failed)?;
        body = rows.finish().map_err(failed)?;
        sims += page.len();
        if body.len() > state.config.exports.attached {
            return Ok(None);
        }
        after = page.next;
        if after.is_none() {
            return Ok(Some((sims, body)));
        }
    }
}
