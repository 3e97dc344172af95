//! Interfaces for machines: no cookies, no pages.

mod basic;
mod ingest;
mod payments;

use actix_web::web;

use crate::web::routes::Routes;

/// Every route of the interfaces.
pub fn routes() -> Routes {
    let mut r = Routes::default();
    ingest::register(&mut r);
    payments::register(&mut r);
    r
}

/// Registers the interfaces.
pub fn configure(config: &mut web::ServiceConfig) {
    routes().configure(config);
}
