//! Pages of SIMs by keyset: the last page of a million costs what the first does.

use diesel::prelude::*;

use super::rows::{self, ListRow};
use super::{SimFilter, SimRow, counts, days, found, of};
use crate::storage::db::MultiBackend;
use crate::storage::schema::sims;
use crate::storage::{Db, Kind, Result};
use crate::types::access::OrgScope;

/// What the list is sorted by; each has its index, and the key breaks ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The order in which they were added: that of the keys, in which labels and tags are found.
    Added,
    /// ICCID.
    #[default]
    Iccid,
    /// IMSI.
    Imsi,
    /// Label.
    Label,
    /// Status.
    Status,
    /// Data left.
    DataLeft,
    /// SMS left.
    SmsLeft,
    /// Last day of the lifetime.
    LifetimeEnd,
    /// Last sign of life.
    LastActivity,
    /// MSISDN.
    Msisdn,
    /// When another device was seen last. Only for a list of SIMs where one was seen: the others have no such moment.
    ImeiChanged,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Small to large.
    #[default]
    Ascending,
    /// Large to small.
    Descending,
}

/// Where a page begins. `value` is the sort column of the row at the edge, as text; one that does not fit is taken as the first page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Bound {
    /// The first page.
    #[default]
    First,
    /// The last page.
    Last,
    /// The page after this row.
    After {
        /// Value of the sort column.
        value: String,
        /// Key.
        id: i64,
    },
    /// The page before this row.
    Before {
        /// Value of the sort column.
        value: String,
        /// Key.
        id: i64,
    },
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct Slice {
    /// The rows in the order asked for.
    pub rows: Vec<ListRow>,
    /// Whether rows come before.
    pub has_before: bool,
    /// Whether rows come after.
    pub has_after: bool,
}

/// How many SIMs match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// Exactly so many.
    Exactly(i64),
    /// More than so many: counting them one by one stopped there.
    MoreThan(i64),
}

type Query = sims::BoxedQuery<'static, MultiBackend>;

impl Sort {
    /// The value of the sort column, as a bound carries it.
    pub fn value_of(self, row: &ListRow) -> String {
        match self {
            Self::Added => row.id.to_string(),
            Self::Iccid => row.iccid.clone(),
            Self::Imsi => row.imsi.clone(),
            Self::Label => row.label_key.clone(),
            Self::Status => row.status.as_str().to_owned(),
            Self::DataLeft => row.data_left.to_string(),
            Self::SmsLeft => row.sms_left.to_string(),
            Self::LifetimeEnd => row.lifetime_ends_on.to_string(),
            Self::LastActivity => micros(row.last_activity_at),
            Self::Msisdn => row.msisdn.clone(),
            Self::ImeiChanged => row.imei_changed_at.map_or_else(String::new, micros),
        }
    }

    pub(super) fn from(self, query: Query, value: &str, id: i64, ascending: bool) -> Option<Query> {
        // `column >= value` lets the index find the place; the rest decides among equals.
        macro_rules! beyond {
            ($column:expr, $value:expr) => {{
                let value = $value;
                if ascending {
                    query
                        .filter($column.ge(value.clone()))
                        .filter($column.gt(value).or(sims::id.gt(id)))
                } else {
                    query
                        .filter($column.le(value.clone()))
                        .filter($column.lt(value).or(sims::id.lt(id)))
                }
            }};
        }
        let moment = |micros: &str| Some(chrono::DateTime::from_timestamp_micros(micros.parse().ok()?)?.naive_utc());
        Some(match self {
            Self::Added if ascending => query.filter(sims::id.gt(id)),
            Self::Added => query.filter(sims::id.lt(id)),
            Self::Iccid => beyond!(sims::iccid, value.to_owned()),
            Self::Imsi => beyond!(sims::imsi, value.to_owned()),
            Self::Label => beyond!(sims::label_key, value.to_owned()),
            Self::Status => beyond!(sims::status, crate::types::status::SimStatus::parse(value)?),
            Self::DataLeft => beyond!(sims::data_left, value.parse::<i64>().ok()?),
            Self::SmsLeft => beyond!(sims::sms_left, value.parse::<i64>().ok()?),
            Self::LifetimeEnd => beyond!(sims::lifetime_ends_on, value.parse::<chrono::NaiveDate>().ok()?),
            Self::LastActivity => beyond!(sims::last_activity_at, moment(value)?),
            Self::Msisdn => beyond!(sims::msisdn, value.to_owned()),
            Self::ImeiChanged => {
                let (column, value) = (sims::imei_changed_at.assume_not_null(), moment(value)?);
                beyond!(column, value)
            }
        })
    }

    pub(super) fn order(self, query: Query, ascending: bool) -> Query {
        macro_rules! by {
            ($column:expr) => {
                if ascending {
                    query.order(($column.asc(), sims::id.asc()))
                } else {
                    query.order(($column.desc(), sims::id.desc()))
                }
            };
        }
        match self {
            Self::Added if ascending => query.order(sims::id.asc()),
            Self::Added => query.order(sims::id.desc()),
            Self::Iccid => by!(sims::iccid),
            Self::Imsi => by!(sims::imsi),
            Self::Label => by!(sims::label_key),
            Self::Status => by!(sims::status),
            Self::DataLeft => by!(sims::data_left),
            Self::SmsLeft => by!(sims::sms_left),
            Self::LifetimeEnd => by!(sims::lifetime_ends_on),
            Self::LastActivity => by!(sims::last_activity_at),
            Self::Msisdn => by!(sims::msisdn),
            Self::ImeiChanged => by!(sims::imei_changed_at),
        }
    }
}

/// A moment as a bound carries it.
fn micros(moment: chrono::NaiveDateTime) -> String {
    moment.and_utc().timestamp_micros().to_string()
}

/// One page of the SIMs that match: what the list shows of them.
pub fn page(
    db: &mut Db,
    scope: &OrgScope,
    filter: &SimFilter,
    order: (Sort, Direction),
    bound: &Bound,
    size: i64,
) -> Result<Slice> {
    db.planned_by_value(|db| slice(db, scope, filter, order, bound, size))
}

fn slice(
    db: &mut Db,
    scope: &OrgScope,
    filter: &SimFilter,
    (sort, direction): (Sort, Direction),
    bound: &Bound,
    size: i64,
) -> Result<Slice> {
    let ascending = direction == Direction::Ascending;
    let narrowed = |db: &Db| filter.narrow(of(scope), db.kind());
    let (query, backwards, is_edge) = match bound {
        Bound::First => (narrowed(db), false, true),
        Bound::Last => (narrowed(db), true, true),
        Bound::After { value, id } => match sort.from(narrowed(db), value, *id, ascending) {
            Some(query) => (query, false, false),
            None => (narrowed(db), false, true),
        },
        Bound::Before { value, id } => match sort.from(narrowed(db), value, *id, !ascending) {
            Some(query) => (query, true, false),
            None => (narrowed(db), false, true),
        },
    };
    // Backwards the index is read from the other end and the rows are turned round; one row more tells whether there is more.
    let forwards = ascending != backwards;
    let query = match found::ids(db, scope, filter, sort, bound, forwards, size + 1)? {
        Some(ids) => of(scope).filter(sims::id.eq_any(ids)),
        None => query.limit(size + 1),
    };
    let mut rows: Vec<ListRow> = sort.order(query, forwards).select(rows::columns()).load(db)?;
    let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > size;
    if more {
        rows.pop();
    }
    if backwards {
        rows.reverse();
    }
    let (has_before, has_after) = if backwards { (more, !is_edge) } else { (!is_edge, more) };
    Ok(Slice {
        rows,
        has_before,
        has_after,
    })
}

/// The next SIMs that match, whole, in the order of their ICCIDs, from behind this one on.
pub fn next(db: &mut Db, scope: &OrgScope, filter: &SimFilter, after: Option<&str>, most: i64) -> Result<Vec<SimRow>> {
    let mut query = filter.narrow(of(scope), db.kind());
    if let Some(iccid) = after {
        query = query.filter(sims::iccid.gt(iccid.to_owned()));
    }
    let query = query.order(sims::iccid).limit(most).select(sims::all_columns);
    db.planned_by_value(|db| Ok(query.load(db)?))
}

/// How many SIMs match: exact from the counters where they know it, else counted up to `most`.
pub fn count(db: &mut Db, scope: &OrgScope, filter: &SimFilter, most: i64) -> Result<Total> {
    if filter.is_counted() {
        let matches = |row: &counts::CountRow| {
            filter.status.is_none_or(|status| status == row.status)
                && filter.session.is_none_or(|session| session == row.session)
                && filter.data_group.is_none_or(|group| group == row.data_group)
                && filter.sms_group.is_none_or(|group| group == row.sms_group)
        };
        return Ok(Total::Exactly(
            counts::of(db, scope)?
                .iter()
                .filter(|row| matches(row))
                .map(|row| row.sims)
                .sum(),
        ));
    }
    if let Some(spans) = filter.spans() {
        return Ok(Total::Exactly(days::sums(db, scope, &spans)?.0.iter().sum()));
    }
    let found = db.planned_by_value(|db| {
        let kind = db.kind();
        match found::ids(db, scope, filter, Sort::Added, &Bound::First, true, most + 1)? {
            Some(ids) => Ok(ids),
            None => {
                let mut query = filter.narrow(of(scope), kind);
                if kind == Kind::Postgres && filter.is_in_labels() {
                    // Without an order it may read the labels in theirs, and a word stands in all of the late ones or in none.
                    query = query.order(sims::id);
                }
                Ok(query.limit(most + 1).select(sims::id).load(db)?)
            }
        }
    })?;
    let n = i64::try_from(found.len()).unwrap_or(i64::MAX);
    Ok(if n > most {
        Total::MoreThan(most)
    } else {
        Total::Exactly(n)
    })
}
