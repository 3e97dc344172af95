//! Cards that are saved at a payment provider: what they are called there and what people recognise them by, never a number; and what an
//! organisation is called there.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::schema::{auto_top_ups, payment_customers, payment_methods};
use super::{Db, Result};
use crate::types::access::OrgScope;

/// A saved card.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct CardRow {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Whose it is.
    pub organisation_id: i64,
    /// Where it is saved.
    pub provider: String,
    /// The customer there.
    pub customer_reference: String,
    /// The card there.
    pub reference: String,
    /// Make, as the provider names it: `visa`.
    pub brand: String,
    /// Last four digits.
    pub last4: String,
    /// Year in which it expires.
    pub exp_year: i64,
    /// Month in which it expires, 1 to 12.
    pub exp_month: i64,
    /// Whether it is charged where nothing else is said.
    pub is_default: bool,
    /// Saved at.
    pub created_at: NaiveDateTime,
    /// When it was deleted: the row stays, because payments name it.
    pub deleted_at: Option<NaiveDateTime>,
    /// When its organisation was told that it is about to expire.
    pub warned_at: Option<NaiveDateTime>,
}

impl CardRow {
    /// The first day on which it does not pay any more; `None` for a month that does not exist.
    pub fn expired_from(&self) -> Option<NaiveDate> {
        let (year, month) = (i32::try_from(self.exp_year).ok()?, u32::try_from(self.exp_month).ok()?);
        NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(chrono::Months::new(1))
    }

    /// Whether it has expired on this day.
    pub fn is_expired(&self, today: NaiveDate) -> bool {
        self.expired_from().is_some_and(|from| today >= from)
    }

    /// Whether it pays today, but not any more in so many months.
    pub fn expires_within(&self, months: u32, today: NaiveDate) -> bool {
        let later = today.checked_add_months(chrono::Months::new(months));
        !self.is_expired(today) && later.is_some_and(|later| self.is_expired(later))
    }

    /// Month and year as cards show them: `08/28`.
    pub fn expiry(&self) -> String {
        format!("{:02}/{:02}", self.exp_month, self.exp_year.rem_euclid(100))
    }
}

/// A card to save.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the same fields as CardRow")]
pub struct NewCard<'a> {
    pub provider: &'a str,
    pub customer_reference: &'a str,
    pub reference: &'a str,
    pub brand: &'a str,
    pub last4: &'a str,
    pub exp_year: i64,
    pub exp_month: i64,
    pub is_default: bool,
}

/// Cards of the scope that were not deleted, the default first, then the newest; at most `most`.
pub fn list(db: &mut Db, scope: &OrgScope, most: i64) -> Result<Vec<CardRow>> {
    use payment_methods as m;
    let mut cards: Vec<CardRow> = m::table
        .filter(m::organisation_id.eq(scope.organisation_id()))
        .filter(m::deleted_at.is_null())
        .order(m::id.desc())
        .limit(most)
        .select(m::all_columns)
        .load(db)?;
    cards.sort_by_key(|card| !card.is_default);
    Ok(cards)
}

/// A card of the scope, deleted ones too: attempts name them.
pub fn find(db: &mut Db, scope: &OrgScope, id: i64) -> Result<CardRow> {
    use payment_methods as m;
    Ok(m::table
        .filter(m::organisation_id.eq(scope.organisation_id()))
        .filter(m::id.eq(id))
        .select(m::all_columns)
        .first(db)?)
}

/// Saves a card of the scope, unless it was saved before: then `None`, deleted or not.
pub fn insert(db: &mut Db, scope: &OrgScope, new: &NewCard<'_>, now: NaiveDateTime) -> Result<Option<i64>> {
    use payment_methods as m;
    let values = (
        m::root_id.eq(scope.root_id()),
        m::organisation_id.eq(scope.organisation_id()),
        m::provider.eq(new.provider),
        m::customer_reference.eq(new.customer_reference),
        m::reference.eq(new.reference),
        m::brand.eq(new.brand),
        m::last4.eq(new.last4),
        m::exp_year.eq(new.exp_year),
        m::exp_month.eq(new.exp_month),
        m::is_default.eq(new.is_default),
        m::created_at.eq(now),
    );
    let known: Option<i64> = m::table
        .filter(m::provider.eq(new.provider))
        .filter(m::reference.eq(new.reference))
        .select(m::id)
        .first(db)
        .optional()?;
    if known.is_some() {
        return Ok(None);
    }
    let id = diesel::insert_into(m::table)
        .values(values)
        .returning(m::id)
        .get_result(db)?;
    Ok(Some(id))
}

/// Makes a card the only default of its organisation, which was locked; `None`: there is none.
pub fn set_default(db: &mut Db, scope: &OrgScope, id: Option<i64>) -> Result<()> {
    use payment_methods as m;
    let own = m::table.filter(m::organisation_id.eq(scope.organisation_id()));
    diesel::update(own.filter(m::is_default.eq(true)))
        .set(m::is_default.eq(false))
        .execute(db)?;
    if let Some(id) = id {
        diesel::update(own.filter(m::id.eq(id)))
            .set(m::is_default.eq(true))
            .execute(db)?;
    }
    Ok(())
}

/// Notes that a card was deleted.
pub fn delete(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<()> {
    use payment_methods as m;
    diesel::update(
        m::table
            .filter(m::organisation_id.eq(scope.organisation_id()))
            .filter(m::id.eq(id)),
    )
    .set((m::deleted_at.eq(Some(now)), m::is_default.eq(false)))
    .execute(db)?;
    Ok(())
}

/// Whose a card is: for jobs, which get only its key.
pub fn home_of(db: &mut Db, id: i64) -> Result<(i64, i64)> {
    use payment_methods as m;
    Ok(m::table.find(id).select((m::root_id, m::organisation_id)).first(db)?)
}

/// Cards that expire in or before a month of which nobody was told yet; at most `most`.
pub fn expiring(db: &mut Db, (year, month): (i64, i64), most: i64) -> Result<Vec<CardRow>> {
    use payment_methods as m;
    Ok(m::table
        .filter(m::deleted_at.is_null())
        .filter(m::warned_at.is_null())
        .filter(m::exp_year.le(year))
        .filter(m::exp_year.lt(year).or(m::exp_month.le(month)))
        .order((m::exp_year, m::exp_month, m::id))
        .limit(most)
        .select(m::all_columns)
        .load(db)?)
}

/// Notes that its organisation was told of a card.
pub fn set_warned(db: &mut Db, scope: &OrgScope, id: i64, now: NaiveDateTime) -> Result<()> {
    use payment_methods as m;
    diesel::update(
        m::table
            .filter(m::organisation_id.eq(scope.organisation_id()))
            .filter(m::id.eq(id)),
    )
    .set(m::warned_at.eq(Some(now)))
    .execute(db)?;
    Ok(())
}

/// Whether auto-top-up charges this card of the scope.
pub fn pays_for_top_ups(db: &mut Db, scope: &OrgScope, id: i64) -> Result<bool> {
    use auto_top_ups as a;
    let found: Option<i64> = a::table
        .filter(a::payment_method_id.eq(Some(id)))
        .filter(a::organisation_id.eq(scope.organisation_id()))
        .filter(a::is_on.eq(true))
        .select(a::organisation_id)
        .order(a::kind)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// What the organisation of the scope is called at a provider, if it was told.
pub fn customer(db: &mut Db, scope: &OrgScope, provider: &str) -> Result<Option<String>> {
    use payment_customers as c;
    Ok(c::table
        .find((scope.organisation_id(), provider))
        .select(c::reference)
        .first(db)
        .optional()?)
}

/// Keeps what the organisation of the scope is called at a provider.
pub fn set_customer(db: &mut Db, scope: &OrgScope, provider: &str, reference: &str, now: NaiveDateTime) -> Result<()> {
    use payment_customers as c;
    let changed = diesel::update(c::table.find((scope.organisation_id(), provider)))
        .set((c::reference.eq(reference), c::updated_at.eq(now)))
        .execute(db)?;
    if changed == 0 {
        let values = (
            c::organisation_id.eq(scope.organisation_id()),
            c::provider.eq(provider),
            c::root_id.eq(scope.root_id()),
            c::reference.eq(reference),
            c::updated_at.eq(now),
        );
        on_backend!(db, c => diesel::insert_into(payment_customers::table).values(values).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}
