//! Starts the program with demo data, ChromeDriver and Chromium, and stops them again.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

/// A portal of its own, and a browser looking at it.
pub struct Stage {
    pub browser: Client,
    pub base: String,
    driver_port: u16,
    _portal: Guard,
    _driver: Guard,
    _data: TempDir,
}

/// How the browser is set up.
#[derive(Clone, Copy, Default)]
pub struct Browser {
    pub without_scripts: bool,
    pub phone: bool,
    pub german: bool,
    /// The portal is at a name that browsers take for secure, not at a number.
    pub localhost: bool,
}

/// Kills its process when the test ends, also by a panic.
struct Guard(Child);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Chromium and ChromeDriver, or `None` with one line on standard error.
fn programs() -> Option<&'static (PathBuf, PathBuf)> {
    static FOUND: OnceLock<Option<(PathBuf, PathBuf)>> = OnceLock::new();
    FOUND
        .get_or_init(|| {
            let find = |names: &[&str]| {
                let path = std::env::var_os("PATH")?;
                std::env::split_paths(&path).flat_map(|folder| names.iter().map(move |name| folder.join(name))).find(|file| file.is_file())
            };
            let found = find(&["chromium", "chromium-browser", "google-chrome"]).zip(find(&["chromedriver"]));
            if found.is_none() {
                let required = std::env::var("SIMPORTAL_TEST_REQUIRE").unwrap_or_default().split(',').any(|what| what.trim() == "browser");
                assert!(!required, "Chromium or ChromeDriver not found, and SIMPORTAL_TEST_REQUIRE asks for a browser");
                // Straight to standard error: the test harness hides what a passing test prints.
                let line = b"Chromium and ChromeDriver not found: the browser flows are skipped; install `chromium` and `chromium-driver`\n";
                std::io::stderr().write_all(line).unwrap();
            }
            found
        })
        .as_ref()
}

/// Demo data made once per run; each test works on a copy.
fn demo_data() -> &'static Path {
    static DATA: OnceLock<PathBuf> = OnceLock::new();
    DATA.get_or_init(|| {
        // Under the target directory: statics are never dropped, and the next run makes it anew.
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("browser-demo");
        let _ = std::fs::remove_dir_all(&folder);
        let made = portal(&folder)
            .args(["demo", "--sims", "120", "--no-serve"])
            .output()
            .unwrap();
        assert!(
            made.status.success(),
            "demo data: {}",
            String::from_utf8_lossy(&made.stderr)
        );
        folder
    })
}

fn portal(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_simportal"));
    command
        .env_clear()
        .env("SIMPORTAL_LOG", "warn")
        .arg("--data-dir")
        .arg(data);
    command
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Starts everything, or answers `None` where there is no browser.
pub async fn stage(setup: Browser) -> Option<Stage> {
    let (chromium, chromedriver) = programs()?;
    let data = TempDir::new().unwrap();
    copy(demo_data(), data.path());
    let port = free_port();
    let host = if setup.localhost { "localhost" } else { "127.0.0.1" };
    let base = format!("http://{host}:{port}");
    let portal = Guard(
        portal(data.path())
            .args(["--listen", &format!("127.0.0.1:{port}"), "serve"])
            .env("SIMPORTAL_BASE_URL", &base)
            .stdout(Stdio::null())
            .spawn()
            .unwrap(),
    );
    wait_for(port);
    let (driver, driver_port) = start_driver(chromedriver);
    let profile = data.path().join("profile");
    let mut arguments = vec![
        "--headless".to_owned(),
        "--no-sandbox".into(),
        "--disable-gpu".into(),
        "--disable-dev-shm-usage".into(),
        "--no-first-run".into(),
        "--disable-background-networking".into(),
        "--disable-component-update".into(),
        "--disable-sync".into(),
        "--force-prefers-reduced-motion".into(),
        format!("--user-data-dir={}", profile.display()),
        format!("--lang={}", if setup.german { "de" } else { "en-GB" }),
        if setup.phone {
            "--window-size=390,844"
        } else {
            "--window-size=1440,1000"
        }
        .to_owned(),
    ];
    if setup.without_scripts {
        arguments.push("--blink-settings=scriptEnabled=false".into());
    }
    let mut options = json!({ "binary": chromium, "args": arguments, "prefs": { "intl.accept_languages": if setup.german { "de" } else { "en" } } });
    if setup.without_scripts {
        options["prefs"]["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    let capabilities = json!({ "goog:chromeOptions": options }).as_object().unwrap().clone();
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    let browser = builder
        .connect(&format!("http://127.0.0.1:{driver_port}"))
        .await
        .expect("Chromium starts");
    Some(Stage {
        browser,
        base,
        driver_port,
        _portal: portal,
        _driver: driver,
        _data: data,
    })
}

fn start_driver(chromedriver: &Path) -> (Guard, u16) {
    let mut child = Command::new(chromedriver)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let guard = Guard(child);
    for line in lines.map_while(Result::ok) {
        if let Some(rest) = line.split("started successfully on port ").nth(1) {
            return (guard, rest.trim_end_matches('.').trim().parse().unwrap());
        }
    }
    panic!("ChromeDriver did not start");
}

fn wait_for(port: u16) {
    let begin = Instant::now();
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begin.elapsed() < Duration::from_secs(30), "the portal did not start");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Stage {
    /// Opens a page of the portal.
    pub async fn open(&self, path: &str) {
        self.browser.goto(&format!("{}{path}", self.base)).await.unwrap();
    }

    /// Types into the field with this id.
    pub async fn fill(&self, id: &str, text: &str) {
        let field = self.browser.wait().for_element(Locator::Id(id)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Clicks the first element that the CSS selector finds.
    pub async fn click(&self, selector: &str) {
        self.browser
            .wait()
            .for_element(Locator::Css(selector))
            .await
            .unwrap()
            .click()
            .await
            .unwrap();
    }

    /// Waits until the page shows this text.
    pub async fn sees(&self, text: &str) {
        let begin = Instant::now();
        loop {
            let body = match self.browser.find(Locator::Css("body")).await {
                Ok(body) => body.text().await.unwrap_or_default(),
                Err(_) => String::new(),
            };
            if body.contains(text) {
                return;
            }
            assert!(
                begin.elapsed() < Duration::from_secs(10),
                "the page does not show {text:?}, but:\n{body}"
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Path and query of the page.
    pub async fn path(&self) -> String {
        let url = self.browser.current_url().await.unwrap();
        url.query()
            .map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    /// Text of the first element that the CSS selector finds.
    pub async fn text(&self, selector: &str) -> String {
        self.browser
            .wait()
            .for_element(Locator::Css(selector))
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
    }

    /// Signs in as one of the demo people.
    pub async fn sign_in(&self, email: &str) {
        self.open("/login").await;
        self.fill("email", email).await;
        self.fill("password", "demo-Portal-2026").await;
        self.click("main form button.btn-primary").await;
        self.browser
            .wait()
            .for_element(Locator::Css("#side, .side"))
            .await
            .unwrap();
    }

    /// Gives the browser a device that keeps passkeys and confirms whatever it is asked (WebAuthn level 3, section 11); answers its name.
    pub async fn has_authenticator(&self) -> String {
        let kind = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
            "isUserConsenting": true, "isUserVerified": true,
        });
        let answer = self.drive("webauthn/authenticator", &kind).await;
        answer["value"].as_str().unwrap().to_owned()
    }

    /// Whether fingerprint or PIN are right from now on.
    pub async fn verifies(&self, authenticator: &str, right: bool) {
        let path = format!("webauthn/authenticator/{authenticator}/uv");
        self.drive(&path, &json!({ "isUserVerified": right })).await;
    }

    /// A command of the standard that the client library has no function for.
    async fn drive(&self, path: &str, body: &serde_json::Value) -> serde_json::Value {
        let session = self.browser.session_id().await.unwrap().unwrap();
        let body = body.to_string();
        let head = format!(
            "POST /session/{session}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.driver_port,
            body.len()
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.driver_port)).unwrap();
        stream.write_all((head + &body).as_bytes()).unwrap();
        // ChromeDriver keeps the connection whatever is asked, so the end is where the answer says it is.
        let mut lines = BufReader::new(stream);
        let (mut status, mut line, mut length) = (String::new(), String::new(), 0);
        lines.read_line(&mut status).unwrap();
        while line != "\r\n" {
            line.clear();
            lines.read_line(&mut line).unwrap();
            if let Some(said) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = said.trim().parse().unwrap();
            }
        }
        let mut answer = vec![0; length];
        lines.read_exact(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        assert!(status.contains(" 200 "), "{path}: {status}{answer}");
        serde_json::from_str(&answer).unwrap()
    }

    /// Runs axe on the page: WCAG 2.2 A and AA must find nothing.
    pub async fn is_accessible(&self) {
        self.browser
            .execute(include_str!("vendor/axe.min.js"), Vec::new())
            .await
            .unwrap();
        let run = "const done = arguments[arguments.length - 1]; \
                   axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}) \
                   .then(r => done(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))), e => done([String(e)]));";
        let found = self.browser.execute_async(run, Vec::new()).await.unwrap();
        assert_eq!(found, json!([]), "axe on {}", self.path().await);
    }

    /// The page must not scroll sideways.
    pub async fn fits(&self) {
        let over = self
            .browser
            .execute(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
                Vec::new(),
            )
            .await
            .unwrap();
        assert!(
            over.as_i64().unwrap() <= 0,
            "{} scrolls sideways by {over} px",
            self.path().await
        );
    }

    /// Ends the browser in an orderly way.
    pub async fn close(self) {
        self.browser.clone().close().await.unwrap();
    }
}
