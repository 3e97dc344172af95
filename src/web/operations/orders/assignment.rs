//! Assigning SIMs to a line of an order: which ones, what is wrong with them, what would be done, doing it.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::{note_view, number_of};
use crate::domain::fulfilment::stock::{self, Stock};
use crate::domain::fulfilment::{self, Assigned, Assignment, Checked, MOST_AT_ONCE};
use crate::domain::orders::{self, LineRow, OrderRow};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::matrix::StaffPermission::Fulfilment;
use crate::types::order::{OrderNumber, OrderStatus};
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::operations::serve;
use crate::web::paging::param;
use crate::web::session::{FlashKind, PageSession};
use crate::web::transfers::new::{Typed, ordered};
use crate::web::transfers::rows::{self, FaultRow, RangeLine};
use crate::web::upload::Upload;
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Form with the most SIMs that are assigned at once, each on a line of its own, and room to spare.
const LARGEST_FORM: usize = 1024 * 1024;

#[derive(Template)]
#[template(path = "operations/orders/assignment.html")]
struct AssignmentPage {
    layout: Layout,
    order: OrderRow,
    /// Lines that lack SIMs.
    lines: Vec<LineRow>,
    stocks: Vec<Stock>,
    line_id: i64,
    stock_id: i64,
    typed: Typed,
    errors: FieldErrors,
    /// Why none can be assigned at all.
    refused: Option<String>,
    /// What is wrong beside single lines.
    problems: Vec<String>,
    faults: Vec<FaultRow>,
    /// All faults, those that are not listed included.
    fault_count: i64,
    /// The file as it would be accepted.
    repaired: Option<String>,
    /// Whether only the type of the SIMs stands against it.
    may_fit: bool,
    /// What would be done: ready to be confirmed.
    ready: Option<Ready>,
    ranges: Vec<RangeLine>,
    previous: Option<String>,
    next: Option<String>,
}

/// What would be done.
struct Ready {
    /// The ranges as a file, for the form that confirms.
    text: String,
    fits_anyway: bool,
    sims: i64,
    /// SIMs that the line lacks afterwards.
    left: i64,
}

impl Page for AssignmentPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl AssignmentPage {
    fn order_href(&self) -> String {
        urls::order(urls::STAFF_ORDER, &self.order.number)
    }

    fn action(&self) -> String {
        urls::order(urls::STAFF_ORDER_ASSIGNMENT, &self.order.number)
    }

    /// Key, words, whether it is chosen.
    fn line_choices(&self) -> Vec<(i64, String, bool)> {
        let words = |line: &LineRow| {
            let left = self.layout.tn("fulfilment-lacks", &(line.quantity - line.fulfilled));
            (line.id, format!("{} ({left})", line.name), line.id == self.line_id)
        };
        self.lines.iter().map(words).collect()
    }

    fn stock_choices(&self) -> Vec<(i64, String, bool)> {
        let words = |stock: &Stock| {
            let sims = self.layout.tn("transfer-sims", &stock.sims);
            let id = stock.organisation.id;
            (id, format!("{} ({sims})", stock.organisation.name), id == self.stock_id)
        };
        self.stocks.iter().map(words).collect()
    }

    fn stock_name(&self) -> &str {
        let found = self.stocks.iter().find(|stock| stock.organisation.id == self.stock_id);
        found.map_or("", |stock| &stock.organisation.name)
    }

    fn unshown(&self) -> Option<String> {
        let shown = i64::try_from(self.faults.len()).unwrap_or(i64::MAX);
        let more = self.fault_count - shown;
        (more > 0).then(|| self.layout.tn("transfer-unshown", &more))
    }
}

/// The page before anything was typed.
async fn empty(layout: Layout, state: &AppState, number: OrderNumber) -> Result<AssignmentPage> {
    let read = move |db: &mut Db| -> domain::Result<_> {
        let order = fulfilment::find_any(db, &number)?;
        let lines = orders::lines(db, vec![order.id])?;
        Ok((order, lines, stock::list(db)?))
    };
    let (order, mut lines, stocks) = state.db.read(read).await?;
    lines.retain(|line| line.fulfilled < line.quantity);
    let is_open = order.status == OrderStatus::InPreparation && !order.kind.is_booked();
    let refused = if !is_open {
        Some("fulfilment-refused-assign")
    } else if lines.is_empty() {
        Some("fulfilment-refused-full")
    } else if stocks.is_empty() {
        Some("fulfilment-refused-no-stock")
    } else {
        None
    };
    Ok(AssignmentPage {
        refused: refused.map(|key| layout.t(key)),
        line_id: lines.first().map_or(0, |line| line.id),
        stock_id: stocks.first().map_or(0, |stock| stock.organisation.id),
        layout,
        order,
        lines,
        stocks,
        typed: Typed {
            what: "range".to_owned(),
            ..Typed::default()
        },
        errors: FieldErrors::new(),
        problems: Vec::new(),
        faults: Vec::new(),
        fault_count: 0,
        repaired: None,
        may_fit: false,
        ready: None,
        ranges: Vec::new(),
        previous: None,
        next: None,
    })
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let number = number_of(&request)?;
    note_view(&state, &actor, &number).await?;
    let mut page = empty(layout, &state, number).await?;
    if let Ok(line) = param(&request, "line").parse() {
        page.line_id = line;
    }
    show(&page)
}

pub(super) async fn post(
    request: HttpRequest,
    mut layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    upload: Upload<LARGEST_FORM>,
) -> Result<HttpResponse> {
    let (number, staff, now) = (number_of(&request)?, serve(&actor, Fulfilment)?, layout.now);
    layout.here = urls::order(urls::STAFF_ORDER_ASSIGNMENT, number.as_str());
    let mut page = empty(layout, &state, number.clone()).await?;
    page.typed = Typed::of(&upload);
    let (line, stock) = (upload.field("line").parse().ok(), upload.field("stock").parse().ok());
    let is_confirmed = upload.field("step") == "assign";
    let fits_anyway = !upload.field("fits").is_empty();
    let mut errors = FieldErrors::new();
    let line_id = line.unwrap_or_else(|| {
        errors.add("line", "fulfilment-line-missing");
        0
    });
    let stock_id = stock.filter(|id| page.stocks.iter().any(|stock| stock.organisation.id == *id));
    let stock_id = stock_id.unwrap_or_else(|| {
        errors.add("stock", "fulfilment-stock-missing");
        0
    });
    (page.line_id, page.stock_id) = (line_id, stock_id);
    let file = ordered(&page.typed, upload, &mut errors);
    let (Some((_, _, file)), true) = (file, errors.is_empty()) else {
        page.errors = errors;
        return show_invalid(&page);
    };
    let assignment = Assignment {
        line_id,
        stock_id,
        file,
        fits_anyway,
    };
    let body = assignment.file.clone();
    let asked = number.clone();
    let outcome = if is_confirmed {
        let assign = move |db: &mut Db| fulfilment::assign(db, &staff, &asked, &assignment, now);
        state.db.write(assign).await
    } else {
        let check = move |db: &mut Db| -> domain::Result<_> {
            let (_, checked) = fulfilment::check(db, &staff, &asked, &assignment)?;
            Ok(Assigned::Refused(Box::new(checked)))
        };
        state.db.read(check).await
    };
    let (kind, text) = match outcome {
        Ok(Assigned::Refused(checked)) if checked.is_done => (FlashKind::Info, page.layout.t("fulfilment-done-before")),
        Ok(Assigned::Refused(checked)) => return shown(page, *checked, &body, fits_anyway),
        Ok(Assigned::Now(sims)) => (FlashKind::Ok, page.layout.tn("fulfilment-assigned-now", &sims)),
        Ok(Assigned::Before) => (FlashKind::Info, page.layout.t("fulfilment-done-before")),
        Err(domain::Error::Refused(key)) => {
            page.refused = Some(page.layout.t(key));
            return show_invalid(&page);
        }
        Err(error) => return Err(error.into()),
    };
    session.flash(kind, text)?;
    Ok(redirect(&urls::order(urls::STAFF_ORDER, number.as_str())))
}

/// The preview, or what is wrong.
fn shown(mut page: AssignmentPage, checked: Checked, file: &[u8], fits_anyway: bool) -> Result<HttpResponse> {
    let layout = &page.layout;
    let formats = &layout.formats;
    if checked.verdict.is_accepted() && checked.is_too_many() {
        let (sims, left) = (formats.number(checked.sims), formats.number(checked.left));
        page.problems
            .push(layout.t2("fulfilment-too-many", "sims", &sims, "left", &left));
        if checked.left > MOST_AT_ONCE {
            page.problems
                .push(layout.t1("fulfilment-at-once", "most", &formats.number(MOST_AT_ONCE)));
        }
    }
    if !fits_anyway {
        for misfit in &checked.misfits {
            let n = formats.number(misfit.sims);
            let words = layout.t2("fulfilment-misfit", "n", &n, "type", &misfit.sim_type);
            page.problems.push(words);
        }
    }
    page.may_fit = !fits_anyway && checked.is_accepted(true) && !checked.is_accepted(false);
    page.faults = checked
        .verdict
        .errors(0)
        .into_iter()
        .map(|error| rows::fault(layout, error))
        .collect();
    page.fault_count = checked.verdict.faults.count();
    page.repaired = fulfilment::repaired(&checked, file);
    page.ranges = checked.ranges.iter().map(|range| rows::range(layout, range)).collect();
    if checked.is_accepted(fits_anyway) {
        let text = checked
            .ranges
            .iter()
            .map(|range| format!("{};{}\n", range.first_iccid, range.last_iccid));
        page.ready = Some(Ready {
            text: text.collect(),
            fits_anyway,
            sims: checked.sims,
            left: checked.left - checked.sims,
        });
        return show(&page);
    }
    if page.may_fit {
        // The form that insists sends the same ranges again.
        page.typed.text = String::from_utf8_lossy(file).into_owned();
    }
    show_invalid(&page)
}
