//! What a role may do, in words: the table of `types/matrix` is the only source.

use crate::domain::users::Powers;
use crate::types::matrix::{Cell, MATRIX};
use crate::types::role::Role;
use crate::web::layout::Layout;

/// A role to choose, with its rights.
pub(super) struct RoleChoice {
    pub value: &'static str,
    pub name: String,
    pub text: String,
    /// Areas of the portal, each with what the role may do there.
    pub rights: Vec<(String, Vec<String>)>,
    pub is_chosen: bool,
}

/// Roles to choose from; `chosen` is the stored word of one of them.
pub(super) fn choices(layout: &Layout, roles: &[Role], chosen: &str) -> Vec<RoleChoice> {
    let choice = |role: &Role| RoleChoice {
        value: role.as_str(),
        name: layout.t(&format!("role-{}", role.as_str())),
        text: layout.t(&format!("role-text-{}", role.as_str())),
        rights: rights_of(layout, *role),
        is_chosen: role.as_str() == chosen,
    };
    roles.iter().map(choice).collect()
}

/// Rights of an API user.
pub(super) fn of_api_users(layout: &Layout) -> Vec<(String, Vec<String>)> {
    rights_of(layout, Role::ApiUser)
}

/// Rights of a role, by area in the order of the matrix.
fn rights_of(layout: &Layout, role: Role) -> Vec<(String, Vec<String>)> {
    let mut areas: Vec<(String, Vec<String>)> = Vec::new();
    for row in MATRIX {
        let cell = row.cells.get(role as usize).copied().unwrap_or(Cell::No);
        if cell == Cell::No {
            continue;
        }
        let right = layout.t(&format!("permission-{}", row.permission.key()));
        let text = match restriction(layout, cell) {
            Some(restriction) => format!("{right} ({restriction})"),
            None => right,
        };
        let area = layout.t(&format!("area-{}", row.area.key()));
        match areas.iter_mut().find(|(name, _)| *name == area) {
            Some((_, rights)) => rights.push(text),
            None => areas.push((area, vec![text])),
        }
    }
    areas
}

/// What an allowed cell is restricted to; `None`: nothing, or it is not allowed.
pub(super) fn restriction(layout: &Layout, cell: Cell) -> Option<String> {
    match cell {
        Cell::Yes | Cell::No => None,
        Cell::OwnSims => Some(layout.t("cell-own-sims")),
        Cell::OwnData => Some(layout.t("cell-own-data")),
        Cell::IfCompanyAllows => Some(layout.t("cell-if-company-allows")),
        Cell::ByTick(ticks) => {
            let names: Vec<String> = ticks
                .iter()
                .map(|tick| layout.t(&format!("tick-{}", tick.as_str())))
                .collect();
            Some(layout.t1("cell-by-tick", "ticks", &names.join(", ")))
        }
    }
}

/// Roles that the visitor can give to somebody new.
pub(super) fn for_new(layout: &Layout) -> Vec<Role> {
    powers(layout).map_or_else(Vec::new, |powers| powers.roles_for_new())
}

/// Roles that the visitor can give to somebody who is here.
pub(super) fn for_change(layout: &Layout) -> Vec<Role> {
    powers(layout).map_or_else(Vec::new, |powers| powers.roles_for_change())
}

/// What the visitor may do about people.
pub(super) fn powers(layout: &Layout) -> Option<Powers> {
    layout.actor.as_deref().and_then(Powers::of)
}
