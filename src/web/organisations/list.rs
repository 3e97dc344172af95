//! The sub-organisations of a master.

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::query::{ListQuery, ORDERS};
use crate::domain::organisations::{self, Bound, OrganisationRow, SubRow, SubTotals};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::matrix::Permission;
use crate::types::organisation::OrganisationStatus;
use crate::web::error::{Error, Result};
use crate::web::layout::{Layout, Page, show};
use crate::web::urls;

/// Rows per page.
const SIZE: i64 = 50;

#[derive(Template)]
#[template(path = "organisations/list.html")]
struct ListPage {
    layout: Layout,
    own: OrganisationRow,
    own_sims: String,
    totals: SubTotals,
    query: ListQuery,
    rows: Vec<Line>,
    /// Why there can be no sub-organisations: key of the sentence.
    refused: Option<&'static str>,
    first: Option<String>,
    previous: Option<String>,
    next: Option<String>,
    last: Option<String>,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A sub-organisation in the list.
struct Line {
    href: String,
    name: String,
    number: String,
    owner: Option<(String, String)>,
    is_pending: bool,
    ordered: String,
    sims: String,
    created: (String, String),
    /// Key of the level that it grants: `organisations-access-<level>`.
    access: Option<&'static str>,
}

impl Line {
    fn new(layout: &Layout, row: SubRow) -> Self {
        let organisation = row.organisation;
        let formats = &layout.formats;
        Self {
            href: urls::sub(urls::SUB, &organisation.account_number),
            is_pending: organisation.status == OrganisationStatus::Pending.as_str(),
            ordered: formats.number(organisation.sims_ordered),
            sims: formats.number(row.sims),
            created: (
                formats.iso(organisation.created_at),
                formats.date(organisation.created_at),
            ),
            name: organisation.name,
            number: organisation.account_number,
            owner: row.owner,
            access: row.access.map(|level| level.as_str()),
        }
    }
}

impl ListPage {
    fn number(&self, n: &i64) -> String {
        self.layout.formats.number(*n)
    }

    /// There is none at all, whatever is searched.
    fn is_first_use(&self) -> bool {
        self.totals.active + self.totals.pending == 0
    }

    fn can_found(&self) -> bool {
        self.refused.is_none() && self.layout.can(Permission::ManageOrganisations)
    }

    fn file(&self) -> String {
        self.query.href(urls::ORGANISATION_CSV, None)
    }

    fn orders(&self) -> Vec<(&'static str, bool)> {
        ORDERS
            .iter()
            .map(|(key, ..)| (*key, *key == self.query.order_key()))
            .collect()
    }

    fn statuses(&self) -> Vec<(&'static str, bool)> {
        OrganisationStatus::ALL
            .iter()
            .map(|status| (status.as_str(), self.query.filter.status == Some(*status)))
            .collect()
    }
}

/// The pairs of the address.
pub(super) fn pairs(request: &HttpRequest) -> Result<Vec<(String, String)>> {
    serde_html_form::from_str(request.query_string()).map_err(|_| Error::Unreadable)
}

pub(super) async fn get(
    request: &HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: &AppState,
) -> Result<HttpResponse> {
    let query = ListQuery::parse(&pairs(request)?);
    let organisation_id = scope.organisation_id();
    let bound = query.bound(&state.keys, organisation_id);
    let asked = query.clone();
    let read = move |db: &mut Db| -> domain::Result<_> {
        let page =
            |db: &mut Db, bound: &Bound| organisations::page(db, &scope, &asked.filter, asked.sorting(), bound, SIZE);
        let mut slice = page(db, &bound)?;
        if slice.rows.is_empty() && bound != Bound::First {
            // The rows beyond the edge are gone meanwhile.
            slice = page(db, &Bound::First)?;
        }
        Ok((
            crate::domain::company::own(db, &scope)?,
            organisations::totals(db, &scope)?,
            slice,
        ))
    };
    let (own, totals, slice) = state.db.read(read).await?;
    let link = |name: &str, row: Option<&SubRow>| {
        row.map(|row| query.beside(name, &state.keys, organisation_id, &row.organisation))
    };
    let before = slice.rows.first().filter(|_| slice.has_before);
    let after = slice.rows.last().filter(|_| slice.has_after);
    show(&ListPage {
        first: before.map(|_| query.href(urls::ORGANISATION, None)),
        previous: link("before", before),
        next: link("after", after),
        last: after.map(|_| query.last()),
        refused: organisations::may_found(&own).err(),
        own_sims: layout.formats.number(totals.own_sims),
        rows: slice.rows.into_iter().map(|row| Line::new(&layout, row)).collect(),
        own,
        totals,
        query,
        layout,
    })
}
