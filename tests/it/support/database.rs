//! A database per test: a copy of one that was migrated and peopled once per process.

use std::path::Path;
use std::sync::OnceLock;
use std::time::Duration;

use diesel::prelude::*;
use simportal::storage::migrations::migrate;
use simportal::storage::{Database, DatabaseOptions, DatabaseUrl, Durability, Error, Kind};
use tempfile::TempDir;

use super::cast::{self, Cast};
use super::postgres_databases::{self as server, Databases};

/// A database of one test; gone when it is dropped.
pub struct TestDatabase {
    /// The pools.
    pub handle: Database,
    /// Where it is.
    pub options: DatabaseOptions,
    /// Keys of the people and organisations in it.
    pub cast: Cast,
    /// The folder of the test: an embedded database, and whatever else the test keeps.
    pub folder: TempDir,
    server: Option<(&'static Databases, String)>,
}

impl TestDatabase {
    /// An embedded database with the cast in it.
    pub fn sqlite() -> Self {
        let (bytes, cast) = sqlite_template();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("simportal.db");
        std::fs::write(&path, bytes).unwrap();
        let options = options(DatabaseUrl::Sqlite(path));
        Self {
            handle: Database::open(&options).unwrap(),
            options,
            cast: cast.clone(),
            folder,
            server: None,
        }
    }

    /// A PostgreSQL database with the cast in it, unless there is no server.
    pub fn postgres() -> Option<Self> {
        let server = server::databases()?;
        let (template, cast) = postgres_template(server);
        let name = server.fresh_name();
        server.create(&name, template);
        Some(Self::on(server, name, cast.clone()))
    }

    /// A database without any table.
    pub fn empty(kind: Kind) -> Option<Self> {
        if kind == Kind::Postgres {
            let server = server::databases()?;
            let name = server.fresh_name();
            server.create(&name, "template0");
            return Some(Self::on(server, name, Cast::default()));
        }
        let folder = tempfile::tempdir().unwrap();
        let options = options(DatabaseUrl::Sqlite(folder.path().join("simportal.db")));
        Some(Self {
            handle: Database::open(&options).unwrap(),
            options,
            cast: Cast::default(),
            folder,
            server: None,
        })
    }

    fn on(server: &'static Databases, name: String, cast: Cast) -> Self {
        let options = options(DatabaseUrl::Postgres(server.url(&name)));
        Self {
            handle: Database::open(&options).unwrap(),
            options,
            cast,
            folder: tempfile::tempdir().unwrap(),
            server: Some((server, name)),
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.server {
            server.remove(name);
        }
    }
}

/// Few connections: a test makes one request at a time, and many tests share one server.
fn options(url: DatabaseUrl) -> DatabaseOptions {
    DatabaseOptions {
        url,
        durability: Durability::Off,
        connections: 2,
        wait: Duration::from_secs(20),
    }
}

/// The bytes of an embedded database that was migrated and peopled. In memory, because nothing could remove a file at the end.
fn sqlite_template() -> &'static (Vec<u8>, Cast) {
    static TEMPLATE: OnceLock<(Vec<u8>, Cast)> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let (live, copy) = (folder.path().join("live.db"), folder.path().join("copy.db"));
        let database = Database::open(&options(DatabaseUrl::Sqlite(live))).unwrap();
        let cast = people(&database);
        // Not the file itself: its last changes may stand in the write-ahead log still.
        vacuum_into(&database, &copy);
        (std::fs::read(copy).unwrap(), cast)
    })
}

fn vacuum_into(database: &Database, copy: &Path) {
    let text = format!("VACUUM INTO '{}'", copy.display());
    let done: Result<usize, Error> = database.maintain(|db| Ok(diesel::sql_query(text).execute(db)?));
    done.unwrap();
}

fn people(database: &Database) -> Cast {
    migrate(database).unwrap();
    database.write_blocking(cast::make).unwrap()
}

fn postgres_template(server: &'static Databases) -> &'static (String, Cast) {
    static TEMPLATE: OnceLock<(String, Cast)> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = server.fresh_name();
        server.create(&name, "template0");
        let database = Database::open(&options(DatabaseUrl::Postgres(server.url(&name)))).unwrap();
        let cast = people(&database);
        drop(database);
        server.close(&name);
        (name, cast)
    })
}
