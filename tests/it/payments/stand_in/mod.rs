//! A stand-in for Stripe that is stricter than Stripe: it takes exactly the fields that the documentation names for what the portal does,
//! insists on key, version and idempotency key, and answers a key that comes again with another form as Stripe does.

mod http;
mod objects;

use std::collections::{BTreeMap, VecDeque};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::{Value, json};

use http::{Request, answer};
use objects::Objects;
use simportal::config;

pub const SECRET_KEY: &str = "sk_test_stand_in";
pub const WEBHOOK_SECRET: &str = "whsec_stand_in";
pub const VERSION: &str = "2025-03-31.basil";

/// What goes wrong with the next request.
pub enum Trouble {
    /// Nothing: the trouble behind it is for a later request.
    None,
    /// This status and body, and nothing is done.
    Answer(u16, String),
    /// No answer for so long, and nothing is done.
    Silence(Duration),
    /// The answer begins and is never finished; nothing is done.
    Trickle,
    /// The connection ends without an answer, though all is done.
    DoneButLost,
    /// Another address is named.
    Redirect,
}

/// What is told to a request.
pub type Told = Result<Value, (u16, Value)>;

#[derive(Default)]
pub struct State {
    pub objects: Objects,
    pub troubles: VecDeque<Trouble>,
    /// Method and path of each request that was carried out, not those that were told again.
    pub done: Vec<String>,
    /// Every request that came, those that met trouble too.
    pub came: usize,
    keys: BTreeMap<String, (String, u16, String)>,
}

/// The server; its thread ends with the tests.
pub struct StandIn {
    pub settings: config::Stripe,
    state: Arc<Mutex<State>>,
}

impl StandIn {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || serve(&stream, &shared));
            }
        });
        let settings = config::Stripe {
            api_url: format!("http://{address}"),
            api_version: VERSION.to_owned(),
            secret_key: SECRET_KEY.to_owned(),
            webhook_secret: WEBHOOK_SECRET.to_owned(),
        };
        Self { settings, state }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub fn trouble(&self, trouble: Trouble) {
        self.state().troubles.push_back(trouble);
    }

    /// How often something was carried out.
    pub fn count(&self, what: &str) -> usize {
        self.state().done.iter().filter(|done| *done == what).count()
    }
}

fn serve(stream: &TcpStream, shared: &Mutex<State>) {
    let Some(request) = Request::read(stream) else { return };
    let trouble = {
        let mut state = shared.lock().unwrap();
        state.came += 1;
        state.troubles.pop_front()
    };
    match trouble {
        None | Some(Trouble::None) => {
            let (status, body) = carry_out(&request, &mut shared.lock().unwrap());
            answer(stream, status, &body);
        }
        Some(Trouble::Answer(status, body)) => answer(stream, status, &body),
        Some(Trouble::Silence(time)) => std::thread::sleep(time),
        Some(Trouble::Trickle) => {
            use std::io::Write;
            let mut stream = stream;
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
            std::thread::sleep(Duration::from_secs(5));
        }
        Some(Trouble::DoneButLost) => {
            carry_out(&request, &mut shared.lock().unwrap());
        }
        Some(Trouble::Redirect) => {
            use std::io::Write;
            let mut stream = stream;
            let _ = stream.write_all(
                b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/steal\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            );
        }
    }
}

/// What every request must have, then what it asks for; a request that comes again is told the same.
fn carry_out(request: &Request, state: &mut State) -> (u16, String) {
    let fail = |what: &str| {
        let error = refusal("invalid_request_error", "stand_in", what);
        (400, error.to_string())
    };
    if request.header("authorization") != Some(&format!("Bearer {SECRET_KEY}")) {
        return (
            401,
            refusal("invalid_request_error", "api_key", "Invalid API Key").to_string(),
        );
    }
    if request.header("stripe-version") != Some(VERSION) {
        return fail("no version, or another one");
    }
    if !request
        .header("user-agent")
        .is_some_and(|agent| agent.starts_with("simportal/"))
    {
        return fail("who is it?");
    }
    let (what, key) = (
        format!("{} {}", request.method, request.path),
        request.header("idempotency-key"),
    );
    if request.method == "GET" {
        if key.is_some() {
            return fail("reading needs no key");
        }
        let told = state.objects.carry_out(request);
        state.done.push(what);
        return written(told);
    }
    if request.header("content-type") != Some("application/x-www-form-urlencoded") {
        return fail("no form");
    }
    let Some(key) = key.filter(|key| (1..=255).contains(&key.len())) else {
        return fail("a change needs a key");
    };
    let form = format!("{what} {}", request.raw);
    if let Some((known, status, body)) = state.keys.get(key) {
        if *known != form {
            let error = refusal(
                "idempotency_error",
                "",
                "Keys can only be used with the same parameters",
            );
            return (400, error.to_string());
        }
        return (*status, body.clone());
    }
    let (status, body) = written(state.objects.carry_out(request));
    state.done.push(what);
    state.keys.insert(key.to_owned(), (form, status, body.clone()));
    (status, body)
}

fn written(told: Told) -> (u16, String) {
    match told {
        Ok(value) => (200, value.to_string()),
        Err((status, error)) => (status, error.to_string()),
    }
}

/// An error as Stripe tells it.
pub fn refusal(kind: &str, code: &str, message: &str) -> Value {
    let mut error = json!({ "error": { "type": kind, "message": message } });
    if !code.is_empty() {
        error["error"]["code"] = code.into();
    }
    error
}
