//! What the address of the list asks for.

use actix_web::HttpRequest;

use crate::domain::fulfilment::StaffFilter;
use crate::types::account_number::AccountNumber;
use crate::types::order::{OrderKind, OrderNumber, OrderStatus, PaymentStatus};
use crate::web::filter;

/// Longest text that is worth looking for.
const CHARS: usize = 20;

/// What the list shows without any choice: what staff have to do next.
const FIRST: &str = "fulfil";

/// Choices above the list: name, status, whether only orders whose SIMs are delivered, whether the oldest come first.
pub(super) const QUEUES: &[(&str, Option<OrderStatus>, bool, bool)] = &[
    (FIRST, Some(OrderStatus::InPreparation), true, true),
    ("awaiting_payment", Some(OrderStatus::AwaitingPayment), false, true),
    ("shipped", Some(OrderStatus::Shipped), false, true),
    ("completed", Some(OrderStatus::Completed), false, false),
    ("cancelled", Some(OrderStatus::Cancelled), false, false),
    ("all", None, false, false),
];

/// What people chose, as the address writes it; empty: anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    /// One of [`QUEUES`], never empty.
    pub(super) queue: String,
    pub(super) payment: String,
    pub(super) kind: String,
    pub(super) customer: String,
    pub(super) number: String,
    /// Something in the address does not exist and was left out.
    pub(super) is_ignored: bool,
}

impl Query {
    /// Reads the address. What is no value of its field is left out. A number of an order is looked for in all queues.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let text = |name: &str| filter::text(request, name, CHARS);
        let mut query = Self {
            queue: text("queue"),
            payment: text("payment"),
            kind: text("kind"),
            customer: text("customer"),
            number: text("q"),
            is_ignored: false,
        };
        let is_queue = QUEUES.iter().any(|(name, ..)| *name == query.queue);
        let is_payment = PaymentStatus::parse(&query.payment).is_some();
        let is_kind = OrderKind::parse(&query.kind).is_some();
        query.is_ignored = filter::leave_out([
            (&mut query.queue, is_queue),
            (&mut query.payment, is_payment),
            (&mut query.kind, is_kind),
        ]);
        if query.queue.is_empty() {
            let all = query.number.is_empty();
            query.queue = if all { FIRST } else { "all" }.to_owned();
        }
        query
    }

    /// The number that is looked for; `Err`: what was typed is none.
    pub(super) fn wanted(&self) -> Result<Option<OrderNumber>, ()> {
        if self.number.is_empty() {
            return Ok(None);
        }
        // The letters in front may be left out.
        let found = OrderNumber::parse(&self.number).or_else(|| OrderNumber::parse(&format!("SO{}", self.number)));
        found.map(Some).ok_or(())
    }

    /// The account number that is looked for; `Err`: what was typed is none.
    pub(super) fn account(&self) -> Result<Option<AccountNumber>, ()> {
        if self.customer.is_empty() {
            return Ok(None);
        }
        AccountNumber::parse(&self.customer).map(Some).map_err(|_| ())
    }

    /// What storage narrows by, but for the customer.
    pub(super) fn filter(&self, number: Option<OrderNumber>) -> StaffFilter {
        let chosen = QUEUES.iter().find(|(name, ..)| *name == self.queue);
        let (status, is_delivered, is_oldest_first) = chosen
            .map_or((None, false, false), |(_, status, delivered, oldest)| {
                (*status, *delivered, *oldest)
            });
        let kinds = match OrderKind::parse(&self.kind) {
            Some(kind) => vec![kind],
            None if is_delivered => OrderKind::ALL
                .iter()
                .copied()
                .filter(|kind| !kind.is_booked())
                .collect(),
            None => Vec::new(),
        };
        StaffFilter {
            status,
            payment: PaymentStatus::parse(&self.payment),
            kinds,
            organisation_id: None,
            number,
            is_oldest_first,
        }
    }

    /// Whether anything but the queue narrows the list.
    pub(super) fn is_filtered(&self) -> bool {
        self.pairs().any(|(name, _)| name != "queue")
    }

    /// The same in another queue.
    pub(super) fn with_queue(&self, queue: &str) -> Self {
        Self {
            queue: queue.to_owned(),
            ..self.clone()
        }
    }

    /// An address with this filter.
    pub(super) fn href(&self, path: &str) -> String {
        filter::address(path, self.pairs())
    }

    fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let is_implied = self.queue == FIRST && self.number.is_empty();
        let pairs = [
            ("queue", if is_implied { "" } else { self.queue.as_str() }),
            ("payment", &self.payment),
            ("kind", &self.kind),
            ("customer", &self.customer),
            ("q", &self.number),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn read(address: &str) -> Query {
        Query::of(&TestRequest::with_uri(address).to_http_request())
    }

    #[test]
    fn a_link_means_what_was_chosen_and_what_does_not_exist_is_said() {
        for address in [
            "/o",
            "/o?queue=shipped&payment=paid&kind=first&customer=81000001",
            "/o?queue=fulfil&q=SO-100001",
        ] {
            let query = read(address);
            assert_eq!(read(&query.href("/o")), query, "{address}");
            assert!(!query.is_ignored);
        }
        assert!(read("/o?queue=lost").is_ignored);
        assert_eq!(read("/o").filter(None).kinds, [OrderKind::First, OrderKind::Additional]);
        assert_eq!(read("/o?q=100001").queue, "all");
        assert_eq!(read("/o?q=100001").wanted(), Ok(Some(OrderNumber::of(1))));
        assert_eq!(read("/o?q=k%C3%BChl").wanted(), Err(()));
    }
}
