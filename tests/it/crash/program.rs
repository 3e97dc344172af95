//! The built program as a process of its own.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use simportal::storage::DatabaseUrl;

use super::sender;
use crate::support::database::TestDatabase;

/// How to start it.
pub struct Program {
    url: String,
    folder: PathBuf,
}

impl Program {
    /// On this database, with the database's own durability: the test is about it.
    pub fn new(database: &TestDatabase) -> Self {
        let folder = database.folder.path().to_owned();
        let url = match &database.options.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        Self { url, folder }
    }

    /// Demo data of so many SIMs.
    pub fn make_demo(&self, sims: u32) {
        let made = self
            .command()
            .args(["demo", "--no-serve", "--sims", &sims.to_string()])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }

    /// Starts serving, and waits for the first answer.
    pub fn serve(&self) -> Running {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let child = self.command().args(["serve", "--listen", &address]).spawn().unwrap();
        let running = Running { child, address };
        let began = Instant::now();
        while !running.is_ready() {
            assert!(began.elapsed() < Duration::from_secs(30), "the program does not answer");
            std::thread::sleep(Duration::from_millis(10));
        }
        running
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_simportal"));
        command
            .env_clear()
            .env("SIMPORTAL_DATABASE_URL", &self.url)
            .env("SIMPORTAL_DATA_DIR", &self.folder)
            .env("SIMPORTAL_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }
}

/// A program that serves; killed when it is dropped.
pub struct Running {
    child: Child,
    address: String,
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> String {
        self.address.clone()
    }

    fn is_ready(&self) -> bool {
        TcpStream::connect(&self.address).is_ok() && sender::get(&self.address, "/readyz") == Some(200)
    }

    /// SIGKILL: nothing can be finished.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM: what has begun is finished, within half a minute, and the program ends well.
    pub fn stop(&mut self) {
        let told = Command::new("sh")
            .args(["-c", &format!("kill -TERM {}", self.child.id())])
            .status()
            .unwrap();
        assert!(told.success());
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                assert!(status.success(), "it ended with {status}");
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(30), "it does not stop");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already; either is well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
