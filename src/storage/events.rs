//! Events of SIMs, newest first.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::keyset::{Edge, Recent};
use super::schema::events;
use super::sims::SimRow;
use super::{Db, Result};
use crate::types::status::{EventSource, Severity};

/// A row of `events`.
#[derive(Debug, Clone, Queryable)]
pub struct EventRow {
    /// Key.
    pub id: i64,
    /// The sender's id; `None` for what happened in the portal.
    pub record_id: Option<i64>,
    /// When.
    pub occurred_at: NaiveDateTime,
    /// Number of the type (`types/event_type.rs`).
    pub type_id: i32,
    /// Name the sender gave it.
    pub type_name: String,
    /// How bad.
    pub severity: Severity,
    /// Network, policy control or API.
    pub source: EventSource,
    /// Whether somebody should look.
    pub alert: bool,
    /// Sentence.
    pub description: String,
    /// Who did it, if a person.
    pub actor: Option<String>,
    /// Network operator.
    pub operator_name: Option<String>,
    /// Its country.
    pub country_name: Option<String>,
    /// 2G to LTE-M.
    pub bearer: Option<String>,
    /// Address of the session.
    pub ip_address: Option<String>,
    /// Device.
    pub imei: Option<String>,
    /// Details exactly as they came.
    pub detail: Option<String>,
}

/// Which events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EventFilter {
    /// Only from this source.
    pub source: Option<EventSource>,
    /// Only of this severity.
    pub severity: Option<Severity>,
}

/// Events of a SIM from the edge on (time and key of a row), `most` of them, newest first.
pub fn of_sim(
    db: &mut Db,
    sim: &SimRow,
    filter: EventFilter,
    edge: Edge<(NaiveDateTime, i64)>,
    most: i64,
) -> Result<Recent<EventRow>> {
    use events as e;
    let mut query = e::table
        .filter(e::sim_id.eq(Some(sim.id)))
        .into_boxed::<super::db::MultiBackend>();
    if let Some(source) = filter.source {
        query = query.filter(e::source.eq(source));
    }
    if let Some(severity) = filter.severity {
        query = query.filter(e::severity.eq(severity));
    }
    query = match edge {
        Edge::Newest => query,
        // The first comparison lets the index find the place; the second decides among equals.
        Edge::OlderThan((at, id)) => query
            .filter(e::occurred_at.le(at))
            .filter(e::occurred_at.lt(at).or(e::id.lt(id))),
        Edge::NewerThan((at, id)) => query
            .filter(e::occurred_at.ge(at))
            .filter(e::occurred_at.gt(at).or(e::id.gt(id))),
    };
    query = if edge.is_backwards() {
        query.order((e::occurred_at.asc(), e::id.asc()))
    } else {
        query.order((e::occurred_at.desc(), e::id.desc()))
    };
    let rows = query
        .limit(most + 1)
        .select((
            e::id,
            e::record_id,
            e::occurred_at,
            e::type_id,
            e::type_name,
            e::severity,
            e::source,
            e::alert,
            e::description,
            e::actor,
            e::operator_name,
            e::country_name,
            e::bearer,
            e::ip_address,
            e::imei,
            e::detail,
        ))
        .load(db)?;
    Ok(Recent::of(&edge, rows, most))
}
