//! What an action still has to know: the label, or the tags and what to do with them. The selection goes along in the form.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::super::sim::details::{read_label, read_tags};
use super::start::{Selection, begin, nothing};
use crate::domain::bulk::Wish;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::bulk::BulkAction;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, show, show_invalid};
use crate::web::session::PageSession;
use crate::web::urls;

/// What can be done with tags.
const TAG_ACTIONS: [BulkAction; 3] = [BulkAction::AddTags, BulkAction::RemoveTags, BulkAction::SetTags];

#[derive(Template)]
#[template(path = "bulk/details.html")]
struct DetailsPage {
    layout: Layout,
    /// `label` or `tags`: name of the field and end of text keys.
    kind: &'static str,
    action: &'static str,
    sims: Vec<String>,
    is_all: bool,
    list: String,
    text: String,
    /// The ways to change tags, and which is chosen.
    ways: Vec<(BulkAction, bool)>,
    errors: FieldErrors,
}

impl Page for DetailsPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl DetailsPage {
    fn selected(&self) -> String {
        match i64::try_from(self.sims.len()) {
            Ok(n) if !self.is_all => self.layout.tn("bulk-selected", &n),
            _ => self.layout.t("bulk-selected-all"),
        }
    }
}

pub(super) async fn label(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<Selection>,
) -> Result<HttpResponse> {
    let Some(target) = form.target(&layout)? else {
        return nothing(&layout, &session, &form);
    };
    let page = |layout, text: String, errors| DetailsPage {
        layout,
        kind: "label",
        action: urls::BULK_LABEL,
        sims: form.sim.clone(),
        is_all: form.is_all(),
        list: form.list(),
        text,
        ways: Vec::new(),
        errors,
    };
    let Some(text) = form.label.clone() else {
        return show(&page(layout, String::new(), FieldErrors::new()));
    };
    let label = match read_label(&text) {
        Ok(label) => label,
        Err(key) => return show_invalid(&page(layout, text, FieldErrors::one("label", key))),
    };
    let wish = Wish {
        label: Some(label),
        ..BulkAction::Label.into()
    };
    begin(&layout, scope, &state, wish, target, form.list()).await
}

pub(super) async fn tags(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<Selection>,
) -> Result<HttpResponse> {
    let Some(target) = form.target(&layout)? else {
        return nothing(&layout, &session, &form);
    };
    let how = BulkAction::parse(&form.action).filter(|action| TAG_ACTIONS.contains(action));
    let page = |layout, text: String, errors| DetailsPage {
        layout,
        kind: "tags",
        action: urls::BULK_TAGS,
        sims: form.sim.clone(),
        is_all: form.is_all(),
        list: form.list(),
        text,
        ways: TAG_ACTIONS
            .into_iter()
            .map(|action| (action, action == how.unwrap_or(BulkAction::AddTags)))
            .collect(),
        errors,
    };
    let Some(text) = form.tags.clone() else {
        return show(&page(layout, String::new(), FieldErrors::new()));
    };
    let mut errors = FieldErrors::new();
    let tags = match read_tags(&text) {
        // Replacing by nothing takes all tags away; adding or removing nothing is a slip.
        Ok(tags) if tags.is_empty() && how != Some(BulkAction::SetTags) => {
            errors.add("tags", "bulk-tags-none");
            tags
        }
        Ok(tags) => tags,
        Err(key) => {
            errors.add("tags", key);
            Vec::new()
        }
    };
    let Some(action) = how.filter(|_| errors.is_empty()) else {
        if errors.is_empty() {
            errors.add("action", "bulk-tags-how");
        }
        return show_invalid(&page(layout, text, errors));
    };
    let wish = Wish { tags, ..action.into() };
    begin(&layout, scope, &state, wish, target, form.list()).await
}
