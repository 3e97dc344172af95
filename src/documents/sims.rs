//! Words of the files of SIMs: heads of columns, statuses, names of files.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use super::{Cell, Rows};
use crate::i18n::{self, Formats};
use crate::types::export::ExportFormat;
use crate::types::lang::Lang;
use crate::types::status::{SessionStatus, SimStatus};

/// The words of one language, looked up once for all rows of a file.
#[derive(Debug, Clone)]
pub struct Words {
    lang: Lang,
    zone: Tz,
    statuses: Vec<(SimStatus, String)>,
    sessions: Vec<(SessionStatus, String)>,
    on: String,
    off: String,
}

impl Words {
    /// Words of a language; moments are written by the clocks of the zone.
    pub fn new(lang: Lang, zone: Tz) -> Self {
        let statuses = SimStatus::ALL.iter();
        let sessions = SessionStatus::ALL.iter();
        Self {
            lang,
            zone,
            statuses: statuses
                .map(|status| (*status, i18n::text(lang, &format!("sims-status-{status}"))))
                .collect(),
            sessions: sessions
                .map(|session| (*session, i18n::text(lang, &format!("sims-session-{session}"))))
                .collect(),
            on: i18n::text(lang, "sims-on"),
            off: i18n::text(lang, "sims-off"),
        }
    }

    /// The language.
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The zone of all moments.
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// Heads of the columns with these names (those of the list, and `data-total`, `pin`, `puk`).
    pub fn heads(&self, names: &[&str]) -> Vec<String> {
        let head = |name: &&str| match *name {
            // Files count in bytes, which need no decimals and therefore no decimal point.
            "data" => i18n::text(self.lang, "exports-column-data"),
            "data-total" => i18n::text(self.lang, "exports-column-data-total"),
            "activity" => i18n::text_with(
                self.lang,
                "exports-column-activity",
                &[("zone", self.zone.name().into())],
            ),
            "pin" => "PIN".to_owned(),
            "puk" => "PUK".to_owned(),
            name => i18n::text(self.lang, &format!("sims-column-{name}")),
        };
        names.iter().map(head).collect()
    }

    /// The word for a status.
    pub fn status(&self, status: SimStatus) -> Cell<'_> {
        word(&self.statuses, status)
    }

    /// The word for a session.
    pub fn session(&self, session: SessionStatus) -> Cell<'_> {
        word(&self.sessions, session)
    }

    /// The word for a switch.
    pub fn switch(&self, on: bool) -> Cell<'_> {
        Cell::text(if on { &self.on } else { &self.off })
    }

    /// A moment (UTC) by the clocks of the zone.
    pub fn moment(&self, at: NaiveDateTime) -> Cell<'static> {
        use chrono::TimeZone;
        Cell::Moment(self.zone.from_utc_datetime(&at).naive_local())
    }

    /// Name of a file made at this time: `sims-2026-11-21-1820.csv`.
    pub fn file_name(&self, format: ExportFormat, at: NaiveDateTime) -> String {
        let stamp = Formats::new(self.lang, self.zone).file_stamp(at);
        format!("sims-{stamp}.{format}")
    }
}

fn word<T: PartialEq>(words: &[(T, String)], value: T) -> Cell<'_> {
    let found = words.iter().find(|(known, _)| *known == value);
    Cell::text(found.map_or("", |(_, word)| word))
}

/// Writes a row of texts.
pub fn texts(rows: &mut impl Rows, texts: &[String]) -> std::io::Result<()> {
    for text in texts {
        rows.cell(Cell::text(text))?;
    }
    rows.end_row()
}
