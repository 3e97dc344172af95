//! Forms with a file (`multipart/form-data`, RFC 7578), checked like every other form before anything of them is used.

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::future::LocalBoxFuture;

use super::error::{Error, Result};
use super::form;

/// Largest upload, its other fields included. It is held in memory while it is read.
pub const LARGEST: usize = 5 * 1024 * 1024;

/// Fields and files of a checked form. A browser that sends no file sends the same form in the usual encoding.
#[derive(Debug, Default)]
pub struct Upload {
    fields: Vec<(String, String)>,
    files: Vec<(String, Vec<u8>)>,
}

impl Upload {
    /// The first field of this name; empty if there is none.
    pub fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The first file of this name; a file field that was left empty is none.
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        let found = self.files.iter().find(|(key, _)| key == name);
        found.map(|(_, body)| body.as_slice()).filter(|body| !body.is_empty())
    }
}

impl FromRequest for Upload {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let body = read(&request, payload).await?;
            let upload = parse(&request, &body).ok_or(Error::Unreadable)?;
            if upload
                .fields
                .iter()
                .any(|(_, value)| value.contains(form::is_unprintable))
            {
                return Err(Error::Unreadable);
            }
            form::check(&request, &upload.fields)?;
            Ok(upload)
        })
    }
}

async fn read(request: &HttpRequest, mut payload: Payload) -> Result<web::Bytes> {
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return Err(Error::TooLarge(form::TOO_LARGE));
    }
    let payload = web::Payload::from_request(request, &mut payload)
        .await
        .map_err(|_| Error::Unreadable)?;
    payload
        .to_bytes_limited(LARGEST)
        .await
        .map_err(|_| Error::TooLarge(form::TOO_LARGE))?
        .map_err(|_| Error::Unreadable)
}

fn parse(request: &HttpRequest, body: &[u8]) -> Option<Upload> {
    let content_type = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
    let (kind, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
    match kind.trim().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => Some(Upload {
            fields: serde_html_form::from_bytes(body).ok()?,
            files: Vec::new(),
        }),
        "multipart/form-data" => multipart(body, &parameter(parameters, "boundary")?),
        _ => None,
    }
}

/// The value of a parameter of a header (`name=value` or `name="value"`).
fn parameter(parameters: &str, name: &str) -> Option<String> {
    parameters.split(';').find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        let value = value.trim().trim_matches('"');
        (key.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
    })
}

/// Splits a body at its boundary. What does not keep to the form is no form of ours.
fn multipart(body: &[u8], boundary: &str) -> Option<Upload> {
    let delimiter = format!("\r\n--{boundary}");
    let first = delimiter.get(2..)?;
    let mut rest = body.get(find(body, first.as_bytes())? + first.len()..)?;
    let mut upload = Upload::default();
    loop {
        if rest.starts_with(b"--") {
            return Some(upload);
        }
        rest = rest.strip_prefix(b"\r\n")?;
        let end = find(rest, delimiter.as_bytes())?;
        let part = rest.get(..end)?;
        rest = rest.get(end + delimiter.len()..)?;
        let blank = find(part, b"\r\n\r\n")?;
        let head = std::str::from_utf8(part.get(..blank)?).ok()?;
        let content = part.get(blank + 4..)?;
        let disposition = head.split("\r\n").find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case("content-disposition").then_some(value)
        })?;
        let name = parameter(disposition, "name")?;
        if parameter_is_there(disposition, "filename") {
            upload.files.push((name, content.to_vec()));
        } else {
            upload.fields.push((name, String::from_utf8(content.to_vec()).ok()?));
        }
    }
}

/// Browsers send an empty file name for a file field that was left empty.
fn parameter_is_there(parameters: &str, name: &str) -> bool {
    parameters
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .any(|(key, _)| key.trim().eq_ignore_ascii_case(name))
}

fn find(text: &[u8], piece: &[u8]) -> Option<usize> {
    text.windows(piece.len()).position(|window| window == piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "--xyz\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nsecret\r\n\
                        --xyz\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a;b.csv\"\r\nContent-Type: text/csv\r\n\r\n\
                        8988;ü\r\n--xy\r\n\r\n--xyz--\r\n";

    #[test]
    fn fields_and_files_are_told_apart_and_content_is_kept_to_the_byte() {
        let upload = multipart(BODY.as_bytes(), "xyz").unwrap();
        assert_eq!(upload.field("_csrf"), "secret");
        assert_eq!(upload.field("file"), "");
        assert_eq!(upload.file("file"), Some("8988;ü\r\n--xy\r\n".as_bytes()));
        assert_eq!(upload.file("other"), None);
    }

    #[test]
    fn a_file_field_left_empty_is_no_file() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--x--";
        let upload = multipart(body.as_bytes(), "x").unwrap();
        assert_eq!(upload.file("file"), None);
    }

    #[test]
    fn half_a_form_is_none() {
        for end in 0..BODY.len() - 4 {
            assert!(multipart(&BODY.as_bytes()[..end], "xyz").is_none(), "{end}");
        }
        assert!(multipart(b"", "xyz").is_none());
    }
}
