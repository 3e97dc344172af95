//! Files of the list of SIMs (product section 4). Short ones are sent while they are read; long ones are made by a job, kept for some days,
//! and told of by mail. Whoever lost a right meanwhile gets nothing: rights are asked for again at each step.
//!
//! - `plan.rs` what a file shows and its rows
//! - here: what is kept of a file that a job makes

mod plan;

use chrono::{NaiveDateTime, TimeDelta};

pub use plan::{Page, Plan};

use super::sims::{Columns, SimQuery};
use super::work::{self, Job};
use super::{Error, Result, auth};
use crate::documents::sims::Words;
use crate::mail::{self, MailContext, Recipient};
use crate::storage::Db;
use crate::storage::audit::{self, Change};
use crate::storage::exports::{self, NewExport};
pub use crate::storage::exports::{Advance, ExportRow, advance, delete_parts, insert_part, makers, part};
pub use crate::storage::sims::{RowKey, Total};
use crate::types::access::{Actor, OrgScope};
use crate::types::export::{ExportFormat, ExportStatus};
use crate::types::lang::Lang;
use crate::types::matrix::Permission;

/// How long a finished file can be downloaded, and how long one that is not finished is waited for.
pub const KEPT: TimeDelta = TimeDelta::days(7);

/// Files in the list; older ones expire anyhow.
pub const MOST_LISTED: i64 = 100;

/// Files that a job makes for one person at a time.
const MOST_UNDER_WAY: i64 = 5;

/// Sentence: the person has enough files under way.
pub const TOO_MANY: &str = "exports-refused-many";
/// Sentence: the file is finished, or was given up.
pub const NOT_UNDER_WAY: &str = "exports-refused-ended";
/// Sentence: the file is somebody else's.
pub const NOT_YOURS: &str = "exports-refused-not-yours";
/// Sentence: the file is not (or no longer) there to be downloaded.
pub const NOT_READY: &str = "exports-refused-not-ready";

/// The reason why a file failed when its maker lost the right to it.
const LOST_RIGHT: &str = "right";

/// What somebody asks for.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Which SIMs, in which order.
    pub query: SimQuery,
    /// Which columns.
    pub columns: Columns,
    /// With PIN and PUK.
    pub with_codes: bool,
    /// Kind of file.
    pub format: ExportFormat,
}

/// Who asks: the right to PINs and PUKs decides what they see.
#[derive(Debug, Clone, Copy)]
pub struct Viewer {
    /// The person.
    pub user_id: i64,
    /// Whether they may see PINs and PUKs.
    pub sees_codes: bool,
}

impl Viewer {
    /// A person as they are now.
    pub fn of(actor: &Actor) -> Self {
        Self {
            user_id: actor.user_id,
            sees_codes: actor.may(Permission::SeePinAndPuk),
        }
    }

    fn may_know_of(self, export: &ExportRow) -> bool {
        !export.with_codes || self.sees_codes
    }
}

/// Asks a job for a file.
pub fn order(
    db: &mut Db,
    scope: &OrgScope,
    user_id: i64,
    wish: &Wish,
    words: &Words,
    now: NaiveDateTime,
) -> Result<i64> {
    if exports::under_way(db, user_id)? >= MOST_UNDER_WAY {
        return Err(Error::Refused(TOO_MANY));
    }
    let names: Vec<&str> = wish.columns.shown.iter().map(|column| column.name()).collect();
    let export = NewExport {
        root_id: scope.root_id(),
        organisation_id: scope.organisation_id(),
        user_id,
        format: wish.format,
        query: wish.query.text(),
        column_names: names.join(","),
        with_codes: wish.with_codes,
        language: words.lang().as_str().to_owned(),
        status: ExportStatus::Waiting,
        file_name: words.file_name(wish.format, now),
        created_at: now,
        expires_at: now + KEPT,
    };
    let export_id = exports::insert(db, export)?;
    work::enqueue(db, Some(scope.organisation_id()), &Job::Export { export_id }, now)?;
    Ok(export_id)
}

/// Notes in the audit log that SIMs left the portal as a file.
pub fn note(
    db: &mut Db,
    scope: &OrgScope,
    file_name: &str,
    (format, with_codes, sims): (ExportFormat, bool, i64),
    now: NaiveDateTime,
) -> Result<()> {
    let codes = if with_codes { "yes" } else { "no" };
    let change = Change {
        action: "sims.export",
        object_kind: "organisation",
        object_id: scope.organisation_id(),
        object_name: file_name,
        old: None,
        new: Some(format!("sims={sims} format={format} codes={codes}")),
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}

/// The files that a person may know of, newest first.
pub fn list(db: &mut Db, scope: &OrgScope, viewer: Viewer) -> Result<Vec<ExportRow>> {
    let mut rows = exports::list(db, scope, viewer.user_id, MOST_LISTED)?;
    rows.retain(|row| viewer.may_know_of(row));
    Ok(rows)
}

/// One of them.
pub fn find(db: &mut Db, scope: &OrgScope, viewer: Viewer, id: i64) -> Result<ExportRow> {
    let row = exports::find(db, scope, viewer.user_id, id)?;
    if viewer.may_know_of(&row) {
        Ok(row)
    } else {
        Err(Error::NotFound)
    }
}

/// A file to download.
pub fn open(db: &mut Db, scope: &OrgScope, viewer: Viewer, id: i64, now: NaiveDateTime) -> Result<ExportRow> {
    let row = find(db, scope, viewer, id)?;
    if row.status == ExportStatus::Ready && now < row.expires_at {
        Ok(row)
    } else {
        Err(Error::Refused(NOT_READY))
    }
}

/// Takes back what a job works on. The job removes what it has written when it sees it.
pub fn cancel(db: &mut Db, scope: &OrgScope, viewer: Viewer, id: i64, now: NaiveDateTime) -> Result<()> {
    let row = own(db, scope, viewer, id)?;
    if exports::finish(db, row.id, ExportStatus::Cancelled, None, now, row.expires_at)? {
        Ok(())
    } else {
        Err(Error::Refused(NOT_UNDER_WAY))
    }
}

/// Removes a file. What is still being made is taken back with it.
pub fn delete(db: &mut Db, scope: &OrgScope, viewer: Viewer, id: i64) -> Result<()> {
    let row = own(db, scope, viewer, id)?;
    Ok(exports::delete(db, row.id)?)
}

fn own(db: &mut Db, scope: &OrgScope, viewer: Viewer, id: i64) -> Result<ExportRow> {
    let row = find(db, scope, viewer, id)?;
    if row.user_id == viewer.user_id {
        Ok(row)
    } else {
        Err(Error::Refused(NOT_YOURS))
    }
}

/// What a job needs to go on with a file.
#[derive(Debug, Clone)]
pub struct Task {
    /// What was asked for, and how far it is.
    pub export: ExportRow,
    /// Who gets it, with the scope of their rights now; `None`: they lost them.
    pub person: Option<(Actor, OrgScope)>,
}

/// What a job is to do; `None` when the file was deleted.
pub fn task(db: &mut Db, export_id: i64, now: NaiveDateTime) -> Result<Option<Task>> {
    let Some(export) = exports::of_job(db, export_id)? else {
        return Ok(None);
    };
    let person = entitled(db, export.user_id, export.organisation_id, export.with_codes, now)?;
    Ok(Some(Task { export, person }))
}

/// The person and their scope, if they may take SIMs of this organisation out of the portal now.
pub fn entitled(
    db: &mut Db,
    user_id: i64,
    organisation_id: i64,
    with_codes: bool,
    now: NaiveDateTime,
) -> Result<Option<(Actor, OrgScope)>> {
    let Some(actor) = auth::person_in(db, user_id, organisation_id, "", now)?.map(|person| person.actor) else {
        return Ok(None);
    };
    if with_codes && !actor.may(Permission::SeePinAndPuk) {
        return Ok(None);
    }
    let scope = actor.enter(Permission::ExportSims).ok();
    Ok(scope
        .filter(|scope| scope.organisation_id() == organisation_id)
        .map(|scope| (actor, scope)))
}

impl Task {
    /// What the file shows, for the person's rights of now and the day on which they asked.
    pub fn plan(&self) -> Option<Plan> {
        let (actor, scope) = self.person.as_ref()?;
        let export = &self.export;
        let words = Words::new(Lang::parse(&export.language).unwrap_or(actor.lang), actor.zone);
        let (query, _) = SimQuery::parse(&export.query);
        let columns = Columns::of(&export.column_names);
        Some(Plan::new(
            scope.clone(),
            &query,
            columns,
            export.with_codes,
            words,
            export.created_at,
        ))
    }
}

/// The file is complete: it can be downloaded, the log says so, and its maker is told. False when it was cancelled meanwhile.
pub fn complete(db: &mut Db, context: &MailContext, task: &Task, sims: i64, now: NaiveDateTime) -> Result<bool> {
    let (export, Some((actor, scope))) = (&task.export, &task.person) else {
        return Ok(false);
    };
    let expires_at = now + KEPT;
    if !exports::finish(db, export.id, ExportStatus::Ready, None, now, expires_at)? {
        return Ok(false);
    }
    note(
        db,
        scope,
        &export.file_name,
        (export.format, export.with_codes, sims),
        now,
    )?;
    let facts = mail::ExportMail {
        export_id: export.id,
        file_name: export.file_name.clone(),
        sims,
        with_codes: export.with_codes,
        until: expires_at,
    };
    let letter = mail::export_ready(context, &recipient(actor), &facts).map_err(crate::storage::Error::internal)?;
    work::send(db, Some(export.organisation_id), letter, now)?;
    Ok(true)
}

/// The file cannot be made: its maker lost the right to it.
pub fn give_up(db: &mut Db, export: &ExportRow, now: NaiveDateTime) -> Result<()> {
    exports::finish(
        db,
        export.id,
        ExportStatus::Failed,
        Some(LOST_RIGHT),
        now,
        export.expires_at,
    )?;
    Ok(())
}

/// Removes the files whose time is over, at most `most`; answers how many.
pub fn delete_expired(db: &mut Db, now: NaiveDateTime, most: i64) -> Result<usize> {
    let ids = exports::expired(db, now, most)?;
    for id in &ids {
        exports::delete(db, *id)?;
    }
    Ok(ids.len())
}

/// A person as a mail's recipient.
pub(super) fn recipient(actor: &Actor) -> Recipient {
    Recipient {
        email: actor.email.clone(),
        name: actor.name.clone(),
        lang: actor.lang,
        zone: actor.zone,
    }
}
