//! The rules about persons (`roles.md`). Decided on rows that nobody else can change meanwhile: whoever decides about a person of an
//! organisation first locks its people, then reads again who asks and who is meant.

use chrono::NaiveDate;

use crate::domain::{Error, Result};
use crate::storage::Db;
use crate::storage::users::{self, UserRow};
use crate::types::access::{Actor, OrgScope, Place};
use crate::types::matrix::{self, Permission};
use crate::types::role::{Role, Tick};
use crate::types::user_status::UserStatus;

/// Sentence: nobody changes or removes their own role, and nobody shuts themselves out.
pub const SELF: &str = "users-refused-self";
/// Sentence: the organisation would be left without an Owner who can sign in.
pub const LAST_OWNER: &str = "users-refused-last-owner";
/// Sentence: the person was changed by somebody else meanwhile.
pub const CHANGED: &str = "users-refused-changed";
/// Sentence: people and API users do not turn into each other.
pub const API_ROLE: &str = "users-refused-api-role";
/// Sentence: only an Accountant has a last day.
pub const END_DATE: &str = "users-refused-end-date";

/// The permission that administering somebody of this role takes.
pub const fn permission_for(role: Role) -> Permission {
    match role {
        Role::Owner => Permission::AdministerOwner,
        Role::Admin => Permission::AdministerAdmin,
        Role::User => Permission::AdministerUser,
        Role::ReadOnly => Permission::AdministerReadOnly,
        Role::ThirdParty => Permission::AdministerThirdParty,
        Role::ApiUser => Permission::AdministerApiUser,
        Role::Accountant | Role::EndUser => Permission::AdministerAccountantAndEndUser,
    }
}

/// Whoever has one of these administers somebody; whom exactly is decided for each person.
pub const ADMINISTERING: &[Permission] = &[
    Permission::AdministerUser,
    Permission::AdministerAdmin,
    Permission::AdministerApiUser,
    Permission::AdministerReadOnly,
    Permission::AdministerThirdParty,
    Permission::AdministerAccountantAndEndUser,
];

/// Role and ticks of whoever decides.
#[derive(Debug, Clone)]
pub struct Powers {
    user_id: i64,
    role: Role,
    ticks: Vec<Tick>,
}

impl Powers {
    /// Of a person as they are signed in: for pages, which show what will be allowed. What is done is decided anew.
    pub fn of(actor: &Actor) -> Option<Self> {
        match &actor.place {
            Place::Member { role, ticks, .. } => Some(Self {
                user_id: actor.user_id,
                role: *role,
                ticks: ticks.clone(),
            }),
            Place::Staff(_) => None,
        }
    }

    /// Whether somebody of this role can be administered.
    pub fn may_administer(&self, role: Role) -> bool {
        matrix::may(self.role, permission_for(role), &self.ticks)
    }

    /// Whether this person can be administered: never oneself.
    pub fn may_change(&self, target: &UserRow) -> bool {
        target.id != self.user_id && role_of(target).is_ok_and(|role| self.may_administer(role))
    }

    /// Whether the invitation of this person can be sent again or withdrawn. Who has not taken it up is no Owner yet: the Owners who can
    /// give the role can take the invitation back.
    pub fn may_withdraw(&self, target: &UserRow) -> bool {
        let is_invited_owner = target.role.as_deref() == Some(Role::Owner.as_str())
            && target.status == UserStatus::Invited.as_str()
            && self.role == Role::Owner;
        is_invited_owner || self.may_change(target)
    }

    /// Roles that a new person can be given, in the order of the matrix. "Owner" is given by Owners, and to new people only (row 34).
    pub fn roles_for_new(&self) -> Vec<Role> {
        let may = |role: &Role| match role {
            Role::Owner => self.role == Role::Owner,
            Role::ApiUser => false,
            other => self.may_administer(*other),
        };
        Role::ALL.into_iter().filter(may).collect()
    }

    /// Roles that somebody who is here already can be given.
    pub fn roles_for_change(&self) -> Vec<Role> {
        let may = |role: &Role| *role != Role::ApiUser && self.may_administer(*role);
        Role::ALL.into_iter().filter(may).collect()
    }
}

/// Who decides, after the people of the organisation were locked. `None`: a command on the server, which may whatever leaves an Owner.
pub(super) struct Decider(Option<Powers>);

impl Decider {
    /// Locks the people of the organisation and reads again who asks: rights that were lost a moment ago count no more.
    pub(super) fn lock(db: &mut Db, scope: &OrgScope) -> Result<Self> {
        users::lock_people(db, scope)?;
        let Some(user_id) = scope.by().user_id else {
            return Ok(Self(None));
        };
        let user = users::find(db, user_id)?;
        if user.status != UserStatus::Active.as_str() {
            return Err(Error::NotFound);
        }
        Ok(Self(Some(Powers {
            user_id,
            role: role_of(&user)?,
            ticks: user.ticks.split(',').filter_map(Tick::parse).collect(),
        })))
    }

    /// The member with this key, if whoever asks may administer them.
    pub(super) fn target(&self, db: &mut Db, scope: &OrgScope, user_id: i64) -> Result<UserRow> {
        let target = users::find_member(db, scope, user_id)?;
        if let Self(Some(powers)) = self {
            if powers.user_id == target.id {
                return Err(Error::Refused(SELF));
            }
            self.may(role_of(&target)?)?;
        }
        Ok(target)
    }

    /// The same for somebody whose invitation is sent again or withdrawn.
    pub(super) fn invited(&self, db: &mut Db, scope: &OrgScope, user_id: i64) -> Result<UserRow> {
        let target = users::find_member(db, scope, user_id)?;
        match self {
            Self(Some(powers)) if powers.may_withdraw(&target) => Ok(target),
            _ => self.target(db, scope, user_id),
        }
    }

    /// Whether whoever asks may administer somebody of this role, and so give it to somebody who is here already.
    pub(super) fn may(&self, role: Role) -> Result<()> {
        match self {
            Self(Some(powers)) if !powers.may_administer(role) => Err(Error::Denied(permission_for(role))),
            _ => Ok(()),
        }
    }

    /// Whether whoever asks may give the role to somebody new.
    pub(super) fn may_invite(&self, role: Role) -> Result<()> {
        match self {
            Self(Some(powers)) if !powers.roles_for_new().contains(&role) => Err(Error::Denied(permission_for(role))),
            Self(None) if role == Role::ApiUser => Err(Error::Refused(API_ROLE)),
            _ => Ok(()),
        }
    }
}

/// The role of a member.
pub(super) fn role_of(user: &UserRow) -> Result<Role> {
    user.role.as_deref().and_then(Role::parse).ok_or(Error::NotFound)
}

/// Refuses what would take the last Owner who can sign in from the organisation. The people must be locked.
pub(super) fn keep_an_owner(db: &mut Db, scope: &OrgScope, target: &UserRow) -> Result<()> {
    let is_active_owner = role_of(target)? == Role::Owner && target.status == UserStatus::Active.as_str();
    if is_active_owner && users::active_owners(db, scope)? <= 1 {
        return Err(Error::Refused(LAST_OWNER));
    }
    Ok(())
}

/// Refuses a last day for anybody but an Accountant.
pub(super) fn check_end(role: Role, ends_on: Option<NaiveDate>) -> Result<()> {
    if ends_on.is_some() && role != Role::Accountant {
        return Err(Error::Refused(END_DATE));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn powers(role: Role) -> Powers {
        Powers {
            user_id: 1,
            role,
            ticks: Tick::ALL.to_vec(),
        }
    }

    #[test]
    fn an_owner_gives_every_role_to_new_people_and_takes_none_from_owners() {
        let owner = powers(Role::Owner);
        let people: Vec<Role> = Role::ALL.into_iter().filter(|role| *role != Role::ApiUser).collect();
        assert_eq!(owner.roles_for_new(), people);
        let without_owner: Vec<Role> = people.into_iter().filter(|role| *role != Role::Owner).collect();
        assert_eq!(owner.roles_for_change(), without_owner);
        assert!(!owner.may_administer(Role::Owner));
        assert!(owner.may_administer(Role::ApiUser));
    }

    #[test]
    fn an_admin_makes_neither_admins_nor_owners() {
        let admin = powers(Role::Admin);
        let expected = [
            Role::User,
            Role::ReadOnly,
            Role::ThirdParty,
            Role::Accountant,
            Role::EndUser,
        ];
        assert_eq!(admin.roles_for_new(), expected);
        assert_eq!(admin.roles_for_change(), expected);
    }

    #[test]
    fn nobody_else_administers_anybody() {
        for role in Role::ALL
            .into_iter()
            .filter(|role| !matches!(role, Role::Owner | Role::Admin))
        {
            assert_eq!(powers(role).roles_for_new(), [], "{role:?}");
            assert!(
                !Role::ALL.into_iter().any(|other| powers(role).may_administer(other)),
                "{role:?}"
            );
            assert!(
                ADMINISTERING
                    .iter()
                    .all(|permission| !matrix::may(role, *permission, &Tick::ALL))
            );
        }
    }

    #[test]
    fn every_role_has_a_permission_in_the_list_but_owner() {
        for role in Role::ALL {
            assert_eq!(ADMINISTERING.contains(&permission_for(role)), role != Role::Owner);
        }
    }
}
