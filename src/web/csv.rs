//! Files of all rows, as CSV (RFC 4180), read and sent page by page: the memory they take does not grow with their length.

use std::future::Future;

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Bytes;
use futures_util::stream::{self, StreamExt};

use crate::documents::csv::harmless;
use crate::web::error::{Error, Result};

/// Rows read at once.
pub(in crate::web) const PAGE: i64 = 1_000;

/// Some rows, and where to go on, if there are more.
pub(in crate::web) struct Part<K> {
    /// Cells as they are; what a spreadsheet would run is made harmless here.
    pub rows: Vec<Vec<String>>,
    /// Key of the last row.
    pub next: Option<K>,
}

/// Answers with a file. The first rows are read before the answer begins, so that a database that is away is still an error page;
/// later on a failure breaks the transfer off, so that half a file is not taken for a whole one.
pub(in crate::web) async fn download<K, F, R>(name: &str, head: &[&str], read: F) -> Result<HttpResponse>
where
    K: 'static,
    F: Fn(Option<K>) -> R + 'static,
    R: Future<Output = Result<Part<K>>>,
{
    let first = read(None).await?;
    let mut rows = vec![head.iter().map(|cell| (*cell).to_owned()).collect()];
    rows.extend(first.rows);
    let beginning = Ok::<_, Error>(Bytes::from(lines(rows)?));
    let rest = stream::unfold((first.next, read), |(next, read)| async move {
        let part = match read(Some(next?)).await {
            Ok(part) => part,
            Err(error) => {
                tracing::error!(%error, "file broken off");
                return Some((Err(error), (None, read)));
            }
        };
        Some((lines(part.rows).map(Bytes::from), (part.next, read)))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8; header=present")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .streaming(stream::iter([beginning]).chain(rest)))
}

fn lines(rows: Vec<Vec<String>>) -> Result<Vec<u8>> {
    let failed = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| harmless(cell).into_owned()))
            .map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;

    use super::*;

    #[actix_web::test]
    async fn every_page_of_rows_is_in_the_file_and_no_cell_runs() {
        let response = download("a.csv", &["n", "text"], |after: Option<i32>| async move {
            let n = after.unwrap_or(0) + 1;
            let text = if n == 2 { "=1+1" } else { "say \"a, b\"" };
            Ok(Part {
                rows: vec![vec![n.to_string(), text.to_owned()]],
                next: (n < 3).then_some(n),
            })
        })
        .await
        .unwrap();
        let body = to_bytes(response.into_body()).await.unwrap();
        let quoted = "\"say \"\"a, b\"\"\"";
        assert_eq!(
            String::from_utf8(body.to_vec()).unwrap(),
            format!("n,text\r\n1,{quoted}\r\n2,'=1+1\r\n3,{quoted}\r\n")
        );
    }

    #[actix_web::test]
    async fn a_failure_on_the_way_breaks_the_file_off() {
        let response = download("a.csv", &["n"], |after: Option<i32>| async move {
            match after {
                None => Ok(Part {
                    rows: vec![vec!["1".to_owned()]],
                    next: Some(1),
                }),
                Some(_) => Err(Error::Unavailable("away".to_owned())),
            }
        })
        .await
        .unwrap();
        assert!(to_bytes(response.into_body()).await.is_err());
    }
}
