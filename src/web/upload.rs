//! Forms with a file (`multipart/form-data`, RFC 7578), checked like every other form before anything of them is used.

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use futures_util::{Stream, StreamExt, TryStreamExt};

use super::error::{Error, Result};
use super::form;

/// Largest form with a file, its other fields included, where the page says nothing else: 5 MiB.
pub const LARGEST: usize = 5 * 1024 * 1024;

/// What a part costs beside its content: without it, a body of endless empty parts would be small.
const PER_PART: usize = 64;

/// Fields and files of a checked form of at most `MOST` bytes. It is held in memory while it is read. A browser that sends no file sends the
/// same form in the usual encoding.
#[derive(Debug, Default)]
pub struct Upload<const MOST: usize = LARGEST> {
    fields: Vec<(String, String)>,
    files: Vec<UploadedFile>,
}

/// A file of a form.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct UploadedFile {
    field: String,
    /// Its name on the sender's machine: only to be shown, never to be opened.
    pub name: String,
    /// Its content.
    pub body: Vec<u8>,
}

impl<const MOST: usize> Upload<MOST> {
    /// The first field of this name; empty if there is none.
    pub fn field(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The first file of this name; a file field that was left empty is none.
    pub fn file(&self, name: &str) -> Option<&UploadedFile> {
        let mut files = self.files.iter();
        files.find(|file| file.field == name && !(file.body.is_empty() && file.name.is_empty()))
    }

    /// Like [`Upload::file`], without a copy of what may be large.
    pub fn into_file(self, name: &str) -> Option<UploadedFile> {
        let mut files = self.files.into_iter();
        files.find(|file| file.field == name && !(file.body.is_empty() && file.name.is_empty()))
    }
}

impl<const MOST: usize> FromRequest for Upload<MOST> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            if announced(&request).is_some_and(|length| length > MOST) {
                return Err(Error::TooLarge(form::TOO_LARGE));
            }
            let upload = match request.content_type().to_ascii_lowercase().as_str() {
                "application/x-www-form-urlencoded" => {
                    let payload = web::Payload::from_request(&request, &mut payload)
                        .await
                        .map_err(|_| Error::Unreadable)?;
                    Self::of_fields(payload).await?
                }
                "multipart/form-data" => Self::of_parts(Multipart::new(request.headers(), payload)).await?,
                _ => return Err(Error::Unreadable),
            };
            let mut values = upload.fields.iter().map(|(_, value)| value);
            if values.any(|value| value.contains(form::is_unprintable)) {
                return Err(Error::Unreadable);
            }
            form::check(&request, &upload.fields)?;
            Ok(upload)
        })
    }
}

impl<const MOST: usize> Upload<MOST> {
    async fn of_fields(payload: web::Payload) -> Result<Self> {
        let body = payload
            .to_bytes_limited(MOST)
            .await
            .map_err(|_| Error::TooLarge(form::TOO_LARGE))?
            .map_err(|_| Error::Unreadable)?;
        let fields = serde_html_form::from_bytes(&body).map_err(|_| Error::Unreadable)?;
        Ok(Self {
            fields,
            files: Vec::new(),
        })
    }

    async fn of_parts(mut parts: Multipart) -> Result<Self> {
        let mut upload = Self::default();
        let mut room = MOST;
        while let Some(part) = parts.try_next().await.map_err(|_| Error::Unreadable)? {
            room = room.checked_sub(PER_PART).ok_or(Error::TooLarge(form::TOO_LARGE))?;
            let (field, file_name) = names(&part).ok_or(Error::Unreadable)?;
            let body = content(part, &mut room).await?;
            match file_name {
                Some(name) => upload.files.push(UploadedFile { field, name, body }),
                None => {
                    let value = String::from_utf8(body).map_err(|_| Error::Unreadable)?;
                    upload.fields.push((field, value));
                }
            }
        }
        Ok(upload)
    }
}

fn announced(request: &HttpRequest) -> Option<usize> {
    let length = request.headers().get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

/// Name of the field and, for a file, its name on the sender's machine (browsers send an empty one for a file field that was left empty).
fn names(part: &Field) -> Option<(String, Option<String>)> {
    let disposition = part.content_disposition()?;
    let file_name = disposition.get_filename().map(str::to_owned);
    Some((disposition.get_name()?.to_owned(), file_name))
}

async fn content<E>(
    mut part: impl Stream<Item = std::result::Result<web::Bytes, E>> + Unpin,
    room: &mut usize,
) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = part.next().await {
        let chunk = chunk.map_err(|_| Error::Unreadable)?;
        *room = room.checked_sub(chunk.len()).ok_or(Error::TooLarge(form::TOO_LARGE))?;
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderMap, HeaderValue};

    use super::*;

    const BODY: &str = "--xyz\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nsecret\r\n\
                        --xyz\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a;b.csv\"\r\nContent-Type: text/csv\r\n\r\n\
                        8988;ü\r\n--xy\r\n\r\n--xyz--\r\n";

    async fn read<const MOST: usize>(body: &[u8], boundary: &str) -> Result<Upload<MOST>> {
        let mut headers = HeaderMap::new();
        let kind = format!("multipart/form-data; boundary={boundary}");
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(&kind).unwrap());
        // In pieces of a few bytes, as a slow sender's body arrives.
        let pieces: Vec<_> = body
            .chunks(7)
            .map(|piece| Ok::<_, actix_web::error::PayloadError>(web::Bytes::copy_from_slice(piece)))
            .collect();
        Upload::of_parts(Multipart::new(&headers, futures_util::stream::iter(pieces))).await
    }

    #[actix_web::test]
    async fn fields_and_files_are_told_apart_and_content_is_kept_to_the_byte() {
        let upload: Upload = read(BODY.as_bytes(), "xyz").await.unwrap();
        assert_eq!(upload.field("_csrf"), "secret");
        assert_eq!(upload.field("file"), "");
        let file = upload.file("file").unwrap();
        assert_eq!(
            (file.name.as_str(), file.body.as_slice()),
            ("a;b.csv", "8988;ü\r\n--xy\r\n".as_bytes())
        );
        assert_eq!(upload.file("other"), None);
    }

    #[actix_web::test]
    async fn a_file_field_left_empty_is_no_file_and_an_empty_file_is_one() {
        let body = |name: &str| {
            format!(
                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n"
            )
        };
        let upload: Upload = read(body("").as_bytes(), "x").await.unwrap();
        assert_eq!(upload.file("file"), None);
        let upload: Upload = read(body("a.csv").as_bytes(), "x").await.unwrap();
        assert_eq!(upload.file("file").unwrap().body, b"");
    }

    #[actix_web::test]
    async fn half_a_form_is_none() {
        for end in 0..BODY.len() - 4 {
            assert!(read::<LARGEST>(&BODY.as_bytes()[..end], "xyz").await.is_err(), "{end}");
        }
        assert!(read::<LARGEST>(b"", "xyz").await.is_err());
    }

    #[actix_web::test]
    async fn a_form_that_never_ends_is_refused_at_its_limit() {
        let part = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n";
        let many = part.repeat(40);
        assert!(matches!(
            read::<2048>(many.as_bytes(), "x").await,
            Err(Error::TooLarge(_))
        ));
        let large = format!(
            "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n{}\r\n--x--\r\n",
            "y".repeat(4096)
        );
        assert!(matches!(
            read::<2048>(large.as_bytes(), "x").await,
            Err(Error::TooLarge(_))
        ));
        assert!(read::<8192>(large.as_bytes(), "x").await.is_ok());
    }
}
