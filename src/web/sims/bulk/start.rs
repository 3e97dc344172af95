//! Ordering an action for ticked SIMs, or for all that match the filter of the list.

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::super::query::ListQuery;
use crate::domain::bulk::{self, MOST_SELECTED, Target, Wish};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::bulk::BulkAction;
use crate::types::iccid::Iccid;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

/// What the form around the list sends, and the form that asks for a label or for tags. One struct for all: the decoder cannot put
/// fields that repeat into a struct within another.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Selection {
    /// ICCIDs of the ticked rows.
    #[serde(default)]
    pub sim: Vec<String>,
    /// All that match, whatever is ticked.
    #[serde(default)]
    pub all: Option<String>,
    /// Address of the list.
    #[serde(default)]
    pub list: String,
    /// Which of the actions of the address.
    #[serde(default)]
    pub action: String,
    /// The label; missing when the button of the list was pressed: the page asks for it.
    #[serde(default)]
    pub label: Option<String>,
    /// The tags, likewise.
    #[serde(default)]
    pub tags: Option<String>,
}

impl Selection {
    /// Whether all that match are meant.
    pub fn is_all(&self) -> bool {
        self.all.as_deref() == Some("1")
    }

    /// The address of the list, without the place in it; the plain list if the form does not come from one.
    pub fn list(&self) -> String {
        self.query().href()
    }

    fn query(&self) -> ListQuery {
        let query = match urls::local(&self.list).split_once('?') {
            Some((urls::SIMS, query)) => query,
            _ => "",
        };
        let pairs: Vec<(String, String)> = serde_html_form::from_str(query).unwrap_or_default();
        ListQuery::parse(&pairs).0
    }

    /// The SIMs meant; `None` if there are none.
    pub fn target(&self, layout: &Layout) -> Result<Option<Target>> {
        if self.is_all() {
            let filter = self.query().list.filters.narrowing(layout.now.date());
            return Ok(Some(Target::Filter(Box::new(filter))));
        }
        if self.sim.len() > MOST_SELECTED {
            return Err(Error::TooLarge("bulk-too-many"));
        }
        let mut iccids = Vec::with_capacity(self.sim.len());
        for text in &self.sim {
            // Our boxes hold nothing else.
            let iccid = Iccid::parse(text).map_err(|_| Error::Unreadable)?;
            if !iccids.contains(&iccid) {
                iccids.push(iccid);
            }
        }
        Ok((!iccids.is_empty()).then_some(Target::Selection(iccids)))
    }
}

pub(super) async fn state(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<Selection>,
) -> Result<HttpResponse> {
    let actions = [BulkAction::Activate, BulkAction::Deactivate];
    one_of(&actions, layout, scope, &state, &session, form).await
}

pub(super) async fn imei_lock(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<Selection>,
) -> Result<HttpResponse> {
    let actions = [BulkAction::LockImei, BulkAction::UnlockImei];
    one_of(&actions, layout, scope, &state, &session, form).await
}

pub(super) async fn reset(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<Selection>,
) -> Result<HttpResponse> {
    one_of(&[BulkAction::Reset], layout, scope, &state, &session, form).await
}

/// Volume or lifetime: the preview leads to an order.
pub(super) async fn purchase(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<Selection>,
) -> Result<HttpResponse> {
    let actions = [BulkAction::TopUp, BulkAction::Extend];
    one_of(&actions, layout, scope, &state, &session, form).await
}

/// Starts the action that the form names, which must be one of those that the address is for.
async fn one_of(
    actions: &[BulkAction],
    layout: Layout,
    scope: OrgScope,
    state: &web::Data<AppState>,
    session: &PageSession,
    form: Selection,
) -> Result<HttpResponse> {
    let action = BulkAction::parse(&form.action).filter(|action| actions.contains(action));
    let Some(action) = action else {
        return Err(Error::Unreadable);
    };
    match form.target(&layout)? {
        Some(target) => begin(&layout, scope, state, action.into(), target, form.list()).await,
        None => nothing(&layout, session, &form),
    }
}

/// Orders the action and leads to its page.
pub(in crate::web) async fn begin(
    layout: &Layout,
    scope: OrgScope,
    state: &web::Data<AppState>,
    wish: Wish,
    target: Target,
    list: String,
) -> Result<HttpResponse> {
    let (lang, now) = (layout.lang(), layout.now);
    let start = move |db: &mut _| -> domain::Result<_> { bulk::start(db, &scope, &wish, target, &list, lang, now) };
    let id = state.db.write(start).await?;
    state.work.notify_one();
    Ok(redirect(&urls::bulk(urls::BULK_ACTION, &id)))
}

/// Nothing was ticked: back to the list, which says so.
pub(super) fn nothing(layout: &Layout, session: &PageSession, selection: &Selection) -> Result<HttpResponse> {
    session.flash(FlashKind::Info, layout.t("bulk-nothing-selected"))?;
    Ok(redirect(&selection.list()))
}
