//! Interfaces for machines: no cookies, no pages.

use actix_web::web;

use crate::web::routes::Routes;

/// Every route of the interfaces.
pub fn routes() -> Routes {
    Routes::default()
}

/// Registers the interfaces.
pub fn configure(config: &mut web::ServiceConfig) {
    routes().configure(config);
}
