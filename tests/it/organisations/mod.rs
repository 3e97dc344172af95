//! Organisation: sub-organisations of a master (product section 10).

mod access;
mod deletion;
mod entering;
mod founding;
mod list;

use simportal::web::urls;

use crate::support::{Client, TestApp};

/// All fields of a new sub-organisation, as the last step sends them.
pub fn fields<'a>(name: &'a str, email: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("step", "summary"),
        ("go", "create"),
        ("name", name),
        ("vat_id", "DE 301 884 207"),
        ("country", "DE"),
        ("language", "de"),
        ("first_name", "Freja"),
        ("last_name", "Nørgaard"),
        ("email", email),
        ("phone", "+49 40 5550 118-0"),
        ("street", "Kühlhauskai 12"),
        ("extra", ""),
        ("postcode", "20457"),
        ("city", "Hamburg"),
        ("region", ""),
    ]
}

/// Makes a sub-organisation; answers its account number.
pub async fn found(client: &Client<'_>, name: &str, email: &str) -> String {
    let answer = client.post(urls::ORGANISATION_NEW, &fields(name, email)).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location().strip_prefix("/organisation/").unwrap().to_owned()
}

/// The way in of the last letter: the path of its link.
pub async fn link(app: &TestApp) -> String {
    app.run_jobs().await;
    let letters = app.letters();
    let text = &letters.last().expect("a letter").text;
    let start = text.find("/password/").expect("a link");
    text[start..].split_whitespace().next().unwrap().to_owned()
}

/// The password of owners who are made in these tests.
pub const PASSWORD: &str = "copper kettle on the quay";

/// Sets the owner's password by the link of the last letter, and signs in.
pub async fn begin<'a>(app: &'a TestApp, email: &str) -> Client<'a> {
    let path = link(app).await;
    let owner = app.anonymous();
    let set = [("password", PASSWORD), ("repeated", PASSWORD)];
    owner.reads(simportal::types::lang::Lang::En);
    let page = owner.get(&path).await;
    assert_eq!(page.status, 200);
    assert_eq!(owner.post(&path, &set).await.status, 303);
    assert_eq!(owner.sign_in(email, PASSWORD).await.status, 303);
    owner.reads(simportal::types::lang::Lang::De);
    app.run_jobs().await;
    app.letters();
    owner
}

/// What the audit log of an organisation says was done, oldest first: action and who did it.
pub fn log(app: &TestApp, organisation_id: i64) -> Vec<(String, String)> {
    use diesel::prelude::*;
    use simportal::storage::schema::audit_entries as a;
    app.db(|db| {
        Ok(a::table
            .filter(a::organisation_id.eq(organisation_id))
            .order(a::id)
            .select((a::action, a::actor_name))
            .load(db)?)
    })
}

/// Key of an organisation.
pub fn id_of(app: &TestApp, number: &str) -> i64 {
    use simportal::storage::organisations;
    app.db(|db| organisations::find_by_number(db, number)).unwrap().id
}
