//! Billing and shipping addresses of the organisation.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::company::country_name;
use super::frame::{first, sees_company};
use crate::domain::company::{self, AddressKind, AddressRow, address_lines};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::matrix::Permission;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "account/addresses.html")]
struct AddressesPage {
    layout: Layout,
    groups: Vec<(AddressKind, Vec<AddressRow>)>,
}

impl Page for AddressesPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl AddressesPage {
    fn can_edit(&self) -> bool {
        self.layout.can(Permission::EditAddresses)
    }

    fn lines(&self, row: &AddressRow) -> Vec<String> {
        address_lines(row)
    }

    fn country(&self, row: &AddressRow) -> String {
        country_name(&self.layout, &row.country)
    }

    fn url(&self, pattern: &str, row: &AddressRow) -> String {
        urls::address(pattern, &row.id)
    }

    /// Whether it can be deleted: not the default, unless it is the only delivery address.
    fn can_delete(&self, row: &AddressRow, of_kind: &[AddressRow]) -> bool {
        !row.is_default || (row.kind == AddressKind::Shipping && of_kind.len() == 1)
    }
}

pub(super) async fn get(
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    if !sees_company(&actor) {
        return Ok(redirect(first(&actor)));
    }
    let read = move |db: &mut _| -> domain::Result<_> {
        let mut groups = Vec::new();
        for kind in AddressKind::ALL {
            groups.push((*kind, company::addresses(db, &scope, *kind, company::MOST_ADDRESSES)?));
        }
        Ok(groups)
    };
    let groups = state.db.read(read).await?;
    show(&AddressesPage { layout, groups })
}

/// What is no number is the name of no address.
pub(super) fn id_of(request: &HttpRequest) -> Result<i64> {
    request
        .match_info()
        .query("address")
        .parse()
        .map_err(|_| Error::NotFound)
}

#[derive(Deserialize)]
pub(super) struct NoFields {}

pub(super) async fn make_default(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(_): Form<NoFields>,
) -> Result<HttpResponse> {
    let (id, now) = (id_of(&request)?, layout.now);
    let change = move |db: &mut _| -> domain::Result<()> { company::make_default(db, &scope, id, now) };
    state.db.write(change).await?;
    session.flash(FlashKind::Ok, layout.t("addresses-default-set"))?;
    Ok(redirect(urls::ADDRESSES))
}
