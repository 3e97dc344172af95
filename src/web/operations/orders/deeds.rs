//! What each deed needs and does.

use chrono::NaiveDate;

use super::deed::{ATTEMPT, Deed, Facts, Field, Kind, Typed};
use crate::domain::fulfilment::{self, ByHand};
use crate::domain::orders::standing::{self, Event, next};
use crate::domain::orders::standing_of;
use crate::domain::{self, Db};
use crate::types::access::StaffScope;
use crate::types::matrix::StaffPermission::{self, Finance, Fulfilment};
use crate::types::money::Money;
use crate::types::order::{AttemptKey, OrderNumber, OrderStatus};
use crate::types::time::UtcTime;
use crate::web::fields::FieldErrors;
use crate::web::filter::day_of;
use crate::web::urls;

type Parsed<T> = std::result::Result<T, FieldErrors>;
type Turn = std::result::Result<(), &'static str>;

/// Whether the order could go on so.
fn may(facts: &Facts, event: Event) -> Turn {
    next(standing_of(&facts.order), event).map(|_| ())
}

/// Whether it is an order of SIMs, and all of them are assigned.
fn all_assigned(facts: &Facts) -> Turn {
    if facts.order.kind.is_booked() {
        return Err(fulfilment::NO_DELIVERY);
    }
    let is_open = facts.order.status == OrderStatus::InPreparation;
    if is_open && facts.missing > 0 {
        return Err(fulfilment::SIMS_MISSING);
    }
    Ok(())
}

/// A line of text, which may be empty only where `missing` is `None`.
fn line(typed: &Typed, field: &'static str, most: usize, missing: Option<&str>, errors: &mut FieldErrors) -> String {
    let text = typed.get(field);
    if text.is_empty() {
        if let Some(key) = missing {
            errors.add(field, key);
        }
    } else if text.chars().count() > most || text.contains(char::is_control) {
        errors.add(field, "fulfilment-text-too-long");
    }
    text.to_owned()
}

/// The parcel is handed to its carrier.
pub(super) struct Shipment;

impl Deed for Shipment {
    type Command = (String, String);
    const PATTERN: &'static str = urls::STAFF_ORDER_SHIPMENT;
    const NAME: &'static str = "shipment";
    const PERMISSION: StaffPermission = Fulfilment;
    const FIELDS: &'static [Field] = &[
        ("carrier", "fulfilment-carrier", Kind::Text, 60),
        ("tracking", "fulfilment-tracking", Kind::Text, 60),
    ];

    fn turn(facts: &Facts) -> Turn {
        may(facts, Event::Shipped)?;
        all_assigned(facts)
    }

    fn parse(typed: &Typed, _: NaiveDate) -> Parsed<Self::Command> {
        let mut errors = FieldErrors::new();
        let carrier = line(typed, "carrier", 60, Some("fulfilment-carrier-missing"), &mut errors);
        let tracking = line(typed, "tracking", 60, None, &mut errors);
        if errors.is_empty() {
            Ok((carrier, tracking))
        } else {
            Err(errors)
        }
    }

    fn act(
        db: &mut Db,
        staff: &StaffScope,
        number: &OrderNumber,
        (carrier, tracking): &Self::Command,
        now: UtcTime,
    ) -> domain::Result<()> {
        fulfilment::ship(db, staff, number, (carrier, tracking), now).map(|_| ())
    }
}

/// Everything is delivered.
pub(super) struct Completion;

impl Deed for Completion {
    type Command = ();
    const PATTERN: &'static str = urls::STAFF_ORDER_COMPLETION;
    const NAME: &'static str = "completion";
    const PERMISSION: StaffPermission = Fulfilment;

    fn turn(facts: &Facts) -> Turn {
        may(facts, Event::Completed)?;
        all_assigned(facts)
    }

    fn parse(_: &Typed, _: NaiveDate) -> Parsed<()> {
        Ok(())
    }

    fn act(db: &mut Db, staff: &StaffScope, number: &OrderNumber, (): &(), now: UtcTime) -> domain::Result<()> {
        fulfilment::complete(db, staff, number, now).map(|_| ())
    }
}

/// The order is given up.
pub(super) struct Cancellation;

impl Deed for Cancellation {
    type Command = String;
    const PATTERN: &'static str = urls::STAFF_ORDER_CANCELLATION;
    const NAME: &'static str = "cancellation";
    const PERMISSION: StaffPermission = Fulfilment;
    const FIELDS: &'static [Field] = &[("reason", "fulfilment-reason", Kind::Text, 200)];
    const IS_DANGER: bool = true;

    fn turn(facts: &Facts) -> Turn {
        may(facts, Event::Cancelled { by_staff: true })?;
        if !facts.order.kind.is_booked() && facts.sims > 0 {
            return Err(standing::HAS_SIMS);
        }
        Ok(())
    }

    fn parse(typed: &Typed, _: NaiveDate) -> Parsed<String> {
        let mut errors = FieldErrors::new();
        let reason = line(typed, "reason", 200, Some("fulfilment-reason-missing"), &mut errors);
        if errors.is_empty() { Ok(reason) } else { Err(errors) }
    }

    fn act(db: &mut Db, staff: &StaffScope, number: &OrderNumber, reason: &String, now: UtcTime) -> domain::Result<()> {
        fulfilment::cancel(db, staff, number, reason, now).map(|_| ())
    }
}

/// The SIMs go back into the stock.
pub(super) struct Return;

impl Deed for Return {
    type Command = i64;
    const PATTERN: &'static str = urls::STAFF_ORDER_RETURN;
    const NAME: &'static str = "return";
    const PERMISSION: StaffPermission = Fulfilment;
    const FIELDS: &'static [Field] = &[("stock", "fulfilment-into-stock", Kind::Stock, 20)];
    const IS_DANGER: bool = true;

    fn turn(facts: &Facts) -> Turn {
        let order = &facts.order;
        if order.kind.is_booked() || facts.sims == 0 {
            return Err("fulfilment-refused-no-sims");
        }
        match order.status {
            OrderStatus::InPreparation => Ok(()),
            OrderStatus::Cancelled => Err(standing::IS_CANCELLED),
            _ => Err("fulfilment-refused-return-late"),
        }
    }

    fn parse(typed: &Typed, _: NaiveDate) -> Parsed<i64> {
        let stock = typed.get("stock").parse();
        stock.map_err(|_| FieldErrors::one("stock", "fulfilment-stock-missing"))
    }

    fn act(db: &mut Db, staff: &StaffScope, number: &OrderNumber, stock: &i64, now: UtcTime) -> domain::Result<()> {
        fulfilment::take_back(db, staff, number, *stock, now).map(|_| ())
    }
}

/// What a form about money says.
pub(super) struct Moved {
    amount: Money,
    on: NaiveDate,
    reference: String,
    attempt: AttemptKey,
}

impl Moved {
    fn parse(typed: &Typed, today: NaiveDate) -> Parsed<Self> {
        let mut errors = FieldErrors::new();
        let amount = Money::parse(typed.get("amount"))
            .ok()
            .filter(|amount| *amount > Money::ZERO);
        if amount.is_none() {
            errors.add("amount", "fulfilment-amount-wrong");
        }
        let on = day_of(typed.get("on"));
        match on {
            None => errors.add("on", "fulfilment-day-wrong"),
            Some(on) if on > today => errors.add("on", "fulfilment-day-future"),
            Some(_) => {}
        }
        let reference = line(
            typed,
            "reference",
            80,
            Some("fulfilment-reference-missing"),
            &mut errors,
        );
        let attempt = AttemptKey::parse(typed.get(ATTEMPT));
        if attempt.is_none() {
            // Only the page that asks sends this.
            errors.add("amount", "fulfilment-again");
        }
        match (amount, on, attempt) {
            (Some(amount), Some(on), Some(attempt)) if errors.is_empty() => Ok(Self {
                amount,
                on,
                reference,
                attempt,
            }),
            _ => Err(errors),
        }
    }

    fn by_hand(&self) -> ByHand<'_> {
        ByHand {
            amount: self.amount,
            on: self.on,
            reference: &self.reference,
            attempt: &self.attempt,
        }
    }

    const FIELDS: &'static [Field] = &[
        ("amount", "fulfilment-amount", Kind::Amount, 24),
        ("on", "fulfilment-on", Kind::Day, 10),
        ("reference", "fulfilment-reference", Kind::Text, 80),
    ];

    fn at_field(key: &'static str) -> Option<&'static str> {
        match key {
            standing::TOO_MUCH | standing::REFUND_TOO_MUCH | standing::NO_AMOUNT => Some("amount"),
            fulfilment::REFERENCE_KNOWN => Some("reference"),
            _ => None,
        }
    }
}

/// Money came in.
pub(super) struct Payment;

impl Deed for Payment {
    type Command = Moved;
    const PATTERN: &'static str = urls::STAFF_ORDER_PAYMENT;
    const NAME: &'static str = "payment";
    const PERMISSION: StaffPermission = Finance;
    const FIELDS: &'static [Field] = Moved::FIELDS;

    fn turn(facts: &Facts) -> Turn {
        may(facts, Event::Paid(Money::from_cents(1)))
    }

    fn suggestion(facts: &Facts, field: &str) -> String {
        match field {
            "amount" => standing_of(&facts.order).due().to_string(),
            _ => String::new(),
        }
    }

    fn parse(typed: &Typed, today: NaiveDate) -> Parsed<Moved> {
        Moved::parse(typed, today)
    }

    fn act(db: &mut Db, staff: &StaffScope, number: &OrderNumber, moved: &Moved, now: UtcTime) -> domain::Result<()> {
        fulfilment::note_payment(db, staff, number, &moved.by_hand(), now).map(|_| ())
    }

    fn at_field(key: &'static str) -> Option<&'static str> {
        Moved::at_field(key)
    }
}

/// Money goes back to the card.
pub(super) struct CardRefund;

impl Deed for CardRefund {
    type Command = (Money, AttemptKey);
    const PATTERN: &'static str = urls::STAFF_ORDER_CARD_REFUND;
    const NAME: &'static str = "card-refund";
    const PERMISSION: StaffPermission = Finance;
    const FIELDS: &'static [Field] = &[("amount", "fulfilment-amount", Kind::Amount, 24)];
    const IS_DANGER: bool = true;

    fn turn(facts: &Facts) -> Turn {
        may(facts, Event::Refunded(Money::from_cents(1)))?;
        if fulfilment::is_by_card(&facts.payments) {
            Ok(())
        } else {
            Err(fulfilment::NOT_BY_CARD)
        }
    }

    fn suggestion(facts: &Facts, field: &str) -> String {
        Refund::suggestion(facts, field)
    }

    fn parse(typed: &Typed, _: NaiveDate) -> Parsed<Self::Command> {
        let mut errors = FieldErrors::new();
        let amount = Money::parse(typed.get("amount")).ok();
        if amount.is_none() {
            errors.add("amount", "fulfilment-amount-wrong");
        }
        match (amount, AttemptKey::parse(typed.get(ATTEMPT))) {
            (Some(amount), Some(attempt)) => Ok((amount, attempt)),
            _ => Err(errors),
        }
    }

    fn act(
        db: &mut Db,
        staff: &StaffScope,
        number: &OrderNumber,
        (amount, attempt): &Self::Command,
        now: UtcTime,
    ) -> domain::Result<()> {
        fulfilment::refund_card(db, staff, number, (*amount, attempt), now)
    }

    fn at_field(key: &'static str) -> Option<&'static str> {
        Moved::at_field(key)
    }
}

/// Money went back by bank transfer.
pub(super) struct Refund;

impl Deed for Refund {
    type Command = Moved;
    const PATTERN: &'static str = urls::STAFF_ORDER_REFUND;
    const NAME: &'static str = "refund";
    const PERMISSION: StaffPermission = Finance;
    const FIELDS: &'static [Field] = Moved::FIELDS;
    const IS_DANGER: bool = true;

    fn turn(facts: &Facts) -> Turn {
        may(facts, Event::Refunded(Money::from_cents(1)))?;
        if fulfilment::is_by_card(&facts.payments) {
            return Err(fulfilment::BY_CARD);
        }
        Ok(())
    }

    fn suggestion(facts: &Facts, field: &str) -> String {
        match field {
            "amount" => facts.to_refund().to_string(),
            _ => String::new(),
        }
    }

    fn parse(typed: &Typed, today: NaiveDate) -> Parsed<Moved> {
        Moved::parse(typed, today)
    }

    fn act(db: &mut Db, staff: &StaffScope, number: &OrderNumber, moved: &Moved, now: UtcTime) -> domain::Result<()> {
        fulfilment::note_refund(db, staff, number, &moved.by_hand(), now).map(|_| ())
    }

    fn at_field(key: &'static str) -> Option<&'static str> {
        Moved::at_field(key)
    }
}
