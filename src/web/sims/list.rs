//! The page of the list: what it reads, in one go on one connection.

use std::collections::HashMap;

use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;

use super::bulk::bar::Bar;
use super::cells::Content;
use super::choices::{self, ActiveFilter, Chip, Select};
use super::cursor;
use super::query::{ListQuery, View};
use super::table::{self, Table};
use super::viewbar::{self, ViewBar};
use crate::crypto::Keys;
use crate::domain::sims::{
    self, Bound, Column, Columns, CountRow, Direction, Filters, Ignored, Slice, Sort, TagRow, Total,
};
use crate::domain::views::{self, ViewRow};
use crate::domain::{self, Db, Result as DomainResult};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::{Error, Result};
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::visitor::SignedIn;

/// Tells htmx what to write into the address bar.
const PUSHED_ADDRESS: HeaderName = HeaderName::from_static("hx-push-url");

/// What the page shows.
#[derive(Template)]
#[template(path = "sims/list.html")]
struct ListPage {
    layout: Layout,
    /// Values of the address that do not exist, as one sentence.
    notice: Option<String>,
    /// The organisation (or the end user) has no SIM at all.
    is_first_use: bool,
    all: i64,
    chips: Vec<Vec<Chip>>,
    search: String,
    fields: Select,
    selects: Vec<Select>,
    more: Vec<Select>,
    /// Status, order and page size: what the form carries along unseen.
    carried: Vec<(&'static str, String)>,
    active: Vec<ActiveFilter>,
    cleared: String,
    /// The same search in all SIMs, if something else narrows it.
    search_all: Option<String>,
    column_choices: Vec<(&'static str, bool)>,
    here: String,
    /// Actions for many SIMs, if the person may do any.
    bar: Option<Bar>,
    /// What the list is asked for, and its columns, for forms that save or export it.
    query_text: String,
    column_names: String,
    views: ViewBar,
    table: Table,
}

impl Page for ListPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// What was read for it.
pub(super) struct Loaded {
    pub(super) query: ListQuery,
    pub(super) columns: Columns,
    pub(super) views: Vec<ViewRow>,
    /// The view that the list was opened with.
    pub(super) view: Option<ViewRow>,
    pub(super) services: Vec<String>,
    pub(super) tags: Vec<TagRow>,
    pub(super) counts: Vec<CountRow>,
    /// What the list is sorted by: as chosen, or as usual for what is looked for.
    pub(super) order: (Sort, Direction),
    pub(super) slice: Slice,
    pub(super) total: Total,
    pub(super) tags_of: HashMap<i64, Vec<TagRow>>,
    ignored: Vec<Ignored>,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    state: web::Data<AppState>,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
) -> Result<HttpResponse> {
    let pairs: Vec<(String, String)> =
        serde_html_form::from_str(request.query_string()).map_err(|_| Error::Unreadable)?;
    let (query, ignored) = ListQuery::parse(&pairs);
    let opens = Opens::read(request.query_string(), &pairs);
    let (user_id, organisation_id) = (actor.user_id, scope.organisation_id());
    let today = layout.now.date();
    let keys = state.keys.clone();
    let asked = Asked {
        query,
        ignored,
        opens,
        columns: actor.sim_columns.clone(),
        default: actor.default_view_id,
    };
    let loaded = state
        .db
        .read(move |db| load(db, &scope, user_id, asked, &keys, today))
        .await?;
    let loaded = match loaded {
        Found::List(loaded) => loaded,
        Found::Elsewhere(address) => return Ok(redirect(&address)),
    };
    let address = loaded.query.href();
    let mut response = show(&page(layout, &loaded, &state.keys, organisation_id))?;
    // A form sends its empty fields along; the address that htmx writes into the browser is the one to share.
    if request.headers().contains_key("hx-request")
        && let Ok(address) = HeaderValue::from_str(&address)
    {
        response.headers_mut().insert(PUSHED_ADDRESS, address);
    }
    Ok(response)
}

/// What the request asks for.
struct Asked {
    query: ListQuery,
    ignored: Vec<Ignored>,
    opens: Opens,
    /// The person's own columns.
    columns: Option<String>,
    /// The view that the list opens with.
    default: Option<i64>,
}

/// What an address opens that does not say what to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opens {
    /// It says what to list.
    Nothing,
    /// No query at all: the person's default view, if there is one.
    Default,
    /// Only the name of a view: the view as it was saved.
    View,
}

impl Opens {
    fn read(query: &str, pairs: &[(String, String)]) -> Self {
        match pairs {
            _ if query.is_empty() => Self::Default,
            [(name, _)] if name == "view" => Self::View,
            _ => Self::Nothing,
        }
    }
}

/// What was found.
enum Found {
    List(Box<Loaded>),
    /// The list that a view means: everything it shows is in its address.
    Elsewhere(String),
}

fn load(
    db: &mut Db,
    scope: &OrgScope,
    user_id: i64,
    Asked {
        mut query,
        mut ignored,
        opens,
        columns: chosen,
        default,
    }: Asked,
    keys: &Keys,
    today: NaiveDate,
) -> DomainResult<Found> {
    let views = views::list(db, scope, user_id)?;
    let by_id = |id: i64| views.iter().find(|view| view.id == id);
    let view = match (opens, query.view, default) {
        (Opens::Default, _, Some(id)) => by_id(id),
        (_, View::Saved(id), _) => Some(by_id(id).ok_or(domain::Error::NotFound)?),
        _ => None,
    };
    if let (Opens::Default | Opens::View, Some(view)) = (opens, view) {
        let list = views::Content::of(view).query;
        query.view = View::Saved(view.id);
        return Ok(Found::Elsewhere(query.with_list(list).href()));
    }
    if query.view == View::Unsaid && default.is_some() {
        // Every link of this list says that it is none of the views, or it would lead to the default.
        query.view = View::Nothing;
    }
    let columns = match (&query.columns, view) {
        (Some(columns), _) => columns.clone(),
        (None, Some(view)) => views::Content::of(view).columns,
        (None, None) => Columns::of(chosen.as_deref().unwrap_or_default()),
    };
    let view = view.cloned();
    let services = sims::services(db, scope)?;
    let tags = sims::tags_in_use(db, scope)?;
    query.list.drop_unknown(&mut ignored, &services, &tags);
    let filter = sims::settled(db, scope, &query.list.filters.narrowing(today))?;
    let (order, size) = (query.list.order(&filter), query.per_page());
    let bound = cursor::bound(keys, scope.organisation_id(), order, &query.place);
    let mut slice = sims::page(db, scope, &filter, order, &bound, size)?;
    if slice.rows.is_empty() && bound != Bound::First {
        // The rows beyond the edge are gone meanwhile.
        slice = sims::page(db, scope, &filter, order, &Bound::First, size)?;
    }
    let tags_of = if columns.has(Column::Tags) {
        sims::tags_by_id(db, slice.rows.iter().map(|sim| sim.id).collect())?
    } else {
        HashMap::new()
    };
    let total = if slice.has_before || slice.has_after {
        sims::count(db, scope, &filter, filter.worth_counting())?
    } else {
        Total::Exactly(i64::try_from(slice.rows.len()).unwrap_or(i64::MAX))
    };
    Ok(Found::List(Box::new(Loaded {
        total,
        order,
        counts: sims::counts(db, scope)?,
        query,
        columns,
        views,
        view,
        services,
        tags,
        slice,
        tags_of,
        ignored,
    })))
}

fn page(layout: Layout, loaded: &Loaded, keys: &Keys, organisation_id: i64) -> ListPage {
    let query = &loaded.query;
    let all = loaded.counts.iter().map(|row| row.sims).sum();
    let searched = Filters {
        search: query.list.filters.search.clone(),
        ..Default::default()
    };
    let is_narrower = !searched.search.is_empty() && searched != query.list.filters;
    let status = query.list.filters.status.map(|status| ("status", status.to_string()));
    ListPage {
        notice: notice(&layout, &loaded.ignored),
        is_first_use: all == 0,
        all,
        chips: choices::chips(&layout, query, &loaded.counts),
        search: query.list.filters.search.clone(),
        fields: choices::fields(&layout, query),
        selects: choices::main_selects(&layout, query),
        more: choices::more_selects(&layout, loaded),
        carried: status.into_iter().chain(query.carried()).collect(),
        active: choices::active(&layout, loaded),
        cleared: query.with_filters(Filters::default()).href(),
        search_all: is_narrower.then(|| query.with_filters(searched).href()),
        column_choices: Column::ALL
            .into_iter()
            .filter(|column| *column != Column::Iccid)
            .map(|column| (column.name(), loaded.columns.has(column)))
            .collect(),
        here: query.href(),
        bar: Bar::of(&layout, loaded.slice.rows.len(), loaded.total),
        query_text: query.list.text(),
        column_names: loaded.columns.names(),
        views: viewbar::bar(&layout, loaded),
        table: table::table(&layout, loaded, keys, organisation_id),
        layout,
    }
}

fn notice(layout: &Layout, ignored: &[Ignored]) -> Option<String> {
    let named: Vec<String> = ignored
        .iter()
        .map(|Ignored { name, value }| {
            layout.t2(
                "sims-ignored-value",
                "name",
                &layout.t(&format!("sims-part-{name}")),
                "value",
                value,
            )
        })
        .collect();
    (!named.is_empty()).then(|| layout.t1("sims-ignored", "values", &named.join(", ")))
}
