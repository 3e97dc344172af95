//! The address of the list: every link of the page is built here, and nowhere else is it read.

use super::filters::{FIELDS, Filters, Part};
use crate::domain::sims::{Direction, SearchField, Sort};
use crate::web::urls;

/// Rows per page that can be chosen; the first is the default.
pub(super) const PAGE_SIZES: [i64; 4] = [25, 50, 100, 500];

/// Names of the sort orders in the address; a minus in front turns them round.
const SORTS: [(&str, Sort); 8] = [
    ("iccid", Sort::Iccid),
    ("imsi", Sort::Imsi),
    ("label", Sort::Label),
    ("status", Sort::Status),
    ("data", Sort::DataLeft),
    ("sms", Sort::SmsLeft),
    ("ends", Sort::LifetimeEnd),
    ("activity", Sort::LastActivity),
];

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
    pub(super) filters: Filters,
    pub(super) sort: Sort,
    pub(super) direction: Direction,
    /// Index into [`PAGE_SIZES`], so that no other size can be asked for.
    size: usize,
    pub(super) place: Place,
}

/// A value that does not exist, and the name of what should have had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ignored {
    pub(super) name: &'static str,
    pub(super) value: String,
}

impl ListQuery {
    /// Reads the decoded pairs of the address. Of a name that comes twice the last counts; unknown names are nobody's business.
    pub(super) fn parse(pairs: &[(String, String)]) -> (Self, Vec<Ignored>) {
        let mut query = Self::default();
        let mut ignored = Vec::new();
        for (name, value) in pairs {
            // Control characters are in no value, PostgreSQL takes no NUL, and HTML cannot show one.
            let value: String = value.chars().filter(|c| !c.is_control()).collect();
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            if let Some(name) = query.take(name, value) {
                let value = value.chars().take(40).collect();
                ignored.push(Ignored { name, value });
            }
        }
        if query.filters.search.is_empty() {
            query.filters.field = SearchField::All;
        }
        (query, ignored)
    }

    /// Takes one pair; answers with its name when the value does not exist.
    fn take(&mut self, name: &str, value: &str) -> Option<&'static str> {
        if let Some(part) = Part::ALL.into_iter().find(|part| part.name() == name) {
            return (!self.filters.take(part, value)).then_some(part.name());
        }
        match name {
            "in" => match named(&FIELDS, value) {
                Some(field) => self.filters.field = field,
                None => return Some("in"),
            },
            "sort" => {
                let (name, direction) = match value.strip_prefix('-') {
                    Some(name) => (name, Direction::Descending),
                    None => (value, Direction::Ascending),
                };
                match named(&SORTS, name) {
                    Some(sort) => (self.sort, self.direction) = (sort, direction),
                    None => return Some("sort"),
                }
            }
            "per" => match PAGE_SIZES.iter().position(|size| size.to_string() == value) {
                Some(size) => self.size = size,
                None => return Some("per"),
            },
            "after" => self.place = Place::After(value.to_owned()),
            "before" => self.place = Place::Before(value.to_owned()),
            "page" if value == "last" => self.place = Place::Last,
            _ => {}
        }
        None
    }

    /// Rows per page.
    pub(super) fn per_page(&self) -> i64 {
        PAGE_SIZES.get(self.size).copied().unwrap_or(25)
    }

    /// The order as the address writes it: `label`, `-label`.
    pub(super) fn order(&self) -> String {
        let name = name_of(&SORTS, self.sort);
        match self.direction {
            Direction::Ascending => name.to_owned(),
            Direction::Descending => format!("-{name}"),
        }
    }

    /// Name of the sort column, for text keys.
    pub(super) fn sort_name(&self) -> &'static str {
        name_of(&SORTS, self.sort)
    }

    /// The first page with other filters, in the same order.
    pub(super) fn with_filters(&self, filters: Filters) -> Self {
        Self {
            filters,
            place: Place::First,
            ..self.clone()
        }
    }

    /// The first page sorted by a column; the column it is sorted by already is turned round.
    pub(super) fn sorted_by(&self, sort: Sort) -> Self {
        let turned = self.sort == sort && self.direction == Direction::Ascending;
        Self {
            sort,
            direction: if turned {
                Direction::Descending
            } else {
                Direction::Ascending
            },
            place: Place::First,
            ..self.clone()
        }
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
        let mut pairs = Vec::new();
        if (self.sort, self.direction) != Default::default() {
            pairs.push(("sort", self.order()));
        }
        if self.size != 0 {
            pairs.push(("per", self.per_page().to_string()));
        }
        pairs
    }

    /// The address, without what is as usual.
    pub(super) fn href(&self) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        for (part, value) in self.filters.active() {
            pairs.push((part.name(), value));
            if part == Part::Search && self.filters.field != SearchField::All {
                pairs.push(("in", name_of(&FIELDS, self.filters.field).to_owned()));
            }
        }
        pairs.extend(self.carried());
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

fn named<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

fn name_of<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    let found = names.iter().find(|(_, known)| *known == value);
    found.map_or("", |(name, _)| name)
}
