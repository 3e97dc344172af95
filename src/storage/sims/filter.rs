//! What a list of SIMs can be narrowed to.

use chrono::{NaiveDate, NaiveTime};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use serde::{Deserialize, Serialize};

use super::days::DaySpan;
use crate::storage::Kind;
use crate::storage::db::MultiBackend;
use crate::storage::schema::{sim_tags, sims, tags};
use crate::types::attention::{Blocked, BlockedBy, DayKind};
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};

/// Which column a search looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchField {
    /// All of them.
    #[default]
    All,
    /// From the first digit.
    Iccid,
    /// From the first digit.
    Imsi,
    /// From the first digit.
    Msisdn,
    /// Anywhere.
    Label,
}

/// A filter; empty parts do not narrow. A job that goes through its SIMs keeps it as JSON: what is added here must be kept, too.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SimFilter {
    /// What to search for, trimmed; empty: nothing.
    pub search: String,
    /// Where to search.
    pub field: SearchField,
    /// Status.
    pub status: Option<SimStatus>,
    /// Session.
    pub session: Option<SessionStatus>,
    /// Data volume group.
    pub data_group: Option<VolumeGroup>,
    /// SMS volume group.
    pub sms_group: Option<VolumeGroup>,
    /// Service.
    pub service: Option<String>,
    /// Tag, lower-case form of its name.
    pub tag: Option<String>,
    /// Lifetime ends on or before this day (and has not ended: status is not expired).
    pub ends_by: Option<NaiveDate>,
    /// No sign of life since 00:00 UTC of this day, and activated.
    pub silent_since: Option<NaiveDate>,
    /// Over pace in this month (its first day), and activated.
    pub over_pace_in: Option<NaiveDate>,
    /// Another device was seen on or after this day (UTC); status is not expired.
    pub imei_changed_since: Option<NaiveDate>,
    /// Blocked although it is activated.
    pub blocked: Option<Blocked>,
    /// What the search found, looked up already: keys of a few SIMs. It holds for one request, so a job never keeps it.
    #[serde(skip)]
    pub among: Option<Vec<i64>>,
}

type Query = sims::BoxedQuery<'static, MultiBackend>;
type Condition = Box<dyn BoxableExpression<sims::table, MultiBackend, SqlType = Bool>>;

impl SimFilter {
    /// Whether the counters alone know how many SIMs match.
    pub(super) fn is_counted(&self) -> bool {
        self.search.is_empty()
            && self.service.is_none()
            && self.tag.is_none()
            && self.ends_by.is_none()
            && self.silent_since.is_none()
            && self.over_pace_in.is_none()
            && self.imei_changed_since.is_none()
            && self.blocked.is_none()
    }

    /// What the counters by day count of it: something if it narrows by one of their kinds, and by nothing else.
    pub fn spans(&self) -> Option<Vec<DaySpan>> {
        let span = |kind, from, before| DaySpan { kind, from, before };
        let mut parts = Vec::new();
        if let Some(day) = self.ends_by {
            parts.push(vec![span(DayKind::Lifetime, None, day.succ_opt())]);
        }
        if let Some(day) = self.silent_since {
            parts.push(vec![span(DayKind::Activity, None, Some(day))]);
        }
        if let Some(month) = self.over_pace_in {
            parts.push(vec![span(DayKind::OverPace, Some(month), month.succ_opt())]);
        }
        if let Some(day) = self.imei_changed_since {
            parts.push(vec![span(DayKind::ImeiChange, Some(day), None)]);
        }
        if let Some(blocked) = self.blocked {
            let by = |by: &BlockedBy| blocked == Blocked::Any || blocked == Blocked::By(*by);
            let kinds = BlockedBy::ALL.iter().filter(|reason| by(reason));
            parts.push(kinds.map(|by| span(by.kind(), None, None)).collect());
        }
        let only_these = Self {
            ends_by: self.ends_by,
            silent_since: self.silent_since,
            over_pace_in: self.over_pace_in,
            imei_changed_since: self.imei_changed_since,
            blocked: self.blocked,
            field: self.field,
            ..Self::default()
        };
        (parts.len() == 1 && *self == only_these).then(|| parts.into_iter().flatten().collect())
    }

    /// Narrows a query that began with [`super::of`].
    pub(super) fn narrow(&self, mut query: Query, kind: Kind) -> Query {
        if let Some(status) = self.status {
            query = query.filter(sims::status.eq(status));
        }
        if let Some(session) = self.session {
            query = query.filter(sims::session.eq(session));
        }
        if let Some(group) = self.data_group {
            query = query.filter(sims::data_group.eq(group));
        }
        if let Some(group) = self.sms_group {
            query = query.filter(sims::sms_group.eq(group));
        }
        if let Some(service) = &self.service {
            query = query.filter(sims::service.eq(service.clone()));
        }
        if let Some(tag) = &self.tag {
            let tagged = sim_tags::table
                .inner_join(tags::table)
                .filter(tags::name_key.eq(tag.clone()))
                .filter(tags::organisation_id.eq(sims::organisation_id))
                .filter(sim_tags::sim_id.eq(sims::id))
                .select(sim_tags::sim_id);
            query = query.filter(diesel::dsl::exists(tagged));
        }
        if let Some(day) = self.ends_by {
            query = query
                .filter(sims::lifetime_ends_on.le(day))
                // Word by word the condition of the index `sims_organisation_due_idx`: a bound value would not be known to be it.
                .filter(diesel::dsl::sql::<Bool>("sims.status <> 'expired'"));
        }
        if let Some(then) = self.silent_since {
            query = query
                .filter(sims::last_activity_at.lt(then.and_time(NaiveTime::MIN)))
                .filter(sims::status.eq(SimStatus::Activated));
        }
        if let Some(month) = self.over_pace_in {
            query = query
                .filter(sims::over_pace_month.eq(month))
                .filter(sims::status.eq(SimStatus::Activated));
        }
        if let Some(day) = self.imei_changed_since {
            query = query
                .filter(sims::imei_changed_at.ge(day.and_time(NaiveTime::MIN)))
                .filter(sims::status.ne(SimStatus::Expired));
        }
        query = match self.blocked {
            Some(Blocked::Any) => query.filter(sims::blocked_by.is_not_null()),
            Some(Blocked::By(by)) => query.filter(sims::blocked_by.eq(by)),
            None => query,
        };
        match &self.among {
            Some(ids) => query.filter(sims::id.eq_any(ids.clone())),
            None if self.search.is_empty() => query,
            None => query.filter(self.search_condition(kind)),
        }
    }

    /// The search as a number, if it is one: people paste them with spaces, MSISDNs with a plus.
    pub(super) fn number(&self) -> Option<String> {
        let number = digits(&self.search);
        (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(number)
    }

    /// The search as the beginning of an ICCID: people paste them with their check digit.
    pub(super) fn iccid_number(&self) -> String {
        let mut number = digits(&self.search);
        if number.len() == 20 && number.is_ascii() {
            number.truncate(19);
        }
        number
    }

    fn search_condition(&self, kind: Kind) -> Condition {
        let term = self.search.clone();
        let number = digits(&term);
        let end = format!("{number}\u{10FFFF}");
        let iccid = self.iccid_number();
        let iccid_end = format!("{iccid}\u{10FFFF}");
        let by_iccid = || sims::iccid.ge(iccid.clone()).and(sims::iccid.lt(iccid_end.clone()));
        let by_imsi = || sims::imsi.ge(number.clone()).and(sims::imsi.lt(end.clone()));
        let by_msisdn = || sims::msisdn.ge(number.clone()).and(sims::msisdn.lt(end.clone()));
        match self.field {
            SearchField::Iccid => Box::new(by_iccid()),
            SearchField::Imsi => Box::new(by_imsi()),
            SearchField::Msisdn => Box::new(by_msisdn()),
            SearchField::Label => contains_label(&term, kind),
            SearchField::All if self.number().is_some() => {
                Box::new(by_iccid().or(by_imsi()).or(by_msisdn()).or(contains_label(&term, kind)))
            }
            // No number holds a letter.
            SearchField::All => contains_label(&term, kind),
        }
    }
}

/// The term without what people write between digits.
fn digits(term: &str) -> String {
    term.chars().filter(|c| !c.is_whitespace() && *c != '+').collect()
}

/// Labels that contain the term, whatever its case: by trigram index from three characters on.
pub fn contains_label(term: &str, kind: Kind) -> Condition {
    let key = term.to_lowercase();
    match kind {
        Kind::Postgres if key.chars().count() >= 3 => Box::new(sims::label_key.like(format!("%{}%", escape(&key)))),
        // A trigram index knows nothing shorter; the organisation's labels are read one by one, past those that are empty.
        Kind::Postgres => Box::new(
            sims::label_key
                .gt("")
                .and(sims::label_key.like(format!("%{}%", escape(&key)))),
        ),
        Kind::Sqlite if key.chars().count() < 3 => Box::new(
            diesel::dsl::sql::<Bool>("(sims.label_key > '' AND instr(sims.label_key, ")
                .bind::<Text, _>(key)
                .sql(") > 0)"),
        ),
        // The index takes % and _ of the term as wildcards: it finds too much, and instr says which are right.
        Kind::Sqlite => Box::new(
            diesel::dsl::sql::<Bool>("(sims.id IN (SELECT rowid FROM sims_fts WHERE label_key LIKE ")
                .bind::<Text, _>(format!("%{key}%"))
                .sql(") AND instr(sims.label_key, ")
                .bind::<Text, _>(key)
                .sql(") > 0)"),
        ),
    }
}

/// A term as part of a LIKE pattern, with the usual escape character.
fn escape(term: &str) -> String {
    term.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
