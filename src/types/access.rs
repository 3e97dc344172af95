//! Who acts, what a route asks for, and the witness without which no tenant data can be queried.

use chrono_tz::Tz;

use super::lang::Lang;
use super::matrix::{self, Cell, Permission, StaffPermission};
use super::role::{Role, StaffRole, Tick};

/// What a route asks of its visitor. A route cannot be registered without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Public,
    /// Anybody who is signed in.
    SignedIn,
    /// A member of an organisation with this permission.
    Org(Permission),
    /// A member of an organisation with at least one of these permissions: which one is needed depends on the object, so the handler
    /// enters the organisation again with that one.
    OrgAny(&'static [Permission]),
    /// Staff of the platform with this permission.
    Staff(StaffPermission),
    /// A sender of records with its own name and secret (HTTP basic).
    Ingest,
    /// A payment provider, whose signature over the body is its credential.
    Signed,
}

impl Access {
    /// The word in the golden list of routes.
    pub fn describe(self) -> String {
        match self {
            Self::Public => "public".to_owned(),
            Self::SignedIn => "signed in".to_owned(),
            Self::Org(permission) => format!("org {}", permission.key()),
            Self::OrgAny(permissions) => {
                let keys: Vec<&str> = permissions.iter().map(|permission| permission.key()).collect();
                format!("org any of {}", keys.join(", "))
            }
            Self::Staff(permission) => format!("staff {permission:?}"),
            Self::Ingest => "ingest client".to_owned(),
            Self::Signed => "signed".to_owned(),
        }
    }
}

/// A person who is signed in.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Row of the person.
    pub user_id: i64,
    /// First and last name.
    pub name: String,
    /// Sign-in address.
    pub email: String,
    /// Language chosen by the person, if any, else the organisation's.
    pub lang: Lang,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Zone in which times are shown.
    pub zone: Tz,
    /// Network address of this request.
    pub address: String,
    /// Where the person belongs.
    pub place: Place,
    /// Columns of My SIMs that the person chose, comma-separated.
    pub sim_columns: Option<String>,
    /// Saved view that My SIMs opens with.
    pub default_view_id: Option<i64>,
}

/// Where a person belongs.
#[derive(Debug, Clone)]
pub enum Place {
    /// In an organisation, with one role.
    Member {
        /// Master organisation of the tree.
        root_id: i64,
        /// The organisation itself.
        organisation_id: i64,
        /// Its name.
        organisation: String,
        /// Its account number.
        account_number: String,
        /// Whether it is a master.
        is_master: bool,
        /// The person's role.
        role: Role,
        /// Partner tick boxes.
        ticks: Vec<Tick>,
        /// Where the person belongs, while they have entered a sub-organisation of theirs; the fields above are the sub-organisation's,
        /// and the role and the ticks are the person's own.
        home: Option<Home>,
    },
    /// Staff of the platform: in no organisation.
    Staff(StaffRole),
}

/// The master organisation of a person who has entered a sub-organisation of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The organisation.
    pub organisation_id: i64,
    /// Its name.
    pub organisation: String,
    /// Its account number.
    pub account_number: String,
    /// Saved view that My SIMs opens with at home.
    pub default_view_id: Option<i64>,
}

/// The role lacks the permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("permission denied")]
pub struct Denied(pub Permission);

impl Actor {
    /// Whether the person has the permission in their organisation: the same question for guard, menu and buttons.
    pub fn may(&self, permission: Permission) -> bool {
        match &self.place {
            Place::Member { role, ticks, home, .. } => {
                let is_kept = home.is_some() && matrix::is_kept_from_master(permission);
                !is_kept && matrix::may(*role, permission, ticks)
            }
            Place::Staff(_) => false,
        }
    }

    /// The role of a member of an organisation.
    pub fn role(&self) -> Option<Role> {
        match &self.place {
            Place::Member { role, .. } => Some(*role),
            Place::Staff(_) => None,
        }
    }

    /// The master organisation of a person who has entered a sub-organisation of it.
    pub fn home(&self) -> Option<&Home> {
        match &self.place {
            Place::Member { home, .. } => home.as_ref(),
            Place::Staff(_) => None,
        }
    }

    /// The person where they belong, whatever they have entered: for what is about themselves.
    pub fn at_home(&self) -> Self {
        let mut actor = self.clone();
        if let Place::Member {
            organisation_id,
            organisation,
            account_number,
            is_master,
            home,
            ..
        } = &mut actor.place
            && let Some(back) = home.take()
        {
            (*organisation_id, *organisation, *account_number) =
                (back.organisation_id, back.organisation, back.account_number);
            *is_master = true;
            actor.default_view_id = back.default_view_id;
        }
        actor
    }

    /// The person as the one who did something, for logs.
    pub fn by(&self) -> By {
        By {
            user_id: Some(self.user_id),
            name: self.name.clone(),
            address: self.address.clone(),
        }
    }

    /// Whether the person has the staff permission.
    pub fn may_staff(&self, permission: StaffPermission) -> bool {
        matches!(&self.place, Place::Staff(role) if role.may(permission))
    }

    /// Enters the person's organisation: the only way for a request to a scope.
    pub fn enter(&self, permission: Permission) -> Result<OrgScope, Denied> {
        match &self.place {
            Place::Member {
                root_id,
                organisation_id,
                role,
                home,
                ..
            } if self.may(permission) => {
                // Where the matrix says "own SIMs" the scope narrows to what is linked to the person.
                let own_only = *role == Role::EndUser || matrix::cell(*role, permission) == Cell::OwnSims;
                Ok(OrgScope {
                    root_id: *root_id,
                    organisation_id: *organisation_id,
                    end_user_id: own_only.then_some(self.user_id),
                    by: By {
                        user_id: Some(self.user_id),
                        name: match home {
                            Some(home) => format!("{} ({})", self.name, home.organisation),
                            None => self.name.clone(),
                        },
                        address: self.address.clone(),
                    },
                })
            }
            _ => Err(Denied(permission)),
        }
    }
}

/// Proof that a member of staff may do a part of the platform's own work. It leads into an organisation only where that work is about
/// one of its orders (a test keeps it so).
#[derive(Debug, Clone)]
pub struct StaffScope {
    by: By,
}

impl Actor {
    /// Enters the platform's own work; `None` without the permission, which the guard of the route has looked at already.
    pub fn serve(&self, permission: StaffPermission) -> Option<StaffScope> {
        self.may_staff(permission).then(|| StaffScope { by: self.by() })
    }
}

impl StaffScope {
    /// Who acts, for the log of staff.
    pub fn by(&self) -> &By {
        &self.by
    }

    /// The organisation whose order it is. Its log names the person and the platform; the network address of staff is not told there.
    pub fn of_customer(&self, root_id: i64, organisation_id: i64) -> OrgScope {
        OrgScope {
            root_id,
            organisation_id,
            end_user_id: None,
            by: By {
                user_id: self.by.user_id,
                name: format!("{} (Simportal)", self.by.name),
                address: String::new(),
            },
        }
    }
}

/// Who did something, for the audit log.
#[derive(Debug, Clone)]
pub struct By {
    /// The person, if it was one.
    pub user_id: Option<i64>,
    /// Name kept in the log even after the person is deleted.
    pub name: String,
    /// Network address, empty for jobs and commands.
    pub address: String,
}

/// Proof that somebody may work on the data of one organisation. Storage asks for it; it cannot be made by hand.
#[derive(Debug, Clone)]
pub struct OrgScope {
    root_id: i64,
    organisation_id: i64,
    end_user_id: Option<i64>,
    by: By,
}

impl OrgScope {
    /// A scope for work without a person: jobs and commands only (a test keeps it so).
    pub fn for_job(root_id: i64, organisation_id: i64, name: &str) -> Self {
        Self {
            root_id,
            organisation_id,
            end_user_id: None,
            by: By {
                user_id: None,
                name: name.to_owned(),
                address: String::new(),
            },
        }
    }

    /// The same person in a sub-organisation of the scope's organisation. Whoever calls it has found the sub-organisation below the
    /// scope, and looks only at what it grants (a test keeps it to `domain/organisations`). `organisation` is the name of the scope's
    /// organisation: the log of the sub-organisation says where the person comes from.
    pub fn inside(&self, sub_organisation_id: i64, organisation: &str) -> Self {
        let mut inside = self.clone();
        inside.organisation_id = sub_organisation_id;
        inside.by.name = format!("{} ({organisation})", self.by.name);
        inside
    }

    /// Master organisation of the tree.
    pub fn root_id(&self) -> i64 {
        self.root_id
    }

    /// The organisation entered.
    pub fn organisation_id(&self) -> i64 {
        self.organisation_id
    }

    /// The end user whose SIMs alone are visible, if the visitor is one.
    pub fn end_user_id(&self) -> Option<i64> {
        self.end_user_id
    }

    /// Who acts.
    pub fn by(&self) -> &By {
        &self.by
    }
}
