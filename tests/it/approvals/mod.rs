//! Four eyes: what one person asks for waits until a second one approves it.

mod decide;
mod end;
mod kinds;
mod races;
mod switches;

use diesel::prelude::*;
use simportal::domain::approvals::{ApprovalRow, FourEyes};
use simportal::storage::schema::{audit_entries, users};
use simportal::storage::{approvals, bulk, sims, users as people};
use simportal::types::access::OrgScope;
use simportal::types::approval::{ApprovalKind, ApprovalStatus};
use simportal::types::bulk::BulkStatus;
use simportal::types::lang::Lang;
use simportal::types::role::Role;
use simportal::types::status::SimStatus;
use simportal::web::urls;

use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{Answer, Client, TestApp, Who, make};

fn scope(app: &TestApp, org: Org) -> OrgScope {
    let root = if org == Org::Sub { Org::Master } else { org };
    let cast = &app.database.cast;
    OrgScope::for_job(cast.organisation(root), cast.organisation(org), "test")
}

/// Everything needs a second person in this organisation.
fn require_all(app: &TestApp, org: Org) {
    let all = FourEyes {
        transfers: true,
        deactivations: true,
        roles: true,
    };
    app.db(|db| approvals::set_required(db, &scope(app, org), all));
}

/// The request, whatever its kind.
fn request(app: &TestApp, id: i64) -> ApprovalRow {
    app.db(|db| approvals::find(db, &scope(app, Org::Master), ApprovalKind::ALL, id))
}

fn status(app: &TestApp, id: i64) -> ApprovalStatus {
    request(app, id).status
}

/// The only open request.
fn only_open(app: &TestApp, org: Org) -> i64 {
    let open = app.db(|db| approvals::open(db, &scope(app, org), ApprovalKind::ALL, 10));
    assert_eq!(open.len(), 1, "{open:?}");
    open[0].id
}

fn open_count(app: &TestApp) -> usize {
    app.db(|db| approvals::open(db, &scope(app, Org::Master), ApprovalKind::ALL, 10))
        .len()
}

/// Orders the deactivation of a fresh SIM and confirms it; answers the keys of the SIM, the bulk action and the request.
async fn ask_deactivation(app: &TestApp, client: &Client<'_>) -> (i64, i64, i64) {
    let sim = make::sim(app, Org::Master);
    let fields = [
        ("list", urls::SIMS),
        ("action", "deactivate"),
        ("sim", sim.iccid.as_str()),
    ];
    let ordered = client.post(urls::BULK_STATE, &fields).await;
    assert_eq!(ordered.status, 303, "{}", ordered.text());
    let bulk: i64 = ordered.location().strip_prefix("/sims/bulk/").unwrap().parse().unwrap();
    let confirmed = client.post(&urls::bulk(urls::BULK_CONFIRM, &bulk), &[]).await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.text());
    (sim.id, bulk, only_open(app, Org::Master))
}

fn sim_status(app: &TestApp, sim: i64) -> SimStatus {
    app.db(|db| sims::find_by_id(db, &scope(app, Org::Master), sim)).status
}

fn bulk_status(app: &TestApp, id: i64) -> BulkStatus {
    app.db(|db| bulk::find(db, &scope(app, Org::Master), id)).status
}

async fn decide(client: &Client<'_>, id: i64, verdict: &str, comment: &str) -> Answer {
    let path = urls::approval(urls::APPROVAL_DECISION, &id);
    client.post(&path, &[("verdict", verdict), ("comment", comment)]).await
}

async fn withdraw(client: &Client<'_>, id: i64) -> Answer {
    client.post(&urls::approval(urls::APPROVAL_WITHDRAWAL, &id), &[]).await
}

async fn page(client: &Client<'_>, id: i64) -> Answer {
    client.get(&urls::approval(urls::APPROVAL, &id)).await
}

/// Whether the page says this sentence, in either language.
fn says(answer: &Answer, key: &str) -> bool {
    let words = answer.words();
    [Lang::En, Lang::De]
        .iter()
        .any(|lang| words.contains(&text(*lang, key)))
}

/// What the audit log has about requests, oldest first: action and who.
fn log(app: &TestApp) -> Vec<(String, String)> {
    use audit_entries as a;
    app.db(|db| {
        Ok(a::table
            .filter(a::object_kind.eq("approval"))
            .order(a::id)
            .select((a::action, a::actor_name))
            .load(db)?)
    })
}

/// Gives somebody a role behind the portal's back.
fn set_role(app: &TestApp, who: Who, role: Role) {
    let id = app.database.cast.user(who);
    app.db(|db| {
        diesel::update(users::table.find(id))
            .set(users::role.eq(Some(role.as_str())))
            .execute(db)?;
        Ok(())
    });
}

fn role_of(app: &TestApp, who: Who) -> Option<String> {
    let id = app.database.cast.user(who);
    app.db(|db| people::find(db, id)).role
}
