//! Security at a glance: password, two-factor, where one is signed in, and what the organisation asks for.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::TimeDelta;

use crate::domain;
use crate::domain::auth::{FEW, NotHere, known_devices, passkeys, sessions, two_factor};
use crate::i18n::{self, Formats};
use crate::state::AppState;
use crate::web::auth::relying_party;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::session::{PageSession, Stored};
use crate::web::urls;
use crate::web::visitor::{SignedIn, Visitor};

/// Rows of each list. Nobody has so many; whoever does sees those used last, and can end all others together.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "account/security.html")]
struct SecurityPage {
    layout: Layout,
    since: Option<String>,
    has_app: bool,
    has_passkeys: bool,
    passkeys: Vec<Passkey>,
    /// Why none can be added or used at this address.
    not_here: Option<&'static str>,
    codes_left: i64,
    /// It is time for a new set of recovery codes.
    needs_codes: bool,
    /// The organisation asks everybody for two-factor.
    is_required: bool,
    sessions: Vec<Row>,
    devices: Vec<Row>,
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

    fn can_add(&self) -> bool {
        self.not_here.is_none() && i64::try_from(self.passkeys.len()).is_ok_and(|n| n < passkeys::MOST)
    }
}

/// A passkey of the person.
struct Passkey {
    id: i64,
    name: String,
    added: String,
    added_utc: String,
    /// Shown, and in UTC.
    used: Option<(String, String)>,
}

impl Passkey {
    fn url(&self, pattern: &str) -> String {
        urls::passkey(pattern, &self.id)
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
    visitor: Visitor,
    SignedIn(actor): SignedIn,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let (now, formats) = (layout.now, layout.formats);
    let idle = TimeDelta::from_std(state.config.security.session_idle).unwrap_or(TimeDelta::minutes(30));
    let (user_id, standing) = (actor.user_id, visitor.standing);
    let (codes_left, keys, sessions, devices) = state
        .db
        .read(move |db| -> domain::Result<_> {
            Ok((
                match standing.since {
                    Some(_) => two_factor::codes_left(db, user_id)?,
                    None => 0,
                },
                passkeys::of_user(db, user_id, passkeys::MOST)?,
                sessions::of_user(db, user_id, now - idle, now, MOST)?,
                known_devices::of_user(db, user_id, MOST)?,
            ))
        })
        .await?;
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
    let keys = keys.into_iter().map(|row| Passkey {
        id: row.id,
        added: formats.date_time(row.created_at),
        added_utc: formats.iso(row.created_at),
        used: row.last_used_at.map(|at| (formats.recent(at, now), formats.iso(at))),
        name: row.name,
    });
    show(&SecurityPage {
        has_app: standing.has_app,
        has_passkeys: standing.has_passkeys,
        passkeys: keys.collect(),
        not_here: relying_party(&state).err().map(|why| match why {
            NotHere::NoHttps => "passkeys-need-https",
            NotHere::NoName => "passkeys-need-name",
        }),
        since: standing.since.map(|since| formats.date(since)),
        needs_codes: standing.since.is_some() && codes_left <= FEW,
        codes_left,
        is_required: standing.is_required,
        sessions: rows.collect(),
        devices: devices.collect(),
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
