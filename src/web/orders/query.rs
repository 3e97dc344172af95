//! What the address of the list asks for.

use actix_web::HttpRequest;
use chrono::Days;
use chrono_tz::Tz;

use crate::domain::orders::OrderFilter;
use crate::types::order::{OrderKind, OrderStatus};
use crate::web::audit::query::{begin, day_of};
use crate::web::paging::param;
use crate::web::urls;

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
        let text = |name: &str| -> String {
            let value = param(request, name);
            let value: String = value.chars().filter(|c| !c.is_control()).take(NUMBER_CHARS).collect();
            value.trim().to_owned()
        };
        let mut query = Self {
            number: text("q"),
            status: text("status"),
            group: text("kind"),
            from: text("from"),
            to: text("to"),
            is_ignored: false,
        };
        let known = [
            OrderStatus::parse(&query.status).is_some(),
            GROUPS.iter().any(|(group, _)| *group == query.group),
            day_of(&query.from).is_some(),
            day_of(&query.to).is_some(),
        ];
        let values = [&mut query.status, &mut query.group, &mut query.from, &mut query.to];
        for (value, is_known) in values.into_iter().zip(known) {
            if !value.is_empty() && !is_known {
                value.clear();
                query.is_ignored = true;
            }
        }
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
        let kinds = GROUPS.iter().find(|(group, _)| *group == self.group);
        OrderFilter {
            status: OrderStatus::parse(&self.status),
            kinds: kinds.map_or_else(Vec::new, |(_, kinds)| kinds.to_vec()),
            since: day_of(&self.from).map(|day| begin(day, zone)),
            before: day_of(&self.to)
                .and_then(|day| day.checked_add_days(Days::new(1)))
                .map(|day| begin(day, zone)),
            number: self.number.clone(),
        }
    }

    /// An address with this filter.
    pub(super) fn href(&self, path: &str) -> String {
        let pairs: Vec<String> = self
            .pairs()
            .map(|(name, value)| format!("{name}={}", urls::encode(value)))
            .collect();
        if pairs.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", pairs.join("&"))
        }
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
