//! The Dashboard (product section 3): figures on top (`tiles.rs`), what needs attention (`attention.rs`), charts (`charts.rs`), SIMs by status and volume, sub-organisations.

mod attention;
pub(in crate::web) mod charts;
mod orders;
pub(in crate::web) mod tiles;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;
use serde::Deserialize;

use self::attention::AttentionCard;
use self::charts::ChartCard;
use self::orders::OrdersCard;
use self::tiles::{Breakdown, Stat};
use super::error::Result;
use super::layout::{Layout, Page, show};
use super::routes::Routes;
use super::urls;
use super::visitor::SignedIn;
use crate::domain::dashboard::{self, Overview, Spread, SubTotal};
use crate::domain::{self, approvals};
use crate::state::AppState;
use crate::types::access::{Access, Actor, OrgScope, Place};
use crate::types::matrix::Permission;
use crate::types::status::VolumeGroup;

/// Registers the page.
pub fn register(r: &mut Routes) {
    r.get(urls::DASHBOARD, Access::Org(Permission::ViewDashboard), get);
}

#[derive(Template)]
#[template(path = "dashboard/dashboard.html")]
struct DashboardPage {
    layout: Layout,
    /// Name of the organisation and its account number.
    place: [String; 2],
    as_of: Stamp,
    is_end_user: bool,
    has_sims: bool,
    /// Requests that wait for the reader's approval.
    waiting: i64,
    /// SIMs without data volume, and the list of them.
    used_up: (i64, String),
    stats: Vec<Stat>,
    attention: AttentionCard,
    breakdowns: Vec<Breakdown>,
    sims_updated: Option<Stamp>,
    usage_updated: Option<Stamp>,
    by_week: bool,
    charts: [ChartCard; 2],
    subs: Vec<Sub>,
    /// Whether there are more of them.
    has_more_subs: bool,
    /// The latest orders, for those who may see them.
    orders: Option<OrdersCard>,
}

impl Page for DashboardPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A moment for people and for machines.
#[derive(Debug, Clone)]
struct Stamp {
    iso: String,
    text: String,
}

impl Stamp {
    fn new(layout: &Layout, at: NaiveDateTime) -> Self {
        Self {
            iso: layout.formats.iso(at),
            text: layout.formats.date_time(at),
        }
    }
}

/// A line of the table of sub-organisations.
struct Sub {
    name: String,
    account_number: String,
    sims: String,
    updated: Option<Stamp>,
}

impl Sub {
    fn new(layout: &Layout, total: SubTotal) -> Self {
        Self {
            sims: layout.formats.number(total.sims),
            updated: total.updated_at.map(|at| Stamp::new(layout, at)),
            name: total.name,
            account_number: total.account_number,
        }
    }
}

#[derive(Deserialize, Default)]
struct Choice {
    /// `week`; everything else is months.
    #[serde(default)]
    by: String,
}

/// Sub-organisations on the card. What the page costs must not depend on how many a master has.
const SUBS: usize = 10;

async fn get(
    request: HttpRequest,
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let choice: Choice = serde_html_form::from_str(request.query_string()).unwrap_or_default();
    let spread = if choice.by == "week" {
        Spread::Weeks
    } else {
        Spread::Months
    };
    let (place, is_master) = match &actor.place {
        Place::Member {
            organisation,
            account_number,
            is_master,
            ..
        } => ([organisation.clone(), account_number.clone()], *is_master),
        Place::Staff(_) => Default::default(),
    };
    let subs = (is_master && actor.may(Permission::ViewOrganisation)).then_some(SUBS);
    let is_end_user = scope.end_user_id().is_some();
    let today = layout.now.date();
    let (reader, now) = (Actor::clone(&actor), layout.now);
    let sees_orders = actor.may(Permission::ViewLatestOrders);
    let read = move |db: &mut _| -> domain::Result<_> {
        let waiting = approvals::waiting_for(db, &reader, now)?;
        let latest = sees_orders
            .then(|| domain::orders::latest(db, &scope, orders::LATEST))
            .transpose()?;
        Ok((dashboard::overview(db, &scope, spread, subs, today)?, waiting, latest))
    };
    let (overview, waiting, latest) = state.db.read(read).await?;
    let orders = latest.map(|latest| orders::card(&layout, latest));
    show(&DashboardPage {
        waiting,
        orders,
        ..page(layout, place, is_end_user, spread, overview)
    })
}

fn page(layout: Layout, place: [String; 2], is_end_user: bool, spread: Spread, overview: Overview) -> DashboardPage {
    let stamp = |at: Option<NaiveDateTime>| at.map(|at| Stamp::new(&layout, at));
    let (sims_updated, usage_updated) = (stamp(overview.sims.updated_at()), stamp(overview.usage_updated_at));
    DashboardPage {
        place,
        as_of: Stamp::new(&layout, layout.now),
        is_end_user,
        has_sims: overview.sims.all() > 0,
        waiting: 0,
        orders: None,
        used_up: (
            overview.sims.in_data_group(VolumeGroup::None),
            tiles::list("data", VolumeGroup::None.as_str()),
        ),
        stats: tiles::stats(&layout, &overview, sims_updated.as_ref(), usage_updated.as_ref()),
        attention: attention::card(&layout, &overview.attention),
        breakdowns: tiles::breakdowns(&layout, &overview.sims),
        sims_updated,
        usage_updated,
        by_week: spread == Spread::Weeks,
        charts: charts::charts(&layout, spread, &overview.periods),
        has_more_subs: overview.has_more_subs,
        subs: overview.subs.into_iter().map(|sub| Sub::new(&layout, sub)).collect(),
        layout,
    }
}
