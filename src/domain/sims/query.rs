//! What a list of SIMs is asked for: filters and order. Addresses, saved views and exports write it the same way, as the pairs of a query.

use super::filters::{Filters, Part};
use super::{Column, Direction, SearchField, SimFilter, Sort, TagRow};

/// Names of the search fields in the address.
pub const FIELDS: [(&str, SearchField); 5] = [
    ("all", SearchField::All),
    ("iccid", SearchField::Iccid),
    ("imsi", SearchField::Imsi),
    ("msisdn", SearchField::Msisdn),
    ("label", SearchField::Label),
];

/// Names of the sort orders in the address; a minus in front turns them round.
const SORTS: [(&str, Sort); 11] = [
    ("iccid", Sort::Iccid),
    ("imsi", Sort::Imsi),
    ("label", Sort::Label),
    ("status", Sort::Status),
    ("data", Sort::DataLeft),
    ("sms", Sort::SmsLeft),
    ("ends", Sort::LifetimeEnd),
    ("activity", Sort::LastActivity),
    ("msisdn", Sort::Msisdn),
    ("added", Sort::Added),
    ("imei", Sort::ImeiChanged),
];

/// Which SIMs, in which order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SimQuery {
    /// Which.
    pub filters: Filters,
    /// The order that was chosen; none: the one that is usual for what is looked for.
    pub chosen: Option<(Sort, Direction)>,
}

/// A value that does not exist, and the name of what should have had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// Name in the address.
    pub name: &'static str,
    /// The value, cut to what is worth showing.
    pub value: String,
}

impl Ignored {
    /// A value that does not exist.
    pub fn new(name: &'static str, value: &str) -> Self {
        let value = value.chars().take(40).collect();
        Self { name, value }
    }
}

impl SimQuery {
    /// Reads decoded pairs. Of a name that comes twice the last counts; unknown names are nobody's business.
    pub fn read(pairs: &[(String, String)]) -> (Self, Vec<Ignored>) {
        let mut query = Self::default();
        let mut ignored = Vec::new();
        for (name, value) in pairs {
            let value = clean(value);
            if value.is_empty() {
                continue;
            }
            if let Some(name) = query.take(name, &value) {
                ignored.push(Ignored::new(name, &value));
            }
        }
        if query.filters.search.is_empty() {
            query.filters.field = SearchField::All;
        }
        if query.order_pair().is_none() {
            query.chosen = None;
        }
        (query, ignored)
    }

    /// Reads what [`SimQuery::text`] wrote, perhaps long ago: values that do not exist any more come back as ignored.
    pub fn parse(text: &str) -> (Self, Vec<Ignored>) {
        let pairs: Vec<(String, String)> = serde_html_form::from_str(text).unwrap_or_default();
        Self::read(&pairs)
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
                match named(&SORTS, name).filter(|sort| Column::ALL.iter().any(|column| column.sort() == Some(*sort))) {
                    Some(sort) => self.chosen = Some((sort, direction)),
                    None => return Some("sort"),
                }
            }
            _ => {}
        }
        None
    }

    /// Takes away services and tags that no SIM has: values that do not exist (any more).
    pub fn drop_unknown(&mut self, ignored: &mut Vec<Ignored>, services: &[String], tags: &[TagRow]) {
        let filters = &mut self.filters;
        if let Some(value) = filters.service.take_if(|service| !services.contains(service)) {
            ignored.push(Ignored { name: "service", value });
        }
        let is_gone = |tag: &mut String| !tags.iter().any(|known| known.name_key == *tag);
        if let Some(value) = filters.tag.take_if(is_gone) {
            ignored.push(Ignored { name: "tag", value });
        }
    }

    /// The order of the list: as chosen, else as usual for what is looked for.
    pub fn order(&self, filter: &SimFilter) -> (Sort, Direction) {
        self.chosen.unwrap_or_else(|| filter.usual_order())
    }

    /// The order as a pair; none when nobody chose one, or when the choice is as usual.
    pub fn order_pair(&self) -> Option<(&'static str, String)> {
        let is_usual = |order: &(Sort, Direction)| *order == Default::default() && self.filters == Filters::default();
        let chosen = self.chosen.filter(|order| !is_usual(order));
        chosen.map(|order| ("sort", order_text(order)))
    }

    /// The pairs that mean this query, without what is as usual: equal queries have equal pairs.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        for (part, value) in self.filters.active() {
            pairs.push((part.name(), value));
            if part == Part::Search && self.filters.field != SearchField::All {
                pairs.push(("in", name_of(&FIELDS, self.filters.field).to_owned()));
            }
        }
        pairs.extend(self.order_pair());
        pairs
    }

    /// The pairs as one text, the query of an address: how views and exports keep it.
    pub fn text(&self) -> String {
        serde_html_form::to_string(self.pairs()).unwrap_or_default()
    }
}

/// An order as the address writes it: `label`, `-label`.
pub fn order_text((sort, direction): (Sort, Direction)) -> String {
    let name = name_of_sort(sort);
    match direction {
        Direction::Ascending => name.to_owned(),
        Direction::Descending => format!("-{name}"),
    }
}

/// Name of a sort column, for text keys.
pub fn name_of_sort(sort: Sort) -> &'static str {
    name_of(&SORTS, sort)
}

/// A value without what no value has: control characters (PostgreSQL takes no NUL, and HTML cannot show one) and space around it.
pub fn clean(value: &str) -> String {
    let value: String = value.chars().filter(|c| !c.is_control()).collect();
    value.trim().to_owned()
}

fn named<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

fn name_of<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    let found = names.iter().find(|(_, known)| *known == value);
    found.map_or("", |(name, _)| name)
}
