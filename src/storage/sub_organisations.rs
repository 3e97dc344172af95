//! Sub-organisations as their master sees them: found below the scope's organisation only, deleted ones never.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::db::{Kind, MultiBackend};
use super::organisations::{self, OrganisationRow};
use super::schema::{bulk_jobs, exports, jobs, master_access, organisations as o, sim_counts, sims, users};
use super::sims::{Bound, Direction};
use super::users::search_key;
use super::{Db, Result};
use super::{dialect, dialect_transfer};
use crate::types::access::OrgScope;
use crate::types::account_number::AccountNumber;
use crate::types::country::Country;
use crate::types::lang::Lang;
use crate::types::organisation::{AccessLevel, OrganisationStatus};

/// What a list of sub-organisations can be narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubFilter {
    /// Part of the name, or the beginning of the account number; empty: all.
    pub search: String,
    /// Status.
    pub status: Option<OrganisationStatus>,
}

/// What the list is sorted by; each has its index, and the key breaks ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SubSort {
    /// Name.
    #[default]
    Name,
    /// When they were made.
    Created,
}

/// A sub-organisation in a list.
#[derive(Debug, Clone)]
pub struct SubRow {
    /// Its row.
    pub organisation: OrganisationRow,
    /// Its first owner: name and address. `None` if it has none.
    pub owner: Option<(String, String)>,
    /// SIMs it holds.
    pub sims: i64,
    /// What it grants its master.
    pub access: Option<AccessLevel>,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct SubSlice {
    /// The rows in the order asked for.
    pub rows: Vec<SubRow>,
    /// Whether rows come before.
    pub has_before: bool,
    /// Whether rows come after.
    pub has_after: bool,
}

/// What all sub-organisations of a master have together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SubTotals {
    /// How many are in use.
    pub active: i64,
    /// How many wait for their owner.
    pub pending: i64,
    /// SIMs they hold.
    pub sims: i64,
    /// SIMs that were ordered for them.
    pub ordered: i64,
    /// SIMs that the master holds itself.
    pub own_sims: i64,
}

type Query = o::BoxedQuery<'static, MultiBackend>;

fn of(scope: &OrgScope) -> Query {
    o::table
        .filter(o::parent_id.eq(Some(scope.organisation_id())))
        .filter(o::deleted_at.is_null())
        .into_boxed()
}

impl SubFilter {
    fn narrow(&self, mut query: Query, kind: Kind) -> Query {
        if let Some(status) = self.status {
            query = query.filter(o::status.eq(status.as_str()));
        }
        let term = self.search.trim();
        if term.is_empty() {
            return query;
        }
        if term.bytes().all(|b| b.is_ascii_digit()) {
            return query
                .filter(dialect::organisation_named(term, kind).or(o::account_number.like(format!("{term}%"))));
        }
        query.filter(dialect::organisation_named(term, kind))
    }
}

impl SubSort {
    /// The value of the sort column, as a bound carries it.
    pub fn value_of(self, row: &OrganisationRow) -> String {
        match self {
            Self::Name => row.name_key.clone(),
            Self::Created => String::new(),
        }
    }

    fn from(self, query: Query, value: &str, id: i64, ascending: bool) -> Query {
        let value = value.to_owned();
        match (self, ascending) {
            (Self::Name, true) => query
                .filter(o::name_key.ge(value.clone()))
                .filter(o::name_key.gt(value).or(o::id.gt(id))),
            (Self::Name, false) => query
                .filter(o::name_key.le(value.clone()))
                .filter(o::name_key.lt(value).or(o::id.lt(id))),
            (Self::Created, true) => query.filter(o::id.gt(id)),
            (Self::Created, false) => query.filter(o::id.lt(id)),
        }
    }

    fn order(self, query: Query, ascending: bool) -> Query {
        match (self, ascending) {
            (Self::Name, true) => query.order((o::name_key.asc(), o::id.asc())),
            (Self::Name, false) => query.order((o::name_key.desc(), o::id.desc())),
            (Self::Created, true) => query.order(o::id.asc()),
            (Self::Created, false) => query.order(o::id.desc()),
        }
    }
}

/// One page of the sub-organisations that match.
pub fn page(
    db: &mut Db,
    scope: &OrgScope,
    filter: &SubFilter,
    (sort, direction): (SubSort, Direction),
    bound: &Bound,
    size: i64,
) -> Result<SubSlice> {
    let ascending = direction == Direction::Ascending;
    let narrowed = filter.narrow(of(scope), db.kind());
    let (query, backwards, is_edge) = match bound {
        Bound::First => (narrowed, false, true),
        Bound::Last => (narrowed, true, true),
        Bound::After { value, id } => (sort.from(narrowed, value, *id, ascending), false, false),
        Bound::Before { value, id } => (sort.from(narrowed, value, *id, !ascending), true, false),
    };
    let mut rows: Vec<OrganisationRow> = sort
        .order(query, ascending != backwards)
        .limit(size + 1)
        .select(o::all_columns)
        .load(db)?;
    let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > size;
    if more {
        rows.pop();
    }
    if backwards {
        rows.reverse();
    }
    let (has_before, has_after) = if backwards { (more, !is_edge) } else { (!is_edge, more) };
    Ok(SubSlice {
        rows: with_facts(db, rows)?,
        has_before,
        has_after,
    })
}

/// Owners, SIMs and grants of some sub-organisations, each read once for all of them.
fn with_facts(db: &mut Db, rows: Vec<OrganisationRow>) -> Result<Vec<SubRow>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    // The oldest owner who is not disabled comes last and stays in the map.
    let owners: Vec<(Option<i64>, String, String, Option<String>)> = users::table
        .filter(users::organisation_id.eq_any(ids.iter().copied().map(Some).collect::<Vec<_>>()))
        .filter(users::role.eq(Some("owner")))
        .filter(users::status.ne("disabled"))
        .order(users::id.desc())
        .select((
            users::organisation_id,
            users::first_name,
            users::last_name,
            users::email,
        ))
        .load(db)?;
    let mut owners: HashMap<i64, (String, String)> = owners
        .into_iter()
        .filter_map(|(id, first, last, email)| Some((id?, (format!("{first} {last}"), email.unwrap_or_default()))))
        .collect();
    let counters: Vec<(i64, i64)> = sim_counts::table
        .filter(sim_counts::organisation_id.eq_any(ids.clone()))
        .select((sim_counts::organisation_id, sim_counts::sims))
        .load(db)?;
    let mut sims: HashMap<i64, i64> = HashMap::new();
    for (id, n) in counters {
        *sims.entry(id).or_default() += n;
    }
    let levels: Vec<(i64, AccessLevel)> = master_access::table
        .filter(master_access::organisation_id.eq_any(ids))
        .select((master_access::organisation_id, master_access::level))
        .load(db)?;
    let levels: HashMap<i64, AccessLevel> = levels.into_iter().collect();
    Ok(rows
        .into_iter()
        .map(|organisation| SubRow {
            owner: owners.remove(&organisation.id),
            sims: sims.get(&organisation.id).copied().unwrap_or_default(),
            access: levels.get(&organisation.id).copied(),
            organisation,
        })
        .collect())
}

/// The sub-organisation with this account number; a deleted one, and one of somebody else, is `NotFound`.
pub fn find(db: &mut Db, scope: &OrgScope, number: &AccountNumber) -> Result<SubRow> {
    let row: OrganisationRow = of(scope)
        .filter(o::account_number.eq(number.as_str().to_owned()))
        .select(o::all_columns)
        .first(db)?;
    with_facts(db, vec![row])?.pop().ok_or(super::Error::NotFound)
}

/// [`find`] without owner and grant: for who asks whether it can be deleted.
pub fn find_with_sims(db: &mut Db, scope: &OrgScope, number: &AccountNumber) -> Result<SubRow> {
    let organisation: OrganisationRow = of(scope)
        .filter(o::account_number.eq(number.as_str().to_owned()))
        .select(o::all_columns)
        .first(db)?;
    let counters: Vec<i64> = sim_counts::table
        .filter(sim_counts::organisation_id.eq(organisation.id))
        .select(sim_counts::sims)
        .load(db)?;
    Ok(SubRow {
        organisation,
        owner: None,
        sims: counters.into_iter().sum(),
        access: None,
    })
}

/// [`find`], kept from every change until the transaction ends: nothing that refers to it can be added meanwhile either.
pub fn lock(db: &mut Db, scope: &OrgScope, number: &AccountNumber) -> Result<SubRow> {
    if let Db::Pg(c) = db {
        let found: Option<i64> = o::table
            .filter(o::account_number.eq(number.as_str()))
            .filter(o::parent_id.eq(Some(scope.organisation_id())))
            .select(o::id)
            .for_update()
            .first(c)
            .optional()?;
        if found.is_none() {
            return Err(super::Error::NotFound);
        }
    }
    find(db, scope, number)
}

/// What they have together, whatever the list is narrowed to.
pub fn totals(db: &mut Db, scope: &OrgScope) -> Result<SubTotals> {
    let own = |query: Query| query.select((o::status, o::sims_ordered));
    let rows: Vec<(String, i64)> = own(of(scope)).order(o::id).load(db)?;
    let mut totals = SubTotals::default();
    for (status, ordered) in rows {
        match OrganisationStatus::parse(&status) {
            Some(OrganisationStatus::Pending) => totals.pending += 1,
            _ => totals.active += 1,
        }
        totals.ordered += ordered;
    }
    let counters: Vec<(i64, i64)> = o::table
        .inner_join(sim_counts::table.on(sim_counts::organisation_id.eq(o::id)))
        .filter(o::root_id.eq(scope.root_id()))
        .filter(o::deleted_at.is_null())
        .select((o::id, sim_counts::sims))
        .load(db)?;
    for (id, sims) in counters {
        if id == scope.organisation_id() {
            totals.own_sims += sims;
        } else {
            totals.sims += sims;
        }
    }
    Ok(totals)
}

/// A sub-organisation to make.
#[derive(Debug, Clone)]
pub struct NewSub<'a> {
    /// Name of the company.
    pub name: &'a str,
    /// VAT ID; may be empty.
    pub vat_id: &'a str,
    /// Country of its invoices.
    pub country: Country,
    /// Language of its mails and documents.
    pub language: Lang,
    /// Address that receives all invoices.
    pub main_email: &'a str,
    /// Phone; may be empty.
    pub phone: &'a str,
}

/// Makes a pending sub-organisation under the next account number; `None` when all numbers are given out. It has its master's zone.
///
/// Two transactions may take the same number: whoever comes second sees the first one's row and takes the next.
pub fn insert(db: &mut Db, scope: &OrgScope, new: &NewSub<'_>, now: NaiveDateTime) -> Result<Option<OrganisationRow>> {
    let master = organisations::find(db, scope.organisation_id())?;
    loop {
        let Some(number) = organisations::next_number(db)? else {
            return Ok(None);
        };
        let row = (
            o::root_id.eq(scope.root_id()),
            o::parent_id.eq(Some(scope.organisation_id())),
            o::account_number.eq(number.as_str()),
            o::name.eq(new.name),
            o::name_key.eq(new.name.to_lowercase()),
            o::status.eq(OrganisationStatus::Pending.as_str()),
            o::language.eq(new.language.as_str()),
            o::time_zone.eq(&master.time_zone),
            o::created_at.eq(now),
            o::vat_id.eq(new.vat_id),
            o::billing_country.eq(new.country.as_str()),
            o::main_email.eq(new.main_email),
            o::phone.eq(new.phone),
        );
        let id: Option<i64> = on_backend!(db, c => diesel::insert_into(o::table)
            .values(row)
            .on_conflict(o::account_number)
            .do_nothing()
            .returning(o::id)
            .get_result(c)
            .optional())?;
        if let Some(id) = id {
            return Ok(Some(organisations::find(db, id)?));
        }
    }
}

/// Account number of a pending sub-organisation of this name (lower-case form) and address, if there is one.
pub fn pending_twin(db: &mut Db, scope: &OrgScope, name_key: &str, main_email: &str) -> Result<Option<String>> {
    Ok(of(scope)
        .filter(o::name_key.eq(name_key.to_owned()))
        .filter(o::main_email.eq(main_email.to_owned()))
        .filter(o::status.eq(OrganisationStatus::Pending.as_str()))
        .order(o::id)
        .select(o::account_number)
        .first(db)
        .optional()?)
}

/// The invited owner of a pending sub-organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerRow {
    /// Key.
    pub id: i64,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Address as typed.
    pub email: String,
    /// Lower-case form; `None` while somebody else has the address.
    pub email_key: Option<String>,
}

/// The first owner of an organisation, as long as no password is set. The organisation was found through the scope of its master.
pub fn invited_owner(db: &mut Db, organisation_id: i64) -> Result<OwnerRow> {
    let (id, first_name, last_name, email, email_key): (i64, String, String, Option<String>, Option<String>) =
        users::table
            .filter(users::organisation_id.eq(Some(organisation_id)))
            .filter(users::role.eq(Some("owner")))
            .filter(users::status.eq("invited"))
            .order(users::id)
            .select((
                users::id,
                users::first_name,
                users::last_name,
                users::email,
                users::email_key,
            ))
            .first(db)?;
    Ok(OwnerRow {
        id,
        first_name,
        last_name,
        email: email.unwrap_or_default(),
        email_key,
    })
}

/// Corrects the invited owner; `users_email_key_key` is violated when somebody took the address meanwhile.
pub fn set_invited_owner(db: &mut Db, owner: &OwnerRow, now: NaiveDateTime) -> Result<()> {
    diesel::update(users::table.find(owner.id))
        .set((
            users::first_name.eq(&owner.first_name),
            users::last_name.eq(&owner.last_name),
            users::email.eq(Some(&owner.email)),
            users::email_key.eq(owner.email_key.as_ref()),
            users::search_key.eq(search_key(&owner.first_name, &owner.last_name, &owner.email)),
            users::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
}

/// Sets the address that receives all invoices of a pending sub-organisation.
pub fn set_main_email(db: &mut Db, organisation_id: i64, email: &str) -> Result<()> {
    diesel::update(o::table.find(organisation_id))
        .set(o::main_email.eq(email))
        .execute(db)?;
    Ok(())
}

/// Work that has not come to its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OpenWork {
    /// Bulk actions that run or wait for confirmation.
    pub bulk: i64,
    /// Files that are being made.
    pub exports: i64,
    /// Transfers from or to it.
    pub transfers: i64,
    /// Jobs, such as commands that a carrier has not carried out.
    pub jobs: i64,
}

/// What an organisation has not finished. It was found through the scope of its master.
pub fn open_work(db: &mut Db, organisation_id: i64) -> Result<OpenWork> {
    let bulk = bulk_jobs::table
        .filter(bulk_jobs::organisation_id.eq(organisation_id))
        .filter(bulk_jobs::status.eq_any(["preparing", "previewed", "running", "cancelling"]))
        .count()
        .get_result(db)?;
    let files = exports::table
        .filter(exports::organisation_id.eq(organisation_id))
        .filter(exports::status.eq_any(["waiting", "running"]))
        .count()
        .get_result(db)?;
    let jobs = jobs::table
        .filter(jobs::status.eq("waiting"))
        .filter(jobs::organisation_id.eq(Some(organisation_id)))
        .count()
        .get_result(db)?;
    Ok(OpenWork {
        bulk,
        exports: files,
        transfers: dialect_transfer::open_transfers(db, organisation_id)?,
        jobs,
    })
}

/// Ends an organisation: nobody is in it any more, with all that was only theirs (sessions, links, views, reports, files), and its
/// grants are gone. Its row stays, and so does the account number.
pub fn end(db: &mut Db, organisation_id: i64, now: NaiveDateTime) -> Result<()> {
    diesel::delete(master_access::table.find(organisation_id)).execute(db)?;
    let own = users::table.filter(users::organisation_id.eq(Some(organisation_id)));
    // SIMs that went back to the master are no longer linked to anybody of it; should one be, it must not keep the person here.
    let people: Vec<Option<i64>> = own.order(users::id).select(users::id.nullable()).load(db)?;
    diesel::update(sims::table.filter(sims::end_user_id.eq_any(people)))
        .set(sims::end_user_id.eq(None::<i64>))
        .execute(db)?;
    diesel::delete(own).execute(db)?;
    diesel::update(o::table.find(organisation_id))
        .set(o::deleted_at.eq(Some(now)))
        .execute(db)?;
    Ok(())
}
