//! Files as answers, sent while they are read: the memory they take does not grow with their length, reading stops when the visitor goes
//! away, and a failure on the way breaks the transfer off, so that half a file is not taken for a whole one.

use std::io;

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_ENCODING};
use actix_web::web::Bytes;
use actix_web::{HttpResponse, HttpResponseBuilder, web};
use flate2::read::GzDecoder;
use futures_util::stream::{self, StreamExt};

use crate::documents::csv::{CsvRows, MARK};
use crate::documents::sims::texts;
use crate::documents::xlsx::XlsxRows;
use crate::domain::exports::{self, ExportRow, Page, Plan, RowKey};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::export::ExportFormat;
use crate::web::error::{Error, Result};

/// SIMs read at once.
const PAGE: i64 = 1_000;

/// A short list as a file. The first rows are read before the answer begins: a database that is away is still an error page.
pub(super) async fn answer(
    state: web::Data<AppState>,
    plan: Plan,
    name: &str,
    format: ExportFormat,
) -> Result<HttpResponse> {
    match format {
        ExportFormat::Csv => csv(state, plan, name).await,
        ExportFormat::Xlsx => {
            let keys = state.keys.clone();
            // A workbook can be sent only when its last row is known; this one is short.
            let file = state
                .db
                .read(move |db| {
                    let mut rows = XlsxRows::new("SIMs", plan.heads()).map_err(internal)?;
                    let mut after = None;
                    loop {
                        let page = plan.read(db, after.as_ref(), PAGE)?;
                        plan.write(&page, &keys, &mut rows).map_err(internal)?;
                        after = page.next;
                        if after.is_none() {
                            break;
                        }
                    }
                    let mut file = Vec::new();
                    rows.finish(&mut file).map_err(internal)?;
                    Ok::<_, domain::Error>(file)
                })
                .await?;
            Ok(head(name, format).body(file))
        }
    }
}

async fn csv(state: web::Data<AppState>, plan: Plan, name: &str) -> Result<HttpResponse> {
    let first = read(&state, &plan, None).await?;
    let beginning = lines(&state, &plan, &first, true)?;
    let rest = stream::unfold((first.next, state, plan), |(next, state, plan)| async move {
        let after = next?;
        let read = read(&state, &plan, Some(after)).await;
        let written = read.and_then(|page| Ok((lines(&state, &plan, &page, false)?, page.next)));
        Some(match written {
            Ok((lines, next)) => (Ok(lines), (next, state, plan)),
            Err(error) => {
                tracing::error!(%error, "file broken off");
                (Err(error), (None, state, plan))
            }
        })
    });
    Ok(head(name, ExportFormat::Csv).streaming(stream::iter([Ok(beginning)]).chain(rest)))
}

async fn read(state: &web::Data<AppState>, plan: &Plan, after: Option<RowKey>) -> Result<Page> {
    let plan = plan.clone();
    Ok(state.db.read(move |db| plan.read(db, after.as_ref(), PAGE)).await?)
}

fn lines(state: &AppState, plan: &Plan, page: &Page, is_first: bool) -> Result<Bytes> {
    let write = || -> io::Result<Vec<u8>> {
        let mut rows = CsvRows::new(if is_first { MARK.to_vec() } else { Vec::new() }, plan.words().lang());
        if is_first {
            texts(&mut rows, &plan.heads())?;
        }
        plan.write(page, &state.keys, &mut rows)?;
        rows.finish()
    };
    write()
        .map(Bytes::from)
        .map_err(|error| Error::Internal(error.to_string()))
}

/// A file that a job made, piece by piece.
pub(super) fn file(state: web::Data<AppState>, export: &ExportRow) -> HttpResponse {
    let (id, format) = (export.id, export.format);
    let parts = stream::unfold((Some(0), state), move |(next, state)| async move {
        let number: i64 = next?;
        let read = state
            .db
            .read(move |db| exports::part(db, id, number).map_err(domain::Error::from))
            .await;
        match read
            .map_err(Error::from)
            .and_then(|part| part.map(|part| plain(part, format)).transpose())
        {
            Ok(Some(bytes)) => Some((Ok(bytes), (Some(number + 1), state))),
            Ok(None) => None,
            Err(error) => {
                tracing::error!(%error, "file broken off");
                Some((Err(error), (None, state)))
            }
        }
    });
    head(&export.file_name, format).streaming(whole(parts, export.bytes))
}

/// The pieces of a file that was removed on the way are missing: less than all of it is a failure, not an end.
fn whole(parts: impl stream::Stream<Item = Result<Bytes>>, bytes: i64) -> impl stream::Stream<Item = Result<Bytes>> {
    let end = stream::iter([None]);
    parts.map(Some).chain(end).scan(0_i64, move |sent, part| {
        let next = match part {
            Some(part) => {
                if let Ok(part) = &part {
                    *sent += i64::try_from(part.len()).unwrap_or(i64::MAX);
                }
                Some(part)
            }
            None if *sent == bytes => None,
            None => Some(Err(Error::Internal(
                "the file was removed while it was sent".to_owned(),
            ))),
        };
        std::future::ready(next)
    })
}

/// Pieces of text are kept compressed; workbooks are compressed by themselves.
fn plain(part: Vec<u8>, format: ExportFormat) -> Result<Bytes> {
    match format {
        ExportFormat::Xlsx => Ok(Bytes::from(part)),
        ExportFormat::Csv => {
            let mut plain = Vec::new();
            io::Read::read_to_end(&mut GzDecoder::new(part.as_slice()), &mut plain)
                .map_err(|error| Error::Internal(error.to_string()))?;
            Ok(Bytes::from(plain))
        }
    }
}

fn head(name: &str, format: ExportFormat) -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(format.media_type())
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")));
    if format == ExportFormat::Xlsx {
        // Compressing it again would cost time and gain nothing.
        answer.insert_header((CONTENT_ENCODING, "identity"));
    }
    answer
}

fn internal(error: io::Error) -> domain::Error {
    domain::Error::Storage(domain::StorageError::internal(error))
}
