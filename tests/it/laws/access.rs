//! Who may do what, for every route: the table of `types/matrix.rs` is what everybody meets, no more and no less.

use actix_web::http::Method;
use simportal::types::access::Access;
use simportal::types::matrix;
use simportal::web::routes::Entry;
use simportal::web::urls;

use super::objects::{Fill, Objects, has_object, is_hidden};
use crate::support::cast::{Org, Place};
use crate::support::client::{Proof, encoded};
use crate::support::{Answer, Client, TestApp, Who, page};

on_both!(
    nobody_is_sent_to_the_sign_in_page,
    every_role_meets_what_the_matrix_says,
    an_object_of_another_organisation_is_as_unknown_as_one_that_does_not_exist,
    a_malformed_name_is_unknown,
    a_form_without_its_token_changes_nothing,
    a_form_sent_by_another_site_changes_nothing,
    a_form_of_another_organisation_changes_nothing,
    interfaces_ask_for_their_own_credentials,
    a_known_path_tells_that_a_method_is_wrong,
);

fn pages() -> Vec<Entry> {
    simportal::web::routes(true).entries().to_vec()
}

fn changes() -> impl Iterator<Item = Entry> {
    pages().into_iter().filter(|entry| entry.method == Method::POST)
}

/// Whether the matrix lets the person through.
fn may(who: Who, access: Access) -> bool {
    match (access, who.place()) {
        (Access::Public | Access::SignedIn, _) => true,
        (Access::Org(permission), Place::Member(_, role)) => matrix::may(role, permission, &[]),
        (Access::Staff(permission), Place::Staff(role)) => role.may(permission),
        (Access::OrgAny(permissions), Place::Member(_, role)) => {
            permissions.iter().any(|permission| matrix::may(role, *permission, &[]))
        }
        (Access::Org(_) | Access::OrgAny(_), Place::Staff(_))
        | (Access::Staff(_), Place::Member(..))
        | (Access::Ingest | Access::Signed, _) => false,
    }
}

/// Somebody whom the matrix lets through, of the master organisation or staff.
fn somebody(access: Access) -> Who {
    [Who::Alice, Who::Stella]
        .into_iter()
        .find(|who| may(*who, access))
        .unwrap_or_else(|| panic!("neither Alice nor Stella may use {access:?}"))
}

/// Opens a page, or sends an empty form with the right token.
async fn ask(client: &Client<'_>, entry: &Entry, path: &str) -> Answer {
    if entry.method == Method::POST {
        client.post(path, &[]).await
    } else {
        client.get(path).await
    }
}

fn leads_to_sign_in(answer: &Answer) -> bool {
    answer.status == 303 && answer.location().starts_with(urls::LOGIN)
}

async fn nobody_is_sent_to_the_sign_in_page(mut app: TestApp) {
    app.leave_work();
    let objects = Objects::of(&app);
    for entry in pages() {
        let path = objects.path(&entry, &Fill::Real);
        let client = app.anonymous();
        let answer = ask(&client, &entry, &path).await;
        if entry.access == Access::Public {
            // Home leads strangers there as well: it has nothing to show them. Nor has the second step to who did not take the first.
            let expected = matches!(entry.path.as_str(), urls::HOME | urls::SECOND_STEP);
            assert_eq!(leads_to_sign_in(&answer), expected, "{} {path}", entry.method);
            assert!(answer.status < 500, "{} {path}: {}", entry.method, answer.status);
            continue;
        }
        assert!(leads_to_sign_in(&answer), "{} {path}: {}", entry.method, answer.status);
        assert!(answer.body.is_empty(), "{} {path} tells something", entry.method);
        if entry.method == Method::GET {
            assert_eq!(
                answer.location(),
                urls::sign_in(&path),
                "and back to the page asked for"
            );
        }
    }
}

async fn every_role_meets_what_the_matrix_says(mut app: TestApp) {
    app.leave_work();
    let objects = Objects::of(&app);
    for who in Who::people() {
        let mut reader = app.as_(who).await;
        for entry in pages() {
            let path = objects.path(&entry, &Fill::Real);
            // A form may end the session (signing out), so each gets one of its own.
            let writer;
            let client = if entry.method == Method::POST {
                writer = app.as_(who).await;
                &writer
            } else {
                &reader
            };
            let answer = ask(client, &entry, &path).await;
            if entry.path == urls::SESSIONS_END {
                // It does what it says: the reader is signed out.
                reader = app.as_(who).await;
            }
            let what = format!("{who:?} {} {path}: {}", entry.method, answer.status);
            assert!(answer.status < 500, "{what}\n{}", answer.text());
            if !may(who, entry.access) {
                assert_eq!(answer.status, 403, "{what}");
                continue;
            }
            assert_ne!(answer.status, 403, "{what}");
            if matches!(who.place(), Place::Member(Org::Sub | Org::Stranger, _)) && has_object(&entry) {
                continue;
            }
            if is_hidden(&entry, who) {
                assert!(matches!(answer.status, 404 | 409), "{what}");
                continue;
            }
            if entry.path != urls::LOGOUT {
                assert!(!leads_to_sign_in(&answer), "{what}");
            }
            assert_ne!(answer.status, 404, "{what}");
            if entry.method == Method::GET {
                assert!(matches!(answer.status, 200 | 303), "{what}");
            }
        }
    }
}

async fn an_object_of_another_organisation_is_as_unknown_as_one_that_does_not_exist(mut app: TestApp) {
    app.leave_work();
    let objects = Objects::of(&app);
    // Not even a sub-organisation sees its master's, and the master has entered no sub-organisation.
    let alice = app.as_(Who::Alice).await;
    for entry in pages()
        .iter()
        .filter(|entry| has_object(entry) && matches!(entry.access, Access::Org(_) | Access::OrgAny(_)))
    {
        // What Alice's browser would send, so that nothing but the name can be wrong.
        let fields = fields(&alice, entry, &objects).await;
        for who in [Who::Charlie, Who::Sven] {
            let client = app.as_(who).await;
            let foreign = send(&client, entry, &objects.path(entry, &Fill::Real), &fields).await;
            let unknown = send(&client, entry, &objects.path(entry, &Fill::Unknown), &fields).await;
            assert_eq!(foreign.status, 404, "{who:?} {} {}", entry.method, entry.path);
            assert_eq!(unknown.status, 404, "{who:?} {} {}", entry.method, entry.path);
            assert_eq!(
                without_request_id(&foreign),
                without_request_id(&unknown),
                "{} {}",
                entry.method,
                entry.path
            );
        }
    }
}

/// The fields of the form that leads to a change of an object: on the page of the same address, or of the object itself.
async fn fields(client: &Client<'_>, entry: &Entry, objects: &Objects) -> Vec<(String, String)> {
    if entry.method == Method::GET {
        return Vec::new();
    }
    let path = objects.path(entry, &Fill::Real);
    let mut place = path.as_str();
    loop {
        let page = client.get(place).await;
        if page.is_html()
            && let Some(fields) = page::fields_of_form(&page.page(), &path)
        {
            return fields;
        }
        match place.rsplit_once('/') {
            Some((rest, _)) if !rest.is_empty() => place = rest,
            // Nothing offers this change in the object's present state (it is activated already): it has no fields.
            _ => return Vec::new(),
        }
    }
}

async fn send(client: &Client<'_>, entry: &Entry, path: &str, fields: &[(String, String)]) -> Answer {
    if entry.method == Method::GET {
        return client.get(path).await;
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    client.post(path, &fields).await
}

/// The words of an error page but for the number of the request.
fn without_request_id(answer: &Answer) -> String {
    let html = answer.page();
    let id = html
        .select(&page::selector("main code"))
        .next()
        .map(|code| code.text().collect::<String>())
        .expect("an error page names the request");
    answer.words().replace(&id, "")
}

async fn a_malformed_name_is_unknown(mut app: TestApp) {
    app.leave_work();
    let objects = Objects::of(&app);
    for entry in pages()
        .iter()
        .filter(|entry| has_object(entry) && !entry.path.contains("{token}"))
    {
        let client = app.as_(somebody(entry.access)).await;
        let fields = fields(&client, entry, &objects).await;
        let path = objects.path(entry, &Fill::Malformed);
        let answer = send(&client, entry, &path, &fields).await;
        assert_eq!(answer.status, 404, "{} {path}", entry.method);
    }
}

async fn a_form_without_its_token_changes_nothing(mut app: TestApp) {
    app.leave_work();
    let objects = Objects::of(&app);
    let other = app.as_(Who::Uma).await.proof().await.csrf;
    for entry in changes() {
        let client = app.as_(somebody(entry.access)).await;
        let Proof { csrf, org } = client.proof().await;
        let path = objects.path(&entry, &Fill::Real);
        for token in [None, Some(""), Some("forged"), Some(other.as_str())] {
            let mut fields = vec![("_org", org.as_str())];
            fields.extend(token.map(|token| ("_csrf", token)));
            let answer = client.post_raw(&path, encoded(&fields)).await;
            assert_eq!(answer.status, 403, "POST {path} with the token {token:?}");
        }
        let stranger = app.anonymous();
        let answer = stranger
            .post_raw(&path, encoded(&[("_csrf", &csrf), ("_org", &org)]))
            .await;
        assert!(
            answer.status == 403 || leads_to_sign_in(&answer),
            "POST {path} with the token of somebody else's session: {}",
            answer.status
        );
    }
}

async fn a_form_sent_by_another_site_changes_nothing(mut app: TestApp) {
    app.leave_work();
    let objects = Objects::of(&app);
    for entry in changes() {
        let client = app.as_(somebody(entry.access)).await;
        let Proof { csrf, org } = client.proof().await;
        let path = objects.path(&entry, &Fill::Real);
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            let request = client
                .request(Method::POST, &path)
                .insert_header(("content-type", "application/x-www-form-urlencoded"))
                .insert_header((name, value))
                .set_payload(encoded(&[("_csrf", &csrf), ("_org", &org)]));
            let answer = client.send(&path, request).await;
            assert_eq!(answer.status, 403, "POST {path} with {name}: {value}");
        }
    }
}

async fn a_form_of_another_organisation_changes_nothing(mut app: TestApp) {
    app.leave_work();
    let objects = Objects::of(&app);
    let other = app.database.cast.organisation(Org::Sub).to_string();
    for entry in changes().filter(|entry| may(Who::Alice, entry.access)) {
        let client = app.as_(Who::Alice).await;
        let csrf = client.proof().await.csrf;
        let path = objects.path(&entry, &Fill::Real);
        for org in ["", "0", other.as_str()] {
            let answer = client
                .post_raw(&path, encoded(&[("_csrf", &csrf), ("_org", org)]))
                .await;
            assert_eq!(answer.status, 409, "POST {path} for organisation {org:?}");
        }
    }
}

async fn interfaces_ask_for_their_own_credentials(app: TestApp) {
    let client = app.as_(Who::Alice).await;
    for entry in simportal::api::routes().entries() {
        if entry.access == Access::Signed {
            // Its credential is a signature, whoever is signed in.
            for client in [&app.anonymous(), &client] {
                let request = client.request(entry.method.clone(), &entry.path).set_payload("{}");
                let answer = client.send(&entry.path, request).await;
                assert_eq!(answer.status, 400, "{} {}", entry.method, entry.path);
            }
            continue;
        }
        assert_eq!(entry.access, Access::Ingest, "{}", entry.path);
        // Cookies of a person are worth nothing here, even Alice's.
        for client in [&app.anonymous(), &client] {
            let request = client
                .request(entry.method.clone(), &entry.path)
                .insert_header(("content-type", "application/json"))
                .set_payload("[]");
            let answer = client.send(&entry.path, request).await;
            assert_eq!(answer.status, 401, "{} {}", entry.method, entry.path);
            assert!(answer.header("www-authenticate").starts_with("Basic"), "{}", entry.path);
        }
    }
}

async fn a_known_path_tells_that_a_method_is_wrong(app: TestApp) {
    let objects = Objects::of(&app);
    let client = app.as_(Who::Alice).await;
    for entry in pages() {
        let path = objects.path(&entry, &Fill::Real);
        let answer = client.send(&path, client.request(Method::DELETE, &path)).await;
        assert_eq!(answer.status, 405, "DELETE {path}");
    }
}

#[test]
fn no_form_is_guarded_by_a_permission_that_only_reads() {
    for entry in changes() {
        let permissions = match &entry.access {
            Access::Org(permission) => std::slice::from_ref(permission),
            Access::OrgAny(permissions) => permissions,
            _ => continue,
        };
        for permission in permissions {
            let name = format!("{permission:?}");
            let reads = ["View", "See", "Download"].iter().any(|word| name.starts_with(word));
            assert!(!reads, "POST {} asks for {name}", entry.path);
        }
    }
}
