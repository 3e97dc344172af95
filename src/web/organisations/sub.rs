//! One sub-organisation as its master sees it: totals, what it grants, and its owner's invitation.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::new_form::OwnerForm;
use super::number_of;
use crate::domain::dashboard::Spread;
use crate::domain::organisations::{self, ADDRESS_YOURS, AccessLevel, SubRow, TOO_OFTEN, TRY_AGAIN};
use crate::domain::{self, Db};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::matrix::Permission;
use crate::types::organisation::OrganisationStatus;
use crate::web::dashboard::charts::{self, ChartCard};
use crate::web::dashboard::tiles::{self, Breakdown};
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Template)]
#[template(path = "organisations/sub.html")]
struct SubPage {
    layout: Layout,
    sub: SubRow,
    by_week: bool,
    /// SIMs by status and by volume, if it grants that.
    breakdowns: Vec<Breakdown>,
    /// Usage, if it grants that.
    charts: Vec<ChartCard>,
}

#[derive(Template)]
#[template(path = "organisations/invitation.html")]
struct InvitationPage {
    layout: Layout,
    sub: SubRow,
    form: OwnerForm,
    errors: FieldErrors,
}

impl Page for SubPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl Page for InvitationPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

fn is_pending(sub: &SubRow) -> bool {
    sub.organisation.status == OrganisationStatus::Pending.as_str()
}

impl SubPage {
    fn url(&self, pattern: &str) -> String {
        urls::sub(pattern, &self.sub.organisation.account_number)
    }

    fn is_pending(&self) -> bool {
        is_pending(&self.sub)
    }

    fn number(&self, n: &i64) -> String {
        self.layout.formats.number(*n)
    }

    fn created(&self) -> String {
        self.layout.formats.date(self.sub.organisation.created_at)
    }

    fn can_manage(&self) -> bool {
        self.layout.can(Permission::ManageOrganisations)
    }

    fn can_enter(&self) -> bool {
        self.sub.access == Some(AccessLevel::Manage) && self.layout.can(Permission::EditOwnUserData)
    }

    fn access(&self) -> &'static str {
        self.sub.access.map_or("none", AccessLevel::as_str)
    }
}

#[derive(Deserialize, Default)]
struct Choice {
    /// `week`; everything else is months.
    #[serde(default)]
    by: String,
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let number = number_of(&request)?;
    let choice: Choice = serde_html_form::from_str(request.query_string()).unwrap_or_default();
    let by_week = choice.by == "week";
    let spread = if by_week { Spread::Weeks } else { Spread::Months };
    let at = scope.clone();
    let find = move |db: &mut Db| -> domain::Result<_> { Ok(organisations::find(db, &at, &number)?) };
    let mut sub = state.db.read(find).await?;
    let mut seen = None;
    if sub.access.is_some() {
        // Looking is noted in the log of the sub-organisation.
        let (when, master) = ((layout.now.date(), layout.now), layout.place_name());
        let look = move |db: &mut Db| -> domain::Result<_> {
            Ok((organisations::look(db, (&scope, &master), &sub, spread, when)?, sub))
        };
        (seen, sub) = state.db.write(look).await?;
        sub.access = seen.as_ref().map(|(level, _)| *level);
    }
    let glance = seen.map(|(_, glance)| glance);
    let breakdowns = glance
        .as_ref()
        .map_or_else(Vec::new, |glance| tiles::breakdowns(&layout, &glance.sims));
    let charts = glance
        .filter(|glance| !glance.periods.is_empty())
        .map_or_else(Vec::new, |glance| {
            Vec::from(charts::charts(&layout, spread, &glance.periods))
        });
    show(&SubPage {
        layout,
        sub,
        by_week,
        breakdowns,
        charts,
    })
}

async fn found(request: &HttpRequest, scope: OrgScope, state: &AppState) -> Result<(SubRow, OwnerForm)> {
    let number = number_of(request)?;
    let read = move |db: &mut Db| -> domain::Result<_> {
        let sub = organisations::find(db, &scope, &number)?;
        let form = if is_pending(&sub) {
            let owner = organisations::of_pending(db, sub.organisation.id)?;
            OwnerForm {
                first_name: owner.first_name,
                last_name: owner.last_name,
                email: owner.email,
            }
        } else {
            OwnerForm::default()
        };
        Ok((sub, form))
    };
    Ok(state.db.read(read).await?)
}

pub(super) async fn invitation(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let (sub, form) = found(&request, scope, &state).await?;
    if !is_pending(&sub) {
        return Ok(redirect(&urls::sub(urls::SUB, &sub.organisation.account_number)));
    }
    show(&InvitationPage {
        layout,
        sub,
        form,
        errors: FieldErrors::new(),
    })
}

pub(super) async fn invite(
    request: HttpRequest,
    mut layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<OwnerForm>,
) -> Result<HttpResponse> {
    let (sub, _) = found(&request, scope.clone(), &state).await?;
    if !is_pending(&sub) {
        return Err(domain::Error::Refused(organisations::ALREADY_ACTIVE).into());
    }
    let (number, now) = (number_of(&request)?, layout.now);
    let context = MailContext::of(&state.config);
    let invited = match form.parse() {
        Ok(owner) => {
            let invite = move |db: &mut Db| organisations::invite_again(db, &scope, &context, &number, &owner, now);
            match state.db.write(invite).await {
                Err(domain::Error::Refused(key @ (ADDRESS_YOURS | TRY_AGAIN | TOO_OFTEN))) => {
                    Err(FieldErrors::one("email", key))
                }
                other => Ok(other?),
            }
        }
        Err(errors) => Err(errors),
    };
    match invited {
        Ok(()) => {
            state.work.notify_one();
            session.flash(
                FlashKind::Ok,
                layout.t1("organisations-invited", "email", form.email.trim()),
            )?;
            Ok(redirect(&urls::sub(urls::SUB, &sub.organisation.account_number)))
        }
        Err(errors) => {
            layout.here = urls::sub(urls::SUB_INVITATION, &sub.organisation.account_number);
            show_invalid(&InvitationPage {
                layout,
                sub,
                form,
                errors,
            })
        }
    }
}

impl InvitationPage {
    fn url(&self, pattern: &str) -> String {
        urls::sub(pattern, &self.sub.organisation.account_number)
    }
}
