//! SIMs for a line of an order, named by ranges as in a transfer: the same files, the same checks, and further ones of an order.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::open;
use crate::domain::orders::{self, LineRow, OrderRow, standing};
use crate::domain::sims::OBJECT_KIND;
use crate::domain::transfers::{self, MOST_FAULTS, RangeRow, Route, Verdict};
use crate::domain::{Error, Result};
use crate::storage::audit::{self, Change};
use crate::storage::sims::{self, SimRow};
use crate::storage::{Db, orders as rows, products, stock};
use crate::types::access::{OrgScope, StaffScope};
use crate::types::order::{OrderNumber, OrderStatus};
use crate::types::product::FormFactor;
use crate::types::status::{SimStatus, VolumeGroup};

/// SIMs that are assigned by one file at most: they move in one transaction, which others wait for.
pub const MOST_AT_ONCE: i64 = 5_000;

/// SIMs that are read and written at once.
const ROWS: usize = 500;

/// SIMs for a line.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// The line.
    pub line_id: i64,
    /// The stock they come from.
    pub stock_id: i64,
    /// Their ranges, as a file.
    pub file: Vec<u8>,
    /// Whether a person has said that they fit although their type says otherwise.
    pub fits_anyway: bool,
}

/// SIMs of a type that names another form than the line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Their type.
    pub sim_type: String,
    /// How many.
    pub sims: i64,
}

/// What came of a check.
#[derive(Debug)]
pub struct Checked {
    /// The order.
    pub order: OrderRow,
    /// The line.
    pub line: LineRow,
    /// What is wrong with the file, as with one of a transfer.
    pub verdict: Verdict,
    /// Its ranges, in the order of their numbers; none if something is wrong with it.
    pub ranges: Vec<RangeRow>,
    /// SIMs that the file covers.
    pub sims: i64,
    /// SIMs that the line still asks for.
    pub left: i64,
    /// SIMs of another form, by type.
    pub misfits: Vec<Misfit>,
    /// Whether the line has all of these SIMs already: the file was assigned before.
    pub is_done: bool,
    route: Route,
    keys: Vec<i64>,
}

impl Checked {
    /// Whether there are more SIMs than the line asks for, or more than can be assigned at once.
    pub fn is_too_many(&self) -> bool {
        self.sims > self.left.min(MOST_AT_ONCE)
    }

    /// Whether the SIMs can be assigned.
    pub fn is_accepted(&self, fits_anyway: bool) -> bool {
        self.verdict.is_accepted() && !self.is_too_many() && (fits_anyway || self.misfits.is_empty())
    }
}

/// What became of an assignment.
#[derive(Debug)]
pub enum Assigned {
    /// So many SIMs are the customer's now.
    Now(i64),
    /// The line had them all before: nothing was moved.
    Before,
    /// Nothing was moved; this is what is wrong.
    Refused(Box<Checked>),
}

/// Compares a file with the stock and with what the line asks for. Changes nothing.
pub fn check(
    db: &mut Db,
    staff: &StaffScope,
    number: &OrderNumber,
    assignment: &Assignment,
) -> Result<(OrgScope, Checked)> {
    let order = rows::find_any(db, number)?;
    let scope = staff.of_customer(order.root_id, order.organisation_id);
    let checked = examine(db, &scope, order, assignment)?;
    Ok((scope, checked))
}

fn examine(db: &mut Db, scope: &OrgScope, order: OrderRow, assignment: &Assignment) -> Result<Checked> {
    if order.status != OrderStatus::InPreparation || order.kind.is_booked() {
        return Err(Error::Refused(standing::NOT_YET));
    }
    let lines = rows::lines(db, vec![order.id])?;
    let line = lines.into_iter().find(|line| line.id == assignment.line_id);
    let line = line.ok_or(Error::NotFound)?;
    let route = Route::of_delivery(db, scope, assignment.stock_id, false)?;
    let file = transfers::parse(&assignment.file, MOST_FAULTS);
    let sims = i64::try_from(file.size()).unwrap_or(i64::MAX);
    let known: Vec<String> = if sims > 0 && sims <= MOST_AT_ONCE {
        let numbers = file.union().into_iter().flat_map(|range| range.first..=range.last);
        numbers.map(|number| number.to_string()).collect()
    } else {
        Vec::new()
    };
    let is_done = !known.is_empty() && rows::count_on_line(db, line.id, &known)? == sims;
    let verdict = transfers::examine(db, &route, file, MOST_FAULTS)?;
    let (mut keys, mut misfits) = (Vec::new(), Vec::new());
    if verdict.is_accepted() && sims <= MOST_AT_ONCE {
        let form = products::find(db, line.product_id)?.form_factor;
        (keys, misfits) = matched(db, &route, &known, form)?;
    }
    Ok(Checked {
        left: line.quantity - line.fulfilled,
        ranges: verdict.ranges(0),
        order,
        line,
        verdict,
        sims,
        misfits,
        is_done,
        route,
        keys,
    })
}

/// Keys of the SIMs of the stock, and those whose type names another form.
fn matched(db: &mut Db, route: &Route, iccids: &[String], form: Option<FormFactor>) -> Result<(Vec<i64>, Vec<Misfit>)> {
    let (mut keys, mut other) = (Vec::with_capacity(iccids.len()), BTreeMap::<String, i64>::new());
    for part in iccids.chunks(ROWS) {
        for (id, sim_type) in stock::types_of(db, route, part)? {
            keys.push(id);
            if form.is_some_and(|form| !form.fits(&sim_type)) {
                *other.entry(sim_type).or_default() += 1;
            }
        }
    }
    let misfits = other.into_iter().map(|(sim_type, sims)| Misfit { sim_type, sims });
    Ok((keys, misfits.collect()))
}

/// Gives SIMs out of the stock to the customer and puts them under the line: all of the file or none. Their volume and lifetime begin now,
/// as the line says; how long they lay in the stock does not matter. The same file again moves nothing.
pub fn assign(
    db: &mut Db,
    staff: &StaffScope,
    number: &OrderNumber,
    assignment: &Assignment,
    now: NaiveDateTime,
) -> Result<Assigned> {
    let (scope, order) = open(db, staff, number)?;
    let checked = examine(db, &scope, order, assignment)?;
    if checked.is_done {
        return Ok(Assigned::Before);
    }
    if !checked.is_accepted(assignment.fits_anyway) {
        return Ok(Assigned::Refused(Box::new(checked)));
    }
    let moved = stock::hand_over(db, &checked.route, &checked.keys, now)?;
    if moved != checked.keys.len() || i64::try_from(moved) != Ok(checked.sims) {
        // Somebody else was quicker with one of them: what was moved so far is taken back with the transaction.
        return Err(Error::Refused("fulfilment-refused-changed"));
    }
    let Checked { order, line, route, .. } = &checked;
    for part in checked.keys.chunks(ROWS) {
        let held = sims::lock_many(db, &scope, part.to_vec())?;
        let begun: Vec<(SimRow, SimRow)> = held
            .into_iter()
            .map(|sim| (sim.clone(), fresh(sim, line, now.date())))
            .collect();
        sims::set_volume(db, &begun, now)?;
        let new: Vec<SimRow> = begun.into_iter().map(|(_, after)| after).collect();
        orders::assign(db, &scope, order.id, line.id, &new, now)?;
        note_each(db, &scope, &new, ("sim.deliver", &order.number), now)?;
    }
    let text = format!("{moved} SIM: {}", line.name);
    note(db, &scope, order, ("order.assign", text), now)?;
    // The stock's own log says where its SIMs went.
    let stock = staff.of_customer(route.from().root_id, route.from().id);
    note(
        db,
        &stock,
        order,
        ("order.assign", format!("{moved} SIM → {}", route.to().name)),
        now,
    )?;
    Ok(Assigned::Now(checked.sims))
}

/// A SIM as the line sells it: what was used in the stock counts for nothing.
fn fresh(mut sim: SimRow, line: &LineRow, today: NaiveDate) -> SimRow {
    sim.data_total = sim.data_used.saturating_add(line.data_bytes);
    sim.data_left = line.data_bytes;
    sim.data_group = VolumeGroup::of(sim.data_left, sim.data_total);
    sim.sms_total = sim.sms_used.saturating_add(line.sms);
    sim.sms_left = line.sms;
    sim.sms_group = VolumeGroup::of(sim.sms_left, sim.sms_total);
    let days = u64::try_from(line.lifetime_days).unwrap_or_default();
    if days > 0 {
        sim.lifetime_starts_on = today;
        sim.lifetime_ends_on = today.checked_add_days(Days::new(days)).unwrap_or(today);
        if sim.status == SimStatus::Expired {
            sim.status = SimStatus::Deactivated;
        }
    }
    sim.blocked_by = sim.blocked();
    sim.over_pace_month = sim.over_pace(today);
    sim
}

/// An entry in the history of each SIM, in the log of the scope's organisation.
pub(super) fn note_each(
    db: &mut Db,
    scope: &OrgScope,
    sims: &[SimRow],
    (action, number): (&str, &str),
    now: NaiveDateTime,
) -> Result<()> {
    for part in sims.chunks(ROWS) {
        let mut entries = Vec::with_capacity(part.len());
        for sim in part {
            entries.push(Change {
                action,
                object_kind: OBJECT_KIND,
                object_id: sim.id,
                object_name: &sim.iccid,
                old: None,
                new: Some(number.to_owned()),
            });
        }
        audit::insert(db, scope, now, entries)?;
    }
    Ok(())
}

/// An entry about the order.
pub(super) fn note(
    db: &mut Db,
    scope: &OrgScope,
    order: &OrderRow,
    (action, text): (&str, String),
    now: NaiveDateTime,
) -> Result<()> {
    let change = Change {
        action,
        object_kind: "order",
        object_id: order.id,
        object_name: &order.number,
        old: None,
        new: Some(text),
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}

/// The file without what can be mended without guessing, if there is anything of the kind.
pub fn repaired(checked: &Checked, file: &[u8]) -> Option<String> {
    let can = checked.verdict.is_repairable;
    can.then(|| transfers::write(&transfers::parse(file, 0).repaired()))
}
