//! localstripe (PyPI) for one test: a stand-in for Stripe that other people wrote.

use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::tools;

/// A running server; it is ended when it is dropped.
pub struct LocalStripe {
    /// Where it listens, without a slash at the end.
    pub address: String,
    process: Child,
}

impl LocalStripe {
    /// Starts it on a free port; `None`, said once on standard error, where Python or its localstripe is missing.
    ///
    /// # Panics
    /// When it is missing although `SIMPORTAL_TEST_REQUIRE` names `localstripe`, and when it does not start.
    pub fn start() -> Option<Self> {
        let python = tools::python();
        let is_there = Command::new(&python)
            .args(["-c", "import localstripe"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !is_there {
            tools::absent(
                "localstripe",
                "Stripe's adapter is not tested against localstripe: pip install localstripe, for the Python that SIMPORTAL_TEST_PYTHON names",
            );
            return None;
        }
        let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let mut process = Command::new(&python)
            .args(["-m", "localstripe", "--from-scratch", "--port", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let until = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if process.try_wait().unwrap().is_some() || Instant::now() > until {
                let _ended = process.kill();
                let said = BufReader::new(process.stderr.take().unwrap()).lines();
                panic!("localstripe did not start: {:?}", said.collect::<Vec<_>>());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Some(Self {
            address: format!("http://127.0.0.1:{port}"),
            process,
        })
    }
}

impl Drop for LocalStripe {
    fn drop(&mut self) {
        let _ended = self.process.kill();
        let _reaped = self.process.wait();
    }
}
