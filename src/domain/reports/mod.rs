//! Reports: saved views that are mailed at regular times, as CSV (product section 4). Each person has at most one of a view. A report
//! whose receiver lost a right stops and says so.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::work::{self, Job};
use super::{Error, Result, auth, exports};
use crate::mail::{self, MailContext, ReportMail};
use crate::storage::audit::{self, Change};
pub use crate::storage::reports::{ReportRow, is_any_due, list, of_view};
use crate::storage::saved_views::{self, ViewRow};
use crate::storage::{Db, Error as StorageError, organisations, reports};
use crate::types::access::{Actor, OrgScope};
use crate::types::rhythm::Rhythm;

/// Sentence: the person gets no report of this view.
pub const NO_REPORT: &str = "reports-refused-none";
/// Sentence: the report is not sent at present.
pub const IS_STOPPED: &str = "reports-refused-stopped";

/// Why a report is not sent: by its receiver.
pub const PAUSED: &str = "paused";
/// Why a report is not sent: its receiver was disabled or may not export any more.
pub const NO_RIGHT: &str = "right";
/// Why a report is not sent: its receiver does not see the view any more.
pub const NO_VIEW: &str = "view";

/// Reports started in one transaction.
const STARTED: i64 = 50;

/// Reports of colleagues that end with a view; more than people are in any organisation.
const MOST_OF_OTHERS: i64 = 10_000;

/// Sets the times of the report that a person gets of a view; a stopped one is sent again.
pub fn set(
    db: &mut Db,
    scope: &OrgScope,
    actor: (i64, Tz),
    view_id: i64,
    rhythm: Rhythm,
    now: NaiveDateTime,
) -> Result<()> {
    let (user_id, zone) = actor;
    let view = saved_views::find(db, scope, user_id, view_id)?;
    let next = rhythm.next_after(now, zone);
    let new = described(rhythm);
    match reports::of_view(db, scope, user_id, view_id)? {
        Some(report) => {
            reports::set_rhythm(db, report.id, rhythm, next)?;
            let old = report.rhythm().map(described);
            note(
                db,
                scope,
                "report.change",
                (report.id, &view.name),
                (old, Some(new)),
                now,
            )
        }
        None => {
            let id = reports::insert(db, scope, (user_id, view_id), rhythm, next, now)?;
            note(db, scope, "report.set", (id, &view.name), (None, Some(new)), now)
        }
    }
}

/// Sends it no more until [`resume`].
pub fn pause(db: &mut Db, scope: &OrgScope, user_id: i64, view_id: i64, now: NaiveDateTime) -> Result<()> {
    let (report, view) = own(db, scope, user_id, view_id)?;
    if !reports::stop(db, report.id, PAUSED, now)? {
        return Err(Error::Refused(IS_STOPPED));
    }
    note(db, scope, "report.pause", (report.id, &view.name), (None, None), now)
}

/// Sends a stopped report again, from its next regular time on.
pub fn resume(db: &mut Db, scope: &OrgScope, actor: (i64, Tz), view_id: i64, now: NaiveDateTime) -> Result<()> {
    let (report, view) = own(db, scope, actor.0, view_id)?;
    let rhythm = report.rhythm().ok_or(Error::Refused(NO_REPORT))?;
    if report.stopped_at.is_none() {
        return Ok(());
    }
    reports::set_rhythm(db, report.id, rhythm, rhythm.next_after(now, actor.1))?;
    note(db, scope, "report.resume", (report.id, &view.name), (None, None), now)
}

/// Sends it once more, now.
pub fn send_now(db: &mut Db, scope: &OrgScope, user_id: i64, view_id: i64, now: NaiveDateTime) -> Result<()> {
    let (report, _) = own(db, scope, user_id, view_id)?;
    if report.stopped_at.is_some() {
        return Err(Error::Refused(IS_STOPPED));
    }
    let job = Job::Report {
        report_id: report.id,
        turn: now,
    };
    work::enqueue(db, Some(scope.organisation_id()), &job, now)?;
    Ok(())
}

/// Ends it for good.
pub fn end(db: &mut Db, scope: &OrgScope, user_id: i64, view_id: i64, now: NaiveDateTime) -> Result<()> {
    let (report, view) = own(db, scope, user_id, view_id)?;
    reports::delete(db, report.id)?;
    note(db, scope, "report.end", (report.id, &view.name), (None, None), now)
}

/// Ends the reports that colleagues get of a view which they will not see any more, and tells them.
pub(super) fn end_of_others(
    db: &mut Db,
    scope: &OrgScope,
    view: &ViewRow,
    context: &MailContext,
    now: NaiveDateTime,
) -> Result<()> {
    for report in reports::of_others(db, view.id, view.user_id, MOST_OF_OTHERS)? {
        tell_stopped(db, &report, &view.name, NO_VIEW, context, now)?;
        reports::delete(db, report.id)?;
        note(db, scope, "report.end", (report.id, &view.name), (None, None), now)?;
    }
    Ok(())
}

fn own(db: &mut Db, scope: &OrgScope, user_id: i64, view_id: i64) -> Result<(ReportRow, ViewRow)> {
    let view = saved_views::find(db, scope, user_id, view_id)?;
    let report = reports::of_view(db, scope, user_id, view_id)?;
    report.map(|report| (report, view)).ok_or(Error::Refused(NO_REPORT))
}

/// Starts the reports that are due, each once over all instances, and sets their next times. A time that was missed is made up for once.
pub fn start_due(db: &mut Db, now: NaiveDateTime) -> Result<usize> {
    let due = reports::due(db, now, STARTED)?;
    for report in &due {
        let zone: Tz = organisations::find(db, report.organisation_id)?
            .time_zone
            .parse()
            .unwrap_or(chrono_tz::Europe::Berlin);
        let Some(rhythm) = report.rhythm() else {
            // No form writes such times; without this line it would be due for ever.
            reports::stop(db, report.id, PAUSED, now)?;
            continue;
        };
        if reports::take_turn(db, report, rhythm.next_after(now, zone))? {
            let job = Job::Report {
                report_id: report.id,
                turn: now,
            };
            work::enqueue(db, Some(report.organisation_id), &job, now)?;
        }
    }
    Ok(due.len())
}

/// What a job needs to send a report.
#[derive(Debug, Clone)]
pub struct Task {
    /// The report.
    pub report: ReportRow,
    /// Name of its view.
    pub view_name: String,
    /// What it shows and who gets it, or why it cannot be sent any more.
    pub order: std::result::Result<Order, &'static str>,
}

/// What a report shows and who gets it.
#[derive(Debug, Clone)]
pub struct Order {
    /// The view.
    pub view: ViewRow,
    /// Who gets it.
    pub actor: Actor,
    /// Their rights.
    pub scope: OrgScope,
}

/// What a job is to do; `None` when the report ended, was stopped, or was sent for this turn already.
pub fn task(db: &mut Db, report_id: i64, turn: NaiveDateTime, now: NaiveDateTime) -> Result<Option<Task>> {
    let Some((report, view_name)) = reports::of_job(db, report_id)? else {
        return Ok(None);
    };
    if report.stopped_at.is_some() || report.last_run_at.is_some_and(|last| last >= turn) {
        return Ok(None);
    }
    let entitled = exports::entitled(db, report.user_id, report.organisation_id, false, now)?;
    let order = match entitled {
        None => Err(NO_RIGHT),
        Some((actor, scope)) => match saved_views::find(db, &scope, actor.user_id, report.view_id) {
            Ok(view) => Ok(Order { view, actor, scope }),
            Err(StorageError::NotFound) => Err(NO_VIEW),
            Err(error) => return Err(error.into()),
        },
    };
    Ok(Some(Task {
        report,
        view_name,
        order,
    }))
}

/// Stops a report that cannot be sent any more, and tells its receiver unless the account ended. `scope` is the job's.
pub fn stop(
    db: &mut Db,
    scope: &OrgScope,
    task: &Task,
    reason: &'static str,
    context: &MailContext,
    now: NaiveDateTime,
) -> Result<()> {
    let report = &task.report;
    if !reports::stop(db, report.id, reason, now)? {
        return Ok(());
    }
    tell_stopped(db, report, &task.view_name, reason, context, now)?;
    let change = (None, Some(reason.to_owned()));
    note(db, scope, "report.stop", (report.id, &task.view_name), change, now)
}

fn tell_stopped(
    db: &mut Db,
    report: &ReportRow,
    view_name: &str,
    reason: &str,
    context: &MailContext,
    now: NaiveDateTime,
) -> Result<()> {
    let Some(actor) = auth::person(db, report.user_id, "", now)?.map(|person| person.actor) else {
        return Ok(());
    };
    let letter = mail::report_stopped(context, &exports::recipient(&actor), view_name, reason)
        .map_err(StorageError::internal)?;
    work::send(db, Some(report.organisation_id), letter, now)?;
    Ok(())
}

/// Sends a report for its turn, unless that was done before.
pub fn send(
    db: &mut Db,
    context: &MailContext,
    (report, order): (&ReportRow, &Order),
    facts: ReportMail,
    turn: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<()> {
    if !reports::set_sent(db, report.id, turn)? {
        return Ok(());
    }
    let (file_name, sims) = (facts.file.0.clone(), facts.sims);
    let letter = mail::report(context, &exports::recipient(&order.actor), facts).map_err(StorageError::internal)?;
    work::send(db, Some(report.organisation_id), letter, now)?;
    exports::note(
        db,
        &order.scope,
        &file_name,
        (crate::types::export::ExportFormat::Csv, false, sims),
        now,
    )
}

/// Makes an export of a report that is too large for a mail; its own mail tells when it is ready.
pub fn send_as_export(
    db: &mut Db,
    (report, order): (&ReportRow, &Order),
    wish: &exports::Wish,
    words: &crate::documents::sims::Words,
    turn: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<()> {
    if reports::set_sent(db, report.id, turn)? {
        exports::order(db, &order.scope, order.actor.user_id, wish, words, now)?;
    }
    Ok(())
}

fn described(rhythm: Rhythm) -> String {
    format!("{} {} {}:00", rhythm.every(), rhythm.on_day(), rhythm.at_hour())
}

fn note(
    db: &mut Db,
    scope: &OrgScope,
    action: &str,
    (id, name): (i64, &str),
    (old, new): (Option<String>, Option<String>),
    now: NaiveDateTime,
) -> Result<()> {
    let change = Change {
        action,
        object_kind: "report",
        object_id: id,
        object_name: name,
        old,
        new,
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}
