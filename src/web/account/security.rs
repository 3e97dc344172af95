//! Security at a glance: password, two-factor, where one is signed in, and what the organisation asks for.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::TimeDelta;

use crate::domain;
use crate::domain::auth::two_factor::{self, Requirement, TwoFactor};
use crate::domain::auth::{known_devices, sessions};
use crate::i18n::{self, Formats};
use crate::state::AppState;
use crate::types::matrix::Permission;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::session::{PageSession, Stored};
use crate::web::visitor::SignedIn;

/// Rows of each list. Nobody has so many; whoever does sees those used last, and can end all others together.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "account/security.html")]
struct SecurityPage {
    layout: Layout,
    two_factor: TwoFactor,
    since: Option<String>,
    /// The organisation asks the person for two-factor.
    is_required: bool,
    sessions: Vec<Row>,
    devices: Vec<Row>,
    /// The switch of the organisation, for those who may use it.
    requirement: Option<Requirement>,
}

impl Page for SecurityPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl SecurityPage {
    fn has_others(&self) -> bool {
        self.sessions.iter().any(|row| !row.is_this)
    }
}

/// A session or a known browser.
struct Row {
    id: i64,
    device: String,
    address: String,
    since: String,
    since_utc: String,
    seen: String,
    seen_utc: String,
    is_this: bool,
}

pub(super) async fn get(
    request: HttpRequest,
    state: web::Data<AppState>,
    session: PageSession,
    SignedIn(actor): SignedIn,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let (now, formats) = (layout.now, layout.formats);
    let idle = TimeDelta::from_std(state.config.security.session_idle).unwrap_or(TimeDelta::minutes(30));
    let actor = (*actor).clone();
    let user_id = actor.user_id;
    let read = state
        .db
        .read(move |db| -> domain::Result<_> {
            let requirement = match actor.enter(Permission::EditCustomerData) {
                Ok(scope) => Some(two_factor::requirement(db, &scope)?),
                Err(_) => None,
            };
            Ok((
                two_factor::of_person(db, user_id)?,
                two_factor::is_required_of(db, &actor)?,
                requirement,
                sessions::of_user(db, user_id, now - idle, now, MOST)?,
                known_devices::of_user(db, user_id, MOST)?,
            ))
        })
        .await?;
    let (two_factor, is_required, requirement, sessions, devices) = read;
    let seed = session.seed();
    let rows = sessions.into_iter().filter_map(|row| {
        let stored = Stored::read(&serde_json::from_str(&row.state).ok()?);
        let times = (row.created_at, row.last_seen_at);
        let is_this = stored.seed == seed;
        stored
            .is_signed_in
            .then(|| Row::new(&formats, now, row.id, &row.user_agent, row.address, times, is_this))
    });
    let devices = devices.into_iter().map(|row| {
        let times = (row.first_seen_at, row.last_seen_at);
        Row::new(&formats, now, row.id, &row.user_agent, String::new(), times, false)
    });
    show(&SecurityPage {
        since: two_factor.since.map(|since| formats.date(since)),
        two_factor,
        is_required,
        sessions: rows.collect(),
        devices: devices.collect(),
        requirement,
        layout,
    })
}

impl Row {
    fn new(
        formats: &Formats,
        now: chrono::NaiveDateTime,
        id: i64,
        agent: &str,
        address: String,
        (since, seen): (chrono::NaiveDateTime, chrono::NaiveDateTime),
        is_this: bool,
    ) -> Self {
        Self {
            id,
            device: i18n::device(formats.lang, agent),
            address,
            since: formats.date_time(since),
            since_utc: formats.iso(since),
            seen: formats.recent(seen, now),
            seen_utc: formats.iso(seen),
            is_this,
        }
    }
}
