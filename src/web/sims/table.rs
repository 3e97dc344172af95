//! The table and its pager.

use super::cells::{self, Cell};
use super::cursor;
use super::list::Loaded;
use super::query::{PAGE_SIZES, Place};
use crate::crypto::Keys;
use crate::domain::sims::{Column, Direction, ListRow, Sort, Total, query};
use crate::i18n;
use crate::web::layout::Layout;

/// The table.
pub(super) struct Table {
    pub(super) heads: Vec<Head>,
    /// The ICCID, which names the row, and the cells.
    pub(super) rows: Vec<(String, Vec<Cell>)>,
    /// Columns chosen by hand never give way, so they may need more than the width of the screen.
    pub(super) is_wide: bool,
    /// “25 of 4,377 SIMs · sorted by label”.
    pub(super) summary: String,
    pub(super) sizes: Vec<(i64, String, bool)>,
    /// First, previous, next, last page: `None` where there is none.
    pub(super) first: Option<String>,
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
    pub(super) last: Option<String>,
}

/// The head of a column.
pub(super) struct Head {
    pub(super) text: String,
    pub(super) class: String,
    /// The list sorted by it.
    pub(super) sort: Option<String>,
    /// Value of `aria-sort`, if the list is sorted by it, and the icon that goes with it.
    pub(super) sorted: Option<(&'static str, &'static str)>,
}

pub(super) fn table(layout: &Layout, loaded: &Loaded, keys: &Keys, organisation_id: i64) -> Table {
    let (query, slice) = (&loaded.query, &loaded.slice);
    let key = |sim: &ListRow| {
        cursor::key(
            keys,
            organisation_id,
            loaded.order,
            sim.id,
            &loaded.order.0.value_of(sim),
        )
    };
    let before = slice.rows.first().filter(|_| slice.has_before);
    let after = slice.rows.last().filter(|_| slice.has_after);
    Table {
        heads: loaded
            .columns
            .shown
            .iter()
            .map(|column| head(layout, loaded, *column))
            .collect(),
        rows: slice
            .rows
            .iter()
            .map(|sim| (sim.iccid.clone(), cells::row(layout, loaded, sim)))
            .collect(),
        is_wide: loaded.columns.is_chosen,
        summary: summary(layout, loaded),
        sizes: PAGE_SIZES
            .iter()
            .map(|size| (*size, query.with_per_page(*size).href(), *size == query.per_page()))
            .collect(),
        first: before.map(|_| query.at(Place::First).href()),
        previous: before.map(|sim| query.at(Place::Before(key(sim))).href()),
        next: after.map(|sim| query.at(Place::After(key(sim))).href()),
        last: after.map(|_| query.at(Place::Last).href()),
    }
}

fn head(layout: &Layout, loaded: &Loaded, column: Column) -> Head {
    let query = &loaded.query;
    let (sort, direction) = loaded.order;
    let sorted = match direction {
        Direction::Ascending => ("ascending", "chevron-up"),
        Direction::Descending => ("descending", "chevron-down"),
    };
    Head {
        text: layout.t(&format!("sims-column-{}", column.name())),
        class: cells::head_class(column, &loaded.columns),
        sort: column.sort().map(|by| query.sorted_by(by, loaded.order).href()),
        sorted: (column.sort() == Some(sort)).then_some(sorted),
    }
}

fn summary(layout: &Layout, loaded: &Loaded) -> String {
    let formats = &layout.formats;
    let shown = i64::try_from(loaded.slice.rows.len()).unwrap_or(i64::MAX);
    let (n, total) = match loaded.total {
        Total::Exactly(total) => (total, layout.tn("sims-total", &total)),
        Total::MoreThan(most) => (most + 1, layout.tn("sims-total-many", &most)),
    };
    let args = [
        ("n", n.into()),
        ("shown", formats.number(shown).into()),
        ("total", total.into()),
        ("sorted", sorted_by(layout, loaded.order).into()),
    ];
    i18n::text_with(layout.lang(), "sims-summary", &args)
}

fn sorted_by(layout: &Layout, (sort, direction): (Sort, Direction)) -> String {
    let name = layout.t(&format!("sims-sort-{}", query::name_of_sort(sort)));
    match direction {
        Direction::Ascending => layout.t1("sims-sorted", "name", &name),
        Direction::Descending => layout.t1("sims-sorted-down", "name", &name),
    }
}
