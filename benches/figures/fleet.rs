//! Fleets to measure on: demo data of a size, made once and kept under `target/bench`.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::tools::output;

/// Which database.
#[derive(Debug, Clone)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A server, by its administration address.
    Postgres(String),
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        })
    }
}

/// Demo data in a database of its own.
pub struct Fleet {
    /// How many SIMs.
    pub sims: u32,
    /// Data folder of the portal.
    pub folder: PathBuf,
    /// `SIMPORTAL_DATABASE_URL`.
    pub url: String,
    engine: Engine,
    program: PathBuf,
}

impl fmt::Display for Fleet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} SIMs", self.sims)
    }
}

impl Fleet {
    /// The fleet of this size; made if it is not there yet.
    pub fn of(engine: &Engine, program: &Path, sims: u32) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("target/bench/{engine}-{sims}").to_lowercase());
        std::fs::create_dir_all(&folder).expect("target can be written");
        let url = match engine {
            Engine::Sqlite => format!("sqlite:{}", folder.join("simportal.db").display()),
            Engine::Postgres(server) => {
                let (host, _) = server.rsplit_once('/').expect("an address ends with a database");
                format!("{host}/simportal_bench_{sims}")
            }
        };
        let fleet = Self {
            sims,
            folder,
            url,
            engine: engine.clone(),
            program: program.to_owned(),
        };
        let made = fleet.folder.join("made");
        if !made.exists() {
            fleet.make();
            std::fs::write(made, "").expect("target can be written");
        }
        fleet
    }

    fn make(&self) {
        match &self.engine {
            Engine::Sqlite => {
                for file in ["simportal.db", "simportal.db-wal", "simportal.db-shm"] {
                    let _ = std::fs::remove_file(self.folder.join(file));
                }
            }
            Engine::Postgres(server) => {
                let name = self.url.rsplit('/').next().expect("a name");
                output(Command::new("psql").args([server, "-qc", &format!("DROP DATABASE IF EXISTS {name}")]));
                let create = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'");
                output(Command::new("psql").args([server, "-qc", &create]));
            }
        }
        let begin = Instant::now();
        output(
            self.portal()
                .args(["demo", "--no-serve", "--seed", "1", "--sims", &self.sims.to_string()]),
        );
        let seconds = begin.elapsed().as_secs_f64();
        // Statistics of the planner, as a database that lives has them.
        self.shell("ANALYZE;");
        println!("Demo of {self} on {}: {seconds:.1} s", self.engine);
    }

    /// Bytes of the program.
    pub fn program_size(&self) -> u64 {
        std::fs::metadata(&self.program).expect("the program").len()
    }

    /// The program with the settings of this fleet.
    pub fn portal(&self) -> Command {
        let mut command = Command::new(&self.program);
        command
            .env_clear()
            .env("SIMPORTAL_DATABASE_URL", &self.url)
            .env("SIMPORTAL_DATA_DIR", &self.folder)
            .env("SIMPORTAL_LOG", "error");
        command
    }

    /// Runs SQL in the engine's own shell; answers with what it wrote, columns separated by `|`.
    pub fn shell(&self, sql: &str) -> String {
        match self.engine {
            Engine::Sqlite => output(Command::new("sqlite3").arg(self.folder.join("simportal.db")).arg(sql)),
            Engine::Postgres(_) => output(Command::new("psql").args([&self.url, "-XAtqc", sql])),
        }
    }

    /// Whether the engine is the embedded one.
    pub fn is_sqlite(&self) -> bool {
        matches!(self.engine, Engine::Sqlite)
    }

    /// The first value of a query.
    pub fn value(&self, sql: &str) -> String {
        self.shell(sql).lines().next().unwrap_or_default().to_owned()
    }
}
