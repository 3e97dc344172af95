//! As much of an HTTP server as the stand-in needs: one request per connection, read by its length.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// A request as it came.
pub struct Request {
    pub method: String,
    /// Without the query.
    pub path: String,
    /// Fields of the query (GET) or the form (POST), in their order.
    pub fields: Vec<(String, String)>,
    /// Query or body as it came.
    pub raw: String,
    headers: Vec<(String, String)>,
}

impl Request {
    /// Reads one; `None`: the client went away.
    pub fn read(stream: &TcpStream) -> Option<Self> {
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let mut words = line.split_whitespace();
        let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            match line.trim_end().split_once(": ") {
                Some((name, value)) => headers.push((name.to_lowercase(), value.to_owned())),
                None => break,
            }
        }
        let (path, query) = target.split_once('?').unwrap_or((&target, ""));
        let mut request = Self {
            method,
            path: path.to_owned(),
            fields: Vec::new(),
            raw: query.to_owned(),
            headers,
        };
        if let Some(length) = request.header("content-length") {
            let mut body = vec![0; length.parse().unwrap()];
            reader.read_exact(&mut body).ok()?;
            assert!(query.is_empty(), "a form is sent in the body");
            request.raw = String::from_utf8(body).unwrap();
        }
        request.fields = serde_html_form::from_str(&request.raw).unwrap();
        Some(request)
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let found: Vec<&str> = self
            .headers
            .iter()
            .filter(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .collect();
        assert!(found.len() <= 1, "{name} is sent twice");
        found.first().copied()
    }
}

/// Sends an answer; a client that went away is none of our business.
pub fn answer(mut stream: &TcpStream, status: u16, body: &str) {
    let head = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
}
