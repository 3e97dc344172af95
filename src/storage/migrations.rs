//! The schema's versions: embedded in the binary, one folder per database, run at start.

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::db::{Db, Kind};
use super::error::Error;
use super::pool::Database;

const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");

/// Why a database cannot be used by this binary.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The database holds migrations that this binary does not know.
    #[error(
        "the database is of a newer version ({database}) than this program knows ({program}); start the newer program, or restore the backup made before the upgrade"
    )]
    Newer {
        /// Newest version applied to the database.
        database: String,
        /// Newest version this binary knows.
        program: String,
    },
    /// A migration failed; nothing of it was kept.
    #[error("migration failed: {0}")]
    Failed(String),
    /// The database cannot be reached.
    #[error(transparent)]
    Storage(#[from] Error),
}

/// Brings the database to the newest version; answers the versions that were applied.
pub fn migrate(database: &Database) -> Result<Vec<String>, MigrationError> {
    database.maintain(|db| {
        refuse_newer(db)?;
        alone(db, run)
    })
}

/// Lets one of several instances that start together migrate while the others wait, and takes the time it needs.
fn alone<T>(db: &mut Db, f: impl FnOnce(&mut Db) -> Result<T, MigrationError>) -> Result<T, MigrationError> {
    let tell = |db: &mut Db, sql: &str| match db {
        Db::Pg(c) => c.batch_execute(sql).map_err(Error::from),
        // SQLite's own lock does it.
        Db::Sqlite(_) => Ok(()),
    };
    tell(db, "SET statement_timeout = 0; SELECT pg_advisory_lock(81000001)")?;
    let done = f(db);
    tell(
        db,
        "SELECT pg_advisory_unlock(81000001); SET statement_timeout = '120s'",
    )?;
    done
}

/// The newest version applied, and whether any is missing: what `/readyz` and `doctor` look at.
pub fn state(database: &Database) -> Result<(Option<String>, bool), MigrationError> {
    database.maintain(|db| {
        let applied = applied(db)?;
        let known = known(db.kind())?;
        Ok((
            applied.first().cloned(),
            known.iter().any(|version| !applied.contains(version)),
        ))
    })
}

/// Takes the newest migration back; for tests of `down.sql`.
pub fn revert_all(database: &Database) -> Result<(), MigrationError> {
    database.maintain(|db| match db {
        Db::Pg(c) => c.revert_all_migrations(POSTGRES).map(drop).map_err(failed),
        Db::Sqlite(c) => c.revert_all_migrations(SQLITE).map(drop).map_err(failed),
    })
}

fn run(db: &mut Db) -> Result<Vec<String>, MigrationError> {
    let done = match db {
        Db::Pg(c) => c.run_pending_migrations(POSTGRES),
        Db::Sqlite(c) => c.run_pending_migrations(SQLITE),
    };
    let done: Vec<String> = done.map_err(failed)?.iter().map(ToString::to_string).collect();
    if !done.is_empty() {
        refresh_statistics(db)?;
    }
    Ok(done)
}

/// Lets the planner know indexes that are new. Statistics older than an index make SQLite believe that the index finds little, whatever it
/// is of; a database without any (the program never takes them by itself) is planned well by the indexes alone.
fn refresh_statistics(db: &mut Db) -> Result<(), MigrationError> {
    match db {
        Db::Sqlite(c) => {
            let has_statistics: i64 = diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(
                "(SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_stat1')",
            ))
            .get_result(c)
            .map_err(Error::from)?;
            if has_statistics > 0 {
                // A sample of each index: the whole of a large fleet would take minutes.
                c.batch_execute("PRAGMA analysis_limit = 1000; ANALYZE")
                    .map_err(Error::from)?;
            }
            Ok(())
        }
        // Its autovacuum does it.
        Db::Pg(_) => Ok(()),
    }
}

fn refuse_newer(db: &mut Db) -> Result<(), MigrationError> {
    let known = known(db.kind())?;
    let newest_applied = applied(db)?.into_iter().next();
    match (newest_applied, known.last()) {
        (Some(database), Some(program)) if !known.contains(&database) && &database > program => {
            Err(MigrationError::Newer {
                database,
                program: program.clone(),
            })
        }
        _ => Ok(()),
    }
}

fn applied(db: &mut Db) -> Result<Vec<String>, MigrationError> {
    let versions: Vec<MigrationVersion<'static>> = match db {
        Db::Pg(c) => c.applied_migrations(),
        Db::Sqlite(c) => c.applied_migrations(),
    }
    .map_err(failed)?;
    Ok(versions.iter().map(ToString::to_string).collect())
}

fn known(kind: Kind) -> Result<Vec<String>, MigrationError> {
    let mut versions: Vec<String> = match kind {
        Kind::Postgres => names::<diesel::pg::Pg>(&POSTGRES)?,
        Kind::Sqlite => names::<diesel::sqlite::Sqlite>(&SQLITE)?,
    };
    versions.sort();
    Ok(versions)
}

fn names<DB: diesel::backend::Backend>(source: &EmbeddedMigrations) -> Result<Vec<String>, MigrationError> {
    let migrations: Vec<Box<dyn Migration<DB>>> = source.migrations().map_err(failed)?;
    Ok(migrations
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect())
}

fn failed(error: impl std::fmt::Display) -> MigrationError {
    MigrationError::Failed(error.to_string())
}
