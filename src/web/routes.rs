//! The list of routes. A route cannot be registered without its access, and every registration is recorded: the laws in
//! `tests/it/laws` walk the record, and `docs/routes.txt` is its golden copy.

use std::collections::BTreeMap;

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, Handler, Responder, Route, guard, web};

use super::error::Error;
use super::middleware::access::guard_access;
use crate::types::access::Access;

/// One registered route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// HTTP method.
    pub method: Method,
    /// Path with its parameters in braces.
    pub path: String,
    /// What it asks of its visitor.
    pub access: Access,
}

/// Collects routes and turns them into actix resources.
#[derive(Default)]
pub struct Routes {
    entries: Vec<Entry>,
    resources: BTreeMap<String, Vec<Route>>,
}

impl Routes {
    /// A page, or another answer to GET (and HEAD). GET changes nothing.
    pub fn get<F, Args>(&mut self, path: &str, access: Access, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let route = web::route()
            .guard(guard::Any(guard::Get()).or(guard::Head()))
            .to(handler);
        self.add(Method::GET, path, access, route);
    }

    /// A change.
    pub fn post<F, Args>(&mut self, path: &str, access: Access, handler: F)
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::POST, path, access, web::post().to(handler));
    }

    fn add(&mut self, method: Method, path: &str, access: Access, route: Route) {
        self.entries.push(Entry {
            method,
            path: path.to_owned(),
            access,
        });
        let route = route.wrap(from_fn(move |request, next| guard_access(access, request, next)));
        self.resources.entry(path.to_owned()).or_default().push(route);
    }

    /// Every route registered so far.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Hands the routes to actix. Another method on a known path is told apart from an unknown path.
    pub fn configure(self, config: &mut web::ServiceConfig) {
        for (path, routes) in self.resources {
            let mut resource = web::resource(path);
            for route in routes {
                resource = resource.route(route);
            }
            config.service(resource.default_service(web::to(|| async { Err::<&'static str, Error>(Error::Method) })));
        }
    }
}
