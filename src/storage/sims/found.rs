//! Short ways to what people look for: the list must not get slower because there are more SIMs.
//!
//! A search or a tag finds its SIMs in an order of its own (that of the number searched, or that in which they were added). Read in that
//! order, the first page costs one page; in any other order all matches would have to be found and sorted first.

use diesel::prelude::*;

use super::{Bound, Direction, SearchField, SimFilter, Sort};
use crate::storage::schema::{sim_tags, tags};
use crate::storage::{Db, Kind, Result, dialect};
use crate::types::access::OrgScope;

/// Matches of a number in one field up to which they are taken one by one.
const FEW: i64 = 200;

/// The fields that a search in all of them looks at, in the order of [`dialect::holders`].
const FIELDS: [SearchField; 4] = [
    SearchField::Iccid,
    SearchField::Imsi,
    SearchField::Msisdn,
    SearchField::Label,
];

/// A trigram index knows nothing shorter.
const TRIGRAM: usize = 3;

impl SimFilter {
    /// The order in which the SIMs are found with the least work, and one that makes sense to people: numbers by number, the longest silent
    /// first, the latest change of device first.
    pub fn usual_order(&self) -> (Sort, Direction) {
        let by_iccid = (Sort::Iccid, Direction::Ascending);
        if *self == self.only_search() {
            let sort = match self.field {
                _ if self.search.is_empty() || self.among.is_some() => Sort::Iccid,
                SearchField::Iccid => Sort::Iccid,
                SearchField::Imsi => Sort::Imsi,
                SearchField::Msisdn => Sort::Msisdn,
                SearchField::All if self.number().is_some() => Sort::Iccid,
                SearchField::All | SearchField::Label if self.search.chars().count() < TRIGRAM => Sort::Label,
                SearchField::All | SearchField::Label => Sort::Added,
            };
            return (sort, Direction::Ascending);
        }
        if !self.search.is_empty() {
            return by_iccid;
        }
        let alone = |part: Self| {
            *self
                == Self {
                    field: self.field,
                    ..part
                }
        };
        let nothing = Self::default;
        match self {
            Self { tag: Some(_), .. }
                if alone(Self {
                    tag: self.tag.clone(),
                    ..nothing()
                }) =>
            {
                (Sort::Added, Direction::Ascending)
            }
            Self {
                imei_changed_since: Some(_),
                ..
            } => (Sort::ImeiChanged, Direction::Descending),
            Self {
                silent_since: Some(_), ..
            } => (Sort::LastActivity, Direction::Ascending),
            Self { ends_by: Some(_), .. } => (Sort::LifetimeEnd, Direction::Ascending),
            _ => by_iccid,
        }
    }

    /// How many SIMs are worth counting one by one for the head of the list. A label is looked up in its row, a number only in its index.
    pub fn worth_counting(&self) -> i64 {
        if self.is_in_labels() { 200 } else { 1000 }
    }

    /// Whether labels are searched.
    pub(super) fn is_in_labels(&self) -> bool {
        !self.search.is_empty() && matches!(self.field, SearchField::All | SearchField::Label)
    }

    fn only_search(&self) -> Self {
        Self {
            search: self.search.clone(),
            field: self.field,
            among: self.among.clone(),
            ..Self::default()
        }
    }
}

/// The filter, with a search in all fields made one in the field that has it, or the few SIMs that it finds: one condition over four indexes is
/// what no database answers quickly.
pub fn settled(db: &mut Db, scope: &OrgScope, filter: &SimFilter) -> Result<SimFilter> {
    let mut filter = filter.clone();
    if filter.field != SearchField::All || filter.search.is_empty() || scope.end_user_id().is_some() {
        return Ok(filter);
    }
    if filter.number().is_none() {
        // No number holds a letter.
        filter.field = SearchField::Label;
        return Ok(filter);
    }
    let found = dialect::holders(
        db,
        scope,
        &filter.iccid_number(),
        &filter.number().unwrap_or_default(),
        &filter.search.to_lowercase(),
        FEW + 1,
    )?;
    let count = |place: usize| found.iter().filter(|(of, _)| usize::try_from(*of) == Ok(place)).count();
    let counts: Vec<(SearchField, usize)> = FIELDS
        .into_iter()
        .enumerate()
        .map(|(place, field)| (field, count(place)))
        .collect();
    let holders: Vec<&(SearchField, usize)> = counts.iter().filter(|(_, n)| *n > 0).collect();
    match holders.as_slice() {
        [] => filter.field = SearchField::Iccid,
        [(only, _)] => filter.field = *only,
        several if several.iter().all(|(_, n)| i64::try_from(*n).is_ok_and(|n| n <= FEW)) => {
            let mut ids: Vec<i64> = found.iter().map(|(_, id)| *id).collect();
            ids.sort_unstable();
            ids.dedup();
            filter.among = Some(ids);
        }
        // Frequent in several fields: the first page is soon full, whichever way it is read.
        _ => {}
    }
    Ok(filter)
}

/// Keys of a page in the order in which SIMs were added, where a label or a tag alone is looked for; `None` where the usual way is as good.
pub(super) fn ids(
    db: &mut Db,
    scope: &OrgScope,
    filter: &SimFilter,
    sort: Sort,
    bound: &Bound,
    forwards: bool,
    most: i64,
) -> Result<Option<Vec<i64>>> {
    if sort != Sort::Added || scope.end_user_id().is_some() {
        return Ok(None);
    }
    let beyond = match bound {
        Bound::First | Bound::Last => None,
        Bound::After { id, .. } | Bound::Before { id, .. } => Some(*id),
    };
    if let Some(tag) = &filter.tag
        && *filter
            == (SimFilter {
                tag: Some(tag.clone()),
                field: filter.field,
                ..SimFilter::default()
            })
    {
        return tagged(db, scope, tag, beyond, forwards, most).map(Some);
    }
    let term = filter.search.to_lowercase();
    let is_label = filter.field == SearchField::Label && *filter == filter.only_search() && filter.among.is_none();
    if is_label && db.kind() == Kind::Sqlite && term.chars().count() >= TRIGRAM {
        return dialect::labelled(db, scope, &term, beyond, forwards, most).map(Some);
    }
    Ok(None)
}

/// Keys of SIMs with this tag (lower-case form of its name). The tag is found first: its key is then a value, and its SIMs are a stretch of the
/// primary key. They are the organisation's, as the tag is: a SIM that goes to another one gets the tags of that one.
fn tagged(
    db: &mut Db,
    scope: &OrgScope,
    tag: &str,
    beyond: Option<i64>,
    forwards: bool,
    most: i64,
) -> Result<Vec<i64>> {
    let tag: Option<i64> = tags::table
        .filter(tags::organisation_id.eq(scope.organisation_id()))
        .filter(tags::name_key.eq(tag))
        .select(tags::id)
        .first(db)
        .optional()?;
    let Some(tag) = tag else {
        return Ok(Vec::new());
    };
    let query = sim_tags::table
        .filter(sim_tags::tag_id.eq(tag))
        .select(sim_tags::sim_id)
        .limit(most);
    Ok(match (beyond, forwards) {
        (None, true) => query.order(sim_tags::sim_id.asc()).load(db)?,
        (None, false) => query.order(sim_tags::sim_id.desc()).load(db)?,
        (Some(id), true) => query
            .filter(sim_tags::sim_id.gt(id))
            .order(sim_tags::sim_id.asc())
            .load(db)?,
        (Some(id), false) => query
            .filter(sim_tags::sim_id.lt(id))
            .order(sim_tags::sim_id.desc())
            .load(db)?,
    })
}
