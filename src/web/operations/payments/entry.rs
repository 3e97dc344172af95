//! One payment: what it may be for, giving it to an order, putting it aside, taking it up again.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::{money, reason, status};
use crate::domain::bank::{self, BankEntryRow, Decided, ENTRY, Proposal, StaffEntryRow};
use crate::domain::fulfilment;
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::bank::BankEntryStatus;
use crate::types::iban::Iban;
use crate::types::matrix::StaffPermission::Finance;
use crate::types::money::Money;
use crate::types::order::OrderNumber;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::filter;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::operations::serve;
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Decisions shown below a payment.
const HISTORY: i64 = 50;

/// Longest reason.
const REASON_CHARS: usize = 200;

/// What is known of a payment.
struct Found {
    entry: BankEntryRow,
    proposal: Option<Proposal>,
    /// Number of the order that it paid.
    order: Option<String>,
    booked: Option<Money>,
    history: Vec<StaffEntryRow>,
}

#[derive(Template)]
#[template(path = "operations/payments/entry.html")]
struct EntryPage {
    layout: Layout,
    found: Found,
    status: (&'static str, String),
    /// What would happen if it were given to the order that was named.
    trial: Option<Decided>,
    order: String,
    reason: String,
    errors: FieldErrors,
}

impl Page for EntryPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl EntryPage {
    fn url(&self, pattern: &str) -> String {
        urls::bank_entry(pattern, &self.found.entry.id)
    }

    fn money(&self, amount: Money) -> String {
        money(&self.layout, amount, &self.found.entry.currency)
    }

    fn title(&self) -> String {
        self.money(self.found.entry.amount)
    }

    fn is(&self, status: BankEntryStatus) -> bool {
        self.found.entry.status == status
    }

    fn is_assignable(&self) -> bool {
        self.is(BankEntryStatus::Unmatched) && self.found.entry.amount > Money::ZERO
    }

    /// Only what a person has put aside can be taken up again.
    fn is_aside(&self) -> bool {
        self.is(BankEntryStatus::Ignored) && !self.found.entry.note.is_empty()
    }

    /// Key of the words, and the value.
    fn known(&self) -> Vec<(&'static str, String)> {
        let entry = &self.found.entry;
        let iban = Iban::parse(&entry.debtor_iban);
        [
            ("bank-booked-on", self.layout.formats.calendar_date(entry.booked_on)),
            ("bank-payer", entry.debtor.clone()),
            (
                "bank-payer-iban",
                iban.map_or_else(|_| entry.debtor_iban.clone(), |iban| iban.grouped()),
            ),
            ("bank-text", entry.remittance.clone()),
            ("bank-end-to-end", entry.end_to_end_id.clone()),
            ("bank-reference", entry.reference.clone()),
            ("bank-note", entry.note.clone()),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
    }

    /// What of the payment no order took.
    fn rest(&self) -> Option<String> {
        let rest = self.found.entry.amount.checked_sub(self.found.booked?)?;
        (rest > Money::ZERO).then(|| self.money(rest))
    }

    fn why(&self) -> Option<String> {
        let proposal = self.found.proposal.as_ref()?;
        Some(reason(&self.layout, &self.found.entry, proposal))
    }

    /// Number of an order, and where the consequence of choosing it is shown.
    fn proposed(&self) -> Vec<(String, String)> {
        let numbers = self.found.proposal.as_ref().map(|proposal| proposal.orders.clone());
        let here = self.url(urls::BANK_ENTRY);
        let link = |number: String| {
            let href = format!("{here}?order={}", urls::encode(&number));
            (number, href)
        };
        numbers.unwrap_or_default().into_iter().map(link).collect()
    }

    /// What would happen, in words.
    fn consequence(&self, trial: &Decided) -> String {
        let (booked, due) = (self.money(trial.booked), self.money(trial.due));
        if trial.rest > Money::ZERO {
            return self
                .layout
                .t2("bank-would-rest", "due", &due, "rest", &self.money(trial.rest));
        }
        if trial.booked < trial.due {
            return self.layout.t2("bank-would-part", "booked", &booked, "due", &due);
        }
        self.layout.t1("bank-would-all", "booked", &booked)
    }

    fn at(&self, entry: &StaffEntryRow) -> (String, String) {
        let formats = &self.layout.formats;
        (formats.iso(entry.happened_at), formats.date_time(entry.happened_at))
    }

    fn did(&self, entry: &StaffEntryRow) -> String {
        self.layout
            .t(&format!("staff-{}", entry.action.replace(['.', '_'], "-")))
    }
}

/// What is no number is the name of no payment.
fn id_of(request: &HttpRequest) -> Result<i64> {
    let text = request.match_info().query("incoming");
    text.parse().map_err(|_| Error::NotFound)
}

async fn found(state: &AppState, id: i64) -> Result<Found> {
    let read = move |db: &mut Db| -> domain::Result<Found> {
        let entry = bank::find_entry(db, id)?;
        let proposal = match entry.status {
            BankEntryStatus::Unmatched => bank::proposals(db, std::slice::from_ref(&entry))?.pop(),
            BankEntryStatus::Matched | BankEntryStatus::Ignored => None,
        };
        let order = fulfilment::of_keys(db, entry.order_id.into_iter().collect())?.pop();
        let booked = match entry.payment_id {
            Some(id) => bank::booked_amounts(db, vec![id])?.remove(&id),
            None => None,
        };
        Ok(Found {
            proposal,
            order: order.map(|order| order.number),
            booked,
            history: bank::history(db, ENTRY, id, HISTORY)?,
            entry,
        })
    };
    Ok(state.db.read(read).await?)
}

fn page(layout: Layout, found: Found) -> EntryPage {
    EntryPage {
        status: status(&layout, found.entry.status),
        layout,
        found,
        trial: None,
        order: String::new(),
        reason: String::new(),
        errors: FieldErrors::new(),
    }
}

/// The number of an order as people type it, with or without the letters in front.
fn number_in(text: &str) -> Option<OrderNumber> {
    OrderNumber::parse(text).or_else(|| OrderNumber::parse(&format!("SO{text}")))
}

/// What would happen if the payment were given to this order, or what is wrong with that.
async fn try_out(state: &AppState, entry: &BankEntryRow, text: &str) -> Result<std::result::Result<Decided, String>> {
    let Some(number) = number_in(text) else {
        return Ok(Err("bank-order-wrong".to_owned()));
    };
    let entry = entry.clone();
    let tried = state.db.read(move |db: &mut Db| bank::trial(db, &entry, &number)).await;
    match tried {
        Ok(decided) => Ok(Ok(decided)),
        Err(domain::Error::NotFound) => Ok(Err("bank-order-unknown".to_owned())),
        Err(domain::Error::Refused(key)) => Ok(Err(key.to_owned())),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn get(request: HttpRequest, layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    let mut page = page(layout, found(&state, id_of(&request)?).await?);
    page.order = filter::text(&request, "order", 40);
    if !page.order.is_empty() && page.is_assignable() {
        match try_out(&state, &page.found.entry, &page.order).await? {
            Ok(trial) => page.trial = Some(trial),
            Err(key) => page.errors = FieldErrors::one("order", &key),
        }
    }
    show(&page)
}

#[derive(Deserialize)]
pub(super) struct OrderForm {
    #[serde(default)]
    order: String,
}

pub(super) async fn assign(
    request: HttpRequest,
    mut layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<OrderForm>,
) -> Result<HttpResponse> {
    let (id, staff, now) = (id_of(&request)?, serve(&actor, Finance)?, layout.now);
    layout.here = urls::bank_entry(urls::BANK_ENTRY, &id);
    let key = match number_in(&form.order) {
        None => "bank-order-wrong",
        Some(number) => {
            let assign = move |db: &mut Db| bank::assign(db, &staff, id, &number, now);
            match state.db.write(assign).await {
                Ok(decided) => {
                    state.work.notify_one();
                    session.flash(
                        FlashKind::Ok,
                        layout.t1("bank-assigned", "order", &decided.order.number),
                    )?;
                    return Ok(redirect(&urls::bank_entry(urls::BANK_ENTRY, &id)));
                }
                Err(domain::Error::NotFound) => "bank-order-unknown",
                Err(domain::Error::Refused(key)) => key,
                Err(error) => return Err(error.into()),
            }
        }
    };
    let mut page = page(layout, found(&state, id).await?);
    if !page.is_assignable() {
        // Somebody else was quicker: there is no field to name.
        session.flash(FlashKind::Warn, page.layout.t(key))?;
        return Ok(redirect(&urls::bank_entry(urls::BANK_ENTRY, &id)));
    }
    page.order = form.order;
    page.errors = FieldErrors::one("order", key);
    show_invalid(&page)
}

#[derive(Deserialize)]
pub(super) struct ReasonForm {
    #[serde(default)]
    reason: String,
}

pub(super) async fn ignore(
    request: HttpRequest,
    mut layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<ReasonForm>,
) -> Result<HttpResponse> {
    let (id, staff, now) = (id_of(&request)?, serve(&actor, Finance)?, layout.now);
    layout.here = urls::bank_entry(urls::BANK_ENTRY, &id);
    let reason = form.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_long = reason.chars().count() > REASON_CHARS;
    let found = found(&state, id).await?;
    // Of one that somebody decided about meanwhile the domain says so.
    if found.entry.status == BankEntryStatus::Unmatched && (reason.is_empty() || is_long) {
        let mut page = page(layout, found);
        let key = if is_long {
            "fulfilment-text-too-long"
        } else {
            "fulfilment-reason-missing"
        };
        page.errors = FieldErrors::one("reason", key);
        page.reason = form.reason;
        return show_invalid(&page);
    }
    let ignore = move |db: &mut Db| bank::ignore(db, &staff, id, &reason, now);
    done(&session, &layout, id, (state.db.write(ignore).await, "bank-put-aside"))
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn take_up(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, staff, now) = (id_of(&request)?, serve(&actor, Finance)?, layout.now);
    let take_up = move |db: &mut Db| bank::take_up(db, &staff, id, now);
    done(&session, &layout, id, (state.db.write(take_up).await, "bank-taken-up"))
}

/// Back to the payment, with what was done, or with the reason why somebody was quicker.
fn done(
    session: &PageSession,
    layout: &Layout,
    id: i64,
    (outcome, key): (domain::Result<()>, &str),
) -> Result<HttpResponse> {
    match outcome {
        Ok(()) => session.flash(FlashKind::Ok, layout.t(key))?,
        Err(domain::Error::Refused(key)) => session.flash(FlashKind::Warn, layout.t(key))?,
        Err(error) => return Err(error.into()),
    }
    Ok(redirect(&urls::bank_entry(urls::BANK_ENTRY, &id)))
}
