//! What holds for every route, page, file, table and text, found by walking them all, so that a new one is covered the day it is made.

mod access;
mod audit;
mod bad_forms;
mod crawl;
mod layers;
pub mod objects;
mod plans;
mod routes;
mod schema;
mod settings;
mod sizes;
mod templates;
mod texts;
