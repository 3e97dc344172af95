//! Auto-top-up: what an organisation wants (here), for which SIMs (`switches.rs`), and what it was charged for (`ledger.rs`).

mod ledger;
mod switches;

use chrono::NaiveDateTime;
use diesel::prelude::*;

pub use ledger::{
    ChargeRow, NewCharge, charges_after, has_over_cap, insert_charges, kind_of_order, of_order, over_cap_sims, page,
    set_result, spent, sums,
};
pub use switches::{ReservedFor, counts, kinds_of, low, of_sim, open_orders, set, switched};

use super::schema::auto_top_ups;
use super::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::auto_top_up::VolumeKind;
use crate::types::money::Money;

/// What an organisation wants for one kind of volume.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct SettingRow {
    /// Whose.
    pub organisation_id: i64,
    /// Which volume.
    pub kind: VolumeKind,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Whether SIMs are topped up at all.
    pub is_on: bool,
    /// What is bought.
    pub product_id: Option<i64>,
    /// The card that pays; `None`: the monthly invoice.
    pub payment_method_id: Option<i64>,
    /// Most that is spent in a month (UTC), with VAT.
    pub monthly_cap: Money,
    /// Whether SIMs of future orders are switched on.
    pub for_future_sims: bool,
    /// Charges that failed since the last that succeeded.
    pub failures: i64,
    /// Why it was switched off by itself: an `OffReason`; empty if it was not.
    pub switched_off_reason: String,
    /// Changed at.
    pub updated_at: NaiveDateTime,
}

/// The settings of the scope's organisation; a kind that was never set has none.
pub fn of(db: &mut Db, scope: &OrgScope) -> Result<Vec<SettingRow>> {
    use auto_top_ups as a;
    Ok(a::table
        .filter(a::organisation_id.eq(scope.organisation_id()))
        .order(a::kind)
        .select(a::all_columns)
        .load(db)?)
}

/// One of them.
pub fn find(db: &mut Db, scope: &OrgScope, kind: VolumeKind) -> Result<Option<SettingRow>> {
    Ok(auto_top_ups::table
        .find((scope.organisation_id(), kind))
        .select(auto_top_ups::all_columns)
        .first(db)
        .optional()?)
}

/// Finds one and keeps others from changing it until the transaction ends.
pub fn lock(db: &mut Db, scope: &OrgScope, kind: VolumeKind) -> Result<Option<SettingRow>> {
    if let Db::Pg(c) = db {
        auto_top_ups::table
            .find((scope.organisation_id(), kind))
            .select(auto_top_ups::organisation_id)
            .for_update()
            .first::<i64>(c)
            .optional()?;
    }
    find(db, scope, kind)
}

/// Writes a setting of the scope's organisation, new or not.
pub fn put(db: &mut Db, row: &SettingRow) -> Result<()> {
    use auto_top_ups as a;
    let what = (
        a::is_on.eq(row.is_on),
        a::product_id.eq(row.product_id),
        a::payment_method_id.eq(row.payment_method_id),
        a::monthly_cap.eq(row.monthly_cap),
        a::for_future_sims.eq(row.for_future_sims),
        a::failures.eq(row.failures),
        a::switched_off_reason.eq(row.switched_off_reason.as_str()),
        a::updated_at.eq(row.updated_at),
    );
    let key = (
        a::organisation_id.eq(row.organisation_id),
        a::kind.eq(row.kind),
        a::root_id.eq(row.root_id),
    );
    on_backend!(db, c => diesel::insert_into(a::table)
        .values((key, what))
        .on_conflict((a::organisation_id, a::kind))
        .do_update()
        .set(what)
        .execute(c))?;
    Ok(())
}

/// Settings that are on, behind an organisation, in the order of organisations; at most `most` of them, and all of those of the last
/// organisation or none of the next: for the job that begins a run. Organisation, kind, master.
pub fn on_after(db: &mut Db, organisation_id: i64, most: i64) -> Result<Vec<(i64, VolumeKind, i64)>> {
    use auto_top_ups as a;
    Ok(a::table
        .filter(a::organisation_id.gt(organisation_id))
        .filter(a::is_on.eq(true))
        .order((a::organisation_id, a::kind))
        .limit(most)
        .select((a::organisation_id, a::kind, a::root_id))
        .load(db)?)
}

/// Kinds of the scope's organisation that this card pays.
pub fn paid_by(db: &mut Db, scope: &OrgScope, card_id: i64) -> Result<Vec<VolumeKind>> {
    use auto_top_ups as a;
    Ok(a::table
        .filter(a::organisation_id.eq(scope.organisation_id()))
        .filter(a::payment_method_id.eq(Some(card_id)))
        .filter(a::is_on.eq(true))
        .order(a::kind)
        .select(a::kind)
        .load(db)?)
}
