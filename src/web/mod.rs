//! The pages. A folder per feature, one file per page with its `get` and `post`; `mod.rs` of the feature lists its addresses.
//!
//! Pages call the domain and fill templates; they never see storage.

pub mod account;
mod approvals;
pub mod assets;
pub mod audit;
pub mod auth;
pub mod chart;
mod configuration;
pub mod csrf;
mod csv;
pub mod dashboard;
pub mod development;
pub mod error;
pub mod fields;
pub mod figure;
mod filter;
pub mod form;
pub mod health;
mod invoices;
pub mod layout;
pub mod middleware;
pub mod nav;
pub mod operations;
mod orders;
pub mod organisations;
mod paging;
mod payments;
mod qr;
pub mod routes;
pub mod session;
pub mod session_store;
mod shop;
pub mod sims;
mod top_ups;
pub mod transfers;
pub mod upload;
pub mod urls;
pub mod users;
pub mod visitor;

use routes::Routes;

/// Every page.
pub fn routes(development: bool) -> Routes {
    let mut r = Routes::default();
    // First, because `/organisation/transfers` is no name of an organisation.
    transfers::register(&mut r);
    account::register(&mut r);
    approvals::register(&mut r);
    audit::register(&mut r);
    auth::register(&mut r);
    configuration::register(&mut r);
    dashboard::register(&mut r);
    operations::register(&mut r);
    // Before orders, whose number would else take these addresses.
    invoices::register(&mut r);
    orders::register(&mut r);
    organisations::register(&mut r);
    payments::register(&mut r);
    shop::register(&mut r);
    sims::register(&mut r);
    top_ups::register(&mut r);
    users::register(&mut r);
    if development {
        development::register(&mut r);
    }
    r
}
