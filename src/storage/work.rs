//! Outbox and jobs: rows written in the transaction of the change that causes them, claimed under a lease, worked on without a
//! transaction, and finished in a second short one.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::schema::{jobs, outbox, outbox_attachments, schedules};
use super::{Db, Result};

/// How long a claimed row is left to its worker; a worker that died lets it go after that.
pub const LEASE: TimeDelta = TimeDelta::seconds(90);

/// A mail to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = outbox, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the columns of the table; meanings stand in OutboxRow")]
pub struct NewMail {
    pub organisation_id: Option<i64>,
    pub kind: String,
    pub recipient: String,
    pub recipient_name: String,
    pub subject: String,
    pub text_body: String,
    pub html_body: String,
    pub language: String,
    pub message_id: String,
    pub status: String,
    pub attempts: i32,
    pub run_at: NaiveDateTime,
    pub created_at: NaiveDateTime,
}

/// A claimed mail.
#[derive(Debug, Clone, Queryable)]
pub struct OutboxRow {
    /// Key.
    pub id: i64,
    /// What mail it is.
    pub kind: String,
    /// Address.
    pub recipient: String,
    /// Name before the address.
    pub recipient_name: String,
    /// Subject.
    pub subject: String,
    /// Plain text part.
    pub text_body: String,
    /// HTML part.
    pub html_body: String,
    /// Language of both.
    pub language: String,
    /// Stays the same over all tries, so that receivers can drop doubles.
    pub message_id: String,
    /// Tries so far, this one included.
    pub attempts: i32,
    /// Written at: the mail's Date.
    pub created_at: NaiveDateTime,
}

/// A claimed job.
#[derive(Debug, Clone, Queryable)]
pub struct JobRow {
    /// Key.
    pub id: i64,
    /// The organisation it belongs to, if any.
    pub organisation_id: Option<i64>,
    /// What to do.
    pub name: String,
    /// JSON of its data.
    pub payload: String,
    /// Tries so far, this one included.
    pub attempts: i32,
}

/// What became of a claimed row.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Done.
    Done,
    /// A piece is done, the rest comes next: other work may go first, and the tries begin anew.
    More,
    /// Try again at this time, for this reason.
    Retry(NaiveDateTime, String),
    /// Given up, for this reason; staff see it.
    Failed(String),
}

/// Writes a mail into the outbox.
pub fn insert_mail(db: &mut Db, mail: NewMail) -> Result<i64> {
    Ok(diesel::insert_into(outbox::table)
        .values(mail)
        .returning(outbox::id)
        .get_result(db)?)
}

/// A file that goes with a mail.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct AttachmentRow {
    /// Name of the file.
    pub file_name: String,
    /// Its media type.
    pub content_type: String,
    /// Its content.
    pub body: Vec<u8>,
}

/// Adds a file to a mail that was just written.
pub fn insert_attachment(db: &mut Db, mail_id: i64, position: i64, file: AttachmentRow) -> Result<()> {
    use outbox_attachments as a;
    diesel::insert_into(a::table)
        .values((
            a::outbox_id.eq(mail_id),
            a::position.eq(position),
            a::file_name.eq(file.file_name),
            a::content_type.eq(file.content_type),
            a::body.eq(file.body),
        ))
        .execute(db)?;
    Ok(())
}

/// The files of a mail. Read one mail at a time, because they may be large.
pub fn attachments_of(db: &mut Db, mail_id: i64) -> Result<Vec<AttachmentRow>> {
    use outbox_attachments as a;
    Ok(a::table
        .filter(a::outbox_id.eq(mail_id))
        .order(a::position)
        .select((a::file_name, a::content_type, a::body))
        .load(db)?)
}

/// Gives a claimed job another [`LEASE`] from now on: for work that cannot be cut into pieces.
pub fn renew_lease(db: &mut Db, job_id: i64, now: NaiveDateTime) -> Result<()> {
    diesel::update(jobs::table.find(job_id).filter(jobs::leased_until.is_not_null()))
        .set(jobs::leased_until.eq(Some(now + LEASE)))
        .execute(db)?;
    Ok(())
}

/// Writes a job.
pub fn insert_job(
    db: &mut Db,
    organisation_id: Option<i64>,
    name: &str,
    payload: &str,
    run_at: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<i64> {
    Ok(diesel::insert_into(jobs::table)
        .values((
            jobs::organisation_id.eq(organisation_id),
            jobs::name.eq(name),
            jobs::payload.eq(payload),
            jobs::status.eq("waiting"),
            jobs::attempts.eq(0),
            jobs::run_at.eq(run_at),
            jobs::created_at.eq(now),
        ))
        .returning(jobs::id)
        .get_result(db)?)
}

/// Data of jobs of an organisation that wait for their turn, by their name, oldest first.
pub fn waiting_payloads(db: &mut Db, organisation_id: i64, name: &str) -> Result<Vec<String>> {
    Ok(jobs::table
        .filter(jobs::status.eq("waiting"))
        .filter(jobs::organisation_id.eq(Some(organisation_id)))
        .filter(jobs::name.eq(name))
        .order(jobs::id)
        .select(jobs::payload)
        .load(db)?)
}

/// Ids of due, unclaimed rows, oldest first; on PostgreSQL locked so that two workers never take the same.
macro_rules! due {
    ($db:expr, $table:ident, $now:expr, $most:expr) => {{
        let due = $table::table
            .filter($table::status.eq("waiting"))
            .filter($table::run_at.le($now))
            .filter($table::leased_until.is_null().or($table::leased_until.lt($now)))
            .order(($table::run_at, $table::id))
            .limit($most)
            .select($table::id);
        match $db {
            Db::Pg(c) => due.for_update().skip_locked().load::<i64>(c)?,
            Db::Sqlite(c) => due.load::<i64>(c)?,
        }
    }};
}

/// Whether a row could be claimed now.
macro_rules! has_due {
    ($db:expr, $table:ident, $now:expr) => {{
        let first: Option<i64> = $table::table
            .filter($table::status.eq("waiting"))
            .filter($table::run_at.le($now))
            .filter($table::leased_until.is_null().or($table::leased_until.lt($now)))
            .select($table::id)
            .order(($table::run_at, $table::id))
            .first($db)
            .optional()?;
        first.is_some()
    }};
}

/// Whether a mail or job could be claimed now. What waits for its next try, or is with another worker, is not due.
pub fn is_anything_due(db: &mut Db, now: NaiveDateTime) -> Result<bool> {
    Ok(has_due!(db, outbox, now) || has_due!(db, jobs, now))
}

/// Claims up to `most` due mails for [`LEASE`]. Call inside a write transaction of its own.
pub fn claim_mails(db: &mut Db, now: NaiveDateTime, most: i64) -> Result<Vec<OutboxRow>> {
    use outbox as o;
    let ids = due!(db, outbox, now, most);
    diesel::update(o::table.filter(o::id.eq_any(ids.clone())))
        .set((o::leased_until.eq(Some(now + LEASE)), o::attempts.eq(o::attempts + 1)))
        .execute(db)?;
    let columns = (
        o::id,
        o::kind,
        o::recipient,
        o::recipient_name,
        o::subject,
        o::text_body,
        o::html_body,
        o::language,
        o::message_id,
        o::attempts,
        o::created_at,
    );
    Ok(o::table
        .filter(o::id.eq_any(ids))
        .order(o::id)
        .select(columns)
        .load(db)?)
}

/// Claims up to `most` due jobs for [`LEASE`]. Call inside a write transaction of its own.
pub fn claim_jobs(db: &mut Db, now: NaiveDateTime, most: i64) -> Result<Vec<JobRow>> {
    use jobs as j;
    let ids = due!(db, jobs, now, most);
    diesel::update(j::table.filter(j::id.eq_any(ids.clone())))
        .set((j::leased_until.eq(Some(now + LEASE)), j::attempts.eq(j::attempts + 1)))
        .execute(db)?;
    Ok(j::table
        .filter(j::id.eq_any(ids))
        .order(j::id)
        .select((j::id, j::organisation_id, j::name, j::payload, j::attempts))
        .load(db)?)
}

macro_rules! finish {
    ($db:expr, $table:ident, $id:expr, $outcome:expr, $now:expr, $done:literal) => {{
        let none: Option<NaiveDateTime> = None;
        let row = $table::table.find($id);
        match $outcome {
            Outcome::Done => diesel::update(row)
                .set((
                    $table::status.eq($done),
                    $table::leased_until.eq(none),
                    $table::finished_at.eq(Some($now)),
                ))
                .execute($db)?,
            Outcome::More => diesel::update(row)
                .set((
                    $table::run_at.eq($now),
                    $table::attempts.eq(0),
                    $table::leased_until.eq(none),
                ))
                .execute($db)?,
            Outcome::Retry(at, reason) => diesel::update(row)
                .set((
                    $table::run_at.eq(*at),
                    $table::leased_until.eq(none),
                    $table::last_error.eq(Some(reason.as_str())),
                ))
                .execute($db)?,
            Outcome::Failed(reason) => diesel::update(row)
                .set((
                    $table::status.eq("failed"),
                    $table::leased_until.eq(none),
                    $table::last_error.eq(Some(reason.as_str())),
                    $table::finished_at.eq(Some($now)),
                ))
                .execute($db)?,
        };
    }};
}

/// Records what became of a mail.
pub fn finish_mail(db: &mut Db, id: i64, outcome: &Outcome, now: NaiveDateTime) -> Result<()> {
    finish!(db, outbox, id, outcome, now, "sent");
    Ok(())
}

/// Records what became of a job.
pub fn finish_job(db: &mut Db, id: i64, outcome: &Outcome, now: NaiveDateTime) -> Result<()> {
    finish!(db, jobs, id, outcome, now, "done");
    Ok(())
}

/// How many mails and jobs wait, and how many failed: for `/metrics`, the start page of staff and the tests.
pub fn backlog(db: &mut Db) -> Result<Backlog> {
    use diesel::dsl::count_star;
    let unfinished = ["waiting", "failed"];
    let mails: Vec<(String, i64)> = outbox::table
        .filter(outbox::status.eq_any(unfinished))
        .group_by(outbox::status)
        .order(outbox::status)
        .select((outbox::status, count_star()))
        .load(db)?;
    let jobs: Vec<(String, i64)> = jobs::table
        .filter(jobs::status.eq_any(unfinished))
        .group_by(jobs::status)
        .order(jobs::status)
        .select((jobs::status, count_star()))
        .load(db)?;
    let of = |counts: &[(String, i64)], status: &str| {
        let found = counts.iter().find(|(name, _)| name == status);
        found.map_or(0, |(_, n)| *n)
    };
    Ok(Backlog {
        mails_waiting: of(&mails, "waiting"),
        mails_failed: of(&mails, "failed"),
        jobs_waiting: of(&jobs, "waiting"),
        jobs_failed: of(&jobs, "failed"),
    })
}

/// What waits and what failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Backlog {
    pub mails_waiting: i64,
    pub mails_failed: i64,
    pub jobs_waiting: i64,
    pub jobs_failed: i64,
}

/// Removes rows that were done before `then`; what failed stays until staff have looked at it.
pub fn delete_done(db: &mut Db, then: NaiveDateTime) -> Result<usize> {
    let mails = diesel::delete(
        outbox::table
            .filter(outbox::status.eq("sent"))
            .filter(outbox::finished_at.lt(then)),
    )
    .execute(db)?;
    let jobs = diesel::delete(
        jobs::table
            .filter(jobs::status.eq("done"))
            .filter(jobs::finished_at.lt(then)),
    )
    .execute(db)?;
    Ok(mails + jobs)
}

/// Whether recurring work is due, or was never done.
pub fn is_due(db: &mut Db, name: &str, now: NaiveDateTime) -> Result<bool> {
    let next: Option<NaiveDateTime> = schedules::table
        .find(name)
        .select(schedules::next_run_at)
        .first(db)
        .optional()?;
    Ok(next.is_none_or(|next| next <= now))
}

/// Takes a turn of recurring work: true for exactly one caller per period, over all instances.
pub fn take_turn(db: &mut Db, name: &str, now: NaiveDateTime, every: TimeDelta) -> Result<bool> {
    use schedules as s;
    on_backend!(db, c => diesel::insert_into(s::table)
        .values((s::name.eq(name), s::next_run_at.eq(now)))
        .on_conflict_do_nothing()
        .execute(c))?;
    let taken = diesel::update(s::table.filter(s::name.eq(name)).filter(s::next_run_at.le(now)))
        .set(s::next_run_at.eq(now + every))
        .execute(db)?;
    Ok(taken == 1)
}
