//! The menu: tabs in their order, each shown to who has its permission.

use super::urls;
use crate::types::access::Actor;
use crate::types::matrix::{Permission, StaffPermission};

/// An entry of the menu.
#[derive(Debug, Clone)]
pub struct Item {
    /// Key of its text: `nav-<key>`.
    pub key: &'static str,
    /// Name of its icon.
    pub icon: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Whether the page shown belongs to it.
    pub is_current: bool,
}

enum Needs {
    Nothing,
    Org(Permission),
    Staff(StaffPermission),
}

/// Tabs that exist so far. A page of a tab lies below the tab's address.
const TABS: &[(&str, &str, &str, Needs)] = &[
    (
        "dashboard",
        "layout-dashboard",
        urls::DASHBOARD,
        Needs::Org(Permission::ViewDashboard),
    ),
    ("sims", "device-sim", urls::SIMS, Needs::Org(Permission::ViewSims)),
    (
        "orders",
        "shopping-cart",
        urls::ORDERS,
        Needs::Org(Permission::ViewOrders),
    ),
    (
        "configuration",
        "settings",
        urls::CONFIGURATION,
        Needs::Org(Permission::AutoTopUpForAll),
    ),
    ("users", "users", urls::USERS, Needs::Org(Permission::ViewUsers)),
    (
        "operations",
        "layout-dashboard",
        urls::OPERATIONS,
        Needs::Staff(StaffPermission::Operations),
    ),
    (
        "staff-orders",
        "shopping-cart",
        urls::STAFF_ORDERS,
        Needs::Staff(StaffPermission::Operations),
    ),
    (
        "bank",
        "credit-card",
        urls::BANK,
        Needs::Staff(StaffPermission::Finance),
    ),
    (
        "stock",
        "device-sim",
        urls::STOCK,
        Needs::Staff(StaffPermission::Fulfilment),
    ),
    (
        "set-aside",
        "inbox",
        urls::SET_ASIDE,
        Needs::Staff(StaffPermission::Operations),
    ),
    (
        "products",
        "tag",
        urls::PRODUCTS,
        Needs::Staff(StaffPermission::Finance),
    ),
    (
        "seller",
        "building",
        urls::SELLER,
        Needs::Staff(StaffPermission::Finance),
    ),
    (
        "organisation",
        "sitemap",
        urls::ORGANISATION,
        Needs::Org(Permission::ViewOrganisation),
    ),
    ("audit", "history", urls::AUDIT, Needs::Org(Permission::ViewAudit)),
    ("account", "user-circle", urls::ACCOUNT, Needs::Nothing),
];

/// The entries that the person may use.
pub fn items(actor: &Actor, path: &str) -> Vec<Item> {
    let may = |needs: &Needs| match needs {
        Needs::Nothing => true,
        Needs::Org(permission) => actor.may(*permission),
        Needs::Staff(permission) => actor.may_staff(*permission),
    };
    TABS.iter()
        .filter(|(.., needs)| may(needs))
        .map(|(key, icon, href, _)| Item {
            key,
            icon,
            href,
            is_current: path == *href || is_below(path, href),
        })
        .collect()
}

/// Whether a page belongs to the tab because of its address. The first page of staff has all the others below it, which have tabs of
/// their own.
fn is_below(path: &str, href: &str) -> bool {
    href != urls::OPERATIONS && path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'))
}

/// Where the person's first page is. Nobody comes for the account that everybody has.
pub fn first_page(actor: &Actor) -> &'static str {
    TABS.iter()
        .find(|(.., needs)| match needs {
            Needs::Nothing => false,
            Needs::Org(permission) => actor.may(*permission),
            Needs::Staff(permission) => actor.may_staff(*permission),
        })
        .map_or(urls::NOTHING_YET, |(_, _, href, _)| href)
}
