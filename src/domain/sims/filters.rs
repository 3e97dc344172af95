//! What the list of SIMs can be narrowed to, as people choose it and addresses and saved views write it.

use chrono::{Months, NaiveDate, NaiveDateTime, TimeDelta};

use super::{SearchField, SimFilter};
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};

/// Days of silence that can be asked for.
pub const SILENCES: [i64; 3] = [7, 30, 90];

/// "Expiring" means: the lifetime ends within so many months.
pub const EXPIRING_MONTHS: u32 = 3;

/// Longest search; the longest label and the longest number are shorter.
const SEARCH_CHARS: usize = 100;

/// The filters of the list, in the order of the page. The text is the name in the address and the end of text keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What to search for.
    Search,
    /// Status.
    Status,
    /// Session.
    Session,
    /// Group of what is left of the data volume.
    Data,
    /// Group of what is left of the SMS.
    Sms,
    /// Service.
    Service,
    /// Tag.
    Tag,
    /// The lifetime ends soon.
    Expiring,
    /// No sign of life for some days.
    Silent,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 9] = [
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
    pub const fn name(self) -> &'static str {
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
pub struct Filters {
    /// What to search for, trimmed; empty: nothing.
    pub search: String,
    /// Where to search.
    pub field: SearchField,
    /// Status.
    pub status: Option<SimStatus>,
    /// Session.
    pub session: Option<SessionStatus>,
    /// Group of what is left of the data volume.
    pub data: Option<VolumeGroup>,
    /// Group of what is left of the SMS.
    pub sms: Option<VolumeGroup>,
    /// Service.
    pub service: Option<String>,
    /// Tag: lower-case form of its name.
    pub tag: Option<String>,
    /// The lifetime ends within [`EXPIRING_MONTHS`].
    pub expiring: bool,
    /// No sign of life for so many days, one of [`SILENCES`].
    pub silent: Option<i64>,
}

impl Filters {
    /// The filters with their values as the address writes them, in the order of the page.
    pub fn active(&self) -> Vec<(Part, String)> {
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
    pub fn without(&self, part: Part) -> Self {
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
    pub fn narrowing(&self, today: NaiveDate, now: NaiveDateTime) -> SimFilter {
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
    pub fn take(&mut self, part: Part, value: &str) -> bool {
        match part {
            Part::Search => {
                self.search = cut(value);
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

/// Sets a filter if the value exists, and says whether it does.
fn set<T>(filter: &mut Option<T>, value: Option<T>) -> bool {
    let exists = value.is_some();
    if exists {
        *filter = value;
    }
    exists
}

/// A search, cut to a length that is worth looking for.
fn cut(value: &str) -> String {
    let text: String = value.chars().take(SEARCH_CHARS).collect();
    text.trim().to_owned()
}
