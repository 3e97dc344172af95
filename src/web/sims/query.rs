//! The address of the list: every link of the page is built here. What it asks for is a [`SimQuery`]; page and page size are added.

use crate::domain::sims::query::order_text;
use crate::domain::sims::{Columns, Direction, Filters, Ignored, SimQuery, Sort, clean};
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

/// Which saved view the list was opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum View {
    /// The address says nothing of it.
    #[default]
    Unsaid,
    /// None, said so that the person's default is not opened.
    Nothing,
    /// This one; what the list shows may have been changed since.
    Saved(i64),
}

/// The value of `view` that means none.
const NO_VIEW: &str = "none";

/// Everything the address says.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ListQuery {
    /// Which SIMs, in which order.
    pub(super) list: SimQuery,
    /// Index into [`PAGE_SIZES`], so that no other size can be asked for.
    size: usize,
    pub(super) view: View,
    /// Columns other than those of view or person.
    pub(super) columns: Option<Columns>,
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
                "view" if value == NO_VIEW => query.view = View::Nothing,
                "view" => match value.parse() {
                    Ok(id) if id > 0 => query.view = View::Saved(id),
                    _ => ignored.push(Ignored::new("view", &value)),
                },
                "columns" => query.columns = Some(Columns::of(&value)),
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
    pub(super) fn sorted_by(&self, sort: Sort, now: (Sort, Direction)) -> Self {
        let direction = if now == (sort, Direction::Ascending) {
            Direction::Descending
        } else {
            Direction::Ascending
        };
        self.with_list(SimQuery {
            chosen: Some((sort, direction)),
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
        self.list.order_pair().into_iter().chain(self.rest()).collect()
    }

    /// What is neither filter nor order nor page.
    fn rest(&self) -> Vec<(&'static str, String)> {
        let view = match self.view {
            View::Unsaid => None,
            View::Nothing => Some(("view", NO_VIEW.to_owned())),
            View::Saved(id) => Some(("view", id.to_string())),
        };
        let columns = self.columns.as_ref().map(|columns| ("columns", columns.names()));
        self.size_pair().into_iter().chain(view).chain(columns).collect()
    }

    fn size_pair(&self) -> Option<(&'static str, String)> {
        (self.size != 0).then(|| ("per", self.per_page().to_string()))
    }

    /// The address, without what is as usual.
    pub(super) fn href(&self) -> String {
        let mut pairs = self.list.pairs();
        if pairs.is_empty() && matches!(self.view, View::Saved(_)) {
            // Nothing but the view's name would open the view as it was saved.
            pairs.push(("sort", order_text(self.list.chosen.unwrap_or_default())));
        }
        pairs.extend(self.rest());
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
