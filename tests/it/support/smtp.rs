//! A real mail server for one test: `smtp.py` beside this file, with a certificate of its own.
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::{source, tools};

/// User at the server.
pub const USER: &str = "portal";
/// Password at the server.
pub const PASSWORD: &str = "a secret between servers";

/// A running server; it ends when it is dropped.
pub struct MailServer {
    /// Port on 127.0.0.1; its certificate is for `localhost`.
    pub port: u16,
    /// Its certificate authority.
    pub ca_file: PathBuf,
    messages: PathBuf,
    process: Child,
    _folder: TempDir,
}

impl MailServer {
    /// Starts a server; `None`, said once on standard error, where Python or its aiosmtpd is missing.
    ///
    /// # Panics
    /// When it is missing although `SIMPORTAL_TEST_REQUIRE` names `smtp`, and when it does not start.
    pub fn start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let messages = folder.path().join("messages");
        std::fs::create_dir(&messages).unwrap();
        let certificate = Certificate::for_localhost(folder.path(), "server");
        let python = tools::python();
        let started = Command::new(&python)
            .arg(source::root().join("tests/it/support/smtp.py"))
            .args(["--cert".as_ref(), certificate.chain.as_os_str()])
            .args(["--key".as_ref(), certificate.key.as_os_str()])
            .args(["--user", USER, "--password", PASSWORD])
            .args(["--dir".as_ref(), messages.as_os_str()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut process = match started {
            Ok(process) => process,
            Err(error) => return absent(&format!("{python}: {error}")),
        };
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let Ok(port) = line.trim().parse() else {
            let ended = process.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&ended.stderr).trim().to_owned();
            assert_eq!(ended.status.code(), Some(tools::ABSENT), "{said}");
            return absent(&said);
        };
        Some(Self {
            port,
            ca_file: certificate.chain,
            messages,
            process,
            _folder: folder,
        })
    }

    /// Messages that were taken, oldest first.
    pub fn messages(&self) -> Vec<String> {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(&self.messages)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
            .collect();
        paths.sort();
        paths
            .iter()
            .map(|path| std::fs::read_to_string(path).unwrap())
            .collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // It ends with its standard input; waiting leaves no zombie.
        drop(self.process.stdin.take());
        let _ended = self.process.wait();
    }
}

fn absent(why: &str) -> Option<MailServer> {
    tools::absent(
        "smtp",
        &format!("mail through a real SMTP server is not tested: {why}; install python3-aiosmtpd"),
    );
    None
}

/// A certificate and its key, as files.
pub struct Certificate {
    /// The certificate, which signed itself.
    pub chain: PathBuf,
    /// Its key.
    pub key: PathBuf,
}

impl Certificate {
    /// Makes one for `localhost`, valid from now on.
    pub fn for_localhost(folder: &Path, name: &str) -> Self {
        let (chain, key) = (
            folder.join(format!("{name}.pem")),
            folder.join(format!("{name}-key.pem")),
        );
        let made = Command::new("openssl")
            .args([
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
            ])
            .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
            .args([
                "-addext",
                "basicConstraints=critical,CA:FALSE",
                "-addext",
                "extendedKeyUsage=serverAuth",
            ])
            .args(["-keyout".as_ref(), key.as_os_str(), "-out".as_ref(), chain.as_os_str()])
            .output()
            .expect("the openssl command");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        Self { chain, key }
    }
}
