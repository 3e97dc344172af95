//! What becomes of the money of an automatic order. Called in the transaction that settles the charge, once for each charge.

use chrono::{NaiveDateTime, TimeDelta};

use super::settings::{good_card, switch_off};
use super::{MOST_FAILURES, News, tell};
use crate::domain::orders::{self, OrderRow};
use crate::domain::work::{Job, enqueue_for};
use crate::domain::{Error, Result, charges};
use crate::storage::auto_top_ups::{self as rows, SettingRow};
use crate::storage::orders as order_rows;
use crate::storage::{Db, Error as StorageError};
use crate::types::access::OrgScope;
use crate::types::auto_top_up::{ChargeResult, OffReason};
use crate::types::card_payment::Decline;
use crate::types::order::OrderStatus;

/// Pauses before the second and the third try.
const PAUSES: [TimeDelta; 2] = [TimeDelta::hours(4), TimeDelta::hours(12)];

/// An automatic order was paid: the ledger says so, failures are forgotten, people are told.
pub fn charged(db: &mut Db, scope: &OrgScope, order: &OrderRow, now: NaiveDateTime) -> Result<()> {
    let Some(kind) = rows::kind_of_order(db, order.id)? else {
        return Ok(());
    };
    rows::set_result(db, order.id, ChargeResult::Charged)?;
    if let Some(setting) = rows::lock(db, scope, kind)? {
        forget_failures(db, setting, now)?;
    }
    tell(db, scope, kind, News::Done { order_id: order.id }, now)
}

fn forget_failures(db: &mut Db, setting: SettingRow, now: NaiveDateTime) -> Result<()> {
    if setting.failures > 0 {
        let setting = SettingRow {
            failures: 0,
            updated_at: now,
            ..setting
        };
        rows::put(db, &setting)?;
    }
    Ok(())
}

/// The card of an automatic order was declined: it is tried again, with growing pauses; after the third time auto-top-up is switched off
/// and the order given up.
pub fn failed(db: &mut Db, scope: &OrgScope, order: &OrderRow, reason: Decline, now: NaiveDateTime) -> Result<()> {
    let Some(kind) = rows::kind_of_order(db, order.id)? else {
        return Ok(());
    };
    let setting = match rows::lock(db, scope, kind)? {
        Some(setting) if setting.is_on => setting,
        // Switched off meanwhile, by a person or because of another order.
        _ => return give_up(db, scope, order, now),
    };
    let failures = setting.failures + 1;
    let setting = SettingRow {
        failures,
        updated_at: now,
        ..setting
    };
    let pause = usize::try_from(failures - 1).ok().and_then(|place| PAUSES.get(place));
    let Some(pause) = pause.filter(|_| failures < MOST_FAILURES) else {
        give_up(db, scope, order, now)?;
        return switch_off(db, scope, setting, OffReason::Declined, reason.as_str(), now);
    };
    rows::put(db, &setting)?;
    let next = now + *pause;
    let job = Job::RetryAutoTopUp {
        root_id: scope.root_id(),
        organisation_id: scope.organisation_id(),
        order_id: order.id,
    };
    enqueue_for(db, Some(scope.organisation_id()), &job, next, now)?;
    let news = News::Failed {
        order_id: order.id,
        code: reason.as_str().to_owned(),
        next,
    };
    tell(db, scope, kind, news, now)
}

/// Charges an order once more whose payment failed, with the card that the organisation has chosen by now. For its job.
pub fn retry(db: &mut Db, scope: &OrgScope, order_id: i64, now: NaiveDateTime) -> Result<()> {
    let order = match order_rows::lock(db, scope, order_id) {
        Ok(order) => order,
        Err(StorageError::NotFound) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let Some(kind) = rows::kind_of_order(db, order.id)? else {
        return Ok(());
    };
    let Some(setting) = rows::lock(db, scope, kind)?.filter(|setting| setting.is_on) else {
        return give_up(db, scope, &order, now);
    };
    if order.status != OrderStatus::AwaitingPayment {
        // Somebody paid it, or gave it up: no payment waits for another try, and the next run may order again.
        return forget_failures(db, setting, now);
    }
    let Some(card_id) = setting.payment_method_id else {
        // It is paid by the monthly invoice from now on: the next run orders anew.
        give_up(db, scope, &order, now)?;
        return forget_failures(db, setting, now);
    };
    match good_card(db, scope, card_id, now.date())? {
        Ok(card) => match charges::charge_later(db, scope, &order, card.id, now) {
            // Somebody pays it at this moment.
            Err(Error::Refused(charges::UNDER_WAY)) => Ok(()),
            done => done,
        },
        Err(reason) => {
            give_up(db, scope, &order, now)?;
            switch_off(db, scope, setting, reason, "", now)
        }
    }
}

/// A saved card is gone: whatever it paid is switched off.
pub fn card_gone(db: &mut Db, scope: &OrgScope, card_id: i64, now: NaiveDateTime) -> Result<()> {
    for kind in rows::paid_by(db, scope, card_id)? {
        if let Some(setting) = rows::lock(db, scope, kind)?.filter(|setting| setting.is_on) {
            let setting = SettingRow {
                payment_method_id: None,
                ..setting
            };
            switch_off(db, scope, setting, OffReason::CardGone, "", now)?;
        }
    }
    Ok(())
}

/// Gives an order up that was not paid; the ledger says so as well.
fn give_up(db: &mut Db, scope: &OrgScope, order: &OrderRow, now: NaiveDateTime) -> Result<()> {
    let order = order_rows::lock(db, scope, order.id)?;
    if order.status == OrderStatus::AwaitingPayment {
        orders::cancel(db, scope, order.id, (false, ""), now)?;
    }
    Ok(())
}

/// An automatic order was given up, by whomever: what it was to cost counts against the cap no more.
pub fn cancelled(db: &mut Db, order: &OrderRow) -> Result<()> {
    Ok(rows::set_result(db, order.id, ChargeResult::Failed)?)
}
