//! What the list of SIMs can be narrowed to, as people choose it and addresses and saved views write it.

use chrono::{Days, Months, NaiveDate};

use super::{SearchField, SimFilter};
use crate::types::attention::{Blocked, BlockedBy};
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};
use crate::types::time::month_of;

/// Days of silence that can be asked for.
pub const SILENCES: [u64; 3] = [7, 30, 90];

/// "Expiring" means: the lifetime ends within so many months.
pub const EXPIRING_MONTHS: u32 = 3;

/// "IMEI changed" means: another device was seen within so many days.
pub const IMEI_CHANGE_DAYS: u64 = 30;

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
    /// Its use of the month will pass what is left.
    Pace,
    /// Another device was seen lately.
    Imei,
    /// It cannot work although it is activated.
    Blocked,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Search,
        Self::Status,
        Self::Session,
        Self::Data,
        Self::Sms,
        Self::Service,
        Self::Tag,
        Self::Expiring,
        Self::Silent,
        Self::Pace,
        Self::Imei,
        Self::Blocked,
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
            Self::Pace => "pace",
            Self::Imei => "imei",
            Self::Blocked => "blocked",
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
    pub silent: Option<u64>,
    /// Its use, going on as since the first of the month, will pass what is left before the month ends.
    pub over_pace: bool,
    /// Another device was seen within [`IMEI_CHANGE_DAYS`].
    pub imei_changed: bool,
    /// Blocked although it is activated.
    pub blocked: Option<Blocked>,
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
            Part::Pace => self.over_pace.then(|| "1".to_owned()),
            Part::Imei => self.imei_changed.then(|| "1".to_owned()),
            Part::Blocked => self.blocked.map(|blocked| match blocked {
                Blocked::Any => "1".to_owned(),
                Blocked::By(by) => by.to_string(),
            }),
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
            Part::Pace => rest.over_pace = false,
            Part::Imei => rest.imei_changed = false,
            Part::Blocked => rest.blocked = None,
        }
        rest
    }

    /// What storage narrows by; `today` is the day in UTC, as in the counters by day: a tile of the Dashboard and the list behind it
    /// must agree, in every time zone.
    pub fn narrowing(&self, today: NaiveDate) -> SimFilter {
        let days_ago = |days| today.checked_sub_days(Days::new(days));
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
            silent_since: self.silent.and_then(days_ago),
            over_pace_in: self.over_pace.then(|| month_of(today)),
            imei_changed_since: self.imei_changed.then(|| days_ago(IMEI_CHANGE_DAYS)).flatten(),
            blocked: self.blocked,
            among: None,
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
            Part::Expiring => tick(&mut self.expiring, value),
            Part::Pace => tick(&mut self.over_pace, value),
            Part::Imei => tick(&mut self.imei_changed, value),
            Part::Blocked if value == "1" => set(&mut self.blocked, Some(Blocked::Any)),
            Part::Blocked => set(&mut self.blocked, BlockedBy::parse(value).map(Blocked::By)),
            Part::Silent => set(
                &mut self.silent,
                value.parse().ok().filter(|days| SILENCES.contains(days)),
            ),
        }
    }
}

/// Sets a filter that has one value only.
fn tick(filter: &mut bool, value: &str) -> bool {
    *filter |= value == "1";
    value == "1"
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
