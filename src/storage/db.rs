//! One connection type over both databases, and how each kind of connection is opened.
//!
//! [`Db`] is an enum that is itself a diesel connection: a query is written once and runs on PostgreSQL and on SQLite. What the
//! two do not share (batch inserts, upserts, locks, search) goes through [`crate::on_backend!`], or stands in `dialect.rs`.
#![expect(
    missing_docs,
    reason = "the derive of MultiConnection makes public items without documentation"
)]

use std::path::PathBuf;
use std::time::Duration;

use diesel::connection::{Instrumentation, InstrumentationEvent, SimpleConnection};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;

use super::error::Error;

/// A connection to whichever database `DATABASE_URL` names.
#[derive(diesel::MultiConnection)]
pub enum Db {
    /// PostgreSQL, for scale.
    Pg(PgConnection),
    /// SQLite, embedded, the default.
    Sqlite(SqliteConnection),
}

/// Runs one text of a query on the concrete connection of either backend.
///
/// For what the enum cannot do: batch inserts, `on_conflict`, row locks. The body is compiled once per backend.
#[macro_export]
macro_rules! on_backend {
    ($db:expr, $c:ident => $body:expr) => {
        match $db {
            $crate::storage::db::Db::Pg($c) => $body,
            $crate::storage::db::Db::Sqlite($c) => $body,
        }
    };
}

impl Db {
    /// Runs reads whose best plan depends on their values: text that is looked for, filters that may be there or not. PostgreSQL then plans
    /// each of them anew; elsewhere it keeps a plan that is as good for other values, because on a page that reads a dozen rows by their keys
    /// planning costs more than reading. SQLite plans by the text of a query alone (`docs/decisions/0013`).
    pub(super) fn planned_by_value<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        self.plan_cache_mode("SET plan_cache_mode = force_custom_plan")?;
        let done = read(self);
        let reset = self.plan_cache_mode("RESET plan_cache_mode");
        // After an error there may be a transaction that takes nothing any more, and whose end takes the setting back.
        let done = done?;
        reset?;
        Ok(done)
    }

    fn plan_cache_mode(&mut self, set: &str) -> Result<(), Error> {
        match self {
            Self::Pg(c) => Ok(uncounted(|| c.batch_execute(set))?),
            Self::Sqlite(_) => Ok(()),
        }
    }
}

/// Which database a connection or pool belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PostgreSQL 13 or newer.
    Postgres,
    /// The embedded SQLite.
    Sqlite,
}

impl Kind {
    /// The name people use.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Postgres => "PostgreSQL",
            Kind::Sqlite => "SQLite",
        }
    }
}

impl Db {
    /// The kind of database behind this connection.
    pub fn kind(&self) -> Kind {
        match self {
            Db::Pg(_) => Kind::Postgres,
            Db::Sqlite(_) => Kind::Sqlite,
        }
    }
}

/// A parsed `DATABASE_URL`. The scheme is required: a mistyped address must not silently become an empty SQLite file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `postgres://...` or `postgresql://...`, handed to libpq as it is.
    Postgres(String),
    /// `sqlite:PATH`.
    Sqlite(PathBuf),
}

impl DatabaseUrl {
    /// Reads `sqlite:PATH` or `postgres://...`; the error is a sentence for the person who configures the program.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        match text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:")) {
            Some("") => Err("sqlite: needs a path, for example sqlite:data/simportal.db".to_owned()),
            Some(path) => Ok(Self::Sqlite(PathBuf::from(path))),
            None => Err("must begin with sqlite: or postgres://".to_owned()),
        }
    }

    /// The kind of database named.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Postgres(_) => Kind::Postgres,
            Self::Sqlite(_) => Kind::Sqlite,
        }
    }
}

/// How durable a commit on SQLite is (`PRAGMA synchronous`). PostgreSQL follows its own configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// What was acknowledged survives a power cut. The default.
    Full,
    /// Survives a crash of the program; the last commits may be lost at a power cut.
    Normal,
    /// For tests and for making demo data only.
    Off,
}

impl Durability {
    fn pragma(self) -> &'static str {
        match self {
            Self::Full => "FULL",
            Self::Normal => "NORMAL",
            Self::Off => "OFF",
        }
    }
}

/// Bytes of a SQLite file that are read where the system's cache has them, without a copy: the most that SQLite is compiled for. The memory
/// is the system's, which takes it back when it is needed.
const MAPPED: i64 = 0x7fff_0000;

/// Opens one connection. `readonly` connections refuse writes, so that a forgotten `db.write` is found in the first test.
pub fn connect(url: &DatabaseUrl, durability: Durability, readonly: bool) -> Result<Db, Error> {
    let mut db = match url {
        DatabaseUrl::Postgres(url) => Db::Pg(PgConnection::establish(url).map_err(Error::unavailable)?),
        DatabaseUrl::Sqlite(path) => {
            Db::Sqlite(SqliteConnection::establish(&path.to_string_lossy()).map_err(Error::unavailable)?)
        }
    };
    match &mut db {
        Db::Pg(c) => c.batch_execute("SET TIME ZONE 'UTC'; SET statement_timeout = '120s'")?,
        Db::Sqlite(c) => c.batch_execute(&format!(
            "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = {}; \
             PRAGMA cache_size = {}; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = {MAPPED}; PRAGMA query_only = {};\
             PRAGMA wal_autocheckpoint = 8000;",
            durability.pragma(),
            // A batch of records touches thousands of pages: what does not fit is written and read again within the transaction.
            if readonly { "-16384" } else { "-65536" },
            if readonly { "ON" } else { "OFF" },
        ))?,
    }
    db.set_instrumentation(QueryLog::default());
    Ok(db)
}

/// Counts the queries of the running closure and logs slow ones.
#[derive(Default)]
struct QueryLog {
    started: Option<std::time::Instant>,
}

/// A query that takes longer is worth a line in the log.
const SLOW_QUERY: Duration = Duration::from_millis(250);

thread_local! {
    static QUERIES: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Takes the number of queries that this thread has run since the last call.
pub(super) fn take_query_count() -> u32 {
    QUERIES.with(std::cell::Cell::take)
}

/// Runs something whose queries are nobody's: the pool's own look at a connection.
pub(super) fn uncounted<T>(f: impl FnOnce() -> T) -> T {
    let before = take_query_count();
    let result = f();
    QUERIES.with(|count| count.set(before));
    result
}

impl Instrumentation for QueryLog {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartQuery { .. } => {
                QUERIES.with(|count| count.set(count.get().saturating_add(1)));
                self.started = Some(std::time::Instant::now());
            }
            InstrumentationEvent::FinishQuery { query, .. } => {
                if let Some(elapsed) = self
                    .started
                    .take()
                    .map(|at| at.elapsed())
                    .filter(|&elapsed| elapsed >= SLOW_QUERY)
                {
                    // The text with its placeholders only: bound values may be personal data.
                    let text = query.to_string();
                    let text = text.split(" -- binds").next().unwrap_or_default();
                    tracing::warn!(
                        query.milliseconds = elapsed.as_millis() as u64,
                        query.text = text,
                        "slow query"
                    );
                }
            }
            _ => {}
        }
    }
}
