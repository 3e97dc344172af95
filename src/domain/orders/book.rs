//! Booking what was bought on SIMs: a piece per transaction, each SIM exactly once, whatever is killed in between.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::standing::Event;
use super::{LineRow, OrderRow, happen};
use crate::domain::Result;
use crate::domain::sims::OBJECT_KIND;
use crate::storage::audit::{self, Change};
use crate::storage::orders::{self as rows, OrderSimRow};
use crate::storage::sims::{self, SimRow};
use crate::storage::{Db, Error as StorageError};
use crate::types::access::OrgScope;
use crate::types::order::{OrderEventKind, OrderStatus};
use crate::types::product::ProductKind;
use crate::types::status::{SimStatus, VolumeGroup};
use crate::types::volume::DataVolume;

/// SIMs of a piece.
const PIECE: i64 = 500;

/// Whether there is more to be booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The order is done.
    Done,
    /// The next piece follows.
    More,
}

/// Books a piece of an order, in one transaction; the last one completes the order. Of an order that is not being prepared, or is done,
/// nothing is booked.
pub fn book_piece(db: &mut Db, scope: &OrgScope, order_id: i64, now: NaiveDateTime) -> Result<Step> {
    let mut order = match rows::lock(db, scope, order_id) {
        Ok(order) => order,
        Err(StorageError::NotFound) => return Ok(Step::Done),
        Err(error) => return Err(error.into()),
    };
    if order.status != OrderStatus::InPreparation || !order.kind.is_booked() {
        return Ok(Step::Done);
    }
    let piece = rows::unbooked(db, order.id, PIECE)?;
    let ids: Vec<i64> = piece.iter().filter_map(|row| row.sim_id).collect();
    let found = sims::lock_in_tree(db, scope, ids)?;
    if found.is_empty() {
        return complete(db, scope, &mut order, now);
    }
    book(db, scope, &order, &piece, found, now)?;
    Ok(Step::More)
}

fn complete(db: &mut Db, scope: &OrgScope, order: &mut OrderRow, now: NaiveDateTime) -> Result<Step> {
    let lines = rows::lines(db, vec![order.id])?;
    let booked: i64 = lines.iter().map(|line| line.fulfilled).sum();
    let detail = booked.to_string();
    rows::insert_event(db, scope.by(), order.id, OrderEventKind::Booked, &detail, now)?;
    happen(db, scope, order, (Event::Completed, ""), now)?;
    Ok(Step::Done)
}

/// Changes the SIMs of a piece, and notes that they are done.
fn book(
    db: &mut Db,
    scope: &OrgScope,
    order: &OrderRow,
    piece: &[OrderSimRow],
    found: Vec<SimRow>,
    now: NaiveDateTime,
) -> Result<()> {
    let lines: HashMap<i64, LineRow> = rows::lines(db, vec![order.id])?
        .into_iter()
        .map(|line| (line.id, line))
        .collect();
    // A SIM may stand in several lines of a piece: it is changed once, by all of them.
    let mut changed: BTreeMap<i64, (SimRow, SimRow)> =
        found.into_iter().map(|sim| (sim.id, (sim.clone(), sim))).collect();
    let (mut booked, mut pieces) = (Vec::with_capacity(piece.len()), BTreeMap::<i64, i64>::new());
    let mut entries = Vec::with_capacity(piece.len());
    for row in piece {
        let both = row.sim_id.and_then(|id| changed.get_mut(&id));
        let (Some((_, sim)), Some(line)) = (both, lines.get(&row.line_id)) else {
            continue;
        };
        let old = told(sim);
        gain(sim, line, row.quantity, now.date());
        entries.push((sim.id, row.iccid.as_str(), line.kind, old, told(sim)));
        booked.push(row.id);
        *pieces.entry(line.id).or_default() += row.quantity;
    }
    let mut both: Vec<(SimRow, SimRow)> = changed.into_values().collect();
    // As they were locked.
    both.sort_by(|(one, _), (other, _)| one.iccid.cmp(&other.iccid));
    sims::set_volume(db, &both, now)?;
    rows::mark_booked(db, booked, now)?;
    for (line_id, pieces) in pieces {
        rows::add_fulfilled(db, line_id, pieces)?;
    }
    let entries = entries
        .into_iter()
        .map(|(id, iccid, kind, old, new)| Change {
            action: match kind {
                ProductKind::Extension => "sim.extend",
                ProductKind::TopUp | ProductKind::Sim => "sim.top_up",
            },
            object_kind: OBJECT_KIND,
            object_id: id,
            object_name: iccid,
            old: Some(old),
            new: Some(format!("{new} ({})", order.number)),
        })
        .collect();
    Ok(audit::insert(db, scope, now, entries)?)
}

/// What a SIM has left and until when, for its history.
fn told(sim: &SimRow) -> String {
    let data = DataVolume::from_bytes(sim.data_left).unwrap_or_default();
    format!("{data} MB, {} SMS, {}", sim.sms_left, sim.lifetime_ends_on)
}

/// What a SIM is after so many pieces of a line were booked on it. Volume that was used beyond the quota counts against what is bought; a
/// lifetime goes on from its end, or from today if it is over, and an expired SIM comes back deactivated: activating it is another order
/// to the carrier.
fn gain(sim: &mut SimRow, line: &LineRow, pieces: i64, today: NaiveDate) {
    let more = |total: i64, each: i64| total.saturating_add(each.saturating_mul(pieces));
    sim.data_total = more(sim.data_total, line.data_bytes);
    sim.data_left = sim.data_total.saturating_sub(sim.data_used).max(0);
    sim.data_group = VolumeGroup::of(sim.data_left, sim.data_total);
    sim.sms_total = more(sim.sms_total, line.sms);
    sim.sms_left = sim.sms_total.saturating_sub(sim.sms_used).max(0);
    sim.sms_group = VolumeGroup::of(sim.sms_left, sim.sms_total);
    if line.lifetime_days > 0 {
        let days = TimeDelta::try_days(line.lifetime_days.saturating_mul(pieces)).unwrap_or_default();
        let from = sim.lifetime_ends_on.max(today);
        sim.lifetime_ends_on = from.checked_add_signed(days).unwrap_or(from);
        if sim.status == SimStatus::Expired {
            sim.status = SimStatus::Deactivated;
        }
    }
    sim.blocked_by = sim.blocked();
    sim.over_pace_month = sim.over_pace(today);
}
