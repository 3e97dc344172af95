//! The first page of staff: what waits, and where it is done. Each person sees what they may open.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;

use super::{orders, seller};
use crate::domain::charges::{self, Troubles};
use crate::domain::fulfilment::{self, Waiting};
use crate::domain::ingest::{self, SetAsideStatus};
use crate::domain::work::{self, Backlog};
use crate::domain::{self, Db, bank};
use crate::state::AppState;
use crate::types::matrix::StaffPermission::Finance;
use crate::types::order::PaymentStatus;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Orders that a row names.
const MOST_NAMED: usize = 5;

#[derive(Template)]
#[template(path = "operations/start.html")]
struct StartPage {
    layout: Layout,
    /// Title and text of what is wrong with the seller's data.
    seller: Option<(String, String)>,
    cards: Vec<Card>,
}

impl Page for StartPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// Rows that belong together.
struct Card {
    id: &'static str,
    title: String,
    lines: Vec<Line>,
}

/// Something that waits.
struct Line {
    name: String,
    /// What is to be done, or that nothing waits.
    hint: String,
    /// Class of the dot.
    class: &'static str,
    count: String,
    /// The list of exactly these; `None`: there is no such list.
    href: Option<String>,
    /// Some of them, or a part of them: words and address.
    parts: Vec<(String, String)>,
}

/// What is read for everybody.
struct Everybodys {
    orders: Waiting,
    set_aside: i64,
    backlog: Backlog,
}

/// What is read for finance only.
struct Finances {
    unmatched: i64,
    seller: Option<&'static str>,
    troubles: Troubles,
}

fn read_finances(db: &mut Db, now: NaiveDateTime) -> domain::Result<Finances> {
    Ok(Finances {
        unmatched: bank::count_unmatched(db)?,
        seller: seller::fault(domain::seller::seller(db)?, now),
        troubles: charges::troubles(db, now)?,
    })
}

pub(super) async fn get(layout: Layout, SignedIn(actor): SignedIn, state: web::Data<AppState>) -> Result<HttpResponse> {
    let (is_finance, now) = (actor.may_staff(Finance), layout.now);
    let read = move |db: &mut Db| -> domain::Result<_> {
        let records = ingest::count_by_reason(db, SetAsideStatus::Waiting)?;
        let all = Everybodys {
            orders: fulfilment::waiting(db)?,
            set_aside: records.iter().map(|(_, n)| n).sum(),
            backlog: work::backlog(db)?,
        };
        let finances = if is_finance {
            Some(read_finances(db, now)?)
        } else {
            None
        };
        Ok((all, finances))
    };
    let (all, finances) = state.db.read(read).await?;
    let fault = finances.as_ref().and_then(|it| it.seller);
    // What staff do by hand, what cannot be done without a person although it usually is, and what the portal does by itself.
    let mut cards = vec![Card {
        id: "queues",
        title: layout.t("overview-queues"),
        lines: queues(&layout, &all, finances.as_ref()),
    }];
    if let Some(finances) = &finances {
        cards.push(Card {
            id: "cards",
            title: layout.t("overview-cards"),
            lines: payments(&layout, &finances.troubles),
        });
    }
    cards.push(Card {
        id: "work",
        title: layout.t("overview-work"),
        lines: backlog(&layout, &all.backlog),
    });
    show(&StartPage {
        seller: fault.map(|fault| {
            let title = layout.t(&format!("overview-seller-{fault}"));
            (title, layout.t(&format!("overview-seller-{fault}-text")))
        }),
        cards,
        layout,
    })
}

/// A row without a list: calm if nothing waits.
fn line(layout: &Layout, key: &str, n: i64, class: &'static str) -> Line {
    let (class, hint) = if n > 0 {
        (class, layout.t(&format!("overview-{key}-hint")))
    } else {
        ("st-ok", layout.t("overview-nothing"))
    };
    Line {
        name: layout.t(&format!("overview-{key}")),
        hint,
        class,
        count: layout.formats.number(n),
        href: None,
        parts: Vec::new(),
    }
}

fn queues(layout: &Layout, all: &Everybodys, finances: Option<&Finances>) -> Vec<Line> {
    let waiting = &all.orders;
    let mut fulfil = Line {
        href: Some(orders::queue("fulfil", None)),
        ..line(layout, "fulfil", waiting.to_fulfil, "st-warn")
    };
    if let Some(oldest) = waiting.oldest_to_fulfil {
        let age = layout.formats.ago(oldest, layout.now);
        fulfil.hint = format!("{} {}", fulfil.hint, layout.t1("overview-oldest", "age", &age));
    }
    let mut payment = Line {
        href: Some(orders::queue("awaiting_payment", None)),
        ..line(layout, "awaiting-payment", waiting.awaiting_payment, "st-wait")
    };
    if waiting.payment_failed > 0 {
        let words = layout.tn("overview-payment-failed", &waiting.payment_failed);
        let href = orders::queue("awaiting_payment", Some(PaymentStatus::Failed));
        payment.parts.push((words, href));
    }
    let shipped = Line {
        href: Some(orders::queue("shipped", None)),
        ..line(layout, "shipped", waiting.shipped, "st-wait")
    };
    let mut lines = vec![fulfil, payment, shipped];
    if let Some(finances) = finances {
        lines.push(Line {
            href: Some(urls::BANK.to_owned()),
            ..line(layout, "unmatched", finances.unmatched, "st-warn")
        });
    }
    lines.push(Line {
        href: Some(urls::SET_ASIDE.to_owned()),
        ..line(layout, "set-aside", all.set_aside, "st-warn")
    });
    lines
}

/// Orders whose payments by card need somebody; there is no list of them, so the first are named.
fn payments(layout: &Layout, troubles: &Troubles) -> Vec<Line> {
    let row = |key: &str, numbers: &[String], class: &'static str| {
        let named = numbers.iter().take(MOST_NAMED);
        let parts = named.map(|number| (number.clone(), urls::order(urls::STAFF_ORDER, number)));
        Line {
            parts: parts.collect(),
            ..line(layout, key, i64::try_from(numbers.len()).unwrap_or(i64::MAX), class)
        }
    };
    vec![
        row("unanswered", &troubles.unanswered, "st-warn"),
        row("failed-refunds", &troubles.failed_refunds, "st-bad"),
    ]
}

fn backlog(layout: &Layout, backlog: &Backlog) -> Vec<Line> {
    vec![
        line(layout, "jobs-waiting", backlog.jobs_waiting, "st-wait"),
        line(layout, "jobs-failed", backlog.jobs_failed, "st-bad"),
        line(layout, "mails-waiting", backlog.mails_waiting, "st-wait"),
        line(layout, "mails-failed", backlog.mails_failed, "st-bad"),
    ]
}
