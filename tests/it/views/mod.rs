//! Saved views of the list, and the reports made of them.

mod reports;
mod saved;

use crate::support::{Answer, Client};

/// Saves the list of an address as a view; answers the key of the view.
async fn save(client: &Client<'_>, list: &str, name: &str, is_shared: bool) -> i64 {
    let answer = try_to_save(client, list, name, is_shared).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let id = answer.location().strip_prefix("/sims?view=").unwrap();
    id.parse().unwrap()
}

async fn try_to_save(client: &Client<'_>, list: &str, name: &str, is_shared: bool) -> Answer {
    let page = client.get(list).await;
    assert_eq!(page.status, 200, "{list}");
    let (query, columns) = (page.field("query").unwrap(), page.field("columns").unwrap());
    let mut fields = vec![("query", query.as_str()), ("columns", &columns), ("name", name)];
    if is_shared {
        fields.push(("shared", "1"));
    }
    client.post("/sims/views", &fields).await
}
