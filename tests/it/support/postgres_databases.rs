//! Databases on the tests' PostgreSQL server: made, copied and dropped one at a time, and never left behind for good.
//!
//! A private server takes its databases with it. On a server of one's own (`TEST_DATABASE_URL`) the template remains until the next run
//! sweeps it: the databases of a run carry its number, and the run holds an advisory lock of that number as long as it lives.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use diesel::connection::SimpleConnection as _;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::postgres::{self, Server};

const PREFIX: &str = "simportal_test_";

/// The databases of this test process.
pub struct Databases {
    server: &'static Server,
    /// Number of the run; the connection holds its lock.
    number: u32,
    connection: Mutex<PgConnection>,
    made: AtomicU32,
}

/// The databases of this process, unless there is no server.
pub fn databases() -> Option<&'static Databases> {
    static DATABASES: OnceLock<Option<Databases>> = OnceLock::new();
    DATABASES
        .get_or_init(|| postgres::server().map(Databases::begin))
        .as_ref()
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

impl Databases {
    fn begin(server: &'static Server) -> Self {
        let mut connection = PgConnection::establish(&server.maintenance_url()).expect("the tests' PostgreSQL answers");
        sweep(&mut connection);
        let first = std::process::id();
        let number = (first..first + 1000)
            .find(|number| lock(&mut connection, *number))
            .expect("a free number for this run");
        Self {
            server,
            number,
            connection: Mutex::new(connection),
            made: AtomicU32::new(0),
        }
    }

    /// A name that no other database has.
    pub fn fresh_name(&self) -> String {
        format!("{PREFIX}{}_{}", self.number, self.made.fetch_add(1, Ordering::Relaxed))
    }

    /// libpq's URL of a database.
    pub fn url(&self, name: &str) -> String {
        self.server.url(name)
    }

    /// Makes a database as a copy of another.
    pub fn create(&self, name: &str, template: &str) {
        self.run(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
    }

    /// Lets nobody connect to a database any more: PostgreSQL copies no database that is in use, and a connection that was closed here
    /// may take a moment to end there.
    pub fn close(&self, name: &str) {
        self.run(&format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false"));
        self.run(&format!(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{name}'"
        ));
    }

    /// Drops a database together with the connections to it.
    pub fn remove(&self, name: &str) {
        self.run(&format!("DROP DATABASE {name} WITH (FORCE)"));
    }

    /// One command at a time: a template cannot be copied twice at once.
    fn run(&self, text: &str) {
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let done = connection.batch_execute(text);
        done.unwrap_or_else(|error| panic!("{text}: {error}"));
    }
}

fn lock(connection: &mut PgConnection, number: u32) -> bool {
    let locked = diesel::dsl::sql::<Bool>(&format!("pg_try_advisory_lock({number})"));
    diesel::select(locked).get_result(connection).expect("advisory lock")
}

/// Drops what earlier runs left: the databases whose number nobody holds.
fn sweep(connection: &mut PgConnection) {
    let left: Vec<Named> = diesel::sql_query("SELECT datname::text AS name FROM pg_database ORDER BY 1")
        .load(connection)
        .expect("list of databases");
    for Named { name } in left {
        let number = name.strip_prefix(PREFIX).and_then(|rest| rest.split('_').next());
        let Some(number) = number.and_then(|number| number.parse().ok()) else {
            continue;
        };
        if lock(connection, number) {
            let dropped = connection.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            dropped.unwrap_or_else(|error| panic!("drop {name}: {error}"));
            let unlock = format!("SELECT pg_advisory_unlock({number})");
            connection.batch_execute(&unlock).expect("advisory unlock");
        }
    }
}
