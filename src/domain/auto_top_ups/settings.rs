//! What an organisation wants: on or off, what is bought, how it is paid, and how much a month.

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::charges::{self, CardRow};
use crate::domain::orders::{MONTHLY_NOT_ALLOWED, NO_BILLING_ADDRESS};
use crate::domain::products::{self, ProductRow};
use crate::domain::{Error, Result};
use crate::storage::audit::{self, Change};
use crate::storage::auto_top_ups::{self as rows, SettingRow};
use crate::storage::{Db, organisations, products as product_rows};
use crate::types::access::OrgScope;
use crate::types::auto_top_up::{OffReason, VolumeKind};
use crate::types::money::Money;
use crate::types::packaging::Packaging;
use crate::types::product::{ProductKind, ProductStatus};

/// Sentence: a product has to be chosen.
pub const PRODUCT_UNKNOWN: &str = "auto-top-up-refused-product";
/// Sentence: a way to pay has to be chosen.
pub const CARD_UNKNOWN: &str = "auto-top-up-refused-card";
/// Sentence: without a cap nothing is bought by itself.
pub const CAP_MISSING: &str = "auto-top-up-refused-cap";
/// Sentence: what was typed as the cap is no amount.
pub const CAP_UNREADABLE: &str = "auto-top-up-cap-wrong";

/// How it is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pays {
    /// With the invoice of the month; staff allow it.
    MonthlyInvoice,
    /// By a saved card.
    Card(i64),
}

/// What the organisation wants for one kind of volume. What is off may lack everything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Whether SIMs are topped up.
    pub is_on: bool,
    /// What is bought.
    pub product_id: Option<i64>,
    /// How it is paid.
    pub pays: Option<Pays>,
    /// Most that is spent in a month (UTC), with VAT; `None`: what was typed is no amount.
    pub monthly_cap: Option<Money>,
    /// Whether SIMs of future orders are switched on.
    pub for_future_sims: bool,
}

/// What is wrong with a wish: each is the fault of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Problem {
    /// Key of the sentence about the product.
    pub product: Option<&'static str>,
    /// Key of the sentence about the payment.
    pub pays: Option<&'static str>,
    /// Key of the sentence about the cap.
    pub cap: Option<&'static str>,
}

/// Whether a product can be bought for single SIMs and gives this kind of volume.
pub fn product_fits(product: &ProductRow, kind: VolumeKind) -> bool {
    let gives = match kind {
        VolumeKind::Data => product.data_bytes,
        VolumeKind::Sms => product.sms,
    };
    let is_single = products::packaging(product).is_ok_and(|packaging| packaging.check(1).is_ok());
    product.kind == ProductKind::TopUp
        && product.status == ProductStatus::Offered
        && is_single
        && product.multiple == Packaging::SINGLE.multiple()
        && gives > 0
}

/// Replaces a setting. A new start: failures so far are forgotten.
pub fn change(
    db: &mut Db,
    scope: &OrgScope,
    kind: VolumeKind,
    wish: &Wish,
    now: NaiveDateTime,
) -> Result<std::result::Result<(), Problem>> {
    let before = rows::lock(db, scope, kind)?;
    let problem = look(db, scope, kind, wish, now.date())?;
    if problem != Problem::default() {
        return Ok(Err(problem));
    }
    let row = SettingRow {
        organisation_id: scope.organisation_id(),
        kind,
        root_id: scope.root_id(),
        is_on: wish.is_on,
        product_id: wish.product_id,
        payment_method_id: match wish.pays {
            Some(Pays::Card(id)) => Some(id),
            Some(Pays::MonthlyInvoice) | None => None,
        },
        monthly_cap: wish.monthly_cap.unwrap_or(Money::ZERO),
        for_future_sims: wish.for_future_sims,
        failures: 0,
        switched_off_reason: String::new(),
        updated_at: now,
    };
    rows::put(db, &row)?;
    note(db, scope, before.as_ref(), &row, now)?;
    Ok(Ok(()))
}

/// What is wrong. What was chosen has to exist even where it is off; it has to be chosen where it is on.
fn look(db: &mut Db, scope: &OrgScope, kind: VolumeKind, wish: &Wish, today: NaiveDate) -> Result<Problem> {
    let organisation = organisations::find(db, scope.organisation_id())?;
    let product = match wish.product_id {
        None => wish.is_on.then_some(PRODUCT_UNKNOWN),
        Some(id) => {
            let found = product_rows::find_many(db, vec![id])?;
            let prices = products::prices_in(db, vec![id], organisation.currency)?;
            let fits = found.iter().any(|row| product_fits(row, kind)) && prices.contains_key(&id);
            (!fits).then_some(PRODUCT_UNKNOWN)
        }
    };
    let pays = match wish.pays {
        None => wish.is_on.then_some(CARD_UNKNOWN),
        Some(Pays::MonthlyInvoice) => (!organisation.monthly_invoice_allowed).then_some(MONTHLY_NOT_ALLOWED),
        Some(Pays::Card(id)) => {
            let cards = charges::cards(db, scope)?;
            let is_good = cards.iter().any(|card| card.id == id && !card.is_expired(today));
            (!is_good).then_some(CARD_UNKNOWN)
        }
    };
    let cap = match wish.monthly_cap {
        None => Some(CAP_UNREADABLE),
        Some(cap) => (wish.is_on && cap <= Money::ZERO).then_some(CAP_MISSING),
    };
    Ok(Problem { product, pays, cap })
}

/// Writes into the log of the organisation what is another one now.
pub(super) fn note(
    db: &mut Db,
    scope: &OrgScope,
    before: Option<&SettingRow>,
    after: &SettingRow,
    now: NaiveDateTime,
) -> Result<()> {
    let (old, new) = (before.map(told), told(after));
    if old.as_ref() == Some(&new) {
        return Ok(());
    }
    let change = Change {
        action: "organisation.auto_top_up",
        object_kind: "organisation",
        object_id: scope.organisation_id(),
        object_name: after.kind.as_str(),
        old,
        new: Some(new),
    };
    Ok(audit::insert(db, scope, now, vec![change])?)
}

fn told(row: &SettingRow) -> String {
    let number = |id: Option<i64>| id.map_or_else(|| "-".to_owned(), |id| id.to_string());
    let on = if row.is_on { "on" } else { "off" };
    let future = if row.for_future_sims { "yes" } else { "no" };
    let reason = match row.switched_off_reason.as_str() {
        "" => String::new(),
        reason => format!(" ({reason})"),
    };
    format!(
        "{on}{reason}; product {}; card {}; cap {}; future SIMs {future}",
        number(row.product_id),
        number(row.payment_method_id),
        row.monthly_cap
    )
}

/// Switches a kind off by itself, for a reason that is shown and told.
pub(super) fn switch_off(
    db: &mut Db,
    scope: &OrgScope,
    mut row: SettingRow,
    reason: OffReason,
    code: &str,
    now: NaiveDateTime,
) -> Result<()> {
    let before = row.clone();
    row.is_on = false;
    reason.as_str().clone_into(&mut row.switched_off_reason);
    row.updated_at = now;
    rows::put(db, &row)?;
    note(db, scope, Some(&before), &row, now)?;
    let news = super::News::SwitchedOff {
        reason: reason.as_str().to_owned(),
        code: code.to_owned(),
    };
    super::tell(db, scope, row.kind, news, now)
}

/// A card that is a saved one of the organisation and can pay, or why not.
pub(super) fn good_card(
    db: &mut Db,
    scope: &OrgScope,
    card_id: i64,
    today: NaiveDate,
) -> Result<std::result::Result<CardRow, OffReason>> {
    let card = charges::cards(db, scope)?.into_iter().find(|card| card.id == card_id);
    Ok(match card {
        None => Err(OffReason::CardGone),
        Some(card) if card.is_expired(today) => Err(OffReason::CardExpired),
        Some(card) => Ok(card),
    })
}

/// What a refusal to order means, where only the customer can mend it.
pub(super) fn reason_of(error: &Error) -> Option<OffReason> {
    match error {
        Error::Refused(key) if *key == NO_BILLING_ADDRESS => Some(OffReason::NoBillingAddress),
        Error::Refused(key) if *key == MONTHLY_NOT_ALLOWED => Some(OffReason::MonthlyNotAllowed),
        _ => None,
    }
}
