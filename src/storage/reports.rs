//! Saved views that are mailed at regular times.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::{reports, saved_views};
use super::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::rhythm::{Every, Rhythm};

/// A row of `reports`.
#[derive(Debug, Clone, Queryable)]
pub struct ReportRow {
    /// Key.
    pub id: i64,
    /// Master organisation.
    pub root_id: i64,
    /// Organisation whose SIMs it lists.
    pub organisation_id: i64,
    /// Who gets it.
    pub user_id: i64,
    /// What it shows.
    pub view_id: i64,
    /// How often.
    pub every: Every,
    /// On which day of week or month; 0 for every day.
    pub on_day: i64,
    /// At which hour.
    pub at_hour: i64,
    /// When next; without meaning while it is stopped.
    pub next_run_at: NaiveDateTime,
    /// When last.
    pub last_run_at: Option<NaiveDateTime>,
    /// Since when it is not sent.
    pub stopped_at: Option<NaiveDateTime>,
    /// Why: end of a text key.
    pub stopped_reason: Option<String>,
    /// Made at.
    pub created_at: NaiveDateTime,
}

impl ReportRow {
    /// Its regular times; what no form can have written is every day at midnight.
    pub fn rhythm(&self) -> Option<Rhythm> {
        Rhythm::new(self.every, self.on_day, self.at_hour)
    }
}

/// The report that a person gets of a view.
pub fn of_view(db: &mut Db, scope: &OrgScope, user_id: i64, view_id: i64) -> Result<Option<ReportRow>> {
    Ok(reports::table
        .filter(reports::organisation_id.eq(scope.organisation_id()))
        .filter(reports::view_id.eq(view_id))
        .filter(reports::user_id.eq(user_id))
        .order(reports::id)
        .select(reports::all_columns)
        .first(db)
        .optional()?)
}

/// The reports that a person gets, with the names of their views.
pub fn list(db: &mut Db, scope: &OrgScope, user_id: i64) -> Result<Vec<ReportRow>> {
    Ok(reports::table
        .filter(reports::organisation_id.eq(scope.organisation_id()))
        .filter(reports::user_id.eq(user_id))
        .order(reports::id)
        .limit(300)
        .select(reports::all_columns)
        .load(db)?)
}

/// Reports of a view that others than its owner get, at most `most`.
pub fn of_others(db: &mut Db, view_id: i64, owner_id: i64, most: i64) -> Result<Vec<ReportRow>> {
    Ok(reports::table
        .filter(reports::view_id.eq(view_id))
        .filter(reports::user_id.ne(owner_id))
        .order(reports::id)
        .limit(most)
        .select(reports::all_columns)
        .load(db)?)
}

/// Adds a report.
pub fn insert(
    db: &mut Db,
    scope: &OrgScope,
    (user_id, view_id): (i64, i64),
    rhythm: Rhythm,
    next_run_at: NaiveDateTime,
    now: NaiveDateTime,
) -> Result<i64> {
    use reports as r;
    Ok(diesel::insert_into(r::table)
        .values((
            r::root_id.eq(scope.root_id()),
            r::organisation_id.eq(scope.organisation_id()),
            r::user_id.eq(user_id),
            r::view_id.eq(view_id),
            r::every.eq(rhythm.every()),
            r::on_day.eq(rhythm.on_day()),
            r::at_hour.eq(rhythm.at_hour()),
            r::next_run_at.eq(next_run_at),
            r::created_at.eq(now),
        ))
        .returning(r::id)
        .get_result(db)?)
}

/// Gives a report other times, and lets it be sent (again).
pub fn set_rhythm(db: &mut Db, id: i64, rhythm: Rhythm, next_run_at: NaiveDateTime) -> Result<()> {
    use reports as r;
    diesel::update(r::table.find(id))
        .set((
            r::every.eq(rhythm.every()),
            r::on_day.eq(rhythm.on_day()),
            r::at_hour.eq(rhythm.at_hour()),
            r::next_run_at.eq(next_run_at),
            r::stopped_at.eq(None::<NaiveDateTime>),
            r::stopped_reason.eq(None::<String>),
        ))
        .execute(db)?;
    Ok(())
}

/// Stops a report; false when it is stopped already.
pub fn stop(db: &mut Db, id: i64, reason: &str, now: NaiveDateTime) -> Result<bool> {
    use reports as r;
    let changed = diesel::update(r::table.find(id).filter(r::stopped_at.is_null()))
        .set((r::stopped_at.eq(Some(now)), r::stopped_reason.eq(Some(reason))))
        .execute(db)?;
    Ok(changed == 1)
}

/// Removes a report.
pub fn delete(db: &mut Db, id: i64) -> Result<()> {
    diesel::delete(reports::table.find(id)).execute(db)?;
    Ok(())
}

/// The report that a job sends, with its view's name; `None` when it ended meanwhile.
pub fn of_job(db: &mut Db, id: i64) -> Result<Option<(ReportRow, String)>> {
    Ok(reports::table
        .inner_join(saved_views::table)
        .filter(reports::id.eq(id))
        .select((reports::all_columns, saved_views::name))
        .first(db)
        .optional()?)
}

/// Whether a report is due.
pub fn is_any_due(db: &mut Db, now: NaiveDateTime) -> Result<bool> {
    Ok(!due(db, now, 1)?.is_empty())
}

/// Reports that are due, at most `most`.
pub fn due(db: &mut Db, now: NaiveDateTime, most: i64) -> Result<Vec<ReportRow>> {
    Ok(reports::table
        .filter(reports::stopped_at.is_null())
        .filter(reports::next_run_at.le(now))
        .order((reports::next_run_at, reports::id))
        .limit(most)
        .select(reports::all_columns)
        .load(db)?)
}

/// Takes the turn of a report that is due: true for exactly one caller, over all instances.
pub fn take_turn(db: &mut Db, report: &ReportRow, next_run_at: NaiveDateTime) -> Result<bool> {
    use reports as r;
    let taken = diesel::update(
        r::table
            .find(report.id)
            .filter(r::stopped_at.is_null())
            .filter(r::next_run_at.eq(report.next_run_at)),
    )
    .set(r::next_run_at.eq(next_run_at))
    .execute(db)?;
    Ok(taken == 1)
}

/// Notes that a report was sent for a turn; false when it was sent for this turn or a later one already.
pub fn set_sent(db: &mut Db, id: i64, turn: NaiveDateTime) -> Result<bool> {
    use reports as r;
    let changed = diesel::update(
        r::table
            .find(id)
            .filter(r::last_run_at.is_null().or(r::last_run_at.lt(turn))),
    )
    .set(r::last_run_at.eq(Some(turn)))
    .execute(db)?;
    Ok(changed == 1)
}
