//! Files of lists of SIMs: what was asked for, how far it is, and the file itself in compressed pieces.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{export_parts, exports, users};
use super::{Db, Result};
use crate::storage::db::MultiBackend;
use crate::types::access::OrgScope;
use crate::types::export::{ExportFormat, ExportStatus};

/// A row of `exports`.
#[derive(Debug, Clone, Queryable)]
pub struct ExportRow {
    /// Key.
    pub id: i64,
    /// Master organisation.
    pub root_id: i64,
    /// Organisation whose SIMs it lists.
    pub organisation_id: i64,
    /// Who asked for it.
    pub user_id: i64,
    /// Kind of file.
    pub format: ExportFormat,
    /// What the list was asked for (`SimQuery::text`).
    pub query: String,
    /// Names of the columns, comma-separated.
    pub column_names: String,
    /// Whether it holds PINs and PUKs.
    pub with_codes: bool,
    /// Language of its words.
    pub language: String,
    /// How far it is.
    pub status: ExportStatus,
    /// SIMs written so far.
    pub sims: i64,
    /// Where writing goes on, as the job keeps it.
    pub position: Option<String>,
    /// Name of the file.
    pub file_name: String,
    /// Bytes of the file so far.
    pub bytes: i64,
    /// Why it failed: end of a text key.
    pub problem: Option<String>,
    /// Asked for at.
    pub created_at: NaiveDateTime,
    /// Ready, failed or cancelled at.
    pub finished_at: Option<NaiveDateTime>,
    /// Removed at.
    pub expires_at: NaiveDateTime,
}

/// A row to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = exports)]
#[expect(missing_docs, reason = "the same fields as ExportRow")]
pub struct NewExport {
    pub root_id: i64,
    pub organisation_id: i64,
    pub user_id: i64,
    pub format: ExportFormat,
    pub query: String,
    pub column_names: String,
    pub with_codes: bool,
    pub language: String,
    pub status: ExportStatus,
    pub file_name: String,
    pub created_at: NaiveDateTime,
    pub expires_at: NaiveDateTime,
}

/// Writes what somebody asked for.
pub fn insert(db: &mut Db, export: NewExport) -> Result<i64> {
    Ok(diesel::insert_into(exports::table)
        .values(export)
        .returning(exports::id)
        .get_result(db)?)
}

/// What this person may know of: all of the organisation, but files with PINs and PUKs only if they asked for them themselves.
fn visible(scope: &OrgScope, user_id: i64) -> exports::BoxedQuery<'static, MultiBackend> {
    exports::table
        .filter(exports::organisation_id.eq(scope.organisation_id()))
        .filter(exports::user_id.eq(user_id).or(exports::with_codes.eq(false)))
        .into_boxed()
}

/// One of them; what the person may not know of is `NotFound`.
pub fn find(db: &mut Db, scope: &OrgScope, user_id: i64, id: i64) -> Result<ExportRow> {
    Ok(visible(scope, user_id)
        .filter(exports::id.eq(id))
        .select(exports::all_columns)
        .first(db)?)
}

/// The newest `most` of them, newest first.
pub fn list(db: &mut Db, scope: &OrgScope, user_id: i64, most: i64) -> Result<Vec<ExportRow>> {
    Ok(visible(scope, user_id)
        .order(exports::id.desc())
        .limit(most)
        .select(exports::all_columns)
        .load(db)?)
}

/// First and last names of who asked for them, by key.
pub fn makers(db: &mut Db, ids: &[i64]) -> Result<Vec<(i64, String)>> {
    let rows: Vec<(i64, String, String)> = users::table
        .filter(users::id.eq_any(ids.to_vec()))
        .order(users::id)
        .select((users::id, users::first_name, users::last_name))
        .load(db)?;
    let name = |(id, first, last): (i64, String, String)| (id, format!("{first} {last}").trim().to_owned());
    Ok(rows.into_iter().map(name).collect())
}

/// How many of a person are under way.
pub fn under_way(db: &mut Db, user_id: i64) -> Result<i64> {
    Ok(exports::table
        .filter(exports::user_id.eq(user_id))
        .filter(exports::status.eq_any([ExportStatus::Waiting, ExportStatus::Running]))
        .count()
        .get_result(db)?)
}

/// The one that a job makes; `None` when it was deleted meanwhile.
pub fn of_job(db: &mut Db, id: i64) -> Result<Option<ExportRow>> {
    Ok(exports::table
        .find(id)
        .select(exports::all_columns)
        .first(db)
        .optional()?)
}

/// How far a job has come with a file.
#[derive(Debug, Clone)]
pub struct Advance {
    /// SIMs written so far.
    pub sims: i64,
    /// Bytes of the file so far.
    pub bytes: i64,
    /// Where to go on.
    pub position: Option<String>,
}

/// Notes how far a file is; false when it was cancelled or deleted meanwhile: then nothing may be added to it.
pub fn advance(db: &mut Db, id: i64, advance: &Advance) -> Result<bool> {
    let changed = diesel::update(
        exports::table
            .find(id)
            .filter(exports::status.eq_any([ExportStatus::Waiting, ExportStatus::Running])),
    )
    .set((
        exports::status.eq(ExportStatus::Running),
        exports::sims.eq(advance.sims),
        exports::bytes.eq(advance.bytes),
        exports::position.eq(advance.position.clone()),
    ))
    .execute(db)?;
    Ok(changed == 1)
}

/// Ends a file that is under way; false when it ended before.
pub fn finish(
    db: &mut Db,
    id: i64,
    status: ExportStatus,
    problem: Option<&str>,
    now: NaiveDateTime,
    expires_at: NaiveDateTime,
) -> Result<bool> {
    let changed = diesel::update(
        exports::table
            .find(id)
            .filter(exports::status.eq_any([ExportStatus::Waiting, ExportStatus::Running])),
    )
    .set((
        exports::status.eq(status),
        exports::problem.eq(problem),
        exports::finished_at.eq(Some(now)),
        exports::expires_at.eq(expires_at),
    ))
    .execute(db)?;
    Ok(changed == 1)
}

/// Adds a piece of the file.
pub fn insert_part(db: &mut Db, id: i64, part: i64, body: &[u8]) -> Result<()> {
    use export_parts as p;
    diesel::insert_into(p::table)
        .values((p::export_id.eq(id), p::part.eq(part), p::body.eq(body)))
        .execute(db)?;
    Ok(())
}

/// Removes the pieces of a file, `most` at a time; answers how many there were.
pub fn delete_parts(db: &mut Db, id: i64, most: i64) -> Result<usize> {
    use export_parts as p;
    let parts: Vec<i64> = p::table
        .filter(p::export_id.eq(id))
        .order(p::part)
        .limit(most)
        .select(p::part)
        .load(db)?;
    Ok(diesel::delete(p::table.filter(p::export_id.eq(id)).filter(p::part.eq_any(parts))).execute(db)?)
}

/// A piece of a file that was found through a scope.
pub fn part(db: &mut Db, id: i64, part: i64) -> Result<Option<Vec<u8>>> {
    use export_parts as p;
    Ok(p::table.find((id, part)).select(p::body).first(db).optional()?)
}

/// Removes a file with its pieces.
pub fn delete(db: &mut Db, id: i64) -> Result<()> {
    diesel::delete(exports::table.find(id)).execute(db)?;
    Ok(())
}

/// Keys of those whose time is over, at most `most`.
pub fn expired(db: &mut Db, now: NaiveDateTime, most: i64) -> Result<Vec<i64>> {
    Ok(exports::table
        .filter(exports::expires_at.le(now))
        .order((exports::expires_at, exports::id))
        .limit(most)
        .select(exports::id)
        .load(db)?)
}
