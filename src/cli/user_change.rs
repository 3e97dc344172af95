//! What staff do about people of an organisation on request (`roles.md`): one Owner cannot administer another, so a command can.

use clap::Args;

use super::Failure;
use crate::domain::users::{self, RoleOutcome};
use crate::domain::{self, Db, Error};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::email::Email;
use crate::types::role::Role;

/// Somebody by address.
#[derive(Args)]
pub(super) struct Target {
    /// E-mail address of the person
    email: String,
}

/// Another role.
#[derive(Args)]
pub(super) struct SetRole {
    /// E-mail address of the person
    email: String,
    /// owner, admin, user, read_only, third_party, accountant or end_user
    #[arg(long)]
    role: String,
}

/// What is done.
#[derive(Clone, Copy)]
pub(super) enum Change {
    Disable,
    Enable,
    Delete,
}

impl SetRole {
    pub(super) fn run(self, state: &AppState) -> Result<(), Failure> {
        let role = Role::parse(&self.role)
            .filter(|role| *role != Role::ApiUser)
            .ok_or_else(|| {
                Failure::usage("--role: owner, admin, user, read_only, third_party, accountant or end_user")
            })?;
        let (context, now) = (MailContext::of(&state.config), state.clock.now());
        let changed = on_member(state, &self.email, "user set-role", |db, scope, id| {
            users::change_role(db, &context, scope, id, (role, None), now)
        })?;
        match changed {
            RoleOutcome::Same => println!("{} has this role already; nothing was changed.", self.email),
            // Nobody is asked to approve what a command does.
            RoleOutcome::Done(user) | RoleOutcome::Asked(user) => {
                println!("{} is {} now; all sessions are ended.", user.name(), role.as_str());
            }
        }
        Ok(())
    }
}

impl Target {
    pub(super) fn run(self, state: &AppState, change: Change) -> Result<(), Failure> {
        let (context, now) = (MailContext::of(&state.config), state.clock.now());
        let (name, done) = match change {
            Change::Disable => ("user disable", "disabled"),
            Change::Enable => ("user enable", "enabled"),
            Change::Delete => ("user delete", "deleted"),
        };
        let user = on_member(state, &self.email, name, |db, scope, id| match change {
            Change::Disable => users::disable(db, scope, id, now),
            Change::Enable => users::enable(db, scope, id, now),
            Change::Delete => users::delete(db, &context, scope, id, now),
        })?;
        println!("{} is {done}.", user.name());
        Ok(())
    }
}

/// Does something to the member with this address, in the name of the command.
fn on_member<T>(
    state: &AppState,
    email: &str,
    command: &str,
    act: impl FnOnce(&mut Db, &OrgScope, i64) -> domain::Result<T>,
) -> Result<T, Failure> {
    let email = Email::parse(email).map_err(|error| Failure::usage(format!("e-mail address: {error}")))?;
    let done = state.db.write_blocking(|db| {
        let (root_id, organisation_id, id) = users::member_by_email(db, &email.key())?;
        act(db, &OrgScope::for_job(root_id, organisation_id, command), id)
    });
    match done {
        Ok(done) => Ok(done),
        Err(Error::NotFound) => Err(Failure::new(format!(
            "no member of an organisation has the address {email}"
        ))),
        Err(Error::Refused(users::LAST_OWNER)) => Err(Failure::new(
            "this is the last Owner of the organisation who can sign in; make another one first",
        )),
        Err(Error::Refused(users::CHANGED)) => Err(Failure::new("the person is in that state already")),
        Err(error) => Err(error.into()),
    }
}
