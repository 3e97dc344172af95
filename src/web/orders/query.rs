//! What the address of the list asks for.

use actix_web::HttpRequest;
use chrono_tz::Tz;

use crate::domain::orders::OrderFilter;
use crate::types::order::{OrderKind, OrderStatus};
use crate::web::filter::{self, day_of};

/// Longest text that is worth looking for.
const NUMBER_CHARS: usize = 40;

/// Groups of kinds that can be chosen.
pub(super) const GROUPS: &[(&str, &[OrderKind])] = &[
    ("sims", &[OrderKind::First, OrderKind::Additional]),
    (
        "top_ups",
        &[OrderKind::TopUp, OrderKind::BulkTopUp, OrderKind::AutoTopUp],
    ),
    ("extensions", &[OrderKind::Extension]),
];

/// What people chose, as the address writes it; empty: anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) number: String,
    pub(super) status: String,
    pub(super) group: String,
    pub(super) from: String,
    pub(super) to: String,
    /// Something in the address does not exist and was left out.
    pub(super) is_ignored: bool,
}

impl Query {
    /// Reads the address. What is no value of its field is left out.
    pub(super) fn of(request: &HttpRequest) -> Self {
        let text = |name: &str| filter::text(request, name, NUMBER_CHARS);
        let mut query = Self {
            number: text("q"),
            status: text("status"),
            group: text("kind"),
            from: text("from"),
            to: text("to"),
            is_ignored: false,
        };
        let is_status = OrderStatus::parse(&query.status).is_some();
        let is_group = GROUPS.iter().any(|(group, _)| *group == query.group);
        let (is_from, is_to) = (day_of(&query.from).is_some(), day_of(&query.to).is_some());
        query.is_ignored = filter::leave_out([
            (&mut query.status, is_status),
            (&mut query.group, is_group),
            (&mut query.from, is_from),
            (&mut query.to, is_to),
        ]);
        query
    }

    /// Whether anything narrows the list.
    pub(super) fn is_filtered(&self) -> bool {
        self.pairs().next().is_some()
    }

    /// The same with another status.
    pub(super) fn with_status(&self, status: &str) -> Self {
        Self {
            status: status.to_owned(),
            ..self.clone()
        }
    }

    /// What storage narrows by; days begin and end in this zone.
    pub(super) fn filter(&self, zone: Tz) -> OrderFilter {
        let (since, before) = filter::days(&self.from, &self.to, zone);
        let kinds = GROUPS.iter().find(|(group, _)| *group == self.group);
        OrderFilter {
            status: OrderStatus::parse(&self.status),
            kinds: kinds.map_or_else(Vec::new, |(_, kinds)| kinds.to_vec()),
            since,
            before,
            number: self.number.clone(),
        }
    }

    /// An address with this filter.
    pub(super) fn href(&self, path: &str) -> String {
        filter::address(path, self.pairs())
    }

    fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let pairs = [
            ("q", self.number.as_str()),
            ("status", &self.status),
            ("kind", &self.group),
            ("from", &self.from),
            ("to", &self.to),
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
        let query = read("/orders?q=SO-1%261&status=shipped&kind=top_ups&from=2026-01-01&to=2026-01-31");
        assert_eq!(read(&query.href("/orders")), query);
        assert!(!query.is_ignored);
        let filter = query.filter(Tz::Europe__Berlin);
        assert_eq!((filter.status, filter.kinds.len()), (Some(OrderStatus::Shipped), 3));
        assert_eq!(filter.before.unwrap().to_string(), "2026-01-31 23:00:00");
        let wrong = read("/orders?status=lost&kind=gifts&from=never");
        assert!(wrong.is_ignored && !wrong.is_filtered());
    }
}
