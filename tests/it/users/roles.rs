//! The page "Roles and rights" says what the program does.

use simportal::types::matrix::{Cell, MATRIX};
use simportal::types::role::Role;
use simportal::web::urls;

use crate::support::page::selector;
use crate::support::{TestApp, Who};

on_both!(every_cell_of_the_matrix_is_on_the_page);

async fn every_cell_of_the_matrix_is_on_the_page(app: TestApp) {
    let page = app.as_(Who::Bob).await.get(urls::ROLES).await.page();
    let rows: Vec<(String, Vec<String>)> = page
        .select(&selector("tbody tr:not(.total)"))
        .map(|row| {
            let text =
                |cell: scraper::ElementRef<'_>| cell.text().collect::<String>().replace('–', "").trim().to_owned();
            let head = row.select(&selector("th")).next().map(text).unwrap();
            (head, row.select(&selector("td")).map(text).collect())
        })
        .collect();
    assert_eq!(rows.len(), MATRIX.len());
    let text = |key: String| crate::support::app::text(simportal::types::lang::Lang::En, &key);
    for row in MATRIX {
        let name = text(format!("permission-{}", row.permission.key()));
        let (_, cells) = rows.iter().find(|(head, _)| *head == name).expect("a row of this name");
        assert_eq!(cells.len(), Role::ALL.len());
        for (cell, shown) in row.cells.iter().zip(cells) {
            let is_plain = match cell {
                Cell::Yes => shown == "Yes",
                Cell::No => shown == "No",
                _ => shown != "Yes" && shown != "No" && !shown.is_empty(),
            };
            assert!(is_plain, "{name}: {cell:?} is shown as {shown:?}");
        }
    }
}
