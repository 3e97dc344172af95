//! What needs a second person in the organisation: Owners switch it, Admins see it.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain;
use crate::domain::approvals::{self, ALONE, FourEyes};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::{Actor, OrgScope, Place};
use crate::types::approval::ApprovalKind;
use crate::types::role::Role;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "approvals/switches.html")]
struct SwitchesPage {
    layout: Layout,
    is_owner: bool,
    /// Name of the field and whether it is on.
    kinds: Vec<(ApprovalKind, bool)>,
    errors: FieldErrors,
}

impl Page for SwitchesPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

fn page(layout: Layout, actor: &Actor, required: FourEyes, errors: FieldErrors) -> SwitchesPage {
    let is_master = matches!(actor.place, Place::Member { is_master: true, .. });
    SwitchesPage {
        layout,
        is_owner: actor.role() == Some(Role::Owner),
        kinds: ApprovalKind::ALL
            .iter()
            // Only a master's people order transfers.
            .filter(|kind| is_master || **kind != ApprovalKind::Transfer)
            .map(|kind| (*kind, required.of(*kind)))
            .collect(),
        errors,
    }
}

pub(super) async fn get(
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let read = move |db: &mut _| -> domain::Result<_> { Ok(approvals::required(db, &scope)?) };
    let required = state.db.read(read).await?;
    show(&page(layout, &actor, required, FieldErrors::new()))
}

#[derive(Deserialize)]
pub(super) struct SwitchesForm {
    /// Kinds that are ticked.
    #[serde(default)]
    kind: Vec<String>,
}

pub(super) async fn post(
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SwitchesForm>,
) -> Result<HttpResponse> {
    let is_ticked = |kind: ApprovalKind| form.kind.iter().any(|ticked| ticked == kind.as_str());
    let wanted = FourEyes {
        transfers: is_ticked(ApprovalKind::Transfer),
        deactivations: is_ticked(ApprovalKind::Deactivation),
        roles: is_ticked(ApprovalKind::Role),
    };
    let (context, now) = (MailContext::of(&state.config), layout.now);
    let write = move |db: &mut domain::Db| approvals::set_required(db, &context, &scope, wanted, now);
    match state.db.write(write).await {
        Ok(true) => {
            state.work.notify_one();
            session.flash(FlashKind::Ok, layout.t("approval-switched"))?;
            Ok(redirect(urls::APPROVAL_SWITCHES))
        }
        Ok(false) => Ok(redirect(urls::APPROVAL_SWITCHES)),
        Err(domain::Error::Refused(key @ ALONE)) => {
            let errors = FieldErrors::one("kinds", key);
            show_invalid(&page(layout, &actor, wanted, errors))
        }
        Err(error) => Err(error.into()),
    }
}
