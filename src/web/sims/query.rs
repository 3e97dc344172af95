//! The address of the list: every link of the page is built here. What it asks for is a [`SimQuery`]; page and page size are added.

use crate::domain::sims::{Direction, Filters, Ignored, SimQuery, Sort, clean};
use crate::web::urls;

/// Rows per page that can be chosen; the first is the default.
pub(super) const PAGE_SIZES: [i64; 4] = [25, 50, 100, 500];

/// Which page of the list, with its signed key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Place {
    #[default]
    First,
    Last,
    After(String),
    Before(String),
}

/// Everything the address says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ListQuery {
    /// Which SIMs, in which order.
    pub(super) list: SimQuery,
    /// Index into [`PAGE_SIZES`], so that no other size can be asked for.
    size: usize,
    pub(super) place: Place,
}

impl ListQuery {
    /// Reads the decoded pairs of the address. Of a name that comes twice the last counts; unknown names are nobody's business.
    pub(super) fn parse(pairs: &[(String, String)]) -> (Self, Vec<Ignored>) {
        let (list, mut ignored) = SimQuery::read(pairs);
        let mut query = Self {
            list,
            ..Self::default()
        };
        for (name, value) in pairs {
            let value = clean(value);
            match name.as_str() {
                _ if value.is_empty() => {}
                "per" => match PAGE_SIZES.iter().position(|size| size.to_string() == value) {
                    Some(size) => query.size = size,
                    None => ignored.push(Ignored::new("per", &value)),
                },
                "after" => query.place = Place::After(value),
                "before" => query.place = Place::Before(value),
                "page" if value == "last" => query.place = Place::Last,
                _ => {}
            }
        }
        (query, ignored)
    }

    /// Rows per page.
    pub(super) fn per_page(&self) -> i64 {
        PAGE_SIZES.get(self.size).copied().unwrap_or(25)
    }

    /// The first page with other filters, in the same order.
    pub(super) fn with_filters(&self, filters: Filters) -> Self {
        self.with_list(SimQuery {
            filters,
            ..self.list.clone()
        })
    }

    /// The first page of another list.
    pub(super) fn with_list(&self, list: SimQuery) -> Self {
        Self {
            list,
            place: Place::First,
            ..self.clone()
        }
    }

    /// The first page sorted by a column; the column it is sorted by already is turned round.
    pub(super) fn sorted_by(&self, sort: Sort) -> Self {
        let turned = self.list.sort == sort && self.list.direction == Direction::Ascending;
        self.with_list(SimQuery {
            sort,
            direction: if turned {
                Direction::Descending
            } else {
                Direction::Ascending
            },
            ..self.list.clone()
        })
    }

    /// The first page with another number of rows.
    pub(super) fn with_per_page(&self, per_page: i64) -> Self {
        Self {
            size: PAGE_SIZES.iter().position(|size| *size == per_page).unwrap_or(0),
            place: Place::First,
            ..self.clone()
        }
    }

    /// Another page of the same list.
    pub(super) fn at(&self, place: Place) -> Self {
        Self { place, ..self.clone() }
    }

    /// What a form of filters must carry along: order and page size.
    pub(super) fn carried(&self) -> Vec<(&'static str, String)> {
        self.list.order_pair().into_iter().chain(self.size_pair()).collect()
    }

    fn size_pair(&self) -> Option<(&'static str, String)> {
        (self.size != 0).then(|| ("per", self.per_page().to_string()))
    }

    /// The address, without what is as usual.
    pub(super) fn href(&self) -> String {
        let mut pairs = self.list.pairs();
        pairs.extend(self.size_pair());
        match &self.place {
            Place::First => {}
            Place::Last => pairs.push(("page", "last".to_owned())),
            Place::After(key) => pairs.push(("after", key.clone())),
            Place::Before(key) => pairs.push(("before", key.clone())),
        }
        let pairs: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{name}={}", urls::encode(value)))
            .collect();
        if pairs.is_empty() {
            urls::SIMS.to_owned()
        } else {
            format!("{}?{}", urls::SIMS, pairs.join("&"))
        }
    }
}
