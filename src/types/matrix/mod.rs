//! Who may do what: the single source for route guards, menu, buttons, the page "Roles and rights" and the tests.
//!
//! The data is in `table.rs` and follows `roles.md` row by row; a test compares the two cell by cell. What depends on
//! *persons* rather than roles (nobody changes their own role, the last Owner stays) is decided elsewhere.

mod permission;
mod table;

pub use permission::Permission;
pub use table::MATRIX;

use super::role::{Role, StaffRole, Tick};

/// The part of the portal a permission belongs to; also the grouping of the page "Roles and rights".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Area {
    /// The dashboard.
    Dashboard,
    /// The list of SIMs and everything about one SIM.
    MySims,
    /// Settings that hold for all SIMs of an organisation.
    Configuration,
    /// Tools for devices.
    DeviceTools,
    /// Company and personal data.
    Account,
    /// Orders and invoices.
    Orders,
    /// The people of an organisation.
    Users,
    /// Sub-organisations and transfers.
    Organisation,
    /// The performance page.
    Performance,
    /// Support requests.
    Support,
    /// The management API.
    Api,
    /// The audit log.
    Audit,
    /// The wallet.
    Wallet,
    /// What partner organisations do for their customers.
    Partner,
}

impl Area {
    /// The name in kebab-case; the word people read is the translation of `area-<key>`.
    pub const fn key(self) -> &'static str {
        match self {
            Area::Dashboard => "dashboard",
            Area::MySims => "my-sims",
            Area::Configuration => "configuration",
            Area::DeviceTools => "device-tools",
            Area::Account => "account",
            Area::Orders => "orders",
            Area::Users => "users",
            Area::Organisation => "organisation",
            Area::Performance => "performance",
            Area::Support => "support",
            Area::Api => "api",
            Area::Audit => "audit",
            Area::Wallet => "wallet",
            Area::Partner => "partner",
        }
    }
}

/// What one role may do with one permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Allowed.
    Yes,
    /// Denied.
    No,
    /// Allowed; the scope of the query shows only the person's own SIMs.
    OwnSims,
    /// Allowed; the scope of the query shows only the person's own data.
    OwnData,
    /// Allowed when the company's setting says so.
    IfCompanyAllows,
    /// Allowed to a person who has at least one of these partner ticks.
    ByTick(&'static [Tick]),
}

/// One line of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Number of the row in `roles.md`, from 1.
    pub number: u8,
    /// The part of the portal.
    pub area: Area,
    /// What is allowed or denied.
    pub permission: Permission,
    /// One cell per role, in the order of [`Role::ALL`].
    pub cells: [Cell; 8],
}

/// The cell of the matrix for a role and a permission.
pub fn cell(role: Role, permission: Permission) -> Cell {
    // The test below proves that every permission has its row. Should that ever fail, the answer is "denied".
    let row = MATRIX.iter().find(|row| row.permission == permission);
    row.and_then(|row| row.cells.get(role as usize))
        .copied()
        .unwrap_or(Cell::No)
}

/// Whether a person of this role with these partner ticks may do this.
///
/// Own SIMs and own data count as allowed: the scope narrows what is seen. "If the company allows" is denied as long
/// as companies have no such setting.
pub fn may(role: Role, permission: Permission, ticks: &[Tick]) -> bool {
    match cell(role, permission) {
        Cell::Yes | Cell::OwnSims | Cell::OwnData => true,
        Cell::No | Cell::IfCompanyAllows => false,
        Cell::ByTick(needed) => needed.iter().any(|tick| ticks.contains(tick)),
    }
}

/// Whether a sub-organisation keeps this to itself: whoever of its master has entered it may not do it there, whatever their role. That is
/// its data as a customer, its people, its API, and what it grants; and a person's own settings, which belong to where they are at home.
pub fn is_kept_from_master(permission: Permission) -> bool {
    let row = MATRIX.iter().find(|row| row.permission == permission);
    match row.map(|row| row.area) {
        Some(Area::Users) => permission != Permission::ViewUsers,
        Some(Area::Account | Area::Api) | None => true,
        Some(_) => matches!(
            permission,
            Permission::GrantMasterAccess | Permission::ManageOrganisations
        ),
    }
}

/// The roles that can have this permission, with every tick they might be given; for the page that refuses somebody
/// and names who can help. Empty for what nobody in a tenant may do (administering an Owner).
pub fn who_can(permission: Permission) -> Vec<Role> {
    Role::ALL
        .into_iter()
        .filter(|role| may(*role, permission, &Tick::ALL))
        .collect()
}

/// What a member of staff may do in the area "Operations" (`roles.md`, rules about persons).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StaffPermission {
    /// Enter Operations and look into tenants; every look is in that tenant's audit log.
    Operations,
    /// Work on tickets.
    Tickets,
    /// Work on orders and SIMs.
    Fulfilment,
    /// Work on payments and invoices.
    Finance,
    /// What only an administrator does: staff, settings, tenants.
    Everything,
}

impl StaffRole {
    /// Whether staff of this role may do this.
    pub const fn may(self, permission: StaffPermission) -> bool {
        match permission {
            StaffPermission::Operations => true,
            StaffPermission::Tickets => matches!(self, StaffRole::Support | StaffRole::Administrator),
            StaffPermission::Fulfilment => matches!(self, StaffRole::Fulfilment | StaffRole::Administrator),
            StaffPermission::Finance => matches!(self, StaffRole::Finance | StaffRole::Administrator),
            StaffPermission::Everything => matches!(self, StaffRole::Administrator),
        }
    }
}

#[cfg(test)]
mod tests;
