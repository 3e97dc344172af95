//! The program as a process that serves a fleet, and a visitor who is signed in.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::fleet::Fleet;
use super::tools::output;

/// Password of all demo logins.
pub const PASSWORD: &str = "demo-Portal-2026";

/// A portal that serves; ended when it is dropped.
pub struct Portal {
    process: Child,
    /// Beginning of its addresses.
    pub base: String,
    /// From the start of the process to the first answer.
    pub start: Duration,
    jar: std::path::PathBuf,
}

impl Portal {
    /// Starts the program on a free port.
    pub fn start(fleet: &Fleet) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|listener| listener.local_addr())
            .expect("a free port")
            .port();
        let base = format!("http://127.0.0.1:{port}");
        let begin = Instant::now();
        let process = fleet
            .portal()
            .args(["serve", "--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begin.elapsed() < Duration::from_secs(60), "the portal does not answer");
            std::thread::sleep(Duration::from_millis(1));
        }
        let mut portal = Self {
            process,
            jar: fleet.folder.join("cookies"),
            base,
            start: Duration::ZERO,
        };
        portal.get("/readyz");
        portal.start = begin.elapsed();
        portal
    }

    /// Number of the process.
    pub fn process(&self) -> u32 {
        self.process.id()
    }

    /// Signs in; answers with the cookies.
    pub fn sign_in(&self, email: &str) -> String {
        let _ = std::fs::remove_file(&self.jar);
        self.post("/login", "/login", &[("email", email), ("password", PASSWORD)]);
        let jar = std::fs::read_to_string(&self.jar).expect("cookies");
        let cookies = jar.lines().filter_map(|line| {
            let parts: Vec<&str> = line.trim_start_matches("#HttpOnly_").split('\t').collect();
            (parts.len() == 7).then(|| format!("{}={}", parts[5], parts[6]))
        });
        cookies.collect::<Vec<_>>().join("; ")
    }

    /// A page.
    pub fn get(&self, path: &str) -> String {
        output(self.curl().arg(format!("{}{path}", self.base)))
    }

    /// A file.
    pub fn download(&self, path: &str, to: &std::path::Path) {
        output(self.curl().arg("-o").arg(to).arg(format!("{}{path}", self.base)));
    }

    /// Sends a form that stands on a page; answers with the address it leads to.
    pub fn post(&self, page: &str, path: &str, fields: &[(&str, &str)]) -> String {
        let html = self.get(page);
        let mut curl = self.curl();
        curl.args(["-o", "/dev/null", "-w", "%{http_code} %{redirect_url}"]);
        let hidden = ["_csrf", "_org"].map(|name| (name, hidden(&html, name).unwrap_or_default()));
        let own = fields.iter().map(|(name, value)| (*name, (*value).to_owned()));
        for (name, value) in hidden.into_iter().chain(own) {
            curl.args(["--data-urlencode", &format!("{name}={value}")]);
        }
        let answer = output(
            curl.args(["-H", &format!("Origin: {}", self.base)])
                .arg(format!("{}{path}", self.base)),
        );
        let (status, target) = answer.split_once(' ').expect("two words");
        assert_eq!(status, "303", "{path} was not taken");
        target.strip_prefix(&self.base).unwrap_or(target).to_owned()
    }

    fn curl(&self) -> Command {
        let mut curl = Command::new("curl");
        curl.args(["-sS", "--max-time", "600", "-b"])
            .arg(&self.jar)
            .arg("-c")
            .arg(&self.jar);
        curl
    }
}

/// Value of a hidden field.
pub fn hidden(html: &str, name: &str) -> Option<String> {
    let field = html
        .split("<input")
        .find(|part| part.contains(&format!("name=\"{name}\"")))?;
    let value = field.split("value=\"").nth(1)?;
    Some(value.split('"').next()?.to_owned())
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
