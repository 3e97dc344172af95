//! Requests for a second person's approval. At most one is open for an object.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::db::MultiBackend;
use super::keyset::{Edge, Recent};
use super::schema::{approvals, organisations};
use super::{Db, Result};
use crate::types::access::OrgScope;
use crate::types::approval::{ApprovalKind, ApprovalStatus};

/// A request.
#[derive(Debug, Clone, Queryable)]
pub struct ApprovalRow {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Organisation whose people decide.
    pub organisation_id: i64,
    /// What is asked for.
    pub kind: ApprovalKind,
    /// Key of what it is about: a transfer, a bulk action, a person.
    pub object_id: i64,
    /// Its name at that time.
    pub object_name: String,
    /// JSON of what shall be done, where the object does not say it.
    pub argument: String,
    /// How far it is.
    pub status: ApprovalStatus,
    /// Who asks.
    pub asked_by: Option<i64>,
    /// Their name.
    pub asked_by_name: String,
    /// When.
    pub asked_at: NaiveDateTime,
    /// Who decided.
    pub decided_by: Option<i64>,
    /// Their name.
    pub decided_by_name: Option<String>,
    /// When.
    pub decided_at: Option<NaiveDateTime>,
    /// What they said.
    pub comment: String,
    /// Until when it can be decided.
    pub expires_at: NaiveDateTime,
}

/// A request to insert; it is open.
#[derive(Debug, Clone)]
pub struct NewApproval<'a> {
    /// What is asked for.
    pub kind: ApprovalKind,
    /// Key of what it is about.
    pub object_id: i64,
    /// Its name.
    pub object_name: &'a str,
    /// JSON of what shall be done.
    pub argument: &'a str,
    /// Until when it can be decided.
    pub expires_at: NaiveDateTime,
}

/// A decision.
#[derive(Debug, Clone)]
pub struct Decision<'a> {
    /// What it is from now on.
    pub status: ApprovalStatus,
    /// Who decided; `None` when nobody did.
    pub by: Option<(i64, &'a str)>,
    /// What they said.
    pub comment: &'a str,
}

/// Which kinds need a second person in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FourEyes {
    /// Transfers.
    pub transfers: bool,
    /// Bulk deactivations.
    pub deactivations: bool,
    /// Roles.
    pub roles: bool,
}

impl FourEyes {
    /// Whether this kind does.
    pub const fn of(self, kind: ApprovalKind) -> bool {
        match kind {
            ApprovalKind::Transfer => self.transfers,
            ApprovalKind::Deactivation => self.deactivations,
            ApprovalKind::Role => self.roles,
        }
    }
}

type Query = approvals::BoxedQuery<'static, MultiBackend>;

/// The requests of the scope's organisation about these kinds.
fn of(scope: &OrgScope, kinds: &[ApprovalKind]) -> Query {
    approvals::table
        .filter(approvals::organisation_id.eq(scope.organisation_id()))
        .filter(approvals::kind.eq_any(kinds.to_vec()))
        .into_boxed()
}

/// What needs a second person in the scope's organisation.
pub fn required(db: &mut Db, scope: &OrgScope) -> Result<FourEyes> {
    use organisations as o;
    let (transfers, deactivations, roles) = o::table
        .find(scope.organisation_id())
        .select((o::approve_transfers, o::approve_deactivations, o::approve_roles))
        .first(db)?;
    Ok(FourEyes {
        transfers,
        deactivations,
        roles,
    })
}

/// Sets it.
pub fn set_required(db: &mut Db, scope: &OrgScope, required: FourEyes) -> Result<()> {
    use organisations as o;
    diesel::update(o::table.find(scope.organisation_id()))
        .set((
            o::approve_transfers.eq(required.transfers),
            o::approve_deactivations.eq(required.deactivations),
            o::approve_roles.eq(required.roles),
        ))
        .execute(db)?;
    Ok(())
}

/// Adds a request; `approvals_kind_object_id_key` is violated while another one for the same object is open.
pub fn insert(db: &mut Db, scope: &OrgScope, new: &NewApproval<'_>, now: NaiveDateTime) -> Result<i64> {
    use approvals as a;
    Ok(diesel::insert_into(a::table)
        .values((
            a::root_id.eq(scope.root_id()),
            a::organisation_id.eq(scope.organisation_id()),
            a::kind.eq(new.kind),
            a::object_id.eq(new.object_id),
            a::object_name.eq(new.object_name),
            a::argument.eq(new.argument),
            a::status.eq(ApprovalStatus::Open),
            a::asked_by.eq(scope.by().user_id),
            a::asked_by_name.eq(scope.by().name.clone()),
            a::asked_at.eq(now),
            a::comment.eq(""),
            a::expires_at.eq(new.expires_at),
        ))
        .returning(a::id)
        .get_result(db)?)
}

/// A request of the organisation about one of these kinds; unknown, foreign and others are all `NotFound`.
pub fn find(db: &mut Db, scope: &OrgScope, kinds: &[ApprovalKind], id: i64) -> Result<ApprovalRow> {
    Ok(of(scope, kinds)
        .filter(approvals::id.eq(id))
        .select(approvals::all_columns)
        .first(db)?)
}

/// Finds one and keeps others from deciding about it until the transaction ends.
pub fn lock(db: &mut Db, scope: &OrgScope, id: i64) -> Result<ApprovalRow> {
    if let Db::Pg(c) = db {
        approvals::table
            .filter(approvals::organisation_id.eq(scope.organisation_id()))
            .filter(approvals::id.eq(id))
            .select(approvals::id)
            .for_update()
            .first::<i64>(c)?;
    }
    find(db, scope, ApprovalKind::ALL, id)
}

/// The open request about an object, if there is one.
pub fn open_of(db: &mut Db, scope: &OrgScope, kind: ApprovalKind, object_id: i64) -> Result<Option<ApprovalRow>> {
    Ok(approvals::table
        .filter(approvals::organisation_id.eq(scope.organisation_id()))
        .filter(approvals::status.eq(ApprovalStatus::Open))
        .filter(approvals::kind.eq(kind))
        .filter(approvals::object_id.eq(object_id))
        .select(approvals::all_columns)
        .first(db)
        .optional()?)
}

/// The open requests of these kinds, the oldest first; at most `most`.
pub fn open(db: &mut Db, scope: &OrgScope, kinds: &[ApprovalKind], most: i64) -> Result<Vec<ApprovalRow>> {
    Ok(of(scope, kinds)
        .filter(approvals::status.eq(ApprovalStatus::Open))
        .order(approvals::id)
        .limit(most)
        .select(approvals::all_columns)
        .load(db)?)
}

/// How many open requests of these kinds wait for this person: somebody else asked, and not about their role.
pub fn count_of_others(
    db: &mut Db,
    scope: &OrgScope,
    kinds: &[ApprovalKind],
    user_id: i64,
    now: NaiveDateTime,
) -> Result<i64> {
    Ok(of(scope, kinds)
        .filter(approvals::status.eq(ApprovalStatus::Open))
        .filter(approvals::expires_at.gt(now))
        .filter(approvals::asked_by.ne(Some(user_id)))
        .filter(
            approvals::kind
                .ne(ApprovalKind::Role)
                .or(approvals::object_id.ne(user_id)),
        )
        .count()
        .get_result(db)?)
}

/// The requests of these kinds that are over, the latest first.
pub fn over(
    db: &mut Db,
    scope: &OrgScope,
    kinds: &[ApprovalKind],
    edge: Edge<i64>,
    most: i64,
) -> Result<Recent<ApprovalRow>> {
    use approvals as a;
    let query = of(scope, kinds).filter(a::status.ne(ApprovalStatus::Open));
    let query = match edge {
        Edge::Newest => query,
        Edge::OlderThan(id) => query.filter(a::id.lt(id)),
        Edge::NewerThan(id) => query.filter(a::id.gt(id)),
    };
    let query = if edge.is_backwards() {
        query.order(a::id.asc())
    } else {
        query.order(a::id.desc())
    };
    let rows = query.limit(most + 1).select(a::all_columns).load(db)?;
    Ok(Recent::of(&edge, rows, most))
}

/// Writes a decision about an open request that was locked.
pub fn decide(db: &mut Db, approval: &ApprovalRow, decision: &Decision<'_>, now: NaiveDateTime) -> Result<()> {
    use approvals as a;
    diesel::update(a::table.find(approval.id))
        .set((
            a::status.eq(decision.status),
            a::decided_by.eq(decision.by.map(|(id, _)| id)),
            a::decided_by_name.eq(decision.by.map(|(_, name)| name.to_owned())),
            a::decided_at.eq(Some(now)),
            a::comment.eq(decision.comment),
        ))
        .execute(db)?;
    Ok(())
}

/// A request whose time is over: its key, the master organisation and the organisation.
pub type Due = (i64, i64, i64);

/// Open requests whose time is over, the longest first; at most `most`.
pub fn due(db: &mut Db, now: NaiveDateTime, most: i64) -> Result<Vec<Due>> {
    use approvals as a;
    Ok(a::table
        // As a literal, or the index of the open ones would not be used.
        .filter(diesel::dsl::sql::<Bool>("approvals.status = 'open'"))
        .filter(a::expires_at.le(now))
        .order((a::expires_at, a::id))
        .limit(most)
        .select((a::id, a::root_id, a::organisation_id))
        .load(db)?)
}
