//! All documents of a period as one ZIP file, made while it is sent.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use futures_util::stream;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use super::document::pdf_of;
use super::period::Period;
use crate::domain::invoices::{self, Days, DocumentRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::{Error, Result};
use crate::web::layout::Layout;

/// Documents read at once: each file has some 50 KB.
const AT_ONCE: i64 = 20;

/// What was written and not sent yet.
#[derive(Clone, Default)]
struct Pipe(Rc<RefCell<Vec<u8>>>);

impl Pipe {
    fn take(&self) -> Bytes {
        Bytes::from(std::mem::take(&mut *self.0.borrow_mut()))
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The archive as far as it is made.
struct Archive {
    state: web::Data<AppState>,
    scope: OrgScope,
    layout: Layout,
    days: Days,
    /// The last document that is in it.
    after: Option<(NaiveDate, i64)>,
    pipe: Pipe,
    /// `None`: the end was written.
    zip: Option<ZipWriter<StreamWriter<Pipe>>>,
}

impl Archive {
    /// The next bytes; none at the end.
    async fn next(&mut self) -> Result<Option<Bytes>> {
        if self.zip.is_none() {
            return Ok(None);
        }
        let (scope, days, after) = (self.scope.clone(), self.days, self.after);
        let read = move |db: &mut _| -> domain::Result<_> {
            let documents = invoices::issued_in(db, &scope, days, after, AT_ONCE)?;
            let files = invoices::files(db, documents.iter().map(|row| row.id).collect())?;
            Ok((documents, files))
        };
        let (documents, mut files) = self.state.db.read(read).await?;
        let is_last = i64::try_from(documents.len()).is_ok_and(|count| count < AT_ONCE);
        for document in documents {
            let file = files.iter().position(|(id, _)| *id == document.id);
            let known = file.map(|at| files.swap_remove(at).1);
            self.add(document, known).await?;
        }
        if is_last && let Some(zip) = self.zip.take() {
            zip.finish().map_err(failed)?;
        }
        Ok(Some(self.pipe.take()))
    }

    async fn add(&mut self, document: DocumentRow, known: Option<Vec<u8>>) -> Result<()> {
        let (day, id, name) = (document.issued_on, document.id, format!("{}.pdf", document.number));
        let body = match known {
            Some(body) => body,
            None => pdf_of(&self.state, &self.scope, &self.layout, document).await?,
        };
        if let Some(zip) = &mut self.zip {
            // A PDF is compressed already.
            let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            zip.start_file(name, options).map_err(failed)?;
            zip.write_all(&body).map_err(failed)?;
        }
        self.after = Some((day, id));
        Ok(())
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Unavailable(error.to_string())
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let period = Period::of(&request, &layout);
    let name = format!("invoices-{}.zip", period.stamp());
    let pipe = Pipe::default();
    let mut archive = Archive {
        state,
        scope,
        layout,
        days: period.days,
        after: None,
        zip: Some(ZipWriter::new_stream(pipe.clone())),
        pipe,
    };
    // The first part now: what fails at once is answered as a page.
    let first = archive.next().await?;
    let rest = stream::unfold((archive, first), |(mut archive, ready)| async move {
        let part = match ready {
            Some(part) => Ok(part),
            None => match archive.next().await {
                Ok(Some(part)) => Ok(part),
                Ok(None) => return None,
                Err(error) => {
                    tracing::error!(%error, "archive broken off");
                    archive.zip = None;
                    Err(error)
                }
            },
        };
        Some((part, (archive, None)))
    });
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .streaming(rest))
}
