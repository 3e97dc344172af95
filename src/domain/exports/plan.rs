//! What a file of SIMs shows, and its rows page by page: the same SIMs, in the same order, with the same columns as the list.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

use chrono::NaiveDateTime;

use crate::crypto::Keys;
use crate::documents::sims::Words;
use crate::documents::{Cell, Rows};
use crate::domain::Result;
use crate::domain::sims::{Column, Columns, SimQuery};
use crate::storage::Db;
use crate::storage::sims::{self, Direction, FileDays, FilePage, FileRow, RowKey, SimFilter, Sort, Stretch, TagRow};
use crate::types::access::OrgScope;

/// What a file shows.
#[derive(Debug, Clone)]
pub struct Plan {
    scope: OrgScope,
    filter: SimFilter,
    order: (Sort, Direction),
    columns: Vec<Column>,
    with_codes: bool,
    words: Words,
}

/// Some rows of a file.
pub struct Page {
    rows: Vec<FileRow>,
    days: Vec<FileDays>,
    tags: HashMap<i64, Vec<TagRow>>,
    codes: HashMap<i64, (Option<String>, Option<String>)>,
    /// Behind which row the next page begins; `None` when this is the last one.
    pub next: Option<RowKey>,
}

impl Plan {
    /// The SIMs of the scope that the query finds on the day (UTC) of `at`, as the list does.
    pub fn new(
        scope: OrgScope,
        query: &SimQuery,
        columns: Columns,
        with_codes: bool,
        words: Words,
        at: NaiveDateTime,
    ) -> Self {
        let filter = query.filters.narrowing(at.date());
        Self {
            scope,
            order: query.order(&filter),
            filter,
            columns: columns.shown,
            with_codes,
            words,
        }
    }

    /// Heads of its columns.
    pub fn heads(&self) -> Vec<String> {
        let mut names: Vec<&str> = Vec::new();
        for column in &self.columns {
            names.push(column.name());
            if *column == Column::Data {
                // The list shows both in one cell.
                names.push("data-total");
            }
        }
        if self.with_codes {
            names.extend(["pin", "puk"]);
        }
        self.words.heads(&names)
    }

    /// The words of the file.
    pub const fn words(&self) -> &Words {
        &self.words
    }

    /// How many SIMs it has, counted up to `most` where no counter knows it.
    pub fn count(&self, db: &mut Db, most: i64) -> Result<sims::Total> {
        Ok(sims::count(db, &self.scope, &self.filter, most)?)
    }

    /// Reads the next rows, at most `size`.
    pub fn read(&self, db: &mut Db, after: Option<&RowKey>, size: i64) -> Result<Page> {
        let stretch = Stretch {
            order: self.order,
            after,
            size,
        };
        let has_days = |column: &Column| matches!(column, Column::LifetimeEnd | Column::LastActivity);
        let with_days = self.columns.iter().any(has_days);
        let FilePage { rows, days, next } = sims::file_page(db, &self.scope, &self.filter, stretch, with_days)?;
        let ids = || rows.iter().map(|row| row.id).collect::<Vec<i64>>();
        Ok(Page {
            tags: if self.columns.contains(&Column::Tags) {
                sims::tags_by_id(db, ids())?
            } else {
                HashMap::new()
            },
            codes: if self.with_codes {
                sims::codes_of_each(db, &ids())?
            } else {
                HashMap::new()
            },
            next,
            rows,
            days,
        })
    }

    /// Writes rows into a file.
    pub fn write(&self, page: &Page, keys: &Keys, to: &mut impl Rows) -> io::Result<()> {
        for (place, row) in page.rows.iter().enumerate() {
            let days = page.days.get(place);
            for column in &self.columns {
                match column {
                    Column::Data => {
                        to.cell(Cell::Number(row.data_left))?;
                        to.cell(Cell::Number(row.data_total))?;
                    }
                    column => to.cell(self.cell(*column, row, days, page))?,
                }
            }
            if self.with_codes {
                let (pin, puk) = codes(page, row, keys);
                to.cell(pin)?;
                to.cell(puk)?;
            }
            to.end_row()?;
        }
        Ok(())
    }

    fn cell<'a>(&'a self, column: Column, row: &'a FileRow, days: Option<&FileDays>, page: &Page) -> Cell<'a> {
        match column {
            Column::Iccid => Cell::text(&row.iccid),
            Column::Label => Cell::text(&row.label),
            Column::Imsi => Cell::text(&row.imsi),
            Column::Msisdn => Cell::text(&row.msisdn),
            Column::Imei => Cell::text(row.imei.as_deref().unwrap_or_default()),
            Column::IpAddress => Cell::text(row.ip_address.as_deref().unwrap_or_default()),
            Column::Service => Cell::text(&row.service),
            Column::SimType => Cell::text(&row.sim_type),
            Column::Status => self.words.status(row.status),
            Column::Session => self.words.session(row.session),
            Column::Data => Cell::Number(row.data_left),
            // As in the list: without a quota there is nothing left to speak of.
            Column::Sms if row.sms_total == 0 => Cell::Empty,
            Column::Sms => Cell::Number(row.sms_left),
            Column::LifetimeEnd => days.map_or(Cell::Empty, |(last, _)| Cell::Day(*last)),
            Column::ImeiLock => self.words.switch(row.imei_locked),
            Column::AutoTopUp => self.words.switch(row.auto_top_up),
            Column::Tags => match page.tags.get(&row.id) {
                Some(tags) => {
                    let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
                    Cell::Text(Cow::Owned(names.join(", ")))
                }
                None => Cell::Empty,
            },
            Column::LastActivity => days.map_or(Cell::Empty, |(_, at)| self.words.moment(*at)),
        }
    }
}

impl Page {
    /// How many rows it has.
    pub fn len(&self) -> i64 {
        i64::try_from(self.rows.len()).unwrap_or(i64::MAX)
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// PIN and PUK of a SIM in plain text; nothing where none is kept.
fn codes(page: &Page, row: &FileRow, keys: &Keys) -> (Cell<'static>, Cell<'static>) {
    let open = |what: &str, sealed: &Option<String>| match sealed {
        None => Cell::Empty,
        Some(sealed) => match keys.open(&format!("{what}/{}", row.iccid), sealed) {
            Some(plain) => Cell::Text(Cow::Owned(plain)),
            None => {
                // Sealed with a key that this installation no longer has.
                tracing::warn!(sim.id = row.id, "{what} cannot be opened");
                Cell::Empty
            }
        },
    };
    match page.codes.get(&row.id) {
        Some((pin, puk)) => (open("pin", pin), open("puk", puk)),
        None => (Cell::Empty, Cell::Empty),
    }
}
