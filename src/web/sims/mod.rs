//! My SIMs: the list and the page of one SIM (product section 4).
//!
//! | what | file |
//! |---|---|
//! | `/sims`: what the page reads | `list.rs` |
//! | `/sims/columns`: the person's choice of columns | `columns.rs` |
//! | its address; the one place that reads and writes it (filters and sorting are `domain::sims::SimQuery`) | `query.rs` |
//! | signed keys of pages | `cursor.rs` |
//! | what the template shows: filters above the table | `choices.rs` |
//! | what the template shows: table and pager | `table.rs`, `cells.rs` |
//! | `/sims/bulk` and below: one change for many SIMs | `bulk/` |
//! | `/sims/export` and `/sims/exports`: files of the list | `export/` |
//! | `/sims/views` and below: saved views and reports; their menu above the list | `views/`, `viewbar.rs` |
//! | `/sims/{iccid}` and below: the page of one SIM | `sim/` |

mod bulk;
mod cells;
mod choices;
mod columns;
mod cursor;
mod export;
mod list;
mod query;
#[cfg(test)]
mod query_tests;
mod sim;
mod table;
mod viewbar;
mod views;

/// What other lists share with those of a SIM.
pub(in crate::web) use bulk::{begin, bulk_of};
pub(in crate::web) use sim::{Moment, iccid_of, not_ours, with_19_digits};

use super::routes::Routes;
use super::urls;
use crate::types::access::Access::{Org, SignedIn};
use crate::types::matrix::Permission;

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::SIMS, Org(Permission::ViewSims), list::get);
    // The person's own taste, nobody's data: no permission of the organisation is asked for.
    r.post(urls::SIM_COLUMNS, SignedIn, columns::post);
    bulk::register(r);
    export::register(r);
    views::register(r);
    sim::register(r);
}
