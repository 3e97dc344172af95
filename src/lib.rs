//! Simportal: a self-hosted customer portal for IoT connectivity.
//!
//! Layers, arrows only down: `web`, `api`, `jobs`, `cli` → `domain` → `storage`, `mail` → `types`. `docs/ARCHITECTURE.md` tells
//! the rest; `src/app.rs` puts it together.

#[macro_use]
pub mod storage;

pub mod api;
pub mod app;
pub mod carriers;
pub mod cashier;
pub mod cli;
pub mod clock;
pub mod config;
pub mod crypto;
pub mod documents;
pub mod domain;
pub mod i18n;
pub mod jobs;
pub mod mail;
pub mod payments;
pub mod state;
pub mod telemetry;
pub mod types;
pub mod web;
