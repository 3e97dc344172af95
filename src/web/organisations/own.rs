//! Organisation for a sub-organisation: who its master is, and what that sees of it.

use actix_web::HttpResponse;
use askama::Template;

use crate::domain::organisations::{self, AccessRow, OrganisationRow};
use crate::domain::{self, Db, company};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::matrix::Permission;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};

#[derive(Template)]
#[template(path = "organisations/own.html")]
struct OwnPage {
    layout: Layout,
    own: OrganisationRow,
    master: OrganisationRow,
    sims: String,
    ordered: String,
    granted: Option<AccessRow>,
}

impl Page for OwnPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl OwnPage {
    fn can_grant(&self) -> bool {
        self.layout.can(Permission::GrantMasterAccess)
    }

    fn granted_at(&self, row: &AccessRow) -> String {
        self.layout.formats.date_time(row.granted_at)
    }
}

pub(super) async fn get(layout: Layout, scope: OrgScope, state: &AppState) -> Result<HttpResponse> {
    let read = move |db: &mut Db| -> domain::Result<_> {
        Ok((
            company::own(db, &scope)?,
            organisations::master_of(db, &scope)?,
            organisations::sims_of(db, &scope)?,
            organisations::granted(db, &scope)?,
        ))
    };
    let (own, master, sims, granted) = state.db.read(read).await?;
    show(&OwnPage {
        sims: layout.formats.number(sims),
        ordered: layout.formats.number(own.sims_ordered),
        own,
        master,
        granted,
        layout,
    })
}
