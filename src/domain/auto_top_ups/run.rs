//! A run: finds the SIMs that have little left, and orders for all of them at once.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::settings::{good_card, reason_of, switch_off};
use super::{EVERY, NAME, News, tell};
use crate::domain::orders::{self, For, MOST_SIMS, Placed, Placement, QuotedLine, Wanted};
use crate::domain::sims::rules;
use crate::domain::work::{self, Job, enqueue};
use crate::domain::{Error, Result, charges};
use crate::storage::auto_top_ups::{self as rows, NewCharge, SettingRow};
use crate::storage::sims::{self, SimRow};
use crate::storage::{Db, Error as StorageError, organisations};
use crate::types::access::OrgScope;
use crate::types::auto_top_up::{ChargeResult, OffReason, VolumeKind, threshold_of};
use crate::types::money::{Currency, Money};
use crate::types::order::{AttemptKey, OrderKind, OrderStatus, PaymentMethod};
use crate::types::status::{SimStatus, VolumeGroup};
use crate::types::time::month_of;

/// SIMs that are read at once.
pub const PIECE: i64 = 1_000;

/// Organisations that get their jobs in one transaction.
const ORGANISATIONS: i64 = 500;

/// Which order of which run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// What is watched.
    pub kind: VolumeKind,
    /// When the run began: the same however often its job is tried.
    pub at: NaiveDateTime,
    /// Place of the order among those of the run, from 1: an order takes only so many SIMs.
    pub part: i64,
}

impl Turn {
    fn attempt(&self) -> Result<AttemptKey> {
        let text = format!(
            "auto_{}_{}_{}",
            self.kind,
            self.at.and_utc().timestamp_micros(),
            self.part
        );
        AttemptKey::parse(&text).ok_or_else(|| StorageError::internal("the key of a run is no key").into())
    }
}

/// Begins a run, once every four hours over all instances; answers whether it did. `after` goes on with a run behind an organisation:
/// each organisation and kind that is on gets a job of its own.
pub fn begin(db: &mut Db, turn: Option<(NaiveDateTime, i64)>, now: NaiveDateTime) -> Result<bool> {
    let (at, after) = match turn {
        Some(turn) => turn,
        None if work::take_turn(db, NAME, now, EVERY)? => (now, 0),
        None => return Ok(false),
    };
    let mut on = rows::on_after(db, after, ORGANISATIONS)?;
    let is_full = i64::try_from(on.len()).unwrap_or(i64::MAX) >= ORGANISATIONS;
    if is_full && let Some((last, ..)) = on.last().copied() {
        // The last one may have another kind behind the edge: it is the first of the next piece.
        on.retain(|(organisation_id, ..)| *organisation_id != last);
        let job = Job::AutoTopUps { at, after: last - 1 };
        enqueue(db, None, &job, now)?;
    }
    for (organisation_id, kind, root_id) in on {
        let job = Job::AutoTopUp {
            root_id,
            organisation_id,
            kind,
            at,
        };
        enqueue(db, Some(organisation_id), &job, now)?;
    }
    Ok(true)
}

/// Keys of SIMs behind a key that have little left, are switched on and wait for nothing: at most [`PIECE`] are looked at. Answers also
/// where to go on.
pub fn waiting(
    db: &mut Db,
    scope: &OrgScope,
    kind: VolumeKind,
    group: VolumeGroup,
    after: i64,
) -> Result<(Vec<i64>, Option<i64>)> {
    let found = rows::low(db, scope, kind, group, after, PIECE)?;
    let is_full = i64::try_from(found.len()).unwrap_or(i64::MAX) >= PIECE;
    let next = found.last().copied().filter(|_| is_full);
    let reserved = reserved(db, &found)?;
    Ok((found.into_iter().filter(|id| !reserved.contains(id)).collect(), next))
}

/// SIMs that get volume anyway: an automatic order of theirs is open, or one that is paid, whoever placed it, will be booked in a moment.
fn reserved(db: &mut Db, ids: &[i64]) -> Result<HashSet<i64>> {
    let open = rows::open_orders(db, ids)?;
    Ok(open
        .into_iter()
        .filter(|order| order.kind == OrderKind::AutoTopUp || order.status == OrderStatus::InPreparation)
        .filter_map(|order| order.sim_id)
        .collect())
}

/// What a SIM has left of how much.
fn left_of(sim: &SimRow, kind: VolumeKind) -> (i64, i64) {
    match kind {
        VolumeKind::Data => (sim.data_left, sim.data_total),
        VolumeKind::Sms => (sim.sms_left, sim.sms_total),
    }
}

/// Those of the SIMs that still have little left, are switched on and wait for nothing. In the order of their keys.
fn still_low(db: &mut Db, scope: &OrgScope, kind: VolumeKind, ids: &[i64], today: NaiveDate) -> Result<Vec<SimRow>> {
    let mut low = Vec::with_capacity(ids.len());
    for part in ids.chunks(usize::try_from(PIECE).unwrap_or(usize::MAX)) {
        let kinds = rows::kinds_of(db, part)?;
        let reserved = reserved(db, part)?;
        let found = sims::find_own(db, scope, part.to_vec())?;
        low.extend(found.into_iter().filter(|sim| {
            let (left, total) = left_of(sim, kind);
            VolumeGroup::of(left, total) != VolumeGroup::Sufficient
                && sim.status == SimStatus::Activated
                && !rules::is_over(sim, today)
                && rows::switched(kinds.get(&sim.id), kind)
                && !reserved.contains(&sim.id)
        }));
    }
    low.sort_by_key(|sim| sim.id);
    Ok(low)
}

/// Orders for SIMs, at most [`MOST_SIMS`], that [`waiting`] found, in one transaction with its charge and the ledger. The same turn again
/// orders nothing. What does not fit the cap is in the ledger, once a month for each SIM.
pub fn top_up(db: &mut Db, scope: &OrgScope, turn: &Turn, ids: &[i64], now: NaiveDateTime) -> Result<()> {
    let attempt = turn.attempt()?;
    // Data and SMS of an organisation one after the other: each sees which SIMs the other has ordered for.
    organisations::lock(db, scope)?;
    let Some(setting) = rows::lock(db, scope, turn.kind)?.filter(|setting| setting.is_on) else {
        return Ok(());
    };
    // A payment waits for another try: the same card would be asked for more.
    let is_done = crate::storage::orders::find_by_attempt(db, scope, &attempt)?.is_some();
    if setting.failures > 0 || is_done {
        return Ok(());
    }
    let low = still_low(db, scope, turn.kind, ids, now.date())?;
    let Some(first) = low.first() else { return Ok(()) };
    let method = match pays(db, scope, &setting, now.date())? {
        Ok(method) => method,
        Err(reason) => return switch_off(db, scope, setting, reason, "", now),
    };
    let placement = |sims: &[SimRow]| Placement {
        wanted: vec![Wanted {
            product_id: setting.product_id.unwrap_or_default(),
            quantity: i64::try_from(sims.len()).unwrap_or(i64::MAX),
            cost_centre: String::new(),
            shown: None,
        }],
        purpose: For::Sims {
            ids: sims.iter().map(|sim| sim.id).collect(),
            is_automatic: true,
        },
        method,
        purchase_order: String::new(),
        buyer_reference: String::new(),
        notes: String::new(),
        attempt: attempt.clone(),
    };
    let one = match orders::check(db, scope, &placement(std::slice::from_ref(first)), now) {
        Ok(Ok(quote)) => quote,
        Ok(Err(_)) => return switch_off(db, scope, setting, OffReason::ProductGone, "", now),
        Err(error) => match reason_of(&error) {
            Some(reason) => return switch_off(db, scope, setting, reason, "", now),
            None => return not_now(error),
        },
    };
    let Some(line) = one.lines.first() else { return Ok(()) };
    let month = month_of(now.date());
    let spent = rows::spent(db, scope, turn.kind, month)?;
    let room = setting.monthly_cap.checked_sub(spent).unwrap_or_default();
    let fits = that_fit(line, low.len().min(MOST_SIMS), room);
    let (fit, over) = low.split_at_checked(fits).unwrap_or((&low, &[]));
    let ledger = Ledger {
        kind: turn.kind,
        currency: one.currency,
        month,
        now,
    };
    // SIMs behind the most that an order takes are not over the cap: the next part has them.
    if fits < low.len().min(MOST_SIMS) && fits < usize::try_from(line.product.maximum).unwrap_or(usize::MAX) {
        let cost = gross(line, 1).unwrap_or_default();
        leave_out(db, scope, &ledger, over, cost)?;
    }
    if fit.is_empty() {
        return Ok(());
    }
    let order = match orders::place(db, scope, &placement(fit), now)? {
        Placed::New(order) => order,
        Placed::Before(_) => return Ok(()),
        Placed::Problems(_) => return switch_off(db, scope, setting, OffReason::ProductGone, "", now),
    };
    let amounts = shares(order.gross, fit.len());
    let charges: Vec<NewCharge> = fit
        .iter()
        .zip(amounts)
        .map(|(sim, amount)| ledger.row(scope, sim, Some(order.id), amount, ChargeResult::Ordered))
        .collect();
    rows::insert_charges(db, &charges)?;
    match setting.payment_method_id {
        Some(card_id) => charges::charge_later(db, scope, &order, card_id, now)?,
        // The monthly invoice has it: nothing more can go wrong.
        None => tell(db, scope, turn.kind, News::Done { order_id: order.id }, now)?,
    }
    Ok(())
}

/// How the setting pays, if it can.
fn pays(
    db: &mut Db,
    scope: &OrgScope,
    setting: &SettingRow,
    today: NaiveDate,
) -> Result<std::result::Result<PaymentMethod, OffReason>> {
    Ok(match setting.payment_method_id {
        None => Ok(PaymentMethod::MonthlyInvoice),
        Some(card_id) => good_card(db, scope, card_id, today)?.map(|_| PaymentMethod::Card),
    })
}

/// Nothing can be ordered from this seller at present: nobody's fault who reads the ledger. The next run tries again.
fn not_now(error: Error) -> Result<()> {
    match error {
        Error::Refused(key) => {
            tracing::warn!(key, "nothing can be topped up");
            Ok(())
        }
        other => Err(other),
    }
}

/// What so many pieces of a line cost with VAT.
fn gross(line: &QuotedLine, pieces: i64) -> Option<Money> {
    let net = line.unit_price.times(pieces)?;
    net.checked_add(net.vat(line.tax.rate)?)
}

/// The largest number of pieces, at most `most`, that costs no more than `room`.
fn that_fit(line: &QuotedLine, most: usize, room: Money) -> usize {
    let most = i64::try_from(most).unwrap_or(i64::MAX).min(line.product.maximum);
    let (mut fits, mut too_many) = (0_i64, most.saturating_add(1));
    while too_many - fits > 1 {
        let middle = fits + (too_many - fits) / 2;
        if gross(line, middle).is_some_and(|gross| gross <= room) {
            fits = middle;
        } else {
            too_many = middle;
        }
    }
    usize::try_from(fits).unwrap_or_default()
}

/// An amount in so many parts that add up to it, the first of them a cent more where it cannot be divided.
fn shares(amount: Money, parts: usize) -> Vec<Money> {
    let count = i64::try_from(parts).unwrap_or(i64::MAX).max(1);
    let (each, more) = (amount.cents() / count, amount.cents() % count);
    (0..count)
        .map(|place| Money::from_cents(each + i64::from(place < more)))
        .collect()
}

/// What all rows of an order have in common.
struct Ledger {
    kind: VolumeKind,
    currency: Currency,
    month: NaiveDate,
    now: NaiveDateTime,
}

impl Ledger {
    fn row(
        &self,
        scope: &OrgScope,
        sim: &SimRow,
        order_id: Option<i64>,
        amount: Money,
        result: ChargeResult,
    ) -> NewCharge {
        let (left, total) = left_of(sim, self.kind);
        NewCharge {
            root_id: scope.root_id(),
            organisation_id: scope.organisation_id(),
            sim_id: sim.id,
            iccid: sim.iccid.clone(),
            kind: self.kind,
            order_id,
            volume_left: left,
            threshold: threshold_of(total),
            amount,
            currency: self.currency,
            month: self.month,
            result,
            happened_at: self.now,
        }
    }
}

/// Notes SIMs that the cap leaves out, each once a month, and has people told the first time in a month.
fn leave_out(db: &mut Db, scope: &OrgScope, ledger: &Ledger, over: &[SimRow], cost: Money) -> Result<()> {
    let ids: Vec<i64> = over.iter().map(|sim| sim.id).collect();
    let known = rows::over_cap_sims(db, scope, ledger.kind, ledger.month, &ids)?;
    let new: Vec<NewCharge> = over
        .iter()
        .filter(|sim| !known.contains(&sim.id))
        .map(|sim| ledger.row(scope, sim, None, cost, ChargeResult::OverCap))
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    if !rows::has_over_cap(db, scope, ledger.kind, ledger.month)? {
        let sims = i64::try_from(new.len()).unwrap_or(i64::MAX);
        tell(db, scope, ledger.kind, News::CapReached { sims }, ledger.now)?;
    }
    Ok(rows::insert_charges(db, &new)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_the_cent() {
        for (cents, parts) in [(1_190, 1), (2_381, 2), (100, 3), (0, 4), (2, 5)] {
            let amount = Money::from_cents(cents);
            let shares = shares(amount, parts);
            assert_eq!(shares.len(), parts);
            assert_eq!(Money::checked_sum(shares.iter().copied()), Some(amount));
            let (least, most) = (shares.iter().min().unwrap(), shares.iter().max().unwrap());
            assert!(most.cents() - least.cents() <= 1);
        }
    }
}
