//! Mails about what happened to an order: to the main address of the organisation and to whoever placed it.

use chrono::NaiveDateTime;

use super::{EventRow, OrderRow, rows, standing_of};
use crate::domain::{Result, invoices, work};
use crate::mail::{self, MailContext, OrderMail, OrderNews, Recipient};
use crate::storage::organisations::{self, OrganisationRow};
use crate::storage::{Db, Error as StorageError, users};
use crate::types::access::OrgScope;
use crate::types::lang::Lang;
use crate::types::order::OrderEventKind;
use crate::types::user_status::UserStatus;

/// What a mail says of an event.
fn news_of(kind: OrderEventKind) -> Option<OrderNews> {
    match kind {
        OrderEventKind::Placed => Some(OrderNews::Received),
        OrderEventKind::Paid => Some(OrderNews::Paid),
        OrderEventKind::Shipped => Some(OrderNews::Shipped),
        OrderEventKind::Cancelled => Some(OrderNews::Cancelled),
        OrderEventKind::Refunded => Some(OrderNews::Refunded),
        // Documents come with mails of their own, failing cards too; the rest is on the page.
        OrderEventKind::PaymentFailed
        | OrderEventKind::Booked
        | OrderEventKind::Completed
        | OrderEventKind::Invoiced
        | OrderEventKind::Corrected => None,
    }
}

/// Whether people are told of it.
pub(super) fn is_told(kind: OrderEventKind) -> bool {
    news_of(kind).is_some()
}

/// Writes the mails about everything that was not told yet.
pub fn tell(db: &mut Db, scope: &OrgScope, context: &MailContext, order_id: i64, now: NaiveDateTime) -> Result<()> {
    let order = rows::lock(db, scope, order_id)?;
    let events = rows::untold(db, order.id)?;
    if events.is_empty() {
        return Ok(());
    }
    let organisation = organisations::find(db, order.organisation_id)?;
    let recipients = recipients(db, scope, &organisation, &order)?;
    for event in &events {
        let Some(news) = news_of(event.kind) else { continue };
        for to in &recipients {
            let facts = facts(&order, event, news);
            let mail = mail::order_news(context, to, &facts).map_err(StorageError::internal)?;
            work::send(db, Some(organisation.id), mail, now)?;
        }
    }
    Ok(rows::mark_told(db, events.iter().map(|event| event.id).collect(), now)?)
}

fn facts(order: &OrderRow, event: &EventRow, news: OrderNews) -> OrderMail {
    OrderMail {
        news,
        number: order.number.clone(),
        purchase_order: order.purchase_order.clone(),
        method: order.payment_method,
        currency: order.currency,
        gross: order.gross,
        due: standing_of(order).due(),
        detail: event.detail.clone(),
        carrier: order.carrier.clone(),
        at: event.at,
    }
}

fn recipients(
    db: &mut Db,
    scope: &OrgScope,
    organisation: &OrganisationRow,
    order: &OrderRow,
) -> Result<Vec<Recipient>> {
    let zone = organisation.time_zone.parse().unwrap_or(chrono_tz::Europe::Berlin);
    let lang = Lang::parse(&organisation.language).unwrap_or(Lang::En);
    let mut recipients = Vec::with_capacity(2);
    let main = invoices::email_of(db, scope, organisation)?;
    let placer = match order.placed_by {
        Some(id) => users::find_member(db, scope, id).ok(),
        None => None,
    };
    let placer = placer.filter(|user| UserStatus::parse(&user.status) == Some(UserStatus::Active));
    if let Some((email, user)) = placer.and_then(|user| Some((user.email.clone()?, user))) {
        recipients.push(Recipient {
            email,
            name: user.name(),
            lang: user.language.as_deref().and_then(Lang::parse).unwrap_or(lang),
            zone,
        });
    }
    if !main.is_empty() && !recipients.iter().any(|known| known.email.eq_ignore_ascii_case(&main)) {
        recipients.push(Recipient {
            email: main,
            name: organisation.name.clone(),
            lang,
            zone,
        });
    }
    Ok(recipients)
}
