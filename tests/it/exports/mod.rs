//! Files of the list of SIMs: sent at once, or made by a job.

mod at_once;
mod by_job;

use simportal::types::lang::Lang;

use crate::support::{Answer, Client};

/// Asks for a file as the menu of the list does.
async fn ask(client: &Client<'_>, list: &str, format: &str, more: &[(&str, &str)]) -> Answer {
    let page = client.get(list).await;
    assert_eq!(page.status, 200, "{list}: {}", page.text());
    let (query, columns) = (page.field("query").unwrap(), page.field("columns").unwrap());
    let mut fields = vec![("query", query.as_str()), ("columns", &columns), ("format", format)];
    fields.extend(more);
    client.post("/sims/export", &fields).await
}

/// The lines of a CSV file, head first.
fn lines(body: &[u8], lang: Lang) -> Vec<Vec<String>> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(if lang == Lang::De { b';' } else { b',' })
        .from_reader(body);
    let lines = reader.records();
    lines
        .map(|line| line.unwrap().iter().map(str::to_owned).collect())
        .collect()
}
