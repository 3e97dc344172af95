//! Organisation (product section 10).
//!
//! | page | file |
//! |---|---|
//! | `/organisation` of a master: the list, and its file | `list.rs`, `query.rs`, `csv.rs` |
//! | `/organisation` of a sub-organisation, and what it grants its master | `own.rs`, `access.rs` |
//! | `/organisation/new`: making one in steps | `new.rs`, `new_form.rs` |
//! | one sub-organisation: totals, what it grants, its owner's invitation, going in and out | `sub.rs`, `enter.rs` |
//! | deleting one | `deletion.rs` |

mod access;
mod csv;
mod deletion;
mod enter;
mod list;
mod new;
mod new_form;
mod own;
mod query;
mod sub;

use actix_web::{HttpRequest, HttpResponse, web};

use super::error::{Error, Result};
use super::layout::Layout;
use super::routes::Routes;
use super::urls;
use super::visitor::SignedIn as Person;
use crate::state::AppState;
use crate::types::access::Access::{Org, SignedIn};
use crate::types::access::{Actor, OrgScope, Place};
use crate::types::account_number::AccountNumber;
use crate::types::matrix::Permission;

/// Registers the pages.
pub fn register(r: &mut Routes) {
    let (see, manage) = (Org(Permission::ViewOrganisation), Org(Permission::ManageOrganisations));
    r.get(urls::ORGANISATION, see, get);
    r.get(urls::ORGANISATION_CSV, see, csv::get);
    r.get(urls::ORGANISATION_NEW, manage, new::get);
    r.post(urls::ORGANISATION_NEW, manage, new::post);
    r.get(urls::MASTER_ACCESS, Org(Permission::GrantMasterAccess), access::get);
    r.post(urls::MASTER_ACCESS, Org(Permission::GrantMasterAccess), access::post);
    r.post(urls::ORGANISATION_LEAVE, SignedIn, enter::leave);
    r.get(urls::SUB, see, sub::get);
    r.get(urls::SUB_INVITATION, manage, sub::invitation);
    r.post(urls::SUB_INVITATION, manage, sub::invite);
    // Going in changes the person's own session; who does not see the organisation is told so.
    r.post(urls::SUB_ENTER, Org(Permission::EditOwnUserData), enter::enter);
    r.get(urls::SUB_DELETION, manage, deletion::get);
    r.post(urls::SUB_DELETION, manage, deletion::delete);
}

async fn get(
    request: HttpRequest,
    layout: Layout,
    Person(actor): Person,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    if is_master(&actor) {
        list::get(&request, layout, scope, &state).await
    } else {
        own::get(layout, scope, &state).await
    }
}

fn is_master(actor: &Actor) -> bool {
    matches!(&actor.place, Place::Member { is_master: true, .. })
}

/// What is no account number is the name of no organisation.
fn number_of(request: &HttpRequest) -> Result<AccountNumber> {
    AccountNumber::parse(request.match_info().query("sub")).map_err(|_| Error::NotFound)
}
