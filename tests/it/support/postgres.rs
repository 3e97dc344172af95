//! A PostgreSQL server for the tests: a private cluster started from the installed server binaries, once for each
//! test process, or the server that `TEST_DATABASE_URL` names.
//!
//! The private cluster lives in a temporary directory, listens on a Unix socket inside it and nowhere else, trusts
//! whoever can reach that socket, and gives up durability for speed. It never runs as root, because PostgreSQL refuses
//! to: started by root, it runs as `postgres` or else as `nobody`.
//!
//! It must not outlive the tests, however they end. Nothing inside a process can promise that after SIGKILL, so the
//! server is the child of a small shell that reads from a pipe whose other end only this process holds: when the
//! process is gone, whatever the cause, the pipe closes, and the shell stops the server and removes the directory.
#![expect(
    clippy::disallowed_methods,
    reason = "which server the tests use is said by the environment of the test run, not by the portal's settings"
)]

use std::{
    env, fs,
    io::{self, Write as _},
    os::unix::{
        fs::{MetadataExt as _, chown},
        process::CommandExt as _,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    thread,
    time::{Duration, Instant},
};

use super::tools;

/// What to do where no server can be had.
const REMEDY: &str = "install `postgresql` or set TEST_DATABASE_URL";

/// The superuser of a private cluster.
const SUPERUSER: &str = "simportal";

/// How a private cluster is made and how its server runs: its data is worth nothing after the tests.
const INITDB: &str = "--no-sync --auth=trust --locale=C --encoding=UTF8 --username=simportal --pgdata=data";
const SERVER: &str = "-D data -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
                      -c wal_level=minimal -c max_wal_senders=0 -c shared_buffers=64MB -c max_connections=300";

/// How long a server may take to accept connections; a second is usual.
const START_LIMIT: Duration = Duration::from_secs(60);

/// A Unix socket's path may have 107 bytes; the directory's own name and the socket's need 40 of them.
const LONGEST_PARENT: usize = 60;

/// Runs `$2...` as the server until standard input ends, then stops it and removes the directory `$1`.
///
/// A shell starts background commands with SIGINT ignored; PostgreSQL installs its own handler all the same. SIGINT is
/// its fast shutdown (connections are cut), SIGQUIT its immediate one. The file `ended` tells a server that stopped by
/// itself, and the directory with its log stays until the pipe closes, so that the log can be read.
const WATCHER: &str = r#"
exec 3<&0 </dev/null
dir=$1; shift
"$@" 3<&- >"$dir/log" 2>&1 &
server=$!
{
    cat <&3 >/dev/null
    kill -INT "$server" || exit 0
    for _ in 1 2 3; do sleep 1; kill -0 "$server" || exit 0; done
    kill -QUIT "$server"
} 2>/dev/null &
wait "$server"
: >"$dir/ended"
wait
cd /
rm -rf "$dir"
"#;

/// A server on which tests may make and drop databases.
#[derive(Debug)]
pub struct Server {
    /// The URL up to and with the slash before the database's name.
    head: String,
    /// The database that is there from the start.
    maintenance: String,
    /// The URL's query with its question mark, or nothing.
    tail: String,
    /// Holds the pipe that keeps a private server alive.
    _watcher: Option<Child>,
}

impl Server {
    /// libpq's URL of the database `db` on this server. The name is put in as it stands: letters, digits, `_`.
    pub fn url(&self, db: &str) -> String {
        format!("{}{db}{}", self.head, self.tail)
    }

    /// The URL of the database that is there from the start: connect to it to create or drop others.
    pub fn maintenance_url(&self) -> String {
        self.url(&self.maintenance)
    }

    /// Takes a libpq URL apart around the name of its database.
    fn at(url: &str, watcher: Option<Child>) -> Result<Self, String> {
        let (scheme, rest) = url.split_once("://").unwrap_or_default();
        if !matches!(scheme, "postgres" | "postgresql") {
            return Err("TEST_DATABASE_URL must be a URL that begins with postgres:// (SQLite needs no server)".into());
        }
        let (address, query) = rest.split_once('?').map_or((rest, None), |(a, q)| (a, Some(q)));
        let (host, db) = address.split_once('/').unwrap_or((address, ""));
        Ok(Self {
            head: format!("postgres://{host}/"),
            maintenance: if db.is_empty() { "postgres" } else { db }.to_owned(),
            tail: query.map(|q| format!("?{q}")).unwrap_or_default(),
            _watcher: watcher,
        })
    }
}

/// The server of this test process, started at the first call; `None`, said once on standard error, where there is none.
///
/// # Panics
/// When the server does not start, and when there is none although `SIMPORTAL_TEST_REQUIRE` names `postgres`.
pub fn server() -> Option<&'static Server> {
    // The outcome is kept, not only the success: otherwise each test would try again a start that takes a minute to fail.
    static SERVER: OnceLock<Result<Option<Server>, String>> = OnceLock::new();
    match SERVER.get_or_init(find_or_start) {
        Ok(server) => server.as_ref(),
        Err(problem) => panic!("{problem}"),
    }
}

fn find_or_start() -> Result<Option<Server>, String> {
    if let Ok(url) = env::var("TEST_DATABASE_URL")
        && !url.is_empty()
    {
        return Server::at(&url, None).map(Some);
    }
    if let Some(binaries) = server_binaries() {
        let started = start(&binaries).map_err(|e| format!("the tests' PostgreSQL did not start: {e}"));
        return started.map(Some);
    }
    let absent = "PostgreSQL server binaries not found";
    if tools::required("postgres") {
        return Err(format!("{absent}, but SIMPORTAL_TEST_REQUIRE names postgres; {REMEDY}"));
    }
    // Not eprintln!, whose text the test harness keeps to itself when the test passes.
    let line = format!("{absent}: the PostgreSQL half of the tests is skipped; {REMEDY}");
    let _unseen = writeln!(io::stderr(), "{line}");
    Ok(None)
}

/// The directory with both `initdb` and `postgres`: from PATH, else the newest of Debian's, which are not in PATH.
fn server_binaries() -> Option<PathBuf> {
    let in_path = env::var_os("PATH")
        .map(|path| env::split_paths(&path).collect::<Vec<_>>())
        .unwrap_or_default();
    let mut versions: Vec<u32> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect();
    versions.sort_unstable_by(|a, b| b.cmp(a));
    let of_debian = versions.iter().map(|v| format!("/usr/lib/postgresql/{v}/bin").into());
    let mut candidates = in_path.into_iter().chain(of_debian);
    candidates.find(|dir| dir.join("initdb").is_file() && dir.join("postgres").is_file())
}

fn start(binaries: &Path) -> Result<Server, String> {
    let parent = Some(env::temp_dir()).filter(|dir| dir.as_os_str().len() <= LONGEST_PARENT);
    let parent = parent.unwrap_or_else(|| PathBuf::from("/tmp"));
    let dir = tempfile::Builder::new()
        .prefix("simportal-pg-")
        .tempdir_in(parent)
        .map_err(|e| e.to_string())?;
    // Who owns a file that this process makes is who this process is.
    let owner = fs::metadata(dir.path()).map_err(|e| e.to_string())?.uid();
    let account = (owner == 0).then(unprivileged_account).transpose()?;
    if let Some((uid, gid)) = account {
        chown(dir.path(), Some(uid), Some(gid)).map_err(|e| format!("chown {}: {e}", dir.path().display()))?;
    }

    let mut initdb = command(&binaries.join("initdb"), dir.path(), account);
    let made = initdb.args(INITDB.split_whitespace()).output();
    let made = made.map_err(|e| format!("initdb in {}: {e}", dir.path().display()))?;
    if !made.status.success() {
        return Err(format!("initdb: {}", String::from_utf8_lossy(&made.stderr)));
    }

    let socket = format!("unix_socket_directories={}", dir.path().display());
    let mut watcher = command(Path::new("/bin/sh"), dir.path(), account);
    watcher.args(["-c", WATCHER, "watcher"]).arg(dir.path());
    watcher.arg(binaries.join("postgres")).args(SERVER.split_whitespace());
    watcher.args(["-c", &socket]);
    // A process group of its own: Ctrl-C in the terminal ends the tests, and the watcher tidies up after them.
    watcher.process_group(0).stdin(Stdio::piped());
    watcher.stdout(Stdio::null()).stderr(Stdio::null());
    let watcher = watcher.spawn().map_err(|e| format!("/bin/sh: {e}"))?;
    // From here on the watcher removes the directory.
    let dir = dir.keep();
    await_ready(&dir)?;
    let url = format!("postgres://{SUPERUSER}@{}/postgres", percent_encoded(&dir));
    Server::at(&url, Some(watcher))
}

/// A command in `dir`, as `account` if one is given.
fn command(program: &Path, dir: &Path, account: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(dir);
    if let Some((uid, gid)) = account {
        command.uid(uid).gid(gid);
    }
    command
}

/// User and group id of `postgres`, else of `nobody`, as /etc/passwd has them.
fn unprivileged_account() -> Result<(u32, u32), String> {
    let passwd = fs::read_to_string("/etc/passwd").map_err(|e| format!("/etc/passwd: {e}"))?;
    let ids = |wanted: &str| {
        passwd.lines().find_map(|line| {
            let mut fields = line.split(':');
            let (name, _password) = (fields.next()?, fields.next()?);
            (name == wanted).then_some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
        })
    };
    let none = "PostgreSQL does not run as root, and /etc/passwd has neither a user `postgres` nor `nobody`";
    ids("postgres").or_else(|| ids("nobody")).ok_or_else(|| none.to_owned())
}

/// Waits until the server accepts connections, which it writes into the eighth line of its lock file.
fn await_ready(dir: &Path) -> Result<(), String> {
    let deadline = Instant::now() + START_LIMIT;
    loop {
        let lock = fs::read_to_string(dir.join("data/postmaster.pid")).unwrap_or_default();
        if lock.lines().nth(7).is_some_and(|status| status.trim() == "ready") {
            return Ok(());
        }
        if dir.join("ended").exists() || Instant::now() > deadline {
            return Err(fs::read_to_string(dir.join("log")).unwrap_or_else(|e| format!("its log: {e}")));
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// A directory as the host of a libpq URL.
fn percent_encoded(dir: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let encoded = |byte: &u8| {
        if plain(*byte) {
            char::from(*byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    dir.as_os_str().as_encoded_bytes().iter().map(encoded).collect()
}
