//! Between whom a transfer goes: the witness without which no SIM changes its organisation.

use std::collections::HashMap;

use diesel::prelude::*;

use super::TransferRow;
use crate::storage::organisations::{self as rows, OrganisationRow};
use crate::storage::schema::{organisations, users};
use crate::storage::users::UserRow;
use crate::storage::{Db, Error, Result, stock};
use crate::types::access::OrgScope;
use crate::types::notification::Notification;
use crate::types::role::Role;

/// A master organisation and one of its own sub-organisations, in either direction; or a stock of the operator and a customer. There is no
/// way to make one for two sub-organisations, or for organisations of different masters of which none is a stock: its fields are private,
/// and every way to make it looks.
#[derive(Debug, Clone)]
pub struct Route {
    from: OrganisationRow,
    to: OrganisationRow,
}

impl Route {
    /// For a new transfer. `NotFound` unless one side is the scope's organisation, which is a master, and the other an active
    /// sub-organisation of it. Neither can be deleted until the transaction ends.
    pub fn between(db: &mut Db, scope: &OrgScope, from: i64, to: i64) -> Result<Self> {
        let route = Self::of_pair(db, scope, from, to)?;
        let is_usable =
            |organisation: &OrganisationRow| organisation.deleted_at.is_none() && organisation.status == "active";
        if is_usable(&route.from) && is_usable(&route.to) {
            Ok(route)
        } else {
            Err(Error::NotFound)
        }
    }

    /// Of a delivery: from a stock of the operator to whoever ordered, or back. `NotFound` unless the one is marked as a stock, and the
    /// scope's organisation is another one. The two are in different trees; only `storage::stock` moves anything along such a route, and a
    /// transfer never has one.
    pub fn of_delivery(db: &mut Db, scope: &OrgScope, stock_id: i64, is_back: bool) -> Result<Self> {
        let customer_id = scope.organisation_id();
        if customer_id == stock_id || !stock::is_stock(db, stock_id)? {
            return Err(Error::NotFound);
        }
        if let Db::Pg(c) = db {
            organisations::table
                .filter(organisations::id.eq_any([customer_id, stock_id]))
                .order(organisations::id)
                .select(organisations::id)
                .for_share()
                .load::<i64>(c)?;
        }
        let (stock, customer) = (rows::find(db, stock_id)?, rows::find(db, customer_id)?);
        if stock.deleted_at.is_some() || customer.deleted_at.is_some() {
            return Err(Error::NotFound);
        }
        Ok(if is_back {
            Self {
                from: customer,
                to: stock,
            }
        } else {
            Self {
                from: stock,
                to: customer,
            }
        })
    }

    /// Of a transfer that is under way.
    pub fn of(db: &mut Db, scope: &OrgScope, transfer: &TransferRow) -> Result<Self> {
        Self::of_pair(db, scope, transfer.from_organisation_id, transfer.to_organisation_id)
    }

    fn of_pair(db: &mut Db, scope: &OrgScope, from: i64, to: i64) -> Result<Self> {
        let master = scope.organisation_id();
        let sub = match (from == master, to == master) {
            (true, false) => to,
            (false, true) => from,
            _ => return Err(Error::NotFound),
        };
        if !is_master(scope) {
            return Err(Error::NotFound);
        }
        if let Db::Pg(c) = db {
            organisations::table
                .filter(organisations::id.eq_any([from, to]))
                .order(organisations::id)
                .select(organisations::id)
                .for_share()
                .load::<i64>(c)?;
        }
        let both: Vec<OrganisationRow> = organisations::table
            .filter(organisations::root_id.eq(scope.root_id()))
            .filter(organisations::id.eq_any([from, to]))
            .order(organisations::id)
            .select(organisations::all_columns)
            .load(db)?;
        let find = |id: i64| both.iter().find(|organisation| organisation.id == id).cloned();
        let (Some(from), Some(to)) = (find(from), find(to)) else {
            return Err(Error::NotFound);
        };
        let is_right = |organisation: &OrganisationRow| {
            if organisation.id == sub {
                organisation.parent_id == Some(master)
            } else {
                organisation.parent_id.is_none()
            }
        };
        if is_right(&from) && is_right(&to) {
            Ok(Self { from, to })
        } else {
            Err(Error::NotFound)
        }
    }

    /// Who gives the SIMs away.
    pub fn from(&self) -> &OrganisationRow {
        &self.from
    }

    /// Who gets them.
    pub fn to(&self) -> &OrganisationRow {
        &self.to
    }
}

/// Whether the scope's organisation is a master: only the people of one transfer SIMs.
pub fn is_master(scope: &OrgScope) -> bool {
    scope.organisation_id() == scope.root_id() && scope.end_user_id().is_none()
}

/// Names of organisations that take part in transfers which were found through a scope, by key.
pub fn names(db: &mut Db, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
    let rows: Vec<(i64, String)> = organisations::table
        .filter(organisations::id.eq_any(ids))
        .order(organisations::id)
        .select((organisations::id, organisations::name))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// Somebody who is told of a transfer, with their organisation.
#[derive(Debug, Clone)]
pub struct Told {
    /// The person.
    pub user: UserRow,
    /// Their organisation.
    pub organisation: OrganisationRow,
}

/// The Owners and Admins of both sides, and whoever asked to be told of transfers; only people who can sign in.
pub fn told(db: &mut Db, route: &Route) -> Result<Vec<Told>> {
    let mut told = Vec::new();
    for organisation in [&route.from, &route.to] {
        let people: Vec<UserRow> = users::table
            .filter(users::organisation_id.eq(Some(organisation.id)))
            .filter(
                users::role
                    .eq_any([Some(Role::Owner.as_str()), Some(Role::Admin.as_str())])
                    .or(users::notifications.ne("")),
            )
            .filter(users::status.eq("active"))
            .filter(users::email.is_not_null())
            .order(users::id)
            .select(users::all_columns)
            .load(db)?;
        let is_told = |user: &UserRow| {
            let role = user.role.as_deref().and_then(Role::parse);
            matches!(role, Some(Role::Owner | Role::Admin))
                || Notification::read(&user.notifications).contains(&Notification::Transfers)
        };
        told.extend(people.into_iter().filter(is_told).map(|user| Told {
            user,
            organisation: organisation.clone(),
        }));
    }
    Ok(told)
}
