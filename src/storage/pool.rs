//! The pools, and the only place that knows that database work runs on blocking threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;

use super::db::{self, DatabaseUrl, Db, Durability, Kind};
use super::error::Error;
use super::tx::{is_unusable, write_tx};

tokio::task_local! {
    /// Queries of the running request, for its line in the log.
    static REQUEST_QUERIES: Arc<AtomicU32>;
}

/// Runs a request's future so that the queries inside are counted; the count is read from the returned handle's owner.
pub async fn count_queries<F: Future>(counter: Arc<AtomicU32>, future: F) -> F::Output {
    REQUEST_QUERIES.scope(counter, future).await
}

/// Handle to the database, cheap to clone.
///
/// SQLite: one writing connection and a few that refuse to write. PostgreSQL: one pool under both names.
#[derive(Clone)]
pub struct Database {
    kind: Kind,
    reads: r2d2::Pool<Manager>,
    writes: r2d2::Pool<Manager>,
}

/// How a database is opened.
#[derive(Debug, Clone)]
pub struct DatabaseOptions {
    /// Where it is.
    pub url: DatabaseUrl,
    /// How durable commits are (SQLite).
    pub durability: Durability,
    /// Connections of the pool: all of them on PostgreSQL, the readers on SQLite.
    pub connections: u32,
    /// How long a request waits for a connection before it answers 503.
    pub wait: Duration,
}

impl Database {
    /// Opens the pools and checks that a connection can be made, keeping the database's own words when it cannot.
    pub fn open(options: &DatabaseOptions) -> Result<Self, Error> {
        drop(db::connect(&options.url, options.durability, false)?);
        let pool = |size: u32, readonly: bool| {
            r2d2::Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .test_on_check_out(options.url.kind() == Kind::Postgres)
                .connection_timeout(options.wait)
                .error_handler(Box::new(LogPoolErrors))
                .build(Manager {
                    url: options.url.clone(),
                    durability: options.durability,
                    readonly,
                })
                .map_err(Error::unavailable)
        };
        match options.url.kind() {
            Kind::Postgres => {
                let all = pool(options.connections, false)?;
                Ok(Self {
                    kind: Kind::Postgres,
                    reads: all.clone(),
                    writes: all,
                })
            }
            Kind::Sqlite => Ok(Self {
                kind: Kind::Sqlite,
                reads: pool(options.connections, true)?,
                writes: pool(1, false)?,
            }),
        }
    }

    /// Which database this is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Runs `f` on a reading connection, on a blocking thread.
    pub async fn read<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    {
        let this = self.clone();
        run_blocking(move || this.read_blocking(f)).await
    }

    /// A read of a row or two by their key. On SQLite it takes less time than handing it to another thread and back would, so it is done
    /// at once if a connection is free; in every other case this is [`Database::read`].
    pub async fn read_quick<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    {
        let free = match self.kind {
            Kind::Sqlite => self.reads.try_get(),
            Kind::Postgres => None,
        };
        match free {
            Some(mut pooled) => {
                let (result, queries) = counted(|| f(&mut pooled.db));
                note_queries(queries);
                result
            }
            None => self.read(f).await,
        }
    }

    /// Runs `f` in one write transaction, on a blocking thread: all of it is kept, or nothing.
    pub async fn write<T, E, F>(&self, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: FnOnce(&mut Db) -> Result<T, E> + Send + 'static,
    {
        let this = self.clone();
        run_blocking(move || this.write_blocking(f)).await
    }

    /// [`Database::read`] for commands and jobs, which may block.
    pub fn read_blocking<T, E: From<Error>>(&self, f: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        f(&mut take(&self.reads)?.db)
    }

    /// [`Database::write`] for commands and jobs, which may block.
    pub fn write_blocking<T, E: From<Error>>(&self, f: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        write_tx(&mut take(&self.writes)?.db, f)
    }

    /// Gives back what the writing connection of SQLite keeps in memory of pages that nobody will ask for again soon.
    pub fn release_memory(&self) -> Result<(), Error> {
        if self.kind == Kind::Postgres {
            return Ok(());
        }
        self.maintain(|db| {
            db.batch_execute("PRAGMA shrink_memory")?;
            Ok(())
        })
    }

    /// A writing connection without a transaction: for migrations and maintenance only.
    pub fn maintain<T, E: From<Error>>(&self, f: impl FnOnce(&mut Db) -> Result<T, E>) -> Result<T, E> {
        f(&mut take(&self.writes)?.db)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that takes connections out of the pool"
)]
fn take(pool: &r2d2::Pool<Manager>) -> Result<r2d2::PooledConnection<Manager>, Error> {
    pool.get().map_err(Error::unavailable)
}

async fn run_blocking<T, E, F>(f: F) -> Result<T, E>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    F: FnOnce() -> Result<T, E> + Send + 'static,
{
    let span = tracing::Span::current();
    let joined = tokio::task::spawn_blocking(move || {
        let _entered = span.entered();
        counted(f)
    })
    .await;
    match joined {
        Ok((result, queries)) => {
            note_queries(queries);
            result
        }
        Err(error) => Err(Error::internal(error).into()),
    }
}

/// Runs `f`, and tells how many queries it ran on this thread.
fn counted<T>(f: impl FnOnce() -> T) -> (T, u32) {
    db::take_query_count();
    (f(), db::take_query_count())
}

/// Counts queries for the running request; outside one (jobs, commands) nobody counts.
fn note_queries(queries: u32) {
    let _ = REQUEST_QUERIES.try_with(|counter| counter.fetch_add(queries, Ordering::Relaxed));
}

/// Makes connections for r2d2 and keeps the database's own message when one cannot be made.
struct Manager {
    url: DatabaseUrl,
    durability: Durability,
    readonly: bool,
}

/// A connection of the pool, and when it was last found to work.
struct Pooled {
    db: Db,
    worked_at: Instant,
}

/// A connection that worked so short a time ago is not asked again whether it does: a page takes several, one after the other, and each
/// question is a way to the server and back.
const FRESH: Duration = Duration::from_secs(1);

impl r2d2::ManageConnection for Manager {
    type Connection = Pooled;
    type Error = Error;

    fn connect(&self) -> Result<Pooled, Error> {
        Ok(Pooled {
            db: db::connect(&self.url, self.durability, self.readonly)?,
            worked_at: Instant::now(),
        })
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<(), Error> {
        if pooled.worked_at.elapsed() > FRESH {
            db::uncounted(|| diesel::sql_query("SELECT 1").execute(&mut pooled.db))?;
            pooled.worked_at = Instant::now();
        }
        Ok(())
    }

    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        std::thread::panicking() || is_unusable(&mut pooled.db)
    }
}

/// r2d2 retries by itself; the reason belongs into the log, at the level of something that may pass.
#[derive(Debug)]
struct LogPoolErrors;

impl r2d2::HandleError<Error> for LogPoolErrors {
    fn handle_error(&self, error: Error) {
        tracing::warn!(error = %error, "no database connection");
    }
}
