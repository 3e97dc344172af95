//! Users: people and API users of an organisation, and the rules about them.

mod api;
mod edit;
mod ends;
mod invite;
mod list;
mod races;
mod remove;
mod roles;

use diesel::prelude::*;
use simportal::domain::auth::person;
use simportal::storage::schema::{audit_entries, users};
use simportal::storage::users::UserRow;
use simportal::types::access::{Actor, OrgScope};
use simportal::types::lang::Lang;
use simportal::types::matrix::Permission;
use simportal::types::role::Role;
use simportal::web::urls;

use crate::support::app::text;
use crate::support::cast::Org;
use crate::support::{Answer, TestApp, Who};

/// The row of somebody.
fn row(app: &TestApp, id: i64) -> UserRow {
    app.db(|db| simportal::storage::users::find(db, id))
}

/// Somebody of the cast as they act now.
fn actor(app: &TestApp, who: Who) -> Actor {
    let (user_id, now) = (app.database.cast.user(who), app.state.clock.now());
    let found = app.state.db.read_blocking(|db| person(db, user_id, "192.0.2.10", now));
    found.unwrap().unwrap().actor
}

/// The scope of somebody of the cast, entered with a permission that every role with people has.
fn scope(app: &TestApp, who: Who) -> OrgScope {
    actor(app, who).enter(Permission::ViewUsers).unwrap()
}

/// The scope of a command on the server.
fn command(app: &TestApp) -> OrgScope {
    let master = app.database.cast.organisation(Org::Master);
    OrgScope::for_job(master, master, "test")
}

/// Gives somebody a role behind the portal's back.
fn make(app: &TestApp, id: i64, role: Role) {
    app.db(|db| {
        diesel::update(users::table.find(id))
            .set(users::role.eq(Some(role.as_str())))
            .execute(db)?;
        Ok(())
    });
}

/// An entry of the audit log: action, name, old, new, who.
type Entry = (String, String, Option<String>, Option<String>, Option<i64>);

/// The audit log about people, oldest first.
fn log(app: &TestApp) -> Vec<Entry> {
    use audit_entries as a;
    app.db(|db| {
        Ok(a::table
            .filter(a::object_kind.eq("user"))
            .order(a::id)
            .select((a::action, a::object_name, a::old_value, a::new_value, a::actor_id))
            .load(db)?)
    })
}

fn says(answer: &Answer, key: &str) -> bool {
    answer.words().contains(&text(Lang::En, key))
}

/// An address of one person.
fn at(pattern: &str, id: i64) -> String {
    urls::user(pattern, &id)
}

/// The path of the link in a mail.
fn link_of(letter: &simportal::mail::Letter) -> String {
    let (_, rest) = letter.text.split_once("http://portal.example").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

/// Somebody who was deleted or never there.
fn is_gone(app: &TestApp, id: i64) -> bool {
    app.db(|db| Ok(users::table.find(id).count().get_result::<i64>(db)? == 0))
}
