//! Who a person is inside a tenant, among the staff, or at a partner: product sections 5 and 12, `roles.md`.

/// The role of a person (or of an API credential) inside one organisation.
///
/// The order is the order of the columns in `roles.md`; [`crate::types::matrix`] relies on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The organisation's owner; an organisation always has at least one.
    Owner,
    /// Does everything except what touches owners, other admins and master access.
    Admin,
    /// Works with SIMs day to day; buys nothing.
    User,
    /// Sees, changes nothing.
    ReadOnly,
    /// An outside integrator: technical work, no orders and no support requests.
    ThirdParty,
    /// A credential for the management API, never a person at a browser.
    ApiUser,
    /// Orders, invoices and the wallet only; may carry an end date.
    Accountant,
    /// A person who sees only the SIMs assigned to them.
    EndUser,
}

impl Role {
    /// Every role, in the column order of the matrix.
    pub const ALL: [Role; 8] = [
        Role::Owner,
        Role::Admin,
        Role::User,
        Role::ReadOnly,
        Role::ThirdParty,
        Role::ApiUser,
        Role::Accountant,
        Role::EndUser,
    ];

    /// The text stored in the database and used in form values.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::Admin => "admin",
            Role::User => "user",
            Role::ReadOnly => "read_only",
            Role::ThirdParty => "third_party",
            Role::ApiUser => "api_user",
            Role::Accountant => "accountant",
            Role::EndUser => "end_user",
        }
    }

    /// Reads the stored text; anything else, including other capitalisation, is `None`.
    pub fn parse(text: &str) -> Option<Role> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// The role of a member of staff (the operator's own people, area "Operations").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StaffRole {
    /// Tickets, and reading along inside tenants.
    Support,
    /// Orders and SIMs.
    Fulfilment,
    /// Payments and invoices.
    Finance,
    /// Everything.
    Administrator,
}

impl StaffRole {
    /// Every staff role.
    pub const ALL: [StaffRole; 4] = [
        StaffRole::Support,
        StaffRole::Fulfilment,
        StaffRole::Finance,
        StaffRole::Administrator,
    ];

    /// The text stored in the database and used in form values.
    pub const fn as_str(self) -> &'static str {
        match self {
            StaffRole::Support => "support",
            StaffRole::Fulfilment => "fulfilment",
            StaffRole::Finance => "finance",
            StaffRole::Administrator => "administrator",
        }
    }

    /// Reads the stored text; anything else is `None`.
    pub fn parse(text: &str) -> Option<StaffRole> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// A tick box that widens what a person of a partner organisation may do (product section 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tick {
    /// Orders SIMs from a carrier.
    Ordering,
    /// Defines customer services, migrates and assigns SIMs.
    Provisioning,
    /// Assigns and activates SIMs for customers.
    Deployment,
    /// Assigns and activates SIMs while helping customers.
    Support,
    /// Sees and runs bill runs.
    Billing,
}

impl Tick {
    /// Every tick box, in the order in which the form shows them.
    pub const ALL: [Tick; 5] = [
        Tick::Ordering,
        Tick::Provisioning,
        Tick::Deployment,
        Tick::Support,
        Tick::Billing,
    ];

    /// The text stored in the database and used in form values.
    pub const fn as_str(self) -> &'static str {
        match self {
            Tick::Ordering => "ordering",
            Tick::Provisioning => "provisioning",
            Tick::Deployment => "deployment",
            Tick::Support => "support",
            Tick::Billing => "billing",
        }
    }

    /// Reads the stored text; anything else is `None`.
    pub fn parse(text: &str) -> Option<Tick> {
        Self::ALL.into_iter().find(|tick| tick.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_read_back_from_its_stored_text() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        for role in StaffRole::ALL {
            assert_eq!(StaffRole::parse(role.as_str()), Some(role));
        }
        for tick in Tick::ALL {
            assert_eq!(Tick::parse(tick.as_str()), Some(tick));
        }
    }

    #[test]
    fn stored_texts_are_snake_case_and_exact() {
        let texts = Role::ALL.map(Role::as_str);
        assert_eq!(
            texts,
            [
                "owner",
                "admin",
                "user",
                "read_only",
                "third_party",
                "api_user",
                "accountant",
                "end_user"
            ]
        );
        for wrong in ["", "Owner", "readonly", "read only", "owner "] {
            assert_eq!(Role::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn the_position_of_a_role_is_its_column_in_the_matrix() {
        for (column, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, column);
        }
    }
}
