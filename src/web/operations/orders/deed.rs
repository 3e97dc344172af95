//! What staff do with an order by one form: the page that asks, and doing it. What each of them needs and does is in `deeds.rs`.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use super::{note_view, number_of};
use crate::crypto::random_token;
use crate::domain::fulfilment::stock::{self, Stock};
use crate::domain::fulfilment::{self};
use crate::domain::invoices::{self, DocumentRow};
use crate::domain::orders::{self, LineRow, OrderRow, PaymentRow};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::StaffScope;
use crate::types::matrix::StaffPermission;
use crate::types::money::Money;
use crate::types::order::OrderNumber;
use crate::types::time::UtcTime;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::operations::serve;
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// The hidden field with the key of the form.
pub(super) const ATTEMPT: &str = "attempt";

/// What is known of an order when somebody wants to do something with it.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    pub(super) order: OrderRow,
    pub(super) lines: Vec<LineRow>,
    /// Pieces that are still to be assigned.
    pub(super) missing: i64,
    /// SIMs that are assigned.
    pub(super) sims: i64,
    pub(super) payments: Vec<PaymentRow>,
    pub(super) documents: Vec<DocumentRow>,
}

impl Facts {
    pub(super) fn find(db: &mut Db, number: &OrderNumber) -> domain::Result<Self> {
        let order = fulfilment::find_any(db, number)?;
        let lines = orders::lines(db, vec![order.id])?;
        let fulfilled = lines.iter().map(|line| line.fulfilled).sum();
        Ok(Self {
            missing: fulfilment::missing(&lines),
            // Of SIMs that are delivered each is a piece.
            sims: if order.kind.is_booked() {
                orders::count_sims(db, order.id)?
            } else {
                fulfilled
            },
            payments: orders::payments(db, order.id)?,
            documents: invoices::of_order(db, order.id)?,
            lines,
            order,
        })
    }

    /// What is likely to go back: what was paid beyond the documents, else all that we have.
    pub(super) fn to_refund(&self) -> Money {
        let documents = self.documents.iter().map(|row| (row.kind, row.gross));
        orders::balance(&self.order, documents)
            .map(|balance| balance.surplus)
            .filter(|surplus| *surplus > Money::ZERO)
            .unwrap_or_else(|| orders::standing_of(&self.order).kept())
    }
}

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Amount,
    Day,
    /// One of the stocks.
    Stock,
}

/// A field of a form: name, key of its words, kind, longest text.
pub(super) type Field = (&'static str, &'static str, Kind, usize);

/// What was typed, by field.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed(pub(super) BTreeMap<String, String>);

impl Typed {
    pub(super) fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", |value| value.trim())
    }

    fn put(&mut self, field: &str, value: String) {
        self.0.insert(field.to_owned(), value);
    }
}

/// Something that staff do with an order.
pub(super) trait Deed: 'static {
    /// What the fields say.
    type Command: Send + 'static;
    /// Its address.
    const PATTERN: &'static str;
    /// What its texts are called: `deed-<name>`, `deed-<name>-text`, `-do`, `-done`.
    const NAME: &'static str;
    /// Who may do it.
    const PERMISSION: StaffPermission;
    /// What is to be filled in.
    const FIELDS: &'static [Field] = &[];
    /// Whether it cannot be undone and takes something away.
    const IS_DANGER: bool = false;

    /// Whether it is its turn, or the sentence that says why not.
    fn turn(facts: &Facts) -> std::result::Result<(), &'static str>;

    /// What stands in the fields at first.
    fn suggestion(_: &Facts, _: &str) -> String {
        String::new()
    }

    /// Reads the fields.
    fn parse(typed: &Typed, today: NaiveDate) -> std::result::Result<Self::Command, FieldErrors>;

    /// Does it.
    fn act(
        db: &mut Db,
        staff: &StaffScope,
        number: &OrderNumber,
        command: &Self::Command,
        now: UtcTime,
    ) -> domain::Result<()>;

    /// The field whose fault a refusal is, if it is one's.
    fn at_field(_: &'static str) -> Option<&'static str> {
        None
    }
}

#[derive(Template)]
#[template(path = "operations/orders/deed.html")]
struct DeedPage {
    layout: Layout,
    facts: Facts,
    name: &'static str,
    pattern: &'static str,
    is_danger: bool,
    fields: &'static [Field],
    stocks: Vec<Stock>,
    typed: Typed,
    errors: FieldErrors,
    /// Why it cannot be done.
    refused: Option<String>,
}

impl Page for DeedPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl DeedPage {
    fn words(&self, what: &str) -> String {
        self.layout.t(&format!("deed-{}{what}", self.name))
    }

    fn order_href(&self) -> String {
        urls::order(urls::STAFF_ORDER, &self.facts.order.number)
    }

    fn action(&self) -> String {
        urls::order(self.pattern, &self.facts.order.number)
    }

    /// Key of the words, and what is known.
    fn known(&self) -> Vec<(&'static str, String)> {
        let (order, formats) = (&self.facts.order, &self.layout.formats);
        let standing = orders::standing_of(order);
        let money = |amount| formats.money(amount, order.currency);
        let mut known = vec![
            ("orders-total", money(order.gross)),
            ("orders-paid", money(order.paid)),
            ("fulfilment-due", money(standing.due())),
            ("fulfilment-kept", money(standing.kept())),
        ];
        if !order.kind.is_booked() {
            known.push(("fulfilment-assigned", formats.number(self.facts.sims)));
            known.push(("fulfilment-missing", formats.number(self.facts.missing)));
        }
        known
    }

    fn fields(&self) -> &'static [Field] {
        self.fields
    }

    fn input_type(&self, kind: &Kind) -> &'static str {
        match kind {
            Kind::Day => "date",
            Kind::Text | Kind::Amount | Kind::Stock => "text",
        }
    }

    fn is_stock(&self, kind: &Kind) -> bool {
        *kind == Kind::Stock
    }

    fn is_amount(&self, kind: &Kind) -> bool {
        *kind == Kind::Amount
    }

    fn is_chosen(&self, stock: &Stock) -> bool {
        self.typed.get("stock") == stock.organisation.id.to_string()
    }
}

async fn found<D: Deed>(state: &AppState, number: OrderNumber) -> Result<(Facts, Vec<Stock>)> {
    let needs_stock = D::FIELDS.iter().any(|(.., kind, _)| *kind == Kind::Stock);
    let read = move |db: &mut Db| -> domain::Result<_> {
        let stocks = if needs_stock { stock::list(db)? } else { Vec::new() };
        Ok((Facts::find(db, &number)?, stocks))
    };
    Ok(state.db.read(read).await?)
}

fn page<D: Deed>(layout: Layout, (facts, stocks): (Facts, Vec<Stock>), typed: Typed, errors: FieldErrors) -> DeedPage {
    let refused = D::turn(&facts).err().map(|key| layout.t(key));
    DeedPage {
        name: D::NAME,
        pattern: D::PATTERN,
        is_danger: D::IS_DANGER,
        fields: D::FIELDS,
        layout,
        facts,
        stocks,
        typed,
        errors,
        refused,
    }
}

pub(super) async fn get<D: Deed>(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let number = number_of(&request)?;
    note_view(&state, &actor, &number).await?;
    let found = found::<D>(&state, number).await?;
    let mut typed = Typed::default();
    for (name, _, kind, _) in D::FIELDS {
        let value = match kind {
            Kind::Day => layout.formats.day(layout.now).to_string(),
            Kind::Text | Kind::Amount | Kind::Stock => D::suggestion(&found.0, name),
        };
        typed.put(name, value);
    }
    // Sent twice it is one deed.
    let key = random_token().map_err(|error| Error::Internal(error.to_string()))?;
    typed.put(ATTEMPT, key);
    show(&page::<D>(layout, found, typed, FieldErrors::new()))
}

pub(super) async fn post<D: Deed>(
    request: HttpRequest,
    mut layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<HttpResponse> {
    let (number, staff, now) = (number_of(&request)?, serve(&actor, D::PERMISSION)?, layout.now);
    let typed = Typed(fields);
    layout.here = urls::order(D::PATTERN, number.as_str());
    let today = layout.formats.day(now);
    let mut errors = match D::parse(&typed, today) {
        Ok(command) => {
            let wanted = number.clone();
            let act = move |db: &mut Db| D::act(db, &staff, &wanted, &command, now);
            match state.db.write(act).await {
                Ok(()) => {
                    state.work.notify_one();
                    let done = layout.t1(&format!("deed-{}-done", D::NAME), "number", number.as_str());
                    session.flash(FlashKind::Ok, done)?;
                    return Ok(redirect(&urls::order(urls::STAFF_ORDER, number.as_str())));
                }
                Err(domain::Error::Refused(key)) => match D::at_field(key) {
                    Some(field) => FieldErrors::one(field, key),
                    None => {
                        let found = found::<D>(&state, number).await?;
                        let mut page = page::<D>(layout, found, typed, FieldErrors::new());
                        page.refused = Some(page.layout.t(key));
                        return show_invalid(&page);
                    }
                },
                Err(error) => return Err(error.into()),
            }
        }
        Err(errors) => errors,
    };
    let found = found::<D>(&state, number).await?;
    if D::turn(&found.0).is_err() {
        errors = FieldErrors::new();
    }
    show_invalid(&page::<D>(layout, found, typed, errors))
}
