//! Roles and rights: the matrix that the program enforces, drawn from the same table.

use actix_web::HttpResponse;
use askama::Template;

use super::rights::restriction;
use crate::types::matrix::{Cell, MATRIX};
use crate::types::role::Role;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};

#[derive(Template)]
#[template(path = "users/roles.html")]
struct RolesPage {
    layout: Layout,
    roles: Vec<String>,
    areas: Vec<Area>,
}

impl Page for RolesPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// The rows of one part of the portal.
struct Area {
    name: String,
    rows: Vec<Row>,
}

/// A permission, with one cell per role.
struct Row {
    text: String,
    cells: Vec<Shown>,
}

/// A cell: allowed, denied, or allowed with a restriction.
enum Shown {
    Yes,
    No,
    If(String),
}

pub(super) async fn get(layout: Layout) -> Result<HttpResponse> {
    let mut areas: Vec<Area> = Vec::new();
    for row in MATRIX {
        let name = layout.t(&format!("area-{}", row.area.key()));
        let shown = Row {
            text: layout.t(&format!("permission-{}", row.permission.key())),
            cells: row.cells.iter().map(|cell| cell_of(&layout, *cell)).collect(),
        };
        // An area comes once, though the matrix goes on with some of them further down.
        match areas.iter_mut().find(|area| area.name == name) {
            Some(area) => area.rows.push(shown),
            None => areas.push(Area {
                name,
                rows: vec![shown],
            }),
        }
    }
    show(&RolesPage {
        roles: Role::ALL
            .iter()
            .map(|role| layout.t(&format!("role-{}", role.as_str())))
            .collect(),
        areas,
        layout,
    })
}

fn cell_of(layout: &Layout, cell: Cell) -> Shown {
    match (cell, restriction(layout, cell)) {
        (_, Some(text)) => Shown::If(text),
        (Cell::No, None) => Shown::No,
        (_, None) => Shown::Yes,
    }
}
