//! A sender of records that keeps to the protocol: what was not acknowledged is sent again, with the same ids.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use base64::Engine;

/// Ids of the demo data are far below.
pub const FIRST_ID: i64 = 9_000_000_000_000_000;
/// Records of a call: small, so that a kill meets many calls.
const BATCH: usize = 20;

/// What became of the calls of a round.
#[derive(Debug, Default, Clone, Copy)]
pub struct Answers {
    /// Answered with 200.
    pub acknowledged: u32,
    /// No byte of an answer: the call counts as not made.
    pub none: u32,
    /// An answer that ends in the middle.
    pub broken: u32,
}

impl Answers {
    /// Adds those of another round.
    pub fn add(&mut self, other: &Self) {
        self.acknowledged += other.acknowledged;
        self.none += other.none;
        self.broken += other.broken;
    }
}

/// A call: kind of records and their ids.
#[derive(Debug, Clone)]
struct Call {
    kind: char,
    ids: Vec<i64>,
}

/// The sender.
pub struct Sender {
    iccids: Vec<String>,
    next_id: i64,
    open: Vec<Call>,
    acknowledged: BTreeSet<(char, i64)>,
}

impl Sender {
    /// Sends about these SIMs.
    pub fn new(iccids: Vec<String>) -> Self {
        Self {
            iccids,
            next_id: FIRST_ID,
            open: Vec::new(),
            acknowledged: BTreeSet::new(),
        }
    }

    /// Ids that the portal said it has.
    pub fn acknowledged(&self) -> BTreeSet<(char, i64)> {
        self.acknowledged.clone()
    }

    /// Sends call after call; `end` ends the program after `until`, in the middle of whatever it does.
    pub fn send_until(&mut self, address: &str, until: Duration, end: impl FnOnce()) -> Answers {
        let has_ended = AtomicBool::new(false);
        let mut answers = Answers::default();
        std::thread::scope(|threads| {
            let sending = threads.spawn(|| {
                while !has_ended.load(Ordering::Acquire) {
                    let call = self.open.pop().unwrap_or_else(|| self.next_call());
                    match self.send(address, &call) {
                        Answer::Whole(200) => {
                            answers.acknowledged += 1;
                            self.keep(&call);
                        }
                        Answer::Whole(status) => panic!("{status} instead of 200"),
                        Answer::None => {
                            answers.none += 1;
                            self.open.push(call);
                            std::thread::sleep(Duration::from_millis(1));
                        }
                        Answer::Broken => {
                            answers.broken += 1;
                            self.open.push(call);
                        }
                    }
                }
            });
            std::thread::sleep(until);
            end();
            has_ended.store(true, Ordering::Release);
            sending.join().unwrap();
        });
        answers
    }

    /// Sends what was not acknowledged yet.
    pub fn send_rest(&mut self, address: &str) {
        while let Some(call) = self.open.pop() {
            assert!(matches!(self.send(address, &call), Answer::Whole(200)));
            self.keep(&call);
        }
    }

    fn keep(&mut self, call: &Call) {
        self.acknowledged.extend(call.ids.iter().map(|id| (call.kind, *id)));
    }

    fn next_call(&mut self) -> Call {
        let ids: Vec<i64> = (self.next_id..).take(BATCH).collect();
        self.next_id += BATCH as i64;
        let kind = if (self.next_id / BATCH as i64) % 3 == 0 {
            'e'
        } else {
            'u'
        };
        Call { kind, ids }
    }

    fn send(&self, address: &str, call: &Call) -> Answer {
        let records: Vec<String> = call.ids.iter().map(|id| self.record(call.kind, *id)).collect();
        let (path, body) = match call.kind {
            'u' => ("/ingest/usage", format!("[{}]", records.join(","))),
            _ => ("/ingest/events", format!("[{}]", records.join(","))),
        };
        let secret = base64::engine::general_purpose::STANDARD.encode("demo-network:demo-Portal-2026");
        exchange(
            address,
            &format!(
                "POST {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Basic {secret}\r\ncontent-type: application/json\r\n\
                 content-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            ),
        )
    }

    /// A record whose content depends on its id alone: sent again, it is the same.
    fn record(&self, kind: char, id: i64) -> String {
        let iccid = &self.iccids[(id % self.iccids.len() as i64) as usize];
        let second = id % 60;
        match kind {
            'u' => format!(
                r#"{{"id":{id},"start_timestamp":"2026-11-01T08:00:{second:02}Z","end_timestamp":"2026-11-01T09:00:{second:02}Z","sim":{{"iccid":"{iccid}"}},"traffic_type":{{"id":5,"description":"Data"}},"volume":{{"total":0.003,"tx":0.002,"rx":0.001}}}}"#
            ),
            _ => format!(
                r#"{{"id":{id},"timestamp":"2026-11-01T08:00:{second:02}.000Z","event_type":{{"id":3,"description":"Create PDP Context"}},"event_source":{{"id":0,"description":"Network"}},"event_severity":{{"id":0,"description":"INFO"}},"alert":false,"description":"New PDP Context","sim":{{"iccid":"{iccid}"}}}}"#
            ),
        }
    }
}

enum Answer {
    Whole(u16),
    None,
    Broken,
}

/// The status of a page.
pub fn get(address: &str, path: &str) -> Option<u16> {
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    match exchange(address, &request) {
        Answer::Whole(status) => Some(status),
        _ => None,
    }
}

/// One request, one answer, by hand: a client library would hide how an answer ended.
fn exchange(address: &str, request: &str) -> Answer {
    let Ok(mut stream) = TcpStream::connect(address) else {
        return Answer::None;
    };
    let mut answer = Vec::new();
    let sent = stream.write_all(request.as_bytes());
    let read = stream.read_to_end(&mut answer);
    if answer.is_empty() {
        return Answer::None;
    }
    let text = String::from_utf8_lossy(&answer);
    let whole = text.split_once("\r\n\r\n").and_then(|(head, body)| {
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse::<usize>().ok())?
        })?;
        (body.len() == length && sent.is_ok() && read.is_ok()).then_some(status)
    });
    whole.map_or(Answer::Broken, Answer::Whole)
}
