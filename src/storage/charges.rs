//! Attempts to move money by card (rows of `payments` that a provider is asked about), and what providers tell by themselves.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::orders::OrderRow;
use super::schema::{orders, payment_events, payments};
use super::{Db, Result};
use crate::types::access::{By, OrgScope};
use crate::types::money::{Currency, Money};
use crate::types::order::{PaymentKind, PaymentState};

/// A row of `payments` with all that an attempt is asked with.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct AttemptRow {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Whose order it is for.
    pub organisation_id: i64,
    /// The order.
    pub order_id: i64,
    /// Which way the money goes.
    pub kind: PaymentKind,
    /// Who moves it.
    pub provider: String,
    /// What the provider calls it, once it has told.
    pub provider_reference: Option<String>,
    /// The saved card that is charged; `None`: a page of the provider.
    pub payment_method_id: Option<i64>,
    /// The charge that a refund gives back.
    pub refund_of: Option<i64>,
    /// Names the attempt at the provider, for good.
    pub attempt_key: String,
    /// What is known of it: `pending` was not asked yet, `unknown` was asked and has no answer.
    pub status: PaymentState,
    /// How much, more than nothing.
    pub amount: Money,
    /// In what.
    pub currency: Currency,
    /// Why it failed, a word of `domain/charges`; empty while it did not.
    pub failure_code: String,
    /// Who began it.
    pub actor_name: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// When it was known to have succeeded or failed.
    pub settled_at: Option<NaiveDateTime>,
    /// The customer that it is asked for; empty until known.
    pub customer_reference: String,
    /// Whether the card of the page is saved.
    pub keep_card: bool,
    /// Language of the page.
    pub language: String,
    /// When the provider is asked next.
    pub look_at: NaiveDateTime,
}

impl AttemptRow {
    /// Whether it may still become something.
    pub fn is_live(&self) -> bool {
        self.settled_at.is_none()
    }
}

/// An attempt to insert; nobody was asked yet.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the same fields as AttemptRow")]
pub struct NewAttempt<'a> {
    pub kind: PaymentKind,
    pub provider: &'a str,
    pub payment_method_id: Option<i64>,
    pub refund_of: Option<i64>,
    pub attempt_key: &'a str,
    pub amount: Money,
    pub keep_card: bool,
    pub language: &'a str,
    pub look_at: NaiveDateTime,
}

/// Adds an attempt for an order that was locked.
pub fn insert(db: &mut Db, order: &OrderRow, by: &By, new: &NewAttempt<'_>, now: NaiveDateTime) -> Result<AttemptRow> {
    use payments as p;
    let id: i64 = diesel::insert_into(p::table)
        .values((
            (
                p::root_id.eq(order.root_id),
                p::organisation_id.eq(order.organisation_id),
                p::order_id.eq(order.id),
                p::kind.eq(new.kind),
                p::provider.eq(new.provider),
                p::payment_method_id.eq(new.payment_method_id),
                p::refund_of.eq(new.refund_of),
                p::attempt_key.eq(new.attempt_key),
            ),
            (
                p::status.eq(PaymentState::Pending),
                p::amount.eq(new.amount),
                p::currency.eq(order.currency),
                p::actor_name.eq(&by.name),
                p::created_at.eq(now),
                p::keep_card.eq(new.keep_card),
                p::language.eq(new.language),
                p::look_at.eq(new.look_at),
            ),
        ))
        .returning(p::id)
        .get_result(db)?;
    Ok(p::table.find(id).select(p::all_columns).first(db)?)
}

/// An attempt of the scope.
pub fn find(db: &mut Db, scope: &OrgScope, id: i64) -> Result<AttemptRow> {
    use payments as p;
    Ok(p::table
        .filter(p::organisation_id.eq(scope.organisation_id()))
        .filter(p::id.eq(id))
        .select(p::all_columns)
        .first(db)?)
}

/// Attempts of an order that was found through a scope, in the order of time.
pub fn of_order(db: &mut Db, order_id: i64) -> Result<Vec<AttemptRow>> {
    use payments as p;
    Ok(p::table
        .filter(p::order_id.eq(order_id))
        .order(p::id)
        .select(p::all_columns)
        .load(db)?)
}

/// Writes what may change of an attempt whose order was locked.
pub fn save(db: &mut Db, attempt: &AttemptRow) -> Result<()> {
    use payments as p;
    diesel::update(p::table.find(attempt.id))
        .set((
            p::status.eq(attempt.status),
            p::provider_reference.eq(&attempt.provider_reference),
            p::failure_code.eq(&attempt.failure_code),
            p::settled_at.eq(attempt.settled_at),
            p::customer_reference.eq(&attempt.customer_reference),
            p::look_at.eq(attempt.look_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Whose an attempt is: for jobs, which get only its key.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Home {
    /// Key of the attempt.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Its organisation.
    pub organisation_id: i64,
    /// Who began it.
    pub actor_name: String,
}

type HomeColumns = (
    payments::id,
    payments::root_id,
    payments::organisation_id,
    payments::actor_name,
);

const HOME: HomeColumns = (
    payments::id,
    payments::root_id,
    payments::organisation_id,
    payments::actor_name,
);

/// Whose an attempt is.
pub fn home_of(db: &mut Db, id: i64) -> Result<Home> {
    Ok(payments::table.find(id).select(HOME).first(db)?)
}

/// The attempt that a provider speaks of: by its key if the provider knows it, else by the provider's own name for it.
pub fn home_by_name(db: &mut Db, provider: &str, key: Option<&str>, reference: &str) -> Result<Option<Home>> {
    use payments as p;
    if let Some(key) = key {
        let found = p::table
            .filter(p::attempt_key.eq(key))
            .filter(p::provider.eq(provider))
            .select(HOME)
            .first(db)
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(p::table
        .filter(p::provider.eq(provider))
        .filter(p::provider_reference.eq(Some(reference)))
        .select(HOME)
        .first(db)
        .optional()?)
}

/// Open attempts whose provider is to be asked by now, those that wait longest first.
pub fn due(db: &mut Db, now: NaiveDateTime, most: i64) -> Result<Vec<AttemptRow>> {
    use payments as p;
    Ok(p::table
        .filter(p::settled_at.is_null())
        .filter(p::look_at.le(now))
        .order((p::look_at, p::id))
        .limit(most)
        .select(p::all_columns)
        .load(db)?)
}

/// Numbers of orders with an attempt that was asked for before `then` and has no answer yet, at most `most` attempts.
pub fn unanswered(db: &mut Db, then: NaiveDateTime, most: i64) -> Result<Vec<String>> {
    use orders as o;
    use payments as p;
    let mut numbers: Vec<String> = p::table
        .inner_join(o::table.on(p::order_id.eq(o::id)))
        .filter(p::settled_at.is_null())
        .filter(p::status.eq(PaymentState::Unknown))
        .filter(p::created_at.le(then))
        .order((p::created_at, p::id))
        .limit(most)
        .select(o::number)
        .load(db)?;
    numbers.sort();
    numbers.dedup();
    Ok(numbers)
}

/// Numbers of orders with a charge of which something was to be given back since `then`, and the last attempt failed; at most `most`
/// attempts are looked at, those of the latest charges.
pub fn failed_refunds(db: &mut Db, then: NaiveDateTime, most: i64) -> Result<Vec<String>> {
    use orders as o;
    use payments as p;
    let rows: Vec<(Option<i64>, PaymentState, String)> = p::table
        .inner_join(o::table.on(p::order_id.eq(o::id)))
        .filter(p::refund_of.gt(0_i64))
        .filter(p::created_at.ge(then))
        .order((p::refund_of.desc(), p::id.desc()))
        .limit(most)
        .select((p::refund_of, p::status, o::number))
        .load(db)?;
    let mut numbers = Vec::new();
    let mut before = None;
    for (charge, status, number) in rows {
        let is_last_attempt = charge != before;
        before = charge;
        if is_last_attempt && status == PaymentState::Failed {
            numbers.push(number);
        }
    }
    numbers.sort();
    numbers.dedup();
    Ok(numbers)
}

/// Says when the provider is asked next about an attempt.
pub fn set_look_at(db: &mut Db, id: i64, at: NaiveDateTime) -> Result<()> {
    diesel::update(payments::table.find(id))
        .set(payments::look_at.eq(at))
        .execute(db)?;
    Ok(())
}

/// Something that a provider told.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct EventRow {
    /// Who told it.
    pub provider: String,
    /// Its name there.
    pub event_id: String,
    /// The provider's word for what happened.
    pub kind: String,
    /// When it came.
    pub received_at: NaiveDateTime,
    /// What it is about, as `domain/charges` writes it.
    pub payload: String,
    /// When it was dealt with.
    pub handled_at: Option<NaiveDateTime>,
}

/// Keeps an event, unless it came before: then `false`.
pub fn insert_event(
    db: &mut Db,
    (provider, event_id): (&str, &str),
    kind: &str,
    payload: &str,
    now: NaiveDateTime,
) -> Result<bool> {
    use payment_events as e;
    let values = (
        e::provider.eq(provider),
        e::event_id.eq(event_id),
        e::kind.eq(kind),
        e::received_at.eq(now),
        e::payload.eq(payload),
    );
    let written =
        on_backend!(db, c => diesel::insert_into(e::table).values(values).on_conflict_do_nothing().execute(c))?;
    Ok(written == 1)
}

/// An event.
pub fn find_event(db: &mut Db, provider: &str, event_id: &str) -> Result<EventRow> {
    use payment_events as e;
    Ok(e::table.find((provider, event_id)).select(e::all_columns).first(db)?)
}

/// Forgets events that came before `before` and were dealt with; answers how many.
pub fn delete_handled_events(db: &mut Db, before: NaiveDateTime) -> Result<usize> {
    use payment_events as e;
    let old = e::table
        .filter(e::handled_at.is_not_null())
        .filter(e::received_at.lt(before));
    Ok(diesel::delete(old).execute(db)?)
}

/// Notes that an event was dealt with.
pub fn event_handled(db: &mut Db, provider: &str, event_id: &str, now: NaiveDateTime) -> Result<()> {
    use payment_events as e;
    diesel::update(e::table.find((provider, event_id)))
        .set(e::handled_at.eq(Some(now)))
        .execute(db)?;
    Ok(())
}
