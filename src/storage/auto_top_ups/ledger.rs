//! The ledger: one row for each SIM that was topped up by itself, or was not because of the cap.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::storage::db::MultiBackend;
use crate::storage::keyset::{Edge, Recent};
use crate::storage::schema::auto_top_up_charges;
use crate::storage::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::auto_top_up::{ChargeResult, VolumeKind};
use crate::types::money::{Currency, Money};

/// Rows per statement, far below the bind limits of both databases.
const ROWS: usize = 500;

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct ChargeRow {
    /// Key; grows with time.
    pub id: i64,
    /// The SIM, as long as there is one.
    pub sim_id: Option<i64>,
    /// Its ICCID.
    pub iccid: String,
    /// Which volume was low.
    pub kind: VolumeKind,
    /// The order; `None` where nothing was ordered.
    pub order_id: Option<i64>,
    /// What was left: bytes or SMS.
    pub volume_left: i64,
    /// What had to be left at the least, in the same unit.
    pub threshold: i64,
    /// What it costs with VAT.
    pub amount: Money,
    /// In what.
    pub currency: Currency,
    /// First day of the month (UTC) that it counts in.
    pub month: NaiveDate,
    /// What became of it.
    pub result: ChargeResult,
    /// When little was found to be left.
    pub happened_at: NaiveDateTime,
}

type Columns = (
    auto_top_up_charges::id,
    auto_top_up_charges::sim_id,
    auto_top_up_charges::iccid,
    auto_top_up_charges::kind,
    auto_top_up_charges::order_id,
    auto_top_up_charges::volume_left,
    auto_top_up_charges::threshold,
    auto_top_up_charges::amount,
    auto_top_up_charges::currency,
    auto_top_up_charges::month,
    auto_top_up_charges::result,
    auto_top_up_charges::happened_at,
);

const fn columns() -> Columns {
    use auto_top_up_charges as c;
    (
        c::id,
        c::sim_id,
        c::iccid,
        c::kind,
        c::order_id,
        c::volume_left,
        c::threshold,
        c::amount,
        c::currency,
        c::month,
        c::result,
        c::happened_at,
    )
}

/// A row to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = auto_top_up_charges, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the same fields as ChargeRow")]
pub struct NewCharge {
    pub root_id: i64,
    pub organisation_id: i64,
    pub sim_id: i64,
    pub iccid: String,
    pub kind: VolumeKind,
    pub order_id: Option<i64>,
    pub volume_left: i64,
    pub threshold: i64,
    pub amount: Money,
    pub currency: Currency,
    pub month: NaiveDate,
    pub result: ChargeResult,
    pub happened_at: NaiveDateTime,
}

/// Adds rows.
pub fn insert_charges(db: &mut Db, new: &[NewCharge]) -> Result<()> {
    for part in new.chunks(ROWS) {
        on_backend!(db, c => diesel::insert_into(auto_top_up_charges::table).values(part).execute(c))?;
    }
    Ok(())
}

type Query = auto_top_up_charges::BoxedQuery<'static, MultiBackend>;

/// The rows of the scope's organisation in a month: every query of a tenant begins here.
fn of(scope: &OrgScope, month: NaiveDate) -> Query {
    use auto_top_up_charges as c;
    c::table
        .filter(c::organisation_id.eq(scope.organisation_id()))
        .filter(c::month.eq(month))
        .into_boxed()
}

/// Rows of a month, latest first.
pub fn page(db: &mut Db, scope: &OrgScope, month: NaiveDate, edge: Edge<i64>, most: i64) -> Result<Recent<ChargeRow>> {
    use auto_top_up_charges as c;
    let query = match edge {
        Edge::Newest => of(scope, month),
        Edge::OlderThan(id) => of(scope, month).filter(c::id.lt(id)),
        Edge::NewerThan(id) => of(scope, month).filter(c::id.gt(id)),
    };
    let query = if matches!(edge, Edge::NewerThan(_)) {
        query.order(c::id.asc())
    } else {
        query.order(c::id.desc())
    };
    let rows = query.limit(most + 1).select(columns()).load(db)?;
    Ok(Recent::of(&edge, rows, most))
}

/// Rows of a month behind this key, in the order of time.
pub fn charges_after(db: &mut Db, scope: &OrgScope, month: NaiveDate, after: i64, most: i64) -> Result<Vec<ChargeRow>> {
    use auto_top_up_charges as c;
    Ok(of(scope, month)
        .filter(c::id.gt(after))
        .order(c::id)
        .limit(most)
        .select(columns())
        .load(db)?)
}

/// What counts against the cap of a kind in a month.
pub fn spent(db: &mut Db, scope: &OrgScope, kind: VolumeKind, month: NaiveDate) -> Result<Money> {
    use auto_top_up_charges as c;
    let cents: i64 = of(scope, month)
        .filter(c::kind.eq(kind))
        .filter(c::result.eq_any(ChargeResult::COUNTED.to_vec()))
        .select(sql::<BigInt>(
            "CAST(COALESCE(SUM(auto_top_up_charges.amount), 0) AS BIGINT)",
        ))
        .first(db)?;
    Ok(Money::from_cents(cents))
}

/// Number of SIMs and amount of a month, by kind and result.
pub fn sums(db: &mut Db, scope: &OrgScope, month: NaiveDate) -> Result<Vec<(VolumeKind, ChargeResult, i64, Money)>> {
    use auto_top_up_charges as c;
    Ok(c::table
        .filter(c::organisation_id.eq(scope.organisation_id()))
        .filter(c::month.eq(month))
        .group_by((c::kind, c::result))
        .order((c::kind, c::result))
        .select((
            c::kind,
            c::result,
            diesel::dsl::count_star(),
            sql::<BigInt>("CAST(SUM(auto_top_up_charges.amount) AS BIGINT)"),
        ))
        .load(db)?)
}

/// Whether something went over the cap of a kind in a month already.
pub fn has_over_cap(db: &mut Db, scope: &OrgScope, kind: VolumeKind, month: NaiveDate) -> Result<bool> {
    use auto_top_up_charges as c;
    let found: Option<i64> = of(scope, month)
        .filter(c::kind.eq(kind))
        .filter(c::result.eq(ChargeResult::OverCap))
        .order(c::id)
        .select(c::id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// Which of these SIMs the ledger of a month names as over the cap of a kind.
pub fn over_cap_sims(
    db: &mut Db,
    scope: &OrgScope,
    kind: VolumeKind,
    month: NaiveDate,
    sim_ids: &[i64],
) -> Result<HashSet<i64>> {
    use auto_top_up_charges as c;
    let mut known = HashSet::new();
    for part in sim_ids.chunks(ROWS) {
        let ids: Vec<Option<i64>> = part.iter().copied().map(Some).collect();
        let rows: Vec<Option<i64>> = c::table
            .filter(c::sim_id.eq_any(ids))
            .filter(c::organisation_id.eq(scope.organisation_id()))
            .filter(c::month.eq(month))
            .filter(c::kind.eq(kind))
            .filter(c::result.eq(ChargeResult::OverCap))
            .order(c::id)
            .select(c::sim_id)
            .load(db)?;
        known.extend(rows.into_iter().flatten());
    }
    Ok(known)
}

/// Writes what became of the charges of an order that was found through a scope.
pub fn set_result(db: &mut Db, order_id: i64, result: ChargeResult) -> Result<()> {
    use auto_top_up_charges as c;
    diesel::update(c::table.filter(c::order_id.eq(Some(order_id))))
        .set(c::result.eq(result))
        .execute(db)?;
    Ok(())
}

/// Which volume an order was placed for, by itself; `None` for all other orders.
pub fn kind_of_order(db: &mut Db, order_id: i64) -> Result<Option<VolumeKind>> {
    use auto_top_up_charges as c;
    Ok(c::table
        .filter(c::order_id.eq(Some(order_id)))
        .order(c::id)
        .select(c::kind)
        .first(db)
        .optional()?)
}

/// How many SIMs an order was placed for, by itself.
pub fn of_order(db: &mut Db, order_id: i64) -> Result<i64> {
    use auto_top_up_charges as c;
    Ok(c::table.filter(c::order_id.eq(Some(order_id))).count().get_result(db)?)
}
