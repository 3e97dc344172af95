//! The address of the list: every link of the page is built here, and nowhere else is it read.

use chrono::{Months, NaiveDate, NaiveDateTime, TimeDelta};

use crate::domain::sims::{Direction, SearchField, SimFilter, Sort};
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};
use crate::web::urls;

/// Rows per page that can be chosen; the first is the default.
pub(super) const PAGE_SIZES: [i64; 4] = [25, 50, 100, 500];

/// Days of silence that can be asked for.
pub(super) const SILENCES: [i64; 3] = [7, 30, 90];

/// "Expiring" means: the lifetime ends within so many months.
pub(super) const EXPIRING_MONTHS: u32 = 3;

/// Longest search; the longest label and the longest number are shorter.
const SEARCH_CHARS: usize = 100;

/// Names of the search fields in the address.
pub(super) const FIELDS: [(&str, SearchField); 5] = [
    ("all", SearchField::All),
    ("iccid", SearchField::Iccid),
    ("imsi", SearchField::Imsi),
    ("msisdn", SearchField::Msisdn),
    ("label", SearchField::Label),
];

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

/// The filters of the list, in the order of the page. The text is the name in the address and the end of text keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Search,
    Status,
    Session,
    Data,
    Sms,
    Service,
    Tag,
    Expiring,
    Silent,
}

impl Part {
    pub(super) const ALL: [Self; 9] = [
        Self::Search,
        Self::Status,
        Self::Session,
        Self::Data,
        Self::Sms,
        Self::Service,
        Self::Tag,
        Self::Expiring,
        Self::Silent,
    ];

    /// Name in the address.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Search => "q",
            Self::Status => "status",
            Self::Session => "session",
            Self::Data => "data",
            Self::Sms => "sms",
            Self::Service => "service",
            Self::Tag => "tag",
            Self::Expiring => "expiring",
            Self::Silent => "silent",
        }
    }
}

/// What the list is narrowed to, as people choose it (a [`SimFilter`] holds days and moments instead).
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Filters {
    pub(super) search: String,
    pub(super) field: SearchField,
    pub(super) status: Option<SimStatus>,
    pub(super) session: Option<SessionStatus>,
    pub(super) data: Option<VolumeGroup>,
    pub(super) sms: Option<VolumeGroup>,
    pub(super) service: Option<String>,
    /// Lower-case form of its name.
    pub(super) tag: Option<String>,
    pub(super) expiring: bool,
    /// Days.
    pub(super) silent: Option<i64>,
}

impl Filters {
    /// The filters with their values as the address writes them, in the order of the page.
    pub(super) fn active(&self) -> Vec<(Part, String)> {
        let value = |part: &Part| match part {
            Part::Search => Some(self.search.clone()).filter(|search| !search.is_empty()),
            Part::Status => self.status.map(|status| status.to_string()),
            Part::Session => self.session.map(|session| session.to_string()),
            Part::Data => self.data.map(|group| group.to_string()),
            Part::Sms => self.sms.map(|group| group.to_string()),
            Part::Service => self.service.clone(),
            Part::Tag => self.tag.clone(),
            Part::Expiring => self.expiring.then(|| "1".to_owned()),
            Part::Silent => self.silent.map(|days| days.to_string()),
        };
        let parts = Part::ALL.into_iter();
        parts.filter_map(|part| Some((part, value(&part)?))).collect()
    }

    /// The filters without one of them.
    pub(super) fn without(&self, part: Part) -> Self {
        let mut rest = self.clone();
        match part {
            Part::Search => (rest.search, rest.field) = Default::default(),
            Part::Status => rest.status = None,
            Part::Session => rest.session = None,
            Part::Data => rest.data = None,
            Part::Sms => rest.sms = None,
            Part::Service => rest.service = None,
            Part::Tag => rest.tag = None,
            Part::Expiring => rest.expiring = false,
            Part::Silent => rest.silent = None,
        }
        rest
    }

    /// What storage narrows by; `today` is the reader's day.
    pub(super) fn narrowing(&self, today: NaiveDate, now: NaiveDateTime) -> SimFilter {
        let ends_by = || today.checked_add_months(Months::new(EXPIRING_MONTHS));
        SimFilter {
            search: self.search.clone(),
            field: self.field,
            status: self.status,
            session: self.session,
            data_group: self.data,
            sms_group: self.sms,
            service: self.service.clone(),
            tag: self.tag.clone(),
            ends_by: self.expiring.then(ends_by).flatten(),
            silent_since: self.silent.map(|days| now - TimeDelta::days(days)),
        }
    }

    /// Takes a filter from the address; `false` if it has no such value. Services and tags are looked up later.
    fn take(&mut self, part: Part, value: &str) -> bool {
        match part {
            Part::Search => {
                self.search = cleaned(value);
                true
            }
            Part::Status => set(&mut self.status, SimStatus::parse(value)),
            Part::Session => set(&mut self.session, SessionStatus::parse(value)),
            Part::Data => set(&mut self.data, VolumeGroup::parse(value)),
            Part::Sms => set(&mut self.sms, VolumeGroup::parse(value)),
            Part::Service => set(&mut self.service, Some(value.to_owned())),
            Part::Tag => set(&mut self.tag, Some(value.to_lowercase())),
            Part::Expiring => {
                self.expiring |= value == "1";
                value == "1"
            }
            Part::Silent => set(
                &mut self.silent,
                value.parse().ok().filter(|days| SILENCES.contains(days)),
            ),
        }
    }
}

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

/// Sets a filter if the value exists, and says whether it does.
fn set<T>(filter: &mut Option<T>, value: Option<T>) -> bool {
    let exists = value.is_some();
    if exists {
        *filter = value;
    }
    exists
}

/// A search as it is looked for: control characters are in no label, and PostgreSQL takes no NUL at all.
fn cleaned(value: &str) -> String {
    let text: String = value.chars().filter(|c| !c.is_control()).take(SEARCH_CHARS).collect();
    text.trim().to_owned()
}

fn named<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

fn name_of<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> &'static str {
    let found = names.iter().find(|(_, known)| *known == value);
    found.map_or("", |(name, _)| name)
}
